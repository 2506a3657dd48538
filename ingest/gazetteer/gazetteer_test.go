package gazetteer

import (
	"strings"
	"testing"
)

func table(t testing.TB) *Table {
	t.Helper()
	g, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestCountryKnowsEverySpelling(t *testing.T) {
	g := table(t)
	for name, want := range map[string]string{
		"US": "United States", "U.S.": "United States", "the United States": "United States", "America": "United States",
		"USA": "United States", "UK": "United Kingdom", "Britain": "United Kingdom", "DPRK": "North Korea",
		"North Korea": "North Korea", "Russian Federation": "Russia", "RUSSIA": "Russia", "Czechia": "Czech Republic",
		"Türkiye": "Turkey", "Turkey": "Turkey", "Côte d’Ivoire": "Ivory Coast", "Burma": "Myanmar", "the Netherlands": "Netherlands",
		"DRC": "Democratic Republic of the Congo", "Soviet Union": "Soviet Union", "Georgia": "Georgia",
	} {
		if c, ok := g.Country(name); !ok || c.Name != want {
			t.Errorf("Country(%q) = %q, %v; want %q", name, c.Name, ok, want)
		}
	}
	for _, name := range []string{"us", "turkey", "chad", "Russian", "Island", "", "the"} {
		if c, ok := g.Country(name); ok {
			t.Errorf("Country(%q) = %q; want none", name, c.Name)
		}
	}
}

func TestDemonymPointsToItsState(t *testing.T) {
	g := table(t)
	for word, want := range map[string]string{
		"Russian": "Russia", "Russians": "Russia", "Iraqi": "Iraq", "Iraqis": "Iraq", "Briton": "United Kingdom", "British": "United Kingdom",
		"American": "United States", "U.S.": "United States", "French": "France", "Frenchmen": "France", "Indian": "India",
		"Dominican": "Dominican Republic", "Swedes": "Sweden", "Soviet": "Soviet Union", "Angolans": "Angola", "SYRIAN": "Syria",
	} {
		if c, ok := g.Demonym(word); !ok || c != want {
			t.Errorf("Demonym(%q) = %q, %v; want %q", word, c, ok, want)
		}
	}
	for _, word := range []string{"Kurdish", "polish", "Russia", "Turkeys"} {
		if c, ok := g.Demonym(word); ok {
			t.Errorf("Demonym(%q) = %q; want none", word, c)
		}
	}
	if place, people, ok := g.Nationality("Chechens"); !ok || people || place != "Chechnya" {
		t.Errorf("Nationality(Chechens) = %q, %v, %v", place, people, ok)
	}
	if _, people, _ := g.Nationality("Russians"); !people {
		t.Error("Russians are not known as people")
	}
}

func TestNamesThatActForACountry(t *testing.T) {
	g := table(t)
	for city, want := range map[string]string{"Moscow": "Russia", "Beijing": "China", "Washington": "United States", "Tehran": "Iran",
		"Pyongyang": "North Korea", "London": "United Kingdom", "Kiev": "Ukraine", "Kyiv": "Ukraine", "Tel Aviv": "Israel"} {
		if c, ok := g.Capital(city); !ok || c != want {
			t.Errorf("Capital(%q) = %q, %v; want %q", city, c, ok, want)
		}
	}
	for _, city := range []string{"Brussels", "Singapore", "Hamburg"} {
		if c, ok := g.Capital(city); ok {
			t.Errorf("Capital(%q) = %q; want none", city, c)
		}
	}
	for name, want := range map[string]Body{
		"the White House": {Name: "White House", Seat: true, Country: "United States"}, "Kremlin": {Name: "Kremlin", Seat: true, Country: "Russia"},
		"Élysée": {Name: "Elysee", Seat: true, Country: "France"}, "State Department": {Name: "State Department", Country: "United States"},
		"Foreign Ministry": {Name: "Foreign Ministry"}, "US Senate": {Name: "Senate", Shared: true, Country: "United States"},
	} {
		if b, ok := g.Body(name); !ok || b != want {
			t.Errorf("Body(%q) = %+v, %v; want %+v", name, b, ok, want)
		}
	}
	if got := g.Government("United States"); got != "Government of the United States" {
		t.Error(got)
	}
	if got := g.Government("Russia"); got != "Government of Russia" {
		t.Error(got)
	}
}

func TestAcronymsKeepTheirCapitals(t *testing.T) {
	g := table(t)
	for alias, want := range map[string]string{"UN": "United Nations", "U.N.": "United Nations", "WHO": "World Health Organization",
		"NATO": "NATO", "Nato": "NATO", "G-20": "Group of 20", "IS": "Islamic State", "the EU": "European Union", "al Qaeda": "al-Qaeda"} {
		if o, ok := g.Organization(alias); !ok || o.Name != want {
			t.Errorf("Organization(%q) = %q, %v; want %q", alias, o.Name, ok, want)
		}
	}
	for _, word := range []string{"who", "is", "Is", "un"} {
		if o, ok := g.Organization(word); ok {
			t.Errorf("Organization(%q) = %q; want none", word, o.Name)
		}
	}
}

func TestCitiesLargestFirst(t *testing.T) {
	g := table(t)
	paris := g.Cities("Paris")
	if len(paris) < 2 || paris[0].Country != "France" || paris[0].Population < paris[1].Population {
		t.Errorf("Cities(Paris) = %+v", paris)
	}
	for name, country := range map[string]string{"Hamburg": "Germany", "Kiev": "Ukraine", "Zurich": "Switzerland", "Astana": "Kazakhstan", "Raqqa": "Syria",
		"New York": "United States", "Saigon": "Vietnam", "Gaza City": "Palestine", "São Paulo": "Brazil"} {
		c := g.Cities(name)
		if len(c) == 0 || c[0].Country != country {
			t.Errorf("Cities(%q) = %+v; want one in %s", name, c, country)
		}
	}
	if c := g.Cities("nowhere"); c != nil {
		t.Errorf("Cities(nowhere) = %+v", c)
	}
}

func TestRolesKnowPluralAndGender(t *testing.T) {
	g := table(t)
	r, plural, ok := g.Role("Secretary of State")
	if !ok || plural || !r.Kinds.Has(Minister) {
		t.Errorf("Secretary of State: %+v %v %v", r, plural, ok)
	}
	if r, plural, ok = g.Role("prime ministers"); !ok || !plural || r.Name != "prime minister" || !r.Kinds.Has(HeadOfGovernment) {
		t.Errorf("prime ministers: %+v %v %v", r, plural, ok)
	}
	if r, _, ok = g.Role("spokeswoman"); !ok || r.Gender != Female {
		t.Errorf("spokeswoman: %+v %v", r, ok)
	}
	if r, _, ok = g.Role("CEO"); !ok || !r.Kinds.Has(Company) {
		t.Errorf("CEO: %+v %v", r, ok)
	}
	if r, _, ok = g.Role("people"); !ok || r.Name != "person" {
		t.Errorf("people: %+v %v", r, ok)
	}
	if gender, ok := g.GivenName("Vladimir"); !ok || gender != Male {
		t.Errorf("Vladimir: %v %v", gender, ok)
	}
	if gender, ok := g.Title("Mrs."); !ok || gender != Female {
		t.Errorf("Mrs.: %v %v", gender, ok)
	}
}

// walk returns the kinds of the whole phrase, cut at blanks, hyphens and
// full stops.
func walk(g *Table, phrase string) Kind {
	var w Walk
	var kinds Kind
	more := true
	for i, word := range strings.Fields(phrase) {
		for j, token := range strings.SplitAfter(word, "-") {
			if token == "" {
				continue
			}
			if !more {
				return 0
			}
			if cut, ok := strings.CutSuffix(token, "-"); ok {
				w, _, _ = g.Next(w, cut, i > 0 && j == 0)
				token = "-"
				w, kinds, more = g.Next(w, token, false)
				continue
			}
			w, kinds, more = g.Next(w, token, i > 0 && j == 0)
		}
	}
	return kinds
}

func TestWalkFindsPhrases(t *testing.T) {
	g := table(t)
	for phrase, want := range map[string]Kind{
		"United States": CountryName, "US": CountryName | DemonymName, "us": 0, "White House": BodyName, "WHITE HOUSE": BodyName,
		"G-20": OrganizationName, "al-Qaeda": OrganizationName, "secretary of state": RoleName, "Hamburg": CityName | BigCityName,
		"turkey": 0, "São Paulo": CityName | BigCityName, "Middle East": RegionName, "Nowhere At All": 0, "who": 0, "WHO": OrganizationName,
	} {
		if got := walk(g, phrase); got&want != want || want == 0 && got != 0 {
			t.Errorf("walk(%q) = %b; want %b", phrase, got, want)
		}
	}
}

func TestEveryCityLineIsWhole(t *testing.T) {
	g := table(t)
	previous := ""
	for i := range g.cities.lines {
		c := g.city(i)
		if c.Name == "" || c.Country == "" || c.Population < 15000 || c.Lat == 0 && c.Lon == 0 || g.cities.key(i) < previous {
			t.Fatalf("city %d: %+v", i, c)
		}
		previous = g.cities.key(i)
	}
}

func TestEveryExonymHasItsCity(t *testing.T) {
	g := table(t)
	for spelling := range g.byExonym {
		if g.Cities(strings.ToUpper(spelling[:1])+spelling[1:]) == nil {
			t.Errorf("no city for %q", spelling)
		}
	}
}

func TestEveryRoleFormIsFound(t *testing.T) {
	g := table(t)
	for _, r := range g.roles {
		if got, _, ok := g.Role(r.Plural); !ok {
			t.Errorf("%q: plural %q finds %q", r.Name, r.Plural, got.Name)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNext(b *testing.B) {
	g := table(b)
	words := strings.Fields("US President Donald Trump and his Russian counterpart Vladimir Putin discussed the war in Syria on Tuesday")
	for b.Loop() {
		for i := range words {
			var w Walk
			for j, more := i, true; more && j < len(words); j++ {
				w, _, more = g.Next(w, words[j], j > i)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(words)), "ns/word")
}

// A name of words that any state may use does not say which state it is of.
func TestStateBodies(t *testing.T) {
	g := table(t)
	for name, want := range map[string][2]bool{ // acts for its state, is one
		"Foreign Ministry": {true, true}, "Public Ministry": {true, true}, "Senate": {true, true}, "High Court": {true, true},
		"Ministry of Women and Youth": {true, true}, "National Police": {false, true}, "Court of Appeal": {true, true},
		"Kremlin": {}, "Bank of Japan": {}, "European Commission": {}, "Securities Commission": {}, "the ministry": {}, "Foreign Minister": {},
	} {
		if acts, ok := g.StateBody(name); [2]bool{acts, ok} != want {
			t.Errorf("StateBody(%q) = %v, %v; want %v", name, acts, ok, want)
		}
	}
}
