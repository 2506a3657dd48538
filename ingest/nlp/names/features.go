package names

import (
	"math/bits"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
)

// edge stands for the words beyond the sentence.
var edge = word{norm: 2, exact: 2, shape: 2, pos: 2, tag: 2}

// transition is the feature of the label before.
func transition(from int) uint64 { return nlp.Mix(nlp.Mix(0, 99), uint64(from)+1) }

// features appends the features of word i. Their number is the template; the
// label before is the decoder's.
func features(f []uint64, words []word, i int) []uint64 {
	at := func(j int) *word {
		if j < 0 || j >= len(words) {
			return &edge
		}
		return &words[j]
	}
	w, l1, l2, r1, r2 := at(i), at(i-1), at(i-2), at(i+1), at(i+2)
	template := uint64(0)
	add := func(x uint64) {
		template++
		f = append(f, nlp.Mix(nlp.Mix(template, x), x>>7))
	}
	pair := func(x, y uint64) {
		template++
		f = append(f, nlp.Mix(nlp.Mix(template, x), y))
	}
	st := uint64(w.style)
	if w.start {
		st |= 1 << 4
	}
	if w.shout {
		st |= 1 << 5
	}
	around := uint64(l1.style) | uint64(r1.style)<<4

	add(0)
	add(w.exact)
	pair(w.norm, uint64(w.style))
	add(w.norm)
	add(l1.norm)
	add(l2.norm)
	add(r1.norm)
	add(r2.norm)
	pair(l1.norm, w.norm)
	pair(w.norm, r1.norm)
	pair(l1.norm, st)
	pair(r1.norm, st)
	pair(l2.norm, l1.norm)
	pair(r1.norm, r2.norm)
	add(w.shape)
	pair(w.shape, l1.shape)
	pair(w.shape, r1.shape)
	pair(st, around)
	for k := range 3 {
		pair(w.prefix[k], uint64(w.style))
		pair(w.suffix[k], uint64(w.style))
	}
	pair(w.tag, st)
	pair(w.tag, l1.tag)
	pair(w.tag, r1.tag)
	pair(nlp.Mix(l1.tag, w.tag), r1.tag)
	pair(nlp.Mix(l2.tag, l1.tag), w.tag)
	pair(w.pos, uint64(w.cases)|st<<4)
	pair(uint64(w.cases)|st<<4, uint64(l1.cases)|uint64(r1.cases)<<4)
	add(w.fine)
	pair(w.coarse, uint64(w.style))
	add(l1.fine)
	add(r1.fine)
	pair(l1.coarse, r1.coarse)
	pair(l1.fine, st)
	pair(r1.fine, st)
	// The run of capitals.
	if w.length > 0 {
		place := uint64(w.place) | uint64(w.length)<<4
		pair(place, st)
		pair(w.first, uint64(w.place))
		pair(w.last, uint64(w.length-w.place))
		add(w.last)
		add(w.first)
		add(w.before)
		add(w.after)
		pair(w.before, w.after)
		pair(w.before, uint64(w.length))
		pair(w.after, uint64(w.length))
	} else {
		template += 10
	}
	if w.bracket {
		pair(w.shape, l1.norm)
	} else {
		template++
	}
	// What the gazetteer knows.
	pair(uint64(w.in), st)
	pair(uint64(w.in), uint64(l1.in)|uint64(r1.in)<<16)
	pair(uint64(w.in), l1.norm)
	pair(uint64(w.in), r1.norm)
	pair(uint64(l1.in)<<16|uint64(w.in), around|st<<8)
	pair(uint64(r1.in)<<16|uint64(w.in), around|st<<8)
	f = known(f, template, w, 0, uint64(w.style))
	f = known(f, template, l1, 1, uint64(w.style))
	f = known(f, template, r1, 2, uint64(w.style))
	return f
}

// known appends a feature for every table that knows a name over the word.
func known(f []uint64, template uint64, w *word, where, style uint64) []uint64 {
	for m := w.in; m != 0; m &= m - 1 {
		b := bits.TrailingZeros16(uint16(m))
		bit := gazetteer.Kind(1) << b
		part := uint64(b) << 2
		if w.begins&bit != 0 {
			part |= 1
		}
		if w.ends&bit != 0 {
			part |= 2
		}
		f = append(f, nlp.Mix(nlp.Mix(template+1+where, part), style))
	}
	return f
}
