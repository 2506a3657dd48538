package coref

import (
	"slices"
	"strings"

	"dateline/ingest/nlp"
)

// A role is a title or position seen with a person: its head noun, what
// specifies it ("foreign" of "foreign minister") and its country.
type role struct {
	head    string
	mods    []string
	country string
}

// titleLimit is how many tokens a title before a name may have.
const titleLimit = 9

// titleBefore reads the title that ends right before token end: "Russian
// Foreign Minister" before "Sergei Lavrov". It looks at the words and not at
// the tree, which often takes a title for something else. start is its
// first token, end without one.
func (r *reading) titleBefore(end int32) (start int32, t role) {
	begin := r.doc.Sentences[r.sent[end]].First
	low := end
	for low > begin && end-low < titleLimit && r.inTitle(low-1) {
		low--
	}
	start = end
	for s := low; s < end; s++ { // the longest role first
		if !strings.ContainsAny(r.lower[s][:1], "abcdefghijklmnopqrstuvwxyz") {
			continue
		}
		a, b := r.doc.Span(s, end)
		if _, plural, ok := r.gaz.Role(r.doc.Text[a:b]); ok && !plural {
			start = s
			break
		}
	}
	if start == end && end > low && (r.trait(end-1)&person != 0 && r.tok(end-1).POS != "ADJ" && r.nominalNumber(end-1) != plural || r.titleWord(r.lower[end-1]) != 0) {
		start = end - 1
	}
	if start == end && end > low && r.describes(end-1) {
		start = end - 1
	}
	if start == end {
		return end, role{}
	}
	for i := start; i < end; i++ {
		if w := r.lower[i]; w == "of" || w == "for" || w == "to" {
			break
		}
		t.head = r.lemma(i)
	}
	for i := start; i < end; i++ {
		if n := r.nameAt[i]; n >= 0 {
			t.of(r, n)
		} else if l := r.lemma(i); l != t.head && len(l) > 2 && alphabetic(l) {
			t.mods = append(t.mods, l)
		}
	}
	for start > low && r.lower[start-1] != "of" && r.lower[start-1] != "for" && r.lower[start-1] != "to" {
		start--
		if n := r.nameAt[start]; n >= 0 {
			t.of(r, n)
		} else if l := r.lemma(start); alphabetic(l) {
			t.mods = append(t.mods, l)
		}
	}
	if p := start - 1; t.country == "" && p > begin && r.tok(p).Tag == "POS" && r.nameAt[p-1] >= 0 {
		t.of(r, r.nameAt[p-1])
	}
	return start, t
}

// of says whose the role is: a country's, or that of whatever else has name n.
// The president of a bank is not that of the country.
func (t *role) of(r *reading, n int32) {
	m := &r.ments[n]
	if (m.Class == nlp.Country || m.Class == nlp.Nationality) && m.Ref != "" {
		if t.country == "" {
			t.country = m.Ref
		}
		return
	}
	if w := fold(strings.Join(unfirmed(nameWords(r.text(n))), " ")); !slices.Contains(t.mods, w) {
		t.mods = append(t.mods, w)
	}
}

// describes reports whether common noun i hangs together with the name right
// behind it: "the physicist Stephen Hawking".
func (r *reading) describes(i int32) bool {
	n := r.nameAt[i+1]
	if t := r.tok(i); t.POS != "NOUN" || t.Tag == "NNS" || n < 0 || !personal(r.lower[i]) {
		return false
	}
	m := &r.ments[n]
	h, up := r.tok(m.Head), r.tok(i).Head
	return h.Head == i && h.Rel != "nsubj" && h.Rel != "conj" || up >= m.First && up < m.Last
}

// personal reports whether a noun looks like one for a person.
func personal(w string) bool {
	for _, end := range [...]string{"ist", "ian", "man", "woman", "er", "or", "ee", "ant", "ess"} {
		if len(w) > len(end)+3 && strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// inTitle reports whether a token can be a word of a title.
func (r *reading) inTitle(i int32) bool {
	switch r.tok(i).POS {
	case "NOUN", "PROPN":
		return true
	case "ADJ":
		return true
	case "ADP":
		return r.lower[i] == "of" || r.lower[i] == "for" || r.lower[i] == "to"
	case "PUNCT":
		return r.lower[i] == "-" && i > 0 && r.tok(i).Start == r.tok(i-1).End
	}
	return r.nameAt[i] >= 0
}

// roleAt reads a role off its head noun: "foreign minister of Iraq" is
// {minister, [foreign], Iraq}, "president of Ford" {president, [ford], }.
func (r *reading) roleAt(h int32) role {
	ro := role{head: r.lemma(h)}
	for _, k := range r.kids(h) {
		b := r.rel(k)
		if r.nameAt[k] >= 0 {
			if b == "amod" || b == "compound" || b == "nmod" {
				ro.of(r, r.nameAt[k])
			}
			continue
		}
		switch {
		case b == "compound" && k < h, b == "amod" && k < h && specifies(r.lower[k]):
			ro.mods = append(ro.mods, r.lemma(k))
		case b == "nmod" && k > h && r.caseOf(k) == "of":
			ro.mods = append(ro.mods, r.lemma(k))
		}
	}
	return ro
}

// specifies reports whether an adjective tells one office from another. All
// others only describe: "the outspoken senator".
func specifies(w string) bool {
	switch w {
	case "prime", "vice", "deputy", "assistant", "acting", "interim", "former", "ex", "late", "new", "next", "other",
		"another", "first", "second", "foreign", "chief", "general", "national", "federal", "regional", "local",
		"supreme", "financial", "military", "permanent", "special", "senior", "junior", "elder", "younger", "outgoing",
		"incoming", "previous", "same", "unidentified", "unnamed", "top", "high", "ranking", "different", "own":
		return true
	}
	return false
}

// hasRole reports whether an entity was seen in the role. A deputy is none of
// what he is the deputy of.
func hasRole(x *entity, want role) bool {
	for _, h := range x.roles {
		if want.head == "leader" && leads(h) && want.country != "" && want.country == h.country && len(want.mods) == 0 {
			return true
		}
		if h.head != want.head || want.country != "" && h.country != "" && want.country != h.country {
			continue
		}
		if want.country != "" && h.country == "" && x.ref != want.country && x.ref != "" {
			continue
		}
		fits := true
		for _, w := range want.mods {
			fits = fits && slices.Contains(h.mods, w)
		}
		for _, w := range h.mods {
			switch w {
			case "vice", "deputy", "assistant", "former", "ex", "acting":
				fits = fits && slices.Contains(want.mods, w)
			}
		}
		if fits {
			return true
		}
	}
	return false
}

// leads reports whether a role is that of a head of state or government.
func leads(h role) bool {
	switch h.head {
	case "president", "chancellor", "premier", "king", "queen", "emperor", "sultan", "dictator", "ruler", "leader":
		return !slices.Contains(h.mods, "vice") && !slices.Contains(h.mods, "deputy") && !slices.Contains(h.mods, "former")
	case "minister":
		return slices.Contains(h.mods, "prime")
	}
	return false
}
