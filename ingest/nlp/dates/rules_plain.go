package dates

import (
	"strings"

	"dateline/ingest/nlp"
)

// quarterRule: "the first quarter of 2017", "the second half of last year",
// "third quarter".
func quarterRule(r *reader, i int32) (expression, int32) {
	at := i
	if r.word(at) == "the" {
		at++
	}
	n, ok := ordinals[r.word(at)]
	part := r.word(at + 1)
	if !ok || part != "quarter" && part != "half" || part == "half" && n > 2 {
		return expression{}, i
	}
	end := at + 2
	y := end
	if r.word(y) == "of" {
		y++
	}
	months := 3
	if part == "half" {
		months = 6
	}
	if year, ok := yearNumber(r.word(y)); ok {
		from := nlp.Date{Year: year, Month: (n-1)*months + 1}
		return expression{form: absolute, from: from, to: addMonths(from, months-1)}, y + 1
	}
	if p, ok := pick(r.word(y)); ok && r.word(y+1) == "year" && y > end {
		if r.doc.Date.Year == 0 {
			return expression{form: unnamed}, y + 2
		}
		from := nlp.Date{Year: r.doc.Date.Year + int(p) - int(current), Month: (n-1)*months + 1}
		return expression{form: absolute, from: from, to: addMonths(from, months-1)}, y + 2
	}
	if part == "quarter" && r.word(end) != "of" {
		return expression{form: unnamed}, end
	}
	return expression{}, i
}

// decadeRule: "the 1990s", "the '90s", "the early nineties", "the 20th
// century".
func decadeRule(r *reader, i int32) (expression, int32) {
	w := r.word(i)
	end := i + 1
	if (w == "'" || w == "’" || w == "‘") && r.tight(i+1) {
		w, end = r.word(i+1), i+2
	}
	if y, ok := decadeNumber(w); ok {
		return expression{form: absolute, from: nlp.Date{Year: y}, to: nlp.Date{Year: y + 9}}, end
	}
	if y, ok := decadeNames[w]; ok && (r.word(i-1) == "the" || r.word(i-2) == "the") {
		return expression{form: absolute, from: nlp.Date{Year: y}, to: nlp.Date{Year: y + 9}}, end
	}
	if r.word(end) == "century" {
		if n, ok := dayOfMonth(w); ok && !isNumber(w) && n <= 22 {
			return expression{form: absolute, from: nlp.Date{Year: (n-1)*100 + 1}, to: nlp.Date{Year: n * 100}}, end + 1
		}
	}
	return expression{}, i
}

// yearRule: a year by itself, "2011-2015", "from 1990 to 2000", "2016-17".
func yearRule(r *reader, i int32) (expression, int32) {
	y, ok := yearNumber(r.word(i))
	if !ok || y < 1500 || r.doc.Tokens[i].POS != "NUM" && r.doc.Tokens[i].POS != "NOUN" && r.doc.Tokens[i].POS != "PROPN" {
		return expression{}, i
	}
	before := r.word(i - 1)
	if before == "$" || before == "£" || before == "€" || before == "#" || before == "." && r.tight(i) {
		return expression{}, i
	}
	e, end := expression{form: absolute, from: nlp.Date{Year: y}}, i+1
	w := r.word(end)
	if isDash(w) || w == "to" && before == "from" || w == "and" && before == "between" || w == "through" || w == "until" || w == "/" {
		if n, ok := number(r.word(end + 1)); ok {
			if len(r.word(end+1)) == 2 && isDash(w) {
				n += y / 100 * 100
			}
			if n > y && n < y+300 && n < 2200 {
				e.to = nlp.Date{Year: n}
				return e, end + 2
			}
		}
	}
	if !r.yearly(i, before) {
		return expression{}, i
	}
	return e, end
}

// yearly reports whether a number of four digits is used as a year.
func (r *reader) yearly(i int32, before string) bool {
	if i+1 < r.last {
		switch t := &r.doc.Tokens[i+1]; {
		case r.words[i+1] == "%" || r.words[i+1] == "percent" || r.words[i+1] == "per":
			return false
		case t.Tag == "NNS" && !definite(before) && before != "in" && before != "," && before != "since":
			return false
		case strings.HasPrefix(t.Tag, "NN") && t.Tag != "NNP" && before != "in" && before != "since" && !definite(before) && !strings.HasPrefix(t.Tag, "NNS"):
			return r.doc.Tokens[i].Rel != "nummod"
		}
	}
	switch before {
	case "in", "since", "by", "until", "till", "during", "before", "after", "from", "of", "early", "late", "mid", "between", "and", "(", "circa", "around", "through", "throughout", ",", "to", "year", "-", "–":
		return true
	}
	return definite(before) || r.doc.Tokens[i].Rel != "nummod" && y20(r.word(i))
}

// y20 reports whether a year is of the last century or this.
func y20(w string) bool { return strings.HasPrefix(w, "19") || strings.HasPrefix(w, "20") }

// definite reports whether a noun phrase with this word before a year takes
// the year as a name: "the 2016 election".
func definite(w string) bool {
	switch w {
	case "the", "a", "its", "his", "her", "their", "our", "'s", "’s", "that", "this":
		return true
	}
	return false
}

// setRule: "every day", "each year", "every Monday".
func setRule(r *reader, i int32) (expression, int32) {
	if w := r.word(i); w != "every" && w != "each" {
		return expression{}, i
	}
	at := i + 1
	if n, ok := numbers[r.word(at)]; ok && n > 1 || r.word(at) == "other" || r.word(at) == "few" {
		at++
	}
	w := r.word(at)
	_, isUnit := units[w]
	_, isWeekday := weekdays[w]
	_, isMonth := months[w]
	if _, isSeason := seasons[w]; isUnit || isWeekday || isMonth && r.capital(at) || isSeason {
		return expression{kind: nlp.TimeSet}, at + 1
	}
	return expression{}, i
}

// durationRule: "three years", "several weeks", "two-day", "the past decade".
// Ages ("57 years old") are none.
func durationRule(r *reader, i int32) (expression, int32) {
	at := i
	switch r.word(at) {
	case "the", "last", "past", "next", "coming":
		for r.word(at) == "the" || r.word(at) == "last" || r.word(at) == "past" || r.word(at) == "next" || r.word(at) == "coming" || r.word(at) == "recent" {
			at++
		}
		if r.word(i) == "the" && at == i+1 {
			return expression{}, i
		}
	}
	_, _, end := r.amount(at)
	led := at > i
	switch {
	case end > at:
		if isDash(r.word(end)) && r.tight(end) && r.tight(end+1) {
			end++
		}
		if w := r.word(end); w == "more" || w == "full" || w == "consecutive" || w == "straight" || w == "whole" {
			end++
		}
	case led:
	case r.word(i) == "decades" || r.word(i) == "centuries" || r.word(i) == "years" || r.word(i) == "months" || r.word(i) == "weeks" || r.word(i) == "days" || r.word(i) == "hours":
		if b := r.word(i - 1); b != "for" && b != "in" && b != "within" && b != "over" && b != "of" && b != "after" && b != "recent" {
			return expression{}, i
		}
		end = i
	default:
		return expression{}, i
	}
	u, ok := units[r.word(end)]
	if !ok || u == quarter || r.word(end) == "second" {
		return expression{}, i
	}
	end++
	if r.word(end) == "old" || isDash(r.word(end)) && r.word(end+1) == "old" {
		return expression{}, i
	}
	// "a day" is mostly "each day": it needs a preposition of lasting.
	if w := r.word(at); (w == "a" || w == "an") && end == at+2 {
		switch r.word(at - 1) {
		case "for", "in", "within", "over", "about", "almost", "nearly", "than", "after", "lasting":
		default:
			return expression{}, i
		}
	}
	return expression{kind: nlp.TimeDuration}, end
}

// clockRule: a time of day without its day keeps its words only.
func clockRule(r *reader, i int32) (expression, int32) {
	end := r.clock(i)
	if end == i {
		return expression{}, i
	}
	// The day may follow: "10 a.m. Friday", "9 p.m. on May 3".
	at := end
	if w := r.word(at); w == "on" || w == "," {
		at++
	}
	for _, rule := range [...]func(*reader, int32) (expression, int32){weekdayRule, dateRule, dayWordRule} {
		if e, after := rule(r, at); after > at && e.precise() {
			return e, after
		}
	}
	if strings.Contains(r.word(i), ":") && end == i+1 {
		return expression{}, i // a score, a verse
	}
	return expression{form: unnamed}, end
}
