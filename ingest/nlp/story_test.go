package nlp_test

import (
	"strings"
	"testing"

	"dateline/ingest/nlp"
	"dateline/internal/story"
)

// TestStoriesHaveTheseWords reads the articles of the stories: article.txt in,
// tokens.conllu out.
func TestStoriesHaveTheseWords(t *testing.T) {
	p := pipeline(t)
	for _, s := range story.All(t, "../../testdata/stories") {
		t.Run(s.Name(), func(t *testing.T) {
			a := s.ReadArticle(t)
			d := &nlp.Document{Text: a.Text, Title: len(a.Title)}
			p.Run(d)
			law(t, d)
			var got strings.Builder
			if err := nlp.WriteCoNLLU(&got, a.Key, d); err != nil {
				t.Fatal(err)
			}
			s.Check(t, story.Tokens, got.String(), false)
		})
	}
}
