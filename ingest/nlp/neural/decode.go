package neural

import (
	"math"

	"dateline/ingest/nlp/neural/kernel"
)

// decoder is the scratch of what follows the encoder.
type decoder struct {
	dependents, govern []float32 // of the arcs, rows of Arc; then of the relations, rows of Rel
	units              []float32 // governors as the dependents see them, rows of the widest layer
	columns            []float32 // the same of one chunk, a row for each value
	arcs               []float32 // of one chunk: a row for each word, a column for each governor
	rels               []float32
	scores             []int64
	tree               tree
	sequence           sequence
}

// score is a score as the integer that decides.
func score(x float32) int64 {
	// Any value that a sound model gives is far below the bound; it keeps the
	// sums of a sentence within 64 bits whatever comes.
	const bound = 1 << 40
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

// read fills w.out with the outputs of all heads and w.units with the
// governors of all chunks of the batch.
func (w *worker) read() {
	m := w.model
	h, n, all := m.config.Hidden, len(w.firsts), m.heads.all
	w.quant, w.scales = fit(w.quant, n*h), fit(w.scales, n)
	for i, row := range w.firsts {
		w.scales[i] = w.path.Quantize(w.quant[i*h:(i+1)*h], w.x[int(row)*h:][:h])
	}
	w.out = fit(w.out, n*all.Wide())
	w.path.Linear(all, w.out, all.Wide(), w.quant, w.scales)

	arc := m.config.Arc
	w.govern = fit(w.govern, n*arc)
	for i := range n {
		row := w.out[i*all.Wide():]
		kernel.ReLU(row[m.heads.arcd:][:arc])
		copy(w.govern[i*arc:], row[m.heads.arch:][:arc])
	}
	kernel.ReLU(w.govern)
	w.units = fit(w.units, n*m.heads.arcu.Wide())
	w.linear(m.heads.arcu, w.units, w.govern)
}

// arcsOf fills w.scores with the scores of a chunk of n words: for each word
// those of the root and of all words as its head.
func (w *worker) arcsOf(c chunk, n int) {
	m := w.model
	arc, all, units := m.config.Arc, m.heads.all.Wide(), m.heads.arcu.Wide()
	wide := kernel.Round(n + 1)
	w.columns, w.arcs = fit(w.columns, arc*wide), fit(w.arcs, n*wide)
	clear(w.columns)
	for i := range n + 1 {
		for a, v := range w.units[(c.word+i)*units:][:arc] {
			w.columns[a*wide+i] = v
		}
	}
	dependents := w.out[(c.word+1)*all+m.heads.arcd:]
	w.path.Product(w.arcs, wide, dependents, all, w.columns, wide, n, arc, wide)
	w.scores = fit(w.scores, n*(n+1))
	for d := range n {
		for g := range n + 1 {
			w.scores[d*(n+1)+g] = score(w.arcs[d*wide+g] + w.units[(c.word+g)*units+arc])
		}
	}
}

// relsOf fills w.rels with the scores of the relations of a chunk, a row of
// Wide for each word, given their heads (0 is the root).
func (w *worker) relsOf(c chunk, heads []int32) {
	m := w.model
	size, all := m.config.Rel, m.heads.all.Wide()
	w.dependents = fit(w.dependents, len(heads)*size)
	for d, g := range heads {
		from := w.out[(c.word+1+d)*all+m.heads.reld:][:size]
		to := w.out[(c.word+int(g))*all+m.heads.relh:][:size]
		row := w.dependents[d*size:][:size]
		for i := range row {
			row[i] = from[i] + to[i]
		}
	}
	kernel.ReLU(w.dependents)
	w.rels = fit(w.rels, len(heads)*m.heads.rel.Wide())
	w.linear(m.heads.rel, w.rels, w.dependents)
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
