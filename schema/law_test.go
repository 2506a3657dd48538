package schema_test

import (
	"flag"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/schema"

	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"
)

var (
	anyWord  = rapid.SampledFrom([]string{"Mali", "struck", "“talks”", "Côte", "été", "東京", "𝒳", "a", "of", "the base", "e\u0301t", "x"})
	anyWords = rapid.Map(rapid.SliceOfN(anyWord, 1, 40), func(w []string) string { return strings.Join(w, " ") })
	anyShort = rapid.Map(rapid.SliceOfN(anyWord, 1, 3), func(w []string) string { return strings.Join(w, " ") })
	anyOpen  = rapid.SampledFrom([]string{"strike", "launch-missiles-against", "target", "rule", "say", "cause"})
	anyDate  = rapid.SampledFrom([]string{"", "2017", "2017-05", "2017-05-03", "2017-05-03/2017-05-04", "2016/2017-01"})
)

// TestMain draws the same facts every time; -rapid.seed draws others.
func TestMain(m *testing.M) {
	for name, value := range map[string]string{"rapid.seed": "1", "rapid.nofailfile": "true"} {
		if err := flag.Set(name, value); err != nil {
			panic(err)
		}
	}
	m.Run()
}

// anyFacts draws valid facts: few ids, so that they are shared often.
func anyFacts(t *rapid.T) schema.Facts {
	a, err := schema.NewArticle(schema.Raw{
		ID: rapid.SampledFrom([]string{"", "a-1"}).Draw(t, "id"), URL: rapid.SampledFrom([]string{"", "HTTP://News.Example/a b?utm_source=x&p=1#top"}).Draw(t, "url"),
		Title: rapid.SampledFrom([]string{"", "Strike in Mali"}).Draw(t, "title"), Body: anyWords.Draw(t, "body"),
		Publisher: rapid.SampledFrom([]string{"", "Example \"News\""}).Draw(t, "publisher"),
		Author:    rapid.SampledFrom([]string{"", "A. Writer"}).Draw(t, "author"), Language: rapid.SampledFrom([]string{"", "en"}).Draw(t, "lang"),
		Published: rapid.SampledFrom([]string{"", "2017", "May 2017", "3 May 2017", "Wed, 03 May 2017 10:00:00 GMT"}).Draw(t, "date")})
	if err != nil {
		t.Fatal(err)
	}
	bounds := []int{}
	for i := range a.Text {
		bounds = append(bounds, i)
	}
	bounds = append(bounds, len(a.Text))
	span := func(name string, in schema.Span) schema.Span {
		var at []int
		for _, b := range bounds {
			if in.Start <= b && b <= in.End {
				at = append(at, b)
			}
		}
		i := rapid.IntRange(0, len(at)-2).Draw(t, name)
		j := rapid.IntRange(i+1, len(at)-1).Draw(t, name)
		return schema.Span{Start: at[i], End: at[j]}
	}
	text := schema.Span{Start: 0, End: len(a.Text)}
	f := schema.Facts{Article: a}
	for i := range rapid.IntRange(1, 6).Draw(t, "entities") {
		e := schema.Entity{Class: rapid.SampledFrom(schema.Classes[:]).Draw(t, "class"), Name: fmt.Sprintf("%s %d", anyShort.Draw(t, "name"), i)}
		e.ID = schema.NewEntityID(e.Class, e.Name, "")
		e.Aliases = rapid.SliceOfN(anyShort, 0, 3).Draw(t, "aliases")
		for range rapid.IntRange(0, 3).Draw(t, "mentions") {
			e.Mentions = append(e.Mentions, span("mention", text))
		}
		if rapid.Bool().Draw(t, "located") {
			e.Place = &schema.LatLon{Lat: "34.8", Lon: "-36.72"}
		}
		f.Entities = append(f.Entities, e)
	}
	entity := func(name string) schema.EntityID {
		return f.Entities[rapid.IntRange(0, len(f.Entities)-1).Draw(t, name)].ID
	}
	events := rapid.IntRange(0, 5).Draw(t, "events")
	ids := make([]schema.EventID, events)
	for i := range ids {
		ids[i] = schema.NewEventID(a.Key, schema.Say, fmt.Sprint(i), nil, schema.Span{})
	}
	for _, id := range ids {
		e := schema.Event{ID: id, Relation: rapid.Bool().Draw(t, "relation"), Type: rapid.SampledFrom(schema.EventTypes[:]).Draw(t, "type"),
			Mode: rapid.SampledFrom([]string{"", "phone"}).Draw(t, "mode"), OpenPredicate: anyOpen.Draw(t, "open"),
			Status: rapid.SampledFrom(schema.Statuses[:]).Draw(t, "status"), Symmetric: rapid.Bool().Draw(t, "symmetric"),
			Time: schema.NewTime(anyDate.Draw(t, "time")), Confidence: rapid.IntRange(0, 100).Draw(t, "confidence"), Rule: "transitive"}
		e.Predicate = e.OpenPredicate
		if rapid.Bool().Draw(t, "canonical") {
			r := rapid.SampledFrom(schema.Relations[:]).Draw(t, "relation")
			e.Predicate, e.Symmetric = r.Name, r.Symmetric
		}
		e.Sentence = span("sentence", text)
		e.Clause, e.Trigger = span("clause", e.Sentence), span("trigger", e.Sentence)
		for range rapid.IntRange(0, 2).Draw(t, "speakers") {
			e.SaidBy = append(e.SaidBy, entity("speaker"))
		}
		if rapid.Bool().Draw(t, "has place") {
			e.Place = entity("place")
		}
		for range rapid.IntRange(0, 5).Draw(t, "roles") {
			r := schema.Role{Name: rapid.SampledFrom(schema.Roles[:]).Draw(t, "role")}
			if rapid.Bool().Draw(t, "named") {
				r.Span = span("part", text)
			}
			switch rapid.IntRange(0, 2).Draw(t, "filler") {
			case 0:
				r.Entity = entity("filler")
			case 1:
				r.Event = rapid.SampledFrom(ids).Draw(t, "content")
			default:
				r.Literal = anyShort.Draw(t, "literal")
			}
			e.Roles = append(e.Roles, r)
		}
		f.Events = append(f.Events, e)
	}
	if rapid.Bool().Draw(t, "background") {
		f.ActsFor = append(f.ActsFor, schema.ActsFor{Body: f.Entities[0], Country: f.Entities[len(f.Entities)-1]})
	}
	f.Sort()
	return f
}

func TestParseIsTheInverseOfQuads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyFacts(t)
		if err := f.Validate(); err != nil {
			t.Fatalf("drawn facts are invalid: %v", err)
		}
		x := schema.IRIs{Base: rapid.SampledFrom([]string{"", "https://graph.example/x"}).Draw(t, "base")}
		quads := append(x.Quads(f), x.Background(f)...)
		shuffled := rapid.Permutation(quads).Draw(t, "order")
		got, err := x.Parse(shuffled)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, f) {
			t.Fatalf("got  %+v\nwant %+v", got, f)
		}
	})
}

func TestQuadsAreSortedLabelledAndCanonical(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyFacts(t)
		quads := (schema.IRIs{}).Quads(f)
		label := (schema.IRIs{}).Article(f.Article.Key)
		for i, q := range quads {
			if q.Label != label {
				t.Fatalf("%v is not labelled %v", q, label)
			}
			if i > 0 && quads[i-1] == q {
				t.Fatalf("%v twice", q)
			}
		}
		again := schema.SortQuads(rapid.Permutation(quads).Draw(t, "order"))
		if !reflect.DeepEqual(again, quads) {
			t.Fatal("the order of quads depends on where they came from")
		}
	})
}

func TestDirectEdgesOnlyForWhatHappened(t *testing.T) {
	x := schema.IRIs{}
	isNode := func(v quad.Value) bool {
		_, entity := x.EntityID(v)
		_, event := x.EventID(v)
		return entity || event
	}
	rapid.Check(t, func(t *rapid.T) {
		f := anyFacts(t)
		want := map[string]bool{}
		for _, r := range x.Rows(f) {
			if r.SubjectID == "" || r.Object == "" && r.ObjectID == "" || !schema.Status(r.Status).Happened() {
				continue
			}
			var object quad.Value = quad.IRI(r.ObjectID)
			if r.ObjectID == "" {
				object = quad.String(r.Object)
			}
			want[fmt.Sprint(quad.IRI(r.SubjectID), x.Predicate(r.Predicate), object)] = true
		}
		got := map[string]bool{}
		for _, q := range x.Quads(f) {
			if _, ok := x.PredicateName(q.Predicate); ok && isNode(q.Subject) {
				got[fmt.Sprint(q.Subject, q.Predicate, q.Object)] = true
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("direct edges %v\nrows %v", got, want)
		}
	})
}

func TestRowsQuoteTheStoredText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyFacts(t)
		points := []rune(f.Article.Text)
		clauses := map[string]string{}
		for _, e := range f.Events {
			clauses[string(e.ID)] = f.Article.Text[e.Clause.Start:e.Clause.End]
		}
		rows := (schema.IRIs{}).Rows(f)
		for i, r := range rows {
			if got := string(points[r.Begin:r.End]); got != clauses[r.EventID] {
				t.Fatalf("code points %d-%d are %q, the clause is %q", r.Begin, r.End, got, clauses[r.EventID])
			}
			if !strings.Contains(r.Sentence, clauses[r.EventID]) {
				t.Fatalf("%q is not in %q", clauses[r.EventID], r.Sentence)
			}
			if i > 0 && schema.CompareRows(rows[i-1], r) >= 0 {
				t.Fatalf("rows %d and %d out of order or the same statement twice:\n%+v\n%+v", i-1, i, rows[i-1], r)
			}
		}
		var each int
		for _, e := range f.Events {
			each += len((schema.IRIs{}).EventRows(f, e.ID))
		}
		if each != len(rows) {
			t.Fatalf("%d rows by event, %d at once", each, len(rows))
		}
	})
}

func TestStoredTextIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := schema.Raw{Title: rapid.String().Draw(t, "title"), Body: string(rapid.SliceOf(rapid.Byte()).Draw(t, "body"))}
		a, err := schema.NewArticle(raw)
		if err != nil {
			return // nothing but white space
		}
		if !utf8.ValidString(a.Text) || strings.ContainsAny(a.Text, "\r\t\x00\ufeff") || !strings.HasPrefix(a.Text, a.Title) {
			t.Fatalf("stored text %q with title %q", a.Text, a.Title)
		}
		body := strings.TrimPrefix(strings.TrimPrefix(a.Text, a.Title), "\n\n")
		b, err := schema.NewArticle(schema.Raw{Title: a.Title, Body: body})
		if err != nil || a != b {
			t.Fatalf("storing the stored text again gives %+v, %v; it was %+v", b, err, a)
		}
	})
}

func TestOffsetsAreInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringN(0, 600, -1).Draw(t, "text")
		o := schema.NewOffsets(text)
		n := 0
		for b := range text {
			if got := o.Point(b); got != n {
				t.Fatalf("%d code points before byte %d, not %d", n, b, got)
			}
			if got, ok := o.Byte(n); !ok || got != b {
				t.Fatalf("code point %d is byte %d, not %d, %t", n, b, got, ok)
			}
			n++
		}
		if got, ok := o.Byte(n); !ok || got != len(text) || o.Point(len(text)) != n {
			t.Fatalf("the end is %d, %t", got, ok)
		}
		if _, ok := o.Byte(n + 1); ok {
			t.Fatal("a code point beyond the end")
		}
	})
}
