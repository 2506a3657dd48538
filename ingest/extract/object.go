package extract

import "dateline/schema"

// transitive: the verb has an object.
func (r *reader) transitive(c clause, p Proposition) {
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
	if r.interrogative(o.tok) {
		return
	}
	if c.word == "do" && !r.pos(o.tok, "NOUN", "PROPN") { // "do all they can", "do so"
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
		p.Predicate, p.Prep = predicate(c.prefix, c.word, r.form(o.tok), t.prep), t.prep
		p.Object = r.lemma(o.tok)
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
	p.Targets, p.Object = r.targets(c.obj), r.lemma(o.tok)
	if len(c.iobj) > 0 {
		p.Roles = append(p.Roles, arguments(schema.Recipient, c.iobj)...)
	}
	if k := r.child(c.head, "xcomp"); k != none && !r.verbal(k) && r.pos(k, "NOUN", "PROPN") {
		r.naming(c, p, k)
		return
	}
	p.Symmetric = c.prefix == "" && symmetric[c.word] && r.person(o.tok)
	r.topics(c, &p)
	r.add(p)
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
	switch c.word {
	case "elect", "name", "appoint", "crown", "nominate", "call", "dub", "label", "brand", "declare", "choose", "select", "designate":
	default: // "made X mayor" makes nobody
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
		return r.form(i+1) == "-" || r.form(i+1) == "to" // face to face
	case "other", "another":
		return r.has(i, "det", "amod") || r.pos(i, "ADJ") // each other, one another
	}
	return false
}
