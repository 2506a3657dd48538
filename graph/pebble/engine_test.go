package pebble

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"

	"dateline/graph/internal/engine"
)

func openTest(t *testing.T, path string, opts Options) *Engine {
	t.Helper()
	e, err := Open(path, opts)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func closeTest(t *testing.T, e *Engine) {
	t.Helper()
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
}

func put(t *testing.T, e *Engine, graphs ...engine.Graph) {
	t.Helper()
	if _, err := e.Replace(t.Context(), graphs); err != nil {
		t.Fatal(err)
	}
}

// TestCollidingHashes makes values share hashes: nothing may change but speed.
func TestCollidingHashes(t *testing.T) {
	for _, bulk := range []int{0, 1} {
		e := openTest(t, "/store", Options{FS: vfs.NewMem(), bulk: bulk, hash: func(v []byte) uint64 { return uint64(len(v) % 3) }})
		for n := 1; n < 8; n++ {
			for i := range 4 {
				put(t, e, edition(i, n))
			}
			put(t, e, edition(5, n), edition(6, n), edition(5, n%2))
			for i := range 4 {
				if got, want := quadsOf(t, e, edition(i, 0).Label), lines(edition(i, n).Quads); len(got) != len(want) {
					t.Fatalf("graph %d has %d quads, want %d", i, len(got), len(want))
				}
			}
			verify(t, e)
		}
		closeTest(t, e)
	}
}

// TestNoGarbage adds and deletes for long, and finds an empty store smaller
// than what passed through it.
func TestNoGarbage(t *testing.T) {
	e := openTest(t, "/store", Options{FS: vfs.NewMem()})
	for n := range 400 {
		put(t, e, edition(n%7, n+1))
		put(t, e, edition(n%7, 0))
	}
	if nodes, quads, err := e.Stats(t.Context(), true); nodes != 0 || quads != 0 || err != nil {
		t.Errorf("%d nodes, %d quads, %v", nodes, quads, err)
	}
	verify(t, e)
	if err := e.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	n := 0
	it, err := e.db.NewIter(nil)
	if err != nil {
		t.Fatal(err)
	}
	for ok := it.First(); ok; ok = it.Next() {
		n++
	}
	if err := it.Close(); err != nil {
		t.Fatal(err)
	}
	if n > 3 {
		t.Errorf("%d keys are left, want the three counters", n)
	}
	closeTest(t, e)
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	write := func(name, text string) {
		if err := os.MkdirAll(filepath.Dir(path(name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path(name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("file", "not a store")
	write("foreign/photo.jpg", "not a store")
	write("newer/DATELINE", formatText+"3\n")
	write("older/DATELINE", formatText+"1\n")
	write("other/DATELINE", "something else\n")
	write("empty/DATELINE", "")
	write("gone/DATELINE", formatText+formatNow+"\n")
	if err := os.Mkdir(path("nothing"), 0o755); err != nil {
		t.Fatal(err)
	}
	held := openTest(t, path("held"), Options{})
	defer closeTest(t, held)
	tests := []struct {
		name string
		opts Options
		is   error
		says string
	}{
		{"file", Options{}, engine.ErrFormat, "is a file"},
		{"foreign", Options{}, engine.ErrFormat, "other files"},
		{"newer", Options{}, engine.ErrFormat, `format "3"`},
		{"older", Options{}, engine.ErrFormat, `format "1"`},
		{"other", Options{}, engine.ErrFormat, "not as it was written"},
		{"empty", Options{}, engine.ErrFormat, "not as it was written"},
		{"gone", Options{}, engine.ErrCorrupt, "manifest is missing"},
		{"held", Options{}, engine.ErrLocked, "wait until it ends"},
		{"nothing", Options{ReadOnly: true}, engine.ErrFormat, "empty"},
		{"absent", Options{ReadOnly: true}, fs.ErrNotExist, ""},
		{"file/below", Options{}, nil, "not a directory"},
	}
	for _, test := range tests {
		e, err := Open(path(test.name), test.opts)
		if err == nil {
			e.Close()
		}
		if err == nil || test.is != nil && !errors.Is(err, test.is) || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	if names, _ := os.ReadDir(path("foreign")); len(names) != 1 {
		t.Error("a foreign directory was written to")
	}
}

// TestUnfinishedStore finds a store whose making was cut off, and makes it.
func TestUnfinishedStore(t *testing.T) {
	mem := vfs.NewMem()
	closeTest(t, openTest(t, "/store", Options{FS: mem}))
	if err := mem.Rename("/store/DATELINE", "/store/DATELINE.new"); err != nil {
		t.Fatal(err)
	}
	e := openTest(t, "/store", Options{FS: mem})
	put(t, e, edition(1, 1))
	closeTest(t, e)
	closeTest(t, openTest(t, "/store", Options{FS: mem, ReadOnly: true}))
}

func TestBackupIsAStore(t *testing.T) {
	for name, fs := range map[string]vfs.FS{"memory": vfs.NewMem(), "disk": vfs.Default} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			store, copied, restored := filepath.Join(dir, "store"), filepath.Join(dir, "copy"), filepath.Join(dir, "restored")
			e := openTest(t, store, Options{FS: fs})
			put(t, e, edition(1, 1))
			if err := e.db.Flush(); err != nil {
				t.Fatal(err)
			}
			put(t, e, edition(2, 1))
			if err := e.Backup(t.Context(), copied); err != nil {
				t.Fatal(err)
			}
			put(t, e, edition(1, 2), edition(2, 0))
			if err := e.Backup(t.Context(), copied); err == nil {
				t.Error("a backup was overwritten")
			}
			closeTest(t, e)

			r := openTest(t, copied, Options{FS: fs, ReadOnly: true})
			verify(t, r)
			if _, err := r.Replace(t.Context(), []engine.Graph{edition(3, 1)}); !errors.Is(err, engine.ErrReadOnly) {
				t.Error("a read-only store was written:", err)
			}
			if err := r.Backup(t.Context(), restored); err != nil {
				t.Fatal("restore:", err)
			}
			closeTest(t, r)
			e = openTest(t, restored, Options{FS: fs})
			for i, n := range map[int]int{1: 1, 2: 1, 3: 0} {
				if got, want := quadsOf(t, e, edition(i, 0).Label), lines(edition(i, n).Quads); len(got) != len(want) {
					t.Errorf("graph %d has %d quads, want %d", i, len(got), len(want))
				}
			}
			put(t, e, edition(4, 1))
			verify(t, e)
			closeTest(t, e)
		})
	}
}

// TestReadOnlyMedium reads a store where nothing can be written.
func TestReadOnlyMedium(t *testing.T) {
	mem := vfs.NewMem()
	e := openTest(t, "/store", Options{FS: mem})
	put(t, e, edition(1, 1))
	closeTest(t, e)
	medium := errorfs.Wrap(mem, errorfs.InjectorFunc(func(op errorfs.Op) error {
		if op.Kind.ReadOrWrite() == errorfs.OpIsWrite {
			return syscall.EROFS
		}
		return nil
	}))
	if _, err := Open("/store", Options{FS: readOnlyLock{medium}}); !errors.Is(err, syscall.EROFS) {
		t.Error("opened for writing:", err)
	}
	e = openTest(t, "/store", Options{FS: readOnlyLock{medium}, ReadOnly: true})
	verify(t, e)
	if got, want := quadsOf(t, e, edition(1, 0).Label), lines(edition(1, 1).Quads); !slices.Equal(got, want) {
		t.Errorf("%d quads, want %d", len(got), len(want))
	}
	if _, err := e.Replace(t.Context(), []engine.Graph{edition(2, 1)}); !errors.Is(err, engine.ErrReadOnly) {
		t.Error(err)
	}
	closeTest(t, e)
}

// A readOnlyLock cannot make the file of a lock.
type readOnlyLock struct{ vfs.FS }

func (readOnlyLock) Lock(name string) (io.Closer, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: syscall.EROFS}
}

// TestVerifyFinds takes one key out of each keyspace and puts a wrong one in.
func TestVerifyFinds(t *testing.T) {
	e := openTest(t, "/store", Options{FS: vfs.NewMem()})
	defer closeTest(t, e)
	put(t, e, edition(1, 1), edition(2, 2))
	for _, space := range []byte{spaceMeta, spaceSPOL, spacePOSL, spaceOSPL, spaceLSPO, spaceNode, spaceHash, spaceName, spaceCount} {
		var last, value []byte
		for key, err := range keys(t.Context(), e.db, []byte{space}) {
			if err != nil {
				t.Fatal(err)
			}
			last = append(last[:0], key...)
		}
		record, done, err := get(e.db, last)
		if err != nil || record == nil {
			t.Fatal(err, record)
		}
		value = append(value, record...)
		done.Close()
		finds := func() (n int) {
			if err := e.Verify(t.Context(), func(string) { n++ }); err != nil {
				n++
			}
			return n
		}
		if err := e.db.Delete(last, nil); err != nil {
			t.Fatal(err)
		}
		if finds() == 0 {
			t.Errorf("nothing found without key %x", last)
		}
		if err := e.db.Set(last, value, nil); err != nil {
			t.Fatal(err)
		}
		if n := finds(); n != 0 {
			t.Errorf("%d problems found after key %x was put back", n, last)
		}
	}
}

// TestRecordsEnd looks values up where records are overwritten once they were
// given back, as Pebble may do with the block that they lie in.
func TestRecordsEnd(t *testing.T) {
	e := openTest(t, "/store", Options{FS: vfs.NewMem()})
	defer closeTest(t, e)
	put(t, e, edition(1, 1))
	ending := func(key []byte) ([]byte, io.Closer, error) {
		record, done, err := get(e.db, key)
		if err != nil || record == nil {
			return nil, nil, err
		}
		lent := bytes.Clone(record)
		return lent, closing(func() error { clear(lent); return done.Close() }), nil
	}
	key, _ := engine.Key(edition(1, 1).Label)
	id, err := findNode(ending, string(key), e.opts.hash(key))
	if err != nil || id == 0 {
		t.Fatal("the number of a value:", id, err)
	}
	if value, err := readNode(ending, id); err != nil || !bytes.Equal(value, key) {
		t.Errorf("the value of a number: %q, %v", value, err)
	}
	if c, err := readCounts(ending, id); err != nil || c[engine.Label] != int64(len(edition(1, 1).Quads)) {
		t.Errorf("its counts: %v, %v", c, err)
	}
}

type closing func() error

func (c closing) Close() error { return c() }

// TestIDs checks that numbers keep their order and part from one another.
func TestIDs(t *testing.T) {
	ids := []engine.ID{0, 1, 239, 240, 241, 495, 496, 2286, 2287, 2288, 67822, 67823, 67824, 1<<24 - 1, 1 << 24, 1<<32 - 1, 1 << 32, 1 << 40, 1 << 48, 1<<56 - 1, 1 << 56, 1<<64 - 1}
	last := ""
	for i, id := range ids {
		b := appendID(nil, id)
		if got, n := parseID(append(b, 7)); got != id || n != len(b) {
			t.Errorf("%d comes back as %d", id, got)
		}
		if i > 0 && last >= string(b) {
			t.Errorf("%d is not after %d", id, ids[i-1])
		}
		for n := range b {
			if _, size := parseID(b[:n]); size > 0 {
				t.Errorf("%d cut to %d bytes is a number", id, n)
			}
		}
		last = string(b)
	}
}
