package coref

import (
	"strconv"
	"strings"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
)

// fold is a name's word in lower case without dots between its letters:
// "U.S." and "US" are one.
func fold(s string) string {
	s = strings.ToLower(s)
	if strings.Contains(s, ".") {
		s = strings.ReplaceAll(s, ".", "")
	}
	return s
}

func undot(w string) string { return strings.TrimSuffix(strings.ToLower(w), ".") }

func itoa(k int32) string { return strconv.Itoa(int(k)) }

// titleWord returns what a word before a name is: 0 if it is no title.
func (r *resolver) titleWord(w string) trait { return r.titles[undot(w)] }

// governmentOf returns the country of "Syrian government" or "Government of
// Iraq", "" if the words name no government.
func (r *resolver) governmentOf(words []string) string {
	n := len(words)
	if n < 2 {
		return ""
	}
	switch fold(words[n-1]) {
	case "government", "govt", "administration", "regime":
		return r.countryOf(strings.Join(words[:n-1], " "))
	}
	if n > 2 && strings.EqualFold(words[0], "government") && words[1] == "of" {
		rest := words[2:]
		if len(rest) > 1 && rest[0] == "the" {
			rest = rest[1:]
		}
		return r.countryOf(strings.Join(rest, " "))
	}
	return ""
}

// countryOf returns the country that a name or a demonym stands for, "" if
// none.
func (r *resolver) countryOf(s string) string {
	if c, ok := r.gaz.Country(s); ok {
		return c.Name
	}
	c, _ := r.gaz.Demonym(s)
	return c
}

// knownPlace returns the canonical name of a state of the United States, a region,
// a facility or a named event, and its country; "" if the gazetteer does not
// know it as one of that class.
func (r *resolver) knownPlace(c nlp.Class, full string) (name, country string) {
	switch c {
	case nlp.Place:
		if s, ok := r.gaz.State(full); ok {
			return s, "United States"
		}
		if x, ok := r.gaz.Region(full); ok {
			return x.Name, x.Country
		}
	case nlp.Facility:
		if x, ok := r.gaz.Facility(full); ok {
			return x.Name, x.Country
		}
	case nlp.EventName:
		if x, ok := r.gaz.Event(full); ok {
			return x, ""
		}
	}
	return "", ""
}

// givenName returns the gender that a first name tells, 0 if none or either.
func (r *resolver) givenName(w string) gender {
	switch g, _ := r.gaz.GivenName(w); g {
	case gazetteer.Male:
		return masculine
	case gazetteer.Female:
		return feminine
	}
	return 0
}
