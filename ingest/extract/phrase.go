package extract

import (
	"strings"

	"dateline/ingest/nlp"
	"dateline/schema"
)

// phraseLimit is the most words of the name of a common noun phrase, and of
// a literal.
const (
	phraseLimit  = 9
	contentLimit = 40
)

// phraseTokens returns the tokens [first, last) of the noun phrase that i
// heads without what only adds to it: relative clauses, appositions,
// conjuncts, parentheses, punctuation at its ends.
func (t *tree) phraseTokens(i int32) (first, last int32) {
	first, last = t.low[i], i+1
	next := last // where a modifier may begin
	for _, k := range t.children(i) {
		if k < i {
			if t.is(k, "case", "mark", "cc", "punct", "advcl", "acl", "parataxis", "discourse", "nsubj", "cop", "aux", "csubj", "expl", "ccomp", "obl") ||
				t.is(k, "advmod") && (!t.pos(k+1, "NUM", "ADJ", "NOUN") || t.tok[t.low[k]].Tag == "WRB") {
				first = max(first, min(t.high[k], i)) // arcs may cross: k's words may go on behind i
			}
			continue
		}
		if t.low[k] == next && t.doc.Form(next) == "(" { // "400 kg (880 lb) of cocaine"
			next = t.high[k]
			continue
		}
		if !t.is(k, "nmod", "flat", "compound", "fixed", "nummod", "amod", "case", "goeswith", "dep") {
			break
		}
		if t.tok[k].Rel == "nmod:poss" && k > i || t.low[k] > next || t.is(k, "nmod") && t.doc.Form(t.low[k]) == "," {
			break
		}
		if t.is(k, "case") {
			continue
		}
		end := t.shortYield(k, first+phraseLimit)
		if t.is(k, "nmod") && (t.temporal(k) || t.adds(k) || end > first+phraseLimit && !(partitive[t.lemma(i)] && t.prep(k) == "of")) {
			break
		}
		last, next = end, end
	}
	for first < i && (t.pos(first, "PUNCT", "ADP", "SCONJ", "CCONJ") && !t.hedge(first)) {
		first++
	}
	if first < i && t.denies(first, i) {
		first++
	}
	return first, last
}

// hedge reports whether token i begins "at least", "up to", "over ten",
// "between ten and twenty".
func (t *tree) hedge(i int32) bool {
	switch t.form(i) {
	case "at", "up", "over", "about", "around", "more":
		return t.pos(i+1, "ADV", "ADJ", "NUM", "ADP")
	case "between", "under", "below":
		return t.pos(i+1, "NUM")
	}
	return false
}

// denies reports whether determiner k of noun i denies the clause: its "no"
// is in the status, and in the phrase it would deny it again. It agrees with
// what operators take from a subject and an object, of one clause only.
func (t *tree) denies(k, i int32) bool {
	if c := t.child(i, "acl"); c != none && t.mark(c) != "to" { // "no troops trained by X": two clauses
		return false
	}
	if t.head(k) != i || !t.is(k, "det") || t.lemma(k) != "no" && t.lemma(k) != "neither" {
		return false
	}
	v := t.head(i)
	if v != none && t.is(i, "conj") {
		return t.low[v] < v && t.denies(t.low[v], v)
	}
	if v == none || t.is(i, "nsubj") {
		return v != none && !t.has(v, "conj", "xcomp")
	}
	return t.is(i, "obj") && i > v && (t.low[i] == v+1 || t.has(i, "nmod"))
}

// plainYield returns the end of the phrase of modifier k, however long,
// without relative clauses and appositions.
func (t *tree) plainYield(k int32) int32 {
	end := k + 1
	for _, c := range t.children(k) {
		if c < k {
			continue
		}
		if !t.inPhrase(c) {
			break
		}
		end = t.plainYield(c)
	}
	return end
}

// inPhrase reports whether token c, behind its head, belongs to the phrase.
func (t *tree) inPhrase(c int32) bool {
	return t.is(c, "flat", "compound", "nmod", "nummod", "fixed", "conj") && !(t.is(c, "nmod") && (t.temporal(c) || t.adds(c)))
}

// shortYield returns the end of the phrase of modifier k, without relative
// clauses and appositions. What does not end before the limit is cut back to
// the head of a modifier, and before a list, never within one.
func (t *tree) shortYield(k, limit int32) int32 {
	end := k + 1
	list := int32(0) // end before the conjuncts
	for _, c := range t.children(k) {
		if c < k {
			continue
		}
		if !t.inPhrase(c) {
			break
		}
		if t.is(c, "conj") && list == 0 {
			list = end
		}
		further := t.shortYield(c, limit)
		if t.is(c, "conj") && t.plainYield(c) > limit {
			if t.has(k, "cc:preconj") || t.prep(k) == "between" || t.pos(k, "ADJ") { // "both to X"
				return limit + 1
			}
			return list
		}
		if further > limit && t.is(c, "nmod") {
			if t.pos(k, "PROPN") && t.prep(c) == "of" { // "the Republic of X" is one name
				return further
			}
			break
		}
		end = further
	}
	return end
}

// adds reports whether modifier k only adds to its noun, or to the verb:
// "including two children", "following a protest".
func (t *tree) adds(k int32) bool {
	switch t.prep(k) {
	case "including", "include", "excluding", "such-as", "besides", "following", "after", "during", "amid", "despite":
		return true
	}
	return false
}

// phraseSpan returns the bytes of the phrase of i.
func (t *tree) phraseSpan(i int32) schema.Span {
	first, last := t.phraseTokens(i)
	return t.span(first, last)
}

func (t *tree) span(first, last int32) schema.Span {
	start, end := t.doc.Span(first, last)
	return schema.Span{Start: int(start), End: int(end)}
}

// text returns the words of tokens [first, last), one blank for each gap.
func (t *tree) text(first, last int32) string {
	s := t.span(first, last)
	return strings.Join(strings.Fields(t.doc.Text[s.Start:s.End]), " ")
}

// literal returns the phrase of i as a literal object.
func (t *tree) literal(i int32) string {
	first, last := t.phraseTokens(i)
	return t.text(first, last)
}

// clauseText returns the words of clause v without the word that introduces
// it, at most contentLimit tokens of them; "" if it is longer.
func (t *tree) clauseText(v int32) string {
	first, last := t.clauseSpan(v)
	for first < last && (t.pos(first, "PUNCT") || t.is(first, "mark") && t.head(first) == v || t.form(first) == "that" && !t.pos(first+1, "VERB", "AUX")) {
		first++
	}
	for last > first && t.pos(last-1, "PUNCT") {
		last--
	}
	if last-first > contentLimit || last <= first {
		return ""
	}
	return t.text(first, last)
}

// clauseSpan returns the tokens of clause v, without a parenthetical speech.
func (t *tree) clauseSpan(v int32) (first, last int32) {
	first, last = t.low[v], t.high[v]
	for _, k := range t.children(v) {
		if t.is(k, "parataxis") {
			if k > v {
				last = min(last, t.low[k])
			} else {
				first = max(first, t.high[k])
			}
		}
	}
	if first >= last {
		return t.low[v], t.high[v]
	}
	return first, last
}

// phrase returns the name of the common noun phrase of i: its words without
// the article in front, possessive pronouns included; "" when it begins with
// a demonstrative or is no name at all.
func (e *entities) phrase(i int32) string {
	first, last := e.phraseTokens(i)
	var words []string
	aside := false // within parentheses
	for k := first; k < last; k++ {
		if form := e.doc.Form(k); form == "(" || form == ")" {
			aside = form == "("
		}
		if aside {
			continue
		}
		if e.pos(k, "PUNCT") && !strings.ContainsAny(e.doc.Form(k), "-'’&%$.") {
			continue
		}
		if k == first && e.is(k, "det") {
			switch e.lemma(k) {
			case "the", "a", "an", "that", "this", "these", "those", "some", "any", "such":
				continue
			}
		}
		if e.tok[k].Tag == "PRP$" || e.tok[k].Tag == "WP$" || e.tok[k].Rel == "nmod:poss" && e.pos(k, "PRON") {
			owner := e.ownerName(k)
			if owner == "" {
				return ""
			}
			words = append(words, possessive(owner))
			continue
		}
		words = append(words, e.doc.Form(k))
	}
	words = unhedged(words)
	if len(words) == 0 || len(words) > phraseLimit+2 {
		return ""
	}
	if first == e.doc.Sentences[e.sentence[i]].First && e.doc.Form(first) == words[0] && e.commonWord(first, len(words)) {
		words[0] = strings.ToLower(words[0])
	}
	name := strings.Join(words, " ")
	for _, glue := range [...][2]string{{" 's", "'s"}, {" ’s", "’s"}, {" - ", "-"}, {" %", "%"}, {"$ ", "$"}, {" ' ", "' "}} {
		name = strings.ReplaceAll(name, glue[0], glue[1])
	}
	return strings.TrimSpace(name)
}

// commonWord reports whether the capital of token i is only that of the
// sentence it begins: it begins a longer phrase, or is a word known as common.
func (e *entities) commonWord(i int32, words int) bool {
	if e.pos(i, "PROPN") || e.mention[i] >= 0 && e.doc.Mentions[e.mention[i]].Kind == nlp.Name {
		return false
	}
	if words > 1 || human(e.lemma(i)) || organizations[e.lemma(i)] {
		return true
	}
	if _, _, ok := e.gaz.Role(e.form(i)); ok {
		return true
	}
	return strings.Contains(e.doc.Text, " "+e.form(i)+" ")
}

// unhedged drops from the front of a phrase what makes of a number no other:
// "at least", "about". "Nearly", "fewer than" and "up to" stay.
func unhedged(words []string) []string {
	for len(words) > 1 {
		next := strings.ToLower(words[1])
		switch strings.ToLower(words[0]) {
		case "at":
			if next == "most" {
				return words
			}
		case "least", "about", "around", "over", "roughly", "approximately", "some", "just", "only", "than", "another":
		case "more":
			if next != "than" {
				return words
			}
		default:
			return words
		}
		words = words[1:]
	}
	return words
}

// ownerName returns the name of what the possessive pronoun k stands for, ""
// if it is not known.
func (e *entities) ownerName(k int32) string {
	if e.tok[k].Tag == "WP$" { // "whose husband": that of the antecedent
		v := e.head(k)
		for v != none && !e.is(v, "acl") {
			v = e.head(v)
		}
		if v == none {
			return ""
		}
		k = e.head(v)
	}
	c := e.chain(k)
	if c < 0 {
		return ""
	}
	if id := e.linkedTo(c); id != "" {
		return e.nameOf(id)
	}
	return ""
}

// possessive returns the possessive form of a name: "Norway's", "the Armed
// Forces'".
func possessive(name string) string {
	if strings.HasSuffix(name, "s") {
		return name + "'"
	}
	return name + "'s"
}
