package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold returns the form of a name that decides whether two spellings mean the
// same: lower case, without accents, punctuation as a blank or, within a word
// (U.S., O'Brien), as nothing, one blank between words, no article in front.
func fold(name string) string {
	var b strings.Builder
	b.Grow(len(name))
	gap := false
	name = strings.ToLower(name)
	if !ascii(name) {
		name = norm.NFD.String(name)
	}
	for _, r := range name {
		switch {
		case r == '.' || r == '\'' || r == '’' || r == '`' || unicode.Is(unicode.Mn, r):
			continue
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		if plain := plainLetter(r); plain != "" {
			b.WriteString(plain)
		} else {
			b.WriteRune(r)
		}
	}
	return strings.TrimPrefix(b.String(), "the ")
}

// plainLetter spells a small letter that is no letter with an accent in
// Unicode, but is typed as one.
func plainLetter(r rune) string {
	switch r {
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'ı':
		return "i"
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'þ':
		return "th"
	}
	return ""
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// distance returns the number of letters to insert, drop, change or swap with
// their neighbour to make b of a (optimal string alignment), or limit+1 when
// it is more than limit.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	before, last, now := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i, x := range a {
		now[0] = i + 1
		least := now[0]
		for j, y := range b {
			change := 1
			if x == y {
				change = 0
			}
			d := min(last[j]+change, last[j+1]+1, now[j]+1)
			if i > 0 && j > 0 && x == b[j-1] && a[i-1] == y {
				d = min(d, before[j-1]+1)
			}
			now[j+1] = d
			least = min(least, d)
		}
		if least > limit {
			return limit + 1
		}
		before, last, now = last, now, before
	}
	return min(last[len(b)], limit+1)
}
