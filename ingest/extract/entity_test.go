package extract_test

import "testing"

// TestWhoIsMeant holds what is named, and as whom, in texts of several
// sentences: what must be said, and what must not.
func TestWhoIsMeant(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct {
		example string
		want    bool
	}{
		// A role of a body is not that of the country.
		{"President Harlan met senators on Monday. The president of Northfield Motors criticised the plan. => Harlan | criticised | the plan [asserted]", false},
		{"President Harlan met senators on Monday. The president of the Bank of Osaka resigned. => Harlan | resign |  [asserted]", false},
		{"President Emmanuel Macron visited Berlin. The president of France criticised the plan. => Emmanuel Macron | criticised | the plan [asserted]", true},
		// Other amounts are other things.
		{"The firm asked for 21.6 mln dlrs. The 300 mln dlrs will go to Kenya, the minister said. => 300 mln dlrs | go-to | Kenya [planned by minister]", true},
		// Whose parliament, court or ministry it is.
		{"The House of Representatives of Libya approves a new budget. => Libyan House of Representatives | approved | a new budget [asserted]", true},
		{"The Supreme Court of Virginia rejected the appeal. => Supreme Court of Virginia | rejected | appeal [asserted]", true},
		{"The Iranian Foreign Ministry condemned the attack. => Iranian Foreign Ministry | condemned | attack [asserted]", true},
		{"Uganda's Electoral Commission accused the candidate. => Ugandan Election Commission | accused | candidate [asserted]", true},
		{"Ecuador's National Assembly approved the law. The National Assembly dismissed the minister. => Ecuadorian National Assembly | dismissed | minister [asserted]", true},
		{"The MFA replaced the GATT. => Foreign Ministry | succeeded | GATT [asserted]", false},
		{"The U.S. Armed Forces attacked the base. => US Armed Forces | attacked | base [asserted]", true},
		{"Authorities in Kenya asked the Senate to lift the ban. => United States | acts-for | Senate [asserted]", false},
		// Common nouns in capitals are no names.
		{"The Public Ministry of Kenya says that two officers were arrested. =>  | arrested | two officers [reported by Public Ministry of Kenya]", true},
		{"Senator Robert Dole (R-Kan.) said he would propose a law. => R-Kan | proposed | a law [planned by Robert Dole]", false},
		{"Kenya told Chief of the General Staff Ann Berg to resign. => Kenya | told | Ann Berg [asserted]", true},
		{"Gunmen attacked the base. => Gunmen | attacked | base [asserted]", true},
		{"The Minister criticised the plan on Friday. => Minister | criticised | the plan [asserted]", false},
		{"Ruiz Marino Quell criticised the plan on Friday. => Ruiz Marino Quell | criticised | the plan [asserted]", true},
		// A noun and the name behind it are one.
		{"American video game company Epic Games sues Apple. => Epic Games | sued | Apple [asserted]", true},
		{"Japanese carmaker Toyota buys a rival. => Toyota | bought | a rival [asserted]", true},
		{"Japanese carmaker Toyota buys a rival. => Japanese carmaker | bought | a rival [asserted]", false},
		{"Car maker Daimler Truck announces it will cut 800 jobs. => Daimler Truck | reduced | 800 jobs [planned by Daimler Truck]", true},
		{"The bank, Apple said, bought a rival. => Apple | bought | a rival [reported by Apple]", false},
		// Firms whose names join two words, and two firms.
		{"Osaka Telegraph and Telephone Corp bought the unit. => Osaka Telegraph and Telephone Corp | bought | the unit [asserted]", true},
		{"Corp said it bought the mill. => Corp | bought | the mill [reported by Corp]", false},
		{"C. Okada and Co Ltd acquired the mill. => C. Okada and Co Ltd | bought | the mill [asserted]", true},
		{"Thalberg, Quine and Co said it bought the mill. => Thalberg, Quine and Co | bought | the mill [reported by Thalberg, Quine and Co]", true},
		{"Merrick and Lund Co owns the mill. => Merrick and Lund Co | owns | the mill [asserted]", true},
		{"Ford and Chrysler Corp own the mill. => Chrysler Corp | owns | the mill [asserted]", true},
		// Names that were cut or taken for others.
		{"ISIS-Somalia attacked a base in Puntland. => ISIS-Somalia | attacked | a base [asserted]", true},
		{"CBS News fired three reporters. => CBS News | fire | three reporters [asserted]", true},
		{"Troops arrived in the Turks and Caicos on Monday. => troops | arrived-in | Turks and Caicos Islands [asserted]", true},
		{"A bus crashed on National Highway 66 in Kerala. => bus | crash-on | National Highway 66 [asserted]", true},
		{"Spanish airline Iberia cancelled 20 flights. => Iberian Peninsula | ended | 20 flights [asserted]", false},
		{"The Evangelical Lutheran Church in America elected a bishop. => Evangelical Lutheran Church in America | elected | a bishop [asserted]", true},
		{"De jure Venezuelan president Juan Romero met the envoy. => De | met | envoy [asserted]", false},
		{"The suspect was arrested after evading police for two days. => suspect | evade | police [asserted]", true},
	} {
		d.check(t, c.example, c.want)
	}
}

// TestWhoseBody holds which bodies are the same in all articles: those whose
// country the text tells.
func TestWhoseBody(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct{ text, body, country string }{
		{"President Joe Biden urged Congress to act. The Senate of the United States approved the bill.", "Senate", "United States"},
		{"The governor of Ohio was in Ohio. The Senate approved the bill.", "Senate", "United States"},
		{"Authorities in Kenya asked the Senate to lift the ban.", "Senate", ""},
		{"President Joe Biden of the United States lost when the House rejected the bill.", "House of Representatives", "United States"},
		{"Kenya thanked the United States. The Kenyan president asked the Senate to lift the ban on the United States.", "Senate", ""},
		{"The House rejected the bill of the Greek minister.", "House", ""},
		{"The Foreign Ministry condemned the attack.", "Foreign Ministry", ""},
		{"The Kenyan Foreign Ministry condemned the attack.", "Kenyan Foreign Ministry", "Kenya"},
		{"The Foreign Ministry in Nairobi condemned the attack.", "Kenyan Foreign Ministry", "Kenya"},
		{"The Supreme Court of Kenya annulled the vote.", "Kenyan Supreme Court", "Kenya"},
		{"The State Department condemned the attack.", "State Department", "United States"},
	} {
		facts := d.read(t, c.text)
		got := ""
		for _, a := range facts.ActsFor {
			if a.Body.Name == c.body {
				got = a.Country.Name
			}
		}
		found := false
		for i := range facts.Entities {
			found = found || facts.Entities[i].Name == c.body
		}
		if !found || got != c.country {
			t.Errorf("%q: %s is there: %v; acts for %q, want %q", c.text, c.body, found, got, c.country)
		}
	}
}
