package neural

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/ingest/nlp"
	"dateline/ingest/nlp/neural/kernel"
)

// golden is one sentence and all that the reference (train/reference.py) makes
// of it; floats as their bits.
type golden struct {
	Forms  []string `json:"forms"`
	Spaces []int    `json:"spaces"` // 1 where white space stands before the word
	Pieces []int32  `json:"pieces"`
	Shapes []int    `json:"shapes"`
	Final  []uint32 `json:"final"`
	UPOS   []uint32 `json:"upos"`
	XPOS   []uint32 `json:"xpos"`
	Feats  []uint32 `json:"feats"`
	NER    []uint32 `json:"ner"`
	Arcs   []uint32 `json:"arcs"`
	Rels   []uint32 `json:"rels"`
	Heads  []int32  `json:"heads"` // counted from 1, 0 is the root
}

func goldens(t *testing.T) []golden {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "golden.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all []golden
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// documentOf makes a document of one sentence.
func documentOf(forms []string, spaces []int) *nlp.Document {
	d := &nlp.Document{}
	for i, f := range forms {
		if i > 0 && spaces[i] > 0 {
			d.Text += " "
		}
		begin := int32(len(d.Text))
		d.Text += f
		d.Tokens = append(d.Tokens, nlp.Token{Start: begin, End: int32(len(d.Text)), Head: -1})
	}
	d.Sentences = []nlp.Sentence{{Last: int32(len(forms))}}
	return d
}

func TestGoldenTensorsAreEqualToTheBit(t *testing.T) {
	all := goldens(t)
	for _, p := range kernel.Paths() {
		m, err := OpenFor(p, goldenFile(t))
		if err != nil {
			t.Fatal(err)
		}
		for k, g := range all {
			// The same sentence twice: its place in a batch must not matter.
			d := documentOf(append(slices.Clone(g.Forms), g.Forms...), append(slices.Clone(g.Spaces), g.Spaces...))
			n := int32(len(g.Forms))
			d.Sentences = []nlp.Sentence{{Last: n}, {First: n, Last: 2 * n}}
			for _, s := range d.Sentences {
				w := newWorker([]*Model{m})
				if last := w.chunk(d, d.Sentences[0], 0); last != n {
					t.Fatalf("sentence %d: cut at %d", k, last)
				}
				if s.First > 0 {
					w.chunk(d, s, s.First)
				}
				e, last := w.encoders[0], len(w.chunks)-1
				e.encode()
				e.read()
				e.compare(t, w.chunks[last].row, e.chunks[last], g, p.String()+" sentence "+strings.Join(g.Forms[:min(3, n)], " "))
			}
		}
	}
}

// compare checks all outputs of a chunk: its root is row word of the batch, its
// pieces are rows at.
func (e *encoder) compare(t *testing.T, word int, at rows, g golden, what string) {
	t.Helper()
	m, n := e.model, len(g.Forms)
	if got := e.pieces[at.first : at.first+at.count]; !slices.Equal(got, g.Pieces) {
		t.Fatalf("%s: pieces %v, want %v", what, got, g.Pieces)
	}
	for i, s := range g.Shapes {
		if got := int(e.shapes[at.first+i]); got != s {
			t.Fatalf("%s: shape of piece %d is %d, want %d", what, i, got, s)
		}
	}
	equal := func(name string, from []float32, stride, rows, columns int, want []uint32) {
		t.Helper()
		if len(want) != rows*columns {
			t.Fatalf("%s %s: %d values, want %d", what, name, rows*columns, len(want))
		}
		for i := range rows {
			for j := range columns {
				if got, want := math.Float32bits(from[i*stride+j]), want[i*columns+j]; got != want {
					t.Fatalf("%s %s: row %d column %d is %08x (%v), want %08x (%v)", what, name, i, j,
						got, math.Float32frombits(got), want, math.Float32frombits(want))
				}
			}
		}
	}
	h, all := m.config.Hidden, m.heads.all.Wide()
	equal("final", e.x[at.first*h:], h, at.count, h, g.Final)
	words := e.out[(word+1)*all:]
	equal("upos", words[m.heads.upos:], all, n, len(m.labels.UPOS), g.UPOS)
	equal("xpos", words[m.heads.xpos:], all, n, len(m.labels.XPOS), g.XPOS)
	equal("feats", words[m.heads.feats:], all, n, len(m.labels.Feats), g.Feats)
	equal("ner", words[m.heads.ner:], all, n, len(m.labels.NER), g.NER)
	scores := e.arcsOf(word, n)
	arcs := make([]float32, n*(n+1))
	for d := range n {
		for k := range n + 1 {
			arcs[d*(n+1)+k] = e.arcs[d*kernel.Round(n+1)+k] + e.units[(word+k)*m.heads.arcu.Wide()+m.config.Arc]
		}
	}
	equal("arcs", arcs, n+1, n, n+1, g.Arcs)
	var tr tree
	heads := tr.find(scores, n)
	if !slices.Equal(heads, g.Heads) {
		t.Fatalf("%s: heads %v, want %v", what, heads, g.Heads)
	}
	rels := e.relsOf(word, heads)
	equal("rels", rels, m.heads.rel.Wide(), n, len(m.labels.Rels), g.Rels)
}
