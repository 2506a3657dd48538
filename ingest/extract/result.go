package extract

import "dateline/schema"

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
	if r.is(v, "acl") && (!psych || !r.comma(v)) || h > v {
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
func (t *tree) comma(v int32) bool {
	first := t.low[v]
	return t.doc.Form(first) == "," || first > 0 && t.doc.Form(first-1) == ","
}
