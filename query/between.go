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

// A Connection is what joins two entities.
type Connection struct {
	Result       // the statements that join them, by date (undated ones last), then article
	Via    []Via // if there are none: whom both have to do with, the busiest first
}

// Via is one entity that both have to do with.
type Via struct {
	ID     string       // IRI
	Name   string       // canonical
	First  []schema.Row // that join it to the first entity, in the order of Connection.Rows
	Second []schema.Row // that join it to the second one
}

// mostVia is the greatest number of entities between two others.
const mostVia = 10

// Between finds the statements that join two entities: one is the subject,
// the other the object, or one of them is and the other takes part otherwise
// (is spoken to, or about). The errors are those of Find.
func (e *Engine) Between(ctx context.Context, first, second string, f Filter) (Connection, error) {
	filter, err := e.filter(ctx, f)
	if err != nil {
		return Connection{}, err
	}
	a, err := e.Find(ctx, first, f.Exact)
	if err != nil {
		return Connection{}, err
	}
	b, err := e.Find(ctx, second, f.Exact)
	if err != nil {
		return Connection{}, err
	}
	if slices.ContainsFunc(a.IRIs, func(iri quad.IRI) bool { return slices.Contains(b.IRIs, iri) }) {
		return Connection{}, fmt.Errorf("%q and %q both mean %s: what lies between wants two", first, second, strings.Join(b.Names, ", "))
	}
	filter.entities = append([]Entity{a, b}, filter.entities...)
	c, err := e.connect(ctx, a, b, filter)
	if err != nil {
		return Connection{}, fmt.Errorf("between %s and %s: %w", first, second, err)
	}
	return c, nil
}

func (e *Engine) connect(ctx context.Context, a, b Entity, f filter) (Connection, error) {
	rows, err := e.rowsOfAll(ctx, f, [][]graph.Pattern{e.takingPart(a), e.takingPart(b)}, f.detail())
	if err != nil {
		return Connection{}, err
	}
	rows = slices.DeleteFunc(rows, func(r schema.Row) bool { return !joins(&r, a, b) })
	var c Connection
	if c.Result, err = e.result(ctx, f, rows, byDate); err != nil || c.Total > 0 {
		return c, err
	}
	c.Via, err = e.via(ctx, a, b, f)
	return c, err
}

// rowsOfAll returns the rows of the events that have a quad of every group.
func (e *Engine) rowsOfAll(ctx context.Context, f filter, groups [][]graph.Pattern, d detail) ([]schema.Row, error) {
	if f.article != "" {
		for _, group := range groups {
			for i := range group {
				group[i].Label = f.article
			}
		}
	}
	events, err := e.intersect(ctx, groups)
	if err != nil {
		return nil, err
	}
	return e.rows(ctx, events, d)
}

// takingPart returns the patterns of the events in which an entity takes part.
func (e *Engine) takingPart(n Entity) []graph.Pattern {
	var patterns []graph.Pattern
	for _, iri := range n.all() {
		for _, role := range schema.Roles {
			if role == schema.Agent || role == schema.Target || isSide(role) {
				patterns = append(patterns, graph.Pattern{Predicate: e.role(role), Object: iri})
			}
		}
	}
	return patterns
}

// isSide reports whether an event joins its subject to what has this role.
// Where and when, how and how much it happened joins nobody.
func isSide(role schema.RoleName) bool {
	switch role {
	case schema.Recipient, schema.Instrument, schema.Topic, schema.Source, schema.Destination, schema.Purpose,
		schema.Cause, schema.Org, schema.OfCountry:
		return true
	}
	return false
}

// joins reports whether a row joins two entities.
func joins(r *schema.Row, a, b Entity) bool {
	side := func(n Entity) bool {
		return slices.ContainsFunc(r.Roles, func(o schema.RowRole) bool { return isSide(schema.RoleName(o.Role)) && n.has(o.ID) })
	}
	subjectA, objectA, subjectB, objectB := a.has(r.SubjectID), a.has(r.ObjectID), b.has(r.SubjectID), b.has(r.ObjectID)
	return subjectA && objectB || subjectB && objectA ||
		(subjectA || objectA) && side(b) || (subjectB || objectB) && side(a)
}

// via finds the entities that stand between two others.
func (e *Engine) via(ctx context.Context, a, b Entity, f filter) ([]Via, error) {
	ofA, err := e.neighbours(ctx, a, f)
	if err != nil {
		return nil, err
	}
	ofB, err := e.neighbours(ctx, b, f)
	if err != nil {
		return nil, err
	}
	var found []Via
	for _, id := range slices.Sorted(maps.Keys(ofA)) {
		if near, both := ofB[id]; both && !a.has(id) && !b.has(id) {
			found = append(found, Via{id, near.Name, ofA[id].rows, near.rows})
		}
	}
	slices.SortStableFunc(found, func(x, y Via) int {
		return cmp.Or(cmp.Compare(min(len(y.First), len(y.Second)), min(len(x.First), len(x.Second))),
			cmp.Compare(len(y.First)+len(y.Second), len(x.First)+len(x.Second)), cmp.Compare(x.Name, y.Name))
	})
	return found[:min(len(found), mostVia)], nil
}

// neighbour is an entity and the rows that join it to another one.
type neighbour struct {
	Name string
	rows []schema.Row
}

// neighbours returns, by IRI, whom an entity is subject or object with in the
// statements that the filter lets pass.
func (e *Engine) neighbours(ctx context.Context, n Entity, f filter) (map[string]neighbour, error) {
	rows, err := e.rowsOf(ctx, n, f, full)
	if err != nil {
		return nil, err
	}
	f.Limit = 0
	rows = f.apply(rows).Rows
	slices.SortFunc(rows, byDate)
	near := make(map[string]neighbour)
	for _, r := range rows {
		id, name := r.ObjectID, r.Object
		if n.has(id) {
			id, name = r.SubjectID, r.Subject
		}
		if _, isEntity := e.iris.EntityID(quad.IRI(id)); isEntity {
			near[id] = neighbour{name, append(near[id].rows, r)}
		}
	}
	return near, nil
}

// rowsOf returns the rows whose subject or object is an entity, of all
// statuses and times, in the order of schema.CompareRows.
func (e *Engine) rowsOf(ctx context.Context, n Entity, f filter, d detail) ([]schema.Row, error) {
	var group []graph.Pattern
	for _, iri := range n.all() {
		group = append(group, e.asSubjectOrObject(iri)...)
	}
	rows, err := e.rowsOfAll(ctx, f, [][]graph.Pattern{group}, d)
	return slices.DeleteFunc(rows, func(r schema.Row) bool { return !n.has(r.SubjectID) && !n.has(r.ObjectID) }), err
}

func (e *Engine) asSubjectOrObject(iri quad.IRI) []graph.Pattern {
	return []graph.Pattern{{Predicate: e.role(schema.Agent), Object: iri}, {Predicate: e.role(schema.Target), Object: iri}}
}
