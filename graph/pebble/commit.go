package pebble

import (
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
	records, err := tx.records(edits, dirty)
	if err != nil {
		return nil, err
	}
	if len(edits) < tx.e.opts.bulk {
		wait, err = tx.writeBatch(edits, records)
	} else {
		err = tx.writeTables(edits, records)
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

// records are all keys that change but the quads': those of the dirty nodes,
// their hashes and names, and the counters of the store. Each keyspace's are
// together, and in order.
func (tx *tx) records(edits []edit, dirty []*node) ([]record, error) {
	a := arena{}
	var hashes, names []record
	nodes := make([]record, 0, len(dirty))
	added := int64(0)
	lists := map[uint64]bool{}
	for _, n := range dirty {
		n.dirty = false
		gone := n.counts.zero()
		switch {
		case gone && !n.stored:
			continue
		case gone:
			added--
			if err := tx.unlist(n); err != nil {
				return nil, err
			}
			nodes = append(nodes, record{key: a.keep(nodeKey(a.free(), n.id))})
		default:
			key := a.keep(nodeKey(a.free(), n.id))
			nodes = append(nodes, record{key, a.keep(appendNode(a.free(), n.counts, n.key))})
			if n.stored {
				continue
			}
			added++
		}
		lists[n.hash] = true
		if text, named := engine.SearchText(n.key); named {
			r := record{key: a.keep(appendName(a.free(), text, n.id))}
			if !gone {
				r.value = []byte{}
			}
			names = append(names, r)
		}
	}
	// A new value that no quad ended up with is in its hash's list in vain.
	for _, n := range tx.fresh {
		if n.counts.zero() {
			if err := tx.unlist(n); err != nil {
				return nil, err
			}
		}
	}
	for hash := range lists {
		r := record{key: a.keep(hashKey(a.free(), hash))}
		if ids := tx.hashes[hash]; len(ids) > 0 {
			b := a.free()
			for _, id := range ids {
				b = appendID(b, id)
			}
			r.value = a.keep(b)
		}
		hashes = append(hashes, r)
	}
	byKey := func(a, b record) int { return slices.Compare(a.key, b.key) }
	slices.SortFunc(hashes, byKey)
	slices.SortFunc(names, byKey)
	quads := int64(0)
	for _, ed := range edits {
		quads += ed.n
	}
	meta, err := tx.meta(added, quads)
	return slices.Concat(meta, nodes, hashes, names), err
}

// meta are the new counters of the store, in the order of their names.
func (tx *tx) meta(nodes, quads int64) ([]record, error) {
	records := []record{{metaKey(metaLastID), binary.AppendUvarint(nil, uint64(tx.e.lastID))}}
	for _, by := range []struct {
		name byte
		n    int64
	}{{metaNodes, nodes}, {metaQuads, quads}} {
		n, err := readMeta(tx.e.db, by.name)
		if err != nil {
			return nil, err
		}
		records = append(records, record{metaKey(by.name), binary.AppendUvarint(nil, uint64(n+by.n))})
	}
	return records, nil
}

// unlist takes a node out of the record of its hash.
func (tx *tx) unlist(n *node) error {
	ids, met := tx.hashes[n.hash]
	if !met {
		var err error
		if _, _, ids, err = findNode(tx.e.db, []byte(n.key), n.hash); err != nil {
			return err
		}
	}
	tx.hashes[n.hash] = slices.DeleteFunc(ids, func(id engine.ID) bool { return id == n.id })
	return nil
}

// settle makes the nodes that the writer remembers those that are now stored.
func (tx *tx) settle() {
	for _, n := range tx.fresh {
		n.stored = true
		if n.counts.zero() {
			delete(tx.e.known, n.key)
		}
	}
	for _, n := range tx.old {
		if n.counts.zero() {
			delete(tx.e.known, n.key)
		}
	}
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
