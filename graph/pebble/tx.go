package pebble

import (
	"context"
	"fmt"
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
	text   []byte // scratch
	finder *finder
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

// known gives the node of an encoded value, if the writer remembers it.
func (tx *tx) known(text []byte) *node {
	n := tx.e.known[string(text)]
	if n == nil {
		if n = tx.e.before[string(text)]; n != nil {
			tx.e.known[n.key] = n
		}
	}
	return n
}

// node gives the node of a value, a new one if the store has none.
func (tx *tx) node(v quad.Value) (*node, error) {
	var err error
	if tx.text, err = engine.AppendValue(tx.text[:0], v); err != nil {
		return nil, err
	}
	n := tx.known(tx.text)
	if n == nil {
		if n, err = tx.find(); err != nil {
			return nil, err
		}
		tx.e.known[n.key] = n
	}
	if n.id < tx.first {
		tx.old[n.id] = n
	}
	return n, nil
}

// find looks tx.text up in the store, or gives it a number.
func (tx *tx) find() (*node, error) {
	hash := tx.e.opts.hash(tx.text)
	n := &node{key: string(tx.text), hash: hash}
	if tx.first > 1 { // else the store is empty
		id, others, err := findNode(tx.finder.look, tx.text, hash)
		switch {
		case err != nil:
			return nil, err
		case id != 0:
			n.id, n.stored = id, true
			n.counts, err = readCounts(tx.finder.look, id)
			return n, err
		case len(others) > 0:
			tx.others[hash] = others
		}
	}
	tx.e.lastID++
	n.id = tx.e.lastID
	tx.fresh = append(tx.fresh, n)
	return n, nil
}

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
func (tx *tx) replace(g engine.Graph) (engine.Change, error) {
	if g.Label == "" {
		return engine.Change{}, fmt.Errorf("a graph needs a name")
	}
	label, err := tx.node(g.Label)
	if err != nil {
		return engine.Change{}, err
	}
	will := make([]engine.Tuple, 0, len(g.Quads))
	for i, q := range g.Quads {
		if l, ok := q.Label.(quad.IRI); !ok || l != g.Label {
			return engine.Change{}, fmt.Errorf("a quad of it is labelled %v", q.Label)
		}
		t := engine.Tuple{engine.Label: label.id}
		for place, v := range [3]quad.Value{q.Subject, q.Predicate, q.Object} {
			if place == engine.Subject && i > 0 && sameIRI(v, g.Quads[i-1].Subject) {
				t[place] = will[i-1][place]
				continue
			}
			n, err := tx.node(v)
			if err != nil {
				return engine.Change{}, err
			}
			t[place] = n.id
		}
		will = append(will, t)
	}
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

// sameIRI says for sure that two values are equal: quads that follow each
// other mostly have one subject.
func sameIRI(a, b quad.Value) bool {
	x, ok := a.(quad.IRI)
	y, also := b.(quad.IRI)
	return ok && also && x == y
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
