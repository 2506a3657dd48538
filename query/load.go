package query

import (
	"cmp"
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

// wholeArticle is the number of events of one article from which reading all
// of its graph is cheaper than reading the events one by one.
const wholeArticle = 16

// rows returns the rows of events, sorted like schema.CompareRows. Of each
// article it reads only what these rows show, unless they are many.
func (e *Engine) rows(ctx context.Context, events map[eventRef]bool) ([]schema.Row, error) {
	byArticle := make(map[quad.IRI][]quad.IRI)
	for ref := range events {
		byArticle[ref.article] = append(byArticle[ref.article], ref.event)
	}
	var rows []schema.Row
	for _, article := range slices.Sorted(maps.Keys(byArticle)) {
		some, err := e.articleRows(ctx, article, byArticle[article])
		if err != nil {
			return nil, fmt.Errorf("article %s: %w", article, err)
		}
		rows = append(rows, some...)
	}
	return rows, nil
}

func (e *Engine) articleRows(ctx context.Context, article quad.IRI, events []quad.IRI) ([]schema.Row, error) {
	slices.Sort(events)
	p := graph.Pattern{Label: article}
	if len(events) < wholeArticle {
		p.Subject = article
	}
	quads, err := e.match(ctx, p)
	if err != nil {
		return nil, err
	}
	if len(events) < wholeArticle {
		part := partReader{Engine: e, article: article, read: make(map[quad.Value]bool), quads: quads}
		for _, event := range events {
			if err := part.event(ctx, event, true); err != nil {
				return nil, err
			}
		}
		quads = part.quads
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

// facts reads the facts in quads of one article, which may be part of its
// graph.
func (e *Engine) facts(quads []quad.Quad) (schema.Facts, error) {
	a, err := e.iris.ParseArticle(quads)
	if err != nil {
		return schema.Facts{}, err
	}
	return e.iris.ParseFacts(a, schema.NewOffsets(a.Text), quads)
}

// graphFacts reads all that one article says.
func (e *Engine) graphFacts(ctx context.Context, article quad.IRI) (schema.Facts, error) {
	quads, err := e.match(ctx, graph.Pattern{Label: article})
	if err != nil {
		return schema.Facts{}, err
	}
	f, err := e.facts(quads)
	if err != nil {
		return schema.Facts{}, fmt.Errorf("article %s: %w", article, err)
	}
	return f, nil
}

// A partReader reads from the graph of an article what rows of some events
// show: the events, the parts that the fillers of their roles play, these
// fillers and the speakers, and whoever reports the speakers.
type partReader struct {
	*Engine
	article quad.IRI
	read    map[quad.Value]bool // subjects
	quads   []quad.Quad
}

// subject reads all quads of a subject, once.
func (p *partReader) subject(ctx context.Context, subject quad.Value) ([]quad.Quad, error) {
	if p.read[subject] {
		return nil, nil
	}
	p.read[subject] = true
	quads, err := p.match(ctx, graph.Pattern{Subject: subject, Label: p.article})
	p.quads = append(p.quads, quads...)
	return quads, err
}

// event reads an event, its fillers and who reports it; with parts, where the
// text names them as well.
func (p *partReader) event(ctx context.Context, event quad.Value, parts bool) error {
	quads, err := p.subject(ctx, event)
	if err != nil {
		return err
	}
	id, _ := p.iris.EventID(event)
	for _, q := range quads {
		if _, ok := p.iris.EntityID(q.Object); ok {
			if _, err := p.subject(ctx, q.Object); err != nil {
				return err
			}
		}
		_, isEvent := p.iris.EventID(q.Object)
		if isEvent {
			if _, err := p.subject(ctx, q.Object); err != nil {
				return err
			}
		}
		if role, ok := p.roleOf(q); ok && parts {
			if _, err := p.subject(ctx, p.iris.Part(id, role)); err != nil {
				return err
			}
		}
	}
	if len(quads) == 0 {
		return nil
	}
	reports, err := p.match(ctx, graph.Pattern{Predicate: p.role(schema.Content), Object: event, Label: p.article})
	if err != nil {
		return err
	}
	for _, q := range reports {
		if err := p.event(ctx, q.Subject, false); err != nil {
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

// allRows calls visit with all rows of each article, in the order of the
// articles' IRIs; it stops when visit returns false.
func (e *Engine) allRows(ctx context.Context, visit func([]schema.Row) bool) error {
	articles, err := e.articleIRIs(ctx)
	if err != nil {
		return err
	}
	for _, article := range articles {
		f, err := e.graphFacts(ctx, article)
		if err != nil {
			return err
		}
		if !visit(e.iris.Rows(f)) {
			return nil
		}
	}
	return nil
}

// articleIRIs returns the names of the graphs that are articles, sorted.
func (e *Engine) articleIRIs(ctx context.Context) ([]quad.IRI, error) {
	var articles []quad.IRI
	for label, err := range e.view.Labels(ctx) {
		if err != nil {
			return nil, err
		}
		if e.isArticle(label) {
			articles = append(articles, label.(quad.IRI))
		}
	}
	slices.SortFunc(articles, cmp.Compare)
	return articles, nil
}
