package segment

import (
	"testing"

	"dateline/ingest/nlp"
)

func TestDatelineIsASentenceOfItsOwn(t *testing.T) {
	step, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, want string }{
		{"BERN, Switzerland - The council met on Monday.", "BERN, Switzerland -"},
		{"NEW YORK (Reuters) - Shares fell.", "NEW YORK (Reuters) -"},
		{"Geneva (AFP) — Talks went on.", "Geneva (AFP) —"},
		{"MONTREUX, Jan. 3 -- Ministers met.", "MONTREUX, Jan. 3 --"},
		{"NEW DELHI: Parliament rose early.", "NEW DELHI:"},
		{"LUGANO, Ti. - \"We are done,\" she said.", "LUGANO, Ti. -"},
		// What looks alike and is no dateline.
		{"The minister - a lawyer - resigned.", ""},
		{"BASF, Bayer and Roche - all three - sold shares.", ""},
		{"ZURICH is large - Bern is not.", ""},
		{"NATO-led troops left.", ""},
	} {
		d := &nlp.Document{Text: c.text}
		step.Run(d)
		got := ""
		if s := d.Sentences; len(s) > 1 {
			from, to := d.Span(s[0].First, s[0].Last)
			got = d.Text[from:to]
		}
		if got != c.want {
			t.Errorf("%q: first sentence of several is %q, want %q", c.text, got, c.want)
		}
	}
}
