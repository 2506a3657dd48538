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
	"reflect"
	"sync"

	"dateline/ingest/nlp"
)

// A Reader runs a model, or two together. It is safe for concurrent use.
type Reader struct {
	models  []*Model
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
func NewReader(m *Model) *Reader { return newReader(m) }

// NewPair returns the reader of two models whose scores are added, but for
// those of names, which are the first's alone. Two that were trained apart
// rarely make the same mistake. The error is that they have different labels.
func NewPair(first, second *Model) (*Reader, error) {
	if !reflect.DeepEqual(first.labels, second.labels) {
		return nil, fmt.Errorf("the models %q and %q have different labels, so that they cannot read together", first.name, second.name)
	}
	return newReader(first, second), nil
}

func newReader(models ...*Model) *Reader {
	r := &Reader{models: models}
	r.workers.New = func() any { return newWorker(models) }
	return r
}

// ID tells readers apart: of other models it is another one.
func (r *Reader) ID() string {
	id := r.models[0].id
	for _, m := range r.models[1:] {
		id += "+" + m.id
	}
	return id
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

// A chunk is a sentence, or as much of a long one as is encoded in one piece.
type chunk struct {
	first, last int32 // its tokens in the document, last exclusive
	row         int   // its row among the words of the batch: the root, then the words
	goesOn      bool  // there is one before it in its sentence
}

// A worker is the scratch of one run; the Reader keeps them for the next.
type worker struct {
	encoders []*encoder // one for each model
	chunks   []chunk
	rows     int // of the batch: the roots and words of its chunks
	tree     tree
	sequence sequence
	root     int32 // token that heads the sentence
}

func newWorker(models []*Model) *worker {
	w := &worker{}
	for _, m := range models {
		w.encoders = append(w.encoders, newEncoder(m))
	}
	return w
}

// document reads all sentences, a batch of chunks at a time.
func (w *worker) document(d *nlp.Document) {
	w.begin()
	d.Spans = d.Spans[:0]
	for _, s := range d.Sentences {
		for first := s.First; first < s.Last; {
			last := w.chunk(d, s, first)
			if len(w.encoders[0].pieces) >= batchRows {
				w.finish(d)
			}
			first = last
		}
	}
	w.finish(d)
}

// begin empties the batch.
func (w *worker) begin() {
	w.chunks, w.rows = w.chunks[:0], 0
	for _, e := range w.encoders {
		e.begin()
	}
}

// chunk adds to the batch as many words of a sentence as fit into one chunk of
// every model, from first on, and returns the word after them.
func (w *worker) chunk(d *nlp.Document, s nlp.Sentence, first int32) int32 {
	last := s.Last
	for _, e := range w.encoders {
		last = e.fits(d, first, last)
	}
	for _, e := range w.encoders {
		e.add(d, s.First, first, last)
	}
	w.chunks = append(w.chunks, chunk{first: first, last: last, row: w.rows, goesOn: first > s.First})
	w.rows += int(last-first) + 1
	return last
}

// finish reads the batch, writes what it says into the document and empties
// it.
func (w *worker) finish(d *nlp.Document) {
	if len(w.chunks) == 0 {
		return
	}
	for _, e := range w.encoders {
		e.encode()
		e.read()
	}
	for _, c := range w.chunks {
		w.annotate(d, c)
		referring(d, c.first, c.last)
	}
	w.begin()
}

// annotate decodes a chunk.
func (w *worker) annotate(d *nlp.Document, c chunk) {
	one, others := w.encoders[0], w.encoders[1:]
	m, n := one.model, int(c.last-c.first)
	all := m.heads.all.Wide()
	arcs := one.arcsOf(c.row, n)
	for _, e := range others {
		sum(arcs, e.arcsOf(c.row, n))
	}
	heads := w.tree.find(arcs, n)
	rels := one.relsOf(c.row, heads)
	for _, e := range others {
		sum(rels, e.relsOf(c.row, heads))
	}
	for i := range n {
		t := &d.Tokens[c.first+int32(i)]
		row := one.out[(c.row+1+i)*all:][:all]
		for _, e := range others {
			sum(row[:m.heads.ner], e.out[(c.row+1+i)*e.model.heads.all.Wide():])
		}
		t.POS = m.labels.UPOS[argmax(row[m.heads.upos:][:len(m.labels.UPOS)])]
		t.Tag = m.labels.XPOS[argmax(row[m.heads.xpos:][:len(m.labels.XPOS)])]
		t.Feats = m.labels.Feats[argmax(row[m.heads.feats:][:len(m.labels.Feats)])]
		t.Rel = m.labels.Rels[m.relation(rels[i*m.heads.rel.Wide():], heads[i] == 0)]
		switch {
		case heads[i] > 0:
			t.Head = c.first + heads[i] - 1
		case c.goesOn:
			t.Head, t.Rel = w.root, "parataxis"
		default:
			t.Head, w.root = -1, c.first+int32(i)
		}
	}
	d.Spans = m.names.spans(d.Spans, w.sequence.best(&m.names, one.out[(c.row+1)*all+m.heads.ner:], all, n), c.first)
}

// sum adds to each value of x that of y.
func sum[T int64 | float32](x, y []T) {
	for i := range x {
		x[i] += y[i]
	}
}
