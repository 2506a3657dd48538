package segment

import (
	"unicode"
	"unicode/utf8"

	"dateline/ingest/nlp"
)

// longestDateline is the number of tokens in which a dateline must end:
// "SHARM EL-SHEIKH, Egypt, Nov. 6 (Reuters) -" has 14.
const longestDateline = 18

// dateline returns how many tokens at the beginning of a paragraph say where
// and by whom it was written ("WASHINGTON (Reuters) -", "BAGHDAD, Iraq -",
// "NEW DELHI:"); 0 for none. They are no part of the sentence that follows: a
// tree over both would make the town do what the article's actor does.
//
// A dateline begins with a word in capitals, or ends with an agency in
// parentheses; every word of it begins with a capital or a digit; a dash
// between blanks, or a colon after capitals alone, ends it; and the sentence
// after it begins with a capital, a digit or a quotation mark.
func dateline(text string, tokens []nlp.Token) int {
	shouted := false // the first word is in capitals
	closed := false  // a parenthesis was just closed
	capitals := true // all words so far are in capitals
	for i, t := range tokens[:min(len(tokens)-1, longestDateline)] {
		form := text[t.Start:t.End]
		next, _ := utf8.DecodeRuneInString(text[tokens[i+1].Start:])
		opens := unicode.IsUpper(next) || unicode.IsDigit(next) || next == '"' || next == '“' || next == '\'' || next == '‘'
		switch form {
		case "-", "–", "—", "--":
			if i > 0 && tokens[i-1].End < t.Start && t.End < tokens[i+1].Start {
				if opens && (shouted || closed) {
					return i + 1
				}
				return 0
			}
			if tokens[i+1].Start > t.End { // "BAGHDAD- The": no blank before it
				return 0
			}
			continue
		case ":":
			if shouted && capitals && opens && i <= 4 {
				return i + 1
			}
			return 0
		case ")":
			closed = true
			continue
		case ",", ".", "/", "(", "'":
			continue
		}
		closed = false
		first, _ := utf8.DecodeRuneInString(form)
		if !unicode.IsUpper(first) && !unicode.IsDigit(first) {
			return 0
		}
		up := inCapitals(form)
		if i == 0 {
			shouted = up
		}
		capitals = capitals && up
	}
	return 0
}

// inCapitals reports whether a word has two letters or more, none of them
// lower case.
func inCapitals(form string) bool {
	letters := 0
	for _, r := range form {
		switch {
		case unicode.IsLower(r):
			return false
		case unicode.IsLetter(r):
			letters++
		}
	}
	return letters >= 2
}
