package query

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"

	"dateline/graph"
	"dateline/schema"
)

// A Profile is what the store knows of an entity.
type Profile struct {
	Entity    Entity
	Classes   []string // sorted; several where articles disagree
	Aliases   []string // other names, the most used first
	Articles  int      // in which it is named
	ActsFor   []string // names of the countries, sorted
	Said      int      // events of all statuses that it is a speaker of
	Positions []schema.Row
	// Statements of which it is subject or object, of all statuses that the
	// filter lets pass, by predicate (the most used first) and by status.
	Predicates []PredicateCount
	Statuses   []StatusCount
	Result     // the last of them first, by date (that of the article where it is unknown)
}

// PredicateCount is a number of rows of one predicate.
type PredicateCount struct {
	Predicate string `json:"predicate"`
	Rows      int    `json:"rows"`
}

// Show returns the profile of an entity. Its counts take in what is planned,
// denied or alleged; unless the filter names statuses, its last statements
// are what happened. The errors are those of Find.
func (e *Engine) Show(ctx context.Context, name string, f Filter) (Profile, error) {
	filter, err := e.filter(ctx, f)
	if err != nil {
		return Profile{}, err
	}
	entity, err := e.Find(ctx, name, f.Exact)
	if err != nil {
		return Profile{}, err
	}
	filter.entities = append([]Entity{entity}, filter.entities...)
	p := Profile{Entity: entity}
	if err := e.describe(ctx, &p); err != nil {
		return Profile{}, fmt.Errorf("entity %s: %w", name, err)
	}
	rows, err := e.rowsOf(ctx, entity, filter, filter.detail())
	if err == nil {
		p.Result, err = e.result(ctx, filter, rows, lastFirst)
	}
	if err != nil {
		return Profile{}, fmt.Errorf("entity %s: %w", name, err)
	}
	if filter.Statuses == nil {
		filter.Statuses = schema.Statuses[:]
	}
	filter.Limit = 0
	rows = filter.apply(rows).Rows
	p.count(rows)
	p.Positions, err = e.positions(ctx, entity, filter)
	return p, err
}

// describe fills in what the articles call the entity.
func (e *Engine) describe(ctx context.Context, p *Profile) error {
	classes, aliases := make(map[string]bool), make(map[string]int)
	articles, countries := make(map[quad.Value]bool), make(map[string]bool)
	for _, iri := range p.Entity.IRIs {
		said, err := e.view.Count(ctx, graph.Pattern{Predicate: e.iris.Term(saidByTerm), Object: iri})
		if err != nil {
			return err
		}
		p.Said += int(said)
		class, err := e.class(ctx, iri)
		if err != nil {
			return err
		}
		classes[class] = true
		for _, property := range [...]quad.IRI{rdfsLabel, altLabel} {
			for q, err := range e.view.Match(ctx, graph.Pattern{Subject: iri, Predicate: property}) {
				if err != nil {
					return err
				}
				if e.isArticle(q.Label) {
					articles[q.Label] = true
				}
				if name := literal(q.Object); !slices.Contains(p.Entity.Names, name) {
					aliases[name]++
				}
			}
		}
		for q, err := range e.view.Match(ctx, graph.Pattern{Subject: iri, Predicate: e.iris.Term(actsFor)}) {
			if err != nil {
				return err
			}
			country, _ := q.Object.(quad.IRI)
			name, err := e.canonical(ctx, country)
			if err != nil {
				return err
			}
			countries[name] = true
		}
	}
	p.Classes, p.ActsFor, p.Articles = slices.Sorted(maps.Keys(classes)), slices.Sorted(maps.Keys(countries)), len(articles)
	p.Aliases = slices.SortedFunc(maps.Keys(aliases), func(a, b string) int {
		return cmp.Or(cmp.Compare(aliases[b], aliases[a]), cmp.Compare(a, b))
	})
	return nil
}

func (p *Profile) count(rows []schema.Row) {
	predicates, statuses := make(map[string]int), make(map[schema.Status]int)
	for i := range rows {
		predicates[rows[i].Predicate]++
		statuses[schema.Status(rows[i].Status)]++
	}
	for _, name := range slices.Sorted(maps.Keys(predicates)) {
		p.Predicates = append(p.Predicates, PredicateCount{name, predicates[name]})
	}
	slices.SortStableFunc(p.Predicates, func(a, b PredicateCount) int { return cmp.Compare(b.Rows, a.Rows) })
	for _, s := range schema.Statuses {
		if statuses[s] > 0 {
			p.Statuses = append(p.Statuses, StatusCount{s, statuses[s]})
		}
	}
}

// holdsPosition is the relation between a person and an office.
const holdsPosition = "holds-position"

// positions returns the offices that an entity holds, and those in it: one
// row for each holder and office, the first of several reports.
func (e *Engine) positions(ctx context.Context, n Entity, f filter) ([]schema.Row, error) {
	var taking []graph.Pattern
	for _, iri := range n.IRIs {
		for _, role := range [...]schema.RoleName{schema.Agent, schema.Org, schema.OfCountry} {
			taking = append(taking, graph.Pattern{Predicate: e.role(role), Object: iri})
		}
	}
	holding := []graph.Pattern{{Predicate: e.iris.Term(predicateTerm), Object: e.iris.Predicate(holdsPosition)}}
	rows, err := e.rowsOfAll(ctx, f, [][]graph.Pattern{taking, holding}, full)
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(r schema.Row) bool { return r.Predicate != holdsPosition })
	slices.SortFunc(rows, byDate)
	seen := make(map[[2]string]bool)
	rows = slices.DeleteFunc(f.apply(rows).Rows, func(r schema.Row) bool {
		key := [2]string{r.SubjectID, fold(r.Object)}
		repeated := seen[key]
		seen[key] = true
		return repeated
	})
	slices.SortStableFunc(rows, func(a, b schema.Row) int {
		return cmp.Or(cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Object, b.Object))
	})
	return rows, nil
}
