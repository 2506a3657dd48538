package extract_test

import (
	"slices"
	"strings"
	"testing"

	"dateline/schema"
)

// TestStatus holds for each way of saying that something did or did not
// happen; a line with "!" must not be stated in any status but those given.
func TestStatus(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct{ name, text, want string }{
		{"asserted", "Norway attacked Chad.", "Norway | attacked | Chad [asserted]"},
		{"negated", "Norway did not attack Chad.", "Norway | attacked | Chad [negated]"},
		{"never", "Kenya never met Uganda.", "Kenya | met | Uganda [negated]"},
		{"without", "Without attacking Chad, Norway won the war.", "Norway | attacked | Chad [negated]"},
		{"fail to", "Norway failed to capture Kampala.", "Norway | captured | Kampala [negated]"},
		{"manage to", "Norway managed to capture Kampala.", "Norway | captured | Kampala [asserted]"},
		{"prevent from", "Kenya prevented Norway from attacking Chad.", "Norway | attacked | Chad [negated]"},
		{"reported", "Norway attacked Chad, Anna Berg said.", "Norway | attacked | Chad [reported by Anna Berg]"},
		{"according to", "According to Anna Berg, Norway attacked Chad.", "Norway | attacked | Chad [reported by Anna Berg]"},
		{"reportedly", "Norway reportedly attacked Chad.", "Norway | attacked | Chad [reported]"},
		{"speaker of a speaker", "Anna Berg reported that Pedro Rojas said Norway attacked Chad.", "Norway | attacked | Chad [reported by Anna Berg, Pedro Rojas]"},
		{"quote over sentences", "\"Norway attacked Chad,\" Anna Berg said. \"Chad will sue Norway.\"", "Chad | sued | Norway [planned by Anna Berg]"},
		{"it added", "The ministry said Norway attacked Chad. It added that Kenya had left the union.", "Kenya | left | union [reported by ministry]"},
		{"said not", "Anna Berg said Norway did not attack Chad.", "Norway | attacked | Chad [denied by Anna Berg]"},
		{"deny", "Anna Berg denied that Norway had attacked Chad.", "Norway | attacked | Chad [denied by Anna Berg]"},
		{"will", "The prime minister will visit Chile in June.", "prime minister | visited | Chile [planned]"},
		{"headline's to", "Norway to attack Chad", "Norway | attacked | Chad [planned]"},
		{"plan to", "Norway plans to sell Siemens.", "Norway | sold | Siemens [planned]"},
		{"would of reported speech", "Kenya said it would sue Norway.", "Kenya | sued | Norway [planned by Kenya]"},
		{"promise to", "Anna Berg promised to visit Chile.", "Anna Berg | visited | Chile [planned by Anna Berg]"},
		{"when and future", "Norway will attack Chad when Kenya leaves the union.", "Kenya | left | union [planned]"},
		{"urge to", "Kenya urged Uganda to release Pedro Rojas.", "Uganda | released | Pedro Rojas [proposed by Kenya]"},
		{"call for", "Kenya called for talks between Norway and Chad.", "Norway | spoke-with | Chad [proposed]"},
		{"invite to", "Anna Berg invited Pedro Rojas to meet in Oslo.", "Anna Berg | met | Pedro Rojas [proposed by Anna Berg]"},
		{"may", "Norway may attack Chad.", "Norway | attacked | Chad [conditional]"},
		{"if", "If Norway attacks Chad, Kenya will help Chad.", "Norway | attacked | Chad [conditional]"},
		{"then", "If Norway attacks Chad, Kenya will help Chad.", "Kenya | aided | Chad [conditional]"},
		{"would have", "Norway would have attacked Chad.", "Norway | attacked | Chad [conditional]"},
		{"not to", "Norway agreed not to attack Chad.", "Norway | attacked | Chad [negated]"},
		{"allegation that", "Allegations that Norway attacked Chad are false.", "Norway | attacked | Chad [alleged]"},
		{"fear that", "There are fears that Norway will attack Chad.", "Norway | attacked | Chad [conditional]"},
		{"rather than", "Rather than attacking Chad, Norway met Kenya.", "Norway | attacked | Chad [negated]"},
		{"deny doing", "Syria denied using chemical weapons.", "Syria | use | chemical weapons [denied by Syria]"},
		{"has to", "Norway has to release Pedro Rojas.", "Norway | released | Pedro Rojas [obligation]"},
		{"has yet to", "Norway has yet to attack Chad.", "Norway | attacked | Chad [negated]"},
		{"no longer", "Norway no longer supports Chad.", "Norway | supports | Chad [negated]"},
		{"risk", "Norway risks losing Chad.", "Norway | lost | Chad [conditional]"},
		{"cannot", "Norway could not attack Chad.", "Norway | attacked | Chad [negated]"},
		{"order to", "The president ordered the army to attack Chad.", "army | attacked | Chad [proposed by president]"},
		{"likely to", "Norway is likely to attack Chad.", "Norway | attacked | Chad [planned]"},
		{"consider", "Kenya is considering attacking Chad.", "Kenya | attacked | Chad [proposed]"},
		{"accused of", "Norway was accused of attacking Chad.", "Norway | attacked | Chad [alleged]"},
		{"charged with", "Anna Berg, charged with attacking Pedro Rojas, fled.", "Anna Berg | attacked | Pedro Rojas [alleged]"},
		{"wanted for", "Anna Berg is wanted for attacking Pedro Rojas.", "Anna Berg | attacked | Pedro Rojas [alleged]"},
		{"implicated in", "Anna Berg was implicated in attacking Pedro Rojas.", "Anna Berg | attacked | Pedro Rojas [alleged]"},
		{"confess to", "Anna Berg confessed to attacking Pedro Rojas.", "Anna Berg | attacked | Pedro Rojas [asserted]"},
		{"tell how", "The jury heard how Anna Berg attacked Pedro Rojas.", "Anna Berg | attacked | Pedro Rojas [reported by jury]"},
		{"as X announced", "As officials announced on Monday, Norway attacked Chad.", "Norway | attacked | Chad [reported by officials]"},
		{"according to, of all", "Two soldiers were killed and Norway left the union after Chad attacked Kampala, according to Anna Berg.", "Norway | left | union [reported by Anna Berg]"},
		{"who demands", "Kenya accuses Norway of attacking Chad and demands a ceasefire.", "Kenya | demanded | a ceasefire [asserted]"},
		{"and who kills", "Rebels kill ten men, including two who were seeking aid, and wound Pedro Rojas.", "rebels | injured | Pedro Rojas [asserted]"},
		{"as X goes on", "Norway attacked Chad as troops continue their advance.", "Norway | attacked | Chad [asserted]"},
		{"after being", "Anna Berg plans to resign after being charged with fraud.", "Anna Berg | be-charged-with | fraud [asserted]"},
		{"said to", "Norway is said to have attacked Chad.", "Norway | attacked | Chad [reported]"},
		{"is to", "Norway and Chad are to meet on Friday.", "Norway | met | Chad [planned]"},
		{"due to", "Norway and Chad were due to meet on Friday.", "Norway | met | Chad [planned]"},
		{"unlikely", "An attack by Norway on Chad is unlikely.", "Norway | attacked | Chad [conditional]"},
		{"imminent", "An attack by Norway on Chad is imminent.", "Norway | attacked | Chad [planned]"},
		{"never to", "Norway pledged never to attack Chad.", "Norway | attacked | Chad [denied by Norway]"},
		{"found guilty", "A court found Anna Berg guilty of fraud.", "court | convicted | Anna Berg [asserted]"},
		{"left dead", "The blast left ten people dead.", "blast | killed | ten people [asserted]"},
		{"force to", "Norway was forced to release Pedro Rojas.", "Norway | released | Pedro Rojas [asserted]"},
		{"must", "Norway must release Pedro Rojas.", "Norway | released | Pedro Rojas [obligation]"},
		{"alleged to", "Anna Berg is alleged to have attacked Pedro Rojas.", "Anna Berg | attacked | Pedro Rojas [alleged]"},
		{"believe", "Kenya believes Norway attacked Chad.", "Norway | attacked | Chad [alleged by Kenya]"},
		{"suspected", "The suspected Norwegian attack on Chad shocked Kenya.", "Norway | attacked | Chad [alleged]"},
		{"allegedly and", "Norway allegedly attacked Chad and captured Kampala.", "Norway | captured | Kampala [alleged]"},
		{"not until", "Norway will not leave the union until Kenya releases Pedro Rojas.", "Kenya | released | Pedro Rojas [planned]"},
		{"not until, of reported speech", "Norway said it would not leave the union until Kenya released Pedro Rojas.", "Kenya | released | Pedro Rojas [planned by Norway]"},
		{"stayed until", "Norway occupied Kampala until Kenya released Pedro Rojas.", "Kenya | released | Pedro Rojas [asserted]"},
		{"once it has", "Once Norway has attacked Chad, Kenya will leave the union.", "Norway | attacked | Chad [planned]"},
		{"because it has", "Kenya will leave the union because Norway has attacked Chad.", "Norway | attacked | Chad [asserted]"},
		{"claims responsibility", "The rebels claimed responsibility for an attack on Kampala, killing ten men.", "rebels | killed | ten men [alleged]"},
		{"what is owned may be sold", "Kenya may sell the airline owned by Norway.", "Norway | owns | airline [asserted]"},
		{"forecast to", "Norway is forecast to win the election.", "Norway | won | election [planned]"},
		{"seen attacking", "Norway was seen attacking Chad.", "Norway | attacked | Chad [reported]"},
		{"he said, in between", "The rebels, Anna Berg said, attacked Chad.", "rebels | attacked | Chad [reported by Anna Berg]"},
		{"a name said, in between", "The army of Norway, Anna Berg said, attacked Chad.", "Norwegian army | attacked | Chad [reported by Anna Berg]"},
		{"would in a quote", "\"Norway would attack Chad,\" Anna Berg said.", "Norway | attacked | Chad [conditional by Anna Berg]"},
		{"while others reject", "The rebels allege that Norway attacked Chad, while Kenya rejects the claim.", "Kenya | rejected | the claim [asserted]"},
		{"is to, of a body", "The army is to attack Chad.", "army | attacked | Chad [planned]"},
		{"postponed", "The summit was postponed on Monday.", " | postpone | summit [asserted]"},
		{"quote behind a colon", "Anna Berg replied to the rebels:\n\n\"Norway attacked Chad.\n\n\"Kenya left the union.\"", "Kenya | left | union [reported by Anna Berg]"},
		{"quote behind a speech", "Anna Berg said the talks had failed. \"Norway attacked Chad.\"", "Norway | attacked | Chad [reported by Anna Berg]"},
		{"another paragraph", "Anna Berg said the talks had failed.\n\nNorway attacked Chad.", "Norway | attacked | Chad [asserted]"},
		{"vows, of a clause without a verb", "Anna Berg says the tax is a disaster and vows to sue Norway.", "Anna Berg | sued | Norway [planned by Anna Berg]"},
		{"statement saying", "The ministry released a statement saying that Norway attacked Chad.", "Norway | attacked | Chad [reported by ministry]"},
		{"since doing", "Siemens has won the contract since leaving Norway.", "Siemens | departed-from | Norway [asserted]"},
		{"what was done earlier", "Norway must release prisoners captured earlier by Chad.", "Chad | captured | prisoners [asserted]"},
		{"so many hurt", "Twelve people were killed and 42 injured in Kampala.", " | injured | 42 [asserted]"},
		{"what a proposal includes", "The proposal includes the release of Pedro Rojas.", " | released | Pedro Rojas [proposed]"},
		{"as, beside an aim", "Norway deployed troops to help Chad as Kenya leaves the union.", "Kenya | left | union [asserted]"},
		{"stopping and removing", "The army fought rebels, stopping drones loaded with bombs and removing ten mines.", "army | remove | ten mines [asserted]"},
		{"charged with, by", "Prosecutors charged Anna Berg with attacking Pedro Rojas.", "Anna Berg | attacked | Pedro Rojas [alleged]"},
		{"said, and did", "Anna Berg said the plan is late, and she met Pedro Rojas.", "Anna Berg | met | Pedro Rojas [asserted]"},
		{"said, but", "Anna Berg said the plan is late, but Norway attacked Chad.", "Norway | attacked | Chad [reported by Anna Berg]"},
		{"allegations he", "Anna Berg resigned amid allegations she attacked Pedro Rojas.", "Anna Berg | attacked | Pedro Rojas [alleged]"},
		{"insist that it do", "Kenya insisted that Norway attack Chad.", "Norway | attacked | Chad [proposed by Kenya]"},
		{"after previously", "Norway will leave the union after previously attacking Chad.", "Norway | attacked | Chad [asserted]"},
		{"and which", "Norway has a navy that guards Kampala and which attacked Chad.", "navy | attacked | Chad [asserted]"},
		{"want somebody to", "Kenya wants Norway to attack Chad.", "Norway | attacked | Chad [proposed]"},
		{"ordered, citing", "Kenya ordered Norway to leave the union, citing a treaty.", "Kenya | cite | a treaty [asserted]"},
		{"is weighing", "Siemens expects to leave Norway and is weighing a merger.", "Siemens | weigh | a merger [asserted]"},
		{"elected, replacing", "The union elected Anna Berg as president, replacing Pedro Rojas.", "Anna Berg | succeeded | Pedro Rojas [asserted]"},
		{"threaten if", "Kenya threatened Norway with sanctions if Norway attacks Chad.", "Kenya | threatened | Norway [asserted]"},
		{"and who demands", "The minister says Kenya attacked Chad and demands an apology.", "minister | demanded | an apology [asserted]"},
		{"who led and who seized", "Police arrested Anna Berg, who led a protest, and seized her passport.", "police | seize | her passport [asserted]"},
		{"investigate", "Police are investigating collusion between Anna Berg and Siemens.", "Anna Berg | colluded-with | Siemens [under-investigation]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := d.statements(t, c.text)
			if !slices.Contains(got, c.want) {
				t.Errorf("%s\nwant %s, got\n  %s", c.text, c.want, strings.Join(got, "\n  "))
			}
			what, _, _ := strings.Cut(c.want, " [")
			for _, g := range got {
				if strings.HasPrefix(g, what+" [") && g != c.want {
					t.Errorf("%s\nalso says %s", c.text, g)
				}
			}
		})
	}
}

// TestNothingIsSaid holds what must give no statement of what did not happen.
func TestNothingIsSaid(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct{ name, text, no string }{
		{"question", "Did Norway attack Chad?", "Norway | attacked | Chad"},
		{"order", "Attack Chad!", "attacked | Chad"},
		{"threat is no attack", "Norway threatened to attack Chad.", "Norway | attacked | Chad [asserted"},
		{"attempt is no capture", "Norway tried to capture Kampala.", "Norway | captured | Kampala"},
		{"refusal", "Norway refused to meet Anna Berg.", "Norway | met | Anna Berg [asserted"},
		{"alternative", "Norway or Chad attacked Kenya.", "attacked | Kenya [asserted"},
		{"topic", "Kenya and Uganda talked about attacking Chad.", "attacked | Chad [asserted"},
		{"called off", "Kenya called off talks with Uganda.", "Kenya | spoke-with | Uganda"},
		{"nobody", "No one attacked Chad.", "attacked | Chad [asserted"},
		{"wish", "Kenya wants Norway to attack Chad.", "Norway | attacked | Chad [asserted"},
		{"denied by its actor", "Kenya refuted claims that it had attacked Chad.", "Kenya | attacked | Chad [asserted"},
		{"trade war", "The trade war between China and Norway hurt farmers.", "China | fought | Norway"},
		{"attack with words", "The senator attacked the president's budget.", "attacked | the president's budget"},
		{"a film is attacked with words", "Critics attacked the film.", "critics | attacked"},
		{"a match", "Real Madrid destroyed Liverpool 4-0.", "destroyed"},
		{"strike of workers", "The strike hit Siemens.", "strike | struck | Siemens"},
		{"weather", "The storm hit Cuba on Monday.", "storm | struck | Cuba"},
		{"the aim is to", "The priority of Norway is to attack Chad.", "priority | attacked"},
		{"reward for information", "Kenya offered a reward for information leading to the arrest of Pedro Rojas.", "| arrested | Pedro Rojas [asserted"},
		{"rule out somebody's doing", "Anna Berg ruled out Chad joining the European Union.", "joined | European Union"},
		{"falling debris", "Six people were injured by falling debris in Kampala.", "| fall |"},
		{"money laundering", "Police are investigating money laundering and fraud in Kampala.", "money | launder"},
		{"who landed", "The court released Pedro Rojas after landing a plane.", "court | land"},
		{"so many hurt are others", "Twelve people were killed and 42 injured in Kampala.", "injured | twelve people"},
		{"charged with, by, not the charger", "Prosecutors charged Anna Berg with attacking Pedro Rojas by poisoning his tea.", "prosecutors | attacked"},
		{"few", "Few banks bought dollars.", "bought"},
		{"over who", "A dispute over who leads the party has hurt the union.", "dispute | lead"},
		{"an aim of talks", "Norway called for talks involving Chad.", "| involve | Chad [asserted"},
		{"a plan's new base", "Norway plans to build a new airbase in Chad.", "airbase in Chad | located-in"},
		{"a hyphen parts no place", "The bus crashed in Stratford-upon-Avon, England.", "Avon | located-in"},
		{"among the largest", "The foreign debt of Norway is among the largest in Chad.", "be-largest-in"},
		{"what declines refuses nothing", "Steel output declined by 5 percent in May.", " | decline | Steel output"},
		{"what is raised for charity", "The concert raised $5 million for charities.", "increased"},
		{"aimed at", "Kenya began a programme aimed at ending poverty.", "| ended | poverty [asserted"},
		{"fine imposed on", "A court upheld the fine imposed on Anna Berg.", "Anna Berg | impose"},
		{"by how much", "Prices were reduced by ten percent.", "ten percent | reduced"},
		{"with others alleging", "Anna Berg was flown to Senegal, with minister Pedro Rojas alleging fraud.", "Senegal |"},
		{"due to", "Siemens will close plants due to slowing demand.", "Siemens | slow"},
		{"hit, killing", "The drone was shot down, killing two farmers.", "drone | killed"},
		{"collapse, killing", "The bridge collapsed, killing two farmers.", "bridge | killed"},
		{"the owner of a body which", "Soldiers killed Pedro Rojas, leader of the Union Brigades, which attacked Chad.", "Pedro Rojas | attacked"},
		{"second role", "Pedro Rojas, vice chairman and chief executive of Siemens, also met Anna Berg.", "executive of Siemens | met"},
		{"to lift to face", "Kenya asked the court to lift the immunity of Anna Berg to face trial.", "court | face"},
		{"not ruled out", "Norway has not ruled out attacking Chad.", "Norway | attacked | Chad"},
		{"nearly", "Norway nearly attacked Chad.", "Norway | attacked | Chad"},
		{"pretend", "Norway pretended to attack Chad.", "Norway | attacked | Chad"},
		{"doubt", "Kenya doubts that Norway attacked Chad.", "Norway | attacked | Chad"},
		{"storm with a name", "Tropical Storm Ann struck Cuba on Monday.", "Tropical Storm Ann | struck | Cuba"},
		{"attempted attack", "Norway tried to launch an attack on Chad.", "Norway | attacked | Chad"},
		{"warned against", "Kenya warned Norway against attacking Chad.", "attacked | Chad"},
		{"no evidence", "Police found no evidence that Norway attacked Chad.", "Norway | attacked | Chad"},
		{"unclear whether", "It is unclear whether Norway attacked Chad.", "Norway | attacked | Chad"},
		{"too weak", "Norway is too weak to attack Chad.", "Norway | attacked | Chad"},
		{"strong enough", "Norway is strong enough to attack Chad.", "Norway | attacked | Chad"},
		{"plan to stop", "Norway agreed to stop attacking Chad.", "Norway | attacked | Chad"},
		{"come close to", "Norway came close to attacking Chad.", "Norway | attacked | Chad"},
		{"not this one", "Not Norway but Kenya attacked Chad.", "Norway | attacked | Chad"},
		{"fiction", "In the film, Norway attacks Chad.", "Norway | attacked | Chad"},
		{"not guilty", "A court found Anna Berg not guilty.", "court | convicted"},
		{"responsible, some believe", "The rebels are believed responsible for many killings.", "rebels | be-believed"},
		{"a list of places", "Norway attacked Chad in Lyon, Catalonia, Bavaria and Normandy.", "located-in | Catalonia"},
		{"what may come", "Kenya warned of potential attacks targeting Kampala.", "Kampala [asserted"},
		{"who announces an arrest", "The minister announced the arrest of Pedro Rojas.", "minister | arrested"},
		{"violence is fought", "The treaty combats violence against women.", "combat-violence"},
		{"who orders does not kill", "The president ordered airstrikes on Chad, killing ten people.", "president | killed"},
		{"unknown pronoun", "They attacked Chad.", "attacked | Chad [asserted"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, g := range d.statements(t, c.text) {
				if strings.Contains(g, c.no) {
					t.Errorf("%s\nsays %s", c.text, g)
				}
			}
		})
	}
}

// TestEvidenceQuotesTheText holds for every event: its spans name words of
// its sentence, and a statement that is repeated counts once.
func TestEvidenceQuotesTheText(t *testing.T) {
	d := newDesk(t)
	const text = "Kenya attacked Uganda on Monday. The ministry said Norway had left the union.\nKenya attacked Uganda on Monday."
	f := d.read(t, text)
	attacks := 0
	for i := range f.Events {
		e := &f.Events[i]
		if e.Trigger.Start < e.Sentence.Start || e.Trigger.End > e.Sentence.End {
			t.Errorf("%s: trigger %v outside sentence %v", e.ID, e.Trigger, e.Sentence)
		}
		for _, r := range e.Roles {
			if r.Name == schema.Agent && r.Span == (schema.Span{}) {
				t.Errorf("%s: agent without words", e.ID)
			}
		}
		if e.Predicate == "attacked" {
			attacks++
			if e.Time.Value != "2026-05-04" {
				t.Errorf("attack on %q, want 2026-05-04", e.Time.Value)
			}
		}
	}
	if attacks != 1 {
		t.Errorf("%d attacks, want 1", attacks)
	}
}

// TestSpeechLeadsToItsContent: who reports the speaker is found by way of the
// act of speech.
func TestSpeechLeadsToItsContent(t *testing.T) {
	d := newDesk(t)
	f := d.read(t, "Anna Berg said on Monday that Norway attacked Chad.")
	for _, e := range f.Events {
		if e.Type != schema.Say {
			continue
		}
		for _, r := range e.Roles {
			if r.Name == schema.Content {
				return
			}
		}
	}
	t.Error("no act of speech has a content")
}
