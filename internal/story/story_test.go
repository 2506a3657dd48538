package story

import (
	"os"
	"path/filepath"
	"testing"
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
	s.Check(t, Quads, "<a> <b> <c> .", true)
	again := All(t, filepath.Dir(s.Path))[0]
	if got, ok := again.Section(Quads); !ok || got != "<a> <b> <c> .\n" {
		t.Errorf("quads: %q", got)
	}
	before, _ := write(t).Section(Article)
	if after, _ := again.Section(Article); after != before {
		t.Errorf("article changed: %q", after)
	}
}

type recorder struct {
	testing.TB
	failed bool
}

func (r *recorder) Errorf(string, ...any) { r.failed = true }
