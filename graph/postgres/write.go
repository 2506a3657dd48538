package postgres

import (
	"context"
	"errors"
	"fmt"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"

	"dateline/graph/internal/engine"
)

// Replace makes each graph hold exactly the given quads. When the server goes
// away and comes back, it is done again: should the first time have succeeded
// unheard, the changes are counted as none.
func (e *Engine) Replace(ctx context.Context, graphs []engine.Graph) (changes []engine.Change, err error) {
	for _, g := range graphs {
		if g.Label == "" {
			return nil, errors.New("a graph needs a name")
		}
		for _, q := range g.Quads {
			if l, ok := q.Label.(quad.IRI); !ok || l != g.Label {
				return nil, fmt.Errorf("graph %s: a quad of it is labelled %v", g.Label, q.Label)
			}
		}
	}
	err = e.write(ctx, func(tx *tx) error {
		changes, err = tx.replace(graphs)
		return err
	})
	if err != nil {
		return nil, err
	}
	return changes, nil
}

// Apply is Cayley's own way of writing.
func (e *Engine) Apply(ctx context.Context, deltas []cayley.Delta, opts cayley.IgnoreOpts) error {
	for _, d := range deltas {
		if d.Action != cayley.Add && d.Action != cayley.Delete {
			return &cayley.DeltaError{Delta: d, Err: cayley.ErrInvalidAction}
		}
	}
	return e.write(ctx, func(tx *tx) error { return tx.apply(deltas, opts) })
}

// write runs one transaction, again if it clashes with another.
func (e *Engine) write(ctx context.Context, change func(*tx) error) error {
	if e.opts.ReadOnly {
		return engine.ErrReadOnly
	}
	e.life.RLock()
	defer e.life.RUnlock()
	if e.closed {
		return engine.ErrClosed
	}
	return e.retry(ctx, func() error {
		if err := ctx.Err(); err != nil {
			return err
		}
		t, err := e.pool.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.ReadCommitted})
		if err != nil {
			return err
		}
		err = change(&tx{ctx: ctx, Tx: t, e: e, ids: map[string]engine.ID{}})
		if err == nil {
			err = t.Commit(ctx)
		} else {
			// What fails here failed above.
			_ = t.Rollback(context.WithoutCancel(ctx))
		}
		return broken(t, err)
	})
}

// A tx is a writing transaction. It locks the rows of the graphs that it
// changes, so that one writer at a time changes a graph; and shares a lock of
// the values that it uses, so that nobody deletes them meanwhile.
type tx struct {
	pgx.Tx
	ctx context.Context
	e   *Engine
	ids map[string]engine.ID // of encoded values
}

// replace works the differences out and writes them.
func (tx *tx) replace(graphs []engine.Graph) ([]engine.Change, error) {
	var names, values []quad.Value
	for _, g := range graphs {
		names = append(names, g.Label)
		for _, q := range g.Quads {
			values = append(values, q.Subject, q.Predicate, q.Object)
		}
	}
	// The graphs first: who has to wait for one holds nothing that others want.
	if err := tx.intern(names); err != nil {
		return nil, err
	}
	labels := make([]engine.ID, len(graphs))
	for i, g := range graphs {
		labels[i] = tx.id(g.Label)
	}
	was, err := tx.lock(labels)
	if err != nil {
		return nil, err
	}
	if err := tx.intern(values); err != nil {
		return nil, err
	}
	will := map[engine.ID]map[engine.Tuple]bool{}
	for label, quads := range was {
		will[label] = quads
	}
	changes := make([]engine.Change, len(graphs))
	for i, g := range graphs {
		before, now := will[labels[i]], make(map[engine.Tuple]bool, len(g.Quads))
		for _, q := range g.Quads {
			now[engine.Tuple{tx.id(q.Subject), tx.id(q.Predicate), tx.id(q.Object), labels[i]}] = true
		}
		for t := range now {
			if !before[t] {
				changes[i].Added++
			}
		}
		for t := range before {
			if !now[t] {
				changes[i].Removed++
			}
		}
		will[labels[i]] = now
	}
	return changes, tx.store(was, will)
}

// apply works Cayley's deltas out, one after the other, and writes what remains.
func (tx *tx) apply(deltas []cayley.Delta, opts cayley.IgnoreOpts) error {
	var values []quad.Value
	for _, d := range deltas {
		values = append(values, d.Quad.Subject, d.Quad.Predicate, d.Quad.Object)
		if d.Quad.Label != nil {
			values = append(values, d.Quad.Label)
		}
	}
	if err := tx.intern(values); err != nil {
		return err
	}
	tuples := make([]engine.Tuple, len(deltas))
	var labels []engine.ID
	for i, d := range deltas {
		tuples[i] = engine.Tuple{tx.id(d.Quad.Subject), tx.id(d.Quad.Predicate), tx.id(d.Quad.Object), tx.id(d.Quad.Label)}
		labels = append(labels, tuples[i][engine.Label])
	}
	if err := tx.lockRows(labels); err != nil {
		return err
	}
	was, err := tx.present(tuples)
	if err != nil {
		return err
	}
	will := map[engine.Tuple]bool{}
	for t := range was {
		will[t] = true
	}
	for i, d := range deltas {
		t := tuples[i]
		switch add := d.Action == cayley.Add; {
		case add && will[t] && !opts.IgnoreDup:
			return &cayley.DeltaError{Delta: d, Err: cayley.ErrQuadExists}
		case !add && !will[t] && !opts.IgnoreMissing:
			return &cayley.DeltaError{Delta: d, Err: cayley.ErrQuadNotExist}
		case add:
			will[t] = true
		default:
			delete(will, t)
		}
	}
	all := engine.ID(0) // the graph does not matter to store
	return tx.store(map[engine.ID]map[engine.Tuple]bool{all: was}, map[engine.ID]map[engine.Tuple]bool{all: will})
}

// store writes the difference between two states of some quads, and deletes
// the values that no quad has any more.
func (tx *tx) store(was, will map[engine.ID]map[engine.Tuple]bool) error {
	var added, removed []engine.Tuple
	for graph, quads := range will {
		for t := range quads {
			if !was[graph][t] {
				added = append(added, t)
			}
		}
	}
	for graph, quads := range was {
		for t := range quads {
			if !will[graph][t] {
				removed = append(removed, t)
			}
		}
	}
	slices.SortFunc(added, compareTuples)
	slices.SortFunc(removed, compareTuples)
	if err := tx.remove(removed); err != nil {
		return err
	}
	if err := tx.add(added); err != nil {
		return err
	}
	if err := tx.tally(added, removed); err != nil {
		return err
	}
	// Of the values met, those that are not in an added quad may be unused now.
	maybe := map[engine.ID]bool{}
	for _, id := range tx.ids {
		maybe[id] = true
	}
	for _, t := range removed {
		for _, id := range t {
			maybe[id] = true
		}
	}
	for _, t := range added {
		for _, id := range t {
			delete(maybe, id)
		}
	}
	delete(maybe, 0)
	return tx.sweep(maybe)
}

func compareTuples(a, b engine.Tuple) int {
	for _, place := range sortings[0] {
		if x, y := int64(a[place]), int64(b[place]); x != y {
			if x < y {
				return -1
			}
			return 1
		}
	}
	return 0
}

// split turns tuples into one array for each column.
func split(tuples []engine.Tuple) (s, p, o, l []int64) {
	for _, t := range tuples {
		s, p = append(s, int64(t[engine.Subject])), append(p, int64(t[engine.Predicate]))
		o, l = append(o, int64(t[engine.Object])), append(l, int64(t[engine.Label]))
	}
	return s, p, o, l
}

func (tx *tx) remove(tuples []engine.Tuple) error {
	if len(tuples) == 0 {
		return nil
	}
	s, p, o, l := split(tuples)
	_, err := tx.Exec(tx.ctx, `DELETE FROM dateline_quads q USING unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) AS d (s, p, o, l)
		WHERE q.l = d.l AND q.s = d.s AND q.p = d.p AND q.o = d.o`, s, p, o, l)
	return err
}

// add copies quads in: the lock of their graphs makes sure that they are new.
func (tx *tx) add(tuples []engine.Tuple) error {
	if len(tuples) == 0 {
		return nil
	}
	_, err := tx.CopyFrom(tx.ctx, pgx.Identifier{"dateline_quads"}, columns[:], pgx.CopyFromSlice(len(tuples), func(i int) ([]any, error) {
		t := tuples[i]
		return []any{int64(t[engine.Subject]), int64(t[engine.Predicate]), int64(t[engine.Object]), int64(t[engine.Label])}, nil
	}))
	return err
}

// tally keeps the number of quads of each graph.
func (tx *tx) tally(added, removed []engine.Tuple) error {
	by := map[engine.ID]int64{}
	for _, t := range added {
		by[t[engine.Label]]++
	}
	for _, t := range removed {
		by[t[engine.Label]]--
	}
	var labels, quads []int64
	for label, n := range by {
		labels, quads = append(labels, int64(label)), append(quads, n)
	}
	if len(labels) == 0 {
		return nil
	}
	_, err := tx.Exec(tx.ctx, `UPDATE dateline_graphs g SET quads = g.quads + d.n FROM unnest($1::bigint[], $2::bigint[]) AS d (label, n)
		WHERE g.label = d.label`, labels, quads)
	return err
}
