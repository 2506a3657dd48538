package segment

import (
	"unicode"
	"unicode/utf8"

	"dateline/ingest/nlp"
)

// kind is the class of a character as far as cutting goes.
type kind uint8

const (
	outside kind = iota // before or after the chunk
	letter
	digit
	sign   // punctuation, symbols, emoji
	joiner // belongs to the character before it: accents, variation selectors
)

func kindOf(r rune) kind {
	switch {
	case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z':
		return letter
	case '0' <= r && r <= '9':
		return digit
	case r < 0x80:
		return sign
	case r == 0x200D || r == 0x200C || 0xFE00 <= r && r <= 0xFE0F || 0x1F3FB <= r && r <= 0x1F3FF || unicode.Is(unicode.M, r):
		return joiner
	case unicode.IsLetter(r):
		return letter
	case unicode.IsDigit(r):
		return digit
	}
	return sign
}

// char is one character of a chunk.
type char struct {
	r    rune
	at   int32 // byte where it begins
	kind kind
}

// cutter cuts chunks into tokens.
type cutter struct {
	lexicons
	table    decider
	chars    []char
	folded   []byte
	features []uint64
	learn    func(c *cutter, at int, ends bool) bool // in training: tells whether a token ends
}

// decider sums the rows of features for two classes.
type decider interface {
	Four(features []uint64) [4]int32
}

func (c *cutter) begin(known lexicons, table decider) { c.lexicons, c.table = known, table }

// longestChunk is how many characters of a chunk are looked at together;
// what is longer is no text, and is taken in pieces of this length.
const longestChunk = 1000

// cut appends the tokens of the chunk text[start:end]. It looks at what
// follows the chunk, too: a dot ends an abbreviation or a sentence.
func (c *cutter) cut(out []nlp.Token, text string, start, end int) []nlp.Token {
	for start < end {
		c.chars = c.chars[:0]
		letters := true
		at := start
		for at < end && len(c.chars) < longestChunk {
			r, n := utf8.DecodeRuneInString(text[at:end])
			k := kindOf(r)
			letters = letters && k == letter
			c.chars = append(c.chars, char{r, int32(at), k})
			at += n
		}
		if letters {
			out = c.run(out, text, start, at)
		} else {
			out = c.mixed(out, text, start, at)
		}
		start = at
	}
	return out
}

// run appends the tokens of a run of letters: one, or the parts of a
// contraction ("cannot").
func (c *cutter) run(out []nlp.Token, text string, start, end int) []nlp.Token {
	bits := c.splitsOf(text[start:end])
	from := start
	for i := start + 1; i < end && bits != 0; i++ {
		if bits>>(i-start)&1 == 1 {
			out = append(out, token(from, i))
			from = i
		}
	}
	return append(out, token(from, end))
}

func (c *cutter) splitsOf(run string) uint32 {
	if len(run) > 31 {
		return 0
	}
	c.folded = nlp.Fold(c.folded[:0], run)
	if len(c.folded) != len(run) {
		return 0
	}
	bits, _ := c.splits.Get(nlp.HashBytes(c.folded))
	return bits
}

func token(start, end int) nlp.Token {
	return nlp.Token{Start: int32(start), End: int32(end), Head: -1}
}

// mixed appends the tokens of a chunk of several kinds of character.
func (c *cutter) mixed(out []nlp.Token, text string, start, end int) []nlp.Token {
	view := c.look(text, start, end)
	from := 0 // character where the token begins
	view.begin(c, 0)
	for i := 1; i < len(c.chars); i++ {
		if !c.candidate(i) {
			continue
		}
		if view.lo < i && i < view.hi || c.abbreviated(&view, i) || c.inName(i) {
			continue
		}
		ends := view.lo < view.hi && (i == view.lo || i == view.hi) || view.flags&address == 0 && c.missingBlank(i)
		if !ends {
			c.features = view.features(c.features[:0], c, i)
			sum := c.table.Four(c.features)
			ends = sum[1] > sum[0]
			if c.learn != nil {
				ends = c.learn(c, int(c.chars[i].at), ends)
			}
		}
		if ends {
			out = c.piece(out, text, int(c.chars[from].at), int(c.chars[i].at), i-from)
			from = i
			view.begin(c, i)
		}
	}
	return c.piece(out, text, int(c.chars[from].at), end, len(c.chars)-from)
}

// piece appends a token, cut further if it is a contraction.
func (c *cutter) piece(out []nlp.Token, text string, start, end, chars int) []nlp.Token {
	if chars == end-start && chars > 2 && kindOf(rune(text[start])) == letter && kindOf(rune(text[end-1])) == letter {
		return c.run(out, text, start, end)
	}
	return append(out, token(start, end))
}

// candidate reports whether a token may end before character i: not within
// a run of letters, digits or one sign, except before "n't".
func (c *cutter) candidate(i int) bool {
	a, b := c.chars[i-1], c.chars[i]
	switch {
	case b.kind == joiner || a.r == 0x200D:
		return false
	case a.kind == letter && b.kind == letter:
		return (b.r == 'n' || b.r == 'N') && c.not(i)
	case a.kind == digit && b.kind == digit:
		return false
	case a.r == b.r:
		switch a.r {
		case '.', '-', '!', '?', '*', '_', '=', '+', '~', '#', '…', '—', '–', '$', '\'', '`':
			return false
		}
	}
	return true
}

// not reports whether the characters from i on are "n't" and no more letters.
func (c *cutter) not(i int) bool {
	if i+2 >= len(c.chars) {
		return false
	}
	q, t := c.chars[i+1].r, c.chars[i+2].r
	return (q == '\'' || q == '’') && (t == 't' || t == 'T') && (i+3 == len(c.chars) || c.chars[i+3].kind != letter)
}

// view is what the features know of a whole chunk.
type view struct {
	text        string
	start, end  int
	shape       uint64
	whole       uint64
	flags       uint64
	next        uint64 // the letters that follow the blank
	nextKind    uint64
	nextInitial bool // the next chunk begins with an initial: "F."
	lo, hi      int  // characters of an address, which is one token; none if equal
	from        int  // character where the current token begins
	reach       int  // character where the longest known token from there ends, 0 for none
}

// Flags of a view: the signs that addresses have. Above them is the number
// of dots, up to 3.
const (
	at       = 1 << iota // "@"
	scheme               // "://", or "www." at the beginning
	slash                // "/"
	address  = at | scheme | slash
	dotShift = 3
)

// look reads a chunk that is in c.chars.
func (c *cutter) look(text string, start, end int) view {
	v := view{text: text, start: start, end: end}
	c.folded = nlp.Shape(c.folded[:0], text[start:min(end, start+64)])
	v.shape = nlp.HashBytes(c.folded)
	c.folded = nlp.Normalize(c.folded[:0], text[start:end])
	v.whole = nlp.HashBytes(c.folded)
	colon, dots := false, uint64(0)
	for i, ch := range c.chars {
		switch ch.r {
		case '@':
			v.flags |= at
		case '/':
			if colon && i+1 < len(c.chars) && c.chars[i+1].r == '/' {
				v.flags |= scheme
			}
			v.flags |= slash
		case '.':
			dots++
		}
		colon = ch.r == ':'
	}
	v.flags |= min(dots, 3) << dotShift
	if len(c.folded) > 4 && string(c.folded[:4]) == "www." {
		v.flags |= scheme
	}
	if v.flags&scheme != 0 || v.flags&at != 0 && c.mail() {
		v.lo, v.hi = c.core()
	}
	s, e := chunk(text[:min(len(text), end+40)], end)
	v.nextKind = uint64(outside)
	if s < e {
		r, _ := utf8.DecodeRuneInString(text[s:])
		v.nextKind = uint64(kindOf(r))
		if unicode.IsUpper(r) {
			v.nextKind = capital
		}
		n := s
		for n < e && n < s+16 && kindOf(rune(text[n])) == letter {
			n++
		}
		v.nextInitial = n == s+1 && n < e && text[n] == '.' && v.nextKind == capital
		c.folded = nlp.Fold(c.folded[:0], text[s:n])
		v.next = nlp.HashBytes(c.folded)
	}
	return v
}

// capital is the kind of the next chunk where that begins with one.
const capital = 9

// plain returns the sign that stands for r in features: quotation marks and
// currencies are alike.
func plain(r rune) rune {
	switch r {
	case '’', '‘', 'ʼ':
		return '\''
	case '“', '”', '„', '«', '»':
		return '"'
	case '€', '£', '¥', '₹', '₽', '₩', '₪', '₺':
		return '$'
	}
	return r
}

// begin starts a token at character i.
func (v *view) begin(c *cutter, i int) {
	v.from, v.reach = i, 0
	for j := i + 1; j <= len(c.chars) && j <= i+12; j++ {
		if _, ok := c.known.Get(c.hash(v, i, j)); ok {
			v.reach = j
		}
	}
}

// hash is that of the normalised characters [i, j), at most 16.
func (c *cutter) hash(v *view, i, j int) uint64 {
	j = min(j, i+16)
	end := v.end
	if j < len(c.chars) {
		end = int(c.chars[j].at)
	}
	c.folded = nlp.Normalize(c.folded[:0], v.text[c.chars[i].at:end])
	return nlp.HashBytes(c.folded)
}

// features are those of a token that ends before character i.
func (v *view) features(f []uint64, c *cutter, i int) []uint64 {
	n := uint64(0)
	one := func(a uint64) { n++; f = append(f, nlp.Mix(n<<54, a)) }
	two := func(a, b uint64) { n++; f = append(f, nlp.Mix(nlp.Mix(n<<54, a), b)) }
	tri := func(a, b, d uint64) { n++; f = append(f, nlp.Mix(nlp.Mix(nlp.Mix(n<<54, a), b), d)) }
	get := func(j int) (sign, kindly uint64) {
		if j < 0 || j >= len(c.chars) {
			return 0, 0
		}
		ch := c.chars[j]
		if ch.kind == letter || ch.kind == digit {
			k := uint64(ch.kind)
			if unicode.IsUpper(ch.r) {
				k = 7
			}
			return k, k
		}
		return uint64(plain(ch.r)) + 16, uint64(ch.kind)
	}
	a1, ka1 := get(i - 1)
	a2, ka2 := get(i - 2)
	a3, _ := get(i - 3)
	b1, kb1 := get(i)
	b2, kb2 := get(i + 1)
	b3, _ := get(i + 2)
	lo, hi := i, i
	for lo > v.from && lo > i-16 && c.chars[lo-1].kind == c.chars[i-1].kind && c.chars[lo-1].kind != sign {
		lo--
	}
	for hi < len(c.chars) && hi < i+16 && c.chars[hi].kind == c.chars[i].kind && c.chars[hi].kind != sign {
		hi++
	}
	left, right := a1, b1
	if lo < i {
		left = c.hash(v, lo, i)
	}
	if hi > i {
		right = c.hash(v, i, hi)
	}
	length := uint64(min(i-v.from, 6))
	ahead := uint64(min(len(c.chars)-i, 6))
	reach := uint64(0)
	switch {
	case v.reach == i:
		reach = 1
	case v.reach > i:
		reach = 2
	case v.reach > 0:
		reach = 3
	}
	piece, rest := c.hash(v, v.from, i), c.hash(v, i, len(c.chars))

	one(0)
	two(a1, b1)
	tri(a1, b1, b2)
	tri(a2, a1, b1)
	two(nlp.Mix(a2, a1), nlp.Mix(b1, b2))
	two(nlp.Mix(nlp.Mix(a3, a2), a1), nlp.Mix(nlp.Mix(b1, b2), b3))
	two(nlp.Mix(ka2, ka1), nlp.Mix(kb1, kb2))
	two(a1, kb1)
	two(ka1, b1)
	tri(a1, right, ka2)
	tri(left, b1, kb2)
	two(left, right)
	two(piece, b1)
	two(piece, rest)
	two(a1, rest)
	one(piece)
	one(rest)
	one(v.whole)
	two(v.shape, length)
	two(v.flags, nlp.Mix(a1, b1))
	tri(reach, a1, b1)
	tri(reach, kb1, v.nextKind)
	tri(b1, ahead, v.nextKind)
	tri(left, b1, nlp.Mix(ahead, v.nextKind))
	tri(b1, nlp.Mix(ahead, left), v.next)
	tri(a1, b1, nlp.Mix(length, ahead))
	two(nlp.Mix(length, ahead), nlp.Mix(ka1, kb1))
	tri(v.flags, a1, nlp.Mix(b1, ahead))
	return f
}
