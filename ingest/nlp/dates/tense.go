package dates

// climb is how many heads direction follows at most.
const climb = 12

// direction is -1 if the verb that governs token i speaks of the past, 1 if
// of the future, 0 if that cannot be said.
func (r *reader) direction(i int32) int {
	d := r.doc
	until := r.until(i)
	possessor := d.Tokens[i].Rel == "nmod:poss"
	for range climb {
		t := &d.Tokens[i]
		if t.POS == "VERB" || t.POS == "AUX" {
			dir, ok := r.tense(i)
			if ok && until && deferred(r.words[i]) {
				return 1
			}
			// "to get around Wednesday's ruling": the ruling is no part of what is
			// to come.
			if ok && !(possessor && d.Tokens[i].Tag == "VB") {
				return dir
			}
		} else if dir, ok := r.copula(i); ok {
			return dir
		}
		if t.Head < r.first || t.Head >= r.last {
			return 0
		}
		i = t.Head
	}
	return 0
}

// until reports whether the time at token i is the end of something.
func (r *reader) until(i int32) bool {
	for r.word(i-1) == "the" || r.word(i-1) == "at" || r.word(i-1) == "least" {
		i--
	}
	switch r.word(i - 1) {
	case "until", "till", "by", "to":
		return true
	}
	return false
}

// deferred reports whether a verb, whatever its tense, sets a time to come if
// "until", "by" or "to" is before that: "postponed until Monday".
func deferred(form string) bool {
	switch form {
	case "postponed", "adjourned", "delayed", "deferred", "extended", "suspended", "rescheduled", "remanded", "pushed", "prolonged", "renewed",
		"postpones", "adjourns", "delays", "defers", "extends", "suspends", "reschedules", "remands", "pushes", "prolongs", "renews",
		"promised", "pledged", "vowed", "demanded", "promises", "pledges", "vows", "demands":
		return true
	}
	return false
}

// tense reads the tense of a verb; ok is false for a participle that leaves
// it to the verb above.
func (r *reader) tense(v int32) (int, bool) {
	d := r.doc
	t := &d.Tokens[v]
	if scheduled(r.words[v]) {
		return 1, true
	}
	if dir, ok := r.helpers(v); ok {
		return dir, true
	}
	switch t.Tag {
	case "VBD":
		return -1, true
	case "VBN":
		if t.Head < 0 || d.Tokens[v].Rel == "acl" {
			return -1, true
		}
	case "VBZ", "VBP": // "kills six on Thursday", "meets on Thursday"
		return 0, true
	case "VB":
		return 1, true
	}
	return 0, false
}

// copula reads the tense of a predicate that is no verb.
func (r *reader) copula(p int32) (int, bool) {
	for c := r.first; c < r.last; c++ {
		if t := &r.doc.Tokens[c]; t.Head == p && t.Rel == "cop" {
			if dir, ok := r.helpers(p); ok {
				return dir, true
			}
			switch t.Tag {
			case "VBD":
				return -1, true
			case "VBZ", "VBP":
				return 0, true // "are in Hamburg in July": whatever is nearest
			}
		}
	}
	return 0, false
}

// helpers reads the tense off the auxiliaries of a predicate.
func (r *reader) helpers(v int32) (int, bool) {
	dir, found := 0, false
	for c := max(r.first, v-8); c < min(r.last, v+4); c++ {
		t := &r.doc.Tokens[c]
		if t.Head != v || t.Rel != "aux" && t.Rel != "aux:pass" {
			continue
		}
		switch r.words[c] {
		case "will", "'ll", "’ll", "shall", "would", "'d", "wo", "should", "must", "may", "might", "could":
			return 1, true
		case "did", "was", "were", "had":
			dir, found = -1, true
		case "has", "have", "'ve", "’ve":
			if !found {
				dir, found = -1, true
			}
		case "is", "are", "'s", "'re", "am", "be":
			// "is meeting": what is arranged; "is held": nothing is said.
			if !found && r.doc.Tokens[v].Tag == "VBG" {
				dir, found = 1, true
			}
		}
	}
	return dir, found
}

// scheduled reports whether a verb form speaks of what is to come, whatever
// its tense.
func scheduled(form string) bool {
	switch form {
	case "scheduled", "expected", "planned", "slated", "due", "set", "schedules", "expects", "plans", "planning", "slates":
		return true
	}
	return false
}
