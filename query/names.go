package query

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"dateline/graph"
)

// names knows how entities are called in the whole store.
type names struct {
	canonical map[quad.IRI]string         // the name that most articles give it
	byName    map[string]map[quad.IRI]int // folded name or alias -> entities -> number of articles
	byLast    map[string][]quad.IRI       // last word of a folded name of several words
}

// allNames returns the names of the store, reading them at first use. That
// takes a second for some ten thousand articles: what can be found by its
// beginning is found by users.
func (e *Engine) allNames(ctx context.Context) (*names, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.names != nil {
		return e.names, nil
	}
	n := &names{canonical: make(map[quad.IRI]string), byName: make(map[string]map[quad.IRI]int),
		byLast: make(map[string][]quad.IRI)}
	spelled := make(map[quad.IRI]map[string]int)
	folded := make(map[string]string)
	for _, property := range [...]quad.IRI{rdfsLabel, altLabel} {
		for q, err := range e.view.Match(ctx, graph.Pattern{Predicate: property}) {
			if err != nil {
				return nil, err
			}
			iri, ok := q.Subject.(quad.IRI)
			text := literal(q.Object)
			if !ok || text == "" {
				continue
			}
			f, known := folded[text]
			if !known {
				f = fold(text)
				folded[text] = f
			}
			add(n.byName, f, iri)
			if property == rdfsLabel {
				add(spelled, iri, text)
			}
		}
	}
	for iri, texts := range spelled {
		n.canonical[iri] = mostUsed(texts)
		f := fold(n.canonical[iri])
		if i := strings.LastIndexByte(f, ' '); i >= 0 {
			n.byLast[f[i+1:]] = append(n.byLast[f[i+1:]], iri)
		}
	}
	e.names = n
	return n, nil
}

// users counts the articles that use a name for each entity. It looks for
// the name as it is written, case and accents aside, and only if there is none
// among all folded names.
func (e *Engine) users(ctx context.Context, name string) (map[quad.IRI]int, error) {
	folded := fold(name)
	uses := make(map[quad.IRI]int)
	for v, err := range e.view.LiteralsWithPrefix(ctx, name) {
		if err != nil {
			return nil, err
		}
		if fold(literal(v)) != folded {
			continue
		}
		for _, property := range [...]quad.IRI{rdfsLabel, altLabel} {
			for q, err := range e.view.Match(ctx, graph.Pattern{Predicate: property, Object: v}) {
				if err != nil {
					return nil, err
				}
				if iri, ok := q.Subject.(quad.IRI); ok {
					uses[iri]++
				}
			}
		}
	}
	if len(uses) > 0 {
		return uses, nil
	}
	n, err := e.allNames(ctx)
	if err != nil {
		return nil, err
	}
	return n.byName[folded], nil
}

// canonical returns the name that most articles give an entity, "" if it is
// none.
func (e *Engine) canonical(ctx context.Context, entity quad.IRI) (string, error) {
	spelled := make(map[string]int)
	for q, err := range e.view.Match(ctx, graph.Pattern{Subject: entity, Predicate: rdfsLabel}) {
		if err != nil {
			return "", err
		}
		spelled[literal(q.Object)]++
	}
	if len(spelled) == 0 {
		return "", nil
	}
	return mostUsed(spelled), nil
}

func add[K, V comparable](m map[K]map[V]int, key K, value V) {
	if m[key] == nil {
		m[key] = make(map[V]int, 1)
	}
	m[key][value]++
}

// mostUsed returns the key with the highest count, the least of equals.
func mostUsed[K cmp.Ordered](counts map[K]int) K {
	return slices.MinFunc(slices.Collect(maps.Keys(counts)), func(a, b K) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
}

// literal returns the text of a string, "" of anything else.
func literal(v quad.Value) string {
	switch v := v.(type) {
	case quad.String:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	case quad.TypedString:
		return string(v.Value)
	}
	return ""
}

// A reading is one thing that a name can mean: all entities that share a
// canonical name, in whatever articles and of whatever class.
type reading struct {
	name     string // canonical
	entities []quad.IRI
	articles int // that use the name for it
}

// readings groups entities by their canonical name, most used first.
func (e *Engine) readings(ctx context.Context, uses map[quad.IRI]int) ([]reading, error) {
	byName := make(map[string]*reading)
	for _, iri := range slices.Sorted(maps.Keys(uses)) {
		name, err := e.canonical(ctx, iri)
		if err != nil {
			return nil, err
		}
		f := fold(name)
		r := byName[f]
		if r == nil {
			r = &reading{name: name}
			byName[f] = r
		}
		r.entities = append(r.entities, iri)
		r.articles += uses[iri]
	}
	all := make([]reading, 0, len(byName))
	for _, f := range slices.Sorted(maps.Keys(byName)) {
		all = append(all, *byName[f])
	}
	slices.SortStableFunc(all, func(a, b reading) int { return cmp.Compare(b.articles, a.articles) })
	return all, nil
}

// shortOf reports whether a short name (Donald Trump) can be a fuller one
// (Donald J. Trump) without some of its words: all in order, and the last one
// the same. Both are folded.
func shortOf(short, full string) bool {
	s, f := strings.Fields(short), strings.Fields(full)
	if len(s) == 0 || len(f) == 0 || s[len(s)-1] != f[len(f)-1] {
		return false
	}
	for _, w := range f {
		if len(s) > 0 && s[0] == w {
			s = s[1:]
		}
	}
	return len(s) == 0
}
