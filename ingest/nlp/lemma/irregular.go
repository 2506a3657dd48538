package lemma

import "strings"

// strong lists the verbs of English that are not regular: base, past and, where
// it is another, past participle; forms of one kind are parted by "/".
const strong = `arise arose arisen; awake awoke awoken; be was/were been; bear bore borne/born; beat beat beaten; become became become; befall befell befallen;
begin began begun; behold beheld; bend bent; bid bid/bade bidden; bind bound; bite bit bitten; bleed bled; blow blew blown; break broke broken;
breed bred; bring brought; build built; burn burnt; buy bought; catch caught; choose chose chosen; cleave clove/cleft cloven; cling clung; come came come;
creep crept; deal dealt; dig dug; dive dove dived; do did done; draw drew drawn; dream dreamt; drink drank drunk; drive drove driven; dwell dwelt; eat ate eaten;
fall fell fallen; feed fed; feel felt; fight fought; find found; flee fled; fling flung; fly flew flown; forbear forbore forborne; forbid forbade/forbad forbidden;
forget forgot forgotten; forgive forgave forgiven; forgo forwent forgone; forsake forsook forsaken; freeze froze frozen; get got gotten; give gave given; go went gone;
grind ground; grow grew grown; hang hung; have had; hear heard; hide hid hidden; hold held; keep kept; kneel knelt; know knew known; lay laid; lead led; lean leant;
leap leapt; learn learnt; leave left; lend lent; lie lay lain; light lit; lose lost; make made; mean meant; meet met; mow mowed mown; pay paid; plead pled; prove proved proven;
ride rode ridden; ring rang rung; rise rose risen; run ran run; saw sawed sawn; say said; see saw seen; seek sought; sell sold; send sent; sew sewed sewn; shake shook shaken;
shear sheared shorn; shine shone; shoe shod; shoot shot; show showed shown; shrink shrank/shrunk shrunken; sing sang sung; sink sank/sunk sunken; sit sat; slay slew slain; sleep slept;
slide slid; sling slung; slink slunk; smell smelt; smite smote smitten; sneak snuck; sow sowed sown; speak spoke spoken; speed sped; spell spelt; spend spent; spill spilt;
spin spun; spit spat; spoil spoilt; spring sprang/sprung; stand stood; steal stole stolen; stick stuck; sting stung; stink stank/stunk; stride strode stridden; strike struck stricken;
string strung; strive strove striven; swear swore sworn; sweep swept; swell swelled swollen; swim swam swum; swing swung; take took taken; teach taught; tear tore torn;
tell told; think thought; throw threw thrown; tread trod trodden; wake woke woken; wear wore worn; weave wove woven; weep wept; win won; wind wound; wring wrung; write wrote written`

// same are the verbs whose forms are all the same.
const same = `bet bid burst cast cost cut fit hit hurt knit let put quit read rid set shed shut slit split spread sweat thrust wed wet
broadcast forecast miscast podcast recast telecast upset offset reset beset inset typeset undercut sublet outbid overbid underbid rebid misread
reread`

// derived are the verbs made of a strong one and a prefix.
const derived = `over: come do draw drive eat feed hang hear lie pay ride see sell shoot sleep spend take think throw write; under: feed go lie pay sell stand take write;
out: do draw fight grow sell shine shoot spend swim think wear; up: hold; with: draw hold stand; fore: see tell know;
mis: deal lead lay speak spell spend take teach understand hear; re: bind break build buy do draw fight find freeze grow hang hear learn light make meet pay rise
see sell send shoot take teach tell think wind write win; un: bend bind do freeze wind; be: speak; inter: weave; de: freeze; hand: write; pre: pay tell; dis: prove`

// plurals are nouns whose plural is not regular.
const plurals = `axis axes; basis bases; crisis crises; analysis analyses; diagnosis diagnoses; hypothesis hypotheses; oasis oases; parenthesis parentheses; synthesis syntheses; thesis theses;
emphasis emphases; prognosis prognoses; synopsis synopses; paralysis paralyses; neurosis neuroses; bacterium bacteria; criterion criteria; curriculum curricula; memorandum memoranda;
phenomenon phenomena; referendum referenda; stratum strata; symposium symposia; ovum ova; alumnus alumni; bacillus bacilli; cactus cacti; fungus fungi; locus loci; nucleus nuclei;
radius radii; stimulus stimuli; syllabus syllabi; appendix appendices; index indices; matrix matrices; vertex vertices; vortex vortices; larva larvae; vertebra vertebrae; alga algae;
calf calves; elf elves; half halves; hoof hooves; knife knives; leaf leaves; life lives; loaf loaves; scarf scarves; self selves; sheaf sheaves; shelf shelves; thief thieves; wharf wharves;
wife wives; housewife housewives; midwife midwives; wolf wolves; child children; grandchild grandchildren; schoolchild schoolchildren; stepchild stepchildren; foot feet; forefoot forefeet;
goose geese; louse lice; mouse mice; dormouse dormice; ox oxen; tooth teeth; passer-by passers-by; money monies; château châteaux; bureau bureaux; plateau plateaux`

// irregular forms are those of strong verbs, by form, and those of nouns.
type irregular struct{ past, plural map[string]string }

func newIrregular() irregular {
	m := irregular{past: map[string]string{}, plural: map[string]string{}}
	forms := map[string][]string{}
	for line := range strings.SplitSeq(strong, ";") {
		base, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		forms[base] = strings.FieldsFunc(rest, func(r rune) bool { return r == ' ' || r == '/' })
	}
	for base, past := range forms {
		for _, f := range past {
			m.past[f] = base
		}
	}
	for _, base := range strings.Fields(same) {
		m.past[base] = base
	}
	for line := range strings.SplitSeq(derived, ";") {
		prefix, verbs, _ := strings.Cut(strings.TrimSpace(line), ":")
		for _, base := range strings.Fields(verbs) {
			for _, f := range forms[base] {
				m.past[prefix+f] = prefix + base
			}
		}
	}
	for line := range strings.SplitSeq(plurals, ";") {
		one, many, _ := strings.Cut(strings.TrimSpace(line), " ")
		m.plural[many] = one
	}
	return m
}

// of returns the lemma of a form in small letters with its tag, "" if it is a
// regular one.
func (m irregular) of(form []byte, tag string) string {
	switch tag {
	case "VBD", "VBN", "VBZ": // taggers take rare ones ("strove") for the present
		return m.past[string(form)]
	case "NNS":
		if one, ok := m.plural[string(form)]; ok {
			return one
		}
		if stem, ok := strings.CutSuffix(string(form), "men"); ok && stem != "" { // "gunmen", not "men" alone: the model knows those
			switch stem {
			case "speci", "regi", "abdo", "o", "cogno", "ste", "hy", "acu", "sta":
				return ""
			}
			return stem + "man"
		}
	}
	return ""
}
