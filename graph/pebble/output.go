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
)

// bulkEdits is the number of changed quads from which sorted tables are
// cheaper than the log and the memtable.
const bulkEdits = 50_000

// writeBatch commits by Pebble's log; wait waits for its sync.
func (tx *tx) writeBatch(edits []edit, records []record) (wait func() error, err error) {
	b := tx.e.db.NewBatch()
	defer func() {
		if err != nil {
			err = errors.Join(err, b.Close())
		}
	}()
	put := func(r record) error {
		if r.value == nil {
			return b.Delete(r.key, nil)
		}
		return b.Set(r.key, r.value, nil)
	}
	var key []byte
	for _, ed := range edits {
		for space := byte(firstOrder); space <= spaceLSPO; space++ {
			key = appendTuple(key[:0], space, ed.t)
			if err := put(ed.record(key)); err != nil {
				return nil, err
			}
		}
	}
	for _, r := range records {
		if err := put(r); err != nil {
			return nil, err
		}
	}
	if err := tx.e.db.ApplyNoSyncWait(b, db.Sync); err != nil {
		return nil, err
	}
	return func() error { return errors.Join(b.SyncWait(), b.Close()) }, nil
}

var present = []byte{}

func (ed edit) record(key []byte) record {
	if ed.n > 0 {
		return record{key, present}
	}
	return record{key: key}
}

// writeTables commits by tables that Pebble takes in as they are: no log, no
// memtable, and in an empty store no compaction.
func (tx *tx) writeTables(edits []edit, records []record) (err error) {
	quads, err := readMeta(tx.e.db, metaQuads)
	if err != nil {
		return err
	}
	t := &tables{e: tx.e, options: tx.e.tableOptions(quads == 0)}
	defer func() { err = errors.Join(err, t.remove()) }()
	if err := t.all(records); err != nil {
		return err
	}
	var key []byte
	sorter := newSorter(edits)
	for space := byte(firstOrder); space <= spaceLSPO; space++ {
		if err := tx.ctx.Err(); err != nil {
			return err
		}
		for _, i := range sorter.sort(orders[space-firstOrder]) {
			key = appendTuple(key[:0], space, edits[i].t)
			if err := t.put(edits[i].record(key)); err != nil {
				return err
			}
		}
		if err := t.finish(); err != nil {
			return err
		}
	}
	if err := tx.ctx.Err(); err != nil {
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

func (t *tables) all(records []record) error {
	for _, r := range records {
		if len(r.key) > 0 && r.key[0] != t.space {
			if err := t.finish(); err != nil {
				return err
			}
			t.space = r.key[0]
		}
		if err := t.put(r); err != nil {
			return err
		}
	}
	return t.finish()
}

func (t *tables) put(r record) error {
	if t.w != nil && t.w.Raw().EstimatedSize() > tableBytes {
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
		t.w = sstable.NewWriter(objstorageprovider.NewFileWritable(f), t.options)
	}
	if r.value == nil {
		return t.w.Delete(r.key)
	}
	return t.w.Set(r.key, r.value)
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
