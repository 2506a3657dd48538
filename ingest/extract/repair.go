package extract

import (
	"slices"
	"strings"
	"unicode"

	"dateline/ingest/nlp"
)

// longest is the most tokens of a sentence worth mending: more are no
// sentence.
const longest = 300

// repaired returns the tokens of doc with the trees mended where the surface
// leaves no doubt: datelines, offices, gerunds and speech, on which parsers
// trained on other texts stumble. What hangs on what within noun phrases comes
// first, clauses after it, speech last: each sees what those before it mended.
// The document itself is not touched.
func repaired(doc *nlp.Document, known func(string) bool) []nlp.Token {
	tok := slices.Clone(doc.Tokens)
	if known != nil {
		relemmatize(doc, tok, known)
	}
	mentions := doc.Mentions
	for s := range doc.Sentences {
		m := mender{doc: doc, tok: tok, sent: &doc.Sentences[s]}
		n := 0
		for n < len(mentions) && mentions[n].First < m.sent.Last {
			n++
		}
		m.mentions, mentions = mentions[:n], mentions[n:]
		if m.sent.Last-m.sent.First > longest {
			continue
		}
		if s == 0 || doc.Sentences[s-1].Paragraph != m.sent.Paragraph {
			m.dateline()
		}
		m.gerunds()
		m.trades()
		m.counted()
		m.conjuncts()
		m.described()
		m.secondSubject()
		m.coordination()
		m.places()
		m.oneOf()
		m.titles()
		m.twoRoles()
		m.laterRoles()
		m.behindNames()
		m.finiteConjuncts()
		m.offices()
		m.particles()
		m.due()
		m.infinitives()
		m.degrees()
		m.future()
		m.ratherThan()
		m.actives()
		m.progressive()
		m.verbless()
		m.copulas()
		m.subjects()
		m.headless()
		m.attributive()
		m.fronted()
		m.gerund()
		m.coordinatedGerunds()
		m.embedded()
		m.fallingThings()
		m.trailingParticiple()
		m.invertedSpeech()
		m.insertedSpeech()
		m.trailingSpeech()
		if !m.tree() { // a rule met what it was not made for
			copy(tok[m.sent.First:m.sent.Last], doc.Tokens[m.sent.First:m.sent.Last])
		}
	}
	return tok
}

// tree reports whether all tokens of the sentence hang together without a
// circle, which those who climb it would never leave.
func (m *mender) tree() bool {
	for i := m.sent.First; i < m.sent.Last; i++ {
		at := m.tok[i].Head
		for steps := m.sent.First; at >= 0; steps++ {
			if steps == m.sent.Last {
				return false
			}
			at = m.tok[at].Head
		}
	}
	return true
}

// A mender mends the tree of one sentence.
type mender struct {
	doc  *nlp.Document
	tok  []nlp.Token
	sent *nlp.Sentence

	mentions []nlp.Mention // those of the sentence
}

// dateline takes "HOUSTON -", "BAGHDAD, Iraq -" out of the tree: what hangs
// on it takes its place.
func (m *mender) dateline() {
	first := m.sent.First
	if form := m.doc.Form(first); len(form) < 3 || strings.ToUpper(form) != form || !unicode.IsLetter(rune(form[0])) || m.tok[first].POS != "PROPN" {
		return
	}
	dash := none
	for i := first + 1; i < min(first+9, m.sent.Last); i++ {
		switch m.doc.Form(i) {
		case "-", "–", "—", "--":
			if m.doc.Tokens[i].Start > m.doc.Tokens[i-1].End { // a blank before it: no hyphen
				dash = i
			}
		}
		if dash != none {
			break
		}
	}
	if dash == none || dash+2 >= m.sent.Last {
		return
	}
	in := func(i int32) bool { return first <= i && i <= dash }
	heir, top := none, none
	for i := first; i <= dash; i++ {
		if h := m.tok[i].Head; h < 0 || !in(h) {
			if m.tok[i].POS != "PUNCT" && (top == none || h < 0) {
				top = i
			}
		}
	}
	if top == none {
		return
	}
	for i := dash + 1; i < m.sent.Last; i++ { // the first content word that hangs on the dateline
		if in(m.tok[i].Head) && m.tok[i].POS != "PUNCT" {
			heir = i
			break
		}
	}
	if heir == none {
		return
	}
	rel, head := m.tok[top].Rel, m.tok[top].Head
	for i := dash + 1; i < m.sent.Last; i++ {
		if i != heir && in(m.tok[i].Head) {
			m.tok[i].Head = heir
		}
	}
	m.tok[heir].Head, m.tok[heir].Rel = head, rel
	for i := first; i <= dash; i++ {
		if h := m.tok[i].Head; h < 0 || !in(h) {
			m.tok[i].Head, m.tok[i].Rel = heir, "dep"
		}
	}
}

// headless makes a clause of "The advisers, including X, left ..." where the
// noun phrase was taken for the root and the verb for an afterthought.
func (m *mender) headless() {
	root := none
	for i := m.sent.First; i < m.sent.Last; i++ {
		if m.tok[i].Head < 0 {
			root = i
		}
	}
	if root == none || !m.nounLike(root) || m.childOf(root, "cop") != none || m.childOf(root, "nsubj") != none {
		return
	}
	for p := root + 2; p < m.sent.Last; p++ { // "X, an aide to Y, was in Rome"
		c := m.childOf(p, "cop")
		if c > root+2 && m.doc.Form(c-1) == "," && m.opens(root) < c-1 && m.childOf(p, "nsubj") == none && m.reaches(p, root) {
			m.tok[p].Head, m.tok[p].Rel = none, "root"
			m.tok[root].Head, m.tok[root].Rel = p, "nsubj"
			return
		}
	}
	for v := root + 2; v < m.sent.Last; v++ {
		t := &m.tok[v]
		if t.POS != "VERB" || !m.tensed(v) && !(t.Tag == "VBN" && m.insertion(root, v)) {
			continue
		}
		if m.doc.Form(v-1) != "," || t.Rel != "parataxis" && t.Rel != "acl" || m.childOf(v, "nsubj") != none || m.childOf(v, "mark") != none {
			return
		}
		t.Head, t.Rel = none, "root"
		m.tok[root].Head, m.tok[root].Rel = v, "nsubj"
		if t.Tag == "VBN" {
			t.Tag = "VBD"
		}
		for i := v + 1; i < m.sent.Last; i++ { // a bare noun behind it is its object
			if k := &m.tok[i]; k.Head == v && k.Rel == "obl" && k.POS == "NOUN" && m.childOf(i, "case") == none && !timeNouns[strings.ToLower(k.Lemma)] {
				k.Rel = "obj"
			}
		}
		return
	}
}

// insertion reports whether an insertion between commas opens right behind
// noun root and ends right before v, with no finite verb in the sentence.
func (m *mender) insertion(root, v int32) bool {
	for i := m.sent.First; i < m.sent.Last; i++ {
		if m.opens(root) < i && i < v-1 { // the insertion may be a relative clause
			continue
		}
		switch m.tok[i].Tag {
		case "VBD", "VBZ", "VBP", "MD":
			return false
		}
	}
	return m.opens(root) < v-1
}

// opens returns the first comma behind the name of noun root, the end of the
// sentence without one.
func (m *mender) opens(root int32) int32 {
	for i := root + 1; i < m.sent.Last; i++ {
		if m.doc.Form(i) == "," {
			return i
		}
		if m.tok[i].Rel != "flat" && m.tok[i].POS != "PROPN" && m.doc.Form(i) != "-" {
			break
		}
	}
	return m.sent.Last
}

// attributive makes an adjective of the gerund in "levelled blistering
// criticism", unless the verb takes gerunds.
func (m *mender) attributive() {
	for i := m.sent.First + 1; i+1 < m.sent.Last; i++ {
		t := &m.tok[i]
		n := &m.tok[i+1]
		if t.Tag != "VBG" || t.Rel != "xcomp" || t.Head != i-1 || n.POS != "NOUN" || n.Head != i || n.Rel != "obj" {
			continue
		}
		if _, ok := complements[strings.ToLower(m.tok[i-1].Lemma)]; ok {
			continue
		}
		v := i - 1
		for k := m.sent.First; k < m.sent.Last; k++ {
			if m.tok[k].Head == i && k != i+1 {
				m.tok[k].Head = v
			}
		}
		n.Head, n.Rel = v, "obj"
		t.Head, t.Rel = i+1, "amod"
	}
}

// fronted mends "Since the army left the town, the mayor has ..." where the
// conjunction was taken for a preposition and the clause for the main one.
func (m *mender) fronted() {
	v := none
	for i := m.sent.First; i < m.sent.Last; i++ {
		if m.tok[i].Head < 0 {
			v = i
		}
	}
	if v == none || m.tok[v].POS != "VERB" || !m.tensed(v) || m.childOf(v, "nsubj") != none {
		return
	}
	mark, subject := m.marked(v)
	main := m.mainAfter(v)
	if mark == none || main == none {
		return
	}
	for i := m.sent.First; i < m.sent.Last; i++ {
		if m.tok[i].Head == v && i != subject && (i < mark || i > main) {
			m.tok[i].Head = main
		}
	}
	m.tok[subject].Head, m.tok[subject].Rel = v, "nsubj"
	m.tok[mark].Head, m.tok[mark].Rel = v, "mark"
	m.tok[main].Head, m.tok[main].Rel = none, "root"
	m.tok[v].Head, m.tok[v].Rel = main, "advcl"
}

// marked returns the conjunction and the head of the noun phrase right before
// v that it was attached to.
func (m *mender) marked(v int32) (mark, subject int32) {
	if v == m.sent.First || !m.nounLike(v-1) {
		return none, none
	}
	for i := m.sent.First; i < v; i++ {
		switch strings.ToLower(m.doc.Form(i)) {
		case "since", "after", "before", "until", "as", "while", "once", "because":
			if h := m.tok[i].Head; m.tok[i].Rel == "case" && h > i && h < v && m.npBetween(i+1, v, h) {
				return i, h
			}
		}
	}
	return none, none
}

// npBetween reports whether the tokens [first, last) are one noun phrase with
// head h.
func (m *mender) npBetween(first, last, h int32) bool {
	for i := first; i < last; i++ {
		if g := m.tok[i].Head; i != h && (g < first || g >= last) {
			return false
		}
	}
	return true
}

// mainAfter returns the verb after v that has a subject of its own and hangs
// on v without a conjunction.
func (m *mender) mainAfter(v int32) int32 {
	for i := v + 1; i < m.sent.Last; i++ {
		if m.tok[i].Head != v || m.tok[i].Rel != "conj" && m.tok[i].Rel != "parataxis" && m.tok[i].Rel != "ccomp" {
			continue
		}
		if m.childOf(i, "nsubj") != none && m.childOf(i, "cc") == none {
			return i
		}
	}
	return none
}

func (m *mender) childOf(i int32, rel string) int32 {
	for k := m.sent.First; k < m.sent.Last; k++ {
		if m.tok[k].Head == i && (m.tok[k].Rel == rel || strings.HasPrefix(m.tok[k].Rel, rel+":")) {
			return k
		}
	}
	return none
}
