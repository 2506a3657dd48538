package graph_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"dateline/graph"
)

// The tests of this file are named after what Cayley's own stores do wrong.

func delta(add bool, q quad.Quad) cayley.Delta {
	if add {
		return cayley.Delta{Quad: q, Action: cayley.Add}
	}
	return cayley.Delta{Quad: q, Action: cayley.Delete}
}

func TestDeleteThenAddKeepsTheQuad(t *testing.T) {
	engines(t, func(t *testing.T, s *graph.Store) {
		x := q("a", "p", "x", "g")
		replace(t, s, "g", x)
		qs := s.QuadStore()
		steps := []struct {
			deltas []cayley.Delta
			err    error
			want   int
		}{
			{[]cayley.Delta{delta(false, x), delta(true, x)}, nil, 1},
			{[]cayley.Delta{delta(true, x)}, cayley.ErrQuadExists, 1},
			{[]cayley.Delta{delta(false, x), delta(false, x)}, cayley.ErrQuadNotExist, 1},
			{[]cayley.Delta{delta(false, x), delta(true, x), delta(false, x)}, nil, 0},
			{[]cayley.Delta{delta(true, x), delta(false, x)}, nil, 0},
		}
		for i, step := range steps {
			if err := qs.ApplyDeltas(step.deltas, cayley.IgnoreOpts{}); !errors.Is(err, step.err) {
				t.Errorf("step %d: %v", i, err)
			}
			if got := all(t, &s.View, graph.Pattern{}); len(got) != step.want {
				t.Errorf("step %d: %v", i, got)
			}
		}
	})
}

func TestFailedBatchLeavesNoTrace(t *testing.T) {
	engines(t, func(t *testing.T, s *graph.Store) {
		qs := s.QuadStore()
		x, y, z := q("a", "p", "x", "g"), q("b", "p", "y", "g"), q("c", "r", "z", "g")
		if err := qs.ApplyDeltas([]cayley.Delta{delta(true, x)}, cayley.IgnoreOpts{}); err != nil {
			t.Fatal(err)
		}
		if err := qs.ApplyDeltas([]cayley.Delta{delta(true, y), delta(true, x)}, cayley.IgnoreOpts{}); !cayley.IsQuadExist(err) {
			t.Fatal(err)
		}
		if err := qs.ApplyDeltas([]cayley.Delta{delta(true, z)}, cayley.IgnoreOpts{}); err != nil {
			t.Fatal(err)
		}
		if got := all(t, &s.View, graph.Pattern{}); !slices.Equal(got, texts([]quad.Quad{x, z})) {
			t.Errorf("the store holds %v", got)
		}
	})
}

func TestQuadWriterStoresNoDuplicates(t *testing.T) {
	engines(t, func(t *testing.T, s *graph.Store) {
		w, err := s.QuadStore().NewQuadWriter()
		if err != nil {
			t.Fatal(err)
		}
		x := q("a", "p", "x", "g")
		for range 2 {
			if n, err := w.WriteQuads([]quad.Quad{x, x}); n != 2 || err != nil {
				t.Fatal(n, err)
			}
			if _, err := w.WriteQuads([]quad.Quad{x}); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if n, err := s.Count(t.Context(), graph.Pattern{}); n != 1 || err != nil {
			t.Errorf("%d quads, %v", n, err)
		}
	})
}

func TestTypedLiteralsStayAsTheyAre(t *testing.T) {
	engines(t, func(t *testing.T, s *graph.Store) {
		s.QuadStore()
		const text = `<a> <p> "0042"^^<http://www.w3.org/2001/XMLSchema#integer> <g> .
<a> <p> "2017-05-03"^^<http://www.w3.org/2001/XMLSchema#date> <g> .
<a> <p> "2017-05-03T10:00:00+02:00"^^<http://www.w3.org/2001/XMLSchema#dateTime> <g> .
<a> <p> "2017-05-03T08:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> <g> .
<a> <p> "2017-05"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> <g> .`
		quads, err := quad.ReadAll(nquads.NewReader(strings.NewReader(text), false))
		if err != nil {
			t.Fatal(err)
		}
		replace(t, s, "g", quads...)
		want := strings.Split(text, "\n")
		slices.Sort(want)
		if got := all(t, &s.View, graph.Pattern{}); !slices.Equal(got, want) {
			t.Errorf("typed literals became %v", got)
		}
	})
}

func TestIteratorReportsCancel(t *testing.T) {
	engines(t, func(t *testing.T, s *graph.Store) {
		replace(t, s, "g", q("a", "p", "x", "g"), q("a", "p", "y", "g"))
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		it := s.QuadStore().QuadsAllIterator().Iterate()
		defer it.Close()
		if it.Next(ctx) || !errors.Is(it.Err(), context.Canceled) {
			t.Error("cancelled iteration:", it.Err())
		}
	})
}

func TestIteratorsThatNobodyClosed(t *testing.T) {
	engines(t, func(t *testing.T, s *graph.Store) {
		replace(t, s, "g", q("a", "p", "x", "g"), q("a", "p", "y", "g"))
		qs := s.QuadStore()
		it := qs.QuadsAllIterator().Iterate()
		if !it.Next(t.Context()) {
			t.Fatal(it.Err())
		}
		replace(t, s, "g", q("b", "p", "z", "g")) // would hang on bolt
		if err := qs.Close(); err != nil {
			t.Fatal(err)
		}
		if it.Next(t.Context()) {
			t.Error("the iteration goes on after its store was closed")
		}
	})
}

// TestPathsNarrow walks from a hub by one of its many predicates, in the ways
// that the planner treats apart, and compares with a plain scan.
func TestPathsNarrow(t *testing.T) {
	engines(t, func(t *testing.T, s *graph.Store) {
		iri := func(s, p, o string) quad.Quad {
			return quad.Quad{Subject: quad.IRI(s), Predicate: quad.IRI(p), Object: quad.IRI(o), Label: quad.IRI("g")}
		}
		replace(t, s, "g",
			iri("e1", "agent", "A"), iri("e1", "target", "B"), iri("e1", "type", "E"),
			iri("e2", "agent", "A"), iri("e2", "target", "C"), iri("e2", "type", "E"),
			iri("e3", "agent", "B"), iri("e3", "target", "A"), iri("e3", "type", "F"),
			iri("A", "knows", "B"), iri("B", "knows", "C"), iri("C", "knows", "A"))
		qs := s.QuadStore()
		defer qs.Close()
		A, B := quad.IRI("A"), quad.IRI("B")
		agent, target, knows := quad.IRI("agent"), quad.IRI("target"), quad.IRI("knows")
		tests := map[string]struct {
			path *path.Path
			want []string
		}{
			"in":             {path.StartPath(qs, A).In(agent), []string{"<e1>", "<e2>"}},
			"both ends":      {path.StartPath(qs, A).In(agent).Has(target, B), []string{"<e1>"}},
			"intersection":   {path.StartPath(qs, A).In(agent).And(path.StartPath(qs, B).In(target)), []string{"<e1>"}},
			"two predicates": {path.StartPath(qs, A).In(agent, target), []string{"<e1>", "<e2>", "<e3>"}},
			"any predicate":  {path.StartPath(qs, quad.IRI("e1")).Out(), []string{"<A>", "<B>", "<E>"}},
			"two hops":       {path.StartPath(qs, A).In(agent).Out(target), []string{"<B>", "<C>"}},
			"recursive":      {path.StartPath(qs, A).FollowRecursive(knows, 2, nil), []string{"<B>", "<C>"}},
			"label":          {path.StartPath(qs, A).LabelContext(quad.IRI("g")).Out(knows), []string{"<B>"}},
			"other label":    {path.StartPath(qs, A).LabelContext(quad.IRI("h")).Out(knows), nil},
			"saved":          {path.StartPath(qs, quad.IRI("E")).In(quad.IRI("type")).Save(agent, "who").Save(target, "whom"), []string{"<e1>", "<e2>"}},
			"except":         {path.StartPath(qs, A).In(agent).Except(path.StartPath(qs, B).In(target)), []string{"<e2>"}},
			"a bare string":  {path.StartPath(qs, A).In("agent"), nil},
		}
		for name, test := range tests {
			values, err := test.path.Iterate(t.Context()).AllValues(qs)
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			var got []string
			for _, v := range values {
				got = append(got, quad.StringOf(v))
			}
			slices.Sort(got)
			if !slices.Equal(got, test.want) {
				t.Errorf("%s: %v, want %v", name, got, test.want)
			}
		}
	})
}
