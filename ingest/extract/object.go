package extract

import (
	"slices"

	"dateline/ingest/nlp"
	"dateline/schema"
)

// transitive: the verb has an object.
func (r *reader) transitive(c clause, p Proposition) {
	if c.obj = r.exceptAmounts(c); len(c.obj) == 0 {
		return
	}
	if k := r.twoObjects(c); k != none { // "declared the drought a national emergency"
		c.obj = c.obj[:1]
		p.Rule, p.Predicate = inherited("transitive", c.subj, c.obj), predicate(c.prefix, c.word)
		p.Targets, p.Object = r.targets(c.obj), r.lemma(c.obj[0].tok)
		r.naming(c, p, k)
		return
	}
	o := c.obj[0]
	if len(c.iobj) > 0 && !r.entityLike(o.tok) && r.entityLike(c.iobj[0].tok) { // "gave X a loan"
		p.Rule = inherited("ditransitive", c.subj, c.obj)
		p.Predicate, p.Prep, p.Object = predicate(c.prefix, c.word, r.form(o.tok), "to"), "to", r.lemma(o.tok)
		p.Targets = r.targets(c.iobj)
		r.add(p)
		return
	}
	if stative[c.word] && (!r.named(o.tok) || r.has(c.head, "xcomp")) || vacuous[c.word] && !r.entityLike(o.tok) && r.vacuousObject(c, &p) {
		return
	}
	if c.word == "add" || c.word == "say" {
		p.Verb = "" // "add fuel" says nothing
	}
	if r.interrogative(o.tok) || linking[c.word] {
		return
	}
	if c.word == "do" && !r.pos(o.tok, "NOUN", "PROPN") { // "do all they can", "do so"
		return
	}
	if r.eachOther(o.tok) && !reciprocal[c.word] { // "blamed each other"
		p.Rule, p.Predicate, p.Symmetric = inherited("transitive", c.subj), predicate(c.prefix, c.word), true
		r.add(p)
		return
	}
	if r.reflexive(o.tok) {
		c.obj = nil
		r.oblique(c, p)
		return
	}
	if r.lightVerb(c, p) {
		return
	}
	if t, ok := r.aimedAt(c); ok { // "launched missiles against X"
		p.Rule = inherited("verb-object-preposition", c.subj, c.obj)
		p.Predicate, p.Prep = predicate(c.prefix, c.word, r.form(r.content(o.tok)), t.prep), t.prep
		p.Object = r.objectWord(o.tok)
		p.Targets = r.targets(r.same(c.obl, t))
		p.Roles = append(without(p.Roles, p.Targets), arguments(schema.Instrument, c.obj)...)
		r.add(p)
		return
	}
	rule := "transitive"
	if r.predicative(c.head) != none {
		rule = "object-predicative"
	}
	p.Rule = inherited(rule, c.subj, c.obj)
	p.Predicate = predicate(c.prefix, c.word)
	p.Targets, p.Object = r.targets(c.obj), r.objectWord(o.tok)
	if len(c.iobj) > 0 {
		p.Roles = append(p.Roles, arguments(schema.Recipient, c.iobj)...)
	}
	if k := r.child(c.head, "xcomp"); k != none && !r.verbal(k) && r.pos(k, "NOUN", "PROPN") {
		r.naming(c, p, k)
		return
	}
	if !r.keepsSense(c, &p) {
		return
	}
	p.Symmetric = c.prefix == "" && symmetric[c.word] && r.person(o.tok)
	r.topics(c, &p)
	r.add(p)
}

// keepsSense looks at what else the verb has, which can change what it does
// to its object; false if it does nothing to it.
func (r *reader) keepsSense(c clause, p *Proposition) bool {
	o := c.obj[0].tok
	if k := r.child(c.head, "xcomp"); k != none && r.verbal(k) {
		switch {
		case causal[c.word] || c.word == "lead" || c.word == "drive":
			return false // "caused thousands to flee": not thousands
		case c.word == "authorize" || c.word == "authorise" || c.word == "recognize" || c.word == "recognise":
			p.Verb = "" // "authorized the firm to sell": not the firm
		}
	}
	switch c.word {
	case "recognize", "recognise", "describe", "designate", "name", "identify":
		for _, a := range c.obl {
			if a.prep != "as" || r.temporal(a.tok) {
				continue
			}
			p.Predicate = predicate(c.prefix, c.word, "as", r.form(a.tok))
			if _, _, office := r.gaz.Role(r.form(a.tok)); !office && !r.sovereign(o) && c.word != "describe" {
				p.Verb = ""
			}
			return true
		}
		if _, _, office := r.gaz.Role(r.lemma(o)); c.word == "name" && !office {
			p.Verb = "" // who names a suspect appoints nobody
		}
	case "increase", "double", "expand":
		if fraction(r.lemma(o)) || r.sum(o) || r.pos(o, "NUM") {
			p.Verb = "rise" // "sales increased five percent": by as much
		}
	case "replace":
		if r.classOf(o) == nlp.Person && slices.ContainsFunc(c.obl, func(a arg) bool { return a.prep == "with" || a.prep == "by" }) {
			p.Verb = "" // another one takes the place
		}
	case "join":
		if !r.named(o) && human(r.lemma(o)) && !organizations[r.lemma(o)] && (r.pluralNoun(o) || r.nominalClass(o) == nlp.Person) {
			p.Verb = "" // "joined students in protest": no body to be a member of
		}
	}
	return true
}

// sovereign reports whether noun i is a country or a body.
func (r *reader) sovereign(i int32) bool {
	return r.classOf(i) == nlp.Country || r.classOf(i) == nlp.Organization
}

// exceptAmounts returns the objects of c without the sums of money that stand
// beside another object, or that somebody is fined: "fined X a million". Who
// pays a sum and costs, pays it.
func (r *reader) exceptAmounts(c clause) []arg {
	objects := slices.DeleteFunc(slices.Clone(c.obj), func(a arg) bool {
		return r.next(a.tok) == "$" && len(c.obj) > 1 // "US$40"
	})
	others := slices.DeleteFunc(slices.Clone(objects), func(a arg) bool { return r.sum(a.tok) })
	sold := c.word == "pay" || c.word == "cost" || c.word == "spend" || c.word == "owe"
	if c.word == "fine" || len(others) > 0 && !sold || slices.ContainsFunc(others, func(a arg) bool { return r.person(a.tok) }) {
		return others
	}
	return objects
}

// sum reports whether noun i is a sum of money.
func (r *reader) sum(i int32) bool {
	switch r.lemma(i) {
	case "$", "€", "£", "¥", "dollar", "euro", "pound", "yen", "yuan", "rupee", "peso", "ruble", "rouble", "dlr", "million", "billion", "trillion", "mln", "bln":
		return r.has(i, "nummod", "compound") || r.pos(i, "NUM")
	}
	return false
}

// twoObjects returns the second object of a verb that names the first by it,
// none without one.
func (r *reader) twoObjects(c clause) int32 {
	if len(c.obj) != 2 || !naming[c.word] || !r.pos(c.obj[1].tok, "NOUN") || r.named(c.obj[1].tok) {
		return none
	}
	for _, a := range c.obj {
		if r.head(a.tok) != c.head || !r.is(a.tok, "obj") || r.pos(a.tok, "NUM") || r.prep(a.tok) != "" {
			return none
		}
	}
	return c.obj[1].tok
}

// vacuousObject reads "take issue with X"; "take issue" alone says nothing,
// and it reports true for it and for what it has stated itself.
func (r *reader) vacuousObject(c clause, p *Proposition) bool {
	o := c.obj[0].tok
	if r.has(c.head, "xcomp", "ccomp") {
		return true
	}
	if r.has(o, "det", "nmod:poss", "amod", "nummod") {
		return c.word != "have"
	}
	for _, k := range c.obl {
		if k.tok > o && complementRank(k.prep) > 0 && !r.temporal(k.tok) && r.low[k.tok] <= o+2 && !r.idiom(k) && r.nominal(k.tok) {
			p.Rule = inherited("verb-object-preposition", c.subj, c.obj)
			p.Predicate, p.Prep, p.Object = predicate(c.prefix, c.word, r.form(o), k.prep), k.prep, r.lemma(o)
			p.Targets = r.targets(r.same(c.obl, k))
			if c.word == "take" && r.form(o) == "place" && r.placeLike(k.tok) {
				p.Relation, p.Type = "located-in", schema.LocatedIn
				p.Roles = append(p.Roles, Argument{Role: schema.PlaceRole, Token: k.tok})
			} else {
				p.Roles = without(p.Roles, p.Targets)
			}
			r.add(*p)
			return true
		}
	}
	return c.word != "have"
}

// naming: "elected X president", "called X a liar": the object gets a name or
// a position.
func (r *reader) naming(c clause, p Proposition, k int32) {
	o := c.obj[0].tok
	call := c.word == "call" || c.word == "declare" || c.word == "deem" || c.word == "label" || c.word == "brand" || c.word == "designate"
	if !naming[c.word] || call && !r.named(o) { // "made X mayor" makes nobody, "declared the drought an emergency" declares no drought
		p.Predicate, p.Verb = predicate(c.prefix, c.word, r.form(k)), ""
		r.add(p)
		return
	}
	switch c.word {
	case "call", "dub", "label", "brand", "declare", "choose", "select", "designate":
		p.Verb = "" // "called X a liar" is no call
	}
	p.Rule = inherited("named", c.subj, c.obj)
	p.Roles = append(p.Roles, Argument{Role: schema.Topic, Literal: r.literal(k), Span: r.phraseSpan(k), Token: k})
	r.add(p)
}

// interrogative reports whether nominal i asks: "what", "how much".
func (r *reader) interrogative(i int32) bool {
	switch r.form(r.low[i]) {
	case "what", "how", "whatever", "who", "whom":
		return true
	}
	return false
}

func (r *reader) reflexive(i int32) bool {
	switch r.lemma(i) {
	case "himself", "herself", "itself", "themselves", "myself", "yourself", "ourselves":
		return true
	case "face":
		return r.next(i) == "-" || r.next(i) == "to" // face to face
	default:
		return r.eachOther(i)
	}
}

// eachOther reports whether nominal i is "each other" or "one another".
func (r *reader) eachOther(i int32) bool {
	switch r.lemma(i) {
	case "each":
		return r.next(i) == "other"
	case "one":
		return r.next(i) == "another"
	case "other", "another": // not "several others"
		return r.tok[i].Tag != "NNS" && (r.has(i, "det", "amod") || r.pos(i, "ADJ"))
	}
	return false
}
