package ingest_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"dateline/ingest"
	"dateline/ingest/nlp"
	"dateline/ingest/source"
	"dateline/schema"

	"github.com/google/go-cmp/cmp"
)

// reader is built once for all tests: it takes a tenth of a second.
var reader = sync.OnceValues(func() (*ingest.Reader, error) { return ingest.New("") })

func newReader(t testing.TB) *ingest.Reader {
	t.Helper()
	r, err := reader()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// examples returns the articles of examples/.
func examples(t testing.TB) []schema.Article {
	t.Helper()
	src, err := source.Find(t.Context(), []string{"../examples"}, nil, source.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var articles []schema.Article
	for item, err := range src.Articles(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		raw, _, err := item.Read()
		if err != nil {
			t.Fatal(err)
		}
		a, err := schema.NewArticle(raw)
		if err != nil {
			t.Fatalf("%s: %v", item.File, err)
		}
		articles = append(articles, a)
	}
	if len(articles) < 12 {
		t.Fatalf("%d examples", len(articles))
	}
	return articles
}

func TestExamplesAreReadIntoValidFacts(t *testing.T) {
	r := newReader(t)
	for _, a := range examples(t) {
		doc, f := r.Read(a)
		if err := check(a, doc, f); err != nil {
			t.Errorf("%s: %v", a.Key, err)
		}
		if a.Published == "" || a.Publisher == "" || a.Title == "" {
			t.Errorf("%s: metadata missing: %+v", a.Key, a)
		}
		if len(f.Events) < 3 {
			t.Errorf("%s: %d events", a.Key, len(f.Events))
		}
	}
}

func TestReadersAgreeWhateverElseTheyRead(t *testing.T) {
	r := newReader(t)
	other, err := ingest.New("")
	if err != nil {
		t.Fatal(err)
	}
	articles := examples(t)[:6]
	want := make([]schema.Facts, len(articles))
	for i, a := range articles {
		_, want[i] = r.Read(a)
	}
	var all sync.WaitGroup
	for w := range 2 {
		all.Go(func() {
			for i := range articles {
				i = (i + w*3) % len(articles)
				if _, got := other.Read(articles[i]); !cmp.Equal(want[i], got) {
					t.Errorf("%s: %s", articles[i].Key, cmp.Diff(want[i], got))
				}
			}
		})
	}
	all.Wait()
}

// check is the law of every article: facts are valid, a graph of their own,
// and each row rests on words of the text.
func check(a schema.Article, doc *nlp.Document, f schema.Facts) error {
	if err := f.Validate(); err != nil {
		return err
	}
	var iris schema.IRIs
	quads := iris.Quads(f)
	back, err := iris.Parse(quads)
	if err != nil {
		return fmt.Errorf("quads cannot be read back: %w", err)
	}
	stored := f
	stored.ActsFor = nil // belongs to no article
	if d := cmp.Diff(stored, back); d != "" {
		return fmt.Errorf("quads read back differ: %s", d)
	}
	label := iris.Article(a.Key)
	edges := map[string]bool{}
	for _, q := range quads {
		if q.Label != label {
			return fmt.Errorf("foreign label: %s", q)
		}
		edges[fmt.Sprint(q.Subject, q.Predicate, q.Object)] = true
	}
	runes := []rune(a.Text)
	for _, row := range iris.Rows(f) {
		if row.Begin < 0 || row.End > len(runes) || row.Begin >= row.End {
			return fmt.Errorf("statement %s: span %d to %d", row.StatementID, row.Begin, row.End)
		}
		if row.Sentence == "" || row.Predicate == "" || row.Rule == "" {
			return fmt.Errorf("statement without sentence, predicate or rule: %+v", row)
		}
	}
	var out bytes.Buffer
	return nlp.WriteCoNLLU(&out, a.Key, doc)
}

// FuzzRead gives the reader anything at all: facts are valid or none.
func FuzzRead(f *testing.F) {
	for _, a := range examples(f) {
		f.Add(a.Title, a.Text)
	}
	f.Add("", "He said she said they said it said.")
	f.Add("A, B, and C", "\"\"\"'' -- (((( ))) ... !!! ??? Mr. Mr. Mr. U.S.U.K.")
	f.Add("Łódź", "北京 met مصر in e\u0301. \u200b\u2028 the the of of and and.")
	f.Fuzz(func(t *testing.T, title, body string) {
		a, err := schema.NewArticle(schema.Raw{ID: "fuzz", Title: title, Body: body, Published: "2017-05-03"})
		if err != nil {
			return
		}
		doc, facts := newReader(t).Read(a)
		if err := check(a, doc, facts); err != nil {
			t.Error(err)
		}
	})
}

// FuzzTwiceIsOnce ingests any two articles, then both again: the second time
// adds and removes nothing, whether they are read again or not.
func FuzzTwiceIsOnce(f *testing.F) {
	all := examples(f)
	f.Add(all[0].Text, all[1].Text)
	f.Add("Ann met Bob in Oslo.", "Ann met Bob in Oslo.")
	f.Add("", "Moscow denied it. \"No,\" the Kremlin said.")
	f.Fuzz(func(t *testing.T, one, two string) {
		lines := []string{"one: " + one, "two: " + two}
		for _, version := range []string{"", "v1"} {
			s := memory(t)
			for n := range 2 {
				stored := dump(t, s)
				sum, err := ingest.Run(t.Context(), s, articles(lines...), newReader(t), ingest.Options{Version: version})
				if err != nil {
					t.Fatal(err)
				}
				if n == 0 {
					continue
				}
				if sum.New+sum.Changed != 0 || sum.Added+sum.Removed != 0 {
					t.Errorf("version %q: %+v", version, sum)
				}
				if d := cmp.Diff(stored, dump(t, s)); d != "" {
					t.Errorf("version %q: %s", version, d)
				}
			}
		}
	})
}

// BenchmarkRead measures all of reading, text to facts, on one core.
func BenchmarkRead(b *testing.B) {
	r := newReader(b)
	articles := examples(b)
	words := 0
	for b.Loop() {
		for _, a := range articles {
			doc, _ := r.Read(a)
			words += len(doc.Tokens)
		}
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}

// TestBrokenTextIsReadIntoValidFacts reads the examples with words left out,
// exchanged and thrown in: what a scanner, a bad decoder or a hasty editor makes
// of an article. The seed is fixed, so the same texts are read every time.
func TestBrokenTextIsReadIntoValidFacts(t *testing.T) {
	junk := []string{`"`, "”", "“", "(", ")", "--", "...", ",", ";", "\n", "\n\n", "he said,", "\u200b", "北京", "$5", "May 3-4",
		"yesterday", "U.S.", "'s", "who", "and", "not", "will", "said", "if", "e\u0301", "\xff", "the", "of"}
	r := newReader(t)
	rng := rand.New(rand.NewPCG(2017, 5))
	articles := examples(t)
	for range 300 {
		words := strings.Fields(articles[rng.IntN(len(articles))].Text)
		from := rng.IntN(len(words))
		words = slices.Clone(words[from:min(len(words), from+60)])
		for range rng.IntN(12) {
			at := rng.IntN(len(words))
			switch rng.IntN(3) {
			case 0:
				words[at] = junk[rng.IntN(len(junk))]
			case 1:
				words = slices.Insert(words, at, junk[rng.IntN(len(junk))])
			case 2:
				other := rng.IntN(len(words))
				words[at], words[other] = words[other], words[at]
			}
		}
		body := strings.Join(words, " ")
		a, err := schema.NewArticle(schema.Raw{ID: "broken", Body: body, Published: "2017-05-03"})
		if err != nil {
			continue // nothing left of it
		}
		doc, facts := r.Read(a)
		if err := check(a, doc, facts); err != nil {
			t.Errorf("%v\nin %q", err, body)
		}
	}
}
