package postgres

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/cespare/xxhash/v2"
	"github.com/jackc/pgx/v5"

	"dateline/graph/internal/engine"
)

// The contract is tested in package graph, for all engines; here is what is
// Postgres's own. Both run only where a server is (testdata/with-postgres.sh).
const (
	testPostgres = "DATELINE_TEST_POSTGRES"
	testControl  = "DATELINE_TEST_POSTGRES_CONTROL" // a command that stops (stop), starts (start) or restarts it
	testOwn      = "DATELINE_TEST_POSTGRES_OWN"     // set where a test has the server for itself
)

// database makes a schema, and gives the URL of a store in it.
func database(t *testing.T) string {
	t.Helper()
	base := os.Getenv(testPostgres)
	if base == "" {
		t.Skip("SKIPPED without Postgres: run graph/postgres/testdata/with-postgres.sh go test ./graph/...")
	}
	schema := fmt.Sprintf("test_%016x", rand.Uint64())
	execute(t, base, "CREATE SCHEMA "+schema)
	t.Cleanup(func() { execute(t, base, "DROP SCHEMA "+schema+" CASCADE") })
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	query := u.Query()
	query.Set("search_path", schema)
	u.RawQuery = query.Encode()
	return u.String()
}

func execute(t *testing.T, url, sql string) {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	_, err = conn.Exec(ctx, sql)
	if err := errors.Join(err, conn.Close(ctx)); err != nil {
		t.Fatal(err)
	}
}

func openTest(t *testing.T, url string, opts Options) *Engine {
	t.Helper()
	e, err := Open(t.Context(), url, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

// edition gives graph i as of an edition; editions and graphs share values.
func edition(i, n int) engine.Graph {
	g := engine.Graph{Label: quad.IRI(fmt.Sprintf("article/%d", i))}
	for k := range (i*7 + n*5) % 40 {
		g.Quads = append(g.Quads, quad.Quad{
			Subject:   quad.IRI(fmt.Sprintf("event/%d/%d", i, k+n%3)),
			Predicate: quad.IRI(fmt.Sprintf("predicate/%d", k%5)),
			Object:    quad.String(fmt.Sprintf("value %d", (k*k+n)%50)),
			Label:     g.Label,
		})
	}
	return g
}

func lines(quads []quad.Quad) []string {
	var out []string
	for _, q := range quads {
		out = append(out, q.NQuad())
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func quadsOf(t *testing.T, e *Engine, label quad.IRI) []string {
	t.Helper()
	var quads []quad.Quad
	for q, err := range e.Match(t.Context(), engine.Pattern{Label: label}) {
		if err != nil {
			t.Fatal(err)
		}
		quads = append(quads, q)
	}
	return lines(quads)
}

func verify(t *testing.T, e *Engine) {
	t.Helper()
	if err := e.Verify(t.Context(), func(p string) { t.Error("verify:", p) }); err != nil {
		t.Error("verify:", err)
	}
}

// TestSeveralWriters opens the store several times, as processes do, and has
// all write the same few graphs: in the end each is whole, in some edition.
func TestSeveralWriters(t *testing.T) {
	url := database(t)
	const writers, graphs, rounds = 4, 6, 25
	var running sync.WaitGroup
	for w := range writers {
		e := openTest(t, url, Options{}) // all at once make the tables
		running.Go(func() {
			r := rand.New(rand.NewPCG(1, uint64(w)))
			for n := range rounds {
				i, k := r.IntN(graphs), r.IntN(graphs)
				if _, err := e.Replace(context.Background(), []engine.Graph{edition(i, n), edition(k, n), edition(100+w, n)}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	running.Wait()
	e := openTest(t, url, Options{ReadOnly: true})
	verify(t, e)
	for i := range graphs {
		got, found := quadsOf(t, e, edition(i, 0).Label), false
		for n := range rounds {
			found = found || slices.Equal(got, lines(edition(i, n).Quads))
		}
		if !found && len(got) > 0 {
			t.Errorf("graph %d is no edition: %d quads", i, len(got))
		}
	}
	for w := range writers {
		if got, want := quadsOf(t, e, edition(100+w, 0).Label), lines(edition(100+w, rounds-1).Quads); !slices.Equal(got, want) {
			t.Errorf("writer %d's own graph has %d quads, want %d", w, len(got), len(want))
		}
	}
	if _, err := e.Replace(t.Context(), nil); !errors.Is(err, engine.ErrReadOnly) {
		t.Error("a read-only store was written:", err)
	}
}

// TestReadIsTakenUpAgain has the server end the connection of a read before its
// first page: the read begins again, and gives the page once.
func TestReadIsTakenUpAgain(t *testing.T) {
	url := database(t)
	e := openTest(t, url, Options{})
	if _, err := e.Replace(t.Context(), []engine.Graph{edition(3, 1)}); err != nil {
		t.Fatal(err)
	}
	cut := func(tx pgx.Tx) {
		execute(t, url, fmt.Sprintf("SELECT pg_terminate_backend(%d, 5000)", tx.Conn().PgConn().PID()))
	}
	times, want := 0, int64(len(edition(3, 1).Quads))
	count := func(tx pgx.Tx) (n int64, err error) {
		if times++; times == 1 {
			cut(tx)
		}
		err = tx.QueryRow(t.Context(), `SELECT count(*) FROM dateline_quads`).Scan(&n)
		return n, err
	}
	var n int64
	snap, err := e.snapshot(t.Context(), func(v *view) (err error) {
		n, err = count(v.tx)
		return err
	})
	if err != nil || times != 2 || n != want {
		t.Fatalf("a snapshot: %d times, %d quads, want 2 and %d; %v", times, n, want, err)
	}
	times = 0
	if err := e.read(t.Context(), func(tx pgx.Tx) (err error) { n, err = count(tx); return err }); err != nil || times != 2 || n != want {
		t.Errorf("a read: %d times, %d quads, want 2 and %d; %v", times, n, want, err)
	}
	// A snapshot that has been read from cannot be had again.
	cut(snap.tx)
	if err := snap.read(t.Context(), func(tx pgx.Tx) (err error) { _, err = count(tx); return err }); err == nil {
		t.Error("a snapshot went on without its connection")
	}
	_ = snap.Close() // its connection is gone, and the rollback says so
}

// ownServer runs the test again with a server of its own, as it disturbs all
// who use it; there it gives the server's control.
func ownServer(t *testing.T) (control func(do string) error) {
	t.Helper()
	if os.Getenv(testPostgres) == "" {
		database(t) // skips
	}
	if os.Getenv(testOwn) == "" {
		again := exec.Command("testdata/with-postgres.sh", os.Args[0], "-test.run=^"+t.Name()+"$")
		again.Env = append(os.Environ(), testOwn+"=yes")
		if out, err := again.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return nil
	}
	return func(do string) error {
		out, err := exec.Command(os.Getenv(testControl), do).CombinedOutput()
		if err != nil {
			return fmt.Errorf("%s: %w: %s", do, err, out)
		}
		return nil
	}
}

// TestServerRestarts restarts the server in the middle of a load: the load
// waits and goes on, and what was acknowledged is there.
func TestServerRestarts(t *testing.T) {
	control := ownServer(t)
	if control == nil {
		return
	}
	e := openTest(t, database(t), Options{})
	restarted := make(chan error, 1)
	go func() {
		time.Sleep(300 * time.Millisecond)
		restarted <- control("restart")
	}()
	after := 0
	for n := 1; after < 10; n++ {
		if _, err := e.Replace(t.Context(), []engine.Graph{edition(n%9, n), edition(20+n%9, n)}); err != nil {
			t.Fatal("the load was not taken up again:", err)
		}
		for _, i := range []int{n % 9, 20 + n%9} {
			if got, want := quadsOf(t, e, edition(i, 0).Label), lines(edition(i, n).Quads); !slices.Equal(got, want) {
				t.Fatalf("graph %d has %d quads, want %d", i, len(got), len(want))
			}
		}
		select {
		case err := <-restarted:
			if err != nil {
				t.Fatal(err)
			}
			after = 1
			quadsOf(t, e, edition(1, 0).Label) // by a connection that the server has forgotten
		default:
			if after > 0 {
				after++
			}
		}
	}
	verify(t, e)
}

// TestServerStaysAway stops the server in the middle of a load for longer than
// anybody waits: the load ends and says why, and a second one completes it.
func TestServerStaysAway(t *testing.T) {
	control := ownServer(t)
	if control == nil {
		return
	}
	url := database(t)
	const graphs = 60
	load := func(e *Engine, before func(i int)) (acked int, err error) {
		for i := range graphs {
			before(i)
			if _, err := e.Replace(t.Context(), []engine.Graph{edition(i, i)}); err != nil {
				return acked, err
			}
			acked++
		}
		return acked, nil
	}
	e := openTest(t, url, Options{})
	acked, err := load(e, func(i int) {
		if i == graphs/2 {
			if err := control("stop"); err != nil {
				t.Error(err)
			}
		}
	})
	if err == nil || acked != graphs/2 || !strings.Contains(err.Error(), "127.0.0.1") && !strings.Contains(err.Error(), "connection") {
		t.Errorf("%d graphs were acknowledged, then: %v", acked, err)
	}
	if err := control("start"); err != nil {
		t.Fatal(err)
	}
	for i := range acked {
		if got, want := quadsOf(t, e, edition(i, 0).Label), lines(edition(i, i).Quads); !slices.Equal(got, want) {
			t.Fatalf("graph %d has %d quads, want %d", i, len(got), len(want))
		}
	}
	second := openTest(t, url, Options{})
	if _, err := load(second, func(int) {}); err != nil {
		t.Fatal("the second load:", err)
	}
	verify(t, second)
	for i := range graphs {
		if got, want := quadsOf(t, second, edition(i, 0).Label), lines(edition(i, i).Quads); !slices.Equal(got, want) {
			t.Errorf("graph %d has %d quads, want %d", i, len(got), len(want))
		}
	}
}

// TestCollidingHashes makes values share numbers: nothing may change.
func TestCollidingHashes(t *testing.T) {
	url := database(t)
	e := openTest(t, url, Options{hash: func(v []byte) uint64 { return xxhash.Sum64(v) % 100 * 8 }})
	for n := 1; n < 8; n++ {
		for i := range 3 {
			if _, err := e.Replace(t.Context(), []engine.Graph{edition(i, n)}); err != nil {
				t.Fatal(err)
			}
			if got, want := quadsOf(t, e, edition(i, 0).Label), lines(edition(i, n).Quads); !slices.Equal(got, want) {
				t.Fatalf("graph %d has %d quads, want %d", i, len(got), len(want))
			}
		}
		verify(t, e)
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if _, err := Open(ctx, "postgres://127.0.0.1:1/none?connect_timeout=2", Options{ReadOnly: true}); err == nil || !strings.Contains(err.Error(), "127.0.0.1") {
		t.Error("nobody listens:", err)
	}
	url := database(t)
	if _, err := Open(ctx, url, Options{ReadOnly: true}); !errors.Is(err, engine.ErrFormat) {
		t.Error("an empty schema, read-only:", err)
	}
	openTest(t, url, Options{})
	execute(t, url, `UPDATE dateline_meta SET value = '2' WHERE key = 'format'`)
	if _, err := Open(ctx, url, Options{}); !errors.Is(err, engine.ErrFormat) || !strings.Contains(err.Error(), `"2"`) {
		t.Error("a newer format:", err)
	}
}

// TestCollisionLimit has more values share a hash than there are slots.
func TestCollisionLimit(t *testing.T) {
	e := openTest(t, database(t), Options{hash: func([]byte) uint64 { return 8 }})
	if _, err := e.Replace(t.Context(), []engine.Graph{edition(1, 1)}); err == nil || !strings.Contains(err.Error(), "same hash") {
		t.Error(err)
	}
}
