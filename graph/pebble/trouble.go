package pebble

import (
	"fmt"
	"strings"
	"sync"

	db "github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// A trouble is the first error of a store's disk, after which its writes are
// refused: whether the failed one took place is known only after the store
// was opened again. It is Pebble's logger as well, which Pebble asks to end
// the process where we end the writing.
type trouble struct {
	happened chan struct{} // closed after first is set
	once     sync.Once
	first    error
}

func newTrouble() *trouble { return &trouble{happened: make(chan struct{})} }

func (t *trouble) set(err error) {
	t.once.Do(func() {
		t.first = fmt.Errorf("a write failed, open the store again once the cause is gone: %w", wrap(err))
		close(t.happened)
	})
}

// error says why writes are refused, nil if they are not.
func (t *trouble) error() error {
	select {
	case <-t.happened:
		return t.first
	default:
		return nil
	}
}

// background is told of failed flushes and compactions.
func (t *trouble) background(err error) {
	if !db.IsCorruptionError(err) {
		t.set(err)
	}
}

func (*trouble) Infof(string, ...any)  {}
func (*trouble) Errorf(string, ...any) {}

// Fatalf is told of a log or a manifest that could not be written.
func (t *trouble) Fatalf(format string, args ...any) {
	for _, a := range args {
		if err, ok := a.(error); ok {
			t.set(err)
		}
	}
	t.set(fmt.Errorf(format, args...))
}

// A guardFS stands between Pebble and its log. Pebble panics at a log that it
// cannot write, as on a full disk, and cannot be stopped from it: so the log
// keeps its first error to itself and us, and takes nothing in any more. A
// write is acknowledged only if there was none. And no file is deleted after it.
type guardFS struct {
	vfs.FS
	t *trouble
}

func (g guardFS) Unwrap() vfs.FS { return g.FS }

func (g guardFS) Create(name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	f, err := g.FS.Create(name, c)
	return g.guard(name, f, err)
}

func (g guardFS) ReuseForWrite(from, to string, c vfs.DiskWriteCategory) (vfs.File, error) {
	if err := g.t.error(); err != nil {
		return g.guard(to, nil, err)
	}
	f, err := g.FS.ReuseForWrite(from, to, c)
	return g.guard(to, f, err)
}

// Remove keeps everything once there was trouble. A manifest whose sync failed
// may all the same name the tables that Pebble now takes back.
func (g guardFS) Remove(name string) error {
	select {
	case <-g.t.happened:
		return nil
	default:
		return g.FS.Remove(name)
	}
}

func (g guardFS) OpenDir(name string) (vfs.File, error) {
	f, err := g.FS.OpenDir(name)
	if err == nil && g.FS.PathBase(name) == logDir {
		return guardFile{f, g.t}, nil
	}
	return f, err
}

func (g guardFS) guard(name string, f vfs.File, err error) (vfs.File, error) {
	if !strings.HasSuffix(name, ".log") {
		return f, err
	}
	if err != nil {
		g.t.set(err)
		f = vfs.NewMemFile(nil)
	}
	return guardFile{f, g.t}, nil
}

// A guardFile is a log, or the directory of the logs.
type guardFile struct {
	vfs.File
	t *trouble
}

func (f guardFile) do(op func() error) {
	if f.t.error() != nil {
		return
	}
	if err := op(); err != nil {
		f.t.set(err)
	}
}

func (f guardFile) Write(p []byte) (int, error) {
	f.do(func() error { _, err := f.File.Write(p); return err })
	return len(p), nil
}

func (f guardFile) WriteAt(p []byte, at int64) (int, error) {
	f.do(func() error { _, err := f.File.WriteAt(p, at); return err })
	return len(p), nil
}

func (f guardFile) Preallocate(at, n int64) error {
	f.do(func() error { return f.File.Preallocate(at, n) })
	return nil
}

func (f guardFile) Sync() error {
	f.do(f.File.Sync)
	return nil
}

func (f guardFile) SyncData() error {
	f.do(f.File.SyncData)
	return nil
}

func (f guardFile) SyncTo(n int64) (whole bool, err error) {
	f.do(func() error { whole, err = f.File.SyncTo(n); return err })
	return whole, nil
}

func (f guardFile) Close() error {
	f.do(f.File.Close)
	return nil
}
