package extract

import "strings"

// A Rule is one construction that statements are read off.
type Rule struct {
	ID        string
	Doc       string
	Precision int    // of its statements in hundredths, before what a statement's own path costs
	Yes       string // an example of ours: "sentence => subject | predicate | object [status]"
	No        string // an example that must not give what follows =>
}

// Rules lists the rules by which statements are found. Where an argument is
// inherited, how is added to the name of the rule ("transitive+conj"): see
// Inheritances.
var Rules = [...]Rule{
	{"transitive", "subject, verb, object", 80,
		"Kenya attacked Uganda. => Kenya | attacked | Uganda [asserted]",
		"Kenya attacked Uganda. => Uganda | attacked | Kenya [asserted]"},
	{"ditransitive", "a verb with two objects: the receiver is the target", 80,
		"Norway gave Chad a loan. => Norway | funded | Chad [asserted]",
		"Norway gave Chad a loan. => Chad | funded | Norway [asserted]"},
	{"oblique", "a verb whose prepositional phrase completes it", 80,
		"Peter Novak works for Siemens. => Peter Novak | works-for | Siemens [asserted]",
		"Peter Novak works on Monday. => Peter Novak | work-on | Monday [asserted]"},
	{"verb-object-preposition", "what the object names is aimed at the target", 80,
		"The rebels fired rockets at the airport. => rebels | struck | airport [asserted]",
		"The rebels fired rockets at noon. => rebels | struck | noon [asserted]"},
	{"intransitive", "a verb that says enough with its subject", 80,
		"Anna Berg resigned on Friday. => Anna Berg | resign |  [asserted]",
		"Anna Berg smiled. => Anna Berg | smile |  [asserted]"},
	{"reciprocal", "a plural subject of a verb of what people do to each other", 80,
		"Anna Berg and Peter Novak met in Oslo. => Anna Berg | met | Peter Novak [asserted]",
		"Anna Berg and Peter Novak met Pedro Rojas. => Anna Berg | met | Peter Novak [asserted]"},
	{"passive", "the by-phrase is the agent", 80,
		"The mayor was arrested by soldiers. => soldiers | arrested | mayor [asserted]",
		"The mayor was flown home by helicopter. => helicopter | fly | mayor [asserted]"},
	{"passive-agentless", "nobody is named: the subject stays empty", 75,
		"Two journalists were arrested on Monday. =>  | arrested | two journalists [asserted]",
		"The letter was read. =>  | read | letter [asserted]"},
	{"casualties", "a trailing gerund of harm where nobody is named who did it", 78,
		"The bridge collapsed, injuring a driver and killing two farmers. =>  | killed | two farmers [asserted]",
		"The bridge collapsed, killing two farmers. => bridge | killed | two farmers [asserted]"},
	{"passive-oblique", "nobody is named, but a phrase completes the verb", 80,
		"The painting was found in Lyon. => painting | be-found-in | Lyon [asserted]",
		"The painting was found in May. => painting | be-found-in | May [asserted]"},
	{"passive-object", "what somebody was given or denied", 78,
		"Maria Lopez was denied entry. =>  | deny-entry-to | Maria Lopez [asserted]",
		"Maria Lopez was denied entry. => Maria Lopez | deny | entry [asserted]"},
	{"object-predicative", "an adjective says what the object is found or left to be", 80,
		"A court found Anna Berg guilty of fraud. => court | convicted | Anna Berg [asserted]",
		"A court found Anna Berg not guilty. => court | convicted | Anna Berg [asserted]"},
	{"named", "the object gets a name or an office", 80,
		"Reporters called Anna Berg a liar. => reporters | call | Anna Berg [asserted]",
		"Reporters called Anna Berg a liar. => reporters | spoke-with | Anna Berg [asserted]"},
	{"result", "a trailing gerund whose subject is the whole clause", 80,
		"The troops attacked the port, angering Turkey. => The troops attacked the port | anger | Turkey [asserted]",
		"The troops attacked the port, angering Turkey. => port | angered | Turkey [asserted]"},
	{"light-verb", "the event noun is the predicate, the verb its tense", 80,
		"Kenya held talks with Uganda. => Kenya | spoke-with | Uganda [asserted]",
		"Kenya will hold talks with Uganda. => Kenya | spoke-with | Uganda [asserted]"},
	{"event-noun", "an event noun with its participants", 80,
		"The rebels ended the army's attack on Lima. => army | attacked | Lima [asserted]",
		"The rebels fear an attack on Lima. => rebels | attacked | Lima [asserted]"},
	{"event-noun-possessive", "the possessor of an event noun is its agent", 80,
		"Chile's attack on Lima failed. => Chile | attacked | Lima [asserted]",
		"Lima's mayor fled. => Lima | mayor |  [asserted]"},
	{"event-noun-compound", "the country before an event noun is its agent", 80,
		"The Brazilian attack on Lima failed. => Brazil | attacked | Lima [asserted]",
		"The planned Brazilian attack on Lima was discussed. => Brazil | attacked | Lima [asserted]"},
	{"event-noun-of", "the of-phrase of an event noun is what it is done to", 80,
		"Chile's invasion of Peru began in May. => Chile | invaded | Peru [asserted]",
		"Chile's invasion of Peru began in May. => Peru | invaded | Chile [asserted]"},
	{"event-noun-by", "the by-phrase of an event noun is its agent", 80,
		"The attack on Lima by rebels ended on Monday. => rebels | attacked | Lima [asserted]",
		"The attack on Lima by Monday was a threat. => Monday | attacked | Lima [asserted]"},
	{"event-noun-between", "an event noun between two", 80,
		"The talks between Kenya and Uganda ended. => Kenya | spoke-with | Uganda [asserted]",
		"Kenya called for talks between Norway and Chad. => Norway | spoke-with | Chad [asserted]"},
	{"copula", "what somebody is: an office, a role", 80,
		"Anna Berg is the president of Norway. => Anna Berg | holds-position | President of Norway [asserted]",
		"Anna Berg is not the president of Norway. => Anna Berg | holds-position | President of Norway [asserted]"},
	{"copula-noun", "what something with a name is", 80,
		"Siemens is a German company. => Siemens | be | a German company [asserted]",
		"It is a German company. => it | be | a German company [asserted]"},
	{"copula-preposition", "where something is", 80,
		"Anna Berg is in Lisbon. => Anna Berg | be-in | Lisbon [asserted]",
		"Anna Berg is in charge. => Anna Berg | be-in | charge [asserted]"},
	{"copula-adjective", "what something is towards another", 72,
		"Norway was hostile to Chad. => Norway | opposes | Chad [asserted]",
		"Norway was happy. => Norway | be-happy |  [asserted]"},
	{"title", "the title before a name", 80,
		"French President Anna Berg arrived in Oslo. => Anna Berg | holds-position | President of France [asserted]",
		"French President Anna Berg met Peter Novak. => Peter Novak | holds-position | President of France [asserted]"},
	{"apposition", "the role after a name", 80,
		"Anna Berg, the president of Norway, arrived in Oslo. => Anna Berg | holds-position | President of Norway [asserted]",
		"Kenya and Uganda, one of Chad's backers, agreed. => Kenya | backs | Chad [asserted]"},
	{"counterpart", "a counterpart holds the same office in the other country", 80,
		"Norwegian Foreign Minister Anna Berg met her Chilean counterpart Pedro Rojas. => Pedro Rojas | holds-position | Foreign Minister of Chile [asserted]",
		"Norwegian Foreign Minister Anna Berg met her Chilean counterpart Pedro Rojas. => Pedro Rojas | holds-position | Foreign Minister of Norway [asserted]"},
	{"including", "who is named as one of a group", 80,
		"Anna Berg's advisers, including Peter Novak, left Oslo. => Peter Novak | adviser-of | Anna Berg [asserted]",
		"Anna Berg's advisers, including Peter Novak, left Oslo. => Anna Berg | adviser-of | Peter Novak [asserted]"},
	{"named-after", "a body called after its person", 80,
		"President Anna Berg spoke in Oslo. The Berg administration attacked Chad. => Berg administration | be-administration-of | Anna Berg [asserted]",
		"President Anna Berg spoke in Oslo. The new administration attacked Chad. => administration | be-administration-of | Anna Berg [asserted]"},
	{"located-in", "where a place or a building lies", 80,
		"Rebels attacked an army base in Peru. => Peruvian army base | located-in | Peru [asserted]",
		"Rebels attacked an army in Peru. => Peruvian army | located-in | Peru [asserted]"},
	{"held-in", "where something is held", 80,
		"The peace talks in Geneva ended on Monday. => peace talks in Geneva | located-in | Geneva [asserted]",
		"The talks between Kenya and Uganda ended. => talks | located-in | Kenya [asserted]"},
	{"place-comma", "a place, a comma, what contains it", 80,
		"The talks will take place in Lyon, France. => Lyon | located-in | France [asserted]",
		"Anna Berg visited Lyon, Madrid and Oslo. => Lyon | located-in | Madrid [asserted]"},
	{"say", "an act of speech that is more than its content", 80,
		"Anna Berg said on Monday that Norway will send troops to Chad. => Anna Berg | say | Norway will send troops to Chad [asserted]",
		"Anna Berg may say that Norway will send troops to Chad. => Anna Berg | say | Norway will send troops to Chad [asserted]"},
}

// An Inheritance is one way in which a predicate gets an argument that is not
// written next to it.
type Inheritance struct {
	ID, Doc, Yes, No string
}

// Inheritances lists them.
var Inheritances = [...]Inheritance{
	{"conj", "a coordinated verb shares the subject, and an object after both",
		"Kenya attacked Uganda and occupied Kampala. => Kenya | invaded | Kampala [asserted]",
		"Kenya attacked Uganda and Chad occupied Kampala. => Kenya | invaded | Kampala [asserted]"},
	{"control", "an infinitive has the object of its verb for a subject, or its subject",
		"Anna Berg forced Peter Novak to leave Oslo. => Peter Novak | departed-from | Oslo [asserted]",
		"Anna Berg forced Peter Novak to leave Oslo. => Anna Berg | departed-from | Oslo [asserted]"},
	{"relative", "a relative clause is about its antecedent",
		"Anna Berg met the rebels who attacked Lima. => rebels | attacked | Lima [asserted]",
		"Anna Berg met the rebels who attacked Lima. => Anna Berg | attacked | Lima [asserted]"},
	{"participle", "a participle is about the noun that it modifies",
		"The soldiers attacking the town left. => soldiers | attacked | town [asserted]",
		"The town attacked by soldiers was Lima. => town | attacked | soldiers [asserted]"},
	{"adverbial", "an adverbial clause without subject has that of its main clause",
		"After visiting Oslo, Anna Berg met Peter Novak. => Anna Berg | visited | Oslo [asserted]",
		"After Peter Novak visited Oslo, Anna Berg left. => Anna Berg | visited | Oslo [asserted]"},
}

// ruleNamed returns the rule of a proposition, without inheritance.
func ruleNamed(id string) (Rule, bool) {
	id, _, _ = strings.Cut(id, "+")
	for _, r := range Rules {
		if r.ID == id {
			return r, true
		}
	}
	return Rule{}, false
}
