package extract

import (
	"slices"

	"dateline/ingest/extract/relation"
	"dateline/schema"
)

// violent reports whether a verb is done to somebody by force.
func (r *reader) violent(verb string) bool {
	m, _ := r.words.Lookup(relation.Frame{Lemma: verb, Target: schema.Group})
	switch m.Type {
	case schema.Kill, schema.Injure, schema.Die, schema.Assault, schema.Arrest, schema.Charge, schema.Try, schema.Sentence:
		return true
	}
	return false
}

// lightVerb reads "had a talk with", "launched an attack on", "reached a deal
// with": the event noun is the predicate, the verb its tense.
func (r *reader) lightVerb(c clause, p Proposition) bool {
	o := c.obj[0].tok
	n, ok := r.nominalization(r.lemma(o))
	if !ok || !r.lightWith(c.word, o, n) || r.named(o) && r.pos(o, "PROPN") && !(n.mutual && r.size(c.subj) > 1) {
		return false
	}
	if c.word == "announce" && r.violent(n.verb) { // who announces an arrest has not made it
		return false
	}
	who := r.participantsOf(o, n)
	obl := who.targets
	for _, k := range c.obl {
		if (n.target(k.prep) || n.mutual && k.prep == "with") && !r.temporal(k.tok) && len(who.targets) == 0 && (k.prep != "in" || r.placeLike(k.tok)) {
			obl, who.prep = r.same(c.obl, k), k.prep
			break
		}
	}
	if n.mutual && len(obl) == 0 && len(who.both) == 0 { // "held talks in Rome with X": the phrase hangs on the place
		for k := o + 1; k < r.high[c.head]; k++ {
			if h := r.head(k); r.is(k, "nmod") && r.prep(k) == "with" && h > o && r.placeLike(h) && r.person(k) {
				obl, who.prep = r.spread(nil, k, "with", own), "with"
				break
			}
		}
	}
	if slices.ContainsFunc(obl, func(a arg) bool { return r.reflexive(a.tok) }) { // at each other
		return false
	}
	p.Stance = lightStance(p.Stance, r, o, c.word)
	p.Verb, p.Noun, p.Prep, p.Object = c.word, n.verb, who.prep, r.lemma(o)
	p.Words = [2]int32{c.head, c.head + 1}
	p.Roles = append(p.Roles, r.nounRoles(o)...)
	if c.prefix != "" { // "tried to launch an attack" is no attack
		p.Verb, p.Noun = "", ""
	}
	r.mode(o, &p)
	switch {
	case len(who.both) > 1 && c.word != "have" && c.word != "hold":
		return false
	case len(obl) > 0:
		p.Targets = r.targets(obl)
		p.Roles = without(p.Roles, p.Targets)
		p.Symmetric = n.mutual && who.prep == "with"
		if n.mutual && who.prep != "with" { // "launched a war against": one side's doing
			p.Noun = "attack"
		}
	case n.mutual && r.size(c.subj) > 1:
		p.Symmetric, p.Prep = true, "with"
	default:
		return false
	}
	p.Rule = inherited("light-verb", c.subj, c.obj)
	p.Predicate = predicate(c.prefix, c.word, r.kindOf(o), r.form(o), p.Prep)
	r.spent[o] = true
	r.add(p)
	return true
}

// lightStance applies what the adjectives of the noun and the verb itself say
// of the event.
func lightStance(s stance, r *reader, o int32, word string) stance {
	for _, k := range r.children(o) {
		if r.is(k, "det") && r.lemma(k) == "no" && !s.neg {
			s.neg = true
		}
	}
	s = r.qualified(s, o)
	if c, ok := objects[word]; ok && c != factual {
		s = s.under(c)
	}
	return s
}

// lightWith reports whether verb word lends itself to event noun o.
func (r *reader) lightWith(word string, o int32, n nominalization) bool {
	if _, swap, ok := r.words.LightVerb(word, r.lemma(o)); ok {
		return !swap
	}
	return light[word]
}

// kindOf returns the adjective of means of event noun o: "telephonic".
func (r *reader) kindOf(o int32) string {
	for _, k := range r.children(o) {
		if k < o && r.is(k, "amod", "compound") && means[r.lemma(k)] != "" {
			return r.form(k)
		}
	}
	return ""
}

// mode records by which means an event took place.
func (r *reader) mode(o int32, p *Proposition) {
	for _, k := range r.children(o) {
		if k < o && r.is(k, "amod", "compound") {
			if m := means[r.lemma(k)]; m != "" {
				p.Roles = append(p.Roles, Argument{Role: schema.Instrument, Token: k, Literal: m, Span: r.span(k, k+1)})
			}
		}
	}
}

// means are modifiers that say how people talked.
var means = map[string]string{"telephonic": "telephone", "telephone": "telephone", "phone": "telephone", "virtual": "video", "video": "video", "online": "video"}
