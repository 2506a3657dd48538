// Package tag gives tokens their universal tag, Penn tag and features.
//
// In: tokens and sentences. Out: Token.POS, Token.Tag, Token.Feats. The pair
// of universal and Penn tag is one class of an averaged perceptron that goes
// from left to right (Collins 2002); a second one chooses the features among
// those that form and class allow.
package tag

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"dateline/ingest/nlp"
)

// version counts the changes of features and sections of the model.
const version = 2

// A Tagger is a loaded model. It is safe for concurrent use.
type Tagger struct {
	lexicon  nlp.Lexicon // normalised form -> hash of its tags
	clusters nlp.Clusters
	table    *nlp.Table
	classes  []class
	feats    feats
	scratch  sync.Pool
}

// class is a pair of tags.
type class struct{ pos, tag string }

type scratch struct {
	words    []word
	classes  []int32
	features []uint64
	norm     []byte
	scores   nlp.Scores
}

// New returns the step that tags with the embedded model.
func New() (nlp.Step, error) {
	m, err := nlp.EmbeddedModel("tag", version)
	if err != nil {
		return nlp.Step{}, err
	}
	t, err := open(m)
	if err != nil {
		return nlp.Step{}, err
	}
	return t.Step(), nil
}

// Open returns the tagger of a model file.
func Open(b []byte) (*Tagger, error) {
	m, err := nlp.OpenModel(b, "tag", version)
	if err != nil {
		return nil, err
	}
	return open(m)
}

func open(m *nlp.Model) (*Tagger, error) {
	t := &Tagger{}
	t.scratch.New = func() any { return &scratch{} }
	var err error
	if t.lexicon, err = nlp.NewLexicon(m, "lexicon"); err != nil {
		return nil, err
	}
	if t.clusters, err = nlp.NewClusters(m); err != nil {
		return nil, err
	}
	if t.table, err = nlp.NewTable(m, "weights"); err != nil {
		return nil, err
	}
	classes, err := m.Strings("classes")
	if err != nil {
		return nil, err
	}
	var sets []uint16
	for _, c := range classes {
		f := strings.Fields(c)
		if len(f) != 3 {
			return nil, fmt.Errorf("model tag: bad class %q", c)
		}
		n, err := strconv.ParseUint(f[2], 10, 16)
		if err != nil {
			return nil, fmt.Errorf("model tag: bad class %q", c)
		}
		t.classes, sets = append(t.classes, class{f[0], f[1]}), append(sets, uint16(n))
	}
	if t.feats, err = openFeats(m, sets); err != nil {
		return nil, err
	}
	if len(t.classes) != t.table.Classes() {
		return nil, fmt.Errorf("model tag: %d classes, weights for %d", len(t.classes), t.table.Classes())
	}
	return t, nil
}

// Step returns the tagger as a step of a pipeline.
func (t *Tagger) Step() nlp.Step {
	return nlp.Step{Name: "tag", Needs: nlp.Tokens | nlp.Sentences, Gives: nlp.Tags, Run: t.run}
}

func (t *Tagger) run(d *nlp.Document) {
	s := t.scratch.Get().(*scratch)
	for _, sentence := range d.Sentences {
		t.sentence(d, sentence, s)
	}
	t.scratch.Put(s)
}

func (t *Tagger) sentence(d *nlp.Document, sentence nlp.Sentence, s *scratch) {
	s.words, s.norm = look(s.words, d, sentence, t.lexicon, t.clusters, s.norm)
	s.classes = s.classes[:0]
	var t1, t2 uint64
	for i := sentence.First; i < sentence.Last; i++ {
		at := int(i-sentence.First) + 2
		s.features = features(s.features[:0], s.words, at, t1, t2)
		s.scores.Reset(t.table)
		t.table.Add(&s.scores, s.features)
		c := t.table.Best(&s.scores)
		s.classes = append(s.classes, int32(c))
		t1, t2 = uint64(c+1), t1
	}
	for i, c := range s.classes {
		token := &d.Tokens[sentence.First+int32(i)]
		token.POS, token.Tag = t.classes[c].pos, t.classes[c].tag
		token.Feats = t.feats.choose(s, i, t.classes)
	}
}

// look fills ws with the words of a sentence between two edges on each side.
func look(ws []word, d *nlp.Document, s nlp.Sentence, lexicon nlp.Lexicon, clusters nlp.Clusters, norm []byte) ([]word, []byte) {
	n := int(s.Last - s.First)
	if cap(ws) < n+4 {
		ws = make([]word, n+4+n/2)
	}
	ws = ws[:n+4]
	ws[0], ws[1], ws[n+2], ws[n+3] = edge, edge, edge, edge
	for i := s.First; i < s.Last; i++ {
		norm = ws[i-s.First+2].look(d.Form(i), i == s.First, lexicon, clusters, norm)
	}
	return ws, norm
}
