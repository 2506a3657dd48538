package graph

import (
	"context"
	"errors"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"

	"dateline/graph/internal/engine"
)

// plain says whether a shape is nothing but the nodes of a pattern.
func (s nodesFrom) plain() bool {
	for _, names := range s.quads.tags {
		if len(names) > 0 {
			return false
		}
	}
	return len(s.quads.rest) == 0
}

// join gives the shapes of an intersection: one for all together, if the
// engine can go through each in the order of its nodes, else one for each.
func join(qs cayley.QuadStore, all []nodesFrom) []iterator.Shape {
	var its []iterator.Shape
	for _, n := range all {
		its = append(its, n.BuildIterator(qs))
	}
	store, ok := cayley.Unwrap(qs).(*quadStore)
	if !ok || len(all) < 2 {
		return its
	}
	sorter, ok := store.view.(engine.Sorter)
	if !ok {
		return its
	}
	return []iterator.Shape{&joined{Shape: iterator.NewAnd(its...), qs: store, sorter: sorter, all: all}}
}

// joined is an intersection of patterns that is worked out by leaping: what one
// pattern lacks is skipped in all others. Look-ups are left to Cayley's own.
type joined struct {
	iterator.Shape // the same by Cayley's means
	qs             *quadStore
	sorter         engine.Sorter
	all            []nodesFrom
}

func (j *joined) Optimize(ctx context.Context) (iterator.Shape, bool) {
	it, changed := j.Shape.Optimize(ctx)
	if iterator.IsNull(it) {
		return it, true
	}
	return &joined{it, j.qs, j.sorter, j.all}, changed
}

// Iterate leaps, unless the engine has one of the patterns in another order only.
func (j *joined) Iterate() iterator.Scanner { return &joinScanner{j: j} }

// A joinScanner gives a node as often as the pattern with the fewest quads has
// it, and by NextPath as often as the others have it, as Cayley's own does.
type joinScanner struct {
	plain
	j      *joined
	slow   iterator.Scanner // Cayley's own, where leaping is impossible
	legs   []leg            // the first leads
	opened bool
	closed bool
	at     engine.ID // the node that the legs but the first were counted for
	paths  int       // in which they have it
	left   int       // of these, not yet given
}

// A leg is one pattern of an intersection.
type leg struct {
	engine.Leaper
	size  int64
	alive bool // it is at a quad
}

func (s *joinScanner) String() string { return "join" }

func (s *joinScanner) open(ctx context.Context) error {
	s.opened = true
	s.j.qs.opened(s)
	for _, n := range s.j.all {
		c, err := s.j.sorter.Sorted(ctx, n.quads.fixed, place(n.dir))
		if err != nil {
			return err
		}
		if c == nil {
			err := s.closeLegs()
			s.slow = s.j.Shape.Iterate()
			return err
		}
		size, _, err := s.j.qs.view.Size(ctx, n.quads.fixed)
		s.legs = append(s.legs, leg{Leaper: c, size: size})
		if err != nil {
			return err
		}
	}
	slices.SortStableFunc(s.legs, func(a, b leg) int { return int(min(max(a.size-b.size, -1), 1)) })
	return nil
}

func (s *joinScanner) Next(ctx context.Context) bool {
	if s.closed || s.err != nil {
		return false
	}
	if !s.opened {
		if s.err = s.open(ctx); s.err != nil {
			return false
		}
	}
	if s.slow != nil {
		ok := s.slow.Next(ctx)
		s.result, s.err = s.slow.Result(), s.slow.Err()
		return ok
	}
	first := &s.legs[0]
	if !first.Next(ctx) {
		return s.end(first.Err())
	}
	for {
		node := first.ID()
		if node == s.at {
			return s.found(node)
		}
		next, ok := s.meet(ctx, node)
		if !ok {
			return false
		}
		if next == node {
			return s.found(node)
		}
		if !first.Leap(ctx, next) {
			return s.end(first.Err())
		}
	}
}

func (s *joinScanner) found(node engine.ID) bool {
	s.result, s.left = nodeRef(node), s.paths-1
	return true
}

// end is the end of an iteration.
func (s *joinScanner) end(err error) bool {
	s.err = errors.Join(err, s.Close())
	return false
}

// meet brings the legs behind the first to a node. It gives the node, or a
// higher one, below which there is nothing in common; ok is false at the end.
func (s *joinScanner) meet(ctx context.Context, node engine.ID) (next engine.ID, ok bool) {
	for i := range s.legs[1:] {
		l := &s.legs[i+1]
		if l.alive && l.ID() >= node {
			if l.ID() > node {
				return l.ID(), true
			}
			continue
		}
		if l.alive = l.Leap(ctx, node); !l.alive {
			return 0, s.end(l.Err())
		}
		if l.ID() > node {
			return l.ID(), true
		}
	}
	// They have it, each perhaps more than once: in several articles.
	s.at, s.paths = node, 1
	for i := range s.legs[1:] {
		l, n := &s.legs[i+1], 0
		for l.alive && l.ID() == node {
			n++
			if l.alive = l.Next(ctx); !l.alive && l.Err() != nil {
				return 0, s.end(l.Err())
			}
		}
		s.paths *= n
	}
	return node, true
}

func (s *joinScanner) NextPath(ctx context.Context) bool {
	if s.slow != nil {
		return s.slow.NextPath(ctx)
	}
	s.left--
	return s.left >= 0
}

func (s *joinScanner) TagResults(to map[string]refs.Ref) {
	if s.slow != nil {
		s.slow.TagResults(to)
	}
}

func (s *joinScanner) closeLegs() error {
	var err error
	for _, l := range s.legs {
		err = errors.Join(err, l.Close())
	}
	s.legs = nil
	return err
}

// Close ends the iteration; one that came to its end did so itself.
func (s *joinScanner) Close() error {
	if s.closed || !s.opened {
		s.closed = true
		return nil
	}
	s.closed, s.result = true, nil
	s.j.qs.ended(s)
	err := s.closeLegs()
	if s.slow != nil {
		err = errors.Join(err, s.slow.Close())
	}
	return err
}
