package schema_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline/schema"
)

// rowsOf returns the rows of events over the entities Ann, Bob, Cem, Dee
// (people a to d) as "subject predicate object [speakers]".
func rowsOf(t *testing.T, events ...schema.Event) []string {
	t.Helper()
	a, err := schema.NewArticle(schema.Raw{ID: "k", Body: "Ann met Bob and Cem, Dee said."})
	if err != nil {
		t.Fatal(err)
	}
	f := schema.Facts{Article: a}
	for _, n := range []string{"Ann", "Bob", "Cem", "Dee"} {
		f.Entities = append(f.Entities, schema.Entity{ID: person(n), Class: schema.Person, Name: n})
	}
	for i, e := range events {
		e.Sentence = schema.Span{Start: 0, End: len(a.Text)}
		e.Clause, e.Trigger = schema.Span{Start: i, End: i + 1}, schema.Span{Start: 4, End: 7}
		e.Rule = "test"
		if e.Predicate == "" {
			e.Predicate = "meet"
		}
		e.OpenPredicate = e.Predicate
		if e.Type == "" {
			e.Type = schema.Consult
		}
		if e.Status == "" {
			e.Status = schema.Asserted
		}
		if e.ID == "" {
			e.ID = schema.EventID(fmt.Sprintf("e%d", i))
		}
		f.Events = append(f.Events, e)
	}
	f.Sort()
	if err := f.Validate(); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range (schema.IRIs{}).Rows(f) {
		s := strings.TrimSpace(fmt.Sprintf("%s %s %s", r.Subject, r.Predicate, r.Object))
		if len(r.SaidBy) > 0 {
			s += " [" + strings.Join(r.SaidBy, ", ") + "]"
		}
		out = append(out, s)
	}
	return out
}

func person(name string) schema.EntityID { return schema.NewEntityID(schema.Person, name, "") }

func agent(name string) schema.Role  { return schema.Role{Name: schema.Agent, Entity: person(name)} }
func target(name string) schema.Role { return schema.Role{Name: schema.Target, Entity: person(name)} }

func TestRows(t *testing.T) {
	say := func(id schema.EventID, speaker string, content schema.EventID, saidBy ...schema.EntityID) schema.Event {
		return schema.Event{ID: id, Type: schema.Say, Predicate: "say", SaidBy: saidBy,
			Roles: []schema.Role{agent(speaker), {Name: schema.Content, Event: content}}}
	}
	for _, c := range []struct {
		name   string
		events []schema.Event
		want   []string
	}{
		{"every agent with every target", []schema.Event{{Roles: []schema.Role{agent("Ann"), agent("Bob"), target("Cem"), target("Dee")}}},
			[]string{"Ann meet Cem", "Ann meet Dee", "Bob meet Cem", "Bob meet Dee"}},
		{"a symmetric event two by two", []schema.Event{{Symmetric: true, Roles: []schema.Role{agent("Ann"), agent("Bob"), agent("Cem")}}},
			[]string{"Ann meet Bob", "Ann meet Cem", "Bob meet Cem"}},
		{"a symmetric event with a target", []schema.Event{{Symmetric: true, Roles: []schema.Role{agent("Ann"), agent("Bob"), target("Cem")}}},
			[]string{"Ann meet Cem", "Bob meet Cem"}},
		{"agents without target that are not symmetric", []schema.Event{{Roles: []schema.Role{agent("Ann"), agent("Bob")}}},
			[]string{"Ann meet", "Bob meet"}},
		{"nobody named", []schema.Event{{Roles: []schema.Role{target("Cem")}}}, []string{"meet Cem"}},
		{"nobody and nothing named", []schema.Event{{}}, []string{"meet"}},
		{"a literal object", []schema.Event{{Roles: []schema.Role{agent("Ann"), {Name: schema.Target, Literal: "a cook"}}}}, []string{"Ann meet a cook"}},
		{"an event as subject goes by its trigger", []schema.Event{
			{ID: "m", Roles: []schema.Role{agent("Ann"), target("Bob")}},
			{Predicate: "please", Roles: []schema.Role{{Name: schema.Agent, Event: "m"}, target("Cem")}}},
			[]string{"Ann meet Bob", "met please Cem"}},
		{"speakers of a chain, the outermost first", []schema.Event{
			{ID: "m", SaidBy: []schema.EntityID{person("Bob")}, Roles: []schema.Role{agent("Ann"), target("Bob")}},
			say("s1", "Bob", "m", person("Cem")), say("s2", "Cem", "s1", person("Dee")), say("s3", "Dee", "s2")},
			[]string{"Ann meet Bob [Dee, Cem, Bob]", "Bob say [Dee, Cem]", "Cem say [Dee]", "Dee say"}},
		{"a chain that bites its tail", []schema.Event{say("s1", "Bob", "s2", person("Cem")), say("s2", "Cem", "s1", person("Dee"))},
			[]string{"Bob say [Dee, Cem]", "Cem say [Cem, Dee]"}},
		{"only speech makes a chain", []schema.Event{
			{ID: "m", Roles: []schema.Role{agent("Ann"), target("Bob")}},
			{ID: "q", Type: schema.Accuse, Predicate: "investigate", SaidBy: []schema.EntityID{person("Dee")},
				Roles: []schema.Role{agent("Cem"), {Name: schema.Content, Event: "m"}}}},
			[]string{"Ann meet Bob", "Cem investigate [Dee]"}},
	} {
		if got := rowsOf(t, c.events...); !slices.Equal(got, c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestRowIsJSONWithTheColumnsInOrder(t *testing.T) {
	text, err := json.Marshal(schema.Row{Lat: "1.50", Confidence: "0.90", SaidBy: []string{}, Roles: []schema.RowRole{}})
	if err != nil {
		t.Fatal(err)
	}
	at := -1
	for _, c := range append(schema.Columns[:], "trigger", "roles") {
		i := strings.Index(string(text), `"`+c+`":`)
		if i <= at {
			t.Fatalf("%s is missing or out of order in %s", c, text)
		}
		at = i
	}
	for _, s := range []string{`"lat":1.50`, `"lon":null`, `"confidence":0.90`, `"said_by":[]`, `"roles":[]`, `"symmetric":false`} {
		if !strings.Contains(string(text), s) {
			t.Errorf("%s is not in %s", s, text)
		}
	}
}
