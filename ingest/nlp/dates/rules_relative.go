package dates

import (
	"strings"

	"dateline/ingest/nlp"
)

// dayWordRule: "today", "yesterday", "last night", "this morning", "the day
// before yesterday".
func dayWordRule(r *reader, i int32) (expression, int32) {
	day := func(n int, end int32) (expression, int32) { return expression{form: dayOffset, n: n}, end }
	switch r.word(i) {
	case "today", "tonight":
		return day(0, i+1)
	case "yesterday":
		return day(-1, i+1)
	case "tomorrow":
		return day(1, i+1)
	case "overnight":
		if r.doc.Tokens[i].POS == "ADV" {
			return expression{form: unnamed}, i + 1
		}
	case "last":
		if r.word(i+1) == "night" || r.word(i+1) == "evening" {
			return day(-1, i+2)
		}
	case "this":
		if dayPart[r.word(i+1)] {
			return day(0, i+2)
		}
	case "the":
		if r.word(i+1) == "day" && r.word(i+3) != "" {
			switch r.word(i+2) + " " + r.word(i+3) {
			case "before yesterday":
				return day(-2, i+4)
			case "after tomorrow":
				return day(2, i+4)
			}
		}
	}
	return expression{}, i
}

// amount reads a number of units: "two", "a", "23", "several", "a few", "more
// than two" from the number on. sure is false where it is vague.
func (r *reader) amount(i int32) (n int, sure bool, end int32) {
	w := r.word(i)
	if w == "a" || w == "an" {
		switch r.word(i + 1) {
		case "few", "couple", "dozen":
			end = i + 2
			if r.word(end) == "of" {
				end++
			}
			return 0, false, end
		case "half":
			return 0, false, i + 2
		}
		return 1, true, i + 1
	}
	if v, ok := numbers[w]; ok {
		if isDash(r.word(i+1)) && r.tight(i+1) {
			if u, ok := numbers[r.word(i+2)]; ok && v >= 20 && u < 10 && u > 0 {
				return v + u, true, i + 3
			}
		}
		return v, true, i + 1
	}
	if v, ok := number(w); ok {
		return v, true, i + 1
	}
	if vague[w] {
		end = i + 1
		if r.word(end) == "of" {
			end++
		}
		return 0, false, end
	}
	if strings.ContainsAny(w, ".,") && len(w) > 0 && isNumber(strings.Map(dropMarks, w)) {
		return 0, false, i + 1
	}
	return 0, false, i
}

func dropMarks(c rune) rune {
	if c == '.' || c == ',' {
		return -1
	}
	return c
}

// distanceRule: "two years ago", "three days from now", "a week earlier" (from
// what the text speaks of: unknown), "in two days".
func distanceRule(r *reader, i int32) (expression, int32) {
	n, sure, end := r.amount(i)
	if end == i {
		return expression{}, i
	}
	u, ok := units[r.word(end)]
	if !ok {
		return expression{}, i
	}
	end++
	e := expression{form: away, n: n, unit: u}
	switch w := r.word(end); {
	case w == "ago":
		e.n = -n
	case w == "from" && r.word(end+1) == "now":
		end++
	case w == "earlier" || w == "later" || w == "before" && u != hour || w == "afterward" || w == "afterwards":
		// The first of these may be said of the document's date, but mostly is not.
		if w == "before" && (end+1 >= r.last || r.doc.Tokens[end+1].POS != "PUNCT") {
			return expression{}, i
		}
		e.form = unnamed
	default:
		return expression{}, i
	}
	if !sure || u >= decade || r.approximate(i-1) {
		e.form = unnamed
	}
	return e, end + 1
}

// approximate reports whether the word at i makes a number a rough one: "more
// than two years ago" is no year.
func (r *reader) approximate(i int32) bool {
	switch r.word(i) {
	case "than", "over", "about", "almost", "nearly", "around", "some", "roughly", "least", "under":
		return true
	}
	return false
}

// unitRule: "last week", "this year", "next month", "the weekend", "earlier
// this month", "the next day", "that year", "the following year".
func unitRule(r *reader, i int32) (expression, int32) {
	at := i
	definite := r.word(at) == "the"
	if definite {
		at++
	}
	w := r.word(at)
	u, isUnit := units[r.word(at+1)]
	plural := strings.HasSuffix(r.word(at+1), "s")
	switch {
	case definite && w == "weekend":
		return expression{form: ofUnit, unit: weekend}, at + 1
	case !isUnit || plural || u == hour:
		return expression{}, i
	}
	end := at + 2
	switch w {
	case "last", "past", "this", "next", "coming":
		p, _ := pick(w)
		// "the next day", "the next week" are counted from what was told.
		if definite && (w == "next" || u == day) {
			return expression{form: unnamed}, end
		}
		if definite && w == "past" {
			return expression{kind: nlp.TimeDuration}, end
		}
		if u == day && w == "past" {
			return expression{}, i
		}
		return expression{form: ofUnit, unit: u, which: p}, end
	case "same", "that":
		if u == year {
			return expression{form: yearAfter}, end
		}
		if u == day || u == week || u == month {
			return expression{form: unnamed}, end
		}
	case "following":
		if definite && u == year {
			return expression{form: yearAfter, n: 1}, end
		}
		if definite {
			return expression{form: unnamed}, end
		}
	case "previous":
		if u == year {
			return expression{form: yearAfter, n: -1}, end
		}
		return expression{form: unnamed}, end
	}
	return expression{}, i
}

// seasonRule: "last summer", "the spring of 2016", "winter 2015", "in the
// fall".
func seasonRule(r *reader, i int32) (expression, int32) {
	at, w := i, bare
	if p, ok := pick(r.word(at)); ok {
		at, w = at+1, p
	} else if r.word(at) == "the" {
		at++
	}
	m, ok := seasons[r.word(at)]
	if !ok || r.doc.Tokens[at].POS == "VERB" {
		return expression{}, i
	}
	e := expression{form: ofSeason, n: m, unit: season, which: w}
	end := at + 1
	y := end
	if r.word(y) == "of" {
		y++
	}
	if n, ok := yearNumber(r.word(y)); ok {
		e.year, r.named = n, n
		return e, y + 1
	}
	// "fall" is mostly no season, nor is a season that names something else.
	if w == bare {
		switch r.word(i - 1) {
		case "in", "during", "by", "until", "since", "through", "this", "over":
		default:
			return expression{}, i
		}
		if r.word(end) == "of" || r.doc.Tokens[at].POS == "PROPN" && at > r.first {
			return expression{}, i
		}
	}
	return e, end
}

// holidayRule: "Christmas", "Thanksgiving Day", "Easter 2016".
func holidayRule(r *reader, i int32) (expression, int32) {
	at, w := i, bare
	if p, ok := pick(r.word(at)); ok {
		at, w = at+1, p
	}
	if at >= r.last || !r.capital(at) {
		return expression{}, i
	}
	for n := range holidays {
		end := at
		for word := range strings.SplitSeq(holidays[n].words, " ") {
			form := r.word(end)
			if form == "’s" || form == "’" {
				form = "'" + form[len("’"):]
			}
			if form != word {
				end = at
				break
			}
			end++
		}
		if end == at {
			continue
		}
		if r.neighbourName(end) {
			return expression{}, i // "Easter Island", "Labor Day Parade"
		}
		e := expression{form: onHoliday, n: n, which: w}
		if y, ok := yearNumber(r.word(end)); ok {
			e.year, end = y, end+1
		}
		return e, end
	}
	return expression{}, i
}
