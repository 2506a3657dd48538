package main

import (
	"context"
	"fmt"
	"strings"

	"dateline/query"
	"dateline/schema"

	"github.com/spf13/cobra"
)

func (p *program) showCommand() *cobra.Command {
	var filters queryFlags
	cmd := &cobra.Command{
		Use:   "show ENTITY",
		Short: "Show who or what somebody is, and what they did last",
		Long: `Show what the graph knows of a person, an organization, a country, a place or a
thing: its names, its offices, what it does and how sure that is, and the last
statements about it.`,
		Example: `  dateline show Putin
  dateline show "United States" --limit 5
  dateline show https://dateline.example/id/entity/vladimir-putin-6243aee7 --json`,
		Args: wants("ENTITY"),
		RunE: func(cmd *cobra.Command, args []string) error {
			filter, err := p.filter(query.Filter{}, &filters, cmd)
			if err != nil {
				return err
			}
			if !cmd.Flags().Changed("limit") {
				filter.Limit = lastShown
			}
			return p.ask(cmd.Context(), func(ctx context.Context, e *query.Engine) error {
				profile, err := e.Show(ctx, args[0], filter)
				if err != nil {
					return err
				}
				return p.showProfile(profile)
			})
		},
	}
	filters.add(p, cmd)
	return cmd
}

const (
	lastShown       = 10 // statements of a profile
	predicatesShown = 12
	aliasesShown    = 12
)

func (p *program) showProfile(e query.Profile) error {
	if p.json {
		iris := make([]string, len(e.Entity.IRIs))
		for i, iri := range e.Entity.IRIs {
			iris[i] = string(iri)
		}
		return p.writeJSON(struct {
			Names      []string               `json:"names"`
			IRIs       []string               `json:"iris"`
			Classes    []string               `json:"classes"`
			Aliases    []string               `json:"aliases"`
			ActsFor    []string               `json:"acts_for"`
			Articles   int                    `json:"articles"`
			Said       int                    `json:"said"`
			Predicates []query.PredicateCount `json:"predicates"`
			Statuses   []query.StatusCount    `json:"statuses"`
			Positions  []schema.Row           `json:"positions"`
			Statements []schema.Row           `json:"statements"`
		}{e.Entity.Names, iris, e.Classes, e.Aliases, e.ActsFor, e.Articles, e.Said, e.Predicates, e.Statuses, e.Positions, e.Rows})
	}
	p.out.line("%s  %s", p.out.bold(strings.Join(e.Entity.Names, ", ")), strings.Join(e.Classes, ", "))
	var does, sure []string
	for _, c := range e.Predicates[:min(predicatesShown, len(e.Predicates))] {
		does = append(does, fmt.Sprintf("%s %d", c.Predicate, c.Rows))
	}
	for _, c := range e.Statuses {
		sure = append(sure, fmt.Sprintf("%d %s", c.Rows, c.Status))
	}
	var forIt, iris, said []string
	if e.Said > 0 {
		said = []string{fmt.Sprintf("%s (%s)", plural(e.Said, "event"), p.command("query", "? ? ?", "--said-by", e.Entity.Asked, "--status", "all"))}
	}
	for _, b := range e.Entity.For {
		forIt = append(forIt, b.Name)
	}
	for _, iri := range e.Entity.IRIs {
		iris = append(iris, string(iri))
	}
	for _, f := range []struct {
		name   string
		values []string
	}{
		{"also called", e.Aliases[:min(aliasesShown, len(e.Aliases))]},
		{"acts for", e.ActsFor},
		{"act for it", forIt},
		{"named in", []string{plural(e.Articles, "article")}},
		{"relations", does},
		{"statements", sure},
		{"is source of", said},
		{"id", iris},
	} {
		if len(f.values) > 0 {
			p.out.line("%s  %s", p.out.dim(fmt.Sprintf("%-12s", f.name)), strings.Join(f.values, ", "))
		}
	}
	if len(e.Positions) > 0 {
		p.out.line("\n%s", p.out.bold("Offices"))
		for i := range e.Positions {
			r := &e.Positions[i]
			p.out.line("    %s: %s  %s", r.Subject, r.Object, p.out.dim(origin(r)))
		}
	}
	if len(e.Rows) > 0 {
		p.out.line("\n%s\n", p.out.bold("Last"))
		if err := p.showRows(e.Rows, ""); err != nil {
			return err
		}
	}
	if e.Total > 0 || e.Said == 0 {
		p.showRest(e.Result)
	}
	return nil
}
