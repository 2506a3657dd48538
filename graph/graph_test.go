package graph_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"dateline/graph"
)

// engines are the stores on which every test of the contract runs.
func engines(t *testing.T, test func(t *testing.T, s *graph.Store)) {
	t.Run("memory", func(t *testing.T) { test(t, open(t, graph.Memory)) })
	t.Run("disk", func(t *testing.T) { test(t, open(t, filepath.Join(t.TempDir(), "store"))) })
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
