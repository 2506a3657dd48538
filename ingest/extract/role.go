package extract

import (
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
	head   int32  // its noun
	rank   string // what makes another office of it: "vice", "deputy"
	former bool
	owner  []arg // whose: "Trump's adviser", "minister of Russia"
	prep   string
	land   string // country of a demonym before it
	landAt schema.Span
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

// formerly are words for who holds an office no more.
var formerly = words("former formerly previously ex ex- late one-time onetime erstwhile")

// ranks are words that make another office of one: a deputy director is no
// director, nor is an incoming one yet.
var ranks = words("vice deputy assistant associate acting interim incoming")

// callings are roles that are no office.
var callings = words("creditor debtor shareholder owner co-owner winner incumbent politician activist figure dissident nun")

// roleModifiers reads what stands around the role: former, a rank, a demonym,
// the owner. The name of the owner may stand between them and the role.
func (r *reader) roleModifiers(x *role) {
	low := r.doc.Sentences[r.sentence[x.head]].First
	for k := x.first; k < x.head; k++ {
		if ranks[r.form(k)] {
			x.rank = predicate(x.rank, r.form(k))
		}
	}
	x.former = r.formerly(x.head)
	past := false // beyond the name of the owner
	for k := x.first - 1; k >= low; k-- {
		w := r.form(k)
		switch {
		case formerly[w]:
			x.former = true
			continue
		case ranks[w]:
			x.rank, x.name = predicate(w, x.rank), w+" "+x.name
			if k == x.first-1 {
				x.first = k
			}
			continue
		}
		switch w {
		case "chief", "senior", "top", "-", "key", "close", "longtime", "strongest", "main", "staunch", "strong", "closest", "then", "current", "new", "prominent", "leading", "outgoing":
			continue
		}
		if past {
			break
		}
		if m := r.mention[k]; m >= 0 && x.land == "" && r.doc.Mentions[m].Last == k+1 && r.doc.Mentions[m].Class == nlp.Nationality && r.doc.Mentions[m].Ref != "" {
			x.land, x.landAt = r.doc.Mentions[m].Ref, r.span(r.doc.Mentions[m].First, r.doc.Mentions[m].Last)
			k = r.doc.Mentions[m].First // "South Korean"
			continue
		}
		if country, ok := r.gaz.Demonym(r.doc.Form(k)); ok && x.land == "" {
			x.land, x.landAt = country, r.span(k, k+1)
			continue
		}
		if c, ok := r.gaz.Country(r.doc.Form(k)); ok && x.land == "" && r.pos(k, "PROPN") && !r.has(k, "case") {
			x.land, x.landAt = c.Name, r.span(k, k+1)
			continue
		}
		if m := r.mention[k]; m >= 0 && r.doc.Mentions[m].Kind == nlp.Name && r.doc.Mentions[m].Last == k+1 && x.land == "" && r.pos(k, "PROPN") {
			k, past = r.doc.Mentions[m].First, true // "former Siemens president"
			continue
		}
		break
	}
	if h := r.head(x.head); !x.former && h != none && r.is(x.head, "conj") && h < x.first && r.bare(h+1, x.first) {
		y, ok := r.roleAt(h)
		x.former = ok && y.former // "the former president and owner of X"
	}
	after := x.last
	for n := range x.last - x.first { // the phrase hangs on any word of the role
		t := x.first + n
		for _, k := range r.children(t) {
			r.roleOwner(x, t, k, after)
		}
	}
	if k := x.first - 1; len(x.owner) == 0 && x.land == "" && k >= low && r.mention[k] >= 0 { // "United Nations Ambassador", hung on the name
		if m := r.doc.Mentions[r.mention[k]]; m.Kind == nlp.Name && m.Last == x.first && m.Class == nlp.Organization && r.is(k, "compound", "flat", "nmod") {
			x.owner = []arg{{tok: k}}
		}
	}
}

// bare reports whether tokens [first, last) hold neither article nor name: what
// stands before them is said of what follows too.
func (r *reader) bare(first, last int32) bool {
	for k := first; k < last; k++ {
		if r.mention[k] >= 0 || r.is(k, "det", "nmod:poss") {
			return false
		}
	}
	return true
}

// ofLand is the country that x is an office of. An entity, so that who asks
// for the country finds its offices.
func (r *reader) ofLand(x role) Argument {
	a := Argument{Role: schema.OfCountry, Token: none, Span: x.landAt}
	for _, f := range r.country(x.land, x.landAt, 0) {
		a.Entity = f.entity
	}
	return a
}

func (r *reader) roleOwner(x *role, t, k, after int32) {
	switch {
	case k >= x.first && k < x.last:
	case r.is(k, "nmod:poss"):
		x.owner = r.spread(nil, k, "", own)
	case r.is(k, "compound", "nmod", "flat") && k < x.first && r.named(k) && (r.classOf(k) == nlp.Organization || r.classOf(k) == nlp.Person) && len(x.owner) == 0:
		x.owner = r.spread(nil, k, "", own)
	case r.is(k, "nmod") && k >= after && len(x.owner) == 0 && !r.temporal(k):
		for c := r.child(k, "case") - 1; c >= after; c-- { // "convicted the leader Karadzic of genocide": not whose leader
			if r.named(c) {
				return
			}
		}
		switch p := r.prep(k); p {
		case "of", "to", "for", "at", "with":
			x.owner, x.prep = r.spread(nil, k, p, own), p
		}
	}
}
