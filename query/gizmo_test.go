package query

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"dateline/graph"
	"dateline/schema"
)

func people(t *testing.T) *Engine {
	t.Helper()
	store, err := graph.Open(t.Context(), graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	label := quad.IRI("http://a.example/g")
	var quads []quad.Quad
	for i := range 50 {
		quads = append(quads, quad.Make(quad.IRI(fmt.Sprint("http://a.example/", i)), quad.IRI("http://a.example/met"),
			quad.IRI(fmt.Sprint("http://a.example/", (i+1)%50)), label))
	}
	if _, err := store.Replace(t.Context(), label, quads); err != nil {
		t.Fatal(err)
	}
	return New(store, schema.IRIs{})
}

func TestGizmo(t *testing.T) {
	got, err := people(t).Gizmo(t.Context(), `g.V("<http://a.example/7>").Tag("who").Out("<http://a.example/met>").All()`, 0)
	if err != nil || len(got) != 1 {
		t.Fatalf("got %v, %v", got, err)
	}
	if m, ok := got[0].(map[string]any); !ok || m["id"] != "<http://a.example/8>" || m["who"] != "<http://a.example/7>" {
		t.Errorf("got %v", got)
	}
	got, err = people(t).Gizmo(t.Context(), `g.V().All()`, 3)
	if err != nil || len(got) != 3 {
		t.Errorf("limit: got %v, %v", got, err)
	}
	got, err = people(t).Gizmo(t.Context(), `g.Emit(1 + 1)`, 0)
	if err != nil || !slices.Equal(got, []any{int64(2)}) {
		t.Errorf("emit: got %v, %v", got, err)
	}
	if _, err = people(t).Gizmo(t.Context(), `g.V(`, 0); err == nil || !strings.HasPrefix(err.Error(), "gizmo: ") {
		t.Errorf("syntax: got %v", err)
	}
}

func TestGizmoStopsAtItsDeadline(t *testing.T) {
	e := people(t)
	for name, script := range map[string]string{
		"endless loop":    `while (true) {}`,
		"endless walk":    `while (true) { g.V().Out().ToArray() }`,
		"memory":          `var a = []; while (true) { a.push(g.V().ToArray()) }`,
		"results unread":  `while (true) { g.Emit("x") }`,
		"already expired": `g.V().All()`,
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		if name == "already expired" {
			cancel()
		}
		_, err := e.Gizmo(ctx, script, 0)
		cancel()
		if !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
