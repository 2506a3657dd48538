package extract

import (
	"slices"

	"dateline/ingest/extract/relation"
	"dateline/schema"
)

// relate finds the canonical relation and the type of e.
func (w *writer) relate(p *Proposition, e *schema.Event) {
	if p.Relation == "" {
		w.lookup(p, e)
		return
	}
	if rel, ok := schema.FindRelation(p.Relation); ok {
		e.Predicate, e.Symmetric = rel.Name, rel.Symmetric
		e.Relation = rel.Lasting
		if rel.Type != "" {
			e.Type = rel.Type
		}
		e.Mode = rel.Mode
	}
}

// lookup takes type and relation of e from the table of relations.
func (w *writer) lookup(p *Proposition, e *schema.Event) {
	if p.Verb == "" || p.Type != "" {
		return
	}
	agent, target := w.classAmong(e, schema.Agent), w.classAmong(e, schema.Target)
	if target == schema.OtherClass && len(p.Targets) > 0 && p.Targets[0].Literal != "" && w.pos(p.Targets[0].Token, "NOUN") {
		target = w.nominalSchemaClass(p.Targets[0].Token)
	}
	if e.Symmetric && target == "" {
		target = agent
	}
	m, ok := w.mapping(p, agent, target)
	if !ok {
		return
	}
	if m.Type == schema.Assault && w.inWords(p, e) {
		if rel, ok := schema.FindRelation("criticised"); ok {
			e.Predicate, e.Type, e.Mode, e.Symmetric = rel.Name, rel.Type, rel.Mode, rel.Symmetric
		}
		return
	}
	if (m.Type == schema.Assault || m.Type == schema.Coerce) && w.sport(p.Trigger, agent == schema.Organization && target == schema.Organization) {
		return
	}
	if hard(m.Type) && !m.ByObject && !(palpable(agent) && (palpable(target) || m.Type == schema.Assault && m.Relation != "")) {
		return // "held elections" arrests nobody, "abused its position" hurts nobody
	}
	switch {
	case m.Type == schema.Move && p.Object != "" && p.Prep != "" && !m.ByObject:
		return // who moves a thing to a place does not go there
	case m.Type == schema.Move && !palpable(agent):
		return // scores go to nobody
	case m.Type == schema.Move && target != "" && target != schema.Place && target != schema.Country && target != schema.Facility && target != schema.Person && target != schema.Group:
		return // shares that reach a level go nowhere
	case m.Type == schema.Say && speech[p.Verb] == says && target == schema.OtherClass && p.Verb == "maintain":
		return
	}
	e.Type, e.Mode = m.Type, m.Mode
	rel, ok := schema.FindRelation(m.Relation)
	mutual := e.Symmetric && !w.hasRole(e, schema.Target)
	switch {
	case !ok || mutual && !rel.Symmetric:
		e.Symmetric = e.Symmetric || m.Symmetric && m.Relation == "" && (p.Prep == "" || p.Prep == "with") && w.actorsOnly(e)
		return
	case m.Swap && !w.swap(e):
		return
	case !fits(rel.Domain, agent), w.hasRole(e, schema.Target) && !fits(rel.Range, target):
		e.Type, e.Mode = schema.OtherType, "" // an earthquake strikes nobody on purpose
		return
	}
	e.Predicate, e.Symmetric, e.Relation = rel.Name, rel.Symmetric, e.Relation || rel.Lasting
	if e.Type == "" {
		e.Type = rel.Type
	}
}

// mapping looks p up: by its verb and what that has for an object, then by the
// verb that its event noun stands for, whose target may be a direct object
// ("an attack on X" attacks X).
func (w *writer) mapping(p *Proposition, agent, target schema.Class) (relation.Mapping, bool) {
	f := relation.Frame{Lemma: p.Verb, Prep: p.Prep, Object: p.Object, Agent: agent, Target: target}
	if len(p.Agents) > 0 && p.Agents[0].Token != none {
		f.Subject = w.lemma(p.Agents[0].Token) // a rocket strikes otherwise than a bus
	}
	m, ok := w.words.Lookup(f)
	if p.Noun == "" || ok && m.ByObject {
		return m, ok
	}
	f.Lemma, f.Object = p.Noun, ""
	n, found := w.words.Lookup(f)
	if !found || n.Relation == "" {
		f.Prep = ""
		if direct, known := w.words.Lookup(f); known {
			n, found = direct, true
		}
	}
	if !found {
		return m, ok
	}
	return n, true
}

// anything is the class of a name that nobody knows: it may be an actor.
const anything = schema.Group

// nominalSchemaClass returns the class of a common noun.
func (w *writer) nominalSchemaClass(i int32) schema.Class {
	return schema.Class(w.nominalClass(i).String())
}

// fits reports whether class c is one of a relation's classes; nobody named
// fits, and so does everything where the relation names no class.
func fits(classes []schema.Class, c schema.Class) bool {
	return c == "" || len(classes) == 0 || slices.Contains(classes, c)
}

// hard reports whether events of type t are done to somebody or something
// that can be named.
func hard(t schema.EventType) bool {
	switch t {
	case schema.Assault, schema.Arrest, schema.Charge, schema.Try, schema.Sentence, schema.Coerce, schema.Sanction:
		return true
	}
	return false
}

// palpable reports whether something of class c, or nobody named, can do or
// suffer a hard event.
func palpable(c schema.Class) bool {
	return c != schema.OtherClass
}

// hasRole reports whether e has a role of this name.
func (w *writer) hasRole(e *schema.Event, name schema.RoleName) bool {
	for i := range e.Roles {
		if e.Roles[i].Name == name {
			return true
		}
	}
	return false
}

// actorsOnly reports whether both ends of e are entities: only they can take
// turns.
func (w *writer) actorsOnly(e *schema.Event) bool {
	for _, r := range e.Roles {
		if r.Name != schema.Agent && r.Name != schema.Target {
			continue
		}
		switch w.class[r.Entity] {
		case schema.Person, schema.Organization, schema.Country, schema.Group:
		default:
			return false
		}
	}
	return w.hasRole(e, schema.Target)
}

// swap turns agents and targets round; false if that makes no sense.
func (w *writer) swap(e *schema.Event) bool {
	for _, r := range e.Roles {
		if r.Name == schema.Target && r.Entity == "" && r.Event == "" {
			return false
		}
	}
	for i := range e.Roles {
		switch e.Roles[i].Name {
		case schema.Agent:
			e.Roles[i].Name = schema.Target
		case schema.Target:
			e.Roles[i].Name = schema.Agent
		}
	}
	return true
}

// classAmong returns the class of the first filler of a role, OtherClass for
// a literal, "" for none.
func (w *writer) classAmong(e *schema.Event, name schema.RoleName) schema.Class {
	for _, r := range e.Roles {
		if r.Name != name {
			continue
		}
		switch {
		case r.Entity != "" && disaster(w.nameOf(r.Entity)):
			return schema.EventClass
		case r.Entity != "" && w.proper[r.Entity]:
			return anything
		case r.Entity != "":
			return w.class[r.Entity]
		case r.Event != "":
			return schema.EventClass
		}
		return schema.OtherClass
	}
	return ""
}
