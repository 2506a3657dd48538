package relation

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/schema"

	"github.com/cayleygraph/quad"
)

var update = flag.Bool("update", false, "rewrite docs/vocabulary.md")

// TestVocabularyPage fails when the page is not what the tables say.
func TestVocabularyPage(t *testing.T) {
	path := filepath.Join("..", "..", "..", "docs", "vocabulary.md")
	got := vocabularyPage(table(t))
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || string(want) != got {
		t.Errorf("%s is stale (%v): rewrite it with go test ./ingest/extract/relation -run VocabularyPage -update", path, err)
	}
}

func vocabularyPage(tab *Table) string {
	var b strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	p("# Vocabulary\n")
	p("Generated from the tables of `schema` and `ingest/extract/relation` by their test (`-update`); do not edit.\n")
	p("Our terms live in `<base>ns#` (`dl:`), by default `%s`. %d canonical relations, %d mappings of words.\n", schema.IRIs{}.Term(""), len(schema.Relations), tab.Len())

	p("## Statuses\n")
	p("A direct edge between two entities is written for the first two only.\n")
	p("| status | meaning |\n|---|---|")
	for _, s := range schema.StatusTerms {
		p("| `dl:%s` | %s |", s.Name, s.Definition)
	}
	p("\n## Entity classes\n")
	p("| class | in the graph |\n|---|---|")
	for _, c := range schema.Classes {
		p("| %s | %s |", c, classTerms(c))
	}
	p("\nOur own classes:\n")
	for _, c := range schema.ClassTerms {
		p("- `dl:%s`: %s", c.Name, c.Definition)
	}
	p("\n## Event types\n")
	p("PLOVER's sixteen, then ours. In the graph the class is in camel case.\n")
	p("| type | class | what it covers | relations |\n|---|---|---|---|")
	for i, typ := range schema.EventTypes {
		var names []string
		for _, r := range schema.Relations {
			if r.Type == typ {
				names = append(names, r.Name)
			}
		}
		p("| %s | `dl:%s` | %s | %s |", typ, strings.TrimPrefix(string(schema.IRIs{}.Type(typ)), string(schema.IRIs{}.Term(""))), schema.TypeTerms[i].Definition, strings.Join(names, ", "))
	}
	p("\n## Roles\n")
	p("| property | meaning |\n|---|---|")
	for _, r := range schema.RoleTerms {
		p("| `dl:%s` | %s |", r.Name, r.Definition)
	}
	p("\n## Other properties\n")
	p("| property | meaning |\n|---|---|")
	for _, r := range schema.PropertyTerms {
		p("| `dl:%s` | %s |", r.Name, r.Definition)
	}
	p("\n## Canonical relations\n")
	p("Past form for what happened, present form for what holds. The words are those with which some line of the tables leads to the relation; `->` has agent and target turned round.\n")
	for _, r := range schema.Relations {
		p("### %s\n", r.Name)
		p("%s. _%s_\n", r.Definition, r.Example)
		kind := "happened"
		if r.Lasting {
			kind = "holds"
		}
		way := "the other way round `" + r.Inverse + "`"
		switch {
		case r.Symmetric:
			way = "symmetric"
		case r.Inverse == "":
			way = "no object"
		}
		mode := ""
		if r.Mode != "" {
			mode = "/" + r.Mode
		}
		p("%s%s, %s, %s; from %s to %s.", r.Type, mode, kind, way, classList(r.Domain), classList(r.Range))
		if words := wordsOf(tab, r.Name); len(words) > 0 {
			p("Words: %s.", strings.Join(words, ", "))
		}
		p("")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// classTerms asks the speller itself how an entity of class c is typed.
func classTerms(c schema.Class) string {
	f := schema.Facts{Article: schema.Article{Key: "k", Text: "x"}, Entities: []schema.Entity{{ID: "x", Class: c, Name: "x"}}}
	var terms []string
	for _, q := range (schema.IRIs{}).Quads(f) {
		if q.Subject == (schema.IRIs{}).Entity("x") && strings.HasSuffix(string(q.Predicate.(quad.IRI)), "#type") {
			iri := string(q.Object.(quad.IRI))
			iri = strings.Replace(iri, "http://schema.org/", "schema:", 1)
			terms = append(terms, "`"+strings.Replace(iri, string(schema.IRIs{}.Term("")), "dl:", 1)+"`")
		}
	}
	return strings.Join(terms, " and ")
}

func classList(classes []schema.Class) string {
	if classes == nil {
		return "anything"
	}
	names := make([]string, len(classes))
	for i, c := range classes {
		names[i] = string(c)
	}
	return strings.Join(names, "/")
}

// wordsOf returns the patterns that lead to a relation, sorted.
func wordsOf(tab *Table, relation string) []string {
	var words []string
	for lemma, lines := range tab.lines {
		for _, l := range lines {
			if l.mapping.Relation != relation {
				continue
			}
			w := lemma
			if l.object != nil {
				w += " " + l.object.String()
			}
			if len(l.preps) > 0 && l.preps[0] != "" {
				w += " " + strings.Join(l.preps, "/")
			}
			if l.mapping.Swap {
				w += " ->"
			}
			words = append(words, w)
		}
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// String returns the object as the tables write it.
func (o *object) String() string {
	if o.class != "" {
		return "\\<" + o.class + "\\>"
	}
	var words []string
	for w := range o.words {
		words = append(words, w)
	}
	slices.Sort(words)
	return strings.Join(words, "/")
}
