package nlp

import "strings"

// AmountKind is what an amount measures.
type AmountKind uint8

// The kinds of amount.
const (
	Count   AmountKind = iota // "12 people"
	Money                     // "$ 1.5 billion", "300,000 euros"
	Percent                   // "3.5 percent"
	Measure                   // "40 kilometers"
)

// An Amount is a number with what it counts or measures, the tokens [First,
// Last) of a document.
type Amount struct {
	First, Last int32
	Kind        AmountKind
	Value       string // decimal without separators: "1500000000"; a vague number ("dozens") has none
	Unit        string // "USD", "EUR", "%", the measure or the thing counted as the text has it
	Bound       int8   // 1 at least or more than, -1 at most or less than, 0 as it stands
}

// Amounts finds the quantities and sums of money of a document by rule. It
// needs tokens, sentences and tags. They are no layer: who wants them asks.
func Amounts(d *Document) []Amount {
	var out []Amount
	for _, s := range d.Sentences {
		for i := s.First; i < s.Last; {
			a, ok := amountAt(d, s, i)
			if !ok {
				i++
				continue
			}
			out = append(out, a)
			i = a.Last
		}
	}
	return out
}

func amountAt(d *Document, s Sentence, i int32) (Amount, bool) {
	form := func(j int32) string {
		if j < s.First || j >= s.Last {
			return ""
		}
		return strings.ToLower(d.Form(j))
	}
	a := Amount{First: i, Bound: bound(form, i)}
	at := i
	if code, ok := currencySigns[form(at)]; ok {
		a.Kind, a.Unit = Money, code
		at++
	}
	digits, scale, ok := decimal(form(at))
	if !ok || d.Tokens[at].POS != "NUM" && d.Tokens[at].Tag != "CD" && a.Kind != Money {
		return a, false
	}
	at++
	for n, ok := scales[form(at)]; ok; n, ok = scales[form(at)] {
		scale += n
		at++
	}
	a.Value = shift(digits, scale)
	if a.Kind == Money {
		a.Last = at
		return a, true
	}
	unit := form(at)
	skip := at
	if unit == "-" { // "a 40-kilometer road"
		skip = at + 1
		unit = form(skip)
	}
	if nation := form(at); nation == "us" || nation == "u.s." || nation == "american" || nation == "canadian" || nation == "australian" {
		if form(at+1) == "dollars" || form(at+1) == "dollar" {
			a.Kind, a.Unit, a.Last = Money, map[string]string{"canadian": "CAD", "australian": "AUD"}[nation], at+2
			if a.Unit == "" {
				a.Unit = "USD"
			}
			return a, true
		}
	}
	switch code, money := currencyWords[unit]; {
	case money:
		a.Kind, a.Unit, a.Last = Money, code, skip+1
	case unit == "%" || unit == "percent":
		a.Kind, a.Unit, a.Last = Percent, "%", skip+1
	case unit == "per" && form(skip+1) == "cent":
		a.Kind, a.Unit, a.Last = Percent, "%", skip+2
	case measures[strings.TrimSuffix(unit, "s")]:
		a.Kind, a.Unit, a.Last = Measure, strings.TrimSuffix(unit, "s"), skip+1
	default:
		// The thing counted: a plural noun, adjectives before it let through.
		j := at
		for j < s.Last && j < at+3 && (d.Tokens[j].POS == "ADJ" || d.Tokens[j].Tag == "NN") {
			j++
		}
		if j >= s.Last || d.Tokens[j].Tag != "NNS" || isYear(d.Form(i)) {
			return a, false
		}
		a.Kind, a.Unit, a.Last = Count, form(j), j+1
	}
	return a, true
}

// isYear reports whether a number is written like a year: "the 2016
// elections" are not two thousand.
func isYear(form string) bool {
	return len(form) == 4 && (strings.HasPrefix(form, "19") || strings.HasPrefix(form, "20")) && strings.Trim(form, "0123456789") == ""
}

// bound reads what stands before a number.
func bound(form func(int32) string, i int32) int8 {
	one, two := form(i-1), form(i-2)
	switch {
	case one == "over" || one == "than" && (two == "more" || two == "greater") || one == "least" && two == "at":
		return 1
	case one == "under" || one == "than" && (two == "less" || two == "fewer") || one == "most" && two == "at" || one == "to" && two == "up":
		return -1
	}
	return 0
}

// decimal reads a number in digits or a short number word: its digits and
// how many places its point is to be moved.
func decimal(s string) (digits string, scale int, ok bool) {
	if n, ok := numberWords[s]; ok {
		return n, 0, true
	}
	var b strings.Builder
	point := false
	for i := range len(s) {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			b.WriteByte(c)
			if point {
				scale--
			}
		case c == ',' && i > 0 && !point:
		case c == '.' && i > 0 && !point:
			point = true
		default:
			return "", 0, false
		}
	}
	return b.String(), scale, b.Len() > 0
}

// shift writes digits with the point moved: ("15", 8) is "1500000000".
func shift(digits string, scale int) string {
	if scale >= 0 {
		digits += strings.Repeat("0", scale)
	} else {
		for len(digits) <= -scale {
			digits = "0" + digits
		}
		cut := len(digits) + scale
		fraction := strings.TrimRight(digits[cut:], "0")
		digits = digits[:cut]
		if fraction != "" {
			digits += "." + fraction
		}
	}
	whole := strings.TrimLeft(digits, "0")
	if whole == "" || whole[0] == '.' {
		whole = "0" + whole
	}
	return whole
}

var currencySigns = map[string]string{"$": "USD", "us$": "USD", "u.s.$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS", "a$": "AUD", "c$": "CAD", "hk$": "HKD"}

var currencyWords = map[string]string{"dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP",
	"yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "ruble": "RUB", "rubles": "RUB", "rouble": "RUB", "roubles": "RUB", "rupee": "INR", "rupees": "INR",
	"won": "KRW", "shekel": "ILS", "shekels": "ILS", "lira": "TRY", "rial": "IRR", "rials": "IRR", "riyal": "SAR", "riyals": "SAR", "dirham": "AED",
	"dirhams": "AED", "franc": "CHF", "francs": "CHF", "peso": "MXN", "pesos": "MXN", "real": "BRL", "reais": "BRL", "hryvnia": "UAH", "naira": "NGN",
	"rand": "ZAR", "krona": "SEK", "kronor": "SEK", "kroner": "DKK", "zloty": "PLN", "zlotys": "PLN", "cents": "USD/100"}

var scales = map[string]int{"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}

var numberWords = map[string]string{"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
	"ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17",
	"eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90"}

var measures = map[string]bool{"kilometer": true, "kilometre": true, "km": true, "mile": true, "meter": true, "metre": true, "foot": true, "feet": true, "inch": true,
	"inche": true, "centimeter": true, "centimetre": true, "yard": true, "acre": true, "hectare": true, "ton": true, "tonne": true, "kilogram": true, "kilo": true,
	"kg": true, "gram": true, "ounce": true, "liter": true, "litre": true, "gallon": true, "barrel": true, "megawatt": true, "gigawatt": true, "watt": true,
	"degree": true, "mph": true, "knot": true, "byte": true, "gigabyte": true, "terabyte": true}
