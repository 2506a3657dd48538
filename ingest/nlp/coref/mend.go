package coref

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
)

// mend repairs what coreference cannot build on: days and months are no
// names, demonyms are nothing but demonyms, "the EU and Britain" is two names,
// titles are no part of a person's name.
func (r *reading) mend(names []nlp.Mention) []nlp.Mention {
	out := make([]nlp.Mention, 0, len(names)+len(names)/2)
	for _, m := range names {
		if m.Kind != nlp.Name || m.First >= m.Last || m.Class != nlp.Person && r.temporal(m) {
			continue
		}
		switch m.Class {
		case nlp.Person:
			if text := r.words(m.First, m.Last); text == strings.ToLower(text) {
				if _, _, ok := r.gaz.Role(text); ok {
					continue // "the pope" is a description
				}
			}
			m.First, m.Last = r.capitals(m)
			m.First = r.afterTitle(m)
			m.Head = r.headIn(m)
		case nlp.Unknown, nlp.Other, nlp.EventName, nlp.Product:
			if _, _, ok := r.gaz.Nationality(r.words(m.First, m.Last)); ok {
				m.Class = nlp.Nationality
				m.Ref, _ = r.gaz.Demonym(r.words(m.First, m.Last))
			}
		case nlp.Organization, nlp.Country:
			if a, b, ok := r.two(m); ok {
				out = append(out, a, b)
				continue
			}
		}
		if n := len(out); n > 0 && r.partners(&out[n-1], m) {
			continue
		}
		out = append(out, m)
		n := len(out) - 1
		if r.partner(&out[n]); n > 0 && out[n].Last > m.Last && r.house(&out[n-1], out[n]) {
			out = out[:n]
		}
	}
	return out
}

// capitals returns the part of a person's name between its first and its last
// word with a large letter: a headline's verb is often taken for a part of it.
func (r *reading) capitals(m nlp.Mention) (first, last int32) {
	small := func(i int32) bool {
		c, _ := utf8.DecodeRuneInString(r.doc.Form(i))
		return unicode.IsLower(c)
	}
	first, last = m.First, m.Last
	for first+1 < last && small(first) && r.tok(first).POS == "VERB" {
		first++
	}
	for last-1 > first && small(last-1) && (last-2 < first || r.lower[last-2] != "-") {
		last--
	}
	return first, last
}

// words returns the text of the tokens [first, last).
func (r *reading) words(first, last int32) string {
	start, end := r.doc.Span(first, last)
	return r.doc.Text[start:end]
}

// two parts a name at "and" when both sides are names of their own.
func (r *reading) two(m nlp.Mention) (a, b nlp.Mention, ok bool) {
	for i := m.First + 1; i+1 < m.Last; i++ {
		if r.lower[i] != "and" {
			continue
		}
		a, b = m, m
		a.Last, b.First = i, i+1
		if r.lower[b.First] == "the" && b.First+1 < b.Last {
			b.First++
		}
		if r.known(&a) && r.known(&b) {
			a.Head, b.Head = r.headIn(a), r.headIn(b)
			return a, b, true
		}
	}
	return a, b, false
}

// partner takes into the name of a firm what goes on as no other name does:
// "Sears Roebuck" "and Co", "Nippon Telegraph" "and Telephone Corp".
func (r *reading) partner(m *nlp.Mention) {
	if m.Class != nlp.Organization && m.Class != nlp.Person || !r.and(m.Last) {
		return
	}
	last := m.Last + 1
	for int(last) < len(r.lower) && r.sent[last] == r.sent[m.First] && r.tok(last).POS != "CCONJ" && r.lower[last] != r.doc.Form(last) &&
		(r.trait(last)&firm != 0 || r.traits[undot(r.lower[last])]&firm != 0 || trade(r.lower[last])) {
		last++
	}
	if last > m.Last+1 && gazetteer.LegalForm(r.lower[last-1]) {
		m.Last, m.Class, m.Ref = last, nlp.Organization, ""
		m.Head = r.headIn(*m)
	}
}

// partners reports whether name b goes on name a, and takes it in: it lies in a
// already, or both are one firm, as a verb in the singular or a pronoun says:
// "Merrill and Lynch Co owns".
func (r *reading) partners(a *nlp.Mention, b nlp.Mention) bool {
	if b.First < a.Last { // a has grown into it
		if b.Last > a.Last {
			a.Last = b.Last
			a.Head = r.headIn(*a)
		}
		return true
	}
	if b.Class != nlp.Organization || a.Class != nlp.Organization && a.Class != nlp.Person && a.Class != nlp.Place || b.First != a.Last+1 || !r.and(a.Last) ||
		!gazetteer.LegalForm(r.lower[b.Last-1]) || gazetteer.LegalForm(r.lower[a.Last-1]) || r.tok(b.Head).Rel != "conj" || r.rel(r.top(a.Head)) != "nsubj" {
		return false
	}
	top := r.top(a.Head)
	for _, k := range r.kids(top) {
		if r.rel(k) == "conj" && k != r.top(b.Head) {
			return false // a list
		}
	}
	v := r.tok(top).Head
	one := r.tok(v).Tag == "VBZ" && r.kid(v, "aux") < 0
	for _, k := range r.kids(v) {
		one = one || (r.rel(k) == "aux" || r.rel(k) == "cop") && (r.tok(k).Tag == "VBZ" || r.lower[k] == "was") || r.rel(k) == "ccomp" && r.kid(k, "nsubj") >= 0 && r.lower[r.kid(k, "nsubj")] == "it"
	}
	if one {
		a.Last, a.Class, a.Ref = b.Last, nlp.Organization, ""
		a.Head = r.headIn(*a)
	}
	return one
}

// house takes the last of a firm's partners into the name: "Lund" "Sachs and Co"
// with a comma between.
func (r *reading) house(a *nlp.Mention, b nlp.Mention) bool {
	if a.Last-a.First != 1 || a.Class != nlp.Organization && a.Class != nlp.Person || b.First != a.Last+1 || r.lower[a.Last] != "," ||
		b.Last != b.First+3 || a.First > 0 && r.lower[a.First-1] == "," {
		return false
	}
	a.Last, a.Class, a.Ref = b.Last, nlp.Organization, ""
	a.Head = r.headIn(*a)
	return true
}

// and reports whether token i joins two names.
func (r *reading) and(i int32) bool {
	return int(i)+1 < len(r.lower) && (r.lower[i] == "and" || r.lower[i] == "&")
}

// unfirmed returns the words of a firm's name without those that all firms share:
// "Dow Jones" of "Dow Jones and Co Inc".
func unfirmed(words []string) []string {
	n := len(words)
	for n > 1 && (gazetteer.LegalForm(words[n-1]) || words[n-1] == "and" || words[n-1] == "&") {
		n--
	}
	return words[:n]
}

// trade reports whether a word in a firm's name says what it deals in.
func trade(w string) bool {
	switch w {
	case "telephone", "telegraph", "electric", "electronics", "power", "light", "lighting", "gas", "oil", "petroleum", "steel", "iron", "coal", "water",
		"chemical", "chemicals", "paper", "rubber", "tire", "glass", "copper", "insurance", "marine", "fire", "casualty", "trust", "savings", "loan",
		"railway", "railroad", "shipping", "trading", "manufacturing", "engineering", "smelting", "refining", "mining", "exploration", "development",
		"construction", "machinery", "tobacco", "sugar", "milling", "publishing", "broadcasting", "navigation", "storage", "transport", "son", "daughters":
		return true
	}
	return false
}

// known reports whether the gazetteer knows a name as a country, a body or an
// organization, and gives it its class.
func (r *reading) known(m *nlp.Mention) bool {
	text := r.words(m.First, m.Last)
	if c, ok := r.gaz.Country(text); ok {
		m.Class, m.Ref = nlp.Country, c.Name
		return true
	}
	m.Class, m.Ref = nlp.Organization, ""
	if b, ok := r.gaz.Body(text); ok {
		m.Ref = b.Country
		return true
	}
	_, ok := r.gaz.Organization(text)
	return ok
}

// headIn returns the token of a name that hangs on a token outside of it.
func (r *reading) headIn(m nlp.Mention) int32 {
	for i := m.First; i < m.Last; i++ {
		if h := r.tok(i).Head; h < m.First || h >= m.Last {
			return i
		}
	}
	return m.Last - 1
}

// temporal reports whether a mention is no more than a day or a month.
func (r *reading) temporal(m nlp.Mention) bool {
	for i := m.First; i < m.Last; i++ {
		if !r.timeAt[i] && r.trait(i)&timeword == 0 {
			return false
		}
	}
	return true
}

// afterTitle returns the first token of a person's name behind the titles that
// it opens with. "Pope Francis" keeps his.
func (r *reading) afterTitle(m nlp.Mention) int32 {
	first := m.First
	for first+1 < m.Last {
		t := r.titleWord(r.lower[first])
		if t == 0 || t&regnal != 0 && first+2 >= m.Last {
			break
		}
		first++
		if first < m.Last && r.lower[first] == "." {
			first++
		}
	}
	if first >= m.Last {
		return m.First
	}
	return first
}
