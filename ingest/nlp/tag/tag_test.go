package tag

import (
	"strings"
	"testing"

	"dateline/ingest/nlp"
)

// sentence returns a document with one sentence whose tokens are parted by
// blanks.
func sentence(words string) *nlp.Document {
	d := &nlp.Document{Text: words}
	at := 0
	for _, w := range strings.Fields(words) {
		at += strings.Index(words[at:], w)
		d.Tokens = append(d.Tokens, nlp.Token{Start: int32(at), End: int32(at + len(w)), Head: -1})
		at += len(w)
	}
	d.Sentences = []nlp.Sentence{{First: 0, Last: int32(len(d.Tokens))}}
	return d
}

func TestTagsOfPlainNews(t *testing.T) {
	step, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for words, want := range map[string]string{
		"The president met the ministers in Oslo on Friday .": "DET NOUN VERB DET NOUN ADP PROPN ADP PROPN PUNCT",
		"She was arrested by the police .":                    "PRON AUX VERB ADP DET NOUN PUNCT",
		"They will not leave , he said .":                     "PRON AUX PART VERB PUNCT PRON VERB PUNCT",
		"Shares fell 3 % and rose again .":                    "NOUN VERB NUM SYM CCONJ VERB ADV PUNCT",
	} {
		d := sentence(words)
		step.Run(d)
		var got []string
		for _, x := range d.Tokens {
			got = append(got, x.POS)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s\n got %s\nwant %s", words, g, want)
		}
	}
}

func TestFeaturesFollowFormTagsAndNeighbours(t *testing.T) {
	step, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		words      string
		token      int
		name, want string
	}{
		{"The ministers were killed .", 3, "Voice", "Pass"},
		{"The soldiers have killed him .", 3, "Voice", ""},
		{"Please send the report .", 1, "Mood", "Imp"},
		{"They want to send the report .", 3, "VerbForm", "Inf"},
		{"Two ministers resigned .", 1, "Number", "Plur"},
		{"She saw them .", 2, "Case", "Acc"},
	} {
		d := sentence(c.words)
		step.Run(d)
		if got := d.Tokens[c.token].Feat(c.name); got != c.want {
			t.Errorf("%s: %s of %q is %q (%s), want %q", c.words, c.name, d.Form(int32(c.token)), got, d.Tokens[c.token].Feats, c.want)
		}
	}
}

func TestTrainIsDeterministic(t *testing.T) {
	d := sentence("The cat quickly saw a black dog .")
	for i, x := range []string{"DET DT", "NOUN NN", "ADV RB", "VERB VBD", "DET DT", "ADJ JJ", "NOUN NN", "PUNCT ."} {
		d.Tokens[i].POS, d.Tokens[i].Tag, _ = strings.Cut(x, " ")
		d.Tokens[i].Feats = "Class=" + d.Tokens[i].Tag
	}
	clusters := map[uint64]uint32{1: 2, 3: 4}
	docs := []*nlp.Document{d, d, d}
	a, err := Train(t.Context(), docs, clusters)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Train(t.Context(), docs, clusters)
	if err != nil {
		t.Fatal(err)
	}
	if string(a) != string(b) {
		t.Error("the same data gave other bytes")
	}
	tagger, err := Open(a)
	if err != nil {
		t.Fatal(err)
	}
	again := sentence("A dog saw the cat .")
	tagger.Step().Run(again)
	if got := again.Tokens[1].POS + again.Tokens[2].POS; got != "NOUNVERB" {
		t.Errorf("learned %s", got)
	}
}

func TestOpenRefusesOtherModels(t *testing.T) {
	if _, err := Open(nlp.NewModel("lemma", version).Bytes()); err == nil || !strings.Contains(err.Error(), "lemma") {
		t.Errorf("the model of another step: %v", err)
	}
	if _, err := Open(nlp.NewModel("tag", version).Bytes()); err == nil || !strings.Contains(err.Error(), "section") {
		t.Errorf("a model without sections: %v", err)
	}
}
