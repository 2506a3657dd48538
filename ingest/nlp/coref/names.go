package coref

import (
	"strings"
	"unicode"

	"dateline/ingest/nlp"
)

// linkNames joins equal names, gives capitals, governments and state bodies
// their keys, then ties short names to the full ones they abbreviate.
func (r *reading) linkNames() {
	r.borne = make(map[string]bool)
	for k := range r.ments {
		if m := &r.ments[k]; m.Kind == nlp.Name && m.Class == nlp.Person && m.Last-m.First > 1 {
			if words := nameWords(r.text(int32(k))); len(words) > 1 {
				r.borne[words[0]], r.borne[words[len(words)-1]] = true, true
			}
		}
	}
	byKey := make(map[string]int32)
	for k := range r.ments {
		m := &r.ments[k]
		if m.Kind != nlp.Name || r.doc.Sentences[m.sent].Skip {
			continue
		}
		n := r.identify(int32(k))
		e := r.add(int32(k))
		x := &r.ents[e]
		x.key, x.name, x.words, x.class, x.ref, x.governs = n.key, n.name, n.words, n.class, n.ref, n.governs
		x.gender, x.number = n.gender, n.number
		x.votes[n.class]++
		x.roles = n.roles
		if first, ok := byKey[n.key]; ok {
			r.meet(first, e)
		} else {
			byKey[n.key] = e
		}
	}
	r.linkShort()
}

// meet joins two entities of the same key. The class that more mentions have
// wins, the first on a tie; a form in mixed case is better than one in capitals.
func (r *reading) meet(a, b int32) {
	a = r.find(a)
	x, y := &r.ents[a], &r.ents[b]
	if strings.HasPrefix(x.key, "name|") {
		best := x.class
		for c := range x.votes {
			n := x.votes[c] + y.votes[c]
			if nlp.Class(c) != nlp.Unknown && nlp.Class(c) != nlp.Other && n > x.votes[best]+y.votes[best] {
				best = nlp.Class(c)
			}
		}
		x.class, y.class = best, best
	}
	if shouting(x.name) && !shouting(y.name) {
		x.name, x.words = y.name, y.words
	}
	r.join(a, b)
}

// shouting reports whether a name of more than three letters is in capitals
// throughout.
func shouting(s string) bool {
	n := 0
	for _, c := range s {
		if unicode.IsLower(c) {
			return false
		}
		if unicode.IsUpper(c) {
			n++
		}
	}
	return n > 3
}

// capitalized spells each word of a name with one large letter.
func capitalized(s string) string {
	large := true
	return strings.Map(func(c rune) rune {
		was := large
		large = !unicode.IsLetter(c) && c != '\'' && c != '’'
		if was {
			return unicode.ToUpper(c)
		}
		return unicode.ToLower(c)
	}, s)
}

// A naming is what one name mention says about its entity.
type naming struct {
	key, name string
	words     []string
	class     nlp.Class
	ref       string
	governs   bool
	number    number
	gender    gender
	roles     []role
}

func (r *reading) text(k int32) string {
	m := &r.ments[k]
	start, end := r.doc.Span(m.First, m.Last)
	return r.doc.Text[start:end]
}

// identify reads one name.
func (r *reading) identify(k int32) naming {
	m := &r.ments[k]
	words := nameWords(r.text(k))
	n := naming{class: m.Class, ref: m.Ref, number: singular}
	full := strings.Join(words, " ")
	switch {
	case m.Class == nlp.Nationality:
		return r.identifyNationality(k, full)
	case m.Class == nlp.Country:
		if m.Ref != "" {
			n.name = m.Ref
		} else {
			n.name = full
		}
		n.key, n.words = "country|"+n.name, strings.Fields(n.name)
		return n
	case m.Class == nlp.Person && !r.capitalNotPerson(full):
		return r.identifyPerson(k, words)
	}
	if c, ok := r.gaz.Capital(full); ok && r.government(k) {
		n.key, n.name, n.words = "gov|"+c, r.gaz.Government(c), words
		n.class, n.ref, n.governs = nlp.Organization, c, true
		return n
	}
	if c := r.governmentOf(words); c != "" {
		n.key, n.name, n.words = "gov|"+c, r.gaz.Government(c), words
		n.class, n.ref, n.governs = nlp.Organization, c, true
		return n
	}
	if b, ok := r.knownBody(k, full); ok {
		n.key, n.name, n.words = "known|"+b.name, b.name, b.words
		if _, any := r.gaz.StateBody(b.name); any && b.country == "" {
			n.key = "name|" + fold(b.name) // a longer name says more
		}
		n.class, n.ref, n.governs = nlp.Organization, b.country, b.governs
		m.Ref = b.country
		return n
	}
	if name, country := r.knownPlace(m.Class, full); name != "" {
		full, words = name, strings.Fields(name)
		if n.ref == "" {
			n.ref = country
		}
	}
	if shouting(full) && (m.Class == nlp.Place || m.Class == nlp.Facility) {
		full = capitalized(full) // of a dateline
		words = strings.Fields(full)
	}
	n.key, n.name, n.words = "name|"+fold(full), full, words
	if m.Class == nlp.Person {
		n.class = nlp.Place
	}
	return n
}

// capitalNotPerson reports whether what was taken for a person is a capital:
// nobody in the article bears the name as a last name.
func (r *reading) capitalNotPerson(full string) bool {
	if _, ok := r.gaz.Capital(full); !ok {
		return false
	}
	return !r.borne[full]
}

// identifyNationality reads a demonym: before a noun it points to its
// country, as a noun of its own it names people.
func (r *reading) identifyNationality(k int32, full string) naming {
	m := &r.ments[k]
	n := naming{class: nlp.Nationality, ref: m.Ref, name: "", number: m.number}
	switch rel := base(m.rel); {
	case m.number == plural || r.tok(m.Head).POS != "ADJ" && argument(rel) && r.tok(m.top).Tag != "JJ":
		n.key, n.class, n.name = "people|"+fold(full), nlp.Group, full
		n.words = []string{full}
		if m.number != plural {
			n.class, n.name, n.key = nlp.Person, "", "person|"+fold(full)+"|"+itoa(k)
		}
	case m.Ref != "":
		n.key, n.class, n.name = "country|"+m.Ref, nlp.Country, m.Ref
		n.words = strings.Fields(m.Ref)
	default:
		n.key = "nationality|" + fold(full)
	}
	return n
}

func (r *reading) identifyPerson(k int32, words []string) naming {
	m := &r.ments[k]
	n := naming{class: nlp.Person, number: singular}
	n.name, n.words = strings.Join(words, " "), words
	n.key = "name|" + fold(n.name)
	if start, t := r.titleBefore(m.First); start < m.First {
		n.roles = []role{t}
		for i := start; i < m.First; i++ {
			n.gender = (r.trait(i) | r.titleWord(r.lower[i])).gender(n.gender)
		}
	}
	if t := r.titleWord(words[0]); t&regnal != 0 && len(words) > 1 {
		n.roles = append(n.roles, role{head: undot(words[0])}) // "Pope Francis", later "the pope"
		n.gender = t.gender(n.gender)
	}
	if n.gender == 0 && len(words) > 1 {
		n.gender = r.givenName(words[0])
	}
	return n
}
