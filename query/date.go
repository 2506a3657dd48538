package query

import (
	"fmt"
	"strings"
	"time"
)

// span is the days [first, after) of an ISO 8601 date.
type span struct{ first, after time.Time }

// parseDate reads a date (2017, 2017-05, 2017-05-03), a time of a day, which
// counts as its day, or an interval a/b with both ends in it.
func parseDate(text string) (span, bool) {
	if begin, end, ok := strings.Cut(text, "/"); ok {
		b, okb := parseDate(begin)
		e, oke := parseDate(end)
		return span{b.first, e.after}, okb && oke
	}
	day, _, _ := strings.Cut(text, "T")
	for _, f := range [...]struct {
		layout              string
		years, months, days int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if first, err := time.Parse(f.layout, day); err == nil {
			return span{first, first.AddDate(f.years, f.months, f.days)}, true
		}
	}
	return span{}, false
}

func checkDate(filter, text string) error {
	if _, ok := parseDate(text); text != "" && (!ok || strings.ContainsAny(text, "/T")) {
		return fmt.Errorf("%s:%s: want a date such as 2017, 2017-05 or 2017-05-03", filter, text)
	}
	return nil
}

// A window is the days [since, until); a zero end is open.
type window struct{ since, until time.Time }

// window returns the filter's window in time; false if it has none.
func (f *Filter) window() (window, bool) {
	var w window
	if s, ok := parseDate(f.Since); ok {
		w.since = s.first
	}
	if u, ok := parseDate(f.Until); ok {
		w.until = u.first
	}
	return w, w != window{}
}

// touches reports whether any day of s lies in the window. What is known to
// the month only is not left out because it might lie outside.
func (w window) touches(s span) bool {
	return (w.since.IsZero() || s.after.After(w.since)) && (w.until.IsZero() || s.first.Before(w.until))
}
