package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/graph"
	"dateline/ingest"
	"dateline/ingest/nlp"
	"dateline/ingest/source"
	"dateline/schema"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

// pairReader reads bodies of the form "A met B." and is slow where the text
// says so. It shows what Run does with facts; the real reader has tests of its
// own.
type pairReader struct {
	read   chan string        // keys, as they are read; nil = nobody listens
	cancel context.CancelFunc // called at the article "cancel"
}

func (p pairReader) Read(a schema.Article) (*nlp.Document, schema.Facts) {
	if p.read != nil {
		p.read <- a.Key
	}
	if strings.Contains(a.Text, "panic") {
		panic("nobody expected this")
	}
	if strings.Contains(a.Text, "slow") {
		time.Sleep(5 * time.Millisecond)
	}
	if a.Key == "cancel" {
		p.cancel()
	}
	f := schema.Facts{Article: a}
	first, rest, _ := strings.Cut(a.Text, " met ")
	second, _, ok := strings.Cut(rest, ".")
	doc := &nlp.Document{Text: a.Text, Tokens: make([]nlp.Token, len(strings.Fields(a.Text)))}
	if !ok {
		return doc, f
	}
	clause := schema.Span{Start: 0, End: len(first) + len(" met ") + len(second)}
	spans := []schema.Span{{Start: 0, End: len(first)}, {Start: clause.End - len(second), End: clause.End}}
	var ids []schema.EntityID
	for i, name := range []string{first, second} {
		e := schema.Entity{ID: schema.NewEntityID(schema.Person, name, ""), Class: schema.Person, Name: name, Mentions: []schema.Span{spans[i]}}
		ids = append(ids, e.ID)
		f.Entities = append(f.Entities, e)
	}
	country := schema.Entity{ID: schema.NewEntityID(schema.Country, "Freedonia", ""), Class: schema.Country, Name: "Freedonia"}
	body := schema.Entity{ID: schema.NewEntityID(schema.Organization, "Government of "+first, ""), Class: schema.Organization, Name: "Government of " + first}
	f.ActsFor = []schema.ActsFor{{Body: body, Country: country}}
	f.Events = []schema.Event{{
		ID:   schema.NewEventID(a.Key, schema.Consult, "met", []string{string(ids[0]), string(ids[1])}, clause),
		Type: schema.Consult, Predicate: "met", OpenPredicate: "meet", Symmetric: true, Status: schema.Asserted,
		Roles:    []schema.Role{{Name: schema.Agent, Entity: ids[0], Span: spans[0]}, {Name: schema.Target, Entity: ids[1], Span: spans[1]}},
		Sentence: schema.Span{Start: 0, End: clause.End}, Clause: clause, Trigger: schema.Span{Start: len(first) + 1, End: len(first) + 4},
		Confidence: 90, Rule: "test",
	}}
	f.Sort()
	return doc, f
}

// articles yields "key: body" lines; "!reason" is a reject, "?reason" a skip.
func articles(lines ...string) iter.Seq2[source.Item, error] {
	return func(yield func(source.Item, error) bool) {
		for i, l := range lines {
			var err error
			item := source.Item{File: "test.jsonl", Line: i + 1, Bytes: int64(len(l))}
			if reason, ok := strings.CutPrefix(l, "!"); ok {
				err = &source.Reject{File: item.File, Line: item.Line, Reason: reason}
			} else if reason, ok := strings.CutPrefix(l, "?"); ok {
				err = &source.Reject{File: item.File, Line: item.Line, Reason: reason, Skip: true}
			} else {
				key, body, _ := strings.Cut(l, ": ")
				item.Size = len(body)
				item.Read = func() (schema.Raw, []string, error) { return schema.Raw{ID: key, Body: body}, nil, nil }
			}
			if !yield(item, err) {
				return
			}
		}
	}
}

func memory(t *testing.T) *graph.Store {
	t.Helper()
	s, err := graph.Open(t.Context(), graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// dump returns all quads of a store, sorted.
func dump(t *testing.T, s *graph.Store) []string {
	t.Helper()
	var out []string
	for q, err := range s.Match(t.Context(), graph.Pattern{}) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, q.String())
	}
	slices.Sort(out)
	return out
}

func run(t *testing.T, s *graph.Store, opts ingest.Options, lines ...string) ingest.Summary {
	t.Helper()
	sum, err := ingest.Run(t.Context(), s, articles(lines...), pairReader{}, opts)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func many(n int) []string {
	var lines []string
	for i := range n {
		slow := ""
		if i%7 == 0 {
			slow = " slow"
		}
		lines = append(lines, fmt.Sprintf("k%d: Person %d met Friend %d.%s", i%(n-5), i%9, i%11, slow))
		if i%13 == 0 {
			lines = append(lines, "!bad line", fmt.Sprintf("empty%d: ", i))
		}
	}
	return lines
}

func TestSameStoreForAnyNumberOfWorkers(t *testing.T) {
	one, eight := memory(t), memory(t)
	a := run(t, one, ingest.Options{Workers: 1, Group: 1, Version: "v1"}, many(120)...)
	b := run(t, eight, ingest.Options{Workers: 8, Group: 32, Version: "v1"}, many(120)...)
	if d := cmp.Diff(dump(t, one), dump(t, eight)); d != "" {
		t.Error(d)
	}
	// How often an article that came twice was written depends on the
	// groups; nothing else does.
	a.Words, a.Statements, a.ByStatus, a.Actors, a.Pairs, a.Added, a.Removed = b.Words, b.Statements, b.ByStatus, b.Actors, b.Pairs, b.Added, b.Removed
	if d := cmp.Diff(a, b); d != "" {
		t.Error(d)
	}
	if a.New != 115 || a.Repeated != 5 || a.Rejected != 20 {
		t.Errorf("%+v", a)
	}
}

func TestTwiceIsOnce(t *testing.T) {
	for _, version := range []string{"", "v1"} {
		s := memory(t)
		first := run(t, s, ingest.Options{Version: version}, "a: Ann met Bob.", "b: Bob met Cy.")
		stored := dump(t, s)
		second := run(t, s, ingest.Options{Version: version}, "a: Ann met Bob.", "b: Bob met Cy.")
		if d := cmp.Diff(stored, dump(t, s)); d != "" {
			t.Errorf("version %q: %s", version, d)
		}
		if first.New != 2 || first.Added == 0 {
			t.Errorf("first: %+v", first)
		}
		if second.Unchanged != 2 || second.New+second.Changed != 0 || second.Added+second.Removed != 0 {
			t.Errorf("second: %+v", second)
		}
		if read := second.Words > 0; read != (version == "") {
			t.Errorf("version %q: articles were read again: %v", version, read)
		}
	}
}

func TestAnotherVersionReadsAgain(t *testing.T) {
	s := memory(t)
	run(t, s, ingest.Options{Version: "v1"}, "a: Ann met Bob.")
	sum := run(t, s, ingest.Options{Version: "v2"}, "a: Ann met Bob.")
	if sum.Words == 0 || sum.Unchanged != 1 {
		t.Errorf("%+v", sum)
	}
}

func TestADeletedArticleIsReadAgain(t *testing.T) {
	s := memory(t)
	run(t, s, ingest.Options{Version: "v1"}, "a: Ann met Bob.")
	stored := dump(t, s)
	if _, err := s.Delete(t.Context(), schema.IRIs{}.Article("a")); err != nil {
		t.Fatal(err)
	}
	sum := run(t, s, ingest.Options{Version: "v1"}, "a: Ann met Bob.")
	if d := cmp.Diff(stored, dump(t, s)); d != "" || sum.New != 1 {
		t.Errorf("%+v %s", sum, d)
	}
}

func TestAChangedArticleReplacesTheOldOne(t *testing.T) {
	s, fresh := memory(t), memory(t)
	run(t, s, ingest.Options{Version: "v1"}, "a: Ann met Bob.", "b: Bob met Cy.")
	sum := run(t, s, ingest.Options{Version: "v1"}, "a: Ann met Dora.", "b: Bob met Cy.")
	if sum.Changed != 1 || sum.Unchanged != 1 || sum.New != 0 {
		t.Errorf("%+v", sum)
	}
	run(t, fresh, ingest.Options{Version: "v1"}, "a: Ann met Dora.", "b: Bob met Cy.")
	if d := cmp.Diff(dump(t, fresh), dump(t, s)); d != "" {
		t.Error(d)
	}
}

func TestOfOneKeyTwiceTheLastWins(t *testing.T) {
	want := memory(t)
	run(t, want, ingest.Options{Version: "v1"}, "a: Ann met Cy.", "b: Bob met Cy.")
	for _, group := range []int{1, 2, 10} {
		s := memory(t)
		lines := []string{"a: Ann met Bob.", "b: Bob met Cy.", "a: Ann met Cy."}
		for range 2 { // the second run compares the last with what the first left behind
			sum := run(t, s, ingest.Options{Version: "v1", Group: group, Workers: 1}, lines...)
			if sum.Repeated != 1 || sum.Articles() != 2 {
				t.Errorf("group %d: %+v", group, sum)
			}
			s1, s2 := dump(t, want), dump(t, s)
			// Facts about entities stay when the article goes.
			s2 = slices.DeleteFunc(s2, func(q string) bool { return strings.Contains(q, "id/entities") })
			s1 = slices.DeleteFunc(s1, func(q string) bool { return strings.Contains(q, "id/entities") })
			if d := cmp.Diff(s1, s2); d != "" {
				t.Errorf("group %d: %s", group, d)
			}
		}
	}
}

func TestBadArticlesAreRejectedInOrder(t *testing.T) {
	s := memory(t)
	var got []string
	opts := ingest.Options{Workers: 4, Rejected: func(r source.Reject) error {
		got = append(got, fmt.Sprintf("%d %s %s", r.Line, r.ID, r.Reason))
		return nil
	}}
	sum := run(t, s, opts, "a: Ann met Bob.", "!broken", "c: ", "?a picture", "d: panic", "e: Bob met Cy.")
	want := []string{"2  broken", "3 c text: empty", "5 d internal error, please report it with the article: nobody expected this"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if sum.New != 2 || sum.Rejected != 3 || sum.Skipped != 1 {
		t.Errorf("%+v", sum)
	}
	if _, err := ingest.Run(t.Context(), s, articles("!broken"), pairReader{}, ingest.Options{Rejected: func(source.Reject) error { return errors.New("disk full") }}); err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("rejects that cannot be written: %v", err)
	}
}

func TestDefaultsForWhatAnArticleDoesNotSay(t *testing.T) {
	s := memory(t)
	run(t, s, ingest.Options{Date: "2017-05-03", Publisher: "Coast Courier"}, "a: Ann met Bob.")
	all := strings.Join(dump(t, s), "\n")
	if !strings.Contains(all, "2017-05-03") || !strings.Contains(all, "Coast Courier") {
		t.Error(all)
	}
}

func TestCancelLeavesABeginningAndRunningAgainGoesOn(t *testing.T) {
	lines := many(120)
	lines[60] = "cancel: Ann met Bob."
	s, whole := memory(t), memory(t)
	ctx, cancel := context.WithCancel(t.Context())
	sum, err := ingest.Run(ctx, s, articles(lines...), pairReader{cancel: cancel}, ingest.Options{Workers: 4, Group: 8, Version: "v1"})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	if sum.Articles() == 0 || sum.Articles() > 70 {
		t.Errorf("%d articles stored", sum.Articles())
	}
	// Whatever is there is whole: it is what a run over it alone would store.
	n := 0
	for l, err := range s.Labels(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(quad.StringOf(l), "id/article/") {
			n++
		}
	}
	if n != sum.Articles() {
		t.Errorf("%d articles in the store, %d in the summary", n, sum.Articles())
	}
	again, err := ingest.Run(t.Context(), s, articles(lines...), pairReader{cancel: cancel}, ingest.Options{Workers: 4, Version: "v1"})
	if err != nil {
		t.Fatal(err)
	}
	if again.Unchanged < sum.Articles()-5 { // five keys come again later, changed
		t.Errorf("%d unchanged of %d", again.Unchanged, sum.Articles())
	}
	if _, err := ingest.Run(t.Context(), whole, articles(lines...), pairReader{cancel: cancel}, ingest.Options{Version: "v1"}); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(dump(t, whole), dump(t, s)); d != "" {
		t.Error(d)
	}
}

func TestASourceThatBreaksEndsTheRun(t *testing.T) {
	s := memory(t)
	broken := func(yield func(source.Item, error) bool) {
		for item, err := range articles("a: Ann met Bob.") {
			if !yield(item, err) {
				return
			}
		}
		yield(source.Item{}, errors.New("the disk is gone"))
	}
	sum, err := ingest.Run(t.Context(), s, broken, pairReader{}, ingest.Options{})
	if err == nil || sum.New != 1 {
		t.Errorf("%+v, %v", sum, err)
	}
}

func TestSummaryNamesActorsAndPairs(t *testing.T) {
	sum := run(t, memory(t), ingest.Options{}, "a: Ann met Bob.", "b: Bob met Ann.", "c: Bob met Cy.")
	if sum.Statements != 3 || len(sum.ByStatus) != 1 || sum.ByStatus[0].Name != "asserted" {
		t.Errorf("%+v", sum)
	}
	if len(sum.Actors) != 3 || sum.Actors[0].Name != "Bob" || sum.Actors[0].N != 3 {
		t.Errorf("%+v", sum.Actors)
	}
	if len(sum.Pairs) != 2 || sum.Pairs[0].N != 2 || sum.Pairs[0].Predicate != "met" || sum.Pairs[0].Event == "" {
		t.Errorf("%+v", sum.Pairs)
	}
}
