// Package neural reads tags, trees and names off sentences with a small
// neural network (a BERT encoder over pieces of words, heads on words) that
// runs in plain Go and Go assembly.
//
// In: tokens and sentences. Out: Token.{POS,Tag,Feats}, Token.{Head,Rel} and
// Document.Spans. What decides is computed in integers, and what leads to it
// gives the same bits on every processor (package kernel).
package neural

import (
	"fmt"
	"sync"

	"dateline/ingest/nlp"
)

// A Reader runs a model. It is safe for concurrent use.
type Reader struct {
	model   *Model
	workers sync.Pool
}

// New returns the reading step of the model that is compiled into the program.
func New() (nlp.Step, error) {
	b, err := nlp.EmbeddedFile("fast.dlnn")
	if err != nil {
		return nlp.Step{}, err
	}
	m, err := Open(b)
	if err != nil {
		return nlp.Step{}, fmt.Errorf("model fast: %w", err)
	}
	return NewReader(m).Step(), nil
}

// NewReader returns the reader of a model.
func NewReader(m *Model) *Reader {
	r := &Reader{model: m}
	r.workers.New = func() any { return newWorker(m) }
	return r
}

// Step returns the reader as a step of a pipeline.
func (r *Reader) Step() nlp.Step {
	return nlp.Step{Name: "neural", Needs: nlp.Tokens | nlp.Sentences, Gives: nlp.Tags | nlp.Trees | nlp.Spans, Run: r.run}
}

func (r *Reader) run(d *nlp.Document) {
	w := r.workers.Get().(*worker)
	w.document(d)
	r.workers.Put(w)
}

// document reads all sentences, a batch of chunks at a time.
func (w *worker) document(d *nlp.Document) {
	w.begin()
	d.Spans = d.Spans[:0]
	for _, s := range d.Sentences {
		for first := s.First; first < s.Last; {
			last := w.chunk(d, s, first)
			if len(w.pieces) >= batchRows {
				w.finish(d)
			}
			first = last
		}
	}
	w.finish(d)
}

// begin empties the batch.
func (w *worker) begin() {
	w.chunks, w.pieces, w.shapes, w.firsts = w.chunks[:0], w.pieces[:0], w.shapes[:0], w.firsts[:0]
}

// chunk adds to the batch as many words of a sentence as fit into one chunk,
// from first on, and returns the word after them.
func (w *worker) chunk(d *nlp.Document, s nlp.Sentence, first int32) int32 {
	const room = positions - 2
	v := &w.model.vocab
	c := chunk{first: first, row: len(w.pieces), word: len(w.firsts), goesOn: first > s.First}
	w.firsts = append(w.firsts, int32(len(w.pieces)))
	w.pieces, w.shapes = append(w.pieces, v.cls), append(w.shapes, clsShape)
	i := first
	for ; i < s.Last; i++ {
		word := w.word(v, d.Form(i))
		if len(w.pieces)-c.row-1+int(word.n) > room {
			break
		}
		shape := word.shape
		if i == s.First || i > 0 && d.Tokens[i].Start > d.Tokens[i-1].End {
			shape++
		}
		w.firsts = append(w.firsts, int32(len(w.pieces)))
		for _, id := range word.ids[:word.n] {
			w.pieces, w.shapes = append(w.pieces, id), append(w.shapes, shape)
		}
	}
	w.pieces, w.shapes = append(w.pieces, v.sep), append(w.shapes, sepShape)
	c.last, c.rows = i, len(w.pieces)-c.row
	w.chunks = append(w.chunks, c)
	return i
}

// finish reads the batch, writes what it says into the document and empties
// it.
func (w *worker) finish(d *nlp.Document) {
	if len(w.chunks) == 0 {
		return
	}
	w.encode()
	w.read()
	for _, c := range w.chunks {
		w.annotate(d, c)
		referring(d, c.first, c.last)
	}
	w.begin()
}

// annotate decodes a chunk.
func (w *worker) annotate(d *nlp.Document, c chunk) {
	m := w.model
	all, n := m.heads.all.Wide(), int(c.last-c.first)
	w.arcsOf(c, n)
	heads := w.tree.find(w.scores, n)
	w.relsOf(c, heads)
	for i := range n {
		t := &d.Tokens[c.first+int32(i)]
		row := w.out[(c.word+1+i)*all:][:all]
		t.POS = m.labels.UPOS[argmax(row[m.heads.upos:][:len(m.labels.UPOS)])]
		t.Tag = m.labels.XPOS[argmax(row[m.heads.xpos:][:len(m.labels.XPOS)])]
		t.Feats = m.labels.Feats[argmax(row[m.heads.feats:][:len(m.labels.Feats)])]
		t.Rel = m.labels.Rels[m.relation(w.rels[i*m.heads.rel.Wide():], heads[i] == 0)]
		switch {
		case heads[i] > 0:
			t.Head = c.first + heads[i] - 1
		case c.goesOn:
			t.Head, t.Rel = w.root, "parataxis"
		default:
			t.Head, w.root = -1, c.first+int32(i)
		}
	}
	d.Spans = m.names.spans(d.Spans, w.sequence.best(&m.names, w.out[(c.word+1)*all+m.heads.ner:], all, n), c.first)
}
