package main

import (
	"context"
	"fmt"
	"strings"

	"dateline/query"
	"dateline/schema"

	"github.com/spf13/cobra"
)

func (p *program) evidenceCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "evidence ID",
		Short: "Show what a statement rests on",
		Long: `Show the sentence, the article, the speaker and the rule behind a statement, who
plays which part in it, and who else reports the same. ID is what answers end
with: the id of a statement or an event, or its address (IRI).`,
		Example: "  dateline evidence b4bbb0225064dccb\n  dateline evidence b4bbb0225064dccb --json",
		Args:    wants("ID"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.ask(cmd.Context(), func(ctx context.Context, e *query.Engine) error {
				ev, err := e.Evidence(ctx, args[0])
				if err != nil {
					return err
				}
				return p.showEvidence(ev)
			})
		},
	}
}

func (p *program) showEvidence(ev query.Evidence) error {
	if p.json {
		return p.writeJSON(struct {
			Statements []schema.Row `json:"statements"`
			Clause     string       `json:"clause"`
			Reports    []schema.Row `json:"reports"`
		}{ev.Rows, ev.Clause, ev.Reports})
	}
	p.showSentence(ev.Rows)
	r := &ev.Rows[0]
	p.out.line("")
	for _, f := range []struct{ name, value string }{
		{"article", ev.Article.Title},
		{"key", ev.Article.Key},
		{"publisher", ev.Article.Publisher},
		{"published", ev.Article.Published},
		{"author", ev.Article.Author},
		{"url", ev.Article.URL},
		{"clause", "“" + strings.Join(strings.Fields(ev.Clause), " ") + "”"},
		{"characters", fmt.Sprintf("%d to %d of the text", r.Begin, r.End)},
		{"type", r.EventType},
		{"words", r.OpenPredicate},
		{"rule", r.Rule},
		{"confidence", string(r.Confidence)},
	} {
		if f.value != "" {
			p.out.line("%s  %s", p.out.dim(fmt.Sprintf("%-10s", f.name)), f.value)
		}
	}
	for _, role := range r.Roles {
		p.out.line("%s  %s", p.out.dim(fmt.Sprintf("%-10s", role.Role)), role.Name)
	}
	if len(ev.Reports) > 0 {
		p.out.line("\n%s\n", p.out.bold("Also reported"))
		return p.showRows(ev.Reports, "")
	}
	return nil
}
