package extract_test

import (
	"strings"
	"testing"
)

// A reading is a sentence with a statement that it makes, "" for none, and
// words that none of its statements may hold, "" for none.
type reading struct{ name, text, yes, no string }

func (d *desk) readings(t *testing.T, cases []reading) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if c.yes != "" {
				d.check(t, c.text+" => "+c.yes, true)
			}
			if c.no == "" {
				return
			}
			for _, s := range d.statements(t, c.text) {
				if strings.Contains(s, c.no) {
					t.Errorf("%s\nsays %s", c.text, s)
				}
			}
		})
	}
}

// TestFormerAndLesserOffices holds that who held an office holds it no more,
// and that a deputy does not hold that of his chief.
func TestFormerAndLesserOffices(t *testing.T) {
	newDesk(t).readings(t, []reading{
		{"vice", "Siemens vice president Anna Berg resigned on Monday.", "Anna Berg | be-vice-president-of | Siemens [asserted]", "be-president-of"},
		{"deputy", "Anna Berg, deputy director of the World Bank, visited Chile.", "Anna Berg | holds-position | Deputy Director of World Bank [asserted]", "be-director"},
		{"acting", "Anna Berg, acting director of the World Bank, visited Chile.", "Anna Berg | holds-position | Acting Director of World Bank [asserted]", "be-director"},
		{"former of a body", "Anna Berg, the former head of Siemens, met Pedro Rojas.", "Anna Berg | holds-position | Former Head of Siemens [asserted]", "be-head"},
		{"formerly", "Anna Berg was formerly head of Siemens.", "Anna Berg | holds-position | Former Head of Siemens [asserted]", "be-head"},
		{"former before the body", "Former Siemens president Anna Berg met Pedro Rojas.", "Anna Berg | holds-position | Former President of Siemens [asserted]", "| President"},
		{"former adviser", "Former Pedro Rojas adviser Anna Berg met Omar Dia.", "Anna Berg | met | Omar Dia [asserted]", "adviser"},
		{"former wife", "Anna Berg, the former wife of Pedro Rojas, met Omar Dia.", "", "married"},
		{"former owner", "Anna Berg, the former owner of Siemens, met Pedro Rojas.", "", "Siemens"},
		{"former member", "Anna Berg, a former member of the Liberal Party, met Pedro Rojas.", "", "member"},
		{"two former offices", "Anna Berg, the former president and owner of Siemens, met Pedro Rojas.", "", "owns"},
		{"outgoing", "The outgoing Norwegian president Anna Berg visited Chile.", "Anna Berg | holds-position | President of Norway [asserted]", "Former"},
		{"no office", "Kenya elects a president, and the incumbent Anna Berg lost to Pedro Rojas.", "", "holds-position"},
		{"present", "Anna Berg, the owner of Siemens, met Pedro Rojas.", "Anna Berg | owns | Siemens [asserted]", ""},
	})
}
