package coref

import (
	"strings"

	"dateline/ingest/nlp"
)

// nameNominal names the state organs that a description identifies: "the
// Syrian government", "Iraq's army". They are one in all articles.
func (r *reading) nameNominal(k int32, x *entity) {
	m := &r.ments[k]
	if n := r.camp(m); n >= 0 {
		x.name = r.text(n) + " " + r.lower[m.Head]
		x.key, x.words, x.class = "organ|"+x.name, strings.Fields(x.name), nlp.Organization
		return
	}
	if r.trait(m.Head)&organ == 0 || m.number == plural && r.lemma(m.Head) != "force" && r.lemma(m.Head) != "troop" {
		return
	}
	country := ""
	for _, i := range r.kids(m.Head) {
		b := r.rel(i)
		if r.nameAt[i] < 0 {
			if b == "amod" || b == "compound" || b == "nmod" && i < m.Head {
				if !organAdjective(r.lower[i]) && r.tok(i).POS != "PRON" {
					return // "interim", "provincial", "coalition": another one
				}
				if r.tok(i).POS == "PRON" {
					return
				}
			}
			continue
		}
		n := &r.ments[r.nameAt[i]]
		of := b == "nmod" && (i < m.Head || r.caseOf(i) == "of")
		if b != "amod" && b != "compound" && !of {
			continue
		}
		if n.Class != nlp.Country && n.Class != nlp.Nationality || n.Ref == "" {
			return
		}
		country = n.Ref
	}
	if country == "" {
		return
	}
	x.ref, x.governs, x.class = country, true, nlp.Organization
	switch head := r.lemma(m.Head); head {
	case "government", "administration", "regime", "authority", "leadership", "cabinet":
		x.key, x.name = "gov|"+country, r.gaz.Government(country)
	default:
		x.name = r.organName(m.Head, country)
		x.key = "organ|" + x.name
	}
	x.words = strings.Fields(x.name)
}

// camp returns the name before a noun for the people around a person: "the
// Trump campaign", "the Assad regime"; -1 if m is no such phrase.
func (r *reading) camp(m *mention) int32 {
	switch r.lemma(m.Head) {
	case "campaign", "administration", "regime", "government", "camp", "transition":
	default:
		return -1
	}
	n := int32(-1)
	for _, i := range r.kids(m.Head) {
		switch r.rel(i) {
		case "compound":
			if r.nameAt[i] < 0 || r.ments[r.nameAt[i]].Class != nlp.Person {
				return -1
			}
			n = r.nameAt[i]
		case "amod", "nmod":
			return -1
		}
	}
	return n
}

// organAdjective reports whether an adjective leaves a state organ what it is.
func organAdjective(w string) bool {
	switch w {
	case "central", "federal", "national", "own", "current", "new", "armed", "military", "security", "foreign",
		"defence", "defense", "interior", "finance", "air", "ground", "special":
		return true
	}
	return false
}

// organName composes "Iraqi security forces" from the country's adjective and
// the words of the noun phrase that are no name.
func (r *reading) organName(h int32, country string) string {
	words := []string{r.gaz.Adjective(country)}
	for _, i := range r.kids(h) {
		if i < h && r.nameAt[i] < 0 && (r.rel(i) == "amod" || r.rel(i) == "compound") && r.lower[i] != "own" &&
			r.lower[i] != "new" && r.lower[i] != "current" {
			words = append(words, r.lower[i])
		}
	}
	return strings.Join(append(words, r.lower[h]), " ")
}
