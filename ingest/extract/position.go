package extract

import (
	"strings"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
	"dateline/schema"
)

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
			if one == "member" && r.formerly(k) {
				return true
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

// formerly reports whether noun k is called a former one.
func (r *reader) formerly(k int32) bool {
	for _, c := range r.children(k) {
		if c < k && formerly[r.form(c)] {
			return true
		}
	}
	return false
}

// describe gives p the clause from its subject to its description, the whole
// of the subject's name included.
func (r *reader) describe(p *Proposition, a, b int32) {
	first, last := r.phraseTokens(b)
	begin, end := a, a+1
	if m := r.mention[a]; m >= 0 {
		begin, end = r.doc.Mentions[m].First, r.doc.Mentions[m].Last
	}
	p.Clause = [2]int32{min(begin, first), max(end, last)}
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
	p.Clause = [2]int32{min(p.Clause[0], x.first), max(p.Clause[1], x.last)} // "Secretary-General" is three words
	if x.former {
		p.Cost += 3
	}
	word := schema.Slug(r.lemma(x.head))
	if w := r.form(x.last - 1); x.last > x.head+1 || x.first < x.head && (word == "minister" || w == "general" || w == "secretary" || w == "executive") {
		word = schema.Slug(strings.ToLower(x.name))
	}
	if x.rank != "" && !strings.HasPrefix(word, x.rank) {
		word = predicate(x.rank, word)
	}
	switch {
	case x.former: // only an office is stated, as a former one: who was a wife or an adviser is none now
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

// ofCountries are the kinds of role that are the country's whose adjective
// stands before them.
const ofCountries = offices&^gazetteer.Church | gazetteer.Military | gazetteer.Spokesman | gazetteer.Deputy

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
	if callings[r.lemma(x.head)] {
		return true
	}
	if person.tok != none && r.resolve(person.tok) != nil {
		q := p
		q.Predicate, q.Verb, q.Prep = predicate("be", word, prep), "be-"+word, prep
		q.Targets = r.targets([]arg{person})
		if !x.former {
			r.add(q)
		}
		if org.tok == none && x.land == "" {
			return true
		}
	}
	if !x.kinds.Has(ofCountries) {
		x.land = "" // "the Polish cardinal" is one from Poland
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
				title += " of " + gazetteer.WithArticle(x.land)
			}
			p.Roles = append(p.Roles, Argument{Role: schema.Org, Token: org.tok})
			q := p
			q.Predicate, q.Verb, q.Prep = predicate("be", word, prep), "be-"+word, prep
			q.Targets = r.targets([]arg{org})
			q.Roles = nil
			q.Type = schema.MemberOf
			if !x.former {
				r.add(q)
			}
		}
		title += " " + prep + " " + name
	case !x.kinds.Has(offices | gazetteer.Military | gazetteer.Spokesman | gazetteer.Deputy):
		return true // "a Norwegian lawyer": a calling, no office
	case x.land == "" && (!x.kinds.Has(offices) || r.quote != nil && r.quote[x.head] != noSource):
		return true // "a guard", "a doctor": no office
	case x.land != "":
		title += " " + "of " + gazetteer.WithArticle(x.land)
		p.Roles = append(p.Roles, r.ofLand(x))
	}
	if org.tok == none && x.land == "" && r.fullerPosition(p.Agents, title) {
		return true
	}
	if x.former {
		title = "Former " + title
	}
	p.Relation, p.Type, p.Predicate, p.Verb = "holds-position", schema.HoldPosition, predicate("be", word), ""
	p.Targets = []Argument{{Role: schema.Target, Token: x.head, Literal: title, Span: r.span(x.first, x.last)}}
	r.add(p)
	return true
}

// fullerPosition reports whether the article has already given who holds
// title with its country or body.
func (r *reader) fullerPosition(agents []Argument, title string) bool {
	who := r.resolve(agents[0].Token)
	for _, n := range r.offices {
		o := &r.props[n]
		if len(who) == 0 || !strings.HasPrefix(o.Targets[0].Literal, title+" ") {
			continue
		}
		if f := r.resolve(o.Agents[0].Token); len(f) > 0 && f[0].entity == who[0].entity {
			return true
		}
	}
	return false
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
	for _, n := range r.offices { // the office of the other one, as this article gives it
		o := &r.props[n]
		if len(o.Agents) == 0 || o.Stance.source != p.Stance.source {
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
		p.Roles = append(p.Roles, r.ofLand(x))
		p.Targets = []Argument{{Role: schema.Target, Token: x.head, Literal: name + " of " + gazetteer.WithArticle(x.land), Span: r.span(x.first, x.last)}}
		p.Cost += 10
		r.add(p)
		break
	}
	return true
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
