package pebble

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/cespare/xxhash/v2"
	db "github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"

	"dateline/graph/internal/engine"
)

// Options of an engine; the zero value serves.
type Options struct {
	ReadOnly bool
	// FS is where the store lies; nil is the disk.
	FS vfs.FS
	// CacheBytes bounds the blocks kept in memory; 0 is 128 MiB.
	CacheBytes int64

	bulk int                       // edits from which tables are written; 0 is bulkEdits
	hash func(value []byte) uint64 // tests make values collide; they cost a comparison and change nothing
}

// A store's directory carries formatFile, which says that it is one and of
// which version; Pebble's own files lie beside it.
const (
	formatFile = "DATELINE"
	formatText = "dateline quad store, format "
	formatNow  = "1"
	// Row blocks: with zstd, quads take 20 bytes less in them than in columns.
	pebbleNow   = db.FormatFlushableIngestExcises
	cacheBytes  = 128 << 20
	memtable    = 32 << 20
	maxFormat   = 200 // bytes of a formatFile that are read
	nameEntries = 1 << 16
)

// Open opens the store in the directory path, and makes it first if there is
// nothing there and the store may be written.
func Open(path string, opts Options) (*Engine, error) {
	if opts.FS == nil {
		opts.FS = vfs.Default
	}
	if opts.CacheBytes == 0 {
		opts.CacheBytes = cacheBytes
	}
	if opts.bulk == 0 {
		opts.bulk = bulkEdits
	}
	if opts.hash == nil {
		opts.hash = xxhash.Sum64
	}
	if err := prepare(path, opts); err != nil {
		return nil, err
	}
	lock, err := db.LockDirectory(path, opts.FS)
	if err != nil {
		if errors.Is(err, fs.ErrPermission) || errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		return nil, fmt.Errorf("%w (wait until it ends, or give another place)", engine.ErrLocked)
	}
	defer lock.Close()

	if !opts.ReadOnly {
		if err := removeTables(path, opts.FS); err != nil {
			return nil, err
		}
	}
	po := pebbleOptions(opts, lock, &logger{})
	d, err := db.Open(path, po)
	if err != nil {
		return nil, wrap(err)
	}
	e := &Engine{db: d, path: path, opts: opts, pebble: po, known: map[string]*node{}}
	e.view.e = e
	if err := e.load(); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return e, nil
}

// load reads what the writer needs to know.
func (e *Engine) load() error {
	n, err := readMeta(e.db, metaLastID)
	e.lastID = engine.ID(n)
	return err
}

// prepare checks that path is a store of this version, or makes it one.
func prepare(path string, opts Options) error {
	names, err := opts.FS.List(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && opts.ReadOnly:
		return err
	case errors.Is(err, fs.ErrNotExist):
		if err := opts.FS.MkdirAll(path, 0o755); err != nil {
			return err
		}
	case err != nil:
		if info, statErr := opts.FS.Stat(path); statErr == nil && !info.IsDir() {
			return fmt.Errorf("%w: it is a file, and a store is a directory", engine.ErrFormat)
		}
		return err
	}
	f, err := opts.FS.Open(opts.FS.PathJoin(path, formatFile))
	switch {
	case err == nil:
		defer f.Close()
		text, err := io.ReadAll(io.LimitReader(f, maxFormat))
		if err != nil {
			return err
		}
		return checkFormat(text)
	case !errors.Is(err, fs.ErrNotExist):
		return err
	case len(names) > 0:
		return fmt.Errorf("%w: the directory holds other files", engine.ErrFormat)
	case opts.ReadOnly:
		return fmt.Errorf("%w: the directory is empty", engine.ErrFormat)
	}
	return writeFormat(path, opts.FS)
}

func checkFormat(text []byte) error {
	version, ok := bytes.CutPrefix(bytes.TrimSpace(text), []byte(formatText))
	if !ok {
		return fmt.Errorf("%w: its file %s is not as it was written", engine.ErrFormat, formatFile)
	}
	if string(version) != formatNow {
		return fmt.Errorf("%w: it has format %s, this program reads format %s", engine.ErrFormat, version, formatNow)
	}
	return nil
}

// writeFormat makes formatFile appear whole or not at all.
func writeFormat(path string, fs vfs.FS) error {
	temporary := fs.PathJoin(path, formatFile+".new")
	f, err := fs.Create(temporary, vfs.WriteCategoryUnspecified)
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, formatText+formatNow+"\n")
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := fs.Rename(temporary, fs.PathJoin(path, formatFile)); err != nil {
		return err
	}
	dir, err := fs.OpenDir(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

func pebbleOptions(opts Options, lock *db.Lock, logger *logger) *db.Options {
	o := &db.Options{
		FS:                 opts.FS,
		Lock:               lock,
		ReadOnly:           opts.ReadOnly,
		CacheSize:          opts.CacheBytes,
		MemTableSize:       memtable,
		FormatMajorVersion: pebbleNow,
		Logger:             logger,
	}
	for i := range o.Levels {
		o.Levels[i].FilterPolicy = hashFilter{bloom.FilterPolicy(10)}
		o.Levels[i].BlockSize = 16 << 10
		// What is rewritten soon is compressed fast, what stays, well.
		o.Levels[i].Compression = func() *sstable.CompressionProfile { return sstable.SnappyCompression }
		if i >= len(o.Levels)-2 {
			o.Levels[i].Compression = func() *sstable.CompressionProfile { return sstable.ZstdCompression }
		}
	}
	o.EnsureDefaults()
	return o
}

// tableOptions are those of tables to be taken in: in an empty store they go
// to the lowest level, and are compressed for it.
func (e *Engine) tableOptions(empty bool) sstable.WriterOptions {
	level := 0
	if empty {
		level = len(e.pebble.Levels) - 1
	}
	return e.pebble.MakeWriterOptions(level, e.db.TableFormat())
}

// A hashFilter is a Bloom filter of the keys that are asked for without being
// there: the hashes of new values. All other keys would only make it large.
type hashFilter struct{ db.FilterPolicy }

func (hashFilter) Name() string { return "dateline.hash" }

func (f hashFilter) NewWriter(t db.FilterType) db.FilterWriter {
	return hashFilterWriter{f.FilterPolicy.NewWriter(t)}
}

func (f hashFilter) MayContain(t db.FilterType, filter, key []byte) bool {
	return len(key) == 0 || key[0] != spaceHash || f.FilterPolicy.MayContain(t, filter, key)
}

type hashFilterWriter struct{ db.FilterWriter }

func (w hashFilterWriter) AddKey(key []byte) {
	if len(key) > 0 && key[0] == spaceHash {
		w.FilterWriter.AddKey(key)
	}
}
