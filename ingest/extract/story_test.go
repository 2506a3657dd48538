package extract_test

import (
	"strings"
	"testing"

	"dateline/ingest"
	"dateline/ingest/extract"
	"dateline/ingest/nlp"
	"dateline/internal/story"
	"dateline/schema"
)

// TestStoriesSayThis extracts from the trees that the stories show, whatever
// the parser makes of the text today: tokens.conllu in, facts.txt out.
func TestStoriesSayThis(t *testing.T) {
	reader, err := ingest.New("")
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(t)
	for _, s := range story.All(t, "../../testdata/stories") {
		t.Run(s.Name(), func(t *testing.T) {
			a := s.ReadArticle(t)
			doc := reader.Words(a) // names, times and chains, which CoNLL-U does not hold
			asShown(t, s, doc)
			facts := d.extract.Facts(a, doc, extract.Linked(d.link.Entities(doc, a)))
			if err := facts.Validate(); err != nil {
				t.Fatal(err)
			}
			s.Check(t, story.Facts, story.Lines((schema.IRIs{}).Rows(facts)), false)
		})
	}
}

// asShown gives doc the tags and trees that a story shows.
func asShown(t *testing.T, s *story.Story, doc *nlp.Document) {
	t.Helper()
	text, _ := s.Section(story.Tokens)
	shown, err := nlp.ReadCoNLLU(strings.NewReader(text))
	if err != nil || len(shown) != 1 {
		t.Fatalf("%s: %d documents: %v", s.Path, len(shown), err)
	}
	from := shown[0].Document
	if len(from.Tokens) != len(doc.Tokens) || len(from.Sentences) != len(doc.Sentences) {
		t.Fatalf("%s shows %d tokens in %d sentences, the text has %d in %d", s.Path,
			len(from.Tokens), len(from.Sentences), len(doc.Tokens), len(doc.Sentences))
	}
	for i, shown := range from.Tokens {
		if from.Form(int32(i)) != doc.Form(int32(i)) {
			t.Fatalf("%s: token %d is shown as %q, the text has %q", s.Path, i, from.Form(int32(i)), doc.Form(int32(i)))
		}
		shown.Start, shown.End = doc.Tokens[i].Start, doc.Tokens[i].End
		doc.Tokens[i] = shown
	}
}
