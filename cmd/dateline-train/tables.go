package main

import (
	"context"
	"fmt"
	"io"

	"dateline/ingest"
	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
)

// goldTokens returns a copy of d that has tokens and sentences only.
func goldTokens(d *nlp.Document) *nlp.Document {
	c := &nlp.Document{Text: d.Text, Sentences: d.Sentences, Done: nlp.Tokens | nlp.Sentences}
	for _, t := range d.Tokens {
		c.Tokens = append(c.Tokens, nlp.Token{Start: t.Start, End: t.End, Head: -1})
	}
	return c
}

// measure runs steps over the documents, from gold tokens or from raw text.
func measure(golds []nlp.Gold, raw bool, steps ...nlp.Step) layers {
	var l layers
	for _, g := range golds {
		d := goldTokens(g.Document)
		if raw {
			d = &nlp.Document{Text: g.Document.Text}
		}
		for _, s := range steps {
			s.Run(d)
		}
		l.count(g.Document, d)
	}
	return l
}

// layersSection measures trees and what is under them, from gold tokens or
// from raw text.
func layersSection(title string, raw bool) section {
	return section{title, func(_ context.Context, s settings, w io.Writer) error {
		world, err := gazetteer.New()
		if err != nil {
			return err
		}
		run, err := s.reading(world)
		if err != nil {
			return err
		}
		if !raw {
			run = run[1:]
		}
		fmt.Fprintln(w, "F1 as in the CoNLL 2018 shared task; tokens are syntactic words; an oblique counts with its case word only.")
		fmt.Fprintln(w)
		fmt.Fprintln(w, "| dev set | tokens | sentences | UPOS | XPOS | feats | lemma | UAS | LAS | CLAS |")
		fmt.Fprintln(w, "|---|---|---|---|---|---|---|---|---|---|")
		var all []layers
		for _, name := range []string{"en_ewt-ud-dev", "en_gum-ok-dev"} {
			golds, err := s.treebank(name)
			if err != nil {
				return err
			}
			l := measure(golds, raw, run...)
			fmt.Fprintf(w, "| %s |", name)
			for _, r := range []ratio{l.tokens, l.sentences, l.upos, l.xpos, l.feats, l.lemma, l.uas, l.las, l.clas} {
				fmt.Fprintf(w, " %.2f |", r.f1())
			}
			fmt.Fprintln(w)
			all = append(all, l)
		}
		fmt.Fprint(w, "\n| relation | EWT F1 | EWT gold | GUM-ok F1 | GUM-ok gold |\n|---|---|---|---|---|\n")
		for _, name := range contentRelations {
			a, b := all[0].relations[name], all[1].relations[name]
			fmt.Fprintf(w, "| %s | %.1f | %d | %.1f | %d |\n", name, a.f1(), a.gold, b.f1(), b.gold)
		}
		return nil
	}}
}

// reading returns the steps from text to trees and the spans of names that are
// measured; the first is the segmenter.
func (s settings) reading(world *gazetteer.Table) ([]nlp.Step, error) {
	steps, _, err := ingest.OpenModel(s.model, world)
	return steps, err
}
