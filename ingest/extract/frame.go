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
		case t.doer(k, f.passive):
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

// doer reports whether k is the by-phrase of somebody who acts in a clause:
// no amount, and no vehicle that somebody goes by.
func (t *tree) doer(k int32, passive bool) bool {
	return (t.tok[k].Rel == "obl:agent" || t.is(k, "obl") && passive) && t.prep(k) == "by" && !t.temporal(k) && !t.amount(k) &&
		!(vehicles[t.lemma(k)] && t.tok[k].Tag == "NN" && !t.has(k, "det"))
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
