package postgres

import (
	"context"
	"iter"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"

	"dateline/graph/internal/engine"
)

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
		last, rows := last, []row{}
		page := func(snap *view) error {
			return snap.read(ctx, func(tx pgx.Tx) error {
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
		}
		snap, done, err := v.paged(ctx, page)
		if err != nil {
			yield(nil, err)
			return
		}
		defer done()
		for {
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
			if err := page(snap); err != nil {
				yield(nil, err)
				return
			}
		}
	}
}
