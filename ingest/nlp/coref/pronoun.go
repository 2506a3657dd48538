package coref

import (
	"slices"
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
			seen[e] = !p.reflexive && r.patient(o, k) // then the chain is out, by all its mentions
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
		if o := r.mentionAt(s); o > k && r.ments[o].sent == m.sent {
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
