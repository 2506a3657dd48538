package query

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"dateline/graph"
	"dateline/schema"
)

// predicates is what a predicate was taken to mean: an event fits if it has
// one of these. The zero value fits every event.
type predicates struct {
	any     bool
	types   []schema.EventType
	names   []string // canonical relations
	inverse []string // canonical relations asked from the object's side
	open    []string // open predicates of the store
}

// fits says which way an event can be read: forward if its subject is the
// subject asked for, backward if its object is.
func (p *predicates) fits(r *schema.Row) (forward, backward bool) {
	forward = p.any || slices.Contains(p.types, schema.EventType(r.EventType)) ||
		slices.Contains(p.names, r.Predicate) || slices.Contains(p.open, r.OpenPredicate)
	backward = slices.Contains(p.inverse, r.Predicate)
	return forward || backward && r.Symmetric, backward || forward && r.Symmetric
}

func (p *predicates) empty() bool {
	return !p.any && len(p.types)+len(p.names)+len(p.inverse)+len(p.open) == 0
}

// patterns returns the patterns whose quads' subjects are the events that fit.
func (e *Engine) predicatePatterns(p predicates) []graph.Pattern {
	var patterns []graph.Pattern
	for _, t := range p.types {
		patterns = append(patterns, graph.Pattern{Predicate: rdfType, Object: e.iris.Type(t)})
	}
	for _, name := range slices.Concat(p.names, p.inverse) {
		patterns = append(patterns, graph.Pattern{Predicate: e.iris.Term(predicateTerm), Object: e.iris.Predicate(name)})
	}
	for _, open := range p.open {
		patterns = append(patterns, graph.Pattern{Predicate: e.iris.Term(openTerm), Object: quad.String(open)})
	}
	return patterns
}

// predicate says what a predicate means: a type of event in capitals
// (CONSULT), the name of a canonical relation, or any form of the words of a
// relation, of its inverse or of an open predicate of the store; failing all
// these a type in small letters, or how open predicates begin. The error is an
// *UnknownError or about the store.
func (e *Engine) predicate(ctx context.Context, text string) (predicates, error) {
	if t := schema.EventType(strings.ReplaceAll(text, "-", "_")); slices.Contains(schema.EventTypes[:], t) {
		return predicates{types: []schema.EventType{t}}, nil
	}
	name := schema.Slug(text)
	if _, ok := schema.FindRelation(name); ok {
		p := predicates{names: []string{name}}
		for _, r := range schema.Relations {
			if r.Inverse == name { // parent-of, child-of
				p.inverse = append(p.inverse, r.Name)
			}
		}
		return p, nil
	}
	key := stems(name)
	if isPreposition(verbOf(key)) {
		return predicates{}, &UnknownError{What: unknownPredicate, Asked: text}
	}
	p := relations(key)
	open, err := e.openPredicates(ctx)
	if err != nil {
		return predicates{}, err
	}
	p.open = open.matching(key, sameWords)
	if t := schema.EventType(strings.ToUpper(strings.ReplaceAll(name, "-", "_"))); p.empty() && slices.Contains(schema.EventTypes[:], t) {
		return predicates{types: []schema.EventType{t}}, nil
	}
	if p.empty() {
		p.open = open.matching(key, beginsWith)
	}
	if p.empty() {
		return predicates{}, &UnknownError{What: unknownPredicate, Asked: text}
	}
	return p, nil
}

// relations finds the canonical relations that a key of stems means.
func relations(key string) predicates {
	var p predicates
	for _, r := range schema.Relations {
		name := stems(r.Name)
		if key == name || key == verbOf(name) {
			p.names = append(p.names, r.Name)
		}
		if passive := stems(r.Inverse); passive != "" && isPassive(key, passive) {
			p.inverse = append(p.inverse, r.Name)
		}
	}
	return p
}

// isPassive reports whether a key means an inverse ("strik-by"): as it is, with
// its auxiliary, or with the auxiliary alone ("was struck").
func isPassive(key, inverse string) bool {
	plain, isBe := strings.CutPrefix(key, "be-")
	return plain == inverse || isBe && plain == strings.TrimSuffix(inverse, "-by")
}

// verbOf drops the prepositions at the end of a key: "speak-with" is "speak".
func verbOf(key string) string {
	for {
		verb, last, found := cutLast(key)
		if !found || !isPreposition(last) {
			return key
		}
		key = verb
	}
}

func cutLast(key string) (before, last string, found bool) {
	i := strings.LastIndexByte(key, '-')
	if i < 0 {
		return "", key, false
	}
	return key[:i], key[i+1:], true
}

func isPreposition(w string) bool {
	switch w {
	case "", "about", "against", "as", "at", "by", "for", "from", "in", "into", "of", "off", "on", "out", "over",
		"to", "up", "with":
		return true
	}
	return false
}

// sameWords reports whether an open predicate means what was asked: the same
// words ("talk-with"), more prepositions than asked for ("talk"), or the noun of
// a light verb ("have-telephonic-talk-with"). All are keys of stems.
func sameWords(asked, open string) bool {
	if open == asked || verbOf(open) == asked {
		return true
	}
	light, _, _ := strings.Cut(open, "-")
	return isLight(light) && (strings.HasSuffix(open, "-"+asked) || strings.HasSuffix(verbOf(open), "-"+asked))
}

func beginsWith(asked, open string) bool { return strings.HasPrefix(open, asked+"-") }

// isLight reports whether a verb, as its stem, only lends its form to a noun.
func isLight(verb string) bool {
	switch verb {
	case "carry", "conduct", "deliv", "deliver", "exchang", "giv", "hav", "hold", "issu", "launch", "mak", "mount",
		"pay", "stag", "tak", "wag":
		return true
	}
	return false
}

// openVerbs are the open predicates of a store.
type openVerbs struct {
	uses   map[string]int // open predicate -> number of events
	sorted []string
	keys   []string // stems of sorted
}

// openPredicates returns the open predicates of the store, reading them at
// first use.
func (e *Engine) openPredicates(ctx context.Context) (*openVerbs, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.open != nil {
		return e.open, nil
	}
	o := &openVerbs{uses: make(map[string]int)}
	for q, err := range e.view.Match(ctx, graph.Pattern{Predicate: e.iris.Term(openTerm)}) {
		if err != nil {
			return nil, err
		}
		o.uses[literal(q.Object)]++
	}
	for name := range o.uses {
		o.sorted = append(o.sorted, name)
	}
	slices.SortFunc(o.sorted, cmp.Compare)
	for _, name := range o.sorted {
		o.keys = append(o.keys, stems(name))
	}
	e.open = o
	return o, nil
}

// matching returns the open predicates that mean what was asked.
func (o *openVerbs) matching(asked string, means func(asked, open string) bool) []string {
	var found []string
	for i, key := range o.keys {
		if means(asked, key) {
			found = append(found, o.sorted[i])
		}
	}
	return found
}

// suggest returns predicates that a key may have been meant for: spelled
// nearly so, of the same verb with another preposition, or relations whose
// definition has the word.
func (o *openVerbs) suggest(key string) []string {
	costs := make(map[string]int)
	asked := strings.ReplaceAll(key, "-", " ")
	offer := func(name string) {
		if cost, near := nearness(asked, strings.ReplaceAll(stems(name), "-", " ")); near {
			costs[name] = cost
		}
	}
	for _, r := range schema.Relations {
		offer(r.Name)
		for word := range strings.SplitSeq(r.Definition, " ") {
			if stems(schema.Slug(word)) == verbOf(key) {
				costs[r.Name] = 1
			}
		}
		if verbOf(stems(r.Name)) == verbOf(key) {
			costs[r.Name] = 0
		}
	}
	for _, name := range o.sorted {
		offer(name)
	}
	return best(costs, o.uses)
}
