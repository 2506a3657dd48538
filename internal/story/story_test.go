package story

import (
	"os"
	"path/filepath"
	"testing"

	"dateline/schema"

	"github.com/cayleygraph/quad"
)

const sample = `A story.
-- article.txt --
id: a

Bern met Basel.
-- answers.txt --
$ Bern met ?who
Basel
$ ?who met Bern
Basel
`

func write(t *testing.T) *Story {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.txtar"), []byte(sample), 0o644); err != nil {
		t.Fatal(err)
	}
	return All(t, dir)[0]
}

func TestQuestionsAreTheDollarLines(t *testing.T) {
	got := write(t).Questions()
	if len(got) != 2 || got[0] != "Bern met ?who" || got[1] != "?who met Bern" {
		t.Errorf("questions: %q", got)
	}
}

func TestCheckReportsTheFirstDifferentLine(t *testing.T) {
	s := write(t)
	inner := &recorder{TB: t}
	s.Check(inner, Answers, "$ Bern met ?who\nZug\n", false)
	if !inner.failed {
		t.Error("Check accepted another text")
	}
	if d := Diff("a\nb\n", "a\nc\n"); d != "line 2\n want \"b\"\n  got \"c\"" {
		t.Errorf("diff: %q", d)
	}
}

func TestUpdateRewritesOneSectionOnly(t *testing.T) {
	s := write(t)
	s.Check(t, Quads, "ent:a dl:met ent:b", true)
	again := All(t, filepath.Dir(s.Path))[0]
	if got, ok := again.Section(Quads); !ok || got != "ent:a dl:met ent:b\n" {
		t.Errorf("quads: %q", got)
	}
	before, _ := write(t).Section(Article)
	if after, _ := again.Section(Article); after != before {
		t.Errorf("article changed: %q", after)
	}
}

func TestQuadsAreReadAsTheyAreSpelled(t *testing.T) {
	want := "graph <https://elsewhere.example/g>\n" +
		"<https://elsewhere.example/x> dl:says \"a \\\"quoted\\\" <word> dl:x\\n\"@en\n" +
		"graph art:1\n" +
		"ent:bern-1 rdf:type schema:Place\n" +
		"ev:1 dl:confidence \"0.80\"^^xsd:decimal\n" +
		"ev:1#agent=bern-1 gaf:denotedBy art:1#char=0,4\n"
	s := write(t)
	s.Check(t, Quads, want, true)
	quads := All(t, filepath.Dir(s.Path))[0].ReadQuads(t)
	if got := Spell(t, quads); len(quads) != 4 || got != want {
		t.Errorf("%d quads: %s", len(quads), Diff(want, got))
	}
	if id := quads[1].Subject; id != quad.IRI("https://dateline.example/id/entity/bern-1") {
		t.Errorf("subject %v", id)
	}
}

func TestLinesHaveADashForNothing(t *testing.T) {
	rows := []schema.Row{{Subject: "Bern", Predicate: "met", Status: "reported", SaidBy: []string{"Ann", "Bob"}, EventType: "CONSULT", Mode: "meet", Rule: "transitive"}}
	if got := Lines(rows); got != "Bern | met | - | reported by Ann, Bob | - | - | CONSULT meet | transitive\n" {
		t.Errorf("line: %q", got)
	}
}

type recorder struct {
	testing.TB
	failed bool
}

func (r *recorder) Errorf(string, ...any) { r.failed = true }
