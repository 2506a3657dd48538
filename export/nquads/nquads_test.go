package nquads

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

func TestEveryCaseOfTheW3CSuites(t *testing.T) {
	entry := regexp.MustCompile(`(?s)rdft:Test(?:NQuads|NTriples)(Positive|Negative)Syntax\b.*?mf:action\s+<([^>]+)>`)
	for suite, want := range map[string]int{"rdf-n-quads": 87, "rdf-n-triples": 70} {
		dir := filepath.Join("..", "..", "..", "shared", "data", "w3c", suite)
		manifest, err := os.ReadFile(filepath.Join(dir, "manifest.ttl"))
		if errors.Is(err, os.ErrNotExist) {
			t.Skipf("SKIPPED, NOT PASSED: the W3C suite %s is not at %s", suite, dir)
		}
		if err != nil {
			t.Fatal(err)
		}
		cases := entry.FindAllSubmatch(manifest, -1)
		if len(cases) != want {
			t.Errorf("%s: read %d cases of the manifest, want %d", suite, len(cases), want)
		}
		for _, c := range cases {
			positive, name := string(c[1]) == "Positive", string(c[2])
			t.Run(suite+"/"+name, func(t *testing.T) {
				data, err := os.ReadFile(filepath.Join(dir, name))
				if err != nil {
					t.Fatal(err)
				}
				quads, err := readAll(data)
				if positive && err != nil {
					t.Fatalf("refused: %v", err)
				}
				if !positive && err == nil {
					t.Fatalf("accepted: %v", quads)
				}
				if positive {
					roundTrip(t, quads)
				}
			})
		}
	}
}

func TestWriteInTheCanonicalForm(t *testing.T) {
	s, p, g := quad.IRI("http://a.example/s"), quad.IRI("http://a.example/p"), quad.IRI("http://a.example/g")
	for _, c := range []struct {
		name   string
		object quad.Value
		want   string
	}{
		{"plain string", quad.String("ceasefire"), `"ceasefire"`},
		{"short escapes", quad.String("a\tb\nc\rd\be\ff\"g\\h'"), `"a\tb\nc\rd\be\ff\"g\\h'"`},
		{"other controls", quad.String("\x00\x0b\x7f\ufffe"), `"\u0000\u000B\u007F\uFFFE"`},
		{"beyond ASCII stays", quad.String("Erdoğan 北京 🕊"), `"Erdoğan 北京 🕊"`},
		{"language", quad.LangString{Value: "Syria", Lang: "en-GB"}, `"Syria"@en-GB`},
		{"typed", quad.TypedString{Value: "0.91", Type: "http://www.w3.org/2001/XMLSchema#decimal"}, `"0.91"^^<http://www.w3.org/2001/XMLSchema#decimal>`},
		{"xsd:string is no type", quad.TypedString{Value: "a", Type: xsdString}, `"a"`},
		{"native number", quad.Int(42), `"42"^^<http://www.w3.org/2001/XMLSchema#integer>`},
		{"IRI escaped", quad.IRI("http://a.example/a b|c>é"), `<http://a.example/a\u0020b\u007Cc\u003Eé>`},
		{"blank node", quad.BNode("b1"), `_:b1`},
	} {
		t.Run(c.name, func(t *testing.T) {
			line, err := Append(nil, quad.Quad{Subject: s, Predicate: p, Object: c.object, Label: g})
			if err != nil {
				t.Fatal(err)
			}
			want := "<http://a.example/s> <http://a.example/p> " + c.want + " <http://a.example/g> .\n"
			if string(line) != want {
				t.Errorf("got  %swant %s", line, want)
			}
		})
	}
}

func TestWriteRefuses(t *testing.T) {
	a := quad.IRI("http://a.example/a")
	for name, q := range map[string]quad.Quad{
		"relative IRI":        {Subject: a, Predicate: quad.IRI("p"), Object: a},
		"empty IRI":           {Subject: quad.IRI(""), Predicate: a, Object: a},
		"missing object":      {Subject: a, Predicate: a},
		"literal subject":     {Subject: quad.String("a"), Predicate: a, Object: a},
		"blank predicate":     {Subject: a, Predicate: quad.BNode("b"), Object: a},
		"literal graph":       {Subject: a, Predicate: a, Object: a, Label: quad.String("g")},
		"bad blank label":     {Subject: quad.BNode("a b"), Predicate: a, Object: a},
		"blank ends in a dot": {Subject: quad.BNode("a."), Predicate: a, Object: a},
		"bad language":        {Subject: a, Predicate: a, Object: quad.LangString{Value: "x", Lang: "e n"}},
		"not UTF-8":           {Subject: a, Predicate: a, Object: quad.String("\xff")},
		"IRI not UTF-8":       {Subject: a, Predicate: a, Object: quad.IRI("http://a.example/\xff")},
	} {
		t.Run(name, func(t *testing.T) {
			line, err := Append([]byte("kept"), q)
			if err == nil || string(line) != "kept" {
				t.Errorf("wrote %q, error %v", line, err)
			}
		})
	}
}

func TestReadSaysWhichLine(t *testing.T) {
	_, err := readAll([]byte("# a comment\n\n<http://a/s> <http://a/p> \"o\" .\n<http://a/s> <http://a/p> .\n"))
	if err == nil || !strings.HasPrefix(err.Error(), "line 4: ") {
		t.Errorf("got %v", err)
	}
}

func TestReadEndsLinesAtCarriageReturns(t *testing.T) {
	quads, err := readAll([]byte("<http://a/s> <http://a/p> \"1\" .\r<http://a/s> <http://a/p> \"2\" .\r\n"))
	if err != nil || len(quads) != 2 {
		t.Errorf("got %v, %v", quads, err)
	}
}

func FuzzWrittenThenReadIsEqual(f *testing.F) {
	f.Add("http://a.example/é <>", "a\n\"\\\u2028", "en-GB", uint8(0))
	f.Add("urn:x:y", "\x00\uffff'", "http://a.example/#dt", uint8(1))
	f.Add("s", "_:", "b.1", uint8(2))
	f.Fuzz(func(t *testing.T, iri, text, extra string, kind uint8) {
		q := quad.Quad{Subject: quad.IRI(iri), Predicate: quad.IRI("http://a.example/" + extra), Label: quad.IRI(iri)}
		switch kind % 4 {
		case 0:
			q.Object = quad.LangString{Value: quad.String(text), Lang: extra}
		case 1:
			q.Object = quad.TypedString{Value: quad.String(text), Type: quad.IRI("http://a.example/" + extra)}
		case 2:
			q.Object = quad.BNode(extra)
		case 3:
			q.Object, q.Label = quad.String(text), nil
		}
		if _, err := Append(nil, q); err == nil {
			roundTrip(t, []quad.Quad{q})
		}
	})
}

func FuzzWhatIsReadCanBeWritten(f *testing.F) {
	f.Add("<http://a/s><http://a/p>\"\\u00e9\\n\"@en-x <http://a/g>. # c")
	f.Add("_:a.b <http://a/p> \"1\"^^<http://a/t> .")
	f.Fuzz(func(t *testing.T, line string) {
		if q, found, err := Parse(line); err == nil && found {
			roundTrip(t, []quad.Quad{q})
		}
	})
}

func roundTrip(t *testing.T, quads []quad.Quad) {
	t.Helper()
	var out []byte
	for _, q := range quads {
		var err error
		if out, err = Append(out, q); err != nil {
			t.Fatal(err)
		}
	}
	again, err := readAll(out)
	if err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	if len(again) != len(quads) {
		t.Fatalf("wrote %d quads, read %d: %s", len(quads), len(again), out)
	}
	for i := range quads {
		if again[i] != quads[i] {
			t.Errorf("wrote %#v, read %#v", quads[i], again[i])
		}
	}
}

func readAll(data []byte) ([]quad.Quad, error) {
	var quads []quad.Quad
	for q, err := range Read(bytes.NewReader(data)) {
		if err != nil {
			return nil, err
		}
		quads = append(quads, q)
	}
	return quads, nil
}

func BenchmarkAppend(b *testing.B) {
	q := quad.Quad{Subject: quad.IRI("https://dateline.example/id/event/7f3a90c2d4411b08"),
		Predicate: quad.IRI("https://dateline.example/ns#status"),
		Object:    quad.LangString{Value: "Government of the United States", Lang: "en"},
		Label:     quad.IRI("https://dateline.example/id/article/9f2c51aa03b7d1e4")}
	var line []byte
	for b.Loop() {
		line, _ = Append(line[:0], q)
	}
	b.SetBytes(int64(len(line)))
}
