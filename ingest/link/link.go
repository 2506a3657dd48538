// Package link turns the chains of one article into entities of the world.
//
// In: a document with names and chains. Out: an entity for each chain that
// has a proper name, under its canonical name (contract.md, Entities), the
// composed names of the chains that have none, and which bodies act for which
// countries.
package link

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
	"dateline/schema"
)

// Linked is what the chains of a document are in the world.
type Linked struct {
	Entities []schema.Entity   // sorted by id
	OfChain  []schema.EntityID // by chain; "" for a chain without a proper name: a group, a common noun phrase
	Phrase   []string          // by chain: the composed name of a common noun phrase ("Syrian airbase"), "" if it makes none
	ActsFor  []schema.ActsFor  // sorted by body
}

// A Linker links documents. It is safe for concurrent use.
type Linker struct {
	gaz *gazetteer.Table
}

// New returns a linker that takes coordinates and the names of countries from
// the gazetteer.
func New(g *gazetteer.Table) *Linker { return &Linker{gaz: g} }

// Entities links the chains of doc, which is the text of article.
func (l *Linker) Entities(doc *nlp.Document, article schema.Article) Linked {
	out := Linked{
		OfChain: make([]schema.EntityID, len(doc.Chains)),
		Phrase:  make([]string, len(doc.Chains)),
	}
	at := make(map[schema.EntityID]int)
	countries := countriesOf(doc)
	phrases := l.newPhrases(doc)
	for c := range doc.Chains {
		chain := &doc.Chains[c]
		class, name := l.class(chain), l.name(doc, chain)
		if name == "" || class == "" {
			out.Phrase[c] = phrases.of(chain)
			continue
		}
		key := ""
		if class == schema.Organization && chain.Ref == "" && l.anybody(name) {
			key = article.Key // whose parliament it is the text does not say
		}
		id := schema.NewEntityID(class, name, key)
		out.OfChain[c] = id
		i, ok := at[id]
		if !ok {
			i = len(out.Entities)
			at[id] = i
			out.Entities = append(out.Entities, schema.Entity{ID: id, Class: class, Name: name,
				Place: l.place(doc, chain, name, countries)})
			if chain.Governs && chain.Ref != "" {
				out.ActsFor = append(out.ActsFor, l.actsFor(out.Entities[i], chain.Ref))
			}
		}
		e := &out.Entities[i]
		collect(doc, chain, e)
	}
	for i := range out.Entities {
		tidy(&out.Entities[i])
	}
	slices.SortFunc(out.Entities, func(a, b schema.Entity) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(out.ActsFor, func(a, b schema.ActsFor) int { return cmp.Compare(a.Body.ID, b.Body.ID) })
	return out
}

// class maps the class of a chain with a name; "" for demonyms, which name
// nothing.
func (l *Linker) class(c *nlp.Chain) schema.Class {
	switch c.Class {
	case nlp.Person:
		return schema.Person
	case nlp.Organization:
		return schema.Organization
	case nlp.Country:
		return schema.Country
	case nlp.Place:
		return schema.Place
	case nlp.Facility:
		return schema.Facility
	case nlp.Group:
		return schema.Group
	case nlp.EventName:
		return schema.EventClass
	case nlp.Product:
		return schema.Product
	case nlp.Nationality:
		return ""
	}
	return schema.OtherClass
}

// name returns the canonical name of a chain, "" if it has no proper name that
// can stand alone. Members make a group, which is no entity of its own.
func (l *Linker) name(doc *nlp.Document, c *nlp.Chain) string {
	if c.Name == "" || len(c.Members) > 0 && c.Class == nlp.Group {
		return ""
	}
	name := clean(c.Name)
	switch {
	case name == "" || !strings.ContainsFunc(name, isLetter):
		return ""
	case c.Class == nlp.Person && l.onlyTitle(name):
		return ""
	}
	return name
}

// anybody reports whether the name of a body says what it is and not which.
func (l *Linker) anybody(name string) bool {
	switch strings.ToLower(name) {
	case "bank", "committee", "subcommittee", "board", "agency", "bureau", "office", "authority", "institute", "university", "company",
		"union", "club", "association", "federation", "group", "party", "fund", "exchange", "ministry", "church", "league", "corporation":
		return true
	}
	_, ok := l.gaz.StateBody(name)
	return ok
}

// onlyTitle reports whether a person's name is no more than a title or a role.
func (l *Linker) onlyTitle(name string) bool {
	if _, ok := l.gaz.Title(name); ok {
		return true
	}
	if _, _, ok := l.gaz.Role(name); ok && !strings.Contains(name, " ") {
		return true
	}
	return false
}

// actsFor states that a body acts for a country.
func (l *Linker) actsFor(body schema.Entity, country string) schema.ActsFor {
	c := schema.Entity{ID: schema.NewEntityID(schema.Country, country, ""), Class: schema.Country, Name: country}
	return schema.ActsFor{Body: schema.Entity{ID: body.ID, Class: body.Class, Name: body.Name}, Country: c}
}

// collect adds the mentions of a chain to its entity. Names in other words
// are aliases; pronouns, demonyms and descriptions are mentions only.
func collect(doc *nlp.Document, c *nlp.Chain, e *schema.Entity) {
	for _, k := range c.Mentions {
		m := &doc.Mentions[k]
		start, end := doc.Span(m.First, m.Last)
		e.Mentions = append(e.Mentions, schema.Span{Start: int(start), End: int(end)})
		if m.Kind == nlp.Name && m.Class != nlp.Nationality || m.Kind == nlp.Nominal && c.Governs {
			if a := clean(doc.Text[start:end]); a != "" {
				e.Aliases = append(e.Aliases, a)
			}
		}
	}
}

// tidy sorts an entity's lists and drops what stands twice. A form in capitals
// that differs from another in nothing else is no alias.
func tidy(e *schema.Entity) {
	slices.SortFunc(e.Mentions, func(a, b schema.Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	e.Mentions = slices.Compact(e.Mentions)
	slices.Sort(e.Aliases)
	e.Aliases = slices.Compact(e.Aliases)
	e.Aliases = slices.DeleteFunc(e.Aliases, func(a string) bool {
		if a == e.Name {
			return true
		}
		if strings.ToUpper(a) != a || len(a) < 5 {
			return false
		}
		return strings.EqualFold(a, e.Name) || slices.ContainsFunc(e.Aliases, func(b string) bool {
			return a != b && strings.EqualFold(a, b)
		})
	})
	if len(e.Aliases) == 0 {
		e.Aliases = nil
	}
}

// clean takes the article in front, a possessive ending and line breaks off a
// name.
func clean(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	for _, end := range [...]string{"'s", "’s", "'", "’", ","} {
		s = strings.TrimSuffix(s, end)
	}
	for _, article := range [...]string{"the ", "The ", "THE ", "a ", "an "} {
		s = strings.TrimPrefix(s, article)
	}
	return strings.Trim(s, "\"“” ")
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0x7f }

// countriesOf returns the countries that a document speaks of.
func countriesOf(doc *nlp.Document) map[string]bool {
	out := make(map[string]bool)
	for i := range doc.Chains {
		if r := doc.Chains[i].Ref; r != "" {
			out[r] = true
		}
	}
	return out
}

// place returns the coordinates of a country or of a city that the article
// cannot mean another by: the only one of its name, the one in a country that
// the article speaks of, or one ten times the size of the others.
func (l *Linker) place(doc *nlp.Document, c *nlp.Chain, name string, countries map[string]bool) *schema.LatLon {
	switch c.Class {
	case nlp.Country:
		if x, ok := l.gaz.Country(name); ok {
			return point(x.Lat, x.Lon)
		}
	case nlp.Place:
		cities := l.gaz.Cities(name)
		if container := l.container(doc, c); container != "" {
			cities = slices.DeleteFunc(cities, func(x gazetteer.City) bool {
				return x.Country != container && x.Subdivision != container
			})
			if len(cities) > 0 {
				return point(cities[0].Lat, cities[0].Lon)
			}
			return nil
		}
		if len(cities) == 0 {
			return nil
		}
		if len(cities) == 1 || cities[0].Population >= 10*cities[1].Population {
			return point(cities[0].Lat, cities[0].Lon)
		}
		near := slices.DeleteFunc(cities, func(x gazetteer.City) bool { return !countries[x.Country] })
		if len(near) == 1 || len(near) > 1 && near[0].Population >= 5*near[1].Population {
			return point(near[0].Lat, near[0].Lon)
		}
	}
	return nil
}

// container returns the country or state that follows a name of the chain
// behind a comma: "Paris, Texas".
func (l *Linker) container(doc *nlp.Document, c *nlp.Chain) string {
	for _, k := range c.Mentions {
		m := &doc.Mentions[k]
		if m.Kind != nlp.Name || int(m.Last)+1 >= len(doc.Tokens) || doc.Form(m.Last) != "," || int(k)+1 >= len(doc.Mentions) {
			continue
		}
		next := &doc.Mentions[k+1]
		if next.Kind != nlp.Name || next.First != m.Last+1 {
			continue
		}
		start, end := doc.Span(next.First, next.Last)
		text := doc.Text[start:end]
		if s, ok := l.gaz.State(text); ok {
			return s
		}
		if x, ok := l.gaz.Country(text); ok {
			return x.Name
		}
	}
	return ""
}

// point spells coordinates with four decimals, about ten metres.
func point(lat, lon float64) *schema.LatLon {
	return &schema.LatLon{Lat: decimal(lat), Lon: decimal(lon)}
}

func decimal(x float64) string {
	s := strings.TrimRight(strconv.FormatFloat(x, 'f', 4, 64), "0")
	if strings.HasSuffix(s, ".") {
		s += "0"
	}
	if s == "-0.0" {
		return "0.0"
	}
	return s
}
