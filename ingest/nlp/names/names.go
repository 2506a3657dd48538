// Package names says which names a document holds, and of each what it is.
//
// In: tokens, sentences, tags, and the spans of names as a model sees them.
// Out: Document.Mentions of kind Name, with class and gazetteer key. Tables
// and rules refine the spans and classes and make the names of a document
// agree. A linear model that finds the spans is here as well.
package names

import (
	"sync"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
)

// version counts the changes of features, labels and sections of the model.
const version = 2

// A Namer makes mentions of spans. It is safe for concurrent use.
type Namer struct {
	world   *gazetteer.Table
	cases   nlp.Lexicon // normalised form -> how it is written, see caseOf
	scratch sync.Pool
}

// rules is what one run needs; it is reused.
type rules struct {
	marker
	ruler
}

// New returns the step that makes mentions of spans, with the embedded lexicon
// of how words are written.
func New(world *gazetteer.Table) (nlp.Step, error) {
	m, err := nlp.EmbeddedModel("names", version)
	if err != nil {
		return nlp.Step{}, err
	}
	return open(m, world)
}

// Open returns the same step with the lexicon of a model file.
func Open(b []byte, world *gazetteer.Table) (nlp.Step, error) {
	m, err := nlp.OpenModel(b, "names", version)
	if err != nil {
		return nlp.Step{}, err
	}
	return open(m, world)
}

func open(m *nlp.Model, world *gazetteer.Table) (nlp.Step, error) {
	cases, err := nlp.NewLexicon(m, "cases")
	if err != nil {
		return nlp.Step{}, err
	}
	n := &Namer{world: world, cases: cases}
	n.scratch.New = func() any { return &rules{marker{world: n.world, cases: n.cases}, ruler{world: n.world}} }
	return nlp.Step{Name: "names", Needs: nlp.Tokens | nlp.Sentences | nlp.Tags | nlp.Spans, Gives: nlp.Names, Run: n.run}, nil
}

func (n *Namer) run(d *nlp.Document) {
	s := n.scratch.Get().(*rules)
	s.marks, s.doc = s.marks[:0], d
	for _, sentence := range d.Sentences {
		s.marks = s.marker.sentence(s.marks, d, sentence)
	}
	d.Mentions = s.mentions(d.Mentions[:0])
	s.doc = nil
	n.scratch.Put(s)
}
