// Package nquads spells quads as RDF 1.1 N-Quads and reads them back.
//
// In: quads, or the bytes of an .nq or .nt file. Out: one line a quad in the
// canonical form that RDF 1.2 gives for N-Quads (single blanks, the shortest
// escapes), or quads. What is written reads back equal. Cayley's own reader
// and writer are not used: they drop bad lines and leave IRIs unescaped.
package nquads

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

const (
	xsdString  = "http://www.w3.org/2001/XMLSchema#string"
	langString = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
)

// Append appends q to dst as one line with its newline. The label may be nil.
// A string typed xsd:string is written without its type, which means the same.
// It fails on a place that RDF does not allow there, on a relative IRI and on
// text that is not UTF-8; dst is then returned as it was.
func Append(dst []byte, q quad.Quad) ([]byte, error) {
	start := len(dst)
	for _, place := range [...]struct {
		name    string
		value   quad.Value
		allowed terms
	}{
		{"subject", q.Subject, iris | blanks},
		{"predicate", q.Predicate, iris},
		{"object", q.Object, iris | blanks | literals},
		{"graph name", q.Label, iris | blanks},
	} {
		if place.value == nil && place.name == "graph name" {
			break
		}
		var err error
		if dst, err = appendTerm(dst, place.value, place.allowed); err != nil {
			return dst[:start], fmt.Errorf("%s %v: %w", place.name, place.value, err)
		}
		dst = append(dst, ' ')
	}
	return append(dst, '.', '\n'), nil
}

// terms is a set of the kinds of term that a place of a quad allows.
type terms uint8

const (
	iris terms = 1 << iota
	blanks
	literals
)

var (
	errPlace    = errors.New("term is not allowed in this place")
	errRelative = errors.New("IRI is not absolute")
	errUTF8     = errors.New("text is not UTF-8")
	errBlank    = errors.New("blank node label has a character that is not allowed")
	errLang     = errors.New("language tag is not well formed")
)

func appendTerm(dst []byte, v quad.Value, allowed terms) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI:
		if allowed&iris == 0 {
			return dst, errPlace
		}
		return appendIRI(dst, string(v))
	case quad.BNode:
		if allowed&blanks == 0 {
			return dst, errPlace
		}
		if n := blankLabel(string(v)); n == 0 || n != len(v) {
			return dst, errBlank
		}
		return append(append(dst, "_:"...), v...), nil
	}
	if allowed&literals == 0 {
		return dst, errPlace
	}
	switch v := v.(type) {
	case quad.String:
		return appendString(dst, string(v))
	case quad.LangString:
		if n := langTag(v.Lang); n == 0 || n != len(v.Lang) {
			return dst, errLang
		}
		dst, err := appendString(dst, string(v.Value))
		return append(append(dst, '@'), v.Lang...), err
	case quad.TypedString:
		dst, err := appendString(dst, string(v.Value))
		if err != nil || v.Type == xsdString || v.Type == "" {
			return dst, err
		}
		return appendIRI(append(dst, "^^"...), string(v.Type))
	case quad.TypedStringer: // Cayley's native numbers and times
		typed := v.TypedString()
		typed.Type = typed.Type.Full() // they carry "xsd:integer"
		return appendTerm(dst, typed, allowed)
	}
	return dst, fmt.Errorf("no RDF term: %T", v)
}

func appendIRI(dst []byte, s string) ([]byte, error) {
	if !absolute(s) {
		return dst, errRelative
	}
	dst = append(dst, '<')
	plain := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 {
				return dst, errUTF8
			}
			i += n
			continue
		}
		if !bareInIRI(c) {
			dst = append(dst, s[plain:i]...)
			dst = appendUCHAR(dst, rune(c))
			plain = i + 1
		}
		i++
	}
	dst = append(dst, s[plain:]...)
	return append(dst, '>'), nil
}

func appendString(dst []byte, s string) ([]byte, error) {
	dst = append(dst, '"')
	plain := 0 // s[plain:i] needs no escape
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 {
				return dst, errUTF8
			}
			if r == 0xFFFE || r == 0xFFFF { // outside Char of XML 1.1
				dst = append(dst, s[plain:i]...)
				dst = appendUCHAR(dst, r)
				plain = i + n
			}
			i += n
			continue
		}
		if c < 0x20 || c == '"' || c == '\\' || c == 0x7F {
			dst = append(dst, s[plain:i]...)
			if e := shortEscape(c); e != 0 {
				dst = append(dst, '\\', e)
			} else {
				dst = appendUCHAR(dst, rune(c))
			}
			plain = i + 1
		}
		i++
	}
	dst = append(dst, s[plain:]...)
	return append(dst, '"'), nil
}

// shortEscape is the letter of ECHAR for c, 0 if it has none.
func shortEscape(c byte) byte {
	switch c {
	case '\b':
		return 'b'
	case '\t':
		return 't'
	case '\n':
		return 'n'
	case '\f':
		return 'f'
	case '\r':
		return 'r'
	case '"', '\\':
		return c
	}
	return 0
}

// appendUCHAR appends r, which is below U+10000, as \u and four hexadecimal
// digits.
func appendUCHAR(dst []byte, r rune) []byte {
	const hex = "0123456789ABCDEF"
	return append(dst, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
}
