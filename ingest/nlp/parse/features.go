package parse

import "dateline/ingest/nlp"

// feats collects hashed features. Each template has a number.
type feats struct {
	f []uint64
	n uint64
}

func (x *feats) one(a uint64)    { x.n++; x.f = append(x.f, nlp.Mix(x.n<<54, a)) }
func (x *feats) two(a, b uint64) { x.n++; x.f = append(x.f, nlp.Mix(nlp.Mix(x.n<<54, a), b)) }
func (x *feats) tri(a, b, c uint64) {
	x.n++
	x.f = append(x.f, nlp.Mix(nlp.Mix(nlp.Mix(x.n<<54, a), b), c))
}
func (x *feats) four(a, b, c, d uint64) {
	x.n++
	x.f = append(x.f, nlp.Mix(nlp.Mix(nlp.Mix(nlp.Mix(x.n<<54, a), b), c), d))
}

// Blocks of template numbers, one for each group of features.
const (
	blockFront = 0
	blockTop   = 40
	blockFar   = 80
	blockNode  = 120
	blockNext  = 160
	blockWords = 167
	blockJoin  = 180
	blockStack = 189
	blockClass = 204
)

// frontFeatures are of the next word and those after it.
func (s *sentence) frontFeatures(f []uint64, b int32) []uint64 {
	x := feats{f, blockFront}
	b0, b1, b2, b3 := s.near(b), s.near(b+1), s.near(b+2), s.near(b+3)
	x.two(b0.w, b0.t)
	x.one(b0.w)
	x.one(b0.t)
	x.two(b1.w, b1.t)
	x.one(b1.w)
	x.one(b1.t)
	x.two(b2.w, b2.t)
	x.one(b2.w)
	x.one(b2.t)
	x.two(b0.t, b1.t)
	x.tri(b0.t, b1.t, b2.t)
	x.two(b0.w, b1.t)
	x.two(b0.t, b1.w)
	x.two(b0.w, b1.w)
	x.four(b0.p, b1.p, b2.p, b3.p)
	x.two(b0.f, b1.p)
	return x.f
}

// pairFeatures are of two words, a before b, one of which may head the
// other.
func (s *sentence) pairFeatures(f []uint64, block uint64, a, b int32) []uint64 {
	x := feats{f, block}
	wa, wb := &s.words[a], &s.words[b]
	if b == int32(s.n) {
		wb = &s.words[s.n+1]
	}
	d, between := distance(a, b), s.between(a, b)
	if a == s.root() {
		d, between = 9, 0
	}
	x.four(wa.w, wa.t, wb.w, wb.t)
	x.tri(wa.w, wa.t, wb.w)
	x.tri(wa.w, wb.w, wb.t)
	x.tri(wa.w, wa.t, wb.t)
	x.tri(wa.t, wb.w, wb.t)
	x.two(wa.w, wb.w)
	x.two(wa.t, wb.t)
	x.two(wa.w, wb.p)
	x.two(wa.p, wb.w)
	x.two(wa.l, wb.l)
	x.two(wa.f, wb.f)
	x.two(wa.w, d)
	x.two(wa.t, d)
	x.two(wb.w, d)
	x.two(wb.t, d)
	x.tri(wa.t, wb.t, d)
	x.tri(wa.w, wb.w, d)
	x.tri(wa.p, wb.p, between)
	x.tri(wa.t, wb.t, between)
	x.tri(wa.w, wb.p, between)
	x.tri(wa.p, wb.w, between)
	x.one(between)
	a0, a1 := s.near(a-1), s.near(a+1)
	b0, b1 := s.near(b-1), s.near(b+1)
	if a == s.root() {
		a0, a1 = s.near(-1), s.near(-1)
	}
	x.four(wa.t, a1.t, b0.t, wb.t)
	x.four(a0.t, wa.t, wb.t, b1.t)
	x.four(wa.t, a1.t, wb.t, b1.t)
	x.four(a0.t, wa.t, b0.t, wb.t)
	x.tri(wa.t, a1.t, wb.t)
	x.tri(wa.t, b0.t, wb.t)
	x.tri(wa.w, wb.t, b1.t)
	x.tri(wa.t, wb.w, b1.t)
	x.two(wa.k, wb.k)
	x.tri(wa.k, wb.k, d)
	x.two(wa.l, wb.k)
	x.two(wa.k, wb.l)
	x.tri(wa.k, wb.t, d)
	x.tri(wa.t, wb.k, d)
	x.four(wa.c, wa.t, wb.c, wb.t)
	return x.f
}
