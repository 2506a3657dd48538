package main

import (
	"context"
	"slices"
	"sync"

	"dateline/ingest/nlp"
	"dateline/ingest/nlp/lemma"
	"dateline/ingest/nlp/parse"
	"dateline/ingest/nlp/tag"
)

// folds is how many taggers tag the parser's training data.
const folds = 5

func parsePart() part {
	return part{"parse", "Train the parser", func(ctx context.Context, s settings) ([]byte, error) {
		docs, err := s.training()
		if err != nil {
			return nil, err
		}
		clusters, err := s.clusters()
		if err != nil {
			return nil, err
		}
		if docs, err = jackknife(ctx, docs, clusters); err != nil {
			return nil, err
		}
		return parse.Train(ctx, docs, parse.Options{Clusters: clusters, Epochs: 6, MoveBits: 20, LabelBits: 18, Log: s.log})
	}}
}

// jackknife returns copies of the documents whose tags and lemmas are
// predicted by models that have not seen them: the parser has to learn to
// live with the mistakes that it will meet. Two folds are trained at a time.
func jackknife(ctx context.Context, docs []*nlp.Document, clusters map[uint64]uint32) ([]*nlp.Document, error) {
	out := make([]*nlp.Document, len(docs))
	errs := make([]error, folds)
	slots := make(chan struct{}, 2)
	var wait sync.WaitGroup
	for fold := range folds {
		wait.Add(1)
		go func() {
			defer wait.Done()
			slots <- struct{}{}
			errs[fold] = predict(ctx, docs, out, fold, clusters)
			<-slots
		}()
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// predict fills out[i] for all i that are fold modulo folds.
func predict(ctx context.Context, docs, out []*nlp.Document, fold int, clusters map[uint64]uint32) error {
	var rest []*nlp.Document
	for i, d := range docs {
		if i%folds != fold {
			rest = append(rest, d)
		}
	}
	tags, err := tag.Train(ctx, rest, clusters)
	if err != nil {
		return err
	}
	tagger, err := tag.Open(tags)
	if err != nil {
		return err
	}
	lemmas, err := lemma.Train(ctx, rest)
	if err != nil {
		return err
	}
	lemmatizer, err := lemma.Open(lemmas)
	if err != nil {
		return err
	}
	for i, d := range docs {
		if i%folds == fold {
			c := *d
			c.Tokens = slices.Clone(d.Tokens)
			tagger.Step().Run(&c)
			lemmatizer.Step().Run(&c)
			out[i] = &c
		}
	}
	return nil
}
