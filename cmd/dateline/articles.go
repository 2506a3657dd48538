package main

import (
	"context"

	"dateline/query"

	"github.com/spf13/cobra"
)

func (p *program) articlesCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "articles",
		Short:   "List the articles in the graph, the oldest first",
		Example: "  dateline articles\n  dateline articles --json",
		Args:    wants(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.ask(cmd.Context(), func(ctx context.Context, e *query.Engine) error {
				lines, err := e.Articles(ctx)
				if err != nil {
					return err
				}
				return p.showArticles(lines)
			})
		},
	}
}

func (p *program) showArticles(lines []query.ArticleLine) error {
	if p.json {
		for _, l := range lines {
			if err := p.writeJSON(l); err != nil {
				return err
			}
		}
		return nil
	}
	rows := make([][]string, len(lines))
	for i, l := range lines {
		rows[i] = []string{day(l.Published), l.Key, l.Publisher, count(l.Events), first(l.Title, l.Opening)}
	}
	p.out.table([]string{"date", "key", "publisher", "events", "title"}, rows)
	return nil
}

// day drops the time of day, which a list has no room for.
func day(published string) string {
	return published[:min(len(published), len("2006-01-02"))]
}
