package relation

import (
	"strings"
	"testing"

	"dateline/schema"
)

func table(t *testing.T) *Table {
	t.Helper()
	tab, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

func TestLookup(t *testing.T) {
	tab := table(t)
	t.Log(tab.Len(), "mappings")
	for _, c := range []struct {
		frame Frame
		want  string // type/mode relation
	}{
		{Frame{Lemma: "strike", Target: schema.Facility, Agent: schema.Country, Object: "airbase"}, "ASSAULT/aerial struck"},
	} {
		m, ok := tab.Lookup(c.frame)
		got := strings.TrimSuffix(string(m.Type)+"/"+m.Mode, "/") + " " + m.Relation
		if !ok {
			got = ""
		}
		if got != c.want {
			t.Errorf("%+v is %q, not %q", c.frame, got, c.want)
		}
	}
}
