// Package names finds the names of persons, organizations, places, events and
// products, and says of each what it is.
//
// In: tokens, sentences and tags. Out: Document.Mentions of kind Name, with
// class and gazetteer key. A linear model finds the spans (Collins's
// structured perceptron over BILOU labels, with the gazetteer among its
// features: Ratinov and Roth 2009); tables and rules refine the classes and
// make the names of a document agree.
package names

import (
	"fmt"
	"sync"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
)

// version counts the changes of features, labels and sections of the model.
const version = 2

// A Tagger is a loaded model. It is safe for concurrent use.
type Tagger struct {
	world       *gazetteer.Table
	cases       nlp.Lexicon // normalised form -> how it is written, see caseOf
	clusters    nlp.Clusters
	table       *nlp.Table
	transitions [labels][labels]int32
	scratch     sync.Pool
}

// scratch is what one run needs; it is reused.
type scratch struct {
	look   looker
	path   decoder
	scores nlp.Scores
	f      []uint64
	labels []uint8
	rules  ruler
}

// New returns the step that finds names with the embedded model.
func New(world *gazetteer.Table) (nlp.Step, error) {
	m, err := nlp.EmbeddedModel("names", version)
	if err != nil {
		return nlp.Step{}, err
	}
	t, err := open(m, world)
	if err != nil {
		return nlp.Step{}, err
	}
	return t.Step(), nil
}

// Open returns the tagger of a model file.
func Open(b []byte, world *gazetteer.Table) (*Tagger, error) {
	m, err := nlp.OpenModel(b, "names", version)
	if err != nil {
		return nil, err
	}
	return open(m, world)
}

func open(m *nlp.Model, world *gazetteer.Table) (*Tagger, error) {
	t := &Tagger{world: world}
	var err error
	if t.cases, err = nlp.NewLexicon(m, "cases"); err != nil {
		return nil, err
	}
	if t.clusters, err = nlp.NewClusters(m); err != nil {
		return nil, err
	}
	t.scratch.New = func() any {
		return &scratch{look: looker{world: t.world, cases: t.cases, clusters: t.clusters}}
	}
	if t.table, err = nlp.NewTable(m, "weights"); err != nil {
		return nil, err
	}
	if t.table.Classes() != labels {
		return nil, fmt.Errorf("model names: weights for %d labels, want %d", t.table.Classes(), labels)
	}
	var s nlp.Scores
	for from := range labels {
		s.Reset(t.table)
		t.table.Add(&s, []uint64{transition(from)})
		for to := range labels {
			t.transitions[from][to] = s.Get(to)
		}
	}
	return t, nil
}

// Step returns the tagger as a step of a pipeline.
func (t *Tagger) Step() nlp.Step {
	return nlp.Step{Name: "names", Needs: nlp.Tokens | nlp.Sentences | nlp.Tags, Gives: nlp.Names, Run: t.run}
}

func (t *Tagger) run(d *nlp.Document) {
	s := t.scratch.Get().(*scratch)
	s.labels, s.rules.marks = s.labels[:0], s.rules.marks[:0]
	for _, sentence := range d.Sentences {
		t.sentence(d, sentence, s)
	}
	s.rules.doc, s.rules.world, s.rules.labels = d, t.world, s.labels
	d.Mentions = s.rules.mentions(d.Mentions[:0])
	s.rules.doc = nil
	t.scratch.Put(s)
}

// sentence appends the labels of its tokens to s.labels.
func (t *Tagger) sentence(d *nlp.Document, sentence nlp.Sentence, s *scratch) {
	words := s.look.sentence(d, sentence)
	p := &s.path
	p.reset(len(words))
	for i := range words {
		s.f = features(s.f[:0], words, i)
		s.scores.Reset(t.table)
		t.table.Add(&s.scores, s.f)
		for c := range p.emit[i] {
			p.emit[i][c] = s.scores.Get(c)
		}
	}
	s.labels = append(s.labels, p.best(&t.transitions, nil)...)
	for i := range words {
		w := &words[i]
		s.rules.marks = append(s.rules.marks, mark{w.in, w.begins, w.ends, w.style, w.cases, w.start, w.shout})
	}
}
