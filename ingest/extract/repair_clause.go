package extract

import "strings"

// copulas mends clauses with a copula whose subject or whose place in the
// sentence the parser missed: "when both leaders are in Rome".
func (m *mender) copulas() {
	for c := m.sent.First; c < m.sent.Last; c++ {
		if m.tok[c].Rel != "cop" || m.tok[c].Head < 0 {
			continue
		}
		p := m.tok[c].Head
		m.predicate(p)
		if m.childOf(p, "nsubj") == none {
			for i := c - 1; i >= m.sent.First; i-- {
				if m.tok[i].Head == p && m.nounLike(i) && (m.tok[i].Rel == "amod" || m.tok[i].Rel == "compound" || m.tok[i].Rel == "nmod") && m.childOf(i, "case") == none {
					m.tok[i].Rel = "nsubj"
					break
				}
			}
		}
		if w := m.childOf(p, "advmod"); w != none && w < c && (m.tok[p].Rel == "obl" || m.tok[p].Rel == "nmod" || m.tok[p].Rel == "obj") {
			switch strings.ToLower(m.doc.Form(w)) {
			case "when", "where", "while", "once":
				m.tok[p].Rel = "advcl"
			}
		}
	}
}

// particles gives the verb the particle that was hung on its object: "called
// off talks".
func (m *mender) particles() {
	for i := m.sent.First + 1; i < m.sent.Last; i++ {
		if t := &m.tok[i]; t.Tag == "RP" && m.tok[i-1].POS == "VERB" && t.Head > i && (t.Rel == "case" || t.Rel == "advmod" || t.Rel == "compound") {
			t.Head, t.Rel = i-1, "compound:prt"
		}
	}
}

// secondSubject makes "Chad" the subject in "Kenya attacked Uganda and Chad
// occupied Kampala": a coordinated verb needs a conjunction, and this one has
// none left but that before the noun; a relative clause without a subject
// needs a pronoun.
func (m *mender) secondSubject() {
	for v := m.sent.First + 3; v < m.sent.Last; v++ {
		t := &m.tok[v]
		switch {
		case t.Head < 0 || m.childOf(v, "cc") != none || m.childOf(v, "nsubj") != none || !m.isFinite(v):
			continue
		case t.Rel != "conj" && (t.Rel != "acl:relcl" || m.relativePronoun(v)):
			continue
		}
		b := v - 1
		for b > m.sent.First && (m.tok[b].POS == "AUX" || m.tok[b].POS == "ADV") {
			b--
		}
		for m.tok[b].Head >= 0 && m.tok[b].Head < b && m.tok[b].Rel != "conj" && b > m.tok[v].Head {
			b = m.tok[b].Head
		}
		cc := m.childOf(b, "cc")
		if !m.nounLike(b) || m.tok[b].Rel != "conj" || cc == none || cc > b {
			continue
		}
		main := m.above(m.tok[b].Head, m.isVerb)
		if main < 0 || main > b || main == v {
			continue
		}
		m.tok[b].Head, m.tok[b].Rel = v, "nsubj"
		m.tok[cc].Head = v
		t.Head, t.Rel = main, "conj"
	}
}

// isFinite reports whether verb v is finite, by itself or by a modal.
func (m *mender) isFinite(v int32) bool {
	if m.tok[v].Tag != "VB" {
		return m.tensed(v)
	}
	k := m.childOf(v, "aux")
	return k != none && m.tok[k].Tag == "MD"
}

// tensed reports whether token i is a verb or an auxiliary with a tense.
func (m *mender) tensed(i int32) bool {
	switch m.tok[i].Tag {
	case "VBD", "VBZ", "VBP":
		return true
	}
	return false
}

// relativePronoun reports whether a pronoun or adverb makes clause v a
// relative one.
func (m *mender) relativePronoun(v int32) bool {
	for i := max(m.sent.First, v-12); i < v; i++ {
		switch m.tok[i].Tag {
		case "WDT", "WP", "WP$", "WRB":
			return true
		}
		if f := m.doc.Form(i); f == "that" && m.tok[i].Head == v {
			return true
		}
	}
	return false
}

// ratherThan hangs "rather than" on the verb behind it, which it denies.
func (m *mender) ratherThan() {
	for i := m.sent.First; i+2 < m.sent.Last; i++ {
		if strings.ToLower(m.doc.Form(i)) != "rather" || m.doc.Form(i+1) != "than" {
			continue
		}
		if v := i + 2; m.tok[v].POS == "VERB" && m.tok[i].Head != v && m.tok[v].Head >= 0 {
			m.tok[i].Head, m.tok[i].Rel = v, "mark"
		}
	}
}

// degrees makes no object of "more" in "talk more".
func (m *mender) degrees() {
	for i := m.sent.First + 1; i < m.sent.Last; i++ {
		t := &m.tok[i]
		if t.Rel != "obj" || t.POS != "ADJ" && t.POS != "ADV" || t.Head != i-1 {
			continue
		}
		switch strings.ToLower(m.doc.Form(i)) {
		case "more", "less", "further", "longer":
			t.Rel = "advmod"
		}
	}
}

// appealed reports whether noun h is whom a verb turns to: "called on Rome".
func (m *mender) appealed(h int32) bool {
	c := m.childOf(h, "case")
	return m.tok[h].Rel == "obl" && c != none && obliqueControl[strings.ToLower(m.tok[m.tok[h].Head].Lemma+"-"+m.doc.Form(c))]
}

// named reports whether token i is in a name.
func (m *mender) named(i int32) bool { return m.tok[i].POS == "PROPN" }

// isVerb reports whether token i is a verb.
func (m *mender) isVerb(i int32) bool { return m.tok[i].POS == "VERB" }

// above returns the first of token i and what is above it that fits, none
// without one. A tree that is being mended may hold a circle for a while: no
// climb is longer than the sentence.
func (m *mender) above(i int32, fits func(int32) bool) int32 {
	for range m.sent.Last - m.sent.First {
		if i < 0 || fits(i) {
			return i
		}
		i = m.tok[i].Head
	}
	return none
}

// reaches reports whether token i is below o or o itself.
func (m *mender) reaches(i, o int32) bool {
	for range 12 {
		if i == o {
			return true
		}
		if i < 0 {
			return false
		}
		i = m.tok[i].Head
	}
	return false
}

// predicate mends "he was in Rome and would not return", where the place was
// taken for an object of the second verb.
func (m *mender) predicate(p int32) {
	v := m.tok[p].Head
	if v < p || m.tok[v].POS != "VERB" || m.tok[p].Rel != "obj" && m.tok[p].Rel != "obl" {
		return
	}
	cc := m.childOf(v, "cc")
	if cc == none || cc < p || cc > v {
		return
	}
	m.tok[p].Head, m.tok[p].Rel = m.tok[v].Head, m.tok[v].Rel
	m.tok[v].Head, m.tok[v].Rel = p, "conj"
	for i := m.sent.First; i < cc; i++ {
		if m.tok[i].Head == v {
			m.tok[i].Head = p
		}
	}
}

// subjects makes "between Kenya and Uganda" in "The talks between Kenya and
// Uganda ended" a modifier of the subject, where it was taken for a second
// one.
func (m *mender) subjects() {
	for i := m.sent.First + 2; i < m.sent.Last; i++ {
		if m.tok[i].Tag == "WP$" {
			m.whose(i)
		}
		if m.tok[i].Rel != "nsubj" || m.tok[i].Head < 0 || !m.nounLike(i) {
			continue
		}
		m.behindVerb(i)
		c := m.childOf(i, "case")
		if c <= m.sent.First || c > i || m.tok[c].POS != "ADP" || !m.nounLike(c-1) {
			continue
		}
		if s := c - 1; m.tok[s].Head == m.tok[i].Head && strings.HasPrefix(m.tok[s].Rel, "nsubj") {
			m.tok[i].Head, m.tok[i].Rel = s, "nmod"
		}
	}
}

// behindVerb makes the object of a second subject that stands behind its verb:
// "the president dismisses the minister".
func (m *mender) behindVerb(i int32) {
	v := m.tok[i].Head
	if v >= i || m.tok[v].POS != "VERB" || m.childOf(v, "obj") != none || m.childOf(v, "ccomp") != none || m.childOf(i, "case") != none {
		return
	}
	if !m.tensed(v) {
		return
	}
	if s := m.childOf(v, "nsubj"); s == none || s > v {
		return
	}
	for _, x := range m.doc.Times { // "said Tuesday"
		if x.First <= i && i < x.Last {
			return
		}
	}
	m.tok[i].Rel = "obj"
}

// whose mends "says Ann Berg whose husband died", where both names were taken
// for subjects of the second verb.
func (m *mender) whose(i int32) {
	s := m.tok[i].Head
	if s < 0 || m.tok[s].Head < 0 || i == m.sent.First {
		return
	}
	v := m.tok[s].Head
	if h := v; m.tok[s].Rel == "appos" && h < i && m.tok[h].Rel == "nsubj" && m.tok[h].Head > s { // the owned hung on the owner
		v = m.tok[h].Head
		m.tok[s].Head, m.tok[s].Rel = v, "nsubj"
	}
	if m.tok[s].Rel != "nsubj" {
		return
	}
	a := i - 1
	for m.tok[a].Head >= 0 && m.tok[a].Head < i && (m.tok[a].Rel == "flat" || m.tok[a].Rel == "punct") {
		a = m.tok[a].Head
	}
	if !m.nounLike(a) || m.tok[a].Head != v || m.tok[a].Rel != "nsubj" {
		return
	}
	m.tok[a].Head = m.tok[v].Head
	m.tok[v].Head, m.tok[v].Rel = a, "acl:relcl"
	if m.tok[a].Head < 0 {
		m.tok[a].Rel = "root"
	}
}

// progressive mends "police are investigating collusion", where the gerund
// was taken for an adjective of its object.
func (m *mender) progressive() {
	for c := m.sent.First; c+2 < m.sent.Last; c++ {
		g := c + 1
		if m.tok[g].POS == "ADV" {
			g++
		}
		if m.tok[c].Rel != "cop" || m.tok[c].POS != "AUX" || m.tok[g].Tag != "VBG" || m.tok[g].Rel != "compound" && m.tok[g].Rel != "amod" {
			continue
		}
		n := m.tok[g].Head
		if n != m.tok[c].Head || n <= g || m.childOf(n, "det") != none {
			continue
		}
		for i := m.sent.First; i < m.sent.Last; i++ {
			if m.tok[i].Head == n && (i < g || m.tok[i].Rel == "punct") {
				m.tok[i].Head = g
			}
		}
		m.tok[c].Rel = "aux"
		m.tok[g].Head, m.tok[g].Rel, m.tok[g].POS = m.tok[n].Head, m.tok[n].Rel, "VERB"
		m.tok[n].Head, m.tok[n].Rel = g, "obj"
	}
}

// verbless mends "The attack on Chad worried Kenya", where the only verb of
// the sentence was taken for an adjective of its object.
func (m *mender) verbless() {
	root, v := none, none
	for i := m.sent.First; i < m.sent.Last; i++ {
		t := &m.tok[i]
		switch {
		case t.Tag == "VBD" || t.Tag == "VBZ" || t.Tag == "VBP" || t.Tag == "MD":
			return
		case t.Head < 0:
			root = i
		case t.Rel == "amod" && i > m.sent.First && m.tok[i-1].POS == "PROPN" && t.Head > i && strings.HasSuffix(m.doc.Form(i), "ed") && v == none:
			v = i
		}
	}
	if root == none || v == none || root > v || !m.nounLike(root) {
		return
	}
	h, n := m.tok[v].Head, v-1
	up := m.tok[h].Head
	if up < 0 || up > v {
		return
	}
	for i := m.sent.First; i < v; i++ {
		if i != n && m.tok[i].Head == h {
			m.tok[i].Head = n
		}
	}
	if n != root && m.tok[n].Head == h {
		m.tok[n].Head, m.tok[n].Rel = up, "nmod"
	}
	m.tok[v].Head, m.tok[v].Rel, m.tok[v].POS, m.tok[v].Tag = none, "root", "VERB", "VBD"
	m.tok[v].Lemma = strings.TrimSuffix(strings.ToLower(m.doc.Form(v)), "ed")
	if strings.HasSuffix(m.tok[v].Lemma, "i") { // worried
		m.tok[v].Lemma = strings.TrimSuffix(m.tok[v].Lemma, "i") + "y"
	}
	m.tok[root].Head, m.tok[root].Rel = v, "nsubj"
	m.tok[h].Head, m.tok[h].Rel = v, "obj"
}

// finiteConjuncts hangs a finite verb that was coordinated with a gerund, an
// infinitive or a verb in another clause on the finite verb above: "accuses Chad
// of leaving and demands", "says Chad left and demands", "arrested Lee, who led
// it, and seized".
func (m *mender) finiteConjuncts() {
	tense := func(i int32) string { // of the verb or, "is weighing", of its auxiliary
		if k := m.childOf(i, "aux"); k != none && !m.tensed(i) && m.tensed(k) {
			return m.tok[k].Tag
		}
		return m.tok[i].Tag
	}
	for i := m.sent.First + 1; i < m.sent.Last; i++ {
		t := &m.tok[i]
		if t.Rel != "conj" || t.POS != "VERB" || t.Head < 0 || m.childOf(i, "nsubj") != none || !m.tensed(i) && (tense(i) == t.Tag || m.tok[t.Head].Tag != "VB") {
			continue
		}
		h := t.Head
		if cop := m.childOf(h, "cop"); cop != none && m.tok[h].Rel == "ccomp" && speech[strings.ToLower(t.Lemma)] != 0 { // "says the tax is a risk and vows"
			if v := m.tok[h].Head; v >= 0 && m.tok[v].Tag == t.Tag && speech[strings.ToLower(m.tok[v].Lemma)] != 0 {
				t.Head = v
			}
			continue
		}
		if m.tok[h].POS != "VERB" || m.tok[h].Tag != "VBG" && m.tok[h].Tag != "VB" && !(m.tensed(h) && m.closed(h, i)) {
			continue
		}
		if m.tensed(h) {
			h = m.tok[h].Head
		}
		if aux := m.childOf(t.Head, "aux"); aux != none && (m.tok[aux].Tag != "VBD" || t.Tag == "VBD") { // "who were leaving" is past
			continue
		}
		h = m.above(h, m.tensed)
		if h >= 0 && h < i && m.tok[h].Tag == tense(i) && m.tok[h].POS == "VERB" {
			t.Head = h
		}
	}
}

// closed reports whether the finite clause h has ended before its conjunct i,
// which goes on with what is above: it has another tense, or stands between
// commas.
func (m *mender) closed(h, i int32) bool {
	switch m.tok[h].Rel {
	case "ccomp":
		return m.tok[h].Tag != m.tok[i].Tag
	case "acl:relcl":
		cc := m.childOf(i, "cc")
		first := h
		for first > m.sent.First && m.reaches(first-1, h) {
			first--
		}
		return cc > h && cc < i && m.doc.Form(cc-1) == "," && first > m.sent.First && (m.doc.Form(first) == "," || m.doc.Form(first-1) == ",")
	}
	return false
}

// actives makes an active verb of a past tense whose subject was taken for
// that of a passive: "output declined by 5 pct", "alleges that troops killed
// and burned".
func (m *mender) actives() {
	for i := m.sent.First; i < m.sent.Last; i++ {
		t := &m.tok[i]
		s := m.childOf(i, "nsubj:pass")
		if s == none || t.POS != "VERB" || m.childOf(i, "aux") != none {
			continue
		}
		mark := m.childOf(i, "mark")
		if t.Tag == "VBD" || t.Tag == "VBN" && t.Rel == "ccomp" && mark != none && strings.ToLower(m.doc.Form(mark)) == "that" {
			t.Tag, m.tok[s].Rel = "VBD", "nsubj"
		}
	}
}
