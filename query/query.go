package query

import (
	"strconv"
	"strings"

	"dateline/schema"
)

// A Query asks for the statements of a pattern: a subject, a predicate and,
// unless anything will do, an object.
type Query struct {
	// Terms is the pattern as written. Neighbouring words may belong to one
	// name or to one predicate ("Vladimir Putin spoke with ?who"): only the
	// names in the store can tell, so Engine.Run cuts.
	Terms []Term

	Filter
}

// A Filter says which of the fitting statements are wanted. The zero Filter
// lets everything pass that happened.
type Filter struct {
	Since, Until string          // ISO 8601 dates to any precision: events that touch [Since, Until)
	Statuses     []schema.Status // nil for what happened: asserted and reported
	SaidBy       string          // name of a speaker, anywhere in the chain
	Article      string          // key of the only article asked
	Limit        int             // most rows, 0 for all
	Exact        bool            // names mean themselves alone, without those that act for them
}

// A Term is one word of a query.
type Term struct {
	Kind Kind
	Text string // of a variable: its name, "" for one whose value does not matter
}

// Kind says what a Term is.
type Kind uint8

const (
	Word     Kind = iota // a bare word, possibly one of several
	Name                 // a whole name or predicate, in quotes
	Variable             // "?who", or "?" for anything at all, nothing included
)

// The names of the filters in the text of a query.
const (
	sinceFilter   = "since"
	untilFilter   = "until"
	statusFilter  = "status"
	saidByFilter  = "said-by"
	articleFilter = "article"
	limitFilter   = "limit"
	exactFilter   = "exact"
)

// everyStatus is the value of the status filter that lets all ten pass.
const everyStatus = "all"

// String returns the query as text that Parse reads back to an equal query.
func (q Query) String() string {
	words := make([]string, 0, len(q.Terms)+4)
	for _, t := range q.Terms {
		switch t.Kind {
		case Variable:
			words = append(words, "?"+t.Text)
		case Name:
			words = append(words, quote(t.Text))
		default:
			words = append(words, t.Text)
		}
	}
	filter := func(name, value string) {
		if value != "" {
			words = append(words, name+":"+quoteIfNeeded(value))
		}
	}
	filter(sinceFilter, q.Since)
	filter(untilFilter, q.Until)
	filter(statusFilter, PrintStatuses(q.Statuses))
	filter(saidByFilter, q.SaidBy)
	filter(articleFilter, q.Article)
	if q.Limit > 0 {
		filter(limitFilter, strconv.Itoa(q.Limit))
	}
	if q.Exact {
		filter(exactFilter, "true")
	}
	return strings.Join(words, " ")
}

func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "“", `\“`, "”", `\”`).Replace(s) + `"`
}

func quoteIfNeeded(s string) string {
	if strings.ContainsFunc(s, func(r rune) bool { return isQuote(r) || isBlank(r) }) {
		return quote(s)
	}
	return s
}
