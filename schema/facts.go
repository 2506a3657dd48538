package schema

// Facts is everything one article says. It is the unit that is extracted,
// stored, replaced and deleted: all of it or none of it.
type Facts struct {
	Article  Article
	Entities []Entity // sorted by ID
	Events   []Event  // sorted by Clause.Start, then ID
	ActsFor  []ActsFor
}

// EntityID is the local name of an entity's IRI: "united-states-5d0c8a11".
type EntityID string

// EventID is the local name of an event's IRI: 16 hex digits.
type EventID string

// An Entity is an actor, a place or a thing as one article knows it.
type Entity struct {
	ID       EntityID
	Class    Class
	Name     string   // canonical name, without title
	Aliases  []string // other surface forms of the article, sorted
	Mentions []Span   // where the article mentions it, sorted
	Place    *LatLon  // of a place whose coordinates are known
}

// LatLon is a point in degrees, kept as decimal text so that no float
// formatting can change it.
type LatLon struct{ Lat, Lon string }

// ActsFor is a gazetteer fact: an organization (a government, a ministry, a
// named building) acts for a country. It belongs to no article.
type ActsFor struct {
	Body    Entity
	Country Entity
}

// A Span is the bytes [Start, End) of Article.Text.
type Span struct{ Start, End int }

// An Event is one statement: something that happened, holds, or is said,
// planned or denied to.
//
// Its agents and targets are the subjects and objects of its rows: every agent
// with every target. A symmetric event without targets holds between its
// agents two by two. An event without agent has no direct edge.
type Event struct {
	ID            EventID
	Relation      bool // lasting (holds-position, located-in), not something that happened at a time
	Type          EventType
	Mode          string // PLOVER mode, "" if none
	Predicate     string // canonical relation if the mapping is sure, else OpenPredicate
	OpenPredicate string // base form, hyphenated: "launch-missiles-against"
	Symmetric     bool
	Status        Status
	SaidBy        []EntityID // innermost speakers; empty for the author's own voice
	Roles         []Role     // agents and targets first, each group in text order
	Time          Time
	Place         EntityID // "" if unknown
	Sentence      Span
	Clause        Span
	Trigger       Span
	Confidence    int // hundredths, 0 to 100
	Rule          string
}

// A Role is one participant of an event: exactly one of Entity, Event and
// Literal is set.
type Role struct {
	Name    RoleName
	Entity  EntityID
	Event   EventID
	Literal string
	Span    Span // where the text names it in this event; the zero Span if nowhere
}

// RoleName is the name of a role, as in the vocabulary.
type RoleName string

// The roles. Every event uses Agent for its subjects and Target for its
// objects, whatever its type; the others have no column of their own.
const (
	Agent       RoleName = "agent"
	Target      RoleName = "target"
	Recipient   RoleName = "recipient"
	Instrument  RoleName = "instrument"
	Topic       RoleName = "topic"
	Content     RoleName = "content" // the event that a SAY event reports
	PlaceRole   RoleName = "place"
	TimeRole    RoleName = "time" // a literal: the words of the time expression
	Source      RoleName = "source"
	Destination RoleName = "destination"
	Purpose     RoleName = "purpose"
	Cause       RoleName = "cause"
	Manner      RoleName = "manner"
	Quantity    RoleName = "quantity"
	Org         RoleName = "org"     // of a position
	OfCountry   RoleName = "country" // of a position
)

// Time is when an event happened or holds.
type Time struct {
	Value     string // ISO 8601 to the precision known, or an interval a/b; "" if unresolved
	Precision string // "year", "month", "day", "interval" or ""
}
