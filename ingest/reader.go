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
	"dateline/ingest/nlp/names"
	"dateline/schema"
)

// A Reader is the standard way from an article to what it says: the pipeline
// of words, then link, then extract. It is safe for concurrent use.
type Reader struct {
	words   *nlp.Pipeline
	link    *link.Linker
	extract *extract.Extractor
	model   string
}

// New builds the reader with the model of a name or path (see OpenModel; ""
// is the default) and the other models in the program.
func New(model string) (*Reader, error) {
	world, err := gazetteer.New()
	if err != nil {
		return nil, fmt.Errorf("gazetteer: %w", err)
	}
	steps, id, err := OpenModel(model, world)
	if err != nil {
		return nil, err
	}
	for _, open := range []func() (nlp.Step, error){
		func() (nlp.Step, error) { return names.New(world) }, dates.New, func() (nlp.Step, error) { return coref.New(world) },
	} {
		step, err := open()
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
	return &Reader{words: words, link: link.New(world), extract: extract.New(world, relations), model: id}, nil
}

// Model tells readers apart that read with different models: two that could
// read an article differently never have the same.
func (r *Reader) Model() string { return r.model }

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
