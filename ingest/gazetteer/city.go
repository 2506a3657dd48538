package gazetteer

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
)

// A City is a place of more than 15,000 people.
type City struct {
	Name        string
	Country     string // canonical name
	Subdivision string // the first-level division, "" if unknown
	Lat, Lon    float64
	Population  int
}

// cities is compiled/cities.tsv and where its lines begin. Its lines are
// sorted by the key of the name, then by population, largest first, so that a
// look-up is a binary search and nothing is parsed before it is asked for.
type cities struct {
	text  string
	lines []int32
}

func (t *Table) loadCities() error {
	data, err := files.ReadFile("compiled/cities.tsv")
	if err != nil {
		return err
	}
	c := cities{text: string(data)}
	for at := 0; at < len(c.text); {
		end := strings.IndexByte(c.text[at:], '\n')
		if end < 0 {
			return fmt.Errorf("compiled/cities.tsv: the last line does not end")
		}
		if c.text[at] != '#' {
			c.lines = append(c.lines, int32(at))
		}
		at += end + 1
	}
	t.cities = c
	return rows("tables/exonyms.tsv", 2, func(cells []string) error {
		add(t.byExonym, Key(cells[0]), list(cells[1])...)
		return nil
	})
}

// key returns the first cell of line i.
func (c cities) key(i int) string {
	s := c.text[c.lines[i]:]
	return s[:strings.IndexByte(s, '\t')]
}

// large reports whether line i has 300,000 people or more: six digits or more,
// the first of six no less than 3.
func (c cities) large(i int) bool {
	s := c.text[c.lines[i]:]
	s = s[:strings.IndexByte(s, '\n')]
	s = s[strings.LastIndexByte(s, '\t')+1:]
	return len(s) > 6 || len(s) == 6 && s[0] >= '3'
}

// Cities returns the cities of a name, the largest first; nil if none is
// known.
func (t *Table) Cities(name string) []City {
	if !named(name) {
		return nil
	}
	key := Key(name)
	if k, ok := look(t.byExonym, name); ok {
		key = k
	}
	n := len(t.cities.lines)
	first := sort.Search(n, func(i int) bool { return t.cities.key(i) >= key })
	var found []City
	for i := first; i < n && t.cities.key(i) == key; i++ {
		found = append(found, t.city(i))
	}
	return found
}

// city parses line i: key, name, country code, subdivision, latitude,
// longitude, population. A malformed
// number reads as zero; the test of the table forbids it.
func (t *Table) city(i int) City {
	s := t.cities.text[t.cities.lines[i]:]
	s = s[:strings.IndexByte(s, '\n')]
	var cells [7]string
	for j := range cells {
		cells[j], s, _ = strings.Cut(s, "\t")
	}
	c := City{Name: cells[1], Subdivision: cells[3]}
	if k, ok := t.byCode[cells[2]]; ok {
		c.Country = t.countries[k].Name
	}
	c.Lat, _ = strconv.ParseFloat(cells[4], 64)
	c.Lon, _ = strconv.ParseFloat(cells[5], 64)
	c.Population, _ = strconv.Atoi(cells[6])
	return c
}
