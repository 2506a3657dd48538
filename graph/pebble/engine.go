// Package pebble is the embedded engine of a quad store: quads by number in
// four orders, a dictionary of values both ways, and a use count with every
// value, in one Pebble database. In: named graphs to hold. Out: views of them.
//
// A directory holds one store, and one process at a time has it open.
package pebble

import (
	"context"
	"errors"
	"fmt"
	"sync"

	db "github.com/cockroachdb/pebble/v2"

	"dateline/graph/internal/engine"
)

// An Engine is one open store. It is safe for concurrent use: any number of
// readers, and writers one after the other.
type Engine struct {
	view   // of the present state
	db     *db.DB
	path   string
	opts   Options
	pebble *db.Options

	// writing serialises writers and guards what only they use.
	writing sync.Mutex
	known   map[string]*node // by encoded value; a subset of what the store holds
	before  map[string]*node // those of a while ago; some are in known as well
	lastID  engine.ID

	trouble *trouble
	life    sync.Mutex
	open    int  // reads and snapshots under way
	closed  bool // no new ones
	names   nameCache
	numbers numberCache
	clock   clock
}

var _ engine.Engine = (*Engine)(nil)

// acquire keeps the database open until release.
func (e *Engine) acquire() error {
	e.life.Lock()
	defer e.life.Unlock()
	if e.closed {
		return engine.ErrClosed
	}
	e.open++
	return nil
}

func (e *Engine) release() error {
	e.life.Lock()
	defer e.life.Unlock()
	e.open--
	if e.closed && e.open == 0 {
		return e.shut()
	}
	return nil
}

// leave is release for reads, which have given their results by then: what
// fails here is told to whoever writes next.
func (e *Engine) leave(err error) {
	if err = errors.Join(err, e.release()); err != nil {
		e.trouble.set(err)
	}
}

// shut closes Pebble, which after trouble may be beyond closing in order.
// Flushed first, all data is in tables with checksums, and the next to open
// the store has no log to read.
func (e *Engine) shut() (err error) {
	if e.trouble.error() == nil && !e.opts.ReadOnly {
		flushed, err := e.db.AsyncFlush()
		if err != nil {
			e.trouble.set(err)
		}
		select {
		case <-flushed:
		case <-e.trouble.happened: // Pebble would try for ever
		}
	}
	trouble := e.trouble.error()
	if trouble == nil {
		return wrap(e.db.Close())
	}
	defer func() {
		if p := recover(); p != nil {
			err = trouble
		}
	}()
	return errors.Join(trouble, e.db.Close())
}

// Close refuses new work and closes the store. While reads or snapshots are
// still open it says so, and the last of them to end closes the store.
func (e *Engine) Close() error {
	e.writing.Lock()
	defer e.writing.Unlock()
	e.life.Lock()
	defer e.life.Unlock()
	if e.closed {
		return nil
	}
	e.closed = true
	if e.open > 0 {
		return fmt.Errorf("%d reads of the store are not finished", e.open)
	}
	return e.shut()
}

// Snapshot gives the present state.
func (e *Engine) Snapshot(context.Context) (engine.View, error) {
	if err := e.acquire(); err != nil {
		return nil, err
	}
	snap, at := e.snapshot()
	return &view{e: e, snap: snap, at: at}, nil
}

func (e *Engine) snapshot() (snap *db.Snapshot, at moment) {
	at = e.clock.at(func() { snap = e.db.NewSnapshot() })
	return snap, at
}

// corrupt is an ErrCorrupt with what was found.
func corrupt(format string, args ...any) error {
	return fmt.Errorf("%w: %s", engine.ErrCorrupt, fmt.Sprintf(format, args...))
}

// wrap gives Pebble's errors the words of this room.
func wrap(err error) error {
	switch {
	case err == nil:
		return nil
	case db.IsCorruptionError(err):
		return fmt.Errorf("%w: %w", engine.ErrCorrupt, err)
	case errors.Is(err, db.ErrDBDoesNotExist):
		return corrupt("its manifest is missing")
	case errors.Is(err, db.ErrClosed):
		return engine.ErrClosed
	}
	return err
}
