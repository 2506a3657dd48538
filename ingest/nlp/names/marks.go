package names

import (
	"math/bits"
	"unicode"
	"unicode/utf8"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
)

// mark is what the rules know of a token.
type mark struct {
	in, begins, ends gazetteer.Kind // tables that know a name over, from and to this token
	style            style
	cases            uint8 // see caseOf
	start, shout     bool  // begins the sentence; the sentence is in capitals
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

// capital reports whether a word is written like a part of a name.
func (m *mark) capital() bool {
	switch m.style {
	case title, upper, one, mixed:
		return true
	}
	return false
}

// marker makes marks of sentences; it is scratch.
type marker struct {
	world *gazetteer.Table
	cases nlp.Lexicon
	buf   []byte
}

// sentence appends the marks of the tokens of a sentence.
func (l *marker) sentence(all []mark, d *nlp.Document, s nlp.Sentence) []mark {
	begin := len(all)
	capitals, small := 0, 0
	for at := s.First; at < s.Last; at++ {
		form := d.Form(at)
		m := mark{style: styleOf(form)}
		l.buf = nlp.Normalize(l.buf[:0], form)
		if c, ok := l.cases.Get(nlp.HashBytes(l.buf)); ok {
			m.cases = uint8(c)
		}
		switch m.style {
		case lower:
			small++
		case upper, title, mixed:
			capitals++
		}
		all = append(all, m)
	}
	marks := all[begin:]
	shout := capitals > 3 && small*4 < capitals
	for i := range marks {
		marks[i].shout = shout
	}
	if len(marks) > 0 {
		marks[0].start = true
		// An opening quote does not hide the beginning.
		if len(marks) > 1 && marks[0].style == other {
			marks[1].start = true
		}
	}
	l.known(marks, d, s)
	return all
}

// longest is how many tokens a phrase of the gazetteer may have.
const longest = 8

// known marks the names that the gazetteer knows: of each table the longest
// from each place on that no longer one of the same table covers.
func (l *marker) known(marks []mark, d *nlp.Document, s nlp.Sentence) {
	var until [16]int
	for i := range marks {
		var walk gazetteer.Walk
		var end [16]int
		var kinds gazetteer.Kind
		for j, more := i, true; more && j < len(marks) && j < i+longest; j++ {
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
				marks[j].in |= bit
			}
			marks[i].begins |= bit
			marks[end[b]-1].ends |= bit
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
