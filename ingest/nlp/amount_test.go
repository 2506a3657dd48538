package nlp

import (
	"fmt"
	"strings"
	"testing"
)

// amountsOf cuts "12/CD people/NNS" at blanks; tags count, nothing else does.
func amountsOf(text string) string {
	d := &Document{}
	for _, word := range strings.Fields(text) {
		form, tag, _ := strings.Cut(word, "/")
		if d.Text != "" {
			d.Text += " "
		}
		t := Token{Start: int32(len(d.Text)), Tag: tag, POS: map[string]string{"CD": "NUM", "JJ": "ADJ", "NN": "NOUN", "NNS": "NOUN"}[tag]}
		d.Text += form
		t.End = int32(len(d.Text))
		d.Tokens = append(d.Tokens, t)
	}
	d.Sentences = []Sentence{{First: 0, Last: int32(len(d.Tokens))}}
	var out []string
	for _, a := range Amounts(d) {
		begin, end := d.Span(a.First, a.Last)
		out = append(out, fmt.Sprintf("%s = %s %s %+d", d.Text[begin:end], a.Value, a.Unit, a.Bound))
	}
	return strings.Join(out, "; ")
}

func TestAmounts(t *testing.T) {
	for text, want := range map[string]string{
		"at least 12/CD people/NNS died":              "12 people = 12 people +1",
		"three/CD armed/JJ men/NNS fled":              "three armed men = 3 men +0",
		"$ 1.5/CD billion/CD in aid/NN":               "$ 1.5 billion = 1500000000 USD +0",
		"fewer than 300,000/CD euros/NNS":             "300,000 euros = 300000 EUR -1",
		"20/CD million/CD US dollars/NNS":             "20 million US dollars = 20000000 USD +0",
		"rose 3.50/CD percent/NN":                     "3.50 percent = 3.5 % +0",
		"rose by 0.25/CD %":                           "0.25 % = 0.25 % +0",
		"a 40/CD - kilometer/NN road":                 "40 - kilometer = 40 kilometer +0",
		"up to 2/CD thousand/CD soldiers/NNS":         "2 thousand soldiers = 2000 soldiers -1",
		"in 2016/CD he left":                          "",
		"the 2016/CD elections/NNS":                   "",
		"one/CD of them":                              "",
		"Boeing 737/CD landed and 7/CD eggs/NNS fell": "7 eggs = 7 eggs +0",
	} {
		if got := amountsOf(text); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}
