package schema

// What a relation holds between, as the table of relations names it.
var (
	actors  = []Class{Person, Organization, Country, Group}
	bodies  = []Class{Organization, Country}
	humans  = []Class{Person, Group}
	spots   = []Class{Place, Country, Facility}
	persons = []Class{Person}
)

const (
	symmetric = 1 << iota // holds both ways
	lasting               // holds, as against happened
)

// Relations is the closed table of canonical relations, by event type.
var Relations = buildRelations([]relationLine{
	// CONSULT
	{"spoke-with", symmetric, "", "talked, telephoned or corresponded directly, in person or not", actors, actors, Consult, "", "The two ministers spoke by telephone on Monday."},
	{"met", symmetric, "", "were together at one place on purpose", actors, actors, Consult, "", "The queen met the ambassador in Oslo."},
	{"negotiated-with", symmetric, "", "talked in order to agree on something", actors, actors, Consult, "", "The union is negotiating with the airline."},
	{"visited", 0, "visited-by", "went to see somebody or a place, officially or privately", actors, nil, Consult, "visit", "The pope visited Chile."},
	{"hosted", 0, "hosted-by", "received as a guest, or held an event for others", actors, nil, Consult, "visit", "Finland hosted the two presidents."},
	{"sent", 0, "sent-by", "sent a person or a delegation on a mission", actors, actors, Consult, "visit", "Norway will send an envoy to the talks."},
	{"mediated-between", 0, "had-as-mediator", "helped others to come to terms; an edge to each of them", actors, actors, Consult, "third-party", "Qatar mediated between the two factions."},
	{"attended", 0, "attended-by", "was present at an event", actors, []Class{EventClass, OtherClass}, Consult, "multilateral", "Nine heads of state attended the funeral."},

	// AGREE
	{"agreed-with", symmetric, "", "came to an agreement or shares an opinion", actors, actors, Agree, "", "Chad agreed with Sudan on a border patrol."},
	{"promised", 0, "promised-by", "committed itself, to somebody or to something", actors, nil, Agree, "", "The mayor promised new homes."},
	{"offered", 0, "offered-by", "offered something", actors, nil, Agree, "", "Spain offered a loan."},
	{"accepted", 0, "accepted-by", "said yes to a demand, an offer, an invitation", actors, nil, Agree, "", "The rebels accepted the plan."},

	// SUPPORT
	{"supports", lasting, "supported-by", "speaks up for somebody or for a policy", actors, nil, Support, "", "The bishops support the strike."},
	{"backs", lasting, "backed-by", "stands behind somebody with its political, military or financial weight", actors, actors, Support, "", "Iran backs the militia."},
	{"praised", 0, "praised-by", "spoke well of", actors, nil, Support, "", "The judge praised the witnesses."},
	{"honoured", 0, "honoured-by", "gave a prize, an award or a mark of respect", actors, actors, Support, "", "The academy honoured two chemists."},
	{"defended", 0, "defended-by", "spoke or acted in defence of", actors, nil, Support, "", "The minister defended the budget."},
	{"recognised", 0, "recognised-by", "gave diplomatic or legal recognition", actors, nil, Support, "", "Iceland recognised the new state."},
	{"signed-agreement-with", symmetric, "", "signed or concluded an agreement or treaty together", actors, actors, Support, "", "Peru signed a trade agreement with Japan."},
	{"approved", 0, "approved-by", "passed, ratified, adopted or gave its consent to something", actors, nil, Support, "", "Parliament approved the treaty."},
	{"voted-for", 0, "voted-for-by", "cast votes in favour of", actors, nil, Support, "", "Most deputies voted for the bill."},

	// CONCEDE
	{"apologised-to", 0, "got-apology-from", "apologised", actors, actors, Concede, "", "The airline apologised to its passengers."},
	{"conceded-to", 0, "got-concession-from", "gave in to somebody or admitted something", actors, nil, Concede, "", "The governor conceded to his rival."},

	// COOPERATE
	{"cooperated-with", symmetric, "", "worked together with, exercises of armies included", actors, actors, Cooperate, "", "Police cooperated with Interpol."},
	{"colluded-with", symmetric, "", "worked together in secret for a wrong end", actors, actors, Cooperate, "", "Investigators ask whether the firm colluded with a rival."},
	{"traded-with", symmetric, "", "exchanged goods or prisoners", actors, actors, Cooperate, "", "Mongolia trades with China."},
	{"allied-with", symmetric | lasting, "", "is allied with", actors, actors, Cooperate, "", "Albania is allied with Turkey."},
	{"relations-with", symmetric | lasting, "", "has ties to, of whatever kind", actors, actors, Cooperate, "", "The firm has ties to the minister."},

	// AID
	{"aided", 0, "aided-by", "gave help or relief", actors, nil, Aid, "", "Volunteers helped the flooded villages."},
	{"funded", 0, "funded-by", "gave, lent or granted money", actors, nil, Aid, "", "The bank funded the dam."},
	{"supplied", 0, "supplied-by", "provided goods to", actors, nil, Aid, "", "Algeria supplies Italy with gas."},
	{"armed", 0, "armed-by", "gave weapons or military training", actors, actors, Aid, "", "The emirate armed the rebels."},
	{"protected", 0, "protected-by", "kept from harm, gave shelter or asylum", actors, nil, Aid, "", "Ecuador granted the editor asylum."},
	{"rescued", 0, "rescued-by", "saved or evacuated people from danger", actors, nil, Aid, "", "The coastguard rescued forty sailors."},

	// RETREAT
	{"withdrew-from", 0, "left-by", "pulled people or forces out of a place", actors, nil, Retreat, "withdraw", "The army withdrew from the valley."},
	{"released", 0, "released-by", "set free", actors, nil, Retreat, "release", "The kidnappers released the tourist."},
	{"pardoned", 0, "pardoned-by", "granted a pardon or an amnesty", actors, humans, Retreat, "release", "The governor pardoned the poet."},
	{"surrendered-to", 0, "took-surrender-of", "gave itself up", actors, actors, Retreat, "", "The fugitive surrendered to the police."},
	{"ceased-fire-with", symmetric, "", "agreed on or kept a ceasefire or truce", actors, actors, Retreat, "ceasefire", "The junta agreed on a truce with the rebels."},
	{"eased-sanctions-on", 0, "had-sanctions-eased-by", "lifted or eased sanctions or restrictions", actors, nil, Retreat, "", "Canada lifted sanctions on the port."},
	{"resigned-from", 0, "lost-by-resignation", "gave up an office or a job", persons, nil, Retreat, "resign", "The treasurer resigned from the board."},

	// REQUEST
	{"asked", 0, "asked-by", "asked somebody for something or to do it", actors, actors, Request, "", "Haiti asked the council for police."},
	{"urged", 0, "urged-by", "called on somebody to act", actors, actors, Request, "", "The nuns urged the army to leave."},
	{"called-for", 0, "called-for-by", "asked publicly for something", actors, nil, Request, "", "Aid groups called for a truce."},
	{"demanded", 0, "demanded-by", "demanded something, or from somebody", actors, nil, Request, "", "The miners demanded higher wages."},
	{"ordered", 0, "ordered-by", "gave an order", actors, nil, Request, "", "The court ordered the firm to pay."},
	{"summoned", 0, "summoned-by", "called in, formally", actors, humans, Request, "meet", "Denmark summoned the ambassador."},
	{"invited", 0, "invited-by", "invited", actors, actors, Request, "meet", "The sultan invited the premier to the palace."},
	{"proposed", 0, "proposed-by", "proposed", actors, nil, Request, "", "Brazil proposed a fund for forests."},

	// ACCUSE
	{"accused", 0, "accused-by", "said that somebody did wrong", actors, actors, Accuse, "allege", "Chile accused the fleet of poaching."},
	{"blamed", 0, "blamed-by", "held responsible", actors, nil, Accuse, "allege", "The report blamed the contractor."},
	{"sued", 0, "sued-by", "brought a civil case against", actors, actors, Accuse, "allege", "The tenants sued the landlord."},
	{"criticised", 0, "criticised-by", "spoke badly of, complained about", actors, nil, Accuse, "disapprove", "Economists criticised the tax."},
	{"condemned", 0, "condemned-by", "condemned or denounced", actors, nil, Accuse, "disapprove", "The synod condemned the bombing."},
	{"investigated", 0, "investigated-by", "looked into what somebody did, officially", actors, nil, Accuse, "investigate", "The ombudsman investigated the prison."},

	// REJECT
	{"rejected", 0, "rejected-by", "said no to a demand, a proposal, an offer; vetoed", actors, nil, Reject, "", "Voters rejected the reform."},
	{"opposes", lasting, "opposed-by", "is against", actors, nil, Reject, "", "Farmers oppose the pipeline."},
	{"voted-against", 0, "voted-against-by", "cast votes against", actors, nil, Reject, "", "Two members voted against the merger."},
	{"disputed-with", symmetric, "", "quarrelled or disagreed with; has tensions with", actors, actors, Reject, "", "Greece disagreed with Turkey over the islet."},

	// THREATEN
	{"threatened", 0, "threatened-by", "announced harm to, or put in danger", actors, nil, Threaten, "", "The militia threatened the aid workers."},
	{"warned", 0, "warned-by", "warned an actor of consequences", actors, actors, Threaten, "", "Ankara warned the smugglers."},

	// PROTEST
	{"protested-against", 0, "protested-against-by", "demonstrated, rioted or went on strike against", actors, nil, Protest, "", "Students protested against the fees."},
	{"boycotted", 0, "boycotted-by", "stayed away from in protest", actors, nil, Protest, "boycott", "Four parties boycotted the vote."},

	// SANCTION
	{"sanctioned", 0, "sanctioned-by", "imposed sanctions, an embargo or tariffs on", actors, nil, Sanction, "", "Japan sanctioned two banks."},
	{"expelled", 0, "expelled-by", "expelled from a country, a group, an office", actors, actors, Sanction, "expel", "Latvia expelled a diplomat."},
	{"cut-ties-with", 0, "lost-ties-with", "broke off or reduced relations, talks, aid or cooperation", actors, actors, Sanction, "discontinue", "Bolivia cut ties with the fund."},
	{"suspended", 0, "suspended-by", "suspended a person or something", actors, nil, Sanction, "discontinue", "The league suspended the striker."},
	{"fined", 0, "fined-by", "imposed a fine on", actors, actors, Sanction, "convict", "The regulator fined the bank."},

	// MOBILIZE
	{"deployed", 0, "deployed-by", "sent, stationed or alerted troops, police or weapons", actors, nil, Mobilize, "troops", "Kenya deployed soldiers at the border."},

	// COERCE
	{"seized", 0, "seized-by", "took by force of law or arms; confiscated", actors, nil, Coerce, "seize", "Customs seized a ton of ivory."},
	{"raided", 0, "raided-by", "searched or entered by force", actors, nil, Coerce, "seize", "Detectives raided the ministry."},
	{"banned", 0, "banned-by", "forbade or outlawed", actors, nil, Coerce, "restrict", "The city banned the march."},
	{"restricted", 0, "restricted-by", "limited the freedom or movement of", actors, nil, Coerce, "restrict", "The island restricted visitors."},
	{"blocked", 0, "blocked-by", "kept from passing, blockaded or besieged", actors, nil, Coerce, "restrict", "Trucks blocked the port."},
	{"deported", 0, "deported-by", "sent out of the country; extradited", actors, humans, Coerce, "deport", "Malta deported the sailors."},
	{"hacked", 0, "hacked-by", "broke into computers of", actors, nil, Coerce, "cyber", "Criminals hacked the clinic."},
	{"pressed", 0, "pressed-by", "put pressure on or forced", actors, actors, Coerce, "", "Creditors pressed the ministry."},

	// ASSAULT
	{"struck", 0, "struck-by", "hit with missiles, bombs, shells or aircraft", nil, nil, Assault, "aerial", "The navy launched missiles against the depot."},
	{"attacked", 0, "attacked-by", "attacked or hurt with force, whatever the weapon", nil, nil, Assault, "", "Gunmen attacked the convoy."},
	{"invaded", 0, "invaded-by", "entered with an army, or occupied", actors, nil, Assault, "", "The empire invaded the island."},
	{"fought", symmetric, "", "fought or clashed with", actors, actors, Assault, "", "The army clashed with the insurgents."},
	{"shot", 0, "shot-by", "shot at a person", actors, humans, Assault, "firearms", "A guard shot the burglar."},
	{"shot-down", 0, "shot-down-by", "brought down or intercepted in the air", actors, nil, Assault, "heavy-weapons", "The battery shot down a drone."},
	{"captured", 0, "captured-by", "took prisoner, or took control of a place by force", actors, nil, Assault, "seize", "The rebels captured the airport."},
	{"abducted", 0, "abducted-by", "kidnapped, took hostage or hijacked", actors, nil, Assault, "abduct", "Bandits abducted two teachers."},
	{"tortured", 0, "tortured-by", "tortured or ill-treated", actors, humans, Assault, "torture", "Guards tortured the prisoner."},
	{"raped", 0, "raped-by", "used sexual violence against", actors, humans, Assault, "sexual", "The officer raped a recruit."},
	{"destroyed", 0, "destroyed-by", "destroyed or burnt down", nil, nil, Assault, "destroy", "Vandals destroyed the shrine."},
	{"damaged", 0, "damaged-by", "damaged", nil, nil, Assault, "destroy", "Vandals damaged the shrine."},

	// KILL, INJURE, DIE
	{"killed", 0, "killed-by", "killed, murdered, assassinated or put to death", nil, nil, Kill, "", "The blast killed nine miners."},
	{"injured", 0, "injured-by", "hurt or wounded", nil, nil, Injure, "", "The collapse injured a child."},
	{"died", 0, "", "died; the object is empty", humans, nil, Die, "", "The composer died in Prague."},

	// ARREST, CHARGE, TRY, SENTENCE
	{"arrested", 0, "arrested-by", "arrested, detained or imprisoned", actors, humans, Arrest, "", "Police arrested the forger."},
	{"charged", 0, "charged-by", "charged with a crime, indicted", actors, actors, Charge, "", "Prosecutors charged the pilot with fraud."},
	{"tried", 0, "tried-by", "put on trial", actors, actors, Try, "", "The tribunal tried the general."},
	{"convicted", 0, "convicted-by", "found guilty", actors, actors, Sentence, "", "A jury convicted the surgeon."},
	{"sentenced", 0, "sentenced-by", "gave a sentence to", actors, actors, Sentence, "", "The judge sentenced the thief."},
	{"acquitted", 0, "acquitted-by", "found not guilty, dropped the case against", actors, actors, Sentence, "", "The court acquitted the nurse."},

	// SAY
	{"said", 0, "said-by", "said something; the content is a role", actors, nil, Say, "", "The spokesman said the road was open."},
	{"told", 0, "told-by", "said something to somebody", actors, actors, Say, "", "The minister told the deputies."},
	{"announced", 0, "announced-by", "made public", actors, nil, Say, "", "The firm announced a loss."},
	{"denied", 0, "denied-by", "said that something is not so", actors, nil, Say, "", "The coach denied the claim."},
	{"claimed-responsibility-for", 0, "claimed-by", "said that it did it", actors, nil, Say, "", "A cell claimed responsibility for the bomb."},

	// HOLD_POSITION, MEMBER_OF and other ties of people and bodies
	{"holds-position", lasting, "held-by", "holds an office or a title; the object is its name", persons, nil, HoldPosition, "", "Ada Bell is governor of the bank."},
	{"leads", lasting, "led-by", "is at the head of", humans, actors, HoldPosition, "", "Omar Dia leads the party."},
	{"works-for", lasting, "employs", "is employed by or acts for", persons, actors, HoldPosition, "", "The engineer works for the railway."},
	{"adviser-of", lasting, "advised-by", "advises", persons, actors, HoldPosition, "", "Her adviser Tom Hale resigned."},
	{"speaks-for", lasting, "has-as-spokesperson", "is a spokesperson, lawyer or representative of", persons, actors, HoldPosition, "", "Eva Roth speaks for the ministry."},
	{"counterpart-of", symmetric | lasting, "", "holds the same office elsewhere", persons, persons, HoldPosition, "", "The minister received his Greek counterpart Ilias Doukas."},
	{"member-of", lasting, "has-member", "belongs to", actors, bodies, MemberOf, "", "Fiji is a member of the forum."},
	{"joined", 0, "joined-by", "became a member of, or entered", actors, nil, MemberOf, "", "Finland joined the alliance."},
	{"left", 0, "left-by", "ceased to be a member of", actors, nil, MemberOf, "", "The deputy left the party."},
	{"citizen-of", lasting, "has-citizen", "is a citizen or native of", humans, spots, MemberOf, "", "The runner is a citizen of Kenya."},
	{"married-to", symmetric | lasting, "", "is or was the husband or wife of; married", persons, persons, MemberOf, "", "The singer married a diplomat."},
	{"child-of", lasting, "parent-of", "is a son or daughter of", persons, persons, MemberOf, "", "Her daughter Ines is a judge."},
	{"parent-of", lasting, "child-of", "is the father or mother of", persons, persons, MemberOf, "", "His father Jan was a miner."},
	{"relative-of", symmetric | lasting, "", "is a brother, sister, cousin or other relative of", persons, persons, MemberOf, "", "His cousin Leo was elected."},

	// LOCATED_IN
	{"located-in", lasting, "location-of", "is or takes place in", nil, spots, LocatedIn, "", "The mine is located in Zambia."},
	{"based-in", lasting, "base-of", "has its seat in", actors, spots, LocatedIn, "", "The charity is based in Geneva."},
	{"born-in", 0, "birthplace-of", "was born in", persons, spots, LocatedIn, "", "The painter was born in Lviv."},
	{"lives-in", lasting, "home-of", "lives in", humans, spots, LocatedIn, "", "The exiles live in Cairo."},
	{"borders", symmetric | lasting, "", "has a border with", spots, spots, LocatedIn, "", "Laos borders Vietnam."},

	// OWN, BUY, SELL
	{"owns", lasting, "owned-by", "owns or controls", actors, nil, Own, "", "The family owns the brewery."},
	{"bought", 0, "bought-by", "bought, took over, ordered", actors, nil, Buy, "", "The group bought a rival."},
	{"invested-in", 0, "got-investment-from", "put money into", actors, nil, Buy, "", "The fund invested in a tunnel."},
	{"hired", 0, "hired-by", "took into its service", actors, actors, Buy, "", "The club hired a coach."},
	{"sold", 0, "sold-by", "sold or exported something", actors, nil, Sell, "", "The heirs sold the castle."},
	{"sold-to", 0, "bought-from", "sold or exported to", actors, actors, Sell, "", "Brazil sells soya to China."},
	{"paid", 0, "paid-by", "paid, or paid to", actors, nil, Sell, "", "The insurer paid the owners."},

	// MOVE
	{"travelled-to", 0, "reached-by", "went, moved or went back to", nil, nil, Move, "", "The delegation flew to Lima."},
	{"arrived-in", 0, "reached-by", "reached or entered", nil, nil, Move, "", "The fleet arrived in Malta."},
	{"departed-from", 0, "left-by", "went away from", nil, nil, Move, "", "The convoy left the camp."},
	{"fled", 0, "fled-by", "ran away from", nil, nil, Move, "", "Thousands fled the valley."},

	// WIN, LOSE, ELECT
	{"won", 0, "won-by", "won a contest, a prize, a seat", actors, nil, Win, "", "The greens won the election."},
	{"defeated", 0, "lost-to", "beat in a contest or a war", actors, actors, Win, "", "Ghana beat Togo."},
	{"lost", 0, "lost-by", "lost a contest, an office, a possession", actors, nil, Lose, "", "The party lost its majority."},
	{"competed-with", symmetric, "", "played or ran against", actors, actors, Win, "", "Two banks compete with the insurer."},
	{"elected", 0, "elected-by", "chose by vote", actors, actors, Elect, "", "The senate elected a speaker."},
	{"appointed", 0, "appointed-by", "named to an office", actors, actors, Elect, "", "The king appointed a premier."},
	{"nominated", 0, "nominated-by", "named as a candidate", actors, actors, Elect, "", "The party nominated a general."},
	{"ran-for", 0, "sought-by", "stood for an office", persons, nil, Elect, "", "The actor ran for mayor."},
	{"dismissed", 0, "dismissed-by", "removed from an office or a job", actors, actors, Elect, "", "The board dismissed the editor."},
	{"overthrew", 0, "overthrown-by", "removed a government by force or threat", actors, actors, Coerce, "", "Officers overthrew the president."},
	{"succeeded", 0, "succeeded-by", "followed in an office, or replaced", actors, actors, Elect, "", "Rosa Lind succeeded her uncle."},

	// CREATE, CHANGE, CAUSE
	{"founded", 0, "founded-by", "founded or set up", actors, nil, Create, "", "Two nurses founded the charity."},
	{"created", 0, "created-by", "made, wrote, invented or produced", actors, nil, Create, "", "The studio made a film."},
	{"built", 0, "built-by", "built or rebuilt", actors, nil, Create, "", "The firm built the bridge."},
	{"launched", 0, "launched-by", "started, opened or brought out", actors, nil, Create, "", "The agency launched a satellite."},
	{"published", 0, "published-by", "published or broadcast", actors, nil, Create, "", "The paper published the letters."},
	{"discovered", 0, "discovered-by", "found", actors, nil, Create, "", "Divers found the wreck."},
	{"changed", 0, "changed-by", "made different", nil, nil, Change, "", "The council changed the rules."},
	{"increased", 0, "increased-by", "made more or larger", nil, nil, Change, "", "The bank raised its rate."},
	{"reduced", 0, "reduced-by", "made less or smaller", nil, nil, Change, "", "The carrier cut its fares."},
	{"ended", 0, "ended-by", "brought to an end, abolished or dissolved", nil, nil, Change, "", "The king dissolved parliament."},
	{"merged-with", symmetric, "", "became one with", bodies, bodies, Change, "", "The brewery merged with a rival."},
	{"caused", 0, "caused-by", "brought about", nil, nil, CauseType, "", "The storm caused floods."},
	{"prevented", 0, "prevented-by", "kept from happening", nil, nil, CauseType, "", "The dyke prevented a flood."},
	{"angered", 0, "angered-by", "made angry", nil, actors, CauseType, "", "The verdict angered the widow."},
})

// A relationLine is one row of the table above, in the order of its fields.
type relationLine struct {
	name           string
	flags          int
	inverse        string
	definition     string
	domain, range_ []Class
	typ            EventType
	mode           string
	example        string
}

func buildRelations(lines []relationLine) []Relation {
	relations := make([]Relation, len(lines))
	for i, l := range lines {
		relations[i] = Relation{Name: l.name, Definition: l.definition, Symmetric: l.flags&symmetric != 0, Lasting: l.flags&lasting != 0,
			Inverse: l.inverse, Domain: l.domain, Range: l.range_, Type: l.typ, Mode: l.mode, Example: l.example}
	}
	return relations
}
