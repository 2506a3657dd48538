package names

import (
	"slices"
	"strings"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
)

// agree makes the names of a document agree: what has a full name once keeps
// its class where it is named by a part of it, and one spelling is one thing.
func (r *ruler) agree() {
	r.index()
	r.agreeSpellings()
	r.agreePersons()
	clear(r.firstOf)
}

// agreeSpellings gives all names of one spelling the class that most of them
// have, the earliest of equals, and adds those that the model missed.
func (r *ruler) agreeSpellings() {
	type votes struct {
		first, count int32
		by           [nlp.Other + 1]int32
		best         nlp.Class
		ref          string
	}
	by := map[string]*votes{}
	for k := range r.names {
		n := &r.names[k]
		if n.class == nlp.Unknown {
			continue
		}
		text := r.text(n.first, n.last)
		v := by[text]
		if v == nil {
			v = &votes{first: int32(k), best: n.class, ref: n.ref}
			by[text] = v
		}
		v.count++
		v.by[n.class]++
		if v.by[n.class] > v.by[v.best] {
			v.best, v.ref = n.class, n.ref
		}
	}
	for k := range r.names {
		n := &r.names[k]
		if n.class == nlp.Unknown {
			continue
		}
		if v := by[r.text(n.first, n.last)]; v.best != n.class && n.class != nlp.Country && n.class != nlp.Nationality {
			n.class, n.ref = v.best, v.ref
		}
	}
	for k, end := 0, len(r.names); k < end; k++ {
		n := r.names[k]
		if n.class == nlp.Unknown || n.last-n.first < 2 {
			continue
		}
		if v := by[r.text(n.first, n.last)]; v.first == int32(k) {
			r.everywhere(n)
		}
	}
}

// everywhere adds a name wherever its words stand free.
func (r *ruler) everywhere(n name) {
	size := n.last - n.first
	for i := r.firstOf[r.doc.Form(n.first)] - 1; i >= 0; i = r.nextOf[i] - 1 {
		if i+size > int32(len(r.marks)) || !r.free(i, i+size) {
			continue
		}
		same := true
		for j := int32(1); j < size && same; j++ {
			same = r.doc.Form(i+j) == r.doc.Form(n.first+j)
		}
		if same {
			r.put(name{i, i + size, n.class, n.ref})
		}
	}
}

// index chains the places of each word that is written like a name, so that
// the rules of this file stay linear in the length of the text.
func (r *ruler) index() {
	if r.firstOf == nil {
		r.firstOf = map[string]int32{}
	}
	r.nextOf = slices.Grow(r.nextOf[:0], len(r.marks))[:len(r.marks)]
	for i := int32(len(r.marks)) - 1; i >= 0; i-- {
		r.nextOf[i] = 0
		if r.marks[i].style == lower || r.marks[i].style == other {
			continue
		}
		form := r.doc.Form(i)
		r.nextOf[i] = r.firstOf[form]
		r.firstOf[form] = i + 1
	}
}

// agreePersons makes persons of the last names of those who have a full name
// in the document.
func (r *ruler) agreePersons() {
	done := map[string]bool{}
	for k, end := 0, len(r.names); k < end; k++ {
		n := r.names[k]
		if n.class != nlp.Person || n.last-n.first < 2 {
			continue
		}
		at := n.last - 1
		if form := r.doc.Form(at); strings.HasPrefix(form, "Jr") || strings.HasPrefix(form, "Sr") {
			at--
		}
		if familyFirst(r.doc.Form(n.first)) && r.marks[n.first].in&gazetteer.GivenNameOf == 0 || r.marks[at].style == lower {
			at = n.first
		}
		if at > n.first || familyFirst(r.doc.Form(at)) {
			if form := r.doc.Form(at); !done[form] {
				done[form] = true
				r.alike(at)
			}
		}
	}
}

// alike makes persons of the words that are the surname at token at.
func (r *ruler) alike(at int32) {
	m := &r.marks[at]
	// A surname that is a place's as well is left to the model.
	if m.style != title && m.style != mixed ||
		m.in&(gazetteer.CountryName|gazetteer.DemonymName|gazetteer.SeatName|gazetteer.StateName|gazetteer.BodyName) != 0 {
		return
	}
	surname := r.doc.Form(at)
	for i := r.firstOf[surname] - 1; i >= 0; i = r.nextOf[i] - 1 {
		if i == at {
			continue
		}
		if k := r.taken[i] - 1; k >= 0 {
			if o := &r.names[k]; o.last-o.first == 1 && o.class != nlp.Person {
				o.class, o.ref = nlp.Person, ""
			}
			continue
		}
		if calendar(surname) && !r.subject(i) {
			continue
		}
		if r.alone(i) {
			r.put(name{i, i + 1, nlp.Person, ""})
		}
	}
}

// subject reports whether a word that is a month as well stands where a
// person does: before a verb in the past, with a possessive, right behind a
// verb or "with", or between "from" and a "to" that names no time.
func (r *ruler) subject(i int32) bool {
	if i > 0 && !r.marks[i].start {
		if tag := r.doc.Tokens[i-1].Tag; strings.HasPrefix(tag, "VB") || strings.EqualFold(r.doc.Form(i-1), "with") {
			return true
		}
		if j := i + 2; int(j) < len(r.marks) && r.doc.Form(i-1) == "from" && r.doc.Form(i+1) == "to" && r.marks[j].style != digits && !calendar(r.doc.Form(j)) {
			return true
		}
	}
	if i+1 >= int32(len(r.marks)) {
		return false
	}
	return r.doc.Tokens[i+1].Tag == "VBD" || possessive(r.doc.Form(i+1))
}

// alone reports whether no other capitalised word belongs to token i.
func (r *ruler) alone(i int32) bool {
	capital := func(j int32) bool {
		if j < 0 || j >= int32(len(r.marks)) {
			return false
		}
		return r.marks[j].capital() && r.marks[j].in&(gazetteer.TitleName|gazetteer.RoleName) == 0 && !r.marks[j].start
	}
	return !r.marks[i].shout && !capital(i-1) && !capital(i+1)
}

// addTeams makes organizations of what works for a person: "Trump campaign".
func (r *ruler) addTeams() {
	for k, end := 0, len(r.names); k < end; k++ {
		n := &r.names[k]
		if n.class != nlp.Person && n.class != nlp.Organization || int(n.last) >= len(r.marks) || r.taken[n.last] != 0 {
			continue
		}
		switch strings.ToLower(r.doc.Form(n.last)) {
		case "administration", "regime":
		case "campaign":
			if int(n.last)+1 < len(r.marks) && notTeam(r.doc.Form(n.last+1)) {
				continue
			}
		default:
			continue
		}
		r.taken[n.last] = int32(k) + 1
		n.last++
		n.class, n.ref = nlp.Organization, ""
	}
}

// notTeam reports whether "campaign" before a word is what is done and not
// who does it.
func notTeam(form string) bool {
	switch form {
	case "promise", "promises", "trail", "rally", "rallies", "pledge", "pledges", "event", "events", "speech", "slogan", "stop", "ad", "ads":
		return true
	}
	return false
}
