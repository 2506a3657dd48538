package neural

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"dateline/ingest/nlp/neural/kernel"
)

// A model file, all numbers little-endian: "DLNN", the version of the format
// (4 bytes), the length of the header (4), the header in JSON, zero bytes up
// to a multiple of 64 from the beginning, the tensors, each at a multiple of
// 64 from the first, and the SHA-256 of all that.
const (
	magic     = "DLNN"
	version   = 1
	alignment = 64
	maxHeader = 1 << 20
	maxLabels = 1 << 12
	positions = 256 // pieces of a chunk with [CLS] and [SEP]
	headSize  = 32
)

type header struct {
	Name    string   `json:"name"`
	Licence string   `json:"licence"`
	Sources []string `json:"sources"`
	Config  config   `json:"config"`
	Labels  labels   `json:"labels"`
	Tensors []tensor `json:"tensors"`
}

// config is the shape of a model.
type config struct {
	Layers    int `json:"layers"`
	Hidden    int `json:"hidden"`
	Heads     int `json:"heads"`
	FFN       int `json:"ffn"`
	Embed     int `json:"embed"` // rank of the embeddings; 0: they are of Hidden values
	Positions int `json:"positions"`
	Arc       int `json:"arc"`
	Rel       int `json:"rel"`
}

// labels are the classes of the heads, in the order of their numbers.
type labels struct {
	UPOS  []string `json:"upos"`
	XPOS  []string `json:"xpos"`
	Feats []string `json:"feats"`
	NER   []string `json:"ner"`
	Rels  []string `json:"rels"`
}

type tensor struct {
	Name   string `json:"name"`
	Type   string `json:"type"`
	Shape  []int  `json:"shape"`
	Offset int    `json:"offset"` // in bytes from the first tensor
	Size   int    `json:"size"`   // in bytes
}

// nameLabels are the labels of names in the order of nlp.Document.NameLabels.
var nameLabels = []string{"O",
	"B-PER", "I-PER", "L-PER", "U-PER", "B-ORG", "I-ORG", "L-ORG", "U-ORG", "B-LOC", "I-LOC", "L-LOC", "U-LOC",
	"B-EVENT", "I-EVENT", "L-EVENT", "U-EVENT", "B-PRODUCT", "I-PRODUCT", "L-PRODUCT", "U-PRODUCT"}

// Open reads a model file and packs it for the fastest path of this CPU. It
// keeps nothing of b. The error says what is wrong with a file that is cut,
// damaged, of another version or not of this architecture.
func Open(b []byte) (*Model, error) { return OpenFor(kernel.Best(), b) }

// OpenFor is Open for a given path, which the CPU must have.
func OpenFor(path kernel.Path, b []byte) (*Model, error) {
	m, err := open(path, b)
	if err != nil {
		return nil, fmt.Errorf("neural model: %w", err)
	}
	return m, nil
}

func open(path kernel.Path, b []byte) (*Model, error) {
	if len(b) < len(magic)+8+sha256.Size || string(b[:len(magic)]) != magic {
		return nil, fmt.Errorf("not a model file (%d bytes)", len(b))
	}
	if v := binary.LittleEndian.Uint32(b[4:]); v != version {
		return nil, fmt.Errorf("format version %d, this program reads version %d", v, version)
	}
	body, sum := b[:len(b)-sha256.Size], b[len(b)-sha256.Size:]
	if got := sha256.Sum256(body); !bytes.Equal(got[:], sum) {
		return nil, fmt.Errorf("checksum %x, want %x: the file is cut or damaged", got[:8], sum[:8])
	}
	m, err := read(path, body)
	if err != nil {
		return nil, err
	}
	m.sum = hex.EncodeToString(sum)
	return m, nil
}

// read reads a file without its checksum, which has been seen to be right.
func read(path kernel.Path, body []byte) (*Model, error) {
	const begin = len(magic) + 8
	size := binary.LittleEndian.Uint32(body[8:])
	if size > maxHeader || int(size) > len(body)-begin {
		return nil, fmt.Errorf("header of %d bytes in a file of %d (at most %d)", size, len(body), maxHeader)
	}
	m := &Model{path: path, root: -1}
	if err := json.Unmarshal(body[begin:][:size], &m.info); err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	data := (begin + int(size) + alignment - 1) / alignment * alignment
	if data > len(body) {
		return nil, errors.New("cut inside the header")
	}
	for _, c := range body[begin+int(size) : data] {
		if c != 0 {
			return nil, errors.New("the header is longer than it says")
		}
	}
	if err := m.info.Config.check(); err != nil {
		return nil, err
	}
	if err := m.info.Labels.check(); err != nil {
		return nil, err
	}
	m.root = slices.Index(m.info.Labels.Rels, "root")
	t := tensors{data: body[data:], list: map[string]tensor{}}
	for _, x := range m.info.Tensors {
		if err := t.add(x); err != nil {
			return nil, err
		}
	}
	if err := m.load(&t); err != nil {
		return nil, err
	}
	for _, x := range m.info.Tensors {
		if !t.used[x.Name] {
			return nil, fmt.Errorf("tensor %q is not of this architecture", x.Name)
		}
	}
	m.info.Tensors = nil
	m.scratch.New = func() any { return &scratch{} }
	return m, nil
}

func (c config) check() error {
	for _, x := range []struct {
		name      string
		got       int
		low, high int
	}{
		{"layers", c.Layers, 1, 48}, {"hidden", c.Hidden, headSize, 4096}, {"heads", c.Heads, 1, 128}, {"ffn", c.FFN, 1, 1 << 14},
		{"embed", c.Embed, 0, 4096}, {"positions", c.Positions, positions, positions}, {"arc", c.Arc, 1, 4096}, {"rel", c.Rel, 1, 4096},
	} {
		if x.got < x.low || x.got > x.high {
			return fmt.Errorf("config: %s is %d, want %d to %d", x.name, x.got, x.low, x.high)
		}
	}
	if c.Heads*headSize != c.Hidden {
		return fmt.Errorf("config: %d heads of %d do not make a width of %d", c.Heads, headSize, c.Hidden)
	}
	return nil
}

func (l labels) check() error {
	for _, x := range []struct {
		name string
		list []string
	}{{"upos", l.UPOS}, {"xpos", l.XPOS}, {"feats", l.Feats}, {"rels", l.Rels}} {
		if len(x.list) == 0 || len(x.list) > maxLabels {
			return fmt.Errorf("labels: %d of %s, want 1 to %d", len(x.list), x.name, maxLabels)
		}
		seen := map[string]bool{}
		for _, s := range x.list {
			if seen[s] || s == "" && x.name != "feats" {
				return fmt.Errorf("labels: %s %q is empty or there twice", x.name, s)
			}
			seen[s] = true
		}
	}
	if !slices.Contains(l.Rels, "root") || len(l.Rels) < 2 {
		return errors.New(`labels: rels need "root" and another one`)
	}
	if !slices.Equal(l.NER, nameLabels) {
		return fmt.Errorf("labels: ner is %q, want %q", strings.Join(l.NER, " "), strings.Join(nameLabels, " "))
	}
	return nil
}

// tensors gives the tensors of a file by name.
type tensors struct {
	data []byte
	list map[string]tensor
	used map[string]bool
}

func (t *tensors) add(x tensor) error {
	if _, ok := t.list[x.Name]; ok {
		return fmt.Errorf("tensor %q is there twice", x.Name)
	}
	if x.Offset < 0 || x.Offset%alignment != 0 || x.Size < 0 || x.Offset > len(t.data) || x.Size > len(t.data)-x.Offset {
		return fmt.Errorf("tensor %q: bytes %d and %d more of %d", x.Name, x.Offset, x.Size, len(t.data))
	}
	t.list[x.Name] = x
	return nil
}

// bytes returns a tensor that must have the type and shape.
func (t *tensors) bytes(name, kind string, shape ...int) ([]byte, error) {
	x, ok := t.list[name]
	if !ok {
		return nil, fmt.Errorf("tensor %q is missing", name)
	}
	if t.used == nil {
		t.used = map[string]bool{}
	}
	t.used[name] = true
	if x.Type != kind {
		return nil, fmt.Errorf("tensor %q: type %q, want %q", name, x.Type, kind)
	}
	if kind == "text" {
		shape = []int{x.Size}
	}
	if !slices.Equal(x.Shape, shape) {
		return nil, fmt.Errorf("tensor %q: shape %v, want %v", name, x.Shape, shape)
	}
	size := 1
	if kind == "f32" {
		size = 4
	}
	for _, n := range shape {
		size *= n // far below overflow: config and labels are bounded
	}
	if x.Size != size {
		return nil, fmt.Errorf("tensor %q: %d bytes for shape %v of %s, want %d", name, x.Size, shape, kind, size)
	}
	return t.data[x.Offset:][:x.Size], nil
}

func (t *tensors) floats(name string, shape ...int) ([]float32, error) {
	b, err := t.bytes(name, "f32", shape...)
	if err != nil {
		return nil, err
	}
	f := make([]float32, len(b)/4)
	for i := range f {
		bits := binary.LittleEndian.Uint32(b[i*4:])
		if bits&0x7F800000 == 0x7F800000 {
			return nil, fmt.Errorf("tensor %q: value %d is not a finite number", name, i)
		}
		f[i] = math.Float32frombits(bits)
	}
	return f, nil
}
