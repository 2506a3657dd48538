package coref

import (
	"slices"
	"sort"
	"strings"

	"dateline/ingest/nlp"
)

// linkReferring reads the document from left to right and resolves groups and
// pronouns, so that each can build on those before it.
func (r *reading) linkReferring() {
	r.groups = make(map[string]int32)
	r.findSets()
	for k := range r.ments {
		m := &r.ments[k]
		if e := r.entityOf(int32(k)); e >= 0 {
			r.tally(e)
		}
		switch m.Kind {
		case nlp.Nominal:
			if m.ent >= 0 && r.ents[r.find(m.ent)].name == "" {
				if m.number == plural {
					r.including(int32(k))
				}
				if m.number == plural || r.trait(m.Head)&crowd != 0 {
					r.resolveGroup(int32(k))
				}
			}
		case nlp.Pronoun:
			r.resolvePronoun(int32(k))
			if h := r.tok(m.Head).Head; r.tok(m.Head).Rel == "nmod:poss" && r.headed[h] >= 0 {
				r.ownCountry(r.headed[h], int32(k))
			}
		}
	}
}

// tally counts a mention of entity e and keeps the size of the largest chain of
// each class.
func (r *reading) tally(e int32) {
	x := &r.ents[e]
	x.seen++
	r.most[x.class] = max(r.most[x.class], x.seen)
}

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

// including makes what follows "including" the members of a plural of people
// or bodies: "his advisers, including Tillerson and Haley".
func (r *reading) including(k int32) {
	m := &r.ments[k]
	if m.Class != nlp.Group {
		return
	}
	end := r.doc.Sentences[m.sent].Last
	i := m.Head + 1
	for i < end && i < m.Head+8 && r.lower[i] != "including" {
		i++
	}
	if i >= end || r.lower[i] != "including" || r.rel(i) != "case" && r.rel(i) != "acl" || !r.within(i, m.Head) {
		return
	}
	var members []int32
	for i++; i < end; i++ {
		o := r.nameAt[i]
		if t := r.tok(i); o < 0 && (strings.HasPrefix(t.Tag, "VB") || t.Tag == "MD" || r.lower[i] == ";") {
			break
		}
		if o < 0 || r.ments[o].ent < 0 {
			continue
		}
		e := r.entityOf(o)
		person := r.trait(m.Head)&person != 0
		if person && r.ents[e].class == nlp.Person || !person && r.ents[e].class == nlp.Organization {
			if !slices.Contains(members, e) {
				members = append(members, e)
			}
		}
		i = r.ments[o].Last - 1
	}
	if len(members) > 0 {
		r.ents[r.find(m.ent)].members = members
	}
}

// resolvePronoun ties pronoun k to a chain if one is sure enough.
func (r *reading) resolvePronoun(k int32) {
	m := &r.ments[k]
	p, _ := pronounOf(r.lower[m.Head])
	if p.first {
		r.resolveSpeaker(k, p)
		return
	}
	cands := r.candidates(k, p)
	if r.judge != nil {
		r.judge(k, cands)
		return
	}
	for _, sure := range [...]func(int32, pronoun, []candidate) int32{reflexive, r.ownSpeech, r.lastSpeaker, r.onlyOne, r.topic} {
		if e := sure(k, p, cands); e >= 0 {
			r.attach(k, e)
			return
		}
	}
	if best := r.choose(k, cands); best >= 0 {
		r.attach(k, cands[best].ent)
	}
}

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
	for i := range cands {
		x := &r.ents[cands[i].ent]
		if o := &r.ments[cands[i].at]; o.sent != m.sent || o.top != s && o.lead != s || cands[i].set != (o.number == plural && o.Kind == nlp.Name) {
			continue
		}
		if p.human || p.number == singular && collective(x.class) || p.number == plural && (x.number == plural || len(x.members) > 0) {
			return cands[i].ent
		}
	}
	return -1
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

// choose returns the best candidate, -1 if none is sure enough: it must be
// ahead of every other and of none at all.
func (r *reading) choose(k int32, cands []candidate) int {
	if len(cands) == 0 {
		return -1
	}
	form := formOf(r.lower[r.ments[k].Head])
	w, bar := r.weights[form], bars[form]
	sum := func(f []int32) (s int) {
		for _, i := range f {
			s += int(w[i])
		}
		return s
	}
	r.feats = r.nullFeatures(k, len(cands), r.feats[:0])
	null := sum(r.feats)
	best, score, second := -1, 0, -1<<30
	for i := range cands {
		r.feats = r.features(k, &cands[i], i, r.feats[:0])
		switch s := sum(r.feats); {
		case best < 0 || s > score:
			best, score, second = i, s, score
			if i == 0 {
				second = -1 << 30
			}
		case s > second:
			second = s
		}
	}
	if score-null < bar.null || score-second < bar.second {
		return -1
	}
	return best
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

// window is how many sentences back a pronoun may reach.
const window = 3

// candidates lists what pronoun k may stand for, the nearest mention first,
// each chain once.
func (r *reading) candidates(k int32, p pronoun) []candidate {
	m := &r.ments[k]
	var out []candidate
	seen := make(map[int32]bool)
	asks := r.asks(m)
	speaker := int32(-2) // who speaks of himself says I
	if m.quote >= 0 {
		speaker = r.speakerOf(m.quote)
	}
	for o := k - 1; o >= 0; o-- {
		x := &r.ments[o]
		if m.sent-x.sent > window {
			break
		}
		e := r.entityOf(o)
		if e < 0 || seen[e] || e == speaker || !r.agrees(e, x, p) || !r.able(e, p, asks) {
			continue
		}
		if !r.binds(o, k, p) {
			seen[e] = !p.reflexive // the chain is out, by all its mentions
			continue
		}
		seen[e] = true
		out = append(out, candidate{ent: e, at: o})
	}
	if p.number == plural {
		out = append(out, r.setCandidates(k, seen)...)
	}
	// A pronoun in a phrase before its clause may point forward to the subject.
	s := r.matrixSubject(m.Head)
	if s < 0 {
		s = r.afterComma(m)
	}
	if s >= 0 {
		if o := r.mentionAt(s); o > k {
			if e := r.entityOf(o); e >= 0 && !seen[e] && r.agrees(e, &r.ments[o], p) {
				out = append(out, candidate{ent: e, at: o})
			} else if p.number == plural {
				for i := range r.sets {
					if t := &r.sets[i]; t.lead == s && t.joined {
						out = append(out, candidate{ent: r.groupOf(t.members), at: o, set: true, joined: true, last: t.last})
					}
				}
			}
		}
	}
	return out
}

// setCandidates are the sets before a plural pronoun that are no group yet.
func (r *reading) setCandidates(k int32, seen map[int32]bool) []candidate {
	m := &r.ments[k]
	var out []candidate
	for i := r.setsBefore(m.First) - 1; i >= 0 && m.sent-r.sets[i].sent <= window; i-- {
		s := &r.sets[i]
		if r.within(m.Head, s.lead) && !s.joined {
			continue
		}
		if r.rel(m.Head) != "nmod" && s.joined && r.clause(s.lead) == r.clause(m.Head) {
			continue
		}
		if !s.joined && r.sent[s.lead] == m.sent && r.clause(m.Head) == r.clause(s.lead) {
			continue
		}
		e := r.groupOf(s.members)
		if seen[e] {
			continue
		}
		seen[e] = true
		at := r.mentionAt(s.lead)
		if at < 0 {
			continue
		}
		out = append(out, candidate{ent: e, at: at, set: true, joined: s.joined, last: s.last})
	}
	return out
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
// police ... they".
func (r *reading) crowded(e int32) bool {
	for _, o := range r.ents[e].mentions {
		if r.ments[o].Kind != nlp.Pronoun && r.trait(r.ments[o].Head)&crowd != 0 {
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
