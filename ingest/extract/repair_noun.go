package extract

import (
	"strings"

	"dateline/ingest/nlp"
)

// places makes "Hamburg, Germany" one place in another instead of two in a
// row.
func (m *mender) places() {
	for i := range m.mentions {
		b := &m.mentions[i]
		if b.First <= m.sent.First || b.Last > m.sent.Last {
			continue
		}
		if b.Class != nlp.Country && b.Class != nlp.Place || m.doc.Form(b.First-1) != "," || m.tok[b.Head].Rel != "conj" || m.childOf(b.Head, "cc") != none {
			continue
		}
		h := m.tok[b.Head].Head
		if h < 0 || h >= b.First || h < b.First-4 || m.tok[h].POS != "PROPN" || m.childOf(b.Head, "conj") != none || m.country(h) {
			continue
		}
		next := b.Last // a conjunction behind it, after a comma or not: a list
		if b.Class != nlp.Country && next+1 < m.sent.Last && m.doc.Form(next) == "," {
			next++
		}
		if next >= m.sent.Last || m.tok[next].POS != "CCONJ" {
			m.tok[b.Head].Rel = "appos"
		}
	}
}

// country reports whether token i is in the name of a country, which lies in
// no other.
func (m *mender) country(i int32) bool {
	for k := range m.mentions {
		if b := &m.mentions[k]; b.First <= i && i < b.Last && b.Class == nlp.Country {
			return true
		}
	}
	return false
}

// oneOf makes "Moscow, one of the strongest backers" an apposition to what
// stands before the comma.
func (m *mender) oneOf() {
	for i := m.sent.First + 2; i+1 < m.sent.Last; i++ {
		if strings.ToLower(m.doc.Form(i)) != "one" || m.doc.Form(i+1) != "of" || m.doc.Form(i-1) != "," || !m.nounLike(i-2) || m.tok[i].Head < 0 {
			continue
		}
		switch m.tok[i].Rel {
		case "parataxis", "conj", "nmod", "dep", "appos", "obl", "list":
			h := i - 2
			for m.tok[h].Head >= 0 && m.tok[h].Head < i && (m.tok[h].Rel == "flat" || m.tok[h].Rel == "compound") {
				h = m.tok[h].Head
			}
			if m.childOf(i, "cop") == none && m.childOf(i, "nsubj") == none {
				m.tok[i].Head, m.tok[i].Rel = h, "appos"
			}
		}
	}
}

// gerunds makes nouns of words that were taken for gerunds and end as no verb
// does: "the agent sarin".
func (m *mender) gerunds() {
	for i := m.sent.First + 1; i < m.sent.Last; i++ {
		t := &m.tok[i]
		form := strings.ToLower(m.doc.Form(i))
		if t.Tag != "VBG" || strings.HasSuffix(form, "ing") || strings.HasSuffix(form, "ed") || strings.HasSuffix(form, "in'") || strings.HasSuffix(form, "in’") {
			continue
		}
		t.POS, t.Tag, t.Lemma = "NOUN", "NN", form
		if t.Rel == "acl" {
			t.Rel = "nmod"
		}
	}
}

// conjuncts hangs a conjunct on what stands before its conjunction where it
// was hung on a word behind it, which no conjunct is, or on a part of a name.
func (m *mender) conjuncts() {
	for i := m.sent.First + 2; i < m.sent.Last; i++ {
		if m.tok[i].Rel != "conj" || m.tok[i].Head < 0 || !m.nounLike(i) {
			continue
		}
		if h := m.tok[i].Head; h < i {
			for m.tok[h].Rel == "flat" && m.tok[h].Head >= 0 && m.tok[h].Head < h { // a conjunct of the whole name
				h = m.tok[h].Head
			}
			m.tok[i].Head = h
			continue
		}
		c := i - 1
		for c > m.sent.First && m.tok[c].POS != "CCONJ" && (m.nounLike(c) || m.tok[c].POS == "ADJ" || m.tok[c].POS == "DET" || m.tok[c].POS == "NUM") {
			c--
		}
		if c == m.sent.First || m.tok[c].POS != "CCONJ" || !m.nounLike(c-1) {
			continue
		}
		h := c - 1
		for r := m.tok[h].Rel; m.tok[h].Head >= 0 && m.tok[h].Head < i && (r == "flat" || r == "compound" || r == "conj"); r = m.tok[h].Rel {
			h = m.tok[h].Head
		}
		if !m.reaches(h, i) {
			m.tok[i].Head = h
		}
	}
}

// counted makes a subject of the number in "ten were killed and 42 injured".
func (m *mender) counted() {
	for i := m.sent.First + 2; i+1 < m.sent.Last; i++ {
		t, v := &m.tok[i], &m.tok[i+1]
		if t.POS == "NUM" && v.Tag == "VBN" && v.Rel == "conj" && m.tok[i-1].POS == "CCONJ" && (t.Head == i+1 || t.Rel == "conj" && t.Head == v.Head) {
			t.Head, t.Rel = i+1, "nsubj:pass"
		}
	}
}

// coordination makes a conjunct of what has a conjunction of its own but was
// taken for a part of a name: "Trump and his counterpart X".
func (m *mender) coordination() {
	for i := m.sent.First; i < m.sent.Last; i++ {
		t := &m.tok[i]
		if t.POS != "CCONJ" || t.Rel != "cc" || t.Head <= i || t.Head < 0 {
			continue
		}
		switch k := &m.tok[t.Head]; k.Rel {
		case "parataxis", "dep", "conj": // "to talk - and to meet"
			if k.Rel == "conj" && (k.Head < 0 || m.tok[k.Head].Tag == "VB" || m.tok[k.Head].POS != "VERB") {
				break
			}
			if to := m.childOf(t.Head, "mark"); k.Tag == "VB" && to != none && m.tok[to].Tag == "TO" {
				for v := i - 1; v > m.sent.First; v-- {
					if m.tok[v].Tag == "VB" && m.tok[v-1].Tag == "TO" && (k.Rel != "conj" || m.tok[v].Head == k.Head) {
						k.Head, k.Rel = v, "conj"
						break
					}
				}
			}
		case "flat", "compound", "nmod", "appos", "nmod:desc":
			if k.Head >= 0 && k.Head < i && m.nounLike(t.Head) {
				k.Rel = "conj"
			}
		}
	}
}

// titles hangs an abbreviated title that the parser took for the person on the
// name behind it: "Col. Ann Lee said".
func (m *mender) titles() {
	for n := range m.mentions {
		b := &m.mentions[n]
		if b.Class != nlp.Person || b.Kind != nlp.Name || b.First <= m.sent.First || b.Last > m.sent.Last {
			continue
		}
		name := b.First
		for i := name - 1; i >= m.sent.First && m.tok[i].POS == "PROPN" && len(m.doc.Form(i)) > 2 && strings.HasSuffix(m.doc.Form(i), "."); i-- {
			t := &m.tok[i]
			if h := t.Head; h >= b.First && h < b.Last {
				continue
			}
			if m.tok[name].Head == i {
				m.tok[name].Head, m.tok[name].Rel = t.Head, t.Rel
			}
			m.inherit(name, i, name)
			t.Head, t.Rel = name, "nmod:desc"
		}
	}
}

// described hangs what somebody or a body is called by on the name right behind
// it, where the parser took both for the same argument: "Swiss bank UBS buys".
func (m *mender) described() {
	for n := range m.mentions {
		b := &m.mentions[n]
		i := b.First - 1
		if b.Kind != nlp.Name || b.Class != nlp.Person && b.Class != nlp.Organization || i < m.sent.First || b.Last > m.sent.Last {
			continue
		}
		t, name := &m.tok[i], &m.tok[b.Head]
		l := strings.ToLower(t.Lemma)
		if t.Tag != "NN" || t.Head < 0 || t.Head != name.Head || t.Rel != name.Rel || !human(l) && !organizations[l] {
			continue
		}
		switch t.Rel {
		case "nsubj", "nsubj:pass", "obj", "obl", "obl:agent":
		default:
			continue
		}
		from := i
		for k := i - 1; k >= m.sent.First && m.tok[k].Head >= from && m.tok[k].Head <= i && m.tok[k].Rel != "case" && m.tok[k].Rel != "cc"; k-- {
			from = k
		}
		m.inherit(b.Head, i, from)
		t.Head, t.Rel = b.Head, "nmod:desc"
	}
}

// inherit hangs on a name what hangs on token i, but for what stands from token
// from to the name.
func (m *mender) inherit(name, i, from int32) {
	for k := m.sent.First; k < m.sent.Last; k++ {
		if m.tok[k].Head == i && (k < from || k > name) {
			m.tok[k].Head = name
		}
	}
}

// offices makes an object of the name in front of the office that somebody is
// given: "elected Lund president".
func (m *mender) offices() {
	for i := m.sent.First + 1; i+1 < m.sent.Last; i++ {
		t := &m.tok[i]
		if t.POS != "PROPN" || t.Rel != "compound" || t.Head <= i || m.tok[t.Head].Rel != "xcomp" || m.tok[t.Head].POS != "NOUN" {
			continue
		}
		v := m.tok[t.Head].Head
		if v < 0 || v >= i || m.childOf(v, "obj") != none {
			continue
		}
		switch m.tok[v].Lemma {
		case "elect", "name", "appoint", "make", "crown", "nominate", "declare", "choose", "call":
			t.Head, t.Rel = v, "obj"
		}
	}
}

// twoRoles makes one person of "filmmaker and actor Rob Reiner": a noun without
// an article is nobody by itself.
func (m *mender) twoRoles() {
	for n := range m.mentions {
		b := &m.mentions[n]
		second := b.First - 1
		if b.Class != nlp.Person || b.Kind != nlp.Name || b.Last > m.sent.Last || second-2 < m.sent.First || m.tok[second].Tag != "NN" {
			continue
		}
		cc := second - 1
		for cc > m.sent.First && (m.tok[cc].POS == "ADJ" || m.tok[cc].Rel == "compound" && m.nounLike(cc)) {
			cc--
		}
		first := cc - 1
		if m.doc.Form(cc) != "and" || first < m.sent.First || m.tok[first].Tag != "NN" || m.tok[first].POS != "NOUN" {
			continue
		}
		from := first
		for from > m.sent.First && (m.tok[from-1].POS == "ADJ" || m.tok[from-1].Rel == "compound" || m.tok[from-1].Tag == "HYPH") {
			from--
		}
		if from > m.sent.First && (m.tok[from-1].POS == "DET" || m.tok[from-1].POS == "NUM" || m.tok[from-1].POS == "PRON" || m.tok[from-1].Tag == "POS" || m.tok[from-1].POS == "CCONJ") {
			continue
		}
		name, at := b.First, m.tok[first]
		if at.Head >= from && at.Head < b.Last { // the name is above its roles already
			if at.Head >= b.First {
				continue
			}
			at = m.tok[name]
		}
		m.inherit(name, first, from)
		m.inherit(name, second, from)
		m.tok[name].Head, m.tok[name].Rel = at.Head, at.Rel
		m.tok[first].Head, m.tok[first].Rel = name, "nmod:desc"
		m.tok[second].Head, m.tok[second].Rel = first, "conj"
	}
}

// laterRoles makes one person of "Ann Lee, chairman and founder of the firm,
// said": a second role without an article between the same commas is nobody
// else.
func (m *mender) laterRoles() {
	for i := m.sent.First + 4; i < m.sent.Last; i++ {
		t := &m.tok[i]
		if t.Rel != "conj" || t.POS != "NOUN" || t.Head < 0 || t.Head > i || m.tok[t.Head].POS != "PROPN" || m.childOf(i, "det") != none {
			continue
		}
		cc, role := m.childOf(i, "cc"), m.childOf(t.Head, "appos")
		if cc == none || cc > i || m.doc.Form(cc-1) == "," || role == none || role < t.Head || role > cc || m.tok[role].POS != "NOUN" {
			continue
		}
		first := role
		for first > t.Head && m.reaches(first-1, role) {
			first--
		}
		if m.doc.Form(first) == "," || m.doc.Form(first-1) == "," {
			t.Head = role
		}
	}
}

// behindNames hangs what describes somebody right behind a name and a comma on
// that name: a participle that was hung on the noun that several names follow
// ("nationals Ann Lee, sentenced to death, and Bob Roe"), a relative clause
// that was hung on a noun of another phrase ("was elected president to succeed
// Ann Lee, who resigned").
func (m *mender) behindNames() {
	for n := range m.mentions {
		b := &m.mentions[n]
		v := b.Last + 1
		if b.Kind != nlp.Name || b.First < m.sent.First || v >= m.sent.Last || m.doc.Form(b.Last) != "," {
			continue
		}
		switch {
		case m.tok[v].Tag == "VBN" && m.tok[v].Rel == "acl" && (b.Class == nlp.Person || b.Class == nlp.Organization):
			if h := m.tok[v].Head; h < b.First && m.reaches(b.Head, h) {
				m.tok[v].Head = b.Head
			}
		case m.doc.Form(v) == "who" && b.Class == nlp.Person:
			v = m.tok[v].Head
			if v <= b.Last || m.tok[v].Rel != "acl:relcl" {
				continue
			}
			if h := m.tok[v].Head; h >= m.sent.First && h < b.First && m.otherClause(h, b.Head) {
				m.tok[v].Head = b.Head
			}
		}
	}
}

// otherClause reports whether a verb parts token i from token h, or i does not
// hang on h at all.
func (m *mender) otherClause(h, i int32) bool {
	for steps := m.sent.First; i >= 0 && steps < m.sent.Last; steps++ {
		if i = m.tok[i].Head; i == h || i >= 0 && m.tok[i].POS == "VERB" {
			return i != h
		}
	}
	return true
}
