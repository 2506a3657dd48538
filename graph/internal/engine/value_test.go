package engine_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"dateline/graph/internal/engine"
)

func TestValuesAreKeptByteForByte(t *testing.T) {
	for _, v := range []quad.Value{
		quad.IRI(""), quad.IRI("http://a/ü?x=1#y"), quad.BNode("b"), quad.String(""), quad.String("a\x00\xff\n"),
		quad.TypedString{Value: "0042", Type: "http://www.w3.org/2001/XMLSchema#integer"},
		quad.TypedString{Value: "2017-05-03", Type: "http://www.w3.org/2001/XMLSchema#date"},
		quad.LangString{Value: "Zürich", Lang: "de-CH"}, quad.LangString{Value: "", Lang: ""},
		quad.Int(-1), quad.Float(1.5), quad.Bool(true), quad.Bool(false),
		quad.String(strings.Repeat("long ", 1<<20)),
	} {
		b, err := engine.AppendValue(nil, v)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := engine.ParseValue(b); got != v || err != nil {
			t.Errorf("%T %.40v came back as %T %.40v, %v", v, v, got, got, err)
		}
	}
	for _, b := range []string{"", "t", "l\xff", "t\x05ab", "n123", "f", "11", "d", "?"} {
		if v, err := engine.ParseValue([]byte(b)); !errors.Is(err, engine.ErrCorrupt) {
			t.Errorf("%q is read as %v, %v", b, v, err)
		}
	}
}
