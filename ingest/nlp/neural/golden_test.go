package neural

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"dateline/ingest/nlp"
	"dateline/ingest/nlp/neural/kernel"
)

// golden is what train/reference.py, which knows nothing of this package,
// makes of a sentence: floats as their bits.
type golden struct {
	Forms  []string
	Spaces []int
	Pieces []uint16
	Shapes []uint8
	Final  []uint32
	UPOS   []uint32
	XPOS   []uint32
	Feats  []uint32
	NER    []uint32
	Arcs   []uint32
	Rels   []uint32
	Heads  []int32
}

func readGolden(t testing.TB) []golden {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "golden.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all []golden
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no golden sentences")
	}
	return all
}

// goldenModel opens the model of the golden sentences.
func goldenModel(t testing.TB, path kernel.Path) *Model {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "golden.dlnn"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := OpenFor(path, b)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// documentOf is a document of the sentences.
func documentOf(all ...golden) *nlp.Document {
	d := &nlp.Document{}
	for _, g := range all {
		first := int32(len(d.Tokens))
		for i, form := range g.Forms {
			if g.Spaces[i] == 1 && d.Text != "" {
				d.Text += " "
			}
			begin := int32(len(d.Text))
			d.Text += form
			d.Tokens = append(d.Tokens, nlp.Token{Start: begin, End: int32(len(d.Text))})
		}
		d.Sentences = append(d.Sentences, nlp.Sentence{First: first, Last: int32(len(d.Tokens))})
	}
	return d
}

func TestGoldenSentencesHaveTheBitsOfTheReference(t *testing.T) {
	for _, path := range kernel.Available() {
		m := goldenModel(t, path)
		for _, g := range readGolden(t) {
			d := documentOf(g)
			d.NameLabels = make([]uint8, len(d.Tokens))
			s := &scratch{}
			if end := s.add(m, d, d.Sentences[0], 0); int(end) != len(g.Forms) {
				t.Fatalf("%s %q: a chunk of %d words", path, g.Forms, end)
			}
			if !slices.Equal(s.pieces, g.Pieces) || !slices.Equal(s.shapes, g.Shapes) {
				t.Errorf("%q: pieces %d, shapes %d, want %d, %d", g.Forms, s.pieces, s.shapes, g.Pieces, g.Shapes)
				continue
			}
			s.encode(m)
			same(t, path, g, "final", s.x, g.Final)
			s.gather(m.info.Config.Hidden)
			s.label(m, d)
			l := &s.labels
			words := func(v []float32) []float32 { return v[len(v)/len(s.heads):] } // without [CLS]
			same(t, path, g, "upos", words(l.upos), g.UPOS)
			same(t, path, g, "xpos", words(l.xpos), g.XPOS)
			same(t, path, g, "feats", words(l.feats), g.Feats)
			same(t, path, g, "ner", words(l.ner), g.NER)
			same(t, path, g, "arcs", l.arcs, g.Arcs)
			same(t, path, g, "rels", l.rels, g.Rels)
			if !slices.Equal(l.heads, g.Heads) {
				t.Errorf("%s %q: heads %d, want %d", path, g.Forms, l.heads, g.Heads)
			}
		}
	}
}

func same(t *testing.T, path kernel.Path, g golden, what string, got []float32, want []uint32) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s %q: %s has %d values, want %d", path, g.Forms[0], what, len(got), len(want))
		return
	}
	for i, v := range got {
		if math.Float32bits(v) != want[i] {
			t.Errorf("%s %q: %s[%d] is %v, want %v", path, g.Forms[0], what, i, v, math.Float32frombits(want[i]))
			return
		}
	}
}
