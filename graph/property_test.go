package graph_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"

	"dateline/graph"
)

// TestMain writes the same every time; -rapid.seed writes something else.
func TestMain(m *testing.M) {
	for name, value := range map[string]string{"rapid.seed": "1", "rapid.nofailfile": "true"} {
		if err := flag.Set(name, value); err != nil {
			panic(err)
		}
	}
	m.Run()
}

// TestStoreIsAMap writes at random and compares the store with a plain map
// from labels to sets of quads.
func TestStoreIsAMap(t *testing.T) {
	value := rapid.SampledFrom([]quad.Value{
		quad.IRI("a"), quad.IRI("b"), quad.String("a"), quad.String(""), quad.BNode("a"), quad.Int(1), quad.Bool(true),
		quad.TypedString{Value: "1", Type: "t"}, quad.TypedString{Value: "01", Type: "t"},
		quad.LangString{Value: "a", Lang: "en"}, quad.LangString{Value: "a", Lang: "de"}, quad.Float(0.5),
	})
	label := rapid.SampledFrom([]quad.IRI{"g", "h", "a", "i"})
	group := rapid.Custom(func(t *rapid.T) graph.Graph {
		g := graph.Graph{Label: label.Draw(t, "label")}
		for range rapid.IntRange(0, 12).Draw(t, "quads") {
			g.Quads = append(g.Quads, quad.Quad{
				Subject: value.Draw(t, "s"), Predicate: value.Draw(t, "p"), Object: value.Draw(t, "o"), Label: g.Label,
			})
		}
		return g
	})
	for _, name := range []string{"memory", "disk"} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				location := graph.Memory
				if name == "disk" {
					dir, err := os.MkdirTemp("", "store")
					if err != nil {
						t.Fatal(err)
					}
					defer os.RemoveAll(dir)
					location = filepath.Join(dir, "store")
				}
				model := quadMap{}
				s := must(graph.Open(t.Context(), location, graph.Options{}))
				defer func() { s.Close() }()
				for range rapid.IntRange(1, 4).Draw(t, "steps") {
					groups := rapid.SliceOfN(group, 1, 3).Draw(t, "groups")
					got, err := s.ReplaceAll(t.Context(), groups)
					if err != nil {
						t.Fatal(err)
					}
					for i, g := range groups {
						if want := model.replace(g); got[i] != want {
							t.Fatalf("graph %d of %v: %v, want %v", i, groups, got[i], want)
						}
					}
					if location != graph.Memory && rapid.Bool().Draw(t, "reopen") {
						if err := s.Close(); err != nil {
							t.Fatal(err)
						}
						s = must(graph.Open(t.Context(), location, graph.Options{}))
					}
					same(t, s, model)
				}
			})
		})
	}
}

type quadMap map[quad.IRI]map[string]bool

func must(s *graph.Store, err error) *graph.Store {
	if err != nil {
		panic(fmt.Sprint("open: ", err))
	}
	return s
}

func (m quadMap) replace(g graph.Graph) (c graph.Change) {
	was, will := m[g.Label], map[string]bool{}
	for _, q := range g.Quads {
		will[fmt.Sprintf("%#v", q)] = true
	}
	for q := range will {
		if !was[q] {
			c.Added++
		}
	}
	for q := range was {
		if !will[q] {
			c.Removed++
		}
	}
	m[g.Label] = will
	return c
}

func same(t *rapid.T, s *graph.Store, model quadMap) {
	var want []string
	for _, quads := range model {
		for q := range quads {
			want = append(want, q)
		}
	}
	var got []string
	for q, err := range s.Match(t.Context(), graph.Pattern{}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%#v", q))
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Fatalf("the store holds %v, want %v", got, want)
	}
	if err := s.Verify(t.Context(), func(problem string) { t.Error("verify:", problem) }); err != nil {
		t.Fatal(err)
	}
}
