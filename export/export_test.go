package export_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"dateline/export"
	"dateline/export/nquads"
	"dateline/graph"
	"dateline/query"
	"dateline/schema"
)

const record = quad.IRI("https://dateline.example/id/run/1")

// store holds two articles, the graph of entities, and the record of a run.
func store(t testing.TB) (*graph.Store, map[quad.IRI][]quad.Quad) {
	t.Helper()
	var x schema.IRIs
	graphs := make(map[quad.IRI][]quad.Quad)
	for _, raw := range []schema.Raw{
		{ID: "harbour", Title: "Crane falls", Body: "The mayor of Łódź, \"tired\",\nmet Ada Byron. Ada Byron will resign.", Published: "2021-03", Publisher: "Harbour; Post", URL: "https://news.example/a b?x=1"},
		{ID: "quay, \"north\"", Title: "Quay", Body: "Ada Byron denied it.\n\nThe end\tis near."},
	} {
		f := facts(t, raw)
		graphs[x.Article(f.Article.Key)] = x.Quads(f)
		graphs[x.Entities()] = append(graphs[x.Entities()], x.Background(f)...)
	}
	graphs[x.Entities()] = schema.SortQuads(graphs[x.Entities()])
	graphs[record] = []quad.Quad{{Subject: record, Predicate: x.Term("host"), Object: quad.String("here"), Label: record}}
	s, err := graph.Open(t.Context(), graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	for label, quads := range graphs {
		if _, err := s.Replace(t.Context(), label, quads); err != nil {
			t.Fatal(err)
		}
	}
	return s, graphs
}

// facts gives an article one statement for each of its sentences.
func facts(t testing.TB, raw schema.Raw) schema.Facts {
	t.Helper()
	a, err := schema.NewArticle(raw)
	if err != nil {
		t.Fatal(err)
	}
	ada := schema.Entity{ID: schema.NewEntityID(schema.Person, "Ada Byron", ""), Class: schema.Person, Name: "Ada Byron"}
	mayor := schema.Entity{ID: schema.NewEntityID(schema.Person, "mayor of Łódź", a.Key), Class: schema.Person, Name: "mayor of Łódź"}
	hall := schema.Entity{ID: schema.NewEntityID(schema.Organization, "City Hall", ""), Class: schema.Organization, Name: "City Hall"}
	poland := schema.Entity{ID: schema.NewEntityID(schema.Country, "Poland", ""), Class: schema.Country, Name: "Poland"}
	f := schema.Facts{Article: a, Entities: []schema.Entity{ada, mayor}, ActsFor: []schema.ActsFor{{Body: hall, Country: poland}}}
	begin := len(a.Title) + 2
	for i, status := range []schema.Status{schema.Asserted, schema.Planned} {
		end := len(a.Text)
		if dot := strings.IndexByte(a.Text[begin:], '.'); dot >= 0 && begin+dot+1 < end {
			end = begin + dot + 1
		}
		span := schema.Span{Start: begin, End: end}
		f.Events = append(f.Events, schema.Event{ID: schema.NewEventID(a.Key, schema.Consult, "met", []string{string(rune('a' + i))}, span),
			Type: schema.Consult, Predicate: "met", OpenPredicate: "meet", Symmetric: true, Status: status, SaidBy: []schema.EntityID{ada.ID, mayor.ID}[:i+1],
			Roles:    []schema.Role{{Name: schema.Agent, Entity: mayor.ID}, {Name: schema.Target, Entity: ada.ID}},
			Sentence: span, Clause: span, Trigger: span, Confidence: 80, Rule: "by-hand"})
		begin = end + len(a.Text[end:]) - len(strings.TrimLeft(a.Text[end:], " \n"))
	}
	f.Sort()
	if err := f.Validate(); err != nil {
		t.Fatal(err)
	}
	return f
}

func write(t *testing.T, format string, e *query.Engine, filter export.Filter) string {
	t.Helper()
	f, err := export.Find(format)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(t.Context(), &b, e, filter); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func read(t *testing.T, text string) []quad.Quad {
	t.Helper()
	var quads []quad.Quad
	for q, err := range nquads.Read(strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		quads = append(quads, q)
	}
	return quads
}

func TestNQuadsHoldTheWholeStoreButTheRecordOfRuns(t *testing.T) {
	s, graphs := store(t)
	text := write(t, "nq", query.New(s, schema.IRIs{}), export.Filter{})
	var want []quad.Quad
	for label, quads := range graphs {
		if label != record {
			want = append(want, quads...)
		}
	}
	if got := read(t, text); !slices.Equal(schema.SortQuads(got), schema.SortQuads(want)) {
		t.Errorf("got %d quads, want %d", len(got), len(want))
	}
	lines := strings.SplitAfter(strings.TrimSuffix(text, "\n"), "\n")
	if !slices.IsSortedFunc(lines, func(a, b string) int { return strings.Compare(graphName(a)+a, graphName(b)+b) }) {
		t.Error("not sorted by graph, then line")
	}
}

func graphName(line string) string {
	return line[strings.LastIndexByte(line, '<'):]
}

func TestNQuadsOfOneArticleAndStatus(t *testing.T) {
	s, graphs := store(t)
	var x schema.IRIs
	e := query.New(s, x)
	quads := read(t, write(t, "nq", e, export.Filter{Articles: []string{"harbour"}}))
	if !slices.Equal(schema.SortQuads(quads), graphs[x.Article("harbour")]) {
		t.Errorf("got %d quads", len(quads))
	}
	quads = read(t, write(t, "nq", e, export.Filter{Articles: []string{"harbour"}, Statuses: []schema.Status{schema.Planned}}))
	f, err := x.Parse(quads)
	if err != nil || len(f.Events) != 1 || f.Events[0].Status != schema.Planned {
		t.Errorf("got %+v, %v", f.Events, err)
	}
	if slices.ContainsFunc(quads, func(q quad.Quad) bool { return q.Predicate == x.Predicate("met") }) {
		t.Error("a planned meeting has a direct edge")
	}
}

func TestRowsOfJSONLAndCSVAreTheSame(t *testing.T) {
	s, _ := store(t)
	e := query.New(s, schema.IRIs{})
	var rows []schema.Row
	dec := json.NewDecoder(strings.NewReader(write(t, "jsonl", e, export.Filter{})))
	for dec.More() {
		var r schema.Row
		if err := dec.Decode(&r); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, r)
	}
	if len(rows) != 4 || !slices.IsSortedFunc(rows, schema.CompareRows) {
		t.Fatalf("got %d rows, or out of order", len(rows))
	}
	text := write(t, "csv", e, export.Filter{})
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(records[0], schema.Columns[:]) {
		t.Errorf("header: %q", records[0])
	}
	for i, r := range rows {
		if !slices.Equal(records[i+1], r.Cells()) {
			t.Errorf("got  %q\nwant %q", records[i+1], r.Cells())
		}
		if len(r.Roles) != 2 || r.Trigger.End == 0 {
			t.Errorf("trigger or roles missing: %+v", r)
		}
	}
	if n := strings.Count(text, "\r\n"); n != 5 {
		t.Errorf("%d lines end in CRLF, want 5", n)
	}
	if !strings.Contains(text, "\"The mayor of Łódź, \"\"tired\"\",\nmet Ada Byron.\"") {
		t.Errorf("the sentence is not as in the text:\n%s", text)
	}
}

func TestRowsAreFiltered(t *testing.T) {
	s, _ := store(t)
	e := query.New(s, schema.IRIs{})
	for _, c := range []struct {
		filter export.Filter
		want   int
	}{
		{export.Filter{}, 4},
		{export.Filter{Articles: []string{"harbour"}}, 2},
		{export.Filter{Articles: []string{"harbour", "harbour", `quay, "north"`}}, 4},
		{export.Filter{Statuses: []schema.Status{schema.Planned}}, 2},
		{export.Filter{Articles: []string{"harbour"}, Statuses: []schema.Status{schema.Planned, schema.Asserted}}, 2},
		{export.Filter{Statuses: []schema.Status{schema.Denied}}, 0},
	} {
		if n := strings.Count(write(t, "jsonl", e, c.filter), "\n"); n != c.want {
			t.Errorf("%+v: got %d rows, want %d", c.filter, n, c.want)
		}
	}
}

func TestUnknownArticleAndFormat(t *testing.T) {
	s, _ := store(t)
	f, err := export.Find("csv")
	if err != nil {
		t.Fatal(err)
	}
	var unknown *query.UnknownError
	err = f.Write(t.Context(), &bytes.Buffer{}, query.New(s, schema.IRIs{}), export.Filter{Articles: []string{"harbor"}})
	if !errors.As(err, &unknown) || !strings.Contains(err.Error(), `did you mean "harbour"`) {
		t.Errorf("got %v", err)
	}
	if _, err := export.Find("xml"); err == nil || !strings.Contains(err.Error(), "nq, jsonl, csv") {
		t.Errorf("got %v", err)
	}
}

func TestWriteReportsCancelAndAFullDisk(t *testing.T) {
	s, _ := store(t)
	for _, f := range export.Formats() {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := f.Write(ctx, &bytes.Buffer{}, query.New(s, schema.IRIs{}), export.Filter{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", f.Name, err)
		}
		if err := f.Write(t.Context(), fullDisk{}, query.New(s, schema.IRIs{}), export.Filter{}); !errors.Is(err, errFull) {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

var errFull = errors.New("no space left")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }
