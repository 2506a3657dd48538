package neural

import (
	"fmt"
	"math"
	"strings"

	"dateline/ingest/nlp"
)

// names is what the labels of names may follow: BILOU labels of classes
// ("B-PER"), and "O".
type names struct {
	opens  []bool    // may begin a sentence or follow what closes
	closes []bool    // may end a sentence
	before [][]int32 // for each label those that it may follow, ascending
	class  []nlp.Class
}

// classOf returns the class that a label of a model file names.
func classOf(name string) (nlp.Class, bool) {
	switch name {
	case "PER":
		return nlp.Person, true
	case "ORG":
		return nlp.Organization, true
	case "LOC":
		return nlp.Place, true
	case "EVENT":
		return nlp.EventName, true
	case "PRODUCT":
		return nlp.Product, true
	}
	return nlp.Unknown, false
}

func newNames(labels []string) (names, error) {
	var n names
	if len(labels) == 0 || len(labels) > 256 || labels[0] != "O" {
		return n, fmt.Errorf("%d labels of names; want up to 256, the first \"O\"", len(labels))
	}
	part := func(l string) (byte, nlp.Class) {
		p, name, _ := strings.Cut(l, "-")
		class, ok := classOf(name)
		switch {
		case l == "O":
			return 'O', nlp.Unknown
		case !ok || len(p) != 1 || !strings.Contains("BILU", p):
			return 0, nlp.Unknown
		}
		return p[0], class
	}
	for _, l := range labels {
		p, class := part(l)
		if p == 0 {
			return n, fmt.Errorf("%q is no label of a name", l)
		}
		n.class = append(n.class, class)
		n.opens = append(n.opens, p == 'O' || p == 'B' || p == 'U')
		n.closes = append(n.closes, p == 'O' || p == 'L' || p == 'U')
		var before []int32
		for i, other := range labels {
			q, of := part(other)
			closed := q == 'O' || q == 'L' || q == 'U'
			if n.opens[len(n.opens)-1] && closed || !n.opens[len(n.opens)-1] && !closed && of == class {
				before = append(before, int32(i))
			}
		}
		n.before = append(n.before, before)
	}
	return n, nil
}

// sequence finds the best legal sequence of labels (Viterbi), the lower label of
// equals.
type sequence struct {
	score, next []int64
	back        []uint8
	labels      []uint8
}

const never = math.MinInt64 / 4

// best returns the labels of n words whose scores are rows of stride values.
// They are valid until the next call.
func (p *sequence) best(m *names, scores []float32, stride, n int) []uint8 {
	count := len(m.opens)
	p.score, p.next = fit(p.score, count), fit(p.next, count)
	p.back, p.labels = fit(p.back, n*count), fit(p.labels, n)
	for i := range n {
		row := scores[i*stride:][:count]
		for c := range count {
			top, from := int64(never), int32(0)
			if i == 0 && m.opens[c] {
				top = 0
			}
			if i > 0 {
				for _, b := range m.before[c] {
					if p.score[b] > top {
						top, from = p.score[b], b
					}
				}
			}
			p.back[i*count+c] = uint8(from)
			p.next[c] = never
			if top > never {
				p.next[c] = top + score(row[c])
			}
		}
		p.score, p.next = p.next, p.score
	}
	top, at := int64(never), 0
	for c, s := range p.score {
		if m.closes[c] && s > top {
			top, at = s, c
		}
	}
	for i := n - 1; i >= 0; i-- {
		p.labels[i] = uint8(at)
		at = int(p.back[i*count+at])
	}
	return p.labels
}

// spans appends the names that a legal sequence of labels says; its first
// word is token first of the document.
func (n *names) spans(dst []nlp.Span, labels []uint8, first int32) []nlp.Span {
	begin := first
	for i, l := range labels {
		at := first + int32(i)
		if n.opens[l] {
			begin = at
		}
		if n.closes[l] && n.class[l] != nlp.Unknown {
			dst = append(dst, nlp.Span{First: begin, Last: at + 1, Class: n.class[l]})
		}
	}
	return dst
}
