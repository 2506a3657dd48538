// Package story reads the stories of testdata/stories and compares their
// sections with what the program makes of them.
//
// In: a txtar file, one article and all that follows from it. Out: its
// sections, and a test failure that shows the first line that differs.
//
// A story has these sections, each one what the next room makes of the one
// before it:
//
//	article.txt    the article as a reader gets it, with its header
//	tokens.conllu  words: tokens, tags, trees
//	facts.txt      world: one line a statement
//	quads.txt      quads: what the store holds of it, IRIs by short names
//	answers.txt    questions, each on a line that begins with "$ ", and answers
package story

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// The names of the sections.
const (
	Article = "article.txt"
	Tokens  = "tokens.conllu"
	Facts   = "facts.txt"
	Quads   = "quads.txt"
	Answers = "answers.txt"
)

// A Story is one file of testdata/stories.
type Story struct {
	Path    string
	archive *txtar.Archive
}

// All returns the stories of a folder in the order of their names. It fails
// the test when there is none: a test of no story proves nothing.
func All(t testing.TB, dir string) []*Story {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Fatalf("no story in %s", dir)
	}
	var stories []*Story
	for _, p := range paths {
		archive, err := txtar.ParseFile(p)
		if err != nil {
			t.Fatalf("story %s: %v", p, err)
		}
		stories = append(stories, &Story{Path: p, archive: archive})
	}
	return stories
}

// Name is the file's name without its extension.
func (s *Story) Name() string {
	return strings.TrimSuffix(filepath.Base(s.Path), ".txtar")
}

// Section returns the text of a section and whether the story has it.
func (s *Story) Section(name string) (string, bool) {
	for _, f := range s.archive.Files {
		if f.Name == name {
			return string(f.Data), true
		}
	}
	return "", false
}

// Questions returns the lines of the answers section that ask: those that
// begin with "$ ", without it.
func (s *Story) Questions() []string {
	text, _ := s.Section(Answers)
	var questions []string
	for line := range strings.Lines(text) {
		if q, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "$ "); ok {
			questions = append(questions, q)
		}
	}
	return questions
}

// Check compares got with a section. With update it writes got into the file
// instead.
func (s *Story) Check(t testing.TB, section, got string, update bool) {
	t.Helper()
	want, has := s.Section(section)
	if got != "" && !strings.HasSuffix(got, "\n") {
		got += "\n"
	}
	if has && want == got {
		return
	}
	if !update {
		t.Errorf("%s: section %s: %s\nrun the test with -update, and read the diff", s.Path, section, Diff(want, got))
		return
	}
	if err := s.write(section, got); err != nil {
		t.Fatalf("story %s: %v", s.Path, err)
	}
}

func (s *Story) write(section, text string) error {
	for i := range s.archive.Files {
		if s.archive.Files[i].Name == section {
			s.archive.Files[i].Data = []byte(text)
			return os.WriteFile(s.Path, txtar.Format(s.archive), 0o644)
		}
	}
	s.archive.Files = append(s.archive.Files, txtar.File{Name: section, Data: []byte(text)})
	slices.SortStableFunc(s.archive.Files, func(a, b txtar.File) int { return place(a.Name) - place(b.Name) })
	return os.WriteFile(s.Path, txtar.Format(s.archive), 0o644)
}

// place is where a section stands in a story; others stand before all.
func place(section string) int {
	return slices.Index([]string{Article, Tokens, Facts, Quads, Answers}, section)
}

// Diff says where two texts part: the number of the first line that differs
// and both versions of it. It is empty for equal texts.
func Diff(want, got string) string {
	if want == got {
		return ""
	}
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := 0; ; i++ {
		switch {
		case i >= len(w):
			return fmt.Sprintf("line %d is new: %q", i+1, g[i])
		case i >= len(g):
			return fmt.Sprintf("line %d is missing: %q", i+1, w[i])
		case w[i] != g[i]:
			return fmt.Sprintf("line %d\n want %q\n  got %q", i+1, w[i], g[i])
		}
	}
}
