package neural

import (
	"fmt"
	"slices"
	"strings"

	"dateline/ingest/nlp/neural/kernel"
)

// A Model is what a model file says, ready to run. It is read-only and safe
// for concurrent use.
type Model struct {
	name   string
	beside string
	id     string
	config config
	labels labels
	path   kernel.Path // that the matrices are packed for
	vocab  vocabulary
	phi    []float32

	words     []int8 // a row for each piece
	wordScale []float32
	proj      *kernel.Matrix // from a row of words to Hidden; nil if it is Hidden long
	positions []float32
	shapes    []float32
	norm      norm
	layers    []layer

	heads head
	names names
	root  int // number of the relation "root"
}

type norm struct{ gain, bias []float32 }

type layer struct {
	qkv, o, ffn1, ffn2 *kernel.Matrix
	norm1, norm2       norm
}

// head is the outputs of a word. All heads that read the encoder are one
// matrix; the fields say where each begins in its row: the tags, then the rest.
type head struct {
	all                                            *kernel.Matrix
	upos, xpos, feats, ner, arcd, arch, reld, relh int
	arcu, rel                                      *kernel.Matrix
}

// Bounds of what a file may ask for.
const (
	maxLayers  = 48
	maxSize    = 8192 // of any row
	maxLabels  = 8192
	maxVocab   = 1 << 20
	shapeCount = 26
	headSize   = 32  // values of an attention head
	positions  = 256 // longest chunk, in pieces
)

// Open reads a model file, to be run on the fastest path; it keeps slices of b.
// The error says what is wrong with a file that is cut, damaged or not of this
// kind.
func Open(b []byte) (*Model, error) { return OpenFor(kernel.Best(), b) }

// OpenFor is Open for a given path.
func OpenFor(path kernel.Path, b []byte) (*Model, error) {
	f, err := readFile(b)
	if err != nil {
		return nil, err
	}
	if err := f.check(); err != nil {
		return nil, fmt.Errorf("model %q: %w", f.Name, err)
	}
	m, err := f.model(path)
	if err != nil {
		return nil, fmt.Errorf("model %q: %w", f.Name, err)
	}
	return m, nil
}

// Beside names the model that this one reads together with; "" is none.
func (m *Model) Beside() string { return m.beside }

// check looks at the sizes before anything is made of them.
func (f *file) check() error {
	c := f.Config
	for _, n := range []struct {
		what                 string
		value, multiple, max int
	}{
		{"layers", c.Layers, 1, maxLayers},
		{"hidden", c.Hidden, 64, maxSize},
		{"ffn", c.FFN, 64, maxSize},
		{"arc", c.Arc, 16, maxSize},
		{"rel", c.Rel, 16, maxSize},
		{"labels of upos", len(f.Labels.UPOS), 1, maxLabels},
		{"labels of xpos", len(f.Labels.XPOS), 1, maxLabels},
		{"labels of feats", len(f.Labels.Feats), 1, maxLabels},
		{"labels of rels", len(f.Labels.Rels), 1, maxLabels},
	} {
		if n.value < 1 || n.value > n.max || n.value%n.multiple != 0 {
			return fmt.Errorf("%s is %d, want a multiple of %d up to %d", n.what, n.value, n.multiple, n.max)
		}
	}
	switch {
	case c.Heads*headSize != c.Hidden:
		return fmt.Errorf("%d heads of %d are not hidden %d", c.Heads, headSize, c.Hidden)
	case c.Embed < 0 || c.Embed > maxSize || c.Embed%16 != 0:
		return fmt.Errorf("embed is %d, want a multiple of 16 up to %d", c.Embed, maxSize)
	case c.Positions != positions:
		return fmt.Errorf("positions is %d, want %d", c.Positions, positions)
	case !slices.Contains(f.Labels.Rels, rootRel):
		return fmt.Errorf("no relation %q among the labels", rootRel)
	}
	return nil
}

const rootRel = "root"

func (f *file) model(path kernel.Path) (*Model, error) {
	f.path = path
	c := f.Config
	m := &Model{name: f.Name, beside: f.Beside, id: f.id, path: path, config: c, labels: f.Labels, root: slices.Index(f.Labels.Rels, rootRel)}
	pieces := strings.Split(string(f.text("vocab")), "\n")
	if len(pieces) > maxVocab {
		return nil, fmt.Errorf("a vocabulary of %d pieces", len(pieces))
	}
	var err error
	if m.vocab, err = newVocabulary(pieces); err != nil {
		return nil, err
	}
	if m.names, err = newNames(f.Labels.NER); err != nil {
		return nil, err
	}
	m.phi = f.floats("phi", kernel.PhiSize)
	width := c.Hidden
	if c.Embed > 0 {
		width = c.Embed
		m.proj = f.matrix(width, part{"emb.proj", c.Hidden})
	}
	m.words, m.wordScale = f.int8s("emb.word", len(pieces), width), f.floats("emb.word.scale", len(pieces))
	m.positions, m.shapes = f.floats("emb.pos", positions, c.Hidden), f.floats("emb.shape", shapeCount, c.Hidden)
	m.norm = f.norm("emb.ln")
	for i := range c.Layers {
		p := fmt.Sprintf("layer.%d.", i)
		m.layers = append(m.layers, layer{
			qkv: f.matrix(c.Hidden, part{p + "qkv", 3 * c.Hidden}), o: f.matrix(c.Hidden, part{p + "o", c.Hidden}),
			ffn1: f.matrix(c.Hidden, part{p + "ffn1", c.FFN}), ffn2: f.matrix(c.FFN, part{p + "ffn2", c.Hidden}),
			norm1: f.norm(p + "ln1"), norm2: f.norm(p + "ln2"),
		})
	}
	m.heads = f.heads()
	if f.problem != nil {
		return nil, f.problem
	}
	return m, nil
}

func (f *file) norm(name string) norm {
	return norm{f.floats(name+".g", f.Config.Hidden), f.floats(name+".b", f.Config.Hidden)}
}

// part is a layer of a file and the number of its outputs.
type part struct {
	name string
	out  int
}

// matrix makes one matrix of layers of the same inputs; nil if one of them is
// not as it should be.
func (f *file) matrix(in int, parts ...part) *kernel.Matrix {
	var weights []int8
	var scale, bias []float32
	for _, p := range parts {
		w := f.int8s(p.name+".w", p.out, in)
		if len(parts) == 1 {
			weights = w // not copied
		} else {
			weights = append(weights, w...)
		}
		scale, bias = append(scale, f.floats(p.name+".s", p.out)...), append(bias, f.floats(p.name+".b", p.out)...)
	}
	if f.problem != nil {
		return nil
	}
	return f.path.NewMatrix(in, weights, scale, bias)
}

func (f *file) heads() head {
	c, l := f.Config, f.Labels
	var h head
	parts := []part{{"head.upos", len(l.UPOS)}, {"head.xpos", len(l.XPOS)}, {"head.feats", len(l.Feats)}, {"head.ner", len(l.NER)},
		{"head.arcd", c.Arc}, {"head.arch", c.Arc}, {"head.reld", c.Rel}, {"head.relh", c.Rel}}
	at := 0
	for i, to := range []*int{&h.upos, &h.xpos, &h.feats, &h.ner, &h.arcd, &h.arch, &h.reld, &h.relh} {
		*to = at
		at += parts[i].out
	}
	h.all = f.matrix(c.Hidden, parts...)
	h.arcu = f.matrix(c.Arc, part{"head.arcu", c.Arc + 1})
	h.rel = f.matrix(c.Rel, part{"head.rel", len(l.Rels)})
	return h
}
