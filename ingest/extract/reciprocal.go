package extract

import "dateline/schema"

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
