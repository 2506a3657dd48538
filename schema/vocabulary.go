package schema

// Class is the class of an entity.
type Class string

// The entity classes of contract.md.
const (
	Person       Class = "person"
	Organization Class = "organization"
	Country      Class = "country"
	Place        Class = "place"
	Facility     Class = "facility"
	Group        Class = "group"
	EventClass   Class = "event"
	Product      Class = "product"
	OtherClass   Class = "other"
)

// Status says whether an event happened, and by which right we say so.
type Status string

// The ten statuses of contract.md.
const (
	Asserted           Status = "asserted"
	Reported           Status = "reported"
	Planned            Status = "planned"
	Proposed           Status = "proposed"
	Conditional        Status = "conditional"
	Obligation         Status = "obligation"
	Alleged            Status = "alleged"
	UnderInvestigation Status = "under-investigation"
	Denied             Status = "denied"
	Negated            Status = "negated"
)

// Statuses lists the ten in the order of contract.md.
var Statuses = [...]Status{Asserted, Reported, Planned, Proposed, Conditional, Obligation,
	Alleged, UnderInvestigation, Denied, Negated}

// Happened reports whether s allows a direct edge.
func (s Status) Happened() bool { return s == Asserted || s == Reported }

// EventType is a PLOVER event or one of our general types.
type EventType string

// PLOVER's sixteen, then ours.
const (
	Agree     EventType = "AGREE"
	Consult   EventType = "CONSULT"
	Support   EventType = "SUPPORT"
	Concede   EventType = "CONCEDE"
	Cooperate EventType = "COOPERATE"
	Aid       EventType = "AID"
	Retreat   EventType = "RETREAT"
	Request   EventType = "REQUEST"
	Accuse    EventType = "ACCUSE"
	Reject    EventType = "REJECT"
	Threaten  EventType = "THREATEN"
	Protest   EventType = "PROTEST"
	Sanction  EventType = "SANCTION"
	Mobilize  EventType = "MOBILIZE"
	Coerce    EventType = "COERCE"
	Assault   EventType = "ASSAULT"

	Say          EventType = "SAY"
	HoldPosition EventType = "HOLD_POSITION"
	LocatedIn    EventType = "LOCATED_IN"
	MemberOf     EventType = "MEMBER_OF"
	Own          EventType = "OWN"
	Buy          EventType = "BUY"
	Sell         EventType = "SELL"
	CauseType    EventType = "CAUSE"
	Move         EventType = "MOVE"
	Die          EventType = "DIE"
	Injure       EventType = "INJURE"
	Kill         EventType = "KILL"
	Win          EventType = "WIN"
	Lose         EventType = "LOSE"
	Elect        EventType = "ELECT"
	Arrest       EventType = "ARREST"
	Charge       EventType = "CHARGE"
	Try          EventType = "TRY"
	Sentence     EventType = "SENTENCE"
	Create       EventType = "CREATE"
	Change       EventType = "CHANGE"
	OtherType    EventType = "OTHER"
)
