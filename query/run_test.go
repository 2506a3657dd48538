package query

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"dateline/schema"
)

// ask runs a query and spells each row in short.
func ask(t *testing.T, e *Engine, text string) (Result, []string) {
	t.Helper()
	q, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	res, err := e.Run(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	var short []string
	for _, r := range res.Rows {
		short = append(short, fmt.Sprintf("%s: %s %s %s (%s)", r.DocID, r.Subject, r.Predicate, r.Object, r.Status))
	}
	slices.Sort(short)
	return res, short
}

func TestRun(t *testing.T) {
	e := news(t)
	const (
		spoke1   = "call: Donald Trump spoke-with Vladimir Putin (reported)"
		spoke2   = "second: Vladimir Putin spoke-with Donald Trump (asserted)"
		invited  = "call: Government of Russia invited Donald Trump (asserted)"
		meeting  = "call: Donald Trump met Vladimir Putin (planned)"
		merkel   = "second: Angela Merkel met Vladimir Putin (asserted)"
		struck   = "strike: Pentagon struck Syrian airbase (asserted)"
		convoy   = "strike:  struck convoy (asserted)"
		backs    = "strike: Recep Tayyip Erdoğan backs United States (asserted)"
		position = "call: Rex Tillerson holds-position Secretary of State of the United States (asserted)"
		said     = "call: White House said  (asserted)"
		outwit   = "second: admiral outwit ice (asserted)"
	)
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"full names", `"Donald Trump" spoke-with "Vladimir Putin"`, []string{spoke1, spoke2}},
		{"symmetric from the other side", `"Vladimir Putin" spoke-with ?who`, []string{spoke1, spoke2}},
		{"bare words of names", "Vladimir Putin met ?who", []string{merkel}},
		{"bare words of a predicate", "Putin spoke with ?who", []string{spoke1, spoke2}},
		{"inflected", "Putin SPEAKS-WITH Trump", []string{spoke1, spoke2}},
		{"verb without its preposition", "?a speak ?b", []string{spoke1, spoke2}},
		{"not symmetric", "Trump invited ?who", nil},
		{"inverse", "Trump was-invited-by ?who", []string{invited}},
		{"inverse without its auxiliary", "Trump invited by ?who", []string{invited}},
		{"alias", "Moscow invited ?who", []string{invited}},
		{"case and accents", "erdogan backs america", []string{backs}},
		{"last name", "merkel met ?who", []string{merkel}},
		{"body acts for its country", "Russia invited ?who", []string{invited}},
		{"body does not, when exact", "Russia invited ?who exact:true", nil},
		{"open predicate", "US launched missiles against ?what", []string{struck}},
		{"beginning of an open predicate", "US launched missiles", []string{struck}},
		{"open predicate without a relation", "?who outwits ?what", []string{outwit}},
		{"type of event", "?who ASSAULT ?what", []string{struck}},
		{"type in small letters", "?who assault ?what", []string{struck}},
		{"predicate asked for", "Moscow ?p Trump", []string{invited}},
		{"nobody named is no answer to a variable", "?who struck ?what", []string{struck}},
		{"nobody named is one to anything", "? struck ?what", []string{convoy, struck}},
		{"no object asked for", "White House said", []string{said}},
		{"article's own entities by their name", "? struck Syrian airbase", []string{struck}},
		{"literal object", `?who holds-position "secretary of state"`, []string{position}},
		{"planned", "Trump met ?who status:planned", []string{meeting}},
		{"every status", "?a met ?b status:all", []string{meeting, merkel}},
		{"speaker", `?a ?p ?b said-by:"the white house"`, []string{spoke1}},
		{"speaker acts for", `?a ?p ?b said-by:America`, []string{spoke1}},
		{"one article", "Putin ?p ?b article:second", []string{merkel, spoke2}},
		{"whole article", "? ? ? article:second", []string{merkel, outwit, spoke2}},
		{"since", "?a ?p ?b since:2017-05-02", []string{merkel, spoke1}},
		{"until is exclusive", "?a ?p ?b until:2017-05-02", []string{struck}},
		{"by id", string(schema.NewEntityID(schema.Person, "Angela Merkel", "")) + " met ?x", []string{merkel}},
		{"by IRI", "?x met <" + string(schema.IRIs{}.Entity(schema.NewEntityID(schema.Person, "Angela Merkel", ""))) + ">", []string{merkel}},
		{"same variable", "?x met ?x", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			slices.Sort(c.want)
			_, got := ask(t, e, c.text)
			if !slices.Equal(got, c.want) {
				t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
			}
		})
	}
}

func TestRelationAndItsInverseAreOneQuestion(t *testing.T) {
	w := tell(t, "kin", "", "", "Kin", "Ines is the daughter of Jan.", "Jan is the father of Rosa.")
	ines, jan, rosa := w.entity(schema.Person, "Ines"), w.entity(schema.Person, "Jan"), w.entity(schema.Person, "Rosa")
	w.say("Ines is the daughter of Jan.", ines, schema.MemberOf, "child-of", jan, nil)
	w.say("Jan is the father of Rosa.", jan, schema.MemberOf, "parent-of", rosa, nil)
	e := engineOver(t, w)
	ines2, rosa2 := "kin: Ines child-of Jan (asserted)", "kin: Jan parent-of Rosa (asserted)"
	for text, want := range map[string][]string{
		"Jan parent-of ?who": {ines2, rosa2},
		"?who child-of Jan":  {ines2, rosa2},
		"Rosa child-of ?who": {rosa2},
		"Jan child-of ?who":  nil,
	} {
		if _, got := ask(t, e, text); !slices.Equal(got, want) {
			t.Errorf("%s: got %q", text, got)
		}
	}
}

func TestRunSaysWhatItLeftOut(t *testing.T) {
	res, _ := ask(t, news(t), "?a met ?b")
	if want := []StatusCount{{schema.Planned, 1}}; !slices.Equal(res.LeftOut, want) || res.Total != 1 {
		t.Errorf("got %+v", res)
	}
	res, _ = ask(t, news(t), "?a spoke-with ?b since:2017")
	if res.Undated != 1 || res.Total != 1 {
		t.Errorf("got %+v", res)
	}
	res, _ = ask(t, news(t), "?a ?p ?b limit:2")
	if len(res.Rows) != 2 || res.Total != 9 {
		t.Errorf("got %d rows of %d", len(res.Rows), res.Total)
	}
}

func TestRowsReadInPartAreThoseOfTheWholeGraph(t *testing.T) {
	e := news(t)
	for g, err := range e.Graphs(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		if !g.IsArticle {
			continue
		}
		want, err := e.Rows(g)
		if err != nil || len(want) == 0 {
			t.Fatalf("%s: %d rows, %v", g.Label, len(want), err)
		}
		everything := make(map[eventRef]bool)
		for _, r := range want {
			ref := eventRef{g.Label, e.iris.Event(schema.EventID(r.EventID))}
			everything[ref] = true
			got, err := e.rows(t.Context(), map[eventRef]bool{ref: true}, full)
			if err != nil || len(got) != 1 || !reflect.DeepEqual(got[0], r) {
				t.Errorf("got  %+v, %v\nwant %+v", got, err, r)
			}
			if got, err = e.rows(t.Context(), map[eventRef]bool{ref: true}, outline); err != nil || len(got) != 1 || got[0].StatementID != r.StatementID ||
				got[0].SubjectID != r.SubjectID || got[0].ObjectID != r.ObjectID || got[0].Begin != r.Begin || got[0].Status != r.Status || got[0].Date != r.Date {
				t.Errorf("in outline: got  %+v, %v\nwant %+v", got, err, r)
			}
			if got, err = e.statementRows(t.Context(), r.StatementID); err != nil || len(got) != 1 || !reflect.DeepEqual(got[0], r) {
				t.Errorf("by its id: got  %+v, %v\nwant %+v", got, err, r)
			}
		}
		if got, err := e.rows(t.Context(), everything, full); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("all at once: got %+v, %v\nwant %+v", got, err, want)
		}
	}
}

func TestEveryStatementAnswersItsOwnQuestion(t *testing.T) {
	e := news(t)
	all, _ := ask(t, e, "? ? ? status:all")
	end := func(id, name string) Term {
		switch {
		case id != "":
			return Term{Name, id}
		case name != "":
			return Term{Name, name}
		}
		return Term{Variable, ""}
	}
	for _, r := range all.Rows {
		for _, predicate := range []string{r.Predicate, r.OpenPredicate, r.EventType} {
			q := Query{Terms: []Term{end(r.SubjectID, r.Subject), {Name, predicate}, end(r.ObjectID, r.Object)},
				Filter: Filter{Statuses: []schema.Status{schema.Status(r.Status)}, Article: r.DocID}}
			if parsed, err := Parse(q.String()); err != nil || !reflect.DeepEqual(parsed, q) {
				t.Errorf("%s: read back as %+v, %v", q, parsed, err)
			}
			res, err := e.Run(t.Context(), q)
			if err != nil || !slices.ContainsFunc(res.Rows, func(a schema.Row) bool { return reflect.DeepEqual(a, r) }) {
				t.Errorf("%s: %q, %v", q, short(res.Rows), err)
			}
		}
	}
}

func TestLimitShowsTheFirstRowsOfAll(t *testing.T) {
	e := news(t)
	all, _ := ask(t, e, "? ? ? status:all")
	for limit := 1; limit <= all.Total+1; limit++ {
		for _, text := range []string{"? ? ?", "Trump ? ?", "?a ?b Putin"} {
			want, _ := ask(t, e, text+" status:all")
			got, _ := ask(t, e, fmt.Sprintf("%s status:all limit:%d", text, limit))
			if n := min(limit, want.Total); got.Total != want.Total || !reflect.DeepEqual(got.Rows, want.Rows[:n]) {
				t.Fatalf("%s, limit %d: got %q, want %q", text, limit, short(got.Rows), short(want.Rows[:n]))
			}
		}
	}
	if all.Rows[0].DocID != "second" || all.Rows[len(all.Rows)-1].DocID != "strike" {
		t.Errorf("not the newest article first: %q", short(all.Rows))
	}
}

func TestEveryAnswerHasItsEvidence(t *testing.T) {
	res, _ := ask(t, news(t), "Trump spoke-with ?who article:call")
	r := res.Rows[0]
	if !slices.Equal(r.SaidBy, []string{"White House"}) || r.Publisher != "Harbour Post" || r.Published != "2017-05-03" ||
		r.Sentence != "Donald Trump spoke with Vladimir Putin on Tuesday" || r.Date != "2017-05-02" || r.Roles[0].End == 0 {
		t.Errorf("got %+v", r)
	}
}

func TestUnknownAndAmbiguousNames(t *testing.T) {
	e := news(t)
	for text, part := range map[string]string{
		"Trmp met ?who":             `no name "Trmp" in the store; did you mean "Donald Trump"`,
		"?who backs Erdogn":         `"Recep Tayyip Erdoğan"`,
		"Vladimir met ?who":         `did you mean "Vladimir Putin"?`,
		"Putin mett ?who":           `no predicate "mett" in the store; did you mean "meet"`,
		"Trump spoke to ?who":       `no predicate "spoke to" in the store; did you mean "speaks-for", "spoke-with"`,
		"Trump to ?who":             `no predicate "to" in the store`,
		"Putin murders ?who":        `did you mean "killed"`,
		"Zebedee met ?who":          `no name "Zebedee" in the store`,
		"Putin met ?who article:ca": `no article "ca"`,
		"?a met ?b said-by:Whit":    `did you mean "White House"?`,
	} {
		q, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		var unknown *UnknownError
		if _, err = e.Run(t.Context(), q); !errors.As(err, &unknown) || !strings.Contains(err.Error(), part) {
			t.Errorf("%s: %v", text, err)
		}
	}

	twin := func(key, first, last string) *teller {
		w := tell(t, key, "", "", "Title "+key, first+" "+last+" resigned.")
		w.say(first+" "+last+" resigned.", w.entity(schema.Person, first+" "+last, last), schema.Retreat, "resigned", "", nil)
		return w
	}
	e = engineOver(t, twin("a", "Ada", "Byron"), twin("b", "George", "Byron"))
	_, err := e.Find(t.Context(), "Byron", false)
	var ambiguous *AmbiguousError
	if !errors.As(err, &ambiguous) || len(ambiguous.Choices) != 2 || ambiguous.Choices[0].Class != "person" {
		t.Fatalf("got %v", err)
	}
	if found, err := e.Find(t.Context(), ambiguous.Choices[1].ID, false); err != nil || found.Names[0] != ambiguous.Choices[1].Name {
		t.Errorf("by id: %+v, %v", found, err)
	}
	all := []*teller{twin("b", "George", "Byron")}
	for _, key := range []string{"a1", "a2", "a3", "a4"} {
		all = append(all, twin(key, "Ada", "Byron"))
	}
	if found, err := engineOver(t, all...).Find(t.Context(), "Byron", false); err != nil || !slices.Equal(found.Names, []string{"Ada Byron"}) {
		t.Errorf("four times as many articles: %+v, %v", found, err)
	}
}

func TestShortNameTakesInTheFullOne(t *testing.T) {
	bare := tell(t, "bare", "", "", "One", "Merkel spoke.")
	bare.say("Merkel spoke.", bare.entity(schema.Person, "Merkel"), schema.Say, "speak", "", nil)
	full := tell(t, "full", "", "", "Two", "Angela Merkel spoke.")
	full.say("Angela Merkel spoke.", full.entity(schema.Person, "Angela Merkel"), schema.Say, "speak", "", nil)
	jordan := tell(t, "jordan", "", "", "Three", "Jordan and Michael Jordan agreed.")
	jordan.entity(schema.Country, "Jordan")
	jordan.entity(schema.Person, "Michael Jordan")
	e := engineOver(t, bare, full, jordan)
	for name, want := range map[string][]string{
		"merkel":        {"Merkel", "Angela Merkel"},
		"Angela Merkel": {"Angela Merkel"},
		"Jordan":        {"Jordan"},
	} {
		if found, err := e.Find(t.Context(), name, false); err != nil || !slices.Equal(found.Names, want) {
			t.Errorf("%s: %+v, %v", name, found, err)
		}
	}
	if found, err := e.Find(t.Context(), "Merkel", true); err != nil || !slices.Equal(found.Names, []string{"Merkel"}) {
		t.Errorf("exact: %+v, %v", found, err)
	}
}

func TestRunReportsCancel(t *testing.T) {
	e := news(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, text := range []string{"Trump met ?who", "?a ?p ?b", "? struck ?what"} {
		q, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.Run(ctx, q); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", text, err)
		}
	}
}
