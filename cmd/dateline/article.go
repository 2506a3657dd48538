package main

import (
	"context"
	"fmt"
	"io"

	"dateline/query"
	"dateline/schema"

	"github.com/spf13/cobra"
)

func (p *program) articleCommand() *cobra.Command {
	var text bool
	cmd := &cobra.Command{
		Use:   "article KEY",
		Short: "Show an article and all it says",
		Long: `Show what is known about an article and every statement it makes, of all
statuses, in the order of its text. With --text, print the stored text and
nothing else (and a line end): it is what all offsets count in.`,
		Example: `  dateline article helsinki-summit
  dateline article helsinki-summit --text
  dateline article https://examples.dateline.example/2016/karadzic-verdict --json`,
		Args: wants("KEY"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.ask(cmd.Context(), func(ctx context.Context, e *query.Engine) error {
				return p.showArticle(ctx, e, args[0], text)
			})
		},
	}
	cmd.Flags().BoolVar(&text, "text", false, "print the stored text alone")
	return cmd
}

func (p *program) showArticle(ctx context.Context, e *query.Engine, key string, text bool) error {
	a, err := e.Article(ctx, key)
	if err != nil {
		return err
	}
	if text {
		if _, err := io.WriteString(p.out, a.Text+"\n"); err != nil {
			return fmt.Errorf("write: %w", err)
		}
		return nil
	}
	var rows []schema.Row
	for g, err := range e.Graphs(ctx, []string{key}) {
		if err != nil {
			return err
		}
		if rows, err = e.Rows(g); err != nil {
			return err
		}
	}
	if p.json {
		return p.writeJSON(struct {
			Key        string       `json:"key"`
			IRI        string       `json:"iri"`
			URL        string       `json:"url"`
			Title      string       `json:"title"`
			Publisher  string       `json:"publisher"`
			Author     string       `json:"author"`
			Published  string       `json:"published"`
			Language   string       `json:"language"`
			Text       string       `json:"text"`
			Statements []schema.Row `json:"statements"`
		}{a.Key, string(p.iris().Article(a.Key)), a.URL, a.Title, a.Publisher, a.Author, a.Published, a.Language, a.Text, rows})
	}
	p.out.line("%s", p.out.bold(first(a.Title, a.Key)))
	for _, f := range []struct{ name, value string }{
		{"key", a.Key}, {"url", a.URL}, {"publisher", a.Publisher}, {"author", a.Author}, {"published", a.Published}, {"language", a.Language},
	} {
		if f.value != "" {
			p.out.line("%s  %s", p.out.dim(fmt.Sprintf("%-9s", f.name)), f.value)
		}
	}
	p.out.line("%s  %s", p.out.dim("says     "), plural(len(rows), "statement"))
	p.out.line("")
	return p.showRows(rows, string(p.iris().Article(a.Key)))
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
