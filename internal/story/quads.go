package story

import (
	"slices"
	"strings"
	"testing"

	"dateline/export/nquads"

	"github.com/cayleygraph/quad"
)

// prefixes shorten the IRIs of a story to names that fit on a page. None of
// them begins another one.
var prefixes = [...]struct{ short, long string }{
	{"dl:", "https://dateline.example/ns#"},
	{"art:", "https://dateline.example/id/article/"},
	{"ev:", "https://dateline.example/id/event/"},
	{"ent:", "https://dateline.example/id/entity/"},
	{"sem:", "http://semanticweb.cs.vu.nl/2009/11/sem/"},
	{"gaf:", "http://groundedannotationframework.org/gaf#"},
	{"schema:", "http://schema.org/"},
	{"rdf:", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
	{"rdfs:", "http://www.w3.org/2000/01/rdf-schema#"},
	{"skos:", "http://www.w3.org/2004/02/skos/core#"},
	{"geo:", "http://www.w3.org/2003/01/geo/wgs84_pos#"},
	{"xsd:", "http://www.w3.org/2001/XMLSchema#"},
}

// Spell writes quads for a reader: below a line "graph G" for each graph the
// quads that are in it, one a line, sorted, with short names for IRIs.
func Spell(t testing.TB, quads []quad.Quad) string {
	t.Helper()
	graphs := map[string][]string{}
	for _, q := range quads {
		graph := short(t, q.Label)
		line := short(t, q.Subject) + " " + short(t, q.Predicate) + " " + short(t, q.Object)
		graphs[graph] = append(graphs[graph], line)
	}
	var names []string
	for name, lines := range graphs {
		names = append(names, name)
		slices.Sort(lines)
	}
	slices.Sort(names)
	var b strings.Builder
	for _, name := range names {
		b.WriteString("graph " + name + "\n" + strings.Join(graphs[name], "\n") + "\n")
	}
	return b.String()
}

// short spells one term as N-Quads does, but for the names of IRIs.
func short(t testing.TB, v quad.Value) string {
	t.Helper()
	line, err := nquads.Append(nil, quad.Quad{Subject: quad.IRI("x:s"), Predicate: quad.IRI("x:p"), Object: v})
	if err != nil {
		t.Fatal(err)
	}
	term := strings.TrimSuffix(strings.TrimPrefix(string(line), "<x:s> <x:p> "), " .\n")
	start := strings.LastIndexByte(term, '"') + 1 // 0 for an IRI
	for _, p := range prefixes {
		if i := strings.Index(term[start:], "<"+p.long); i >= 0 {
			i += start
			return term[:i] + p.short + strings.TrimSuffix(term[i+1+len(p.long):], ">")
		}
	}
	return term
}

// ReadQuads reads the quads that a story shows.
func (s *Story) ReadQuads(t testing.TB) []quad.Quad {
	t.Helper()
	text, ok := s.Section(Quads)
	if !ok {
		t.Fatalf("story %s has no section %s", s.Path, Quads)
	}
	var quads []quad.Quad
	graph := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if name, ok := strings.CutPrefix(line, "graph "); ok {
			graph = long(name)
			continue
		}
		words := strings.SplitN(line, " ", 3)
		if len(words) < 3 {
			t.Fatalf("story %s: %s: %q is no quad", s.Path, Quads, line)
		}
		q, _, err := nquads.Parse(long(words[0]) + " " + long(words[1]) + " " + long(words[2]) + " " + graph + " .")
		if err != nil {
			t.Fatalf("story %s: %s: %q: %v", s.Path, Quads, line, err)
		}
		quads = append(quads, q)
	}
	return quads
}

// long is the inverse of short.
func long(term string) string {
	start := strings.LastIndexByte(term, '"') + 1
	if start > 0 {
		at, typ, typed := strings.Cut(term[start:], "^^")
		if !typed {
			return term
		}
		return term[:start] + at + "^^" + long(typ)
	}
	for _, p := range prefixes {
		if name, ok := strings.CutPrefix(term, p.short); ok {
			return "<" + p.long + name + ">"
		}
	}
	return term
}
