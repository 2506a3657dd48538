package neural

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"dateline/ingest/nlp/neural/kernel"
)

// builder writes a model file.
type builder struct {
	header header
	data   []byte
	random *rand.Rand
}

func (b *builder) add(name, kind string, raw []byte, shape ...int) {
	for len(b.data)%align != 0 {
		b.data = append(b.data, 0)
	}
	b.header.Tensors = append(b.header.Tensors, tensor{name, kind, shape, len(b.data), len(raw)})
	b.data = append(b.data, raw...)
}

func (b *builder) floats(name string, mean, spread float64, shape ...int) {
	n := 1
	for _, s := range shape {
		n *= s
	}
	var raw []byte
	for range n {
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(float32(mean+spread*b.random.NormFloat64())))
	}
	b.add(name, "f32", raw, shape...)
}

func (b *builder) int8s(name string, shape ...int) {
	raw := make([]byte, shape[0]*shape[1])
	for i := range raw {
		raw[i] = byte(int8(max(min(30*b.random.NormFloat64(), 127), -127)))
	}
	b.add(name, "i8", raw, shape...)
}

func (b *builder) linear(name string, out, in int) {
	b.int8s(name+".w", out, in)
	b.floats(name+".s", 1/(30*math.Sqrt(float64(in))), 0, out)
	b.floats(name+".b", 0, 0.1, out)
}

func (b *builder) bytes() []byte {
	head, err := json.Marshal(b.header)
	if err != nil {
		panic(err)
	}
	out := append([]byte(magic), 1, 0, 0, 0)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(head)))
	out = append(out, head...)
	for len(out)%align != 0 {
		out = append(out, 0)
	}
	out = append(out, b.data...)
	sum := sha256.Sum256(out)
	return append(out, sum[:]...)
}

// trueSize is the sizes of the models that are trained.
func trueSize(layers, embed int) config {
	return config{Layers: layers, Hidden: 384, Heads: 12, FFN: 1536, Embed: embed, Positions: positions, Arc: 256, Rel: 256}
}

// randomModel returns a model file of random weights; a vocabulary of about
// vocab pieces that spells every word of lower-case letters and digits.
func randomModel(c config, vocab int) []byte {
	b := &builder{random: rand.New(rand.NewPCG(21, 22))}
	b.header.Name, b.header.Licence, b.header.Sources = "random", "none", []string{"random numbers"}
	b.header.Config = c
	name := func(prefix string, n int) []string {
		var all []string
		for i := range n {
			all = append(all, fmt.Sprintf("%s%d", prefix, i))
		}
		return all
	}
	ner := []string{"O"}
	for _, class := range []string{"PER", "ORG", "LOC", "EVENT", "PRODUCT"} {
		for _, p := range "BILU" {
			ner = append(ner, string(p)+"-"+class)
		}
	}
	b.header.Labels = labels{UPOS: name("U", 17), XPOS: name("X", 50), Feats: append([]string{""}, name("F=", 200)...),
		NER: ner, Rels: append(name("r", 49), rootRel)}
	pieces := []string{"[UNK]", "[CLS]", "[SEP]"}
	for r := rune(33); r < 127; r++ {
		if r < 'A' || r > 'Z' {
			pieces = append(pieces, string(r), "##"+string(r))
		}
	}
	seen := map[string]bool{}
	for _, s := range wordsOf(news) {
		if !seen[s] && len(s) > 1 {
			seen[s] = true
			pieces = append(pieces, s)
		}
	}
	for len(pieces) < vocab {
		var p strings.Builder
		for range 2 + b.random.IntN(6) {
			p.WriteByte("eeettaaooiinnsshrrdlcumwfgypbvkxjqz"[b.random.IntN(35)])
		}
		s := p.String()
		if b.random.IntN(5) == 0 {
			s = "##" + s
		}
		if !seen[s] {
			seen[s] = true
			pieces = append(pieces, s)
		}
	}
	text := strings.Join(pieces, "\n")
	b.add("vocab", "text", []byte(text), len(text))
	var phi []byte
	for i := range kernel.PhiSize {
		phi = binary.LittleEndian.AppendUint32(phi, math.Float32bits(float32(0.5*math.Erfc(-(float64(i)-1024)/128/math.Sqrt2))))
	}
	b.add("phi", "f32", phi, kernel.PhiSize)
	width := c.Hidden
	if c.Embed > 0 {
		width = c.Embed
		b.linear("emb.proj", c.Hidden, width)
	}
	b.int8s("emb.word", len(pieces), width)
	b.floats("emb.word.scale", 0.03, 0, len(pieces))
	b.floats("emb.pos", 0, 0.2, positions, c.Hidden)
	b.floats("emb.shape", 0, 0.2, shapeCount, c.Hidden)
	norm := func(name string) {
		b.floats(name+".g", 1, 0.1, c.Hidden)
		b.floats(name+".b", 0, 0.1, c.Hidden)
	}
	norm("emb.ln")
	for i := range c.Layers {
		p := fmt.Sprintf("layer.%d.", i)
		b.linear(p+"qkv", 3*c.Hidden, c.Hidden)
		b.linear(p+"o", c.Hidden, c.Hidden)
		b.linear(p+"ffn1", c.FFN, c.Hidden)
		b.linear(p+"ffn2", c.Hidden, c.FFN)
		norm(p + "ln1")
		norm(p + "ln2")
	}
	l := b.header.Labels
	for _, h := range []struct {
		name    string
		out, in int
	}{
		{"upos", len(l.UPOS), c.Hidden}, {"xpos", len(l.XPOS), c.Hidden}, {"feats", len(l.Feats), c.Hidden}, {"ner", len(l.NER), c.Hidden},
		{"arcd", c.Arc, c.Hidden}, {"arch", c.Arc, c.Hidden}, {"arcu", c.Arc + 1, c.Arc},
		{"reld", c.Rel, c.Hidden}, {"relh", c.Rel, c.Hidden}, {"rel", len(l.Rels), c.Rel},
	} {
		b.linear("head."+h.name, h.out, h.in)
	}
	return b.bytes()
}

func randomReader(t testing.TB, c config, vocab int, p kernel.Path) *Reader {
	t.Helper()
	m, err := OpenFor(p, randomModel(c, vocab))
	if err != nil {
		t.Fatal(err)
	}
	return NewReader(m)
}
