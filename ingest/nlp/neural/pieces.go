package neural

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	unorm "golang.org/x/text/unicode/norm"
)

const (
	maxPieces   = 8   // of a word; the rest is dropped
	longestPart = 100 // characters that are looked up; a longer part is unknown
	clsShape    = 24
	sepShape    = 25
)

// vocabulary is the pieces of a model by what they spell.
type vocabulary struct {
	first             map[string]int32 // pieces that begin a part
	more              map[string]int32 // pieces that go on, without their "##"
	longest           int              // bytes of the longest piece
	unknown, cls, sep int32
}

func newVocabulary(pieces []string) (vocabulary, error) {
	v := vocabulary{first: make(map[string]int32, len(pieces)), more: make(map[string]int32, len(pieces))}
	for i, p := range pieces {
		to := v.first
		if len(p) > 2 && p[:2] == "##" {
			to, p = v.more, p[2:]
		}
		if _, double := to[p]; double {
			return v, fmt.Errorf("piece %q of the vocabulary is there twice", pieces[i])
		}
		to[p] = int32(i)
		v.longest = max(v.longest, len(p))
	}
	for _, special := range []struct {
		piece string
		to    *int32
	}{{"[UNK]", &v.unknown}, {"[CLS]", &v.cls}, {"[SEP]", &v.sep}} {
		id, ok := v.first[special.piece]
		if !ok {
			return v, fmt.Errorf("the vocabulary has no %s", special.piece)
		}
		*special.to = id
	}
	return v, nil
}

// word is what a form gives: its pieces and its shape without the space.
type word struct {
	n     uint8
	shape uint8
	ids   [maxPieces]int32
}

func (w *word) add(id int32) {
	if w.n < maxPieces {
		w.ids[w.n] = id
		w.n++
	}
}

// speller turns forms into words. It belongs to one worker and remembers the
// forms that it has seen.
type speller struct {
	known map[string]word
	lower []byte
	plain []byte
}

const (
	maxKnown     = 1 << 14 // forms that are remembered: 3 MB at most
	longestKnown = 48      // bytes
)

func (s *speller) word(v *vocabulary, form string) word {
	w, ok := s.known[form]
	if ok {
		return w
	}
	w = s.spell(v, form)
	if len(form) <= longestKnown {
		if s.known == nil || len(s.known) >= maxKnown {
			s.known = make(map[string]word, maxKnown/4)
		}
		s.known[string([]byte(form))] = w // a copy: the form is a part of its document
	}
	return w
}

func (s *speller) spell(v *vocabulary, form string) word {
	w := word{shape: shapeOf(form)}
	s.lower = s.lower[:0]
	for _, r := range form {
		s.lower = utf8.AppendRune(s.lower, unicode.ToLower(r))
	}
	s.plain = unorm.NFD.Append(s.plain[:0], s.lower...)
	// The part is collected at the beginning of s.lower, which is read already.
	part := s.lower[:0]
	for i := 0; i < len(s.plain) && w.n < maxPieces; {
		r, size := utf8.DecodeRune(s.plain[i:])
		switch {
		case unicode.Is(unicode.Mn, r):
		case punctuation(r):
			s.part(v, &w, part)
			s.part(v, &w, s.plain[i:i+size])
			part = part[:0]
		case unicode.IsSpace(r):
			s.part(v, &w, part)
			part = part[:0]
		default:
			part = append(part, s.plain[i:i+size]...)
		}
		i += size
	}
	s.part(v, &w, part)
	s.lower = part
	if w.n == 0 {
		w.add(v.unknown)
	}
	return w
}

// part adds the pieces of a part: the longest that is known, again and again;
// one that is unknown makes the whole part unknown.
func (s *speller) part(v *vocabulary, w *word, part []byte) {
	if len(part) == 0 {
		return
	}
	if len(part) > longestPart && utf8.RuneCount(part) > longestPart {
		w.add(v.unknown)
		return
	}
	before := *w
	table := v.first
	for rest := part; len(rest) > 0; {
		n := min(len(rest), v.longest)
		id, ok := int32(0), false
		for ; n > 0; n-- {
			if id, ok = table[string(rest[:n])]; ok {
				break
			}
		}
		if !ok {
			*w = before
			w.add(v.unknown)
			return
		}
		w.add(id)
		rest, table = rest[n:], v.more
	}
}

// punctuation reports whether a character is a part of its own.
func punctuation(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 33 && r <= 47 || r >= 58 && r <= 64 || r >= 91 && r <= 96 || r >= 123 && r <= 126
	}
	return unicode.Is(unicode.P, r)
}

// shapeOf returns the shape of a form that no white space precedes: how its
// letters are written times 4, plus 2 if it has a digit.
func shapeOf(form string) uint8 {
	letters, upper, digit := 0, 0, uint8(0)
	firstUpper := false
	for _, r := range form {
		switch {
		case unicode.IsLetter(r):
			if unicode.IsUpper(r) {
				upper++
				firstUpper = firstUpper || letters == 0
			}
			letters++
		case unicode.IsDigit(r):
			digit = 1
		}
	}
	style := uint8(5)
	switch {
	case letters == 0:
		style = 0
	case upper == 0:
		style = 1
	case letters == 1:
		style = 3
	case upper == letters:
		style = 4
	case firstUpper && upper == 1:
		style = 2
	}
	return style*4 + digit*2
}
