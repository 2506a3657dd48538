package pebble

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"

	"dateline/graph/internal/engine"
)

// An edit is a change of one quad: +1 added, -1 removed.
type edit struct {
	t engine.Tuple
	n int64
}

// A record is a key to set, or to delete if value is nil.
type record struct {
	key, value []byte
}

// edits are the differences that the transaction makes to the store.
func (tx *tx) edits() []edit {
	most := len(tx.deltas)
	for _, g := range tx.order {
		most += max(len(g.was), len(g.will))
	}
	edits := make([]edit, 0, most)
	for _, g := range tx.order {
		diff(g.was, g.will, func(t engine.Tuple, n int64) { edits = append(edits, edit{t, n}) })
		g.was, g.will = nil, nil // much memory in a large load
	}
	for t, d := range tx.deltas {
		switch {
		case d.will && !d.was:
			edits = append(edits, edit{t, +1})
		case d.was && !d.will:
			edits = append(edits, edit{t, -1})
		}
	}
	return edits
}

// commit writes the transaction; wait, if not nil, waits until it is durable.
func (tx *tx) commit() (wait func() error, err error) {
	if err := tx.ctx.Err(); err != nil {
		return nil, err
	}
	edits := tx.edits()
	if len(edits) == 0 {
		tx.settle()
		return nil, nil
	}
	dirty, err := tx.count(edits)
	if err != nil {
		return nil, err
	}
	// Whoever reads meanwhile sees values that are to go, or sees them gone.
	if slices.ContainsFunc(dirty, func(n *node) bool { return n.stored && n.counts.zero() }) {
		tx.e.clock.time.Add(1)
		defer tx.e.clock.time.Add(1)
	}
	if len(edits) < tx.e.opts.bulk {
		wait, err = tx.writeBatch(edits, dirty)
	} else {
		err = tx.writeTables(edits, dirty)
	}
	if err != nil {
		return nil, err
	}
	tx.settle()
	return wait, nil
}

// count applies the edits to the use counts, and gives the nodes whose counts
// changed in the order of their numbers.
func (tx *tx) count(edits []edit) (dirty []*node, err error) {
	for _, ed := range edits {
		for place, id := range ed.t {
			if id == 0 {
				continue
			}
			n, err := tx.byID(id)
			if err != nil {
				return nil, err
			}
			n.counts[place] += ed.n
			if !n.dirty {
				n.dirty = true
				dirty = append(dirty, n)
			}
		}
	}
	slices.SortFunc(dirty, func(a, b *node) int {
		if a.id < b.id {
			return -1
		}
		return 1
	})
	return dirty, nil
}

// A sink takes a key and its record, nil to delete it. It keeps neither.
type sink func(key, record []byte) error

// records puts all keys that change but the quads': the use counts of the
// dirty nodes; the values of new and gone ones, their hashes and names; and the
// counters of the store. Each keyspace's are together, and in order.
func (tx *tx) records(edits []edit, dirty []*node, put sink) error {
	var key, value []byte
	for _, n := range dirty {
		if n.counts.zero() && !n.stored {
			continue
		}
		key, value = countKey(key[:0], n.id), appendCounts(value[:0], n.counts)
		if err := put(key, unless(n.counts.zero(), value)); err != nil {
			return err
		}
	}
	var lists []listed
	var names []record
	var a arena
	added, quads := int64(0), int64(0)
	for _, n := range dirty {
		n.dirty = false
		gone := n.counts.zero()
		if gone != n.stored {
			continue // the record stays as it is, or was never there
		}
		if gone {
			added--
		} else {
			added++
		}
		key, value = nodeKey(key[:0], n.id), append(value[:0], n.key...)
		if err := put(key, unless(gone, value)); err != nil {
			return err
		}
		lists = append(lists, listed{n.hash, n.id, gone})
		if text, named := engine.SearchText(n.key); named {
			names = append(names, record{a.keep(appendName(a.free(), text, n.id)), unless(gone, []byte{})})
		}
	}
	if err := tx.hashes(lists, put); err != nil {
		return err
	}
	slices.SortFunc(names, func(a, b record) int { return bytes.Compare(a.key, b.key) })
	for _, r := range names {
		if err := put(r.key, r.value); err != nil {
			return err
		}
	}
	for _, ed := range edits {
		quads += ed.n
	}
	return tx.meta(added, quads, put)
}

// unless gives the record of a key: none if it is gone.
func unless(gone bool, record []byte) []byte {
	if gone {
		return nil
	}
	return record
}

// A listed value enters or leaves the record of its hash.
type listed struct {
	hash uint64
	id   engine.ID
	gone bool
}

// hashes puts the changed records of hashes.
func (tx *tx) hashes(lists []listed, put sink) error {
	slices.SortFunc(lists, func(a, b listed) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.id, b.id))
	})
	var key, value []byte
	for len(lists) > 0 {
		hash, n := lists[0].hash, 0
		var gone []engine.ID
		for ; n < len(lists) && lists[n].hash == hash; n++ {
			if lists[n].gone {
				gone = append(gone, lists[n].id)
			}
		}
		others := tx.others[hash]
		if gone != nil {
			var err error
			if others, err = readHash(tx.finder.look, hash); err != nil {
				return err
			}
		}
		key, value = hashKey(key[:0], hash), value[:0]
		for _, id := range others {
			if !slices.Contains(gone, id) {
				value = appendID(value, id)
			}
		}
		for _, l := range lists[:n] {
			if !l.gone {
				value = appendID(value, l.id)
			}
		}
		if err := put(key, unless(len(value) == 0, value)); err != nil {
			return err
		}
		lists = lists[n:]
	}
	return nil
}

// meta puts the new counters of the store, in the order of their names.
func (tx *tx) meta(nodes, quads int64, put sink) error {
	if err := put(metaKey(metaLastID), binary.AppendUvarint(nil, uint64(tx.e.lastID))); err != nil {
		return err
	}
	for _, by := range []struct {
		name byte
		n    int64
	}{{metaNodes, nodes}, {metaQuads, quads}} {
		n, err := readMeta(tx.e.db, by.name)
		if err != nil {
			return err
		}
		if err := put(metaKey(by.name), binary.AppendUvarint(nil, uint64(n+by.n))); err != nil {
			return err
		}
	}
	return nil
}

// settle makes the nodes that the writer remembers those that are now stored.
func (tx *tx) settle() {
	for _, n := range tx.fresh {
		n.stored = true
		// An event or a text is of its article alone: it is hardly met again.
		if n.counts[engine.Object] < 2 && n.counts[engine.Predicate] == 0 {
			tx.drop(n)
		}
	}
	for _, n := range tx.old {
		if n.counts.zero() {
			tx.drop(n)
		}
	}
	tx.e.clock.last.Store(uint64(tx.e.lastID))
}

// drop forgets a node.
func (tx *tx) drop(n *node) {
	delete(tx.e.known, n.key)
	delete(tx.e.before, n.key)
}

// An arena holds many small byte slices in few large ones.
type arena struct{ block []byte }

// free gives the space after what is kept, to append to.
func (a *arena) free() []byte {
	if cap(a.block)-len(a.block) < 1<<10 {
		a.block = make([]byte, 0, 64<<10)
	}
	return a.block[len(a.block):]
}

// keep keeps what was appended to the last free.
func (a *arena) keep(b []byte) []byte {
	if len(b) <= cap(a.block)-len(a.block) { // else append moved it elsewhere
		a.block = a.block[:len(a.block)+len(b)]
	}
	return b[:len(b):len(b)]
}
