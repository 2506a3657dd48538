package pebble

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/cockroachdb/pebble/v2/vfs"

	"dateline/graph/internal/engine"
)

// soundStore gives a closed store of 30 graphs in memory, and its files that
// are not empty.
func soundStore(t testing.TB) (mem vfs.FS, files []string) {
	mem = vfs.NewMem()
	e, err := Open("/store", Options{FS: mem})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 30 {
		if _, err := e.Replace(t.Context(), []engine.Graph{edition(i, 1)}); err != nil {
			t.Fatal(err)
		}
		if i == 15 {
			if err := e.db.Flush(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	names, err := mem.List("/store")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if info, err := mem.Stat("/store/" + name); err != nil {
			t.Fatal(err)
		} else if !info.IsDir() && info.Size() > 0 {
			files = append(files, name)
		}
	}
	slices.Sort(files)
	return mem, files
}

// TestDamagedFiles flips or cuts each file of a store: opening and checking it
// ends in an error or a finding, or nothing is lost; never in a panic.
func TestDamagedFiles(t *testing.T) {
	mem, files := soundStore(t)
	for _, name := range files {
		for damage, spoil := range map[string]func([]byte) []byte{
			"flip":  func(b []byte) []byte { b[len(b)/3] ^= 0x20; return b },
			"cut":   func(b []byte) []byte { return b[:len(b)/2] },
			"empty": func([]byte) []byte { return nil },
		} {
			t.Run(name+" "+damage, func(t *testing.T) { damaged(t, mem, name, spoil) })
		}
	}
}

// FuzzDamagedFiles does so with any byte of any file, or cuts it off there.
func FuzzDamagedFiles(f *testing.F) {
	mem, files := soundStore(f)
	for i := range files {
		f.Add(uint8(i), uint16(300), uint8(1))
		f.Add(uint8(i), uint16(1000), uint8(0))
	}
	f.Fuzz(func(t *testing.T, file uint8, at uint16, flip uint8) {
		damaged(t, mem, files[int(file)%len(files)], func(b []byte) []byte {
			n := int(at) % len(b)
			if flip == 0 {
				return b[:n]
			}
			b[n] ^= flip
			return b
		})
	})
}

// damaged checks what is found in a store with one file spoilt.
func damaged(t *testing.T, mem vfs.FS, name string, spoil func([]byte) []byte) {
	fs := copyOf(t, mem)
	rewrite(t, fs, "/store/"+name, spoil)
	if found := damageFound(t, fs); strings.Contains(found, "panic") {
		t.Error(found)
	}
}

func rewrite(t *testing.T, fs vfs.FS, name string, change func([]byte) []byte) {
	f, err := fs.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(f)
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	w, err := fs.Create(name, vfs.WriteCategoryUnspecified)
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.Write(change(data))
	if err := errors.Join(err, w.Sync(), w.Close()); err != nil {
		t.Fatal(err)
	}
}

// damageFound opens, checks and reads the store, and says what was found; it
// fails if quads are missing and nothing said so.
func damageFound(t *testing.T, fs vfs.FS) (found string) {
	e, err := Open("/store", Options{FS: fs})
	if err != nil {
		return err.Error()
	}
	defer e.Close()
	if err := e.Verify(t.Context(), func(p string) { found += p + "\n" }); err != nil {
		found += err.Error()
	}
	if found != "" {
		return found
	}
	for i := range 30 {
		if got, want := quadsOf(t, e, edition(i, 0).Label), lines(edition(i, 1).Quads); !slices.Equal(got, want) {
			t.Errorf("graph %d has %d quads, should have %d, and nobody says so", i, len(got), len(want))
		}
	}
	return ""
}
