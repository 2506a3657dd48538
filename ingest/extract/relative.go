package extract

import "dateline/ingest/nlp"

// relativePronoun reports whether i is a relative pronoun: who, which, that.
func (t *tree) relativePronoun(i int32) bool {
	if !t.pos(i, "PRON", "DET", "ADV", "SCONJ") {
		return false
	}
	switch t.lemma(i) {
	case "who", "whom", "which", "that", "where", "when", "whose":
		return t.tok[i].Tag == "WP" || t.tok[i].Tag == "WDT" || t.tok[i].Tag == "WRB" || t.tok[i].Tag == "WP$" || t.tok[i].Feat("PronType") == "Rel"
	}
	return false
}

// described returns what the relative clause v with pronoun p is about: its
// antecedent a; the subject where the antecedent is a predicate ("she is a
// lawyer who ..."); the body before the comma where "which" follows a person
// ("the owner of X, which ...").
func (t *tree) described(a, v, p int32, depth int) []arg {
	if t.copular(a) && t.clausal(a) {
		if s := via(t.subjects(a, depth+1), relative); s != nil && (p == none || t.lemma(p) != "which") {
			return s
		}
	}
	if p != none && t.lemma(p) == "which" && (human(t.lemma(a)) || t.names[a] == nlp.Person) {
		if k := t.bodyOf(a, v); k != none {
			return t.spread(nil, k, "", relative)
		}
		if t.names[a] == nlp.Person {
			return nil
		}
	}
	return t.spread(nil, a, "", relative)
}

// bodyOf returns the last noun between person a and clause v that a or what
// a is called belongs to: "Ann Lee, leader of the union, which ...".
func (t *tree) bodyOf(a, v int32) int32 {
	found := none
	for _, k := range t.children(a) {
		switch {
		case k < a || k > v:
		case t.is(k, "nmod"):
			found = k
		case t.is(k, "appos"):
			if b := t.bodyOf(k, v); b != none {
				found = b
			}
		}
	}
	return found
}

// antecedent returns the nominal that the relative clause v modifies.
func (t *tree) antecedent(v int32) int32 {
	for t.is(v, "conj", "xcomp", "ccomp") && t.head(v) != none {
		v = t.head(v)
	}
	if t.is(v, "acl") {
		return t.head(v)
	}
	return none
}

// contentClause reports whether clause v says what its noun is about
// ("allegations that he left") where the parser saw a relative clause.
func (t *tree) contentClause(v int32) bool {
	h := t.head(v)
	if !t.is(v, "acl") || h == none || t.low[v] != h+1 {
		return false
	}
	cast, casts := nounCasts[t.lemma(h)]
	s := t.subject(v)
	if cast == suspects && s != none && t.low[s] == h+1 && !t.relativePronoun(s) { // "allegations he sold secrets": no gap
		return t.has(v, "obj", "ccomp", "xcomp") || intransitive[t.lemma(v)]
	}
	if t.form(t.low[v]) != "that" {
		return false
	}
	return (casts || contentNouns[t.lemma(h)]) && s != none && !t.relativePronoun(s)
}

// gap returns the place that the antecedent of relative clause v fills in it:
// prep is "subj", "obj" or a preposition.
func (t *tree) gap(v int32) arg {
	a := arg{tok: none}
	if t.tok[v].Rel != "acl:relcl" || t.contentClause(v) {
		return a
	}
	h := t.head(v)
	for _, k := range t.children(v) {
		if !t.relativePronoun(k) {
			continue
		}
		if t.asks(k) {
			return a
		}
		switch {
		case t.is(k, "nsubj"):
			return arg{tok: h, prep: "subj"}
		case t.is(k, "obj"):
			return arg{tok: h, prep: "obj"}
		case t.is(k, "obl"):
			p := t.prep(k)
			if p == "" {
				p = "in"
			}
			return arg{tok: h, prep: p}
		case t.is(k, "advmod"):
			if t.lemma(k) == "where" {
				return arg{tok: h, prep: "in"}
			}
			return a
		}
	}
	switch {
	case !t.has(v, "nsubj", "expl", "csubj"):
		return arg{tok: h, prep: "subj"}
	case t.verbal(v) && !t.passive(v) && !t.has(v, "obj", "ccomp", "xcomp") && !intransitive[t.lemma(v)] && !t.temporal(h):
		for _, k := range t.children(v) {
			if t.is(k, "obl") && t.pos(k, "ADP") { // stranded: "the men he spoke to"
				return arg{tok: h, prep: t.lemma(k)}
			}
		}
		return arg{tok: h, prep: "obj"}
	}
	return a
}

// asks reports whether pronoun k opens a question in a phrase, "a dispute over
// who leads": as a subject it has no preposition of its own.
func (t *tree) asks(k int32) bool {
	return k > 0 && t.is(k, "nsubj") && t.pos(k-1, "ADP", "SCONJ")
}
