package query

import (
	"fmt"
	"testing"

	"dateline/schema"
)

// press is a store of n articles of 50 statements each, in which 200 people
// meet, call and accuse each other; two of them are everywhere.
func press(b *testing.B, n int) *Engine {
	b.Helper()
	verbs := []struct {
		typ             schema.EventType
		predicate, open string
	}{{schema.Consult, "met", "meet"}, {schema.Consult, "spoke-with", "speak-with"}, {schema.Accuse, "accused", "accuse"},
		{schema.Assault, "struck", "strike"}, {schema.OtherType, "outwit", "outwit"}}
	name := func(i int) string { return fmt.Sprintf("Person%c%c Name%d", 'a'+i%26, 'a'+i/26, i) }
	var articles []*teller
	for a := range n {
		var sentences []string
		for s := range 50 {
			sentences = append(sentences, fmt.Sprintf("In sentence %d of article %d somebody met somebody else again.", s, a))
		}
		w := tell(b, fmt.Sprint("article-", a), fmt.Sprintf("2020-%02d-%02d", 1+a%12, 1+a%28), "Wire", fmt.Sprint("Title ", a), sentences...)
		for s, sentence := range sentences {
			x, y := (a*7+s*13)%200, (a*11+s*5+1)%200
			if s%5 == 0 {
				x, y = 0, 1
			}
			if x == y {
				y = (y + 1) % 200
			}
			v := verbs[(a+s)%len(verbs)]
			w.say(sentence, w.entity(schema.Person, name(x)), v.typ, v.predicate, w.entity(schema.Person, name(y)), func(e *schema.Event) {
				e.OpenPredicate, e.Symmetric = v.open, v.typ == schema.Consult
				e.Status = schema.Statuses[(a+s)%3]
			})
		}
		articles = append(articles, w)
	}
	return engineOver(b, articles...)
}

func BenchmarkAsk(b *testing.B) {
	e := press(b, 400)
	for _, text := range []string{
		`"Personaa Name0" met ?who`, `Name0 spoke with Name1`, "Name77 ?p ?who", "?who struck ?what", "?who struck ?what limit:20", "?a outwitted ?b limit:10",
		"?a met ?b article:article-7",
	} {
		b.Run(text, func(b *testing.B) {
			q, err := Parse(text)
			if err != nil {
				b.Fatal(err)
			}
			rows := 0
			for b.Loop() {
				res, err := e.Run(b.Context(), q)
				if err != nil {
					b.Fatal(err)
				}
				rows = res.Total
			}
			b.ReportMetric(float64(rows), "rows")
		})
	}
	b.Run("names", func(b *testing.B) {
		for b.Loop() {
			if _, err := New(e.view, e.iris).allNames(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("predicates", func(b *testing.B) {
		for b.Loop() {
			if _, err := New(e.view, e.iris).openPredicates(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("unknown name", func(b *testing.B) {
		q, _ := Parse("Somebody Elsewhere Entirely met ?who")
		for b.Loop() {
			if _, err := e.Run(b.Context(), q); err == nil {
				b.Fatal("found")
			}
		}
	})
	b.Run("between", func(b *testing.B) {
		for b.Loop() {
			if _, err := e.Between(b.Context(), "Name0", "Name1", Filter{Limit: 20}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("show", func(b *testing.B) {
		for b.Loop() {
			if _, err := e.Show(b.Context(), "Name0", Filter{Limit: 5}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("articles", func(b *testing.B) {
		for b.Loop() {
			if _, err := e.Articles(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("statement by its id", func(b *testing.B) {
		for b.Loop() {
			if _, err := e.statementRows(b.Context(), "none"); err != nil {
				b.Fatal(err)
			}
		}
	})
}
