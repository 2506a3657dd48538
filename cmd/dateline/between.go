package main

import (
	"context"

	"dateline/query"
	"dateline/schema"

	"github.com/spf13/cobra"
)

func (p *program) betweenCommand() *cobra.Command {
	var filters queryFlags
	cmd := &cobra.Command{
		Use:   "between A B",
		Short: "Show what joins two actors, by date",
		Long: `Show the statements that join two actors, the oldest first. Where there are
none, show whom both have to do with.`,
		Example: `  dateline between Trump Putin
  dateline between "United States" Russia --since 2018 --status all
  dateline between Trump Putin --json`,
		Args: wants("A", "B"),
		RunE: func(cmd *cobra.Command, args []string) error {
			filter, err := p.filter(query.Filter{}, &filters, cmd)
			if err != nil {
				return err
			}
			return p.ask(cmd.Context(), func(ctx context.Context, e *query.Engine) error {
				c, err := e.Between(ctx, args[0], args[1], filter)
				if err != nil {
					return err
				}
				return p.showConnection(c, args[0], args[1])
			})
		},
	}
	filters.add(p, cmd)
	return cmd
}

func (p *program) showConnection(c query.Connection, a, b string) error {
	p.showMeaning(c.Entities)
	if err := p.showRows(c.Rows, ""); err != nil {
		return err
	}
	if c.Total > 0 || len(c.Via) == 0 {
		p.showRest(c.Result)
		return nil
	}
	p.err.line("No statement joins them. Both have to do with:")
	for _, v := range c.Via {
		if p.json {
			via := struct {
				ID     string       `json:"id"`
				Name   string       `json:"name"`
				First  []schema.Row `json:"first"`
				Second []schema.Row `json:"second"`
			}{v.ID, v.Name, v.First, v.Second}
			if err := p.writeJSON(map[string]any{"via": via}); err != nil {
				return err
			}
			continue
		}
		p.out.line("")
		p.out.line("%s: %s with %s, %s with %s", p.out.bold(v.Name), plural(len(v.First), "statement"), a, count(len(v.Second)), b)
		for _, rows := range [][]schema.Row{v.First, v.Second} {
			for i := range rows[:min(2, len(rows))] {
				p.out.line("    %s  %s", p.statement(&rows[i]), p.out.dim(rows[i].EventID))
			}
		}
	}
	return nil
}
