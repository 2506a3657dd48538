package query

import (
	"context"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"dateline/graph"
	"dateline/schema"
)

// Run answers a query, the newest article first, each in the order of its
// text. A pattern fits a row when its subject and its object fit, the other
// way round as well when the statement is symmetric; a variable needs
// something to stand for, "?" and an object left out do not. A name that the
// store does not have is an *UnknownError, one with several meanings an
// *AmbiguousError.
func (e *Engine) Run(ctx context.Context, q Query) (Result, error) {
	if err := q.check(); err != nil {
		return Result{}, err
	}
	asked, err := e.resolve(ctx, q)
	if err != nil {
		return Result{}, err
	}
	res, err := e.answer(ctx, asked)
	if err != nil {
		return Result{}, fmt.Errorf("query %s: %w", q, err)
	}
	return res, nil
}

// answer reads no more than the outline of rows that are only counted.
func (e *Engine) answer(ctx context.Context, a *asked) (Result, error) {
	rows, err := e.fitting(ctx, a, a.detail())
	if err != nil {
		return Result{}, err
	}
	return e.result(ctx, a.filter, rows, newestFirst)
}

// asked is a pattern whose names are resolved, with its filter.
type asked struct {
	filter
	subject, object place
	predicate       predicates
	sameValue       bool // subject and object are one variable
}

// place is what a subject or an object must be.
type place struct {
	anything bool // nothing included
	bound    bool // one of these
	entities []quad.IRI
	literals []string
}

func (p *place) fits(id, text string) bool {
	switch {
	case p.anything:
		return true
	case !p.bound:
		return id != "" || text != ""
	case id == "":
		return slices.Contains(p.literals, text)
	}
	return slices.Contains(p.entities, quad.IRI(id))
}

func (a *asked) fits(r *schema.Row) bool {
	if a.sameValue && (r.SubjectID != r.ObjectID || r.Subject != r.Object) {
		return false
	}
	forward, backward := a.predicate.fits(r)
	return forward && a.subject.fits(r.SubjectID, r.Subject) && a.object.fits(r.ObjectID, r.Object) ||
		backward && a.subject.fits(r.ObjectID, r.Object) && a.object.fits(r.SubjectID, r.Subject)
}

// fitting returns the rows that fit the pattern, of all statuses and times.
func (e *Engine) fitting(ctx context.Context, a *asked, d detail) ([]schema.Row, error) {
	var rows []schema.Row
	keep := func(some []schema.Row) {
		for i := range some {
			if a.fits(&some[i]) {
				rows = append(rows, some[i])
			}
		}
	}
	groups := e.groups(a)
	if len(groups) == 0 && a.article == "" {
		for g, err := range e.Graphs(ctx, nil) {
			if err != nil {
				return nil, err
			}
			if !g.IsArticle {
				continue
			}
			some, err := e.Rows(g)
			if err != nil {
				return nil, err
			}
			keep(some)
		}
		return rows, nil
	}
	if len(groups) == 0 {
		groups = [][]graph.Pattern{{{Predicate: e.iris.Term(statusTerm), Label: a.article}}}
	}
	events, err := e.intersect(ctx, groups)
	if err != nil {
		return nil, err
	}
	some, err := e.rows(ctx, events, d)
	keep(some)
	return rows, err
}

// groups returns, for each place of the query that is bound and for its
// statuses, the patterns of the quads one of which an event must have.
func (e *Engine) groups(a *asked) [][]graph.Pattern {
	var groups [][]graph.Pattern
	for _, p := range [...]place{a.subject, a.object} {
		if !p.bound {
			continue
		}
		var group []graph.Pattern
		for _, iri := range p.entities {
			group = append(group, e.asSubjectOrObject(iri)...)
		}
		for _, text := range p.literals {
			group = append(group, graph.Pattern{Predicate: e.role(schema.Target), Object: quad.String(text)})
		}
		groups = append(groups, group)
	}
	if !a.predicate.any {
		groups = append(groups, e.predicatePatterns(a.predicate))
	}
	if a.Statuses != nil && len(a.Statuses) < len(schema.Statuses) {
		var group []graph.Pattern
		for _, s := range a.Statuses {
			group = append(group, graph.Pattern{Predicate: e.iris.Term(statusTerm), Object: e.iris.Term(string(s))})
		}
		groups = append(groups, group)
	}
	if a.article != "" {
		for _, group := range groups {
			for i := range group {
				group[i].Label = a.article
			}
		}
	}
	return groups
}

// worthwhile is how many quads may be read for each event that reading them
// could rule out: an event's rows cost about as much.
const worthwhile = 16

// intersect returns the events that have a quad of every group. It reads the
// smallest group first and leaves out those that cost more than they save.
func (e *Engine) intersect(ctx context.Context, groups [][]graph.Pattern) (map[eventRef]bool, error) {
	sizes := make([]int64, len(groups))
	order := make([]int, len(groups))
	for i, group := range groups {
		order[i] = i
		if len(groups) == 1 {
			break // nothing to compare
		}
		for _, p := range group {
			n, err := e.view.Count(ctx, p)
			if err != nil {
				return nil, err
			}
			sizes[i] += n
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(sizes[a] - sizes[b]) })
	var events map[eventRef]bool
	for _, i := range order {
		if events != nil && sizes[i] > int64(worthwhile*len(events)) {
			break
		}
		found := make(map[eventRef]bool)
		for _, p := range groups[i] {
			for q, err := range e.view.Match(ctx, p) {
				if err != nil {
					return nil, err
				}
				ref, ok := e.eventOf(q)
				if ok && (events == nil || events[ref]) {
					found[ref] = true
				}
			}
		}
		events = found
	}
	return events, nil
}

// eventOf returns the event that is the subject of a quad.
func (e *Engine) eventOf(q quad.Quad) (eventRef, bool) {
	if _, ok := e.iris.EventID(q.Subject); !ok || !e.isArticle(q.Label) {
		return eventRef{}, false
	}
	return eventRef{q.Label.(quad.IRI), q.Subject.(quad.IRI)}, true
}
