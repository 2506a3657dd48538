package parse

import "dateline/ingest/nlp"

// word is what the features know of one token.
type word struct {
	w, t, p, l uint64 // normalised form, both tags, universal tag, lemma
	f          uint64 // features
	c, k       uint64 // coarse and fine class of nlp.Clusters
	verb       bool   // a verb or an auxiliary
	punct      bool
	comma      bool
	coord      bool // a coordinating conjunction
}

// sentence is the words of one sentence and two more: the root, which heads
// it, and the word that stands for none.
type sentence struct {
	n     int // words without root and none
	words []word
	verbs, puncts,
	commas, coords []int32 // how many come before each word
	norm     []byte
	backward bool // words[0] is the last word
}

// turn maps an index in words to one in the text, and back; -1 stays.
func (s *sentence) turn(i int32) int32 {
	if s.backward && i >= 0 {
		return int32(s.n) - 1 - i
	}
	return i
}

func (s *sentence) root() int32 { return int32(s.n) }
func (s *sentence) none() int32 { return int32(s.n + 1) }

// read fills s with the tokens [first, last) of d, in their order or backward.
func (s *sentence) read(d *nlp.Document, first, last int32, backward bool, clusters nlp.Clusters) {
	s.n = int(last - first)
	s.backward = backward
	s.words = resize(s.words, s.n+2)
	s.verbs, s.puncts = resize(s.verbs, s.n+1), resize(s.puncts, s.n+1)
	s.commas, s.coords = resize(s.commas, s.n+1), resize(s.coords, s.n+1)
	s.words[s.n] = word{w: 2, t: 2, p: 2, l: 2, c: 998, k: 998}
	s.words[s.n+1] = word{w: 1, t: 1, p: 1, l: 1, c: 999, k: 999}
	var verbs, puncts, commas, coords int32
	for i := range s.n {
		t := &d.Tokens[first+s.turn(int32(i))]
		form := d.Text[t.Start:t.End]
		s.norm = nlp.Normalize(s.norm[:0], form)
		w := &s.words[i]
		w.w = nlp.HashBytes(s.norm)
		w.p = nlp.HashBytes(t.POS)
		w.t = nlp.Mix(w.p, nlp.HashBytes(t.Tag))
		w.l = nlp.HashBytes(t.Lemma)
		w.c, w.k = clusters.Get(w.w)
		w.f = nlp.HashBytes(t.Feats)
		w.verb = t.POS == "VERB" || t.POS == "AUX"
		w.punct = t.POS == "PUNCT"
		w.comma = form == ","
		w.coord = t.POS == "CCONJ"
		s.verbs[i], s.puncts[i], s.commas[i], s.coords[i] = verbs, puncts, commas, coords
		verbs, puncts = verbs+bit(w.verb), puncts+bit(w.punct)
		commas, coords = commas+bit(w.comma), coords+bit(w.coord)
	}
	s.verbs[s.n], s.puncts[s.n], s.commas[s.n], s.coords[s.n] = verbs, puncts, commas, coords
}

// near returns the word at i, or none.
func (s *sentence) near(i int32) *word {
	if i < 0 || i >= int32(s.n) {
		return &s.words[s.n+1]
	}
	return &s.words[i]
}

// between returns what stands between the words a < b, as a small number.
func (s *sentence) between(a, b int32) uint64 {
	if a >= b || b > int32(s.n) {
		return 0
	}
	a++
	few := func(list []int32) uint64 { return uint64(min(list[b]-list[a], 2)) }
	return 1 + few(s.verbs) + 3*few(s.puncts) + 9*few(s.commas) + 27*few(s.coords)
}

// distance returns a small number for how far the words a and b are apart.
func distance(a, b int32) uint64 {
	d := b - a
	if d < 0 {
		d = -d
	}
	switch {
	case d <= 5:
		return uint64(d)
	case d <= 10:
		return 6
	case d <= 20:
		return 7
	}
	return 8
}

func bit(b bool) int32 {
	if b {
		return 1
	}
	return 0
}

// resize returns a slice of length n, its old array if that is large enough.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n+n/2)[:n]
	}
	return s[:n]
}
