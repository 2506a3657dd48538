// Package parse gives sentences their dependency trees.
//
// In: tokens, sentences, tags, lemmas. Out: Token.Head and Token.Rel: for
// each sentence one projective tree with exactly one root. Heads come from a
// beam search over arc-hybrid transitions (Zhang and Nivre 2011), labels from
// a second linear model that sees the finished tree.
package parse

import (
	"fmt"
	"sync"

	"dateline/ingest/nlp"
)

// version counts the changes of features and sections of the model.
const version = 1

const (
	width   = 8   // of the beam
	longest = 400 // words that are parsed in one piece
)

// A Parser is a loaded model. It is safe for concurrent use.
type Parser struct {
	moves   *nlp.Table
	names   *nlp.Table
	labels  []string
	root    int32
	scratch sync.Pool
}

type scratch struct {
	search   search
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
	if p.moves, err = nlp.NewTable(m, "moves"); err != nil {
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

// sentence parses a sentence; one of more words than longest in pieces, the
// roots of the later pieces being parataxis of the first.
func (p *Parser) sentence(d *nlp.Document, sentence nlp.Sentence, s *scratch) {
	root := int32(-1)
	for first := sentence.First; first < sentence.Last; first += longest {
		last := min(first+longest, sentence.Last)
		s.search.read(d, first, last)
		heads := s.search.parse(p.moves, width)
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
