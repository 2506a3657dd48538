package query

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

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
	d := full
	if a.Limit > 0 && a.speakers == nil {
		d = outline
	}
	rows, err := e.fitting(ctx, a, d)
	if err != nil {
		return Result{}, err
	}
	slices.SortFunc(rows, newestFirst)
	res := a.apply(rows)
	if d == outline {
		res.Rows, err = e.fill(ctx, res.Rows)
	}
	return res, err
}

// fill returns the full rows of outlines.
func (e *Engine) fill(ctx context.Context, outlines []schema.Row) ([]schema.Row, error) {
	events, wanted := make(map[eventRef]bool), make(map[string]bool)
	for _, r := range outlines {
		events[eventRef{quad.IRI(r.Article), e.iris.Event(schema.EventID(r.EventID))}] = true
		wanted[r.StatementID] = true
	}
	rows, err := e.rows(ctx, events, full)
	rows = slices.DeleteFunc(rows, func(r schema.Row) bool { return !wanted[r.StatementID] })
	slices.SortFunc(rows, newestFirst)
	return rows, err
}

// newestFirst orders rows by article, the newest one first, then by the text;
// names, which an outline lacks, have no say.
func newestFirst(a, b schema.Row) int {
	return cmp.Or(cmp.Compare(b.Published, a.Published), cmp.Compare(a.Article, b.Article), cmp.Compare(a.Begin, b.Begin),
		cmp.Compare(a.EventID, b.EventID), cmp.Compare(a.StatementID, b.StatementID))
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

// groups returns, for each place of the query that is bound, the patterns of
// the quads one of which an event must have.
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

// resolve cuts the terms into subject, predicate and object and says what
// they mean. Where several cuts are possible it takes the one whose names and
// predicate the store has.
func (e *Engine) resolve(ctx context.Context, q Query) (*asked, error) {
	r := resolver{Engine: e, query: q, found: make(map[string]found)}
	var best *asked
	var failed, err error
	reached := -1
	for _, c := range cuts(q.Terms) {
		a, known, err := r.cut(ctx, c)
		var unknown *UnknownError
		var ambiguous *AmbiguousError
		switch {
		case err == nil && best == nil:
			best = a
		case err == nil && (len(c.object) > 0) != best.object.anything:
			return nil, fmt.Errorf("%s can be cut in more than one way: put names in quotes", q)
		case !errors.As(err, &unknown) && !errors.As(err, &ambiguous):
			return nil, err
		case known > reached:
			failed, reached = err, known
		}
	}
	if best == nil {
		return nil, e.explain(ctx, failed)
	}
	names := best.entities
	if best.filter, err = e.filter(ctx, q.Filter); err != nil {
		return nil, err
	}
	best.entities = append(names, best.entities...)
	return best, nil
}

// A cut is one way to part the terms into places; the object may be missing.
type cut struct{ subject, predicate, object []Term }

// cuts returns the ways to cut terms, those with an object first: names and
// variables stand alone, words join their neighbours.
func cuts(terms []Term) []cut {
	whole := func(ts []Term) bool {
		return len(ts) == 1 || !slices.ContainsFunc(ts, func(t Term) bool { return t.Kind != Word })
	}
	var with, without []cut
	for i := 1; i < len(terms); i++ {
		for j := i + 1; j <= len(terms); j++ {
			c := cut{terms[:i], terms[i:j], terms[j:]}
			if !whole(c.subject) || !whole(c.predicate) || !whole(c.object) {
				continue
			}
			if j < len(terms) {
				with = append(with, c)
			} else {
				without = append(without, c)
			}
		}
	}
	return append(with, without...)
}

func text(terms []Term) string {
	words := make([]string, len(terms))
	for i, t := range terms {
		words[i] = t.Text
	}
	return strings.Join(words, " ")
}

// A resolver remembers what names mean while it tries the cuts of one query.
type resolver struct {
	*Engine
	query Query
	found map[string]found
}

type found struct {
	entity Entity
	err    error
}

func (r *resolver) find(ctx context.Context, name string) (Entity, error) {
	f, ok := r.found[name]
	if !ok {
		f.entity, f.err = r.Engine.find(ctx, name, r.query.Exact)
		r.found[name] = f
	}
	return f.entity, f.err
}

// cut resolves one cut. With an error of a name it says how much is known:
// the higher the more likely that this cut was meant.
func (r *resolver) cut(ctx context.Context, c cut) (a *asked, known int, err error) {
	a = &asked{}
	var problems [3]error
	if c.predicate[0].Kind == Variable {
		a.predicate.any = true
	} else if a.predicate, problems[0] = r.predicate(ctx, text(c.predicate)); problems[0] == nil {
		known += 2
	}
	if a.subject, problems[1] = r.place(ctx, c.subject, a); problems[1] == nil {
		known++
	}
	if len(c.object) == 0 {
		a.object.anything = true
	} else {
		a.object, problems[2] = r.place(ctx, c.object, a)
		if isUnknown(problems[2]) && problems[0] == nil && problems[1] == nil {
			if a.object.literals, err = r.literals(ctx, text(c.object)); err != nil {
				return nil, 0, err
			}
			if len(a.object.literals) > 0 {
				a.object.bound, problems[2] = true, nil
			}
		}
		if problems[2] == nil {
			known++
		}
	}
	if s, o := c.subject[0], c.object; len(o) == 1 && s.Kind == Variable && s == o[0] && s.Text != "" {
		a.sameValue = true
	}
	for _, p := range problems {
		if p != nil {
			return nil, known, p
		}
	}
	return a, known, nil
}

func isUnknown(err error) bool {
	var unknown *UnknownError
	return errors.As(err, &unknown)
}

func (r *resolver) place(ctx context.Context, terms []Term, a *asked) (place, error) {
	if terms[0].Kind == Variable {
		return place{anything: terms[0].Text == ""}, nil
	}
	entity, err := r.find(ctx, text(terms))
	if err != nil {
		return place{}, err
	}
	a.entities = append(a.entities, entity)
	return place{bound: true, entities: entity.all()}, nil
}

// literals returns the literal objects that begin with these words ("Secretary
// of State" for "Secretary of State of the United States"), sorted.
func (r *resolver) literals(ctx context.Context, words string) ([]string, error) {
	folded := fold(words)
	seen := make(map[string]bool)
	var fitting []string
	for q, err := range r.view.Match(ctx, graph.Pattern{Predicate: r.role(schema.Target)}) {
		if err != nil {
			return nil, err
		}
		s, ok := q.Object.(quad.String)
		if !ok || seen[string(s)] {
			continue
		}
		seen[string(s)] = true
		if f := fold(string(s)); f == folded || strings.HasPrefix(f, folded+" ") {
			fitting = append(fitting, string(s))
		}
	}
	slices.Sort(fitting)
	return fitting, nil
}
