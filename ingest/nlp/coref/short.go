package coref

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/ingest/nlp"
)

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
		if len(fits) == 0 && len(words) == 1 {
			for _, f := range longer[bare(words[0])] {
				if f = r.find(f); r.find(s) != f && !slices.Contains(fits, f) && r.middle(s, f) {
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

// middle reports whether entity s goes by a middle name of person f, who was
// named in full before: "Lula" for "Luiz Inacio Lula da Silva".
func (r *reading) middle(s, f int32) bool {
	x, y := &r.ents[s], &r.ents[f]
	if y.class != nlp.Person || len(y.words) < 3 || r.firstMention(f) > r.firstMention(s) || len(x.words[0]) < 4 || x.class == nlp.Country || x.class == nlp.Facility {
		return false
	}
	_, given := r.gaz.GivenName(x.words[0])
	return !given && slices.ContainsFunc(y.words[1:], func(w string) bool { return bare(w) == bare(x.words[0]) })
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
	if x.gender != 0 && y.gender != 0 && x.gender != y.gender || x.governs && y.governs && x.ref != y.ref {
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
