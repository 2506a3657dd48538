package query

import (
	"context"
	"iter"
	"strings"
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"dateline/graph"
	"dateline/schema"
)

// A View is a state of a store that can be read: a *graph.View of a
// snapshot, or a *graph.Store where nothing is written meanwhile.
type View interface {
	Match(ctx context.Context, p graph.Pattern) iter.Seq2[quad.Quad, error]
	Count(ctx context.Context, p graph.Pattern) (int64, error)
	Labels(ctx context.Context) iter.Seq2[quad.Value, error]
	LiteralsWithPrefix(ctx context.Context, prefix string) iter.Seq2[quad.Value, error]
	QuadStore() cayley.QuadStore
}

// An Engine answers questions about one View. What it has to read as a whole
// (the names, the predicates) it reads at most once, so a view that changes
// needs a new Engine. It is safe for concurrent use.
type Engine struct {
	view     View
	iris     schema.IRIs
	articles string // what the IRIs of articles begin with

	mu    sync.Mutex
	names *names     // guarded by mu
	open  *openVerbs // guarded by mu
}

// New returns an engine over a view whose IRIs are spelled by iris.
func New(view View, iris schema.IRIs) *Engine {
	return &Engine{view: view, iris: iris,
		articles: strings.TrimSuffix(string(iris.Article("")), schema.ArticleID(""))}
}

// The terms of other vocabularies that questions look at, and of our own.
const (
	rdfType     = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
	rdfsLabel   = quad.IRI("http://www.w3.org/2000/01/rdf-schema#label")
	altLabel    = quad.IRI("http://www.w3.org/2004/02/skos/core#altLabel")
	person      = quad.IRI("http://schema.org/Person")
	newsArticle = quad.IRI("http://schema.org/NewsArticle")

	actsFor       = "acts-for"
	predicateTerm = "predicate"
	openTerm      = "openPredicate"
	statusTerm    = "status"
	saidByTerm    = "saidBy"
	symmetricTerm = "symmetric"
)

// role returns the property of an event that names the fillers of a role.
func (e *Engine) role(name schema.RoleName) quad.IRI { return e.iris.Term(string(name)) }

// match collects the quads of a pattern.
func (e *Engine) match(ctx context.Context, p graph.Pattern) ([]quad.Quad, error) {
	var quads []quad.Quad
	for q, err := range e.view.Match(ctx, p) {
		if err != nil {
			return nil, err
		}
		quads = append(quads, q)
	}
	return quads, nil
}

// isArticle reports whether a graph is an article's.
func (e *Engine) isArticle(label quad.Value) bool {
	iri, ok := label.(quad.IRI)
	return ok && strings.HasPrefix(string(iri), e.articles)
}
