package extract_test

import (
	"slices"
	"testing"

	"dateline/schema"
)

// TestWhenAndWhere holds for each event with a predicate the time and the
// place in words that it has, "" for none: what is not sure is left out.
func TestWhenAndWhere(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct{ name, text, predicate, time, place string }{
		{"a place through a building", "Two people were killed in a shooting outside a mosque in Lyon.", "killed", "", "Lyon"},
		{"a place behind those who did it", "Two soldiers were killed in an ambush by rebels in Kampala.", "killed", "", "Kampala"},
		{"the place of two verbs", "Two people were killed and three injured in an explosion in Lyon.", "killed", "", "Lyon"},
		{"the place of the deed that did it", "An airstrike in Lyon killed two people.", "killed", "", "Lyon"},
		{"a river in a place in a region", "A van fell into a river in Lyon, France.", "fall-into", "", "Lyon"},
		{"the present has no bygone date", "Anna Berg wins the race, breaking the record of 1957.", "break", "", ""},
		{"a year in a name", "Kenya overturns the result of the 2019 final.", "overturn", "", ""},
		{"a deeper deed's time", "Police arrested four suspects in the killing of Pedro Rojas in June.", "arrested", "", ""},
		{"a deed in the subject", "The death toll from a fire in Lyon last week rises to nine.", "rise-to", "", ""},
		{"a deed in the subject, between commas", "The death toll from the explosion in Lyon, France, on Monday, rises to nine.", "rise-to", "", ""},
		{"the day of the deed itself", "Two soldiers were killed in Lyon on Monday.", "killed", "2026-05-04", "Lyon"},
		{"what a figure is dated by", "Sterling rose to 1.62 dollars from 1.61 on Monday.", "rise-to", "", ""},
		{"what a bound is dated by", "Landmines have killed two soldiers since the overthrow of Pedro Rojas in December 2024.", "killed", "", ""},
		{"a bound", "The army occupied Lyon through March.", "invaded", "", ""},
		{"what goods are meant for", "Kenya bought maize for shipment in May.", "bought", "", ""},
		{"the day of the purchase", "Kenya bought maize in May.", "bought", "2026-05", ""},
		{"the later verb's time", "Anna Berg is appointed chair of the bank and will leave Lyon on 21 July.", "appointed", "", ""},
		{"the time of two verbs", "Two soldiers were shot and killed on Monday.", "shot", "2026-05-04", ""},
		{"a year that says more of a day", "Kenya upgrades the rating of the storm in Lyon on June 20 last year.", "upgrade", "", ""},
		{"a time of its own", "Police arrested four suspects on Monday.", "arrested", "2026-05-04", ""},
		{"during a deed", "Two people were killed during an attack on Lyon.", "killed", "", "Lyon"},
		{"a deadline is no date", "Kenya gave Norway a deadline of May 20.", "threatened", "", ""},
	} {
		facts := d.read(t, c.text)
		i := slices.IndexFunc(facts.Events, func(e schema.Event) bool { return e.Predicate == c.predicate })
		if i < 0 {
			t.Errorf("%s: no event %s in %q", c.name, c.predicate, c.text)
			continue
		}
		e := &facts.Events[i]
		place := ""
		for _, r := range e.Roles {
			for k := range facts.Entities {
				if x := &facts.Entities[k]; r.Name == schema.PlaceRole && x.ID == r.Entity {
					place = x.Name
				}
			}
		}
		if e.Time.Value != c.time || place != c.place {
			t.Errorf("%s: %q on %q in %q, want %q and %q", c.name, c.text, e.Time.Value, place, c.time, c.place)
		}
	}
}

// TestWhereNothingHappens holds what is no place of an event.
func TestWhereNothingHappens(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct{ name, text, predicate string }{
		{"a term", "Pedro Rojas was sentenced to 20 years in prison.", "sentenced"},
		{"outside", "Two people were killed outside the areas of combat.", "killed"},
		{"during an attack", "Drones penetrated Polish airspace during an attack on Ukraine.", "penetrate"},
	} {
		said := false
		for _, e := range d.read(t, c.text).Events {
			said = said || e.Predicate == c.predicate
			if e.Place != "" {
				t.Errorf("%s: %q: %s is in %s", c.name, c.text, e.Predicate, e.Place)
			}
		}
		if !said {
			t.Errorf("%s: %q does not say %s", c.name, c.text, c.predicate)
		}
	}
	d.readings(t, []reading{
		{"a shooting", "Two people were killed in a mass shooting by gunmen at a coffeehouse in Kampala.", "", "| coffeehouse"},
		{"some people are no body", "Rebels freed 30 men, including Pedro Rojas.", "", "member"},
		{"a town is no member", "Rebels took towns from the government of Yemen, including Seiyun.", "", "member"},
	})
}
