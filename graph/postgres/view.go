package postgres

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"sync"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"

	"dateline/graph/internal/engine"
)

// A view reads inside a transaction that sees one state: its own, if it is a
// snapshot, or a new one for each call.
type view struct {
	e *Engine

	mu sync.Mutex // serialises the use of tx
	tx pgx.Tx     // of a snapshot; nil when that was closed
	is bool       // a snapshot
}

// oneState is a transaction whose statements all see what was there at its start.
var oneState = pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}

// Snapshot gives the present state, for which it holds a connection.
func (e *Engine) Snapshot(ctx context.Context) (engine.View, error) {
	snap, err := e.snapshot(ctx, func(*view) error { return nil })
	if err != nil {
		return nil, err
	}
	return snap, nil
}

// snapshot gives the present state after a first read of it. A server that goes
// away before that has succeeded is waited for; what goes away later cannot be
// had again, as the state may be another by then.
func (e *Engine) snapshot(ctx context.Context, first func(*view) error) (snap *view, err error) {
	err = e.retry(ctx, func() error {
		tx, err := e.begin(ctx)
		if err != nil {
			return err
		}
		snap = &view{e: e, tx: tx, is: true}
		if err := broken(tx, first(snap)); err != nil {
			_ = snap.Close() // it wrote nothing, and err says what was wrong
			return err
		}
		return nil
	})
	return snap, err
}

// begin begins to read.
func (e *Engine) begin(ctx context.Context) (pgx.Tx, error) {
	e.life.RLock()
	defer e.life.RUnlock()
	if e.closed {
		return nil, engine.ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	tx, err := e.pool.BeginTx(ctx, oneState)
	if err != nil {
		return nil, err
	}
	// A transaction's state is that of its first statement.
	if _, err = tx.Exec(ctx, `SELECT 1`); err != nil {
		return nil, errors.Join(broken(tx, err), tx.Rollback(context.WithoutCancel(ctx)))
	}
	return tx, nil
}

// broken adds to an error that the connection is gone, if it is.
func broken(tx pgx.Tx, err error) error {
	if err != nil && tx.Conn().IsClosed() {
		return errors.Join(err, errConnection)
	}
	return err
}

// read runs queries that see one state, once the server is there again if it is
// being restarted. The queries are read to their end inside, so that nobody
// holds the transaction while looking at results; they may run more than once.
func (v *view) read(ctx context.Context, queries func(tx pgx.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if v.is {
		v.mu.Lock()
		defer v.mu.Unlock()
		if v.tx == nil {
			return engine.ErrClosed
		}
		return queries(v.tx)
	}
	return v.e.retry(ctx, func() error {
		tx, err := v.e.begin(ctx)
		if err != nil {
			return err
		}
		err = broken(tx, queries(tx))
		// It wrote nothing: should the rollback fail, the connection ends, and so does the transaction.
		_ = tx.Rollback(context.WithoutCancel(ctx))
		return err
	})
}

// Close ends a snapshot.
func (v *view) Close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.tx == nil {
		return nil
	}
	err := v.tx.Rollback(context.Background())
	v.tx = nil
	return err
}

// paged runs a read that goes on over several pages, of which first reads the
// first: all of them see one state.
func (v *view) paged(ctx context.Context, first func(snap *view) error) (*view, func(), error) {
	if v.is {
		return v, func() {}, first(v)
	}
	snap, err := v.e.snapshot(ctx, first)
	if err != nil {
		return nil, nil, err
	}
	return snap, func() { _ = snap.Close() }, nil // as in read
}

// pageRows is the number of rows that are read at once.
const pageRows = 4000

// columns are the names of a tuple's places.
var columns = [4]string{"s", "p", "o", "l"}

// where is the condition of a pattern.
func where(t engine.Tuple, table string) (sql string, args []any) {
	terms := []string{"true"}
	for place, id := range t {
		if id != 0 {
			args = append(args, int64(id))
			terms = append(terms, fmt.Sprintf("%s%s = $%d", table, columns[place], len(args)))
		}
	}
	return strings.Join(terms, " AND "), args
}

// sortings are the columns of the indexes, whose order pages follow.
var sortings = [][]int{
	{engine.Label, engine.Subject, engine.Predicate, engine.Object},
	{engine.Subject, engine.Predicate, engine.Object, engine.Label},
	{engine.Predicate, engine.Object, engine.Subject, engine.Label},
	{engine.Object, engine.Subject, engine.Predicate, engine.Label},
}

// sorting chooses the index that begins with most of the bound places, and
// gives its unbound rest, which tells the rows of a pattern apart.
func sorting(t engine.Tuple) []int {
	var best []int
	longest := -1
	for _, s := range sortings {
		n := 0
		for n < 4 && t[s[n]] != 0 {
			n++
		}
		if n > longest {
			best, longest = s, n
		}
	}
	var free []int
	for _, place := range best {
		if t[place] == 0 {
			free = append(free, place)
		}
	}
	return free
}

// page reads the quads of a pattern after last, at most pageRows.
func (v *view) page(ctx context.Context, t engine.Tuple, last *engine.Tuple) (tuples []engine.Tuple, err error) {
	condition, args := where(t, "")
	order := sorting(t)
	var names, marks []string
	for _, place := range order {
		names = append(names, columns[place])
		if last != nil {
			args = append(args, int64(last[place]))
			marks = append(marks, fmt.Sprintf("$%d", len(args)))
		}
	}
	sql := "SELECT s, p, o, l FROM dateline_quads WHERE " + condition
	if len(marks) > 0 {
		sql += fmt.Sprintf(" AND (%s) > (%s)", strings.Join(names, ", "), strings.Join(marks, ", "))
	}
	if len(names) > 0 {
		sql += " ORDER BY " + strings.Join(names, ", ")
	}
	sql += fmt.Sprintf(" LIMIT %d", pageRows)
	err = v.read(ctx, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, sql, args...)
		if err != nil {
			return err
		}
		tuples, err = pgx.CollectRows(rows, scanTuple)
		return err
	})
	return tuples, err
}

func scanTuple(row pgx.CollectableRow) (engine.Tuple, error) {
	var n [4]int64
	err := row.Scan(&n[0], &n[1], &n[2], &n[3])
	return engine.Tuple{engine.ID(n[0]), engine.ID(n[1]), engine.ID(n[2]), engine.ID(n[3])}, err
}

// Match yields the quads of a pattern.
func (v *view) Match(ctx context.Context, p engine.Pattern) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		if err := v.match(ctx, p, func(q quad.Quad) bool { return yield(q, nil) }); err != nil {
			yield(quad.Quad{}, err)
		}
	}
}

func (v *view) match(ctx context.Context, p engine.Pattern, yield func(quad.Quad) bool) error {
	var t engine.Tuple
	var tuples []engine.Tuple
	var quads []quad.Quad
	snap, done, err := v.paged(ctx, func(snap *view) (err error) {
		tuples, quads = nil, nil
		var ok bool
		if t, ok, err = snap.resolve(ctx, p); err != nil || !ok {
			return err
		}
		tuples, quads, err = snap.quads(ctx, t, nil)
		return err
	})
	if err != nil {
		return err
	}
	defer done()
	for {
		for _, q := range quads {
			if !yield(q) {
				return nil
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if len(tuples) < pageRows {
			return nil
		}
		if tuples, quads, err = snap.quads(ctx, t, &tuples[len(tuples)-1]); err != nil {
			return err
		}
	}
}

// quads reads a page with its values.
func (v *view) quads(ctx context.Context, t engine.Tuple, last *engine.Tuple) ([]engine.Tuple, []quad.Quad, error) {
	tuples, err := v.page(ctx, t, last)
	if err != nil {
		return nil, nil, err
	}
	ids := map[engine.ID]quad.Value{}
	for _, t := range tuples {
		for _, id := range t {
			ids[id] = nil
		}
	}
	if err := v.fill(ctx, ids); err != nil {
		return nil, nil, err
	}
	quads := make([]quad.Quad, len(tuples))
	for i, t := range tuples {
		q := quad.Quad{Subject: ids[t[engine.Subject]], Predicate: ids[t[engine.Predicate]], Object: ids[t[engine.Object]], Label: ids[t[engine.Label]]}
		if q.Subject == nil || q.Predicate == nil || q.Object == nil || q.Label == nil && t[engine.Label] != 0 {
			return nil, nil, fmt.Errorf("%w: quad %v has a value without a record", engine.ErrCorrupt, t)
		}
		quads[i] = q
	}
	return tuples, quads, nil
}

// resolve turns a pattern into numbers; ok is false if one of its values is
// nowhere in the store.
func (v *view) resolve(ctx context.Context, p engine.Pattern) (t engine.Tuple, ok bool, err error) {
	var values []quad.Value
	var places []int
	for place, value := range p.Values() {
		if value != nil {
			values, places = append(values, value), append(places, place)
		}
	}
	ids, err := v.Lookup(ctx, values...)
	if err != nil {
		return t, false, err
	}
	for i, id := range ids {
		if id == 0 {
			return t, false, nil
		}
		t[places[i]] = id
	}
	return t, true, nil
}

// Count gives the exact number of quads of a pattern.
func (v *view) Count(ctx context.Context, p engine.Pattern) (n int64, err error) {
	t, ok, err := v.resolve(ctx, p)
	if err != nil || !ok {
		return 0, err
	}
	condition, args := where(t, "")
	err = v.read(ctx, func(tx pgx.Tx) error {
		return tx.QueryRow(ctx, `SELECT count(*) FROM dateline_quads WHERE `+condition, args...).Scan(&n)
	})
	return n, err
}

// sizeRows is the number of quads up to which Size counts.
const sizeRows = 2000

// Size counts up to sizeRows; more than that is an estimate.
func (v *view) Size(ctx context.Context, t engine.Tuple) (n int64, exact bool, err error) {
	if t == (engine.Tuple{}) {
		_, n, err = v.Stats(ctx, false)
		return n, false, err
	}
	condition, args := where(t, "")
	err = v.read(ctx, func(tx pgx.Tx) error {
		sql := fmt.Sprintf(`SELECT count(*) FROM (SELECT 1 FROM dateline_quads WHERE %s LIMIT %d) AS part`, condition, sizeRows)
		return tx.QueryRow(ctx, sql, args...).Scan(&n)
	})
	return n, n < sizeRows, err
}

// used is that a node is in some quad.
const used = `(EXISTS (SELECT 1 FROM dateline_quads q WHERE q.s = n.id) OR EXISTS (SELECT 1 FROM dateline_quads q WHERE q.p = n.id)
	OR EXISTS (SELECT 1 FROM dateline_quads q WHERE q.o = n.id) OR EXISTS (SELECT 1 FROM dateline_quads q WHERE q.l = n.id))`

// Stats gives the numbers of values and quads. Quads are summed up by graph;
// many values, if not asked to be exact, are what Postgres believes.
func (v *view) Stats(ctx context.Context, exact bool) (nodes, quads int64, err error) {
	err = v.read(ctx, func(tx pgx.Tx) error {
		sql := `SELECT count(*) FROM dateline_nodes`
		if !exact {
			sql = fmt.Sprintf(`SELECT count(*) FROM (SELECT 1 FROM dateline_nodes LIMIT %d) AS part`, sizeRows)
		}
		if err := tx.QueryRow(ctx, sql).Scan(&nodes); err != nil {
			return err
		}
		if !exact && nodes == sizeRows {
			sql := `SELECT greatest(reltuples::bigint, $1) FROM pg_class WHERE oid = 'dateline_nodes'::regclass`
			if err := tx.QueryRow(ctx, sql, nodes).Scan(&nodes); err != nil {
				return err
			}
		}
		return tx.QueryRow(ctx, `SELECT coalesce(sum(quads), 0)::bigint FROM dateline_graphs`).Scan(&quads)
	})
	return nodes, quads, err
}
