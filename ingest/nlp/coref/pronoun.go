package coref

import (
	"dateline/ingest/nlp"
)

// linkReferring reads the document from left to right and resolves groups and
// pronouns, so that each can build on those before it.
func (r *reading) linkReferring() {
	r.groups = make(map[string]int32)
	r.findSets()
	for k := range r.ments {
		m := &r.ments[k]
		switch m.Kind {
		case nlp.Nominal:
			if m.number == plural && m.ent >= 0 && r.ents[r.find(m.ent)].name == "" {
				r.including(int32(k))
				r.resolveGroup(int32(k))
			}
		case nlp.Pronoun:
			r.resolvePronoun(int32(k))
		}
	}
}

// including makes what follows "including" the members of a plural of people
// or bodies: "his advisers, including Tillerson and Haley".
func (r *reading) including(k int32) {
	m := &r.ments[k]
	if m.Class != nlp.Group {
		return
	}
	for _, i := range r.kids(m.Head) {
		if i < m.Head || r.rel(i) != "nmod" || r.caseOf(i) != "including" {
			continue
		}
		var members []int32
		for _, c := range append([]int32{i}, r.kids(i)...) {
			if c != i && r.tok(c).Rel != "conj" {
				continue
			}
			if o := r.mentionAt(c); o >= 0 && r.entityOf(o) >= 0 && r.ents[r.entityOf(o)].name != "" {
				members = append(members, r.entityOf(o))
			}
		}
		if len(members) > 0 {
			r.ents[r.find(m.ent)].members = members
		}
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
	if best := r.choose(k, p, cands); best >= 0 {
		c := &cands[best]
		e := c.ent
		if e < 0 {
			e = r.groupOf(c.members)
		}
		r.attach(k, e)
	}
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

// A candidate is one chain, or one set that is no chain yet (ent -1), by its
// best mention for a pronoun.
type candidate struct {
	ent     int32
	members []int32
	at      int32 // mention by which it is a candidate; for a set, of its lead
	set     bool
	joined  bool
	feats   []int32
	score   int
}

// window is how many sentences back a pronoun may reach.
const window = 3

// candidates lists what pronoun k may stand for, the nearest mention first,
// each chain once.
func (r *reading) candidates(k int32, p pronoun) []candidate {
	m := &r.ments[k]
	var out []candidate
	seen := make(map[int32]bool)
	for o := k - 1; o >= 0; o-- {
		x := &r.ments[o]
		if m.sent-x.sent > window {
			break
		}
		e := r.entityOf(o)
		if e < 0 || seen[e] || !r.agrees(e, x, p) || !r.binds(o, k, p) {
			continue
		}
		seen[e] = true
		out = append(out, candidate{ent: e, at: o})
	}
	if p.number == plural {
		out = append(out, r.setCandidates(k, seen)...)
	}
	// A pronoun in a phrase before its clause may point forward to the subject.
	if s := r.matrixSubject(m.Head); s >= 0 {
		if o := r.mentionAt(s); o > k {
			if e := r.entityOf(o); e >= 0 && !seen[e] && r.agrees(e, &r.ments[o], p) {
				out = append(out, candidate{ent: e, at: o})
			} else if p.number == plural {
				for i := range r.sets {
					if t := &r.sets[i]; t.lead == s && t.joined {
						out = append(out, candidate{ent: -1, members: t.members, at: o, set: true, joined: true})
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
	for i := len(r.sets) - 1; i >= 0; i-- {
		s := &r.sets[i]
		if s.last > m.First || m.sent-s.sent > window || r.within(m.Head, s.lead) && !s.joined {
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
		out = append(out, candidate{ent: e, members: s.members, at: at, set: true, joined: s.joined})
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
	return t.class == nlp.Organization
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
		return r.inRelative(m.Head, x.top)
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

// inRelative reports whether token i stands in a clause below noun a: "the
// man who lost his job".
func (r *reading) inRelative(i, a int32) bool {
	for range 100 {
		if i == a || i < 0 {
			return false
		}
		switch r.rel(i) {
		case "acl", "appos", "parataxis":
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

// choose returns the best candidate, -1 if none is sure enough.
func (r *reading) choose(k int32, p pronoun, cands []candidate) int {
	w, bar := weightsOf(r.lower[r.ments[k].Head])
	best, second := -1, -1
	for i := range cands {
		c := &cands[i]
		c.feats = r.features(k, p, c, i, c.feats[:0])
		c.score = 0
		for _, f := range c.feats {
			c.score += int(w[f])
		}
		switch {
		case best < 0 || c.score > cands[best].score:
			best, second = i, best
		case second < 0 || c.score > cands[second].score:
			second = i
		}
	}
	if best < 0 || cands[best].score < bar.least {
		return -1
	}
	if second >= 0 && cands[best].score-cands[second].score < bar.lead {
		return -1
	}
	return best
}

// features describes candidate c, the n-th from the pronoun, in numbers below
// featureCount.
func (r *reading) features(k int32, p pronoun, c *candidate, n int, f []int32) []int32 {
	m, x := &r.ments[k], &r.ments[c.at]
	on := func(i int32, yes bool) {
		if yes {
			f = append(f, i)
		}
	}
	d := m.sent - x.sent
	f = append(f, fDistance+min(d, 3))
	f = append(f, fRank+min(int32(n), 3))
	f = append(f, fRole+roleIndex(x.rel))
	f = append(f, fKind+int32(x.Kind))
	e := c.ent
	count := 0
	var class nlp.Class
	if e >= 0 {
		t := &r.ents[e]
		class = t.class
		for _, o := range t.mentions {
			if o < k {
				count++
			}
		}
		on(fNamed, t.name != "")
		on(fGenderKnown, t.gender != 0)
		on(fGroup, len(t.members) > 0)
		if l := r.lastPronoun(e, k); l >= 0 {
			on(fSamePronoun, m.sent-r.ments[l].sent <= 2)
		}
		on(fSpeaker, m.quote >= 0 && r.speakerOf(m.quote) == e)
	} else {
		class = nlp.Group
		f = append(f, fGroup)
	}
	switch {
	case count >= 8:
		f = append(f, fCount+3)
	case count >= 4:
		f = append(f, fCount+2)
	case count >= 2:
		f = append(f, fCount+1)
	default:
		f = append(f, fCount)
	}
	f = append(f, fClass+int32(class))
	on(fSet, c.set)
	on(fJoined, c.joined)
	on(fAhead, c.at > k)
	mrel := r.tok(m.Head).Rel
	on(fParallel, roleIndex(x.rel) == roleIndex(mrel))
	on(fMainClause, x.gov >= 0 && r.tok(x.gov).Head < 0)
	on(fOpens, x.First-r.doc.Sentences[x.sent].First <= 1)
	on(fNested, x.rel == "nmod" || x.rel == "nmod:poss" || base(x.rel) == "compound")
	on(fIndefinite, x.Kind == nlp.Nominal && !r.definite(c.at))
	on(fQuoteIn, x.quote >= 0 && x.quote != m.quote)
	on(fQuoteOut, m.quote >= 0 && x.quote < 0)
	on(fParagraph, r.doc.Sentences[x.sent].Paragraph != r.doc.Sentences[m.sent].Paragraph)
	if d == 0 && c.at < k {
		sub := base(x.rel) == "nsubj"
		on(fSubjectHere, sub)
		on(fCommands, sub && x.gov >= 0 && r.within(m.Head, x.gov))
		on(fPossOfSubject, sub && mrel == "nmod:poss" && r.clause(m.Head) == x.gov)
		on(fSharesClause, r.clause(m.Head) == r.clause(x.Head))
	}
	v := r.clause(m.Head)
	agentive := base(mrel) == "nsubj" && mrel != "nsubj:pass"
	says := agentive && r.trait(v)&speech != 0
	on(fSays, says && d <= 1 && r.said(c))
	on(fSaysBody, says && (collective(class) || class == nlp.Group))
	on(fActs, agentive && r.trait(v)&(volition|speech|reciprocal) != 0 && (collective(class) || class == nlp.Group))
	on(fActsThing, agentive && r.trait(v)&(volition|speech|reciprocal) != 0 && !collective(class) && class != nlp.Group)
	on(fRecip, c.set && r.trait(v)&reciprocal != 0)
	on(fPoss+0, mrel == "nmod:poss" && (collective(class) || class == nlp.Group))
	on(fPoss+1, mrel == "nmod:poss" && x.Kind == nlp.Name)
	on(fSubjSubj, agentive && base(x.rel) == "nsubj" && d == 1)
	return f
}

// lastPronoun returns the last pronoun of entity e before mention k, -1
// without one.
func (r *reading) lastPronoun(e, k int32) int32 {
	last := int32(-1)
	for _, o := range r.ents[e].mentions {
		if o < k && r.ments[o].Kind == nlp.Pronoun {
			last = max(last, o)
		}
	}
	return last
}

func (r *reading) speakerOf(q int32) int32 {
	if s := r.quotes[q].speaker; s >= 0 {
		if o := r.mentionAt(s); o >= 0 {
			return r.entityOf(o)
		}
	}
	return -2
}

// said reports whether the candidate is the subject of a speech verb.
func (r *reading) said(c *candidate) bool {
	x := &r.ments[c.at]
	return x.gov >= 0 && base(x.rel) == "nsubj" && r.trait(x.gov)&speech != 0
}

func roleIndex(rel string) int32 {
	switch base(rel) {
	case "nsubj":
		if rel == "nsubj:pass" {
			return 1
		}
		return 0
	case "obj", "iobj":
		return 2
	case "obl":
		return 3
	case "nmod":
		if rel == "nmod:poss" {
			return 4
		}
		return 5
	case "appos", "conj":
		return 6
	}
	return 7
}
