package extract

import "strings"

// A nominalization is a noun that names an event, with the verb it stands
// for and how its arguments are read.
type nominalization struct {
	verb   string
	mutual bool   // talks, war: holds between its participants
	of     argUse // what an of-phrase is
	preps  string // prepositions of its target: "against on"
}

type argUse uint8

const (
	patient argUse = iota // "the arrest of X"
	actor                 // "the arrival of X"
	topic                 // "discussion of X"
)

// nominalizations maps event nouns. A line is: kind, prepositions of the
// target, then noun=verb or noun alone where both are the same word.
var nominalizations = nominals(`
p against,on,at: attack strike airstrike=strike assault raid offensive=attack ambush
p of,against,on,at,in: bombing=bomb bombardment=bombard shelling=shell
p of,against: shooting=shoot stabbing=stab
p of: invasion=invade
p into: incursion=invade
p against,on: crackdown=crack-down sanction sanctions=sanction embargo blockade ban tariff=tax restriction=restrict
p of: killing=kill murder assassination=assassinate execution=execute arrest detention=detain capture seizure=seize abduction=abduct kidnapping=kidnap release torture hanging=hang imprisonment=imprison deportation=deport expulsion=expel extradition=extradite interrogation=interrogate slaying=slay massacre destruction=destroy demolition=demolish occupation=occupy annexation=annex overthrow ouster=oust removal=remove dismissal=dismiss firing=fire
p of: acquisition=acquire purchase takeover=take-over sale=sell creation=create construction=build appointment=appoint nomination=nominate election=elect conviction=convict prosecution=prosecute trial=try sentencing=sentence indictment=indict handling=handle treatment=treat use deployment=deploy liberation=liberate recognition=recognize evacuation=evacuate rescue
p of,for: condemnation=condemn endorsement=endorse support backing=back praise
p of,on,at: criticism=criticize denunciation=denounce
p into,of: investigation=investigate probe inquiry=investigate examination=examine
p to,of: visit trip=travel
p to: aid assistance=assist threat=threaten opposition=oppose response=respond reaction=react invitation=invite apology=apologize appeal
p for: demand request call
p in,against: intervention=intervene action=act
p against: protest demonstration=protest retaliation=retaliate campaign lawsuit=sue suit=sue accusation=accuse allegation=accuse complaint=complain victory=win rebellion=rebel uprising=rise-up coup charge
a to,from,in,into: arrival=arrive departure=depart return withdrawal=withdraw retreat move
a : death=die resignation=resign retirement=retire escape collapse birth failure=fail
m with: talk talks=talk meeting=meet conversation=talk discussion=discuss negotiation=negotiate negotiations=negotiate summit=meet consultation=consult dialogue=talk
m with: agreement=agree deal=agree treaty=agree pact=agree accord=agree truce=agree ceasefire=agree cease-fire=agree
m with: cooperation=cooperate collaboration=collaborate collusion=collude alliance=ally partnership=partner merger=merge marriage=marry trade friendship=befriend
m with,against: war=fight battle fight clash conflict=fight fighting=fight feud dispute confrontation=confront quarrel rivalry=rival
m with: tension=have-tensions tensions=have-tensions relation=have-relations relations=have-relations ties=have-ties tie=have-ties link=have-links links=have-links border contact=contact contacts=contact difference=differ differences=differ
`)

func nominals(table string) map[string]nominalization {
	m := map[string]nominalization{}
	for _, line := range strings.Split(strings.TrimSpace(table), "\n") {
		kind, rest, _ := strings.Cut(line, " ")
		preps, nouns, _ := strings.Cut(rest, ":")
		n := nominalization{preps: strings.TrimSpace(preps), mutual: kind == "m"}
		if kind == "a" {
			n.of = actor
		}
		if kind == "m" {
			n.of = topic
		}
		for _, w := range strings.Fields(nouns) {
			noun, verb, ok := strings.Cut(w, "=")
			if !ok {
				verb = noun
			}
			n.verb = verb
			m[noun] = n
		}
	}
	return m
}

// target reports whether preposition p introduces the target of the noun.
func (n *nominalization) target(p string) bool {
	rest := n.preps
	for rest != "" {
		var one string
		one, rest, _ = strings.Cut(rest, ",")
		if one == p {
			return true
		}
	}
	return false
}

// nounCasts says what a noun makes of the clause or event it governs: "plan
// to strike", "possibility of talks", "allegation that".
var nounCasts = casts(map[cast]string{
	plans: "plan decision promise vow pledge threat intention intent hope aim goal desire wish commitment preparation preparations " +
		"schedule willingness readiness determination prospect expectation agreement deal agenda eve",
	proposes: "call proposal demand request invitation appeal suggestion recommendation offer order resolution motion bid bill debate idea discussion talk talks push need vote",
	permits:  "possibility ability right chance opportunity risk danger fear concern permission capacity power authority likelihood way lack potential warning",
	attempts: "attempt effort campaign struggle",
	suspects: "allegation accusation suspicion claim charge rumor rumour belief suspect",
	inquires: "investigation probe inquiry question examination",
	denies:   "denial rejection",
	fails:    "failure refusal inability reluctance absence cancellation",
	factual:  "fact result news",
})

// contentNouns say something, like the nouns of nounCasts, but leave open
// whether it is so.
var contentNouns = words("report statement story news idea belief theory announcement argument conclusion suggestion sign evidence assertion")

// adjectiveCasts: adjectives that do not leave their noun as it is.
var adjectiveCasts = casts(map[cast]string{
	suspects: "alleged suspected purported reported supposed rumored rumoured apparent so-called presumed",
	plans:    "planned upcoming scheduled forthcoming proposed intended impending imminent future prospective expected next would-be looming",
	permits:  "possible potential likely hypothetical probable unlikely conceivable improbable inevitable unavoidable",
	fails:    "failed attempted thwarted foiled canceled cancelled fake averted impossible unthinkable fictitious",
})

// vehicles and other means: "by helicopter" names no agent.
var vehicles = words("helicopter car plane train bus boat ship truck air sea land road rail phone telephone email e-mail mail letter fax hand accident mistake force gunpoint ambulance van")

// scheduled nouns name what is held at a place and a time.
var scheduled = words("talk talks meeting summit conference election referendum vote ceremony trial hearing wedding funeral festival tournament " +
	"match game session forum congress convention concert parade rally negotiation negotiations exercise drill war conflict attack explosion earthquake")

// actors are common nouns of people and bodies that act, besides what names
// and coreference know. Heads ending in -er, -or and the like are tested by
// suffix.
var actors = words("agent detective policeman officer trooper commando man men woman women people person child children boy girl family families couple brother sister mother father son daughter wife husband parent parents friend victim suspect civilian " +
	"individual police army navy military troop troops force forces soldier militia militant rebel gunman insurgent guard team crew group party parties government authority authorities " +
	"official minister ministry company firm bank airline agency court judge jury union club council committee commission parliament senate congress house lawmaker " +
	"student worker employee miner passenger resident citizen crowd protester prosecutor lawyer doctor scientist researcher expert analyst journalist reporter " +
	"businessman scholar imam cleric spokesman spokeswoman aide adviser advisor president king queen side coalition alliance delegation state country nation administration regime opposition " +
	"organization organisation association institute university school hospital church newspaper network staff personnel public host bodyguard witness migrant refugee hostage prisoner inmate detainee " +
	"republican democrat candidate senator tribe gang cartel mob jet plane aircraft warship ship bomber department office manufacturer maker")

// timeNouns are nouns that measure or name times.
var timeNouns = words("day week month year decade century hour minute second morning afternoon evening night weekend today yesterday tomorrow tonight " +
	"monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december " +
	"spring summer autumn winter season quarter moment time period")

// hollow nouns are no subjects of statements.
var hollow = words("mass thing way term kind sort fact reason point idea stuff moment time")

// quantifiers stand for nothing by themselves.
var quantifiers = words("many some several all most none few more less much other others one two any each both half another rest majority number lot")

// vague nouns name an event less often than something else.
var vague = words("flight move statement call order charge fire rise cut change end close launch state race row act claim relief help supply order " +
	"closure crash collision explosion increase reduction foundation publication construction search wounding injury fine vote offer description respond reaction")

// partitive nouns are transparent: "thousands of X", "one of the X" are X.
var partitive = words("thousand hundred dozen score million ten number lot majority most some many all one two three several any rest none both half percent each couple handful plenty group series part member")

// Common nouns by class; the gazetteer holds the names.
var (
	organizations = words("government company firm agency police ministry party court army navy military bank university school hospital organization organisation " +
		"association union club council committee commission parliament senate congress administration regime authority office department newspaper airline militia institute network cartel gang campaign manufacturer maker corporation")
	facilities = words("base airbase airport station prison jail building bridge hotel mosque church embassy factory plant dam port refinery barracks stadium hospital camp " +
		"headquarters palace house home warehouse depot pipeline tunnel checkpoint cell facility terminal mall store market temple synagogue cathedral museum theater theatre mine tower consulate runway")
	places     = words("city town village region province district country state capital area island border coast river mountain valley street road neighborhood neighbourhood county sea strait desert territory zone")
	collective = words("people police family crowd team crew couple staff personnel public group side troop military army")
)

// agentNouns name who does something by what is done: "backer of X".
var agentNouns = map[string]string{"backer": "back", "supporter": "support", "owner": "own", "co-owner": "own", "founder": "found", "co-founder": "found",
	"creator": "create", "critic": "criticize", "opponent": "oppose", "host": "host", "sponsor": "sponsor", "winner": "win", "killer": "kill",
	"author": "write", "maker": "make", "ally": "ally", "enemy": "oppose", "survivor": "survive", "victim": "", "leader": "lead"}

// mutualKin are relations that hold both ways.
var mutualKin = words("wife husband spouse partner friend brother sister twin sibling cousin colleague neighbor neighbour rival ally counterpart classmate")
