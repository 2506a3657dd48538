package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
	"dateline/ingest/nlp/names"
	"dateline/ingest/nlp/segment"
	"dateline/ingest/nlp/tag"
)

// rounds is how often the trainer of names sees each example.
const rounds = 10

// namesPart trains the name tagger on all sets that may be trained on.
func namesPart() part {
	return part{"names", "Train the name tagger (needs the tagger)", func(ctx context.Context, s settings) ([]byte, error) {
		world, err := gazetteer.New()
		if err != nil {
			return nil, err
		}
		examples, err := s.nameExamples(world)
		if err != nil {
			return nil, err
		}
		clusters, err := s.clusters()
		if err != nil {
			return nil, err
		}
		return names.Train(ctx, world, clusters, examples, rounds)
	}}
}

// nameExamples reads and tags what the name tagger is trained on.
func (s settings) nameExamples(world *gazetteer.Table) ([]names.Example, error) {
	examples, err := s.annotated()
	if err != nil {
		return nil, err
	}
	more, err := s.gumNames(world)
	if err != nil {
		return nil, err
	}
	examples = append(examples, more...)
	b, err := os.ReadFile(filepath.Join(s.out, "segment.bin"))
	if err != nil {
		return nil, err
	}
	segmenter, err := segment.Open(b)
	if err != nil {
		return nil, err
	}
	if more, err = s.newsNames(world, segmenter.Step()); err != nil {
		return nil, err
	}
	examples = append(examples, more...)
	tagger, err := s.tagger()
	if err != nil {
		return nil, err
	}
	tokens := 0
	for _, e := range examples {
		tagger.Run(e.Document)
		tokens += len(e.Document.Tokens)
	}
	fmt.Fprintf(s.log, "names: %d texts, %d tokens\n", len(examples), tokens)
	return examples, nil
}

// tagger opens the tagger that was trained before, not the one that was
// compiled into this program.
func (s settings) tagger() (nlp.Step, error) {
	b, err := os.ReadFile(filepath.Join(s.out, "tag.bin"))
	if err != nil {
		return nlp.Step{}, err
	}
	t, err := tag.Open(b)
	if err != nil {
		return nlp.Step{}, err
	}
	return t.Step(), nil
}
