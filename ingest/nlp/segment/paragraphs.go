package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is a line or a paragraph, text[start:end].
type line struct{ start, end int }

// paragraphs appends the paragraphs of text: the title, then a paragraph a
// line, or paragraphs of several lines where a program has broken them to a
// width.
func paragraphs(out []line, text string, title int) []line {
	title = max(0, min(title, len(text)))
	for title < len(text) && !utf8.RuneStart(text[title]) {
		title++
	}
	if title > 0 {
		out = append(out, line{0, title})
	}
	body, known := len(out), 0
	for at := title; at < len(text); {
		begin := len(out)
		for at < len(text) { // one block: lines up to a blank one
			end := at
			for end < len(text) && text[end] != '\n' {
				end++
			}
			blank := true
			for _, c := range []byte(text[at:end]) {
				if c != ' ' && c != '\t' && c != '\r' {
					blank = false
					break
				}
			}
			if !blank {
				out = append(out, line{at, end})
			}
			at = end + 1
			if blank {
				break
			}
		}
		b := block{text: text, lines: out[begin:], opens: begin == body, known: known}
		left, wrapped := b.join()
		if wrapped {
			known = b.width
		}
		out = out[:begin+left]
	}
	return out
}

// A block is lines without a blank one between them.
//
// A program that breaks text to a width starts a line only with a word that
// had no room on the line before. So a line is full if the word after it would
// make it wider than all lines of the block; lines of verse, of lists and of
// tables are mostly not, and begin with a capital or a digit.
type block struct {
	text   string
	lines  []line
	opens  bool // the text: its first line has lost its dateline or its indent
	width  int  // of the widest line
	indent int  // of a line that goes on
	known  int  // width of an earlier block that was wrapped; 0 for none
}

// The widest line of a block that a program has broken.
const narrowest, widest = 40, 120

// slack is by how much wrapped lines may be narrower than they need be:
// programs count differently.
const slack = 2

// tab is how many blanks a tab stands for.
const tab = 8

// step is by how many blanks the first line of a paragraph is indented.
const step = 2

// join makes the lines of each paragraph one, if the block is wrapped, and
// returns how many are left.
func (b *block) join() (left int, wrapped bool) {
	if !b.wrapped() {
		return len(b.lines), false
	}
	out, start := 0, 0
	for i := 1; i < len(b.lines); i++ {
		short := !b.full(i-1) && !(b.opens && i == 1 && !b.ended(0))
		if b.begins(i, start) || short && !b.small(i) {
			out, start = out+1, i
			b.lines[out] = b.lines[i]
			continue
		}
		b.lines[out].end = b.lines[i].end
	}
	return out + 1, true
}

// wrapped reports whether a program has broken the block: where no indent
// parts two lines, the first is mostly full, and the second goes on in the
// middle of a sentence where it does not happen to begin with a name or a
// number. One line alone decides nothing. What may begin with a name
// everywhere, as two lines may, must be full to the width that is known.
func (b *block) wrapped() bool {
	if len(b.lines) < 2 || !b.measure() {
		return false
	}
	pairs, on, ragged := b.count()
	if on > 0 && 4*on >= pairs && 4*ragged <= pairs {
		return true
	}
	if b.width > b.known {
		return false
	}
	b.width = b.known
	pairs, _, ragged = b.count()
	return pairs > 0 && ragged == 0
}

// count counts the pairs of lines that no indent parts, those of them that go
// on in small letters, and those whose first line is not full.
func (b *block) count() (pairs, on, ragged int) {
	start := 0
	for i := 1; i < len(b.lines); i++ {
		if b.begins(i, start) {
			start = i
			continue
		}
		pairs++
		if b.ended(i - 1) {
			continue
		}
		full := b.full(i-1) || b.opens && i == 1 && len(b.lines) > 2
		switch {
		case !full:
			ragged++
		case b.small(i):
			on++
		}
	}
	return pairs, on, ragged
}

// measure finds the width and the indent of the block, and reports whether
// the width is one that text is broken to.
func (b *block) measure() bool {
	b.width, b.indent = 0, widest
	for i := range b.lines {
		s := b.line(i)
		if strings.ContainsAny(strings.TrimLeft(s, " \t"), " \t") { // an address alone may be longer
			b.width = max(b.width, utf8.RuneCountInString(s))
		}
		if i > 0 {
			b.indent = min(b.indent, b.indentOf(i))
		}
	}
	return narrowest <= b.width && b.width <= widest
}

// begins reports whether line i is the first of a paragraph: it is indented, an
// item of a list or a row of a table, or follows on one. The lines of an item
// may hang behind its mark.
func (b *block) begins(i, start int) bool {
	if b.columns(i) || b.columns(i-1) || b.item(i) && (!b.full(i-1) || b.ended(i-1)) {
		return true
	}
	indent := b.indentOf(i)
	return indent >= b.indent+step && !(b.item(start) && indent > b.indentOf(start))
}

// line is line i without the blanks at its end.
func (b *block) line(i int) string {
	return strings.TrimRight(b.text[b.lines[i].start:b.lines[i].end], " \t\r")
}

func (b *block) indentOf(i int) int {
	n := 0
	for _, c := range []byte(b.line(i)) {
		switch c {
		case ' ':
			n++
		case '\t':
			n += tab
		default:
			return n
		}
	}
	return n
}

// columns reports whether line i is a row of a table: blanks part it twice.
func (b *block) columns(i int) bool {
	rest, gaps := strings.TrimLeft(b.line(i), " \t"), 0
	for more := true; more; gaps++ {
		_, rest, more = strings.Cut(rest, "   ")
		rest = strings.TrimLeft(rest, " ")
	}
	return gaps > 2
}

// full reports whether the first word of the next line had no room on line i.
func (b *block) full(i int) bool {
	word, _, _ := strings.Cut(strings.TrimLeft(b.line(i+1), " \t"), " ")
	return utf8.RuneCountInString(b.line(i))+1+utf8.RuneCountInString(word)+slack >= b.width
}

// small reports whether line i begins with a small letter.
func (b *block) small(i int) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(b.line(i), " \t"))
	return unicode.IsLower(first)
}

// ended reports whether a sign ends line i after which a line may be broken by
// hand.
func (b *block) ended(i int) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(b.line(i), "\"”’')]"))
	return strings.ContainsRune(".!?…:;", last)
}

// item reports whether line i begins with the mark of a list: "- ", "* ",
// "1. ".
func (b *block) item(i int) bool {
	mark, _, more := strings.Cut(strings.TrimLeft(b.line(i), " \t"), " ")
	switch mark {
	case "-", "–", "—", "*", "•", "·", "o", "+":
		return more
	}
	number := strings.TrimRight(mark, ".)")
	return more && number != "" && len(number) < len(mark) && strings.Trim(number, "0123456789") == ""
}
