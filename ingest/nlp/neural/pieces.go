package neural

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	wordPieces = 8 // of a word; the rest is dropped
	shapes     = 26
	shapeBegin = 24 // of [CLS]
	shapeClose = 25 // of [SEP]
)

// A word is what the encoder sees of a form.
type word struct {
	pieces [wordPieces]uint16
	n      uint8
	shape  uint8 // without the bit for the space before it
}

// wordCache remembers forms, so that the words of a text that come again cost
// a look. Which forms it holds never changes what is found.
type wordCache [cacheSize]cached

const (
	cacheSize   = 1 << 12
	cachedBytes = 23
)

// cached is a form of at most cachedBytes and its word; n is 0 in an empty one.
type cached struct {
	form [cachedBytes]byte
	n    uint8
	word word
}

// reader cuts words into pieces; it is scratch.
type reader struct {
	cache  *wordCache
	hashes []uint32
	lower  []byte
	plain  []byte
	part   []byte
	found  []uint16
}

// word returns the pieces and the shape of a form.
func (r *reader) word(v *vocabulary, form string) word {
	if r.cache == nil {
		r.cache = &wordCache{}
		r.hashes = make([]uint32, v.longest)
	}
	if len(form) > cachedBytes || form == "" {
		return r.look(v, form)
	}
	h := seed(false)
	for i := range len(form) {
		h = next(h, form[i])
	}
	c := &r.cache[finish(h)%cacheSize]
	if int(c.n) != len(form) || string(c.form[:c.n]) != form {
		c.n = uint8(copy(c.form[:], form))
		c.word = r.look(v, form)
	}
	return c.word
}

func (r *reader) look(v *vocabulary, form string) word {
	w := word{shape: shapeOf(form)}
	r.found = r.found[:0]
	r.part = r.part[:0]
	end := func() {
		if len(r.part) > 0 && len(r.found) < wordPieces {
			r.found = v.part(r.found, r.part, wordPieces-len(r.found), r.hashes)
		}
		r.part = r.part[:0]
	}
	r.plain = r.fold(form)
	for rest := r.plain; len(rest) > 0 && len(r.found) < wordPieces; {
		c, size := utf8.DecodeRune(rest)
		switch {
		case unicode.IsSpace(c):
			end()
		case punctuation(c):
			end()
			r.part = append(r.part, rest[:size]...)
			end()
		case !unicode.Is(unicode.Mn, c):
			r.part = append(r.part, rest[:size]...)
		}
		rest = rest[size:]
	}
	end()
	w.n = uint8(copy(w.pieces[:], r.found))
	if w.n == 0 {
		w.pieces[0], w.n = v.unknown, 1
	}
	return w
}

// fold returns a form in lower case, decomposed (NFD).
func (r *reader) fold(form string) []byte {
	r.lower = r.lower[:0]
	ascii := true
	for _, c := range form {
		switch {
		case 'A' <= c && c <= 'Z':
			r.lower = append(r.lower, byte(c)+'a'-'A')
		case c < utf8.RuneSelf:
			r.lower = append(r.lower, byte(c))
		default:
			ascii = false
			r.lower = utf8.AppendRune(r.lower, unicode.ToLower(c))
		}
	}
	if ascii {
		return append(r.plain[:0], r.lower...)
	}
	return norm.NFD.Append(r.plain[:0], r.lower...)
}

// punctuation reports whether a character stands alone: Unicode's
// punctuation, and the symbols of ASCII.
func punctuation(c rune) bool {
	if c < utf8.RuneSelf {
		return '!' <= c && c <= '/' || ':' <= c && c <= '@' || '[' <= c && c <= '`' || '{' <= c && c <= '~'
	}
	return unicode.IsPunct(c)
}

// How the letters of a word are written.
const (
	noLetters = iota
	small
	title // the first one is upper case, the one or more others are not
	single
	capitals
	mixed
)

// shapeOf returns case * 4 + 2 if the form has a digit. A letter that has no
// case counts as lower.
func shapeOf(form string) uint8 {
	letters, upper, first, digit := 0, 0, false, uint8(0)
	for _, c := range form {
		switch {
		case unicode.IsLetter(c):
			letters++
			if unicode.IsUpper(c) {
				upper++
				first = first || letters == 1
			}
		case unicode.IsDigit(c):
			digit = 2
		}
	}
	style := uint8(mixed)
	switch {
	case letters == 0:
		style = noLetters
	case upper == 0:
		style = small
	case letters == 1:
		style = single
	case upper == letters:
		style = capitals
	case upper == 1 && first:
		style = title
	}
	return style*4 + digit
}
