package schema_test

import (
	"fmt"
	"strings"
	"testing"

	"dateline/schema"
)

// newsFacts are facts of the size of a long article: 60 events, 80 entities.
func newsFacts(b *testing.B) schema.Facts {
	b.Helper()
	a, err := schema.NewArticle(schema.Raw{ID: "long", Title: "A long day", Body: strings.Repeat("The envoy met the élite of the town. ", 200), Published: "2017-04-08"})
	if err != nil {
		b.Fatal(err)
	}
	f := schema.Facts{Article: a}
	at := func(i int) schema.Span { return schema.Span{Start: 12 + 38*i, End: 12 + 38*i + 9} }
	for i := range 80 {
		name := fmt.Sprintf("Envoy %d", i)
		f.Entities = append(f.Entities, schema.Entity{ID: schema.NewEntityID(schema.Person, name, ""), Class: schema.Person, Name: name,
			Aliases: []string{"the envoy"}, Mentions: []schema.Span{at(i), at(i + 80)}})
	}
	for i := range 60 {
		e := schema.Event{Type: schema.Consult, Predicate: "met", OpenPredicate: "meet", Symmetric: true, Status: schema.Asserted, Confidence: 90, Rule: "transitive",
			Sentence: schema.Span{Start: at(i).Start, End: at(i).Start + 37}, Clause: at(i), Trigger: at(i),
			Roles: []schema.Role{{Name: schema.Agent, Entity: f.Entities[i].ID, Span: at(i)}, {Name: schema.Target, Entity: f.Entities[i+1].ID, Span: at(i + 1)}}}
		e.ID = schema.NewEventID(a.Key, e.Type, e.Predicate, []string{name(i)}, e.Clause)
		f.Events = append(f.Events, e)
	}
	f.Sort()
	if err := f.Validate(); err != nil {
		b.Fatal(err)
	}
	return f
}

func name(i int) string { return fmt.Sprint(i) }

func BenchmarkQuads(b *testing.B) {
	f := newsFacts(b)
	b.ReportAllocs()
	for b.Loop() {
		_ = (schema.IRIs{}).Quads(f)
	}
}

func BenchmarkParse(b *testing.B) {
	f := newsFacts(b)
	quads := (schema.IRIs{}).Quads(f)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (schema.IRIs{}).Parse(quads); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRows(b *testing.B) {
	f := newsFacts(b)
	b.ReportAllocs()
	for b.Loop() {
		_ = (schema.IRIs{}).Rows(f)
	}
}
