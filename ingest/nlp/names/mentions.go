package names

import (
	"dateline/ingest/nlp"
)

// merger is scratch of mentions.
type merger struct {
	spans []span
	out   []nlp.Mention
}

// mentions makes mentions of the labels.
func (t *Tagger) mentions(d *nlp.Document, s *scratch) []nlp.Mention {
	g := &s.merge
	g.spans = g.spans[:0]
	for _, x := range d.Sentences {
		g.spans = spans(g.spans, s.labels[x.First:x.Last], x.First)
	}
	g.out = g.out[:0]
	for _, x := range g.spans {
		g.out = append(g.out, nlp.Mention{First: x.first, Last: x.last, Head: x.last - 1, Kind: nlp.Name, Class: plainClass[x.kind], Chain: -1})
	}
	return g.out
}

// plainClass is the class of a type that no rule refines.
var plainClass = [types]nlp.Class{Person: nlp.Person, Organization: nlp.Organization, Location: nlp.Place, Event: nlp.EventName, Product: nlp.Product}
