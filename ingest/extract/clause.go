package extract

import (
	"strings"

	"dateline/ingest/extract/relation"
	"dateline/ingest/nlp"
	"dateline/schema"
)

// verb states what clause v says.
func (r *reader) verb(v int32) {
	if r.spent[v] {
		return
	}
	f := r.frame(v)
	s := r.stance(v)
	word := r.verbWithParticle(v)
	if _, says := speech[word]; says && r.speech(f, s, word) {
		return
	}
	if s.tried {
		return // stated with the verb that embeds it
	}
	if merged, ok := r.merged(f, s, word); ok {
		r.clause(merged)
		return
	}
	r.clause(clause{frame: f, stance: s, word: word})
}

// A clause is a frame about to become propositions.
type clause struct {
	frame
	stance stance
	word   string // verb with particle
	prefix string // "try-to"
	extra  []Argument
}

// merged reads "try to strike", "refuse to leave" as one predicate.
func (r *reader) merged(f frame, s stance, word string) (clause, bool) {
	if len(f.obj) > 0 {
		return clause{}, false
	}
	for _, k := range r.children(f.head) {
		if !r.is(k, "xcomp") || !r.verbal(k) {
			continue
		}
		if complements[word] != attempts && committing(word) == "" {
			continue
		}
		inner := r.frame(k)
		inner.subj = f.subj
		for i := range inner.subj {
			inner.subj[i].via = own
		}
		inner.obl = append(inner.obl, f.obl...)
		r.spent[k] = complements[word] == attempts || complements[word] == fails
		return clause{frame: inner, stance: s, word: r.verbWithParticle(k), prefix: predicate(word, "to")}, true
	}
	return clause{}, false
}

// committing returns the type of the act that a verb with an infinitive is by
// itself: "agreed to leave", "refused to leave"; "" if it is none.
func committing(word string) schema.EventType {
	switch word {
	case "agree", "offer":
		return schema.Agree
	case "refuse", "decline":
		return schema.Reject
	case "threaten":
		return schema.Threaten
	}
	return ""
}

// clause chooses the statement that a frame makes.
func (r *reader) clause(c clause) {
	if alternatives(c.subj) || alternatives(c.obj) {
		return
	}
	p := Proposition{Trigger: c.head, Stance: c.stance, Roles: append(r.circumstances(c.frame), c.extra...)}
	switch c.prefix { // "try to strike" is no strike
	case "":
		p.Verb = c.word
	case "threaten-to":
		p.Verb = "threaten"
	default:
		p.Type = committing(strings.TrimSuffix(c.prefix, "-to"))
	}
	if c.passive {
		r.passiveClause(c, p)
		return
	}
	p.Agents = arguments(schema.Agent, c.subj)
	if len(p.Agents) == 0 {
		return
	}
	if r.resultClause(c, &p) {
		return
	}
	if len(c.obj) > 0 {
		r.transitive(c, p)
		return
	}
	r.oblique(c, p)
}

func alternatives(args []arg) bool {
	for _, a := range args {
		if a.alt {
			return true
		}
	}
	return false
}

// passiveClause: "X was struck by Y", "X was held at Y", "X was arrested".
func (r *reader) passiveClause(c clause, p Proposition) {
	patient := arguments(schema.Target, c.subj)
	if len(patient) == 0 {
		return
	}
	if len(c.agent) > 0 {
		if alternatives(c.agent) {
			return
		}
		p.Rule = inherited("passive", c.subj)
		p.Agents, p.Targets = arguments(schema.Agent, c.agent), patient
		p.Predicate = predicate(c.prefix, c.word)
		r.add(p)
		return
	}
	if len(c.obj) > 0 && !r.entityLike(c.obj[0].tok) { // "was denied entry"
		p.Rule = inherited("passive-object", c.subj)
		p.Targets, p.Verb = patient, ""
		p.Predicate = predicate(c.prefix, c.word, r.form(c.obj[0].tok), "to")
		r.add(p)
		return
	}
	if o, ok := r.complementOf(c.frame, true); ok && !r.agentless(c.word) {
		p.Rule = inherited("passive-oblique", c.subj)
		for i := range patient {
			patient[i].Role = schema.Agent
		}
		p.Agents, p.Targets = patient, r.targets(r.same(c.obl, o))
		p.Predicate, p.Prep = predicate("be", participle(r, c.head), o.prep), o.prep
		p.Verb = "" // the subject is no agent: no relation of the verb fits
		if c.word == "hold" && r.placeLike(o.tok) && r.classOf(c.subj[0].tok) == nlp.EventName {
			p.Relation, p.Type = "located-in", schema.LocatedIn
		} else {
			p.Roles = without(p.Roles, p.Targets)
		}
		r.add(p)
		return
	}
	if r.has(c.head, "xcomp", "ccomp") && (complements[c.word] == suspects || speech[c.word] != 0) {
		return // "is alleged to": what is alleged is the statement
	}
	if !r.telling(c.word) && !r.agentless(c.word) {
		return // "the money is needed"
	}
	p.Rule = inherited("passive-agentless", c.subj)
	p.Targets = patient
	p.Predicate = predicate(c.prefix, c.word)
	p.Cost += 5
	r.add(p)
}

// agentless reports whether the passive of word says enough without agent:
// who was killed, arrested, charged.
func (r *reader) agentless(word string) bool {
	switch word {
	case "kill", "injure", "wound", "arrest", "detain", "release", "free", "execute", "hang", "elect", "appoint", "sentence", "convict", "kidnap", "abduct":
		return true
	}
	return false
}

// telling reports whether what word does to its object is an event by itself:
// the table of relations gives it a type of its own.
func (r *reader) telling(word string) bool {
	m, ok := r.words.Lookup(relation.Frame{Lemma: word, Target: schema.Group})
	if !ok {
		m, ok = r.words.Lookup(relation.Frame{Lemma: word, Target: schema.OtherClass})
	}
	return ok && m.Type != "" && m.Type != schema.OtherType && m.Type != schema.Say
}

// participle returns the form of passive verb v: "held".
func participle(r *reader, v int32) string {
	return predicate(r.form(v), r.particle(v))
}

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
	p.Rule = inherited("transitive", c.subj, c.obj)
	p.Predicate = predicate(c.prefix, c.word)
	p.Targets, p.Object = r.targets(c.obj), r.lemma(o.tok)
	if len(c.iobj) > 0 {
		p.Roles = append(p.Roles, arguments(schema.Recipient, c.iobj)...)
	}
	if k := r.child(c.head, "xcomp"); k != none && !r.verbal(k) && (r.pos(k, "NOUN", "PROPN", "ADJ")) {
		r.naming(c, p, k)
		return
	}
	p.Symmetric = symmetric[c.word] && r.person(o.tok)
	r.topics(c, &p)
	r.add(p)
}

// naming: "elected X president", "called X a liar": the object gets a name or
// a position.
func (r *reader) naming(c clause, p Proposition, k int32) {
	switch c.word {
	case "elect", "name", "appoint", "crown", "nominate", "call", "dub", "label", "brand", "declare", "choose", "select", "designate":
	default:
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

// oblique: no object; a prepositional phrase may be the target.
func (r *reader) oblique(c clause, p Proposition) {
	if r.mutualSubject(c, &p) {
		return
	}
	o, ok := r.complementOf(c.frame, false)
	if !ok {
		r.intransitive(c, p)
		return
	}
	p.Rule = inherited("oblique", c.subj)
	p.Predicate, p.Prep = predicate(c.prefix, c.word, o.prep), o.prep
	p.Targets = r.targets(r.same(c.obl, o))
	p.Roles = without(p.Roles, p.Targets)
	p.Symmetric = symmetric[c.word] && (o.prep == "with" || o.prep == "to" && (c.word == "talk" || c.word == "speak")) && r.person(o.tok)
	r.topics(c, &p)
	r.add(p)
}

// intransitive: the verb alone.
func (r *reader) intransitive(c clause, p Proposition) {
	if !eventful[c.word] || c.prefix != "" {
		return
	}
	p.Rule = inherited("intransitive", c.subj)
	p.Predicate = predicate(c.word)
	r.add(p)
}

// mutualSubject: "the two leaders discussed trade", "Rome and Paris clashed".
func (r *reader) mutualSubject(c clause, p *Proposition) bool {
	if !reciprocal[c.word] && !reciprocal[c.word+"-together"] || c.prefix != "" {
		return false
	}
	for _, o := range c.obl {
		if (o.prep == "with" || o.prep == "against" || o.prep == "to") && r.person(o.tok) {
			return false
		}
	}
	if joint := r.invited(c.head); joint != nil {
		c.subj = joint
		p.Agents = arguments(schema.Agent, joint)
	}
	if r.size(c.subj) < 2 {
		return false
	}
	p.Rule = inherited("reciprocal", c.subj)
	p.Symmetric = true
	p.Predicate, p.Prep = predicate(c.word, "with"), "with"
	r.topics(c, p)
	r.add(*p)
	return true
}

// invited returns who does together what one was invited to: "X invited Y to
// talk" is about X and Y talking.
func (r *reader) invited(v int32) []arg {
	for r.is(v, "conj") && r.head(v) != none {
		v = r.head(v)
	}
	h := r.head(v)
	if h == none || r.lemma(h) != "invite" || r.passive(h) || !r.is(v, "xcomp", "advcl", "ccomp") {
		return nil
	}
	host := via(r.subjects(h, 0), controlled)
	guest := r.child(h, "obj")
	if guest == none || len(host) == 0 {
		return nil
	}
	return append(via(r.spread(nil, guest, "", own), controlled), host...)
}

// size returns how many things the arguments stand for, groups counted by
// their members.
func (r *reader) size(args []arg) int {
	n := 0
	for _, a := range args {
		n += len(r.resolve(a.tok))
	}
	return n
}

// resultClause: a gerund at the end of a clause whose verb names a result has
// the clause for its subject: "they shelled the town, angering Rome".
func (r *reader) resultClause(c clause, p *Proposition) bool {
	v := c.head
	if !r.is(v, "advcl", "acl", "xcomp") || r.tok[v].Tag != "VBG" || r.mark(v) != "" || !result[c.word] || r.has(v, "nsubj") {
		return false
	}
	effect, prep := c.obj, ""
	if len(effect) == 0 { // "leading to unrest", "resulting in losses"
		for _, o := range c.obl {
			if c.word == "lead" && o.prep == "to" || c.word == "result" && o.prep == "in" {
				effect, prep = append(effect, o), o.prep
			}
		}
	}
	if len(effect) == 0 {
		return false
	}
	psych := emotive[c.word] || prep != "" || causal[c.word] && r.comma(v)
	h := r.head(v)
	if r.is(v, "acl") && !psych || h > v {
		return false
	}
	for h != none && !r.clausal(h) {
		h = r.head(h)
	}
	if h == none || !psych && r.is(v, "advcl") && !r.comma(v) {
		return false
	}
	first, last := r.clauseSpan(h)
	last = min(last, r.low[v])
	for last > first && r.pos(last-1, "PUNCT") {
		last--
	}
	if s := r.child(h, "nsubj"); s != none && r.low[s] > first {
		first = r.low[s]
	}
	if !r.pos(h, "VERB") || last <= h {
		return false
	}
	p.Stance = r.stance(h)
	if p.Stance.status != "" || p.Stance.neg {
		return true
	}
	p.Rule = "result"
	p.Agents = []Argument{{Role: schema.Agent, Token: h, Clause: true, Span: r.span(first, last)}}
	p.Targets = r.targets(effect)
	p.Predicate, p.Type = predicate(c.word, prep), schema.CauseType
	p.Cost += 5
	r.add(*p)
	return true
}

// comma reports whether clause v is set off by a comma.
func (r *reader) comma(v int32) bool {
	first := r.low[v]
	return r.doc.Form(first) == "," || first > 0 && r.doc.Form(first-1) == ","
}

// person reports whether nominal i is somebody or some body that acts.
func (r *reader) person(i int32) bool {
	switch r.classOf(i) {
	case nlp.Person, nlp.Organization, nlp.Group, nlp.Country:
		return true
	case nlp.Place:
		c := r.chain(i)
		return c >= 0 && r.doc.Chains[c].Governs
	}
	return false
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
			p.Predicate, p.Prep, p.Verb, p.Object = predicate(c.prefix, c.word, r.form(o), k.prep), k.prep, c.word, r.lemma(o)
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
