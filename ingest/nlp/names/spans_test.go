package names

import (
	"testing"

	"dateline/ingest/nlp"
)

// TestSpansOfMarksAreNoNames gives the step spans that no sound model sees:
// they are dropped, at the end of a text as well.
func TestSpansOfMarksAreNoNames(t *testing.T) {
	step := namer(t)
	for _, text := range []string{"He left/VBD .\nThen - \" .", "- .", "He 's", "The/DT", "the the"} {
		for _, class := range []nlp.Class{nlp.Person, nlp.Organization, nlp.Place, nlp.EventName, nlp.Product} {
			d := document(text)
			n := int32(len(d.Tokens))
			last := d.Sentences[len(d.Sentences)-1]
			d.Spans = []nlp.Span{{First: max(last.First, n-2), Last: n, Class: class}}
			step.Run(d)
			if len(d.Mentions) > 0 {
				t.Errorf("%q: a name %+v of the span %+v", text, d.Mentions[0], d.Spans[0])
			}
		}
	}
}
