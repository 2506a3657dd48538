package query

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"dateline/graph"
	"dateline/schema"
)

// Evidence is what a statement rests on.
type Evidence struct {
	Rows    []schema.Row   // the statement, or all statements of the event asked for
	Article schema.Article // in which it stands
	Clause  string         // the words of the article that make the statement
	Reports []schema.Row   // the same subject, predicate and object in other articles, by publication
}

// Evidence returns the evidence for a statement or an event, by the local
// name of its IRI or the IRI itself. One that the store does not have is an
// *UnknownError.
func (e *Engine) Evidence(ctx context.Context, id string) (Evidence, error) {
	ev, err := e.evidence(ctx, id)
	var unknown *UnknownError
	if err != nil && !errors.As(err, &unknown) {
		return Evidence{}, fmt.Errorf("evidence for %s: %w", id, err)
	}
	return ev, err
}

func (e *Engine) evidence(ctx context.Context, id string) (Evidence, error) {
	local := strings.Trim(id, "<>")
	local = local[strings.LastIndexByte(local, '/')+1:]
	rows, err := e.eventRows(ctx, local)
	if err == nil && len(rows) == 0 {
		rows, err = e.statementRows(ctx, local)
	}
	if err != nil {
		return Evidence{}, err
	}
	if len(rows) == 0 {
		return Evidence{}, &UnknownError{What: unknownStatement, Asked: id}
	}
	ev := Evidence{Rows: rows}
	if ev.Article, err = e.article(ctx, quad.IRI(rows[0].Article)); err != nil {
		return Evidence{}, err
	}
	offsets := schema.NewOffsets(ev.Article.Text)
	begin, okBegin := offsets.Byte(rows[0].Begin)
	end, okEnd := offsets.Byte(rows[0].End)
	if okBegin && okEnd {
		ev.Clause = ev.Article.Text[begin:end]
	}
	ev.Reports, err = e.reports(ctx, rows)
	return ev, err
}

// eventRows returns the rows of the event with this id, none if there is none.
func (e *Engine) eventRows(ctx context.Context, id string) ([]schema.Row, error) {
	event := e.iris.Event(schema.EventID(id))
	for q, err := range e.view.Match(ctx, graph.Pattern{Subject: event, Predicate: e.iris.Term(statusTerm)}) {
		if err != nil {
			return nil, err
		}
		if ref, ok := e.eventOf(q); ok {
			return e.rows(ctx, map[eventRef]bool{ref: true}, full)
		}
	}
	return nil, nil
}

// statementRows returns the statement with this id, none if there is none.
// Statements are not stored, so that it makes the ids of all.
func (e *Engine) statementRows(ctx context.Context, id string) ([]schema.Row, error) {
	events, err := e.ends(ctx)
	if err != nil {
		return nil, err
	}
	for ref, event := range events {
		if !e.hasStatement(event, id) {
			continue
		}
		rows, err := e.rows(ctx, map[eventRef]bool{ref: true}, full)
		return slices.DeleteFunc(rows, func(r schema.Row) bool { return r.StatementID != id }), err
	}
	return nil, nil
}

// hasStatement reports whether one of an event's statements has this id. The
// agents of a symmetric event are tried in both orders, since only the text
// knows theirs.
func (e *Engine) hasStatement(event schema.Event, id string) bool {
	has := func(r schema.Row) bool { return r.StatementID == id }
	f := schema.Facts{Events: []schema.Event{event}}
	if slices.ContainsFunc(e.iris.Rows(f), has) {
		return true
	}
	if !event.Symmetric {
		return false
	}
	slices.Reverse(event.Roles)
	return slices.ContainsFunc(e.iris.Rows(f), has)
}

// ends reads no more of all events than their subjects and objects, of which
// the ids of statements are made.
func (e *Engine) ends(ctx context.Context) (map[eventRef]schema.Event, error) {
	events := make(map[eventRef]schema.Event)
	for _, property := range [...]quad.IRI{e.iris.Term(statusTerm), e.iris.Term(symmetricTerm), e.role(schema.Agent), e.role(schema.Target)} {
		for q, err := range e.view.Match(ctx, graph.Pattern{Predicate: property}) {
			if err != nil {
				return nil, err
			}
			ref, ok := e.eventOf(q)
			if !ok {
				continue
			}
			event := events[ref]
			event.ID, _ = e.iris.EventID(q.Subject)
			if role, ok := e.roleOf(q); ok {
				event.Roles = append(event.Roles, role)
			}
			event.Symmetric = event.Symmetric || property == e.iris.Term(symmetricTerm)
			events[ref] = event
		}
	}
	return events, nil
}

// reports returns the rows of other articles that say the same as one of
// these: the same predicate between entities of the same names, the other way
// round if it is symmetric, whatever their status.
func (e *Engine) reports(ctx context.Context, rows []schema.Row) ([]schema.Row, error) {
	var found []schema.Row
	seen := make(map[string]bool)
	for _, r := range rows {
		a := asked{predicate: predicates{names: []string{r.Predicate}}}
		var err error
		if a.subject, err = e.samePlace(ctx, r.SubjectID, r.Subject); err != nil {
			return nil, err
		}
		if a.object, err = e.samePlace(ctx, r.ObjectID, r.Object); err != nil {
			return nil, err
		}
		if r.Subject == "" && r.Object == "" || r.Object == "" && schema.EventType(r.EventType) == schema.Say {
			continue // that somebody resigned, or that she said something, can be said of much else
		}
		same, err := e.fitting(ctx, &a, full)
		if err != nil {
			return nil, err
		}
		for _, s := range same {
			if s.Article != r.Article && !seen[s.StatementID] && (s.Subject == "") == (r.Subject == "") && (s.Object == "") == (r.Object == "") {
				seen[s.StatementID] = true
				found = append(found, s)
			}
		}
	}
	slices.SortFunc(found, func(a, b schema.Row) int {
		return cmp.Or(cmp.Compare(a.Published, b.Published), schema.CompareRows(a, b))
	})
	return found, nil
}

// samePlace takes whatever has the same canonical name.
func (e *Engine) samePlace(ctx context.Context, id, name string) (place, error) {
	_, isEntity := e.iris.EntityID(quad.IRI(id))
	switch {
	case name == "":
		return place{anything: true}, nil
	case id == "":
		return place{bound: true, literals: []string{name}}, nil
	case !isEntity:
		return place{bound: true, entities: []quad.IRI{quad.IRI(id)}}, nil
	}
	uses, err := e.users(ctx, name)
	if err != nil {
		return place{}, err
	}
	p := place{bound: true}
	for _, iri := range slices.Sorted(maps.Keys(uses)) {
		canonical, err := e.canonical(ctx, iri)
		if err != nil {
			return place{}, err
		}
		if fold(canonical) == fold(name) {
			p.entities = append(p.entities, iri)
		}
	}
	return p, nil
}
