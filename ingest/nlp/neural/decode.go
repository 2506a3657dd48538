package neural

import (
	"math"

	"dateline/ingest/nlp/neural/kernel"
)

// decoder is the scratch of the heads, which follow the encoder.
type decoder struct {
	dependents, govern []float32 // of the arcs, rows of Arc; then of the relations, rows of Rel
	units              []float32 // governors as the dependents see them, rows of the widest layer
	columns            []float32 // the same of one chunk, a row for each value
	arcs               []float32 // of one chunk: a row for each word, a column for each governor
	rels               []float32
	scores             []int64
}

// score is a score as the integer that decides.
func score(x float32) int64 {
	// Any value that a sound model gives is far below the bound; it keeps the
	// sums of two models, and of a sentence, within 64 bits whatever comes.
	const bound = 1 << 39
	y := math.RoundToEven(float64(x) * 1024)
	if !(y > -bound) { // or no number: what that is as an integer, each CPU says differently
		return -bound
	}
	return int64(min(y, bound))
}

// argmax returns the place of the largest value, the first of equals.
func argmax(x []float32) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}

// read fills e.out with the outputs of all heads and e.units with the
// governors of all chunks of the batch.
func (e *encoder) read() {
	m := e.model
	h, n, all := m.config.Hidden, len(e.firsts), m.heads.all
	e.quant, e.scales = fit(e.quant, n*h), fit(e.scales, n)
	for i, row := range e.firsts {
		e.scales[i] = e.path.Quantize(e.quant[i*h:(i+1)*h], e.x[int(row)*h:][:h])
	}
	e.out = fit(e.out, n*all.Wide())
	e.path.Linear(all, e.out, all.Wide(), e.quant, e.scales)

	arc := m.config.Arc
	e.govern = fit(e.govern, n*arc)
	for i := range n {
		row := e.out[i*all.Wide():]
		kernel.ReLU(row[m.heads.arcd:][:arc])
		copy(e.govern[i*arc:], row[m.heads.arch:][:arc])
	}
	kernel.ReLU(e.govern)
	e.units = fit(e.units, n*m.heads.arcu.Wide())
	e.linear(m.heads.arcu, e.units, e.govern)
}

// arcsOf returns the scores of the arcs of n words whose root is row word of
// the batch: for each word those of the root and of all words as its head.
func (e *encoder) arcsOf(word, n int) []int64 {
	m := e.model
	arc, all, units := m.config.Arc, m.heads.all.Wide(), m.heads.arcu.Wide()
	wide := kernel.Round(n + 1)
	e.columns, e.arcs = fit(e.columns, arc*wide), fit(e.arcs, n*wide)
	clear(e.columns)
	for i := range n + 1 {
		for a, v := range e.units[(word+i)*units:][:arc] {
			e.columns[a*wide+i] = v
		}
	}
	dependents := e.out[(word+1)*all+m.heads.arcd:]
	e.path.Product(e.arcs, wide, dependents, all, e.columns, wide, n, arc, wide)
	e.scores = fit(e.scores, n*(n+1))
	for d := range n {
		for g := range n + 1 {
			e.scores[d*(n+1)+g] = score(e.arcs[d*wide+g] + e.units[(word+g)*units+arc])
		}
	}
	return e.scores
}

// relsOf returns the scores of the relations of words whose root is row word
// of the batch, a row of Wide for each, given their heads (0 is the root).
func (e *encoder) relsOf(word int, heads []int32) []float32 {
	m := e.model
	size, all := m.config.Rel, m.heads.all.Wide()
	e.dependents = fit(e.dependents, len(heads)*size)
	for d, g := range heads {
		from := e.out[(word+1+d)*all+m.heads.reld:][:size]
		to := e.out[(word+int(g))*all+m.heads.relh:][:size]
		row := e.dependents[d*size:][:size]
		for i := range row {
			row[i] = from[i] + to[i]
		}
	}
	kernel.ReLU(e.dependents)
	e.rels = fit(e.rels, len(heads)*m.heads.rel.Wide())
	e.linear(m.heads.rel, e.rels, e.dependents)
	return e.rels
}

// relation returns the number of the relation of a word, which is "root" if
// and only if its head is the root.
func (m *Model) relation(scores []float32, root bool) int {
	if root {
		return m.root
	}
	best := -1
	for i, v := range scores[:len(m.labels.Rels)] {
		if i != m.root && (best < 0 || v > scores[best]) {
			best = i
		}
	}
	return max(best, 0)
}
