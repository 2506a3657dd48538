package extract_test

import (
	"os"
	"strings"
	"testing"

	"dateline/ingest/extract"
	"dateline/ingest/nlp"
	"dateline/schema"
)

// TestFirstArticle reads the article that the project started from: what must
// be a direct edge is one, and nothing that only may be true is.
func TestFirstArticle(t *testing.T) {
	text, err := os.ReadFile("../../../shared/data/articles/trump-putin-call.txt")
	if err != nil {
		t.Skipf("no article: %v", err)
	}
	d := newDesk(t)
	article, err := schema.NewArticle(schema.Raw{ID: "trump-putin-call", Body: string(text), Published: "2017-05-03"})
	if err != nil {
		t.Fatal(err)
	}
	doc := &nlp.Document{Text: article.Text, Date: nlp.Date{Year: 2017, Month: 5, Day: 3}}
	d.pipe.Run(doc)
	result := d.extract.Read(article, doc, extract.Linked(d.link.Entities(doc, article)))
	if err := result.Facts.Validate(); err != nil {
		t.Fatal(err)
	}
	edges := map[string]bool{}
	for _, r := range (schema.IRIs{}).Rows(result.Facts) {
		if !schema.Status(r.Status).Happened() || r.SubjectID == "" {
			continue
		}
		edges[r.Subject+" "+r.Predicate+" "+r.Object] = true
		for _, never := range []string{"colluded", "eradicate", "sent"} {
			if strings.HasPrefix(r.Predicate, never) {
				t.Errorf("a fact: %s %s %s [%s]", r.Subject, r.Predicate, r.Object, r.Status)
			}
		}
	}
	for _, want := range []string{"Donald Trump spoke-with Vladimir Putin", "United States struck Syrian airbase"} {
		if !edges[want] {
			t.Errorf("no edge %q", want)
		}
	}
}
