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
	word = r.withPredicative(&f, word)
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
		to := "to"
		if r.negator(k) != none { // "agreed not to leave"
			if committing(word) == "" {
				continue
			}
			to = "not-to"
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
		return clause{frame: inner, stance: s, word: r.verbWithParticle(k), prefix: predicate(word, to)}, true
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
		p.Type = committing(strings.TrimSuffix(strings.TrimSuffix(c.prefix, "-to"), "-not"))
	}
	if c.passive {
		r.passiveClause(c, p)
		return
	}
	p.Agents = arguments(schema.Agent, c.subj)
	if len(p.Agents) == 0 {
		if r.befell(c.head) && len(c.obj) > 0 && c.prefix == "" {
			p.Rule, p.Targets, p.Predicate, p.Object = "casualties", r.targets(c.obj), c.word, r.lemma(c.obj[0].tok)
			p.Cost += 5
			r.add(p)
		}
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
		p.Predicate, p.Object = predicate(c.prefix, c.word), r.lemma(c.subj[0].tok)
		r.add(p)
		return
	}
	if len(c.obj) > 0 && r.particle(c.head) != "" { // "was taken off the flight"
		p.Rule = inherited("passive-oblique", c.subj)
		for i := range patient {
			patient[i].Role = schema.Agent
		}
		p.Agents, p.Targets, p.Verb = patient, r.targets(c.obj), ""
		p.Predicate = predicate("be", participle(r, c.head))
		r.add(p)
		return
	}
	if len(c.obj) > 0 && giving[c.word] && !r.entityLike(c.obj[0].tok) { // "was denied entry"
		p.Rule = inherited("passive-object", c.subj)
		p.Targets, p.Verb = patient, ""
		p.Predicate = predicate(c.prefix, c.word, r.form(c.obj[0].tok), "to")
		r.add(p)
		return
	}
	if o, ok := r.complementOf(c.frame, true); ok && !agentless[c.word] {
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
	if !r.telling(c.word) && !agentless[c.word] {
		return // "the money is needed"
	}
	p.Rule = inherited("passive-agentless", c.subj)
	p.Targets = patient
	p.Predicate, p.Object = predicate(c.prefix, c.word), r.lemma(c.subj[0].tok)
	p.Cost += 5
	r.add(p)
}

// telling reports whether what word does to its object is an event by itself:
// the table of relations gives it a type of its own.
func (r *reader) telling(word string) bool {
	m, ok := r.words.Lookup(relation.Frame{Lemma: word, Target: schema.Group})
	if !ok {
		m, ok = r.words.Lookup(relation.Frame{Lemma: word, Target: schema.OtherClass})
	}
	if !ok {
		return false
	}
	switch m.Type {
	case "", schema.OtherType, schema.Say, schema.CauseType, schema.Change, schema.Create, schema.Move:
		return false
	}
	return true
}

// participle returns the form of passive verb v: "held", "found-guilty".
func participle(r *reader, v int32) string {
	return predicate(r.form(v), r.particle(v), r.adjective(r.predicative(v)))
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
	p.Symmetric = c.prefix == "" && symmetric[c.word] && (o.prep == "with" || o.prep == "to" && (c.word == "talk" || c.word == "speak")) && r.person(o.tok)
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
