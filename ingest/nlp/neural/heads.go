package neural

import (
	"math"

	"dateline/ingest/nlp"
	"dateline/ingest/nlp/neural/kernel"
)

// labeller holds what the heads of a block give; it is scratch. Row r of each
// matrix belongs to row r of the vectors of words: for each chunk that of
// [CLS], then those of its words.
type labeller struct {
	q                      kernel.Quantised
	upos, xpos, feats, ner []float32
	dependent, head, form  []float32
	bias, arcs             []float32
	relDependent, relHead  []float32
	pairs, rels            []float32

	scores []int64
	tree   tree
	path   path
	heads  []int32 // of the words of the block, in their chunks; 0 is the root
}

// label gives the tokens of the block their labels and trees. The rows of
// words are the first in s.x.
func (s *scratch) label(m *Model, d *nlp.Document) {
	l, h := &s.labels, &m.heads
	rows := len(s.heads)
	kernel.Quantise(m.path, &l.q, s.x, rows, m.info.Config.Hidden)
	linear := func(dst []float32, w *kernel.Weights, act kernel.Activation) []float32 {
		dst = grow(dst, rows*w.Out)
		kernel.Linear(m.path, dst, &l.q, w, act, nil)
		return dst
	}
	l.upos = linear(l.upos, h.upos, kernel.None)
	l.xpos = linear(l.xpos, h.xpos, kernel.None)
	l.feats = linear(l.feats, h.feats, kernel.None)
	l.ner = linear(l.ner, h.ner, kernel.None)
	l.dependent = linear(l.dependent, h.dependent, kernel.ReLU)
	l.head = linear(l.head, h.head, kernel.ReLU)
	l.relDependent = linear(l.relDependent, h.relDependent, kernel.None)
	l.relHead = linear(l.relHead, h.relHead, kernel.None)
	kernel.Quantise(m.path, &l.q, l.head, rows, h.head.Out)
	l.form = linear(l.form, h.arc, kernel.None)
	l.bias = linear(l.bias, h.bias, kernel.None)

	l.heads = l.heads[:0]
	for _, c := range s.chunks {
		s.tags(m, d, c)
		l.heads = append(l.heads, l.chunk(m, c)...)
	}
	l.relations(m, s.chunks, rows)
	s.trees(m, d)
}

// tags sets the tags and name labels of a chunk.
func (s *scratch) tags(m *Model, d *nlp.Document, c chunk) {
	l, names := &s.labels, &m.info.Labels
	row := c.words + 1
	for i := c.first; i < c.last; i++ {
		t := &d.Tokens[i]
		t.POS = names.UPOS[best(l.upos, row, len(names.UPOS))]
		t.Tag = names.XPOS[best(l.xpos, row, len(names.XPOS))]
		t.Feats = names.Feats[best(l.feats, row, len(names.Feats))]
		row++
	}
	n := int(c.last - c.first)
	l.path.best(d.NameLabels[c.first:c.last], l.ner[(c.words+1)*len(nameLabels):][:n*len(nameLabels)])
}

// best returns the number of the largest value of a row, the lowest of
// equals.
func best(matrix []float32, row, width int) int {
	values := matrix[row*width:][:width]
	at, top := 0, values[0]
	for i, v := range values {
		if v > top {
			at, top = i, v
		}
	}
	return at
}

// chunk returns the heads of the words of a chunk: 0 for the root, else the
// number of a word from 1. They are valid until the next call.
func (l *labeller) chunk(m *Model, c chunk) []int32 {
	n, width := int(c.last-c.first), m.heads.arc.Out
	l.arcs = grow(l.arcs, n*(n+1))
	l.scores = grow(l.scores, n*(n+1))
	form := l.form[c.words*width:][:(n+1)*width]
	kernel.MatMulT(m.path, l.arcs, l.dependent[(c.words+1)*width:][:n*width], form, n, n+1, width)
	bias := l.bias[c.words:][:n+1]
	for d := range n {
		row, to := l.arcs[d*(n+1):][:n+1], l.scores[d*(n+1):][:n+1]
		for h := range row {
			row[h] += bias[h]
			to[h] = integer(row[h])
		}
	}
	return l.tree.best(l.scores, n)
}

// scoreSteps is how finely scores are told apart.
const scoreSteps = 1024

// integer returns a score as a number that can be added in any order. What no
// model that works gives (infinity, no number) becomes something.
func integer(v float32) int64 {
	x := math.RoundToEven(float64(v) * scoreSteps)
	if !(x > -maxScore) {
		return -maxScore
	}
	return int64(min(x, maxScore))
}

// relations scores the labels of the arcs that the trees chose.
func (l *labeller) relations(m *Model, chunks []chunk, rows int) {
	width := m.heads.relHead.Out
	words := rows - len(chunks)
	l.pairs = grow(l.pairs, words*width)
	at := 0
	for _, c := range chunks {
		for i := range int(c.last - c.first) {
			dependent := l.relDependent[(c.words+1+i)*width:][:width]
			head := l.relHead[(c.words+int(l.heads[at]))*width:][:width]
			for j := range l.pairs[at*width:][:width] {
				l.pairs[at*width+j] = max(dependent[j]+head[j], 0)
			}
			at++
		}
	}
	l.rels = grow(l.rels, words*m.heads.rel.Out)
	kernel.Quantise(m.path, &l.q, l.pairs, words, width)
	kernel.Linear(m.path, l.rels, &l.q, m.heads.rel, kernel.None, nil)
}

// trees sets heads and relations. The root of a later chunk of a sentence
// hangs on that of the first one.
func (s *scratch) trees(m *Model, d *nlp.Document) {
	names := m.info.Labels.Rels
	at := 0
	for _, c := range s.chunks {
		for i := c.first; i < c.last; i++ {
			t := &d.Tokens[i]
			if h := s.labels.heads[at]; h > 0 {
				t.Head = c.first + h - 1
				t.Rel = names[other(s.labels.rels[at*len(names):][:len(names)], m.root)]
			} else {
				t.Head, t.Rel = -1, names[m.root]
				if c.first == c.sentence {
					s.sentenceRoot = i
				} else {
					t.Head, t.Rel = s.sentenceRoot, "parataxis"
				}
			}
			at++
		}
	}
}

// other returns the number of the largest value that is not the one at
// except, the lowest of equals.
func other(values []float32, except int) int {
	at := -1
	for i, v := range values {
		if i != except && (at < 0 || v > values[at]) {
			at = i
		}
	}
	return at
}
