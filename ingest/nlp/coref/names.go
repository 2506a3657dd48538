package coref

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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

// shouting reports whether a name of more than four letters is in capitals
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
	return n > 4
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
	if name, country, class, ok := r.knownBody(full); ok {
		n.key, n.name, n.words = "known|"+name, name, nameWords(name)
		n.class, n.ref, n.governs = class, country, country != ""
		return n
	}
	if name, country := r.knownPlace(m.Class, full); name != "" {
		full, words = name, strings.Fields(name)
		if n.ref == "" {
			n.ref = country
		}
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
	if n.gender == 0 && len(words) > 1 {
		n.gender = r.givenName(words[0])
	}
	return n
}

// linkShort ties names that are part of a longer name to it: the last name or
// the first name of a person, the short form or the initials of an
// organization. A short name that fits two long ones is left alone.
func (r *reading) linkShort() {
	var short []int32
	longer := make(map[string][]int32) // entities by the words of their names and by their initials
	for e := range r.ents {
		x := &r.ents[e]
		if x.into >= 0 || !strings.HasPrefix(x.key, "name|") && !strings.HasPrefix(x.key, "known|") {
			continue
		}
		short = append(short, int32(e))
		if len(x.words) < 2 {
			continue
		}
		keys := make([]string, 0, len(x.words)+2)
		for _, w := range x.words {
			keys = append(keys, bare(w))
		}
		all, big := initials(x.words)
		for i, k := range append(keys, "."+all, "."+big) {
			if !slices.Contains(keys[:min(i, len(keys))], k) {
				longer[k] = append(longer[k], int32(e))
			}
		}
	}
	for _, s := range short {
		words := r.ents[s].words
		var fits []int32
		for _, key := range [2]string{bare(words[0]), "." + strings.ToUpper(strings.ReplaceAll(words[0], ".", ""))} {
			for _, f := range longer[key] {
				if f = r.find(f); r.find(s) != f && !slices.Contains(fits, f) && r.abbreviates(s, f) {
					fits = append(fits, f)
				}
			}
		}
		if best := r.firstNamed(s, fits); best >= 0 {
			// The name that the gazetteer knows is canonical, else the long one.
			name := r.ents[best]
			if x := &r.ents[s]; strings.HasPrefix(x.key, "known|") && !strings.HasPrefix(name.key, "known|") {
				name = *x
			}
			e := r.join(s, best)
			x := &r.ents[e]
			x.key, x.name, x.words, x.class, x.ref = name.key, name.name, name.words, name.class, name.ref
		}
	}
}

// firstNamed returns the one of several people that a last name alone means:
// the only one who was named in full before it, as the news names relatives
// in full, or whom a headline leaves to the text. Among other things
// there is no choice.
func (r *reading) firstNamed(s int32, fits []int32) int32 {
	switch {
	case len(fits) == 0:
		return -1
	case len(fits) == 1:
		return fits[0]
	}
	at := r.firstMention(s)
	best, before, first := int32(-1), 0, int32(1<<30)
	for _, f := range fits {
		x := &r.ents[f]
		w := r.ents[s].words
		if x.class != nlp.Person || len(w) > 1 || bare(w[0]) == bare(x.words[0]) {
			return -1
		}
		k := r.firstMention(f)
		if k < at {
			before++
		}
		if k < first {
			best, first = f, k
		}
	}
	if before > 1 {
		return -1
	}
	return best
}

func (r *reading) firstMention(e int32) int32 { return slices.Min(r.ents[e].mentions) }

// abbreviates reports whether entity s, by its name, is entity f.
func (r *reading) abbreviates(s, f int32) bool {
	x, y := &r.ents[s], &r.ents[f]
	if len(x.words) >= len(y.words) {
		return false
	}
	if x.gender != 0 && y.gender != 0 && x.gender != y.gender {
		return false
	}
	switch y.class {
	case nlp.Person:
		if x.class == nlp.Country || x.class == nlp.Facility {
			return false
		}
		return r.personShort(x.words, y.words)
	case nlp.Organization, nlp.Facility, nlp.Group, nlp.EventName, nlp.Product, nlp.Other, nlp.Unknown:
		if x.class == nlp.Person || x.class == nlp.Country || x.class == nlp.Place && y.class != nlp.Facility {
			return len(x.words) == 1 && isAcronym(x.words[0], y.words)
		}
		return r.orgShort(x.words, y.words)
	}
	return false
}

func (r *reading) personShort(s, f []string) bool {
	last := f[len(f)-1]
	if r.traits[undot(last)]&generation != 0 && len(f) > 2 {
		last = f[len(f)-2]
	}
	if len(s) == 1 {
		w := bare(s[0])
		if len(f) > 2 && len(w) > 3 && slices.ContainsFunc(f, func(x string) bool { return bare(x) == w }) {
			return true // "Lula" for "Luiz Inacio Lula da Silva"
		}
		return len([]rune(w)) > 1 && (w == bare(last) || w == bare(f[0]) && r.titleWord(f[0]) == 0)
	}
	if off := len(f) - len(s); slices.EqualFunc(s, f[off:], func(a, b string) bool { return bare(a) == bare(b) }) {
		return true
	}
	// "George Bush" for "George W. Bush", "Saddam al-Tikriti" is not "Saddam Hussein".
	return bare(s[0]) == bare(f[0]) && bare(s[len(s)-1]) == bare(last)
}

// bare is a word of a name folded, without the Arabic article.
func bare(w string) string {
	w = fold(w)
	for _, p := range [...]string{"al-", "el-", "ul-"} {
		if s, ok := strings.CutPrefix(w, p); ok && len(s) > 2 {
			return s
		}
	}
	return w
}

func (r *reading) orgShort(s, f []string) bool {
	if len(s) == 1 && isAcronym(s[0], f) {
		return true
	}
	prefix := len(s) < len(f)
	for i := range s {
		if i >= len(f) || fold(s[i]) != fold(f[i]) {
			prefix = false
			break
		}
	}
	// "Toyota" for "Toyota Motor Corp": the rest must be what firms are called.
	if prefix {
		for _, w := range f[len(s):] {
			if r.traits[undot(w)]&firm == 0 {
				return false
			}
		}
		return true
	}
	// "the Times" for "The New York Times".
	if len(s) <= len(f) && unicode.IsUpper([]rune(s[0])[0]) {
		off := len(f) - len(s)
		for i := range s {
			if fold(s[i]) != fold(f[off+i]) {
				return false
			}
		}
		return true
	}
	return false
}

// isAcronym reports whether a holds the initials of the words, with or without
// small ones ("FBI", "UNHCR", "BoE").
func isAcronym(a string, words []string) bool {
	a = strings.ReplaceAll(a, ".", "")
	if len(a) < 2 || len(words) < 2 || strings.ToUpper(a[:1]) != a[:1] {
		return false
	}
	upper := 0
	for _, c := range a {
		if unicode.IsUpper(c) {
			upper++
		}
	}
	if upper < 2 {
		return false
	}
	all, big := initials(words)
	up := strings.ToUpper(a)
	return up == all || up == big
}

// initials returns the first letters of all words, and of those with a large
// one, in capitals. The parts of a word with hyphens count.
func initials(words []string) (all, big string) {
	var a, b strings.Builder
	for _, w := range words {
		for part := range strings.SplitSeq(w, "-") {
			c, _ := utf8.DecodeRuneInString(part)
			if !unicode.IsLetter(c) {
				continue
			}
			a.WriteRune(unicode.ToUpper(c))
			if unicode.IsUpper(c) {
				b.WriteRune(c)
			}
		}
	}
	return a.String(), b.String()
}
