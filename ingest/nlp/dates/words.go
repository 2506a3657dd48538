package dates

import "strings"

// The small vocabularies of time.

var months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
	"sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12, "jan.": 1, "feb.": 2, "mar.": 3, "apr.": 4, "jun.": 6, "jul.": 7,
	"aug.": 8, "sept.": 9, "sep.": 9, "oct.": 10, "nov.": 11, "dec.": 12,
}

// weekdays count from Monday, 0.
var weekdays = map[string]int{
	"monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
	"mon.": 0, "tue.": 1, "tues.": 1, "wed.": 2, "thu.": 3, "thurs.": 3, "fri.": 4, "sat.": 5, "sun.": 6,
}

type unit uint8

const (
	noUnit unit = iota
	hour
	day
	week
	month
	quarter
	year
	decade
	century
	season
	weekend
)

var units = map[string]unit{
	"second": hour, "seconds": hour, "minute": hour, "minutes": hour, "hour": hour, "hours": hour, "day": day, "days": day, "night": day, "nights": day,
	"week": week, "weeks": week, "month": month, "months": month, "quarter": quarter, "quarters": quarter,
	"year": year, "years": year, "decade": decade, "decades": decade, "century": century, "centuries": century,
	"weekend": weekend, "weekends": weekend,
}

// seasons begin in these months (northern, meteorological).
var seasons = map[string]int{"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

var dayPart = map[string]bool{"morning": true, "afternoon": true, "evening": true, "night": true, "noon": true, "midday": true, "midnight": true, "dawn": true}

var numbers = map[string]int{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
	"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

// vague amounts make durations, never dates.
var vague = map[string]bool{"several": true, "few": true, "many": true, "some": true, "couple": true, "dozens": true, "hundreds": true, "thousands": true, "numerous": true, "dozen": true}

var ordinals = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4}

// decadeNames are the decades of the century before.
var decadeNames = map[string]int{"twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}

// A holiday falls on a day of a month, on a weekday of a month (nth counts,
// negative from its end), or some days after Easter.
type holiday struct {
	words           string
	month, day      int
	weekday, nth    int
	easter, movable bool
}

var holidays = []holiday{
	{words: "new year 's eve", month: 12, day: 31},
	{words: "new year 's day", month: 1, day: 1},
	{words: "new years day", month: 1, day: 1},
	{words: "new year 's", month: 1, day: 1},
	{words: "christmas eve", month: 12, day: 24},
	{words: "christmas day", month: 12, day: 25},
	{words: "christmas", month: 12, day: 25},
	{words: "boxing day", month: 12, day: 26},
	{words: "valentine 's day", month: 2, day: 14},
	{words: "st. patrick 's day", month: 3, day: 17},
	{words: "april fools ' day", month: 4, day: 1},
	{words: "may day", month: 5, day: 1},
	{words: "independence day", month: 7, day: 4},
	{words: "fourth of july", month: 7, day: 4},
	{words: "july fourth", month: 7, day: 4},
	{words: "bastille day", month: 7, day: 14},
	{words: "halloween", month: 10, day: 31},
	{words: "veterans day", month: 11, day: 11},
	{words: "armistice day", month: 11, day: 11},
	{words: "thanksgiving day", month: 11, weekday: 3, nth: 4, movable: true},
	{words: "thanksgiving", month: 11, weekday: 3, nth: 4, movable: true},
	{words: "labor day", month: 9, weekday: 0, nth: 1, movable: true},
	{words: "memorial day", month: 5, weekday: 0, nth: -1, movable: true},
	{words: "presidents ' day", month: 2, weekday: 0, nth: 3, movable: true},
	{words: "martin luther king day", month: 1, weekday: 0, nth: 3, movable: true},
	{words: "columbus day", month: 10, weekday: 0, nth: 2, movable: true},
	{words: "good friday", day: -2, easter: true},
	{words: "easter monday", day: 1, easter: true},
	{words: "easter sunday", easter: true},
	{words: "easter", easter: true},
}

func isNumber(s string) bool {
	if s == "" {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// number reads a short number; ok is false for anything else.
func number(s string) (n int, ok bool) {
	if !isNumber(s) || len(s) > 4 {
		return 0, false
	}
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// dayOfMonth reads "3", "3rd", "03".
func dayOfMonth(s string) (int, bool) {
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		if t, ok := strings.CutSuffix(s, suffix); ok {
			s = t
			break
		}
	}
	n, ok := number(s)
	return n, ok && len(s) <= 2 && n >= 1 && n <= 31
}

// yearNumber reads a year of four digits.
func yearNumber(s string) (int, bool) {
	n, ok := number(s)
	return n, ok && len(s) == 4 && n >= 1000 && n < 2200
}

// decadeNumber reads "1990s", "90s", "'90s".
func decadeNumber(s string) (int, bool) {
	s = strings.TrimLeft(s, "'’")
	t, ok := strings.CutSuffix(s, "s")
	if !ok {
		return 0, false
	}
	t = strings.TrimRight(t, "'’")
	n, ok := number(t)
	if !ok || n%10 != 0 {
		return 0, false
	}
	switch len(t) {
	case 2:
		if n < 20 {
			return 0, false
		}
		return 1900 + n, true
	case 4:
		return n, n >= 1000 && n < 2100
	}
	return 0, false
}

func isDash(s string) bool { return s == "-" || s == "–" || s == "—" || s == "--" }
