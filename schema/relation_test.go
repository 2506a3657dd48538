package schema_test

import (
	"slices"
	"strings"
	"testing"

	"dateline/schema"
)

func TestRelationsAreWellFormed(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range schema.Relations {
		switch {
		case schema.Slug(r.Name) != r.Name || seen[r.Name]:
			t.Errorf("%q is no name, or twice", r.Name)
		case r.Definition == "" || !strings.HasSuffix(r.Example, "."):
			t.Errorf("%s has no definition or no example", r.Name)
		case !slices.Contains(schema.EventTypes[:], r.Type):
			t.Errorf("%s is of type %q", r.Name, r.Type)
		case r.Symmetric && (r.Inverse != "" || !slices.Equal(r.Domain, r.Range)):
			t.Errorf("%s holds both ways, but not between the same things or with an inverse", r.Name)
		case slices.Contains(schema.Roles[:], schema.RoleName(r.Name)):
			t.Errorf("%s is the name of a role", r.Name)
		}
		if inverse, ok := schema.FindRelation(r.Inverse); ok && (inverse.Inverse != r.Name || !slices.Equal(inverse.Domain, r.Range)) {
			t.Errorf("%s and %s are not each other's inverse", r.Name, r.Inverse)
		}
		if back, ok := (schema.IRIs{}).PredicateName((schema.IRIs{}).Predicate(r.Name)); !ok || back != r.Name {
			t.Errorf("%s is spelled %s", r.Name, back)
		}
		seen[r.Name] = true
	}
	for _, name := range strings.Fields("spoke-with met visited struck killed arrested sanctioned accused criticised threatened invited " +
		"supports backs signed-agreement-with holds-position located-in member-of counterpart-of adviser-of works-for sent colluded-with") {
		if !seen[name] {
			t.Errorf("%s, which the design names, is missing", name)
		}
	}
}

func TestEveryTypeHasARelation(t *testing.T) {
	have := map[schema.EventType]bool{schema.OtherType: true}
	for _, r := range schema.Relations {
		have[r.Type] = true
	}
	for _, typ := range schema.EventTypes {
		if !have[typ] {
			t.Errorf("no relation of type %s", typ)
		}
	}
}

func TestTermsAreInTheOrderOfTheirLists(t *testing.T) {
	check := func(list string, terms []schema.Term, names []string) {
		if len(terms) != len(names) {
			t.Fatalf("%s: %d terms for %d names", list, len(terms), len(names))
		}
		for i, term := range terms {
			if term.Name != names[i] || term.Definition == "" {
				t.Errorf("%s: term %q stands for %q", list, term.Name, names[i])
			}
		}
	}
	var statuses, types, roles []string
	for _, s := range schema.Statuses {
		statuses = append(statuses, string(s))
	}
	for _, e := range schema.EventTypes {
		types = append(types, string(e))
	}
	for _, r := range schema.Roles {
		roles = append(roles, string(r))
	}
	check("statuses", schema.StatusTerms[:], statuses)
	check("types", schema.TypeTerms[:], types)
	check("roles", schema.RoleTerms[:], roles)
}

// TestEveryPropertyIsExplained: what Quads writes in our namespace is on the
// generated page.
func TestEveryPropertyIsExplained(t *testing.T) {
	explained := map[string]bool{}
	for _, list := range [][]schema.Term{schema.PropertyTerms[:], schema.RoleTerms[:]} {
		for _, term := range list {
			explained[term.Name] = true
		}
	}
	x := schema.IRIs{}
	f := strikeFacts(t)
	for _, q := range append(x.Quads(f), x.Background(f)...) {
		name, ours := strings.CutPrefix(q.Predicate.String(), "<https://dateline.example/ns#")
		if _, edge := x.PredicateName(q.Predicate); ours && !edge && !explained[strings.TrimSuffix(name, ">")] {
			t.Errorf("%s is not explained", name)
		}
	}
}
