package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// keyOf returns the form under which a spelling is entered: without accents,
// quotes straight, no leading article, blanks single. Names in mixed or lower
// case are entered in lower case; names without a lower-case letter (US, WHO,
// IS) as they are, since in lower case they are other words.
func keyOf(spelling string) string {
	s := plain(spelling)
	if isAcronym(s) {
		return s
	}
	return strings.ToLower(s)
}

// Key returns the key of a city's name in compiled/cities.tsv: lower case,
// without accents.
func Key(name string) string { return strings.ToLower(plain(name)) }

// look finds a name. A name in lower case is none ("turkey"); a name all in
// capitals may be one in mixed case ("RUSSIA" in a headline).
func look[V any](m map[string]V, name string) (v V, ok bool) {
	if !named(name) {
		return v, false
	}
	s := plain(name)
	if isAcronym(s) {
		if v, ok = m[s]; ok || len(s) < 4 {
			return v, ok
		}
	}
	v, ok = m[strings.ToLower(s)]
	return v, ok
}

// plain strips accents, leading articles, possessives and surplus blanks.
func plain(s string) string {
	s = strip(s)
	if len(s) > 4 && (s[:4] == "the " || s[:4] == "The " || s[:4] == "THE ") {
		s = s[4:]
	}
	if strings.Contains(s, "  ") || strings.ContainsAny(s, "\n\t") || strings.HasPrefix(s, " ") || strings.HasSuffix(s, " ") {
		s = strings.Join(strings.Fields(s), " ")
	}
	return s
}

// strip removes accents and makes quotes and dashes plain; ASCII passes
// untouched.
func strip(s string) string {
	if ascii(s) {
		return s
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == '’' || r == '‘' || r == 'ʻ' || r == 'ʼ' || r == '`':
			b.WriteByte('\'')
		case r == '‐' || r == '‑' || r == '–':
			b.WriteByte('-')
		case r == '\u00a0':
			b.WriteByte(' ')
		case r == 'ø':
			b.WriteByte('o')
		case r == 'Ø':
			b.WriteByte('O')
		case r == 'ł':
			b.WriteByte('l')
		case r == 'Ł':
			b.WriteByte('L')
		case r == 'ı':
			b.WriteByte('i')
		case r == 'đ':
			b.WriteByte('d')
		case r == 'Đ':
			b.WriteByte('D')
		case r == 'ß':
			b.WriteString("ss")
		case r == 'æ':
			b.WriteString("ae")
		case r == 'œ':
			b.WriteString("oe")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// named reports whether s is written as names are: with a capital, or with a
// digit (9/11).
func named(s string) bool {
	for _, r := range s {
		if unicode.IsUpper(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return false
}

// isAcronym reports whether s has capitals and no lower-case letter.
func isAcronym(s string) bool {
	upper := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		upper = upper || unicode.IsUpper(r)
	}
	return upper
}
