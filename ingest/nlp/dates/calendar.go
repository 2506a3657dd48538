package dates

import (
	"fmt"

	"dateline/ingest/nlp"
)

// span is what a time expression means: from one date to another of the same
// precision, both included. The zero span is unknown; a span of one date has
// an empty end.
type span struct {
	from, to nlp.Date
}

// String writes ISO 8601: a date or an interval; "" for the unknown.
func (s span) String() string {
	if s.from.IsZero() {
		return ""
	}
	if s.to.IsZero() || s.to == s.from {
		return iso(s.from)
	}
	return iso(s.from) + "/" + iso(s.to)
}

func iso(d nlp.Date) string {
	switch {
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// dayNumber counts days; consecutive days have consecutive numbers (H.
// Hinnant, days_from_civil).
func dayNumber(d nlp.Date) int {
	y := d.Year
	if d.Month <= 2 {
		y--
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	doy := (153*((d.Month+9)%12)+2)/5 + d.Day - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return era*146097 + doe
}

// dayOf is the inverse of dayNumber.
func dayOf(n int) nlp.Date {
	era := floorDiv(n, 146097)
	doe := n - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d := nlp.Date{Year: yoe + era*400, Month: mp + 3, Day: doy - (153*mp+2)/5 + 1}
	if d.Month > 12 {
		d.Month -= 12
	}
	if d.Month <= 2 {
		d.Year++
	}
	return d
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// weekday is 0 for Monday to 6 for Sunday: day 0 is 1 March of year 0, a
// Wednesday.
func weekday(n int) int { return ((n+2)%7 + 7) % 7 }

// addDays moves a full date.
func addDays(d nlp.Date, n int) nlp.Date { return dayOf(dayNumber(d) + n) }

// addMonths moves a year and month; the day is dropped.
func addMonths(d nlp.Date, n int) nlp.Date {
	m := d.Year*12 + d.Month - 1 + n
	return nlp.Date{Year: floorDiv(m, 12), Month: m - floorDiv(m, 12)*12 + 1}
}

// weekOf is the week, Monday to Sunday, in which a day falls.
func weekOf(day int) span {
	monday := day - weekday(day)
	return span{dayOf(monday), dayOf(monday + 6)}
}

// monthDays is the number of days of a month; 29 for February of year 0.
func monthDays(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year == 0 || year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// easter is Easter Sunday of the western churches (Meeus, Jones, Butcher).
func easter(year int) nlp.Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	day := (h + l - 7*m + 33*month + 19) % 32
	return nlp.Date{Year: year, Month: month, Day: day}
}

// nthWeekday is the nth weekday of a month, from the end for a negative n.
func nthWeekday(year, month, day, n int) nlp.Date {
	if n > 0 {
		first := dayNumber(nlp.Date{Year: year, Month: month, Day: 1})
		return dayOf(first + (day-weekday(first)+7)%7 + (n-1)*7)
	}
	last := dayNumber(nlp.Date{Year: year, Month: month, Day: monthDays(year, month)})
	return dayOf(last - (weekday(last)-day+7)%7 + (n+1)*7)
}
