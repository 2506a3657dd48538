package extract

import "dateline/schema"

// nounStance returns the stance of what event noun i names.
func (r *reader) nounStance(i int32) stance {
	s := r.governed(i)
	for _, k := range r.children(i) {
		if !r.is(k, "amod", "compound", "det", "advmod") || k > i {
			continue
		}
		w := r.lemma(k)
		if c, ok := adjectiveCasts[w]; ok {
			s = s.under(c)
		} else if c, ok := adjectiveCasts[r.form(k)]; ok {
			s = s.under(c)
		}
		if w == "no" || w == "any" {
			s.neg = w == "no" != s.neg
			s.drop = s.drop || w == "any"
		}
	}
	return s
}

// qualified returns the stance of what noun i names by the adjectives before it.
func (r *reader) qualified(s stance, i int32) stance {
	for _, k := range r.children(i) {
		if c, ok := adjectiveCasts[r.lemma(k)]; ok && k < i && r.is(k, "amod") {
			s = s.under(c)
		}
	}
	return s
}

// governed returns the stance that noun i gets from the word that governs it.
func (r *reader) governed(i int32) stance {
	h := r.head(i)
	if h == none {
		return r.hold(i)
	}
	switch {
	case r.is(i, "conj") && !r.clausal(i):
		return r.governed(h)
	case r.is(i, "nmod", "compound", "appos") && r.pos(h, "NOUN", "PROPN", "NUM"):
		if c, ok := nounCasts[r.lemma(h)]; ok && r.is(i, "nmod") && (r.prep(i) == "of" || r.prep(i) == "for" || r.prep(i) == "to" || r.prep(i) == "into" || r.prep(i) == "on" || r.prep(i) == "about") {
			return r.governed(h).under(c)
		}
		switch r.prep(i) {
		case "after", "following", "since", "during", "amid", "despite", "in", "over":
			return r.presupposed(h)
		}
		return r.governed(h)
	case !r.clausal(h):
		return r.hold(i)
	}
	s := r.stance(h)
	word := r.verbWithParticle(h)
	prep := r.prep(i)
	switch {
	case r.is(i, "obj") || r.is(i, "nsubj") && r.passive(h):
		prep = ""
		if n := r.subject(h); n != none && (word == "include" || word == "contain" || word == "involve" || word == "provide") { // "the proposal includes a release"
			if c, ok := nounCasts[r.lemma(n)]; ok {
				return s.under(c)
			}
		}
	case r.is(i, "obl"):
		switch prep {
		case "after", "following", "since", "during", "amid", "despite", "because-of", "due-to", "over", "as-part-of":
			if objects[word+"-"+prep] == neutral {
				return r.presupposed(h)
			}
		case "until", "pending", "ahead-of", "without", "instead-of", "for":
			if _, ok := objects[word+"-"+prep]; !ok {
				if prep == "without" || prep == "instead-of" {
					s.neg = true
					return s
				}
				if prep == "for" && r.definite(i) {
					return r.settled(s, i)
				}
				return s.under(plans)
			}
		}
	default: // subject: what is said to be planned, cancelled, likely
		if r.copular(h) {
			if c, ok := adjectiveCasts[r.lemma(h)]; ok { // "an attack is unlikely"
				return s.under(c)
			}
		}
		return r.settled(s, i)
	}
	key := word
	if prep != "" {
		key = word + "-" + prep
	}
	if c, ok := objects[key]; ok {
		return s.under(c)
	}
	return r.settled(s, i)
}

// settled: a definite noun in a clause that did not happen may still name
// something real; nothing is said of it.
func (r *reader) settled(s stance, i int32) stance {
	if s.neg {
		s.drop = true
	}
	if s.tried || s.purpose {
		s = s.with(schema.Planned)
	}
	return s
}

// presupposed returns the stance of what the clause around h takes for
// granted.
func (r *reader) presupposed(h int32) stance {
	s := r.hold(h)
	s.status, s.neg, s.drop, s.tried, s.purpose = "", false, false, false, false
	return s
}
