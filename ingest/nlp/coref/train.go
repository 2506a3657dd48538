package coref

import (
	"context"
	"encoding/binary"
	"math"
	"math/rand/v2"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
)

// An Example is a document with names and trees and what refers to the same
// thing in it.
type Example struct {
	Doc  *nlp.Document
	Gold []Gold
	Only bool // only the pronouns among Gold that have an antecedent there teach
}

// A Gold is a mention of an entity, by its bytes.
type Gold struct {
	Start, End int32
	Entity     int
}

// Train learns the weights of the pronoun sieve: for each pronoun a choice among
// its candidates and none, by logistic regression.
func Train(ctx context.Context, g *gazetteer.Table, examples []Example) ([]byte, error) {
	c := newResolver(g)
	var choices [forms][]choice
	for _, e := range examples {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c.collect(e, &choices)
	}
	m := nlp.NewModel("coref", version)
	for form, name := range formNames {
		w, err := learn(ctx, choices[form])
		if err != nil {
			return nil, err
		}
		b := make([]byte, 0, 2*features)
		for _, x := range w {
			b = binary.LittleEndian.AppendUint16(b, uint16(int16(math.Round(min(max(x*scale, -32000), 32000)))))
		}
		m.Add(name, b)
	}
	return m.Bytes(), nil
}

// A choice is one pronoun: the features of none, then of each candidate, and
// which of them are right.
type choice struct {
	feats [][]int32
	right []bool
}

// collect reads an example with the gold chains in place of the choices.
func (c *resolver) collect(e Example, out *[forms][]choice) {
	d := *e.Doc
	byStart := make(map[int32][]int)
	for i, g := range e.Gold {
		byStart[g.Start] = append(byStart[g.Start], i)
	}
	c.read(&d, func(r *reading, k int32, cands []candidate) {
		m := &r.ments[k]
		id := -1
		start, end := d.Span(m.First, m.Last)
		for _, i := range byStart[start] {
			if e.Gold[i].End == end {
				id = e.Gold[i].Entity
			}
		}
		if id < 0 && e.Only {
			return
		}
		ch := choice{feats: [][]int32{r.nullFeatures(k, len(cands), nil)}, right: []bool{true}}
		first := -1
		for i := range cands {
			ch.feats = append(ch.feats, r.features(k, &cands[i], i, nil))
			ok := id >= 0 && r.means(&cands[i], e.Gold, id)
			if e.Only && !ok {
				for _, o := range r.ents[cands[i].ent].mentions {
					ok = ok || r.means(&candidate{at: o}, e.Gold, id)
				}
			}
			ch.right = append(ch.right, ok)
			if ok {
				ch.right[0] = false
				if first < 0 {
					first = i
				}
			}
		}
		if first >= 0 {
			r.attach(k, cands[first].ent)
		}
		form := formOf(r.lower[m.Head])
		if e.Only && (first < 0 || form != formHe) {
			return
		}
		if len(cands) > 0 {
			out[form] = append(out[form], ch)
		}
	})
}

// means reports whether a candidate is the gold entity id: its mention lies in
// one of the entity's with the same head, a set in one that holds all of it.
func (r *reading) means(c *candidate, gold []Gold, id int) bool {
	m := &r.ments[c.at]
	first, last := m.First, m.Last
	if c.set {
		last = c.last
	}
	head := r.tok(m.Head)
	start, end := r.doc.Span(first, last)
	for _, g := range gold {
		if g.Entity != id || g.Start > head.Start || g.End < head.End {
			continue
		}
		if r.headOf(g) != m.top && r.headOf(g) != m.Head {
			continue
		}
		covers := g.Start <= start && g.End >= end
		if c.set == covers && (c.set || !r.coordinated(g, m)) || !c.set && covers && !r.coordinated(g, m) {
			return true
		}
	}
	return false
}

// coordinated reports whether a gold mention goes on to a conjunct behind m.
func (r *reading) coordinated(g Gold, m *mention) bool {
	for _, i := range r.kids(m.top) {
		if r.tok(i).Rel == "conj" && r.tok(i).Start < g.End && r.tok(i).Start >= g.Start {
			return true
		}
	}
	return false
}

// headOf returns the token of a gold mention that hangs on a token outside.
func (r *reading) headOf(g Gold) int32 {
	lo, hi := 0, len(r.doc.Tokens)
	for lo < hi {
		mid := (lo + hi) / 2
		if r.doc.Tokens[mid].Start < g.Start {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	for i := lo; i < len(r.doc.Tokens) && r.doc.Tokens[i].End <= g.End; i++ {
		t := &r.doc.Tokens[i]
		if t.POS != "PUNCT" && (t.Head < 0 || r.doc.Tokens[t.Head].Start < g.Start || r.doc.Tokens[t.Head].Start >= g.End) {
			return int32(i)
		}
	}
	return -1
}

// learn fits the weights by stochastic gradient descent on the log probability
// of the right candidates together, and averages them over the steps. Every
// product is rounded on its own (contract.md, numbers).
func learn(ctx context.Context, choices []choice) ([]float64, error) {
	const epochs, decay = 24, 1e-4
	w, sum := make([]float64, features), make([]float64, features)
	steps := 0.0
	random := rand.New(rand.NewPCG(7, 11))
	for epoch := range epochs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		rate := 0.1 / (1 + float64(epoch)/4)
		for _, n := range random.Perm(len(choices)) {
			c := &choices[n]
			p := make([]float64, len(c.feats))
			top := math.Inf(-1)
			for i, f := range c.feats {
				for _, x := range f {
					p[i] += w[x]
				}
				top = max(top, p[i])
			}
			total, right := 0.0, 0.0
			for i := range p {
				p[i] = math.Exp(p[i] - top)
				total += p[i]
				if c.right[i] {
					right += p[i]
				}
			}
			for i, f := range c.feats {
				step := -p[i] / total
				if c.right[i] {
					step += p[i] / right
				}
				for _, x := range f {
					w[x] += float64(rate * (step - float64(decay*w[x])))
				}
			}
		}
		if epoch >= epochs/2 {
			for i := range w {
				sum[i] += w[i]
			}
			steps++
		}
	}
	for i := range sum {
		sum[i] /= steps
	}
	return sum, nil
}
