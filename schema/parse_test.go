package schema_test

import (
	"reflect"
	"strings"
	"testing"

	"dateline/schema"

	"github.com/cayleygraph/quad"
)

func TestParseRefusesWhatIsNotOurs(t *testing.T) {
	f := strikeFacts(t)
	x := schema.IRIs{}
	label := x.Article(f.Article.Key)
	event := x.Event(f.Events[0].ID)
	us := x.Entity(f.Entities[len(f.Entities)-2].ID)
	for _, c := range []struct {
		name  string
		extra quad.Quad
		says  string
	}{
		{"another graph", quad.Quad{Subject: us, Predicate: x.Term("struck"), Object: us, Label: x.Article("other")}, "labelled"},
		{"no graph", quad.Quad{Subject: us, Predicate: x.Term("struck"), Object: us}, "labelled"},
		{"a foreign subject", quad.Quad{Subject: quad.IRI("http://x.example/"), Predicate: x.Term("struck"), Object: us, Label: label}, "neither article"},
		{"a blank node", quad.Quad{Subject: quad.BNode("b"), Predicate: x.Term("struck"), Object: us, Label: label}, "neither article"},
		{"a foreign property", quad.Quad{Subject: event, Predicate: quad.IRI("http://x.example/p"), Object: us, Label: label}, "no property of an event"},
		{"a property of events on an entity", quad.Quad{Subject: us, Predicate: x.Term("status"), Object: x.Term("asserted"), Label: label}, "no property of an entity"},
		{"two statuses", quad.Quad{Subject: event, Predicate: x.Term("status"), Object: x.Term("asserted"), Label: label}, "status"},
		{"an unknown status", quad.Quad{Subject: event, Predicate: x.Term("status"), Object: x.Term("sure"), Label: label}, "status"},
		{"two confidences", quad.Quad{Subject: event, Predicate: x.Term("confidence"), Object: quad.String("0.10"), Label: label}, "confidence"},
		{"a mention outside the text", quad.Quad{Subject: us, Predicate: quad.IRI("http://groundedannotationframework.org/gaf#denotedBy"), Object: x.Mention(label, 0, 9999), Label: label}, "outside the text"},
		{"a mention of another article", quad.Quad{Subject: us, Predicate: quad.IRI("http://groundedannotationframework.org/gaf#denotedBy"), Object: x.Mention(x.Article("other"), 0, 2), Label: label}, "no mention"},
		{"a part without its role", quad.Quad{Subject: event + "#agent=nobody-00000000", Predicate: quad.IRI("http://groundedannotationframework.org/gaf#denotedBy"), Object: x.Mention(label, 0, 2), Label: label}, "no such role"},
		{"a number for a name", quad.Quad{Subject: event, Predicate: x.Term("rule"), Object: quad.Int(1), Label: label}, "rule"},
		{"a name without an entity", quad.Quad{Subject: x.Entity("x-00000000"), Predicate: x.Term("struck"), Object: us, Label: label}, "no known class"},
		{"an event without clause", quad.Quad{Subject: x.Event("0000000000000000"), Predicate: x.Term("rule"), Object: quad.String("r"), Label: label}, "missing"},
	} {
		got, err := x.Parse(append(x.Quads(f), c.extra))
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, %v; want an error that says %q", c.name, got.Events, err, c.says)
		}
	}
	if _, err := x.Parse(nil); err == nil {
		t.Error("no quads are an article")
	}
}

func TestOneEventCanBeReadAlone(t *testing.T) {
	f := strikeFacts(t)
	x := schema.IRIs{}
	all := x.Quads(f)
	var some []quad.Quad
	wanted := func(iri quad.IRI) bool {
		for _, e := range f.Events[:2] {
			if strings.HasPrefix(string(iri), string(x.Event(e.ID))) {
				return true
			}
		}
		_, ok := x.EntityID(iri)
		return ok && !strings.Contains(string(iri), "vladimir")
	}
	for _, q := range all {
		if wanted(q.Subject.(quad.IRI)) {
			some = append(some, q)
		}
	}
	a, err := x.ParseArticle(all)
	if err != nil || a != f.Article {
		t.Fatalf("article %+v, %v", a, err)
	}
	got, err := x.ParseFacts(a, schema.NewOffsets(a.Text), some)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range f.Events[:2] {
		if got, want := x.EventRows(got, e.ID), x.EventRows(f, e.ID); len(want) == 0 || !reflect.DeepEqual(got, want) {
			t.Errorf("event %s alone gives %+v, with its article %+v", e.ID, got, want)
		}
	}
}

func TestPredicatesCannotBeTakenForProperties(t *testing.T) {
	x := schema.IRIs{}
	for name, want := range map[string]quad.IRI{
		"struck": "https://dateline.example/ns#struck", "target": "https://dateline.example/ns#to-target", "rule": "https://dateline.example/ns#to-rule",
	} {
		if got := x.Predicate(name); got != want {
			t.Errorf("%s is spelled %v, not %v", name, got, want)
		}
		if back, ok := x.PredicateName(want); !ok || back != name {
			t.Errorf("%v is read as %q, %t", want, back, ok)
		}
	}
	if name, ok := x.PredicateName(x.Term("agent")); ok {
		t.Errorf("a role is read as the predicate %q", name)
	}
}

func TestValidateFindsWhatIsWrong(t *testing.T) {
	event := func(change func(*schema.Event)) func(*schema.Facts) {
		return func(f *schema.Facts) { change(&f.Events[1]) }
	}
	for name, spoil := range map[string]func(*schema.Facts){
		"no key":                func(f *schema.Facts) { f.Article.Key = "" },
		"raw text":              func(f *schema.Facts) { f.Article.Text += "\r" },
		"a raw date":            func(f *schema.Facts) { f.Article.Published = "8 April 2017" },
		"entities out of order": func(f *schema.Facts) { f.Entities[0], f.Entities[1] = f.Entities[1], f.Entities[0] },
		"an unknown class":      func(f *schema.Facts) { f.Entities[0].Class = "ship" },
		"no name":               func(f *schema.Facts) { f.Entities[0].Name = " " },
		"a mention too far":     func(f *schema.Facts) { f.Entities[0].Mentions = []schema.Span{{Start: 0, End: 999}} },
		"a mention in a letter": func(f *schema.Facts) {
			i := strings.Index(f.Article.Text, "í")
			f.Entities[0].Mentions = []schema.Span{{Start: i + 1, End: i + 2}}
		},
		"a point in words":            func(f *schema.Facts) { f.Entities[0].Place = &schema.LatLon{Lat: "north", Lon: "0"} },
		"the name as alias":           func(f *schema.Facts) { f.Entities[0].Aliases = []string{f.Entities[0].Name} },
		"an event twice":              func(f *schema.Facts) { f.Events = append(f.Events, f.Events[0]) },
		"an unknown status":           event(func(e *schema.Event) { e.Status = "sure" }),
		"an unknown type":             event(func(e *schema.Event) { e.Type = "FIGHT" }),
		"an unknown relation":         event(func(e *schema.Event) { e.Predicate = "had-a-word-with" }),
		"a relation turned symmetric": event(func(e *schema.Event) { e.Predicate, e.Symmetric = "struck", true }),
		"a predicate in capitals":     event(func(e *schema.Event) { e.Predicate, e.OpenPredicate = "Say", "Say" }),
		"too sure":                    event(func(e *schema.Event) { e.Confidence = 101 }),
		"no rule":                     event(func(e *schema.Event) { e.Rule = "" }),
		"a false precision":           event(func(e *schema.Event) { e.Time = schema.Time{Value: "2017", Precision: "day"} }),
		"a time in words":             event(func(e *schema.Event) { e.Time = schema.Time{Value: "Friday"} }),
		"a stranger speaks":           event(func(e *schema.Event) { e.SaidBy = []schema.EntityID{"x-00000000"} }),
		"a strange place":             event(func(e *schema.Event) { e.Place = "x-00000000" }),
		"a trigger elsewhere":         event(func(e *schema.Event) { e.Trigger = schema.Span{Start: 0, End: 2} }),
		"an empty clause":             event(func(e *schema.Event) { e.Clause = schema.Span{} }),
		"a role without filler":       event(func(e *schema.Event) { e.Roles[0].Entity = "" }),
		"a role with two":             event(func(e *schema.Event) { e.Roles[0].Literal = "x" }),
		"an unknown role":             event(func(e *schema.Event) { e.Roles[0].Name = "hero" }),
		"an unknown content":          event(func(e *schema.Event) { e.Roles[1].Event = "0" }),
		"a filler twice":              event(func(e *schema.Event) { e.Roles = append(e.Roles, e.Roles[1]) }),
	} {
		f := strikeFacts(t)
		spoil(&f)
		if f.Validate() == nil {
			t.Errorf("%s is valid", name)
		}
	}
}
