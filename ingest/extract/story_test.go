package extract_test

import (
	"strings"
	"testing"

	"dateline/ingest/extract"
	"dateline/ingest/nlp"
	"dateline/internal/story"
	"dateline/schema"
)

// TestStoriesSayThis extracts from the trees that the stories show, whatever
// the parser makes of the text today: tokens.conllu in, facts.txt out.
func TestStoriesSayThis(t *testing.T) {
	d := newDesk(t)
	for _, s := range story.All(t, "../../testdata/stories") {
		t.Run(s.Name(), func(t *testing.T) {
			a := s.ReadArticle(t)
			doc := asShown(t, s, a)
			for _, step := range d.after {
				step.Run(doc)
			}
			facts := d.extract.Facts(a, doc, extract.Linked(d.link.Entities(doc, a)))
			if err := facts.Validate(); err != nil {
				t.Fatal(err)
			}
			s.Check(t, story.Facts, story.Lines((schema.IRIs{}).Rows(facts)), false)
		})
	}
}

// asShown returns the document whose trees a story shows, its tokens where
// they stand in the article.
func asShown(t *testing.T, s *story.Story, a schema.Article) *nlp.Document {
	t.Helper()
	text, _ := s.Section(story.Tokens)
	shown, err := nlp.ReadCoNLLU(strings.NewReader(text))
	if err != nil || len(shown) != 1 {
		t.Fatalf("%s: %d documents: %v", s.Path, len(shown), err)
	}
	from := shown[0].Document
	year, month, day := a.Day()
	doc := &nlp.Document{Text: a.Text, Title: len(a.Title), Date: nlp.Date{Year: year, Month: month, Day: day},
		Tokens: from.Tokens, Sentences: from.Sentences, Done: from.Done}
	at := 0
	for i := range from.Tokens {
		form := from.Form(int32(i))
		n := strings.Index(a.Text[at:], form)
		if n < 0 || strings.TrimSpace(a.Text[at:at+n]) != "" {
			t.Fatalf("%s: token %q is not where the text has %q", s.Path, form, a.Text[at:])
		}
		doc.Tokens[i].Start = int32(at + n)
		at += n + len(form)
		doc.Tokens[i].End = int32(at)
	}
	return doc
}
