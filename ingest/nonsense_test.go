package ingest_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dateline/ingest"
	"dateline/ingest/nlp"
	"dateline/schema"
)

// nonsense is a small model of random numbers: what it says of a text is
// legal, and otherwise anything. It finds what later steps take for granted.
const nonsense = "nlp/neural/testdata/golden.dlnn"

func TestNonsenseIsReadIntoValidFacts(t *testing.T) {
	r, err := ingest.New(nonsense)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Model()) != 64 {
		t.Errorf("model %q", r.Model())
	}
	articles := examples(t)
	for _, a := range articles {
		doc, f := r.Read(a)
		if err := check(a, doc, f); err != nil {
			t.Errorf("%s: %v", a.Key, err)
		}
		if all := nlp.Tags | nlp.Trees | nlp.Spans | nlp.Lemmas | nlp.Names | nlp.Times | nlp.Chains; !doc.Done.Has(all) {
			t.Errorf("%s: layers %b, want %b", a.Key, doc.Done, all)
		}
	}
	// Short texts end in all sorts of words, and the seed is fixed.
	rng := rand.New(rand.NewPCG(2018, 7))
	for range 500 {
		words := strings.Fields(articles[rng.IntN(len(articles))].Text)
		from := rng.IntN(len(words))
		words = slices.Clone(words[from:min(len(words), from+1+rng.IntN(40))])
		rng.Shuffle(len(words), func(i, j int) {
			if rng.IntN(4) == 0 {
				words[i], words[j] = words[j], words[i]
			}
		})
		body := strings.Join(words, " ")
		a, err := schema.NewArticle(schema.Raw{ID: "nonsense", Body: body, Published: "2017-05-03"})
		if err != nil {
			continue
		}
		doc, f := r.Read(a)
		if err := check(a, doc, f); err != nil {
			t.Errorf("%v\nin %q", err, body)
		}
	}
}
