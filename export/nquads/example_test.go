package nquads_test

import (
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"dateline/export/nquads"
)

func ExampleAppend() {
	line, err := nquads.Append(nil, quad.Quad{
		Subject:   quad.IRI("https://dateline.example/id/entity/syria-a2c4ee90"),
		Predicate: quad.IRI("http://www.w3.org/2000/01/rdf-schema#label"),
		Object:    quad.LangString{Value: "Syria", Lang: "en"},
		Label:     quad.IRI("https://dateline.example/id/entities"),
	})
	fmt.Print(string(line), err)
	// Output:
	// <https://dateline.example/id/entity/syria-a2c4ee90> <http://www.w3.org/2000/01/rdf-schema#label> "Syria"@en <https://dateline.example/id/entities> .
	// <nil>
}

func ExampleRead() {
	document := "# a comment\n<urn:s> <urn:p> \"\\u00e9\" .\n<urn:s> <urn:p> 42 .\n"
	for q, err := range nquads.Read(strings.NewReader(document)) {
		fmt.Println(q.Object, err)
	}
	// Output:
	// "é" <nil>
	// <nil> line 3: expected the object, found "42 ."
}
