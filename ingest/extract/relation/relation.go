// Package relation maps the words of a predicate to the closed vocabulary: to
// an event type, its mode and, where the mapping is sure, a canonical
// relation.
//
// In: the lemma of a verb (or of the verb that an event noun stands for), its
// particle, the preposition in front of the target, the head of its object,
// the classes of agent and target. Out: a Mapping, by the most specific line
// that fits. What no line knows has no mapping: never a default.
//
// The lines are data (tables/*.txt, syntax in load.go), written by us and
// open to additions by the user.
package relation

import (
	"strings"

	"dateline/schema"
)

// A Table is a compiled set of lines. It is read-only and safe for concurrent
// use.
type Table struct {
	lines      map[string][]*line         // by lemma, most specific first
	classes    map[string]map[string]bool // classes of objects: their nouns
	nouns      map[string]string          // event noun -> verb
	light      map[string]lightVerb       // verb -> what it lends itself to
	reciprocal map[string]bool            // by lemma
}

// A Frame is a predicate with what a mapping can depend on.
type Frame struct {
	Lemma    string       // "launch"; of an event noun its verb ("talk"); British and American spelling are one
	Particle string       // "off"; part of Lemma ("call-off") does as well
	Prep     string       // in front of the target: "against"; "" for a direct object and the subject of a passive
	Object   string       // lemma of the head of the direct object, "" without one; the target itself included
	Subject  string       // lemma of the head of the agent, "" if nobody is named or it does not matter
	Agent    schema.Class // "" for nobody named
	Target   schema.Class // "" for no target; OtherClass for what has no better class
}

// A Mapping is what a frame means in the closed vocabulary.
type Mapping struct {
	Type      schema.EventType
	Mode      string // PLOVER mode, "" if none
	Relation  string // canonical relation, "" where only the type is sure
	Symmetric bool
	Lasting   bool
	Swap      bool // the agent of the words is the target of the relation: "came under fire from"
	ByObject  bool // the line names the object: the verb is read together with it
	Example   string
}

// Lookup returns the mapping of f by the most specific line that fits; false
// if none does. Where no line takes the target as f has it, but all lines of
// the verb are of one type, the type alone is sure.
func (t *Table) Lookup(f Frame) (Mapping, bool) {
	lemma := spelling(joined(f.Lemma, f.Particle))
	lines := t.lines[lemma]
	if verb, ok := strings.CutPrefix(lemma, "be-"); ok && len(lines) == 0 {
		return t.typeOf(verb) // "is displaced by", read as an adjective
	}
	for _, l := range lines {
		relation, ok := t.fits(l, f)
		if !ok {
			continue
		}
		m := l.mapping
		if !relation || !l.allows(f) {
			m.Relation, m.Symmetric, m.Lasting = "", l.symmetric, l.lasting
		}
		return m, true
	}
	return t.typeOf(lemma)
}

// typeOf returns the type alone, if all lines of a verb are of one; those
// that need a certain object aside.
func (t *Table) typeOf(lemma string) (Mapping, bool) {
	var m Mapping
	for _, l := range t.lines[lemma] {
		switch {
		case l.object != nil:
			continue
		case m.Type == "":
			m.Type, m.Mode = l.mapping.Type, l.mapping.Mode
		case l.mapping.Type != m.Type || l.mapping.Swap:
			return Mapping{}, false
		case l.mapping.Mode != m.Mode:
			m.Mode = ""
		}
	}
	return m, m.Type != ""
}

// fits reports whether l is about f, and whether its relation is as well: a
// line without a place for a target says nothing about one.
func (t *Table) fits(l *line, f Frame) (relation, ok bool) {
	if l.object != nil && !l.object.holds(t, f.Object) || l.agent != nil && !l.agent[f.Agent] ||
		l.subject != nil && !l.subject.holds(t, f.Subject) {
		return false, false
	}
	if l.preps == nil {
		itself := l.object != nil && f.Prep == "" // the object is the target
		return f.Target == "" || itself, true
	}
	if f.Target == "" || l.target != nil && !l.target[f.Target] {
		return false, false
	}
	return true, l.takes(f.Prep)
}

// TakesTarget reports whether a phrase with this preposition ("" for the
// direct object) is the target of the verb, by some line. Object is the head
// of the direct object, "" without one.
func (t *Table) TakesTarget(lemma, particle, object, prep string) bool {
	for _, l := range t.lines[spelling(joined(lemma, particle))] {
		if l.object != nil && !l.object.holds(t, object) {
			continue
		}
		if l.takes(prep) || l.preps == nil && l.object != nil && prep == "" {
			return true
		}
	}
	return false
}

// Verb returns the verb that an event noun stands for: "talks" -> "talk",
// "criticism" -> "criticize".
func (t *Table) Verb(noun string) (string, bool) {
	noun = strings.ToLower(noun)
	if v, ok := t.nouns[noun]; ok {
		return v, true
	}
	v, ok := t.nouns[strings.TrimSuffix(noun, "s")]
	return v, ok
}

// LightVerb returns the verb that a light verb and its object noun mean
// together: (hold, talks) -> talk, (impose, sanctions) -> sanction. Swap says
// that the subject suffers it: (come-under, fire) -> attack.
func (t *Table) LightVerb(verb, noun string) (lemma string, swap, ok bool) {
	light, ok := t.light[spelling(verb)]
	if !ok {
		return "", false, false
	}
	noun = strings.ToLower(noun)
	if v, ok := light.nouns[noun]; ok {
		return v, light.swap, true
	}
	if v, ok := t.Verb(noun); ok && light.verbs[v] {
		return v, light.swap, true
	}
	return "", false, false
}

// IsReciprocal reports whether a verb with several agents says what they do
// to each other: "meet", "clash".
func (t *Table) IsReciprocal(lemma string) bool { return t.reciprocal[spelling(lemma)] }

// Known reports whether some line is about the verb: its lemma is a word.
func (t *Table) Known(lemma string) bool { return len(t.lines[spelling(lemma)]) > 0 }

// Len returns the number of mappings.
func (t *Table) Len() int {
	n := 0
	for _, ls := range t.lines {
		n += len(ls)
	}
	return n
}

// A line is one compiled mapping for one lemma.
type line struct {
	agent     map[schema.Class]bool // nil for any
	subject   *object               // nil for any
	object    *object               // nil for any or none
	preps     []string              // nil for no target; "" is the direct object
	target    map[schema.Class]bool // nil for any
	mapping   Mapping
	symmetric bool // said of the type, whatever becomes of the relation
	lasting   bool
	domain    []schema.Class
	range_    []schema.Class
	weight    int
}

// takes reports whether the line's target can follow prep. In a
// nominalization "of" introduces the direct object.
func (l *line) takes(prep string) bool {
	for _, p := range l.preps {
		if p == prep || p == "" && prep == "of" {
			return true
		}
	}
	return false
}

// allows reports whether the relation can hold between such an agent and such
// a target. What has no class of its own is given the benefit of the doubt.
func (l *line) allows(f Frame) bool {
	agent, target := f.Agent, f.Target
	if l.mapping.Swap {
		agent, target = target, agent
	}
	return classAllowed(l.domain, agent) && classAllowed(l.range_, target)
}

func classAllowed(allowed []schema.Class, c schema.Class) bool {
	if allowed == nil || c == "" || c == schema.OtherClass {
		return true
	}
	for _, a := range allowed {
		if a == c || c == schema.Facility && (a == schema.Organization || a == schema.Place) {
			return true // a building can stand for who is in it
		}
	}
	return false
}

// An object is the nouns that an object must be one of.
type object struct {
	words map[string]bool
	class string // of Table.classes, "" for none
}

func (o *object) holds(t *Table, noun string) bool {
	if noun == "" {
		return false
	}
	noun = strings.ToLower(noun)
	words := o.words
	if o.class != "" {
		words = t.classes[o.class]
	}
	return words[noun] || words[strings.TrimSuffix(noun, "s")]
}

type lightVerb struct {
	verbs map[string]bool   // event nouns by their verb
	nouns map[string]string // nouns that are events with this verb only: "fire" -> "attack"
	swap  bool
}

func joined(lemma, particle string) string {
	if particle == "" || strings.HasSuffix(lemma, "-"+particle) {
		return lemma
	}
	return lemma + "-" + particle
}
