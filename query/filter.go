package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"dateline/schema"
)

// A Result is the answer to a query.
type Result struct {
	Rows     []schema.Row  // at most Filter.Limit
	Total    int           // rows without the limit
	LeftOut  []StatusCount // rows that did not happen but fit otherwise, where no statuses were asked for, in the order of schema.Statuses
	Undated  int           // rows without a known date, left out because the filter has a window in time
	Entities []Entity      // what the names were taken to mean
}

// StatusCount is a number of rows of one status.
type StatusCount struct {
	Status schema.Status `json:"status"`
	Rows   int           `json:"rows"`
}

// filter is a Filter whose names are resolved.
type filter struct {
	Filter
	speakers map[string]bool // folded names, nil if anyone may speak
	article  quad.IRI        // "" for all
	entities []Entity        // what the names were taken to mean
}

// filter resolves the names of a Filter.
func (e *Engine) filter(ctx context.Context, f Filter) (filter, error) {
	if err := f.check(); err != nil {
		return filter{}, err
	}
	res := filter{Filter: f}
	if f.Article != "" {
		var err error
		if res.article, err = e.articleIRI(ctx, f.Article); err != nil {
			return filter{}, err
		}
	}
	if f.SaidBy == "" {
		return res, nil
	}
	speaker, err := e.Find(ctx, f.SaidBy, f.Exact)
	if err != nil {
		return filter{}, fmt.Errorf("%s: %w", saidByFilter, err)
	}
	res.entities = []Entity{speaker}
	res.speakers = make(map[string]bool)
	for _, name := range speaker.Names {
		res.speakers[fold(name)] = true
	}
	for _, body := range speaker.For {
		res.speakers[fold(body.Name)] = true
	}
	return res, nil
}

// detail says how much of the rows must be known to apply the filter, when
// those that are shown are read in full later.
func (f *filter) detail() detail {
	if f.Limit > 0 && f.speakers == nil {
		return outline
	}
	return full
}

// result applies the filter to rows, known as f.detail says, in an order that
// names have no say in, and reads in full what it shows.
func (e *Engine) result(ctx context.Context, f filter, rows []schema.Row, order func(a, b schema.Row) int) (Result, error) {
	slices.SortFunc(rows, order)
	res := f.apply(rows)
	if f.detail() == full {
		return res, nil
	}
	events, shown := make(map[eventRef]bool), make(map[string]bool)
	for _, r := range res.Rows {
		events[eventRef{quad.IRI(r.Article), e.iris.Event(schema.EventID(r.EventID))}] = true
		shown[r.StatementID] = true
	}
	var err error
	res.Rows, err = e.rows(ctx, events, full)
	res.Rows = slices.DeleteFunc(res.Rows, func(r schema.Row) bool { return !shown[r.StatementID] })
	slices.SortFunc(res.Rows, order)
	return res, err
}

// newestFirst orders rows by article, the newest one first, then by the text.
func newestFirst(a, b schema.Row) int {
	return cmp.Or(cmp.Compare(b.Published, a.Published), inText(a, b))
}

// byDate orders rows by date, undated ones last, then by the text.
func byDate(a, b schema.Row) int {
	undated := func(r schema.Row) int {
		if r.Date == "" {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(undated(a), undated(b)), cmp.Compare(a.Date, b.Date), inText(a, b))
}

// lastFirst orders rows by date, the last one first: the event's, or the
// article's where that is unknown.
func lastFirst(a, b schema.Row) int {
	return cmp.Or(cmp.Compare(cmp.Or(b.Date, b.Published), cmp.Or(a.Date, a.Published)), inText(a, b))
}

// inText orders rows by article, then by the text.
func inText(a, b schema.Row) int {
	return cmp.Or(cmp.Compare(a.Article, b.Article), cmp.Compare(a.Begin, b.Begin),
		cmp.Compare(a.EventID, b.EventID), cmp.Compare(a.StatementID, b.StatementID))
}

// apply sorts rows out by speaker, time and status and counts them.
func (f *filter) apply(rows []schema.Row) Result {
	res := Result{Entities: f.entities}
	window, hasWindow := f.window()
	leftOut := make(map[schema.Status]int)
	for _, r := range rows {
		if f.speakers != nil && !slices.ContainsFunc(r.SaidBy, func(s string) bool { return f.speakers[fold(s)] }) {
			continue
		}
		if hasWindow {
			s, dated := parseDate(r.Date)
			if !dated {
				res.Undated++
			}
			if !dated || !window.touches(s) {
				continue
			}
		}
		status := schema.Status(r.Status)
		switch {
		case f.Statuses == nil && !status.Happened():
			leftOut[status]++
			continue
		case f.Statuses != nil && !slices.Contains(f.Statuses, status):
			continue
		}
		res.Rows = append(res.Rows, r)
	}
	for _, s := range schema.Statuses {
		if leftOut[s] > 0 {
			res.LeftOut = append(res.LeftOut, StatusCount{s, leftOut[s]})
		}
	}
	res.Total = len(res.Rows)
	if f.Limit > 0 {
		res.Rows = res.Rows[:min(f.Limit, len(res.Rows))]
	}
	return res
}
