package schema

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// dateForms lists the forms ParseDate understands: how time reads them and
// how precise they are.
var dateForms = [...]struct{ form, out string }{
	{"2006", "2006"},
	{"2006-01", "2006-01"}, {"2006/01", "2006-01"}, {"January 2006", "2006-01"}, {"Jan 2006", "2006-01"}, {"January, 2006", "2006-01"},
	{"2006-01-02", isoDay}, {"2006/01/02", isoDay}, {"2006/1/2", isoDay}, {"2006-1-2", isoDay}, {"20060102", isoDay}, {"2006.01.02", isoDay},
	{"2 January 2006", isoDay}, {"2 Jan 2006", isoDay}, {"2 January, 2006", isoDay}, {"2-Jan-2006", isoDay}, {"02-Jan-06", isoDay},
	{"January 2, 2006", isoDay}, {"Jan 2, 2006", isoDay}, {"January 2 2006", isoDay}, {"Jan 2 2006", isoDay},
	{"Monday, 2 January 2006", isoDay}, {"Mon, 2 Jan 2006", isoDay}, {"Monday 2 January 2006", isoDay}, {"Mon 2 Jan 2006", isoDay},
	{"Monday, January 2, 2006", isoDay}, {"Mon, Jan 2, 2006", isoDay},
	{"2006-01-02T15:04:05Z07:00", isoZoned}, {"2006-01-02 15:04:05Z07:00", isoZoned}, {"2006-01-02 15:04:05 Z07:00", isoZoned},
	{"2006-01-02T15:04:05-0700", isoZoned}, {"2006-01-02 15:04:05 -0700", isoZoned}, {"2006-01-02T15:04Z07:00", isoZoned},
	{"20060102T150405Z07:00", isoZoned}, {"20060102T150405-0700", isoZoned},
	{"Mon, 2 Jan 2006 15:04:05 -0700", isoZoned}, {"2 Jan 2006 15:04:05 -0700", isoZoned},
	{"Mon, 2 Jan 2006 15:04 -0700", isoZoned}, {"2 Jan 06 15:04 -0700", isoZoned},
	{"Mon Jan 2 15:04:05 -0700 2006", isoZoned}, {"Monday, 02-Jan-06 15:04:05 -0700", isoZoned},
	{"2006-01-02T15:04:05", isoTime}, {"2006-01-02 15:04:05", isoTime}, {"2006-01-02T15:04", isoTime}, {"2006-01-02 15:04", isoTime},
	{"20060102150405", isoTime}, {"20060102T150405", isoTime},
	{"Mon, 2 Jan 2006 15:04:05", isoTime}, {"Monday, 02-Jan-06 15:04:05", isoTime}, {"2 Jan 2006 15:04:05", isoTime},
	{"Mon Jan 2 15:04:05 2006", isoTime}, {"2 January 2006 15:04", isoTime}, {"January 2, 2006 15:04", isoTime},
	{"January 2, 2006 3:04 PM", isoTime}, {"Jan 2, 2006 3:04 PM", isoTime}, {"January 2, 2006, 3:04 PM", isoTime}, {"Jan 2, 2006, 3:04 PM", isoTime},
}

const (
	isoDay   = "2006-01-02"
	isoTime  = "2006-01-02T15:04:05"
	isoZoned = "2006-01-02T15:04:05Z07:00"
)

// zones are the zone names of RFC 822 with their offsets. An abbreviation
// outside this table means different things in different countries.
var zones = map[string]string{
	"GMT": "+0000", "UTC": "+0000", "UT": "+0000", "Z": "+0000",
	"EST": "-0500", "EDT": "-0400", "CST": "-0600", "CDT": "-0500",
	"MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700",
}

// ParseDate returns a date in ISO 8601 to the precision given: "2017",
// "2017-05", "2017-05-03", "2017-05-03T10:00:00" or, where a zone is given,
// "2017-05-03T10:00:00Z". It understands ISO 8601, RFC 822, 850, 1123 and
// 3339 and the common English forms ("3 May 2017", "May 3, 2017"); "" is "".
// Dates that could be read in two ways (3/5/2017) are refused, and years
// before 1500 or after 2500: they are other numbers.
func ParseDate(s string) (string, error) {
	given := CleanLine(s)
	if given == "" {
		return "", nil
	}
	d := strings.ReplaceAll(given, ". ", " ") // "Jan. 2, 2006"
	d = strings.ReplaceAll(d, "Sept ", "Sep ")
	head, last, _ := cutLast(d, " ")
	if offset, ok := zones[last]; ok {
		d = head + " " + offset
	}
	d = withoutOrdinal(d)
	for _, f := range dateForms {
		if t, err := time.Parse(f.form, d); err == nil && likelyYear(t) {
			return t.Format(f.out), nil
		}
	}
	if t, ok := slashed(d); ok && likelyYear(t) {
		return t.Format(isoDay), nil
	}
	// An unknown zone: the day is known all the same.
	if last != "" && strings.ToUpper(last) == last && strings.Trim(last, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
		for _, f := range dateForms {
			if t, err := time.Parse(f.form, head); err == nil && f.out == isoTime && likelyYear(t) {
				return t.Format(isoDay), nil
			}
		}
	}
	return "", fmt.Errorf("%q is not a date we can read; write it like 2006-01-02", given)
}

func likelyYear(t time.Time) bool { return 1500 <= t.Year() && t.Year() <= 2500 }

// slashed reads a date of digits in the order of day and month that makes it
// a date, if only one of the two does.
func slashed(s string) (time.Time, bool) {
	british, errB := time.Parse("2/1/2006", s)
	american, errA := time.Parse("1/2/2006", s)
	switch {
	case errB == nil && (errA != nil || british.Equal(american)):
		return british, true
	case errA == nil && errB != nil:
		return american, true
	}
	return time.Time{}, false
}

// withoutOrdinal turns "3rd May" and "May 3rd, 2017" into "3 May" and "May 3,
// 2017".
func withoutOrdinal(s string) string {
	for _, end := range [...]string{"st", "nd", "rd", "th"} {
		for from := 1; from < len(s); {
			i := strings.Index(s[from:], end)
			if i < 0 {
				break
			}
			i += from
			rest := s[i+2:]
			if digit := s[i-1]; '0' <= digit && digit <= '9' && (rest == "" || rest[0] == ' ' || rest[0] == ',') {
				s = s[:i] + rest
			}
			from = i + 1
		}
	}
	return strings.Replace(s, " of ", " ", 1)
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// Day returns the calendar date of publication; month and day are 0 where
// they are not known, all three without a date.
func (a Article) Day() (year, month, day int) { return Day(a.Published) }

// Day returns the parts of an ISO 8601 date, 0 for those that it lacks.
func Day(date string) (year, month, day int) {
	part := func(from, to int) int {
		if len(date) < to {
			return 0
		}
		n, _ := strconv.Atoi(date[from:to]) // digits, or no part
		return n
	}
	return part(0, 4), part(5, 7), part(8, 10)
}

// datePrecision returns the precision of an ISO 8601 date or interval as rows
// name it: "year", "month", "day", "interval"; "" if it is neither.
func datePrecision(value string) string {
	if begin, end, ok := strings.Cut(value, "/"); ok {
		if b, e := datePrecision(begin), datePrecision(end); b == "" || e == "" || b == "interval" || e == "interval" {
			return ""
		}
		return "interval"
	}
	for _, p := range [...]struct{ form, name string }{{"2006", "year"}, {"2006-01", "month"}, {isoDay, "day"}} {
		if _, err := time.Parse(p.form, value); err == nil {
			return p.name
		}
	}
	return ""
}

// NewTime returns the time with this value and its precision. What is no ISO
// 8601 date or interval of dates gives the zero Time.
func NewTime(value string) Time {
	p := datePrecision(value)
	if p == "" {
		return Time{}
	}
	return Time{Value: value, Precision: p}
}
