package relation

import "strings"

// spelling brings a lemma into American spelling, in which the tables are
// indexed: "criticise" -> "criticize", "honour" -> "honor".
func spelling(lemma string) string {
	lemma = strings.ToLower(lemma)
	if rest, ok := strings.CutPrefix(lemma, "be-"); ok {
		return "be-" + spelling(rest)
	}
	verb, particle, hyphen := strings.Cut(lemma, "-")
	switch {
	case strings.HasSuffix(verb, "ise") && len(verb) > 5 && !keepsISE(verb):
		verb = verb[:len(verb)-3] + "ize"
	case strings.HasSuffix(verb, "yse"):
		verb = verb[:len(verb)-3] + "yze"
	case strings.HasSuffix(verb, "our") && len(verb) > 5:
		verb = verb[:len(verb)-3] + "or"
	case strings.HasSuffix(verb, "fulfil"), strings.HasSuffix(verb, "enrol"):
		verb += "l"
	}
	if hyphen {
		return verb + "-" + particle
	}
	return verb
}

// keepsISE reports whether a verb is spelled with -ise everywhere.
func keepsISE(verb string) bool {
	for _, end := range [...]string{"raise", "vise", "prise", "promise", "premise", "surmise", "rcise", "xcise", "ncise", "mcise", "uise", "spise",
		"advertise", "chise", "merchandise", "noise", "poise"} {
		if strings.HasSuffix(verb, end) {
			return true
		}
	}
	return false
}
