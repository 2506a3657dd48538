package coref

import "dateline/ingest/nlp"

func (r *reading) nominalNumber(i int32) number {
	t := r.tok(i)
	switch {
	case t.Feat("Number") == "Plur" || t.Tag == "NNS" || t.Tag == "NNPS":
		return plural
	case t.POS == "NUM" || r.lower[i] == "both":
		return plural
	}
	return singular
}

// isNominal reports whether a common noun heads a phrase that refers: it is no
// part of a compound, no predicate, no title before a name, no time or measure.
func (r *reading) isNominal(i int32) bool {
	t := r.tok(i)
	switch t.POS {
	case "NOUN", "PROPN":
		if w := r.lower[i]; len(w) < 2 || !alphabetic(w) {
			return false
		}
	case "NUM":
		return r.lower[i] == "two" && r.definiteBare(i)
	case "PRON", "DET":
		return r.lower[i] == "both" && argument(base(t.Rel)) && !r.hasNominalKid(i)
	default:
		return false
	}
	switch base(t.Rel) {
	case "fixed", "goeswith", "discourse", "list", "reparandum", "cc", "case", "mark", "advmod":
		return false
	case "compound", "flat", "amod":
		// With a determiner of its own it is a head that the tree has lost.
		if d := r.kid(i, "det"); d < 0 || d > i || r.tok(i).Tag == "JJ" {
			return false
		}
	}
	switch t.Rel {
	case "nmod:desc", "nmod:unmarked", "obl:unmarked", "obl:tmod", "obl:npmod", "nmod:tmod", "nmod:npmod":
		return false
	}
	if r.titleAt[i] {
		// A title is no mention, unless the tree takes it for the argument
		// and loses the name: "the physicist Stephen Hawking said".
		return argument(base(t.Rel)) && t.Rel != "nmod:desc" && r.trait(i)&partitive == 0 && r.nameBehind(i) >= 0
	}
	if r.timeAt[i] || r.kid(i, "cop") >= 0 {
		return false
	}
	// "President Donald Trump" where the name hangs on its title.
	for _, k := range r.kids(i) {
		if (r.tok(k).Rel == "flat" || r.tok(k).Rel == "appos" && k == i+1) && r.nameAt[k] >= 0 {
			return false
		}
	}
	tr := r.trait(i)
	if tr&(timeword|vacuous) != 0 && tr&(person|body|event|building|area) == 0 {
		return false
	}
	if tr&timeword != 0 && r.kid(i, "nummod") >= 0 {
		return false
	}
	return true
}

// nameBehind returns the name that follows the title with token i in it, if
// that is the title's last noun; -1 otherwise.
func (r *reading) nameBehind(i int32) int32 {
	if i++; int(i) < len(r.nameAt) {
		return r.nameAt[i]
	}
	return -1
}

// titles reports whether noun i stands before a person's name, alone or with
// another: "former speaker and senator Ann Lee". Then it is of that person.
func (r *reading) titles(i int32) bool {
	for _, k := range append([]int32{i}, r.kids(i)...) {
		if k != i && r.rel(k) != "conj" {
			continue
		}
		if n := r.nameBehind(k); n >= 0 && r.ments[n].Class == nlp.Person {
			return true
		}
	}
	return false
}

func alphabetic(w string) bool {
	for i := range len(w) {
		c := w[i] | 0x20
		if c >= 'a' && c <= 'z' || w[i] >= 0x80 {
			return true
		}
	}
	return false
}

func argument(rel string) bool {
	switch rel {
	case "nsubj", "obj", "iobj", "obl", "nmod", "conj":
		return true
	}
	return false
}

// definiteBare reports whether i is the head of "the two" without a noun.
func (r *reading) definiteBare(i int32) bool {
	return argument(r.rel(i)) && r.kid(i, "det") >= 0 && r.lower[r.kid(i, "det")] == "the"
}

func (r *reading) hasNominalKid(i int32) bool {
	for _, k := range r.kids(i) {
		if base(r.tok(k).Rel) == "nmod" || base(r.tok(k).Rel) == "conj" {
			return true
		}
	}
	return false
}

// extent returns the tokens of a nominal: its determiner and what stands before
// it, and the prepositional phrases right behind it, but no clause, apposition
// or conjunct.
func (r *reading) extent(i int32) (first, last int32) {
	first, last = i, i+1
	for _, k := range r.kids(i) {
		switch base(r.tok(k).Rel) {
		case "det", "amod", "nummod", "compound", "nmod", "advmod", "flat", "goeswith", "fixed", "case", "appos", "punct":
		default:
			continue
		}
		if k < i && r.tok(k).Rel != "case" && r.tok(k).Rel != "punct" && r.tok(k).Rel != "appos" {
			first = min(first, r.leftmost(k))
		}
	}
	for last < int32(len(r.doc.Tokens)) {
		grown := false
		for _, k := range r.kids(i) {
			if k < last || r.tok(k).Rel == "nmod:unmarked" {
				continue
			}
			if c := r.caseOf(k); c == "including" || c == "such" || c == "like" {
				continue
			}
			if b := base(r.tok(k).Rel); b != "nmod" && b != "flat" && b != "nummod" && b != "fixed" {
				continue
			}
			if r.leftmost(k) == last {
				_, last = r.extent(k)
				grown = true
				break
			}
		}
		if !grown {
			break
		}
	}
	return first, last
}

func (r *reading) leftmost(i int32) int32 {
	low := i
	for range 100 {
		ks := r.kids(low)
		if len(ks) == 0 || ks[0] >= low {
			break
		}
		low = ks[0]
	}
	return low
}

// nominalClass says what a common noun is, as far as our lists know.
func (r *reading) nominalClass(i int32) nlp.Class {
	tr := r.trait(i)
	several := r.nominalNumber(i) == plural
	switch {
	case tr&partitive != 0 && tr&(person|body) == 0, r.tok(i).POS == "NUM", r.lower[i] == "both":
		for _, k := range r.kids(i) {
			if k > i && r.rel(k) == "nmod" && r.caseOf(k) == "of" {
				if r.nameAt[k] >= 0 {
					return nlp.Unknown
				}
				return r.nominalClass(k)
			}
		}
		if tr&crowd != 0 {
			return nlp.Group
		}
		return nlp.Unknown
	case tr&person != 0 && (several || tr&crowd != 0):
		return nlp.Group
	case tr&person != 0:
		return nlp.Person
	case tr&body != 0:
		if several {
			return nlp.Group
		}
		return nlp.Organization
	case tr&building != 0:
		return nlp.Facility
	case tr&event != 0:
		return nlp.EventName
	case tr&area != 0:
		return nlp.Place
	case tr&thing != 0:
		return nlp.Product
	case tr&crowd != 0:
		return nlp.Group
	}
	return nlp.Other
}

// phrase returns the lower-case lemmas of the words before head i that tell it
// from others: adjectives and compounds, without determiners and numbers.
func (r *reading) modifiers(i int32) []string {
	var out []string
	for _, k := range r.kids(i) {
		if k > i {
			break
		}
		switch b := base(r.tok(k).Rel); b {
		case "amod", "compound", "nmod":
			if r.tok(k).Rel == "nmod:desc" {
				continue
			}
			if b == "nmod" && r.tok(k).Rel != "nmod" && r.tok(k).Rel != "nmod:poss" {
				continue
			}
			out = append(out, r.lemma(k))
			if b == "compound" {
				out = append(out, r.modifiers(k)...)
			}
		}
	}
	return out
}
