package extract

import "strings"

// An inheritance says by which rule an argument that is not written next to
// its predicate was found; own arguments have none.
type inheritance uint8

const (
	own inheritance = iota
	coordinated
	controlled
	relative
	participial
	adverbial
)

// An arg is one argument of a predicate: the head token of a nominal, with
// the preposition that introduces it.
type arg struct {
	tok  int32
	prep string
	via  inheritance
	alt  bool // one of several alternatives ("Iran or Iraq"): no fact about it alone
}

// A frame is a verb and its arguments after conjunction, control, relative
// clauses and participles have been undone. Coordinated arguments are spread
// out. It is what "enhanced" Universal Dependencies write as extra edges.
type frame struct {
	head    int32
	passive bool
	subj    []arg // of a passive: what it is done to
	agent   []arg // the by-phrase of a passive
	obj     []arg
	iobj    []arg
	obl     []arg // with preposition; times and measures have none
}

func (t *tree) frame(v int32) frame {
	f := frame{head: v, passive: t.passive(v)}
	f.subj = t.subjects(v, 0)
	gap := t.gap(v)
	for _, k := range t.children(v) {
		switch {
		case (t.relativePronoun(k) || t.form(k) == "that" && t.pos(k, "PRON", "SCONJ")) && (t.base[v] == "acl" || t.base[v] == "ccomp"):
			continue // stands for the antecedent: see gap
		case t.tok[k].Rel == "obl:agent" || t.is(k, "obl") && f.passive && t.prep(k) == "by" && !t.temporal(k):
			if vehicles[t.lemma(k)] && t.tok[k].Tag == "NN" && !t.has(k, "det") {
				f.obl = t.spread(f.obl, k, "by", own)
				continue
			}
			f.agent = t.spread(f.agent, k, "by", own)
		case t.is(k, "obj", "iobj") && (t.temporal(k) || t.pos(k, "ADV")): // "met him Wednesday", "talk more"
		case t.is(k, "obj"):
			f.obj = t.spread(f.obj, k, "", own)
		case t.is(k, "iobj"):
			f.iobj = t.spread(f.iobj, k, "", own)
		case t.is(k, "obl"):
			f.obl = t.spread(f.obl, k, t.prep(k), own)
		case t.is(k, "nmod") && t.verbal(v): // parsers confuse the two
			f.obl = t.spread(f.obl, k, t.prep(k), own)
		}
	}
	if len(f.obj) == 0 && !f.passive { // "urged them to": parsers confuse the two
		f.obj, f.iobj = f.iobj, nil
	}
	if gap.tok != none {
		switch gap.prep {
		case "obj":
			f.obj = t.spread(f.obj, gap.tok, "", relative)
		case "subj":
		default:
			f.obl = t.spread(f.obl, gap.tok, gap.prep, relative)
		}
	}
	if len(f.obj) == 0 && t.is(v, "conj") && !f.passive && t.verbal(v) {
		f.obj = t.sharedObject(v)
	}
	return f
}

// spread appends k and its conjuncts to args.
func (t *tree) spread(args []arg, k int32, prep string, via inheritance) []arg {
	all, alt := t.conjuncts(k)
	for n, c := range all {
		if n > 0 && !t.coordinable(k, c) || t.excluded(c) {
			continue
		}
		p := prep
		if n > 0 {
			if q := t.prep(c); q != "" {
				p = q
			}
		}
		args = append(args, arg{tok: c, prep: p, via: via, alt: alt})
	}
	return args
}

// excluded reports whether nominal i is named as what is not meant: "not
// Norway but Chad".
func (t *tree) excluded(i int32) bool {
	k := t.child(i, "advmod")
	return k != none && k < i && t.form(k) == "not" && t.low[i] == k && (t.pos(i, "PROPN") || t.has(i, "conj"))
}

// coordinable reports whether conjunct c can share the role of nominal k: a
// clause cannot, nor a time with a thing.
func (t *tree) coordinable(k, c int32) bool {
	return t.nominal(c) && !t.clausal(c) && t.temporal(k) == t.temporal(c) && !timeNouns[t.lemma(c)] && t.tok[c].POS != "NUM" || t.tok[c].POS == t.tok[k].POS && !t.verbal(c)
}

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

// subjects returns the subjects of clause v, its own or inherited. Of a
// passive clause they are what it is done to.
func (t *tree) subjects(v int32, depth int) []arg {
	if depth > 6 {
		return nil
	}
	if s := t.subject(v); s != none {
		if t.relativePronoun(s) {
			if a := t.antecedent(v); a != none {
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
		if t.clausal(h) || t.is(h, "xcomp", "ccomp", "advcl") {
			return via(t.subjects(h, depth+1), coordinated)
		}
	case "xcomp":
		if t.clausal(h) || t.pos(h, "ADJ", "NOUN") {
			return t.controllers(h, v, depth)
		}
	case "acl":
		if t.tok[v].Rel == "acl:relcl" {
			if g := t.gap(v); g.tok != none && g.prep == "subj" {
				return t.described(g.tok, v, none, depth)
			}
			return nil
		}
		if t.passive(v) || t.tok[v].Tag == "VBG" && t.mark(v) == "" || t.tok[v].Tag == "VBN" && (intransitive[t.lemma(v)] || eventful[t.lemma(v)]) {
			return t.spread(nil, h, "", participial)[:1]
		}
		if t.mark(v) == "to" && nounCasts[t.lemma(h)] != neutral { // "his plan to leave", "made a decision to leave"
			if p := t.child(h, "nmod:poss"); p != none {
				return t.spread(nil, p, "", controlled)
			}
			if g := t.head(h); g != none && t.is(h, "obj") && t.verbal(g) && !t.passive(g) {
				return via(t.subjects(g, depth+1), controlled)
			}
		}
	case "advcl":
		if t.clausal(h) && !t.finite(v) {
			switch t.mark(v) {
			case "of", "from", "for", "into": // "accused X of leaving", "kept X from leaving"
				o := t.child(h, "iobj") // "fined X a million for"
				if o == none {
					o = t.child(h, "obj")
				}
				if o != none && o < v && !t.passive(h) {
					return via(t.spread(nil, o, "", own), controlled)
				}
				return via(t.subjects(h, depth+1), controlled)
			}
			if t.mark(v) == "" && v > h && requests[t.lemma(h)] {
				return nil // "ordered airstrikes, killing ten": it is not who ordered that killed
			}
			for _, k := range t.children(h) { // "points to the army opening fire"
				if p := t.prep(k); t.is(k, "obl") && t.high[k] == t.low[v] && t.pos(k, "PROPN") && t.tok[v].Tag == "VBG" && (p == "to" || p == "of" || p == "about") {
					return via(t.spread(nil, k, "", own), participial)
				}
			}
			return via(t.subjects(h, depth+1), adverbial)
		}
	case "ccomp": // a bare infinitive or gerund: "discussed working together"
		if t.clausal(h) && !t.finite(v) && t.tok[v].Tag == "VBG" && !t.passive(v) {
			return via(t.subjects(h, depth+1), controlled)
		}
	}
	return nil
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
	if p != none && t.lemma(p) == "which" && human(t.lemma(a)) {
		for _, k := range t.children(a) {
			if t.is(k, "nmod") && k > a && k < v {
				return t.spread(nil, k, "", relative)
			}
		}
	}
	return t.spread(nil, a, "", relative)
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
		if preps, ok := obliqueControl[t.lemma(h)]; ok {
			for _, k := range t.children(h) {
				if t.is(k, "obl") && t.prep(k) == preps {
					return t.spread(nil, k, "", controlled)
				}
			}
		}
	}
	return via(t.subjects(h, depth+1), controlled)
}

// finite reports whether clause v has a finite verb.
func (t *tree) finite(v int32) bool {
	for _, k := range t.children(v) {
		if t.is(k, "aux", "cop") && t.tok[k].Feat("VerbForm") == "Fin" {
			return true
		}
	}
	if t.tok[v].Feat("VerbForm") == "Fin" {
		return true
	}
	switch t.tok[v].Tag {
	case "VBD", "VBZ", "VBP":
		return true
	}
	return false
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
	if !t.is(v, "acl") || h == none || t.form(t.low[v]) != "that" || t.low[v] != h+1 {
		return false
	}
	_, casts := nounCasts[t.lemma(h)]
	s := t.subject(v)
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

// sharedObject returns the object that conjunct v shares with the verb before
// it: "condemned and attacked the ruling".
func (t *tree) sharedObject(v int32) []arg {
	h := t.head(v)
	if !t.verbal(h) || t.passive(h) || intransitive[t.lemma(v)] || t.has(v, "ccomp", "xcomp", "obl") {
		return nil
	}
	if o := t.child(h, "obj"); o != none && o > v {
		return t.spread(nil, o, "", coordinated)
	}
	return nil
}

// temporal reports whether nominal i is a time: within a time expression, or
// a calendar word.
func (t *tree) temporal(i int32) bool {
	return t.timed[i] || strings.HasPrefix(t.tok[i].Rel, "obl:tmod") || t.tok[i].Rel == "nmod:tmod"
}
