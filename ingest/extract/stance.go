package extract

import "dateline/schema"

// A stance is what the text says about the truth of a clause: by which right
// it may be stated, whether it is negated, who holds it.
type stance struct {
	status  schema.Status // "" for what happened or holds
	neg     bool
	hearsay bool // reported without a speaker
	drop    bool // a question, an order, a comparison: no statement
	purpose bool // the aim of something done
	tried   bool // embedded under try to: stated together with the verb that embeds it
	source  int32
}

// noSource is the author's own voice.
const noSource = int32(-1)

// final returns the status of a statement of this stance; ok is false when
// there is none to store.
func (s stance) final() (status schema.Status, ok bool) {
	switch {
	case s.drop:
		return "", false
	case s.neg && (s.status == "" || s.status == schema.Planned):
		if s.source != noSource || s.hearsay {
			return schema.Denied, true
		}
		return schema.Negated, true
	case s.neg:
		return "", false // not obliged, not alleged: nothing is said of what happened
	case s.status != "":
		return s.status, true
	case s.source != noSource || s.hearsay:
		return schema.Reported, true
	}
	return schema.Asserted, true
}

// with sets status unless a stronger operator further out has set one.
func (s stance) with(status schema.Status) stance {
	if s.status == "" {
		s.status = status
	}
	return s
}

// under returns the stance of what a word of cast c embeds, s being the
// stance of that word.
func (s stance) under(c cast) stance {
	switch c {
	case neutral, factual:
		return s
	case attempts:
		s.tried = true
		return s
	case fails:
		s.drop = s.drop || s.neg
		s.neg = true
		return s
	case permits:
		if s.neg { // "was not allowed to enter": did not enter
			return s
		}
		return s.with(schema.Conditional)
	}
	if s.neg { // "does not plan to", "has not accused": says nothing of the embedded
		s.drop = true
		return s
	}
	switch c {
	case plans:
		return s.with(schema.Planned)
	case proposes:
		return s.with(schema.Proposed)
	case obliges:
		return s.with(schema.Obligation)
	case suspects:
		return s.with(schema.Alleged)
	case inquires:
		return s.with(schema.UnderInvestigation)
	case denies:
		return s.with(schema.Denied)
	}
	s.drop = true
	return s
}

// stance returns the stance of the clause that v heads.
func (r *reader) stance(v int32) stance {
	if r.known[v] {
		return r.stances[v]
	}
	r.known[v] = true // a cycle is impossible in a tree; this guards against a broken one
	s := r.outer(v)
	if k := r.reported[v]; k != noSource {
		s = r.attributed(s, k)
	} else if s.source == noSource {
		if k := r.quoted(v); k != noSource {
			s = r.attributed(s, k)
		}
	}
	s = r.local(v, s)
	r.stances[v] = s
	return s
}

// attributed returns s as held by source k.
func (r *reader) attributed(s stance, k int32) stance {
	src := &r.sources[k]
	if src.pred != none && src.pred != r.head(src.content) || src.pred == none {
		// parenthetical: the speech is not an ancestor
		if s.source == noSource {
			s.source = k
		}
		return r.noted(s, src.note)
	}
	h := r.stance(src.pred)
	if h.drop || h.neg || h.status != "" { // not said, or not yet
		return stance{drop: true, source: k}
	}
	return r.noted(stance{source: k, purpose: false}, src.note)
}

func (r *reader) noted(s stance, n stanceNote) stance {
	switch n {
	case promises:
		return s.with(schema.Planned)
	case demands:
		return s.with(schema.Proposed)
	case claims:
		return s.with(schema.Alleged)
	case refuses:
		return s.with(schema.Denied)
	case asks:
		s.drop = true
	}
	return s
}

// outer returns the stance that clause v gets from what governs it.
func (r *reader) outer(v int32) stance {
	free := stance{source: noSource}
	h := r.head(v)
	if h == none {
		if r.mark(v) == "to" { // a headline's future: "Microsoft to buy LinkedIn"
			return free.with(schema.Planned)
		}
		return free
	}
	switch r.base[v] {
	case "conj":
		if !r.clausal(h) && !r.pos(h, "ADJ") {
			return r.hold(h)
		}
		if c := r.saidBefore(h, v); c != none {
			return r.attributed(r.outer(h), r.reported[c])
		}
		s := r.outer(h)
		if k := r.reported[h]; k != noSource {
			s = r.attributed(s, k)
		} else if s.source == noSource {
			if k := r.quoted(h); k != noSource {
				s = r.attributed(s, k)
			}
		}
		if r.sharesAuxiliary(h, v) {
			s = r.auxiliaries(h, s)
		}
		if !r.has(v, "nsubj", "mark") { // "allegedly attacked X and killed Y"
			for _, k := range r.children(h) {
				if k < h && r.is(k, "advmod") {
					s = r.adverb(k, s)
				}
			}
		}
		return s
	case "xcomp":
		return r.complement(h, v, factual)
	case "ccomp":
		if r.reported[v] != noSource {
			return free
		}
		if !r.clausal(h) { // "the claim that"
			return r.nounComplement(h)
		}
		return r.complement(h, v, supposes)
	case "csubj":
		s := r.hold(h)
		s.drop = true
		return s
	case "advcl":
		return r.adverbial(h, v)
	case "acl":
		return r.modifier(h, v)
	case "obl", "obj", "nsubj", "nmod", "appos", "iobj":
		if r.verbal(v) || r.copular(v) { // a clause where a noun should be
			s := r.hold(h)
			s.drop = !r.is(v, "appos", "obj", "nsubj")
			return s
		}
	case "parataxis", "discourse", "list", "dep":
		if k := r.reported[h]; k != noSource && r.sources[k].pred == v { // the speech itself
			return r.outer(h)
		}
		s := r.hold(h)
		s.status, s.neg, s.drop = "", false, false
		return s
	}
	return r.hold(h)
}

// saidBefore returns what speech h reports before its conjunct v, if v goes on
// with it rather than with the speech: "said the plan is late, but costs fall",
// not "said the plan is late, and he sent a letter".
func (r *reader) saidBefore(h, v int32) int32 {
	c, s := r.child(h, "ccomp"), r.subject(v)
	if c == none || c < h || c > v || r.reported[c] == noSource || !plain[r.lemma(h)] || s == none || speech[r.lemma(v)] != 0 {
		return none
	}
	if r.pos(s, "PRON") && r.tok[v].Tag == "VBD" && r.tok[h].Tag == "VBD" {
		return none
	}
	return c
}

// hold returns the stance of the clause around i, for what is presupposed in
// it.
func (r *reader) hold(i int32) stance {
	for !r.clausal(i) && r.head(i) != none && r.reported[i] == noSource {
		i = r.head(i)
	}
	return r.stance(i)
}

// complement returns the stance of v under its governing word h.
func (r *reader) complement(h, v int32, otherwise cast) stance {
	s := r.hold(h)
	word := r.lemma(h)
	if p := r.particle(h); p != "" {
		word += "-" + p
	}
	mark := r.mark(v)
	if mark == "whether" || mark == "if" {
		if complements[word] == inquires || speech[word] == asks && complements[word] == inquires {
			return s.under(inquires)
		}
		s.drop = true
		return s
	}
	if word == "be" && mark == "to" {
		if n := r.subject(h); n != none && !r.person(n) && r.pos(n, "NOUN") && !human(r.lemma(n)) { // "the priority is to merge"
			s.drop = true
			return s
		}
		return s.under(plans)
	}
	if word == "go" && r.tok[h].Tag == "VBG" && mark == "to" {
		return s.under(plans)
	}
	if mark == "to" && r.tok[h].POS == "ADJ" && complements[word] == neutral {
		s.drop = true // "easy to see"
		return s
	}
	if m := r.child(v, "mark"); mark == "to" && m > 0 && r.form(m-1) == "yet" { // "has yet to leave"
		s.neg = !s.neg
		return s
	}
	if word == "able" && r.past(h) { // "was able to escape": escaped
		return s
	}
	if word == "have" && mark != "to" { // "had the car towed"
		return s
	}
	if mark == "of" && (word == "accuse" || word == "suspect") {
		return s.under(suspects)
	}
	if r.tok[v].Tag == "VBG" && s.status != "" { // who plans to stop attacking plans no attack
		switch word {
		case "stop", "end", "cease", "halt", "quit":
			s.drop = true
			return s
		}
	}
	if o := r.child(h, "obj"); word == "want" && o != none && o < v { // "wants Chad to leave"
		return s.under(proposes)
	}
	if r.witnessed(h, v) {
		s.hearsay = true
		return s
	}
	if mark == "to" && r.passive(h) && !requests[word] && complements[word] != plans && (speech[word] == says || word == "rumor" || word == "understand") && !s.neg { // "is said to be leaving"
		s.hearsay = true
		return s
	}
	if doubling[word] && s.neg {
		s.neg = false
		return s
	}
	c, ok := complements[word]
	if !ok && (mark == "to" || r.tok[v].Tag == "VBG") { // an unknown verb: it may have failed
		s.drop = true
		return s
	}
	if !ok {
		c = otherwise
	}
	return s.under(c)
}

// witnessed reports whether h says that v was seen: "was seen leaving".
func (r *reader) witnessed(h, v int32) bool {
	return r.lemma(h) == "see" && r.passive(h) && r.tok[v].Tag == "VBG" && r.mark(v) == ""
}

// nounComplement returns the stance of a clause that noun h embeds: "plan to
// strike", "claims that".
func (r *reader) nounComplement(h int32) stance {
	s := r.hold(h)
	c, ok := nounCasts[r.lemma(h)]
	if !ok {
		c = supposes
	}
	return s.under(c)
}

// modifier returns the stance of the clause v that modifies noun h.
func (r *reader) modifier(h, v int32) stance {
	mark := r.mark(v)
	if r.tok[v].Rel != "acl:relcl" {
		switch {
		case mark == "to":
			return r.nounComplement(h)
		case mark == "that" || mark == "of" || mark == "for" || mark == "about":
			return r.nounComplement(h)
		case r.finite(v) && (mark == "since" || mark == "after" || mark == "when" || mark == "before" || mark == "while"): // "their first talk since he left"
			return r.presupposed(h)
		case mark != "":
			s := r.hold(h)
			s.drop = true
			return s
		}
		s := r.hold(h)
		s.neg, s.tried, s.purpose = false, false, false
		if r.tok[v].Tag == "VBG" && (r.lemma(h) == "information" || r.lemma(h) == "tip") { // "leading to an arrest"
			return s.with(schema.Conditional)
		}
		if _, event := r.nominalization(r.lemma(h)); event && r.tok[v].Tag == "VBG" { // "called for talks involving X"
			s = s.with(r.governed(h).status)
		}
		if r.tok[v].Tag == "VBN" && (r.definite(h) || r.earlier(v)) { // "may sell the airline owned by X"
			s.status = ""
		}
		return r.qualified(s, h) // "potential attacks targeting X"
	}
	if m := r.child(v, "mark"); m != none && r.form(m) == "that" && r.has(v, "nsubj") || r.contentClause(v) { // "a report that he had left": no gap
		return r.nounComplement(h)
	}
	s := r.hold(h)
	s.neg, s.tried, s.purpose = false, false, false
	if !s.drop && s.status != "" && (r.past(v) || r.definite(h) || r.comma(v)) {
		s.status = ""
	}
	return s
}

// earlier reports whether an adverb puts participle v before the clause around
// it: "funds cut earlier".
func (r *reader) earlier(v int32) bool {
	for _, k := range r.children(v) {
		if !r.is(k, "advmod") {
			continue
		}
		switch r.form(k) {
		case "earlier", "already", "previously", "recently", "once", "formerly":
			return true
		}
	}
	return false
}

// definite reports whether noun i is definite: a name, or with "the", a
// possessor or a demonstrative.
func (r *reader) definite(i int32) bool {
	if r.pos(i, "PROPN") {
		return true
	}
	for _, k := range r.children(i) {
		if r.is(k, "nmod:poss") {
			return true
		}
		if r.is(k, "det") {
			switch r.lemma(k) {
			case "the", "this", "that", "these", "those", "both":
				return true
			}
		}
	}
	return false
}
