package schema

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// CleanText brings text into the form that is stored: valid UTF-8 (a broken
// byte becomes U+FFFD), NFC, LF line ends, tabs as blanks; no byte order
// mark, no control or invisible formatting characters, no blanks at the ends
// of lines, no blank lines at either end.
func CleanText(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if !plain(s) {
		s = strings.ReplaceAll(s, "\r\n", "\n")
		s = norm.NFC.String(strings.Map(cleanRune, s))
	}
	if strings.Contains(s, " \n") {
		lines := strings.Split(s, "\n")
		for i, l := range lines {
			lines[i] = strings.TrimRight(l, " ")
		}
		s = strings.Join(lines, "\n")
	}
	return strings.Trim(s, "\n ")
}

// CleanLine is CleanText for what is one line: runs of white space become one
// blank.
func CleanLine(s string) string { return strings.Join(strings.Fields(CleanText(s)), " ") }

// plain reports whether s is printable ASCII and LF, which needs no cleaning.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < ' ' || c >= 0x7f) && c != '\n' {
			return false
		}
	}
	return true
}

// cleanRune maps one character to its stored form; -1 drops it.
func cleanRune(r rune) rune {
	switch {
	case r == '\n':
		return r
	case r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029':
		return '\n'
	case r == '\t':
		return ' '
	case r == '\u200c' || r == '\u200d':
		return r // joiners: part of the spelling of some scripts
	case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r):
		return -1
	case r == '\ufffe' || r == '\uffff':
		return -1
	}
	return r
}

// storedText joins a title and a body, both clean: the title, a blank line,
// the body; the title is not repeated where the body begins with it.
func storedText(title, body string) string {
	for title != "" {
		first, rest, _ := strings.Cut(body, "\n")
		if !strings.EqualFold(CleanLine(first), title) {
			break
		}
		body = strings.TrimLeft(rest, "\n ")
	}
	switch {
	case title == "":
		return body
	case body == "":
		return title
	}
	return title + "\n\n" + body
}
