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
