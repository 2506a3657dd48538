package extract

import (
	"slices"

	"dateline/ingest/nlp"
	"dateline/schema"
)

// circumstances returns the roles of a frame besides subject and target.
func (r *reader) circumstances(f frame) []Argument {
	var out []Argument
	for _, o := range f.obl {
		if o.alt || r.temporal(o.tok) || r.idiom(o) {
			continue
		}
		role := r.role(o)
		if role == "" || role == schema.PlaceRole && (r.ofEvent(o.tok) || r.term(f.head, o.tok)) {
			continue
		}
		a := Argument{Role: role, Token: o.tok, Via: own}
		if role != schema.PlaceRole && !r.entityLike(o.tok) {
			a.Literal, a.Span = r.literal(o.tok), r.phraseSpan(o.tok)
		}
		out = append(out, a)
	}
	for _, o := range f.obj { // "met Ann Berg in Rome", hung on the name
		if r.classOf(o.tok) != nlp.Person || !r.named(o.tok) {
			continue
		}
		for _, k := range r.children(o.tok) {
			if p := r.prep(k); k > o.tok && r.is(k, "nmod") && (p == "in" || p == "at" || p == "near") && r.placeLike(k) {
				out = append(out, Argument{Role: schema.PlaceRole, Token: k, Via: own})
			}
		}
	}
	if slices.ContainsFunc(out, func(a Argument) bool { return a.Role == schema.PlaceRole }) {
		return out
	}
	if k := r.where(f); k != none && !r.term(f.head, k) {
		return append(out, Argument{Role: schema.PlaceRole, Token: k, Via: own})
	}
	doers := f.agent
	if !f.passive {
		doers = f.subj
	}
	for _, a := range doers { // "an airstrike in Kyiv killed ten"
		if _, ok := r.nominalization(r.lemma(a.tok)); ok && a.via == own {
			if k := r.scene(a.tok, 2, true); k != none {
				return append(out, Argument{Role: schema.PlaceRole, Token: k, Via: own})
			}
		}
	}
	if len(f.obl) == 0 && f.passive { // "two were killed and three injured in Lyon"
		for _, k := range r.children(f.head) {
			if r.is(k, "conj") && r.verbal(k) && r.passive(k) {
				inner := r.frame(k)
				for _, o := range inner.obl {
					if o.prep == "in" && r.placeLike(o.tok) && r.named(o.tok) {
						return append(out, Argument{Role: schema.PlaceRole, Token: o.tok, Via: coordinated})
					}
				}
				if p := r.where(inner); p != none {
					return append(out, Argument{Role: schema.PlaceRole, Token: p, Via: coordinated})
				}
			}
		}
	}
	return out
}

// where returns the named place of the events and buildings among the obliques
// of a frame. Who is hurt during an attack is where it strikes.
func (r *reader) where(f frame) int32 {
	for _, o := range f.obl {
		switch o.prep {
		case "in", "during", "at", "after", "following", "outside", "inside", "near":
			during := o.prep == "during" || o.prep == "after" || o.prep == "following"
			if k := r.scene(o.tok, 4, !during || r.violent(r.lemma(f.head))); k != none && !r.temporal(o.tok) {
				return k
			}
		}
	}
	return none
}

// scene returns the named place where noun i is or happens, so many nouns deep:
// "killed in a shooting outside a mosque in Lyon". It returns none without one.
// What an attack is on may be where something happens in it (on), but not
// where something happens during it.
func (r *reader) scene(i int32, depth int, on bool) int32 {
	if depth == 0 {
		return none
	}
	for _, k := range r.children(i) {
		if k < i || !r.is(k, "nmod") {
			continue
		}
		switch p, spot := r.prep(k), r.placeLike(k); p {
		case "in", "at", "near", "on", "outside", "inside", "off":
			if p == "on" && !on {
				continue
			}
			if spot && r.named(k) {
				return k
			}
			if !spot && p != "on" {
				continue
			}
		case "by", "of": // "an ambush by rebels in Mopti"
			if spot {
				continue
			}
		default:
			continue
		}
		if p := r.scene(k, depth-1, on); p != none {
			return p
		}
	}
	return none
}

// term reports whether prison k is what somebody gets, not where it is done:
// "sentenced to ten years in prison".
func (r *reader) term(v, k int32) bool {
	switch r.lemma(k) {
	case "prison", "jail", "penitentiary", "custody":
	default:
		return false
	}
	switch r.lemma(v) {
	case "sentence", "convict", "face", "condemn":
		return true
	}
	i := r.low[k] - 1
	return i >= 0 && timeNouns[r.lemma(i)]
}

// ofEvent reports whether place k stands right behind an event noun whose
// place it is.
func (r *reader) ofEvent(k int32) bool {
	i := r.low[k] - 1
	return i >= 0 && r.pos(i, "NOUN") && scheduled[r.lemma(i)] && r.definite(i) && r.placeBehind(i) == k
}

// role returns the role of a prepositional phrase, "" for none.
func (r *reader) role(o arg) schema.RoleName {
	place := r.placeLike(o.tok)
	switch o.prep {
	case "in", "at", "near", "inside", "outside", "throughout", "within", "across", "around":
		if place && (o.prep != "outside" || r.named(o.tok)) { // outside the town is anywhere
			return schema.PlaceRole
		}
	case "on":
		if place {
			return schema.PlaceRole
		}
	case "about", "over", "regarding", "concerning":
		return schema.Topic
	case "to", "into", "toward", "towards":
		if place {
			return schema.Destination
		}
		return schema.Recipient
	case "from":
		return schema.Source
	case "with", "using", "via":
		if !r.person(o.tok) {
			return schema.Instrument
		}
	case "because-of", "due-to":
		return schema.Cause
	case "for":
		return schema.Purpose
	}
	return ""
}
