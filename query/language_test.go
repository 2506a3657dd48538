package query

import (
	"reflect"
	"strings"
	"testing"

	"dateline/schema"
)

func TestParse(t *testing.T) {
	word := func(s string) Term { return Term{Word, s} }
	name := func(s string) Term { return Term{Name, s} }
	variable := func(s string) Term { return Term{Variable, s} }
	for _, c := range []struct {
		text string
		want Query
	}{
		{"Trump spoke-with ?who", Query{Terms: []Term{word("Trump"), word("spoke-with"), variable("who")}}},
		{`"Donald Trump" ?p Putin`, Query{Terms: []Term{name("Donald Trump"), variable("p"), word("Putin")}}},
		{"Vladimir Putin met ?who", Query{Terms: []Term{word("Vladimir"), word("Putin"), word("met"), variable("who")}}},
		{`“Ada \"Countess\" Byron” wrote ?`, Query{Terms: []Term{name(`Ada "Countess" Byron`), word("wrote"), variable("")}}},
		{"?who resigned", Query{Terms: []Term{variable("who"), word("resigned")}}},
		{"?a met ?b since:2017-04 until:2018 limit:5", Query{Terms: []Term{variable("a"), word("met"), variable("b")},
			Filter: Filter{Since: "2017-04", Until: "2018", Limit: 5}}},
		{`?a met ?b status:planned,asserted said-by:"White House" exact:true`, Query{
			Terms:  []Term{variable("a"), word("met"), variable("b")},
			Filter: Filter{Statuses: []schema.Status{schema.Asserted, schema.Planned}, SaidBy: "White House", Exact: true}}},
		{"?a met ?b status:all article:https://news.example/a?b=c", Query{
			Terms:  []Term{variable("a"), word("met"), variable("b")},
			Filter: Filter{Statuses: schema.Statuses[:], Article: "https://news.example/a?b=c"}}},
		{`"since:then" met https://a.example/b`, Query{Terms: []Term{name("since:then"), word("met"), word("https://a.example/b")}}},
	} {
		t.Run(c.text, func(t *testing.T) {
			got, err := Parse(c.text)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	for text, part := range map[string]string{
		"":                                "such as",
		"Trump":                           "such as",
		"?a ?b ?c ?d":                     "4 names",
		"Trump met Putin ?x ?y ?z":        "more than three parts",
		"?a met ?b on":                    "more than three parts",
		`"Trump met ?who`:                 "not closed",
		`Tr"ump" met ?who`:                "middle of a word",
		`"a""b" met ?who`:                 "two quoted",
		`" " met ?who`:                    "name is empty",
		"?a met ?b since:yesterday":       "such as 2017",
		"?a met ?b since:2017-13":         "such as 2017",
		"?a met ?b until:2017/2018":       "such as 2017",
		"?a met ?b since:2017 since:18":   "given twice",
		"?a met ?b limit:0":               "number from 1",
		"Putin met ?b --limit 3":          "flags stand outside",
		"?a met ?b limit:":                "has no value",
		"?a met ?b status:true":           "the statuses are asserted",
		"?a met ?b exact:perhaps":         "invalid syntax",
		strings.Repeat("word ", 41):       "more than 40",
		"?a met ?b status:all status:all": "given twice",
	} {
		if q, err := Parse(text); err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%s: got %+v, error %v", text, q, err)
		}
	}
}

func FuzzParseOfPrintIsEqual(f *testing.F) {
	f.Add(`"Donald \\ \"T\" Trump" met ?who since:2017 until:2018-01-02 status:planned,denied said-by:“White House” article:"a\"b“" limit:3 exact:1`)
	f.Add("Vladimir Putin spoke with ?")
	f.Add("\xff met\u2003?x")
	f.Fuzz(func(t *testing.T, text string) {
		q, err := Parse(text)
		if err != nil {
			return
		}
		again, err := Parse(q.String())
		if err != nil {
			t.Fatalf("%q printed as %q: %v", text, q, err)
		}
		if !reflect.DeepEqual(q, again) {
			t.Errorf("%q printed as %q: %+v became %+v", text, q, q, again)
		}
	})
}

func TestFold(t *testing.T) {
	for name, want := range map[string]string{
		"Donald Trump":         "donald trump",
		"  The  White House ":  "white house",
		"U.S.":                 "us",
		"Recep Tayyip Erdoğan": "recep tayyip erdogan",
		"O’Brien":              "obrien",
		"Jean-Claude Juncker":  "jean claude juncker",
		"Løkke Rasmussen":      "lokke rasmussen",
		"Łódź":                 "lodz",
		"İstanbul":             "istanbul",
		"AT&T":                 "at t",
		"Theresa":              "theresa",
		"北京":                   "北京",
		"?!":                   "",
	} {
		if got := fold(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func FuzzFoldIsStable(f *testing.F) {
	f.Add("The Łódź—U.S. the")
	f.Fuzz(func(t *testing.T, name string) {
		if once := fold(name); !strings.HasPrefix(once, "the ") && fold(once) != once {
			t.Errorf("%q folds to %q, then to %q", name, once, fold(once))
		}
	})
}

func TestStemsJoinTheFormsOfAVerb(t *testing.T) {
	for _, forms := range [][]string{
		{"spoke-with", "speak with", "SPEAKS_WITH", "speaking-with", "spoken with"},
		{"struck", "strike", "strikes", "striking"},
		{"met", "meet", "meeting", "meets"},
		{"backs", "back", "backed", "backing"},
		{"agreed", "agree", "agrees", "agreeing"},
		{"planned", "plan", "plans", "planning"},
		{"criticised", "criticize", "criticises", "criticizing"},
		{"accused", "accuse", "accuses", "accusing"},
		{"denied", "deny", "denies", "denying"},
		{"died", "die", "dies", "dying"},
		{"holds-position", "hold position", "held-position"},
		{"discussed", "discuss", "discusses", "discussing"},
		{"passed", "pass", "passes", "passing"},
		{"bring", "brings", "brought", "bringing"},
		{"visited", "visit", "visits", "visiting"},
	} {
		for _, f := range forms[1:] {
			if stems(f) != stems(forms[0]) {
				t.Errorf("%s is %s, %s is %s", forms[0], stems(forms[0]), f, stems(f))
			}
		}
	}
	for _, pair := range [][2]string{{"met", "meant"}, {"struck", "stroke"}, {"led", "left"}, {"spoke-with", "spoke-about"}, {"sent", "said"}, {"won", "wound"}} {
		if stems(pair[0]) == stems(pair[1]) {
			t.Errorf("%s and %s are both %s", pair[0], pair[1], stems(pair[0]))
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"putin", "putin", 0}, {"putni", "putin", 1}, {"trmp", "trump", 1}, {"merkell", "merkel", 1}, {"", "ab", 2}, {"merkel", "macron", 3}, {"erdoğan", "erdogan", 1}} {
		if got := distance([]rune(c.a), []rune(c.b), 2); got != c.want {
			t.Errorf("%s, %s: got %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestWindowIsHalfOpenAndKeepsWhatMayLieInIt(t *testing.T) {
	for _, c := range []struct {
		since, until, date string
		want               bool
	}{
		{"2017-05-03", "", "2017-05-03", true},
		{"2017-05-04", "", "2017-05-03", false},
		{"", "2017-05-03", "2017-05-03", false},
		{"", "2017-05-04", "2017-05-03", true},
		{"2017-05", "2017-06", "2017-05-31", true},
		{"2017-05", "2017-06", "2017-06-01", false},
		{"2017-05-10", "2017-05-20", "2017-05", true},
		{"2017-05-10", "2017-05-20", "2017", true},
		{"2017-05-10", "", "2016", false},
		{"2017-05-04", "2017-05-05", "2017-05-03/2017-05-04", true},
		{"2017-05-05", "", "2017-05-03/2017-05-04", false},
		{"2017-05-03", "2017-05-04", "2017-05-03T23:30:00Z", true},
	} {
		q := Filter{Since: c.since, Until: c.until}
		w, ok := q.window()
		s, dated := parseDate(c.date)
		if !ok || !dated || w.touches(s) != c.want {
			t.Errorf("%s in [%s, %s): got %v, want %v", c.date, c.since, c.until, !c.want, c.want)
		}
	}
}
