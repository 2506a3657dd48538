package nlp

import (
	"bytes"
	"strings"
	"testing"
)

const twoSentences = `# newdoc id = d1
# newpar
# sent_id = s1
# text = He doesn't know.
1	He	he	PRON	PRP	Case=Nom	4	nsubj	_	_
2-3	doesn't	_	_	_	_	_	_	_	_
2	does	do	AUX	VBZ	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	know	know	VERB	VB	VerbForm=Inf	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

# newpar
# sent_id = s2
# text = "Why?"
1	"	"	PUNCT	` + "``" + `	_	2	punct	_	SpaceAfter=No
2	Why	why	ADV	WRB	PronType=Int	0	root	_	SpaceAfter=No
3	?	?	PUNCT	.	_	2	punct	_	SpaceAfter=No
4	"	"	PUNCT	''	_	2	punct	_	_

`

func TestReadCoNLLUJoinsSentencesAndPlacesWords(t *testing.T) {
	golds, err := ReadCoNLLU(strings.NewReader(twoSentences))
	if err != nil {
		t.Fatal(err)
	}
	if len(golds) != 1 {
		t.Fatalf("%d documents, want 1", len(golds))
	}
	d := golds[0].Document
	if want := "He doesn't know.\n\"Why?\""; d.Text != want {
		t.Errorf("text %q, want %q", d.Text, want)
	}
	var forms []string
	for i := range d.Tokens {
		forms = append(forms, d.Form(int32(i)))
	}
	if got, want := strings.Join(forms, "|"), `He|does|n't|know|.|"|Why|?|"`; got != want {
		t.Errorf("forms %s, want %s", got, want)
	}
	if d.Tokens[6].Head != -1 || d.Tokens[5].Head != 6 || d.Sentences[1].Paragraph != 1 {
		t.Errorf("second sentence: %+v, %+v", d.Tokens[5:], d.Sentences[1])
	}
}

func TestWriteCoNLLUIsReadBack(t *testing.T) {
	golds, err := ReadCoNLLU(strings.NewReader(twoSentences))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := WriteCoNLLU(&out, "d1", golds[0].Document); err != nil {
		t.Fatal(err)
	}
	again, err := ReadCoNLLU(&out)
	if err != nil {
		t.Fatal(err)
	}
	a, b := golds[0].Document, again[0].Document
	if a.Text != b.Text || len(a.Tokens) != len(b.Tokens) {
		t.Fatalf("read back %q, want %q", b.Text, a.Text)
	}
	for i := range a.Tokens {
		if a.Tokens[i] != b.Tokens[i] {
			t.Errorf("token %d: %+v, want %+v", i, b.Tokens[i], a.Tokens[i])
		}
	}
}

func TestReadCoNLLUNamesTheBadLine(t *testing.T) {
	for _, bad := range []string{
		"1\tone\n",
		"2\ta\ta\tX\tX\t_\t0\troot\t_\t_\n",
		"1\ta\ta\tX\tX\t_\tx\troot\t_\t_\n",
		"# text = b\n1\ta\ta\tX\tX\t_\t0\troot\t_\t_\n\n",
		"# text = a\n1\ta\ta\tX\tX\t_\t7\tdep\t_\t_\n\n",
	} {
		if _, err := ReadCoNLLU(strings.NewReader(bad)); err == nil || !strings.Contains(err.Error(), "conllu") {
			t.Errorf("%q: error %v", bad, err)
		}
	}
}
