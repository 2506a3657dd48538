package extract

import "strings"

// trailingSpeech mends "..., the White House has said." where the speaker was
// attached to what goes before and something of the quote to the verb.
func (m *mender) trailingSpeech() {
	v := m.finalSpeech()
	if v == none {
		return
	}
	first := v
	for first > m.sent.First && m.tok[first-1].POS == "AUX" || first > m.sent.First && m.tok[first-1].POS == "ADV" {
		first--
	}
	last := first // the speaker is [comma+1, last)
	comma := none
	for i := last - 1; i >= m.sent.First && i > last-12; i-- {
		if f := m.doc.Form(i); f == "," || isQuote(f) {
			comma = i
			break
		}
		switch m.tok[i].Tag {
		case "WP", "WDT", "WRB", "WP$": // ", which he said"
			return
		}
		switch m.tok[i].POS {
		case "NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "ADP", "PART", "CCONJ":
		default:
			return
		}
	}
	if comma == none || comma+1 == last || comma == m.sent.First {
		return
	}
	speaker := none
	for i := comma + 1; i < last; i++ {
		h := m.tok[i].Head
		if (h <= comma || h >= last) && m.nounLike(i) && (speaker == none || h == v) {
			speaker = i
		}
	}
	if speaker == none {
		return
	}
	if m.tok[speaker].Head == v && m.tok[speaker].Rel == "nsubj" && !m.otherSubject(v, speaker) {
		m.parenthetical(v, comma)
		return
	}
	content := m.contentBefore(v, comma)
	if content == none {
		return
	}
	m.reattach(v, speaker, content, comma)
}

// parenthetical hangs speech v, whose speaker is right, on the root of what
// was said, where it was hung inside of it.
func (m *mender) parenthetical(v, comma int32) {
	switch m.tok[v].Rel {
	case "advcl", "acl", "acl:relcl", "conj", "dep", "appos", "list":
	default:
		return
	}
	root := v
	for range 100 {
		if m.tok[root].Head < 0 {
			break
		}
		root = m.tok[root].Head
	}
	if root > comma || m.tok[root].POS != "VERB" && !m.hasCopula(root) || m.childOf(v, "mark") != none {
		return
	}
	for i := m.sent.First; i < comma; i++ {
		if m.tok[i].Head == v {
			m.tok[i].Head = root
			if m.tok[i].Rel == "ccomp" {
				m.tok[i].Rel = "advcl"
			}
		}
	}
	m.tok[v].Head, m.tok[v].Rel = root, "parataxis"
}

func (m *mender) nounLike(i int32) bool {
	switch m.tok[i].POS {
	case "NOUN", "PROPN", "PRON":
		return true
	}
	return false
}

// finalSpeech returns the speech verb that ends the sentence, times and
// phrases after it aside.
func (m *mender) finalSpeech() int32 {
	i := m.sent.Last - 1
	for i > m.sent.First && i > m.sent.Last-8 {
		t := &m.tok[i]
		if t.POS == "VERB" {
			if speech[strings.ToLower(t.Lemma)] == says && t.Tag != "VBG" && t.Tag != "VB" {
				return i
			}
			return none
		}
		switch t.POS {
		case "PUNCT", "NOUN", "PROPN", "ADP", "DET", "ADV", "NUM", "ADJ":
		default:
			return none
		}
		i--
	}
	return none
}

func (m *mender) otherSubject(v, speaker int32) bool {
	for i := m.sent.First; i < m.sent.Last; i++ {
		if i != speaker && m.tok[i].Head == v && strings.HasPrefix(m.tok[i].Rel, "nsubj") {
			return true
		}
	}
	return false
}

// contentBefore returns the head of the clause before the comma: the first
// verb there that is not below another one there.
func (m *mender) contentBefore(v, comma int32) int32 {
	for i := m.sent.First; i < comma; i++ {
		if m.tok[i].POS != "VERB" && m.tok[i].POS != "AUX" && !m.hasCopula(i) {
			continue
		}
		if h := m.tok[i].Head; h < 0 || h == v || h > comma {
			return i
		}
	}
	return none
}

func (m *mender) hasCopula(i int32) bool {
	for k := m.sent.First; k < m.sent.Last; k++ {
		if m.tok[k].Head == i && m.tok[k].Rel == "cop" {
			return true
		}
	}
	return false
}

// reattach makes speaker the subject of v, content its complement, and gives
// content what v took of it.
func (m *mender) reattach(v, speaker, content, comma int32) {
	for i := m.sent.First; i < comma; i++ {
		if m.tok[i].Head != v || i == content {
			continue
		}
		m.tok[i].Head = content
		if i > content && strings.HasPrefix(m.tok[i].Rel, "nsubj") {
			m.tok[i].Rel = "obj"
		}
	}
	for i := comma; i < v; i++ {
		if i != speaker && m.tok[i].Head >= comma && m.tok[i].Head != v {
			continue
		}
		if i == speaker {
			m.tok[i].Head, m.tok[i].Rel = v, "nsubj"
		} else if m.tok[i].Head < comma && i > comma && m.tok[i].POS != "PUNCT" {
			m.tok[i].Head = speaker
		}
	}
	up := m.tok[content].Head
	if up == v {
		m.tok[content].Rel = "ccomp"
		return
	}
	vHead := m.tok[v].Head
	if up < 0 { // the quote was the root
		if vHead == content {
			m.tok[v].Rel = "parataxis"
		}
		if vHead >= 0 && vHead != content {
			m.tok[v].Head, m.tok[v].Rel = content, "parataxis"
		}
		return
	}
}

// invertedSpeech mends "..., said an adviser to the minister.", where the
// speaker was taken for an object.
func (m *mender) invertedSpeech() {
	for v := m.sent.First + 2; v+1 < m.sent.Last; v++ {
		t := &m.tok[v]
		if t.POS != "VERB" || t.Tag != "VBD" && t.Tag != "VBZ" || speech[strings.ToLower(t.Lemma)] != says {
			continue
		}
		if f := m.doc.Form(v - 1); f != "," && !isQuote(f) {
			continue
		}
		speaker := m.childOf(v, "obj")
		if speaker == none || speaker < v || m.childOf(speaker, "case") != none || speaker > v+6 || !m.nounLike(speaker) {
			continue
		}
		for i := v + 1; i < speaker; i++ { // nothing between but the speaker's own phrase
			if m.tok[i].Head != speaker && m.tok[i].POS != "ADJ" && m.tok[i].POS != "NOUN" && m.tok[i].POS != "PROPN" {
				return
			}
		}
		if s := m.childOf(v, "nsubj"); s != none {
			if s > v || !m.hasCopula(s) && m.tok[s].POS != "VERB" {
				return
			}
			m.tok[s].Rel = "ccomp"
		}
		m.tok[speaker].Rel = "nsubj"
		for i := speaker + 1; i < m.sent.Last; i++ { // "an adviser to the minister"
			if k := &m.tok[i]; k.Head == v && k.Rel == "obl" && m.nounLike(speaker) && m.adjacent(speaker, i) {
				k.Head, k.Rel = speaker, "nmod"
			}
		}
		return
	}
}

// insertedSpeech mends "The rebels, she said, left", where the speech was hung
// on the subject.
func (m *mender) insertedSpeech() {
	for v := m.sent.First + 3; v+2 < m.sent.Last; v++ {
		t := &m.tok[v]
		if t.POS != "VERB" || t.Tag != "VBD" && t.Tag != "VBZ" || speech[strings.ToLower(t.Lemma)] != says || m.doc.Form(v+1) != "," || t.Head < 0 || t.Head > v {
			continue
		}
		speaker := m.childOf(v, "nsubj")
		if speaker == none || speaker > v || m.tok[speaker].Tag == "WP" || m.tok[speaker].Tag == "WDT" || m.childOf(v, "ccomp") != none {
			continue
		}
		first := speaker
		for first > m.sent.First && m.reaches(first-1, speaker) {
			first--
		}
		if first == m.sent.First || m.doc.Form(first-1) != "," {
			continue
		}
		if s := t.Head; m.tok[s].Head > v && strings.HasPrefix(m.tok[s].Rel, "nsubj") && m.tok[m.tok[s].Head].POS == "VERB" {
			t.Head, t.Rel = m.tok[s].Head, "parataxis"
		}
	}
}

// adjacent reports whether the phrase of i begins right behind token n.
func (m *mender) adjacent(n, i int32) bool {
	c := m.childOf(i, "case")
	return c == n+1
}
