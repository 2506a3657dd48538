package schema_test

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"dateline/schema"
)

func TestNewArticleKey(t *testing.T) {
	for _, c := range []struct {
		name string
		raw  schema.Raw
		key  string
	}{
		{"the given id first", schema.Raw{ID: " a-1 ", URL: "https://news.example/x"}, "a-1"},
		{"then the canonical address", schema.Raw{URL: "HTTPS://News.Example:8080/Path/A?b=2&utm_source=mail&fbclid=zz&a=1#part"}, "https://news.example:8080/Path/A?b=2&a=1"},
		{"an address with tracking alone", schema.Raw{URL: "https://news.example/x?utm_medium=a&gclid=b"}, "https://news.example/x"},
		{"escapes stay as given", schema.Raw{URL: "https://news.example/a%2Fb?q=%c3%a9"}, "https://news.example/a%2Fb?q=%c3%a9"},
		{"then the stored text", schema.Raw{}, fmt.Sprintf("sha256:%x", sha256.Sum256([]byte("Title\n\nBody.")))},
	} {
		c.raw.Title, c.raw.Body = "Title", "Body."
		a, err := schema.NewArticle(c.raw)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if a.Key != c.key {
			t.Errorf("%s: key %q, not %q", c.name, a.Key, c.key)
		}
	}
	a, _ := schema.NewArticle(schema.Raw{Body: "One."})
	b, _ := schema.NewArticle(schema.Raw{Body: "\ufeffOne.\r\n"})
	if a.Key != b.Key {
		t.Errorf("one text has the keys %q and %q", a.Key, b.Key)
	}
}

func TestStoredText(t *testing.T) {
	for _, c := range []struct{ name, title, body, want string }{
		{"title, blank line, body", "A title", "The body.", "A title\n\nThe body."},
		{"no title", "", "The body.", "The body."},
		{"title alone", "A title", " \n", "A title"},
		{"the body begins with the title", "A title", "A  TITLE \n\nThe body.", "A title\n\nThe body."},
		{"the body only begins like the title", "A title", "A title is given.\nMore.", "A title\n\nA title is given.\nMore."},
		{"line ends and tabs", "", "a\r\nb\rc\td\u2028e", "a\nb\nc d\ne"},
		{"broken bytes, controls, byte order mark", "", "\ufeffa\xff\x00b\u00adc\u200bd\x1b[0m", "a\uFFFDbcd[0m"},
		{"composed letters", "Cafe\u0301", "e\u0301te\u0301", "Café\n\nété"},
		{"a title is one line", " Two\n lines ", "x", "Two lines\n\nx"},
		{"blanks at the ends of lines", "", "a  \n\n b", "a\n\n b"},
	} {
		a, err := schema.NewArticle(schema.Raw{Title: c.title, Body: c.body})
		if err != nil || a.Text != c.want {
			t.Errorf("%s: %q, %v; want %q", c.name, a.Text, err, c.want)
		}
	}
}

func TestNewArticleNamesTheFieldInErrors(t *testing.T) {
	for _, c := range []struct {
		raw   schema.Raw
		field string
	}{
		{schema.Raw{Body: "\x00 \n"}, "text: "},
		{schema.Raw{Body: "x", Published: "soon"}, `date: "soon"`},
		{schema.Raw{Body: "x", Published: "3/5/2017"}, "date: "},
		{schema.Raw{Body: "x", Published: "2017-02-30"}, "date: "},
		{schema.Raw{Body: "x", URL: "/news/1"}, `url: "/news/1"`},
		{schema.Raw{Body: "x", URL: "https://news.example/%zz"}, "url: "},
		{schema.Raw{Body: "x", Language: "en; q=1"}, "language: "},
	} {
		if a, err := schema.NewArticle(c.raw); err == nil || !strings.HasPrefix(err.Error(), c.field) {
			t.Errorf("%+v gives %+v, %v; want an error that begins with %q", c.raw, a, err, c.field)
		}
	}
}

func TestURLIsKeptAsGiven(t *testing.T) {
	a, err := schema.NewArticle(schema.Raw{Body: "x", URL: " https://News.example/a b?utm_source=x&q=<1>#top "})
	if err != nil || a.URL != "https://News.example/a%20b?utm_source=x&q=%3C1%3E#top" {
		t.Errorf("URL %q, %v", a.URL, err)
	}
}

func TestParseDate(t *testing.T) {
	for given, want := range map[string]string{
		"": "", "2017": "2017", "2017-05": "2017-05", "May 2017": "2017-05", "2017/05/03": "2017-05-03",
		"2017-05-03": "2017-05-03", "20170503": "2017-05-03", "3 May 2017": "2017-05-03", "May 3, 2017": "2017-05-03",
		"Sept. 3, 2017": "2017-09-03", "Jan. 3, 2017": "2017-01-03", "Wednesday, May 3, 2017": "2017-05-03", "Wed, 3 May 2017": "2017-05-03",
		"2017-05-03T10:00:00Z": "2017-05-03T10:00:00Z", "2017-05-03T10:00:00.123+02:00": "2017-05-03T10:00:00+02:00",
		"2017-05-03T10:00:00+0200": "2017-05-03T10:00:00+02:00", "2017-05-03 10:00:00": "2017-05-03T10:00:00", "2017-05-03 10:00": "2017-05-03T10:00:00",
		"Wed, 03 May 2017 10:00:00 GMT": "2017-05-03T10:00:00Z", "Wed, 03 May 2017 10:00:00 +0000": "2017-05-03T10:00:00Z",
		"Wed, 03 May 2017 10:00:00 EDT": "2017-05-03T10:00:00-04:00", "03 May 17 10:00 UT": "2017-05-03T10:00:00Z",
		"Wednesday, 03-May-17 10:00:00 UTC": "2017-05-03T10:00:00Z", "Wed May  3 10:00:00 2017": "2017-05-03T10:00:00",
		"2017-05-03 10:00:00 CEST": "2017-05-03", "20170503T100000Z": "2017-05-03T10:00:00Z", "May 3, 2017 9:30 PM": "2017-05-03T21:30:00",
		"3rd May 2017": "2017-05-03", "May 3rd, 2017": "2017-05-03", "21st of August 2017": "2017-08-21", "31/12/2020": "2020-12-31", "12/31/2020": "2020-12-31", "5/5/2017": "2017-05-05",
	} {
		got, err := schema.ParseDate(given)
		if err != nil || got != want {
			t.Errorf("%q is %q, %v; want %q", given, got, err, want)
		}
		if again, err := schema.ParseDate(got); err != nil || again != got {
			t.Errorf("%q is %q when read again, %v", got, again, err)
		}
	}
	for _, bad := range []string{"03/05/2017", "yesterday", "17-05-03x", "2017-13-01", "0", "2017-05-03T25:00:00Z", "32 May 2017", "1234", "9999-01-01", "2020-31-12"} {
		if got, err := schema.ParseDate(bad); err == nil {
			t.Errorf("%q is read as %q", bad, got)
		}
	}
	a, _ := schema.NewArticle(schema.Raw{Body: "x", Published: "Wed, 03 May 2017 23:00:00 EDT"})
	if y, m, d := a.Day(); y != 2017 || m != 5 || d != 3 {
		t.Errorf("day %d-%d-%d", y, m, d)
	}
	a.Published = "2017-05"
	if y, m, d := a.Day(); y != 2017 || m != 5 || d != 0 {
		t.Errorf("day %d-%d-%d", y, m, d)
	}
}

func TestNames(t *testing.T) {
	for given, want := range map[string]string{
		"United States": "united-states", "Côte d'Ivoire": "cote-d-ivoire", " U.S.–led ": "u-s-led", "Łódź": "łodz",
		"launch missiles against": "launch-missiles-against", "!!!": "", "東京": "東京",
		strings.Repeat("abcd ", 20): strings.TrimRight(strings.Repeat("abcd-", 12), "-"),
	} {
		if got := schema.Slug(given); got != want {
			t.Errorf("slug of %q is %q, not %q", given, got, want)
		}
	}
	same := [][2]string{{"The White House", "White  House"}, {"People’s Party", "People's party"}, {"Cafe\u0301", "Café"}}
	for _, s := range same {
		if a, b := schema.NormalName(s[0]), schema.NormalName(s[1]); a != b {
			t.Errorf("%q and %q are two names: %q, %q", s[0], s[1], a, b)
		}
	}
	if schema.NormalName("Perú") == schema.NormalName("Peru") {
		t.Error("accents do not count")
	}
	a := schema.NewEntityID(schema.Country, "United States", "")
	if a != "united-states-714df852" { // sha256("country" + "united states"), contract.md
		t.Errorf("id %s", a)
	}
	if schema.NewEntityID(schema.Facility, "airbase", "x") == schema.NewEntityID(schema.Facility, "airbase", "y") {
		t.Error("a common noun phrase is one entity in two articles")
	}
	if got := schema.NewEntityID(schema.Group, "!!!", ""); !strings.HasPrefix(string(got), "group-") {
		t.Errorf("id %s", got)
	}
	if schema.NewEventID("k", schema.Say, "say", []string{"a"}, schema.Span{Start: 1, End: 2}) ==
		schema.NewEventID("k", schema.Say, "say", []string{"a"}, schema.Span{Start: 1, End: 3}) {
		t.Error("two clauses, one event")
	}
}
