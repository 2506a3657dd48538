package coref

// government reports whether a capital stands for its government here: it
// speaks, decides or feels, it is asked or accused, it is one side of a
// relation, or it is coordinated with such a one. A preposition of place or
// motion makes it the city again. Without evidence it is the city.
func (r *reading) government(k int32) bool {
	m := &r.ments[k]
	lead, gov, rel := m.lead, m.gov, m.rel
	if gov < 0 || r.contained(m.Head) || r.dateline(m) {
		return false
	}
	prep := r.caseOf(lead)
	switch base(rel) {
	case "nsubj":
		if rel == "nsubj:pass" {
			return r.trait(gov)&addressed != 0
		}
		return r.decides(gov)
	case "obj", "iobj":
		return r.trait(gov)&addressed != 0
	case "obl":
		switch prep {
		case "by":
			return r.trait(gov)&(volition|speech|addressed) != 0 || rel == "obl:agent"
		case "with":
			return r.trait(gov)&(reciprocal|speech|volition) != 0 || r.trait(r.kidOr(gov, "obj"))&relation != 0
		case "against", "between", "toward", "towards", "on", "upon":
			return r.relational(gov) || r.trait(r.kidOr(gov, "obj"))&relation != 0
		case "for":
			return false
		}
	case "nmod":
		if rel == "nmod:poss" {
			return r.trait(gov)&relation != 0 || r.trait(gov)&organ != 0
		}
		switch prep {
		case "between", "with", "against", "toward", "towards", "by", "on":
			return r.trait(gov)&(relation|reciprocal) != 0
		case "of":
			return false
		case "from":
			return r.trait(gov)&relation != 0 && r.trait(gov)&(reciprocal|person) == 0
		}
	}
	return false
}

// decides reports whether only a body can be the subject of predicate v.
func (r *reading) decides(v int32) bool {
	if r.kid(v, "cop") >= 0 {
		switch r.lemma(v) {
		case "ready", "willing", "unwilling", "reluctant", "angry", "furious", "concerned", "worried", "determined",
			"eager", "keen", "committed", "prepared", "responsible", "unhappy", "wary", "silent", "afraid", "right",
			"wrong", "backer", "ally", "supporter", "sponsor", "opponent", "enemy", "rival", "partner", "supplier",
			"guarantor", "one":
			return true
		}
		return false
	}
	if r.trait(v)&(speech|volition|addressed|reciprocal) != 0 {
		return true
	}
	// "Moscow wants to mediate", "Paris made a proposal".
	if x := r.kid(v, "xcomp"); x >= 0 && r.trait(x)&volition != 0 {
		return true
	}
	return r.trait(r.kidOr(v, "obj"))&relation != 0 && r.lemma(v) != "host"
}

// relational reports whether predicate v is about dealings between states.
func (r *reading) relational(v int32) bool {
	return r.trait(v)&(reciprocal|volition) != 0 && r.trait(v)&speech == 0
}

// kidOr returns the dependent, or i itself without one: its traits are then
// asked in place of the dependent's.
func (r *reading) kidOr(i int32, rel string) int32 {
	if k := r.kid(i, rel); k >= 0 {
		return k
	}
	return i
}

// dateline reports whether a name opens a paragraph as the place where it was
// written: "MOSCOW (Reuters) -".
func (r *reading) dateline(m *mention) bool {
	first := r.doc.Sentences[m.sent].First
	if m.First != first || m.sent > 0 && r.doc.Sentences[m.sent-1].Paragraph == r.doc.Sentences[m.sent].Paragraph {
		return false
	}
	for i := m.Last; i < min(m.Last+8, int32(len(r.lower))); i++ {
		switch r.lower[i] {
		case "-", "–", "—", "--":
			return r.tok(i).Start > r.tok(i-1).End
		case "(":
			return i == m.Last
		case ",":
		default:
			if r.tok(i).POS == "VERB" || r.tok(i).POS == "AUX" {
				return false
			}
		}
	}
	return false
}

// contained reports whether a name is followed by the place that contains it
// ("Paris, France"): then it is the city.
func (r *reading) contained(h int32) bool {
	for _, i := range r.kids(h) {
		if i > h && r.nameAt[i] >= 0 && (r.rel(i) == "appos" || r.tok(i).Rel == "nmod:unmarked" || r.rel(i) == "nmod" && r.caseOf(i) == "") {
			return true
		}
	}
	return false
}
