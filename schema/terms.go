package schema

import (
	"slices"

	"github.com/cayleygraph/quad"
)

// Names of our own properties of events in <base>ns#; the roles are the
// others.
const (
	propPredicate     = "predicate"
	propOpenPredicate = "openPredicate"
	propMode          = "mode"
	propSymmetric     = "symmetric"
	propStatus        = "status"
	propSaidBy        = "saidBy"
	propConfidence    = "confidence"
	propRule          = "rule"
	propSentence      = "sentence"
	propTrigger       = "trigger"
	propEvent         = "event" // of a statement, in the derived layers
	propActsFor       = "acts-for"
)

var eventProperties = [...]string{propPredicate, propOpenPredicate, propMode, propSymmetric,
	propStatus, propSaidBy, propConfidence, propRule, propSentence, propTrigger, propEvent, propActsFor}

// Roles lists the roles in their canonical order.
var Roles = [...]RoleName{Agent, Target, Recipient, Instrument, Topic, Content, PlaceRole, TimeRole,
	Source, Destination, Purpose, Cause, Manner, Quantity, Org, OfCountry}

func (n RoleName) rank() int { return slices.Index(Roles[:], n) }

// isProperty reports whether name is taken by a property of events.
func isProperty(name string) bool {
	return slices.Contains(eventProperties[:], name) || RoleName(name).rank() >= 0
}

// Terms of other vocabularies.
const (
	rdfType   = quad.IRI(nsRDF + "type")
	rdfsLabel = quad.IRI(nsRDFS + "label")
	altLabel  = quad.IRI(nsSKOS + "altLabel")
	geoLat    = quad.IRI(nsGeo + "lat")
	geoLong   = quad.IRI(nsGeo + "long")
	denotedBy = quad.IRI(nsGAF + "denotedBy")

	semEvent = quad.IRI(nsSEM + "Event")
	semActor = quad.IRI(nsSEM + "Actor")
	hasPlace = quad.IRI(nsSEM + "hasPlace")
	hasTime  = quad.IRI(nsSEM + "hasTimeStamp")
	hasBegin = quad.IRI(nsSEM + "hasBeginTimeStamp")
	hasEnd   = quad.IRI(nsSEM + "hasEndTimeStamp")

	newsArticle   = quad.IRI(nsSchema + "NewsArticle")
	headline      = quad.IRI(nsSchema + "headline")
	identifier    = quad.IRI(nsSchema + "identifier")
	articleBody   = quad.IRI(nsSchema + "articleBody")
	articleURL    = quad.IRI(nsSchema + "url")
	publisher     = quad.IRI(nsSchema + "publisher")
	author        = quad.IRI(nsSchema + "author")
	datePublished = quad.IRI(nsSchema + "datePublished")
	inLanguage    = quad.IRI(nsSchema + "inLanguage")

	xsdDate     = quad.IRI(nsXSD + "date")
	xsdMonth    = quad.IRI(nsXSD + "gYearMonth")
	xsdYear     = quad.IRI(nsXSD + "gYear")
	xsdDateTime = quad.IRI(nsXSD + "dateTime")
	xsdDecimal  = quad.IRI(nsXSD + "decimal")
	xsdBoolean  = quad.IRI(nsXSD + "boolean")
)

// nameLanguage is the language of canonical names, whatever the article's:
// countries go by their common English name.
const nameLanguage = "en"

// classTerms gives each entity class its class in the graph: schema.org's
// where it has one. A facility is a schema:Place and a dl:Facility.
var classTerms = [...]struct {
	class Class
	other quad.IRI // "" for none
	ours  string   // "" for none
}{
	{Person, nsSchema + "Person", ""},
	{Organization, nsSchema + "Organization", ""},
	{Country, nsSchema + "Country", ""},
	{Place, nsSchema + "Place", ""},
	{Facility, nsSchema + "Place", "Facility"},
	{Group, "", "Group"},
	{EventClass, nsSchema + "Event", ""},
	{Product, nsSchema + "Product", ""},
	{OtherClass, nsSchema + "Thing", ""},
}

// EventTypes lists the types: PLOVER's sixteen, then ours.
var EventTypes = [...]EventType{Agree, Consult, Support, Concede, Cooperate, Aid, Retreat, Request,
	Accuse, Reject, Threaten, Protest, Sanction, Mobilize, Coerce, Assault,
	Say, HoldPosition, LocatedIn, MemberOf, Own, Buy, Sell, CauseType, Move, Die, Injure, Kill,
	Win, Lose, Elect, Arrest, Charge, Try, Sentence, Create, Change, OtherType}

// Classes lists the entity classes.
var Classes = [...]Class{Person, Organization, Country, Place, Facility, Group, EventClass, Product, OtherClass}
