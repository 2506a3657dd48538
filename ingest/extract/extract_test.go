package extract_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline/ingest/extract"
	"dateline/ingest/extract/relation"
	"dateline/ingest/gazetteer"
	"dateline/ingest/link"
	"dateline/ingest/nlp"
	"dateline/ingest/nlp/coref"
	"dateline/ingest/nlp/dates"
	"dateline/ingest/nlp/lemma"
	"dateline/ingest/nlp/names"
	"dateline/ingest/nlp/parse"
	"dateline/ingest/nlp/segment"
	"dateline/ingest/nlp/tag"
	"dateline/schema"
)

// A desk reads sentences with the embedded models.
type desk struct {
	pipe    *nlp.Pipeline
	link    *link.Linker
	extract *extract.Extractor
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	gaz, err := gazetteer.New()
	if err != nil {
		t.Fatal(err)
	}
	relations, err := relation.New()
	if err != nil {
		t.Fatal(err)
	}
	var steps []nlp.Step
	for _, make := range []func() (nlp.Step, error){
		segment.New, tag.New, lemma.New, parse.New,
		func() (nlp.Step, error) { return names.NewLinear(gaz) },
		func() (nlp.Step, error) { return names.New(gaz) },
		dates.New,
		func() (nlp.Step, error) { return coref.New(gaz) },
	} {
		step, err := make()
		if err != nil {
			t.Fatal(err)
		}
		steps = append(steps, step)
	}
	pipe, err := nlp.NewPipeline(steps...)
	if err != nil {
		t.Fatal(err)
	}
	return &desk{pipe: pipe, link: link.New(gaz), extract: extract.New(gaz, relations)}
}

// read returns what text says. It fails the test if the facts break their own
// rules.
func (d *desk) read(t testing.TB, text string) schema.Facts {
	t.Helper()
	article, err := schema.NewArticle(schema.Raw{ID: "test", Body: text, Published: "2026-05-06"})
	if err != nil {
		t.Fatal(err)
	}
	doc := &nlp.Document{Text: article.Text, Date: nlp.Date{Year: 2026, Month: 5, Day: 6}}
	d.pipe.Run(doc)
	facts := d.extract.Facts(article, doc, extract.Linked(d.link.Entities(doc, article)))
	if err := facts.Validate(); err != nil {
		t.Errorf("%s: %v", text, err)
	}
	return facts
}

// statements returns the rows of text as "subject | predicate | object
// [status]", speakers after the status; a symmetric row both ways.
func (d *desk) statements(t testing.TB, text string) []string {
	t.Helper()
	var out []string
	for _, r := range (schema.IRIs{}).Rows(d.read(t, text)) {
		tail := " [" + r.Status + "]"
		if len(r.SaidBy) > 0 {
			tail = " [" + r.Status + " by " + strings.Join(r.SaidBy, ", ") + "]"
		}
		out = append(out, fmt.Sprintf("%s | %s | %s%s", r.Subject, r.Predicate, r.Object, tail))
		if r.Symmetric {
			out = append(out, fmt.Sprintf("%s | %s | %s%s", r.Object, r.Predicate, r.Subject, tail))
		}
	}
	return out
}

// check reads an example "sentence => statement": want says whether the
// statement must be there.
func (d *desk) check(t *testing.T, example string, want bool) {
	t.Helper()
	text, statement, ok := strings.Cut(example, " => ")
	if !ok {
		t.Fatalf("example %q has no statement", example)
	}
	got := d.statements(t, text)
	if slices.Contains(got, statement) != want {
		t.Errorf("%s\nsays %q: %t, want %t; it says\n  %s", text, statement, !want, want, strings.Join(got, "\n  "))
	}
}

func TestRulesSayWhatTheirExamplesSay(t *testing.T) {
	d := newDesk(t)
	for _, r := range extract.Rules {
		t.Run(r.ID, func(t *testing.T) {
			d.check(t, r.Yes, true)
			d.check(t, r.No, false)
		})
	}
	for _, r := range extract.Inheritances {
		t.Run(r.ID, func(t *testing.T) {
			d.check(t, r.Yes, true)
			d.check(t, r.No, false)
		})
	}
}

// TestDoerDecidesTheRelation holds that the same verb with the same object is
// an attack by a weapon and an accident by a vehicle.
func TestDoerDecidesTheRelation(t *testing.T) {
	d := newDesk(t)
	d.check(t, "A rocket hit the port of Mombasa. => rocket | struck | port of Mombasa [asserted]", true)
	d.check(t, "A truck hit the port of Mombasa. => truck | struck | port of Mombasa [asserted]", false)
}
