package nquads

import "unicode/utf8"

// The productions of https://www.w3.org/TR/n-quads/#sec-grammar that the
// reader and the writer share.

// bareInIRI reports whether the ASCII character c may stand in IRIREF
// unescaped.
func bareInIRI(c byte) bool {
	switch c {
	case '<', '>', '"', '{', '}', '|', '^', '`', '\\':
		return false
	}
	return c > ' '
}

// absolute reports whether s starts with a scheme (RFC 3986, section 3.1).
func absolute(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case letter(c):
		case i > 0 && (digit(c) || c == '+' || c == '-' || c == '.'):
		default:
			return i > 0 && c == ':'
		}
	}
	return false
}

// blankLabel returns the length of the longest BLANK_NODE_LABEL, without its
// "_:", that s starts with. The colon is left out, as the erratum asks.
func blankLabel(s string) int {
	end := 0 // after the last character that may end the label
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '.' && i > 0:
		case nameStart(r) || '0' <= r && r <= '9':
			end = i + n
		case i > 0 && (r == '-' || r == 0xB7 || 0x300 <= r && r <= 0x36F || r == 0x203F || r == 0x2040):
			end = i + n
		default:
			return end
		}
		i += n
	}
	return end
}

// nameStart reports PN_CHARS_BASE or '_'.
func nameStart(r rune) bool {
	if r < utf8.RuneSelf {
		return letter(byte(r)) || r == '_'
	}
	for _, span := range [...][2]rune{
		{0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x2FF}, {0x370, 0x37D}, {0x37F, 0x1FFF}, {0x200C, 0x200D},
		{0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFC},
		{0x10000, 0xEFFFF},
	} {
		if span[0] <= r && r <= span[1] {
			return true
		}
	}
	return false
}

// langTag returns the length of the longest LANGTAG, without its "@", that s
// starts with.
func langTag(s string) int {
	i := 0
	for i < len(s) && letter(s[i]) {
		i++
	}
	if i == 0 {
		return 0
	}
	for i < len(s) && s[i] == '-' {
		j := i + 1
		for j < len(s) && (letter(s[j]) || digit(s[j])) {
			j++
		}
		if j == i+1 {
			break
		}
		i = j
	}
	return i
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func digit(c byte) bool  { return '0' <= c && c <= '9' }
