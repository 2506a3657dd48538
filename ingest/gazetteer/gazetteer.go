// Package gazetteer knows the names of the world: countries, demonyms,
// capitals, cities, regions, bodies that act for a country, organizations,
// facilities, named events, role nouns, titles and given names.
//
// In: a name or a word as an article spells it.
// Out: what it stands for, under its canonical English name.
//
// The tables are text. Those under tables are written by hand; those under
// compiled are made by dateline-train from open data (NOTICE names it).
package gazetteer

import (
	"embed"
	"fmt"
	"slices"
	"strings"
)

//go:embed tables/*.tsv compiled/*.tsv
var files embed.FS

// A Table is all tables, ready for look-up. It is read-only and safe for
// concurrent use.
type Table struct {
	countries     []Country
	bodies        []Body
	organizations []Organization
	regions       []Region
	facilities    []Facility
	events        []string
	roles         []Role
	cities        cities

	byCountry      map[string]int32
	byCode         map[string]int32
	byDemonym      map[string]demonym
	bySeat         map[string]int32 // capitals: index in countries
	byBody         map[string]int32
	byOrganization map[string]int32
	byRegion       map[string]int32
	byState        map[string]string
	byFacility     map[string]int32
	byEvent        map[string]int32
	byRole         map[string]roleForm
	byTitle        map[string]Gender
	byGiven        map[string]Gender
	byExonym       map[string]string // other spellings of a city: the key in cities

	words index
}

// New reads the embedded tables. It fails only if one of them is malformed.
func New() (*Table, error) {
	t := &Table{
		byCountry:      map[string]int32{},
		byCode:         map[string]int32{},
		byDemonym:      map[string]demonym{},
		bySeat:         map[string]int32{},
		byBody:         map[string]int32{},
		byOrganization: map[string]int32{},
		byRegion:       map[string]int32{},
		byState:        map[string]string{},
		byFacility:     map[string]int32{},
		byEvent:        map[string]int32{},
		byRole:         map[string]roleForm{},
		byTitle:        map[string]Gender{},
		byGiven:        map[string]Gender{},
		byExonym:       map[string]string{},
	}
	// Countries come first: the other tables name them.
	for _, load := range []func() error{
		t.loadCountries, t.loadNationalities, t.loadRegions, t.loadStates, t.loadBodies,
		t.loadOrganizations, t.loadFacilities, t.loadEvents, t.loadRoles, t.loadPersons, t.loadCities,
	} {
		if err := load(); err != nil {
			return nil, fmt.Errorf("gazetteer: %w", err)
		}
	}
	t.index()
	return t, nil
}

// rows calls each with the cells of every line of a table that is not a
// comment, padded or refused so that there are exactly n.
func rows(file string, n int, each func(cells []string) error) error {
	data, err := files.ReadFile(file)
	if err != nil {
		return err
	}
	cells := make([]string, n)
	number := 0
	for line := range strings.Lines(string(data)) {
		number++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		clear(cells)
		have := 0
		for cell := range strings.SplitSeq(line, "\t") {
			if have == n {
				return fmt.Errorf("%s:%d: more than %d cells", file, number, n)
			}
			cells[have] = cell
			have++
		}
		if cells[0] == "" {
			return fmt.Errorf("%s:%d: no name", file, number)
		}
		if err := each(cells); err != nil {
			return fmt.Errorf("%s:%d: %w", file, number, err)
		}
	}
	return nil
}

// list splits a cell of several values; nil for an empty one.
func list(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, ";")
}

// add enters every spelling under its key; the first owner of a key keeps it.
func add[V any](m map[string]V, v V, spellings ...string) {
	for _, s := range spellings {
		k := keyOf(s)
		if _, taken := m[k]; !taken && k != "" {
			m[k] = v
		}
	}
}

// known refuses the name of a country that the tables do not have.
func (t *Table) known(country string) error {
	if country == "" {
		return nil
	}
	if i := slices.IndexFunc(t.countries, func(c Country) bool { return c.Name == country }); i < 0 {
		return fmt.Errorf("no country is called %q", country)
	}
	return nil
}
