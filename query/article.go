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

// An ArticleLine is one article in a list.
type ArticleLine struct {
	Key       string `json:"key"`
	Published string `json:"published"`
	Publisher string `json:"publisher"`
	Title     string `json:"title"`
	Opening   string `json:"opening"` // first words of an article without a title
	Events    int    `json:"events"`  // events and relations of all statuses; one may give several statements
	IRI       string `json:"iri"`
}

// Articles lists the articles of the store, the oldest first, those without a
// date before them all, then by key.
func (e *Engine) Articles(ctx context.Context) ([]ArticleLine, error) {
	counts := make(map[quad.Value]int)
	for q, err := range e.view.Match(ctx, graph.Pattern{Predicate: e.iris.Term(statusTerm)}) {
		if err != nil {
			return nil, err
		}
		counts[q.Label]++
	}
	var lines []ArticleLine
	for q, err := range e.view.Match(ctx, graph.Pattern{Predicate: rdfType, Object: newsArticle}) {
		if err != nil {
			return nil, err
		}
		iri, _ := q.Subject.(quad.IRI)
		a, err := e.article(ctx, iri)
		if err != nil {
			return nil, err
		}
		lines = append(lines, ArticleLine{Key: a.Key, Published: a.Published, Publisher: a.Publisher,
			Title: a.Title, Opening: opening(a), Events: counts[iri], IRI: string(iri)})
	}
	slices.SortFunc(lines, func(a, b ArticleLine) int {
		return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.Key, b.Key))
	})
	return lines, nil
}

// opening returns the first words of an article without a title, "" for one
// that has one.
func opening(a schema.Article) string {
	const most = 12
	if a.Title != "" {
		return ""
	}
	line, _, _ := strings.Cut(a.Text, "\n")
	words := strings.Fields(line)
	if len(words) <= most {
		return strings.Join(words, " ")
	}
	return strings.Join(words[:most], " ") + " …"
}

// Article returns an article by its key, a URL of it, or its IRI. One that
// the store does not have is an *UnknownError.
func (e *Engine) Article(ctx context.Context, key string) (schema.Article, error) {
	iri, err := e.articleIRI(ctx, key)
	if err != nil {
		return schema.Article{}, err
	}
	return e.article(ctx, iri)
}

func (e *Engine) article(ctx context.Context, iri quad.IRI) (schema.Article, error) {
	quads, err := e.match(ctx, graph.Pattern{Subject: iri, Label: iri})
	if err != nil {
		return schema.Article{}, err
	}
	return e.iris.ParseArticle(quads)
}

// articleIRI finds the article that a key, a URL or an IRI names.
func (e *Engine) articleIRI(ctx context.Context, key string) (quad.IRI, error) {
	candidates := []quad.IRI{e.iris.Article(key), quad.IRI(key)}
	if canonical, err := schema.CanonicalURL(key); err == nil {
		candidates = append(candidates, e.iris.Article(canonical))
	}
	for _, iri := range candidates {
		n, err := e.view.Count(ctx, graph.Pattern{Subject: iri, Predicate: rdfType, Object: newsArticle, Label: iri})
		if err != nil {
			return "", err
		}
		if n > 0 {
			return iri, nil
		}
	}
	lines, err := e.Articles(ctx)
	if err != nil {
		return "", err
	}
	costs, uses := make(map[string]int), make(map[string]int)
	for _, l := range lines {
		if cost, near := nearness(fold(key), fold(l.Key)); near {
			costs[l.Key] = cost
		}
	}
	return "", &UnknownError{What: unknownArticle, Asked: key, Suggestions: best(costs, uses)}
}
