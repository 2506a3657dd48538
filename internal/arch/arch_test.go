package arch

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

func TestHouse(t *testing.T) {
	root := filepath.Join("..", "..")
	breaches, err := Check(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range breaches {
		t.Error(b)
	}
}

func TestCheckFindsBreaches(t *testing.T) {
	for _, c := range []struct{ name, file, text, want string }{
		{"a room that knows too much", "schema/a.go", "package schema\n\nimport (\n\t\"fmt\"\n\t\"dateline/graph\"\n)\n", "schema/a.go:5: schema may not import dateline/graph"},
		{"a step that knows another step", "ingest/nlp/tag/a.go", "package tag\n\nimport \"dateline/ingest/nlp/segment\"\n", "ingest/nlp/tag/a.go:3: ingest/nlp/* may not import dateline/ingest/nlp/segment"},
		{"a guarded library", "query/a.go", "package query\n\nimport \"github.com/cockroachdb/pebble/v2\"\n", "query/a.go:3: query may not import github.com/cockroachdb/pebble/v2"},
		{"a library with a longer name", "schema/a.go", "package schema\n\nimport \"github.com/cayleygraph/quadratic\"\n", "schema/a.go:3: schema may not import github.com/cayleygraph/quadratic"},
		{"nobody imports cmd", "cmd/x/a.go", "package main\n\nimport \"dateline/cmd/dateline\"\n", "cmd/x/a.go:3: cmd/* may not import dateline/cmd/dateline"},
		{"cgo", "graph/a.go", "package graph\n\nimport \"C\"\n", "graph/a.go:3: graph may not import C"},
		{"a room without a rule", "utils/a.go", "package utils\n", "utils/a.go:1: no rule says what utils may import"},
		{"an init function", "schema/a.go", "package schema\n\nfunc init() {}\n", "schema/a.go:3: init function: wiring is explicit"},
		{"what is allowed", "schema/a.go", "package schema\n\nimport \"github.com/cayleygraph/quad\"\n", ""},
		{"a room below a room", "ingest/extract/a.go", "package extract\n\nimport \"dateline/ingest/extract/relation\"\n", ""},
		{"an engine below the store", "graph/internal/engine/a.go", "package engine\n\nimport \"dateline/graph/pebble\"\n", ""},
		{"tests are free", "schema/a_test.go", "package schema\n\nimport \"dateline/graph\"\n", ""},
		{"another module", "tools/a.go", "package tools\n\nimport \"dateline/graph\"\n", ""},
	} {
		tree := fstest.MapFS{c.file: {Data: []byte(c.text)}, "tools/go.mod": {Data: []byte("module tools\n")}}
		breaches, err := Check(tree)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, b := range breaches {
			got = append(got, b.String())
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
	}
}

func TestEveryRuleHasItsRoom(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules {
		if seen[r.Room] {
			t.Errorf("two rules for %s", r.Room)
		}
		seen[r.Room] = true
	}
}
