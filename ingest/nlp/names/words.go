package names

import (
	"math/bits"
	"unicode"
	"unicode/utf8"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
)

// word is what features are made of.
type word struct {
	norm, exact, shape    uint64
	prefix, suffix        [3]uint64 // of 2, 3 and 4 bytes of the norm; 0 if it is shorter
	pos, tag              uint64
	coarse, fine          uint64 // classes of words in like places, see nlp.Clusters
	style                 style
	cases                 uint8          // see caseOf
	in, begins, ends      gazetteer.Kind // tables that know a name over, from and to this token
	first, last           uint64         // norms of the first and the last word of its run of capitals
	before, after         uint64         // norms of the words around the run
	length, place         uint8          // of the run and in it, at most 7
	start, shout, bracket bool           // begins the sentence; the sentence is in capitals; in brackets
}

// style is how a word is written.
type style uint8

const (
	other style = iota
	lower
	title // one capital, first
	upper // capitals only, two or more
	one   // a single capital, with or without a full stop
	mixed // a capital inside: "McCain", "iPhone"
	digits
)

// looker reads sentences into words; it is scratch.
type looker struct {
	world    *gazetteer.Table
	cases    nlp.Lexicon
	clusters nlp.Clusters
	words    []word
	buf      []byte
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
	capitals, small, depth := 0, 0, 0
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
		w.style = styleOf(form)
		if c, ok := l.cases.Get(w.norm); ok {
			w.cases = uint8(c)
		}
		switch {
		case w.style == lower:
			small++
		case w.style == upper || w.style == title || w.style == mixed:
			capitals++
		case form == "(" || form == "[":
			depth++
		case (form == ")" || form == "]") && depth > 0:
			depth--
		}
		w.bracket = depth > 0
	}
	shout := capitals > 3 && small*4 < capitals
	for i := range l.words {
		l.words[i].shout = shout
	}
	if n > 0 {
		l.words[0].start = true
		// An opening quote does not hide the beginning.
		if n > 1 && l.words[0].style == other {
			l.words[1].start = true
		}
	}
	l.runs()
	l.known(d, s)
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

// capital reports whether a word is written like a part of a name.
func (w *word) capital() bool {
	switch w.style {
	case title, upper, one, mixed:
		return true
	}
	return false
}

// longest is how many tokens a phrase of the gazetteer may have.
const longest = 8

// known marks the names that the gazetteer knows: of each table the longest
// from each place on that no longer one of the same table covers.
func (l *looker) known(d *nlp.Document, s nlp.Sentence) {
	var until [16]int
	for i := range l.words {
		var walk gazetteer.Walk
		var end [16]int
		var kinds gazetteer.Kind
		for j, more := i, true; more && j < len(l.words) && j < i+longest; j++ {
			at := s.First + int32(j)
			var k gazetteer.Kind
			walk, k, more = l.world.Next(walk, d.Form(at), j > i && d.Tokens[at].Start > d.Tokens[at-1].End)
			for m := k; m != 0; m &= m - 1 {
				end[bits.TrailingZeros16(uint16(m))] = j + 1
			}
			kinds |= k
		}
		for m := kinds; m != 0; m &= m - 1 {
			b := bits.TrailingZeros16(uint16(m))
			if end[b] <= until[b] {
				continue
			}
			until[b] = end[b]
			bit := gazetteer.Kind(1) << b
			for j := i; j < end[b]; j++ {
				l.words[j].in |= bit
			}
			l.words[i].begins |= bit
			l.words[end[b]-1].ends |= bit
		}
	}
}

func styleOf(form string) style {
	capitals, small, number := 0, 0, 0
	firstCapital := false
	for i, r := range form {
		switch {
		case 'a' <= r && r <= 'z':
			small++
		case 'A' <= r && r <= 'Z':
			capitals++
			firstCapital = firstCapital || i == 0
		case '0' <= r && r <= '9':
			number++
		case r < utf8.RuneSelf:
		case unicode.IsUpper(r):
			capitals++
			firstCapital = firstCapital || i == 0
		case unicode.IsLetter(r):
			small++
		}
	}
	switch {
	case capitals == 0 && small == 0:
		if number > 0 {
			return digits
		}
		return other
	case capitals == 0:
		return lower
	case small == 0 && capitals == 1 && number == 0:
		return one
	case small == 0:
		return upper
	case capitals == 1 && firstCapital:
		return title
	}
	return mixed
}

// caseOf says how a form is mostly written inside sentences: 1 never with a
// capital, 2 rarely, 3 both, 4 mostly, 5 always; 0 is unknown.
func caseOf(capital, small int) uint32 {
	n := capital + small
	switch {
	case n == 0:
		return 0
	case capital == 0:
		return 1
	case capital*5 <= n:
		return 2
	case small*5 > n:
		return 3
	case small > 0:
		return 4
	}
	return 5
}
