package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"dateline/ingest"
	"dateline/ingest/nlp"
	"dateline/ingest/source"
	"dateline/schema"

	"github.com/spf13/cobra"
)

func (p *program) annotateCommand() *cobra.Command {
	var date string
	cmd := &cobra.Command{
		Use:   "annotate FILE",
		Short: "Show how a text is read: words, trees, names, statements and their rules",
		Long: `Show how the articles of a file (- for standard input) are read: tokens and trees
as CoNLL-U, then, as comments, who is named, when, and each statement with the
rule that made it. Nothing is stored. --json prints the statements alone.`,
		Example: `  echo 'Trump met Putin in Helsinki on Monday.' | dateline annotate - --date 2018-07-16
  dateline annotate examples/helsinki-summit.txt`,
		Args: wants("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			published, err := schema.ParseDate(date)
			if err != nil {
				return usagef("--date: %w", err)
			}
			return p.annotate(cmd.Context(), args[0], published)
		},
	}
	cmd.Flags().StringVar(&date, "date", "", "publication `DATE` of an article that has none, such as 2017-05-03")
	cmd.Flags().String("model", defaults.Model, "read with model `NAME`: fast, accurate, or the path of a .dlnn file")
	return cmd
}

func (p *program) annotate(ctx context.Context, path, published string) error {
	found, err := source.Find(ctx, []string{path}, p.in, source.Limits{Article: p.config.MaxArticle})
	if err != nil {
		return readable(err)
	}
	reader, err := ingest.New(p.config.Model)
	if err != nil {
		return err
	}
	rejected := false
	for item, err := range found.Articles(ctx) {
		var raw schema.Raw
		if err == nil {
			raw, _, err = item.Read()
		}
		var reject *source.Reject
		if errors.As(err, &reject) {
			p.err.line("%s %s", p.err.red("rejected:"), reject)
			rejected = true
			continue
		}
		if err != nil {
			return err
		}
		if raw.Published == "" {
			raw.Published = published
		}
		article, err := schema.NewArticle(raw)
		if err != nil {
			p.err.line("%s %s: %v", p.err.red("rejected:"), item.File, err)
			rejected = true
			continue
		}
		doc, facts := reader.Read(article)
		if err := p.showAnnotation(doc, facts); err != nil {
			return err
		}
	}
	if rejected {
		return errRejected
	}
	return nil
}

func (p *program) showAnnotation(doc *nlp.Document, facts schema.Facts) error {
	rows := p.iris().Rows(facts)
	if p.json {
		return p.showRows(rows, "")
	}
	if err := nlp.WriteCoNLLU(p.out, facts.Article.Key, doc); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	for i, c := range doc.Chains {
		var mentions []string
		for _, m := range c.Mentions {
			begin, end := doc.Span(doc.Mentions[m].First, doc.Mentions[m].Last)
			mentions = append(mentions, strings.Join(strings.Fields(doc.Text[begin:end]), " "))
		}
		p.out.line("# chain %d = %s | %s | %s", i, c.Class, first(c.Name, "-"), strings.Join(mentions, "; "))
	}
	for _, t := range doc.Times {
		begin, end := doc.Span(t.First, t.Last)
		p.out.line("# time = %s | %s", strings.Join(strings.Fields(doc.Text[begin:end]), " "), first(t.Value, "-"))
	}
	for i := range rows {
		r := &rows[i]
		p.out.line("# statement = %s | %s | %s | %s | %s | %s",
			first(r.Subject, "-"), r.Predicate, first(r.Object, "-"), qualified(r), r.OpenPredicate, r.Rule)
	}
	return nil
}
