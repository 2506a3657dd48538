package extract_test

import (
	"strings"
	"testing"

	"dateline/ingest/extract"
	"dateline/ingest/nlp"
	"dateline/schema"
)

// BenchmarkFacts reads the examples of all rules as one article: words/s is
// the speed of extraction alone, the document being annotated.
func BenchmarkFacts(b *testing.B) {
	d := newDesk(b)
	var text strings.Builder
	for _, r := range extract.Rules {
		sentence, _, _ := strings.Cut(r.Yes, " => ")
		text.WriteString(sentence + " " + "The minister, who met Anna Berg in Oslo on Monday, said that Norway would not send troops to Chad.\n")
	}
	article, err := schema.NewArticle(schema.Raw{ID: "bench", Body: text.String(), Published: "2026-05-06"})
	if err != nil {
		b.Fatal(err)
	}
	doc := &nlp.Document{Text: article.Text}
	d.pipe.Run(doc)
	linked := extract.Linked(d.link.Entities(doc, article))
	n := 0
	for b.Loop() {
		d.extract.Facts(article, doc, linked)
		n++
	}
	b.ReportMetric(float64(n*len(doc.Tokens))/b.Elapsed().Seconds(), "words/s")
}
