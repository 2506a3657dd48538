package main

import (
	"context"
	"errors"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/quad"

	"dateline/graph"
	"dateline/graph/newslike"
)

// A question is asked through Cayley's interfaces, so that every store can
// answer, about something else each time.
type question struct {
	name string
	ask  func(i int) (results int, err error)
}

// aboutArticles is the number of articles that are asked about.
const aboutArticles = 300

// questions are those of the table. Some article's events, and their
// subjects, are asked about; the articles are made once, before the clock runs.
func questions(ctx context.Context, qs cayley.QuadStore, articles int) []question {
	some := make([]graph.Graph, min(articles, aboutArticles))
	for i := range some {
		some[i] = newslike.Article(i * 7919 % articles)
	}
	walk := func(p *path.Path) (int, error) { return walk(ctx, qs, p) }
	return []question{
		{"one hop", func(i int) (int, error) {
			return walk(path.StartPath(qs, some[i%len(some)].Quads[20].Subject).Out(newslike.Agent))
		}},
		{"an article's quads", func(i int) (int, error) { return quadsOf(ctx, qs, quad.Label, some[i%len(some)].Label) }},
		{"count of a predicate", func(int) (int, error) { return size(ctx, qs, newslike.Status) }},
		{"actor and frequent target", func(i int) (int, error) {
			return walk(path.StartPath(qs, newslike.Actor(0)).In(newslike.Agent).And(path.StartPath(qs, newslike.Actor(uint64(i%5))).In(newslike.Target)))
		}},
		{"two hops", func(i int) (int, error) {
			return walk(path.StartPath(qs, newslike.Actor(uint64(700+i%aboutArticles))).In(newslike.Agent).Out(newslike.Target))
		}},
	}
}

// questionsOfSize ask again about actors who do no more than in a million quads,
// in a store where the most frequent ones do far more.
func questionsOfSize(ctx context.Context, qs cayley.QuadStore) ([]question, error) {
	acts := func(i uint64) *path.Path { return path.StartPath(qs, newslike.Actor(i)).In(newslike.Agent) }
	first := func(events int) (rank uint64, err error) { // who does no more than so much
		for n := events + 1; n > events && err == nil; {
			rank = 2*rank + 1
			n, err = walk(ctx, qs, acts(rank))
		}
		return rank, err
	}
	common, err := first(2800)
	if err != nil {
		return nil, err
	}
	rare, err := first(10)
	if err != nil {
		return nil, err
	}
	return []question{
		{"actor of up to 2,800 events and frequent target", func(i int) (int, error) {
			return walk(ctx, qs, acts(common+uint64(i%20)).And(path.StartPath(qs, newslike.Actor(uint64(i%5))).In(newslike.Target)))
		}},
		{"two hops from up to ten events", func(i int) (int, error) {
			return walk(ctx, qs, acts(rare+uint64(i%aboutArticles)).Out(newslike.Target))
		}},
	}, nil
}

// walk counts what a path leads to.
func walk(ctx context.Context, qs cayley.QuadStore, p *path.Path) (n int, err error) {
	err = p.Iterate(ctx).Paths(false).EachValue(qs, func(quad.Value) error { n++; return nil })
	return n, err
}

// quadsOf spells out all quads that have a value in a direction.
func quadsOf(ctx context.Context, qs cayley.QuadStore, d quad.Direction, v quad.Value) (n int, err error) {
	ref, err := qs.ValueOf(v)
	if err != nil {
		return 0, err
	}
	it := qs.QuadIterator(d, ref).Iterate()
	for it.Next(ctx) {
		n++
		if _, err := qs.Quad(it.Result()); err != nil {
			return n, errors.Join(err, it.Close())
		}
	}
	return n, errors.Join(it.Err(), it.Close())
}

// size counts the quads of a predicate: by the store's own number if that is exact.
func size(ctx context.Context, qs cayley.QuadStore, p quad.Value) (int, error) {
	ref, err := qs.ValueOf(p)
	if err != nil {
		return 0, err
	}
	if s, err := qs.QuadIteratorSize(ctx, quad.Predicate, ref); err == nil && s.Exact {
		return int(s.Value), nil
	}
	n := 0
	it := qs.QuadIterator(quad.Predicate, ref).Iterate()
	for it.Next(ctx) {
		n++
	}
	return n, errors.Join(it.Err(), it.Close())
}

// look opens the store of so many articles and asks it everything twice: what
// is asked for the first time lies on the disk.
func look(ctx context.Context, location string, articles int) error {
	var s *graph.Store
	opened, err := timed(1, func(int) (n int, err error) {
		s, err = graph.Open(ctx, location, graph.Options{ReadOnly: true})
		return 0, err
	})
	if err != nil {
		return err
	}
	fmt.Printf("open: %v\n", opened)
	qs := s.QuadStore()
	more, err := questionsOfSize(ctx, qs)
	if err != nil {
		return err
	}
	for _, q := range append(questions(ctx, qs, articles), more...) {
		first, err := timed(aboutArticles, q.ask)
		if err != nil {
			return err
		}
		again, err := timed(10*aboutArticles, q.ask)
		if err != nil {
			return err
		}
		fmt.Printf("%s: %v at first, %v again; %d results\n", q.name, first, again, again.results)
	}
	fmt.Printf("most memory: %d MiB\n", peak())
	return errors.Join(qs.Close(), s.Close())
}
