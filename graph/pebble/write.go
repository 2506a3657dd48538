package pebble

import (
	"context"
	"errors"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"

	"dateline/graph/internal/engine"
)

// Replace makes each graph hold exactly the given quads.
func (e *Engine) Replace(ctx context.Context, graphs []engine.Graph) ([]engine.Change, error) {
	var changes []engine.Change
	err := e.write(ctx, func(tx *tx) error {
		// All values are met before the first is looked up.
		labels, quads := make([]*node, len(graphs)), make([][]engine.Tuple, len(graphs))
		for i, g := range graphs {
			var err error
			if labels[i], quads[i], err = tx.meetGraph(g); err != nil {
				return fmt.Errorf("graph %s: %w", g.Label, err)
			}
		}
		if err := tx.number(); err != nil {
			return err
		}
		changes = make([]engine.Change, len(graphs))
		for i, g := range graphs {
			var err error
			if changes[i], err = tx.replace(labels[i], tx.settled(quads[i])); err != nil {
				return fmt.Errorf("graph %s: %w", g.Label, err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return changes, nil
}

// Apply is Cayley's own way of writing.
func (e *Engine) Apply(ctx context.Context, deltas []cayley.Delta, opts cayley.IgnoreOpts) error {
	return e.write(ctx, func(tx *tx) error {
		for _, d := range deltas {
			if err := tx.apply(d, opts); err != nil {
				return err
			}
		}
		return nil
	})
}

// Compact merges all tables into those of the lowest level.
func (e *Engine) Compact(ctx context.Context) (err error) {
	if e.opts.ReadOnly {
		return engine.ErrReadOnly
	}
	if err := e.acquire(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.release()) }()
	if err := e.trouble.error(); err != nil {
		return err
	}
	return wrap(e.db.Compact(ctx, []byte{0}, []byte{spaceEnd}, false))
}

// write runs one transaction and makes it durable.
func (e *Engine) write(ctx context.Context, change func(*tx) error) (err error) {
	if e.opts.ReadOnly {
		return engine.ErrReadOnly
	}
	if err := e.acquire(); err != nil {
		return err
	}
	defer func() {
		// Cayley asks what type an error has: it is left alone.
		if end := e.release(); end != nil {
			err = errors.Join(err, end)
		}
	}()
	wait, err := e.stage(ctx, change)
	if err != nil || wait == nil {
		return err
	}
	// The disk is waited for after the lock was given up, so that writers who
	// queue up meanwhile share one sync.
	if err := wait(); err != nil {
		e.trouble.set(err)
	}
	return e.trouble.error()
}

// stage works a transaction out and commits it; wait, if not nil, waits until
// it is durable.
func (e *Engine) stage(ctx context.Context, change func(*tx) error) (wait func() error, err error) {
	e.writing.Lock()
	defer e.writing.Unlock()
	if err := e.trouble.error(); err != nil {
		return nil, err
	}
	tx := newTx(ctx, e)
	if err = change(tx); err == nil {
		wait, err = tx.commit()
	}
	if end := tx.finder.close(); err == nil {
		err = end
	}
	if err == nil {
		err = e.trouble.error()
	}
	if err != nil {
		tx.forget()
		return nil, wrap(err)
	}
	return wait, nil
}
