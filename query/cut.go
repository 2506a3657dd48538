package query

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"dateline/graph"
	"dateline/schema"
)

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
