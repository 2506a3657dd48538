package schema

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// Quads spells facts as layers 1 and 2 of the graph: the article, its
// entities, its events, and the direct edges of what is asserted or reported
// to have happened. All are labelled with the article's IRI; sorted, without
// repetition. The facts must be valid (Facts.Validate); their ActsFor belong
// to no article and are spelled by Background.
func (x IRIs) Quads(f Facts) []quad.Quad {
	s := newSpeller(x, x.Article(f.Article.Key), 12+8*len(f.Entities)+20*len(f.Events))
	s.spans(f.Article.Text)
	s.article(f.Article)
	actors := actorsOf(f.Events)
	for i := range f.Entities {
		e := &f.Entities[i]
		s.entity(e)
		iri := x.Entity(e.ID)
		if actors[e.ID] {
			s.add(iri, rdfType, semActor)
		}
		for _, a := range e.Aliases {
			s.add(iri, altLabel, quad.LangString{Value: quad.String(a), Lang: nameLanguage})
		}
		for _, m := range e.Mentions {
			s.add(iri, denotedBy, s.mention(m))
		}
	}
	for i := range f.Events {
		s.event(&f.Events[i])
	}
	return SortQuads(s.quads)
}

// Background spells the gazetteer facts behind an article (which body acts
// for which country), with the types and names of both, labelled with the
// graph of entities. Sorted, without repetition.
func (x IRIs) Background(f Facts) []quad.Quad {
	s := newSpeller(x, x.Entities(), 8*len(f.ActsFor))
	for i := range f.ActsFor {
		a := &f.ActsFor[i]
		s.entity(&a.Body)
		s.entity(&a.Country)
		s.add(x.Entity(a.Body.ID), x.Term(propActsFor), x.Entity(a.Country.ID))
	}
	return SortQuads(s.quads)
}

// SortQuads sorts quads by subject, predicate, object and label and drops
// repetitions, in place.
func SortQuads(quads []quad.Quad) []quad.Quad {
	slices.SortFunc(quads, compareQuads)
	return slices.Compact(quads)
}

type speller struct {
	IRIs
	label   quad.IRI
	offsets *Offsets
	quads   []quad.Quad
}

func newSpeller(x IRIs, label quad.IRI, size int) *speller {
	return &speller{IRIs: x, label: label, quads: make([]quad.Quad, 0, size)}
}

func (s *speller) spans(text string) { s.offsets = NewOffsets(text) }

func (s *speller) add(subject, predicate, object quad.Value) {
	s.quads = append(s.quads, quad.Quad{Subject: subject, Predicate: predicate, Object: object, Label: s.label})
}

// text adds a plain literal unless it is empty.
func (s *speller) text(subject, predicate quad.IRI, text string) {
	if text != "" {
		s.add(subject, predicate, quad.String(text))
	}
}

func (s *speller) mention(span Span) quad.IRI {
	return s.Mention(s.label, s.offsets.Point(span.Start), s.offsets.Point(span.End))
}

func (s *speller) article(a Article) {
	iri := s.label
	s.add(iri, rdfType, newsArticle)
	s.text(iri, identifier, a.Key)
	s.text(iri, headline, a.Title)
	s.text(iri, articleBody, a.Text)
	s.text(iri, publisher, a.Publisher)
	s.text(iri, author, a.Author)
	s.text(iri, inLanguage, a.Language)
	if a.URL != "" {
		s.add(iri, articleURL, quad.IRI(a.URL))
	}
	if a.Published != "" {
		s.add(iri, datePublished, dateValue(a.Published))
	}
}

// entity adds what an entity is wherever it is spoken of: class, name, point.
func (s *speller) entity(e *Entity) {
	iri := s.Entity(e.ID)
	for _, t := range classTerms {
		if t.class != e.Class {
			continue
		}
		if t.other != "" {
			s.add(iri, rdfType, t.other)
		}
		if t.ours != "" {
			s.add(iri, rdfType, s.Term(t.ours))
		}
	}
	s.add(iri, rdfsLabel, quad.LangString{Value: quad.String(e.Name), Lang: nameLanguage})
	if e.Place != nil {
		s.add(iri, geoLat, typed(e.Place.Lat, xsdDecimal))
		s.add(iri, geoLong, typed(e.Place.Lon, xsdDecimal))
	}
}

func (s *speller) event(e *Event) {
	iri := s.Event(e.ID)
	form := semEvent
	if e.Relation {
		form = s.Term("Relation")
	}
	s.add(iri, rdfType, form)
	s.add(iri, rdfType, s.Type(e.Type))
	s.add(iri, s.Term(propPredicate), s.Predicate(e.Predicate))
	s.text(iri, s.Term(propOpenPredicate), e.OpenPredicate)
	s.text(iri, s.Term(propMode), e.Mode)
	if e.Symmetric {
		s.add(iri, s.Term(propSymmetric), typed("true", xsdBoolean))
	}
	s.add(iri, s.Term(propStatus), s.Term(string(e.Status)))
	for _, id := range e.SaidBy {
		s.add(iri, s.Term(propSaidBy), s.Entity(id))
	}
	s.add(iri, s.Term(propConfidence), typed(hundredths(e.Confidence), xsdDecimal))
	s.text(iri, s.Term(propRule), e.Rule)
	if e.Place != "" {
		s.add(iri, hasPlace, s.Entity(e.Place))
	}
	s.time(iri, e.Time)
	s.add(iri, s.Term(propSentence), s.mention(e.Sentence))
	s.add(iri, denotedBy, s.mention(e.Clause))
	s.add(iri, s.Term(propTrigger), s.mention(e.Trigger))
	for _, r := range e.Roles {
		s.add(iri, s.Term(string(r.Name)), s.value(r))
		if r.Span != (Span{}) {
			s.add(s.Part(e.ID, r), denotedBy, s.mention(r.Span))
		}
	}
	if e.Status.Happened() {
		s.edges(e)
	}
}

// edges adds the direct edges of an event: one for every subject and object.
func (s *speller) edges(e *Event) {
	p := s.Predicate(e.Predicate)
	for subject, object := range pairs(e) {
		if subject == nil || object == nil || subject.Literal != "" {
			continue // nobody named, nothing named, or what cannot be a subject
		}
		s.add(s.value(*subject), p, s.value(*object))
	}
}

func (s *speller) time(iri quad.IRI, t Time) {
	if t.Value == "" {
		return
	}
	begin, end, isInterval := strings.Cut(t.Value, "/")
	if !isInterval {
		s.add(iri, hasTime, dateValue(t.Value))
		return
	}
	s.add(iri, hasBegin, dateValue(begin))
	s.add(iri, hasEnd, dateValue(end))
}

// value spells the filler of a role.
func (s *speller) value(r Role) quad.Value {
	switch {
	case r.Entity != "":
		return s.Entity(r.Entity)
	case r.Event != "":
		return s.Event(r.Event)
	}
	return quad.String(r.Literal)
}

// actorsOf returns the entities that take part in something or say it.
func actorsOf(events []Event) map[EntityID]bool {
	actors := make(map[EntityID]bool)
	for i := range events {
		for _, id := range events[i].SaidBy {
			actors[id] = true
		}
		for _, r := range events[i].Roles {
			if r.Name == Agent || r.Name == Target || r.Name == Recipient {
				actors[r.Entity] = true
			}
		}
	}
	return actors
}

// dateValue types a date by the precision it has.
func dateValue(iso string) quad.Value {
	switch len(iso) {
	case len("2006"):
		return typed(iso, xsdYear)
	case len("2006-01"):
		return typed(iso, xsdMonth)
	case len("2006-01-02"):
		return typed(iso, xsdDate)
	}
	return typed(iso, xsdDateTime)
}

func typed(value string, t quad.IRI) quad.Value {
	return quad.TypedString{Value: quad.String(value), Type: t}
}

// hundredths prints n/100 with two decimals.
func hundredths(n int) string { return fmt.Sprintf("%d.%02d", n/100, n%100) }

func compareQuads(a, b quad.Quad) int {
	// Not cmp.Or: it would compare all four places every time.
	if c := compareValues(a.Subject, b.Subject); c != 0 {
		return c
	}
	if c := compareValues(a.Predicate, b.Predicate); c != 0 {
		return c
	}
	if c := compareValues(a.Object, b.Object); c != 0 {
		return c
	}
	return compareValues(a.Label, b.Label)
}

// compareValues orders literals before IRIs, then by their text.
func compareValues(a, b quad.Value) int {
	if x, ok := a.(quad.IRI); ok {
		if y, ok := b.(quad.IRI); ok {
			return strings.Compare(string(x), string(y))
		}
	}
	ka, ta, xa := valueKey(a)
	kb, tb, xb := valueKey(b)
	return cmp.Or(cmp.Compare(ka, kb), cmp.Compare(ta, tb), cmp.Compare(xa, xb))
}

func valueKey(v quad.Value) (kind int, text, suffix string) {
	switch v := v.(type) {
	case nil:
		return 0, "", ""
	case quad.String:
		return 1, string(v), ""
	case quad.LangString:
		return 1, string(v.Value), "@" + v.Lang
	case quad.TypedString:
		return 1, string(v.Value), "^^" + string(v.Type)
	case quad.IRI:
		return 2, string(v), ""
	}
	return 3, v.String(), ""
}
