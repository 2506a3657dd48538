package segment

import (
	"maps"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
)

// The treebanks have few of the abbreviations of the news, so the common ones
// are listed; titles and shortened ones are written with a capital.

// moreTitles stand before a name as those of the gazetteer do, but not before
// one person's, or before an office's.
const moreTitles = `amb asst cdr cmdt cols cpt det drs ens gens govs insp lts messrs mgr mlle ofc profs reps revs sec sens sgts treas`

// links stand in the middle of a sentence: as with titles, their dot does not
// end one there.
var links = set(`e.g i.e cf viz vs`)

// newTitles returns the abbreviations that a name follows.
func newTitles() (map[string]bool, error) {
	m, err := gazetteer.TitleAbbreviations()
	maps.Copy(m, set(moreTitles))
	return m, err
}

// shortened are abbreviations if more of the sentence follows: a word in small
// letters, a number, a comma.
var shortened = set(`ala apr ariz ark assn assoc aug ave bldg blvd bros calif co colo conn corp dec del dept dist est feb fla fri ga hwy ill inc
	ind jan jr jul jun kan ky la ltd mar mass md mich minn mo mon mont mt neb nev nov oct okla ore pa rd sep sept sr ste tenn tex thu thur thurs
	tue tues univ va vt wash wed wis wyo`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// abbreviated reports whether the dot at character i belongs to the token from
// character from on: "Sgt. Lee", "Calif. today", "John F. Kennedy".
func (c *cutter) abbreviated(v *view, i int) bool {
	from, last := v.from, i+1 == len(c.chars)
	if c.chars[i].r != '.' || i == from || !last && c.chars[i+1].r != ',' {
		return false
	}
	c.folded = nlp.Fold(c.folded[:0], v.text[c.chars[from].at:c.chars[i].at])
	goesOn := !last || v.nextKind == uint64(letter) || v.nextKind == uint64(digit)
	switch {
	case links[string(c.folded)]:
		return goesOn || v.nextKind == capital
	case !unicode.IsUpper(c.chars[from].r):
		return false
	case initials(c.folded):
		return last && v.nextKind == capital && (v.nextInitial || string(c.folded) != "i" && !c.usual(v.next))
	case c.titles[string(c.folded)]:
		return goesOn || v.nextKind == capital
	}
	return shortened[string(c.folded)] && goesOn
}

// shortens reports whether a word with a full stop after it is an
// abbreviation: "Corp", "p.m".
func (l lexicons) shortens(word []byte) bool {
	return l.titles[string(word)] || links[string(word)] || shortened[string(word)] || len(word) > 1 && initials(word)
}

// initials reports whether a word without its last dot is letters with dots
// between them.
func initials(word []byte) bool {
	n := 0
	for len(word) > 0 {
		r, size := utf8.DecodeRune(word)
		if (r == '.') != (n%2 == 1) || r != '.' && kindOf(r) != letter {
			return false
		}
		word = word[size:]
		n++
	}
	return n%2 == 1
}

// usual reports whether a word is mostly written in small letters, so that its
// capital says that a sentence begins.
func (c *cutter) usual(norm uint64) bool {
	_, ok := c.small.Get(norm)
	return ok
}

// heldBack reports whether token i is an abbreviation that its sentence goes on
// after: a title or an initial before a
// name.
func heldBack(ws []word, i int) bool {
	a, b := &ws[i], &ws[i+1]
	switch a.short {
	case title:
		return b.start == upper || b.start == uint64(digit)+2
	case initial:
		return b.start == upper && (b.short == initial || !b.usual)
	}
	return false
}

// lands are abbreviations that are nouns only after "the": "sold two U.S.
// Treasury bills".
var lands = hashes("u.s. u.k. u.n. e.u.")

// starters begin a sentence, and hardly ever a name.
var starters = hashes("the a an he she it they we i you this that these those there but in on at as if when while after before since for")

var the = nlp.HashBytes([]byte("the"))

func hashes(words string) map[uint64]bool {
	m := map[uint64]bool{}
	for _, w := range strings.Fields(words) {
		m[nlp.HashBytes([]byte(w))] = true
	}
	return m
}

// adjective reports whether token i is the name of a land before a noun with a
// capital, so that its dot ends no sentence.
func adjective(ws []word, i int) bool {
	return i > 0 && lands[ws[i].norm] && ws[i-1].norm != the && !starters[ws[i+1].norm]
}
