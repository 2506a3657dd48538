package coref

import (
	"slices"
	"strings"

	"dateline/ingest/nlp"
)

// An entity is a chain in the making. Its attributes are those of all its
// mentions together, so that a link is judged against the whole chain.
type entity struct {
	key      string // kind and name under which equal names meet; "" for nominals
	class    nlp.Class
	name     string   // canonical name, "" if none
	words    []string // words of the longest name
	ref      string
	governs  bool
	number   number
	gender   gender
	roles    []role
	mentions []int32        // ascending once reading.finish has run
	members  []int32        // entities
	votes    [classes]int32 // names that the names step gave each class
	seen     int            // mentions that the last sieve has passed
	pronoun  int32          // its last pronoun so far, -1
	into     int32          // the entity that this one was merged into, -1
}

// add makes an entity of one mention.
func (r *reading) add(k int32) int32 {
	m := &r.ments[k]
	e := int32(len(r.ents))
	r.ents = append(r.ents, entity{class: m.Class, ref: m.Ref, number: m.number, gender: m.gender,
		mentions: []int32{k}, pronoun: -1, into: -1})
	m.ent = e
	return e
}

// find returns the entity that e has become.
func (r *reading) find(e int32) int32 {
	for e >= 0 && r.ents[e].into >= 0 {
		e = r.ents[e].into
	}
	return e
}

// entityOf returns the entity of mention k, -1 while it has none.
func (r *reading) entityOf(k int32) int32 {
	if k < 0 || r.ments[k].ent < 0 {
		return -1
	}
	return r.find(r.ments[k].ent)
}

// strangers reports whether two names of persons have no word in common.
func strangers(a, b []string) bool {
	for _, w := range a {
		if slices.ContainsFunc(b, func(v string) bool { return strings.EqualFold(v, w) }) {
			return false
		}
	}
	return len(a) > 0 && len(b) > 0
}

// join merges two entities into the one that was met first and returns it. Two
// people whose names have nothing in common stay two.
func (r *reading) join(a, b int32) int32 {
	a, b = r.find(a), r.find(b)
	if a == b {
		return a
	}
	if b < a {
		a, b = b, a
	}
	x, y := &r.ents[a], &r.ents[b]
	if x.class == nlp.Person && y.class == nlp.Person && strangers(x.words, y.words) {
		return a
	}
	y.into = a
	x.mentions = append(x.mentions, y.mentions...)
	x.roles = append(x.roles, y.roles...)
	x.governs = x.governs || y.governs
	for c := range x.votes {
		x.votes[c] += y.votes[c]
	}
	x.seen += y.seen
	x.pronoun = max(x.pronoun, y.pronoun)
	if x.key == "" {
		x.key = y.key
	}
	// A name knows its class and number better than a description does.
	if x.name == "" && y.name != "" {
		x.name, x.words = y.name, y.words
		x.class, x.ref, x.number = y.class, y.ref, y.number
	} else {
		if len(y.words) > len(x.words) {
			x.name, x.words = y.name, y.words
		}
		if x.class == nlp.Unknown || x.class == nlp.Other {
			x.class = y.class
		}
		if x.ref == "" {
			x.ref = y.ref
		}
		if x.number == 0 {
			x.number = y.number
		}
	}
	if x.gender == 0 {
		x.gender = y.gender
	}
	if x.members == nil {
		x.members = y.members
	}
	return a
}

// attach puts a pronoun, mention k, into entity e.
func (r *reading) attach(k, e int32) {
	e = r.find(e)
	m := &r.ments[k]
	if m.ent >= 0 {
		r.join(m.ent, e)
		return
	}
	m.ent = e
	x := &r.ents[e]
	x.mentions = append(x.mentions, k)
	x.seen++
	x.pronoun = max(x.pronoun, k)
	if x.gender == 0 && m.Kind == nlp.Pronoun {
		x.gender = m.gender
	}
}

// finish writes mentions and chains back to the document. Chains are numbered
// by their first mention; unresolved pronouns have none.
func (r *reading) finish() {
	d := r.doc
	chainOf := make([]int32, len(r.ents))
	for i := range chainOf {
		chainOf[i] = -1
	}
	d.Chains = d.Chains[:0]
	d.Mentions = d.Mentions[:0]
	var order []int32
	for k := range r.ments {
		m := &r.ments[k]
		m.Chain = -1
		if e := r.entityOf(int32(k)); e >= 0 {
			if chainOf[e] < 0 {
				chainOf[e] = int32(len(d.Chains))
				x := &r.ents[e]
				order = append(order, e)
				d.Chains = append(d.Chains, nlp.Chain{Class: x.class, Name: x.name, Ref: x.ref, Governs: x.governs})
			}
			m.Chain = chainOf[e]
			c := &d.Chains[m.Chain]
			c.Mentions = append(c.Mentions, int32(k))
		}
		d.Mentions = append(d.Mentions, m.Mention)
	}
	for c, e := range order {
		for _, x := range r.ents[e].members {
			if id := chainOf[r.find(x)]; id >= 0 && id != int32(c) && !slices.Contains(d.Chains[c].Members, id) {
				d.Chains[c].Members = append(d.Chains[c].Members, id)
			}
		}
	}
}
