package extract

import "strings"

// A Rule is one construction that statements are read off.
type Rule struct {
	ID        string
	Doc       string
	Precision int    // hundredths, before what a statement's own path costs
	Yes       string // an example and what it gives: "sentence => subject | predicate | object [status]"
	No        string // an example that must not give it
}

// Rules lists the rules by which statements are found. An inherited argument
// is added to the name of the rule: "transitive+conj".
var Rules = [...]Rule{}

// ruleNamed returns the rule of a proposition, without inheritance.
func ruleNamed(id string) (Rule, bool) {
	id, _, _ = strings.Cut(id, "+")
	for _, r := range Rules {
		if r.ID == id {
			return r, true
		}
	}
	return Rule{}, false
}
