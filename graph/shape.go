package graph

import (
	"context"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"

	"dateline/graph/internal/engine"
)

// OptimizeShape hands Cayley's query tree over to the engine where it says more
// at once than one direction of a quad: all fixed directions of a quad become
// one pattern, that is one prefix of a key.
func (qs *quadStore) OptimizeShape(_ context.Context, s shape.Shape) (shape.Shape, bool) {
	switch s := s.(type) {
	case shape.Quads:
		if p, ok := split(s); ok {
			return p, true
		}
	case shape.QuadsAction: // the short form of NodesFrom over Quads
		n, ok := s.Simplify().(shape.NodesFrom)
		if !ok {
			return s, false
		}
		q, ok := n.Quads.(shape.Quads)
		if !ok {
			return s, false
		}
		if p, ok := split(q); ok {
			return nodesFrom{s.Result, p}, true
		}
	case shape.Intersect:
		return intersect(s), true
	case shape.Except:
		return except{s}, true
	case shape.NodesFrom:
		if p, ok := s.Quads.(pattern); ok {
			return nodesFrom{s.Dir, p}, true
		}
	}
	return s, false
}

// A pattern is shape.Quads with its fixed directions taken together, and the
// tags of its free ones.
type pattern struct {
	fixed engine.Tuple
	tags  tags
	rest  shape.Quads
}

// tags are names under which a result's directions are kept.
type tags [4][]string

// split takes the directions that are fixed to one node out of s; ok is false
// if there are none, or one of them twice.
func split(s shape.Quads) (p pattern, ok bool) {
	for _, f := range s {
		at := place(f.Dir)
		switch values := f.Values.(type) {
		case shape.Save:
			if _, all := values.From.(shape.AllNodes); all {
				p.tags[at] = append(p.tags[at], values.Tags...)
				continue
			}
		case shape.Fixed:
			if len(values) != 1 {
				break
			}
			n, isNode := values[0].(nodeRef)
			if !isNode || p.fixed[at] != 0 {
				return pattern{}, false
			}
			p.fixed[at] = engine.ID(n)
			ok = true
			continue
		}
		p.rest = append(p.rest, f)
	}
	return p, ok
}

func (p pattern) BuildIterator(qs cayley.QuadStore) iterator.Shape {
	store, ok := cayley.Unwrap(qs).(*quadStore)
	if !ok {
		return iterator.NewError(errForeignStore)
	}
	all := &quads{qs: store, pattern: p.fixed, tags: p.tags}
	if len(p.rest) == 0 {
		return all
	}
	// Whichever of these has the fewest quads drives the others.
	its := []iterator.Shape{all}
	for _, f := range p.rest {
		its = append(its, cayley.NewLinksTo(bound{store, p.fixed}, f.Values.BuildIterator(qs), f.Dir))
	}
	return iterator.NewAnd(its...)
}

func (p pattern) Optimize(ctx context.Context, r shape.Optimizer) (shape.Shape, bool) {
	rest, changed := p.rest, false
	for i, f := range p.rest {
		values, opt := f.Values.Optimize(ctx, r)
		if !opt {
			continue
		}
		if !changed {
			rest, changed = append(shape.Quads(nil), p.rest...), true
		}
		rest[i].Values = values
	}
	return pattern{p.fixed, p.tags, rest}, changed
}

// nodesFrom is shape.NodesFrom over a pattern: asked for one node, it looks
// among the quads of the pattern that have it.
type nodesFrom struct {
	dir   quad.Direction
	quads pattern
}

func (s nodesFrom) BuildIterator(qs cayley.QuadStore) iterator.Shape {
	store, ok := cayley.Unwrap(qs).(*quadStore)
	if !ok {
		return iterator.NewError(errForeignStore)
	}
	return cayley.NewHasA(bound{store, s.quads.fixed}, s.quads.BuildIterator(qs), s.dir)
}

func (s nodesFrom) Optimize(ctx context.Context, r shape.Optimizer) (shape.Shape, bool) {
	q, changed := s.quads.Optimize(ctx, r)
	if p, ok := q.(pattern); ok && changed {
		return nodesFrom{s.dir, p}, true
	}
	return s, false
}

// intersect is shape.Intersect in which a recursive walk leads and the others
// are asked: a look-up in the walk would walk all of it for the first node, and
// Cayley gives the tags of the node before with the next.
type intersect []shape.Shape

func (s intersect) BuildIterator(qs cayley.QuadStore) iterator.Shape {
	if len(s) == 0 {
		return iterator.NewNull()
	}
	var its []iterator.Shape
	var plain []nodesFrom
	walks := false
	for _, sub := range s {
		if n, ok := sub.(nodesFrom); ok && n.plain() {
			plain = append(plain, n)
			continue
		}
		it := sub.BuildIterator(qs)
		_, walk := it.(*iterator.Recursive)
		its, walks = append(its, it), walks || walk
	}
	if len(plain) > 0 {
		its = append(its, join(qs, plain)...)
	}
	if walks {
		for i, it := range its {
			if _, walk := it.(*iterator.Recursive); !walk {
				its[i] = asked{it}
			}
		}
	}
	return iterator.NewAnd(its...)
}

func (s intersect) Optimize(ctx context.Context, r shape.Optimizer) (shape.Shape, bool) {
	return s, false
}

// asked is a shape that is never to lead an intersection.
type asked struct{ iterator.Shape }

func (a asked) Stats(ctx context.Context) (iterator.Costs, error) {
	c, err := a.Shape.Stats(ctx)
	c.NextCost = 1 << 24
	return c, err
}

func (a asked) Optimize(ctx context.Context) (iterator.Shape, bool) {
	it, changed := a.Shape.Optimize(ctx)
	if iterator.IsNull(it) {
		return it, true
	}
	return asked{it}, changed
}

// except is shape.Except, whose size Cayley takes as that of all nodes less an
// estimate, and divides by one more than it: it must not be negative.
type except struct{ shape.Except }

func (s except) BuildIterator(qs cayley.QuadStore) iterator.Shape {
	return floored{s.Except.BuildIterator(qs)}
}

func (s except) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return s, false }

type floored struct{ iterator.Shape }

func (f floored) Stats(ctx context.Context) (iterator.Costs, error) {
	c, err := f.Shape.Stats(ctx)
	c.Size.Value = max(c.Size.Value, 0)
	return c, err
}

func (f floored) Optimize(ctx context.Context) (iterator.Shape, bool) {
	it, changed := f.Shape.Optimize(ctx)
	return floored{it}, changed
}
