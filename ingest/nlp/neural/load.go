package neural

import (
	"bytes"
	"fmt"

	"dateline/ingest/nlp/neural/kernel"
)

// load fills m with the tensors of its file.
func (m *Model) load(t *tensors) error {
	c, l := m.info.Config, m.info.Labels
	text, err := t.bytes("vocab", "text")
	if err != nil {
		return err
	}
	if m.vocab, err = newVocabulary(string(text)); err != nil {
		return err
	}
	in := loader{tensors: t, path: m.path}
	m.phi = in.floats("phi", kernel.PhiSize)
	width := c.Hidden
	if c.Embed > 0 {
		width = c.Embed
		m.embed = in.linear("emb.proj", c.Embed, c.Hidden)
	}
	m.words = bytes.Clone(in.bytes("emb.word", m.vocab.size(), width))
	m.scales = in.floats("emb.word.scale", m.vocab.size())
	m.places = in.floats("emb.pos", positions, c.Hidden)
	m.shapes = in.floats("emb.shape", shapes, c.Hidden)
	m.first = in.norm("emb.ln", c.Hidden)
	for k := range c.Layers {
		name := fmt.Sprintf("layer.%d.", k)
		m.layers = append(m.layers, layer{
			qkv:      in.linear(name+"qkv", c.Hidden, 3*c.Hidden),
			out:      in.linear(name+"o", c.Hidden, c.Hidden),
			up:       in.linear(name+"ffn1", c.Hidden, c.FFN),
			down:     in.linear(name+"ffn2", c.FFN, c.Hidden),
			attended: in.norm(name+"ln1", c.Hidden),
			fed:      in.norm(name+"ln2", c.Hidden),
		})
		if in.err != nil {
			return in.err
		}
	}
	m.heads = heads{
		upos:         in.linear("head.upos", c.Hidden, len(l.UPOS)),
		xpos:         in.linear("head.xpos", c.Hidden, len(l.XPOS)),
		feats:        in.linear("head.feats", c.Hidden, len(l.Feats)),
		ner:          in.linear("head.ner", c.Hidden, len(l.NER)),
		dependent:    in.linear("head.arcd", c.Hidden, c.Arc),
		head:         in.linear("head.arch", c.Hidden, c.Arc),
		relDependent: in.linear("head.reld", c.Hidden, c.Rel),
		relHead:      in.linear("head.relh", c.Hidden, c.Rel),
		rel:          in.linear("head.rel", c.Rel, len(l.Rels)),
	}
	// The last output is no part of the product with the dependent.
	m.heads.arc = in.part("head.arcu", c.Arc, c.Arc+1, 0, c.Arc)
	m.heads.bias = in.part("head.arcu", c.Arc, c.Arc+1, c.Arc, c.Arc+1)
	return in.err
}

// loader packs tensors; it keeps the first error and gives nothing after it.
type loader struct {
	*tensors
	path kernel.Path
	err  error
}

func (in *loader) bytes(name string, shape ...int) []byte {
	if in.err != nil {
		return nil
	}
	b, err := in.tensors.bytes(name, "i8", shape...)
	in.err = err
	return b
}

func (in *loader) floats(name string, shape ...int) []float32 {
	if in.err != nil {
		return nil
	}
	f, err := in.tensors.floats(name, shape...)
	in.err = err
	return f
}

func (in *loader) norm(name string, width int) layerNorm {
	return layerNorm{in.floats(name+".g", width), in.floats(name+".b", width)}
}

func (in *loader) linear(name string, from, to int) *kernel.Weights {
	return in.part(name, from, to, 0, to)
}

// part packs the outputs [first, last) of a linear layer.
func (in *loader) part(name string, from, to, first, last int) *kernel.Weights {
	b := in.bytes(name+".w", to, from)
	scale, bias := in.floats(name+".s", to), in.floats(name+".b", to)
	if in.err != nil {
		return nil
	}
	b = b[first*from : last*from]
	w := make([]int8, len(b))
	for i, v := range b {
		w[i] = int8(v)
	}
	return kernel.Pack(in.path, w, from, last-first, scale[first:last], bias[first:last])
}
