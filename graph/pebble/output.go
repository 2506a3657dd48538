package pebble

import (
	"bytes"
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
			if err := put(key, unless(ed.n < 0, []byte{})); err != nil {
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
	t := &tables{e: tx.e, empty: quads == 0, first: appendID(nil, tx.first)}
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
			if err := t.put(key, unless(r.n < 0, []byte{})); err != nil {
				return err
			}
		}
	}
	if err := errors.Join(t.finish(), tx.ctx.Err()); err != nil {
		return err
	}
	return tx.e.db.Ingest(tx.ctx, t.paths)
}

// tables writes records, in the order of their keys, into table files. What
// begins with the number of a new value has tables of its own: they lie behind
// all that is stored, so that Pebble puts them on its lowest level at once, and
// never writes them again.
type tables struct {
	e     *Engine
	empty bool   // the store is, so that everything goes to the lowest level
	first []byte // the lowest number of a new value
	w     *sstable.Writer
	space byte // of the table being written
	fresh bool // it holds keys of new values
	paths []string
}

// tableBytes is about the size of a table.
const tableBytes = 64 << 20

// loadPrefix begins the names of tables that Pebble has not yet taken in.
const loadPrefix = "load-"

// put adds a record.
func (t *tables) put(key, value []byte) error {
	fresh := numbered(key[0]) && bytes.Compare(key[1:], t.first) >= 0
	if t.w != nil && (t.space != key[0] || t.fresh != fresh || t.w.Raw().EstimatedSize() > tableBytes) {
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
		t.w = sstable.NewWriter(objstorageprovider.NewFileWritable(f), t.e.tableOptions(key[0], fresh || t.empty))
		t.space, t.fresh = key[0], fresh
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
