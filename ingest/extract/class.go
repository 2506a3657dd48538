package extract

import (
	"strings"

	"dateline/ingest/nlp"
)

// nominalClass guesses the class of a common noun.
func (e *entities) nominalClass(i int32) nlp.Class {
	w := e.lemma(i)
	if partitive[w] { // "thousands of protesters"
		if k := e.child(i, "nmod"); k != none && e.prep(k) == "of" && e.pos(k, "NOUN") && !partitive[e.lemma(k)] {
			return e.nominalClass(k)
		}
	}
	if _, ok := nominalizations[w]; ok {
		return nlp.EventName
	}
	plural := e.tok[i].Feat("Number") == "Plur" || e.tok[i].Tag == "NNS"
	_, _, role := e.gaz.Role(w)
	switch {
	case organizations[w]:
		if plural {
			return nlp.Group
		}
		return nlp.Organization
	case facilities[w]:
		return nlp.Facility
	case places[w]:
		return nlp.Place
	case role || human(w):
		if plural || collective[w] {
			return nlp.Group
		}
		return nlp.Person
	case scheduled[w]:
		return nlp.EventName
	}
	return nlp.Other
}

// human reports whether a common noun names a person or people.
func human(w string) bool {
	if actors[w] {
		return true
	}
	for _, suffix := range [...]string{"woman", "man", "ist", "ian", "ee"} {
		if len(w) > len(suffix)+2 && strings.HasSuffix(w, suffix) {
			return true
		}
	}
	return false
}
