package neural

import (
	"dateline/ingest/nlp"
	"dateline/ingest/nlp/neural/kernel"
)

// rows is where the pieces of a chunk lie among those of its batch: [CLS], the
// pieces, [SEP].
type rows struct{ first, count int }

// batchRows is when a batch of chunks is full: the rows of a few sentences,
// which a second-level cache holds beside the weights that pass through.
const batchRows = 128

// An encoder is the scratch of one model in one run: what it makes of a batch.
type encoder struct {
	model *Model
	path  kernel.Path
	speller

	chunks []rows
	pieces []int32
	shapes []uint8
	firsts []int32 // row of the root or of the first piece of a word, for each word of the batch

	x, y    []float32 // rows of Hidden
	wide    []float32 // rows of the widest layer
	quant   []uint8
	scales  []float32
	keys    []float32 // of one attention head, a row for each of its values
	weights []float32 // of one attention head, a row for each piece
	out     []float32 // rows of all heads
	decoder
}

func newEncoder(m *Model) *encoder { return &encoder{model: m, path: m.path} }

// begin empties the batch.
func (e *encoder) begin() {
	e.chunks, e.pieces, e.shapes, e.firsts = e.chunks[:0], e.pieces[:0], e.shapes[:0], e.firsts[:0]
}

// fits returns the last of the words [first, last) that still fit into one
// chunk, exclusive.
func (e *encoder) fits(d *nlp.Document, first, last int32) int32 {
	room := positions - 2
	for i := first; i < last; i++ {
		if room -= int(e.word(&e.model.vocab, d.Form(i)).n); room < 0 {
			return i
		}
	}
	return last
}

// add adds the words [first, last) to the batch as a chunk; begin is where
// their sentence begins.
func (e *encoder) add(d *nlp.Document, begin, first, last int32) {
	v := &e.model.vocab
	row := len(e.pieces)
	e.firsts = append(e.firsts, int32(row))
	e.pieces, e.shapes = append(e.pieces, v.cls), append(e.shapes, clsShape)
	for i := first; i < last; i++ {
		word := e.word(v, d.Form(i))
		shape := word.shape
		if i == begin || i > 0 && d.Tokens[i].Start > d.Tokens[i-1].End {
			shape++
		}
		e.firsts = append(e.firsts, int32(len(e.pieces)))
		for _, id := range word.ids[:word.n] {
			e.pieces, e.shapes = append(e.pieces, id), append(e.shapes, shape)
		}
	}
	e.pieces, e.shapes = append(e.pieces, v.sep), append(e.shapes, sepShape)
	e.chunks = append(e.chunks, rows{row, len(e.pieces) - row})
}

// fit returns a slice of length n, its old array if that is large enough.
func fit[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n+n/4)[:n]
	}
	return s[:n]
}

// quantize fills e.quant and e.scales with n rows of size values, stride
// apart in x.
func (e *encoder) quantize(x []float32, n, size, stride int) {
	e.quant, e.scales = fit(e.quant, n*size), fit(e.scales, n)
	for r := range n {
		e.scales[r] = e.path.Quantize(e.quant[r*size:(r+1)*size], x[r*stride:][:size])
	}
}

// linear applies a layer to n rows of x, which lie close together.
func (e *encoder) linear(m *kernel.Matrix, y, x []float32) {
	n := len(x) / m.In()
	e.quantize(x, n, m.In(), m.In())
	e.path.Linear(m, y, m.Wide(), e.quant, e.scales)
}

// encode leaves the vectors of all pieces of the batch in e.x.
func (e *encoder) encode() {
	m := e.model
	h, n := m.config.Hidden, len(e.pieces)
	e.x, e.y = fit(e.x, n*h), fit(e.y, n*h)
	e.wide = fit(e.wide, n*max(3*h, m.config.FFN))
	e.embed()
	inverse := 1 / float32(h)
	add := func(n norm) {
		for r := 0; r < len(e.x); r += h {
			e.path.Norm(e.x[r:r+h], e.y[r:r+h], n.gain, n.bias, inverse, epsilon)
		}
	}
	for i := range m.layers {
		l := &m.layers[i]
		qkv := e.wide[:n*3*h]
		e.linear(l.qkv, qkv, e.x)
		for _, c := range e.chunks {
			e.attend(qkv[c.first*3*h:], e.y[c.first*h:], c.count)
		}
		e.quantize(e.y, n, h, h)
		e.path.Linear(l.o, e.y, h, e.quant, e.scales)
		add(l.norm1)
		ffn := e.wide[:n*m.config.FFN]
		e.linear(l.ffn1, ffn, e.x)
		e.path.GELU(ffn, m.phi)
		e.linear(l.ffn2, e.y, ffn)
		add(l.norm2)
	}
}

// epsilon keeps the norm of equal values finite.
const epsilon = 1e-12

// embed fills e.x with what the pieces are before they see each other.
func (e *encoder) embed() {
	m, h := e.model, e.model.config.Hidden
	size := len(m.words) / len(m.wordScale)
	rows := e.y[:0]
	if m.proj == nil {
		rows = e.x[:0]
	}
	for _, id := range e.pieces {
		scale := m.wordScale[id]
		for _, v := range m.words[int(id)*size : (int(id)+1)*size] {
			rows = append(rows, float32(float32(v)*scale))
		}
	}
	if m.proj != nil {
		e.linear(m.proj, e.x, rows)
	}
	inverse := 1 / float32(h)
	for _, c := range e.chunks {
		for i := range c.count {
			row := e.x[(c.first+i)*h:][:h]
			for k, p := range m.positions[i*h : (i+1)*h] {
				row[k] += p
			}
			shape := int(e.shapes[c.first+i])
			e.path.Norm(row, m.shapes[shape*h:(shape+1)*h], m.norm.gain, m.norm.bias, inverse, epsilon)
		}
	}
}

// attend writes into y, rows of Hidden, what n pieces take of each other;
// qkv holds their queries, keys and values.
func (e *encoder) attend(qkv, y []float32, n int) {
	h := e.model.config.Hidden
	wide := kernel.Round(n)
	e.keys, e.weights = fit(e.keys, headSize*wide), fit(e.weights, n*wide)
	for at := 0; at < h; at += headSize {
		for j := range n {
			for d, k := range qkv[j*3*h+h+at:][:headSize] {
				e.keys[d*wide+j] = k
			}
		}
		for j := n; j < wide; j++ {
			for d := range headSize {
				e.keys[d*wide+j] = 0
			}
		}
		e.path.Product(e.weights, wide, qkv[at:], 3*h, e.keys, wide, n, headSize, wide)
		e.path.Softmax(e.weights, wide, n, n)
		e.path.Product(y[at:], h, e.weights, wide, qkv[2*h+at:], 3*h, n, n, headSize)
	}
}
