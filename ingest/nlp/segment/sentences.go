package segment

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"dateline/ingest/nlp"
)

// longestSentence is the number of tokens after which a sentence is cut where
// it is most likely to end; the steps that follow need no more at a time.
const longestSentence = 300

// longestAside is the most words in brackets inside a sentence.
const longestAside = 60

// unmarked is the score that an end needs when no sign marks it. The treebank
// of web text has many such sentences, news has hardly any: on its dev set the
// bar costs 0.4 of sentence F1, on GUM's, nearer to news, it wins 0.8.
const unmarked = 120

// word is what the features know of a token.
type word struct {
	norm, shape uint64
	start       uint64 // shape of the first character
	tail        uint64 // the last character, if it is a sign
	glued       bool   // no blank before it
	usual       bool   // mostly written in small letters
	short       short  // what it abbreviates
	shortened   bool   // it abbreviates something, if its full stop follows as a token
}

// upper is the start of a word with a capital.
const upper = 12

// short is the kind of an abbreviation that a name may follow.
type short uint8

const (
	noShort short = iota
	initial       // "F.", "W.H."
	title         // "Sgt.", "e.g."
)

// edge stands for what is beyond the ends of a paragraph.
var edge = word{norm: 1, shape: 1, start: 1, tail: 1}

// words appends what the features know of the tokens.
func (l lexicons) words(out []word, text string, tokens []nlp.Token, norm *[]byte) []word {
	for i, t := range tokens {
		form := text[t.Start:t.End]
		var w word
		*norm = nlp.Normalize((*norm)[:0], form)
		w.norm = nlp.HashBytes(*norm)
		_, w.usual = l.small.Get(w.norm)
		_, known := l.known.Get(w.norm)
		r, _ := utf8.DecodeRuneInString(form)
		w.start = uint64(kindOf(r)) + 2
		if w.start == uint64(sign)+2 {
			w.start = uint64(r)
		} else if unicode.IsUpper(r) {
			w.start = upper
		}
		switch word, dot := bytes.CutSuffix(*norm, []byte{'.'}); {
		case dot && (l.titles[string(word)] || links[string(word)]):
			w.short = title
		case dot && w.start == upper && initials(word) && (utf8.RuneCount(word) == 1 || !known): // "U.S." may end a sentence
			w.short = initial
		}
		w.shortened = l.shortens(*norm)
		*norm = nlp.Shape((*norm)[:0], form)
		w.shape = nlp.HashBytes(*norm)
		if r, _ := utf8.DecodeLastRuneInString(form); kindOf(r) == sign {
			w.tail = uint64(r)
		}
		w.glued = i > 0 && tokens[i-1].End == t.Start
		out = append(out, w)
	}
	return out
}

// divide appends the sentences of a paragraph, whose tokens are ws and begin
// at number first in the document; whole says that only a mark ends them, as
// in a title.
func (s *Segmenter) divide(out []nlp.Sentence, ws []word, first, paragraph int32, whole bool) []nlp.Sentence {
	from, at, top := 0, 0, int32(0)
	var buffer [48]uint64
	for i := range ws {
		last := i+1 == len(ws)
		ends := last
		if !last && possible(ws, i) && (marked(ws, i) || !whole && !aside(ws, i) && !adjective(ws, i)) {
			sum := s.sentences.Four(sentenceFeatures(buffer[:0], ws, from, i))
			score := sum[1] - sum[0]
			ends = score > 0 && (ws[i].tail != 0 || score > unmarked)
			if n := i - from; n >= longestSentence/2 && (at <= from || score > top) {
				at, top = i+1, score
			}
		}
		if !ends && i+1-from >= longestSentence {
			if at <= from {
				at = i + 1
			}
			out = append(out, nlp.Sentence{First: first + int32(from), Last: first + int32(at), Paragraph: paragraph})
			from = at
			continue
		}
		if ends {
			out = append(out, nlp.Sentence{First: first + int32(from), Last: first + int32(i+1), Paragraph: paragraph})
			from = i + 1
		}
	}
	return out
}

// possible reports whether a sentence may end after token i.
func possible(ws []word, i int) bool {
	if !ws[i+1].glued {
		return !heldBack(ws, i)
	}
	switch ws[i].tail {
	case '.', '!', '?', '…', '"', '”', ')', ']', '\'', '’':
		return true
	}
	return false
}

// aside reports whether token i closes a bracket inside a sentence: there is
// no mark that ends sentences in it, at its end or before it. "Halden <HLD>
// sold" and "Ann Roe (37) won" are one sentence each, "It sank. [4] Ann Roe
// won" are two. Between < and > stand capitals, not an address.
func aside(ws []word, i int) bool {
	opens := opener(ws[i].start)
	if opens == 0 || i > 0 && ws[i-1].tail == '.' {
		return false
	}
	for j := i - 1; j > max(0, i-longestAside); j-- {
		switch {
		case ws[j].start == opens:
			return !marked(ws, j-1) && (opens != '<' || j < i-1)
		case opens == '<' && ws[j].start != upper:
			return false
		}
	}
	return false
}

// opener is the sign that opens what the sign at the start of a token closes.
func opener(sign uint64) uint64 {
	switch sign {
	case ')':
		return '('
	case ']':
		return '['
	case '>':
		return '<'
	}
	return 0
}

// marked reports whether token i, or the last one before the brackets and
// quotes that it closes, is a mark that ends sentences, and no dot of an
// abbreviation.
func marked(ws []word, i int) bool {
	for ; i >= 0; i-- {
		switch ws[i].start {
		case '?', '!', '…':
			return true
		case '.':
			return i == 0 || !ws[i-1].shortened
		case ')', ']', '>', '"', '”', '’', '\'':
		default:
			return false
		}
	}
	return false
}

// sentenceFeatures are those of a sentence that ends after token i and began
// with token from.
func sentenceFeatures(f []uint64, ws []word, from, i int) []uint64 {
	n := uint64(0)
	one := func(a uint64) { n++; f = append(f, nlp.Mix(n<<54, a)) }
	two := func(a, b uint64) { n++; f = append(f, nlp.Mix(nlp.Mix(n<<54, a), b)) }
	tri := func(a, b, d uint64) { n++; f = append(f, nlp.Mix(nlp.Mix(nlp.Mix(n<<54, a), b), d)) }
	get := func(j int) *word {
		if j < from || j >= len(ws) {
			return &edge
		}
		return &ws[j]
	}
	a, a2, a3 := get(i), get(i-1), get(i-2)
	b, b2, b3 := get(i+1), get(i+2), get(i+3)
	glued := uint64(0)
	if b.glued {
		glued = 1
	}
	length := uint64(min(i+1-from, 8))
	if i+1-from > 30 {
		length = 9
	}
	begins := b.start
	if begins == upper && b.usual {
		begins = upper + 1
	}
	one(glued)
	one(a.norm)
	one(b.norm)
	two(a.norm, b.norm)
	two(a.norm, b.start)
	tri(a.tail, b.start, glued)
	two(a.tail, b.norm)
	tri(a2.norm, a.norm, b.start)
	tri(a2.shape, a.norm, b.start)
	tri(a2.shape, a.tail, b.shape)
	tri(a.norm, b.start, b2.start)
	tri(a.tail, b.shape, b2.shape)
	tri(a.tail, b.norm, b2.norm)
	tri(a.shape, b.shape, b2.shape)
	tri(a3.shape, a2.shape, a.shape)
	tri(a2.shape, a.shape, b.shape)
	two(a.shape, b.shape)
	two(a.norm, b.shape)
	two(a.shape, b.norm)
	two(length, a.tail)
	tri(length, a.tail, b.start)
	tri(length, a.shape, b.shape)
	tri(b.shape, b2.shape, b3.shape)
	tri(a.tail, b2.tail, b3.tail)
	one(a2.norm)
	one(b2.norm)
	two(a.start, b.start)
	two(get(from).norm, a.tail)
	two(get(from).shape, b.shape)
	two(get(from).norm, b.norm)
	two(a.norm, begins)
	tri(a.tail, begins, length)
	tri(a.shape, begins, glued)
	tri(a2.shape, a.tail, begins)
	tri(a2.norm, a.tail, begins)
	return f
}
