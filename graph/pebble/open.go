package pebble

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"syscall"

	"github.com/cespare/xxhash/v2"
	db "github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/sstable/block"
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
// which version, and formatDraft while it is being made. Pebble's own files
// lie beside it, its logs in logDir.
const (
	formatFile  = "DATELINE"
	formatDraft = "DATELINE.new"
	logDir      = "log"
	formatText  = "dateline quad store, format "
	formatNow   = "2"
	// From this version on a damaged log is told from one that was cut off.
	pebbleNow   = db.FormatWALSyncChunks
	cacheBytes  = 128 << 20
	memtable    = 32 << 20
	pointBlock  = 8 << 10  // bytes of a block, most of whose keys are asked for here and there
	runBlock    = 16 << 10 // and of one whose keys are read in long runs
	maxFormat   = 200      // bytes of a formatFile that are read
	nameEntries = 1 << 16
)

// Open opens the store in the directory path, and makes it first if there is
// nothing there and the store may be written.
func Open(path string, opts Options) (opened *Engine, err error) {
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
	fresh, err := inspect(path, opts)
	if err != nil {
		return nil, err
	}
	if fresh {
		if err := opts.FS.MkdirAll(path, 0o755); err != nil {
			return nil, err
		}
	}
	if opts.ReadOnly {
		opts.FS = mediumFS{opts.FS}
	}
	lock, err := db.LockDirectory(path, opts.FS)
	var cannot *fs.PathError
	switch {
	case errors.As(err, &cannot):
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("%w (wait until it ends, or give another place)", engine.ErrLocked)
	}
	// Pebble holds the lock from here on, and counts on it with us.
	defer func() { err = errors.Join(err, lock.Close()) }()

	e := &Engine{path: path, opts: opts, known: map[string]*node{}, trouble: newTrouble()}
	e.view.e = e
	e.pebble = pebbleOptions(opts, lock, e.trouble)
	if fresh {
		err = writeFormat(path, opts.FS, formatDraft)
	} else {
		e.pebble.ErrorIfNotExists = true
	}
	if err == nil && !opts.ReadOnly {
		err = removeTables(path, opts.FS)
	}
	if err != nil {
		return nil, err
	}
	if e.db, err = db.Open(path, e.pebble); err != nil {
		return nil, wrap(err)
	}
	if err := e.load(); err != nil {
		return nil, errors.Join(err, e.db.Close())
	}
	if fresh {
		if err := finishFormat(path, opts.FS); err != nil {
			return nil, errors.Join(err, e.db.Close())
		}
	}
	return e, nil
}

// A mediumFS lets a store be read where nobody can write, not even a lock.
type mediumFS struct{ vfs.FS }

func (m mediumFS) Unwrap() vfs.FS { return m.FS }

func (m mediumFS) Lock(name string) (io.Closer, error) {
	lock, err := m.FS.Lock(name)
	if errors.Is(err, syscall.EROFS) {
		return kept{}, nil
	}
	return lock, err
}

// load reads what the writer needs to know.
func (e *Engine) load() error {
	n, err := readMeta(e.db, metaLastID)
	e.lastID = engine.ID(n)
	e.clock.last.Store(uint64(n))
	return err
}

// inspect checks that path is a store of this version, or a place for a fresh
// one: nothing, an empty directory, or a store that was never finished.
func inspect(path string, opts Options) (fresh bool, err error) {
	names, err := opts.FS.List(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !opts.ReadOnly:
		return true, nil
	case err != nil:
		if info, statErr := opts.FS.Stat(path); statErr == nil && !info.IsDir() {
			return false, fmt.Errorf("%w: it is a file, and a store is a directory", engine.ErrFormat)
		}
		return false, err
	case slices.Contains(names, formatFile):
		return false, checkFormat(path, opts.FS)
	case opts.ReadOnly && len(names) == 0:
		return false, fmt.Errorf("%w: the directory is empty", engine.ErrFormat)
	case opts.ReadOnly || len(names) > 0 && !slices.Contains(names, formatDraft):
		return false, fmt.Errorf("%w: the directory holds other files", engine.ErrFormat)
	}
	return true, nil
}

func checkFormat(path string, from vfs.FS) error {
	f, err := from.Open(from.PathJoin(path, formatFile))
	if err != nil {
		return err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxFormat))
	if err != nil {
		return err
	}
	version, ok := bytes.CutPrefix(bytes.TrimSpace(text), []byte(formatText))
	if !ok {
		return fmt.Errorf("%w: its file %s is not as it was written", engine.ErrFormat, formatFile)
	}
	if string(version) != formatNow {
		return fmt.Errorf("%w: it has format %q, this program reads format %s", engine.ErrFormat, version, formatNow)
	}
	return nil
}

// writeFormat writes the text of formatFile under a name.
func writeFormat(path string, to vfs.FS, name string) error {
	f, err := to.Create(to.PathJoin(path, name), vfs.WriteCategoryUnspecified)
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, formatText+formatNow+"\n")
	return errors.Join(err, f.Sync(), f.Close())
}

// finishFormat makes a draft the formatFile, whole or not at all.
func finishFormat(path string, in vfs.FS) error {
	if err := in.Rename(in.PathJoin(path, formatDraft), in.PathJoin(path, formatFile)); err != nil {
		return err
	}
	return syncDir(in, path)
}

func pebbleOptions(opts Options, lock *db.Lock, t *trouble) *db.Options {
	o := &db.Options{
		FS:                 guardFS{opts.FS, t},
		WALDir:             db.MakeStoreRelativePath(opts.FS, logDir),
		Lock:               lock,
		ReadOnly:           opts.ReadOnly,
		CacheSize:          opts.CacheBytes,
		MemTableSize:       memtable,
		FormatMajorVersion: pebbleNow,
		Comparer:           comparer(),
		Logger:             t,
		EventListener: &db.EventListener{
			BackgroundError: t.background,
			// Whoever reads what is damaged gets the error itself.
			DataCorruption: func(db.DataCorruptionInfo) {},
		},
		// Fewer and larger merges than Pebble makes by itself: a look-up has some
		// tables more to ask, and half as many again save hardly anything.
		L0CompactionThreshold: 16, // Pebble begins at the half
		L0StopWritesThreshold: 32,
		LBaseMaxBytes:         512 << 20,
	}
	// zstd's fastest level: the next takes twice its time to save 3 % more.
	lasting := sstable.CompressionProfile{
		Name:                "dateline",
		DataBlocks:          block.BalancedCompression.DataBlocks,
		ValueBlocks:         block.BalancedCompression.ValueBlocks,
		OtherBlocks:         block.SnappyCompression.OtherBlocks,
		MinReductionPercent: block.SnappyCompression.MinReductionPercent,
	}
	// In rows, with zstd, quads take 6 bytes less than in columns.
	o.Experimental.EnableColumnarBlocks = func() bool { return false }
	for i := range o.Levels {
		o.Levels[i].FilterPolicy = keyFilter{bloom.FilterPolicy(10)}
		o.Levels[i].BlockSize = pointBlock
		// What is rewritten soon is compressed fast, what stays, well.
		o.Levels[i].Compression = func() *sstable.CompressionProfile { return sstable.SnappyCompression }
		if i >= len(o.Levels)-2 {
			o.Levels[i].Compression = func() *sstable.CompressionProfile { return &lasting }
		}
	}
	o.EnsureDefaults()
	return o
}

// tableOptions are those of tables to be taken in: some go to the lowest level,
// and are compressed for it.
func (e *Engine) tableOptions(space byte, lowest bool) sstable.WriterOptions {
	level := 0
	if lowest {
		level = len(e.pebble.Levels) - 1
	}
	o := e.pebble.MakeWriterOptions(level, e.db.TableFormat())
	switch space {
	case spacePOSL, spaceOSPL, spaceLSPO:
		o.BlockSize = runBlock
	}
	return o
}
