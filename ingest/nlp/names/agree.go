package names

import (
	"strings"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
)

// agree makes the names of a document agree: what has a full name once keeps
// its class where it is named by a part of it, and one spelling is one thing.
func (r *ruler) agree() {
	r.agreeSpellings()
	r.agreePersons()
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
		r.everywhere(n.first, n.last, n.class, n.ref)
	}
}

// everywhere adds a name wherever its words stand free.
func (r *ruler) everywhere(first, last int32, class nlp.Class, ref string) {
	size := last - first
	lead := r.doc.Form(first)
	for i := int32(0); i+size <= int32(len(r.marks)); i++ {
		if r.taken[i] != 0 || r.doc.Form(i) != lead || !r.free(i, i+size) {
			continue
		}
		same := true
		for j := int32(1); j < size && same; j++ {
			same = r.doc.Form(i+j) == r.doc.Form(first+j)
		}
		if same {
			r.put(name{i, i + size, class, ref})
		}
	}
}

// agreePersons makes persons of the last names of those who have a full name
// in the document.
func (r *ruler) agreePersons() {
	for k, end := 0, len(r.names); k < end; k++ {
		n := r.names[k]
		if n.class != nlp.Person || n.last-n.first < 2 {
			continue
		}
		at := n.last - 1
		if form := r.doc.Form(at); strings.HasPrefix(form, "Jr") || strings.HasPrefix(form, "Sr") {
			at--
		}
		m := &r.marks[at]
		if at <= n.first || m.style != title && m.style != mixed {
			continue
		}
		// A last name that is a place's as well is left to the model.
		if m.in&(gazetteer.CountryName|gazetteer.DemonymName|gazetteer.SeatName|gazetteer.StateName|gazetteer.BodyName) != 0 {
			continue
		}
		last := r.doc.Form(at)
		for i := int32(0); i < int32(len(r.marks)); i++ {
			if r.doc.Form(i) != last || i == at {
				continue
			}
			if k := r.taken[i] - 1; k >= 0 {
				if o := &r.names[k]; o.last-o.first == 1 && o.class != nlp.Person {
					o.class, o.ref = nlp.Person, ""
				}
				continue
			}
			if r.alone(i) {
				r.put(name{i, i + 1, nlp.Person, ""})
			}
		}
	}
}

// alone reports whether no other capitalised word belongs to token i.
func (r *ruler) alone(i int32) bool {
	capital := func(j int32) bool {
		if j < 0 || j >= int32(len(r.marks)) {
			return false
		}
		w := word{style: r.marks[j].style}
		return w.capital() && r.marks[j].in&(gazetteer.TitleName|gazetteer.RoleName) == 0 && !r.marks[j].start
	}
	return !r.marks[i].shout && !capital(i-1) && !capital(i+1)
}

// addTeams makes organizations of what works for a person: "Trump campaign".
func (r *ruler) addTeams() {
	for k, end := 0, len(r.names); k < end; k++ {
		n := &r.names[k]
		if n.class != nlp.Person || int(n.last) >= len(r.marks) || r.taken[n.last] != 0 {
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
