package extract

import "strings"

// infinitives makes a complement of the infinitive after a verb that governs
// one: "urged them to leave" states no purpose.
func (m *mender) infinitives() {
	for to := m.sent.First + 1; to+1 < m.sent.Last; to++ {
		if m.tok[to].Tag != "TO" || m.tok[to].Rel != "mark" {
			continue
		}
		v := m.tok[to].Head
		if v < 0 {
			continue
		}
		m.beTo(v, to)
		if n := &m.tok[to-1]; (n.Lemma == "never" || n.Lemma == "not") && n.Head >= 0 && n.Head == m.tok[v].Head && n.Head < to-1 {
			n.Head = v // "pledged never to leave"
		}
		if m.tok[v].Rel != "advcl" && m.tok[v].Rel != "acl" {
			continue
		}
		h, object := m.tok[v].Head, none
		if m.tok[v].Rel == "acl" { // hung on the object: "urged the army to leave"
			if h < 0 || m.tok[h].Head < 0 || !m.named(h) || m.tok[h].Rel != "obj" && !m.appealed(h) {
				continue
			}
			h, object = m.tok[h].Head, h
		}
		if h < 0 || h > to || m.tok[h].POS != "VERB" {
			continue
		}
		switch complements[strings.ToLower(m.tok[h].Lemma)] {
		case proposes, permits, obliges, plans:
		default:
			continue
		}
		if object == none {
			object = m.childOf(h, "obj")
		}
		if o := object; to == h+1 || o != none && o < to && m.reaches(to-1, o) {
			m.tok[v].Head, m.tok[v].Rel = h, "xcomp"
		}
	}
}

// beTo makes an auxiliary of the copula in "they are to meet".
func (m *mender) beTo(v, to int32) {
	if c := m.childOf(v, "cop"); c != none && c < to && m.tok[v].POS == "VERB" {
		m.tok[c].Rel = "aux"
	}
}

// due reads "due to meet" as "scheduled to meet", where the two words were
// taken for a preposition.
func (m *mender) due() {
	for i := m.sent.First + 1; i+2 < m.sent.Last; i++ {
		to, v := i+1, i+2
		for v < m.sent.Last && (m.tok[v].Rel == "aux" || m.tok[v].Rel == "aux:pass" || m.tok[v].POS == "ADV") {
			v++
		}
		if strings.ToLower(m.doc.Form(i)) != "due" || m.doc.Form(to) != "to" || m.tok[to].Head != i || v == m.sent.Last || m.tok[v].POS != "VERB" || m.tok[v].Tag != "VB" && m.tok[v].Tag != "VBN" {
			continue
		}
		m.tok[to].Head, m.tok[to].Rel, m.tok[to].Tag = v, "mark", "TO"
		if m.tok[v].Head == i {
			m.tok[v].Rel = "xcomp"
			continue
		}
		m.tok[i].Head, m.tok[i].Rel = v, "advmod"
		m.beTo(v, to)
	}
}

// future makes a clause of the headline "Norway to attack Chad", where the
// name was taken for the root: no verb is finite, and no full stop ends it.
func (m *mender) future() {
	first, last := m.sent.First, m.sent.Last
	for last > first && isQuote(m.doc.Form(last-1)) {
		last--
	}
	if last-first < 3 || m.tok[last-1].POS == "PUNCT" {
		return
	}
	root, v := none, none
	for i := first; i < last; i++ {
		switch t := &m.tok[i]; {
		case t.Head < 0:
			root = i
		case t.Tag == "VBD" || t.Tag == "VBZ" || t.Tag == "VBP" || t.Tag == "MD":
			return
		case t.Tag == "VB" && v == none && i > first && m.tok[i-1].Tag == "TO":
			v = i
		}
	}
	if root == none || v == none || !m.named(root) || m.tok[v].Head != root || m.tok[v].Rel != "acl" {
		return
	}
	m.tok[v].Head, m.tok[v].Rel = -1, "root"
	m.tok[root].Head, m.tok[root].Rel = v, "nsubj"
}
