package extract

import (
	"slices"

	"dateline/ingest/nlp"
	"dateline/schema"
)

// weapons are what is launched, fired or dropped on a target.
var weapons = words("missile missiles rocket rockets strike airstrike bomb shell shot bullet drone tear-gas gas grenade torpedo attack mortar artillery " +
	"troop soldier force pressure sanction tariff criticism blame charge lawsuit complaint accusation claim war campaign operation raid offensive assault " +
	"limit restriction ban curb embargo demand fire insult")

// throwing verbs send weapons and words on their way.
var throwing = words("lob shoot fling bring hurl throw drop fire launch aim direct rain pour heap sling")

// aimedAt returns the prepositional phrase that what the object names is
// aimed at: "fired rockets at X", "launched missiles against X".
func (r *reader) aimedAt(c clause) (arg, bool) {
	o := c.obj[0]
	if r.named(o.tok) || !r.pos(o.tok, "NOUN", "PROPN") {
		return arg{}, false
	}
	object := r.objectWord(o.tok)
	known := weapons[object] && (light[c.word] || throwing[c.word])
	if undoing[c.word] {
		return arg{}, false
	}
	fits := func(k arg) bool {
		if r.reflexive(k.tok) { // at each other
			return false
		}
		switch k.prep {
		case "", "of", "for", "about", "from", "as", "by":
			return false
		case "in":
			if object != "part" && object != "role" && object != "action" && object != "stake" {
				return false
			}
		}
		if !r.temporal(k.tok) && k.tok > o.tok && r.entityLike(k.tok) && r.words.TakesTarget(c.word, "", object, k.prep) {
			return true
		}
		if !known {
			return false
		}
		switch k.prep {
		case "against", "on", "at", "onto", "upon", "into":
			return !r.temporal(k.tok) && k.tok > o.tok
		}
		return false
	}
	if weapons[object] && r.misses(c.head, o.tok) {
		return arg{}, false
	}
	for _, k := range c.obl {
		if fits(k) {
			return k, true
		}
	}
	for _, h := range [...]int32{o.tok, r.content(o.tok)} {
		for _, k := range r.children(h) {
			if a := (arg{tok: k, prep: r.prep(k), via: own}); r.is(k, "nmod") && fits(a) {
				return a, true
			}
		}
	}
	return arg{}, false
}

// content returns what noun i is a number of: the strikes of "a wave of
// strikes", the talks of "a round of talks".
func (r *reader) content(i int32) int32 {
	switch r.lemma(i) {
	case "wave", "series", "string", "spate", "round", "number", "dozen", "hundred", "thousand":
		if k := r.child(i, "nmod"); k != none && r.prep(k) == "of" {
			return k
		}
	}
	return i
}

// objectWord returns the word that object i is looked up by: a drone strike is
// no walkout.
func (r *reader) objectWord(i int32) string {
	i = r.content(i)
	word := r.lemma(i)
	if word != "strike" {
		return word
	}
	for _, k := range r.children(i) {
		if r.is(k, "compound", "amod") && (weapons[r.lemma(k)] || r.lemma(k) == "air" || r.lemma(k) == "military") {
			return "airstrike"
		}
	}
	return word
}

// misses reports whether the text goes on to say that weapon o, which verb v
// sends, hits nothing: "which was intercepted", "but it failed".
func (r *reader) misses(v, o int32) bool {
	for _, k := range r.children(v) {
		if k > v && r.fails(k) && (r.passive(k) || r.has(k, "nsubj")) {
			return true
		}
	}
	return r.missing(o)
}

// missing reports whether a clause behind weapon o, or behind what is told of
// it, says that it hit nothing.
func (r *reader) missing(o int32) bool {
	for _, k := range r.children(o) {
		if k > o && (r.fails(k) || r.is(k, "nmod") && r.missing(k)) {
			return true
		}
	}
	return false
}

// fails reports whether clause k tells of a miss.
func (r *reader) fails(k int32) bool {
	return r.is(k, "acl", "conj", "parataxis") && missed[r.verbWithParticle(k)]
}

// same returns the arguments of args with the preposition of o, from o on, or
// o alone: the conjuncts of one phrase.
func (r *reader) same(args []arg, o arg) []arg {
	at := slices.IndexFunc(args, func(a arg) bool { return a.tok == o.tok })
	if at < 0 {
		return r.spread(nil, o.tok, o.prep, o.via)
	}
	out := []arg{o}
	for _, a := range args[at+1:] {
		if a.prep != o.prep || !r.is(a.tok, "conj") {
			break
		}
		out = append(out, a)
	}
	return out
}

// targets turns args into target arguments: an entity where the words name
// one, else a literal.
func (r *reader) targets(args []arg) []Argument {
	out := arguments(schema.Target, args)
	for i := range out {
		k := out[i].Token
		if !r.entityLike(k) || r.nobodys(k) {
			out[i].Literal, out[i].Span = r.literal(k), r.phraseSpan(k)
		}
	}
	return out
}

// nobodys reports whether noun k has no name because it belongs to somebody who
// is not known: "their merger", "the sale of its mill".
func (r *reader) nobodys(k int32) bool {
	if c := r.chain(k); !r.pos(k, "NOUN") || facilities[r.lemma(k)] || c >= 0 && len(r.doc.Chains[c].Mentions) > 1 {
		return false
	}
	return !r.temporal(k) && !hollow[r.lemma(k)] && r.titled(k) == none && r.phrase(k) == ""
}

// entityLike reports whether nominal k as an object is worth an entity: a
// name, a known chain, people and bodies that are definite or counted.
func (r *reader) entityLike(k int32) bool {
	if r.named(k) || r.pos(k, "PROPN", "PRON") {
		return true
	}
	c := r.chain(k)
	if c >= 0 && len(r.doc.Chains[c].Mentions) > 1 {
		return true
	}
	if !r.pos(k, "NOUN") {
		return false
	}
	if r.titled(k) != none {
		return true
	}
	switch r.nominalClass(k) {
	case nlp.Other:
		return false
	case nlp.EventName:
		return r.definite(k)
	case nlp.Person: // "a representative": nobody in particular
		if d := r.child(k, "det"); d != none && r.lemma(d) == "a" {
			return false
		}
	}
	return r.definite(k) || r.tok[k].Feat("Number") == "Plur" || r.tok[k].Tag == "NNS" || r.has(k, "nmod", "amod", "compound")
}

// complementRank orders prepositions by how much their phrase belongs to the
// verb; 0 is none.
func complementRank(prep string) int {
	switch prep {
	case "with", "against", "to", "toward", "towards":
		return 5
	case "from":
		return 3
	case "for", "at", "on", "upon", "into", "onto", "over":
		return 4
	case "about", "of", "in", "off", "out-of":
		return 3
	case "through", "near", "around", "across", "behind", "between", "among", "by", "alongside", "under":
		return 2
	}
	return 0
}

// complementOf returns the prepositional phrase that completes the verb.
// Times and phrases without an entity or a short noun phrase do not. Of a
// passive, only a named place, person, body or thing does.
func (r *reader) complementOf(f frame, passive bool) (arg, bool) {
	best, rank := arg{}, 0
	for _, o := range f.obl {
		n := complementRank(o.prep)
		if n == 0 || o.alt || r.temporal(o.tok) || !r.nominal(o.tok) || r.is(o.tok, "conj") || o.tok < f.head && o.via == own && o.prep != "to" {
			continue
		}
		if r.idiom(o) || o.prep == "for" && r.lemma(f.head) == "call" && r.hasTo(f.head, o.tok) {
			continue
		}
		known := r.entityLike(o.tok)
		if r.pos(o.tok, "PRON") && r.resolve(o.tok) == nil {
			continue
		}
		if !known && (n < 4 && o.prep != "in" && o.prep != "of" && o.prep != "about" || passive && o.prep == "in" && !r.pos(o.tok, "NOUN", "PROPN")) {
			continue
		}
		score := n * 2
		if r.named(o.tok) {
			score += 4
		} else if known {
			score += 3
		}
		if o.tok == f.head+1 || r.low[o.tok] == f.head+1 {
			score += 3
		}
		if passive && rank > 0 && o.prep != "to" {
			continue // the nearest one
		}
		if score > rank {
			best, rank = o, score
		}
	}
	return best, rank > 0
}

// hasTo reports whether verb v has an infinitive behind o that o is to do: who
// "called for X to leave" did not call for X.
func (r *reader) hasTo(v, o int32) bool {
	for _, k := range r.children(v) {
		if k > o && (r.is(k, "xcomp") || r.is(k, "advcl") && r.person(o)) && r.verbal(k) && r.mark(k) == "to" {
			return true
		}
	}
	return false
}

// idiom reports whether a prepositional phrase is a set phrase without
// reference: "at length", "in addition", "on condition of".
func (r *reader) idiom(o arg) bool {
	switch r.lemma(o.tok) {
	case "back", "front", "middle", "wake", "face", "name", "course", "half", "light", "form", "process", "favor", "favour", "meantime", "aftermath", "context", "hope":
		return o.prep == "in"
	}
	switch o.prep + " " + r.lemma(o.tok) {
	case "at length", "in addition", "in fact", "in particular", "on condition", "at least", "at most", "in general", "at all", "of course", "for example",
		"for instance", "in part", "in turn", "at once", "on average", "in total", "in order", "on purpose", "by accident", "by chance", "in public",
		"in private", "in person", "at first", "at last", "in statement", "in interview", "on behalf", "in return", "in response", "at time", "on occasion",
		"for now", "in charge", "at large", "in office", "on board", "at sea", "at stake", "to death", "to face", "in question", "in absentia", "in custody", "under way", "on record", "of age", "in detail", "at work", "by name", "by phone", "in connection", "at home", "at risk", "in way", "in place", "on basis", "with respect", "with regard", "in case", "for sure":
		return true
	}
	return false
}

// placeLike reports whether nominal i can be where something happens. A
// capital that governs is no place.
func (r *reader) placeLike(i int32) bool {
	switch r.classOf(i) {
	case nlp.Place, nlp.Country, nlp.Facility:
		c := r.chain(i)
		return c < 0 || !r.doc.Chains[c].Governs
	}
	return false
}

// topics adds what a clause is about: "discussed working together", "invited
// him to talk".
func (r *reader) topics(c clause, p *Proposition) {
	for _, k := range r.children(c.head) {
		if !r.is(k, "xcomp", "ccomp", "advcl") || !r.verbal(k) {
			continue
		}
		if r.is(k, "advcl") {
			switch r.mark(k) {
			case "about", "on", "how", "over":
			default:
				continue
			}
		}
		if text := r.clauseText(k); text != "" {
			first, last := r.clauseSpan(k)
			p.Roles = append(p.Roles, Argument{Role: schema.Topic, Token: k, Literal: text, Span: r.span(first, last)})
		}
	}
}

// without leaves out the arguments whose token is among used.
func without(args, used []Argument) []Argument {
	return slices.DeleteFunc(args, func(a Argument) bool {
		return slices.ContainsFunc(used, func(u Argument) bool { return u.Token == a.Token })
	})
}
