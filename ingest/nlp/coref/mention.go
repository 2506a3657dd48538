package coref

import (
	"sort"
	"strings"

	"dateline/ingest/nlp"
)

// number and gender of a mention or an entity; the zero value is unknown.
type number uint8

const (
	singular number = 1 + iota
	plural
)

type gender uint8

const (
	masculine gender = 1 + iota
	feminine
)

// A mention is a mention of the document with what the sieves ask for.
type mention struct {
	nlp.Mention
	top    int32  // token that stands for the phrase in its clause
	lead   int32  // top of the phrase's first conjunct
	gov    int32  // governor of lead, -1 at the root
	rel    string // relation of lead, with its subtype
	sent   int32
	quote  int32 // index of the quote around it, -1 outside
	number number
	gender gender
	ent    int32 // index in reading.ents; -1 while unresolved (pronouns)
}

// collect turns the document's names into mentions and adds nominals and
// pronouns, in text order. Sentences that are skipped give none: a repeated
// paragraph would only tie what is tied already.
func (r *reading) collect() {
	d := r.doc
	r.nameAt = make([]int32, len(d.Tokens))
	for i := range r.nameAt {
		r.nameAt[i] = -1
	}
	var out []mention
	for _, m := range r.mend(d.Mentions) {
		for i := m.First; i < m.Last; i++ {
			r.nameAt[i] = int32(len(out))
		}
		out = append(out, mention{Mention: m})
	}
	r.ments = out
	r.titleAt = make([]bool, len(d.Tokens))
	for k := range out {
		if out[k].Class == nlp.Person {
			start, _ := r.titleBefore(out[k].First)
			for i := start; i < out[k].First; i++ {
				r.titleAt[i] = true
			}
		}
	}
	for s := range d.Sentences {
		sent := &d.Sentences[s]
		if sent.Skip {
			continue
		}
		for i := sent.First; i < sent.Last; i++ {
			switch {
			case r.nameAt[i] >= 0:
			case r.isPronoun(i):
				out = append(out, mention{Mention: nlp.Mention{First: i, Last: i + 1, Head: i, Kind: nlp.Pronoun}})
			case r.isNominal(i):
				first, last := r.extent(i)
				out = append(out, mention{Mention: nlp.Mention{First: first, Last: last, Head: i, Kind: nlp.Nominal,
					Class: r.nominalClass(i)}})
			}
		}
	}
	for k := range out {
		r.fill(&out[k])
	}
	sort.SliceStable(out, func(a, b int) bool {
		x, y := &out[a], &out[b]
		if x.First != y.First {
			return x.First < y.First
		}
		return x.Last > y.Last
	})
	r.ments = out
	r.headed = make([]int32, len(d.Tokens))
	for i := range r.headed {
		r.headed[i] = -1
		r.nameAt[i] = -1
	}
	for k := range out {
		m := &out[k]
		m.ent = -1
		r.headed[m.Head] = int32(k)
		if r.headed[m.top] < 0 {
			r.headed[m.top] = int32(k)
		}
		if m.Kind == nlp.Name {
			for i := m.First; i < m.Last; i++ {
				r.nameAt[i] = int32(k)
			}
		}
	}
}

func (r *reading) fill(m *mention) {
	m.top = r.top(m.Head)
	m.lead, m.gov, m.rel = r.site(m.Head)
	m.sent = r.sent[m.Head]
	m.quote = r.quoteAt[m.Head]
	t := r.tok(m.Head)
	switch m.Kind {
	case nlp.Pronoun:
		p, _ := pronounOf(r.lower[m.Head])
		m.number, m.gender = p.number, p.gender
		if p.human {
			m.Class = nlp.Person
		}
	case nlp.Name:
		m.number = singular
		if m.Class == nlp.Organization && t.Tag == "NNPS" { // "the Armed Forces" are it and they
			m.number = 0
		}
		if m.Class == nlp.Nationality && (t.Feat("Number") == "Plur" || t.Tag == "NNPS" || t.Tag == "NNS") {
			m.number = plural
		}
	default:
		m.number = r.nominalNumber(m.Head)
		switch tr := r.trait(m.Head); {
		case tr&female != 0:
			m.gender = feminine
		case tr&male != 0:
			m.gender = masculine
		}
	}
}

// A pronoun that can be resolved: its agreement and its person.
type pronoun struct {
	number    number
	gender    gender
	human     bool // refers to people only
	first     bool // I, we: the speaker
	reflexive bool
}

// pronounOf reads a lower-case form; ok is false for all other words.
func pronounOf(form string) (p pronoun, ok bool) {
	switch form {
	case "himself", "herself", "itself", "themselves", "myself", "ourselves":
		p.reflexive = true
	}
	switch form {
	case "he", "him", "his", "himself":
		p.number, p.gender, p.human = singular, masculine, true
	case "she", "her", "hers", "herself":
		p.number, p.gender, p.human = singular, feminine, true
	case "it", "its", "itself":
		p.number = singular
	case "they", "them", "their", "theirs", "themselves":
		p.number = plural
	case "i", "me", "my", "mine", "myself":
		p.number, p.human, p.first = singular, true, true
	case "we", "us", "our", "ours", "ourselves":
		p.number, p.first = plural, true
	default:
		return p, false
	}
	return p, true
}

func (r *reading) isPronoun(i int32) bool {
	t := r.tok(i)
	if t.POS != "PRON" {
		return false
	}
	_, ok := pronounOf(r.lower[i])
	return ok && !r.expletive(i)
}

// expletive reports whether an "it" stands for nothing: "it is clear that",
// "it is raining", "it took him an hour to".
func (r *reading) expletive(i int32) bool {
	t := r.tok(i)
	if base(t.Rel) == "expl" {
		return true
	}
	if r.lower[i] != "it" || t.Head < 0 {
		return false
	}
	h := t.Head
	if t.Rel == "obj" && (r.lemma(h) == "make" || r.lemma(h) == "hit") {
		return true // "made it out alive", "make it clear that"
	}
	if base(t.Rel) != "nsubj" {
		return false
	}
	if k := r.kid(h, "csubj"); k >= 0 {
		return true
	}
	if r.kid(h, "cop") >= 0 {
		if r.tok(h).POS == "ADJ" && (r.kid(h, "ccomp") >= 0 || r.kid(h, "xcomp") >= 0 || r.kid(h, "advcl") > h) {
			return true // parsers often miss the clausal subject
		}
		if r.trait(h)&timeword != 0 {
			return true
		}
	}
	switch r.lemma(h) {
	case "seem", "appear", "happen", "turn", "emerge":
		return r.kid(h, "ccomp") >= 0
	case "rain", "snow":
		return true
	case "take", "be":
		return r.kid(h, "advcl") > h && r.kid(h, "obj") >= 0 && r.trait(r.kid(h, "obj"))&timeword != 0
	}
	return false
}

func nameWords(s string) []string {
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
	words := strings.Fields(s)
	if len(words) > 1 && strings.EqualFold(words[0], "the") {
		words = words[1:]
	}
	return words
}

// located reports whether m is the name of a place.
func located(m *mention) bool {
	return m.Kind == nlp.Name && (m.Class == nlp.Place || m.Class == nlp.Country || m.Class == nlp.Facility)
}
