package query

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dateline/schema"
)

// Parse reads a query: two or three places, then filters.
//
//	Trump spoke-with ?who
//	?who struck ?what since:2017-04 until:2017-05
//	"Donald Trump" ?p "Vladimir Putin" status:all
//	Vladimir Putin met ?who said-by:"White House" limit:10
//
// A place is a variable, a name or predicate in double quotes (with \" and \\
// inside), or bare words. The filters are since, until, status (one or more
// of the ten, joined by commas, or all), said-by, article, limit and exact.
// Parse does not know the store: whether names exist is found out by
// Engine.Run.
func Parse(text string) (Query, error) {
	var q Query
	words, err := split(text)
	if err != nil {
		return Query{}, err
	}
	for _, w := range words {
		name, value, isFilter := w.filter()
		switch {
		case isFilter:
			if err := q.set(name, value); err != nil {
				return Query{}, err
			}
		case w.quoted == 0 && w.closed:
			q.Terms = append(q.Terms, Term{Name, w.text})
		case strings.HasPrefix(w.text, "?") && w.quoted < 0:
			q.Terms = append(q.Terms, Term{Variable, w.text[1:]})
		case w.quoted < 0 && strings.HasPrefix(w.text, "--"):
			return Query{}, fmt.Errorf("%s is within the question: flags stand outside its quotes, filters are written since:2017", w.text)
		case w.quoted < 0:
			q.Terms = append(q.Terms, Term{Word, w.text})
		default:
			return Query{}, fmt.Errorf("a quote in the middle of a word: %s", w.text)
		}
	}
	return q, q.check()
}

// errShape says what a query looks like to somebody who wrote something else.
var errShape = errors.New(`a question has a subject, a predicate and an object, such as 'Trump spoke-with ?who'`)

func (q *Query) check() error {
	if len(q.Terms) < 2 {
		return errShape
	}
	if len(q.Terms) > maxTerms {
		return fmt.Errorf("%w: more than %d words", errShape, maxTerms)
	}
	if whole := countWhole(q.Terms); whole > 3 {
		return fmt.Errorf("%w: this one has %d names and variables", errShape, whole)
	}
	if len(cuts(q.Terms)) == 0 {
		return fmt.Errorf("%w: this one has more than three parts", errShape)
	}
	for _, t := range q.Terms {
		if t.Kind == Name && strings.TrimSpace(t.Text) == "" {
			return errors.New("a name is empty")
		}
	}
	return q.Filter.check()
}

func (f *Filter) check() error {
	if err := checkDate(sinceFilter, f.Since); err != nil {
		return err
	}
	return checkDate(untilFilter, f.Until)
}

// maxTerms bounds the ways to cut a query.
const maxTerms = 40

func countWhole(terms []Term) int {
	n := 0
	for _, t := range terms {
		if t.Kind != Word {
			n++
		}
	}
	return n
}

// set applies one filter.
func (f *Filter) set(name, value string) (err error) {
	if value == "" {
		return fmt.Errorf("%s: has no value", name)
	}
	once := func(field *string) {
		if *field != "" {
			err = fmt.Errorf("%s: given twice", name)
		}
		*field = value
	}
	switch name {
	case sinceFilter:
		once(&f.Since)
	case untilFilter:
		once(&f.Until)
	case saidByFilter:
		once(&f.SaidBy)
	case articleFilter:
		once(&f.Article)
	case statusFilter:
		if f.Statuses != nil {
			return fmt.Errorf("%s: given twice", name)
		}
		f.Statuses, err = ParseStatuses(value)
	case limitFilter:
		n, bad := strconv.Atoi(value)
		if bad != nil || n < 1 {
			return fmt.Errorf("limit:%s: want a number from 1", value)
		}
		f.Limit = n
	case exactFilter:
		f.Exact, err = strconv.ParseBool(value)
	}
	return err
}

// ParseStatuses reads statuses joined by commas, or "all" for the ten. The
// result is in the order of schema.Statuses, without repetition; nil for "".
func ParseStatuses(text string) ([]schema.Status, error) {
	if text == "" {
		return nil, nil
	}
	if text == everyStatus {
		return slices.Clone(schema.Statuses[:]), nil
	}
	wanted := strings.Split(text, ",")
	var statuses []schema.Status
	for _, s := range schema.Statuses {
		if slices.Contains(wanted, string(s)) {
			statuses = append(statuses, s)
		}
	}
	for _, w := range wanted {
		if !slices.Contains(statuses, schema.Status(w)) {
			names := make([]string, len(schema.Statuses))
			for i, s := range schema.Statuses {
				names[i] = string(s)
			}
			return nil, fmt.Errorf("no status %q: the statuses are %s, and all", w, strings.Join(names, ", "))
		}
	}
	return statuses, nil
}

// PrintStatuses is the inverse of ParseStatuses.
func PrintStatuses(statuses []schema.Status) string {
	if len(statuses) == len(schema.Statuses) {
		return everyStatus
	}
	names := make([]string, len(statuses))
	for i, s := range statuses {
		names[i] = string(s)
	}
	return strings.Join(names, ",")
}

// A word is a stretch of the text without blanks outside quotes.
type word struct {
	text   string // without the quotes and their escapes
	quoted int    // where in text the quoted part begins, -1 for none
	closed bool   // the quoted part reaches to the end of the word
}

// filter reports whether the word is a filter, name:value, and cuts it.
func (w word) filter() (name, value string, ok bool) {
	name, value, ok = strings.Cut(w.text, ":")
	if !ok || w.quoted >= 0 && (w.quoted != len(name)+1 || !w.closed) {
		return "", "", false
	}
	switch name {
	case sinceFilter, untilFilter, statusFilter, saidByFilter, articleFilter, limitFilter, exactFilter:
		return name, value, true
	}
	return "", "", false
}

func split(text string) ([]word, error) {
	var words []word
	rest := strings.TrimLeftFunc(text, isBlank)
	for rest != "" {
		w := word{quoted: -1}
		var b strings.Builder
		inside, escaped := false, false
		end := len(rest)
	scan:
		for i, r := range rest {
			switch {
			case escaped:
				b.WriteRune(r)
				escaped = false
			case inside && r == '\\':
				escaped = true
			case isQuote(r):
				if inside = !inside; inside {
					if w.quoted >= 0 {
						return nil, fmt.Errorf("two quoted parts in one word: %.40s", rest)
					}
					w.quoted = b.Len()
				}
				w.closed = !inside
			case !inside && isBlank(r):
				end = i
				break scan
			default:
				b.WriteRune(r)
				w.closed = false
			}
		}
		if inside {
			return nil, fmt.Errorf("a quote is not closed: %.40s", rest)
		}
		w.text = b.String()
		words = append(words, w)
		rest = strings.TrimLeftFunc(rest[end:], isBlank)
	}
	return words, nil
}

// isQuote accepts the typographic quotes that a phone or a word processor
// puts in.
func isQuote(r rune) bool { return r == '"' || r == '“' || r == '”' }

func isBlank(r rune) bool { return unicode.IsSpace(r) }
