package query

import (
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
	LeftOut  []StatusCount // rows of other statuses that fit otherwise, in the order of schema.Statuses
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
	n, err := e.lookup(ctx)
	if err != nil {
		return filter{}, err
	}
	res.entities = []Entity{speaker}
	res.speakers = make(map[string]bool)
	for _, iri := range speaker.all() {
		res.speakers[fold(n.canonical[iri])] = true
	}
	return res, nil
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
		if f.Statuses == nil && !status.Happened() || f.Statuses != nil && !slices.Contains(f.Statuses, status) {
			leftOut[status]++
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
