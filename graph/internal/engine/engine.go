// Package engine holds what a quad store and its engines say to each other:
// the words (Pattern, Graph, Change, ID), and the two narrow interfaces that
// an engine implements. In: quads by value. Out: quads by value for people,
// quads by number for Cayley's iterators.
package engine

import (
	"context"
	"errors"
	"iter"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// A Pattern selects quads: a nil field matches anything.
type Pattern struct {
	Subject, Predicate, Object, Label quad.Value
}

// Values gives the four fields in the order subject, predicate, object, label.
func (p Pattern) Values() [4]quad.Value {
	return [4]quad.Value{p.Subject, p.Predicate, p.Object, p.Label}
}

// A Graph is one named graph: all the quads that carry its label.
type Graph struct {
	Label quad.IRI
	Quads []quad.Quad
}

// A Change says by how many quads the store differs from before.
type Change struct {
	Added, Removed int64
}

// An ID is an engine's number for a value; 0 is no value.
type ID uint64

// A Tuple is a quad by number, in the order subject, predicate, object,
// label. In a pattern, 0 matches anything.
type Tuple [4]ID

// The places of a Tuple.
const (
	Subject = iota
	Predicate
	Object
	Label
)

var (
	// ErrLocked means that another process holds the store.
	ErrLocked = errors.New("store is in use by another process")
	// ErrClosed means that the store, or the snapshot, was closed before.
	ErrClosed = errors.New("store is closed")
	// ErrReadOnly means that the store was opened for reading only.
	ErrReadOnly = errors.New("store was opened read-only")
	// ErrFormat means that the location holds no store of a version known here.
	ErrFormat = errors.New("not a store of this version")
	// ErrCorrupt means that the store contradicts itself.
	ErrCorrupt = errors.New("store is damaged")
)

// A Cursor goes through quads one by one, as Cayley asks for them. It is for
// one goroutine, and must be closed.
type Cursor interface {
	// Next goes to the next quad, if there is one and ctx has not ended.
	Next(ctx context.Context) bool
	Tuple() Tuple
	Err() error
	Close() error
}

// A Sorter is a view that can leap, which makes intersections cheap.
type Sorter interface {
	// Sorted opens a leaper over the numbers that the quads of a pattern have in
	// one place; nil if the engine cannot give them in their order.
	Sorted(ctx context.Context, t Tuple, place int) (Leaper, error)
}

// A Leaper goes in order through the numbers in one place, each as often as
// there are quads that have it there. It is for one goroutine, and must be closed.
type Leaper interface {
	// Next goes to the next quad's, if there is one and ctx has not ended.
	Next(ctx context.Context) bool
	// Leap goes forward to the first number that is id or higher.
	Leap(ctx context.Context, id ID) bool
	ID() ID
	Err() error
	Close() error
}

// A View reads one state of a store. Views are safe for concurrent use. Each
// method reports ctx's error when ctx ended before its result was complete.
type View interface {
	// Match yields the quads of a pattern in no order that a caller may rely on.
	Match(ctx context.Context, p Pattern) iter.Seq2[quad.Quad, error]
	// Count gives the exact number of quads of a pattern.
	Count(ctx context.Context, p Pattern) (int64, error)
	// Labels yields each name of a graph once.
	Labels(ctx context.Context) iter.Seq2[quad.Value, error]
	// Literals yields the short plain and language-tagged strings whose folded
	// form begins with prefix (folded by the caller), in folded order.
	Literals(ctx context.Context, prefix string) iter.Seq2[quad.Value, error]

	// Lookup gives the numbers of values, 0 for one that no quad has.
	Lookup(ctx context.Context, values ...quad.Value) ([]ID, error)
	// Values is the inverse of Lookup, nil for an unknown number.
	Values(ctx context.Context, ids ...ID) ([]quad.Value, error)
	// Scan opens a cursor over the quads of a pattern, by number.
	Scan(ctx context.Context, t Tuple) (Cursor, error)
	// Size estimates the number of results of Scan; exact says that it is no estimate.
	Size(ctx context.Context, t Tuple) (n int64, exact bool, err error)
	// Nodes opens a cursor over every number in use, in place Subject.
	Nodes(ctx context.Context) (Cursor, error)
	// Stats gives the numbers of values and quads; they may be estimates if not
	// asked to be exact.
	Stats(ctx context.Context, exact bool) (nodes, quads int64, err error)

	Close() error
}

// An Engine is a store's inside. As a View it reads the state at the time of
// each call.
type Engine interface {
	View
	// Snapshot gives the present state, which stays as it is until closed.
	Snapshot(ctx context.Context) (View, error)
	// Replace makes each graph hold exactly the given quads, all graphs in one
	// durable step or none. The graph of a label that occurs twice is replaced twice.
	Replace(ctx context.Context, graphs []Graph) ([]Change, error)
	// Apply is Cayley's own way of writing: deltas take effect one after the
	// other, and all together or not at all.
	Apply(ctx context.Context, deltas []cayley.Delta, opts cayley.IgnoreOpts) error
	// Verify checks the invariants of the format and calls report for each
	// violation; the error is about reading, not about what was found.
	Verify(ctx context.Context, report func(problem string)) error
	// Compact brings the store into the form that takes least room and reads fastest.
	Compact(ctx context.Context) error
	// Backup copies the present state to a directory that does not exist yet.
	Backup(ctx context.Context, to string) error
}
