package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"dateline/graph/internal/engine"
)

// A cursor goes through rows that are read page by page.
type cursor struct {
	next   func(ctx context.Context, last *engine.Tuple) ([]engine.Tuple, error)
	page   []engine.Tuple
	at     int
	end    bool
	err    error
	closed bool
}

// Scan opens a cursor over the quads of a pattern. That of a view that is no
// snapshot may see quads come and go between pages.
func (v *view) Scan(ctx context.Context, t engine.Tuple) (engine.Cursor, error) {
	return newCursor(ctx, func(ctx context.Context, last *engine.Tuple) ([]engine.Tuple, error) { return v.page(ctx, t, last) })
}

// Nodes opens a cursor over every number in use.
func (v *view) Nodes(ctx context.Context) (engine.Cursor, error) {
	return newCursor(ctx, func(ctx context.Context, last *engine.Tuple) (ids []engine.Tuple, err error) {
		after := int64(-1 << 63)
		if last != nil {
			after = int64(last[engine.Subject])
		}
		err = v.read(ctx, func(tx pgx.Tx) error {
			rows, err := tx.Query(ctx, `SELECT id FROM dateline_nodes WHERE id > $1 ORDER BY id LIMIT $2`, after, pageRows)
			if err != nil {
				return err
			}
			ids, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (engine.Tuple, error) {
				var id int64
				err := row.Scan(&id)
				return engine.Tuple{engine.Subject: engine.ID(id)}, err
			})
			return err
		})
		return ids, err
	})
}

func newCursor(ctx context.Context, next func(context.Context, *engine.Tuple) ([]engine.Tuple, error)) (engine.Cursor, error) {
	c := &cursor{next: next, at: -1}
	c.page, c.err = next(ctx, nil)
	c.end = len(c.page) < pageRows
	return c, c.err
}

// Next goes to the next row.
func (c *cursor) Next(ctx context.Context) bool {
	if c.closed || c.err != nil {
		return false
	}
	if c.err = ctx.Err(); c.err != nil {
		return false
	}
	if c.at+1 == len(c.page) {
		if c.end {
			return false
		}
		last := c.page[c.at]
		if c.page, c.err = c.next(ctx, &last); c.err != nil {
			return false
		}
		c.at, c.end = -1, len(c.page) < pageRows
		if len(c.page) == 0 {
			return false
		}
	}
	c.at++
	return true
}

// Tuple is where the cursor is.
func (c *cursor) Tuple() engine.Tuple { return c.page[c.at] }

// Err is what ended Next early.
func (c *cursor) Err() error { return c.err }

// Close ends the cursor.
func (c *cursor) Close() error {
	c.closed = true
	return nil
}
