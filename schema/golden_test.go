package schema_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/schema"

	"github.com/cayleygraph/quad"
)

const struckSentence = "The United States struck an airbase in Syria on Friday, the Pentagon said."

// strikeFacts is the example of the design's reference file as a value, with
// a visit that is only planned beside it.
func strikeFacts(t *testing.T) schema.Facts {
	t.Helper()
	a, err := schema.NewArticle(schema.Raw{ID: "strike", URL: "https://news.example/a1", Publisher: "Example News",
		Title: "US strikes base", Body: struckSentence + "\n\n– Vladimír will visit.", Published: "2017-04-08", Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	at := func(words string) schema.Span {
		i := strings.Index(a.Text, words)
		if i < 0 {
			t.Fatalf("%q is not in the text", words)
		}
		return schema.Span{Start: i, End: i + len(words)}
	}
	entity := func(class schema.Class, name, key string) schema.Entity {
		return schema.Entity{ID: schema.NewEntityID(class, name, key), Class: class, Name: name}
	}
	us := entity(schema.Country, "United States", "")
	us.Mentions = []schema.Span{at("US"), at("The United States")}
	us.Aliases = []string{"US"}
	base := entity(schema.Facility, "Syrian airbase", a.Key)
	base.Aliases = []string{"an airbase in Syria"}
	syria := entity(schema.Country, "Syria", "")
	syria.Place = &schema.LatLon{Lat: "35.0", Lon: "38.0"}
	pentagon := entity(schema.Organization, "Pentagon", "")
	putin := entity(schema.Person, "Vladimír", "")
	event := func(e schema.Event, sentence, clause, trigger string) schema.Event {
		e.Sentence, e.Clause, e.Trigger, e.Rule = at(sentence), at(clause), at(trigger), "transitive"
		e.ID = schema.NewEventID(a.Key, e.Type, e.Predicate, nil, e.Clause)
		return e
	}
	strike := event(schema.Event{Type: schema.Assault, Mode: "aerial", Predicate: "struck", OpenPredicate: "strike",
		Status: schema.Reported, SaidBy: []schema.EntityID{pentagon.ID}, Time: schema.NewTime("2017-04-07"),
		Place: syria.ID, Confidence: 91, Roles: []schema.Role{
			{Name: schema.Agent, Entity: us.ID, Span: at("The United States")},
			{Name: schema.Target, Entity: base.ID, Span: at("an airbase in Syria")},
			{Name: schema.TimeRole, Literal: "on Friday", Span: at("on Friday")},
		}}, struckSentence, "The United States struck an airbase in Syria on Friday", "struck")
	said := event(schema.Event{Type: schema.Say, Predicate: "say", OpenPredicate: "say", Status: schema.Asserted,
		Confidence: 100, Roles: []schema.Role{
			{Name: schema.Agent, Entity: pentagon.ID, Span: at("the Pentagon")},
			{Name: schema.Content, Event: strike.ID},
		}}, struckSentence, struckSentence, "said")
	visit := event(schema.Event{Type: schema.Consult, Mode: "visit", Predicate: "visit", OpenPredicate: "visit",
		Status: schema.Planned, Confidence: 5, Roles: []schema.Role{{Name: schema.Agent, Entity: putin.ID, Span: at("Vladimír")}}},
		"– Vladimír will visit.", "Vladimír will visit", "visit")
	f := schema.Facts{Article: a, Entities: []schema.Entity{us, base, syria, pentagon, putin},
		Events: []schema.Event{strike, said, visit}, ActsFor: []schema.ActsFor{{Body: pentagon, Country: us}}}
	f.Sort()
	if err := f.Validate(); err != nil {
		t.Fatal(err)
	}
	return f
}

// prefixes shortens IRIs to the names that the reference file uses.
var prefixes = strings.NewReplacer(
	"<https://dateline.example/ns#", "<dl:", "<https://dateline.example/id/article/", "<art:",
	"<https://dateline.example/id/event/", "<ev:", "<https://dateline.example/id/entity/", "<ent:",
	"<http://semanticweb.cs.vu.nl/2009/11/sem/", "<sem:", "<http://groundedannotationframework.org/gaf#", "<gaf:",
	"<http://schema.org/", "<schema:", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#", "<rdf:",
	"<http://www.w3.org/2000/01/rdf-schema#", "<rdfs:", "<http://www.w3.org/2004/02/skos/core#", "<skos:",
	"<http://www.w3.org/2001/XMLSchema#", "<xsd:", "<http://www.w3.org/2003/01/geo/wgs84_pos#", "<geo:")

func short(quads []quad.Quad) string {
	var b strings.Builder
	for _, q := range quads {
		fmt.Fprintf(&b, "%v %v %v\n", q.Subject, q.Predicate, q.Object)
	}
	return prefixes.Replace(b.String())
}

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares got with a file of testdata, or rewrites the file.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s (rewrite it with -update): got\n%s\nwant\n%s", path, got, want)
	}
}

func TestQuadsOfTheReferenceExample(t *testing.T) {
	f := strikeFacts(t)
	x := schema.IRIs{}
	golden(t, "strike.quads", short(x.Quads(f)))
	golden(t, "strike.background.quads", short(x.Background(f)))
	for _, q := range x.Background(f) {
		if q.Label != quad.IRI("https://dateline.example/id/entities") {
			t.Errorf("%v is in graph %v", q, q.Label)
		}
	}
}

func TestRowsOfTheReferenceExample(t *testing.T) {
	rows := (schema.IRIs{}).Rows(strikeFacts(t))
	got, err := json.MarshalIndent(rows, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "strike.rows.json", string(got)+"\n")
	var back []schema.Row
	if err := json.Unmarshal(got, &back); err != nil || fmt.Sprint(back) != fmt.Sprint(rows) {
		t.Errorf("reading the rows back: %v\n%+v", err, back)
	}
	for _, r := range rows {
		if len(r.Cells()) != len(schema.Columns) {
			t.Errorf("%d cells for %d columns", len(r.Cells()), len(schema.Columns))
		}
	}
}
