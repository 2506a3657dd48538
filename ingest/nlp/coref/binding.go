package coref

import (
	"sort"

	"dateline/ingest/nlp"
)

// afterComma returns the subject that opens the rest of a sentence behind the
// comma that ends its first phrase, when mention m stands in that phrase; -1 if
// there is none. It asks less of the tree than matrixSubject.
func (r *reading) afterComma(m *mention) int32 {
	sent := r.doc.Sentences[m.sent]
	switch r.lower[sent.First] {
	case "in", "during", "after", "before", "at", "on", "with", "despite", "since", "as", "when", "while", "for", "following":
	default:
		return -1
	}
	for i := m.Head + 1; i+1 < sent.Last && i < m.Head+25; i++ {
		if r.lower[i] != "," {
			continue
		}
		k := sort.Search(len(r.ments), func(k int) bool { return r.ments[k].First > i })
		if k < len(r.ments) && r.ments[k].First == i+1 && base(r.tok(r.ments[k].top).Rel) == "nsubj" {
			return r.ments[k].top
		}
		return -1
	}
	return -1
}

// agrees reports whether chain e, by its mention x, can be what a pronoun of
// the third person stands for.
func (r *reading) agrees(e int32, x *mention, p pronoun) bool {
	t := &r.ents[e]
	if p.human {
		if t.class != nlp.Person && t.class != nlp.Unknown || t.number == plural {
			return false
		}
		if t.class == nlp.Unknown && t.name == "" {
			return false
		}
		return t.gender == 0 || t.gender == p.gender
	}
	switch t.class {
	case nlp.Person, nlp.Nationality:
		return false
	}
	if p.number == singular {
		return t.number != plural && t.class != nlp.Group && len(t.members) == 0
	}
	if t.number == plural || t.class == nlp.Group || len(t.members) > 0 {
		return true
	}
	return t.class == nlp.Organization && !t.governs
}

// able reports whether an entity can do what the verb of a pronoun asks of its
// subject: a war does not decide, of things only documents speak, and a body is
// they only when it acts.
func (r *reading) able(e int32, p pronoun, asks int) bool {
	switch r.ents[e].class {
	case nlp.Other, nlp.EventName, nlp.Facility, nlp.Place:
		return asks == 0
	case nlp.Product:
		return asks != 1
	case nlp.Organization:
		return p.number != plural || asks > 0 || r.crowded(e)
	}
	return true
}

// crowded reports whether a body is called by a noun that takes a plural: "the
// police ... they", "the Armed Forces ... they".
func (r *reading) crowded(e int32) bool {
	for _, o := range r.ents[e].mentions {
		if r.ments[o].Kind != nlp.Pronoun && (r.trait(r.ments[o].Head)&crowd != 0 || r.tok(r.ments[o].Head).Tag == "NNPS") {
			return true
		}
	}
	return false
}

// binds applies the binding rules between a mention and a pronoun behind it: a
// reflexive needs the subject of its own clause, any other object must not
// be its clause's subject, and nothing stands for a phrase it is part of.
func (r *reading) binds(o, k int32, p pronoun) bool {
	x, m := &r.ments[o], &r.ments[k]
	if x.sent != m.sent {
		return !p.reflexive
	}
	if r.within(m.Head, x.top) && m.Head != x.top {
		return r.outside(m.Head, x.top)
	}
	if r.nested(x.Head, m.Head) && x.Kind != nlp.Name && x.First <= m.First && x.Last >= m.Last {
		return false
	}
	poss := r.tok(m.Head).Rel == "nmod:poss"
	if p.reflexive {
		return r.subject(r.clause(m.Head)) == x.lead
	}
	if poss {
		return true
	}
	// Two arguments of one predicate are two things.
	pc := r.clause(m.Head)
	if r.clause(x.Head) == pc && r.clausal(x.rel) && r.clausal(r.tok(m.Head).Rel) {
		return false
	}
	if s := r.subject(pc); s >= 0 && (s == x.lead || s == x.top) && m.Head != s && r.clausal(r.tok(m.Head).Rel) && r.tok(m.Head).Head == pc {
		return false
	}
	return true
}

// patient reports whether mention o is the subject of the verb that pronoun k is
// the object of: "the judge ordered him" is about two people.
func (r *reading) patient(o, k int32) bool {
	x, m := &r.ments[o], &r.ments[k]
	v := r.tok(m.Head).Head
	if b := base(r.tok(m.Head).Rel); v < 0 || b != "obj" && b != "iobj" {
		return false
	}
	s := r.subject(v)
	return s >= 0 && (s == x.lead || s == x.top)
}

func (r *reading) clausal(rel string) bool {
	switch base(rel) {
	case "nsubj", "obj", "iobj", "obl":
		return true
	}
	return false
}

// outside reports whether token i below noun a is in a phrase of its own: a
// clause ("the man who lost his job"), an apposition, a conjunct ("Merkel and
// her deputy").
func (r *reading) outside(i, a int32) bool {
	for range 100 {
		if i == a || i < 0 {
			return false
		}
		switch r.rel(i) {
		case "acl", "appos", "parataxis", "conj":
			return true
		case "flat": // the tree is wrong: nobody's name holds a pronoun
			return true
		}
		i = r.tok(i).Head
	}
	return false
}

// matrixSubject returns the subject that follows a fronted phrase or clause
// with token i in it ("In his speech, Obama ..."), -1 if there is none.
func (r *reading) matrixSubject(i int32) int32 {
	for range 30 {
		h := r.tok(i).Head
		if h < 0 {
			return -1
		}
		b := r.rel(i)
		if (b == "obl" || b == "advcl") && i < h {
			if s := r.kid(h, "nsubj"); s > i {
				return s
			}
		}
		if b == "nsubj" || b == "obj" || b == "parataxis" || b == "ccomp" || b == "conj" && !nominal(r.tok(i).POS) {
			return -1
		}
		i = h
	}
	return -1
}
