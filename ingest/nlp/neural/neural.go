// Package neural reads sentences with a small transformer: one pass gives
// tags, trees and name labels.
//
// In: tokens and sentences. Out: Token.POS, Token.Tag, Token.Feats,
// Token.Head, Token.Rel and Document.NameLabels. An encoder in the style of
// BERT (Devlin et al. 2019, layer norm after each part) over word pieces, with
// 8-bit weights; linear heads on the first piece of each word; a biaffine
// parser (Dozat and Manning 2017) with a maximum spanning tree.
//
// The arithmetic is defined to the bit (see kernel), so that a document reads
// the same on every machine; what decides is compared in integers or is the
// lower of equals. docs/decisions and train/ say how models are made.
package neural

import (
	"sync"

	"dateline/ingest/nlp"
	"dateline/ingest/nlp/neural/kernel"
)

// A Model is a loaded model file. It is read-only and safe for concurrent
// use.
type Model struct {
	info   header
	sum    string
	path   kernel.Path
	vocab  vocabulary
	phi    []float32
	words  []byte          // [vocabulary][embed or hidden] int8
	scales []float32       // per piece
	embed  *kernel.Weights // nil without a factor
	places []float32       // [positions][hidden]
	shapes []float32       // [shapes][hidden]
	first  layerNorm
	layers []layer
	heads  heads
	root   int // the label "root"

	scratch sync.Pool
}

type layerNorm struct{ gamma, beta []float32 }

type layer struct {
	qkv, out, up, down *kernel.Weights
	attended, fed      layerNorm
}

type heads struct {
	upos, xpos, feats, ner *kernel.Weights
	dependent, head        *kernel.Weights // of an arc
	arc, bias              *kernel.Weights // the biaffine form and what it adds for each head
	relDependent, relHead  *kernel.Weights
	rel                    *kernel.Weights
}

// Checksum returns the SHA-256 that ends the model file, in hexadecimal
// digits.
func (m *Model) Checksum() string { return m.sum }

// Name returns how the file calls itself.
func (m *Model) Name() string { return m.info.Name }

// Step returns the model as a step of a pipeline.
func (m *Model) Step() nlp.Step {
	return nlp.Step{Name: "neural", Needs: nlp.Tokens | nlp.Sentences, Gives: nlp.Tags | nlp.Trees | nlp.NameTags, Run: m.run}
}

func (m *Model) run(d *nlp.Document) {
	s := m.scratch.Get().(*scratch)
	s.document(m, d)
	m.scratch.Put(s)
}
