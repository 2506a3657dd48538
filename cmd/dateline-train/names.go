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
)

// namesPart learns how words are written from all sets that may be trained on.
func namesPart() part {
	return part{"names", "Learn how words are written", func(_ context.Context, s settings) ([]byte, error) {
		world, err := gazetteer.New()
		if err != nil {
			return nil, err
		}
		examples, err := s.nameExamples(world)
		if err != nil {
			return nil, err
		}
		var docs []*nlp.Document
		for _, e := range examples {
			docs = append(docs, e.Document)
		}
		return names.Train(docs), nil
	}}
}

// nameExamples reads what names are learned from.
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
	tokens := 0
	for _, e := range examples {
		tokens += len(e.Document.Tokens)
	}
	fmt.Fprintf(s.log, "names: %d texts, %d tokens\n", len(examples), tokens)
	return examples, nil
}
