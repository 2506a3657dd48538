package segment

import (
	"unicode"
	"unicode/utf8"
)

// Where the treebanks have too few examples to learn from, rules decide:
// addresses stay whole, an apostrophe inside a name parts nothing, and a full
// stop without its blank is cut off.

// mail reports whether the chunk has an address of electronic mail in it.
func (c *cutter) mail() bool {
	for i := 1; i+1 < len(c.chars); i++ {
		if c.chars[i].r != '@' || c.chars[i-1].kind == sign || c.chars[i+1].kind == sign {
			continue
		}
		for j := i + 2; j+1 < len(c.chars); j++ {
			if c.chars[j].r == '.' && c.chars[j+1].kind == letter {
				return true
			}
		}
	}
	return false
}

// core returns the characters of the chunk without the quotes and brackets
// around it and the marks at its end.
func (c *cutter) core() (lo, hi int) {
	hi = len(c.chars)
	for lo < hi && c.chars[lo].kind == sign {
		lo++
	}
	for hi > lo && c.chars[hi-1].kind == sign && c.chars[hi-1].r != '/' {
		hi--
	}
	return lo, hi
}

// missingBlank reports whether character i or the one before it is a full
// stop after which the blank was forgotten: "said.The".
func (c *cutter) missingBlank(i int) bool {
	dot := i
	if c.chars[i].r != '.' {
		dot = i - 1
	}
	if c.chars[dot].r != '.' || dot < 2 || dot+3 >= len(c.chars) {
		return false
	}
	for j, ch := range c.chars {
		if j != dot && j <= dot+3 && ch.kind != letter || j != dot && ch.r == '.' {
			return false
		}
	}
	return unicode.IsLower(c.chars[dot-1].r) && unicode.IsUpper(c.chars[dot+1].r) && unicode.IsLower(c.chars[dot+2].r) && unicode.IsLower(c.chars[dot+3].r)
}

// clitics are what an apostrophe parts from the word before it.
var clitics = set(`s re ve ll d m t em n cause til`)

// inName reports whether a cut before character i would be at an apostrophe
// inside a word: "Sana'a", "Be'er Sheva".
func (c *cutter) inName(i int) bool {
	at := i // the apostrophe
	if plain(c.chars[i].r) != '\'' {
		at = i - 1
	}
	if at < 1 || at+1 >= len(c.chars) || plain(c.chars[at].r) != '\'' || c.chars[at-1].kind != letter || c.chars[at+1].kind != letter {
		return false
	}
	c.folded = c.folded[:0]
	for _, ch := range c.chars[at+1:] {
		if ch.kind != letter {
			break
		}
		c.folded = utf8.AppendRune(c.folded, unicode.ToLower(ch.r))
	}
	return !clitics[string(c.folded)]
}
