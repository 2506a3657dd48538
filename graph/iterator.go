package graph

import (
	"context"
	"errors"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"

	"dateline/graph/internal/engine"
)

// quads is the shape of all quads of a pattern that have a node in each
// direction with a tag.
type quads struct {
	qs      *quadStore
	pattern engine.Tuple
	tags    tags
}

// tagged says whether t has a node in each direction with a tag.
func (s *quads) tagged(t engine.Tuple) bool {
	for i, names := range s.tags {
		if len(names) > 0 && t[i] == 0 {
			return false
		}
	}
	return true
}

func (s *quads) tag(r cayley.Ref, to map[string]cayley.Ref) {
	t, ok := r.(quadRef)
	for i, names := range s.tags {
		for _, name := range names {
			if ok {
				to[name] = nodeRef(t[i])
			}
		}
	}
}

func (s *quads) String() string                                  { return fmt.Sprintf("quads%v", s.pattern) }
func (s *quads) SubIterators() []iterator.Shape                  { return nil }
func (s *quads) Optimize(context.Context) (iterator.Shape, bool) { return s, false }
func (s *quads) Lookup() iterator.Index                          { return &quadLookup{shape: s} }
func (s *quads) Iterate() iterator.Scanner {
	return &quadScanner{shape: s, scanner: scanner{
		qs:   s.qs,
		name: s.String(),
		open: func(ctx context.Context) (engine.Cursor, error) { return s.qs.view.Scan(ctx, s.pattern) },
		ref:  func(t engine.Tuple) cayley.Ref { return quadRef(t) },
	}}
}

// A quadScanner lists the quads of a shape.
type quadScanner struct {
	scanner
	shape *quads
}

func (s *quadScanner) Next(ctx context.Context) bool {
	for s.scanner.Next(ctx) {
		if s.shape.tagged(s.cursor.Tuple()) {
			return true
		}
	}
	return false
}

func (s *quadScanner) TagResults(to map[string]cayley.Ref) { s.shape.tag(s.result, to) }

// Stats counts a look-up as a comparison, a step as one key.
func (s *quads) Stats(ctx context.Context) (iterator.Costs, error) {
	n, exact, err := s.qs.view.Size(ctx, s.pattern)
	return iterator.Costs{ContainsCost: 1, NextCost: 1, Size: refs.Size{Value: n, Exact: exact}}, err
}

// nodes is the shape of all nodes.
type nodes struct{ qs *quadStore }

func (s *nodes) String() string                                  { return "nodes" }
func (s *nodes) SubIterators() []iterator.Shape                  { return nil }
func (s *nodes) Optimize(context.Context) (iterator.Shape, bool) { return s, false }
func (s *nodes) Lookup() iterator.Index                          { return &nodeLookup{qs: s.qs} }
func (s *nodes) Iterate() iterator.Scanner {
	return &scanner{qs: s.qs, name: "nodes", open: s.qs.view.Nodes,
		ref: func(t engine.Tuple) cayley.Ref { return nodeRef(t[engine.Subject]) }}
}

func (s *nodes) Stats(ctx context.Context) (iterator.Costs, error) {
	n, _, err := s.qs.view.Stats(ctx, false)
	return iterator.Costs{ContainsCost: 2, NextCost: 1, Size: refs.Size{Value: n, Exact: true}}, err
}

// A scanner lists what a cursor, opened at the first step, goes through.
type scanner struct {
	plain
	qs     *quadStore
	name   string
	open   func(context.Context) (engine.Cursor, error)
	ref    func(engine.Tuple) cayley.Ref
	cursor engine.Cursor
	closed bool
}

func (s *scanner) String() string { return s.name }

func (s *scanner) Next(ctx context.Context) bool {
	if s.closed || s.err != nil {
		return false
	}
	if s.cursor == nil {
		if s.cursor, s.err = s.open(ctx); s.err != nil {
			return false
		}
		s.qs.opened(s)
	}
	if !s.cursor.Next(ctx) {
		s.err = errors.Join(s.cursor.Err(), s.Close())
		return false
	}
	s.result = s.ref(s.cursor.Tuple())
	return true
}

// Close ends the iteration; one that came to its end did so itself.
func (s *scanner) Close() error {
	if s.closed || s.cursor == nil {
		s.closed = true
		return nil
	}
	s.closed, s.result = true, nil
	s.qs.ended(s)
	return s.cursor.Close()
}

// A quadLookup says whether a quad is of a pattern. It does not ask whether
// the quad exists: a reference to a quad comes from a scan.
type quadLookup struct {
	plain
	shape *quads
}

func (l *quadLookup) String() string { return l.shape.String() }

func (l *quadLookup) Contains(_ context.Context, r cayley.Ref) bool {
	t, ok := r.(quadRef)
	for i, id := range l.shape.pattern {
		ok = ok && (id == 0 || id == t[i])
	}
	if ok = ok && l.shape.tagged(engine.Tuple(t)); ok {
		l.result = r
	}
	return ok
}

func (l *quadLookup) TagResults(to map[string]cayley.Ref) { l.shape.tag(l.result, to) }

// A nodeLookup says whether a node exists.
type nodeLookup struct {
	plain
	qs *quadStore
}

func (l *nodeLookup) String() string { return "nodes" }

func (l *nodeLookup) Contains(ctx context.Context, r cayley.Ref) bool {
	n, ok := r.(nodeRef)
	if !ok {
		return false
	}
	values, err := l.qs.view.Values(ctx, engine.ID(n))
	if err != nil {
		l.err = err
		return false
	}
	if values[0] == nil {
		return false
	}
	l.result = r
	return true
}

// plain is what the iterators without children have in common.
type plain struct {
	result cayley.Ref
	err    error
}

func (p *plain) Result() cayley.Ref               { return p.result }
func (p *plain) Err() error                       { return p.err }
func (p *plain) TagResults(map[string]cayley.Ref) {}
func (p *plain) NextPath(context.Context) bool    { return false }
func (p *plain) Close() error                     { return nil }
