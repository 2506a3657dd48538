package parse

import "dateline/ingest/nlp"

// The score of a transition is a sum over six groups of features. A group
// looks at few things, and the states of a beam share most of them, so each
// group keeps its sums under a key of what it looks at.

// cache keeps sums under 64-bit keys; a newer key may drive out an older one.
type cache struct {
	slots [512]struct {
		key uint64
		age uint32
		sum [4]int32
	}
}

// get returns the sum of the key, and whether it is there; if not, the
// caller fills it.
func (c *cache) get(key uint64, age uint32) (*[4]int32, bool) {
	e := &c.slots[key>>55]
	if e.key == key && e.age == age {
		return &e.sum, true
	}
	e.key, e.age = key, age
	return &e.sum, false
}

// The things that groups look at, as numbers of words.
type look struct {
	s2, s1, s0, next       int32
	l1, l2, nl             int32 // children of next
	s0l1, s0l2, s0r1, s0r2 int32
	s1l1, s1r1, s1r2       int32
	s0nl, s0nr, s1nr       int32
}

func (s *search) look(st *state) look {
	n0 := &s.nodes[st.top]
	v := look{
		s2: s.none(), s1: s.none(), s0: n0.word, next: st.next,
		l1: s.word(st.l1), l2: s.word(st.l2), nl: min(st.nl, 5),
		s0l1: s.word(n0.l1), s0l2: s.word(n0.l2), s0r1: s.word(n0.r1), s0r2: s.word(n0.r2),
		s0nl: min(n0.nl, 5), s0nr: min(n0.nr, 5),
		s1l1: s.none(), s1r1: s.none(), s1r2: s.none(),
	}
	if n0.below >= 0 {
		n1 := &s.nodes[n0.below]
		v.s1, v.s1l1, v.s1r1, v.s1r2, v.s1nr = n1.word, s.word(n1.l1), s.word(n1.r1), s.word(n1.r2), min(n1.nr, 5)
		if n1.below >= 0 {
			v.s2 = s.nodes[n1.below].word
		}
	}
	return v
}

// word returns the word of a node, none for -1.
func (s *search) word(n int32) int32 {
	if n < 0 {
		return s.none()
	}
	return s.nodes[n].word
}

func key(group uint64, a, b, c, d int32) uint64 {
	return nlp.Mix(group, uint64(a)|uint64(b)<<16|uint64(c)<<32|uint64(d)<<48)
}

func (v *look) nodeKey() uint64 {
	return nlp.Mix(key(1, v.s0, v.s0l1, v.s0l2, v.s0r1), uint64(v.s0r2)|uint64(v.s0nl)<<16|uint64(v.s0nr)<<32)
}
func (v *look) nextKey() uint64  { return key(2, v.next, v.l1, v.l2, v.nl) }
func (v *look) wordsKey() uint64 { return key(3, v.s2, v.s1, v.s0, v.next) }
func (v *look) joinKey() uint64 {
	return nlp.Mix(key(4, v.s0, v.next, v.s0l1, v.s0r1), uint64(v.l1)|uint64(v.l2)<<16|uint64(v.s0nl)<<32|uint64(v.s0nr)<<40|uint64(v.nl)<<48)
}
func (v *look) stackKey() uint64 {
	return nlp.Mix(nlp.Mix(key(5, v.s1, v.s0, v.s1l1, v.s1r1), uint64(v.s1r2)|uint64(v.s0l1)<<16|uint64(v.s0l2)<<32|uint64(v.s0r1)<<48), uint64(v.s1nr))
}

// nodeFeatures are of the top of the stack with its children.
func (s *sentence) nodeFeatures(f []uint64, v *look) []uint64 {
	x := feats{f, blockNode}
	w := &s.words[v.s0]
	l1, l2, r1, r2 := &s.words[v.s0l1], &s.words[v.s0l2], &s.words[v.s0r1], &s.words[v.s0r2]
	nl, nr := uint64(v.s0nl), uint64(v.s0nr)
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
	x.two(w.k, nl)
	x.two(w.k, nr)
	x.two(w.k, l1.k)
	x.two(w.k, r1.k)
	return x.f
}

// nextFeatures are of the next word with its left children.
func (s *sentence) nextFeatures(f []uint64, v *look) []uint64 {
	x := feats{f, blockNext}
	b0, l1, l2, nl := s.near(v.next), &s.words[v.l1], &s.words[v.l2], uint64(v.nl)
	x.two(b0.w, nl)
	x.two(b0.t, nl)
	x.one(l1.w)
	x.one(l1.t)
	x.one(l2.t)
	x.tri(b0.t, l1.t, l2.t)
	x.two(b0.t, l1.w)
	return x.f
}

// wordsFeatures are of the three words on top of the stack and the next.
func (s *sentence) wordsFeatures(f []uint64, v *look) []uint64 {
	x := feats{f, blockWords}
	s0, s1, s2 := &s.words[v.s0], &s.words[v.s1], &s.words[v.s2]
	b0, b1 := s.near(v.next), s.near(v.next+1)
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
	x.n = blockClass
	x.tri(s1.c, s0.c, b0.c)
	x.tri(s1.k, s0.p, b0.k)
	x.tri(s1.p, s0.k, b0.k)
	return x.f
}

// joinFeatures are of the top of the stack and the next word, both with
// children.
func (s *sentence) joinFeatures(f []uint64, v *look) []uint64 {
	x := feats{f, blockJoin}
	s0, b0 := &s.words[v.s0], s.near(v.next)
	l1, l2 := &s.words[v.l1], &s.words[v.l2]
	x.tri(s0.t, s.words[v.s0l1].t, b0.t)
	x.tri(s0.t, s.words[v.s0r1].t, b0.t)
	x.tri(s0.t, b0.t, l1.t)
	x.tri(s0.t, b0.t, l2.t)
	x.tri(s0.w, b0.p, l1.p)
	x.tri(s0.p, b0.w, l1.p)
	x.tri(s0.t, uint64(v.s0nr), b0.t)
	x.tri(s0.t, uint64(v.s0nl), b0.t)
	x.tri(s0.t, uint64(v.nl), b0.t)
	return x.f
}

// stackFeatures are of the two words on top of the stack with children.
func (s *sentence) stackFeatures(f []uint64, v *look) []uint64 {
	x := feats{f, blockStack}
	s0, s1 := &s.words[v.s0], &s.words[v.s1]
	s0l1, s1r1, nr := &s.words[v.s0l1], &s.words[v.s1r1], uint64(v.s1nr)
	x.tri(s1.t, s1r1.t, s0.t)
	x.tri(s1.t, s.words[v.s1l1].t, s0.t)
	x.tri(s1.t, s.words[v.s1r2].t, s0.t)
	x.tri(s1.t, s0.t, s0l1.t)
	x.tri(s1.t, s0.t, s.words[v.s0l2].t)
	x.tri(s1.t, s0.t, s.words[v.s0r1].t)
	x.tri(s1.w, s0.p, s0l1.w)
	x.tri(s1.p, s0.w, s0l1.w)
	x.tri(s1.t, nr, s0.t)
	x.tri(s1.w, nr, s0.p)
	x.tri(s1.t, s1r1.w, s0.t)
	x.four(s1.t, s1r1.t, s0.t, s0l1.t)
	x.four(s1.p, s1r1.p, s.words[v.s1r2].p, s0.p)
	x.tri(s1.l, s0l1.w, s0.k)
	x.tri(s1.k, s0l1.w, s0.k)
	return x.f
}

// sums returns the scores of the transitions of a state.
func (s *search) sums(number int32) [4]int32 {
	st := &s.states[number]
	if st.known {
		return st.sum
	}
	v := s.look(st)
	size := int32(s.n + 1)
	var sum [4]int32
	plus := func(more *[4]int32) {
		for a := range sum {
			sum[a] += more[a]
		}
	}
	front := &s.front[v.next]
	if front.age != s.age {
		s.f = s.frontFeatures(s.f[:0], v.next)
		*front = memo{s.age, s.scorer.Four(s.f)}
	}
	plus(&front.sum)
	top := &s.top[v.s0*size+v.next]
	if top.age != s.age {
		s.f = s.pairFeatures(s.f[:0], blockTop, v.s0, v.next)
		*top = memo{s.age, s.scorer.Four(s.f)}
	}
	plus(&top.sum)
	if v.s1 != s.none() {
		far := &s.far[v.s1*size+v.s0]
		if far.age != s.age {
			s.f = s.pairFeatures(s.f[:0], blockFar, v.s1, v.s0)
			*far = memo{s.age, s.scorer.Four(s.f)}
		}
		plus(&far.sum)
	}
	if group, ok := s.groups[0].get(v.nodeKey(), s.age); ok {
		plus(group)
	} else {
		s.f = s.nodeFeatures(s.f[:0], &v)
		*group = s.scorer.Four(s.f)
		plus(group)
	}
	if group, ok := s.groups[1].get(v.nextKey(), s.age); ok {
		plus(group)
	} else {
		s.f = s.nextFeatures(s.f[:0], &v)
		*group = s.scorer.Four(s.f)
		plus(group)
	}
	if group, ok := s.groups[2].get(v.wordsKey(), s.age); ok {
		plus(group)
	} else {
		s.f = s.wordsFeatures(s.f[:0], &v)
		*group = s.scorer.Four(s.f)
		plus(group)
	}
	if group, ok := s.groups[3].get(v.joinKey(), s.age); ok {
		plus(group)
	} else {
		s.f = s.joinFeatures(s.f[:0], &v)
		*group = s.scorer.Four(s.f)
		plus(group)
	}
	if group, ok := s.groups[4].get(v.stackKey(), s.age); ok {
		plus(group)
	} else {
		s.f = s.stackFeatures(s.f[:0], &v)
		*group = s.scorer.Four(s.f)
		plus(group)
	}
	st.sum, st.known = sum, true
	return sum
}

// all appends every feature of a state, as sums adds them.
func (s *search) all(f []uint64, number int32) []uint64 {
	v := s.look(&s.states[number])
	f = s.frontFeatures(f, v.next)
	f = s.pairFeatures(f, blockTop, v.s0, v.next)
	if v.s1 != s.none() {
		f = s.pairFeatures(f, blockFar, v.s1, v.s0)
	}
	f = s.nodeFeatures(f, &v)
	f = s.nextFeatures(f, &v)
	f = s.wordsFeatures(f, &v)
	f = s.joinFeatures(f, &v)
	return s.stackFeatures(f, &v)
}
