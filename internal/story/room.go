package story

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/ingest/source"
	"dateline/schema"
)

// ReadArticle reads the article of a story as the program reads a file.
func (s *Story) ReadArticle(t testing.TB) schema.Article {
	t.Helper()
	text, ok := s.Section(Article)
	if !ok {
		t.Fatalf("story %s has no section %s", s.Path, Article)
	}
	path := filepath.Join(t.TempDir(), Article)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	found, err := source.Find(t.Context(), []string{path}, nil, source.Limits{})
	if err != nil {
		t.Fatalf("story %s: %v", s.Path, err)
	}
	var articles []schema.Article
	for item, err := range found.Articles(t.Context()) {
		var raw schema.Raw
		if err == nil {
			raw, _, err = item.Read()
		}
		if err != nil {
			t.Fatalf("story %s: %v", s.Path, err)
		}
		a, err := schema.NewArticle(raw)
		if err != nil {
			t.Fatalf("story %s: %v", s.Path, err)
		}
		articles = append(articles, a)
	}
	if len(articles) != 1 {
		t.Fatalf("story %s tells of %d articles", s.Path, len(articles))
	}
	return articles[0]
}

// Lines spells statements, one a line: subject, predicate, object, status and
// who says so, date, place, type, rule. A place without anything is a dash.
func Lines(rows []schema.Row) string {
	var b strings.Builder
	for i := range rows {
		r := &rows[i]
		status, typ := r.Status, r.EventType
		if len(r.SaidBy) > 0 {
			status += " by " + strings.Join(r.SaidBy, ", ")
		}
		if r.Mode != "" {
			typ += " " + r.Mode
		}
		cells := []string{r.Subject, r.Predicate, r.Object, status, r.Date, r.Place, typ, r.Rule}
		for i, c := range cells {
			if c == "" {
				cells[i] = "-"
			}
		}
		b.WriteString(strings.Join(cells, " | ") + "\n")
	}
	return b.String()
}
