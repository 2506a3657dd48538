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
	blockState = 160
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
	return x.f
}

// nodeFeatures are of a word with its children.
func (s *search) nodeFeatures(f []uint64, n *node) []uint64 {
	x := feats{f, blockNode}
	w := &s.words[n.word]
	l1, l2, r1, r2 := s.child(n.l1), s.child(n.l2), s.child(n.r1), s.child(n.r2)
	nl, nr := uint64(min(n.nl, 5)), uint64(min(n.nr, 5))
	x.two(w.w, w.t)
	x.one(w.w)
	x.one(w.t)
	x.two(w.l, w.f)
	x.two(w.w, nl)
	x.two(w.t, nl)
	x.two(w.w, nr)
	x.two(w.t, nr)
	x.tri(w.t, nl, nr)
	x.one(l1.w)
	x.one(l1.t)
	x.one(r1.w)
	x.one(r1.t)
	x.one(l2.t)
	x.one(r2.t)
	x.tri(w.t, l1.t, l2.t)
	x.tri(w.t, r1.t, r2.t)
	x.tri(w.t, l1.t, r1.t)
	x.two(w.w, l1.p)
	x.two(w.w, r1.p)
	x.two(w.t, l1.w)
	x.two(w.t, r1.w)
	return x.f
}

func (s *search) child(n int32) *word {
	if n < 0 {
		return &s.words[s.n+1]
	}
	return &s.words[s.nodes[n].word]
}

// stateFeatures are of more than two words, or of children and other words.
func (s *search) stateFeatures(f []uint64, st *state) []uint64 {
	x := feats{f, blockState}
	n0 := &s.nodes[st.top]
	none := &node{word: s.none(), below: -1, l1: -1, l2: -1, r1: -1, r2: -1}
	n1, n2 := none, none
	if n0.below >= 0 {
		n1 = &s.nodes[n0.below]
		if n1.below >= 0 {
			n2 = &s.nodes[n1.below]
		}
	}
	s0, s1, s2 := &s.words[n0.word], &s.words[n1.word], &s.words[n2.word]
	b0, b1 := s.near(st.next), s.near(st.next+1)
	bl1, bl2 := s.child(st.l1), s.child(st.l2)
	nl := uint64(min(st.nl, 5))

	x.two(b0.w, nl)
	x.two(b0.t, nl)
	x.one(bl1.w)
	x.one(bl1.t)
	x.one(bl2.t)
	x.tri(b0.t, bl1.t, bl2.t)
	x.two(b0.t, bl1.w)

	x.tri(s1.t, s0.t, b0.t)
	x.tri(s1.w, s0.t, b0.t)
	x.tri(s1.t, s0.w, b0.t)
	x.tri(s1.t, s0.t, b0.w)
	x.tri(s1.w, s0.w, b0.p)
	x.tri(s1.p, s0.w, b0.w)
	x.tri(s1.w, s0.p, b0.w)
	x.four(s1.t, s0.t, b0.t, b1.t)
	x.tri(s2.t, s1.t, s0.t)
	x.four(s2.t, s1.t, s0.t, b0.t)
	x.four(s2.w, s1.p, s0.p, b0.p)
	x.two(s2.w, s0.p)
	x.two(s2.t, s0.w)

	x.tri(s0.t, s.child(n0.l1).t, b0.t)
	x.tri(s0.t, s.child(n0.r1).t, b0.t)
	x.tri(s0.t, b0.t, bl1.t)
	x.tri(s0.t, b0.t, bl2.t)
	x.tri(s0.w, b0.p, bl1.p)
	x.tri(s0.p, b0.w, bl1.p)
	x.tri(s0.t, uint64(min(n0.nr, 5)), b0.t)
	x.tri(s0.t, uint64(min(n0.nl, 5)), b0.t)
	x.tri(s0.t, nl, b0.t)

	x.tri(s1.t, s.child(n1.r1).t, s0.t)
	x.tri(s1.t, s.child(n1.l1).t, s0.t)
	x.tri(s1.t, s.child(n1.r2).t, s0.t)
	x.tri(s1.t, s0.t, s.child(n0.l1).t)
	x.tri(s1.t, s0.t, s.child(n0.l2).t)
	x.tri(s1.t, s0.t, s.child(n0.r1).t)
	x.tri(s1.w, s0.p, s.child(n0.l1).w)
	x.tri(s1.p, s0.w, s.child(n0.l1).w)
	x.tri(s1.t, uint64(min(n1.nr, 5)), s0.t)
	x.tri(s1.w, uint64(min(n1.nr, 5)), s0.p)
	x.tri(s1.t, s.child(n1.r1).w, s0.t)
	x.four(s1.t, s.child(n1.r1).t, s0.t, s.child(n0.l1).t)
	x.four(s1.p, s.child(n1.r1).p, s.child(n1.r2).p, s0.p)
	return x.f
}

// sums returns the scores of the transitions of a state.
func (s *search) sums(number int32) [4]int32 {
	st := &s.states[number]
	if st.hasScore {
		return st.sum
	}
	n0 := &s.nodes[st.top]
	b := st.next
	size := int32(s.n + 1)

	front := &s.front[b]
	if front.age != s.age {
		s.f = s.frontFeatures(s.f[:0], b)
		*front = memo{s.age, s.scorer.Four(s.f)}
	}
	top := &s.top[n0.word*size+b]
	if top.age != s.age {
		s.f = s.pairFeatures(s.f[:0], blockTop, n0.word, b)
		*top = memo{s.age, s.scorer.Four(s.f)}
	}
	if !n0.known {
		s.f = s.nodeFeatures(s.f[:0], n0)
		n0.sum, n0.known = s.scorer.Four(s.f), true
	}
	s.f = s.stateFeatures(s.f[:0], st)
	sum := s.scorer.Four(s.f)
	for a := range sum {
		sum[a] += front.sum[a] + top.sum[a] + n0.sum[a]
	}
	if n0.below >= 0 {
		under := s.nodes[n0.below].word
		far := &s.far[under*size+n0.word]
		if far.age != s.age {
			s.f = s.pairFeatures(s.f[:0], blockFar, under, n0.word)
			*far = memo{s.age, s.scorer.Four(s.f)}
		}
		for a := range sum {
			sum[a] += far.sum[a]
		}
	}
	st.sum, st.hasScore = sum, true
	return sum
}

// all returns every feature of a state, as sums adds them.
func (s *search) all(f []uint64, number int32) []uint64 {
	st := &s.states[number]
	n0 := &s.nodes[st.top]
	f = s.frontFeatures(f, st.next)
	f = s.pairFeatures(f, blockTop, n0.word, st.next)
	f = s.nodeFeatures(f, n0)
	f = s.stateFeatures(f, st)
	if n0.below >= 0 {
		f = s.pairFeatures(f, blockFar, s.nodes[n0.below].word, n0.word)
	}
	return f
}
