package query

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"dateline/graph"
	"dateline/schema"
)

// eventRef is one event of one article.
type eventRef struct{ article, event quad.IRI }

// detail says how much of a row is wanted.
type detail uint8

const (
	full    detail = iota
	outline        // without names, speakers, place and the spans of roles
)

// wholeArticle is the number of events of one article from which reading all
// of its graph is cheaper than reading the events one by one.
func (d detail) wholeArticle() int {
	if d == outline {
		return 64
	}
	return 16
}

// rows returns the rows of events, sorted like schema.CompareRows. Of each
// article it reads only what these rows show, unless they are many.
func (e *Engine) rows(ctx context.Context, events map[eventRef]bool, d detail) ([]schema.Row, error) {
	byArticle := make(map[quad.IRI][]quad.IRI)
	for ref := range events {
		byArticle[ref.article] = append(byArticle[ref.article], ref.event)
	}
	var rows []schema.Row
	for _, article := range slices.Sorted(maps.Keys(byArticle)) {
		some, err := e.articleRows(ctx, article, byArticle[article], d)
		if err != nil {
			return nil, fmt.Errorf("article %s: %w", article, err)
		}
		rows = append(rows, some...)
	}
	return rows, nil
}

func (e *Engine) articleRows(ctx context.Context, article quad.IRI, events []quad.IRI, d detail) ([]schema.Row, error) {
	slices.Sort(events)
	quads, err := e.eventQuads(ctx, article, events, d)
	if err != nil {
		return nil, err
	}
	f, err := e.facts(quads)
	if err != nil {
		return nil, err
	}
	wanted := make(map[string]bool, len(events))
	for _, event := range events {
		id, _ := e.iris.EventID(event)
		wanted[string(id)] = true
	}
	rows := e.iris.Rows(f)
	return slices.DeleteFunc(rows, func(r schema.Row) bool { return !wanted[r.EventID] }), nil
}

// eventQuads returns the quads of an article that rows of some of its events
// need, or all.
func (e *Engine) eventQuads(ctx context.Context, article quad.IRI, events []quad.IRI, d detail) ([]quad.Quad, error) {
	if len(events) >= d.wholeArticle() {
		return e.match(ctx, graph.Pattern{Label: article})
	}
	p := partReader{Engine: e, article: article, read: make(map[quad.Value][]quad.Quad), shown: make(map[quad.Value]bool)}
	_, err := p.subject(ctx, article)
	for _, event := range events {
		switch {
		case err != nil:
			return nil, err
		case d == outline:
			err = p.outline(ctx, event)
		default:
			err = p.event(ctx, event)
		}
	}
	return p.quads, err
}

// facts reads the facts in quads of one article, which may be part of its
// graph.
func (e *Engine) facts(quads []quad.Quad) (schema.Facts, error) {
	a, err := e.iris.ParseArticle(quads)
	if err != nil {
		return schema.Facts{}, err
	}
	return e.iris.ParseFacts(a, schema.NewOffsets(a.Text), quads)
}

// A partReader reads from the graph of an article what rows of some events
// show: the events, the parts that the fillers of their roles play, these
// fillers and the speakers, and whoever reports the speakers.
type partReader struct {
	*Engine
	article quad.IRI
	read    map[quad.Value][]quad.Quad // by subject
	shown   map[quad.Value]bool        // events whose fillers and reporters are read
	quads   []quad.Quad
}

// subject returns all quads of a subject, reading them at first use.
func (p *partReader) subject(ctx context.Context, subject quad.Value) ([]quad.Quad, error) {
	if quads, ok := p.read[subject]; ok {
		return quads, nil
	}
	pattern := graph.Pattern{Subject: subject}
	if _, isEntity := p.iris.EntityID(subject); isEntity {
		pattern.Label = p.article // others speak of it as well; a look-up less for what nobody else has
	}
	quads, err := p.match(ctx, pattern)
	if err != nil {
		return nil, err
	}
	quads = slices.DeleteFunc(quads, func(q quad.Quad) bool { return q.Label != p.article })
	p.read[subject] = quads
	p.quads = append(p.quads, quads...)
	return quads, nil
}

// outline reads an event, and where the text names its agents if their order
// there says who is the subject and who the object.
func (p *partReader) outline(ctx context.Context, event quad.Value) error {
	quads, err := p.subject(ctx, event)
	if err != nil || !slices.ContainsFunc(quads, func(q quad.Quad) bool { return q.Predicate == p.iris.Term(symmetricTerm) }) {
		return err
	}
	id, _ := p.iris.EventID(event)
	for _, q := range quads {
		if q.Predicate != p.role(schema.Agent) {
			continue
		}
		role, _ := p.roleOf(q)
		if _, err := p.subject(ctx, p.iris.Part(id, role)); err != nil {
			return err
		}
	}
	return nil
}

// event reads what the rows of an event show.
func (p *partReader) event(ctx context.Context, event quad.Value) error {
	if p.shown[event] {
		return nil
	}
	p.shown[event] = true
	quads, err := p.subject(ctx, event)
	if err != nil {
		return err
	}
	id, _ := p.iris.EventID(event)
	for _, q := range quads {
		_, isEntity := p.iris.EntityID(q.Object)
		_, isEvent := p.iris.EventID(q.Object)
		if isEntity || isEvent {
			if _, err := p.subject(ctx, q.Object); err != nil {
				return err
			}
		}
		if role, ok := p.roleOf(q); ok {
			if _, err := p.subject(ctx, p.iris.Part(id, role)); err != nil {
				return err
			}
		}
	}
	reports, err := p.match(ctx, graph.Pattern{Predicate: p.role(schema.Content), Object: event})
	if err != nil {
		return err
	}
	for _, q := range reports {
		if err := p.event(ctx, q.Subject); err != nil {
			return err
		}
	}
	return nil
}

// roleOf reads the role in a quad whose subject is an event; false if its
// predicate is no role.
func (e *Engine) roleOf(q quad.Quad) (schema.Role, bool) {
	iri, _ := q.Predicate.(quad.IRI)
	name, ok := strings.CutPrefix(string(iri), string(e.iris.Term("")))
	if !ok || !slices.Contains(schema.Roles[:], schema.RoleName(name)) {
		return schema.Role{}, false
	}
	r := schema.Role{Name: schema.RoleName(name)}
	if id, ok := e.iris.EntityID(q.Object); ok {
		r.Entity = id
	} else if id, ok := e.iris.EventID(q.Object); ok {
		r.Event = id
	} else if text, ok := q.Object.(quad.String); ok {
		r.Literal = string(text)
	}
	return r, true
}
