package schema

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

// Parse reads facts back from quads: the exact inverse of Quads, and of
// Background where its quads are among them. The quads, in any order, must be
// those of one article; one that Quads would not have written is an error.
func (x IRIs) Parse(quads []quad.Quad) (Facts, error) {
	background := x.Entities()
	mine := make([]quad.Quad, 0, len(quads))
	var general []quad.Quad
	for _, q := range quads {
		if q.Label == background {
			general = append(general, q)
			continue
		}
		mine = append(mine, q)
	}
	a, err := x.ParseArticle(mine)
	if err != nil {
		return Facts{}, err
	}
	f, err := x.ParseFacts(a, NewOffsets(a.Text), mine)
	if err != nil {
		return Facts{}, err
	}
	f.ActsFor, err = x.ParseBackground(general)
	return f, err
}

// ParseArticle reads the article itself from quads that hold it, among
// others of its graph.
func (x IRIs) ParseArticle(quads []quad.Quad) (Article, error) {
	var a Article
	var iri quad.Value
	for _, q := range quads {
		if q.Predicate == rdfType && q.Object == newsArticle {
			iri = q.Subject
			break
		}
	}
	if iri == nil {
		return Article{}, fmt.Errorf("%d quads without an article", len(quads))
	}
	for _, q := range quads {
		if q.Subject != iri {
			continue
		}
		if err := a.set(q); err != nil {
			return Article{}, fmt.Errorf("%v: %w", iri, err)
		}
	}
	if x.Article(a.Key) != iri {
		return Article{}, fmt.Errorf("%v is not the article with key %q", iri, a.Key)
	}
	return a, nil
}

func (a *Article) set(q quad.Quad) error {
	switch q.Predicate {
	case rdfType:
		return nil
	case identifier:
		return set(&a.Key, q)
	case headline:
		return set(&a.Title, q)
	case articleBody:
		return set(&a.Text, q)
	case publisher:
		return set(&a.Publisher, q)
	case author:
		return set(&a.Author, q)
	case inLanguage:
		return set(&a.Language, q)
	case articleURL:
		return set(&a.URL, q)
	case datePublished:
		return set(&a.Published, q)
	}
	return fmt.Errorf("%v is no property of an article", q.Predicate)
}

// ParseFacts reads the entities and events in quads of an article that has
// been read already, with the conversion of its offsets. The quads may be
// part of its graph, in any order, as long as each event they speak of is
// whole: all quads of which it, or a part of it (see IRIs.Part), is the
// subject. Without its parts an event has roles without spans.
func (x IRIs) ParseFacts(a Article, offsets *Offsets, quads []quad.Quad) (Facts, error) {
	p := parser{IRIs: x, label: x.Article(a.Key), offsets: offsets, facts: Facts{Article: a}}
	if err := p.nodes(quads); err != nil {
		return Facts{}, err
	}
	p.facts.Sort()
	return p.facts, nil
}

// ParseBackground reads the quads that Background wrote, in any order.
func (x IRIs) ParseBackground(quads []quad.Quad) ([]ActsFor, error) {
	actsFor := x.Term(propActsFor)
	p := parser{IRIs: x, label: x.Entities(), offsets: NewOffsets("")}
	if err := p.nodes(slices.DeleteFunc(slices.Clone(quads), func(q quad.Quad) bool { return q.Predicate == actsFor })); err != nil {
		return nil, err
	}
	byID := make(map[EntityID]Entity, len(p.facts.Entities))
	for _, e := range p.facts.Entities {
		byID[e.ID] = e
	}
	var all []ActsFor
	for _, q := range quads {
		if q.Predicate != actsFor {
			continue
		}
		body, _ := x.EntityID(q.Subject)
		country, _ := x.EntityID(q.Object)
		a := ActsFor{byID[body], byID[country]}
		if a.Body.ID == "" || a.Country.ID == "" {
			return nil, fmt.Errorf("%v acts for %v: one of them has no name", q.Subject, q.Object)
		}
		all = append(all, a)
	}
	f := Facts{ActsFor: all}
	f.Sort()
	return f.ActsFor, nil
}

type parser struct {
	IRIs
	label   quad.IRI
	offsets *Offsets
	facts   Facts
	types   map[quad.IRI]EventType
	end     string // of the time of the event that is being read
}

// nodes reads quads in any order, subject by subject: the parts of events
// after the events.
func (p *parser) nodes(quads []quad.Quad) error {
	var parts []quad.Quad
	for _, node := range bySubject(quads) {
		subject := node[0].Subject
		if iri, ok := subject.(quad.IRI); ok && strings.Contains(string(iri), "#") {
			parts = append(parts, node...)
			continue
		}
		if err := p.node(subject, node); err != nil {
			return fmt.Errorf("%v: %w", subject, err)
		}
	}
	at := make(map[EventID]*Event, len(p.facts.Events))
	for i := range p.facts.Events {
		at[p.facts.Events[i].ID] = &p.facts.Events[i]
	}
	for _, q := range parts {
		if err := p.part(at, q); err != nil {
			return fmt.Errorf("%v: %w", q.Subject, err)
		}
	}
	return nil
}

// bySubject groups quads by their subject, in the order in which subjects
// first appear.
func bySubject(quads []quad.Quad) [][]quad.Quad {
	number := make(map[quad.Value]int, len(quads)/8+1)
	group := make([]int, len(quads)) // of each quad
	var sizes []int
	for i, q := range quads {
		n, ok := number[q.Subject]
		if !ok {
			n = len(sizes)
			number[q.Subject] = n
			sizes = append(sizes, 0)
		}
		group[i] = n
		sizes[n]++
	}
	all := make([]quad.Quad, len(quads))
	nodes := make([][]quad.Quad, len(sizes))
	from := 0
	for n, size := range sizes {
		nodes[n] = all[from : from : from+size]
		from += size
	}
	for i, q := range quads {
		nodes[group[i]] = append(nodes[group[i]], q)
	}
	return nodes
}

// labelled reports a quad of another graph.
func (p *parser) labelled(q quad.Quad) error {
	if q.Label != p.label {
		return fmt.Errorf("labelled %v, not %v", q.Label, p.label)
	}
	return nil
}

// node reads all quads of one subject.
func (p *parser) node(subject quad.Value, quads []quad.Quad) error {
	for _, q := range quads {
		if err := p.labelled(q); err != nil {
			return err
		}
	}
	if subject == p.label {
		return nil // read by ParseArticle
	}
	if id, ok := p.EntityID(subject); ok {
		e, err := p.entity(id, quads)
		if err == nil {
			p.facts.Entities = append(p.facts.Entities, e)
		}
		return err
	}
	if id, ok := p.EventID(subject); ok {
		e, err := p.event(id, quads)
		if err == nil {
			p.facts.Events = append(p.facts.Events, e)
		}
		return err
	}
	return fmt.Errorf("neither article, entity, event nor the part of one")
}

func (p *parser) entity(id EntityID, quads []quad.Quad) (Entity, error) {
	e := Entity{ID: id}
	var types []quad.Value
	var point LatLon
	for _, q := range quads {
		var err error
		switch q.Predicate {
		case rdfType:
			if q.Object != semActor {
				types = append(types, q.Object)
			}
		case rdfsLabel:
			err = set(&e.Name, q)
		case altLabel:
			var alias string
			err = set(&alias, q)
			e.Aliases = append(e.Aliases, alias)
		case geoLat:
			err = set(&point.Lat, q)
		case geoLong:
			err = set(&point.Lon, q)
		case denotedBy:
			var m Span
			err = p.span(&m, q)
			e.Mentions = append(e.Mentions, m)
		default:
			if _, ok := p.PredicateName(q.Predicate); !ok {
				err = fmt.Errorf("%v is no property of an entity", q.Predicate)
			}
		}
		if err != nil {
			return Entity{}, err
		}
	}
	if point != (LatLon{}) {
		e.Place = &point
	}
	for _, t := range classTerms {
		want := make([]quad.Value, 0, 2)
		if t.other != "" {
			want = append(want, t.other)
		}
		if t.ours != "" {
			want = append(want, p.Term(t.ours))
		}
		if len(want) == len(types) && !slices.ContainsFunc(types, func(v quad.Value) bool { return !slices.Contains(want, v) }) {
			e.Class = t.class
		}
	}
	if e.Class == "" || e.Name == "" {
		return Entity{}, fmt.Errorf("no known class or no name")
	}
	return e, nil
}

func (p *parser) event(id EventID, quads []quad.Quad) (Event, error) {
	e := Event{ID: id, Confidence: -1}
	p.end = ""
	for _, q := range quads {
		if err := p.property(&e, q); err != nil {
			return Event{}, err
		}
	}
	if e.Type == "" || e.Predicate == "" || e.OpenPredicate == "" || e.Status == "" || e.Confidence < 0 ||
		e.Sentence == (Span{}) || e.Clause == (Span{}) || e.Trigger == (Span{}) {
		return Event{}, fmt.Errorf("type, predicate, status, confidence or a span is missing")
	}
	if p.end != "" {
		e.Time.Value += "/" + p.end
	}
	e.Time.Precision = datePrecision(e.Time.Value)
	return e, nil
}

func (p *parser) property(e *Event, q quad.Quad) error {
	switch q.Predicate {
	case rdfType:
		return p.eventType(e, q)
	case hasPlace:
		id, ok := p.EntityID(q.Object)
		if !ok || e.Place != "" {
			return fmt.Errorf("%v is no place, or the second one", q.Object)
		}
		e.Place = id
		return nil
	case hasTime, hasBegin:
		return set(&e.Time.Value, q)
	case hasEnd:
		return set(&p.end, q)
	case denotedBy:
		return p.span(&e.Clause, q)
	}
	name, ok := p.local(q.Predicate, "ns#")
	if !ok {
		return fmt.Errorf("%v is no property of an event", q.Predicate)
	}
	switch name {
	case propPredicate:
		if e.Predicate, ok = p.PredicateName(q.Object); !ok {
			return fmt.Errorf("%v is no predicate", q.Object)
		}
		return nil
	case propOpenPredicate:
		return set(&e.OpenPredicate, q)
	case propMode:
		return set(&e.Mode, q)
	case propSymmetric:
		e.Symmetric = true
		return nil
	case propStatus:
		status, _ := p.local(q.Object, "ns#")
		if e.Status != "" || !slices.Contains(Statuses[:], Status(status)) {
			return fmt.Errorf("%v is no status, or the second one", q.Object)
		}
		e.Status = Status(status)
		return nil
	case propSaidBy:
		id, ok := p.EntityID(q.Object)
		if !ok {
			return fmt.Errorf("%v is no speaker", q.Object)
		}
		e.SaidBy = append(e.SaidBy, id)
		return nil
	case propConfidence:
		return setHundredths(&e.Confidence, q)
	case propRule:
		return set(&e.Rule, q)
	case propSentence:
		return p.span(&e.Sentence, q)
	case propTrigger:
		return p.span(&e.Trigger, q)
	}
	if RoleName(name).rank() < 0 {
		if _, ok := p.PredicateName(q.Predicate); ok {
			return nil // a direct edge from an event, derived from another one
		}
		return fmt.Errorf("%v is no property of an event", q.Predicate)
	}
	r := Role{Name: RoleName(name)}
	if id, ok := p.EntityID(q.Object); ok {
		r.Entity = id
	} else if id, ok := p.EventID(q.Object); ok {
		r.Event = id
	} else if err := set(&r.Literal, q); err != nil {
		return err
	}
	e.Roles = append(e.Roles, r)
	return nil
}

func (p *parser) eventType(e *Event, q quad.Quad) error {
	if p.types == nil {
		p.types = make(map[quad.IRI]EventType, len(EventTypes))
		for _, t := range EventTypes {
			p.types[p.Type(t)] = t
		}
	}
	iri, _ := q.Object.(quad.IRI)
	switch t := p.types[iri]; {
	case iri == semEvent:
	case iri == p.Term("Relation"):
		e.Relation = true
	case t == "" || e.Type != "":
		return fmt.Errorf("%v is no type, or the second one", q.Object)
	default:
		e.Type = t
	}
	return nil
}

// part reads where the text names the filler of a role.
func (p *parser) part(at map[EventID]*Event, q quad.Quad) error {
	if err := p.labelled(q); err != nil {
		return err
	}
	iri, _ := q.Subject.(quad.IRI)
	event, part, _ := strings.Cut(string(iri), "#")
	name, filler, ok := strings.Cut(part, "=")
	id, okEvent := p.EventID(quad.IRI(event))
	if !ok || !okEvent || q.Predicate != denotedBy {
		return fmt.Errorf("neither article, entity, event nor the part of one")
	}
	if e := at[id]; e != nil {
		for i := range e.Roles {
			r := &e.Roles[i]
			if string(r.Name) == name && r.filler() == filler {
				return p.span(&r.Span, q)
			}
		}
	}
	return fmt.Errorf("no such role")
}

// span reads the IRI of a mention into an empty span.
func (p *parser) span(to *Span, q quad.Quad) error {
	iri, _ := q.Object.(quad.IRI)
	rest, ok := strings.CutPrefix(string(iri), string(p.label)+"#char=")
	b, e, okComma := strings.Cut(rest, ",")
	begin, errB := strconv.Atoi(b)
	end, errE := strconv.Atoi(e)
	if !ok || !okComma || errB != nil || errE != nil || begin >= end {
		return fmt.Errorf("%v is no mention in %v", q.Object, p.label)
	}
	from, okFrom := p.offsets.Byte(begin)
	until, okUntil := p.offsets.Byte(end)
	if !okFrom || !okUntil {
		return fmt.Errorf("%v is outside the text", q.Object)
	}
	if *to != (Span{}) {
		return fmt.Errorf("two values of %v", q.Predicate)
	}
	*to = Span{from, until}
	return nil
}

// set reads the text of a value into an empty string.
func set(to *string, q quad.Quad) error {
	if *to != "" {
		return fmt.Errorf("two values of %v", q.Predicate)
	}
	switch v := q.Object.(type) {
	case quad.String:
		*to = string(v)
	case quad.LangString:
		*to = string(v.Value)
	case quad.TypedString:
		*to = string(v.Value)
	case quad.IRI:
		*to = string(v)
	default:
		return fmt.Errorf("%v has a value that we do not write: %v", q.Predicate, q.Object)
	}
	return nil
}

// setHundredths reads "0.91" as 91.
func setHundredths(to *int, q quad.Quad) error {
	var text string
	if err := set(&text, q); err != nil {
		return err
	}
	whole, rest, _ := strings.Cut(text, ".")
	n, err := strconv.Atoi(whole + rest)
	if err != nil || len(rest) != 2 || *to >= 0 {
		return fmt.Errorf("confidence %q", text)
	}
	*to = n
	return nil
}
