package pebble

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"

	"dateline/graph/internal/engine"
)

// edition gives graph i as of an edition; 0 is no graph. Editions share some
// quads, and all graphs share values.
func edition(i, n int) engine.Graph {
	g := engine.Graph{Label: quad.IRI(fmt.Sprintf("article/%d", i))}
	if n == 0 {
		return g
	}
	for k := range 3 + (i*7+n*5)%40 {
		g.Quads = append(g.Quads, quad.Quad{
			Subject:   quad.IRI(fmt.Sprintf("event/%d/%d", i, k+n%3)),
			Predicate: quad.IRI(fmt.Sprintf("predicate/%d", k%5)),
			Object:    quad.String(fmt.Sprintf("value %d", (k*k+n)%50)),
			Label:     g.Label,
		})
	}
	return g
}

// A ledger knows for each graph the last edition that was begun to be written,
// and the last that was acknowledged.
type ledger struct {
	mu           sync.Mutex
	begun, acked map[int]int
}

func newLedger() *ledger { return &ledger{begun: map[int]int{}, acked: map[int]int{}} }

func (l *ledger) set(of map[int]int, i, n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	of[i] = n
}

func (l *ledger) copy(of map[int]int) map[int]int {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := map[int]int{}
	for i, n := range of {
		c[i] = n
	}
	return c
}

// write replaces random graphs by their next editions until it fails, and
// gives the error.
func (l *ledger) write(e *Engine, r *rand.Rand, graphs int) error {
	next := l.copy(l.begun)
	for {
		group := map[int]engine.Graph{}
		for range 1 + r.IntN(4) {
			i := r.IntN(graphs)
			next[i]++
			group[i] = edition(i, next[i])
			l.set(l.begun, i, next[i])
		}
		var all []engine.Graph
		for _, g := range group {
			all = append(all, g)
		}
		if _, err := e.Replace(context.Background(), all); err != nil {
			return err
		}
		for i := range group {
			l.set(l.acked, i, next[i])
		}
	}
}

// check opens the store and finds each graph whole, in an edition between the
// acknowledged and the begun one.
func check(t *testing.T, path string, opts Options, acked, begun map[int]int) {
	t.Helper()
	e, err := Open(path, opts)
	if err != nil {
		t.Fatal("open:", err)
	}
	defer e.Close()
	verify(t, e)
	for i, last := range begun {
		got := quadsOf(t, e, edition(i, 0).Label)
		found := false
		for n := acked[i]; n <= last && !found; n++ {
			found = slices.Equal(got, lines(edition(i, n).Quads))
		}
		if !found {
			t.Errorf("graph %d is no edition from %d to %d: %d quads", i, acked[i], last, len(got))
		}
	}
}

func verify(t *testing.T, e *Engine) {
	t.Helper()
	if err := e.Verify(context.Background(), func(p string) { t.Error("verify:", p) }); err != nil {
		t.Error("verify:", err)
	}
}

func quadsOf(t *testing.T, e *Engine, label quad.IRI) []string {
	t.Helper()
	var quads []quad.Quad
	for q, err := range e.Match(context.Background(), engine.Pattern{Label: label}) {
		if err != nil {
			t.Fatal(err)
		}
		quads = append(quads, q)
	}
	return lines(quads)
}

func lines(quads []quad.Quad) []string {
	var out []string
	for _, q := range quads {
		out = append(out, q.NQuad())
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// rounds is n, or few with -short: Pebble is slow under the race detector.
func rounds(n int) int {
	if testing.Short() {
		return n / 4
	}
	return n
}

// TestPowerLoss cuts the power at a random moment of writing: what was synced
// stays, what was not may go.
func TestPowerLoss(t *testing.T) {
	for round := range rounds(8) {
		r := rand.New(rand.NewPCG(7, uint64(round)))
		fs := vfs.NewCrashableMem()
		// Small groups go by the log in half of the rounds, by tables in the others.
		opts := Options{FS: fs, bulk: []int{0, 20}[round%2]}
		e, err := Open("/store", opts)
		if err != nil {
			t.Fatal(err)
		}
		l := newLedger()
		ended := make(chan error)
		go func() { ended <- l.write(e, r, 20) }()
		time.Sleep(time.Duration(10+20*round) * time.Millisecond)
		acked := l.copy(l.acked)
		clone := fs.CrashClone(vfs.CrashCloneCfg{UnsyncedDataPercent: 10 * (round % 5), RNG: rand.New(rand.NewPCG(8, uint64(round)))})
		begun := l.copy(l.begun)
		e.Close()
		<-ended
		check(t, "/store", Options{FS: clone}, acked, begun)
	}
}

// TestDiskFull fills the disk at a random write: an error says so, nothing
// acknowledged is lost, and with room again the store opens.
func TestDiskFull(t *testing.T) {
	for round := range rounds(12) {
		r := rand.New(rand.NewPCG(9, uint64(round)))
		mem := vfs.NewMem()
		var left errorCount
		left.set(1 << 40)
		fs := errorfs.Wrap(mem, errorfs.InjectorFunc(left.inject))
		e, err := Open("/store", Options{FS: fs, bulk: []int{0, 20}[round%2]})
		if err != nil {
			t.Fatal(err)
		}
		l := newLedger()
		left.set(int64(10 + r.IntN(400)))
		err = l.write(e, r, 20)
		if !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("round %d: %v, want that the disk is full", round, err)
		}
		acked, begun := l.copy(l.acked), l.copy(l.begun)
		if _, err := e.Replace(t.Context(), []engine.Graph{edition(99, 1)}); err == nil {
			t.Error("a write was accepted after one that failed")
		}
		for _, err := range e.Match(t.Context(), engine.Pattern{}) {
			if err != nil {
				t.Error("reading after the failure:", err)
			}
		}
		closed := make(chan struct{})
		go func() { e.Close(); close(closed) }()
		select {
		case <-closed:
		case <-time.After(time.Minute):
			t.Fatalf("round %d: close hangs", round)
		}
		check(t, "/store", Options{FS: copyOf(t, mem)}, acked, begun)
	}
}

// copyOf copies a store's directory, as to another disk.
func copyOf(t *testing.T, from vfs.FS) vfs.FS {
	to := vfs.NewMem()
	if ok, err := vfs.Clone(from, to, "/store", "/store"); err != nil || !ok {
		t.Fatal(ok, err)
	}
	return to
}

// errorCount lets so many writes pass, and says then that the disk is full.
type errorCount struct {
	mu sync.Mutex
	n  int64
}

func (c *errorCount) set(n int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n = n
}

func (c *errorCount) inject(op errorfs.Op) error {
	switch op.Kind {
	case errorfs.OpCreate, errorfs.OpFileWrite, errorfs.OpFileWriteAt, errorfs.OpFileSync, errorfs.OpFileSyncData, errorfs.OpFileSyncTo:
	default:
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.n--; c.n < 0 {
		return syscall.ENOSPC
	}
	return nil
}
