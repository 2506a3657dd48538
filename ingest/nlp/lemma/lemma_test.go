package lemma

import (
	"strings"
	"testing"

	"dateline/ingest/nlp"
)

// tagged returns a document of the words "form/POS/Tag".
func tagged(words string) *nlp.Document {
	d := &nlp.Document{}
	for _, w := range strings.Fields(words) {
		f := strings.Split(w, "/")
		start := int32(len(d.Text))
		d.Text += f[0]
		d.Tokens = append(d.Tokens, nlp.Token{Start: start, End: int32(len(d.Text)), Head: -1, POS: f[1], Tag: f[2]})
		d.Text += " "
	}
	return d
}

func TestLemmas(t *testing.T) {
	step, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for words, want := range map[string]string{
		"The/DET/DT men/NOUN/NNS went/VERB/VBD":                                                "the man go",
		"I/PRON/PRP was/AUX/VBD told/VERB/VBN lies/NOUN/NNS":                                   "I be tell lie",
		"He/PRON/PRP did/AUX/VBD n’t/PART/RB":                                                  "he do not",
		"Moscow/PROPN/NNP 's/PART/POS troops/NOUN/NNS":                                         "Moscow 's troops",
		"Cities/NOUN/NNS are/AUX/VBP stopping/VERB/VBG":                                        "city be stop",
		"blickering/VERB/VBG blickers/NOUN/NNS":                                                "blicker blicker", // words that nobody has seen
		"They/PRON/PRP condemn/VERB/VBP it/PRON/PRP ,/PUNCT/, boats/NOUN/NNS capsize/VERB/VBP": "they condemn it , boat capsize",
		"evading/VERB/VBG evaded/VERB/VBD evades/VERB/VBZ":                                     "evade evade evade",
		// Irregular forms, whether the treebanks have them or not.
		"It/PRON/PRP froze/VERB/VBD ,/PUNCT/, he/PRON/PRP shot/VERB/VBD":     "it freeze , he shoot",
		"they/PRON/PRP overthrew/VERB/VBD wolves/NOUN/NNS":                   "they overthrow wolf",
		"fled/VERB/VBD Withheld/VERB/VBN shed/VERB/VBD strove/VERB/VBZ":      "flee withhold shed strive",
		"two/NUM/CD gunmen/NOUN/NNS ,/PUNCT/, twelve/NUM/CD crises/NOUN/NNS": "two gunman , twelve crisis",
		"better/ADJ/JJR than/ADP/IN worst/ADJ/JJS":                           "good than bad",
		"1,200/NUM/CD of/ADP/IN 3/NUM/CD":                                    "1200 of 3",
		strings.Repeat("x", 5000) + "s/NOUN/NNS":                             strings.Repeat("x", 5000) + "s",
	} {
		d := tagged(words)
		step.Run(d)
		var got []string
		for _, x := range d.Tokens {
			got = append(got, x.Lemma)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%.80s: got %.80s, want %.80s", words, g, want)
		}
	}
}

func TestNoFormHasTwoVerbs(t *testing.T) {
	seen := map[string]string{}
	for line := range strings.SplitSeq(strong, ";") {
		forms := strings.FieldsFunc(line, func(r rune) bool { return r <= ' ' || r == '/' })
		for _, f := range forms[1:] {
			if other, ok := seen[f]; ok && other != forms[0] {
				t.Errorf("%s is a form of %s and of %s", f, other, forms[0])
			}
			seen[f] = forms[0]
		}
	}
}

func TestScriptsMakeTheLemma(t *testing.T) {
	for _, c := range [][2]string{{"Cities", "city"}, {"went", "go"}, {"Moscow", "Moscow"}, {"I", "I"}, {"n’t", "not"}, {"", "x"}, {"x", ""}} {
		folding, keeping := scripts(c[0], c[1])
		for _, s := range []script{folding, keeping} {
			back, err := parseScript(s.String())
			if err != nil || back != s {
				t.Errorf("%v is read back as %v, %v", s, back, err)
			}
			if got := string(s.apply(nil, c[0])); got != c[1] && c[1] != "" {
				t.Errorf("%q with %v: %q, want %q", c[0], s, got, c[1])
			}
		}
	}
	if _, err := parseScript("nonsense"); err == nil {
		t.Error("a bad script is read")
	}
}

func TestOpenRefusesOtherModels(t *testing.T) {
	for _, b := range [][]byte{nil, nlp.NewModel("tag", version).Bytes(), nlp.NewModel("lemma", version).Bytes()} {
		if _, err := Open(b); err == nil {
			t.Error("no error")
		}
	}
}
