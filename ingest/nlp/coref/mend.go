package coref

import (
	"strings"
	"unicode"
	"unicode/utf8"

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
		out = append(out, m)
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
