package graph_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/cayleygraph/quad"

	"dateline/graph"
)

func TestReplaceWritesTheDifference(t *testing.T) {
	engines(t, func(t *testing.T, s *graph.Store) {
		steps := []struct {
			quads []quad.Quad
			want  graph.Change
		}{
			{[]quad.Quad{q("a", "p", "1", "g"), q("a", "p", "2", "g"), q("a", "p", "1", "g")}, graph.Change{Added: 2}},
			{[]quad.Quad{q("a", "p", "2", "g"), q("a", "p", "1", "g")}, graph.Change{}},
			{[]quad.Quad{q("a", "p", "2", "g"), q("b", "p", "3", "g")}, graph.Change{Added: 1, Removed: 1}},
			{nil, graph.Change{Removed: 2}},
			{nil, graph.Change{}},
		}
		for i, step := range steps {
			got, err := s.Replace(t.Context(), "g", step.quads)
			if err != nil || got != step.want {
				t.Fatalf("step %d: %v %v, want %v", i, got, err, step.want)
			}
			want := slices.Compact(slices.Sorted(slices.Values(texts(step.quads))))
			if got := all(t, &s.View, graph.Pattern{Label: quad.IRI("g")}); !slices.Equal(got, want) {
				t.Fatalf("step %d: %v", i, got)
			}
		}
		nodes, quads, err := s.Stats(t.Context())
		if nodes != 0 || quads != 0 || err != nil {
			t.Errorf("left over: %d nodes, %d quads, %v", nodes, quads, err)
		}
	})
}

func texts(quads []quad.Quad) []string {
	var out []string
	for _, q := range quads {
		out = append(out, q.NQuad())
	}
	return out
}

func TestReplaceLeavesOtherGraphsAlone(t *testing.T) {
	engines(t, func(t *testing.T, s *graph.Store) {
		replace(t, s, "g1", q("a", "p", "x", "g1"))
		replace(t, s, "g2", q("a", "p", "x", "g2"))
		if got := all(t, &s.View, graph.Pattern{Subject: quad.IRI("a")}); len(got) != 2 {
			t.Errorf("the same triple in two graphs is %d quads, want 2", len(got))
		}
		if _, err := s.Delete(t.Context(), "g1"); err != nil {
			t.Fatal(err)
		}
		if got := all(t, &s.View, graph.Pattern{}); len(got) != 1 || !strings.Contains(got[0], "<g2>") {
			t.Errorf("after the other's deletion: %v", got)
		}
	})
}

func replace(t testing.TB, s *graph.Store, label quad.IRI, quads ...quad.Quad) graph.Change {
	t.Helper()
	change, err := s.Replace(t.Context(), label, quads)
	if err != nil {
		t.Fatal(err)
	}
	return change
}

func TestReplaceRefuses(t *testing.T) {
	engines(t, func(t *testing.T, s *graph.Store) {
		ok := q("a", "p", "x", "g")
		replace(t, s, "g", ok)
		unlabelled, foreign, bare, native := ok, q("a", "p", "x", "h"), ok, ok
		unlabelled.Label, bare.Object = nil, nil
		native.Label = quad.String("g")
		for name, bad := range map[string]quad.Quad{"no label": unlabelled, "foreign label": foreign, "no object": bare, "label that is no IRI": native} {
			if _, err := s.Replace(t.Context(), "g", []quad.Quad{q("b", "p", "y", "g"), bad}); err == nil {
				t.Error(name, "was accepted")
			}
		}
		if _, err := s.Replace(t.Context(), "", nil); err == nil {
			t.Error("a graph without a name was accepted")
		}
		// A bad graph spoils the whole group.
		groups := []graph.Graph{{Label: "h", Quads: []quad.Quad{q("b", "p", "y", "h")}}, {Label: "g", Quads: []quad.Quad{foreign}}}
		if _, err := s.ReplaceAll(t.Context(), groups); err == nil || !strings.Contains(err.Error(), "graph <g>") {
			t.Errorf("a group with a bad graph: %v", err)
		}
		if got := all(t, &s.View, graph.Pattern{}); !slices.Equal(got, texts([]quad.Quad{ok})) {
			t.Errorf("refused writes left %v", got)
		}
	})
}

func TestReplaceAllTakesALabelTwice(t *testing.T) {
	engines(t, func(t *testing.T, s *graph.Store) {
		got, err := s.ReplaceAll(t.Context(), []graph.Graph{
			{Label: "g", Quads: []quad.Quad{q("a", "p", "1", "g"), q("a", "p", "2", "g")}},
			{Label: "h", Quads: []quad.Quad{q("a", "p", "1", "h")}},
			{Label: "g", Quads: []quad.Quad{q("a", "p", "2", "g"), q("a", "p", "3", "g"), q("a", "p", "4", "g")}},
		})
		want := []graph.Change{{Added: 2}, {Added: 1}, {Added: 2, Removed: 1}}
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("%v, %v, want %v", got, err, want)
		}
		if n, err := s.Count(t.Context(), graph.Pattern{}); n != 4 || err != nil {
			t.Errorf("%d quads, %v", n, err)
		}
		// What only the first of the two had is not a value of the store.
		if n, err := s.Count(t.Context(), graph.Pattern{Object: quad.String("1")}); n != 1 || err != nil {
			t.Errorf("%d quads with 1, %v", n, err)
		}
	})
}

// TestPatterns asks for each of the sixteen kinds of patterns, and counts.
func TestPatterns(t *testing.T) {
	engines(t, func(t *testing.T, s *graph.Store) {
		var quads []quad.Quad
		byLabel := map[quad.IRI][]quad.Quad{}
		for i := range 200 {
			q := q(fmt.Sprint("s", i%7), fmt.Sprint("p", i%3), fmt.Sprint(i%11), fmt.Sprint("g", i%5))
			quads = append(quads, q)
			byLabel[q.Label.(quad.IRI)] = append(byLabel[q.Label.(quad.IRI)], q)
		}
		for label, quads := range byLabel {
			replace(t, s, label, quads...)
		}
		for bound := range 16 {
			for i := 0; i < len(quads); i += 13 {
				var p graph.Pattern
				for bit, field := range []struct {
					to   *quad.Value
					from quad.Value
				}{{&p.Subject, quads[i].Subject}, {&p.Predicate, quads[i].Predicate}, {&p.Object, quads[i].Object}, {&p.Label, quads[i].Label}} {
					if bound&(1<<bit) != 0 {
						*field.to = field.from
					}
				}
				var want []quad.Quad
				for _, q := range quads {
					if (p.Subject == nil || p.Subject == q.Subject) && (p.Predicate == nil || p.Predicate == q.Predicate) &&
						(p.Object == nil || p.Object == q.Object) && (p.Label == nil || p.Label == q.Label) {
						want = append(want, q)
					}
				}
				lines := slices.Compact(slices.Sorted(slices.Values(texts(want))))
				if got := all(t, &s.View, p); !slices.Equal(got, lines) {
					t.Fatalf("pattern %v: %d quads, want %d", p, len(got), len(lines))
				}
				if n, err := s.Count(t.Context(), p); n != int64(len(lines)) || err != nil {
					t.Fatalf("pattern %v: count %d %v, want %d", p, n, err, len(lines))
				}
			}
		}
		for _, p := range []graph.Pattern{
			{Subject: quad.IRI("nowhere")}, {Subject: quad.IRI("p1")}, {Object: quad.IRI("1")}, {Label: quad.String("g1")},
			{Subject: quad.IRI("s1"), Object: quad.IRI("s1")},
		} {
			if got := all(t, &s.View, p); len(got) != 0 {
				t.Errorf("pattern %v: %v", p, got)
			}
			if n, err := s.Count(t.Context(), p); n != 0 || err != nil {
				t.Errorf("pattern %v: count %d, %v", p, n, err)
			}
		}
		var labels []string
		for v, err := range s.Labels(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			labels = append(labels, quad.ToString(v))
		}
		slices.Sort(labels)
		if want := []string{"<g0>", "<g1>", "<g2>", "<g3>", "<g4>"}; !slices.Equal(labels, want) {
			t.Errorf("labels %v", labels)
		}
	})
}

func TestCancelIsReported(t *testing.T) {
	engines(t, func(t *testing.T, s *graph.Store) {
		var quads []quad.Quad
		for i := range 5000 {
			quads = append(quads, q("s", "p", fmt.Sprint("name ", i), "g"))
		}
		replace(t, s, "g", quads...)
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := s.Replace(ended, "g", nil); !errors.Is(err, context.Canceled) {
			t.Error("replace:", err)
		}
		if _, err := s.Count(ended, graph.Pattern{Subject: quad.IRI("s"), Predicate: quad.IRI("p")}); !errors.Is(err, context.Canceled) {
			t.Error("count:", err)
		}
		for name, read := range map[string]func(context.Context, func(error) bool){
			"match": func(ctx context.Context, f func(error) bool) {
				s.Match(ctx, graph.Pattern{})(func(_ quad.Quad, err error) bool { return f(err) })
			},
			"nothing": func(ctx context.Context, f func(error) bool) {
				s.Match(ctx, graph.Pattern{Subject: quad.IRI("?")})(func(_ quad.Quad, err error) bool { return f(err) })
			},
			"labels": func(ctx context.Context, f func(error) bool) {
				s.Labels(ctx)(func(_ quad.Value, err error) bool { return f(err) })
			},
			"names": func(ctx context.Context, f func(error) bool) {
				s.LiteralsWithPrefix(ctx, "")(func(_ quad.Value, err error) bool { return f(err) })
			},
		} {
			var last error
			read(ended, func(err error) bool { last = err; return true })
			if !errors.Is(last, context.Canceled) {
				t.Errorf("%s, cancelled before: %v", name, last)
			}
			if name == "nothing" {
				continue
			}
			ctx, cancel := context.WithCancel(t.Context())
			last = nil
			read(ctx, func(err error) bool { cancel(); last = err; return true })
			if !errors.Is(last, context.Canceled) {
				t.Errorf("%s, cancelled on the way: %v", name, last)
			}
			cancel()
		}
		if n, err := s.Count(t.Context(), graph.Pattern{}); n != 5000 || err != nil {
			t.Errorf("%d quads, %v", n, err)
		}
	})
}

func TestSnapshotStays(t *testing.T) {
	engines(t, func(t *testing.T, s *graph.Store) {
		replace(t, s, "g", q("a", "p", "old", "g"), q("a", "p", "both", "g"))
		snap, err := s.Snapshot(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		before := all(t, snap, graph.Pattern{})
		replace(t, s, "g", q("b", "p", "new", "g"), q("a", "p", "both", "g"))
		replace(t, s, "h", q("c", "p", "new", "h"))
		if got := all(t, snap, graph.Pattern{}); !slices.Equal(got, before) {
			t.Errorf("the snapshot became %v", got)
		}
		if nodes, quads, err := snap.Stats(t.Context()); nodes != 5 || quads != 2 || err != nil {
			t.Errorf("the snapshot has %d nodes, %d quads, %v", nodes, quads, err)
		}
		for v, err := range snap.LiteralsWithPrefix(t.Context(), "NEW") {
			t.Error("the snapshot knows", v, err)
		}
		qs := snap.QuadStore()
		if ref, err := qs.ValueOf(quad.String("old")); ref == nil || err != nil {
			t.Error("the snapshot's store lost a value:", err)
		}
		if err := snap.Close(); err != nil {
			t.Fatal(err)
		}
		if err := snap.Close(); err != nil {
			t.Error("closed twice:", err)
		}
		if _, err := snap.Count(t.Context(), graph.Pattern{}); !errors.Is(err, graph.ErrClosed) {
			t.Error("closed and read:", err)
		}
	})
}

func TestClosedStoreSaysSo(t *testing.T) {
	s, err := graph.Open(t.Context(), graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	replace(t, s, "g", q("a", "p", "x", "g"))
	snap, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err == nil || !strings.Contains(err.Error(), "1 reads") {
		t.Error("closed under a snapshot:", err)
	}
	if got := all(t, snap, graph.Pattern{}); len(got) != 1 {
		t.Error("the snapshot died with the store")
	}
	if err := snap.Close(); err != nil {
		t.Error(err)
	}
	if _, err := s.Replace(t.Context(), "g", nil); !errors.Is(err, graph.ErrClosed) {
		t.Error("replace:", err)
	}
	if _, err := s.Snapshot(t.Context()); !errors.Is(err, graph.ErrClosed) {
		t.Error("snapshot:", err)
	}
	for _, err := range s.Match(t.Context(), graph.Pattern{}) {
		if !errors.Is(err, graph.ErrClosed) {
			t.Error("match:", err)
		}
	}
	if err := s.Close(); err != nil {
		t.Error("closed twice:", err)
	}
}

func TestLiteralsWithPrefix(t *testing.T) {
	engines(t, func(t *testing.T, s *graph.Store) {
		literal := func(v quad.Value) quad.Quad {
			return quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: v, Label: quad.IRI("g")}
		}
		replace(t, s, "g",
			literal(quad.LangString{Value: "Zürich", Lang: "de"}), literal(quad.String("ZURICH  Airport")), literal(quad.String("Zur")),
			literal(quad.IRI("zurich")), literal(quad.TypedString{Value: "zurich", Type: "t"}), literal(quad.String("Geneva")),
			literal(quad.String("zurich "+strings.Repeat("x", 200))))
		names := func(prefix string) (out []string) {
			for v, err := range s.LiteralsWithPrefix(t.Context(), prefix) {
				if err != nil {
					t.Fatal(err)
				}
				out = append(out, quad.StringOf(v))
			}
			return out
		}
		for prefix, want := range map[string][]string{
			"züri":       {`"Zürich"@de`, `"ZURICH  Airport"`},
			"ZURICH AIR": {`"ZURICH  Airport"`},
			"zur":        {`"Zur"`, `"Zürich"@de`, `"ZURICH  Airport"`},
			"x":          nil,
		} {
			if got := names(prefix); !slices.Equal(got, want) {
				t.Errorf("%q: %v, want %v", prefix, got, want)
			}
		}
		replace(t, s, "g", literal(quad.String("Geneva")))
		if got := names(""); !slices.Equal(got, []string{`"Geneva"`}) {
			t.Errorf("after deletion: %v", got)
		}
	})
}

// TestWritersAndReaders runs both at once: each reader sees whole groups only.
func TestWritersAndReaders(t *testing.T) {
	engines(t, func(t *testing.T, s *graph.Store) {
		const writers, rounds, size = 4, 30, 20
		var running sync.WaitGroup
		done := make(chan struct{})
		for w := range writers {
			running.Go(func() {
				for n := range rounds {
					var graphs []graph.Graph
					for half := range 2 { // two graphs that always say the same
						g := graph.Graph{Label: quad.IRI(fmt.Sprintf("g%d-%d", w, half))}
						for k := range size {
							g.Quads = append(g.Quads, q(fmt.Sprint("s", k), "edition", fmt.Sprint(n), string(g.Label)))
						}
						graphs = append(graphs, g)
					}
					if _, err := s.ReplaceAll(context.Background(), graphs); err != nil {
						t.Error(err)
					}
				}
			})
		}
		var readers sync.WaitGroup
		for range 3 {
			readers.Go(func() {
				for stop := false; !stop; {
					select {
					case <-done:
						stop = true
					default:
					}
					editions := map[quad.Value]int{}
					for q, err := range s.Match(context.Background(), graph.Pattern{Predicate: quad.IRI("edition")}) {
						if err != nil {
							t.Error(err)
							return
						}
						editions[q.Object]++
					}
					for edition, n := range editions {
						if n%(2*size) != 0 {
							t.Errorf("edition %v was seen in %d quads", edition, n)
						}
					}
				}
			})
		}
		running.Wait()
		close(done)
		readers.Wait()
		if n, err := s.Count(t.Context(), graph.Pattern{Object: quad.String(fmt.Sprint(rounds - 1))}); n != writers*2*size || err != nil {
			t.Errorf("%d quads at the end, %v", n, err)
		}
	})
}

// TestWriteWhileReading writes inside a loop over the store, in one goroutine.
func TestWriteWhileReading(t *testing.T) {
	engines(t, func(t *testing.T, s *graph.Store) {
		replace(t, s, "g", q("a", "p", "1", "g"), q("a", "p", "2", "g"), q("a", "p", "3", "g"))
		n := 0
		for found, err := range s.Match(t.Context(), graph.Pattern{Label: quad.IRI("g")}) {
			if err != nil {
				t.Fatal(err)
			}
			n++
			replace(t, s, "g")
			replace(t, s, "h", q("b", "p", quad.ToString(found.Object), "h"))
		}
		if n != 3 {
			t.Errorf("saw %d quads, want the 3 that were there at first", n)
		}
	})
}

// TestValueComesBack removes the last quad of some values and adds it again:
// what was remembered of them before must not be believed.
func TestValueComesBack(t *testing.T) {
	engines(t, func(t *testing.T, s *graph.Store) {
		x, y := q("a", "p", "x", "g"), q("b", "p", "y", "h")
		replace(t, s, "h", y)
		p := graph.Pattern{Subject: quad.IRI("a"), Predicate: quad.IRI("p")}
		var old []*graph.View
		for round := range 3 {
			replace(t, s, "g", x)
			if got := all(t, &s.View, p); !slices.Equal(got, texts([]quad.Quad{x})) {
				t.Fatalf("round %d: %v", round, got)
			}
			v, err := s.Snapshot(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			defer v.Close()
			old = append(old, v)
			replace(t, s, "g")
			if got := all(t, &s.View, p); len(got) > 0 {
				t.Fatalf("round %d: %v is still there", round, got)
			}
		}
		for i, v := range old {
			if got := all(t, v, p); !slices.Equal(got, texts([]quad.Quad{x})) {
				t.Errorf("snapshot %d: %v", i, got)
			}
			if n, err := v.Count(t.Context(), graph.Pattern{Subject: quad.IRI("a")}); n != 1 || err != nil {
				t.Errorf("snapshot %d: %d quads, %v", i, n, err)
			}
		}
	})
}
