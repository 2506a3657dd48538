package nlp_test

import (
	"strings"
	"testing"

	"dateline/ingest"
	"dateline/ingest/nlp"
	"dateline/internal/story"
)

// TestStoriesHaveTheseWords reads the articles of the stories as the program
// does: article.txt in, tokens.conllu out.
func TestStoriesHaveTheseWords(t *testing.T) {
	reader, err := ingest.New("")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range story.All(t, "../../testdata/stories") {
		t.Run(s.Name(), func(t *testing.T) {
			a := s.ReadArticle(t)
			d := reader.Words(a)
			law(t, d)
			var got strings.Builder
			if err := nlp.WriteCoNLLU(&got, a.Key, d); err != nil {
				t.Fatal(err)
			}
			s.Check(t, story.Tokens, got.String(), false)
		})
	}
}
