package schema

// A Term is a word of our vocabulary with its meaning.
type Term struct{ Name, Definition string }

// StatusTerms says what each status means, in the order of Statuses.
var StatusTerms = [...]Term{
	{"asserted", "the article itself says that it happened or holds"},
	{"reported", "it happened or holds according to somebody"},
	{"planned", "will happen, is scheduled or expected"},
	{"proposed", "content of an invitation, a request, a demand, an offer; a topic that is aimed at"},
	{"conditional", "if, would, could, may; also what would have happened"},
	{"obligation", "must, should"},
	{"alleged", "content of an accusation, a suspicion, a claim of a crime"},
	{"under-investigation", "what somebody looks into"},
	{"denied", "somebody says that it is not so"},
	{"negated", "the article says that it did not happen"},
}

// TypeTerms says what each event type covers, in the order of EventTypes: the
// sixteen events of PLOVER in our own words, then ours.
var TypeTerms = [...]Term{
	{"AGREE", "agrees, promises, offers or is willing to cooperate"},
	{"CONSULT", "meets, talks, visits, receives, telephones"},
	{"SUPPORT", "backs, praises, recognises, approves; signs or ratifies agreements"},
	{"CONCEDE", "gives in, apologises, promises to ease"},
	{"COOPERATE", "works together, trades, exchanges"},
	{"AID", "gives money, goods, arms, shelter or help"},
	{"RETREAT", "withdraws, releases, disarms, eases, resigns"},
	{"REQUEST", "asks, urges, demands, orders, invites"},
	{"ACCUSE", "accuses, blames, criticises, sues, investigates"},
	{"REJECT", "refuses, opposes, vetoes, disagrees, defies"},
	{"THREATEN", "threatens or warns of consequences"},
	{"PROTEST", "demonstrates, strikes, boycotts, riots"},
	{"SANCTION", "reduces relations: sanctions, expels, suspends, breaks off, fines"},
	{"MOBILIZE", "deploys, stations or alerts forces short of using them"},
	{"COERCE", "restricts, seizes, raids, bans, deports, overthrows short of violence"},
	{"ASSAULT", "attacks, strikes, fights, abducts, destroys"},
	{"SAY", "says, tells, announces, denies"},
	{"HOLD_POSITION", "holds an office, leads, works for"},
	{"LOCATED_IN", "is, lives or takes place somewhere"},
	{"MEMBER_OF", "belongs to a body or a family"},
	{"OWN", "owns or controls"},
	{"BUY", "buys, hires, invests"},
	{"SELL", "sells, exports, pays"},
	{"CAUSE", "brings about or prevents something, or a feeling"},
	{"MOVE", "goes, arrives, leaves, flees"},
	{"DIE", "dies, no killer named"},
	{"INJURE", "hurts"},
	{"KILL", "kills, by whatever means"},
	{"WIN", "wins, beats, competes"},
	{"LOSE", "loses"},
	{"ELECT", "elects, appoints, nominates, dismisses, succeeds"},
	{"ARREST", "arrests, detains, imprisons"},
	{"CHARGE", "charges with a crime"},
	{"TRY", "tries in court"},
	{"SENTENCE", "convicts, sentences, acquits"},
	{"CREATE", "founds, builds, makes, launches, publishes, discovers"},
	{"CHANGE", "changes, grows, shrinks, ends"},
	{"OTHER", "everything else: only the open predicate says what"},
}

// RoleTerms says what each role is, in the order of Roles.
var RoleTerms = [...]Term{
	{"agent", "who does it, or of whom it holds: the subject of the rows"},
	{"target", "to whom or what it is done: the object of the rows"},
	{"recipient", "who gets something"},
	{"instrument", "with what"},
	{"topic", "about what"},
	{"content", "the event that is said, asked for, investigated"},
	{"place", "where, in words or as an entity beside the event's own place"},
	{"time", "when, in words"},
	{"source", "from where or whom"},
	{"destination", "to where"},
	{"purpose", "what for"},
	{"cause", "why"},
	{"manner", "how"},
	{"quantity", "how much or many"},
	{"org", "the body of a position"},
	{"country", "the country of a position"},
}

// PropertyTerms are the other properties of ours.
var PropertyTerms = [...]Term{
	{propPredicate, "the predicate of the event's direct edges: a canonical relation, or the open predicate where the mapping is not sure"},
	{propOpenPredicate, "the predicate in the words of the article, in base form"},
	{propMode, "the PLOVER mode of the event"},
	{propSymmetric, "true where the event holds both ways"},
	{propStatus, "one of the ten statuses"},
	{propSaidBy, "who says it, the innermost speaker; nobody for the article itself"},
	{propConfidence, "0.00 to 1.00"},
	{propRule, "the rule that found it"},
	{propSentence, "the mention of the whole sentence; the clause is gaf:denotedBy"},
	{propTrigger, "the mention of the word that carries the predicate"},
	{propEvent, "from a statement to its event (derived layers)"},
	{"reading", "the fingerprint of the program that read an article (graphs of runs)"},
	{propActsFor, "from a government, a ministry or a named building to its country (graph of entities)"},
}

// ClassTerms are the classes of ours beside the event types.
var ClassTerms = [...]Term{
	{"Relation", "an event that holds, as against one that happened (sem:Event)"},
	{"Facility", "a place that was built: an airport, a base, a hospital"},
	{"Group", "several people or bodies without a common name"},
}
