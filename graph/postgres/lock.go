package postgres

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"

	"dateline/graph/internal/engine"
)

// id is the number of a value that was interned, 0 for nil.
func (tx *tx) id(v quad.Value) engine.ID {
	if v == nil {
		return 0
	}
	encoded, err := engine.AppendValue(nil, v)
	if err != nil {
		return 0
	}
	return tx.ids[string(encoded)]
}

// attempts bounds how often a row is looked for that others make and delete.
const attempts = 20

var errBusy = errors.New("other writers make and delete the same rows all the time")

// intern gives each value a number, and locks its row against deletion until
// the transaction ends. Rows are taken in the order of their numbers, so that
// two writers rarely wait for each other; if they do, one of them is retried.
func (tx *tx) intern(values []quad.Value) error {
	want := map[string]bool{}
	var text []byte
	for _, v := range values {
		var err error
		if text, err = engine.AppendValue(text[:0], v); err != nil {
			return err
		}
		if _, known := tx.ids[string(text)]; !known {
			want[string(text)] = true
		}
	}
	for range attempts {
		taken, err := tx.find(want)
		if err != nil || len(want) == 0 {
			return err
		}
		if err := tx.insert(want, taken); err != nil {
			return err
		}
	}
	return errBusy
}

// find takes the values that have a row out of want and into tx.ids, and gives
// the numbers that other values have taken.
func (tx *tx) find(want map[string]bool) (taken map[engine.ID]bool, err error) {
	var ask []int64
	for text := range want {
		hash := tx.e.opts.hash([]byte(text))
		for i := range slots {
			ask = append(ask, int64(slot(hash, i)))
		}
	}
	slices.Sort(ask)
	ask = slices.Compact(ask)
	taken = map[engine.ID]bool{}
	err = each(tx.ctx, tx.Tx, `SELECT id, value FROM dateline_nodes WHERE id = ANY($1) ORDER BY id FOR KEY SHARE`, []any{ask}, func(id engine.ID, value []byte) error {
		if want[string(value)] {
			tx.ids[string(value)] = id
			delete(want, string(value))
		}
		taken[id] = true
		return nil
	})
	return taken, err
}

// insert makes rows for values, where no other writer is faster.
func (tx *tx) insert(want map[string]bool, taken map[engine.ID]bool) error {
	texts := map[engine.ID]string{}
	for _, text := range slices.Sorted(maps.Keys(want)) {
		hash, i := tx.e.opts.hash([]byte(text)), 0
		for i < slots && taken[slot(hash, i)] {
			i++
		}
		if i == slots {
			return fmt.Errorf("%d values have the same hash, %x", slots+1, hash)
		}
		taken[slot(hash, i)] = true
		texts[slot(hash, i)] = text
	}
	var ids []int64
	for id := range texts {
		ids = append(ids, int64(id))
	}
	slices.Sort(ids)
	values, folded := make([][]byte, len(ids)), make([][]byte, len(ids))
	for i, id := range ids {
		text := texts[engine.ID(id)]
		values[i] = []byte(text)
		if name, named := engine.SearchText(text); named {
			folded[i] = append([]byte{}, engine.Fold(name)...)
		}
	}
	return each(tx.ctx, tx.Tx, `INSERT INTO dateline_nodes (id, value, folded) SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bytea[])
		ON CONFLICT DO NOTHING RETURNING id, value`, []any{ids, values, folded}, func(id engine.ID, value []byte) error {
		tx.ids[string(value)] = id
		delete(want, string(value))
		return nil
	})
}

// lock locks graphs, and gives what they hold.
func (tx *tx) lock(labels []engine.ID) (map[engine.ID]map[engine.Tuple]bool, error) {
	if err := tx.lockRows(labels); err != nil {
		return nil, err
	}
	was := map[engine.ID]map[engine.Tuple]bool{}
	for _, label := range labels {
		was[label] = map[engine.Tuple]bool{}
	}
	rows, err := tx.Query(tx.ctx, `SELECT s, p, o, l FROM dateline_quads WHERE l = ANY($1)`, signed(labels))
	if err != nil {
		return nil, err
	}
	tuples, err := pgx.CollectRows(rows, scanTuple)
	for _, t := range tuples {
		was[t[engine.Label]][t] = true
	}
	return was, err
}

// lockRows makes and locks the rows of graphs.
func (tx *tx) lockRows(labels []engine.ID) error {
	ids := signed(labels)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	for range attempts {
		if _, err := tx.Exec(tx.ctx, `INSERT INTO dateline_graphs (label, quads) SELECT id, 0 FROM unnest($1::bigint[]) AS l (id) ON CONFLICT DO NOTHING`, ids); err != nil {
			return err
		}
		tag, err := tx.Exec(tx.ctx, `SELECT 1 FROM dateline_graphs WHERE label = ANY($1) ORDER BY label FOR UPDATE`, ids)
		if err != nil || tag.RowsAffected() == int64(len(ids)) {
			return err
		}
	}
	return errBusy
}

func signed(ids []engine.ID) []int64 {
	out := make([]int64, len(ids))
	for i, id := range ids {
		out[i] = int64(id)
	}
	return out
}

// present gives those of some quads that are stored.
func (tx *tx) present(tuples []engine.Tuple) (map[engine.Tuple]bool, error) {
	s, p, o, l := split(tuples)
	rows, err := tx.Query(tx.ctx, `SELECT q.s, q.p, q.o, q.l FROM dateline_quads q JOIN unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) AS d (s, p, o, l)
		ON q.l = d.l AND q.s = d.s AND q.p = d.p AND q.o = d.o`, s, p, o, l)
	if err != nil {
		return nil, err
	}
	found, err := pgx.CollectRows(rows, scanTuple)
	was := map[engine.Tuple]bool{}
	for _, t := range found {
		was[t] = true
	}
	return was, err
}

// sweep deletes those of some values that no quad has, and the rows of empty
// graphs. First it keeps out other sweepers, each of whom might leave a value to
// the other. A value that some other writer has locked is left to that one, who
// will use it or sweep it. Each statement sees what was committed before the
// locks it waited for.
func (tx *tx) sweep(maybe map[engine.ID]bool) error {
	ids := signed(slices.Collect(maps.Keys(maybe)))
	slices.Sort(ids)
	if len(ids) == 0 {
		return nil
	}
	if _, err := tx.Exec(tx.ctx, `DELETE FROM dateline_graphs WHERE label = ANY($1) AND quads = 0`, append(ids, 0)); err != nil {
		return err
	}
	if _, err := tx.Exec(tx.ctx, `SELECT 1 FROM dateline_nodes WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE`, ids); err != nil {
		return err
	}
	unused, err := tx.numbers(`SELECT n.id FROM dateline_nodes n WHERE n.id = ANY($1) AND NOT `+used, ids)
	if err != nil || len(unused) == 0 {
		return err
	}
	free, err := tx.numbers(`SELECT id FROM dateline_nodes WHERE id = ANY($1) ORDER BY id FOR UPDATE SKIP LOCKED`, unused)
	if err != nil || len(free) == 0 {
		return err
	}
	_, err = tx.Exec(tx.ctx, `DELETE FROM dateline_nodes n WHERE n.id = ANY($1) AND NOT `+used, free)
	return err
}

func (tx *tx) numbers(sql string, ids []int64) ([]int64, error) {
	rows, err := tx.Query(tx.ctx, sql, ids)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[int64])
}
