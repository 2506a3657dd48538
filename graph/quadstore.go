package graph

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"dateline/graph/internal/engine"
)

// QuadStore gives the view as Cayley knows it, for paths and Gizmo. Its Close
// ends the iterations that Cayley left open; the view stays open. It writes
// only if the view is a store's.
//
// Remember what Cayley does not say: an iteration ends quietly when its
// context ends (ask ctx), and the same triple in two graphs is two quads, so
// that a walk gives its end twice (Unique).
func (v *View) QuadStore() cayley.QuadStore {
	setCayley()
	return &quadStore{view: v.view, open: map[io.Closer]bool{}}
}

// setCayley makes Cayley's N-Quads reader keep typed literals as they are:
// by default it makes "0042"^^xsd:integer the number 42.
var setCayley = sync.OnceFunc(func() { nquads.AutoConvertTypedString = false })

// A quadStore is a view in Cayley's terms: nodes are numbers, quads are tuples
// of numbers, so that most of a walk never touches a value.
type quadStore struct {
	view engine.View

	mu   sync.Mutex
	open map[io.Closer]bool // those under way: Cayley forgets to close some
}

type nodeRef engine.ID

func (r nodeRef) Key() any { return r }

type quadRef engine.Tuple

func (r quadRef) Key() any { return r }

// place is where a direction is in a tuple.
func place(d quad.Direction) int { return int(d - quad.Subject) }

// ValueOf gives the node of a value, nil if no quad has it.
func (qs *quadStore) ValueOf(v quad.Value) (cayley.Ref, error) {
	if v == nil {
		return nil, nil
	}
	ids, err := qs.view.Lookup(context.Background(), v)
	if err != nil || ids[0] == 0 {
		return nil, err
	}
	return nodeRef(ids[0]), nil
}

// NameOf gives the value of a node, nil if there is none.
func (qs *quadStore) NameOf(r cayley.Ref) (quad.Value, error) {
	values, err := qs.ValuesOf(context.Background(), []cayley.Ref{r})
	if err != nil {
		return nil, err
	}
	return values[0], nil
}

// ValuesOf is NameOf for many nodes at once.
func (qs *quadStore) ValuesOf(ctx context.Context, nodes []cayley.Ref) ([]quad.Value, error) {
	ids := make([]engine.ID, len(nodes))
	for i, r := range nodes {
		if n, ok := r.(nodeRef); ok {
			ids[i] = engine.ID(n)
		}
	}
	values, err := qs.view.Values(ctx, ids...)
	if err != nil {
		return nil, err
	}
	for i, r := range nodes {
		if f, ok := r.(refs.PreFetchedValue); ok {
			values[i] = f.NameOf()
		}
	}
	return values, nil
}

// RefsOf is ValueOf for many values at once, of which each must exist.
func (qs *quadStore) RefsOf(ctx context.Context, values []quad.Value) ([]cayley.Ref, error) {
	ids, err := qs.view.Lookup(ctx, values...)
	if err != nil {
		return nil, err
	}
	nodes := make([]cayley.Ref, len(ids))
	for i, id := range ids {
		if id == 0 {
			return nil, fmt.Errorf("%w: %v", cayley.ErrNodeNotExists, values[i])
		}
		nodes[i] = nodeRef(id)
	}
	return nodes, nil
}

// Quad spells a quad out.
func (qs *quadStore) Quad(r cayley.Ref) (q quad.Quad, err error) {
	t, ok := r.(quadRef)
	if !ok {
		return q, nil
	}
	values, err := qs.view.Values(context.Background(), t[:]...)
	if err != nil {
		return q, err
	}
	for _, d := range quad.Directions {
		q.Set(d, values[place(d)])
	}
	return q, nil
}

// QuadDirection gives one node of a quad.
func (qs *quadStore) QuadDirection(r cayley.Ref, d quad.Direction) (cayley.Ref, error) {
	if t, ok := r.(quadRef); ok && t[place(d)] != 0 {
		return nodeRef(t[place(d)]), nil
	}
	return nil, nil
}

// QuadIterator gives the quads that have a node in a direction.
func (qs *quadStore) QuadIterator(d quad.Direction, r cayley.Ref) iterator.Shape {
	return bound{qs, engine.Tuple{}}.QuadIterator(d, r)
}

// QuadIteratorSize gives the exact number of those quads.
func (qs *quadStore) QuadIteratorSize(ctx context.Context, d quad.Direction, r cayley.Ref) (refs.Size, error) {
	return bound{qs, engine.Tuple{}}.QuadIteratorSize(ctx, d, r)
}

// QuadsAllIterator gives all quads.
func (qs *quadStore) QuadsAllIterator() iterator.Shape { return &quads{qs: qs} }

// NodesAllIterator gives all nodes.
func (qs *quadStore) NodesAllIterator() iterator.Shape { return &nodes{qs: qs} }

// Stats gives the numbers of nodes and quads.
func (qs *quadStore) Stats(ctx context.Context, exact bool) (cayley.Stats, error) {
	nodes, quads, err := qs.view.Stats(ctx, exact)
	return cayley.Stats{
		Nodes: refs.Size{Value: nodes, Exact: true},
		Quads: refs.Size{Value: quads, Exact: true},
	}, err
}

// ApplyDeltas writes; the deltas take effect one after the other, and all
// together or not at all.
func (qs *quadStore) ApplyDeltas(deltas []cayley.Delta, opts cayley.IgnoreOpts) error {
	e, ok := qs.view.(engine.Engine)
	if !ok {
		return ErrReadOnly
	}
	return e.Apply(context.Background(), deltas, opts)
}

// NewQuadWriter adds quads; those that are there are left alone.
func (qs *quadStore) NewQuadWriter() (quad.WriteCloser, error) { return writer{qs}, nil }

// Close ends the iterations that are still open.
func (qs *quadStore) Close() error {
	qs.mu.Lock()
	left := slices.Collect(maps.Keys(qs.open))
	qs.mu.Unlock()
	var err error
	for _, s := range left {
		err = errors.Join(err, s.Close())
	}
	return err
}

func (qs *quadStore) opened(s io.Closer) {
	qs.mu.Lock()
	defer qs.mu.Unlock()
	qs.open[s] = true
}

func (qs *quadStore) ended(s io.Closer) {
	qs.mu.Lock()
	defer qs.mu.Unlock()
	delete(qs.open, s)
}

type writer struct{ qs *quadStore }

func (w writer) WriteQuad(q quad.Quad) error {
	_, err := w.WriteQuads([]quad.Quad{q})
	return err
}

func (w writer) WriteQuads(quads []quad.Quad) (int, error) {
	deltas := make([]cayley.Delta, len(quads))
	for i, q := range quads {
		deltas[i] = cayley.Delta{Quad: q, Action: cayley.Add}
	}
	if err := w.qs.ApplyDeltas(deltas, cayley.IgnoreOpts{IgnoreDup: true}); err != nil {
		return 0, err
	}
	return len(quads), nil
}

func (w writer) Close() error { return nil }

// A bound store shows only the quads of a pattern, so that a join in Cayley
// narrows each look-up by all that is known and not by one direction alone.
type bound struct {
	*quadStore
	pattern engine.Tuple
}

var errForeignStore = errors.New("the query was planned for another store")

// narrow adds a direction to the pattern; ok is false if no quad can match.
func (b bound) narrow(d quad.Direction, r cayley.Ref) (t engine.Tuple, ok bool, err error) {
	if r == nil {
		return t, false, nil
	}
	if v, fetched := r.(refs.PreFetchedValue); fetched {
		if r, err = b.ValueOf(v.NameOf()); err != nil || r == nil {
			return t, false, err
		}
	}
	n, isNode := r.(nodeRef)
	if !isNode {
		return t, false, nil // Cayley probes costs with a reference of its own
	}
	t = b.pattern
	if old := t[place(d)]; old != 0 && old != engine.ID(n) {
		return t, false, nil
	}
	t[place(d)] = engine.ID(n)
	return t, true, nil
}

// QuadIterator gives the quads of the pattern that have a node in a direction.
func (b bound) QuadIterator(d quad.Direction, r cayley.Ref) iterator.Shape {
	t, ok, err := b.narrow(d, r)
	switch {
	case err != nil:
		return iterator.NewError(err)
	case !ok:
		return iterator.NewNull()
	}
	return &quads{qs: b.quadStore, pattern: t}
}

// QuadIteratorSize gives about the number of those quads.
func (b bound) QuadIteratorSize(ctx context.Context, d quad.Direction, r cayley.Ref) (refs.Size, error) {
	t, ok, err := b.narrow(d, r)
	if err != nil || !ok {
		return refs.Size{Exact: true}, err
	}
	n, exact, err := b.view.Size(ctx, t)
	return refs.Size{Value: n, Exact: exact}, err
}
