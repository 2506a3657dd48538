package dates

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/ingest/nlp"
)

// A rule reads a time expression that begins at token i; it returns i or less
// if there is none.
type rule func(r *reader, i int32) (expression, int32)

// rules are tried in this order.
var rules = [...]rule{
	numericRule, weekdayRule, dateRule, dayWordRule, distanceRule, unitRule, seasonRule, holidayRule,
	quarterRule, decadeRule, yearRule, setRule, durationRule, clockRule,
}

// numericRule: "2017-05-03", "05/03/2017" (month first, as agencies in the
// United States write; day first where only that is a date).
func numericRule(r *reader, i int32) (expression, int32) {
	w := r.word(i)
	if len(w) < 4 || !unicode.IsDigit(rune(w[0])) {
		return expression{}, i
	}
	end := i + 1
	if len(w) == 4 && r.word(i+1) == "-" && r.word(i+3) == "-" && r.tight(i+1) && r.tight(i+2) && r.tight(i+4) {
		w, end = w+"-"+r.word(i+2)+"-"+r.word(i+4), i+5
	}
	if a, b, ok := strings.Cut(w, "-"); ok {
		m, d, ok := strings.Cut(b, "-")
		if y, isYear := yearNumber(a); ok && isYear {
			return fullDate(y, m, d, i, end)
		}
	}
	if a, b, ok := strings.Cut(w, "/"); ok {
		if d, y, ok := strings.Cut(b, "/"); ok {
			if y, ok := yearNumber(y); ok {
				if e, end := fullDate(y, a, d, i, end); end > i {
					return e, end
				}
				return fullDate(y, d, a, i, end)
			}
		}
	}
	return expression{}, i
}

func fullDate(y int, month, day string, i, end int32) (expression, int32) {
	m, ok1 := number(month)
	d, ok2 := number(day)
	if !ok1 || !ok2 || m < 1 || m > 12 || d < 1 || d > monthDays(y, m) {
		return expression{}, i
	}
	return expression{form: absolute, from: nlp.Date{Year: y, Month: m, Day: d}}, end
}

// pick reads "last", "this", "next" and the like.
func pick(w string) (which, bool) {
	switch w {
	case "last", "past":
		return past, true
	case "this":
		return current, true
	case "next", "coming":
		return next, true
	}
	return bare, false
}

// weekdayRule: "Monday", "last Friday", "Tuesday, May 3".
func weekdayRule(r *reader, i int32) (expression, int32) {
	at, w := i, bare
	if p, ok := pick(r.word(i)); ok {
		at, w = i+1, p
	}
	n, ok := weekdays[r.word(at)]
	if !ok || !r.capital(at) {
		return expression{}, i
	}
	end := at + 1
	if strings.HasSuffix(r.word(at), ".") && len(r.word(at)) == 4 {
		// "Sat." and "Sun." also end sentences: they need a date.
		if e, end := r.date(at + 1); end > at+1 {
			return e, end
		}
		return expression{}, i
	}
	skip := end
	if r.word(skip) == "," || r.word(skip) == "(" {
		skip++
	}
	if e, after := r.date(skip); after > skip && e.from.Day > 0 {
		return e, after
	}
	of := end
	if r.word(of) == "of" {
		of++
	}
	if p, ok := pick(r.word(of)); ok && w == bare && r.word(of+1) == "week" { // a time of its own, too
		return expression{form: onWeekday, n: n, unit: week, which: p}, end
	}
	return expression{form: onWeekday, n: n, which: w}, end
}

// capital reports whether token i begins with a capital.
func (r *reader) capital(i int32) bool {
	first, _ := utf8.DecodeRuneInString(r.doc.Form(i))
	return unicode.IsUpper(first)
}

// dateRule: "May 3", "May 3-4", "3 May 2017", "from May 3 to 5", "July 2017",
// "in July".
func dateRule(r *reader, i int32) (expression, int32) {
	if p, ok := pick(r.word(i)); ok {
		m, ok := months[r.word(i+1)]
		if !ok || !r.isMonth(i+1) {
			return expression{}, i
		}
		if _, isDay := dayOfMonth(r.word(i + 2)); isDay {
			return r.date(i + 1)
		}
		return expression{form: ofMonth, n: m, which: p}, i + 2
	}
	a, end := r.date(i)
	if end == i {
		return expression{}, i
	}
	if !a.to.IsZero() || a.to.Month > 0 {
		return a, end
	}
	return r.rangeTo(a, i, end)
}

// date reads one date from token i on: month and day, day and month, month
// and year, a month alone; also two days of one month.
func (r *reader) date(i int32) (expression, int32) {
	e := expression{form: absolute}
	at := i
	if r.word(at) == "the" {
		at++
	}
	if m, ok := months[r.word(at)]; ok && at == i {
		e.from.Month = m
		if d, ok := dayOfMonth(r.word(at + 1)); ok && d <= monthDays(0, m) && !r.counted(at) {
			e.from.Day = d
			end := at + 2
			end = r.secondDay(&e, end)
			return r.year4(e, end)
		}
		if !r.isMonth(at) {
			return e, i
		}
		e, end := r.year4(e, at+1)
		if end == at+1 && (at > r.first && r.neighbourName(at-1) || r.neighbourName(at+1)) {
			return e, i
		}
		return e, end
	}
	d, ok := dayOfMonth(r.word(at))
	if !ok {
		return e, i
	}
	end := at + 1
	e.from.Day = d
	if isDash(r.word(end)) || r.word(end) == "and" || r.word(end) == "to" {
		if d2, ok := dayOfMonth(r.word(end + 1)); ok && d2 > d {
			if m, ok := months[r.word(end+2)]; ok && r.capital(end+2) {
				e.from.Month = m
				e.to = nlp.Date{Month: m, Day: d2}
				return r.year4(e, end+3)
			}
		}
	}
	if r.word(end) == "of" {
		end++
	}
	m, ok := months[r.word(end)]
	if !ok || !r.capital(end) || r.doc.Tokens[end].Tag == "MD" || d > monthDays(0, m) {
		return expression{}, i
	}
	// "He met 3 May supporters": a number that counts what follows is no day.
	e.from.Month = m
	return r.year4(e, end+1)
}

// counted reports whether the number after the month at token i counts the
// noun after it: "in May 20 people died".
func (r *reader) counted(i int32) bool {
	w := r.word(i - 1)
	return (w == "in" || w == "since") && i+2 < r.last && r.doc.Tokens[i+2].Tag == "NNS" && isNumber(r.word(i+1))
}

// secondDay reads the rest of "May 3-4", "May 3 to 5", "May 3 and 4".
func (r *reader) secondDay(e *expression, end int32) int32 {
	w := r.word(end)
	d, ok := dayOfMonth(r.word(end + 1))
	if !ok || d <= e.from.Day || d > monthDays(0, e.from.Month) {
		return end
	}
	if isDash(w) || w == "to" || w == "through" || w == "until" || (w == "and" || w == "&") && d == e.from.Day+1 {
		e.to = nlp.Date{Month: e.from.Month, Day: d}
		return end + 2
	}
	return end
}

// year4 reads a year after a date, with or without a comma. A year in words
// ("May 3 last year", "May of this year") is a time of its own, too.
func (r *reader) year4(e expression, end int32) (expression, int32) {
	at := end
	if w := r.word(at); w == "," || w == "of" {
		at++
	}
	after := at + 1
	y, ok := yearNumber(r.word(at))
	if !ok && r.word(end) != "," {
		y, ok = r.yearInWords(at)
		after = end
	}
	if !ok || at > end && e.from.Day == 0 && r.word(end) == "," && y < 1500 {
		return e, end
	}
	e.from.Year = y
	if e.to.Month > 0 {
		e.to.Year = y
	}
	return e, after
}

// yearInWords reads "last year", "this year", "that year" at token i.
func (r *reader) yearInWords(i int32) (int, bool) {
	if r.word(i+1) != "year" || r.word(i+2) == "'s" || r.word(i+2) == "’s" {
		return 0, false
	}
	if r.word(i) == "that" {
		return r.named, r.named > 0
	}
	p, ok := pick(r.word(i))
	return r.doc.Date.Year + p.shift(), ok && r.doc.Date.Year > 0
}

// isMonth reports whether token i is surely a month: capitalised, no verb,
// and no abbreviation without its full stop ("Mar", "Jan").
func (r *reader) isMonth(i int32) bool {
	t := &r.doc.Tokens[i]
	w := r.words[i]
	if !r.capital(i) || t.Tag == "MD" || t.POS == "VERB" || t.POS == "AUX" {
		return false
	}
	if len(w) == 3 && w != "may" {
		return false
	}
	if w == "march" || w == "may" {
		return t.POS == "PROPN" && opensMonth(r.word(i-1)) || yearFollows(r.word(i+1))
	}
	return true
}

// opensMonth reports whether a word stands before the name of a month.
func opensMonth(w string) bool {
	switch w {
	case "in", "of", "since", "until", "till", "by", "from", "to", "through", "during", "before", "after", "early", "late", "mid",
		"-", "last", "this", "next", "and", "between", "for", ",":
		return true
	}
	return false
}

func yearFollows(w string) bool {
	_, ok := yearNumber(w)
	return ok
}

// neighbourName reports whether token i is a capitalised name that is no time
// word: "June Smith".
func (r *reader) neighbourName(i int32) bool {
	w := r.word(i)
	if w == "" || !r.capital(i) || i == r.first || r.doc.Tokens[i].POS != "PROPN" {
		return false
	}
	_, m := months[w]
	_, d := weekdays[w]
	return !m && !d
}

// rangeTo reads the end of a range that begins with the date a, tokens [i,
// end): "May 30-June 2", "from May to July 2016", "between May 3 and May 5".
func (r *reader) rangeTo(a expression, i, end int32) (expression, int32) {
	w := r.word(end)
	opener := r.word(i - 1)
	joins := isDash(w) || w == "to" || w == "through" || w == "until" || w == "till" && opener == "from" || w == "and" && opener == "between"
	if !joins {
		return a, end
	}
	at := end + 1
	b, after := r.date(at)
	if after == at || !b.to.IsZero() {
		return a, end
	}
	if (b.from.Day > 0) != (a.from.Day > 0) {
		return a, end
	}
	if a.from.Year == 0 && b.from.Year > 0 {
		a.from.Year = b.from.Year
		if a.from.Month > b.from.Month {
			a.from.Year--
		}
	}
	a.to = b.from
	if a.from.Year > 0 && a.to.Year == 0 {
		a.to.Year = a.from.Year
		if a.to.Month < a.from.Month {
			a.to.Year++
		}
	}
	return a, after
}
