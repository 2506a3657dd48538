package query

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"dateline/schema"
)

func short(rows []schema.Row) []string {
	var lines []string
	for _, r := range rows {
		lines = append(lines, fmt.Sprintf("%s: %s %s %s", r.DocID, r.Subject, r.Predicate, r.Object))
	}
	return lines
}

func TestBetween(t *testing.T) {
	e := news(t)
	for _, c := range []struct {
		a, b   string
		filter Filter
		want   []string
	}{
		{"Putin", "Donald Trump", Filter{}, []string{"call: Donald Trump spoke-with Vladimir Putin", "second: Vladimir Putin spoke-with Donald Trump"}},
		{"Trump", "Putin", Filter{Statuses: schema.Statuses[:]}, []string{"call: Donald Trump spoke-with Vladimir Putin",
			"call: Donald Trump met Vladimir Putin", "second: Vladimir Putin spoke-with Donald Trump",
			"second: Vladimir Putin negotiated-with Donald Trump"}},
		{"Trump", "Russia", Filter{}, []string{"call: Government of Russia invited Donald Trump"}},
		{"Trump", "Russia", Filter{Exact: true}, nil},
		{"Trump", "Putin", Filter{Article: "second"}, []string{"second: Vladimir Putin spoke-with Donald Trump"}},
		{"Trump", "Putin", Filter{SaidBy: "White House"}, []string{"call: Donald Trump spoke-with Vladimir Putin"}},
		{"Trump", "Putin", Filter{Limit: 1}, []string{"call: Donald Trump spoke-with Vladimir Putin"}},
	} {
		got, err := e.Between(t.Context(), c.a, c.b, c.filter)
		if err != nil || !slices.Equal(short(got.Rows), c.want) {
			t.Errorf("%s and %s, %+v: got %q, %v, want %q", c.a, c.b, c.filter, short(got.Rows), err, c.want)
		}
	}
	var unknown *UnknownError
	if _, err := e.Between(t.Context(), "Trump", "Ptuin", Filter{}); !errors.As(err, &unknown) || !strings.Contains(err.Error(), "Vladimir Putin") {
		t.Errorf("got %v", err)
	}
}

func TestLimitOfProfileAndConnectionShowsFullRows(t *testing.T) {
	e := news(t)
	for limit := range 5 {
		f := Filter{Limit: limit, Statuses: schema.Statuses[:]}
		all, err := e.Between(t.Context(), "Trump", "Putin", Filter{Statuses: f.Statuses})
		if err != nil {
			t.Fatal(err)
		}
		got, err := e.Between(t.Context(), "Trump", "Putin", f)
		if want := all.Rows[:min(cmp.Or(limit, all.Total), all.Total)]; err != nil || got.Total != all.Total || !reflect.DeepEqual(got.Rows, want) {
			t.Errorf("between, limit %d: got %q, %v", limit, short(got.Rows), err)
		}
		whole, err := e.Show(t.Context(), "Trump", Filter{Statuses: f.Statuses})
		if err != nil {
			t.Fatal(err)
		}
		p, err := e.Show(t.Context(), "Trump", f)
		if want := whole.Rows[:min(cmp.Or(limit, whole.Total), whole.Total)]; err != nil || !reflect.DeepEqual(p.Rows, want) ||
			!slices.Equal(p.Predicates, whole.Predicates) || !slices.Equal(p.Statuses, whole.Statuses) {
			t.Errorf("show, limit %d: got %q, %v", limit, short(p.Rows), err)
		}
	}
}

func TestBetweenJoinsBySideRoles(t *testing.T) {
	w := tell(t, "gift", "", "", "Gift", "Ada gave George a map of Malta in Valletta.")
	ada, george := w.entity(schema.Person, "Ada"), w.entity(schema.Person, "George")
	malta, valletta, mapOf := w.entity(schema.Country, "Malta"), w.entity(schema.Place, "Valletta"), w.own(schema.Product, "map")
	w.say("Ada gave George a map of Malta in Valletta.", ada, schema.Aid, "gave", mapOf, func(e *schema.Event) {
		e.Roles = append(e.Roles, schema.Role{Name: schema.Recipient, Entity: george}, schema.Role{Name: schema.Topic, Entity: malta},
			schema.Role{Name: schema.PlaceRole, Entity: valletta})
	})
	e := engineOver(t, w)
	for other, want := range map[string]int{"George": 1, "Malta": 1, "map": 1, "Valletta": 0} {
		if got, err := e.Between(t.Context(), other, "Ada", Filter{}); err != nil || got.Total != want {
			t.Errorf("%s: got %+v, %v", other, got, err)
		}
	}
	if got, err := e.Between(t.Context(), "George", "Malta", Filter{}); err != nil || got.Total != 0 {
		t.Errorf("two side roles: got %+v, %v", got, err)
	}
}

func TestBetweenGoesThroughOneOther(t *testing.T) {
	e := news(t)
	got, err := e.Between(t.Context(), "Merkel", "Trump", Filter{})
	if err != nil || got.Total != 0 || len(got.Via) != 1 || got.Via[0].Name != "Vladimir Putin" {
		t.Fatalf("got %+v, %v", got, err)
	}
	if first := short(got.Via[0].First); !slices.Equal(first, []string{"second: Angela Merkel met Vladimir Putin"}) {
		t.Errorf("first: %q", first)
	}
	if second := short(got.Via[0].Second); len(second) != 2 {
		t.Errorf("second: %q", second)
	}
	got, err = e.Between(t.Context(), "Merkel", "Recep Tayyip Erdoğan", Filter{})
	if err != nil || got.Total != 0 || got.Via != nil {
		t.Errorf("nothing in between: got %+v, %v", got, err)
	}
}

func TestShow(t *testing.T) {
	e := news(t)
	p, err := e.Show(t.Context(), "trump", Filter{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	if p.Articles != 2 || !slices.Equal(p.Classes, []string{"person"}) || !slices.Equal(p.Aliases, []string{"Trump"}) {
		t.Errorf("got %+v", p)
	}
	if want := []PredicateCount{{"spoke-with", 2}, {"invited", 1}, {"met", 1}, {"negotiated-with", 1}}; !slices.Equal(p.Predicates, want) {
		t.Errorf("predicates: %v", p.Predicates)
	}
	if want := []StatusCount{{schema.Asserted, 2}, {schema.Reported, 1}, {schema.Planned, 2}}; !slices.Equal(p.Statuses, want) {
		t.Errorf("statuses: %v", p.Statuses)
	}
	if want := []string{"second: Vladimir Putin spoke-with Donald Trump"}; !slices.Equal(short(p.Rows), want) || p.Total != 3 {
		t.Errorf("last: %q of %d", short(p.Rows), p.Total)
	}
	p, err = e.Show(t.Context(), "Tillerson", Filter{})
	if err != nil || len(p.Positions) != 1 || p.Positions[0].Object != "Secretary of State of the United States" {
		t.Errorf("positions: %+v, %v", p.Positions, err)
	}
	p, err = e.Show(t.Context(), "White House", Filter{})
	if err != nil || !slices.Equal(p.ActsFor, []string{"United States"}) || p.Said != 1 {
		t.Errorf("acts for: %+v, said %d, %v", p.ActsFor, p.Said, err)
	}
	p, err = e.Show(t.Context(), "United States", Filter{})
	if err != nil || len(p.Entity.For) != 2 {
		t.Errorf("bodies: %+v, %v", p.Entity, err)
	}
}

func TestEvidence(t *testing.T) {
	e := news(t)
	res, _ := ask(t, e, "Trump spoke-with Putin article:call")
	row := res.Rows[0]
	for _, id := range []string{row.StatementID, row.EventID, "<https://dateline.example/id/event/" + row.EventID + ">",
		"https://dateline.example/id/statement/" + row.StatementID} {
		ev, err := e.Evidence(t.Context(), id)
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		if len(ev.Rows) != 1 || ev.Rows[0].StatementID != row.StatementID || ev.Article.Key != "call" ||
			ev.Clause != "Donald Trump spoke with Vladimir Putin on Tuesday" {
			t.Errorf("%s: got %+v", id, ev)
		}
		if want := []string{"second: Vladimir Putin spoke-with Donald Trump"}; !slices.Equal(short(ev.Reports), want) {
			t.Errorf("%s: reports %q", id, short(ev.Reports))
		}
	}
	res, _ = ask(t, e, "White House said")
	if ev, err := e.Evidence(t.Context(), res.Rows[0].EventID); err != nil || ev.Reports != nil {
		t.Errorf("got %+v, %v", ev, err)
	}
	var unknown *UnknownError
	if _, err := e.Evidence(t.Context(), "0123456789abcdef"); !errors.As(err, &unknown) {
		t.Errorf("got %v", err)
	}
}

func TestArticles(t *testing.T) {
	e := news(t)
	lines, err := e.Articles(t.Context())
	if err != nil || len(lines) != 3 {
		t.Fatalf("got %+v, %v", lines, err)
	}
	if l := lines[0]; l.Key != "strike" || l.Published != "2017-04-08" || l.Publisher != "North Wire" || l.Title != "Missiles over Syria" || l.Events != 4 {
		t.Errorf("got %+v", l)
	}
	a, err := e.Article(t.Context(), "call")
	if err != nil || !strings.HasPrefix(a.Text, "Leaders on the phone\n\nDonald Trump") {
		t.Errorf("got %+v, %v", a, err)
	}
	if b, err := e.Article(t.Context(), lines[1].IRI); err != nil || b.Key != lines[1].Key {
		t.Errorf("by IRI: %+v, %v", b, err)
	}
	var unknown *UnknownError
	if _, err := e.Article(t.Context(), "strik"); !errors.As(err, &unknown) || !slices.Equal(unknown.Suggestions, []string{"strike"}) {
		t.Errorf("got %v", err)
	}
}

func TestAllQuestionsReportCancel(t *testing.T) {
	e := news(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, question := range map[string]func() error{
		"between":  func() error { _, err := e.Between(ctx, "Trump", "Putin", Filter{}); return err },
		"show":     func() error { _, err := e.Show(ctx, "Trump", Filter{}); return err },
		"evidence": func() error { _, err := e.Evidence(ctx, "0123456789abcdef"); return err },
		"articles": func() error { _, err := e.Articles(ctx); return err },
		"article":  func() error { _, err := e.Article(ctx, "call"); return err },
	} {
		if err := question(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
