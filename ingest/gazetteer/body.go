package gazetteer

import "strings"

// A Body is a building or an organ that acts for a country.
type Body struct {
	Name    string // canonical, without article: "White House"
	Seat    bool   // a building or street that stands for a government
	Shared  bool   // other countries call one of theirs the same: "Senate"
	Country string // canonical name; "" for bodies that every country has ("Foreign Ministry")
}

// An Organization is one that the news takes as known.
type Organization struct {
	Name    string   // canonical: "European Union"
	Aliases []string // acronyms and other spellings
	Kind    string   // "intergovernmental", "party", "company", ...: see tables/organizations.tsv
	Country string   // canonical name; "" if several or none
}

// A Region is a place that is no state: a continent, a sea, a province.
type Region struct {
	Name    string
	Kind    string // "continent", "region", "subdivision", "sea", "river", "lake", "mountains"
	Country string // canonical name; "" if several or none
}

// A Facility is a place made by people: an airport, a base, a square.
type Facility struct {
	Name    string
	Country string // canonical name; "" if several or unknown
}

func (t *Table) loadBodies() error {
	return rows("tables/bodies.tsv", 4, func(c []string) error {
		i := int32(len(t.bodies))
		t.bodies = append(t.bodies, Body{Name: c[0], Seat: c[2] == "seat", Shared: c[2] == "shared", Country: c[3]})
		add(t.byBody, i, c[0])
		add(t.byBody, i, list(c[1])...)
		return t.known(c[3])
	})
}

func (t *Table) loadOrganizations() error {
	return rows("tables/organizations.tsv", 4, func(c []string) error {
		i := int32(len(t.organizations))
		o := Organization{Name: c[0], Aliases: list(c[1]), Kind: c[2], Country: c[3]}
		t.organizations = append(t.organizations, o)
		add(t.byOrganization, i, c[0])
		add(t.byOrganization, i, o.Aliases...)
		return t.known(c[3])
	})
}

func (t *Table) loadRegions() error {
	return rows("tables/regions.tsv", 4, func(c []string) error {
		i := int32(len(t.regions))
		t.regions = append(t.regions, Region{Name: c[0], Kind: c[2], Country: c[3]})
		add(t.byRegion, i, c[0])
		add(t.byRegion, i, list(c[1])...)
		return t.known(c[3])
	})
}

func (t *Table) loadStates() error {
	return rows("tables/states.tsv", 2, func(c []string) error {
		add(t.byState, c[0], c[0])
		add(t.byState, c[0], list(c[1])...)
		return nil
	})
}

func (t *Table) loadFacilities() error {
	return rows("tables/facilities.tsv", 3, func(c []string) error {
		i := int32(len(t.facilities))
		t.facilities = append(t.facilities, Facility{Name: c[0], Country: c[2]})
		add(t.byFacility, i, c[0])
		add(t.byFacility, i, list(c[1])...)
		return t.known(c[2])
	})
}

func (t *Table) loadEvents() error {
	return rows("tables/events.tsv", 2, func(c []string) error {
		i := int32(len(t.events))
		t.events = append(t.events, c[0])
		add(t.byEvent, i, c[0])
		add(t.byEvent, i, list(c[1])...)
		return nil
	})
}

// Body returns the building or organ of a name: "the White House", "Foreign
// Ministry".
func (t *Table) Body(name string) (Body, bool) {
	i, ok := look(t.byBody, name)
	if !ok {
		return Body{}, false
	}
	return t.bodies[i], true
}

// bodyHeads are the nouns that parts of states are called by; true for those
// that are the state's own wherever it has one.
var bodyHeads = map[string]bool{
	"ministry": true, "court": true, "tribunal": false, "senate": true, "parliament": true, "assembly": false, "congress": false,
	"legislature": true, "cabinet": true, "treasury": true, "chamber": false, "house": false, "police": false, "army": false,
	"navy": false, "force": false, "forces": false, "guard": false, "military": false, "commission": false, "council": false, "department": false,
}

// bodyWords are the words that tell such parts of one state from each other, but
// not one state from another.
var bodyWords = setOf(`of and the for & public national federal central supreme constitutional high higher upper lower superior
foreign external affairs defence defense interior home internal finance justice health education trade economy economic
economics energy oil petroleum transport transportation agriculture environment information labour labor culture intelligence
commerce industry planning development tourism water water resources science technology communications mines housing
welfare family women youth sports religious endowments emergency emergencies situations disaster management security state
appeal appeals cassation criminal civil district regional city municipal county town electoral election elections independent
armed military royal people's popular general prosecutor prosecutors attorney anti-corruption corruption human rights
deputies representatives commons lords air land ground coast border customs tax presidential legislative investigative
ministers audit republican fire`)

func setOf(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// StateBody reports whether a name says what part of a state it is and not of
// which state, "Electoral Commission", "Public Ministry", and whether such a
// part acts for the state that has it.
func (t *Table) StateBody(name string) (acts, ok bool) {
	if b, ok := t.Body(name); ok && (b.Shared || b.Country == "") {
		return true, true
	}
	if !named(name) {
		return false, false
	}
	words := strings.Fields(strings.ToLower(plain(name)))
	head := len(words) - 1
	for i, w := range words {
		if (w == "of" || w == "for") && i > 0 {
			head = i - 1
			break
		}
	}
	for i, w := range words {
		if i == head {
			acts, ok = bodyHeads[w]
		}
		if _, noun := bodyHeads[w]; !noun && !bodyWords[w] || i == head && !ok {
			return false, false
		}
	}
	return acts, ok
}

// Organization returns the organization of a name or an acronym.
func (t *Table) Organization(name string) (Organization, bool) {
	i, ok := look(t.byOrganization, name)
	if !ok {
		return Organization{}, false
	}
	return t.organizations[i], true
}

// Region returns the region of a name. The states of the United States are
// with State.
func (t *Table) Region(name string) (Region, bool) {
	i, ok := look(t.byRegion, name)
	if !ok {
		return Region{}, false
	}
	return t.regions[i], true
}

// State returns the canonical name of a state of the United States, also for
// its abbreviations ("Ky.", "KY"). "Georgia" is a state and a country; so is
// "Washington" no state: it is written "Washington State" where it is meant.
func (t *Table) State(name string) (string, bool) {
	return look(t.byState, name)
}

// Facility returns the facility of a name.
func (t *Table) Facility(name string) (Facility, bool) {
	i, ok := look(t.byFacility, name)
	if !ok {
		return Facility{}, false
	}
	return t.facilities[i], true
}

// Event returns the canonical name of an event that has one: "WWII" is "World
// War II".
func (t *Table) Event(name string) (string, bool) {
	i, ok := look(t.byEvent, name)
	if !ok {
		return "", false
	}
	return t.events[i], true
}

// LegalForm reports whether a word says of a firm only that it is one: "Corp",
// "Ltd.", "GmbH".
func LegalForm(word string) bool {
	switch strings.ToLower(strings.ReplaceAll(word, ".", "")) {
	case "co", "corp", "inc", "ltd", "llc", "plc", "cie", "company", "corporation", "limited", "incorporated", "gmbh", "ag", "sa", "nv", "bv":
		return true
	}
	return false
}
