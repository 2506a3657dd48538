package nquads

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// Read yields the quads of an N-Quads or N-Triples document in its order, the
// label nil where a line names no graph. It is strict: the first line that is
// not in the grammar ends it with an error that gives the line's number.
// Literals keep their type and spelling; a string typed xsd:string is a String.
func Read(r io.Reader) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		in := bufio.NewReaderSize(r, 64<<10)
		for number := 1; ; number++ {
			text, err := in.ReadBytes('\n')
			if err != nil && !errors.Is(err, io.EOF) {
				yield(quad.Quad{}, err)
				return
			}
			// A carriage return ends a line as well (EOL).
			for line := range bytes.FieldsFuncSeq(text, func(r rune) bool { return r == '\r' || r == '\n' }) {
				q, found, bad := Parse(string(line))
				if bad != nil {
					yield(quad.Quad{}, fmt.Errorf("line %d: %w", number, bad))
					return
				}
				if found && !yield(q, nil) {
					return
				}
			}
			if err != nil {
				return
			}
		}
	}
}

// Parse reads one line. It reports false for a blank line or a comment.
func Parse(line string) (quad.Quad, bool, error) {
	if !utf8.ValidString(line) {
		return quad.Quad{}, false, errUTF8
	}
	p := parser{rest: line}
	p.blanks()
	if p.done() {
		return quad.Quad{}, false, nil
	}
	q := quad.Quad{
		Subject:   p.term("subject", iris|blanks),
		Predicate: p.term("predicate", iris),
		Object:    p.term("object", iris|blanks|literals),
	}
	if p.blanks(); p.err == nil && !strings.HasPrefix(p.rest, ".") {
		q.Label = p.term("graph name", iris|blanks)
		p.blanks()
	}
	if p.err == nil && !strings.HasPrefix(p.rest, ".") {
		p.fail("expected the full stop, found %.20q", p.rest)
	}
	if p.err != nil {
		return quad.Quad{}, false, p.err
	}
	p.rest = p.rest[1:]
	if p.blanks(); !p.done() {
		return quad.Quad{}, false, fmt.Errorf("unexpected %.20q after the full stop", p.rest)
	}
	return q, true, nil
}

// A parser reads terms off the front of rest until the first error.
type parser struct {
	rest string
	err  error
}

func (p *parser) fail(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf(format, args...)
	}
}

func (p *parser) blanks() { p.rest = strings.TrimLeft(p.rest, " \t") }

func (p *parser) done() bool { return p.rest == "" || p.rest[0] == '#' }

func (p *parser) term(place string, allowed terms) quad.Value {
	p.blanks()
	if p.err != nil {
		return nil
	}
	switch {
	case allowed&iris != 0 && strings.HasPrefix(p.rest, "<"):
		return p.iri()
	case allowed&blanks != 0 && strings.HasPrefix(p.rest, "_:"):
		n := blankLabel(p.rest[2:])
		if n == 0 {
			p.fail("blank node without a label: %.20q", p.rest)
			return nil
		}
		label := p.rest[2 : 2+n]
		p.rest = p.rest[2+n:]
		return quad.BNode(label)
	case allowed&literals != 0 && strings.HasPrefix(p.rest, `"`):
		return p.literal()
	}
	p.fail("expected the %s, found %.20q", place, p.rest)
	return nil
}

func (p *parser) iri() quad.IRI {
	s := p.quoted('>', bareInIRI, false)
	if p.err == nil && !absolute(s) {
		p.fail("<%s>: %w", s, errRelative)
	}
	return quad.IRI(s)
}

func (p *parser) literal() quad.Value {
	s := quad.String(p.quoted('"', func(c byte) bool { return c != '\n' && c != '\r' }, true))
	switch {
	case p.err != nil:
		return nil
	case strings.HasPrefix(p.rest, "@"):
		n := langTag(p.rest[1:])
		if n == 0 {
			p.fail("%w: %.20q", errLang, p.rest)
			return nil
		}
		lang := p.rest[1 : 1+n]
		p.rest = p.rest[1+n:]
		return quad.LangString{Value: s, Lang: lang}
	case strings.HasPrefix(p.rest, "^^<"):
		p.rest = p.rest[2:]
		typ := p.iri()
		switch typ {
		case xsdString:
			return s
		case langString:
			p.fail("a string typed rdf:langString has no language")
		}
		return quad.TypedString{Value: s, Type: typ}
	}
	return s
}

// quoted reads from the opening delimiter at the front to end and returns what
// is between them, unescaped. An ASCII character that bare refuses must be
// escaped; short allows ECHAR beside UCHAR.
func (p *parser) quoted(end byte, bare func(byte) bool, short bool) string {
	s := p.rest[1:]
	var out strings.Builder
	plain := 0
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == end:
			p.rest = s[i+1:]
			if out.Len() == 0 {
				return s[:i]
			}
			out.WriteString(s[plain:i])
			return out.String()
		case c == '\\':
			r, n := unescape(s[i:], short)
			if n == 0 {
				p.fail("bad escape: %.12q", s[i:])
				return ""
			}
			out.WriteString(s[plain:i])
			out.WriteRune(r)
			i += n
			plain = i
		case c < utf8.RuneSelf && !bare(c):
			p.fail("character %q must be escaped", c)
			return ""
		default:
			i++
		}
	}
	p.fail("no closing %q: %.20q", end, p.rest)
	return ""
}

// unescape reads the escape that s starts with and returns its length, 0 if it
// is none.
func unescape(s string, short bool) (rune, int) {
	if len(s) < 2 {
		return 0, 0
	}
	digits := 0
	switch s[1] {
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	}
	if digits == 0 {
		if i := strings.IndexByte(`tbnrf"'\`, s[1]); short && i >= 0 {
			return rune("\t\b\n\r\f\"'\\"[i]), 2
		}
		return 0, 0
	}
	if len(s) < 2+digits {
		return 0, 0
	}
	var r uint32
	for _, c := range []byte(s[2 : 2+digits]) {
		switch {
		case digit(c):
			r = r<<4 | uint32(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			r = r<<4 | uint32(c|0x20-'a'+10)
		default:
			return 0, 0
		}
	}
	if r > utf8.MaxRune || !utf8.ValidRune(rune(r)) {
		return 0, 0
	}
	return rune(r), 2 + digits
}
