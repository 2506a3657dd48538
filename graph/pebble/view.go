package pebble

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"sync"

	"github.com/cayleygraph/quad"
	db "github.com/cockroachdb/pebble/v2"

	"dateline/graph/internal/engine"
)

// A view reads a snapshot or, without one, the state at the time of each call.
type view struct {
	e    *Engine
	snap *db.Snapshot
	at   moment

	mu     sync.RWMutex // held for reading while snap is in use
	closed bool
}

// A state is one state of the store.
type state struct {
	db.Reader
	at moment
}

// reader gives what to read from; done must be called after.
func (v *view) reader() (r *state, done func(), err error) {
	if v.snap != nil {
		v.mu.RLock()
		if v.closed {
			v.mu.RUnlock()
			return nil, nil, engine.ErrClosed
		}
		return &state{v.snap, v.at}, v.mu.RUnlock, nil
	}
	if err := v.e.acquire(); err != nil {
		return nil, nil, err
	}
	snap, at := v.e.snapshot()
	return &state{snap, at}, func() { v.e.leave(snap.Close()) }, nil
}

// Close gives a snapshot back. It waits for reads that are under way.
func (v *view) Close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.closed {
		return nil
	}
	v.closed = true
	return errors.Join(v.snap.Close(), v.e.release())
}

// Lookup gives the numbers of values, 0 for one that no quad has.
func (v *view) Lookup(ctx context.Context, values ...quad.Value) ([]engine.ID, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r, done, err := v.reader()
	if err != nil {
		return nil, err
	}
	defer done()
	ids := make([]engine.ID, len(values))
	for i, value := range values {
		if ids[i], err = v.e.lookup(r, value); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

func (e *Engine) lookup(r *state, value quad.Value) (engine.ID, error) {
	key, ok := engine.Key(value)
	if !ok {
		return 0, nil // what cannot be stored is not there
	}
	hash := e.opts.hash(key)
	if id := e.numbers.get(key, hash, r.at); id != 0 {
		return id, nil
	}
	id, err := findNode(gets(r), string(key), hash)
	if err == nil && id != 0 {
		e.numbers.put(key, hash, id, r.at)
	}
	return id, err
}

// Values gives the values of numbers, nil where there is none.
func (v *view) Values(ctx context.Context, ids ...engine.ID) ([]quad.Value, error) {
	values := make([]quad.Value, len(ids))
	known := true
	for i, id := range ids {
		values[i] = v.e.names.get(id)
		known = known && values[i] != nil
	}
	if known {
		return values, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r, done, err := v.reader()
	if err != nil {
		return nil, err
	}
	defer done()
	for i, id := range ids {
		if values[i], err = v.e.value(r, id); err != nil {
			return nil, err
		}
	}
	return values, nil
}

// value is the value of id in r, nil if there is none.
func (e *Engine) value(r db.Reader, id engine.ID) (quad.Value, error) {
	if value := e.names.get(id); value != nil {
		return value, nil
	}
	var key [16]byte
	record, done, err := get(r, nodeKey(key[:0], id))
	if err != nil || record == nil {
		return nil, err
	}
	defer done.Close()
	return e.parse(id, record)
}

// parse reads the record of id, and remembers the value.
func (e *Engine) parse(id engine.ID, record []byte) (quad.Value, error) {
	value, err := engine.ParseValue(record)
	if err == nil && len(record) < maxCached {
		e.names.put(id, value)
	}
	return value, err
}

// resolve turns a pattern into numbers; ok is false if one of its values is
// nowhere in the store, so that nothing can match.
func (e *Engine) resolve(r *state, p engine.Pattern) (t engine.Tuple, ok bool, err error) {
	for place, value := range p.Values() {
		if value == nil {
			continue
		}
		if t[place], err = e.lookup(r, value); err != nil || t[place] == 0 {
			return t, false, err
		}
	}
	return t, true, nil
}

// Match yields the quads of a pattern.
func (v *view) Match(ctx context.Context, p engine.Pattern) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		r, done, err := v.reader()
		if err != nil {
			yield(quad.Quad{}, err)
			return
		}
		defer done()
		t, ok, err := v.e.resolve(r, p)
		if err == nil && !ok {
			err = ctx.Err()
			if err == nil {
				return
			}
		}
		if err != nil {
			yield(quad.Quad{}, err)
			return
		}
		s := speller{e: v.e, r: r}
		defer s.close()
		for t, err := range scan(ctx, r, t) {
			if err != nil {
				yield(quad.Quad{}, err)
				return
			}
			q, err := s.quad(t)
			if !yield(q, err) || err != nil {
				return
			}
		}
	}
}

// A speller spells the tuples of one scan out. The values of an article have
// numbers next to each other, so that after a few look-ups it goes through them
// with an iterator.
type speller struct {
	e      *Engine
	r      db.Reader
	misses int
	it     *db.Iterator
	key    []byte
}

// fewMisses is the number of look-ups that cost less than an iterator.
const fewMisses = 6

func (s *speller) value(id engine.ID) (quad.Value, error) {
	if value := s.e.names.get(id); value != nil {
		return value, nil
	}
	if s.misses++; s.misses <= fewMisses {
		return s.e.value(s.r, id)
	}
	if s.it == nil {
		it, err := s.r.NewIter(&db.IterOptions{LowerBound: []byte{spaceNode}, UpperBound: []byte{spaceNode + 1}})
		if err != nil {
			return nil, wrap(err)
		}
		s.it = it
	}
	s.key = nodeKey(s.key[:0], id)
	if !s.it.SeekGE(s.key) || !bytes.Equal(s.it.Key(), s.key) {
		return nil, wrap(s.it.Error())
	}
	record, err := s.it.ValueAndErr()
	if err != nil {
		return nil, wrap(err)
	}
	return s.e.parse(id, record)
}

func (s *speller) close() {
	if s.it != nil {
		closeIter(s.it) // its errors were reported by value
	}
}

// quad spells a tuple out.
func (s *speller) quad(t engine.Tuple) (quad.Quad, error) {
	var q quad.Quad
	for place, to := range [4]*quad.Value{&q.Subject, &q.Predicate, &q.Object, &q.Label} {
		if t[place] == 0 {
			continue
		}
		value, err := s.value(t[place])
		if err != nil {
			return quad.Quad{}, err
		}
		if value == nil {
			return quad.Quad{}, corrupt("a quad has the value %d, which has no record", t[place])
		}
		*to = value
	}
	return q, nil
}

// Count gives the exact number of quads of a pattern.
func (v *view) Count(ctx context.Context, p engine.Pattern) (int64, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	r, done, err := v.reader()
	if err != nil {
		return 0, err
	}
	defer done()
	t, ok, err := v.e.resolve(r, p)
	if err != nil || !ok {
		return 0, err
	}
	if n, exact, err := size(r, t); exact || err != nil {
		return n, err
	}
	var n int64
	for _, err := range scan(ctx, r, t) {
		if err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}

// Stats gives the exact numbers of values and quads.
func (v *view) Stats(ctx context.Context, _ bool) (nodes, quads int64, err error) {
	if err := ctx.Err(); err != nil {
		return 0, 0, err
	}
	r, done, err := v.reader()
	if err != nil {
		return 0, 0, err
	}
	defer done()
	if nodes, err = readMeta(r, metaNodes); err != nil {
		return 0, 0, err
	}
	quads, err = readMeta(r, metaQuads)
	return nodes, quads, err
}
