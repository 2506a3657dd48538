// Package neuraltest makes models of random numbers, for tests and
// benchmarks of what reads with a neural model.
//
// In: the size of a model. Out: a model file. What such a model says is
// nonsense, but it says it as fast as a real one, and always the same.
package neuraltest

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
)

// A Size is what is free in the shape of a model.
type Size struct {
	Layers, Heads, FFN int
	Embed              int // rank of the embeddings; 0: no factor
	Arc, Rel           int
	Pieces             int // of the vocabulary; at least those of single letters are there
}

// The sizes of the models in use, and one for tests.
var (
	Tiny = Size{Layers: 2, Heads: 2, FFN: 128, Embed: 32, Arc: 32, Rel: 32}
	Real = Size{Layers: 2, Heads: 12, FFN: 1536, Embed: 128, Arc: 256, Rel: 256, Pieces: 30522}
)

// A File is a model file in parts, to be changed before it is written.
type File struct {
	Header  map[string]any
	Tensors []Tensor
}

// A Tensor is a tensor of a File with its bytes.
type Tensor struct {
	Name   string `json:"name"`
	Type   string `json:"type"`
	Shape  []int  `json:"shape"`
	Offset int    `json:"offset"`
	Size   int    `json:"size"`
	data   []byte
}

const headSize, positions, shapes, phiSize = 32, 256, 26, 2048

// Random returns a model of a size.
func Random(s Size) *File {
	hidden, width := s.Heads*headSize, s.Embed
	if width == 0 {
		width = hidden
	}
	labels := map[string][]string{
		"upos":  strings.Fields("NOUN VERB PROPN PUNCT ADP DET PRON ADJ ADV AUX NUM CCONJ SCONJ PART INTJ SYM X"),
		"xpos":  strings.Fields("NN NNS NNP NNPS VB VBD VBG VBN VBP VBZ IN DT PRP PRP$ JJ RB CD CC TO . ,"),
		"feats": {"", "Number=Sing", "Number=Plur", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", "Definite=Def|PronType=Art"},
		"ner":   {"O"},
		"rels":  strings.Fields("nsubj obj root obl nmod det case punct amod advmod conj cc mark aux nmod:poss compound"),
	}
	for _, class := range []string{"PER", "ORG", "LOC", "EVENT", "PRODUCT"} {
		for _, part := range []string{"B", "I", "L", "U"} {
			labels["ner"] = append(labels["ner"], part+"-"+class)
		}
	}
	vocabulary := pieces(s.Pieces)
	text := []byte(strings.Join(vocabulary, "\n"))
	f := &File{Header: map[string]any{
		"name": "random", "licence": "none", "sources": []string{"random numbers"}, "labels": labels,
		"config": map[string]int{"layers": s.Layers, "hidden": hidden, "heads": s.Heads, "ffn": s.FFN, "embed": s.Embed,
			"positions": positions, "arc": s.Arc, "rel": s.Rel},
	}}
	m := maker{f, rand.New(rand.NewPCG(7, 11))}
	f.add("vocab", "text", text, len(text))
	m.phi()
	m.bytes("emb.word", len(vocabulary), width)
	m.floats("emb.word.scale", 0.01, 0.002, len(vocabulary))
	if s.Embed > 0 {
		m.linear("emb.proj", s.Embed, hidden)
	}
	m.floats("emb.pos", 0, 0.2, positions, hidden)
	m.floats("emb.shape", 0, 0.3, shapes, hidden)
	m.norm("emb.ln", hidden)
	for k := range s.Layers {
		l := fmt.Sprintf("layer.%d.", k)
		m.linear(l+"qkv", hidden, 3*hidden)
		m.linear(l+"o", hidden, hidden)
		m.linear(l+"ffn1", hidden, s.FFN)
		m.linear(l+"ffn2", s.FFN, hidden)
		m.norm(l+"ln1", hidden)
		m.norm(l+"ln2", hidden)
	}
	for _, name := range []string{"upos", "xpos", "feats", "ner"} {
		m.linear("head."+name, hidden, len(labels[name]))
	}
	m.linear("head.arcd", hidden, s.Arc)
	m.linear("head.arch", hidden, s.Arc)
	m.linear("head.arcu", s.Arc, s.Arc+1)
	m.linear("head.reld", hidden, s.Rel)
	m.linear("head.relh", hidden, s.Rel)
	m.linear("head.rel", s.Rel, len(labels["rels"]))
	return f
}

// pieces returns a vocabulary of at least n pieces: the characters of ASCII,
// alone and inside a word, then short runs of small letters.
func pieces(n int) []string {
	list := []string{"[UNK]", "[CLS]", "[SEP]"}
	for c := '!'; c <= '~'; c++ {
		if 'A' <= c && c <= 'Z' {
			continue
		}
		list = append(list, string(c))
		if 'a' <= c && c <= 'z' || '0' <= c && c <= '9' {
			list = append(list, "##"+string(c))
		}
	}
	// The words that are frequent stay whole, as they do in a real one.
	list = append(list, strings.Fields("the of and to in for that on is with said was by it as at from he his be has have will an its who are not after but they this were had been their would")...)
	seen := map[string]bool{}
	for _, p := range list {
		seen[p] = true
	}
	random := rand.New(rand.NewPCG(2, 3))
	for len(list) < n {
		b := make([]byte, 2+random.IntN(4))
		for i := range b {
			b[i] = "eeeetttaaaooiinnsshhrrddllcumwfgypbvkjxqz"[random.IntN(41)]
		}
		p := string(b)
		if random.IntN(3) == 0 {
			p = "##" + p
		}
		if !seen[p] {
			seen[p] = true
			list = append(list, p)
		}
	}
	return list
}

type maker struct {
	*File
	random *rand.Rand
}

func (m maker) phi() {
	b := make([]byte, 0, 4*phiSize)
	for i := range phiSize {
		v := float32(0.5 * (1 + math.Erf(float64(i-phiSize/2)/128/math.Sqrt2)))
		switch i {
		case 0:
			v = 0
		case phiSize - 1:
			v = 1
		}
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	m.add("phi", "f32", b, phiSize)
}

func (m maker) bytes(name string, shape ...int) {
	b := make([]byte, product(shape))
	for i := range b {
		b[i] = byte(int8(m.random.IntN(255) - 127))
	}
	m.add(name, "i8", b, shape...)
}

func (m maker) floats(name string, mean, spread float64, shape ...int) {
	b := make([]byte, 0, 4*product(shape))
	for range product(shape) {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(float32(mean+spread*m.random.NormFloat64())))
	}
	m.add(name, "f32", b, shape...)
}

// linear makes a layer that keeps the spread of what goes through it.
func (m maker) linear(name string, from, to int) {
	m.bytes(name+".w", to, from)
	m.floats(name+".s", 1/(73*math.Sqrt(float64(from))), 0.0001/math.Sqrt(float64(from)), to)
	m.floats(name+".b", 0, 0.1, to)
}

func (m maker) norm(name string, width int) {
	m.floats(name+".g", 1, 0.1, width)
	m.floats(name+".b", 0, 0.1, width)
}

func product(shape []int) int {
	n := 1
	for _, x := range shape {
		n *= x
	}
	return n
}

func (f *File) add(name, kind string, b []byte, shape ...int) {
	f.Tensors = append(f.Tensors, Tensor{Name: name, Type: kind, Shape: shape, Size: len(b), data: b})
}

// Bytes returns the model as a file.
func (f *File) Bytes() []byte {
	var data []byte
	for i := range f.Tensors {
		t := &f.Tensors[i]
		data = append(data, make([]byte, -len(data)&63)...)
		t.Offset = len(data)
		data = append(data, t.data...)
	}
	f.Header["tensors"] = f.Tensors
	header, err := json.Marshal(f.Header)
	if err != nil {
		panic(err) // a map of strings and numbers
	}
	return Seal(append(Open(header), data...))
}

// Open returns the beginning of a file, up to its data.
func Open(header []byte) []byte {
	b := binary.LittleEndian.AppendUint32([]byte("DLNN"), 1)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(header)))
	b = append(b, header...)
	return append(b, make([]byte, -len(b)&63)...)
}

// Seal returns a file with its checksum.
func Seal(body []byte) []byte {
	sum := sha256.Sum256(body)
	return append(body, sum[:]...)
}

// Resize cuts the bytes of a tensor, not its shape.
func (t *Tensor) Resize(n int) { t.data, t.Size = t.data[:n], n }

// Put overwrites four bytes of a tensor.
func (t *Tensor) Put(at int, bits uint32) { binary.LittleEndian.PutUint32(t.data[at:], bits) }
