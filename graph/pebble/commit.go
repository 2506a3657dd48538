package pebble

import (
	"encoding/binary"
	"slices"

	db "github.com/cockroachdb/pebble/v2"

	"dateline/graph/internal/engine"
)

// A change of one quad: +1 added, -1 removed.
type edit struct {
	t engine.Tuple
	n int64
}

// edits are the differences that the transaction makes to the store.
func (tx *tx) edits() []edit {
	var edits []edit
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
	if len(tx.deltas) > 0 {
		slices.SortFunc(edits, func(a, b edit) int { return compare(a.t, b.t) })
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
	dirty, quads, err := tx.count(edits)
	if err != nil {
		return nil, err
	}
	b := tx.e.db.NewBatch()
	defer func() {
		if err != nil {
			b.Close()
		}
	}()
	var key, value []byte
	for _, ed := range edits {
		for space := byte(firstOrder); space <= spaceLSPO; space++ {
			key = appendTuple(key[:0], space, ed.t)
			if ed.n > 0 {
				err = b.Set(key, nil, nil)
			} else {
				err = b.Delete(key, nil)
			}
			if err != nil {
				return nil, err
			}
		}
	}
	nodes, err := tx.writeNodes(b, dirty)
	if err != nil {
		return nil, err
	}
	for name, by := range map[byte]int64{metaNodes: nodes, metaQuads: quads} {
		n, err := readMeta(tx.e.db, name)
		if err != nil {
			return nil, err
		}
		value = binary.AppendUvarint(value[:0], uint64(n+by))
		if err := b.Set(metaKey(name), value, nil); err != nil {
			return nil, err
		}
	}
	value = binary.AppendUvarint(value[:0], uint64(tx.e.lastID))
	if err := b.Set(metaKey(metaLastID), value, nil); err != nil {
		return nil, err
	}
	if err := tx.e.db.ApplyNoSyncWait(b, db.Sync); err != nil {
		return nil, err
	}
	tx.settle()
	return func() error { defer b.Close(); return b.SyncWait() }, nil
}

// count applies the edits to the use counts, and gives the nodes whose counts
// changed and the difference in quads.
func (tx *tx) count(edits []edit) (dirty []*node, quads int64, err error) {
	for _, ed := range edits {
		quads += ed.n
		for place, id := range ed.t {
			if id == 0 {
				continue
			}
			n, err := tx.byID(id)
			if err != nil {
				return nil, 0, err
			}
			n.counts[place] += ed.n
			if !n.dirty {
				n.dirty = true
				dirty = append(dirty, n)
			}
		}
	}
	return dirty, quads, nil
}

// writeNodes writes the records of the dirty nodes, and gives the difference
// in nodes.
func (tx *tx) writeNodes(b *db.Batch, dirty []*node) (nodes int64, err error) {
	var key, value []byte
	lists := map[uint64]bool{}
	for _, n := range dirty {
		n.dirty = false
		gone := n.counts.zero()
		if n.stored && !gone {
			value = appendNode(value[:0], n.counts, n.key)
			if err := b.Set(nodeKey(key[:0], n.id), value, nil); err != nil {
				return 0, err
			}
			continue
		}
		if gone && !n.stored {
			continue
		}
		v, err := parseValue([]byte(n.key))
		if err != nil {
			return 0, err
		}
		text, named := nameText(v)
		if gone {
			nodes--
			if err := tx.unlist(n); err != nil {
				return 0, err
			}
			if err := b.Delete(nodeKey(key[:0], n.id), nil); err != nil {
				return 0, err
			}
			if named {
				if err := b.Delete(appendName(key[:0], text, n.id), nil); err != nil {
					return 0, err
				}
			}
		} else {
			nodes++
			value = appendNode(value[:0], n.counts, n.key)
			if err := b.Set(nodeKey(key[:0], n.id), value, nil); err != nil {
				return 0, err
			}
			if named {
				if err := b.Set(appendName(key[:0], text, n.id), nil, nil); err != nil {
					return 0, err
				}
			}
		}
		lists[n.hash] = true
	}
	// A new value that no quad ended up with is in its hash's list in vain.
	for _, n := range tx.fresh {
		if n.counts.zero() {
			if err := tx.unlist(n); err != nil {
				return 0, err
			}
		}
	}
	for hash := range lists {
		value = value[:0]
		for _, id := range tx.hashes[hash] {
			value = appendID(value, id)
		}
		if len(value) == 0 {
			err = b.Delete(hashKey(key[:0], hash), nil)
		} else {
			err = b.Set(hashKey(key[:0], hash), value, nil)
		}
		if err != nil {
			return 0, err
		}
	}
	return nodes, nil
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
