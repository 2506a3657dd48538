package extract

import "strings"

// embeds reports whether verb h says of a gerund v behind it whether it is so:
// it discusses, denies or plans it.
func (m *mender) embeds(h, v int32) bool {
	switch complements[strings.ToLower(m.tok[h].Lemma)] {
	case neutral, attempts:
		return false
	case proposes:
		return true
	}
	return h == v-1
}

// gerund mends "an air base in Syria outraging Russia", where the noun after
// the preposition was taken for the subject of the gerund, and "discussed at
// length working together", where the gerund was hung on the set phrase.
func (m *mender) gerund() {
	for v := m.sent.First + 2; v < m.sent.Last; v++ {
		t := &m.tok[v]
		if t.Tag != "VBG" || t.POS != "VERB" || t.Head < 0 || m.childOf(v, "aux") != none {
			continue
		}
		if h := t.Head; t.Rel == "advcl" && h < v && m.tok[v-1].POS != "PUNCT" && m.embeds(h, v) &&
			m.childOf(v, "mark") == none && m.childOf(v, "case") == none && m.childOf(h, "obj") == none && m.childOf(v, "nsubj") == none {
			t.Rel = "xcomp" // "denied leaving", "discussed at length leaving"
			continue
		}
		if h := t.Head; t.Rel == "acl" && m.doc.Form(h) == "length" && m.tok[h].Head >= 0 {
			t.Head, t.Rel = m.tok[h].Head, "ccomp"
			continue
		}
		s := m.childOf(v, "nsubj")
		if s == none || s != v-1 || s == m.sent.First {
			continue
		}
		first := s
		for first > m.sent.First && m.tok[first-1].Head == s && m.tok[first-1].POS != "ADP" {
			first--
		}
		if first == m.sent.First || m.tok[first-1].POS != "ADP" || t.Head >= first-1 {
			continue
		}
		m.tok[s].Head, m.tok[s].Rel = t.Head, "nmod"
		m.tok[first-1].Head, m.tok[first-1].Rel = s, "case"
		if h := m.above(t.Head, func(i int32) bool { return m.isVerb(i) || m.tok[i].Head < 0 }); h != none {
			t.Head, t.Rel = h, "advcl"
		}
	}
}

// crimes are gerunds that name a trade with what stands before them.
var crimes = words("laundering trafficking smuggling peddling counterfeiting racketeering harvesting")

// trades makes a noun of the gerund in "money laundering and fraud".
func (m *mender) trades() {
	for i := m.sent.First + 1; i < m.sent.Last; i++ {
		t, goods := &m.tok[i], &m.tok[i-1]
		form := strings.ToLower(m.doc.Form(i))
		if t.Tag != "VBG" || t.Rel != "acl" || t.Head != i-1 || goods.Tag != "NN" || !crimes[form] {
			continue
		}
		t.POS, t.Tag, t.Lemma, t.Head, t.Rel = "NOUN", "NN", form, goods.Head, goods.Rel
		m.inherit(i, i-1, i-1)
		goods.Head, goods.Rel = i, "compound"
	}
}

// coordinatedGerunds hangs a gerund that was coordinated with a participle on
// the gerund above: "stopping drones loaded with bombs and removing mines".
func (m *mender) coordinatedGerunds() {
	for v := m.sent.First + 2; v < m.sent.Last; v++ {
		t := &m.tok[v]
		if t.Rel != "conj" || t.Tag != "VBG" || t.POS != "VERB" || t.Head < 0 || m.tok[t.Head].Tag != "VBN" || m.tok[t.Head].Rel != "acl" {
			continue
		}
		h := m.tok[t.Head].Head
		h = m.above(h, m.isVerb)
		if h >= 0 && h < t.Head && m.tok[h].Tag == "VBG" {
			t.Head = h
		}
	}
}

// embedded makes a clause of its own of "Chad joining the union" in "ruled out
// Chad joining the union", where the gerund was taken for what the ruler did.
func (m *mender) embedded() {
	for v := m.sent.First + 2; v < m.sent.Last; v++ {
		t := &m.tok[v]
		if t.Tag != "VBG" || t.POS != "VERB" || t.Rel != "advcl" || t.Head < 0 || t.Head > v || m.childOf(v, "mark") != none || m.tok[v-1].POS == "PUNCT" {
			continue
		}
		h, o := t.Head, m.childOf(t.Head, "obj")
		word := strings.ToLower(m.tok[h].Lemma)
		if p := m.childOf(h, "compound:prt"); p != none {
			word += "-" + strings.ToLower(m.doc.Form(p))
		}
		if o == none || o > v || !m.reaches(v-1, o) || complements[word] != unsettling {
			continue
		}
		t.Rel = "ccomp"
		m.tok[o].Head, m.tok[o].Rel = v, "nsubj"
	}
}

// moving verbs have no object, but may stand before their subject: "falling
// debris".
var moving = words("fall rise collapse explode soar plunge emerge exist")

// fallingThings makes an adjective of the gerund in "injured by falling
// debris": what does not fall something is no verb with an object.
func (m *mender) fallingThings() {
	for v := m.sent.First + 1; v+1 < m.sent.Last; v++ {
		t, n := &m.tok[v], &m.tok[v+1]
		if t.Tag != "VBG" || t.Rel != "advcl" || !moving[strings.ToLower(t.Lemma)] || n.Head != v || n.Rel != "obj" || n.POS != "NOUN" || t.Head < 0 {
			continue
		}
		c := m.childOf(v, "mark")
		if c != v-1 || strings.ToLower(m.doc.Form(c)) != "by" {
			continue
		}
		n.Head, n.Rel = t.Head, "obl"
		m.inherit(v+1, v, v)
		m.tok[c].Head, m.tok[c].Rel, m.tok[c].POS = v+1, "case", "ADP"
		t.Head, t.Rel = v+1, "amod"
	}
}

// trailingParticiple hangs ", injuring ten" at the end of a clause on its
// verb, where it was hung on the last noun before the comma or on the verb of a
// relative clause in between.
func (m *mender) trailingParticiple() {
	for v := m.sent.First + 3; v < m.sent.Last; v++ {
		t := &m.tok[v]
		if t.Tag != "VBG" || t.POS != "VERB" || t.Head < 0 || m.doc.Form(v-1) != "," || m.childOf(v, "obj") == none {
			continue
		}
		h := t.Head
		switch {
		case t.Rel == "advcl" && m.tok[h].Tag == "VB" && citing[strings.ToLower(t.Lemma)]: // "ordered Chad to leave, citing a treaty"
			h = m.above(h, m.tensed)
			if h >= 0 && h < v {
				t.Head = h
			}
			continue
		case t.Rel == "advcl" && m.tok[h].Rel == "acl:relcl" && m.childOf(v, "mark") == none:
			h = m.tok[h].Head
		case t.Rel != "acl" || m.tok[h].POS == "VERB":
			continue
		}
		g := m.above(h, m.isVerb)
		if g < 0 || g > h || m.childOf(g, "nsubj") == none || m.tok[h].Rel == "nsubj" {
			continue
		}
		t.Head, t.Rel = g, "advcl"
	}
}
