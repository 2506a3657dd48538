package schema_test

import (
	"testing"

	"dateline/internal/story"
	"dateline/schema"
)

// TestStoriesReadBackFromQuads reads the facts of the stories back from their
// quads: quads.txt in, facts.txt out, and the same quads again.
func TestStoriesReadBackFromQuads(t *testing.T) {
	for _, s := range story.All(t, "../testdata/stories") {
		t.Run(s.Name(), func(t *testing.T) {
			x := schema.IRIs{}
			facts, err := x.Parse(s.ReadQuads(t))
			if err != nil {
				t.Fatal(err)
			}
			s.Check(t, story.Facts, story.Lines(x.Rows(facts)), false)
			s.Check(t, story.Quads, story.Spell(t, append(x.Quads(facts), x.Background(facts)...)), false)
		})
	}
}
