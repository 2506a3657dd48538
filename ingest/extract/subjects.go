package extract

import "dateline/ingest/nlp"

// subjects returns the subjects of clause v, its own or inherited. Of a
// passive clause they are what it is done to.
func (t *tree) subjects(v int32, depth int) []arg {
	if depth > 6 {
		return nil
	}
	if s := t.subject(v); s != none {
		if t.relativePronoun(s) {
			if a := t.antecedent(v); a != none && !t.asks(s) {
				return t.described(a, v, s, depth)
			}
			return nil
		}
		return t.spread(nil, s, "", own)
	}
	if t.has(v, "expl", "csubj") {
		return nil
	}
	h := t.head(v)
	if h == none {
		return nil
	}
	switch t.base[v] {
	case "conj":
		if t.befell(v) {
			return t.subjects(h, depth+1)
		}
		if t.clausal(h) || t.is(h, "xcomp", "ccomp", "advcl") {
			return via(t.subjects(h, depth+1), coordinated)
		}
	case "xcomp":
		if t.clausal(h) || t.pos(h, "ADJ", "NOUN") {
			return t.controllers(h, v, depth)
		}
	case "acl":
		return t.describing(h, v, depth)
	case "advcl":
		if t.clausal(h) && !t.finite(v) {
			return t.accompanying(h, v, depth)
		}
	case "ccomp": // a bare infinitive or gerund: "discussed working together"
		if t.clausal(h) && !t.finite(v) && t.tok[v].Tag == "VBG" && !t.passive(v) {
			return via(t.subjects(h, depth+1), controlled)
		}
	}
	return nil
}

// describing returns the subjects of the clause v that describes noun h.
func (t *tree) describing(h, v int32, depth int) []arg {
	if t.tok[v].Rel == "acl:relcl" {
		if g := t.gap(v); g.tok != none && g.prep == "subj" {
			return t.described(g.tok, v, none, depth)
		}
		return nil
	}
	if g := t.head(h); t.tok[v].Tag == "VBG" && g != none && t.is(h, "obj") && t.verbal(g) && issuing[t.lemma(g)] && speech[t.lemma(v)] == says {
		return via(t.subjects(g, depth+1), participial) // "released a statement saying"
	}
	if causal[t.lemma(v)] {
		if c := t.names[h]; c == nlp.Country || c == nlp.Place {
			return nil // "a blaze at a plant in Chad, caused by lightning": no place
		}
	}
	if t.passive(v) || t.tok[v].Tag == "VBG" && t.mark(v) == "" || t.tok[v].Tag == "VBN" && (intransitive[t.lemma(v)] || eventful[t.lemma(v)]) {
		if all := t.spread(nil, h, "", participial); len(all) > 0 { // none where it is "not Chad"
			return all[:1]
		}
		return nil
	}
	if t.mark(v) == "to" && nounCasts[t.lemma(h)] != neutral { // "his plan to leave", "made a decision to leave"
		if p := t.child(h, "nmod:poss"); p != none {
			return t.spread(nil, p, "", controlled)
		}
		if g := t.head(h); g != none && t.is(h, "obj") && t.verbal(g) && !t.passive(g) {
			return via(t.subjects(g, depth+1), controlled)
		}
	}
	return nil
}

// accompanying returns the subjects of v, a gerund or an infinitive beside
// what clause h says: mostly those of h.
func (t *tree) accompanying(h, v int32, depth int) []arg {
	mark, o := t.mark(v), t.child(h, "obj")
	switch {
	case mark == "of" || mark == "from" || mark == "for" || mark == "into" || mark == "with" && complements[t.lemma(h)] == suspects: // "accused X of leaving", "fined X a million for"
		if i := t.child(h, "iobj"); i != none {
			o = i
		}
		if o != none && o < v && !t.passive(h) {
			return via(t.spread(nil, o, "", own), controlled)
		}
		return via(t.subjects(h, depth+1), controlled)
	case mark == "due-to" || mark == "with":
		return nil // "due to slowing demand", "with experts alleging": not whoever acts in h
	case mark == "after" && o != none && punishing[t.lemma(h)]:
		return nil // "released Lee after landing": either of them
	case mark != "":
	case v > h && requests[t.lemma(h)] && !citing[t.lemma(v)]:
		return nil // "ordered airstrikes, killing ten": it is not who ordered that killed
	case o != none && o < v && succeeding[t.lemma(v)] && choosing[t.lemma(h)]: // "elected Lee, replacing Roe"
		return via(t.spread(nil, o, "", own), controlled)
	case t.harm(h, v):
		return via(t.byWhom(h), adverbial)
	case t.tok[v].Tag == "VBG" && !t.comma(v):
		for _, k := range t.children(h) { // "points to the army opening fire"
			if p := t.prep(k); t.is(k, "obl") && t.high[k] == t.low[v] && t.pos(k, "PROPN") && (p == "to" || p == "of" || p == "about") {
				return via(t.spread(nil, k, "", own), participial)
			}
		}
	}
	return via(t.subjects(h, depth+1), adverbial)
}

// subject returns the subject written at v; a time that a parser took for one
// is none.
func (t *tree) subject(v int32) int32 {
	found := none
	for _, k := range t.children(v) {
		if t.is(k, "nsubj") && !t.temporal(k) && (found == none || t.relativePronoun(found)) {
			found = k
		}
	}
	return found
}

func via(args []arg, how inheritance) []arg {
	for i := range args {
		args[i].via = how
	}
	return args
}

// controllers returns the subjects of v, the open complement of h: the object
// of h if it has one and h does not keep control ("promise"), else its
// subject.
func (t *tree) controllers(h, v int32, depth int) []arg {
	if !subjectControl[t.lemma(h)] && !t.passive(h) {
		if o := t.child(h, "obj", "iobj"); o != none && o < v {
			if t.relativePronoun(o) {
				if a := t.antecedent(h); a != none {
					return t.spread(nil, a, "", controlled)
				}
			}
			return via(t.spread(nil, o, "", own), controlled)
		}
		for _, k := range t.children(h) {
			p := t.prep(k)
			if p == "" && t.low[k] > 0 { // "for" may hang on the infinitive
				p = t.form(t.low[k] - 1)
			}
			if t.is(k, "obl") && obliqueControl[t.lemma(h)+"-"+p] {
				return t.spread(nil, k, "", controlled)
			}
		}
	}
	return via(t.subjects(h, depth+1), controlled)
}

// harm reports whether v is a trailing gerund of what befell people in h, whose
// subject did not do it: "The bridge collapsed, killing ten", "the town was
// shelled, injuring two".
func (t *tree) harm(h, v int32) bool {
	if v < h || t.tok[v].Tag != "VBG" || t.mark(v) != "" || !t.comma(v) || !harms[t.lemma(v)] {
		return false
	}
	return t.passive(h) || mishaps[t.lemma(h)]
}

// befell reports whether v, or what it is coordinated with, tells of harm.
func (t *tree) befell(v int32) bool {
	first := v
	for t.is(first, "conj") && harms[t.lemma(first)] && t.head(first) >= 0 {
		first = t.head(first)
	}
	return harms[t.lemma(v)] && t.is(first, "advcl") && t.head(first) >= 0 && t.harm(t.head(first), first)
}

// byWhom returns the agent of passive h, none without one.
func (t *tree) byWhom(h int32) []arg {
	var out []arg
	for _, k := range t.children(h) {
		if t.passive(h) && t.doer(k, true) {
			out = t.spread(out, k, "by", own)
		}
	}
	return out
}
