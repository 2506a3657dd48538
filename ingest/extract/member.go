package extract

import (
	"slices"
	"strings"

	"dateline/ingest/nlp"
	"dateline/schema"
)

// including returns the members named after "including" below noun i.
func (r *reader) including(i int32) []arg {
	for _, k := range r.children(i) {
		switch {
		case r.is(k, "nmod", "obl", "appos") && (r.prep(k) == "including" || r.prep(k) == "include"):
			return r.spread(nil, k, "", own)
		case r.is(k, "acl") && r.form(k) == "including":
			if o := r.child(k, "obj"); o != none {
				return r.spread(nil, o, "", own)
			}
		}
	}
	return nil
}

// roleNoun reads a role noun that has nobody's name next to it: nothing is
// said of anybody. Its including-members are in it.
func (r *reader) roleNoun(i int32) {
	members := r.including(i)
	if len(members) == 0 || slices.ContainsFunc(members, func(a arg) bool { return !r.canBelong(a.tok) }) {
		return
	}
	if x, ok := r.roleAt(i); ok && len(x.owner) > 0 {
		x.plural = false
		r.state(x, members, r.nameStance(i), "including")
		return
	}
	p := Proposition{Trigger: i, Rule: "including", Lasting: true, Stance: r.nameStance(i), Predicate: "be-member-of", Verb: "be-member", Prep: "of",
		Type: schema.MemberOf, Agents: arguments(schema.Agent, members), Cost: 8}
	if r.nominalClass(i) != nlp.Group && r.nominalClass(i) != nlp.Organization || r.pluralNoun(i) { // "six people including X" are no body
		return
	}
	for _, a := range members {
		if !r.named(a.tok) {
			return
		}
	}
	if f := r.common(i, r.phraseSpan(i)); f == nil {
		return
	}
	p.Targets = []Argument{{Role: schema.Target, Token: i}}
	first, last := r.low[i], r.high[i]
	p.Clause = [2]int32{first, last}
	r.add(p)
}

// canBelong reports whether noun i is somebody or some body: a town among
// those named is no member.
func (r *reader) canBelong(i int32) bool {
	switch r.classOf(i) {
	case nlp.Person, nlp.Organization, nlp.Country, nlp.Group:
		return true
	}
	return false
}

// belongs reads "the Trump campaign": a body called after its person.
func (r *reader) belongs(i int32, m nlp.Mention) {
	word := r.lemma(m.Last - 1)
	switch word {
	case "campaign", "administration", "government", "team", "cabinet":
	default:
		return
	}
	for k := m.First; k < m.Last-1; k++ {
		who := r.mentionNamed(k, m.Last-1)
		if who == "" {
			continue
		}
		p := Proposition{Trigger: m.Last - 1, Rule: "named-after", Lasting: true, Stance: r.nameStance(i), Predicate: predicate("be", word, "of"), Verb: "be-" + word, Prep: "of",
			Agents: []Argument{{Role: schema.Agent, Token: i}}, Clause: [2]int32{m.First, m.Last}}
		p.Targets = []Argument{{Role: schema.Target, Token: k, Entity: who, Span: r.span(k, k+1)}}
		r.add(p)
		return
	}
}

// mentionNamed returns the person whose last name is token k.
func (r *reader) mentionNamed(k, limit int32) schema.EntityID {
	form := r.doc.Form(k)
	for n := range r.linked.Entities {
		e := &r.linked.Entities[n]
		if e.Class == schema.Person && (e.Name == form || strings.HasSuffix(e.Name, " "+form)) {
			return e.ID
		}
	}
	return ""
}
