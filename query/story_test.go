package query

import (
	"strings"
	"testing"

	"dateline/graph"
	"dateline/internal/story"
	"dateline/schema"

	"github.com/cayleygraph/quad"
)

// TestStoriesAnswer asks the quads of the stories: quads.txt in, answers.txt
// out.
func TestStoriesAnswer(t *testing.T) {
	for _, s := range story.All(t, "../testdata/stories") {
		t.Run(s.Name(), func(t *testing.T) {
			store, err := graph.Open(t.Context(), graph.Memory, graph.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer store.Close()
			var graphs []graph.Graph
			for _, q := range s.ReadQuads(t) {
				label := q.Label.(quad.IRI)
				if n := len(graphs); n == 0 || graphs[n-1].Label != label {
					graphs = append(graphs, graph.Graph{Label: label})
				}
				last := &graphs[len(graphs)-1]
				last.Quads = append(last.Quads, q)
			}
			if _, err := store.ReplaceAll(t.Context(), graphs); err != nil {
				t.Fatal(err)
			}
			e := New(store, schema.IRIs{})
			var answers []string
			for _, question := range s.Questions() {
				q, err := Parse(question)
				if err != nil {
					t.Fatal(err)
				}
				res, err := e.Run(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				answers = append(answers, "$ "+question+"\n"+story.Lines(res.Rows))
			}
			s.Check(t, story.Answers, strings.Join(answers, "\n"), false)
		})
	}
}
