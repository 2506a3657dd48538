package ingest

import (
	"fmt"

	"dateline/ingest/extract"
	"dateline/ingest/extract/relation"
	"dateline/ingest/gazetteer"
	"dateline/ingest/link"
	"dateline/ingest/nlp"
	"dateline/ingest/nlp/coref"
	"dateline/ingest/nlp/dates"
	"dateline/ingest/nlp/lemma"
	"dateline/ingest/nlp/names"
	"dateline/ingest/nlp/parse"
	"dateline/ingest/nlp/segment"
	"dateline/ingest/nlp/tag"
	"dateline/schema"
)

// A Reader is the standard way from an article to what it says: the pipeline
// of words, then link, then extract. It is safe for concurrent use.
type Reader struct {
	words   *nlp.Pipeline
	link    *link.Linker
	extract *extract.Extractor
}

// New builds the reader from the models in the program.
func New() (*Reader, error) {
	world, err := gazetteer.New()
	if err != nil {
		return nil, fmt.Errorf("gazetteer: %w", err)
	}
	named := func(g func(*gazetteer.Table) (nlp.Step, error)) func() (nlp.Step, error) {
		return func() (nlp.Step, error) { return g(world) }
	}
	var steps []nlp.Step
	for _, make := range []func() (nlp.Step, error){
		segment.New, tag.New, lemma.New, parse.New, named(names.New), dates.New, named(coref.New),
	} {
		step, err := make()
		if err != nil {
			return nil, fmt.Errorf("reader: %w", err)
		}
		steps = append(steps, step)
	}
	words, err := nlp.NewPipeline(steps...)
	if err != nil {
		return nil, fmt.Errorf("reader: %w", err)
	}
	relations, err := relation.New()
	if err != nil {
		return nil, fmt.Errorf("relations: %w", err)
	}
	return &Reader{words: words, link: link.New(world), extract: extract.New(world, relations)}, nil
}

// Words annotates the text of an article.
func (r *Reader) Words(a schema.Article) *nlp.Document {
	year, month, day := a.Day()
	doc := &nlp.Document{Text: a.Text, Title: len(a.Title), Date: nlp.Date{Year: year, Month: month, Day: day}}
	r.words.Run(doc)
	return doc
}

// Read returns the words of an article and what they say.
func (r *Reader) Read(a schema.Article) (*nlp.Document, schema.Facts) {
	doc := r.Words(a)
	return doc, r.extract.Facts(a, doc, extract.Linked(r.link.Entities(doc, a)))
}
