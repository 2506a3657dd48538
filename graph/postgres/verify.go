package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"dateline/graph/internal/engine"
)

// Verify checks that every quad's values exist, that every value is used, under
// a number of its own and found by its beginning, and that the graphs' numbers
// of quads are exact.
func (e *Engine) Verify(ctx context.Context, report func(problem string)) error {
	snap, err := e.snapshot(ctx, func(*view) error { return nil })
	if err != nil {
		return err
	}
	defer func() { _ = snap.Close() }()           // it wrote nothing
	return snap.read(ctx, func(tx pgx.Tx) error { // of the snapshot, as what was reported is not taken back
		for _, check := range []struct{ problem, sql string }{
			{"value %d is not used", `SELECT n.id FROM dateline_nodes n WHERE NOT ` + used},
			{"a quad's subject %d has no record", `SELECT q.s FROM dateline_quads q LEFT JOIN dateline_nodes n ON n.id = q.s WHERE n.id IS NULL`},
			{"a quad's predicate %d has no record", `SELECT q.p FROM dateline_quads q LEFT JOIN dateline_nodes n ON n.id = q.p WHERE n.id IS NULL`},
			{"a quad's object %d has no record", `SELECT q.o FROM dateline_quads q LEFT JOIN dateline_nodes n ON n.id = q.o WHERE n.id IS NULL`},
			{"a quad's label %d has no record", `SELECT q.l FROM dateline_quads q LEFT JOIN dateline_nodes n ON n.id = q.l WHERE n.id IS NULL AND q.l <> 0`},
			{"graph %d has another number of quads than it says", `SELECT coalesce(g.label, q.l) FROM dateline_graphs g
				FULL JOIN (SELECT l, count(*) AS n FROM dateline_quads GROUP BY l) q ON q.l = g.label WHERE g.quads IS DISTINCT FROM q.n`},
			{"graph %d is empty", `SELECT label FROM dateline_graphs WHERE quads = 0`},
		} {
			rows, err := tx.Query(ctx, check.sql)
			if err != nil {
				return err
			}
			ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
			if err != nil {
				return err
			}
			for _, id := range ids {
				report(fmt.Sprintf(check.problem, id))
			}
		}
		return e.verifyValues(ctx, tx, report)
	})
}

func (e *Engine) verifyValues(ctx context.Context, tx pgx.Tx, report func(problem string)) error {
	rows, err := tx.Query(ctx, `SELECT id, value, folded FROM dateline_nodes`)
	if err != nil {
		return err
	}
	seen := map[string]int64{}
	var row row
	_, err = pgx.ForEachRow(rows, []any{&row.id, &row.value, &row.folded}, func() error {
		if _, err := engine.ParseValue(row.value); err != nil {
			report(fmt.Sprintf("value %d: %v", row.id, err))
		}
		hash, own := e.opts.hash(row.value), false
		for i := range slots {
			own = own || slot(hash, i) == engine.ID(row.id)
		}
		if !own {
			report(fmt.Sprintf("value %d has a number that is not its own", row.id))
		}
		if other, twice := seen[string(row.value)]; twice {
			report(fmt.Sprintf("values %d and %d are the same", row.id, other))
		}
		seen[string(row.value)] = row.id
		name, named := engine.SearchText(string(row.value))
		if named != (row.folded != nil) || named && engine.Fold(name) != string(row.folded) {
			report(fmt.Sprintf("value %d is not found by its beginning", row.id))
		}
		return nil
	})
	return err
}
