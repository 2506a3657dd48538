package extract_test

import "testing"

// TestVerbsWithTheirComplement holds that a verb is read together with what
// changes its sense.
func TestVerbsWithTheirComplement(t *testing.T) {
	newDesk(t).readings(t, []reading{
		{"go missing", "A plane with nine people goes missing on a flight to Oslo.", "", "| travelled-to"},
		{"fall ill", "Anna Berg fell ill in Oslo.", "Anna Berg | fall-ill-in | Oslo [asserted]", "fall-in"},
		{"stay neutral", "Kenya stayed neutral in the war.", "Kenya | stay-neutral-in | war [asserted]", "stay-in"},
		{"fall without more", "A van fell into a river in Lyon.", "van | fall-into | river in Lyon [asserted]", ""},
		{"taken hostage", "Twenty people were taken hostage in raids on Kampala.", "", "be-taken-in"},
		{"take hostage", "The rebels took two teachers hostage in Kampala.", "rebels | abducted | two teachers [asserted]", "| take |"},
		{"have in custody", "Police have Pedro Rojas in custody.", "police | arrested | Pedro Rojas [asserted]", "| have |"},
		{"declare a state", "Norway declares illegal fishing a national emergency.", "Norway | declare-emergency | illegal fishing [asserted]", "announced"},
		{"call a liar", "Anna Berg called Pedro Rojas a liar.", "Anna Berg | call | Pedro Rojas [asserted]", ""},
		{"recognise as crime", "Kenya recognised the slave trade as a crime.", "Kenya | recognise-as-crime | slave trade [asserted]", ""},
		{"recognise a state", "Kenya recognised Norway as a state.", "Kenya | recognised | Norway [asserted]", ""},
		{"authorise to", "The agency authorizes operators to begin flights.", "", "approved"},
		{"authorise", "The agency authorized the merger.", "agency | approved | merger [asserted]", ""},
		{"cause to", "The army caused thousands to flee Kampala.", "", "caused"},
		{"call for X to", "Kenya called for Norway to leave the union.", "Norway | left | union [proposed]", "called-for"},
		{"call for and say", "Anna Berg called for the sale of Siemens, saying it was a burden.", "Anna Berg | called-for | sale of Siemens [asserted]", ""},
		{"call for", "Kenya called for a truce.", "Kenya | called-for | a truce [asserted]", ""},
		{"owned in part", "Siemens is 29.5 percent owned by Philips.", "Philips | hold-stake-in | Siemens [asserted]", "owns"},
		{"owned", "Siemens is owned by Philips.", "Philips | owns | Siemens [asserted]", ""},
		{"join people", "Teachers joined students in strikes in Oslo.", "", "joined"},
		{"join a body", "Kenya joined the union.", "Kenya | joined | union [asserted]", ""},
		{"name a suspect", "Police named Pedro Rojas.", "", "appointed"},
	})
}

// TestObjects holds what is an object and what is not.
func TestObjects(t *testing.T) {
	newDesk(t).readings(t, []reading{
		{"fined a sum", "The agency fined Google two million euros.", "agency | fined | Google [asserted]", "euros"},
		{"only a sum", "Pedro Rojas was sentenced and fined US$840,000.", "", "fined"},
		{"a sum of its own", "Norway seized two million euros.", "Norway | seize | two million euros [asserted]", ""},
		{"pronoun", "The soldiers told refugees to move them to Oslo.", "", "them"},
		{"intercepted", "Norway launched a missile at Chad, which was intercepted.", "", "struck"},
		{"shot down", "Norway launched a missile at Chad but it was shot down.", "", "struck"},
		{"another one's", "Norway launched missiles at Chad and intercepted a drone.", "Norway | struck | Chad [asserted]", ""},
		{"whose is not known", "Siemens and Philips completed their merger.", "Siemens | complete | their merger [asserted]", ""},
		{"each other", "Norway and Chad accused each other of theft.", "Norway | accuse | Chad [asserted]", "each other"},
		{"several others", "Norway killed nine men and injured several others in Oslo.", "Norway | injured | several others [asserted]", ""},
		{"at each other", "Norway and Chad launched missiles at each other.", "", "each other"},
		{"strikes on each other", "Norway and Chad launched airstrikes on each other.", "", "each other"},
		{"a series", "Norway carried out a series of airstrikes on Kampala.", "Norway | struck | Kampala [asserted]", ""},
		{"walkout", "The union launched a national strike.", "", "struck"},
		{"near", "A drone dropped a grenade near Norwegian forces in Kampala.", "", "struck"},
		{"approve a construction", "Kenya approved the construction of a road.", "Kenya | approved | construction of a road [asserted]", "built"},
	})
}

// TestSenseOfTheRelation holds that a relation is not given where its verb
// means something else.
func TestSenseOfTheRelation(t *testing.T) {
	newDesk(t).readings(t, []reading{
		{"damage", "The earthquake damaged hundreds of buildings in Oslo.", "earthquake | damaged | hundreds of buildings in Oslo [asserted]", "destroyed"},
		{"a device", "A tractor triggered a land mine in Kampala.", "", "caused"},
		{"an event", "The ruling triggered protests in Oslo.", "ruling | caused | protests in Oslo [asserted]", ""},
		{"a game", "Children were playing Fortnite in Oslo.", "", "competed"},
		{"monitor", "Officials monitor the situation in Kampala.", "", "investigated"},
		{"look into a tax", "The agency looked into the tax.", "", "investigated"},
		{"look into a murder", "Police are looking into the murder of Pedro Rojas.", "police | investigated | murder of Pedro Rojas [asserted]", ""},
		{"post a profit", "Siemens posted a profit of two million dollars.", "", "published"},
		{"post a photo", "Anna Berg posted a photo on Monday.", "Anna Berg | published | a photo [asserted]", ""},
		{"halt planes", "The strikes halted planes at the airport in Oslo.", "", "ended"},
		{"call off", "The promoter called off the race.", "", "ended"},
		{"restore trust", "The monks restored the trust of the people.", "", "built"},
		{"by as much", "Sales increased five percent.", "", "increased"},
		{"replace with", "The council replaced Pedro Rojas with Anna Berg.", "", "succeeded"},
		{"succeed", "Anna Berg succeeded Pedro Rojas.", "Anna Berg | succeeded | Pedro Rojas [asserted]", ""},
		{"a body succeeds", "The council elected Anna Berg, succeeding Pedro Rojas.", "", "council | succeeded"},
		{"an effort", "The campaign targets the children of Oslo.", "", "attacked"},
		{"reopen", "Kenya reopened the crossing with Uganda.", "", "launched"},
		{"stake", "Philips bought a stake in Siemens.", "", "bought"},
	})
}
