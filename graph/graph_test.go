package graph_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"

	"dateline/graph"
)

// engines are the stores on which every test of the contract runs.
func engines(t *testing.T, test func(t *testing.T, s *graph.Store)) {
	t.Run("memory", func(t *testing.T) { test(t, open(t, graph.Memory)) })
	t.Run("disk", func(t *testing.T) { test(t, open(t, filepath.Join(t.TempDir(), "store"))) })
	t.Run("postgres", func(t *testing.T) { test(t, open(t, database(t))) })
}

// testPostgres names a database in which tests make schemas of their own;
// graph/postgres/testdata/with-postgres.sh starts one.
const testPostgres = "DATELINE_TEST_POSTGRES"

// database gives the URL of a store of its own.
func database(t testing.TB) string {
	t.Helper()
	base := os.Getenv(testPostgres)
	if base == "" {
		t.Skip("SKIPPED without Postgres: set " + testPostgres + " to the URL of a database, or run graph/postgres/testdata/with-postgres.sh go test ./graph/...")
	}
	conn, err := pgx.Connect(t.Context(), base)
	if err != nil {
		t.Fatal(err)
	}
	schema := fmt.Sprintf("test_%016x", rand.Uint64())
	if _, err := conn.Exec(t.Context(), "CREATE SCHEMA "+schema); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_, err := conn.Exec(context.Background(), "DROP SCHEMA "+schema+" CASCADE")
		if err := errors.Join(err, conn.Close(context.Background())); err != nil {
			t.Error(err)
		}
	})
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	query := u.Query()
	query.Set("search_path", schema)
	u.RawQuery = query.Encode()
	return u.String()
}

func open(t testing.TB, location string) *graph.Store {
	t.Helper()
	s, err := graph.Open(t.Context(), location, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		err := s.Verify(context.Background(), func(problem string) { t.Error("verify:", problem) })
		if err != nil && !errors.Is(err, graph.ErrClosed) {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func q(s, p, o, l string) quad.Quad {
	return quad.Quad{Subject: quad.IRI(s), Predicate: quad.IRI(p), Object: quad.String(o), Label: quad.IRI(l)}
}

func all(t *testing.T, v *graph.View, p graph.Pattern) []string {
	t.Helper()
	var out []string
	for q, err := range v.Match(t.Context(), p) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, q.NQuad())
	}
	slices.Sort(out)
	return out
}
