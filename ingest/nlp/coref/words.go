package coref

import "strings"

// A trait is a set of properties of a lemma that the sieves ask for.
type trait uint32

// Traits of verbs, then of nouns.
const (
	speech     trait = 1 << iota // says something: say, add, deny
	volition                     // only a body that decides or feels can be its subject: accuse, back, fear
	addressed                    // only a body or a person can be its object: accuse, urge, sanction
	reciprocal                   // verb or noun that holds between its participants: meet, talks
	person                       // a human being in a role
	female
	male
	body      // an organization
	building  // a facility
	area      // a place
	event     // something that happens
	thing     // a concrete object or product
	crowd     // a noun whose singular means several people: crowd, family, couple
	office    // a role that is a title: president, general
	statesman // may stand for a member of "the two leaders"
	state     // may stand for a country in "the two countries"
	company   // may stand for a firm in "the two companies"
	side      // may stand for anything in "both sides"
	timeword  // names a time or a measure: day, percent, mile
	partitive // transparent before of: number, group, one
	organ     // a state organ that there is one of: government, military, ministry
	relation  // a noun that holds between governments: tension, ally, sanction
	vacuous   // makes no mention: way, fact, thing

	honorific  // before a name and no office: Mr, Dame
	regnal     // before a single name it is part of the name: Pope, King
	generation // after a name: Jr
	firm       // ends the name of a firm: Inc, Corp
)

// Lemmas by trait, our own lists. A lemma may stand in several lines.
const (
	speechVerbs = `say add tell announce claim confirm deny declare reveal report state explain insist argue warn
note stress suggest comment write maintain reiterate acknowledge admit allege assert disclose predict promise vow
pledge emphasise emphasize reply respond answer retort quip recall remark concede caution complain contend testify
observe estimate forecast recommend propose repeat conclude mention describe signal hint boast joke urge call`
	volitionVerbs = `accuse agree refuse reject condemn back support oppose criticise criticize blame demand decide
want seek fear hope plan threaten retaliate respond vow sign negotiate denounce recognise recognize approve veto
order ban expel recall summon sanction impose lift suspend withdraw offer invite welcome hail praise ignore dismiss
consider believe think expect view see regard urge ask request protest apologise apologize promise pledge deny
insist say announce warn declare provide supply fund finance arm deploy send launch annex invade attack bomb claim
intervene intend aim try attempt pursue push press lobby favour favor resist defy violate breach ratify abandon
halt freeze resume sever cut accept adopt authorise authorize pressure persuade convince help assist aid defend
prepare remain-silent retain refrain hesitate worry resent suspect outrage anger`
	addressedVerbs = `accuse urge ask warn tell criticise criticize blame condemn pressure press support back isolate
sanction punish persuade convince assure remind thank denounce deter provoke anger outrage infuriate irritate alarm
upset embarrass worry concern surprise shock disappoint frustrate unsettle rattle offend displease threaten help assist arm fund lobby antagonise antagonize appease reassure confront defy engage
alienate enrage please notify inform invite accept force allow prompt oblige compel`
	reciprocalVerbs = `meet talk speak discuss agree negotiate clash fight argue debate differ disagree marry divorce
merge sign trade cooperate collaborate collude confer consult converse quarrel split swap exchange compete ally
compromise reconcile ally partner coordinate`
	reciprocalNouns = `talk meeting conversation call summit discussion negotiation agreement deal treaty accord pact
truce war conflict clash dispute tension relation tie relationship border ceasefire collusion cooperation dialogue
trade exchange match game merger marriage alliance feud rivalry difference border partnership friendship contact
fight battle debate rift row standoff stand-off rapprochement cold-war consultation encounter`
	relationNouns = `tension relation tie relationship talk negotiation ally alliance backer backing sanction policy
pressure dispute conflict war deal agreement treaty pact accord dialogue cooperation collusion envoy ambassador
ambition stance position decision support criticism accusation response reaction demand offer proposal threat
influence intervention aggression hostility rapprochement standoff rift row feud friendship contact link border
ceasefire truce embargo partner foe rival enemy adversary opponent critic warning consent approval refusal veto
claim denial concern fear insistence willingness readiness intention plan will backers diplomacy diplomat right action
summit consultation discussion understanding compromise exchange confrontation trade leverage mistrust distrust`
	personNouns = `man woman boy girl child person individual people civilian resident citizen official officer leader
president minister premier chancellor senator congressman congresswoman lawmaker legislator mp governor mayor judge
justice prosecutor lawyer attorney solicitor barrister spokesman spokeswoman spokesperson adviser advisor aide
ambassador envoy diplomat representative delegate negotiator secretary chief head director chairman chairwoman
chairperson chair ceo executive manager boss founder owner employee worker staffer colleague counterpart partner
ally friend enemy rival opponent critic supporter backer activist campaigner protester demonstrator rebel militant
insurgent fighter gunman attacker bomber terrorist suspect defendant plaintiff witness victim survivor prisoner
detainee inmate hostage soldier troop marine sailor pilot commander general colonel major captain lieutenant
sergeant admiral marshal policeman policewoman detective sheriff agent spy guard bodyguard doctor physician nurse
surgeon patient scientist researcher professor teacher student pupil expert analyst economist historian author
writer novelist poet journalist reporter correspondent editor photographer artist painter composer musician singer
actor actress director producer player footballer striker goalkeeper coach captain athlete swimmer runner driver
cyclist king queen prince princess emperor empress duke duchess lord lady pope bishop archbishop cardinal priest
cleric imam rabbi monk pastor father mother parent son daughter brother sister husband wife spouse uncle aunt
cousin nephew niece grandfather grandmother grandson granddaughter widow widower baby infant teenager youth adult
candidate nominee incumbent successor predecessor voter politician statesman dictator ruler monarch refugee migrant
immigrant passenger traveller traveler tourist visitor guest host neighbour neighbor farmer fisherman miner
engineer architect inventor entrepreneur businessman businesswoman banker investor trader shareholder customer
consumer user member participant speaker translator interpreter veteran hero executioner hangman killer murderer
thief robber hacker smuggler dealer clerk sister-in-law tsar czar sultan sheikh ayatollah dissident exile whistleblower
astronaut cosmonaut chef cook pensioner newcomer native speaker scholar philosopher theologian linguist librarian
consultant trustee treasurer deputy vice-president co-founder lawmaker peacekeeper inspector investigator
commissioner regulator lobbyist organiser organizer volunteer mourner crewman crew spokesmen lover fan viewer reader`
	femaleNouns = `woman girl spokeswoman chairwoman congresswoman policewoman businesswoman actress queen princess
empress duchess lady mother daughter sister wife aunt niece grandmother granddaughter widow mrs ms miss madam`
	maleNouns = `man boy spokesman chairman congressman policeman businessman king prince emperor duke lord father son
brother husband uncle nephew grandfather grandson widower mr sir gunman fisherman pope bishop cardinal imam`
	officeNouns = `president minister premier chancellor secretary senator congressman congresswoman governor mayor
judge justice prosecutor attorney spokesman spokeswoman spokesperson adviser advisor ambassador envoy chief head
director chairman chairwoman chair ceo general colonel major captain lieutenant sergeant admiral marshal commander
king queen prince princess emperor empress sultan sheikh pope bishop archbishop cardinal ayatollah professor doctor
coach editor commissioner speaker leader founder owner manager candidate nominee official officer lawmaker lawyer
economist analyst cleric author writer singer actor actress researcher scientist counterpart inspector deputy rebel
dictator ruler monarch tsar czar premier-designate representative detective sheriff pilot architect senator-elect
president-elect striker goalkeeper midfielder defender secretary-general executive`
	statesmanNouns = `leader president minister premier chancellor king monarch head ruler man woman politician official
candidate rival counterpart lawmaker senator governor ambassador envoy diplomat men women spouse brother sister
singer actor player friend lawyer judge executive founder author scientist researcher suspect defendant general
commander coach director writer`
	stateNouns   = `country nation state government power capital neighbour neighbor ally republic superpower`
	companyNouns = `company firm bank business carmaker automaker airline corporation group organisation organization
agency club team party university newspaper retailer manufacturer maker lender broadcaster union institution
operator giant chain`
	sideNouns = `side party two pair duo both partner rival opponent enemy foe team ally adversary`
	bodyNouns = `company firm bank business carmaker automaker airline corporation organisation organization agency club
team party university college school newspaper magazine retailer manufacturer maker lender broadcaster union
institution institute operator government administration cabinet parliament congress senate assembly council
committee commission court tribunal ministry department bureau office military army navy force police authority
regime coalition alliance opposition militia group movement band orchestra church charity foundation network station
embassy consulate delegation mission board jury federation league association society campaign startup publisher
studio hospital museum library fund insurer supplier utility exchange regulator watchdog legislature judiciary
intelligence junta secretariat panel task-force brigade battalion unit division faction syndicate gang cartel
investigation-team think-tank body service television tv radio press media daily tabloid outlet guard taskforce consortium conglomerate subsidiary brand`
	buildingNouns = `airbase base airport port station plant factory hospital school bridge dam prison jail palace
building tower house mosque church temple cathedral museum library stadium theatre theater embassy facility camp
barracks headquarters refinery pipeline mine warehouse hotel mall market shop store restaurant office lab laboratory
reactor site compound checkpoint tunnel road street highway railway square park memorial monument statue harbour
harbor shipyard depot terminal farm hall arena courthouse chamber centre center gallery villa apartment`
	areaNouns = `city town village capital region province district area zone country nation state republic island
peninsula river lake sea ocean mountain valley desert forest coast border world continent county suburb
neighbourhood neighborhood territory land place location community gulf bay strait enclave stronghold outskirts`
	eventNouns = `attack strike airstrike bombing explosion blast shooting killing murder assassination raid invasion
offensive war battle fight clash conflict coup revolution uprising protest demonstration rally march riot strike
election vote referendum summit meeting talk conference negotiation ceasefire truce crisis disaster earthquake
flood storm hurricane fire accident crash trial hearing investigation inquiry probe arrest execution launch visit
trip tour match game tournament championship festival ceremony funeral wedding campaign operation mission exercise
test action agreement deal treaty scandal collapse merger takeover acquisition resignation announcement speech
interview debate conversation call discussion massacre siege blockade pandemic outbreak epidemic celebration race
final olympics concert`
	thingNouns = `missile bomb weapon gun rifle tank plane aircraft jet helicopter drone ship vessel submarine boat car
truck bus train vehicle rocket satellite phone computer software app website drug vaccine book film movie song album
painting report document letter statement video photo photograph camera oil gas product device machine robot chip
engine battery ship ferry tanker lorry van parcel package cargo shipment`
	crowdNouns = `crowd family couple pair duo trio crew public population majority electorate youth gang staff team
group audience minority people police community`
	timeWords = `second minute hour day week weekend month quarter year decade century time moment today yesterday tomorrow
morning afternoon evening night tonight noon midnight monday tuesday wednesday thursday friday saturday sunday
january february march april may june july august september october november december spring summer autumn winter
date period era age past future season percent percentage per-cent cent dollar euro pound yen rouble ruble yuan
mile kilometre kilometer metre meter foot inch yard acre hectare ton tonne kilogram kilo gram litre liter gallon
barrel degree while start end beginning middle first last half third dozen hundred thousand million billion trillion
number amount rate level lot bit kind sort type deal extent`
	partitives = `number one two three four five group majority most some many part member pair dozen hundred thousand
million score series range handful lot all half quarter couple trio team rest bulk none each several few`
	organNouns = `government administration regime military army navy ministry force troop parliament embassy
presidency cabinet authority leadership intelligence`
	honorifics = `mr mrs ms miss mx dr sir dame lady lord prof rev fr hon sen rep gov pres gen col lt maj capt sgt cpl adm
cmdr brig det insp supt st saint mayor president prime minister vice deputy former ex justice sheikh mullah hajji imam
first second lieutenant major brigadier air chief marshal secretary senior herr frau monsieur madame`
	honorificFemale = `mrs ms miss dame lady madam madame frau queen princess`
	honorificMale   = `mr sir lord herr monsieur king prince pope`
	regnals         = `pope king queen prince princess emperor empress saint st sheikh sultan lady`
	generations     = `jr sr ii iii iv junior senior`
	firmWords       = `inc corp co ltd llc plc gmbh ag sa nv bv spa company corporation incorporated limited group holdings
holding motor motors industries technologies technology systems international bank bancorp partners & and airlines
airways pharmaceuticals energy resources entertainment media communications financial stores foods brothers sons`
	vacuousNouns = `way fact case example reason instance order addition part result course sake basis respect regard
terms term favour favor behalf face light view need lack something anything nothing everything question point
manner fashion extent account event effect`
)

func lexicon() map[string]trait {
	m := make(map[string]trait, 2048)
	add := func(words string, t trait) {
		for w := range strings.FieldsSeq(words) {
			m[w] |= t
		}
	}
	add(speechVerbs, speech)
	add(volitionVerbs, volition)
	add(addressedVerbs, addressed)
	add(reciprocalVerbs, reciprocal)
	add(reciprocalNouns, reciprocal)
	add(relationNouns, relation)
	add(personNouns, person)
	add(femaleNouns, female|person)
	add(maleNouns, male|person)
	add(officeNouns, office|person)
	add(statesmanNouns, statesman)
	add(stateNouns, state)
	add(companyNouns, company)
	add(sideNouns, side)
	add(bodyNouns, body)
	add(buildingNouns, building)
	add(areaNouns, area)
	add(eventNouns, event)
	add(thingNouns, thing)
	add(crowdNouns, crowd)
	add(timeWords, timeword)
	add(partitives, partitive)
	add(organNouns, organ)
	add(vacuousNouns, vacuous)
	add(firmWords, firm)
	add(generations, generation)
	return m
}

// titleWords are the traits of the words that open a person's name. They are
// kept apart from the nouns: "prime" and "miss" are titles there only.
func titleWords() map[string]trait {
	m := make(map[string]trait, 256)
	add := func(words string, t trait) {
		for w := range strings.FieldsSeq(words) {
			m[w] |= t
		}
	}
	add(officeNouns, honorific)
	add(honorifics, honorific)
	add(honorificFemale, honorific|female)
	add(honorificMale, honorific|male)
	add(regnals, honorific|regnal)
	return m
}

// gender is what the traits say of a person's gender, else g.
func (t trait) gender(g gender) gender {
	switch {
	case t&female != 0:
		return feminine
	case t&male != 0:
		return masculine
	}
	return g
}
