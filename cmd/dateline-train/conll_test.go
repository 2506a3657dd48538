package main

import (
	"strings"
	"testing"

	"dateline/ingest/nlp"
)

const goldText = `# text = He lives in Rome.
1	He	he	PRON	PRP	_	2	nsubj	_	_
2	lives	live	VERB	VBZ	_	0	root	_	_
3	in	in	ADP	IN	_	4	case	_	_
4	Rome	Rome	PROPN	NNP	_	2	obl	_	SpaceAfter=No
5	.	.	PUNCT	.	_	2	punct	_	_

# text = Why?
1	Why	why	ADV	WRB	_	0	root	_	SpaceAfter=No
2	?	?	PUNCT	.	_	1	punct	_	_

`

func read(t *testing.T, s string) *nlp.Document {
	t.Helper()
	golds, err := nlp.ReadCoNLLU(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	return golds[0].Document
}

func TestLayersCountAsTheSharedTaskDoes(t *testing.T) {
	gold := read(t, goldText)
	var same layers
	same.count(gold, gold)
	for name, r := range map[string]ratio{"tokens": same.tokens, "sentences": same.sentences, "las": same.las, "clas": same.clas, "obl": same.relations["obl"]} {
		if r.f1() != 100 {
			t.Errorf("%s of the same document is %v", name, r)
		}
	}
	if same.clas.gold != 4 { // He, lives, Rome, Why
		t.Errorf("%d content words, want 4", same.clas.gold)
	}

	// One sentence instead of two, "Rome." in one piece, a subtype, a wrong
	// case word and a wrong head.
	other := read(t, `# text = He lives in Rome. Why?
1	He	he	PRON	PRP	_	2	nsubj:pass	_	_
2	lives	life	NOUN	VBZ	_	0	root	_	_
3	in	in	ADP	IN	_	2	case	_	_
4	Rome.	Rome	PROPN	NNP	_	2	obl	_	_
5	Why	why	ADV	WRB	_	2	advmod	_	SpaceAfter=No
6	?	?	PUNCT	.	_	5	punct	_	_

`)
	var l layers
	l.count(gold, other)
	for name, c := range map[string]struct{ got, want ratio }{
		"tokens":    {l.tokens, ratio{5, 7, 6}},
		"sentences": {l.sentences, ratio{0, 2, 1}},
		"upos":      {l.upos, ratio{4, 7, 6}},
		"xpos":      {l.xpos, ratio{5, 7, 6}},
		"lemma":     {l.lemma, ratio{4, 7, 6}},
		"uas":       {l.uas, ratio{3, 7, 6}},
		"las":       {l.las, ratio{3, 7, 6}},
		"clas":      {l.clas, ratio{2, 4, 4}},
		"nsubj":     {l.relations["nsubj"], ratio{0, 1, 0}},
		"obl":       {l.relations["obl"], ratio{0, 1, 1}},
	} {
		if c.got != c.want {
			t.Errorf("%s: %+v, want %+v", name, c.got, c.want)
		}
	}
}
