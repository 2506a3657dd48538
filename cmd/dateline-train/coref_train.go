package main

import (
	"context"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp/coref"
)

// corefPart trains the pronoun sieve.
func corefPart() part {
	return part{"coref", "Train pronoun resolution", func(ctx context.Context, s settings) ([]byte, error) {
		g, err := gazetteer.New()
		if err != nil {
			return nil, err
		}
		golds, err := s.treebank("en_gum-ok-train")
		if err != nil {
			return nil, err
		}
		var examples []coref.Example
		for i := range golds {
			ms, err := gumMentions(&golds[i])
			if err != nil {
				return nil, err
			}
			d := *golds[i].Document
			goldNames(g, &d, ms)
			e := coref.Example{Doc: &d}
			for _, m := range ms {
				start, end := d.Span(m.first, m.last)
				e.Gold = append(e.Gold, coref.Gold{Start: start, End: end, Entity: m.entity})
			}
			examples = append(examples, e)
		}
		return coref.Train(ctx, g, examples)
	}}
}
