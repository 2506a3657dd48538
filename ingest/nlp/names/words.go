package names

import "dateline/ingest/nlp"

// word is what features are made of.
type word struct {
	norm, exact, shape uint64
	prefix, suffix     [3]uint64 // of 2, 3 and 4 bytes of the norm; 0 if it is shorter
	pos, tag           uint64
	coarse, fine       uint64 // classes of words in like places, see nlp.Clusters
	first, last        uint64 // norms of the first and the last word of its run of capitals
	before, after      uint64 // norms of the words around the run
	length, place      uint8  // of the run and in it, at most 7
	bracket            bool   // in brackets
	mark
}

// looker reads sentences into words; it is scratch.
type looker struct {
	marker
	clusters nlp.Clusters
	words    []word
	marks    []mark
}

// sentence returns the words of a sentence; they are valid until the next
// call.
func (l *looker) sentence(d *nlp.Document, s nlp.Sentence) []word {
	n := int(s.Last - s.First)
	if cap(l.words) < n {
		l.words = make([]word, n)
	}
	l.words = l.words[:n]
	clear(l.words)
	depth := 0
	l.marks = l.marker.sentence(l.marks[:0], d, s)
	for i := range l.words {
		at := s.First + int32(i)
		w := &l.words[i]
		form, token := d.Form(at), &d.Tokens[at]
		l.buf = nlp.Normalize(l.buf[:0], form)
		w.norm = nlp.HashBytes(l.buf)
		for k := range 3 {
			if m := k + 2; len(l.buf) > m {
				w.prefix[k] = nlp.HashBytes(l.buf[:m])
				w.suffix[k] = nlp.HashBytes(l.buf[len(l.buf)-m:])
			}
		}
		w.exact = nlp.HashBytes(form)
		l.buf = nlp.Shape(l.buf[:0], form)
		w.shape = nlp.HashBytes(l.buf)
		w.pos, w.tag = nlp.HashBytes(token.POS), nlp.HashBytes(token.Tag)
		w.coarse, w.fine = l.clusters.Get(w.norm)
		w.mark = l.marks[i]
		switch {
		case form == "(" || form == "[":
			depth++
		case (form == ")" || form == "]") && depth > 0:
			depth--
		}
		w.bracket = depth > 0
	}
	l.runs()
	return l.words
}

// runs fills in the run of capitalised words that a word stands in; "of",
// "the" and hyphens do not go through.
func (l *looker) runs() {
	norm := func(i int) uint64 {
		if i < 0 || i >= len(l.words) {
			return 1
		}
		return l.words[i].norm
	}
	for i := 0; i < len(l.words); {
		if !l.words[i].capital() {
			l.words[i].before, l.words[i].after = norm(i-1), norm(i+1)
			i++
			continue
		}
		j := i + 1
		for j < len(l.words) && (l.words[j].capital() || j+1 < len(l.words) && l.words[j].shape == hyphenShape && l.words[j+1].capital()) {
			j++
		}
		for k := i; k < j; k++ {
			w := &l.words[k]
			w.first, w.last = norm(i), norm(j-1)
			w.before, w.after = norm(i-1), norm(j)
			w.length, w.place = uint8(min(j-i, 7)), uint8(min(k-i+1, 7))
		}
		i = j
	}
}

var hyphenShape = nlp.HashBytes("-")
