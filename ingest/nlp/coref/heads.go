package coref

import (
	"slices"
	"strings"

	"dateline/ingest/nlp"
)

// headWindow is how many sentences back a definite description may reach.
const headWindow = 15

// linkHeads ties a definite description to the last chain with the same head
// noun and at least its modifiers ("the attack" to "the chemical weapons
// attack"), or to a name that ends in it ("the commission").
func (r *reading) linkHeads() {
	for k := range r.ments {
		m := &r.ments[k]
		if m.Kind != nlp.Nominal || m.ent < 0 || !r.definite(int32(k)) || r.tok(m.Head).POS == "NUM" {
			continue
		}
		own := r.find(m.ent)
		if r.ents[own].name != "" || len(r.ents[own].mentions) > 1 || r.novel(m.Head) {
			continue
		}
		if e := r.sameHead(int32(k)); e >= 0 {
			r.join(e, own)
		} else if e := r.onlyFirm(int32(k)); e >= 0 {
			r.join(e, own)
		}
	}
}

// novel reports whether a word says that something else is meant.
func (r *reading) novel(h int32) bool {
	for _, i := range r.kids(h) {
		switch r.lower[i] {
		case "other", "another", "new", "next", "last", "second", "third", "different", "former", "latter",
			"first", "final", "previous", "same", "two", "three", "four", "five", "both", "latest", "following":
			return true
		}
	}
	return false
}

// sameHead looks backwards for the chain that mention k describes again.
func (r *reading) sameHead(k int32) int32 {
	m := &r.ments[k]
	head, mods := r.lemma(m.Head), r.modifiers(m.Head)
	tail := r.tail(m.Head)
	for o := k - 1; o >= 0; o-- {
		x := &r.ments[o]
		if m.sent-x.sent > headWindow {
			return -1
		}
		e := r.entityOf(o)
		if e < 0 || x.Last > m.First && x.First <= m.First {
			continue
		}
		if x.Kind == nlp.Name {
			if m.number == singular && r.namedAfter(e, head) && len(mods) == 0 && tail == "" {
				return e
			}
			continue
		}
		if x.Kind != nlp.Nominal || r.lemma(x.Head) != head || x.number != m.number {
			continue
		}
		if r.nested(x.Head, m.Head) {
			continue
		}
		have := r.modifiers(x.Head)
		fits := true
		for _, w := range mods {
			fits = fits && slices.Contains(have, w)
		}
		if t := r.tail(x.Head); tail != "" && t != tail || r.recounted(x.Head, m.Head) {
			fits = false
		}
		if fits {
			return e
		}
		if len(mods) == 0 && tail == "" {
			continue
		}
	}
	return -1
}

// recounted reports whether two nouns are counted, and not alike: "21 mln dlrs"
// are not "the 300 mln dlrs".
func (r *reading) recounted(a, b int32) bool {
	x, y := r.count(a), r.count(b)
	return x != y && (x != "" && y != "" || r.trait(b)&timeword != 0)
}

// count is the numerals before noun h, "" without any.
func (r *reading) count(h int32) string {
	var out []string
	for i := r.leftmost(h); i < h; i++ {
		if r.tok(i).POS == "NUM" {
			out = append(out, r.lower[i])
		}
	}
	return strings.Join(out, " ")
}

// onlyFirm returns what "the company" or "the German company" means: the only
// organization named in this sentence and the two before.
func (r *reading) onlyFirm(k int32) int32 {
	m := &r.ments[k]
	if m.number != singular || r.trait(m.Head)&company == 0 || r.limited(m.Head) {
		return -1
	}
	country := ""
	for _, i := range r.kids(m.Head) {
		switch n := r.nameAt[i]; {
		case i > m.Head || r.rel(i) != "amod" && r.rel(i) != "compound" && r.rel(i) != "nmod":
		case n < 0 || r.ments[n].Class != nlp.Nationality:
			return -1
		default:
			country = r.ments[n].Ref
		}
	}
	best := int32(-1)
	for o := k - 1; o >= 0 && m.sent-r.ments[o].sent <= 2; o-- {
		e := r.entityOf(o)
		if e < 0 || r.ments[o].Kind != nlp.Name || r.ents[e].class != nlp.Organization || r.ents[e].governs {
			continue
		}
		if _, state := r.gaz.StateBody(r.ents[e].name); state {
			continue
		}
		switch x := &r.ents[e]; {
		case country != "" && x.ref == country:
			return e
		case country != "" && x.ref != "":
		case best >= 0 && e != best:
			return -1
		default:
			best = e
		}
	}
	return best
}

// nested reports whether one phrase lies in the other.
func (r *reading) nested(a, b int32) bool { return r.within(a, b) || r.within(b, a) }

// tail is the heads of the phrases behind a noun, "" without any: "sarin" in
// "the use of sarin". A clause behind it makes it unlike all others.
func (r *reading) tail(h int32) string {
	var out []string
	for _, i := range r.kids(h) {
		if i < h {
			continue
		}
		switch r.rel(i) {
		case "nmod":
			if n := r.nameAt[i]; n >= 0 {
				out = append(out, fold(r.text(n)))
			} else {
				out = append(out, r.lemma(i))
			}
		case "acl":
			out = append(out, itoa(i))
		}
	}
	return strings.Join(out, " ")
}

// namedAfter reports whether the head of an entity's name is the noun: the last
// word, or the one before "of" or "for".
func (r *reading) namedAfter(e int32, noun string) bool {
	x := &r.ents[e]
	if len(x.words) < 2 || x.class == nlp.Person || x.class == nlp.Country || r.traits[noun]&(body|building|event|area) == 0 {
		return false
	}
	head := len(x.words) - 1
	for i, w := range x.words {
		if i > 0 && (w == "of" || w == "for") {
			head = i - 1
			break
		}
	}
	return fold(x.words[head]) == noun
}
