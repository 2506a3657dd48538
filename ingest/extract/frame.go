package extract

import (
	"strings"

	"dateline/ingest/nlp"
)

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
		case (t.tok[k].Rel == "obl:agent" || t.is(k, "obl") && f.passive) && t.prep(k) == "by" && !t.temporal(k) && !t.amount(k):
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
		if t.tok[v].Rel == "acl:relcl" {
			if g := t.gap(v); g.tok != none && g.prep == "subj" {
				return t.described(g.tok, v, none, depth)
			}
			return nil
		}
		if g := t.head(h); t.tok[v].Tag == "VBG" && g != none && t.is(h, "obj") && t.verbal(g) && issuing[t.lemma(g)] && speech[t.lemma(v)] == says {
			return via(t.subjects(g, depth+1), participial) // "released a statement saying"
		}
		if c := t.names(h); causal[t.lemma(v)] && (c == nlp.Country || c == nlp.Place) {
			return nil // "a blaze at a plant in Chad, caused by lightning": no place
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
			if t.mark(v) == "after" && t.has(h, "obj") && custody[t.lemma(h)] {
				return nil // "released Lee after landing": either of them
			}
			if o := t.child(h, "obj"); o != none && o < v && t.mark(v) == "" && succeeding[t.lemma(v)] && choosing[t.lemma(h)] { // "elected Lee, replacing Roe"
				return via(t.spread(nil, o, "", own), controlled)
			}
			if t.harm(h, v) {
				return via(t.byWhom(h), adverbial)
			}
			if t.mark(v) == "due-to" || t.mark(v) == "with" && complements[t.lemma(h)] != suspects {
				return nil // "with experts alleging", "due to slowing demand": not whoever acts in h
			}
			for _, k := range t.children(h) { // "points to the army opening fire"
				if t.mark(v) != "" || t.comma(v) {
					break
				}
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

// names returns the class of the name that token i is in, Unknown without one.
func (t *tree) names(i int32) nlp.Class {
	for k := range t.doc.Mentions {
		if m := &t.doc.Mentions[k]; m.Kind == nlp.Name && m.First <= i && i < m.Last {
			return m.Class
		}
	}
	return nlp.Unknown
}

// amount reports whether nominal i is how much, not who: "ten percent",
// "$5", "12 tonnes".
func (t *tree) amount(i int32) bool {
	if t.pos(i, "SYM") {
		return true
	}
	switch t.lemma(i) {
	case "percent", "percentage", "pct", "dollar", "euro", "pound", "yen", "half", "third", "quarter", "tonne", "ton", "kilometre", "kilometer", "mile", "degree", "point":
		return t.has(i, "nummod") || t.tok[i].Tag == "NN"
	}
	return t.pos(i, "NUM") && t.high[i]-t.low[i] <= 2
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
				p := t.prep(k)
				if p == "" && t.low[k] > 0 { // "for" may hang on the infinitive
					p = t.form(t.low[k] - 1)
				}
				if t.is(k, "obl") && p != "" && strings.Contains(preps, p) {
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
	if !t.passive(h) {
		return nil
	}
	return t.frame(h).agent
}
