package extract

import (
	"dateline/ingest/nlp"
	"dateline/schema"
)

// contained states where the thing that noun i names lies or is held:
// "Astana, Kazakhstan", "an air base in Syria", "London's Heathrow", "talks
// in Geneva".
func (r *reader) contained(i int32) {
	r.commaPlace(i)
	class := r.classOf(i)
	event := class == nlp.EventName && scheduled[r.lemma(i)]
	if class != nlp.Place && class != nlp.Facility && !event || class == nlp.Place && !r.pos(i, "PROPN") {
		return // "zones in Syria" is all there is to say
	}
	if c := r.chain(i); c >= 0 && r.doc.Chains[c].Governs || r.is(i, "compound", "amod") {
		return
	}
	near := r.children(i)
	if k := r.placeBehind(i); k != none && (!event || r.definite(i)) {
		near = append([]int32{k}, near...)
	}
	for _, k := range near {
		var prep string
		switch {
		case r.is(k, "obl", "nmod"):
			prep = r.prep(k)
		case r.is(k, "nmod:poss") && !event && r.pos(k, "PROPN"):
			prep = "in"
		default:
			continue
		}
		if prep != "in" && prep != "near" && prep != "at" || !r.named(k) && prep != "at" || !r.placeLike(k) || r.temporal(k) {
			continue
		}
		p := Proposition{Trigger: i, Rule: "located-in", Lasting: true, Verb: "be", Prep: prep, Predicate: predicate("be", prep), Type: schema.LocatedIn,
			Agents: []Argument{{Role: schema.Agent, Token: i}}, Roles: []Argument{{Role: schema.PlaceRole, Token: k}}}
		if prep == "in" {
			p.Relation = "located-in"
		}
		p.Targets = []Argument{{Role: schema.Target, Token: k}}
		p.Stance = r.nameStance(i)
		if event {
			p.Lasting, p.Stance, p.Rule, p.Predicate = false, r.nounStance(i), "held-in", predicate("be-held", prep)
			if !r.definite(i) || p.Stance.final2() {
				continue
			}
			if r.heldOn(i) == "war" {
				p.Predicate, p.Lasting, p.Stance = predicate("be", prep), true, r.nameStance(i)
			}
		}
		first, last := min(i, r.low[i]), r.high[k]
		p.Clause = [2]int32{first, last}
		r.add(p)
	}
}

// placeBehind returns the place in the phrase right behind noun i that
// the parser hung on the verb: "send someone to the talks in Geneva".
func (r *reader) placeBehind(i int32) int32 {
	if int(i)+2 >= len(r.tok) || r.lemma(i+1) != "in" {
		return none
	}
	k := r.head(i + 1)
	if k == none || k <= i || !r.is(k, "obl") || r.low[k] != i+1 || !r.placeLike(k) {
		return none
	}
	return k
}

// heldOn tells wars and the like, which are in a place, from what is held
// there.
func (r *reader) heldOn(i int32) string {
	switch r.lemma(i) {
	case "war", "conflict", "attack", "explosion", "earthquake":
		return "war"
	}
	return "event"
}

// final2 reports whether a held event is not to be stated: denied, negated or
// conditional.
func (s stance) final2() bool {
	status, ok := s.final()
	return !ok || status == schema.Negated || status == schema.Denied || status == schema.Conditional
}

// commaPlace reads "Hamburg, Germany" at the name i.
func (r *reader) commaPlace(i int32) {
	m := r.mention[i]
	if m < 0 || !r.pos(i, "PROPN") {
		return
	}
	a := r.doc.Mentions[m]
	if a.Kind != nlp.Name || a.Class != nlp.Place && a.Class != nlp.Facility {
		return
	}
	comma := a.Last
	if int(comma)+1 >= len(r.tok) || r.doc.Form(comma) != "," || r.sentence[comma+1] != r.sentence[i] {
		return
	}
	b := r.nameAt(comma + 1)
	if b < 0 || a.First > 0 && r.doc.Form(a.First-1) == "-" && r.tok[a.First-1].End == r.tok[a.First].Start { // the tail of "Stratford-upon-Avon"
		return
	}
	n := r.doc.Mentions[b]
	if n.Chain < 0 || a.Chain < 0 || n.Chain == a.Chain || !r.contains(n, a) || r.listed(a, n) {
		return
	}
	r.add(Proposition{Trigger: n.Head, Rule: "place-comma", Lasting: true, Verb: "be", Prep: "in", Predicate: "be-in", Relation: "located-in", Type: schema.LocatedIn,
		Agents: []Argument{{Role: schema.Agent, Token: i}}, Targets: []Argument{{Role: schema.Target, Token: n.Head}},
		Roles: []Argument{{Role: schema.PlaceRole, Token: n.Head}}, Clause: [2]int32{a.First, n.Last}, Stance: r.nameStance(i)})
}

// nameAt returns the name that begins at token i, -1 without one.
func (r *reader) nameAt(i int32) int32 {
	for h := i; h < i+4 && int(h) < len(r.tok); h++ {
		if m := r.mention[h]; m >= 0 && r.doc.Mentions[m].First == i && r.doc.Mentions[m].Kind == nlp.Name {
			return m
		}
	}
	return -1
}

// contains reports whether place b can contain place a: a country, or a
// region or state that is no city.
func (r *reader) contains(b, a nlp.Mention) bool {
	text := r.text(b.First, b.Last)
	if b.Class == nlp.Country {
		return a.Class != nlp.Country
	}
	_, state := r.gaz.State(text)
	_, region := r.gaz.Region(text)
	if !state && !region {
		return false
	}
	inner := r.text(a.First, a.Last)
	_, innerState := r.gaz.State(inner)
	_, innerRegion := r.gaz.Region(inner)
	return b.Class == nlp.Place && !innerState && !innerRegion // two of a kind are a list
}

// listed reports whether names a and b are two of a list: "in Rome, Italy and
// Spain" is none, "Rome, Paris and Bonn" is one.
func (r *reader) listed(a, b nlp.Mention) bool {
	next := b.Last
	if int(next) >= len(r.tok) || r.sentence[next] != r.sentence[a.Head] {
		return false
	}
	if b.Class == nlp.Country && a.Class != nlp.Country {
		return false
	}
	for r.form(next) == "," { // "Bannu, Swat, Dir and Kohat": a list of equals
		m := r.nameAt(next + 1)
		if m < 0 || r.sentence[next+1] != r.sentence[a.Head] || r.doc.Mentions[m].Class != b.Class {
			break
		}
		if next = r.doc.Mentions[m].Last; int(next) >= len(r.tok) {
			return false
		}
	}
	if next > b.Last {
		return r.form(next) == "and" && r.nameAt(next+1) >= 0
	}
	return r.form(next) == "and" && r.is(b.Head, "conj")
}
