// Package export writes what a store holds as files.
//
// In: a query.Engine and a filter. Out: the bytes of one format, article by
// article in the order of their IRIs, so that memory is bounded by the largest
// article and the same store gives the same bytes.
package export

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"dateline/query"
	"dateline/schema"
)

// A Filter says what to write; the zero Filter writes everything.
type Filter struct {
	Articles []string        // keys; nil for all
	Statuses []schema.Status // nil for all
}

// keeps reports whether statements of a status are written.
func (f Filter) keeps(s schema.Status) bool {
	return f.Statuses == nil || slices.Contains(f.Statuses, s)
}

// A Format is one kind of file.
type Format struct {
	Name  string // as given to --format
	Ext   string // with its dot
	MIME  string
	About string // one line
	Write func(ctx context.Context, w io.Writer, e *query.Engine, f Filter) error
}

// Formats returns the formats, the one with the whole graph first.
func Formats() []Format {
	return []Format{
		{"nq", ".nq", "application/n-quads", "N-Quads: the whole graph, sorted", writeNQuads},
		{"jsonl", ".jsonl", "application/jsonl", "one JSON object a statement", writeJSONL},
		{"csv", ".csv", "text/csv; header=present", "one line a statement (RFC 4180)", writeCSV},
	}
}

// Find returns the format of this name. The error lists the names.
func Find(name string) (Format, error) {
	var names []string
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("no format %q: the formats are %s", name, strings.Join(names, ", "))
}
