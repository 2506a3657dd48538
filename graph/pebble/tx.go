package pebble

import (
	"context"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"dateline/graph/internal/engine"
)

// A tx is a transaction while it is worked out: what the touched graphs held
// before, what they shall hold, and the values met on the way.
type tx struct {
	ctx    context.Context
	e      *Engine
	first  engine.ID // the first number for a new value
	fresh  []*node   // new values, by number from first
	old    map[engine.ID]*node
	others map[uint64][]engine.ID // stored values that share a new one's hash: hardly ever any
	graphs map[engine.ID]*graph
	order  []*graph // of graphs, as they were first met
	deltas map[engine.Tuple]delta
	finder *finder
	met    []*node // values that the writer did not remember
	text   []byte  // scratch

	numbered int // how many of met have a number that is not provisional
}

// A graph is a named graph before and after; both sorted, without duplicates.
type graph struct {
	label     engine.ID
	was, will []engine.Tuple
}

// A delta is whether a quad was, and shall be, in the store.
type delta struct{ was, will bool }

func newTx(ctx context.Context, e *Engine) *tx {
	if len(e.known) > maxKnown {
		e.known, e.before = map[string]*node{}, e.known
	}
	return &tx{
		ctx: ctx, e: e, first: e.lastID + 1,
		old:    map[engine.ID]*node{},
		others: map[uint64][]engine.ID{},
		graphs: map[engine.ID]*graph{},
		deltas: map[engine.Tuple]delta{},
		finder: newFinder(e.db),
	}
}

// maxKnown is the number of values from which on a writer begins to forget
// those that were not met again.
const maxKnown = 1 << 18

// forget drops what may have been changed in memory alone.
func (tx *tx) forget() { tx.e.known, tx.e.before = map[string]*node{}, nil }

// byID gives the node of a number that some quad of the transaction has.
func (tx *tx) byID(id engine.ID) (*node, error) {
	if id >= tx.first {
		return tx.fresh[id-tx.first], nil
	}
	if n := tx.old[id]; n != nil {
		return n, nil
	}
	value, err := readNode(tx.finder.look, id)
	if err != nil {
		return nil, err
	}
	if value == nil {
		return nil, corrupt("a quad has the value %d, which has no record", id)
	}
	n := tx.known(value)
	if n == nil {
		n = &node{id: id, key: string(value), hash: tx.e.opts.hash(value), stored: true}
		if n.counts, err = readCounts(tx.finder.look, id); err != nil {
			return nil, err
		}
		tx.e.known[n.key] = n
	}
	tx.old[id] = n
	return n, nil
}

// replace sets what a graph shall hold.
func (tx *tx) replace(label *node, will []engine.Tuple) (engine.Change, error) {
	slices.SortFunc(will, compare)
	will = slices.Compact(will)

	before := tx.graphs[label.id]
	if before == nil {
		before = &graph{label: label.id}
		if label.stored && label.counts[engine.Label] > 0 {
			for t, err := range scan(tx.ctx, tx.e.db, engine.Tuple{engine.Label: label.id}) {
				if err != nil {
					return engine.Change{}, err
				}
				before.was = append(before.was, t)
			}
		}
		before.will = before.was
		tx.graphs[label.id] = before
		tx.order = append(tx.order, before)
	}
	var change engine.Change
	diff(before.will, will, func(_ engine.Tuple, n int64) {
		if n > 0 {
			change.Added++
		} else {
			change.Removed++
		}
	})
	before.will = will
	return change, nil
}

// diff calls each for every tuple that only one of two sorted sets holds: with
// -1 if that is was, with +1 if it is will.
func diff(was, will []engine.Tuple, each func(t engine.Tuple, n int64)) {
	for len(was) > 0 || len(will) > 0 {
		var c int
		switch {
		case len(was) == 0:
			c = 1
		case len(will) == 0:
			c = -1
		default:
			c = compare(was[0], will[0])
		}
		switch {
		case c < 0:
			each(was[0], -1)
			was = was[1:]
		case c > 0:
			each(will[0], +1)
			will = will[1:]
		default:
			was, will = was[1:], will[1:]
		}
	}
}

func compare(a, b engine.Tuple) int {
	for i := range a {
		if a[i] != b[i] {
			if a[i] < b[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}

// apply takes one of Cayley's deltas up. A quad's state before it is what
// earlier deltas made of it, so that [delete q, add q] leaves q in the store.
func (tx *tx) apply(d cayley.Delta, opts cayley.IgnoreOpts) error {
	if d.Action != cayley.Add && d.Action != cayley.Delete {
		return &cayley.DeltaError{Delta: d, Err: cayley.ErrInvalidAction}
	}
	var t engine.Tuple
	stored := true // each of its values; else the quad cannot be
	for place, v := range [4]quad.Value{d.Quad.Subject, d.Quad.Predicate, d.Quad.Object, d.Quad.Label} {
		if place == engine.Label && v == nil {
			continue
		}
		n, err := tx.node(v)
		if err != nil {
			return &cayley.DeltaError{Delta: d, Err: err}
		}
		t[place] = n.id
		stored = stored && n.stored
	}
	d0, met := tx.deltas[t]
	if !met && stored {
		record, done, err := get(tx.e.db, appendTuple(nil, spaceSPOL, t))
		if err != nil {
			return err
		}
		if record != nil {
			done.Close()
			d0 = delta{was: true, will: true}
		}
	}
	add := d.Action == cayley.Add
	switch {
	case add && d0.will && !opts.IgnoreDup:
		return &cayley.DeltaError{Delta: d, Err: cayley.ErrQuadExists}
	case !add && !d0.will && !opts.IgnoreMissing:
		return &cayley.DeltaError{Delta: d, Err: cayley.ErrQuadNotExist}
	}
	d0.will = add
	tx.deltas[t] = d0
	return nil
}
