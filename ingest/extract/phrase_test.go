package extract_test

import "testing"

// TestNoIsSaidOnce holds that what denies a clause is not in the phrase too.
func TestNoIsSaidOnce(t *testing.T) {
	newDesk(t).readings(t, []reading{
		{"object", "The ruling had no legal effect.", "ruling | have | legal effect [negated]", "| no"},
		{"subject", "No soldiers attacked the base in Kampala.", "soldiers | attacked | base [negated]", "no "},
		{"neither", "Neither missile struck the base.", "missile | struck | base [negated]", "neither"},
		{"conjunct", "No civilians and no soldiers were killed in Oslo.", " | killed | civilians [negated]", "| no"},
		{"a second clause", "No soldiers attacked Chad and left Kampala.", "no soldiers | attacked | Chad [negated]", ""},
	})
}

// TestPhrasesAreCutNotDropped holds that a modifier too long for a phrase is
// cut back, and that a number keeps what makes another one of it.
func TestPhrasesAreCutNotDropped(t *testing.T) {
	newDesk(t).readings(t, []reading{
		{"long modifier", "Chad announced an end to the flights of all passenger planes over the city of Kampala.", "Chad | announced | an end to the flights of all passenger planes [asserted]", ""},
		{"of many", "Thousands of young supporters of the old king of the islands gathered in Oslo.", "", "Thousands |"},
		{"no half name", "The army of the old king arrested nine senior police officers of the new force from the Democratic Republic of the Congo.", "", "Republic ["},
		{"no half list", "Protests in cities led to clashes with riot police and guards in Lyon, Cadiz and Bergen.", "", "Cadiz ["},
		{"parenthesis", "Police seized over 400 kg (880 lb) of cocaine in Oslo.", "police | seize | over 400 kg (880 lb) of cocaine [asserted]", ""},
		{"parenthesis in a name", "The Liberation Army of Kenya (LAK) rebels attacked Chad.", "", "LAK rebels"},
		{"what only adds", "Rebels killed nine people, including two children.", "rebels | killed | nine people [asserted]", "including"},
		{"the verb's", "Police arrested nine people following a protest in Oslo.", "police | arrested | nine people [asserted]", "following"},
		{"between", "Between four and 70 people were killed in Oslo.", " | killed | between four and 70 people [asserted]", ""},
		{"nearly", "Nearly 100 people were killed in Oslo.", " | killed | nearly 100 people [asserted]", ""},
		{"fewer than", "Fewer than ten people were killed in Oslo.", " | killed | fewer than ten people [asserted]", ""},
		{"up to", "Up to fifty people were killed in Oslo.", " | killed | up to fifty people [asserted]", ""},
		{"at least", "At least ten people were killed in Oslo.", " | killed | ten people [asserted]", ""},
	})
}
