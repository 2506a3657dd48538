package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestBracketsOpenAndClose(t *testing.T) {
	b := bracketing{open: map[string][]int{}}
	for i, v := range []string{"(1-person-new-coref(2-place)", "", "1)(3)", "9)"} {
		if err := b.read(int32(i), v); err != nil {
			t.Fatal(err)
		}
	}
	want := []goldMention{{first: 0, last: 3, entity: 1, class: "person"}, {first: 0, last: 1, entity: 2, class: "place"}, {first: 2, last: 3, entity: 3}}
	if !slices.Equal(b.mentions, want) {
		t.Errorf("got %v, want %v", b.mentions, want)
	}
	for _, bad := range []string{"(x)", "(7", "7)("} {
		b := bracketing{open: map[string][]int{}}
		if err := b.read(0, bad); err == nil && bad != "(7" {
			t.Errorf("%q is read", bad)
		}
	}
}

// What is resolved must be right: recall may fall, precision may not.
func TestCoreferenceIsPrecise(t *testing.T) {
	s := settings{data: filepath.Join("..", "..", "..", "shared", "data"), out: filepath.Join("..", "..", "ingest", "nlp", "models")}
	if _, err := os.Stat(s.data); err != nil {
		t.Skip("SKIPPED, coreference is not measured: ", err)
	}
	rows, gap, err := s.scoreCoref(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.set != "GUM-ok" {
			continue
		}
		floor := 80.0
		if r.input == "raw text" {
			floor = 70
		}
		for name, x := range map[string]ratio{"names": r.names, "he": r.he, "it": r.it, "they": r.they} {
			if p := x.precision(); p < floor {
				t.Errorf("%s, %s, %s: precision %.1f, want %.0f", r.set, r.input, name, p, floor)
			}
		}
		if q := r.he.recall(); q < 70 {
			t.Errorf("%s, %s: recall of he %.1f, want 70", r.set, r.input, q)
		}
	}
	if f := gap.f1(); f < 50 {
		t.Errorf("GAP: F1 %.1f, want 50", f)
	}
}
