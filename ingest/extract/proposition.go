package extract

import (
	"strings"

	"dateline/ingest/extract/relation"
	"dateline/schema"
)

// A Proposition is one statement as its words give it, before it becomes an
// event: the predicate, the head tokens of its arguments, the rule that found
// it. Tokens are indexes into the document.
type Proposition struct {
	Rule      string // see Rules
	Trigger   int32  // the word that carries the predicate
	Words     [2]int32
	Clause    [2]int32 // tokens [first, last)
	Predicate string   // open predicate
	Verb      string   // lemma that relations are looked up by: "attack" for "carry out an attack"
	Noun      string   // verb that the event noun of the predicate stands for: "attack" of "launch an attack"
	Object    string   // lemma of the head of the direct object, "" without one
	Prep      string   // preposition of the target, "" of a direct object
	Agents    []Argument
	Targets   []Argument
	Roles     []Argument
	Symmetric bool
	Lasting   bool
	Said      bool // an act of speech
	Stance    stance
	Type      schema.EventType // where the rule itself decides it
	Relation  string           // canonical relation where the rule itself decides it
	Cost      int              // hundredths of confidence lost on the way

	Event schema.EventID // the event it became, "" if none
}

// An Argument is one participant of a proposition: the head of a nominal, a
// literal, or another proposition's clause.
type Argument struct {
	Role    schema.RoleName
	Token   int32
	Entity  schema.EntityID // where the rule itself knows it
	Literal string          // set for literals
	Clause  bool            // Token heads a clause or event noun that may be an event
	Via     inheritance     // how it was found
	Span    schema.Span     // of literals and clauses
}

// A reader extracts the propositions of one document.
type reader struct {
	*entities
	words    *relation.Table
	sources  []source
	saying   map[int32][]int32 // sources of a speech verb
	offices  []int             // propositions that give an office
	reported []int32           // source of the clause that token i heads, noSource without
	quote    []int32           // source of the quote around token i, noSource outside; nil without quotes
	stances  []stance
	known    []bool
	props    []Proposition
	spent    []bool // tokens whose proposition is part of another's
}

func newReader(e *entities, words *relation.Table) *reader {
	n := len(e.tok)
	r := &reader{entities: e, saying: map[int32][]int32{}, words: words, reported: make([]int32, n), stances: make([]stance, n), known: make([]bool, n), spent: make([]bool, n)}
	for i := range r.reported {
		r.reported[i] = noSource
	}
	return r
}

// read finds all propositions, in the order of their triggers.
func (r *reader) read() []Proposition {
	r.findSources()
	for s := range r.doc.Sentences {
		sent := &r.doc.Sentences[s]
		if sent.Skip {
			continue
		}
		for i := sent.First; i < sent.Last; i++ {
			r.token(i)
		}
	}
	return r.props
}

// token applies the rules that fire at token i.
func (r *reader) token(i int32) {
	switch {
	case r.copular(i):
		r.copula(i)
	case r.verbal(i):
		r.verb(i)
	}
	if r.pos(i, "NOUN", "PROPN") {
		r.noun(i)
	}
}

// add appends p unless its stance stores nothing.
func (r *reader) add(p Proposition) {
	if _, ok := p.Stance.final(); !ok {
		return
	}
	if p.Clause == [2]int32{} {
		first, last := r.clauseSpan(p.Trigger)
		p.Clause = [2]int32{first, last}
	}
	if p.Words == [2]int32{} {
		p.Words = [2]int32{p.Trigger, p.Trigger + 1}
	}
	for _, a := range p.Agents {
		p.Cost += a.Via.cost()
	}
	for _, a := range p.Targets {
		p.Cost += a.Via.cost()
	}
	if p.Stance.hearsay {
		p.Cost += 5
	}
	if p.Relation == "holds-position" {
		r.offices = append(r.offices, len(r.props))
	}
	r.props = append(r.props, p)
}

// cost is what an inherited argument costs in confidence, in hundredths.
func (v inheritance) cost() int {
	switch v {
	case coordinated:
		return 4
	case controlled, relative, participial:
		return 5
	case adverbial:
		return 9
	}
	return 0
}

// String names the rule of the inheritance, "" for an argument of one's own.
func (v inheritance) String() string {
	return [...]string{"", "conj", "control", "relative", "participle", "adverbial"}[v]
}

// arguments turns args into arguments of one role; alternatives are left out.
func arguments(role schema.RoleName, args []arg) []Argument {
	var out []Argument
	for _, a := range args {
		if !a.alt {
			out = append(out, Argument{Role: role, Token: a.tok, Via: a.via})
		}
	}
	return out
}

// inherited appends to rule how the first inherited argument was found:
// "transitive+conj".
func inherited(rule string, lists ...[]arg) string {
	for _, l := range lists {
		for _, a := range l {
			if a.via != own {
				return rule + "+" + a.via.String()
			}
		}
	}
	return rule
}

// predicate joins the parts that are not empty by hyphens.
func predicate(parts ...string) string {
	kept := parts[:0:0]
	for _, p := range parts {
		if s := schema.Slug(p); s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, "-")
}
