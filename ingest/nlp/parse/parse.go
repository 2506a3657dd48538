// Package parse gives sentences their dependency trees.
//
// In: tokens, sentences, tags, lemmas. Out: Token.Head and Token.Rel: for
// each sentence one projective tree with exactly one root. Heads come from a
// beam search over arc-hybrid transitions (Zhang and Nivre 2011), labels from
// a second linear model that sees the finished tree.
package parse

import (
	"fmt"
	"math"
	"slices"
	"sync"

	"dateline/ingest/nlp"
)

// version counts the changes of features and sections of the model.
const version = 2

const (
	width   = 6   // of the beam
	keep    = 2   // trees of each search that both models judge
	longest = 400 // words that are parsed in one piece
)

// A Parser is a loaded model. It is safe for concurrent use.
type Parser struct {
	clusters nlp.Clusters
	moves    *nlp.Table
	back     *nlp.Table
	names    *nlp.Table
	labels   []string
	root     int32
	scratch  sync.Pool
}

type scratch struct {
	search   search
	back     search
	trees    [][]int32
	labeller labeller
	scores   nlp.Scores
}

// New returns the step that parses with the embedded model.
func New() (nlp.Step, error) {
	m, err := nlp.EmbeddedModel("parse", version)
	if err != nil {
		return nlp.Step{}, err
	}
	p, err := open(m)
	if err != nil {
		return nlp.Step{}, err
	}
	return p.Step(), nil
}

// Open returns the parser of a model file.
func Open(b []byte) (*Parser, error) {
	m, err := nlp.OpenModel(b, "parse", version)
	if err != nil {
		return nil, err
	}
	return open(m)
}

func open(m *nlp.Model) (*Parser, error) {
	p := &Parser{root: -1}
	p.scratch.New = func() any { return &scratch{} }
	var err error
	if p.clusters, err = nlp.NewClusters(m); err != nil {
		return nil, err
	}
	if p.moves, err = nlp.NewTable(m, "moves"); err != nil {
		return nil, err
	}
	if p.back, err = nlp.NewTable(m, "back"); err != nil {
		return nil, err
	}
	if p.names, err = nlp.NewTable(m, "names"); err != nil {
		return nil, err
	}
	if p.labels, err = m.Strings("labels"); err != nil {
		return nil, err
	}
	for i, l := range p.labels {
		if l == "root" {
			p.root = int32(i)
		}
	}
	if p.moves.Classes() != actions || p.names.Classes() != len(p.labels) || p.root < 0 {
		return nil, fmt.Errorf("model parse: %d transitions, %d labels named, %d known", p.moves.Classes(), p.names.Classes(), len(p.labels))
	}
	return p, nil
}

// Step returns the parser as a step of a pipeline.
func (p *Parser) Step() nlp.Step {
	return nlp.Step{Name: "parse", Needs: nlp.Tokens | nlp.Sentences | nlp.Tags | nlp.Lemmas, Gives: nlp.Trees, Run: p.run}
}

func (p *Parser) run(d *nlp.Document) {
	s := p.scratch.Get().(*scratch)
	for _, sentence := range d.Sentences {
		p.sentence(d, sentence, s)
	}
	p.scratch.Put(s)
}

// heads finds the tree over the tokens [first, last): one search goes
// forward, one backward, and of the best trees of both the one that the two
// models together like best is taken.
func (p *Parser) heads(d *nlp.Document, first, last int32, s *scratch) []int32 {
	f, b := &s.search, &s.back
	f.read(d, first, last, false, p.clusters)
	f.parse(p.moves, width)
	b.read(d, first, last, true, p.clusters)
	b.parse(p.back, width)
	s.trees = resize(s.trees, 2*keep)
	s.trees[0] = f.tree(s.trees[0], f.beam[0])
	s.trees[1] = b.tree(s.trees[1], b.beam[0])
	if slices.Equal(s.trees[0], s.trees[1]) {
		return s.trees[0]
	}
	best, top := 0, int32(math.MinInt32)
	judge := func(n int, from, other *search, final int32) {
		s.trees[n] = from.tree(s.trees[n], final)
		if score := from.states[final].score + other.force(s.trees[n]); score > top {
			best, top = n, score
		}
	}
	for k := range keep {
		if k < len(f.beam) {
			judge(2*k, f, b, f.beam[k])
		}
		if k < len(b.beam) {
			judge(2*k+1, b, f, b.beam[k])
		}
	}
	return s.trees[best]
}

// sentence parses a sentence; one of more words than longest in pieces, the
// roots of the later pieces being parataxis of the first.
func (p *Parser) sentence(d *nlp.Document, sentence nlp.Sentence, s *scratch) {
	root := int32(-1)
	for first := sentence.First; first < sentence.Last; first += longest {
		last := min(first+longest, sentence.Last)
		heads := p.heads(d, first, last, s)
		s.labeller.read(heads)
		s.search.f = s.labeller.name(&s.search.sentence, p.names, &s.scores, s.search.f, p.root)
		for i, h := range heads {
			t := &d.Tokens[first+int32(i)]
			t.Rel = p.labels[s.labeller.labels[i]]
			switch {
			case h >= 0:
				t.Head = first + h
			case root < 0:
				t.Head, root = -1, first+int32(i)
			default:
				t.Head, t.Rel = root, "parataxis"
			}
		}
	}
}
