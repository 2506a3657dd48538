package names

import (
	"fmt"
	"sync"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
)

// A Tagger is a loaded linear model of names: Collins's structured perceptron
// over BILOU labels, with the gazetteer among its features (Ratinov and Roth
// 2009). It is safe for concurrent use.
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
}

// NewLinear returns the step that finds the spans of names with the embedded
// linear model.
func NewLinear(world *gazetteer.Table) (nlp.Step, error) {
	m, err := nlp.EmbeddedModel("names", version)
	if err != nil {
		return nlp.Step{}, err
	}
	t, err := openLinear(m, world)
	if err != nil {
		return nlp.Step{}, err
	}
	return t.Step(), nil
}

// OpenLinear returns the tagger of a model file.
func OpenLinear(b []byte, world *gazetteer.Table) (*Tagger, error) {
	m, err := nlp.OpenModel(b, "names", version)
	if err != nil {
		return nil, err
	}
	return openLinear(m, world)
}

func openLinear(m *nlp.Model, world *gazetteer.Table) (*Tagger, error) {
	t := &Tagger{world: world}
	var err error
	if t.cases, err = nlp.NewLexicon(m, "cases"); err != nil {
		return nil, err
	}
	if t.clusters, err = nlp.NewClusters(m); err != nil {
		return nil, err
	}
	t.scratch.New = func() any {
		return &scratch{look: looker{marker: marker{world: t.world, cases: t.cases}, clusters: t.clusters}}
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
	return nlp.Step{Name: "spans", Needs: nlp.Tokens | nlp.Sentences | nlp.Tags, Gives: nlp.Spans, Run: t.run}
}

func (t *Tagger) run(d *nlp.Document) {
	s := t.scratch.Get().(*scratch)
	d.Spans = d.Spans[:0]
	for _, sentence := range d.Sentences {
		t.sentence(d, sentence, s)
	}
	t.scratch.Put(s)
}

// sentence appends the names of a sentence to d.Spans.
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
	d.Spans = spans(d.Spans, p.best(&t.transitions, nil), sentence.First)
}
