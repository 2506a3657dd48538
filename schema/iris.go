package schema

import (
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

// DefaultBase is the base of all IRIs unless another is configured: a
// reserved name that can collide with nobody's.
const DefaultBase = "https://dateline.example/"

// IRIs spells ids as IRIs. The zero value uses DefaultBase. It is safe for
// concurrent use.
type IRIs struct {
	Base string // ends in "/"; "" for DefaultBase
}

// The namespaces of others that quads are spelled with.
const (
	nsSEM    = "http://semanticweb.cs.vu.nl/2009/11/sem/"
	nsGAF    = "http://groundedannotationframework.org/gaf#"
	nsSchema = "http://schema.org/"
	nsRDF    = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsRDFS   = "http://www.w3.org/2000/01/rdf-schema#"
	nsSKOS   = "http://www.w3.org/2004/02/skos/core#"
	nsXSD    = "http://www.w3.org/2001/XMLSchema#"
	nsGeo    = "http://www.w3.org/2003/01/geo/wgs84_pos#"
)

func (x IRIs) base() string {
	switch {
	case x.Base == "":
		return DefaultBase
	case strings.HasSuffix(x.Base, "/"):
		return x.Base
	}
	return x.Base + "/"
}

// Article returns the IRI of the article with this key, which is also the
// name of its graph.
func (x IRIs) Article(key string) quad.IRI {
	return quad.IRI(x.base() + "id/article/" + ArticleID(key))
}

// Entity returns the IRI of an entity.
func (x IRIs) Entity(id EntityID) quad.IRI {
	return quad.IRI(x.base() + "id/entity/" + string(id))
}

// Event returns the IRI of an event.
func (x IRIs) Event(id EventID) quad.IRI {
	return quad.IRI(x.base() + "id/event/" + string(id))
}

// Statement returns the IRI of a statement: one row of an event.
func (x IRIs) Statement(id string) quad.IRI {
	return quad.IRI(x.base() + "id/statement/" + id)
}

// Entities returns the name of the graph of the facts about entities that
// come from no article.
func (x IRIs) Entities() quad.IRI { return quad.IRI(x.base() + "id/entities") }

// Run returns the name of the graph of how the article with this key was read
// (by which version of the program): no fact of its own, and left out of an
// export unless asked for.
func (x IRIs) Run(key string) quad.IRI { return quad.IRI(x.base() + "id/run/" + ArticleID(key)) }

// Term returns the IRI of a term of our own vocabulary: a class, a property,
// a status. Predicates of events are spelled by Predicate.
func (x IRIs) Term(name string) quad.IRI { return quad.IRI(x.base() + "ns#" + name) }

// Type returns the class of the events of one type: dl:HoldPosition.
func (x IRIs) Type(t EventType) quad.IRI { return x.Term(camel(string(t))) }

// Predicate returns the property of a direct edge, which is also the value of
// dl:predicate: dl:struck. A verb that is the name of a property of events
// ("target", "rule") gets the form dl:to-target, so that no edge between two
// entities can be taken for a role.
func (x IRIs) Predicate(name string) quad.IRI {
	if isProperty(name) {
		name = "to-" + name
	}
	return x.Term(name)
}

// Mention returns the IRI of the code points [begin, end) of an article's
// text (RFC 5147).
func (x IRIs) Mention(article quad.IRI, begin, end int) quad.IRI {
	b := make([]byte, 0, len(article)+24)
	b = append(b, article...)
	b = append(b, "#char="...)
	b = strconv.AppendInt(b, int64(begin), 10)
	b = append(b, ',')
	b = strconv.AppendInt(b, int64(end), 10)
	return quad.IRI(b)
}

// Part returns the IRI of the part that one filler plays in an event:
// <event>#agent=united-states-5d0c8a11. The mention of a filler hangs on its
// part, because one entity can be mentioned differently in every event, and
// one mention ("the two leaders") can stand for several entities. A literal
// is named by its hash.
func (x IRIs) Part(id EventID, r Role) quad.IRI {
	return x.Event(id) + quad.IRI("#"+string(r.Name)+"="+r.filler())
}

// EntityID returns the id of an entity's IRI; false if v is not one of ours.
func (x IRIs) EntityID(v quad.Value) (EntityID, bool) {
	id, ok := x.local(v, "id/entity/")
	return EntityID(id), ok
}

// EventID returns the id of an event's IRI; false if v is not one of ours.
func (x IRIs) EventID(v quad.Value) (EventID, bool) {
	id, ok := x.local(v, "id/event/")
	return EventID(id), ok
}

// PredicateName returns the name behind the IRI of a predicate: the inverse
// of Predicate; false if v is no predicate of ours.
func (x IRIs) PredicateName(v quad.Value) (string, bool) {
	name, ok := x.local(v, "ns#")
	if !ok || isProperty(name) {
		return "", false
	}
	if verb, ok := strings.CutPrefix(name, "to-"); ok && isProperty(verb) {
		return verb, true
	}
	return name, true
}

// local returns what follows the base and kind in an IRI of ours.
func (x IRIs) local(v quad.Value, kind string) (string, bool) {
	iri, ok := v.(quad.IRI)
	if !ok {
		return "", false
	}
	rest, ok := strings.CutPrefix(string(iri), x.base())
	if !ok {
		return "", false
	}
	name, ok := strings.CutPrefix(rest, kind)
	return name, ok && name != "" && !strings.Contains(name, "#")
}

// filler returns what the role's filler is called in the IRI of its part.
func (r Role) filler() string {
	switch {
	case r.Entity != "":
		return string(r.Entity)
	case r.Event != "":
		return string(r.Event)
	}
	return hash(r.Literal, 8)
}

// camel turns HOLD_POSITION into HoldPosition.
func camel(t string) string {
	b := []byte(strings.ToLower(t))
	out := b[:0]
	up := true
	for _, c := range b {
		if c == '_' {
			up = true
			continue
		}
		if up && 'a' <= c && c <= 'z' {
			c -= 'a' - 'A'
		}
		up = false
		out = append(out, c)
	}
	return string(out)
}
