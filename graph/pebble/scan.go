package pebble

import (
	"context"
	"errors"
	"iter"

	"github.com/cayleygraph/quad"
	db "github.com/cockroachdb/pebble/v2"

	"dateline/graph/internal/engine"
)

// checkEvery is the number of steps between two looks at a context.
const checkEvery = 1024

// A plan is the prefix of one keyspace that holds all quads of a pattern, and
// whether it holds others.
type plan struct {
	prefix []byte
	filter bool
}

// planFor chooses the keyspace whose keys begin with most of t's bound places.
func planFor(t engine.Tuple) plan {
	bound := 0
	for _, id := range t {
		if id != 0 {
			bound++
		}
	}
	var best plan
	longest := -1
	// Without any bound place, LSPO wins: a full scan goes graph by graph.
	for space := byte(spaceLSPO); space >= firstOrder; space-- {
		prefix, n := appendPrefix(make([]byte, 0, 40), space, t)
		if n > longest {
			best, longest = plan{prefix, n < bound}, n
		}
	}
	return best
}

// A cursor goes through the quads of a pattern, or through all nodes.
type cursor struct {
	it      *db.Iterator
	prefix  []byte // of all its keys
	done    func()
	pattern engine.Tuple
	filter  bool
	steps   int
	tuple   engine.Tuple
	err     error
}

// Scan opens a cursor over the quads of a pattern.
func (v *view) Scan(ctx context.Context, t engine.Tuple) (engine.Cursor, error) {
	p := planFor(t)
	c, err := v.cursor(ctx, p.prefix)
	if err != nil {
		return nil, err
	}
	c.pattern, c.filter = t, p.filter
	return c, nil
}

// Nodes opens a cursor over every number in use.
func (v *view) Nodes(ctx context.Context) (engine.Cursor, error) {
	return v.cursor(ctx, []byte{spaceNode})
}

func (v *view) cursor(ctx context.Context, prefix []byte) (*cursor, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r, done, err := v.reader()
	if err != nil {
		return nil, err
	}
	it, err := r.NewIter(&db.IterOptions{LowerBound: prefix, UpperBound: after(prefix)})
	if err != nil {
		done()
		return nil, wrap(err)
	}
	return &cursor{it: it, prefix: prefix, done: done}, nil
}

// Next goes to the next quad.
func (c *cursor) Next(ctx context.Context) bool {
	for c.step(ctx) && c.read() {
		if !c.filter || matches(c.tuple, c.pattern) {
			return true
		}
	}
	return false
}

// step goes to the next key.
func (c *cursor) step(ctx context.Context) (ok bool) {
	if c.err != nil || c.it == nil {
		return false
	}
	if c.steps++; c.steps%checkEvery == 1 {
		if c.err = ctx.Err(); c.err != nil {
			return false
		}
	}
	if c.steps == 1 {
		ok = first(c.it, c.prefix)
	} else {
		ok = c.it.Next()
	}
	if !ok {
		c.err = errors.Join(wrap(c.it.Error()), ctx.Err())
	}
	return ok
}

// read takes up the key where the iterator is.
func (c *cursor) read() bool {
	var parsed bool
	if key := c.it.Key(); key[0] == spaceNode {
		var n int
		c.tuple[engine.Subject], n = parseID(key[1:])
		parsed = n > 0
	} else {
		c.tuple, parsed = parseTuple(key)
	}
	if !parsed {
		c.err = corrupt("malformed key %x", c.it.Key())
	}
	return parsed
}

// Tuple is where the cursor is.
func (c *cursor) Tuple() engine.Tuple { return c.tuple }

// Err is what ended Next early.
func (c *cursor) Err() error { return c.err }

// Close gives the cursor back; more than once does no harm.
func (c *cursor) Close() error {
	if c.it == nil {
		return nil
	}
	err := c.it.Close()
	c.it = nil
	c.done()
	return wrap(err)
}

// scan yields the quads of a pattern in r.
func scan(ctx context.Context, r db.Reader, t engine.Tuple) iter.Seq2[engine.Tuple, error] {
	return func(yield func(engine.Tuple, error) bool) {
		p := planFor(t)
		for key, err := range keys(ctx, r, p.prefix) {
			if err != nil {
				yield(engine.Tuple{}, err)
				return
			}
			found, ok := parseTuple(key)
			if !ok {
				yield(engine.Tuple{}, corrupt("malformed quad key %x", key))
				return
			}
			if p.filter && !matches(found, t) {
				continue
			}
			if !yield(found, nil) {
				return
			}
		}
	}
}

func matches(t, pattern engine.Tuple) bool {
	for i, id := range pattern {
		if id != 0 && t[i] != id {
			return false
		}
	}
	return true
}

// keys yields the keys of r that begin with prefix. A key is valid until the
// next one. A context that ended is its last error.
func keys(ctx context.Context, r db.Reader, prefix []byte) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		iterate(ctx, r, prefix, func(it *db.Iterator, err error) bool {
			if err != nil {
				return yield(nil, err)
			}
			return yield(it.Key(), nil)
		})
	}
}

// pairs is keys with the records.
func pairs(ctx context.Context, r db.Reader, prefix []byte) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		iterate(ctx, r, prefix, func(it *db.Iterator, err error) bool {
			if err != nil {
				return yield(record{}, err)
			}
			value, err := it.ValueAndErr()
			return yield(record{it.Key(), value}, wrap(err))
		})
	}
}

func iterate(ctx context.Context, r db.Reader, prefix []byte, yield func(*db.Iterator, error) bool) {
	if err := ctx.Err(); err != nil {
		yield(nil, err)
		return
	}
	it, err := r.NewIterWithContext(ctx, &db.IterOptions{LowerBound: prefix, UpperBound: after(prefix)})
	if err != nil {
		yield(nil, wrap(err))
		return
	}
	defer closeIter(it)
	steps := 0
	for ok := first(it, prefix); ok; ok = it.Next() {
		if steps++; steps%checkEvery == 0 && ctx.Err() != nil {
			break
		}
		if !yield(it, nil) {
			return
		}
	}
	if err := errors.Join(wrap(it.Error()), ctx.Err()); err != nil {
		yield(nil, err)
	}
}

// first goes to the first key with a prefix, within which the iterator is bound.
// If that tells the subject, tables that have no such key are left out.
func first(it *db.Iterator, prefix []byte) bool {
	if prefix[0] == spaceSPOL && len(prefix) > 1 {
		return it.SeekPrefixGE(prefix)
	}
	return it.First()
}

// closeIter closes an iterator whose errors were asked for before.
func closeIter(it *db.Iterator) { _ = it.Close() }

// Size estimates the number of quads of a pattern.
func (v *view) Size(ctx context.Context, t engine.Tuple) (int64, bool, error) {
	if err := ctx.Err(); err != nil {
		return 0, false, err
	}
	r, done, err := v.reader()
	if err != nil {
		return 0, false, err
	}
	defer done()
	return size(r, t)
}

// size is exact for patterns with at most one bound place, and else the least
// use count of the bound ones.
func size(r db.Reader, t engine.Tuple) (n int64, exact bool, err error) {
	bound := 0
	for place, id := range t {
		if id == 0 {
			continue
		}
		c, err := readCounts(gets(r), id)
		if err != nil {
			return 0, false, err
		}
		if c[place] == 0 {
			return 0, true, nil
		}
		if bound == 0 || c[place] < n {
			n = c[place]
		}
		bound++
	}
	if bound == 0 {
		n, err = readMeta(r, metaQuads)
		return n, true, err
	}
	return n, bound == 1, nil
}

// Labels yields each name of a graph once, seeking from one to the next.
func (v *view) Labels(ctx context.Context) iter.Seq2[quad.Value, error] {
	return func(yield func(quad.Value, error) bool) {
		r, done, err := v.reader()
		if err != nil {
			yield(nil, err)
			return
		}
		defer done()
		it, err := r.NewIterWithContext(ctx, &db.IterOptions{LowerBound: []byte{spaceLSPO}, UpperBound: []byte{spaceLSPO + 1}})
		if err != nil {
			yield(nil, wrap(err))
			return
		}
		defer closeIter(it)
		for ok := it.First(); ok; {
			t, parsed := parseTuple(it.Key())
			if !parsed {
				yield(nil, corrupt("malformed quad key %x", it.Key()))
				return
			}
			if id := t[engine.Label]; id != 0 {
				value, err := v.e.value(r, id)
				if err == nil && value == nil {
					err = corrupt("a graph has the name %d, which has no record", id)
				}
				if !yield(value, err) || err != nil {
					return
				}
			}
			if ctx.Err() != nil {
				break
			}
			ok = it.SeekGE(after(appendID([]byte{spaceLSPO}, t[engine.Label])))
		}
		if err := it.Error(); err != nil {
			yield(nil, wrap(err))
			return
		}
		if err := ctx.Err(); err != nil {
			yield(nil, err)
		}
	}
}
