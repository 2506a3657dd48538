package parse

// The transition system is arc-hybrid (Kuhlmann et al. 2011) with the root at
// the bottom of the stack. Every tree over n words is 2n transitions, and the
// root takes its only child last, so that any sequence is a tree with one
// root and sequences of one length can be compared.
const (
	shift = iota // push the next word
	left         // the next word heads the top of the stack
	right        // the second word of the stack heads the top
	actions
)

// node is a word on the stack with the subtree below it, so far. Nodes are
// never changed, states share them.
type node struct {
	word           int32
	below          int32 // node under it in the stack, -1 for none
	l1, l2, r1, r2 int32 // nodes of the outermost two children of each side, -1
	nl, nr         int32 // number of children of each side
}

// state is a step of a derivation.
type state struct {
	top    int32 // node
	next   int32 // word
	l1, l2 int32 // nodes of the left children of next
	nl     int32
	prev   int32 // state before it, -1 for the first
	score  int32
	action int8
	gold   bool // only in training: all transitions so far are right
	sum    [4]int32
	known  bool
}

// scorer sums the rows of features for the transitions.
type scorer interface {
	Four(features []uint64) [4]int32
}

// search is the memory of one sentence's search.
type search struct {
	sentence
	scorer          scorer
	nodes           []node
	states          []state
	beam            []int32 // states
	next            []int32
	cands           []candidate
	f               []uint64
	top, far, front []memo
	groups          [5]cache
	age             uint32
	heads, end      []int32
	goldHeads       []int32 // in training: wrong arcs get a bonus of margin
	margin          int32
}

type candidate struct {
	score  int32
	state  int32
	action int8
}

// memo is the sum of features that depend on two words only.
type memo struct {
	age uint32
	sum [4]int32
}

// begin makes the search ready for the sentence that was read.
func (s *search) begin(sc scorer) {
	s.scorer = sc
	s.age++
	if s.age == 0 {
		clear(s.top[:cap(s.top)])
		clear(s.far[:cap(s.far)])
		clear(s.front[:cap(s.front)])
		clear(s.groups[:])
		s.age = 1
	}
	n := s.n + 1
	s.top, s.far, s.front = resize(s.top, n*n), resize(s.far, n*n), resize(s.front, n)
	s.nodes = append(s.nodes[:0], node{word: s.root(), below: -1, l1: -1, l2: -1, r1: -1, r2: -1})
	s.states = append(s.states[:0], state{prev: -1, l1: -1, l2: -1, gold: true})
	s.beam = append(s.beam[:0], 0)
}

// can reports whether the transition is possible.
func (s *search) can(st *state, action int) bool {
	top := &s.nodes[st.top]
	switch action {
	case shift:
		return st.next < int32(s.n)
	case left:
		return top.below >= 0 && st.next < int32(s.n)
	}
	return top.below >= 0 && (s.nodes[top.below].below >= 0 || st.next == int32(s.n))
}

// step makes the state after the transition and returns its number.
func (s *search) step(from int32, action int, score int32) int32 {
	st := s.states[from]
	st.prev, st.action, st.score, st.known = from, int8(action), score, false
	switch action {
	case shift:
		s.nodes = append(s.nodes, node{word: st.next, below: st.top, l1: st.l1, l2: st.l2, r1: -1, r2: -1, nl: st.nl})
		st.top = int32(len(s.nodes) - 1)
		st.next++
		st.l1, st.l2, st.nl = -1, -1, 0
	case left:
		st.l1, st.l2, st.nl = st.top, st.l1, st.nl+1
		st.top = s.nodes[st.top].below
	case right:
		n := s.nodes[s.nodes[st.top].below]
		n.r1, n.r2, n.nr = st.top, n.r1, n.nr+1
		s.nodes = append(s.nodes, n)
		st.top = int32(len(s.nodes) - 1)
	}
	s.states = append(s.states, st)
	return int32(len(s.states) - 1)
}

// advance moves the beam one transition on and keeps the best width states.
// Candidates come in a fixed order, and of equals the earlier stays.
func (s *search) advance(width int) {
	s.cands = s.cands[:0]
	for _, b := range s.beam {
		st := &s.states[b]
		sums := s.sums(b)
		for a := range actions {
			if s.can(st, a) {
				score := st.score + sums[a]
				if s.goldHeads != nil {
					score += s.cost(st, a)
				}
				s.cands = append(s.cands, candidate{score, b, int8(a)})
			}
		}
	}
	k := min(width, len(s.cands))
	for i := range k {
		best := i
		for j := i + 1; j < len(s.cands); j++ {
			if s.cands[j].score > s.cands[best].score {
				best = j
			}
		}
		c := s.cands[best]
		copy(s.cands[i+1:best+1], s.cands[i:best])
		s.cands[i] = c
	}
	s.next = s.next[:0]
	for _, c := range s.cands[:k] {
		s.next = append(s.next, s.step(c.state, int(c.action), c.score))
	}
	s.beam, s.next = s.next, s.beam
}

// cost is margin for a transition that makes a wrong arc.
func (s *search) cost(st *state, action int) int32 {
	if action == shift {
		return 0
	}
	top := &s.nodes[st.top]
	h := st.next
	if action == right {
		h = s.nodes[top.below].word
		if h == s.root() {
			h = -1
		}
	}
	if s.goldHeads[top.word] != h {
		return s.margin
	}
	return 0
}

// tree appends the heads, in the order of the text, that the derivation of a
// final state makes; the head of the root's child is -1.
func (s *search) tree(heads []int32, last int32) []int32 {
	heads = resize(heads, s.n)
	for last >= 0 {
		st := &s.states[last]
		if st.prev >= 0 {
			before := &s.states[st.prev]
			top := &s.nodes[before.top]
			switch st.action {
			case left:
				heads[s.turn(top.word)] = s.turn(before.next)
			case right:
				h := s.nodes[top.below].word
				if h == s.root() {
					h = -1
				}
				heads[s.turn(top.word)] = s.turn(h)
			}
		}
		last = st.prev
	}
	return heads
}

// force returns the score of the derivation that makes the heads (in the
// order of the text), which must be a projective tree with one root.
func (s *search) force(heads []int32) int32 {
	s.heads, s.end = resize(s.heads, s.n), resize(s.end, s.n)
	for i := range heads {
		s.heads[s.turn(int32(i))], s.end[i] = s.turn(heads[i]), -1
	}
	for d, h := range s.heads {
		if h >= 0 {
			s.end[h] = int32(d)
		}
	}
	at := int32(0)
	for range 2 * s.n {
		a := s.oracle(&s.states[at], s.heads, s.end)
		at = s.step(at, a, s.states[at].score+s.sums(at)[a])
	}
	return s.states[at].score
}

// parse searches with the given width; the best final state is s.beam[0].
func (s *search) parse(sc scorer, width int) {
	s.begin(sc)
	for range 2 * s.n {
		s.advance(width)
	}
}
