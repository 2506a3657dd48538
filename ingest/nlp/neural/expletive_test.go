package neural

import (
	"testing"

	"dateline/ingest/nlp"
)

func TestItThatSpeaksIsASubject(t *testing.T) {
	for _, c := range []struct {
		verb, want string
	}{{"added", "nsubj"}, {"said", "nsubj"}, {"seems", "expl"}, {"turned", "expl"}} {
		text := "It " + c.verb + " they left"
		v := int32(3 + len(c.verb))
		d := &nlp.Document{Text: text, Tokens: []nlp.Token{
			{Start: 0, End: 2, Head: 1, POS: "PRON", Rel: "expl"},
			{Start: 3, End: v, Head: -1, POS: "VERB", Rel: "root"},
			{Start: v + 1, End: v + 5, Head: 3, POS: "PRON", Rel: "nsubj"},
			{Start: v + 6, End: v + 10, Head: 1, POS: "VERB", Rel: "ccomp"},
		}}
		if referring(d, 0, 4); d.Tokens[0].Rel != c.want {
			t.Errorf("%s: it is %s, want %s", text, d.Tokens[0].Rel, c.want)
		}
	}
}
