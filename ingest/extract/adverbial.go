package extract

import "dateline/schema"

// adverbial returns the stance of the adverbial clause v of h.
func (r *reader) adverbial(h, v int32) stance {
	if k := r.reported[v]; k != noSource {
		return stance{source: noSource}
	}
	s := r.hold(h)
	if s.drop && r.finite(v) {
		s.drop = false
	}
	mark := r.mark(v)
	presupposed := s
	presupposed.status, presupposed.neg, presupposed.tried, presupposed.purpose = "", false, false, false
	switch mark {
	case "if", "unless", "in-case", "provided", "providing", "assuming", "lest", "otherwise":
		return presupposed.with(schema.Conditional)
	case "at", "due-to", "because-of", "owing-to": // "aimed at ending X": nobody says that it ended
		s.drop = true
		return s
	case "whether", "as-if", "as-though", "than", "like", "so":
		presupposed.drop = true
		return presupposed
	case "in": // "was implicated in killing X"
		if r.lemma(h) == "implicate" {
			return s.under(suspects)
		}
	case "to", "in-order", "so-that", "in-order-to", "so-as", "so-as-to":
		return r.aim(h, v, mark, s)
	case "without": // negates by itself: see negator
		return s
	case "instead", "instead-of", "rather-than":
		presupposed.neg = true
		return presupposed
	case "for", "of", "with": // "criticised for", "accused of", "charged with"
		if mark == "with" && r.has(v, "nsubj") && r.comma(v) { // ", with Norway leading"
			return presupposed
		}
		if mark == "with" && complements[r.lemma(h)] != suspects {
			break
		}
		return r.grounds(h, s)
	case "about", "on", "into", "over": // "talked about ending": a topic, not a statement
		if complements[r.lemma(h)] == inquires || r.lemma(h) == "look" {
			return s.under(inquires)
		}
		s.drop = true
		return s
	case "against", "from": // "kept X from leaving"; "warned X against leaving" tells nothing
		word := r.lemma(h)
		s.drop = s.drop || s.status != "" || complements[word] != fails && complements[word+"-from"] != fails
		return s.under(fails)
	case "before", "until", "till", "once", "as-soon-as":
		return r.bound(v, s, presupposed)
	}
	if r.finite(v) {
		return r.besides(v, mark, s, presupposed)
	}
	return r.gerundial(h, v, mark, s, presupposed)
}

// aim returns the stance of the infinitive v that says what h is for.
func (r *reader) aim(h, v int32, mark string, s stance) stance {
	if mark == "to" && r.tok[v].Tag == "VBG" {
		return r.toGerund(h, s)
	}
	if c := complements[r.lemma(h)]; mark == "to" && r.pos(h, "ADJ") { // "too weak to attack", "ready to attack"
		s.drop = s.drop || c == neutral
		return s.under(c)
	}
	if s.neg {
		s.drop = true
	}
	if m := r.child(v, "mark"); m > 0 && r.nominal(m-1) && (s.status == "" || s.status == schema.Proposed) {
		s.drop = true // "a lawsuit to ban": it may well be the noun's
	}
	s.purpose = true
	return s.with(schema.Planned)
}

// grounds returns the stance of the gerund that says for what somebody is
// accused, punished or praised.
func (r *reader) grounds(h int32, s stance) stance {
	switch c := complements[r.lemma(h)]; {
	case c == suspects:
		return s.under(suspects)
	case c == proposes, c == plans && r.tok[h].Tag != "VBN": // not "is wanted for"
		return s.under(proposes)
	}
	switch r.lemma(h) {
	case "arrest", "detain", "investigate", "try", "sue", "prosecute", "want", "question", "hold", "jail", "fine":
		return s.under(suspects)
	case "criticize", "criticise", "praise", "thank", "condemn", "sentence", "convict", "apologize", "apologise", "credit", "responsible":
		return s
	}
	s.drop = true
	return s
}

// gerundial returns the stance of v, "killing ten", "after being sent", "by
// signing", beside what h says.
func (r *reader) gerundial(h, v int32, mark string, s, presupposed stance) stance {
	if r.witnessed(h, v) {
		s.hearsay = true
		return s
	}
	if s.neg {
		s.drop = true
	}
	if o := r.child(h, "obj"); o != none && r.lemma(o) == "responsibility" { // "claimed responsibility for the attack, killing ten"
		return s.under(suspects)
	}
	if mark == "after" && r.earlier(v) { // "will return after previously working in Bonn"
		return presupposed
	}
	if mark == "after" || mark == "since" || mark == "while" || mark == "despite" {
		if s.status == "" {
			s.drop = false
			s.neg = false
		} else if mark == "after" && r.passive(v) { // "plans to resign after being charged"
			return presupposed
		}
	}
	return s
}

// besides returns the stance of the finite clause v beside what is said with
// stance s.
func (r *reader) besides(v int32, mark string, s, presupposed stance) stance {
	if s.status != "" && s.status != schema.Alleged && !r.past(v) && !(s.purpose && mark == "as") { // "when both leaders are in Rome"
		return presupposed.with(schema.Planned)
	}
	if h := r.conditionOf(v); h != none {
		return presupposed.with(schema.Conditional)
	}
	if _, says := speech[r.lemma(v)]; (says || complements[r.lemma(v)] == denies) && (mark == "while" || mark == "whereas" || mark == "although") && r.has(v, "nsubj") && r.comma(v) {
		presupposed.source, presupposed.hearsay = noSource, false // "X claims that ..., while Y rejects it": not X's words
	}
	return presupposed
}

// bound returns the stance of the clause v that says from when or until when
// the clause around it holds. What is still to come waits for what is to come.
func (r *reader) bound(v int32, s, presupposed stance) stance {
	switch s.status {
	case "", schema.Alleged:
		return presupposed
	}
	if r.finite(v) {
		return presupposed.with(schema.Planned)
	}
	return presupposed.with(s.status)
}

// toGerund returns the stance of a gerund that "to" ties to h: "confessed to
// stealing", "is committed to leaving".
func (r *reader) toGerund(h int32, s stance) stance {
	switch r.lemma(h) {
	case "confess", "admit", "return", "resort", "turn":
		return s
	case "commit", "committed", "devote", "dedicate":
		return s.under(plans)
	}
	s.drop = true
	return s
}

// conditionOf returns the subject-auxiliary inversion that makes v a
// condition ("had it been in charge"), none without one.
func (r *reader) conditionOf(v int32) int32 {
	first := r.low[v]
	if s := r.child(v, "nsubj"); s != none && first < s && r.is(first, "aux", "cop") && r.head(first) == v {
		switch r.lemma(first) {
		case "have", "should", "be":
			return first
		}
	}
	return none
}

// past reports whether clause v is in the past or the perfect.
func (r *reader) past(v int32) bool {
	for _, k := range r.children(v) {
		if r.is(k, "aux", "cop") {
			if r.tok[k].Tag == "VBD" || r.lemma(k) == "have" && r.is(k, "aux") {
				return true
			}
		}
	}
	return r.tok[v].Tag == "VBD"
}
