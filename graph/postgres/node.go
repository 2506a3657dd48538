package postgres

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"

	"dateline/graph/internal/engine"
)

// slots is the number of numbers that a value may have: the first that its
// hash gives, and those after it for when the first are other values'.
const slots = 6

// slot gives the i-th number that a value may have, never 0.
func slot(hash uint64, i int) engine.ID {
	return engine.ID(hash&^7 | uint64(i+1))
}

// Lookup gives the numbers of values, 0 for one that no quad has.
func (v *view) Lookup(ctx context.Context, values ...quad.Value) ([]engine.ID, error) {
	ids := make([]engine.ID, len(values))
	if len(values) == 0 {
		return ids, ctx.Err()
	}
	encoded := make([]string, len(values))
	var ask []int64
	for i, value := range values {
		b, err := engine.AppendValue(nil, value)
		if err != nil {
			continue // what cannot be stored is not there
		}
		encoded[i] = string(b)
		for k := range slots {
			ask = append(ask, int64(slot(v.e.opts.hash(b), k)))
		}
	}
	err := v.read(ctx, func(tx pgx.Tx) error {
		return each(ctx, tx, `SELECT id, value FROM dateline_nodes WHERE id = ANY($1)`, []any{ask}, func(id engine.ID, value []byte) error {
			for i := range encoded {
				if encoded[i] != "" && encoded[i] == string(value) {
					ids[i] = id
				}
			}
			return nil
		})
	})
	return ids, err
}

// Values gives the values of numbers, nil where there is none.
func (v *view) Values(ctx context.Context, ids ...engine.ID) ([]quad.Value, error) {
	values := make([]quad.Value, len(ids))
	found := map[engine.ID]quad.Value{}
	for _, id := range ids {
		found[id] = nil
	}
	if err := v.fill(ctx, found); err != nil {
		return nil, err
	}
	for i, id := range ids {
		values[i] = found[id]
	}
	return values, nil
}

// fill gives the numbers of a map their values.
func (v *view) fill(ctx context.Context, values map[engine.ID]quad.Value) error {
	var ask []int64
	for id := range values {
		if id != 0 {
			ask = append(ask, int64(id))
		}
	}
	if len(ask) == 0 {
		return ctx.Err()
	}
	slices.Sort(ask)
	return v.read(ctx, func(tx pgx.Tx) error {
		return each(ctx, tx, `SELECT id, value FROM dateline_nodes WHERE id = ANY($1)`, []any{ask}, func(id engine.ID, encoded []byte) error {
			value, err := engine.ParseValue(encoded)
			values[id] = value
			return err
		})
	})
}

// each reads rows of a number and a value.
func each(ctx context.Context, tx pgx.Tx, sql string, args []any, do func(engine.ID, []byte) error) error {
	rows, err := tx.Query(ctx, sql, args...)
	if err != nil {
		return err
	}
	var id int64
	var value []byte
	_, err = pgx.ForEachRow(rows, []any{&id, &value}, func() error { return do(engine.ID(id), value) })
	return err
}
