package main

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/export/nquads"
	"dateline/schema"

	"github.com/cayleygraph/quad"
)

// astral is an article in which bytes, UTF-16 units and code points differ, and
// whose words mean something to CSV and JSON.
const astral = `{"id": "astral", "title": "🏆 Final; \"quoted\", 😀", "date": "2002-07-01", "publisher": "A; B, \"C\"",
"text": "😀😀 Fans cheered.\r\n\r\nBrazil beat Germany on Sunday. Müller met Angela Merkel in São Paulo 🇧🇷, Reuters said."}`

// exported is what leaves a graph of the examples and of astral.
type exported struct {
	rows  []schema.Row
	csv   [][]string
	quads []quad.Quad
	texts map[string][]rune // by key
}

func exportAll(t *testing.T) exported {
	t.Helper()
	dir := t.TempDir()
	store, more := filepath.Join(dir, "all.db"), filepath.Join(dir, "more.json")
	if err := os.WriteFile(more, []byte(astral), 0o644); err != nil {
		t.Fatal(err)
	}
	call(t, "ingest", "../../examples", more, "--store", store)
	x := exported{texts: map[string][]rune{}}
	for line := range strings.Lines(call(t, "export", "--format", "jsonl", "--store", store)) {
		var r schema.Row
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		x.rows = append(x.rows, r)
		if x.texts[r.DocID] == nil {
			text := strings.TrimSuffix(call(t, "article", r.DocID, "--text", "--store", store), "\n")
			x.texts[r.DocID] = []rune(text)
		}
	}
	var err error
	if x.csv, err = csv.NewReader(strings.NewReader(call(t, "export", "--format", "csv", "--store", store))).ReadAll(); err != nil {
		t.Fatal(err)
	}
	for q, err := range nquads.Read(strings.NewReader(call(t, "export", "--format", "nq", "--store", store))) {
		if err != nil {
			t.Fatal(err)
		}
		x.quads = append(x.quads, q)
	}
	if len(x.rows) < 200 || len(x.texts) < 13 {
		t.Fatalf("%d rows of %d articles", len(x.rows), len(x.texts))
	}
	return x
}

func TestExportedOffsetsReproduceTheWords(t *testing.T) {
	x := exportAll(t)
	for i := range x.rows {
		r := &x.rows[i]
		text := x.texts[r.DocID]
		sentence := []rune(r.Sentence)
		within := func(begin, end int) bool {
			for at := max(0, end-len(sentence)); at <= begin; at++ {
				if at+len(sentence) <= len(text) && slices.Equal(text[at:at+len(sentence)], sentence) {
					return true
				}
			}
			return false
		}
		switch {
		case r.Begin >= r.End || r.End > len(text) || !within(r.Begin, r.End):
			t.Errorf("%s: clause %d to %d is not in its sentence %q", r.DocID, r.Begin, r.End, r.Sentence)
		case r.Trigger.Begin < r.Begin || r.Trigger.End > r.End || r.Trigger.Begin >= r.Trigger.End:
			t.Errorf("%s: trigger %v is not in the clause %q", r.DocID, r.Trigger, string(text[r.Begin:r.End]))
		}
		if r.DocID == "astral" && r.Predicate == "met" {
			if got := string(text[r.Begin:r.End]); !strings.HasPrefix(got, "Müller met Angela Merkel in São Paulo") {
				t.Errorf("clause %q", got)
			}
		}
	}
}

func TestExportedTableHasTheSameRows(t *testing.T) {
	x := exportAll(t)
	if !slices.Equal(x.csv[0], schema.Columns[:]) || len(x.csv) != len(x.rows)+1 {
		t.Fatalf("%d lines, columns %q", len(x.csv), x.csv[0])
	}
	for i := range x.rows {
		if !slices.Equal(x.csv[i+1], x.rows[i].Cells()) {
			t.Errorf("line %d\n csv  %q\n json %q", i+2, x.csv[i+1], x.rows[i].Cells())
		}
	}
	if !slices.IsSortedFunc(x.rows, func(a, b schema.Row) int {
		return cmp.Or(cmp.Compare(a.Article, b.Article), cmp.Compare(a.Begin, b.Begin), cmp.Compare(a.Predicate, b.Predicate),
			cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Object, b.Object))
	}) {
		t.Error("rows are not sorted by article, begin, predicate, subject, object")
	}
}

// TestOnlyWhatHappenedIsAnEdge holds the direct edges of the quads to the rows
// that are asserted or reported: no more, no less.
func TestOnlyWhatHappenedIsAnEdge(t *testing.T) {
	x := exportAll(t)
	ids := schema.IRIs{}
	rows, edges := map[string]bool{}, map[string]bool{}
	for i := range x.rows {
		r := &x.rows[i]
		if _, ok := ids.EntityID(quad.IRI(r.SubjectID)); !ok || r.Object == "" || !schema.Status(r.Status).Happened() {
			continue
		}
		object := quad.Value(quad.IRI(r.ObjectID))
		if r.ObjectID == "" {
			object = quad.String(r.Object)
		}
		rows[r.SubjectID+" "+r.Predicate+" "+object.String()] = true
	}
	for _, q := range x.quads {
		subject, _ := q.Subject.(quad.IRI)
		name, ours := ids.PredicateName(q.Predicate.(quad.IRI))
		if _, ok := ids.EntityID(subject); ok && ours && name != "acts-for" {
			edges[string(subject)+" "+name+" "+q.Object.String()] = true
		}
	}
	for edge := range edges {
		if !rows[edge] {
			t.Errorf("no row says %s", edge)
		}
	}
	for row := range rows {
		if !edges[row] {
			t.Errorf("no edge says %s", row)
		}
	}
	if len(edges) < 100 {
		t.Errorf("%d edges", len(edges))
	}
}
