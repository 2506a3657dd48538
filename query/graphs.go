package query

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"dateline/graph"
	"dateline/schema"
)

// A Graph is one named graph of the store as a whole.
type Graph struct {
	Label     quad.IRI
	IsArticle bool // of an article, not of facts that come from none
	Quads     []quad.Quad
}

// Graphs yields the graphs of articles, in the order of their IRIs: those
// with these keys, or, without keys, all graphs of the store but those that
// keep the record of a run, which differ each time.
func (e *Engine) Graphs(ctx context.Context, keys []string) iter.Seq2[Graph, error] {
	return func(yield func(Graph, error) bool) {
		labels, err := e.labels(ctx, keys)
		if err != nil {
			yield(Graph{}, err)
			return
		}
		for _, label := range labels {
			quads, err := e.match(ctx, graph.Pattern{Label: label})
			if err != nil {
				err = fmt.Errorf("graph %s: %w", label, err)
			}
			if !yield(Graph{label, e.isArticle(label), quads}, err) || err != nil {
				return
			}
		}
	}
}

func (e *Engine) labels(ctx context.Context, keys []string) ([]quad.IRI, error) {
	var labels []quad.IRI
	for _, key := range keys {
		iri, err := e.articleIRI(ctx, key)
		if err != nil {
			return nil, err
		}
		labels = append(labels, iri)
	}
	if keys == nil {
		runs := strings.TrimSuffix(string(e.iris.Entities()), "entities") + "run/"
		for label, err := range e.view.Labels(ctx) {
			if err != nil {
				return nil, err
			}
			if iri, ok := label.(quad.IRI); ok && !strings.HasPrefix(string(iri), runs) {
				labels = append(labels, iri)
			}
		}
	}
	slices.SortFunc(labels, cmp.Compare)
	return slices.Compact(labels), nil
}

// Rows returns all rows of an article's graph, in the order of the text.
func (e *Engine) Rows(g Graph) ([]schema.Row, error) {
	f, err := e.facts(g.Quads)
	if err != nil {
		return nil, fmt.Errorf("article %s: %w", g.Label, err)
	}
	return e.iris.Rows(f), nil
}

// Only returns the quads of an article's graph as they are when nothing but
// the statements of these statuses is known.
func (e *Engine) Only(g Graph, statuses []schema.Status) ([]quad.Quad, error) {
	f, err := e.facts(g.Quads)
	if err != nil {
		return nil, fmt.Errorf("article %s: %w", g.Label, err)
	}
	f.Events = slices.DeleteFunc(f.Events, func(ev schema.Event) bool { return !slices.Contains(statuses, ev.Status) })
	return e.iris.Quads(f), nil
}
