package extract

import (
	"dateline/ingest/nlp"
	"dateline/schema"
)

// speech states an act of speech: who said what, to whom. It reports false
// where the verb reports nothing: then it is a verb like others.
func (r *reader) speech(f frame, s stance, word string) bool {
	v := f.head
	note := speech[word]
	var contents []int32
	for _, k := range r.saying[v] {
		contents = append(contents, r.sources[k].content)
	}
	if note == thinks {
		return len(contents) > 0 // what is held becomes a statement, the holding does not
	}
	complement := none
	if len(contents) == 0 {
		if k := r.child(v, "ccomp"); k != none { // "did not say how much it would cost"
			complement = k
		} else if k := r.child(v, "xcomp"); k != none && r.verbal(k) && (note == promises || note == claims || note == asserts) && len(f.obj) == 0 {
			complement = k
		}
		if complement == none { // "said of her": nothing is reported here
			switch word {
			case "say":
				return true
			case "tell", "add", "note", "state", "remark", "explain", "insist", "argue":
				return len(f.obj) == 0
			}
			return false
		}
		contents = nil
	}
	if len(contents) > 0 && requests[word] && note != promises && note != refuses {
		return false // a request is a statement of its own, with its object
	}
	if f.passive || alternatives(f.subj) || len(f.subj) == 0 {
		return len(contents) > 0
	}
	p := Proposition{Trigger: v, Stance: s, Said: true, Rule: inherited("say", f.subj), Agents: arguments(schema.Agent, f.subj),
		Verb: word, Predicate: predicate(word), Type: schema.Say, Roles: r.circumstances(f)}
	if r.classOf(f.subj[0].tok) == nlp.EventName { // "the attacks revealed that": nobody speaks
		p.Said, p.Type = false, schema.OtherType
	}
	p.Roles = dropTopics(p.Roles)
	p.Roles = append(p.Roles, arguments(schema.Recipient, f.iobj)...)
	p.Roles = append(p.Roles, arguments(schema.Recipient, f.obj)...)
	if complement != none {
		contents = []int32{complement}
	}
	for _, k := range contents {
		if text := r.clauseText(k); text != "" {
			first, last := r.clauseSpan(k)
			p.Targets = append(p.Targets, Argument{Role: schema.Target, Token: k, Literal: text, Span: r.span(first, last)})
			break
		}
	}
	if reciprocal[word] && r.size(f.subj) > 1 && len(p.Targets) > 0 { // "they agreed that"
		for _, t := range p.Targets {
			t.Role = schema.Topic
			p.Roles = append(p.Roles, t)
		}
		p.Targets, p.Type, p.Symmetric, p.Said = nil, "", true, false
		p.Predicate, p.Prep = predicate(word, "with"), "with"
	}
	if p.Said && plain[word] && !s.neg && len(p.Roles) == 0 && s.source == noSource && !r.timed(v) {
		return true // who says it stands with what is said
	}
	first, last := r.low[v], r.high[v]
	if sub := f.subj[0]; sub.via == own && r.low[sub.tok] < v && len(contents) > 0 && contents[0] < v { // "..., X said"
		first = min(v, r.low[sub.tok])
	}
	p.Clause = [2]int32{first, last}
	r.add(p)
	return true
}

// timed reports whether v has a time of its own: "said on Monday".
func (r *reader) timed(v int32) bool {
	for _, k := range r.children(v) {
		if r.is(k, "obl", "advmod", "nmod", "obj") && r.temporal(k) {
			return true
		}
	}
	return false
}

// dropTopics leaves out what a speech verb's circumstances cannot be.
func dropTopics(args []Argument) []Argument {
	var out []Argument
	for _, a := range args {
		switch a.Role {
		case schema.Recipient, schema.PlaceRole:
			out = append(out, a)
		}
	}
	return out
}
