package gazetteer

import (
	"fmt"
	"strings"
)

// Gender is what a word says about a person's gender.
type Gender uint8

// The genders; Male|Female is a word used of both.
const (
	Male Gender = 1 << iota
	Female
)

// RoleKind is a set of the worlds that a role belongs to.
type RoleKind uint32

// The kinds of role, in the words of tables/roles.tsv.
const (
	HeadOfState RoleKind = 1 << iota
	HeadOfGovernment
	Minister
	Deputy
	Official
	Diplomat
	Military
	Armed
	Legislature
	Law
	Spokesman
	Company
	Church
	Media
	Science
	Sport
	Royal
	Kin
	AnyPerson
)

// Has reports whether k has one of the kinds of l.
func (k RoleKind) Has(l RoleKind) bool { return k&l != 0 }

// A Role is what a person can be called by: "prime minister".
type Role struct {
	Name   string // singular, lower case but for proper words: "prime minister"
	Plural string
	Kinds  RoleKind
	Gender Gender // 0 if it says nothing
}

type roleForm struct {
	role   int32
	plural bool
}

var roleKinds = [...]string{"state", "government", "minister", "deputy", "official", "diplomat", "military", "armed",
	"legislature", "law", "spokesman", "company", "church", "media", "science", "sport", "royal", "kin", "person"}

func (t *Table) loadRoles() error {
	return rows("tables/roles.tsv", 4, func(c []string) error {
		r := Role{Name: c[0], Plural: c[1]}
		for _, word := range list(c[2]) {
			kind, err := roleKind(word)
			if err != nil {
				return err
			}
			r.Kinds |= kind
		}
		g, err := gender(c[3])
		if err != nil {
			return err
		}
		r.Gender = g
		i := int32(len(t.roles))
		t.roles = append(t.roles, r)
		// Role nouns are common nouns: their key is in lower case whatever
		// their capitals (CEO, MP).
		t.byRole[strings.ToLower(strip(c[0]))] = roleForm{role: i}
		if plural := strings.ToLower(strip(c[1])); t.byRole[plural] == (roleForm{}) {
			t.byRole[plural] = roleForm{role: i, plural: true}
		}
		return nil
	})
}

func roleKind(word string) (RoleKind, error) {
	for i, k := range roleKinds {
		if k == word {
			return 1 << i, nil
		}
	}
	return 0, fmt.Errorf("no kind of role is called %q", word)
}

func gender(cell string) (Gender, error) {
	switch cell {
	case "":
		return 0, nil
	case "m":
		return Male, nil
	case "f":
		return Female, nil
	case "mf":
		return Male | Female, nil
	}
	return 0, fmt.Errorf("no gender is called %q", cell)
}

func (t *Table) loadPersons() error {
	for _, table := range []struct {
		file string
		into map[string]Gender
	}{{"tables/titles.tsv", t.byTitle}, {"tables/givennames.tsv", t.byGiven}} {
		err := rows(table.file, 2, func(c []string) error {
			g, err := gender(c[1])
			add(table.into, g, c[0])
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// TitleAbbreviations returns the words of titles that are written with a dot, in
// small letters and without it: "sgt". It needs no Table.
func TitleAbbreviations() (map[string]bool, error) {
	m := map[string]bool{}
	err := rows("tables/titles.tsv", 2, func(c []string) error {
		for w := range strings.FieldsSeq(c[0]) {
			if w, ok := strings.CutSuffix(w, "."); ok {
				m[strings.ToLower(w)] = true
			}
		}
		return nil
	})
	return m, err
}

// Role returns the role that words name, in the singular or the plural and in
// any case: "Prime Minister", "ambassadors". Words before the role ("former
// deputy") are the caller's.
func (t *Table) Role(words string) (role Role, plural, ok bool) {
	f, ok := t.byRole[strings.ToLower(strip(words))]
	if !ok {
		return Role{}, false, false
	}
	return t.roles[f.role], f.plural, true
}

// Title reports whether words stand before persons' names ("Mr", "Gen."), and
// the gender that they tell, 0 if none.
func (t *Table) Title(words string) (Gender, bool) {
	return look(t.byTitle, words)
}

// GivenName reports whether a word is a common given name, and of whom.
func (t *Table) GivenName(word string) (Gender, bool) {
	return look(t.byGiven, word)
}
