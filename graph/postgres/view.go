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
	tx, err := e.begin(ctx)
	if err != nil {
		return nil, err
	}
	return &view{e: e, tx: tx, is: true}, nil
}

// begin begins to read, once the server is there again if it is being restarted.
func (e *Engine) begin(ctx context.Context) (tx pgx.Tx, err error) {
	e.life.RLock()
	defer e.life.RUnlock()
	if e.closed {
		return nil, engine.ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	err = e.retry(ctx, func() error {
		if tx, err = e.pool.BeginTx(ctx, oneState); err != nil {
			return err
		}
		// A transaction's state is that of its first statement.
		if _, err = tx.Exec(ctx, `SELECT 1`); err == nil {
			return nil
		}
		if tx.Conn().IsClosed() {
			err = errors.Join(err, errConnection)
		}
		return errors.Join(err, tx.Rollback(context.WithoutCancel(ctx)))
	})
	return tx, err
}

// read runs queries that see one state. The queries are read to their end
// inside, so that nobody holds the transaction while looking at results.
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
	tx, err := v.e.begin(ctx)
	if err != nil {
		return err
	}
	// It wrote nothing: should the rollback fail, the connection ends, and so does the transaction.
	defer func() { _ = tx.Rollback(context.WithoutCancel(ctx)) }()
	return queries(tx)
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

// paged runs a read that goes on over several pages: all of them see one state.
func (v *view) paged(ctx context.Context) (*view, func(), error) {
	if v.is {
		return v, func() {}, nil
	}
	snap, err := v.e.Snapshot(ctx)
	if err != nil {
		return nil, nil, err
	}
	return snap.(*view), func() { _ = snap.Close() }, nil // as in read
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

// errStopped is that the caller wants no more.
var errStopped = errors.New("stopped")

func (v *view) match(ctx context.Context, p engine.Pattern, yield func(quad.Quad) bool) error {
	snap, done, err := v.paged(ctx)
	if err != nil {
		return err
	}
	defer done()
	t, ok, err := snap.resolve(ctx, p)
	if err != nil || !ok {
		return err
	}
	err = snap.pages(ctx, t, func(tuples []engine.Tuple) error {
		ids := map[engine.ID]quad.Value{}
		for _, t := range tuples {
			for _, id := range t {
				ids[id] = nil
			}
		}
		if err := snap.fill(ctx, ids); err != nil {
			return err
		}
		for _, t := range tuples {
			q := quad.Quad{Subject: ids[t[engine.Subject]], Predicate: ids[t[engine.Predicate]], Object: ids[t[engine.Object]], Label: ids[t[engine.Label]]}
			if q.Subject == nil || q.Predicate == nil || q.Object == nil || q.Label == nil && t[engine.Label] != 0 {
				return fmt.Errorf("%w: quad %v has a value without a record", engine.ErrCorrupt, t)
			}
			if !yield(q) {
				return errStopped
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		return nil
	})
	if errors.Is(err, errStopped) {
		return nil
	}
	return err
}

// pages reads the quads of a pattern page by page.
func (v *view) pages(ctx context.Context, t engine.Tuple, each func([]engine.Tuple) error) error {
	var last *engine.Tuple
	for {
		tuples, err := v.page(ctx, t, last)
		if err != nil {
			return err
		}
		if err := each(tuples); err != nil {
			return err
		}
		if len(tuples) < pageRows {
			return nil
		}
		last = &tuples[len(tuples)-1]
	}
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

// Labels yields each name of a graph once.
func (v *view) Labels(ctx context.Context) iter.Seq2[quad.Value, error] {
	return v.values(ctx, `SELECT n.id, n.value, NULL::bytea FROM dateline_graphs g JOIN dateline_nodes n ON n.id = g.label
		WHERE g.quads > 0 AND n.id > $1 ORDER BY n.id LIMIT $2`, func(last row) []any { return []any{last.id, pageRows} }, row{id: -1 << 63})
}

// Literals yields the short strings whose folded form begins with prefix.
func (v *view) Literals(ctx context.Context, prefix string) iter.Seq2[quad.Value, error] {
	end := after(prefix)
	return v.values(ctx, `SELECT id, value, folded FROM dateline_nodes WHERE folded >= $3 AND ($4::bytea IS NULL OR folded < $4)
		AND (folded, id) > ($5, $1) ORDER BY folded, id LIMIT $2`, func(last row) []any {
		return []any{last.id, pageRows, []byte(prefix), end, last.folded}
	}, row{id: -1 << 63, folded: []byte(prefix)})
}

// after is the first text that does not begin with prefix; nil if there is none.
func after(prefix string) []byte {
	end := []byte(prefix)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i]++; end[i] != 0 {
			return end[:i+1]
		}
	}
	return nil
}

type row struct {
	id            int64
	value, folded []byte
}

// values yields the values of a query that is read page by page.
func (v *view) values(ctx context.Context, sql string, args func(last row) []any, last row) iter.Seq2[quad.Value, error] {
	return func(yield func(quad.Value, error) bool) {
		snap, done, err := v.paged(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		defer done()
		for {
			var rows []row
			err := snap.read(ctx, func(tx pgx.Tx) error {
				r, err := tx.Query(ctx, sql, args(last)...)
				if err != nil {
					return err
				}
				rows, err = pgx.CollectRows(r, func(r pgx.CollectableRow) (row row, err error) {
					err = r.Scan(&row.id, &row.value, &row.folded)
					return row, err
				})
				return err
			})
			if err != nil {
				yield(nil, err)
				return
			}
			for _, row := range rows {
				value, err := engine.ParseValue(row.value)
				if err == nil {
					err = ctx.Err()
				}
				if !yield(value, err) || err != nil {
					return
				}
			}
			if len(rows) < pageRows {
				if err := ctx.Err(); err != nil {
					yield(nil, err)
				}
				return
			}
			last = rows[len(rows)-1]
		}
	}
}
