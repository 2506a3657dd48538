package extract

import (
	"strings"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
	"dateline/schema"
)

// A role is what a noun phrase calls a person: "former Russian defence
// minister", "head of the FBI".
type role struct {
	name   string // "defence minister", in the words of the text
	kinds  gazetteer.RoleKind
	plural bool
	first  int32 // tokens [first, last) of the name
	last   int32
	head   int32 // its noun
	former bool
	elect  bool
	owner  []arg // whose: "Trump's adviser", "minister of Russia"
	prep   string
	land   string // country of a demonym before it
}

// roleAt reads the role noun whose head is token h.
func (r *reader) roleAt(h int32) (role, bool) {
	for last := min(h+4, r.doc.Sentences[r.sentence[h]].Last); last > h; last-- {
		for first := max(h-3, r.doc.Sentences[r.sentence[h]].First); first <= h; first++ {
			if last > h+1 && r.form(h+1) != "of" && r.form(h+1) != "to" && r.form(h+1) != "in" && r.doc.Form(h+1) != "-" {
				continue
			}
			text := r.text(first, last)
			g, plural, ok := r.gaz.Role(text)
			if !ok {
				continue
			}
			if g.Kinds.Has(gazetteer.AnyPerson) && !g.Kinds.Has(gazetteer.Official) {
				return role{}, false
			}
			x := role{name: text, kinds: g.Kinds, plural: plural, first: first, last: last, head: h}
			if plural {
				x.name = g.Name
			}
			for k := first + 1; k < last; k++ {
				if r.form(k) == "of" {
					x.head = k - 1
					break
				}
			}
			for k := x.first - 1; k > 0 && (r.head(k) == h && r.pos(k, "NOUN") || r.head(k) == x.first && x.first < h && r.pos(k, "NOUN", "ADJ")) && r.is(k, "compound", "amod") && !r.named(k); k-- {
				x.first = k // "swimming coach", "civil rights coordinator"
				x.name = r.form(k) + " " + x.name
			}
			r.roleModifiers(&x)
			return x, true
		}
	}
	return role{}, false
}

// roleModifiers reads what stands around the role: former, a demonym, the
// owner.
func (r *reader) roleModifiers(x *role) {
	low := r.doc.Sentences[r.sentence[x.head]].First
	for k := x.first - 1; k >= low; k-- {
		w := r.form(k)
		switch w {
		case "former", "ex", "ex-", "late", "one-time", "onetime", "outgoing":
			x.former = true
			continue
		case "acting", "interim", "deputy", "vice", "chief", "senior", "top", "-", "key", "close", "longtime", "strongest", "main", "staunch", "strong", "closest", "then", "current", "new", "prominent", "leading":
			continue
		}
		if country, ok := r.gaz.Demonym(r.doc.Form(k)); ok && x.land == "" {
			x.land = country
			continue
		}
		if c, ok := r.gaz.Country(r.doc.Form(k)); ok && x.land == "" && r.pos(k, "PROPN") && !r.has(k, "case") {
			x.land = c.Name
			continue
		}
		break
	}
	after := x.last
	for n := range x.last - x.first { // the phrase hangs on any word of the role
		t := x.first + n
		for _, k := range r.children(t) {
			r.roleOwner(x, t, k, after)
		}
	}
}

func (r *reader) roleOwner(x *role, t, k, after int32) {
	switch {
	case k >= x.first && k < x.last:
	case r.is(k, "nmod:poss"):
		x.owner = r.spread(nil, k, "", own)
	case r.is(k, "compound", "nmod", "flat") && k < x.first && r.named(k) && (r.classOf(k) == nlp.Organization || r.classOf(k) == nlp.Person) && len(x.owner) == 0:
		x.owner = r.spread(nil, k, "", own)
	case r.is(k, "nmod") && k >= after && len(x.owner) == 0 && !r.temporal(k):
		switch p := r.prep(k); p {
		case "of", "to", "for", "at", "with":
			x.owner, x.prep = r.spread(nil, k, p, own), p
		}
	}
}

// nameRules reads what stands around a name: its title, its parts.
func (r *reader) nameRules(i int32) {
	m := r.doc.Mentions[r.mention[i]]
	if m.Kind != nlp.Name || i != m.Head {
		return
	}
	r.contained(i)
	switch m.Class {
	case nlp.Person:
		r.title(i, m)
	case nlp.Organization:
		r.belongs(i, m)
	}
	for _, k := range r.children(i) {
		if r.is(k, "appos") && r.pos(k, "NOUN", "NUM") {
			r.apposition(i, k)
		}
	}
	if h := r.head(i); h != none && m.Class == nlp.Person && r.is(i, "appos", "flat") && r.pos(h, "NOUN") && r.child(h, "appos", "flat") == i { // "an aide, X,": the role is the head
		r.roleOf(h, []arg{{tok: i}}, r.nameStance(i), "apposition")
	}
}

// nameStance is the stance of what is said in passing: a description of a
// name holds even where the clause does not.
func (r *reader) nameStance(i int32) stance {
	s := r.hold(i)
	s.status, s.neg, s.drop, s.tried, s.purpose = "", false, false, false, false
	if s.source != noSource && (r.quote == nil || r.quote[i] == noSource) {
		s.source, s.hearsay = noSource, false // the writer's own words
	}
	return s
}

// title reads "US President Donald Trump", "his Russian counterpart X".
func (r *reader) title(i int32, m nlp.Mention) {
	h := m.First - 1
	for h >= 0 && r.doc.Form(h) == "." {
		h--
	}
	if h < r.doc.Sentences[r.sentence[i]].First {
		return
	}
	x, ok := r.roleAt(h)
	if !ok {
		for back := h - 1; back >= h-2 && back >= r.doc.Sentences[r.sentence[i]].First; back-- { // "Secretary of State X"
			if x, ok = r.roleAt(back); ok && x.last == m.First {
				break
			}
			ok = false
		}
	}
	if !ok || x.plural && !r.is(i, "conj") && !r.has(i, "conj") {
		return
	}
	if x.last != m.First && r.head(x.head) != i && r.head(i) != x.head && !r.sameNoun(x.head, i) {
		return
	}
	r.state(x, []arg{{tok: i}}, r.nameStance(i), "title")
}

// sameNoun reports whether tokens a and b are in one noun phrase: a chain of
// compounds, names, nouns leads from one to the other.
func (r *reader) sameNoun(a, b int32) bool {
	for range 4 {
		if a == b {
			return true
		}
		if !r.is(a, "compound", "flat", "nmod", "amod", "appos") || r.head(a) == none || r.has(a, "case") && a > b {
			break
		}
		a = r.head(a)
	}
	return a == b || r.head(b) == a
}

// roleNoun reads a role noun that has nobody's name next to it: nothing is
// said of anybody. Its including-members are in it.
func (r *reader) roleNoun(i int32) {
	members := r.including(i)
	if len(members) == 0 {
		return
	}
	if x, ok := r.roleAt(i); ok && len(x.owner) > 0 {
		x.plural = false
		r.state(x, members, r.nameStance(i), "including")
		return
	}
	p := Proposition{Trigger: i, Rule: "including", Lasting: true, Stance: r.nameStance(i), Predicate: "be-member-of", Verb: "be-member", Prep: "of",
		Type: schema.MemberOf, Agents: arguments(schema.Agent, members), Cost: 8}
	if r.nominalClass(i) != nlp.Group && r.nominalClass(i) != nlp.Organization {
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

// including returns the members named after "including" below noun i.
func (r *reader) including(i int32) []arg {
	for _, k := range r.children(i) {
		switch {
		case r.is(k, "nmod", "obl") && (r.prep(k) == "including" || r.prep(k) == "include"):
			return r.spread(nil, k, "", own)
		case r.is(k, "acl") && r.form(k) == "including":
			if o := r.child(k, "obj"); o != none {
				return r.spread(nil, o, "", own)
			}
		}
	}
	return nil
}

// apposition reads "X, the head of Y": k describes i. A singular description
// of a coordination is about its last member.
func (r *reader) apposition(i, k int32) {
	subj := arg{tok: i}
	if !r.pluralNoun(k) {
		for _, c := range r.children(i) {
			if r.is(c, "conj") && c < k {
				subj.tok = c
			}
		}
	}
	s := r.nameStance(subj.tok)
	if r.roleOf(k, []arg{subj}, s, "apposition") {
		return
	}
}

func (r *reader) pluralNoun(k int32) bool {
	return r.tok[k].Tag == "NNS" || r.tok[k].Feat("Number") == "Plur"
}

// roleOf states that subj is what noun k calls it; false if k is no role.
func (r *reader) roleOf(k int32, subj []arg, s stance, rule string) bool {
	if one := r.lemma(k); one == "one" || one == "member" && r.has(k, "nmod") || one == "some" { // "one of X's backers"
		if n := r.child(k, "nmod"); n != none && r.prep(n) == "of" {
			if x, ok := r.roleAt(n); ok {
				x.plural = false
				return r.state(x, subj, s, rule)
			}
			if one == "member" {
				p := Proposition{Trigger: k, Rule: rule, Lasting: true, Stance: s, Predicate: "be-member-of", Verb: "be-member", Prep: "of", Type: schema.MemberOf,
					Agents: arguments(schema.Agent, subj), Targets: r.targets(r.spread(nil, n, "of", own))}
				r.describe(&p, subj[0].tok, k)
				r.add(p)
				return true
			}
		}
		return false
	}
	x, ok := r.roleAt(k)
	if !ok || x.plural && len(subj) < 2 {
		return false
	}
	return r.state(x, subj, s, rule)
}

// describe gives p the clause from its subject to its description.
func (r *reader) describe(p *Proposition, a, b int32) {
	first, last := r.phraseTokens(b)
	p.Clause = [2]int32{min(a, first), max(a+1, last)}
}

// state states that subj holds role x.
func (r *reader) state(x role, subj []arg, s stance, rule string) bool {
	for _, o := range x.owner { // the parser hung the name itself on its title
		if r.mention[o.tok] >= 0 && r.mention[o.tok] == r.mention[subj[0].tok] {
			x.owner = nil
			break
		}
	}
	p := Proposition{Trigger: x.head, Words: [2]int32{x.first, x.last}, Rule: rule, Lasting: true, Stance: s, Agents: arguments(schema.Agent, subj)}
	r.describe(&p, subj[0].tok, x.head)
	if x.former {
		p.Cost += 3
	}
	word := schema.Slug(r.lemma(x.head))
	if x.first < x.head && word == "minister" || x.last > x.head+1 {
		word = schema.Slug(strings.ToLower(x.name))
	}
	switch {
	case r.lemma(x.head) == "counterpart":
		return r.counterpart(x, p, subj)
	case agentNouns[r.lemma(x.head)] != "" && len(x.owner) > 0:
		p.Verb, p.Predicate = agentNouns[r.lemma(x.head)], predicate(agentNouns[r.lemma(x.head)])
		p.Targets = r.targets(x.owner)
		r.add(p)
		return true
	case x.kinds.Has(gazetteer.Kin):
		if len(x.owner) == 0 {
			return false
		}
		prep := x.prep
		if prep == "" {
			prep = "of"
		}
		p.Predicate, p.Verb, p.Prep = predicate("be", word, prep), "be-"+word, prep
		p.Targets = r.targets(x.owner)
		p.Symmetric = mutualKin[word]
		r.add(p)
		return true
	}
	return r.position(x, p, word)
}

// offices are the kinds of role that are an office even where the text does
// not say of what.
const offices = gazetteer.HeadOfState | gazetteer.HeadOfGovernment | gazetteer.Minister | gazetteer.Diplomat | gazetteer.Legislature | gazetteer.Royal |
	gazetteer.Church | gazetteer.Official

// position states holds-position, and who it is held with.
func (r *reader) position(x role, p Proposition, word string) bool {
	prep := x.prep
	if prep == "" {
		prep = "of"
		if x.kinds.Has(gazetteer.Diplomat) && word == "ambassador" {
			prep = "to"
		}
		if x.kinds.Has(gazetteer.Spokesman) {
			prep = "for"
		}
	}
	var org, person arg
	org.tok, person.tok = none, none
	for _, o := range x.owner {
		switch r.classOf(o.tok) {
		case nlp.Person, nlp.Group:
			person = o
		case nlp.Nationality, nlp.Unknown, nlp.Other, nlp.EventName, nlp.Product:
		default:
			org = o
		}
	}
	if person.tok != none && r.resolve(person.tok) != nil {
		q := p
		q.Predicate, q.Verb, q.Prep = predicate("be", word, prep), "be-"+word, prep
		q.Targets = r.targets([]arg{person})
		r.add(q)
		if org.tok == none && x.land == "" {
			return true
		}
	}
	title := capitalise(x.name)
	switch {
	case org.tok != none && r.classOf(org.tok) != nlp.Nationality && r.resolve(org.tok) != nil:
		f := r.resolve(org.tok)
		name := r.nameOf(f[0].entity)
		if c, ok := r.gaz.Country(name); ok {
			name = gazetteer.WithArticle(c.Name)
			p.Roles = append(p.Roles, Argument{Role: schema.OfCountry, Token: org.tok})
		} else {
			if x.land != "" {
				title += " " + prep + " " + gazetteer.WithArticle(x.land)
			}
			p.Roles = append(p.Roles, Argument{Role: schema.Org, Token: org.tok})
			q := p
			q.Predicate, q.Verb, q.Prep = predicate("be", word, prep), "be-"+word, prep
			q.Targets = r.targets([]arg{org})
			q.Roles = nil
			q.Type = schema.MemberOf
			r.add(q)
		}
		title += " " + prep + " " + name
	case x.land == "" && (!x.kinds.Has(offices) || r.quote != nil && r.quote[x.head] != noSource):
		return true // "a guard", "a doctor": no office
	case x.land != "":
		title += " " + "of " + gazetteer.WithArticle(x.land)
		p.Roles = append(p.Roles, Argument{Role: schema.OfCountry, Token: none, Literal: x.land})
	}
	if x.former {
		title = "Former " + title
	}
	p.Relation, p.Type, p.Predicate, p.Verb = "holds-position", schema.HoldPosition, predicate("be", word), ""
	p.Targets = []Argument{{Role: schema.Target, Token: x.head, Literal: title, Span: r.span(x.first, x.last)}}
	r.add(p)
	return true
}

// counterpart reads "his Russian counterpart X": X and he are counterparts,
// and X holds his office in the other country.
func (r *reader) counterpart(x role, p Proposition, subj []arg) bool {
	if len(x.owner) == 0 || r.resolve(x.owner[0].tok) == nil {
		return false
	}
	q := p
	q.Predicate, q.Verb, q.Prep, q.Symmetric = "be-counterpart-of", "be-counterpart", "of", true
	q.Targets = r.targets(x.owner[:1])
	r.add(q)
	owner := r.resolve(x.owner[0].tok)[0].entity
	if x.land == "" || owner == "" {
		return true
	}
	for n := range r.props { // the office of the other one, as this article gives it
		o := &r.props[n]
		if o.Relation != "holds-position" || len(o.Agents) == 0 || o.Stance.source != p.Stance.source {
			continue
		}
		f := r.resolve(o.Agents[0].Token)
		if len(f) == 0 || f[0].entity != owner {
			continue
		}
		name, _, found := strings.Cut(o.Targets[0].Literal, " of ")
		if !found {
			continue
		}
		p.Relation, p.Type, p.Predicate, p.Rule = "holds-position", schema.HoldPosition, o.Predicate, "counterpart"
		p.Roles = append(p.Roles, Argument{Role: schema.OfCountry, Token: none, Literal: x.land})
		p.Targets = []Argument{{Role: schema.Target, Token: x.head, Literal: name + " of " + gazetteer.WithArticle(x.land), Span: r.span(x.first, x.last)}}
		p.Cost += 10
		r.add(p)
		break
	}
	return true
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

// capitalise writes a role as a title: "secretary of state" is "Secretary of
// State".
func capitalise(s string) string {
	parts := strings.Fields(s)
	for i, w := range parts {
		switch w {
		case "of", "for", "to", "the", "and", "in", "at":
		default:
			parts[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(parts, " ")
}
