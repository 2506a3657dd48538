package gazetteer

import (
	"fmt"
	"strconv"
	"strings"
)

// A Country is a state, a dependent territory with a code of its own, or a
// state of the recent past (Soviet Union).
type Country struct {
	Name       string // canonical: the common English name, "United States"
	Code       string // ISO 3166-1 alpha-2; an own code of three letters for states of the past
	Official   string
	Spellings  []string // other spellings
	Adjectives []string // "American"; the first is the usual one
	People     []string // "American", "Americans"
	Capital    string   // "" if none
	Seats      []string // cities and spellings that stand for the government, the capital first
	Region     string   // "Europe"
	Subregion  string   // "Western Europe"
	Lat, Lon   float64  // degrees; a point inside
}

// A demonym points to a country or to a region, or, as those of faiths and
// peoples do, to neither.
type demonym struct {
	country int32 // index in countries; -1 if none
	region  string
	people  bool // the form is a noun for people only ("Russians"), never an adjective
}

func (t *Table) loadCountries() error {
	err := rows("compiled/countries.tsv", 9, func(c []string) error {
		lat, err := strconv.ParseFloat(c[7], 64)
		if err != nil {
			return err
		}
		lon, err := strconv.ParseFloat(c[8], 64)
		if err != nil {
			return err
		}
		country := Country{Code: c[0], Name: c[1], Official: c[2], Capital: c[3], Region: c[5], Subregion: c[6], Lat: lat, Lon: lon}
		if c[4] != "" {
			country.Adjectives = []string{c[4]}
		}
		t.byCode[c[0]] = int32(len(t.countries))
		t.countries = append(t.countries, country)
		return nil
	})
	if err != nil {
		return err
	}
	if err := rows("tables/countries.tsv", 6, t.usage); err != nil {
		return err
	}
	for i := range t.countries {
		c := &t.countries[i]
		if c.People == nil && len(c.Adjectives) > 0 {
			c.People = peopleOf(c.Adjectives[0])
		}
		if c.Capital != "" {
			c.Seats = append([]string{c.Capital}, c.Seats...)
		}
		add(t.byCountry, int32(i), c.Name, c.Official)
		add(t.byCountry, int32(i), c.Spellings...)
		for _, w := range c.Adjectives {
			add(t.byDemonym, demonym{country: int32(i)}, w)
		}
		for _, w := range c.People {
			add(t.byDemonym, demonym{country: int32(i), people: true}, w)
		}
	}
	// A seat that bears its country's name (Singapore, Kuwait City's short
	// form) is the country.
	for i, c := range t.countries {
		for _, s := range c.Seats {
			if _, same := look(t.byCountry, s); !same {
				add(t.bySeat, int32(i), s)
			}
		}
	}
	// Brussels speaks for the European Union as often as for Belgium: it is
	// left to the text.
	delete(t.bySeat, keyOf("Brussels"))
	return nil
}

// usage applies a line of tables/countries.tsv; "-" stands for "none at all".
func (t *Table) usage(c []string) error {
	i, ok := t.byCode[c[0]]
	if !ok {
		if c[1] == "" {
			return fmt.Errorf("code %q has no country and the line no name", c[0])
		}
		i = int32(len(t.countries))
		t.byCode[c[0]] = i
		t.countries = append(t.countries, Country{Code: c[0]})
	}
	country := &t.countries[i]
	if c[1] != "" {
		country.Name = c[1]
	}
	country.Spellings = list(c[2])
	switch c[3] {
	case "":
	case "-":
		country.Adjectives = nil
	default:
		country.Adjectives = list(c[3])
	}
	if c[4] != "" && c[4] != "-" {
		country.People = list(c[4])
	}
	country.Seats = list(c[5])
	return nil
}

// peopleOf makes the people nouns of a regular demonym: Angolan, Angolans;
// those in -ese, -ish and the like have no form of their own.
func peopleOf(adjective string) []string {
	switch adjective[len(adjective)-1] {
	case 'n', 'i', 'r', 't', 'e':
		if !strings.HasSuffix(adjective, "ese") {
			return []string{adjective, adjective + "s"}
		}
	}
	return []string{adjective}
}

func (t *Table) loadNationalities() error {
	return rows("tables/nationalities.tsv", 2, func(c []string) error {
		add(t.byDemonym, demonym{country: -1, region: c[1]}, list(c[0])...)
		return nil
	})
}

// Country returns the country of a name, whatever its spelling: "U.S.",
// "Britain". It does not know demonyms.
func (t *Table) Country(name string) (Country, bool) {
	i, ok := look(t.byCountry, name)
	if !ok {
		return Country{}, false
	}
	return t.countries[i], true
}

// Demonym returns the canonical name of the country that an adjective or a
// people noun points to: "Iraqi", "Britons", "US" (as in "US forces").
func (t *Table) Demonym(word string) (country string, ok bool) {
	d, ok := look(t.byDemonym, word)
	if !ok || d.country < 0 {
		return "", false
	}
	return t.countries[d.country].Name, true
}

// Nationality reports whether a word is a demonym or the name of a people, a
// faith or a current ("Kurdish", "Sunni"), and the country or region that it
// points to, "" if none. People tells nouns for people ("Russians") from
// adjectives.
func (t *Table) Nationality(word string) (place string, people, ok bool) {
	d, ok := look(t.byDemonym, word)
	if !ok {
		return "", false, false
	}
	if d.country >= 0 {
		return t.countries[d.country].Name, d.people, true
	}
	return d.region, d.people, true
}

// Capital returns the country whose government a city can stand for in the
// news: "Moscow", "Beijing", and seats that are no capitals ("Tel Aviv").
func (t *Table) Capital(city string) (country string, ok bool) {
	i, ok := look(t.bySeat, city)
	if !ok {
		return "", false
	}
	return t.countries[i].Name, true
}

// Adjective returns the usual adjective of a country by canonical name:
// "Syrian". It is "" if the country has none.
func (t *Table) Adjective(country string) string {
	if c, ok := t.Country(country); ok && len(c.Adjectives) > 0 {
		return c.Adjectives[0]
	}
	return ""
}

// Government returns the name of the government of a country: "Government of
// Russia", "Government of the United States".
func (t *Table) Government(country string) string {
	return "Government of " + WithArticle(country)
}

// WithArticle writes a country's canonical name as English does inside a
// phrase: "the United States", "Russia".
func WithArticle(country string) string {
	for _, prefix := range []string{"United ", "Democratic Republic", "Republic of ", "Soviet ", "Isle of "} {
		if strings.HasPrefix(country, prefix) {
			return "the " + country
		}
	}
	for _, suffix := range []string{" Republic", " Islands", " Territory", "lands", "Philippines", "Maldives", "Bahamas", "Gambia", "Comoros", "Seychelles"} {
		if strings.HasSuffix(country, suffix) {
			return "the " + country
		}
	}
	return country
}
