package coref

import (
	"slices"

	"dateline/ingest/nlp"
)

// ownCountry ties nominal k, "his country" or "her government", to those that
// the person whom the possessive means leads or serves by a title.
func (r *reading) ownCountry(k, possessive int32) {
	m := &r.ments[k]
	head := r.lemma(m.Head)
	if head != "country" && head != "nation" && head != "government" || len(r.modifiers(m.Head)) > 1 {
		return
	}
	e := r.entityOf(possessive)
	if e < 0 || r.ents[e].class != nlp.Person || m.Kind != nlp.Nominal || m.ent < 0 {
		return
	}
	country := ""
	for _, h := range r.ents[e].roles {
		if h.country != "" && country != "" && h.country != country {
			return
		}
		if leads(h) || h.head == "minister" || h.head == "ambassador" {
			country = h.country
		}
	}
	key := "country|" + country
	if head == "government" {
		key = "gov|" + country
	}
	if to, ok := r.byKey[key]; ok && country != "" {
		r.join(to, m.ent)
	}
}

// reflexive returns the subject of the pronoun's own clause: binding leaves no
// other candidate for "itself".
func reflexive(_ int32, p pronoun, cands []candidate) int32 {
	if p.reflexive && len(cands) == 1 {
		return cands[0].ent
	}
	return -1
}

// ownSpeech returns who says something, when pronoun k is the subject of what is
// said or belongs to it: "the agency said it had sent its experts", "the
// army said its tanks had left".
func (r *reading) ownSpeech(k int32, p pronoun, cands []candidate) int32 {
	m := &r.ments[k]
	if p.reflexive {
		return -1
	}
	subject := m.Head
	if r.tok(m.Head).Rel == "nmod:poss" {
		subject = r.tok(m.Head).Head
	}
	v := r.tok(subject).Head
	if v < 0 || base(r.tok(subject).Rel) != "nsubj" || r.tok(v).Rel != "ccomp" {
		return -1
	}
	says := r.tok(v).Head
	if r.trait(says)&speech == 0 || r.tok(says).POS != "VERB" {
		return -1
	}
	s := r.subject(says)
	if s < 0 || s > m.Head {
		return -1
	}
	speaker := func(c *candidate) bool {
		o := &r.ments[c.at]
		return o.sent == m.sent && (o.top == s || o.lead == s || o.Kind == nlp.Name && r.calledBy(s, o))
	}
	several := p.number == plural && slices.ContainsFunc(cands, func(c candidate) bool { return c.set && speaker(&c) }) // "A and B said they"
	for i := range cands {
		x := &r.ents[cands[i].ent]
		o := &r.ments[cands[i].at]
		if !speaker(&cands[i]) || cands[i].set != (several || o.number == plural && o.Kind == nlp.Name) {
			continue
		}
		if p.number == plural && o.number == 0 && o.Kind == nlp.Name { // "the Armed Forces said they"
			return cands[i].ent
		}
		if p.human || p.number == singular && collective(x.class) || p.number == plural && (x.number == plural || len(x.members) > 0) {
			return cands[i].ent
		}
	}
	return -1
}

// calledBy reports whether name o hangs on noun s, which describes it, with nothing
// between that parts them: "game company Epic Games said it".
func (r *reading) calledBy(s int32, o *mention) bool {
	if r.tok(o.top).Head != s || o.First <= s || r.tok(o.First-1).POS == "PUNCT" {
		return false
	}
	b := r.rel(o.top)
	return b == "appos" || b == "flat" || r.tok(o.top).Rel == "nmod:desc"
}

// onlyOne returns the only group that a plural subject can stand for, when its
// members are known, its verb asks for people or bodies, and it stands in this
// sentence or the one before.
func (r *reading) onlyOne(k int32, p pronoun, cands []candidate) int32 {
	m := &r.ments[k]
	if p.number != plural || r.asks(m) == 0 {
		return -1
	}
	best := int32(-1)
	for i := range cands {
		e := cands[i].ent
		if t := &r.ents[e]; m.sent-r.ments[cands[i].at].sent > 1 || t.class != nlp.Group && len(t.members) == 0 {
			continue
		}
		if best >= 0 {
			return -1
		}
		best = e
	}
	if best >= 0 && len(r.ents[best].members) < 2 {
		return -1
	}
	return best
}

// topic returns the body or country that was the subject of the sentence before,
// for an "it" or "its" that opens a sentence and whose verb says what somebody
// does.
func (r *reading) topic(k int32, p pronoun, cands []candidate) int32 {
	m := &r.ments[k]
	sent := r.doc.Sentences[m.sent]
	if p.human || p.number != singular || m.Head != sent.First || m.sent == 0 || m.quote >= 0 {
		return -1
	}
	if v := r.clause(m.Head); r.tok(v).POS != "VERB" || r.kid(v, "cop") >= 0 || r.tok(m.Head).Rel == "nsubj:pass" {
		return -1
	}
	before := r.doc.Sentences[m.sent-1]
	if before.Paragraph != sent.Paragraph {
		return -1
	}
	for i := before.First; i < before.Last; i++ {
		if r.tok(i).Head >= 0 {
			continue
		}
		s := r.kid(i, "nsubj")
		for c := range cands {
			e := cands[c].ent
			if x := &r.ents[e]; s >= 0 && r.entityOf(r.mentionAt(s)) == e && collective(x.class) {
				return e
			}
		}
	}
	return -1
}

// lastSpeaker returns who spoke last when pronoun k goes on speaking: "it
// added", a "he said" behind what he said. It is -1 for all other pronouns,
// and when nobody fits.
func (r *reading) lastSpeaker(k int32, p pronoun, cands []candidate) int32 {
	m := &r.ments[k]
	if r.asks(m) != 2 || m.quote >= 0 {
		return -1
	}
	behind := m.Head > r.doc.Sentences[m.sent].First && r.tok(m.Head-1).POS == "PUNCT"
	if p.human && !behind {
		return -1
	}
	for o := k - 1; o >= 0 && m.sent-r.ments[o].sent <= 2; o-- {
		n := &r.ments[o]
		if n.quote >= 0 || n.gov < 0 || n.rel != "nsubj" || r.trait(n.gov)&speech == 0 {
			continue
		}
		e := r.entityOf(o)
		if !slices.ContainsFunc(cands, func(c candidate) bool { return c.ent == e && !c.set }) {
			continue
		}
		if c := r.ents[e].class; p.human || collective(c) || c == nlp.Group {
			return e
		}
	}
	return -1
}

// resolveSpeaker ties I and my in a quote to its speaker, we to a speaker that
// is a body.
func (r *reading) resolveSpeaker(k int32, p pronoun) {
	m := &r.ments[k]
	if m.quote < 0 {
		return
	}
	s := r.quotes[m.quote].speaker
	if s < 0 {
		return
	}
	o := r.mentionAt(s)
	if o < 0 {
		return
	}
	e := r.entityOf(o)
	if e < 0 {
		return
	}
	x := &r.ents[e]
	if p.number == singular && (x.class == nlp.Person || x.class == nlp.Unknown) && x.number != plural ||
		p.number == plural && (collective(x.class) || x.number == plural) {
		r.attach(k, e)
	}
}
