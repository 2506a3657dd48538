package schema

import (
	"sort"
	"unicode/utf8"
)

// Offsets converts between bytes, the offsets inside the program, and code
// points, the offsets in everything that leaves it. It is read-only after
// NewOffsets and safe for concurrent use.
type Offsets struct {
	text   string
	points []int // points[i] is the number of code points before byte i*offsetStep; nil when all is ASCII
}

// offsetStep is the distance of the marks in bytes: a look-up counts at most
// so many.
const offsetStep = 128

// NewOffsets prepares the conversion for one text.
func NewOffsets(text string) *Offsets {
	o := &Offsets{text: text}
	ascii := true
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return o
	}
	o.points = make([]int, len(text)/offsetStep+1)
	n := 0
	for i := range len(text) {
		if i%offsetStep == 0 {
			o.points[i/offsetStep] = n
		}
		if utf8.RuneStart(text[i]) {
			n++
		}
	}
	if len(text)%offsetStep == 0 {
		o.points[len(text)/offsetStep] = n
	}
	return o
}

// Point returns the number of code points before byte offset b, which must
// lie within the text on the boundary of a code point.
func (o *Offsets) Point(b int) int {
	if o.points == nil {
		return b
	}
	mark := b / offsetStep
	n := o.points[mark]
	for i := mark * offsetStep; i < b; i++ {
		if utf8.RuneStart(o.text[i]) {
			n++
		}
	}
	return n
}

// Byte returns the byte offset of code point p; false if the text has not so
// many. The end of the text is the last valid answer.
func (o *Offsets) Byte(p int) (int, bool) {
	if p < 0 {
		return 0, false
	}
	if o.points == nil {
		return p, p <= len(o.text)
	}
	// The last mark with at most p code points before it, less one, since a
	// mark can lie inside a code point.
	mark := max(0, sort.SearchInts(o.points, p+1)-1)
	n := o.points[mark]
	for i := mark * offsetStep; ; i++ {
		if i == len(o.text) {
			return i, n == p
		}
		if utf8.RuneStart(o.text[i]) {
			if n == p {
				return i, true
			}
			n++
		}
	}
}

// valid reports whether s is a stretch of the text that begins and ends on
// the boundary of a code point and is not empty.
func (o *Offsets) valid(s Span) bool {
	return 0 <= s.Start && s.Start < s.End && s.End <= len(o.text) &&
		utf8.RuneStart(o.text[s.Start]) && (s.End == len(o.text) || utf8.RuneStart(o.text[s.End]))
}
