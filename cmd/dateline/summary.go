package main

import (
	"fmt"
	"strings"
	"time"

	"dateline/ingest"
	"dateline/schema"
)

// showSummary writes what a run did, and what can be asked now.
func (p *program) showSummary(s ingest.Summary, rejects string) error {
	if s.Rejected == 0 {
		rejects = ""
	}
	if p.json {
		return p.writeJSON(struct {
			ingest.Summary
			Rejects string `json:"rejects_file,omitempty"`
		}{s, rejects})
	}
	p.out.line("%s", p.out.bold(headline(s)))
	for _, note := range []struct {
		n    int
		text string
	}{
		{s.Repeated, plural(s.Repeated, "article") + " came more than once: the last one counts"},
		{s.Skipped, plural(s.Skipped, "file") + " skipped: no articles"},
		{s.Rejected, plural(s.Rejected, "reject") + ": see " + rejects},
	} {
		if note.n > 0 {
			p.out.line("%s", note.text)
		}
	}
	if s.Statements == 0 {
		return nil
	}
	p.out.line("\n%s in %s words", plural(s.Statements, "statement"), count(s.Words))
	p.out.line("")
	p.sideBySide(s)
	p.showNext(s)
	return nil
}

// headline says in one line what happened to the articles.
func headline(s ingest.Summary) string {
	switch {
	case s.Articles() == 0:
		return "No article was read."
	case s.New+s.Changed == 0:
		return "Nothing changed: " + are(s.Unchanged) + " in the graph already."
	}
	var parts []string
	for _, part := range []struct {
		n    int
		word string
	}{{s.New, "new"}, {s.Changed, "changed"}, {s.Unchanged, "unchanged"}} {
		if part.n > 0 {
			parts = append(parts, count(part.n)+" "+part.word)
		}
	}
	return plural(s.Articles(), "article") + ": " + strings.Join(parts, ", ") + "."
}

func are(n int) string {
	if n == 1 {
		return "the article is"
	}
	return "all " + plural(n, "article") + " are"
}

// sideBySide writes the statements by status beside the busiest actors.
func (p *program) sideBySide(s ingest.Summary) {
	rows := make([][]string, max(len(s.ByStatus), len(s.Actors)))
	for i := range rows {
		rows[i] = []string{"", "", "   ", "", ""}
		if i < len(s.ByStatus) {
			rows[i][0], rows[i][1] = s.ByStatus[i].Name, count(s.ByStatus[i].N)
		}
		if i < len(s.Actors) {
			rows[i][3], rows[i][4] = s.Actors[i].Name, count(s.Actors[i].N)
		}
	}
	p.out.table([]string{"status", "statements", "   ", "most often", "statements"}, rows)
}

// showNext offers commands that have an answer in the graph just built.
func (p *program) showNext(s ingest.Summary) {
	var next []string
	if len(s.Pairs) > 0 {
		a := s.Pairs[0]
		next = append(next, p.command("query", a.Subject+" "+a.Predicate+" ?who"),
			p.command("evidence", a.Event))
		b := s.Pairs[min(1, len(s.Pairs)-1)]
		next = append(next, p.command("between", b.Subject, b.Object))
	}
	if len(s.Actors) > 0 {
		next = append(next, p.command("show", s.Actors[0].Name))
	}
	if status := notHappened(s); status != "" {
		next = append(next, p.command("query", "? ? ?", "--status", status))
	}
	next = append(next, p.command("export", "--format", "csv", "-o", "statements.csv"))
	p.out.line("\n%s", p.out.bold("Try next"))
	for _, line := range next {
		p.out.line("  %s", line)
	}
}

// notHappened returns the commonest status of what did not happen or has not
// yet, "" if there is none.
func notHappened(s ingest.Summary) string {
	var best ingest.Tally
	for _, t := range s.ByStatus {
		if !schema.Status(t.Name).Happened() && t.N > best.N {
			best = t
		}
	}
	return best.Name
}

// showSpeed goes to standard error: it is another one every time.
func (p *program) showSpeed(s ingest.Summary, spent time.Duration) {
	if p.json || s.Words == 0 {
		return
	}
	p.err.line("%s", p.err.dim(fmt.Sprintf("%.1f seconds: %s words and %s articles a second",
		spent.Seconds(), count(perSecond(s.Words, spent)), count(perSecond(s.Articles(), spent)))))
}
