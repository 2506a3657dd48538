package extract

import "strings"

// The tables of this file are lists of our own of what verbs do to their
// clauses. They are read only.

func words(lists ...string) map[string]bool {
	m := map[string]bool{}
	for _, list := range lists {
		for _, w := range strings.Fields(list) {
			m[w] = true
		}
	}
	return m
}

// subjectControl: the subject of the complement is the subject, although
// there is an object ("he promised them to leave").
var subjectControl = words("promise vow pledge threaten commit use take spend need")

// obliqueControl: the subject of the complement is a prepositional object
// ("called on Rome to act").
var obliqueControl = words("call-on call-for appeal-to plead-with rely-on count-on wait-for arrange-for press-on prevail-on shout-at")

// intransitive verbs take no object: a relative clause or a conjunct that
// lacks one lacks nothing.
var intransitive = words("die go come arrive fall rise happen occur sleep sit stand lie live exist remain stay appear seem emerge " +
	"collapse resign retire depart flee escape disappear vanish continue wait talk speak meet work travel fly agree disagree " +
	"collide crash explode capsize rally march protest erupt begin start end grow increase decrease drop decline step surge plunge soar tumble laugh cry smile respond react")

// A cast is what a verb says about the clause or noun it embeds.
type cast uint8

const (
	neutral    cast = iota
	factual         // begin to, manage to, know that: as true as the verb itself
	fails           // fail to, refuse to: it did not happen
	plans           // plan to, promise to, want to
	proposes        // urge to, invite to, propose, discuss
	permits         // allow to, could: may or may not be
	obliges         // need to, require that
	attempts        // try to: its own statement only together with the verb
	suspects        // accuse of, believe, claim
	inquires        // investigate, ask whether
	denies          // deny that
	supposes        // wish, imagine, pretend: never a statement
	unsettling      // wonder, doubt: never a statement
)

// complements casts the clausal complements (ccomp, xcomp, gerunds) of verbs
// and adjectives. Speech verbs are in speech. What is not listed is neutral
// for an xcomp and supposes for a ccomp.
var complements = casts(map[cast]string{
	factual: "begin start continue resume keep finish complete stop cease end manage help see hear watch find know realize realise learn remember " +
		"discover regret notice succeed dare bother happen proceed prove remain go get make force compel oblige cause lead prompt push-into " +
		"drive spend serve celebrate enjoy include involve mean-that understand recall forget-that appreciate resent come use rush turn-out appear seem ensure show demonstrate reveal-that",
	fails: "fail refuse decline forget avoid neglect prevent stop-from ban bar prohibit forbid block keep-from deter dissuade discourage refrain " +
		"hesitate omit unable unwilling reluctant abstain prevented miss",
	plans: "plan want hope intend expect prepare decide agree promise vow pledge aim schedule set opt choose elect wish mean determine determined " +
		"ready prepared due about likely bound set willing keen eager scheduled expected poised committed resolve undertake look long slate slated " +
		"await guarantee swear offer volunteer prefer like love threaten arrange await delay postpone poise gear conspire plot scheme project forecast predict wait",
	proposes: "invite urge ask tell order demand request encourage recommend suggest propose advise call press pressure appeal beg beseech " +
		"implore exhort lobby petition persuade convince advocate discuss debate consider contemplate mull weigh moot float warn instruct command direct " +
		"direct challenge dare tempt back support favor favour oppose insist mandate authorize authorise task sue nominate move vote explore study",
	permits: "risk allow permit enable let entitle empower help-to able free possible impossible unlikely afford license qualify eligible",
	obliges: "need have require ought owe must",
	attempts: "try attempt seek struggle work fight strive endeavor endeavour race scramble battle labor labour bid compete " +
		"move act act-to push",
	suspects:   "accuse suspect believe think assume blame allege presume fear charge indict claim feel rumor rumour deem perceive",
	inquires:   "investigate probe examine question inquire enquire look-into interrogate determine ascertain",
	denies:     "deny reject dispute refute rebut dismiss disavow contradict",
	unsettling: "rule-out exclude preclude",
	supposes:   "imagine pretend dream wonder doubt ask guess bet worry care mind hate depend matter joke fantasize hypothesize suppose tend",
})

func casts(lists map[cast]string) map[string]cast {
	m := map[string]cast{}
	for c := neutral; c <= unsettling; c++ { // the order decides what the first list means: no map iteration
		for _, w := range strings.Fields(lists[c]) {
			if _, ok := m[w]; !ok {
				m[w] = c
			}
		}
	}
	return m
}

// doubling verbs deny their complement so that a second denial affirms it:
// who did not fail to come came. Who did not refuse to come need not have.
var doubling = words("fail hesitate forget neglect omit")

// objects casts the event nouns that are objects of verbs, with preposition
// where it has one ("call-for talks"). What is not listed leaves the noun as
// true as the verb.
var objects = casts(map[cast]string{
	plans: "plan schedule expect prepare announce-plan await intend threaten anticipate prepare-for plan-for hope-for wait-for arrange organize " +
		"organise promise pledge vow predict forecast near approach ready-for brace-for set rule-in",
	proposes: "propose urge demand request recommend suggest seek call-for press-for push-for ask-for appeal-for discuss debate consider " +
		"contemplate mull want offer advocate support back favor favour oppose reject authorize authorise approve order need require " +
		"talk-about speak-about negotiate discuss-about lobby-for warn-against encourage mediate-for vote-for vote-on agree-to agree-on endorse invite-to press-into",
	permits:  "allow permit enable risk fear warn-of avoid avert prevent deter preclude block threaten-with forestall rule-out ward-off guard-against",
	suspects: "accuse-of suspect-of charge-with allege blame-for suspect claim indict-for charge-in accuse-in indict-on",
	inquires: "investigate probe examine look-into inquire-into question monitor review",
	denies:   "deny dismiss refute dispute rebut",
	fails:    "cancel call-off abandon scrap foil thwart lack postpone stop suspend miss",
	factual:  "condemn criticize criticise launch begin start end halt resume continue conduct stage carry-out",
})

// A stanceNote is the author's attitude to what a speaker says.
type stanceNote uint8

const (
	says     stanceNote = iota + 1 // say, tell, announce
	asserts                        // confirm, reveal: true for the author as well
	promises                       // promise, vow: the content is planned
	demands                        // urge that, demand that: the content is proposed
	claims                         // claim, allege, accuse: the content is alleged
	refuses                        // deny: the content is denied
	asks                           // ask whether: no content
	thinks                         // believe, fear: held, not said
)

// speech lists the verbs that report what somebody says or holds.
var speech = notes(map[stanceNote]string{
	says: "say tell add state announce report note declare explain remark comment reply respond answer write tweet post describe " +
		"mention observe stress emphasize emphasise reiterate repeat maintain assert argue contend insist believe-in recount relate recall testify inform notify " +
		"brief advise-that caution quote cite conclude find estimate calculate quip joke boast complain lament mutter whisper shout scream yell " +
		"proclaim predict forecast indicate signal hint imply underline underscore highlight outline clarify concede disclose publish " +
		"broadcast read show suggest warn assure reassure claim-that rule opine continue agree acknowledge admit confess go elaborate interject chime message text email allude outline specify point-out spell-out detail hear summarize summarise echo affirm reaffirm pronounce certify rate",
	asserts:  "confirm reveal verify determine establish ascertain",
	promises: "promise vow pledge swear",
	demands:  "demand urge propose recommend request order",
	claims:   "claim allege accuse charge",
	refuses:  "deny",
	asks:     "ask wonder inquire enquire question",
	thinks:   "believe think hope fear expect feel worry suspect assume consider know understand doubt guess imagine",
})

func notes(lists map[stanceNote]string) map[string]stanceNote {
	m := map[string]stanceNote{}
	for s := says; s <= thinks; s++ {
		for _, w := range strings.Fields(lists[s]) {
			if _, ok := m[w]; !ok {
				m[w] = s
			}
		}
	}
	return m
}

// requests are the verbs whose infinitive is what somebody asks for.
var requests = words("invite urge ask tell order demand request encourage recommend advise call-on beg implore petition instruct command direct warn press")

// subjunctive verbs of saying ask for what they say in a bare verb.
var subjunctive = words("insist suggest advise say stress")

// plain verbs of saying add nothing to what they report but who says it.
var plain = words("say tell add note state explain remark comment reply respond answer write quip joke mention observe stress emphasize emphasise reiterate repeat " +
	"argue contend insist recount continue show find suggest indicate read estimate believe conclude recall go elaborate maintain assert report")

// light verbs lend tense and subject to an event noun.
var light = words("have hold make take give launch issue level conduct carry-out wage mount stage reach sign strike deliver impose open " +
	"lodge file pay voice express perform do put place undertake offer provide commit stage lead receive begin start exchange fire " +
	"step-up announce initiate strike seal conclude ink set-up forge raise lay send throw drop unleash level face meet-with extend grant lend exert deal inflict pursue establish enter host win hurl mark slap enforce start-up air aim direct")

// reciprocal verbs with a plural subject say what its members do to each
// other.
var reciprocal = words("meet discuss talk speak agree clash negotiate marry wed merge fight quarrel argue debate converse confer consult chat cooperate collaborate " +
	"collude conspire feud split divorce reconcile battle spar compete trade team-up partner work-together ally align unite disagree differ bicker " +
	"face-off square-off face-each-other correspond communicate embrace shake-hands reunite joust wrangle haggle compromise")

// symmetric verbs hold both ways with their object or with-phrase.
var symmetric = words("meet marry wed fight talk speak converse confer discuss negotiate clash merge cooperate collaborate collude conspire feud agree disagree " +
	"debate argue quarrel battle spar chat team-up partner ally work-together border coincide divorce correspond trade reconcile differ compete")

// result verbs in a trailing gerund have the whole clause as their subject:
// "the army shelled the town, killing ten" keeps its agent, but "..., angering
// Moscow" is done by the event.
var result = words("outrage anger infuriate enrage annoy upset shock stun surprise please delight alarm worry frighten scare frustrate embarrass " +
	"humiliate irritate dismay horrify sadden disappoint prompt cause trigger spark provoke raise fuel stoke heighten ignite lead force leave allow enable " +
	"bring result end make threaten complicate jeopardize jeopardise undermine disrupt damage cripple worsen deepen increase reduce boost lift")

// vacuous verbs say little without the noun that follows them.
var vacuous = words("make take do give get keep put have pay play")

// causal verbs say that one event brought about another.
var causal = words("cause trigger spark provoke prompt ignite fuel spur stoke produce lead-to result-in bring-about contribute-to give-rise-to " +
	"set-off touch-off unleash create generate inflame precipitate induce compound worsen deepen disrupt hinder hamper")

// undoing verbs have a particle that turns them against their object.
var undoing = words("call-off rule-out break-off put-off combat tackle prevent curb address reduce eliminate outlaw criminalize criminalise document track")

// giving verbs have a receiver, which can be the subject of their passive.
var giving = words("give deny award grant offer refuse send serve pay show teach promise allow guarantee hand lend owe fine charge assign accord")

// stative verbs of the mind say nothing of the world.
var stative = words("know remember think like love hate need mean understand look seem feel wish care matter want believe recall prefer see")

// agentless verbs say enough in a passive without an agent.
var agentless = words("kill injure wound arrest detain release free execute hang elect appoint sentence convict kidnap abduct " +
	"destroy damage postpone cancel suspend evacuate inaugurate intercept abolish demolish shoot-down")

// eventful verbs say enough with a subject alone.
var eventful = words("die resign retire collapse step-down quit win lose escape flee surrender arrive depart return leave explode erupt crash fall drown perish abdicate " +
	"concede withdraw retreat defect emigrate divorce drop-out strike protest demonstrate march riot apologize capitulate disband dissolve close open sink " +
	"reopen capsize derail overturn collide break-out shut-down")

// punishing verbs are done to somebody for what he or she did: who acted before
// is as likely their object as their subject.
var punishing = words("arrest detain release free sentence convict fine jail charge suspend expel dismiss indict deport imprison")

// citing verbs give the reason of who decided something.
var citing = words("cite note argue invoke quote claim call")

// issuing verbs bring out a text, which speaks for who does it.
var issuing = words("release issue publish make give send write post deliver put-out sign")

// choosing verbs give an office to their object, who then succeeds somebody.
var choosing = words("elect appoint name choose install nominate swear-in pick select confirm hire")

var succeeding = words("replace succeed oust unseat")

// harms are what befalls people, by somebody or by accident.
var harms = words("kill injure wound hurt maim displace trap strand")

// mishaps happen to their subject.
var mishaps = words("collapse crash overturn fall derail capsize collide sink plunge topple burn flood")

// naming verbs give their object a name or a position.
var naming = words("elect name appoint crown nominate call dub label brand declare choose select designate")

// becoming verbs say of their subject what it is then: "went missing".
var becoming = words("go fall remain stay turn get become lie keep")

// linking verbs have no object: what looks like one is the parser's.
var linking = words("remain stay seem appear become sound lie")

// captives are what somebody is taken.
var captives = words("hostage captive prisoner")

// missed says of a weapon that it did not hit.
var missed = words("intercept shoot-down down miss fail foil repel thwart neutralize neutralise fall-short malfunction")

// emotive verbs name what an event makes somebody feel.
var emotive = words("outrage anger infuriate enrage annoy upset shock stun surprise please delight alarm worry frighten scare frustrate embarrass humiliate irritate dismay horrify sadden disappoint")
