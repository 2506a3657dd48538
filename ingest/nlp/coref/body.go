package coref

import (
	"strings"

	"dateline/ingest/nlp"
)

// A stateBody is what a name of a body says: its canonical name, the words that
// others may shorten, its country, "" if none, and whether it acts for it.
type stateBody struct {
	name, country string
	words         []string
	governs       bool
}

// knownBody reads name mention k, full, as one of a body or an organization that
// the gazetteer knows, or of a part of a state. Such a part is that of the
// country whose adjective or name stands in the name or beside it: what is
// called Senate in Libya is not the American one.
func (r *reading) knownBody(k int32, full string) (b stateBody, ok bool) {
	rest, country := r.unowned(full)
	known, found := r.gaz.Body(full)
	if _, alike := r.gaz.StateBody(rest); !alike && country == "" && !found {
		o, ok := r.gaz.Organization(full)
		return stateBody{name: o.Name, words: nameWords(o.Name), country: o.Country}, ok
	}
	if found && (known.Seat || !strings.EqualFold(strings.TrimPrefix(full, "the "), rest)) { // "U.S. Senate"
		return stateBody{known.Name, known.Country, nameWords(known.Name), known.Country != ""}, true
	}
	if o, ok := r.gaz.Organization(full); ok && !found {
		return stateBody{name: o.Name, words: nameWords(o.Name), country: o.Country}, true
	}
	if own, ok := r.gaz.Body(rest); ok {
		known, rest = own, own.Name
	}
	if shouting(rest) {
		rest = capitalized(rest)
	}
	acts, alike := r.gaz.StateBody(rest)
	owner := ""
	if country == "" {
		country, owner = r.owner(k, acts && alike)
	}
	switch {
	case rest == "House" && owner == "" && (country == "United States" || country == "" && r.about(k, "United States")):
		return stateBody{"House of Representatives", "United States", []string{"House", "of", "Representatives"}, true}, true
	case country != "" && known.Country == country:
		return stateBody{known.Name, country, nameWords(known.Name), true}, true
	case country != "" && (alike || known.Name != ""):
		name := r.gaz.Adjective(country)
		switch {
		case country == "United States":
			name = "US"
		case name == "":
			name = country
		}
		name += " " + rest
		if us, ok := r.gaz.Body(name); ok {
			return stateBody{us.Name, country, nameWords(us.Name), true}, true
		}
		if o, ok := r.gaz.Organization(name); ok {
			return stateBody{name: o.Name, words: nameWords(o.Name), country: o.Country}, true
		}
		return stateBody{name, country, strings.Fields(name), acts || known.Name != ""}, true
	case owner != "" && alike: // "the Supreme Court of Virginia"
		return stateBody{name: rest + " of " + owner, words: append(strings.Fields(owner), strings.Fields(rest)...)}, true
	case known.Shared && !r.about(k, known.Country):
		return stateBody{name: known.Name, words: nameWords(known.Name)}, true
	case known.Name != "" && (known.Country != "" || strings.Contains(full, " ") || strings.ToUpper(full) != full):
		return stateBody{known.Name, known.Country, nameWords(known.Name), known.Country != ""}, true
	}
	return stateBody{name: rest, words: strings.Fields(rest)}, alike && known.Name == ""
}

// unowned parts a name into what kind of body it is and the country in front of
// it or behind: "Russian Foreign Ministry", "Supreme Court of India".
func (r *resolver) unowned(full string) (rest, country string) {
	full = strings.TrimPrefix(strings.TrimPrefix(full, "the "), "The ")
	words := strings.Fields(full)
	for i := 1; i < min(len(words), 4); i++ {
		whose := strings.TrimSuffix(strings.TrimSuffix(strings.Join(words[:i], " "), "'s"), "’s")
		c := r.countryOf(whose)
		if _, state := r.gaz.Country(whose); c == "" || !state && !strings.EqualFold(r.gaz.Adjective(c), whose) {
			continue // "Scottish" is not all of Britain
		}
		rest := strings.Join(words[i:], " ")
		if _, ok := r.gaz.StateBody(rest); ok {
			return rest, c
		}
	}
	if i := strings.LastIndex(full, " of "); i > 0 {
		if c, ok := r.gaz.Country(strings.TrimPrefix(full[i+len(" of "):], "the ")); ok {
			if _, ok := r.gaz.StateBody(full[:i]); ok {
				return full[:i], c.Name
			}
		}
	}
	return full, ""
}

// owner returns the country that name mention k is said to be of by the words
// beside it, or what else owns it: "Kosovo's", "Iranian", "of the United States",
// "of Virginia". Where a ministry is, it is at home; an army need not be.
func (r *reading) owner(k int32, home bool) (country, other string) {
	m := &r.ments[k]
	inside := func(i int32) bool { return i >= m.First && i < m.Last }
	for _, end := range [...]int32{m.First, m.First - 1} {
		if end <= 0 || end < m.First && r.tok(end).Tag != "POS" || r.nameAt[end-1] < 0 {
			continue
		}
		n := &r.ments[r.nameAt[end-1]]
		if n.sent != m.sent || end == m.First && !inside(r.tok(n.Head).Head) {
			continue
		}
		switch n.Class {
		case nlp.Country, nlp.Nationality:
			if n.Ref != "" && n.number != plural {
				return n.Ref, ""
			}
			return "", r.text(r.nameAt[end-1])
		case nlp.Place:
			if n.First > 0 && r.tok(n.First-1).POS == "PROPN" {
				return "", "" // the name goes on to the left
			}
			return "", r.text(r.nameAt[end-1])
		}
	}
	i := m.Last
	if int(i)+2 >= len(r.lower) || r.lower[i] != "of" && r.lower[i] != "in" {
		return "", ""
	}
	within := r.lower[i] == "in"
	if i++; r.lower[i] == "the" {
		i++
	}
	if r.nameAt[i] < 0 || r.ments[r.nameAt[i]].First != i || r.sent[i] != m.sent {
		return "", ""
	}
	n := &r.ments[r.nameAt[i]]
	if within && (!home || !inside(r.tok(n.Head).Head)) {
		return "", ""
	}
	switch {
	case n.Class == nlp.Country && n.Ref != "", within && n.Class == nlp.Place && n.Ref != "":
		return n.Ref, ""
	case n.Class == nlp.Place, n.Class == nlp.Country, !within && n.Class == nlp.Organization:
		return "", r.text(r.nameAt[i])
	}
	return "", ""
}

// about reports whether the text speaks of a country first, as often as of any
// other, or last before name k in its sentence, so that what many countries
// call the same is its own.
func (r *reading) about(k int32, country string) bool {
	nearest, here := "", false
	for o := k - 1; o >= 0 && r.ments[o].sent == r.ments[k].sent; o-- {
		if c := r.landOf(o); c != "" {
			if nearest == "" {
				nearest = c
			}
			here = here || c == country
		}
	}
	if nearest == country || nearest != "" && !here {
		return nearest == country
	}
	if r.lands == nil {
		r.lands = map[string]int{}
		for k := range r.ments {
			if c := r.landOf(int32(k)); c != "" && !r.doc.Sentences[r.ments[k].sent].Skip {
				if r.lands[c]++; r.land == "" {
					r.land = c
				}
			}
		}
	}
	if r.land == country {
		return true
	}
	n := r.lands[country]
	for _, other := range r.lands {
		if other > n {
			return false
		}
	}
	return n > 0
}

// landOf returns the country that a name speaks of, "" if none.
func (r *reading) landOf(k int32) string {
	m := &r.ments[k]
	if m.Kind != nlp.Name {
		return ""
	}
	text := strings.Join(nameWords(r.text(k)), " ")
	switch m.Class {
	case nlp.Country, nlp.Nationality:
		return m.Ref
	case nlp.Place:
		if _, ok := r.gaz.State(text); ok {
			return "United States"
		}
		if m.Ref != "" {
			return m.Ref
		}
		if c := r.gaz.Cities(text); len(c) > 0 && c[0].Population > 300000 {
			return c[0].Country
		}
	case nlp.Organization:
		if b, ok := r.gaz.Body(text); ok {
			if _, owned := r.unowned(text); b.Shared && owned == "" {
				return ""
			}
			return b.Country
		}
		if o, ok := r.gaz.Organization(text); ok {
			return o.Country
		}
	}
	return ""
}
