package extract

import "dateline/schema"

// local applies the operators inside clause v itself: auxiliaries, negation,
// conditions, adverbs, mood.
func (r *reader) local(v int32, s stance) stance {
	for _, k := range r.children(v) { // a condition is stronger than "will"
		if !r.is(k, "advcl") || k > v && r.commits(v) { // what was threatened or promised depends on it, the threat does not
			continue
		}
		switch r.mark(k) {
		case "if", "unless", "in-case", "provided", "providing", "assuming":
			s = s.with(schema.Conditional)
		}
		if r.conditionOf(k) != none {
			s = s.with(schema.Conditional)
		}
	}
	if r.inverted(v) {
		s = s.with(schema.Conditional)
	}
	s = r.auxiliaries(v, s)
	if r.emptySubject(v) {
		s.neg = !s.neg
	}
	for _, k := range r.children(v) {
		switch {
		case r.is(k, "advmod"):
			s = r.adverb(k, s)
		case r.is(k, "obl") && k < v && r.prep(k) == "in" && r.fiction(k):
			s.drop = true
		case r.is(k, "obj") && r.noneOf(k) && k > v && (r.low[k] == v+1 || r.has(k, "nmod")):
			s.neg = !s.neg
		}
	}
	if n := r.child(v, "nsubj"); n != none && r.hardlyAny(n) || r.question(v) || r.imperative(v) {
		s.drop = true
	}
	return s
}

// commits reports whether v is a finite verb by which somebody says what comes
// if something else does: "threatened", "offers", "warned".
func (r *reader) commits(v int32) bool {
	if tag := r.tok[v].Tag; tag != "VBD" && tag != "VBZ" && tag != "VBP" {
		return false
	}
	switch r.lemma(v) {
	case "threaten", "promise", "offer", "pledge", "vow", "warn", "demand", "say", "tell", "announce", "propose":
		return true
	}
	return false
}

// fiction reports whether noun i is a work in which what happens is invented:
// "In the film, Holm kills Lund".
func (r *reader) fiction(i int32) bool {
	switch r.lemma(i) {
	case "film", "movie", "novel", "play", "drama", "series", "episode", "story", "opera", "comedy", "thriller", "musical", "game", "sitcom", "dream", "joke":
		return r.tok[i].Tag == "NN" && r.definite(i)
	}
	return false
}

// inverted reports whether the sentence of v opens with the inversion of a
// condition: "Should Rome leave, ...", "Had Rome left, ...".
func (r *reader) inverted(v int32) bool {
	sent := r.doc.Sentences[r.sentence[v]]
	switch r.form(sent.First) {
	case "should", "had", "were":
		return r.pos(sent.First, "AUX", "VERB") && v > sent.First && !r.question(v)
	}
	return false
}

// auxiliaries applies the auxiliaries and the negation of v.
func (r *reader) auxiliaries(v int32, s stance) stance {
	perfect := false
	for _, k := range r.children(v) {
		perfect = perfect || r.is(k, "aux") && r.lemma(k) == "have"
	}
	for _, k := range r.children(v) {
		if !r.is(k, "aux") {
			continue
		}
		switch r.lemma(k) {
		case "will", "shall", "'ll", "wo", "gonna":
			s = s.with(schema.Planned)
		case "would", "'d":
			switch {
			case perfect, s.source == noSource, r.quoted(v) != noSource: // in somebody's own words it is no backshift
				s = s.with(schema.Conditional)
			default: // the future of reported speech
				s = s.with(schema.Planned)
			}
		case "can", "ca", "could", "may", "might":
			if r.perceived(v, r.lemma(k)) {
				continue
			}
			s = s.with(schema.Conditional)
			if r.lemma(k) == "could" && r.negator(v) != none || r.lemma(k) == "can" && r.negator(v) != none {
				s.status = r.unlessConditional(s)
			}
		case "be":
			if to := r.child(v, "mark"); to > k && r.form(to) == "to" { // "is to leave"
				s = s.with(schema.Planned)
			}
		case "must", "should", "ought":
			s = s.with(schema.Obligation)
		}
	}
	if r.negator(v) != none {
		s.neg = !s.neg
	}
	return s
}

// perceived reports whether "can" adds nothing: "can confirm", "could be
// heard".
func (r *reader) perceived(v int32, modal string) bool {
	switch r.lemma(v) {
	case "confirm", "reveal", "announce", "report", "disclose":
		return modal == "can"
	case "hear", "see", "observe":
		return r.passive(v)
	}
	return false
}

// unlessConditional undoes a possibility: what could not be did not happen.
func (r *reader) unlessConditional(s stance) schema.Status {
	if s.status == schema.Conditional {
		return ""
	}
	return s.status
}

// sharesAuxiliary reports whether conjunct w has the auxiliaries of v: "will
// meet and discuss".
func (r *reader) sharesAuxiliary(v, w int32) bool {
	return r.tok[v].Tag == r.tok[w].Tag && r.has(v, "aux") && !r.has(w, "aux", "nsubj", "cop", "mark")
}

// adverb applies adverb k.
func (r *reader) adverb(k int32, s stance) stance {
	switch r.lemma(k) {
	case "reportedly":
		s.hearsay = true
	case "allegedly", "supposedly", "purportedly", "apparently", "seemingly":
		s = s.with(schema.Alleged)
	case "possibly", "perhaps", "maybe", "probably", "likely", "potentially", "presumably", "conceivably":
		s = s.with(schema.Conditional)
	case "nearly", "almost":
		if r.tok[r.head(k)].POS == "VERB" {
			s.drop = true
		}
	}
	return s
}

// emptySubject reports whether the subject of v denies the clause: "no one",
// "none of them", "neither side".
func (r *reader) emptySubject(v int32) bool {
	s := r.child(v, "nsubj")
	return s != none && r.noneOf(s)
}

func (r *reader) noneOf(i int32) bool {
	switch r.lemma(i) {
	case "nobody", "nothing", "none", "no-one", "neither":
		return true
	}
	for _, k := range r.children(i) {
		if r.is(k, "det", "advmod") && k < i {
			switch r.lemma(k) {
			case "no", "neither":
				return true
			}
		}
	}
	return false
}

// hardlyAny reports whether noun i says of how few something holds, so that it
// is not said of them: "few banks", not "a few banks".
func (r *reader) hardlyAny(i int32) bool {
	for _, k := range r.children(i) {
		if r.is(k, "amod", "det") && r.form(k) == "few" {
			return !r.has(i, "det", "nmod:poss") || r.child(i, "det") == k
		}
	}
	return false
}

// question reports whether v is asked: the main clause of a sentence, or of a
// quote, that ends in a question mark.
func (r *reader) question(v int32) bool {
	last := r.high[v] - 1
	for last > v && r.pos(last, "PUNCT") && r.doc.Form(last) != "?" {
		last--
	}
	if r.doc.Form(last) == "?" && !r.is(v, "acl", "advcl") {
		return true
	}
	sent := r.doc.Sentences[r.sentence[v]]
	if r.head(v) != none {
		return false
	}
	for i := sent.Last - 1; i >= sent.First && r.pos(i, "PUNCT"); i-- {
		if r.doc.Form(i) == "?" {
			return true
		}
	}
	return false
}

// imperative reports whether v is an order: a bare verb without subject at
// the head of a sentence or a quote.
func (r *reader) imperative(v int32) bool {
	if r.tok[v].Tag != "VB" && r.tok[v].Feat("Mood") != "Imp" || !r.verbal(v) {
		return false
	}
	if r.has(v, "nsubj", "aux", "mark", "expl", "csubj") {
		return false
	}
	return r.head(v) == none || r.is(v, "ccomp", "parataxis") || r.is(v, "conj") && r.imperative(r.head(v))
}
