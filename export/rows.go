package export

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"dateline/query"
	"dateline/schema"
)

// writeJSONL writes one JSON object a line with the columns of a row and, of
// the event behind it, trigger and roles.
func writeJSONL(ctx context.Context, w io.Writer, e *query.Engine, f Filter) error {
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false) // for readers of text, not of pages
	err := eachRow(ctx, e, f, func(r *schema.Row) error { return enc.Encode(r) })
	if err != nil {
		return err
	}
	return out.Flush()
}

// writeCSV writes a header and one record a row as RFC 4180 asks. (The
// standard library's writer would turn the line feeds within a sentence into
// CRLF as well.)
func writeCSV(ctx context.Context, w io.Writer, e *query.Engine, f Filter) error {
	out := bufio.NewWriter(w)
	line := appendRecord(nil, schema.Columns[:])
	if _, err := out.Write(line); err != nil {
		return err
	}
	err := eachRow(ctx, e, f, func(r *schema.Row) error {
		line = appendRecord(line[:0], r.Cells())
		_, err := out.Write(line)
		return err
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// appendRecord appends one record: fields with a comma, a quote or the end of
// a line in them are quoted, quotes doubled.
func appendRecord(dst []byte, cells []string) []byte {
	for i, c := range cells {
		if i > 0 {
			dst = append(dst, ',')
		}
		if !strings.ContainsAny(c, ",\"\r\n") {
			dst = append(dst, c...)
			continue
		}
		dst = append(dst, '"')
		dst = append(dst, strings.ReplaceAll(c, `"`, `""`)...)
		dst = append(dst, '"')
	}
	return append(dst, "\r\n"...)
}

// eachRow calls write with the rows that the filter keeps, article by article.
func eachRow(ctx context.Context, e *query.Engine, f Filter, write func(*schema.Row) error) error {
	for g, err := range e.Graphs(ctx, f.Articles) {
		if err != nil {
			return err
		}
		if !g.IsArticle {
			continue
		}
		rows, err := e.Rows(g)
		if err != nil {
			return err
		}
		for i := range rows {
			if !f.keeps(schema.Status(rows[i].Status)) {
				continue
			}
			if err := write(&rows[i]); err != nil {
				return fmt.Errorf("statement %s: %w", rows[i].StatementID, err)
			}
		}
	}
	return nil
}
