package neural

import (
	"dateline/ingest/nlp/neural/kernel"
)

// A chunk is a sentence, or as much of a long one as is encoded in one piece:
// the tokens [first, last) of the document and the rows of its pieces.
type chunk struct {
	first, last int32
	row, rows   int  // in the batch: [CLS], the pieces, [SEP]
	word        int  // its row among the words of the batch: the root, then the words
	goesOn      bool // there is one before it in its sentence
}

// batchRows is when a batch of chunks is full: the rows of a few sentences,
// which a second-level cache holds beside the weights that pass through.
const batchRows = 128

// worker is the scratch of one run; the Step keeps them for the next.
type worker struct {
	model *Model
	path  kernel.Path
	speller

	chunks []chunk
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
	root    int32     // token that heads the sentence
	decoder
}

func newWorker(m *Model) *worker { return &worker{model: m, path: m.path} }

// fit returns a slice of length n, its old array if that is large enough.
func fit[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n+n/4)[:n]
	}
	return s[:n]
}

// quantize fills w.quant and w.scales with n rows of size values, stride
// apart in x.
func (w *worker) quantize(x []float32, n, size, stride int) {
	w.quant, w.scales = fit(w.quant, n*size), fit(w.scales, n)
	for r := range n {
		w.scales[r] = w.path.Quantize(w.quant[r*size:(r+1)*size], x[r*stride:][:size])
	}
}

// linear applies a layer to n rows of x, which lie close together.
func (w *worker) linear(m *kernel.Matrix, y, x []float32) {
	n := len(x) / m.In()
	w.quantize(x, n, m.In(), m.In())
	w.path.Linear(m, y, m.Wide(), w.quant, w.scales)
}

// encode leaves the vectors of all pieces of the batch in w.x.
func (w *worker) encode() {
	m := w.model
	h, n := m.config.Hidden, len(w.pieces)
	w.x, w.y = fit(w.x, n*h), fit(w.y, n*h)
	w.wide = fit(w.wide, n*max(3*h, m.config.FFN))
	w.embed()
	inverse := 1 / float32(h)
	add := func(n norm) {
		for r := 0; r < len(w.x); r += h {
			w.path.Norm(w.x[r:r+h], w.y[r:r+h], n.gain, n.bias, inverse, epsilon)
		}
	}
	for i := range m.layers {
		l := &m.layers[i]
		qkv := w.wide[:n*3*h]
		w.linear(l.qkv, qkv, w.x)
		for _, c := range w.chunks {
			w.attend(qkv[c.row*3*h:], w.y[c.row*h:], c.rows)
		}
		w.quantize(w.y, n, h, h)
		w.path.Linear(l.o, w.y, h, w.quant, w.scales)
		add(l.norm1)
		ffn := w.wide[:n*m.config.FFN]
		w.linear(l.ffn1, ffn, w.x)
		w.path.GELU(ffn, m.phi)
		w.linear(l.ffn2, w.y, ffn)
		add(l.norm2)
	}
}

// epsilon keeps the norm of equal values finite.
const epsilon = 1e-12

// embed fills w.x with what the pieces are before they see each other.
func (w *worker) embed() {
	m, h := w.model, w.model.config.Hidden
	size := len(m.words) / len(m.wordScale)
	rows := w.y[:0]
	if m.proj == nil {
		rows = w.x[:0]
	}
	for _, id := range w.pieces {
		scale := m.wordScale[id]
		for _, v := range m.words[int(id)*size : (int(id)+1)*size] {
			rows = append(rows, float32(float32(v)*scale))
		}
	}
	if m.proj != nil {
		w.linear(m.proj, w.x, rows)
	}
	inverse := 1 / float32(h)
	for _, c := range w.chunks {
		for i := range c.rows {
			row := w.x[(c.row+i)*h:][:h]
			for k, p := range m.positions[i*h : (i+1)*h] {
				row[k] += p
			}
			shape := int(w.shapes[c.row+i])
			w.path.Norm(row, m.shapes[shape*h:(shape+1)*h], m.norm.gain, m.norm.bias, inverse, epsilon)
		}
	}
}

// attend writes into y, rows of Hidden, what n pieces take of each other;
// qkv holds their queries, keys and values.
func (w *worker) attend(qkv, y []float32, n int) {
	h := w.model.config.Hidden
	wide := kernel.Round(n)
	w.keys, w.weights = fit(w.keys, headSize*wide), fit(w.weights, n*wide)
	for at := 0; at < h; at += headSize {
		for j := range n {
			for d, k := range qkv[j*3*h+h+at:][:headSize] {
				w.keys[d*wide+j] = k
			}
		}
		for j := n; j < wide; j++ {
			for d := range headSize {
				w.keys[d*wide+j] = 0
			}
		}
		w.path.Product(w.weights, wide, qkv[at:], 3*h, w.keys, wide, n, headSize, wide)
		w.path.Softmax(w.weights, wide, n, n)
		w.path.Product(y[at:], h, w.weights, wide, qkv[2*h+at:], 3*h, n, n, headSize)
	}
}
