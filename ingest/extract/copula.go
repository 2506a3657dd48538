package extract

import "dateline/schema"

// copula states what "X is Y" says.
func (r *reader) copula(i int32) {
	if r.spent[i] {
		return
	}
	s := r.stance(i)
	subj := r.subjects(i, 0)
	if len(subj) == 0 || alternatives(subj) || s.tried {
		return
	}
	p := Proposition{Trigger: i, Stance: s, Agents: arguments(schema.Agent, subj), Lasting: true}
	switch prep := r.prep(i); {
	case prep != "" && r.nominal(i) && prep != "like" && prep != "than" && prep != "as" && prep != "because-of" && prep != "due-to":
		if r.temporal(i) || r.idiom(arg{tok: i, prep: prep}) {
			return
		}
		p.Rule = inherited("copula-preposition", subj)
		p.Predicate, p.Prep, p.Verb = predicate("be", prep), prep, "be"
		p.Targets = r.targets(r.spread(nil, i, prep, own))
		if r.placeLike(i) && (prep == "in" || prep == "at" || prep == "near" || prep == "on") {
			p.Type = schema.LocatedIn
			p.Roles = append(p.Roles, Argument{Role: schema.PlaceRole, Token: i})
			p.Roles = append(p.Roles, r.circumstances(r.frame(i))...)
			p.Roles = without2(p.Roles, schema.PlaceRole, i)
		}
		r.add(p)
	case r.pos(i, "NOUN", "PROPN", "NUM"):
		if r.roleOf(i, subj, s, inherited("copula", subj)) {
			return
		}
		r.isA(i, subj, p)
	case r.pos(i, "ADJ", "VERB"):
		f := r.frame(i)
		o, ok := r.complementOf(f, false)
		if !ok || r.has(i, "xcomp", "ccomp", "csubj", "expl") || !r.entityLike(o.tok) || r.tok[i].Tag == "JJS" { // "among the largest in Asia": its kind is not said
			return
		}
		p.Rule = inherited("copula-adjective", subj)
		p.Predicate, p.Prep, p.Verb = predicate("be", r.form(i), o.prep), o.prep, "be-"+r.lemma(i)
		p.Targets = r.targets(r.same(f.obl, o))
		r.add(p)
	}
}

// isA: "X is a Y" for something with a name.
func (r *reader) isA(i int32, subj []arg, p Proposition) {
	if !r.named(subj[0].tok) || r.pos(subj[0].tok, "PRON") && subj[0].via != relative || r.has(i, "nummod", "csubj", "ccomp") || r.temporal(i) {
		return
	}
	if r.has(i, "acl") || !r.has(i, "det", "amod", "compound", "nmod") {
		return
	}
	p.Rule = inherited("copula-noun", subj)
	p.Predicate, p.Verb = "be", "be"
	p.Targets = []Argument{{Role: schema.Target, Token: i, Literal: r.literal(i), Span: r.phraseSpan(i)}}
	p.Cost += 10
	r.add(p)
}

// without2 keeps one place role for token i.
func without2(args []Argument, role schema.RoleName, i int32) []Argument {
	seen := false
	out := args[:0]
	for _, a := range args {
		if a.Role == role && a.Token == i {
			if seen {
				continue
			}
			seen = true
		}
		out = append(out, a)
	}
	return out
}
