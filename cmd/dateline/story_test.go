package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/export/nquads"
	"dateline/ingest"
	"dateline/ingest/nlp"
	"dateline/internal/story"
	"dateline/schema"

	"github.com/cayleygraph/quad"
)

// TestStories goes the whole way with every story, from the article to the
// answers, as the program does. It is the one that -update makes rewrite the
// stories; the tests of the rooms read two sections each.
func TestStories(t *testing.T) {
	reader, err := ingest.New("")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range story.All(t, "../../testdata/stories") {
		t.Run(s.Name(), func(t *testing.T) {
			doc, facts := reader.Read(s.ReadArticle(t))
			var tokens strings.Builder
			if err := nlp.WriteCoNLLU(&tokens, facts.Article.Key, doc); err != nil {
				t.Fatal(err)
			}
			s.Check(t, story.Tokens, tokens.String(), *update)
			s.Check(t, story.Facts, story.Lines((schema.IRIs{}).Rows(facts)), *update)

			// From here on it is the program itself that reads the article.
			article, _ := s.Section(story.Article)
			dir := t.TempDir()
			path := filepath.Join(dir, "article.txt")
			if err := os.WriteFile(path, []byte(article), 0o644); err != nil {
				t.Fatal(err)
			}
			store := filepath.Join(dir, "story.db")
			call(t, "ingest", path, "--store", store)
			var quads []quad.Quad
			for q, err := range nquads.Read(strings.NewReader(call(t, "export", "--format", "nq", "--store", store))) {
				if err != nil {
					t.Fatal(err)
				}
				quads = append(quads, q)
			}
			s.Check(t, story.Quads, story.Spell(t, quads), *update)

			var answers strings.Builder
			for i, question := range s.Questions() {
				if i > 0 {
					answers.WriteString("\n")
				}
				var rows []schema.Row
				for line := range strings.Lines(call(t, "query", question, "--json", "--store", store)) {
					var r schema.Row
					if err := json.Unmarshal([]byte(line), &r); err != nil {
						t.Fatalf("%s: %v", line, err)
					}
					rows = append(rows, r)
				}
				answers.WriteString("$ " + question + "\n" + story.Lines(rows))
			}
			s.Check(t, story.Answers, answers.String(), *update)
		})
	}
}

// call runs one command of the program in this process and returns what it
// prints.
func call(t *testing.T, args ...string) string {
	t.Helper()
	open := func(name string) *os.File {
		f, err := os.Create(filepath.Join(t.TempDir(), name))
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	out, errs := open("out"), open("err")
	defer out.Close()
	defer errs.Close()
	p := newProgram(strings.NewReader(""), out, errs, func(string) string { return "" })
	if code := p.execute(t.Context(), args); code != exitDone {
		said, _ := os.ReadFile(errs.Name())
		t.Fatalf("dateline %s: exit code %d: %s", strings.Join(args, " "), code, said)
	}
	b, err := os.ReadFile(out.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
