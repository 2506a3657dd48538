package query

import (
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"dateline/graph"
	"dateline/schema"
)

// A teller writes the facts of one article by hand: each statement is a
// sentence of the article's body.
type teller struct {
	t testing.TB
	f schema.Facts
}

// tell begins an article whose body is the sentences that are told later.
func tell(t testing.TB, key, published, publisher, title string, sentences ...string) *teller {
	t.Helper()
	a, err := schema.NewArticle(schema.Raw{ID: key, Published: published, Publisher: publisher, Title: title,
		Body: strings.Join(sentences, " ")})
	if err != nil {
		t.Fatal(err)
	}
	return &teller{t: t, f: schema.Facts{Article: a}}
}

// entity adds an entity, or aliases to one that was added before.
func (w *teller) entity(class schema.Class, name string, aliases ...string) schema.EntityID {
	id := schema.NewEntityID(class, name, "")
	for i := range w.f.Entities {
		if w.f.Entities[i].ID == id {
			w.f.Entities[i].Aliases = append(w.f.Entities[i].Aliases, aliases...)
			return id
		}
	}
	w.f.Entities = append(w.f.Entities, schema.Entity{ID: id, Class: class, Name: name, Aliases: aliases})
	return id
}

// own adds an entity of this article only.
func (w *teller) own(class schema.Class, name string) schema.EntityID {
	id := schema.NewEntityID(class, name, w.f.Article.Key)
	w.f.Entities = append(w.f.Entities, schema.Entity{ID: id, Class: class, Name: name})
	return id
}

func (w *teller) actsFor(body, country schema.EntityID) {
	find := func(id schema.EntityID) schema.Entity {
		return w.f.Entities[slices.IndexFunc(w.f.Entities, func(e schema.Entity) bool { return e.ID == id })]
	}
	w.f.ActsFor = append(w.f.ActsFor, schema.ActsFor{Body: find(body), Country: find(country)})
}

// say adds the statement of a sentence; subject and object may be "".
func (w *teller) say(sentence string, subject schema.EntityID, typ schema.EventType, predicate string, object schema.EntityID, more func(*schema.Event)) schema.EventID {
	w.t.Helper()
	at := strings.Index(w.f.Article.Text, sentence)
	if at < 0 {
		w.t.Fatalf("%q is not in %s", sentence, w.f.Article.Key)
	}
	whole := schema.Span{Start: at, End: at + len(sentence)}
	e := schema.Event{Type: typ, Predicate: predicate, OpenPredicate: predicate, Status: schema.Asserted,
		Sentence: whole, Clause: whole, Trigger: schema.Span{Start: at, End: at + strings.IndexByte(sentence+" ", ' ')},
		Confidence: 90, Rule: "by-hand"}
	if subject != "" {
		e.Roles = append(e.Roles, schema.Role{Name: schema.Agent, Entity: subject, Span: e.Trigger})
	}
	if object != "" {
		e.Roles = append(e.Roles, schema.Role{Name: schema.Target, Entity: object})
	}
	if more != nil {
		more(&e)
	}
	participants := []string{string(subject), string(object)}
	e.ID = schema.NewEventID(w.f.Article.Key, typ, predicate, participants, e.Clause)
	w.f.Events = append(w.f.Events, e)
	return e.ID
}

func symmetric(e *schema.Event) { e.Symmetric = true }

func with(status schema.Status, date string, speakers ...schema.EntityID) func(*schema.Event) {
	return func(e *schema.Event) {
		e.Status, e.Time, e.SaidBy = status, schema.NewTime(date), speakers
	}
}

func both(fs ...func(*schema.Event)) func(*schema.Event) {
	return func(e *schema.Event) {
		for _, f := range fs {
			f(e)
		}
	}
}

// engineOver stores articles in memory and returns an engine over them.
func engineOver(t testing.TB, articles ...*teller) *Engine {
	t.Helper()
	store, err := graph.Open(t.Context(), graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	var x schema.IRIs
	var graphs []graph.Graph
	var background []quad.Quad
	for _, w := range articles {
		w.f.Sort()
		if err := w.f.Validate(); err != nil {
			t.Fatal(err)
		}
		graphs = append(graphs, graph.Graph{Label: x.Article(w.f.Article.Key), Quads: x.Quads(w.f)})
		background = append(background, x.Background(w.f)...)
	}
	graphs = append(graphs, graph.Graph{Label: x.Entities(), Quads: schema.SortQuads(background)})
	if _, err := store.ReplaceAll(t.Context(), graphs); err != nil {
		t.Fatal(err)
	}
	return New(store, x)
}

// news are the articles that most tests ask about.
func news(t testing.TB) *Engine {
	t.Helper()
	call := tell(t, "call", "2017-05-03", "Harbour Post", "Leaders on the phone",
		"Donald Trump spoke with Vladimir Putin on Tuesday, the White House said.",
		"Moscow invited Trump to Sochi.",
		"Trump will meet Putin in Hamburg.",
		"Rex Tillerson is the secretary of state.",
		"Both sides doubt it.")
	trump := call.entity(schema.Person, "Donald Trump", "Trump")
	putin := call.entity(schema.Person, "Vladimir Putin", "Putin")
	house := call.entity(schema.Organization, "White House")
	us := call.entity(schema.Country, "United States", "US", "America")
	russia := call.entity(schema.Country, "Russia")
	moscow := call.entity(schema.Organization, "Government of Russia", "Moscow")
	tillerson := call.entity(schema.Person, "Rex Tillerson", "Tillerson")
	call.actsFor(house, us)
	call.actsFor(moscow, russia)
	spoke := call.say("Donald Trump spoke with Vladimir Putin on Tuesday", trump, schema.Consult, "spoke-with", putin,
		both(symmetric, with(schema.Reported, "2017-05-02", house), func(e *schema.Event) { e.OpenPredicate = "speak-with" }))
	call.say("Donald Trump spoke with Vladimir Putin on Tuesday, the White House said.", house, schema.Say, "said", "",
		func(e *schema.Event) {
			e.OpenPredicate = "say"
			e.Roles = append(e.Roles, schema.Role{Name: schema.Content, Event: spoke})
		})
	call.say("Moscow invited Trump to Sochi.", moscow, schema.Consult, "invited", trump,
		func(e *schema.Event) { e.OpenPredicate = "invite" })
	call.say("Trump will meet Putin in Hamburg.", trump, schema.Consult, "met", putin,
		both(symmetric, with(schema.Planned, "2017-07"), func(e *schema.Event) { e.OpenPredicate = "meet" }))
	call.say("Rex Tillerson is the secretary of state.", tillerson, schema.HoldPosition, "holds-position", "",
		func(e *schema.Event) {
			e.Relation, e.OpenPredicate = true, "be"
			e.Roles = append(e.Roles, schema.Role{Name: schema.Target, Literal: "Secretary of State of the United States"})
		})

	strike := tell(t, "strike", "2017-04-08", "North Wire", "Missiles over Syria",
		"The Pentagon launched missiles against an air base in Syria on Friday.",
		"President Erdoğan backed America.",
		"Melania Trump visited a school.",
		"A convoy was struck.")
	pentagon := strike.entity(schema.Organization, "Pentagon")
	us2 := strike.entity(schema.Country, "United States", "America")
	base := strike.own(schema.Facility, "Syrian airbase")
	erdogan := strike.entity(schema.Person, "Recep Tayyip Erdoğan", "Erdoğan")
	melania := strike.entity(schema.Person, "Melania Trump")
	school := strike.own(schema.Facility, "school")
	convoy := strike.own(schema.Group, "convoy")
	strike.actsFor(pentagon, us2)
	strike.say("The Pentagon launched missiles against an air base in Syria on Friday.", pentagon, schema.Assault, "struck", base,
		both(with(schema.Asserted, "2017-04-07"), func(e *schema.Event) { e.OpenPredicate = "launch-missiles-against" }))
	strike.say("President Erdoğan backed America.", erdogan, schema.Support, "backs", us2,
		func(e *schema.Event) { e.OpenPredicate = "back" })
	strike.say("Melania Trump visited a school.", melania, schema.Consult, "visited", school,
		func(e *schema.Event) { e.OpenPredicate = "visit" })
	strike.say("A convoy was struck.", "", schema.Assault, "struck", convoy,
		func(e *schema.Event) { e.OpenPredicate = "strike" })

	second := tell(t, "second", "2017-05-04", "Valley Times", "A second report",
		"President Trump spoke with President Putin, and Angela Merkel met Putin.",
		"A Syrian airbase was empty.",
		"The admiral outwitted the ice.",
		"Vladimir Putin and Donald Trump will negotiate.")
	trump2 := second.entity(schema.Person, "Donald Trump", "Trump")
	putin2 := second.entity(schema.Person, "Vladimir Putin", "Putin")
	merkel := second.entity(schema.Person, "Angela Merkel")
	admiral := second.own(schema.Person, "admiral")
	ice := second.own(schema.OtherClass, "ice")
	second.own(schema.Facility, "Syrian airbase")
	second.say("President Trump spoke with President Putin", putin2, schema.Consult, "spoke-with", trump2,
		both(symmetric, func(e *schema.Event) { e.OpenPredicate = "speak-with" }))
	second.say("Angela Merkel met Putin.", merkel, schema.Consult, "met", putin2,
		both(symmetric, with(schema.Asserted, "2017-05-02/2017-05-03"), func(e *schema.Event) { e.OpenPredicate = "meet" }))
	second.say("Vladimir Putin and Donald Trump will negotiate.", putin2, schema.Consult, "negotiated-with", "",
		both(symmetric, with(schema.Planned, ""), func(e *schema.Event) {
			e.OpenPredicate = "negotiate"
			at := e.Clause.Start + len("Vladimir Putin and ")
			e.Roles = append(e.Roles, schema.Role{Name: schema.Agent, Entity: trump2, Span: schema.Span{Start: at, End: at + len("Donald Trump")}})
		}))
	second.say("The admiral outwitted the ice.", admiral, schema.OtherType, "outwit", ice, nil)
	return engineOver(t, call, strike, second)
}
