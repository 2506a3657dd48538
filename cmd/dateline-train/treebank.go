package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"dateline/ingest/nlp"
)

// treebank reads a file of the treebank folder: "en_ewt-ud-train".
func (s settings) treebank(names ...string) ([]nlp.Gold, error) {
	var all []nlp.Gold
	for _, name := range names {
		path := filepath.Join(s.data, "treebank", name+".conllu")
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		golds, err := nlp.ReadCoNLLU(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		all = append(all, golds...)
	}
	return all, nil
}

// training reads all sentences that may be trained on.
func (s settings) training() ([]*nlp.Document, error) {
	golds, err := s.treebank("en_ewt-ud-train", "en_gum-ok-train")
	if err != nil {
		return nil, err
	}
	var docs []*nlp.Document
	for _, g := range golds {
		docs = append(docs, g.Document)
	}
	return docs, nil
}

// learned is a part that learns from the treebanks alone.
func learned(name, short string, train func(context.Context, []*nlp.Document) ([]byte, error)) part {
	return part{name, short, func(ctx context.Context, s settings) ([]byte, error) {
		docs, err := s.training()
		if err != nil {
			return nil, err
		}
		return train(ctx, docs)
	}}
}
