package extract

import (
	"strings"

	"dateline/ingest/nlp"
)

// none is the index of a token that does not exist.
const none = int32(-1)

// A tree indexes the dependency trees of a document: children in text order,
// the yield of each subtree, relations without their subtype.
type tree struct {
	doc      *nlp.Document
	tok      []nlp.Token
	base     []string // relation without subtype: "nsubj" for "nsubj:pass"
	first    []int32  // kids[first[i]:first[i+1]] are the children of i
	kids     []int32
	low      []int32 // yield of the subtree of i: tokens [low[i], high[i])
	high     []int32
	sentence []int32     // sentence of token i
	names    []nlp.Class // of the name that token i is in, Unknown without one
	timed    []bool      // token i is in a time expression or a noun of time, and no name of a person
}

// newTree indexes the mended trees of doc; known tells the verbs that the
// tables know, nil to take the lemmas as they are.
func newTree(doc *nlp.Document, known func(string) bool) *tree {
	n := len(doc.Tokens)
	tok := repaired(doc, known)
	ints := make([]int32, 6*n+1)
	t := &tree{
		doc: doc, tok: tok,
		base:  make([]string, n),
		first: ints[:n+1], kids: ints[n+1 : 2*n+1],
		low: ints[2*n+1 : 3*n+1], high: ints[3*n+1 : 4*n+1],
		sentence: ints[4*n+1 : 5*n+1],
		names:    make([]nlp.Class, n),
		timed:    make([]bool, n),
	}
	for i := range t.timed {
		t.timed[i] = timeNouns[t.lemma(int32(i))]
	}
	for k := range doc.Mentions {
		m := &doc.Mentions[k]
		if m.Kind != nlp.Name {
			continue
		}
		for i := m.First; i < m.Last; i++ {
			t.names[i] = m.Class
		}
		if m.Class == nlp.Person { // Theresa May is no month
			clear(t.timed[m.First:m.Last])
		}
	}
	for k := range doc.Times {
		for i := doc.Times[k].First; i < doc.Times[k].Last; i++ {
			t.timed[i] = true
		}
	}
	for i := range tok {
		rel := tok[i].Rel
		if k := strings.IndexByte(rel, ':'); k >= 0 {
			rel = rel[:k]
		}
		t.base[i] = rel
		if h := tok[i].Head; h >= 0 {
			t.first[h+1]++
		}
	}
	for i := range n {
		t.first[i+1] += t.first[i]
	}
	next := ints[5*n+1:]
	copy(next, t.first[:n])
	for i := range tok {
		if h := tok[i].Head; h >= 0 {
			t.kids[next[h]] = int32(i)
			next[h]++
		}
	}
	for s, sent := range doc.Sentences {
		for i := sent.First; i < sent.Last; i++ {
			t.sentence[i] = int32(s)
			if tok[i].Head < 0 {
				t.yield(i)
			}
		}
	}
	return t
}

func (t *tree) yield(i int32) {
	t.low[i], t.high[i] = i, i+1
	for _, k := range t.children(i) {
		t.yield(k)
		t.low[i] = min(t.low[i], t.low[k])
		t.high[i] = max(t.high[i], t.high[k])
	}
}

func (t *tree) children(i int32) []int32 { return t.kids[t.first[i]:t.first[i+1]] }

// head returns the head of i, none for a root.
func (t *tree) head(i int32) int32 { return t.tok[i].Head }

// lemma returns the lemma of i in lower case.
func (t *tree) lemma(i int32) string { return strings.ToLower(t.tok[i].Lemma) }

// form returns the form of i in lower case.
func (t *tree) form(i int32) string { return strings.ToLower(t.doc.Form(i)) }

// next returns the form behind i in lower case, "" at the end of the sentence.
func (t *tree) next(i int32) string {
	if i+1 == t.doc.Sentences[t.sentence[i]].Last {
		return ""
	}
	return t.form(i + 1)
}

// is reports whether the relation of i is one of rels, each with or without
// its subtype: "nsubj" covers "nsubj:pass".
func (t *tree) is(i int32, rels ...string) bool {
	for _, r := range rels {
		if t.base[i] == r || t.tok[i].Rel == r {
			return true
		}
	}
	return false
}

// child returns the first child of i with one of rels, none without one.
func (t *tree) child(i int32, rels ...string) int32 {
	for _, k := range t.children(i) {
		if t.is(k, rels...) {
			return k
		}
	}
	return none
}

func (t *tree) has(i int32, rels ...string) bool { return t.child(i, rels...) != none }

// pos reports whether the universal tag of i is one of tags.
func (t *tree) pos(i int32, tags ...string) bool {
	for _, p := range tags {
		if t.tok[i].POS == p {
			return true
		}
	}
	return false
}

// verbal reports whether i heads a clause as a verb: a verb, or an auxiliary
// that is nobody's auxiliary ("he has to").
func (t *tree) verbal(i int32) bool {
	return t.pos(i, "VERB") && !t.is(i, "amod", "compound", "case", "mark", "fixed", "aux", "cop", "advmod", "flat") && !t.participlePreposition(i) ||
		t.pos(i, "AUX") && !t.is(i, "aux", "cop") && (t.lemma(i) == "have" || t.lemma(i) == "do")
}

// participlePreposition reports whether i is a gerund that serves as a
// preposition: "following the attack".
func (t *tree) participlePreposition(i int32) bool {
	switch t.form(i) {
	case "following", "including", "regarding", "concerning", "according", "excluding", "barring", "pending", "given":
		return t.is(i, "advcl", "acl", "obl", "nmod", "dep") && !t.has(i, "nsubj", "aux", "mark")
	}
	return false
}

// copular reports whether i is the predicate of a copula.
func (t *tree) copular(i int32) bool { return t.has(i, "cop") }

// clausal reports whether i heads a clause.
func (t *tree) clausal(i int32) bool { return t.verbal(i) || t.copular(i) }

// nominal reports whether i is a noun, a name, a number or a pronoun.
func (t *tree) nominal(i int32) bool { return t.pos(i, "NOUN", "PROPN", "PRON", "NUM", "SYM") }

// compoundWord returns the lemma of i with its fixed and goeswith parts,
// joined by hyphens: "according-to", "because-of".
func (t *tree) compoundWord(i int32) string {
	w := t.lemma(i)
	for _, k := range t.children(i) {
		if t.is(k, "fixed", "goeswith") {
			w += "-" + t.form(k)
		}
	}
	return w
}

// prep returns the preposition of nominal i: "against", "according-to", ""
// without one. The possessive 's is none.
func (t *tree) prep(i int32) string {
	p := ""
	for _, k := range t.children(i) {
		if k > i || !t.is(k, "case") || t.tok[k].Tag == "POS" {
			continue
		}
		if p != "" {
			p += "-"
		}
		p += t.compoundWord(k)
	}
	return p
}

// mark returns the word that introduces clause i: "if", "that", "to",
// "in-order-to" collapsed to its first word; "" without one. A preposition
// before a gerund counts.
func (t *tree) mark(i int32) string {
	for _, k := range t.children(i) {
		if k < i && t.is(k, "advmod", "cc", "mark", "case") && (t.form(k) == "rather" || t.form(k) == "instead") {
			return "instead"
		}
	}
	for _, k := range t.children(i) {
		if k < i && (t.is(k, "mark") || t.is(k, "case") && t.verbal(i)) {
			return t.compoundWord(k)
		}
	}
	for _, k := range t.children(i) {
		if k < i && t.is(k, "advmod") {
			switch w := t.lemma(k); w {
			case "when", "where", "while", "once", "how", "why", "whenever":
				return w
			}
		}
	}
	return ""
}

// particle returns the verb particle of i ("off" of "call off"), "" without one.
func (t *tree) particle(i int32) string {
	if k := t.child(i, "compound:prt"); k != none {
		return t.lemma(k)
	}
	return ""
}

// passive reports whether clause i is in the passive voice.
func (t *tree) passive(i int32) bool {
	if t.has(i, "aux:pass") {
		return true
	}
	if t.tok[i].Tag == "VBN" && !t.has(i, "aux", "cop") && (t.has(i, "nsubj:pass") && !t.has(i, "obj") || // headlines
		t.is(i, "conj") && !t.has(i, "nsubj", "obj") && t.tok[t.head(i)].Tag == "VBN" && t.passive(t.head(i))) { // "was released and sent home"
		return true
	}
	return t.tok[i].Tag == "VBN" && !intransitive[t.lemma(i)] && t.is(i, "acl", "advcl") && !t.is(i, "acl:relcl") && !t.has(i, "nsubj", "aux", "obj", "cop")
}

// conjuncts returns i and what is coordinated with it. An alternative ("or")
// or a contrast ("but not") is no conjunct: alternative reports that one was
// met.
func (t *tree) conjuncts(i int32) (all []int32, alternative bool) {
	all = append(all, i)
	if t.lastCoordinator(i) == "" && !t.title(i) {
		return all, false // "Ann Berg, D-N.Y., left": no coordination without a word for it
	}
	for _, k := range t.children(i) {
		if !t.is(k, "conj") {
			continue
		}
		cc := t.child(k, "cc")
		switch {
		case cc != none && (t.lemma(cc) == "or" || t.lemma(cc) == "nor"):
			alternative = true
		case cc != none && t.lemma(cc) == "but", t.negator(k) != none:
		default:
			all = append(all, k)
		}
	}
	if t.lastCoordinator(i) == "or" {
		alternative = true
	}
	return all, alternative
}

// title reports whether token i is in the title, whose syntax is that of
// headlines.
func (t *tree) title(i int32) bool { return int(t.tok[i].Start) < t.doc.Title }

// lastCoordinator returns the word that coordinates i with others, "" without
// one.
func (t *tree) lastCoordinator(i int32) string {
	w := ""
	for _, k := range t.children(i) {
		if t.is(k, "conj") {
			if cc := t.child(k, "cc"); cc != none {
				w = t.lemma(cc)
			}
		}
	}
	return w
}

// negator returns the word that negates i itself, none without one.
func (t *tree) negator(i int32) int32 {
	for _, k := range t.children(i) {
		switch t.lemma(k) {
		case "not", "n't", "n’t", "never", "hardly", "barely", "scarcely", "neither", "nor":
			if t.is(k, "advmod", "cc", "det", "aux") {
				return k
			}
		case "no":
			if t.is(k, "det", "advmod") {
				return k
			}
		case "long":
			if n := t.child(k, "advmod", "det"); n != none && t.lemma(n) == "no" { // no longer
				return n
			}
		case "without":
			if t.is(k, "mark", "case") && t.verbal(i) {
				return k
			}
		}
	}
	return none
}
