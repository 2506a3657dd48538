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

// lookup returns the names of the store, reading them at first use.
func (e *Engine) lookup(ctx context.Context) (*names, error) {
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
func (n *names) readings(uses map[quad.IRI]int) []reading {
	byName := make(map[string]*reading)
	for _, iri := range slices.Sorted(maps.Keys(uses)) {
		name := n.canonical[iri]
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
	return all
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
