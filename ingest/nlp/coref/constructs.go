package coref

import (
	"slices"

	"dateline/ingest/nlp"
)

// linkConstructs gives the nominals their entities and joins what grammar
// itself says is one: appositions, a role before or after a name, an
// abbreviation in brackets, the role that a copula gives its subject.
func (r *reading) linkConstructs() {
	for k := range r.ments {
		m := &r.ments[k]
		if m.Kind != nlp.Nominal {
			continue
		}
		e := r.add(int32(k))
		r.nameNominal(int32(k), &r.ents[e])
	}
	r.linkGovernments()
	for k := range r.ments {
		m := &r.ments[k]
		if m.ent >= 0 && base(r.tok(m.top).Rel) == "appos" {
			r.apposition(int32(k))
		}
	}
	for k := range r.ments {
		switch m := &r.ments[k]; {
		case m.ent < 0:
		case m.Kind == nlp.Nominal && r.titleAt[m.Head]:
			if n := r.nameBehind(m.Head); n >= 0 && r.ments[n].ent >= 0 {
				r.join(r.ments[n].ent, m.ent)
			}
		case m.Kind == nlp.Name && m.Class == nlp.Person:
			r.described(int32(k))
			r.betweenCommas(int32(k))
		case m.Kind == nlp.Name && m.Class == nlp.Organization:
			r.described(int32(k))
		}
	}
	for i := range r.doc.Tokens {
		if r.trait(int32(i))&person != 0 && r.kid(int32(i), "cop") >= 0 {
			r.copula(int32(i))
		}
	}
}

// linkGovernments joins the governments that names and nominals gave the same
// key: "Moscow" that warns and "the Russian government".
func (r *reading) linkGovernments() {
	r.byKey = make(map[string]int32)
	for e := range r.ents {
		x := &r.ents[e]
		if x.into >= 0 || x.key == "" {
			continue
		}
		if f, ok := r.byKey[x.key]; ok {
			r.join(f, int32(e))
		} else {
			r.byKey[x.key] = int32(e)
		}
	}
}

// apposition joins mention k with what it stands in apposition to: its
// governor, or the nearest conjunct of it that agrees ("Washington and Moscow,
// one of Syria's backers").
func (r *reading) apposition(k int32) {
	m := &r.ments[k]
	gov := r.tok(m.top).Head
	if gov < 0 || m.First == 0 || m.Kind == nlp.Nominal && r.titles(m.Head) {
		return
	}
	var candidates []int32
	if up := r.tok(gov).Head; up >= 0 && up < gov && r.tok(gov).Rel == "nmod" {
		candidates = append(candidates, up) // "the ambassador to the EU, Tim Barrow": the tree takes the nearer noun
	}
	candidates = append(candidates, gov)
	for _, c := range r.kids(gov) {
		if r.rel(c) == "conj" && c < m.First && nominal(r.tok(c).POS) {
			candidates = append(candidates, c)
		}
	}
	if r.lower[m.First-1] == "," { // ", said British Airways, the airline": the tree may reach past the name before the comma
		for o := k - 1; o >= 0 && r.ments[o].sent == m.sent; o-- {
			if n := &r.ments[o]; n.Last == m.First-1 && n.Kind == nlp.Name {
				if located(n) && located(m) { // "a river in Sadanga, Mountain Province": where Sadanga is
					return
				}
				candidates = append(candidates, n.Head)
				break
			}
		}
	}
	for i := len(candidates) - 1; i >= 0; i-- {
		g := r.headed[candidates[i]]
		if g < 0 && r.nameAt[candidates[i]] >= 0 {
			g = r.nameAt[candidates[i]]
		}
		if g < 0 || r.ments[g].ent < 0 || g == k {
			continue
		}
		if r.appositive(g, k) {
			r.takeRole(g, k)
			r.takeRole(k, g)
			r.join(r.ments[g].ent, r.ments[k].ent)
			return
		}
	}
}

// described joins a name with the singular noun right before it where the tree
// takes both for the same argument: "Swiss bank UBS buys".
func (r *reading) described(k int32) {
	m := &r.ments[k]
	i := m.First - 1
	if i < r.doc.Sentences[m.sent].First || r.headed[i] < 0 || r.tok(i).Tag != "NN" || r.trait(i)&(person|body) == 0 {
		return
	}
	d := &r.ments[r.headed[i]]
	if d.Kind != nlp.Nominal || d.Head != i || d.Last != m.First || d.ent < 0 || r.ents[r.find(d.ent)].name != "" {
		return
	}
	if b := base(d.rel); d.gov == m.gov && d.rel == m.rel && d.lead == d.top && (b == "nsubj" || b == "obj" || b == "obl") && sameKind(d.Class, m.Class, false) {
		r.takeRole(k, r.headed[i])
		r.join(m.ent, d.ent)
	}
}

// betweenCommas joins a person's name with the description that it follows
// between commas, whatever the tree says: "the ambassador to the EU, Tim
// Barrow, said". Behind the name a list would go on with "and".
func (r *reading) betweenCommas(k int32) {
	m := &r.ments[k]
	sent := r.doc.Sentences[m.sent]
	if m.First-1 < sent.First || r.lower[m.First-1] != "," || m.Last+1 >= sent.Last || r.lower[m.Last] != "," || r.lower[m.Last+1] == "and" {
		return
	}
	for o := k - 1; o >= 0 && r.ments[o].sent == m.sent; o-- {
		d := &r.ments[o]
		if d.Kind != nlp.Nominal || d.Last != m.First-1 {
			continue
		}
		if d.number == singular && d.Class == nlp.Person && d.ent >= 0 && r.ents[r.find(d.ent)].name == "" &&
			(d.gender == 0 || r.ents[r.find(m.ent)].gender == 0 || d.gender == r.ents[r.find(m.ent)].gender) {
			r.takeRole(k, o)
			r.join(d.ent, m.ent)
		}
		return
	}
}

// appositive reports whether a can be what b, its apposition, says again.
func (r *reading) appositive(a, b int32) bool {
	x, y := &r.ments[a], &r.ents[r.entityOf(b)]
	m := &r.ments[b]
	g := &r.ents[r.entityOf(a)]
	if x.Kind == nlp.Name && m.Kind == nlp.Name {
		return isAcronym(r.text(b), g.words) || isAcronym(r.text(a), y.words) || isAcronym(r.text(b), unfirmed(g.words))
	}
	if m.Kind == nlp.Pronoun || x.Kind == nlp.Pronoun {
		return false
	}
	one := r.lower[m.Head] == "one" || r.trait(m.Head)&partitive != 0
	if x.number != m.number && x.number != 0 && m.number != 0 && !one {
		if x.Kind != nlp.Name || g.class == nlp.Person || m.number != singular {
			return false
		}
	}
	if x.number == plural && m.number == plural && (x.Kind == nlp.Name) != (m.Kind == nlp.Name) {
		return false // a list: "officials, troops"
	}
	return sameKind(g.class, y.class, one)
}

// sameKind reports whether two classes can belong to one thing.
func sameKind(a, b nlp.Class, loose bool) bool {
	if a == b {
		return true
	}
	if a > b {
		a, b = b, a
	}
	switch {
	case a == nlp.Unknown:
		return true
	case b == nlp.Other:
		return a != nlp.Person && a != nlp.Country || loose
	case a == nlp.Organization && (b == nlp.Facility || b == nlp.Group):
		return true
	case a == nlp.Organization && b == nlp.Product, a == nlp.Facility && b == nlp.Product:
		return false
	case a == nlp.Country && b == nlp.Place, a == nlp.Place && b == nlp.Facility:
		return true
	}
	return false
}

// takeRole gives the entity of a person's name the role that a nominal names.
func (r *reading) takeRole(name, nominal int32) {
	n, d := &r.ments[name], &r.ments[nominal]
	if n.Kind != nlp.Name || d.Kind != nlp.Nominal {
		return
	}
	e := r.entityOf(name)
	if r.ents[e].class == nlp.Person && r.trait(d.Head)&person != 0 {
		r.ents[e].roles = append(r.ents[e].roles, r.roleAt(d.Head))
	}
}

// copula gives the subject of "X is the president of Y" its role. What is
// denied, asked or only possible gives none.
func (r *reading) copula(p int32) {
	for _, k := range r.kids(p) {
		switch r.rel(k) {
		case "aux":
			return
		case "advmod":
			if l := r.lower[k]; l == "not" || l == "n't" || l == "never" || l == "no" {
				return
			}
		}
	}
	s := r.subject(p)
	if s < 0 {
		return
	}
	k := r.headed[s]
	if k < 0 {
		return
	}
	if e := r.entityOf(k); e >= 0 && r.ents[e].class == nlp.Person {
		r.ents[e].roles = append(r.ents[e].roles, r.roleAt(p))
	}
}

// linkRoles ties "the president", "the Iraqi prosecutor" to the last person
// seen in that role. The country must agree where both are known.
func (r *reading) linkRoles() {
	holders := make(map[string][]int32) // people by the head noun of their roles
	for e := range r.ents {
		x := &r.ents[e]
		if x.into >= 0 || x.class != nlp.Person {
			continue
		}
		for i, h := range x.roles {
			if !slices.ContainsFunc(x.roles[:i], func(o role) bool { return o.head == h.head }) {
				holders[h.head] = append(holders[h.head], int32(e))
			}
			if leads(h) && h.head != "leader" && !slices.Contains(holders["leader"], int32(e)) {
				holders["leader"] = append(holders["leader"], int32(e))
			}
		}
	}
	for k := range r.ments {
		m := &r.ments[k]
		if m.Kind != nlp.Nominal || m.number != singular || r.trait(m.Head)&person == 0 || m.ent < 0 {
			continue
		}
		want := r.roleAt(m.Head)
		headline := (len(want.mods) > 0 || want.country != "") && r.bare(m)
		if x := &r.ents[r.entityOf(int32(k))]; x.name != "" || !headline && !r.definite(int32(k)) {
			continue
		}
		if e := r.holder(int32(k), want, holders[want.head]); e >= 0 {
			r.join(e, m.ent)
		}
	}
}

// bare reports whether a nominal opens its sentence as its subject and has no
// determiner, as headlines write: "Foreign minister resigns".
func (r *reading) bare(m *mention) bool {
	return r.kid(m.Head, "det") < 0 && r.kid(m.Head, "nmod") < 0 && m.First == r.doc.Sentences[m.sent].First && m.rel == "nsubj"
}

// roleWindow is how many sentences back the holder of a role may have been
// mentioned last.
const roleWindow = 12

// holder returns the one of the people whose role fits and who was mentioned
// last before mention k.
func (r *reading) holder(k int32, want role, people []int32) int32 {
	m := &r.ments[k]
	best, at := int32(-1), int32(-1)
	for _, e := range people {
		e = r.find(e)
		x := &r.ents[e]
		if m.gender != 0 && x.gender != 0 && m.gender != x.gender || !hasRole(x, want) {
			continue
		}
		for _, o := range x.mentions {
			if p := r.ments[o].First; p < m.First && p > at {
				best, at = e, p
			}
		}
	}
	if best < 0 || m.sent-r.sent[at] > roleWindow {
		return -1
	}
	return best
}

// definite reports whether a nominal points back: "the", "this", "that".
func (r *reading) definite(k int32) bool {
	m := &r.ments[k]
	for _, i := range r.kids(m.Head) {
		if r.rel(i) == "det" {
			switch r.lower[i] {
			case "the", "this", "that", "these", "those":
				return true
			}
		}
	}
	return false
}

// limited reports whether a phrase behind the head narrows it to something new:
// a relative clause, an infinitive, a prepositional phrase.
func (r *reading) limited(h int32) bool {
	for _, i := range r.kids(h) {
		if i < h {
			continue
		}
		switch base(r.tok(i).Rel) {
		case "acl", "nmod":
			return true
		}
	}
	return false
}
