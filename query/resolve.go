package query

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"dateline/graph"
	"dateline/schema"
)

// An Entity is what a name was taken to mean.
type Entity struct {
	Asked string     // the name as asked
	Names []string   // canonical names, the most used first
	IRIs  []quad.IRI // of all entities with these names, sorted
	For   []Body     // those that act for one of them, sorted by IRI; nil if the name means itself alone
}

// A Body acts for a country: its government, a ministry, a named building.
type Body struct {
	IRI  quad.IRI
	Name string
}

// all returns the IRIs that answer to the name.
func (n Entity) all() []quad.IRI {
	iris := slices.Clone(n.IRIs)
	for _, b := range n.For {
		iris = append(iris, b.IRI)
	}
	return iris
}

// has reports whether an IRI answers to the name.
func (n Entity) has(iri string) bool {
	return slices.Contains(n.IRIs, quad.IRI(iri)) ||
		slices.ContainsFunc(n.For, func(b Body) bool { return b.IRI == quad.IRI(iri) })
}

// dominance is how many times more articles one reading of a name must have
// than the next one to be taken without asking back.
const dominance = 4

// Find says which entities a name means: the IRI or id of an entity, else a
// canonical name or an alias, case, accents and punctuation aside, else the
// last name of one person. A short name takes in the fuller name that it
// stands for ("Trump" and "Donald Trump"). Unless exact, those that act for
// an entity (its government, ministries, named buildings) answer to its name
// as well. The error is an *UnknownError or an *AmbiguousError, or about the
// store.
func (e *Engine) Find(ctx context.Context, name string, exact bool) (Entity, error) {
	found, err := e.find(ctx, name, exact)
	if err != nil {
		return Entity{}, e.explain(ctx, err)
	}
	return found, nil
}

// explain adds suggestions to an error of find or predicate. They are looked
// for only when they will be shown.
func (e *Engine) explain(ctx context.Context, err error) error {
	var unknown *UnknownError
	if !errors.As(err, &unknown) {
		return err
	}
	switch unknown.What {
	case unknownName:
		n, err := e.allNames(ctx)
		if err != nil {
			return err
		}
		unknown.Suggestions = n.suggest(fold(unknown.Asked))
	case unknownPredicate:
		open, err := e.openPredicates(ctx)
		if err != nil {
			return err
		}
		unknown.Suggestions = open.suggest(stems(schema.Slug(unknown.Asked)))
	}
	return err
}

// find is Find without suggestions.
func (e *Engine) find(ctx context.Context, name string, exact bool) (Entity, error) {
	found, err := e.named(ctx, name, exact)
	if err != nil {
		return Entity{}, err
	}
	slices.Sort(found.IRIs)
	if exact {
		return found, nil
	}
	found.For, err = e.actingFor(ctx, found.IRIs)
	return found, err
}

// named finds the entities that have the name themselves.
func (e *Engine) named(ctx context.Context, name string, exact bool) (Entity, error) {
	for _, iri := range [...]quad.IRI{quad.IRI(strings.Trim(name, "<>")), e.iris.Entity(schema.EntityID(name))} {
		canonical, err := e.canonical(ctx, iri)
		if err != nil {
			return Entity{}, err
		}
		if canonical != "" {
			return Entity{Asked: name, Names: []string{canonical}, IRIs: []quad.IRI{iri}}, nil
		}
	}
	uses, err := e.users(ctx, name)
	if err != nil {
		return Entity{}, err
	}
	all, err := e.readings(ctx, uses)
	if err != nil {
		return Entity{}, err
	}
	folded := fold(name)
	named := slices.IndexFunc(all, func(r reading) bool { return fold(r.name) == folded })
	if exact && named >= 0 {
		return entityOf(name, all[named]), nil
	}
	if !exact && (len(all) == 0 || len(all) == 1 && named == 0) {
		more, err := e.lastName(ctx, folded, all)
		if err != nil {
			return Entity{}, err
		}
		all = append(all, more...)
	}
	if len(all) == 0 {
		return Entity{}, &UnknownError{What: unknownName, Asked: name}
	}
	// What has the very name is meant in any case; of what else goes by it
	// ("Washington" for the government as well) there must be one.
	others := slices.DeleteFunc(fullest(all), func(r reading) bool { return fold(r.name) == folded })
	if len(others) < 2 {
		return entityOf(name, all...), nil
	}
	if others[0].articles >= dominance*others[1].articles {
		return entityOf(name, slices.DeleteFunc(all, func(r reading) bool {
			return fold(r.name) != folded && r.name != others[0].name && !shortOf(fold(r.name), fold(others[0].name))
		})...), nil
	}
	choices, err := e.choices(ctx, all)
	if err != nil {
		return Entity{}, err
	}
	return Entity{}, &AmbiguousError{Asked: name, Choices: choices}
}

// lastName returns the readings of a name as the last name of persons, none
// if something that is no person has the very name.
func (e *Engine) lastName(ctx context.Context, folded string, named []reading) ([]reading, error) {
	for _, r := range named {
		if persons, err := e.persons(ctx, r.entities); err != nil || len(persons) < len(r.entities) {
			return nil, err
		}
	}
	n, err := e.allNames(ctx)
	if err != nil {
		return nil, err
	}
	persons, err := e.persons(ctx, n.byLast[folded])
	if err != nil {
		return nil, err
	}
	return e.readings(ctx, persons)
}

// fullest returns the readings whose name is not short for another one's.
func fullest(all []reading) []reading {
	return slices.DeleteFunc(slices.Clone(all), func(r reading) bool {
		return slices.ContainsFunc(all, func(o reading) bool { return o.name != r.name && shortOf(fold(r.name), fold(o.name)) })
	})
}

func entityOf(asked string, readings ...reading) Entity {
	n := Entity{Asked: asked}
	for _, r := range readings {
		n.Names = append(n.Names, r.name)
		n.IRIs = append(n.IRIs, r.entities...)
	}
	return n
}

// persons counts the articles of those entities that are persons.
func (e *Engine) persons(ctx context.Context, entities []quad.IRI) (map[quad.IRI]int, error) {
	found := make(map[quad.IRI]int)
	for _, iri := range entities {
		n, err := e.view.Count(ctx, graph.Pattern{Subject: iri, Predicate: rdfType, Object: person})
		if err != nil {
			return nil, err
		}
		if n > 0 {
			found[iri] = int(n)
		}
	}
	return found, nil
}

func (e *Engine) choices(ctx context.Context, all []reading) ([]Choice, error) {
	choices := make([]Choice, len(all))
	for i, r := range all {
		class, err := e.class(ctx, r.entities[0])
		if err != nil {
			return nil, err
		}
		id, _ := e.iris.EntityID(r.entities[0])
		choices[i] = Choice{Name: r.name, ID: string(id), Class: class, Articles: r.articles}
	}
	return choices, nil
}

// class returns the class of an entity in one word.
func (e *Engine) class(ctx context.Context, entity quad.IRI) (string, error) {
	classes := make(map[string]bool)
	for q, err := range e.view.Match(ctx, graph.Pattern{Subject: entity, Predicate: rdfType}) {
		if err != nil {
			return "", err
		}
		iri, _ := q.Object.(quad.IRI)
		name := string(iri)[strings.LastIndexAny(string(iri), "/#")+1:]
		switch name {
		case "Actor":
		case "Thing":
			classes["other"] = true
		default:
			classes[strings.ToLower(name)] = true
		}
	}
	if len(classes) > 1 {
		delete(classes, "place") // beside its facility
	}
	return strings.Join(slices.Sorted(maps.Keys(classes)), ", "), nil
}

// actingFor returns the bodies that act for these entities, directly or not.
func (e *Engine) actingFor(ctx context.Context, entities []quad.IRI) ([]Body, error) {
	known := make(map[quad.IRI]bool)
	for _, iri := range entities {
		known[iri] = true
	}
	var bodies []Body
	for queue := slices.Clone(entities); len(queue) > 0; queue = queue[1:] {
		for q, err := range e.view.Match(ctx, graph.Pattern{Predicate: e.iris.Term(actsFor), Object: queue[0]}) {
			if err != nil {
				return nil, err
			}
			if iri, ok := q.Subject.(quad.IRI); ok && !known[iri] {
				known[iri] = true
				name, err := e.canonical(ctx, iri)
				if err != nil {
					return nil, err
				}
				bodies = append(bodies, Body{iri, name})
				queue = append(queue, iri)
			}
		}
	}
	slices.SortFunc(bodies, func(a, b Body) int { return cmp.Compare(a.IRI, b.IRI) })
	return bodies, nil
}

// suggestions is how many names an error offers.
const suggestions = 5

// suggest returns the canonical names that a folded name may have been meant
// for: a few letters off, a few letters off one of its words, or beginning
// with it at a word.
func (n *names) suggest(folded string) []string {
	uses := make(map[string]int) // canonical name -> articles
	costs := make(map[string]int)
	for name, entities := range n.byName {
		cost, near := nearness(folded, name)
		if !near {
			continue
		}
		for iri, articles := range entities {
			c := n.canonical[iri]
			if old, seen := costs[c]; !seen || cost < old {
				costs[c] = cost
			}
			uses[c] += articles
		}
	}
	return best(costs, uses)
}

// best returns the keys of least cost, the most used of equals first.
func best(costs, uses map[string]int) []string {
	found := slices.SortedFunc(maps.Keys(costs), func(a, b string) int {
		return cmp.Or(cmp.Compare(costs[a], costs[b]), cmp.Compare(uses[b], uses[a]), cmp.Compare(a, b))
	})
	return found[:min(len(found), suggestions)]
}

// nearness says how far a folded name is from what was asked; false if too
// far to offer.
func nearness(asked, name string) (int, bool) {
	a := []rune(asked)
	limit := min((len(a)+1)/4, 3)
	cost := limit + 1
	if d := distance(a, []rune(name), limit); d < cost {
		cost = d
	}
	words := strings.Fields(name)
	for i, w := range words {
		if d := 1 + distance(a, []rune(w), limit); len(words) > 1 && d < cost {
			cost = d
		}
		if len(a) >= 3 && strings.HasPrefix(strings.Join(words[i:], " "), asked) {
			return min(cost, 2), true
		}
	}
	return cost, cost <= limit
}
