package dates

import (
	"dateline/ingest/nlp"
)

// form says how an expression means its time.
type form uint8

const (
	none      form = iota
	absolute       // from and to, whose years may be unknown
	dayOffset      // n days from the document's date: "yesterday"
	onWeekday      // weekday n, which
	ofUnit         // a unit, which: "last week"
	ofMonth        // month n, which: "last July"
	ofSeason       // the season that begins in month n, which, or in a year: "summer 2016"
	onHoliday      // holiday n, which, or in a year
	away           // n units from the document's date, negative for the past: "two years ago"
	unnamed        // nothing that can be worked out: "the next day"
	yearAfter      // n years from the last year that the text named: "the following year"
)

// which picks one of the times that bear a name.
type which int8

const (
	bare which = iota // by the tense
	past              // "last"
	current
	next
)

// shift is how many units before or after the current one is meant.
func (w which) shift() int {
	switch w {
	case past:
		return -1
	case next:
		return 1
	}
	return 0
}

// expression is what a time expression says.
type expression struct {
	kind     nlp.TimeKind
	form     form
	from, to nlp.Date
	n        int
	unit     unit
	which    which
	year     int
}

// precise reports whether the expression means a day, so that a time of day
// may follow.
func (e expression) precise() bool {
	switch e.form {
	case dayOffset, onWeekday, onHoliday:
		return true
	case absolute:
		return e.from.Day > 0
	}
	return false
}

// resolve works out what the expression at token i means; the zero span if
// that needs a date of the document that is not known (well enough).
func (r *reader) resolve(e expression, i int32) span {
	now := r.doc.Date
	switch e.form {
	case absolute:
		if e.from.Year > 0 {
			r.named = e.from.Year
			return span{e.from, e.to}
		}
		return r.yearless(e, i)
	case yearAfter:
		if r.named == 0 {
			return span{}
		}
		r.named += e.n
		return span{from: nlp.Date{Year: r.named}}
	case onHoliday:
		return r.holiday(e, i)
	case ofSeason:
		return r.season(e, i)
	case dayOffset:
		if now.Day == 0 {
			return span{}
		}
		return span{from: addDays(now, e.n)}
	case onWeekday:
		if now.Day == 0 {
			return span{}
		}
		return span{from: dayOf(r.weekday(e, i))}
	case ofMonth:
		if now.Month == 0 {
			return span{}
		}
		m := nlp.Date{Year: now.Year, Month: e.n}
		switch {
		case e.which == past && e.n >= now.Month:
			m.Year--
		case e.which == next && e.n <= now.Month:
			m.Year++
		}
		return span{from: m}
	case ofUnit:
		return r.unit(e, i)
	case away:
		return r.away(e)
	}
	return span{}
}

// yearless finds the year of a month, of a day, or of a range of them.
func (r *reader) yearless(e expression, i int32) span {
	now := r.doc.Date
	if now.Month == 0 || now.Day == 0 && e.from.Day > 0 {
		return span{}
	}
	from := e.from
	before, after := from, from // the last at or before the document's date, the first at or after it
	before.Year, after.Year = now.Year, now.Year
	switch c := compare(from, now); {
	case c > 0:
		before.Year--
	case c < 0:
		after.Year++
	}
	back, forth := distance(before, now), distance(now, after)
	switch r.direction(i) {
	case -1:
		from = before
		// Far back and just ahead: the tense was of another verb.
		if back > 270 && forth < 60 {
			from = after
		}
	case 1:
		from = after
		if forth > 270 && back < 60 {
			from = before
		}
	default:
		from = before
		if forth < back {
			from = after
		}
	}
	s := span{from: from, to: e.to}
	if !e.to.IsZero() || e.to.Month > 0 {
		s.to.Year = from.Year
		if e.to.Month < from.Month {
			s.to.Year++
		}
	}
	return s
}

// compare orders two dates of which one may lack a day, by month and day.
func compare(a, b nlp.Date) int {
	if a.Month != b.Month {
		return a.Month - b.Month
	}
	if a.Day == 0 || b.Day == 0 {
		return 0
	}
	return a.Day - b.Day
}

// distance is the number of days from one date to another, about.
func distance(a, b nlp.Date) int {
	if a.Day == 0 || b.Day == 0 {
		return (b.Year-a.Year)*365 + (b.Month-a.Month)*30
	}
	return dayNumber(b) - dayNumber(a)
}

func (r *reader) weekday(e expression, i int32) int {
	today := dayNumber(r.doc.Date)
	if e.unit == week {
		return today - weekday(today) + 7*e.which.shift() + e.n
	}
	back := (weekday(today) - e.n + 7) % 7
	forth := (e.n - weekday(today) + 7) % 7
	switch e.which {
	case past:
		if back == 0 {
			back = 7
		}
		return today - back
	case next:
		if forth == 0 {
			forth = 7
		}
		return today + forth
	case current: // of this week, from Monday on, or the nearest that the tense allows
		day := today - weekday(today) + e.n
		switch direction := r.direction(i); {
		case direction > 0 && day < today, direction < 0 && day > today && back < forth:
			return day + 7*direction
		}
		return day
	}
	switch direction := r.direction(i); {
	case direction > 0, direction == 0 && forth < back: // "sets out on Wednesday", on a Tuesday
		return today + forth
	}
	return today - back
}

// unit resolves "last week", "this year", "the weekend".
func (r *reader) unit(e expression, i int32) span {
	now := r.doc.Date
	shift := e.which.shift()
	switch e.unit {
	case year:
		return span{from: nlp.Date{Year: now.Year + shift}}.known(now.Year > 0)
	case decade:
		from := now.Year - now.Year%10 + 10*shift
		return span{nlp.Date{Year: from}, nlp.Date{Year: from + 9}}.known(now.Year > 0)
	case century:
		from := now.Year - (now.Year-1)%100 + 100*shift
		return span{nlp.Date{Year: from}, nlp.Date{Year: from + 99}}.known(now.Year > 0)
	case month:
		return span{from: addMonths(now, shift)}.known(now.Month > 0)
	case quarter:
		from := addMonths(nlp.Date{Year: now.Year, Month: (now.Month-1)/3*3 + 1}, 3*shift)
		return span{from, addMonths(from, 2)}.known(now.Month > 0)
	}
	if now.Day == 0 {
		return span{}
	}
	today := dayNumber(now)
	switch e.unit {
	case day:
		return span{from: dayOf(today + shift)}
	case week:
		return weekOf(today + 7*shift)
	case weekend:
		saturday := today - weekday(today) + 5
		switch {
		case e.which == past && saturday >= today-1, e.which == bare && r.direction(i) <= 0 && saturday > today:
			saturday -= 7
		case e.which == next:
			if saturday < today {
				saturday += 7
			}
		}
		return span{dayOf(saturday), dayOf(saturday + 1)}
	}
	return span{}
}

// known is s if ok, else the unknown.
func (s span) known(ok bool) span {
	if !ok {
		return span{}
	}
	return s
}

// away resolves "two years ago": as fine as the unit says.
func (r *reader) away(e expression) span {
	now := r.doc.Date
	switch {
	case e.unit == hour && now.Day > 0 && e.n > -12 && e.n < 12:
		return span{}
	case e.unit == day && now.Day > 0:
		return span{from: addDays(now, e.n)}
	case e.unit == week && now.Day > 0:
		return weekOf(dayNumber(now) + 7*e.n)
	case e.unit == month && now.Month > 0:
		return span{from: addMonths(now, e.n)}
	case e.unit == year && now.Year > 0:
		return span{from: nlp.Date{Year: now.Year + e.n}}
	}
	return span{}
}

// season resolves a season of a year, or the last, this, next.
func (r *reader) season(e expression, i int32) span {
	now := r.doc.Date
	begin := nlp.Date{Year: e.year, Month: e.n}
	if e.year == 0 {
		if now.Month == 0 {
			return span{}
		}
		begin.Year = now.Year
		if e.n == 12 && now.Month <= 2 {
			begin.Year--
		}
		at := func() int { return (now.Year-begin.Year)*12 + now.Month - begin.Month } // 0 to 2: in it
		direction := e.which.shift()
		if e.which == bare {
			direction = r.direction(i)
		}
		switch {
		case e.which == past && at() <= 2, direction < 0 && at() < 0 && e.which != current:
			begin.Year--
		case e.which == next && at() >= 0, direction > 0 && at() > 2 && e.which != current:
			begin.Year++
		}
	}
	return span{begin, addMonths(begin, 2)}
}

// holiday resolves a holiday of a year, or the one that the tense means.
func (r *reader) holiday(e expression, i int32) span {
	h := holidays[e.n]
	if e.year > 0 {
		return span{from: h.in(e.year)}
	}
	now := r.doc.Date
	if now.Day == 0 {
		return span{}
	}
	today, this := dayNumber(now), h.in(now.Year)
	direction := e.which.shift()
	if e.which == bare {
		direction = r.direction(i)
	}
	off := dayNumber(this) - today
	switch {
	case direction < 0 && off > 0 || direction == 0 && off > 183:
		this = h.in(now.Year - 1)
	case direction > 0 && off < 0 || direction == 0 && off < -183:
		this = h.in(now.Year + 1)
	}
	return span{from: this}
}

// in is the day of the holiday in a year.
func (h holiday) in(year int) nlp.Date {
	switch {
	case h.easter:
		return addDays(easter(year), h.day)
	case h.movable:
		return nthWeekday(year, h.month, h.weekday, h.nth)
	}
	return nlp.Date{Year: year, Month: h.month, Day: h.day}
}
