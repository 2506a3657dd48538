package extract

import (
	"math/rand/v2"
	"testing"

	"dateline/ingest/nlp"
)

// planted makes a document of one sentence.
func planted(words ...nlp.Token) *nlp.Document {
	d := &nlp.Document{Sentences: []nlp.Sentence{{Last: int32(len(words))}}}
	for _, w := range words {
		if d.Text != "" {
			d.Text += " "
		}
		w.Start = int32(len(d.Text))
		d.Text += w.Lemma
		w.End = int32(len(d.Text))
		d.Tokens = append(d.Tokens, w)
	}
	return d
}

func token(form, pos, tag string, head int32, rel string) nlp.Token {
	return nlp.Token{Lemma: form, POS: pos, Tag: tag, Head: head, Rel: rel}
}

// circle returns a token that no root is above, none without one.
func circle(tok []nlp.Token) int32 {
	for i := range int32(len(tok)) {
		at := i
		for n := 0; at >= 0; n++ {
			if n > len(tok) {
				return i
			}
			at = tok[at].Head
		}
	}
	return none
}

// TestMending shows what each rule makes of a tree that is wrong in its way.
func TestMending(t *testing.T) {
	for _, c := range []struct {
		name  string
		words []nlp.Token
		i     int
		head  int32
		rel   string
		pos   string
	}{
		{"a conjunct of a whole name", []nlp.Token{token("minister", "NOUN", "NN", 5, "nsubj"), token("Ann", "PROPN", "NNP", 0, "flat"), token("Lee", "PROPN", "NNP", 1, "flat"),
			token("and", "CCONJ", "CC", 4, "cc"), token("Roe", "PROPN", "NNP", 1, "conj"), token("left", "VERB", "VBD", -1, "root")}, 4, 0, "conj", "PROPN"},
		{"a conjunct hung to the right", []nlp.Token{token("Lee", "PROPN", "NNP", 3, "nsubj"), token("and", "CCONJ", "CC", 2, "cc"), token("Roe", "PROPN", "NNP", 4, "conj"),
			token("met", "VERB", "VBD", -1, "root"), token("Ann", "PROPN", "NNP", 3, "obj")}, 2, 0, "conj", "PROPN"},
		{"more is no object", []nlp.Token{token("they", "PRON", "PRP", 1, "nsubj"), token("talk", "VERB", "VBP", -1, "root"), token("more", "ADJ", "JJR", 1, "obj")}, 2, 1, "advmod", "ADJ"},
		{"more friends are", []nlp.Token{token("they", "PRON", "PRP", 1, "nsubj"), token("need", "VERB", "VBP", -1, "root"), token("friends", "NOUN", "NNS", 1, "obj")}, 2, 1, "obj", "NOUN"},
		{"an office that somebody gets", []nlp.Token{token("they", "PRON", "PRP", 1, "nsubj"), token("elect", "VERB", "VBD", -1, "root"), token("Lee", "PROPN", "NNP", 3, "compound"),
			token("mayor", "NOUN", "NN", 1, "xcomp")}, 2, 1, "obj", "PROPN"},
		{"a subject behind its verb", []nlp.Token{token("Lee", "PROPN", "NNP", 1, "nsubj"), token("dismiss", "VERB", "VBZ", -1, "root"), token("Roe", "PROPN", "NNP", 1, "nsubj")}, 2, 1, "obj", "PROPN"},
		{"what the attack did", []nlp.Token{token("they", "PRON", "PRP", 1, "nsubj"), token("attack", "VERB", "VBP", -1, "root"), token("men", "NOUN", "NNS", 1, "obj"),
			token("who", "PRON", "WP", 4, "nsubj"), token("come", "VERB", "VBD", 2, "acl:relcl"), token(",", "PUNCT", ",", 6, "punct"),
			token("killing", "VERB", "VBG", 4, "advcl"), token("Roe", "PROPN", "NNP", 6, "obj")}, 6, 1, "advcl", "VERB"},
		{"no gerund", []nlp.Token{token("agent", "NOUN", "NN", -1, "root"), token("sarin", "VERB", "VBG", 0, "acl")}, 1, 0, "nmod", "NOUN"},
		{"a gerund", []nlp.Token{token("agents", "NOUN", "NNS", -1, "root"), token("spying", "VERB", "VBG", 0, "acl")}, 1, 0, "acl", "VERB"},
		{"a slip of the tagger", []nlp.Token{token("truck", "NOUN", "NN", -1, "root"), token("rammed", "VERB", "VBG", 0, "acl")}, 1, 0, "acl", "VERB"},
	} {
		if got := repaired(planted(c.words...), nil)[c.i]; got.Head != c.head || got.Rel != c.rel || got.POS != c.pos {
			t.Errorf("%s: %s of %d, %s; want %s of %d, %s", c.name, got.Rel, got.Head, got.POS, c.rel, c.head, c.pos)
		}
	}
}

func TestAConjunctDoesNotHangOnWhatHangsOnIt(t *testing.T) {
	d := planted(
		token("old", "ADJ", "JJ", 1, "amod"),
		token("countries", "NOUN", "NNS", 4, "nmod"),
		token("and", "CCONJ", "CC", 4, "cc"),
		token("envoy", "NOUN", "NN", 4, "compound"),
		token("talks", "NOUN", "NNS", 5, "conj"),
		token("fail", "VERB", "VBP", -1, "root"),
	)
	tok := repaired(d, nil)
	if i := circle(tok); i != none {
		t.Errorf("token %d is in a circle: %+v", i, tok)
	}
}

func TestAParticipleBelongsToTheNameBeforeIt(t *testing.T) {
	d := planted(
		token("nationals", "NOUN", "NNS", 6, "nsubj"),
		token("Lee", "PROPN", "NNP", 0, "appos"),
		token(",", "PUNCT", ",", 3, "punct"),
		token("sentenced", "VERB", "VBN", 0, "acl"),
		token("and", "CCONJ", "CC", 5, "cc"),
		token("Roe", "PROPN", "NNP", 1, "conj"),
		token("left", "VERB", "VBD", -1, "root"),
	)
	d.Mentions = []nlp.Mention{{First: 1, Last: 2, Head: 1, Kind: nlp.Name, Class: nlp.Person}}
	if tok := repaired(d, nil); tok[3].Head != 1 {
		t.Errorf("not mended: %+v", tok)
	}
}

func TestWhoFollowsTheNameItMeans(t *testing.T) {
	d := planted(
		token("president", "NOUN", "NN", -1, "root"),
		token("to", "PART", "TO", 2, "mark"),
		token("succeed", "VERB", "VB", 0, "acl"),
		token("Lee", "PROPN", "NNP", 2, "obj"),
		token(",", "PUNCT", ",", 6, "punct"),
		token("who", "PRON", "WP", 6, "nsubj"),
		token("resigned", "VERB", "VBD", 0, "acl:relcl"),
	)
	d.Mentions = []nlp.Mention{{First: 3, Last: 4, Head: 3, Kind: nlp.Name, Class: nlp.Person}}
	if tok := repaired(d, nil); tok[6].Head != 3 {
		t.Errorf("not mended: %+v", tok)
	}
}

func TestATitleIsNoPerson(t *testing.T) {
	d := planted(
		token("Col.", "PROPN", "NNP", 3, "nsubj"),
		token("Ann", "PROPN", "NNP", 3, "nsubj"),
		token("Lee", "PROPN", "NNP", 0, "flat"),
		token("left", "VERB", "VBD", -1, "root"),
	)
	if tok := repaired(d, nil); tok[0].Rel != "nsubj" {
		t.Errorf("mended without a name: %+v", tok)
	}
	d.Mentions = []nlp.Mention{{First: 1, Last: 3, Head: 1, Kind: nlp.Name, Class: nlp.Person}}
	if tok := repaired(d, nil); tok[0].Head != 1 || tok[0].Rel != "nmod:desc" || tok[2].Head != 1 {
		t.Errorf("not mended: %+v", tok)
	}
}

func TestTwoRolesAreOnePerson(t *testing.T) {
	words := func(article nlp.Token) *nlp.Document {
		d := planted(article,
			token("actor", "NOUN", "NN", 5, "nsubj"),
			token("and", "CCONJ", "CC", 3, "cc"),
			token("director", "NOUN", "NN", 1, "conj"),
			token("Lee", "PROPN", "NNP", 1, "conj"),
			token("left", "VERB", "VBD", -1, "root"),
		)
		d.Mentions = []nlp.Mention{{First: 4, Last: 5, Head: 4, Kind: nlp.Name, Class: nlp.Person}}
		return d
	}
	tok := repaired(words(token("young", "ADJ", "JJ", 1, "amod")), nil)
	if tok[4].Head != 5 || tok[4].Rel != "nsubj" || tok[1].Head != 4 || tok[1].Rel != "nmod:desc" || tok[3].Head != 1 {
		t.Errorf("one person: %+v", tok)
	}
	tok = repaired(words(token("the", "DET", "DT", 1, "det")), nil)
	if tok[1].Rel != "nsubj" || tok[4].Rel != "conj" {
		t.Errorf("two persons: %+v", tok)
	}
}

func TestAnImperativeMayBeginAText(t *testing.T) {
	d := planted(
		token("go", "VERB", "VB", 1, "acl"),
		token("Norway", "PROPN", "NNP", -1, "root"),
		token("now", "ADV", "RB", 0, "advmod"),
	)
	if tok := repaired(d, nil); tok[1].Head != -1 {
		t.Errorf("mended: %+v", tok)
	}
}

// wood makes trees of any shape, their arcs crossing.
func wood(yield func(*nlp.Document) bool) {
	r := rand.New(rand.NewPCG(51, 52))
	words := []nlp.Token{{Lemma: "talks", POS: "NOUN", Tag: "NNS"}, {Lemma: "Oslo", POS: "PROPN", Tag: "NNP"}, {Lemma: ",", POS: "PUNCT", Tag: ","},
		{Lemma: "and", POS: "CCONJ", Tag: "CC"}, {Lemma: "said", POS: "VERB", Tag: "VBD"}, {Lemma: "leaving", POS: "VERB", Tag: "VBG"},
		{Lemma: "was", POS: "AUX", Tag: "VBD"}, {Lemma: "to", POS: "PART", Tag: "TO"}, {Lemma: "go", POS: "VERB", Tag: "VB"},
		{Lemma: "one", POS: "NUM", Tag: "CD"}, {Lemma: "of", POS: "ADP", Tag: "IN"}, {Lemma: "who", POS: "PRON", Tag: "WP"}, {Lemma: "than", POS: "SCONJ", Tag: "IN"}}
	rels := []string{"conj", "cc", "nmod", "nsubj", "obj", "obl", "appos", "flat", "compound", "parataxis", "acl", "advcl", "ccomp", "xcomp", "cop", "mark", "case", "punct", "aux"}
	for range 20000 {
		n := 3 + r.IntN(40)
		at := r.Perm(n) // each word hangs on one that comes before it in this order
		sentence := make([]nlp.Token, n)
		for k, i := range at {
			sentence[i] = words[r.IntN(len(words))]
			sentence[i].Head, sentence[i].Rel = -1, "root"
			if k > 0 {
				sentence[i].Head, sentence[i].Rel = int32(at[max(k-1-r.IntN(3), 0)]), rels[r.IntN(len(rels))]
			}
		}
		d := planted(sentence...)
		for i := range int32(n) {
			if sentence[i].POS == "PROPN" {
				d.Mentions = append(d.Mentions, nlp.Mention{First: i, Last: i + 1, Head: i, Kind: nlp.Name, Class: nlp.Person})
			}
		}
		if !yield(d) {
			return
		}
	}
}

// TestMendingLeavesTrees mends trees that nobody has planted.
func TestMendingLeavesTrees(t *testing.T) {
	for d := range wood {
		if i := circle(repaired(d, nil)); i != none {
			t.Fatalf("%q: token %d is in a circle", d.Text, i)
		}
	}
}

// TestPhraseHoldsItsHead holds that the words of a noun phrase are there, and
// the noun is one of them.
func TestPhraseHoldsItsHead(t *testing.T) {
	for d := range wood {
		tree := newTree(d, nil)
		for i := range int32(len(d.Tokens)) {
			if first, last := tree.phraseTokens(i); first > i || last <= i {
				t.Fatalf("%q: the phrase of token %d is [%d, %d)", d.Text, i, first, last)
			}
		}
	}
}
