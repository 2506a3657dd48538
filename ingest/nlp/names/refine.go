package names

import (
	"strings"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
)

// refine gives a name its class and its gazetteer key; kind is the class that
// the model saw.
func (r *ruler) refine(n *name, kind nlp.Class) {
	if kind != nlp.Person {
		r.widen(n)
	}
	text := r.text(n.first, n.last)
	n.class = kind
	if kind == nlp.Person && n.first > 0 && storm(r.doc.Form(n.first-1)) { // "Hurricane Maria"
		n.first, n.class = n.first-1, nlp.EventName
		return
	}
	if n.last-n.first == 2 && numbered(r.doc.Form(n.first)) && r.marks[n.last-1].style == digits {
		n.class = nlp.Facility
		return
	}
	if kind == nlp.Place {
		n.class = r.locationClass(n)
	}
	if _, ok := r.world.Event(text); ok && kind != nlp.Person || kind == nlp.Person && n.last-n.first > 1 && storm(r.doc.Form(n.first)) {
		n.class = nlp.EventName
		return
	}
	if country, _, ok := r.world.Nationality(text); ok {
		if _, state := r.world.Country(text); !state && (kind != nlp.Person || r.marks[n.first].in&gazetteer.GivenNameOf == 0) {
			n.class, n.ref = nlp.Nationality, r.countryOnly(country)
			return
		}
	}
	if c, ok := r.world.Country(text); ok && (kind == nlp.Place || kind == nlp.Organization || kind == nlp.Person && r.marks[n.first].in&gazetteer.GivenNameOf == 0) {
		if _, state := r.world.State(text); !state {
			n.class, n.ref = nlp.Country, c.Name
			return
		}
	}
	alone := n.last-n.first == 1 && r.marks[n.first].in&gazetteer.GivenNameOf == 0
	if b, ok := r.world.Body(text); ok && (kind != nlp.Person || alone) {
		n.class, n.ref = nlp.Organization, b.Country
		return
	}
	if _, ok := r.world.Facility(text); ok && kind == nlp.Person && alone {
		n.class = nlp.Facility
		return
	}
	o, organized := r.world.Organization(text)
	_, region := r.world.Region(text)
	switch {
	case organized && kind == nlp.Organization && strings.HasPrefix(o.Name, "The ") && n.first > 0 && r.doc.Form(n.first-1) == "The":
		n.first-- // "The New York Times"
	case organized && kind == nlp.Place && !region && len(r.world.Cities(text)) == 0:
		n.class = nlp.Organization
	case organized && kind == nlp.Person && !r.titled(n) && (n.last-n.first > 1 || alone && !named(o.Kind)):
		n.class = nlp.Organization // "al-Qaeda", "Fatah"
	case region && !organized && kind == nlp.Organization && n.last-n.first > 1:
		n.class = nlp.Place // "West Bank"
	}
	if c, ok := r.world.Capital(text); ok && n.class == nlp.Place {
		n.ref = c
	}
}

// widen makes a name of the longer one that the gazetteer knows around it:
// "Gulf of Mexico" where the model saw Mexico.
func (r *ruler) widen(n *name) {
	const kinds = gazetteer.BodyName | gazetteer.OrganizationName | gazetteer.RegionName | gazetteer.FacilityName
	for i := n.first - 1; i >= 0 && i >= n.first-3 && r.taken[i] == 0; i-- {
		if e := r.end(i, kinds); e >= n.last && r.free(n.last, e) && !strings.EqualFold(r.doc.Form(i), "the") {
			n.first, n.last = i, e
			return
		}
	}
}

// titled reports whether a title or a role stands before a name.
func (r *ruler) titled(n *name) bool {
	return n.first > 0 && r.marks[n.first-1].in&(gazetteer.TitleName|gazetteer.RoleName) != 0
}

// named reports whether organizations of a kind often bear a person's name.
func named(kind string) bool {
	switch kind {
	case "company", "think tank", "university":
		return true
	}
	return false
}

// storm reports whether a word makes an event of the given name after it.
func storm(form string) bool {
	switch form {
	case "Hurricane", "Typhoon", "Cyclone", "Storm", "Operation":
		return true
	}
	return false
}

// numbered reports whether a word and the number after it name a facility.
func numbered(form string) bool {
	switch form {
	case "Terminal", "Runway", "Gate", "Pier", "Highway", "Interstate", "Route", "Reactor", "Platform":
		return true
	}
	return false
}

// countryOnly keeps the place of a demonym if it is a country.
func (r *ruler) countryOnly(place string) string {
	if c, ok := r.world.Country(place); ok {
		return c.Name
	}
	return ""
}

// locationClass tells facilities from places.
func (r *ruler) locationClass(n *name) nlp.Class {
	if _, ok := r.world.Facility(r.text(n.first, n.last)); ok {
		return nlp.Facility
	}
	if n.last-n.first > 1 && facilityHead(r.doc.Form(n.last-1)) {
		return nlp.Facility
	}
	return nlp.Place
}

// facilityHead reports whether a word ends the names of places made by people.
func facilityHead(form string) bool {
	switch strings.ToLower(form) {
	case "airport", "airfield", "airbase", "base", "barracks", "bridge", "tunnel", "hospital", "clinic", "stadium", "arena", "prison", "jail",
		"palace", "castle", "station", "park", "square", "street", "avenue", "road", "boulevard", "highway", "hotel", "museum", "cathedral", "mosque",
		"church", "temple", "synagogue", "tower", "dam", "plant", "refinery", "port", "camp", "checkpoint", "crossing", "cemetery", "monument",
		"memorial", "library", "theater", "theatre", "mall", "plaza", "building", "house", "hall", "center", "centre", "pipeline", "canal", "wall", "zoo", "terminal", "shipyard", "mine", "reactor":
		return true
	}
	return false
}

// The tables whose names are taken although the model saw none.
const (
	surePlaces = gazetteer.CountryName | gazetteer.BodyName | gazetteer.OrganizationName | gazetteer.RegionName | gazetteer.FacilityName | gazetteer.NamedEvent
)

// addKnown adds the names that the gazetteer knows where the model saw none:
// demonyms everywhere, others where the word is nothing else.
func (r *ruler) addKnown() {
	for i := int32(0); i < int32(len(r.marks)); i++ {
		m := &r.marks[i]
		if r.taken[i] != 0 || m.begins == 0 || m.style == lower {
			continue
		}
		if e := r.end(i, gazetteer.DemonymName); e > i && r.free(i, e) && r.end(i, gazetteer.CountryName) < e {
			if !(m.shout && m.cases <= 2 && m.cases > 0) {
				place, _, _ := r.world.Nationality(r.text(i, e))
				r.put(name{i, e, nlp.Nationality, r.countryOnly(place)})
				continue
			}
		}
		e := r.end(i, surePlaces)
		if e == i || !r.free(i, e) || !r.sure(i, e) {
			continue
		}
		r.put(r.known(i, e))
	}
}

// known makes a name of what a table of sure names knows.
func (r *ruler) known(first, last int32) name {
	n := name{first: first, last: last, class: nlp.Place}
	text := r.text(first, last)
	if c, ok := r.world.Country(text); ok {
		n.class, n.ref = nlp.Country, c.Name
	} else if b, ok := r.world.Body(text); ok {
		n.class, n.ref = nlp.Organization, b.Country
	} else if _, ok := r.world.Organization(text); ok {
		n.class = nlp.Organization
	} else if _, ok := r.world.Event(text); ok {
		n.class = nlp.EventName
	} else if _, ok := r.world.Facility(text); ok {
		n.class = nlp.Facility
	}
	return n
}

// addLong adds the known names of three words and more: they are nothing else,
// wherever the model saw their parts, unless it saw them in a longer name.
func (r *ruler) addLong(spans []nlp.Span) {
	for i := int32(0); i < int32(len(r.marks)); i++ {
		if r.marks[i].begins == 0 {
			continue
		}
		e := r.end(i, surePlaces)
		if e < i+3 || !r.free(i, e) {
			continue
		}
		for len(spans) > 0 && spans[0].Last < e {
			spans = spans[1:]
		}
		if len(spans) == 0 || spans[0].First > i {
			r.put(r.known(i, e))
		}
	}
}

// sure reports whether a known name means what the gazetteer says: several
// words, or one that is not written small as well and not a person's.
func (r *ruler) sure(first, last int32) bool {
	m := &r.marks[first]
	if last-first > 1 {
		return m.style != digits
	}
	if m.in&(gazetteer.GivenNameOf|gazetteer.TitleName|gazetteer.RoleName) != 0 {
		return false
	}
	if m.shout || m.start {
		return m.cases >= 4
	}
	return m.cases == 0 || m.cases >= 4 || m.style == upper
}
