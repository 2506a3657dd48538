package neural

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"unsafe"

	"dateline/ingest/nlp/neural/kernel"
)

// A model file (.dlnn), all numbers little-endian: "DLNN", the version of the
// container (uint32), the length of the header (uint32), the header (JSON),
// zeros up to a multiple of 64, the tensors, each at a multiple of 64, and
// the SHA-256 of all that comes before.
const (
	magic      = "DLNN"
	version    = 1
	align      = 64
	maxHeader  = 1 << 20
	maxTensors = 1 << 12
)

// header is the JSON of a model file.
type header struct {
	Name    string   `json:"name"`
	Licence string   `json:"licence"`
	Sources []string `json:"sources"`
	Config  config   `json:"config"`
	Labels  labels   `json:"labels"`
	Tensors []tensor `json:"tensors"`
	Beside  string   `json:"beside"` // name of the model that it reads together with; empty for none
}

// config is the sizes of a model.
type config struct {
	Layers    int `json:"layers"`
	Hidden    int `json:"hidden"` // values of a piece
	Heads     int `json:"heads"`
	FFN       int `json:"ffn"`
	Embed     int `json:"embed"` // values of a piece in the table of words; 0 = Hidden
	Positions int `json:"positions"`
	Arc       int `json:"arc"`
	Rel       int `json:"rel"`
}

// labels names the outputs of the heads.
type labels struct {
	UPOS  []string `json:"upos"`
	XPOS  []string `json:"xpos"`
	Feats []string `json:"feats"`
	NER   []string `json:"ner"`
	Rels  []string `json:"rels"`
}

// tensor says where the values of a name lie: offset and size in bytes, the
// offset from the first tensor on.
type tensor struct {
	Name   string `json:"name"`
	Type   string `json:"type"` // i8, f32 or text
	Shape  []int  `json:"shape"`
	Offset int    `json:"offset"`
	Size   int    `json:"size"`
}

// file is a model file whose header and checksum are right.
type file struct {
	header
	data    []byte // the tensors
	byName  map[string]tensor
	id      string // the checksum
	path    kernel.Path
	problem error // the first that a reading of a tensor met
}

// readFile checks a model file. It keeps slices of b.
func readFile(b []byte) (*file, error) {
	const fixed = len(magic) + 8
	if len(b) < fixed+sha256.Size || string(b[:len(magic)]) != magic {
		return nil, fmt.Errorf("not a model file: %d bytes that do not begin with %q", len(b), magic)
	}
	if v := binary.LittleEndian.Uint32(b[4:]); v != version {
		return nil, fmt.Errorf("a model file of version %d; this program reads version %d", v, version)
	}
	body := b[:len(b)-sha256.Size]
	if sum := sha256.Sum256(body); !bytes.Equal(sum[:], b[len(body):]) {
		return nil, fmt.Errorf("the checksum is wrong: the file is cut or damaged (%d bytes)", len(b))
	}
	n := int64(binary.LittleEndian.Uint32(b[8:]))
	if n > maxHeader || int64(fixed)+n > int64(len(body)) {
		return nil, fmt.Errorf("a header of %d bytes in a file of %d", n, len(b))
	}
	f := &file{byName: map[string]tensor{}, id: hex.EncodeToString(b[len(body):])}
	if err := json.Unmarshal(body[fixed:fixed+int(n)], &f.header); err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	begin := min((fixed+int(n)+align-1)/align*align, len(body))
	f.data = body[begin:]
	if len(f.Tensors) > maxTensors {
		return nil, fmt.Errorf("header: %d tensors", len(f.Tensors))
	}
	for _, t := range f.Tensors {
		if _, double := f.byName[t.Name]; double {
			return nil, fmt.Errorf("tensor %s: named twice", t.Name)
		}
		if t.Offset < 0 || t.Size < 0 || t.Offset%align != 0 || t.Offset > len(f.data) || t.Size > len(f.data)-t.Offset {
			return nil, fmt.Errorf("tensor %s: bytes %d to %d of %d", t.Name, t.Offset, t.Offset+t.Size, len(f.data))
		}
		f.byName[t.Name] = t
	}
	return f, nil
}

// fail keeps the first problem.
func (f *file) fail(format string, args ...any) {
	if f.problem == nil {
		f.problem = fmt.Errorf(format, args...)
	}
}

// bytes returns the values of a tensor of the given type and shape, nil and a
// problem if it has another.
func (f *file) bytes(name, kind string, width int, shape ...int) []byte {
	t, ok := f.byName[name]
	if !ok {
		f.fail("tensor %s: missing", name)
		return nil
	}
	size := width
	for _, n := range shape {
		size *= n
	}
	same := len(t.Shape) == len(shape)
	for i := 0; same && i < len(shape); i++ {
		same = t.Shape[i] == shape[i]
	}
	if t.Type != kind || !same || t.Size != size {
		f.fail("tensor %s: %s%v of %d bytes, want %s%v of %d", name, t.Type, t.Shape, t.Size, kind, shape, size)
		return nil
	}
	return f.data[t.Offset : t.Offset+t.Size]
}

// text returns the bytes of a text.
func (f *file) text(name string) []byte {
	return f.bytes(name, "text", 1, f.byName[name].Size)
}

// int8s returns integers that share the memory of the file.
func (f *file) int8s(name string, shape ...int) []int8 {
	b := f.bytes(name, "i8", 1, shape...)
	if len(b) == 0 {
		return nil
	}
	return unsafe.Slice((*int8)(unsafe.Pointer(&b[0])), len(b))
}

// largest is what a value of a sound model does not reach. It keeps what is
// computed from them within float32.
const largest = 1e6

// floats returns a copy of the values of a tensor.
func (f *file) floats(name string, shape ...int) []float32 {
	b := f.bytes(name, "f32", 4, shape...)
	x := make([]float32, len(b)/4)
	for i := range x {
		x[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
		if !(x[i] < largest && x[i] > -largest) {
			f.fail("tensor %s: value %d is %v", name, i, x[i])
			break
		}
	}
	return x
}
