package extract

import (
	"dateline/ingest/nlp"
	"dateline/schema"
)

// participants are the readings of the modifiers of an event noun.
type participants struct {
	agents, targets []arg
	rule            string
	prep            string
	both            []arg // "between A and B"
}

// noun applies the rules of nouns: events, positions, places, parts.
func (r *reader) noun(i int32) {
	if m := r.mention[i]; r.named(i) && (r.pos(i, "PROPN") || r.doc.Mentions[m].Kind == nlp.Name && r.doc.Mentions[m].Head == i) {
		r.nameRules(i)
		return
	}
	r.contained(i)
	r.roleNoun(i)
	if r.named(i) {
		for _, k := range r.children(i) {
			if r.is(k, "appos") && r.pos(k, "NOUN", "NUM") {
				r.apposition(i, k)
			}
		}
	}
	n, ok := r.nominalization(r.lemma(i))
	if !ok || r.spent[i] || r.is(i, "compound", "amod", "flat") || r.copular(i) {
		return
	}
	r.eventNoun(i, n)
}

// eventNoun states what an event noun says with its participants: "the arrest
// of X by Y", "collusion between A and B", "the US military action in Syria".
func (r *reader) eventNoun(i int32, n nominalization) {
	who := r.participantsOf(i, n)
	p := Proposition{Trigger: i, Stance: r.nounStance(i), Verb: n.verb, Noun: n.verb, Prep: who.prep, Rule: who.rule, Roles: r.nounRoles(i)}
	if r.figure(i) {
		p.Verb, p.Noun = "", ""
	}
	first, last := r.phraseTokens(i)
	p.Clause = [2]int32{first, max(last, r.low[i])}
	p.Clause[1] = max(p.Clause[1], i+1)
	p.Cost = 6
	switch {
	case len(who.both) > 1:
		p.Agents, p.Symmetric = arguments(schema.Agent, who.both), true
		p.Rule = "event-noun-between"
		p.Predicate = predicate(n.verb, "with")
		p.Prep = "with"
	case n.mutual && len(who.agents) > 0 && len(who.targets) > 0 && who.prep == "with":
		p.Agents, p.Targets, p.Symmetric = arguments(schema.Agent, who.agents), arguments(schema.Target, who.targets), true
		p.Predicate = predicate(n.verb, "with")
	case n.mutual && len(who.agents) > 0 && len(who.targets) > 0 && who.prep != "of":
		p.Agents, p.Targets = arguments(schema.Agent, who.agents), arguments(schema.Target, who.targets)
		p.Predicate = predicate(n.verb, who.prep)
	case n.mutual && r.size(who.agents) > 1:
		p.Agents, p.Symmetric = arguments(schema.Agent, who.agents), true
		p.Predicate, p.Prep = predicate(n.verb, "with"), "with"
	case n.mutual:
		return
	case n.verb == "use" && len(who.targets) > 0 && who.prep == "of" && r.againstWhom(i) != none:
		p.Agents, p.Targets = arguments(schema.Agent, who.agents), r.targets(who.targets)
		p.Predicate, p.Object = "use", r.lemma(who.targets[0].tok)
		p.Roles = append(p.Roles, arguments(schema.Recipient, r.spread(nil, r.againstWhom(i), "against", own))...)
	case len(who.targets) > 0 && (len(who.agents) > 0 || agentless[n.verb] && r.entityLike(who.targets[0].tok)):
		p.Agents, p.Targets = arguments(schema.Agent, who.agents), arguments(schema.Target, who.targets)
		p.Predicate = predicate(n.verb)
		if n.verb == "act" || n.verb == "respond" || n.verb == "intervene" || n.verb == "travel" {
			p.Predicate = predicate("take", r.nounWords(i), who.prep)
			p.Verb = "take-" + r.lemma(i)
		}
	case len(who.agents) > 0 && n.of == actor && r.entityLike(who.agents[0].tok) && eventful[n.verb]:
		p.Agents = arguments(schema.Agent, who.agents)
		p.Predicate = predicate(n.verb)
	default:
		return
	}
	r.add(p)
}

// againstWhom returns the against-phrase of noun i.
func (r *reader) againstWhom(i int32) int32 {
	for _, k := range r.children(i) {
		if !r.is(k, "nmod", "obl") {
			continue
		}
		if p := r.prep(k); p == "against" {
			return k
		} else if p == "of" {
			if n := r.againstWhom(k); n != none {
				return n
			}
		}
	}
	return none
}

// nominalization returns the reading of event noun w: our own line, or the
// verb that the table of relations knows for it.
func (r *reader) nominalization(w string) (nominalization, bool) {
	if n, ok := nominalizations[w]; ok {
		return n, true
	}
	verb, ok := r.words.Verb(w)
	if !ok || vague[w] {
		return nominalization{}, false
	}
	n := nominalization{verb: verb, mutual: r.words.IsReciprocal(verb)}
	for _, p := range [...]string{"against", "on", "at", "to", "with", "into", "over", "for"} {
		if r.words.TakesTarget(verb, "", "", p) {
			n.preps += p + ","
		}
	}
	switch {
	case r.words.TakesTarget(verb, "", "", ""):
		n.preps += "of"
	case eventful[verb]:
		n.of = actor
	default:
		n.of = topic
	}
	return n, true
}

// nounWords returns an event noun with the common adjective or noun before
// it that says which kind: "military-action".
func (r *reader) nounWords(i int32) string {
	if k := i - 1; k >= 0 && r.head(k) == i {
		if r.is(k, "amod", "compound") && !r.named(k) && r.tok[k].POS != "PROPN" && adjectiveCasts[r.lemma(k)] == neutral && (r.lemma(k) == "military" || r.is(k, "compound")) {
			return predicate(r.form(k), r.form(i))
		}
	}
	return r.form(i)
}

// participantsOf reads the modifiers of event noun i.
func (r *reader) participantsOf(i int32, n nominalization) participants {
	who := participants{rule: "event-noun"}
	var of []arg
	for _, k := range r.children(i) {
		switch {
		case r.is(k, "nmod:poss"):
			if r.actor(k) {
				who.agents, who.rule = r.spread(who.agents, k, "", own), "event-noun-possessive"
			}
		case r.is(k, "compound", "amod") && k < i:
			if r.actor(k) {
				who.agents, who.rule = r.spread(who.agents, k, "", own), "event-noun-compound"
			}
		case r.is(k, "nmod", "obl", "acl"):
			p := r.prep(k)
			switch {
			case p == "between" || p == "among":
				who.both = r.spread(nil, k, p, own)
			case p == "by" && r.temporal(k):
			case p == "by":
				who.agents, who.rule = r.spread(who.agents, k, p, own), "event-noun-by"
			case p == "of":
				of = r.spread(nil, k, p, own)
				for _, by := range r.children(k) { // "the arrest of X by Y", hung on X
					if r.is(by, "nmod") && r.prep(by) == "by" && r.actor(by) {
						who.agents, who.rule = r.spread(who.agents, by, "by", own), "event-noun-by"
					}
				}
			case n.target(p) && !r.temporal(k):
				if p == "in" && !r.placeLike(k) {
					continue
				}
				who.targets, who.prep = r.spread(who.targets, k, p, own), p
			}
		}
	}
	if v := r.head(i); v != none && r.is(i, "nsubj") && len(who.agents) == 0 { // "the attack by rebels ended", hung on the verb
		for _, k := range r.children(v) {
			if i < k && k < v && r.is(k, "obl") && r.prep(k) == "by" && r.actor(k) {
				who.agents, who.rule = r.spread(who.agents, k, "by", own), "event-noun-by"
			}
		}
	}
	switch {
	case len(of) == 0:
	case n.of == actor:
		who.agents, who.rule = append(who.agents, of...), "event-noun-of"
	case n.of == patient && len(who.targets) == 0 && n.target("of"):
		who.targets, who.prep, who.rule = of, "of", "event-noun-of"
	case n.of == patient && len(who.agents) == 0 && len(who.targets) > 0:
		who.agents = of
	}
	for _, list := range [...][]arg{who.agents, who.targets, who.both} {
		if alternatives(list) || r.crowded(list) {
			return participants{}
		}
	}
	return who
}

// crowded reports whether between a preposition and the head of its phrase
// stands a name that is no part of the head's: then the parser has run two
// phrases together, and nothing is sure.
func (r *reader) crowded(args []arg) bool {
	for _, a := range args {
		if a.prep == "" || r.is(a.tok, "conj") {
			continue
		}
		for k := r.low[a.tok]; k < a.tok; k++ {
			if r.pos(k, "PROPN") && r.is(k, "compound", "nmod", "nmod:desc") && r.head(k) == a.tok && r.mention[k] >= 0 && r.mention[k] != r.mention[a.tok] && r.pos(a.tok, "PROPN") {
				return true
			}
		}
	}
	return false
}

// actor reports whether modifier k of an event noun can be who did it: a
// person, a body, a country, or the demonym of a country.
func (r *reader) actor(k int32) bool {
	if r.temporal(k) || r.lemma(k) == "agent" { // a nerve agent
		return false
	}
	if r.pos(k, "PRON") {
		return r.resolve(k) != nil
	}
	if r.classOf(k) == nlp.Nationality {
		return r.resolve(k) != nil
	}
	return r.person(k) && (r.entityLike(k) || r.chain(k) >= 0)
}

// nounRoles returns the circumstances of event noun i.
func (r *reader) nounRoles(i int32) []Argument {
	var out []Argument
	for _, k := range r.children(i) {
		if !r.is(k, "nmod", "obl") || r.temporal(k) {
			continue
		}
		switch p := r.prep(k); p {
		case "in", "at", "near":
			if r.placeLike(k) {
				out = append(out, Argument{Role: schema.PlaceRole, Token: k})
			}
		case "about", "on", "over", "regarding":
			if !r.entityLike(k) {
				out = append(out, Argument{Role: schema.Topic, Token: k, Literal: r.literal(k), Span: r.phraseSpan(k)})
			} else {
				out = append(out, Argument{Role: schema.Topic, Token: k})
			}
		}
	}
	for _, k := range r.children(i) {
		if r.is(k, "acl", "advcl") && r.verbal(k) {
			switch r.mark(k) {
			case "about", "on", "over":
				if text := r.clauseText(k); text != "" {
					first, last := r.clauseSpan(k)
					out = append(out, Argument{Role: schema.Topic, Token: k, Literal: text, Span: r.span(first, last)})
				}
			}
		}
	}
	return out
}
