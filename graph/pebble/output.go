package pebble

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	db "github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/objstorage/objstorageprovider"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"

	"dateline/graph/internal/engine"
)

// bulkEdits is the number of changed quads from which sorted tables are
// cheaper than the log and the memtable.
const bulkEdits = 50_000

// writeBatch commits by Pebble's log; wait waits for its sync.
func (tx *tx) writeBatch(edits []edit, dirty []*node) (wait func() error, err error) {
	b := tx.e.db.NewBatch()
	defer func() {
		if err != nil {
			err = errors.Join(err, b.Close())
		}
	}()
	put := func(key, value []byte) error {
		if value == nil {
			return b.Delete(key, nil)
		}
		return b.Set(key, value, nil)
	}
	var key []byte
	for _, ed := range edits {
		for space := byte(firstOrder); space <= spaceLSPO; space++ {
			key = appendTuple(key[:0], space, ed.t)
			if err := put(key, existence(ed.n > 0)); err != nil {
				return nil, err
			}
		}
	}
	if err := tx.records(edits, dirty, put); err != nil {
		return nil, err
	}
	if err := tx.e.db.ApplyNoSyncWait(b, db.Sync); err != nil {
		return nil, err
	}
	return func() error { return errors.Join(b.SyncWait(), b.Close()) }, nil
}

// existence is the record of a key that says all by itself.
func existence(there bool) []byte {
	if there {
		return []byte{}
	}
	return nil
}

// writeTables commits by tables that Pebble takes in as they are: no log, no
// memtable, and in an empty store no compaction.
func (tx *tx) writeTables(edits []edit, dirty []*node) (err error) {
	quads, err := readMeta(tx.e.db, metaQuads)
	if err != nil {
		return err
	}
	ids := make([]engine.ID, len(dirty))
	for i, n := range dirty {
		ids[i] = n.id
	}
	t := &tables{e: tx.e, options: tx.e.tableOptions(quads == 0)}
	defer func() { err = errors.Join(err, t.remove()) }()
	if err := tx.records(edits, dirty, t.put); err != nil {
		return err
	}
	var key []byte
	sorter := newSorter(edits, ids, tx.first)
	for _, space := range sorting {
		if err := tx.ctx.Err(); err != nil {
			return err
		}
		sorter.next(space)
		for i := range sorter.rows {
			r := &sorter.rows[i]
			key = sorter.appendKey(key[:0], space, r)
			if err := t.put(key, existence(r.n > 0)); err != nil {
				return err
			}
		}
	}
	if err := errors.Join(t.finish(), tx.ctx.Err()); err != nil {
		return err
	}
	return tx.e.db.Ingest(tx.ctx, t.paths)
}

// tables writes records, in the order of their keys, into table files.
type tables struct {
	e       *Engine
	options sstable.WriterOptions
	w       *sstable.Writer
	space   byte // of the table being written
	paths   []string
}

// tableBytes is about the size of a table.
const tableBytes = 64 << 20

// loadPrefix begins the names of tables that Pebble has not yet taken in.
const loadPrefix = "load-"

// put adds a record. Each keyspace begins a table.
func (t *tables) put(key, value []byte) error {
	if t.w != nil && (t.space != key[0] || t.w.Raw().EstimatedSize() > tableBytes) {
		if err := t.finish(); err != nil {
			return err
		}
	}
	if t.w == nil {
		path := t.e.opts.FS.PathJoin(t.e.path, fmt.Sprintf("%s%d", loadPrefix, len(t.paths)))
		f, err := t.e.opts.FS.Create(path, vfs.WriteCategoryUnspecified)
		if err != nil {
			return err
		}
		t.paths = append(t.paths, path)
		t.w, t.space = sstable.NewWriter(objstorageprovider.NewFileWritable(f), t.options), key[0]
	}
	if value == nil {
		return t.w.Delete(key)
	}
	return t.w.Set(key, value)
}

func (t *tables) finish() error {
	if t.w == nil {
		return nil
	}
	w := t.w
	t.w = nil
	return w.Close()
}

// remove deletes the files; those that Pebble took in live on under its names.
func (t *tables) remove() error {
	err := t.finish()
	for _, path := range t.paths {
		if e := t.e.opts.FS.Remove(path); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	return err
}

// removeTables deletes what a load left that was cut off.
func removeTables(path string, from vfs.FS) error {
	names, err := from.List(path)
	for _, name := range names {
		if strings.HasPrefix(name, loadPrefix) {
			err = errors.Join(err, from.Remove(from.PathJoin(path, name)))
		}
	}
	return err
}
