package neural

import (
	"unicode"
	"unicode/utf8"

	"dateline/ingest/nlp"
	"dateline/ingest/nlp/neural/kernel"
)

// blockPieces is how many pieces are encoded together, unless one chunk has
// more: enough that the weights are read seldom, few enough that the rows
// stay near.
const blockPieces = 256

// A chunk is words of one sentence that are encoded together, a whole
// sentence unless it is very long.
type chunk struct {
	first, last int32 // tokens
	begin, end  int   // pieces in the block
	words       int   // the row of its [CLS] among the rows of words in the block
	sentence    int32 // the first token of its sentence
}

// scratch is what reading a document needs; it is reused.
type scratch struct {
	reader reader
	pieces []uint16
	shapes []uint8
	places []uint8 // in the chunk
	chunks []chunk
	heads  []int // rows of [CLS] and of the first piece of each word

	x, y, wide []float32
	attention  []float32
	q          kernel.Quantised
	labels     labeller

	sentenceRoot int32 // token that is the root of the sentence last read
}

// document reads all sentences, in blocks of whole chunks.
func (s *scratch) document(m *Model, d *nlp.Document) {
	d.NameLabels = grow(d.NameLabels, len(d.Tokens))
	clear(d.NameLabels)
	s.clear()
	for _, sentence := range d.Sentences {
		for at := sentence.First; at < sentence.Last; {
			at = s.add(m, d, sentence, at)
		}
	}
	s.flush(m, d)
}

func (s *scratch) clear() {
	s.pieces, s.shapes, s.places, s.chunks, s.heads = s.pieces[:0], s.shapes[:0], s.places[:0], s.chunks[:0], s.heads[:0]
}

// add puts the tokens from at on into the block, as many as one chunk takes,
// and returns the token after them. A block that has no room is read first.
func (s *scratch) add(m *Model, d *nlp.Document, sentence nlp.Sentence, at int32) int32 {
	c := chunk{first: at, sentence: sentence.First, begin: len(s.pieces), words: len(s.heads)}
	s.push(m.vocab.begin, shapeBegin, c.begin)
	s.heads = append(s.heads, c.begin)
	for ; at < sentence.Last; at++ {
		w := s.reader.word(&m.vocab, d.Form(at))
		if len(s.pieces)-c.begin+int(w.n) > positions-1 {
			break
		}
		s.heads = append(s.heads, len(s.pieces))
		shape := w.shape
		if at == sentence.First || spaced(d.Text, d.Tokens[at].Start) {
			shape++
		}
		for _, p := range w.pieces[:w.n] {
			s.push(p, shape, c.begin)
		}
	}
	s.push(m.vocab.close, shapeClose, c.begin)
	c.last, c.end = at, len(s.pieces)
	s.chunks = append(s.chunks, c)
	if len(s.pieces) >= blockPieces {
		s.flush(m, d)
	}
	return at
}

func (s *scratch) push(piece uint16, shape uint8, begin int) {
	s.places = append(s.places, uint8(len(s.pieces)-begin))
	s.pieces, s.shapes = append(s.pieces, piece), append(s.shapes, shape)
}

// spaced reports whether white space, or nothing, stands before byte i of a
// text.
func spaced(text string, i int32) bool {
	r, size := utf8.DecodeLastRuneInString(text[:i])
	return size == 0 || unicode.IsSpace(r)
}

// flush reads the chunks of the block and empties it.
func (s *scratch) flush(m *Model, d *nlp.Document) {
	if len(s.chunks) > 0 {
		s.encode(m)
		s.gather(m.info.Config.Hidden)
		s.label(m, d)
	}
	s.clear()
}

// encode leaves the final vectors of all pieces in s.x.
func (s *scratch) encode(m *Model) {
	rows, hidden := len(s.pieces), m.info.Config.Hidden
	s.embed(m)
	for k := range m.layers {
		l := &m.layers[k]
		s.wide = grow(s.wide, rows*3*hidden)
		s.y = grow(s.y, rows*hidden)
		kernel.Quantise(m.path, &s.q, s.x, rows, hidden)
		kernel.Linear(m.path, s.wide, &s.q, l.qkv, kernel.None, nil)
		for _, c := range s.chunks {
			n := c.end - c.begin
			s.attention = grow(s.attention, kernel.AttentionScratch(n))
			kernel.Attention(m.path, s.y[c.begin*hidden:], s.wide[c.begin*3*hidden:], n, m.info.Config.Heads, s.attention)
		}
		kernel.Quantise(m.path, &s.q, s.y, rows, hidden)
		kernel.Linear(m.path, s.y, &s.q, l.out, kernel.None, nil)
		kernel.AddLayerNorm(m.path, s.x, s.y, rows, hidden, l.attended.gamma, l.attended.beta)

		s.wide = grow(s.wide, rows*m.info.Config.FFN)
		kernel.Quantise(m.path, &s.q, s.x, rows, hidden)
		kernel.Linear(m.path, s.wide, &s.q, l.up, kernel.GELU, m.phi)
		kernel.Quantise(m.path, &s.q, s.wide, rows, m.info.Config.FFN)
		kernel.Linear(m.path, s.y, &s.q, l.down, kernel.None, nil)
		kernel.AddLayerNorm(m.path, s.x, s.y, rows, hidden, l.fed.gamma, l.fed.beta)
	}
}

// embed fills s.x with what the layers begin with: piece, place and shape.
func (s *scratch) embed(m *Model) {
	rows, hidden := len(s.pieces), m.info.Config.Hidden
	width := hidden
	if m.embed != nil {
		width = m.info.Config.Embed
	}
	s.x = grow(s.x, rows*hidden)
	to := s.x
	if m.embed != nil {
		s.y = grow(s.y, rows*width)
		to = s.y
	}
	for i, p := range s.pieces {
		scale, row := m.scales[p], to[i*width:][:width]
		for j, b := range m.words[int(p)*width:][:width] {
			row[j] = float32(int8(b)) * scale
		}
	}
	if m.embed != nil {
		kernel.Quantise(m.path, &s.q, s.y, rows, width)
		kernel.Linear(m.path, s.x, &s.q, m.embed, kernel.None, nil)
	}
	for i := range s.pieces {
		row := s.x[i*hidden:][:hidden]
		place := m.places[int(s.places[i])*hidden:][:hidden]
		shape := m.shapes[int(s.shapes[i])*hidden:][:hidden]
		for j := range row {
			row[j] = (row[j] + place[j]) + shape[j]
		}
	}
	kernel.AddLayerNorm(m.path, s.x, nil, rows, hidden, m.first.gamma, m.first.beta)
}

// gather moves the vectors that stand for words, and those of [CLS], to the
// front of s.x.
func (s *scratch) gather(hidden int) {
	for i, from := range s.heads { // ascending, and never before i
		copy(s.x[i*hidden:][:hidden], s.x[from*hidden:][:hidden])
	}
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
