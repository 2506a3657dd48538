package parse

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dateline/ingest/nlp"
)

// treebank is a small language: "DET NOUN VERB DET NOUN ." and variations.
func treebank(n int) []*nlp.Document {
	random := rand.New(rand.NewPCG(1, 1))
	nouns, verbs := []string{"cat", "dog", "mayor", "judge"}, []string{"saw", "met", "left", "won"}
	var docs []*nlp.Document
	for range n {
		d := &nlp.Document{}
		add := func(form, pos, rel string, head int32) {
			start := int32(len(d.Text))
			d.Text += form + " "
			d.Tokens = append(d.Tokens, nlp.Token{Start: start, End: start + int32(len(form)), POS: pos, Tag: pos, Lemma: form, Head: head, Rel: rel})
		}
		phrase := func(rel string, head int32) {
			at := int32(len(d.Tokens))
			if random.IntN(2) == 0 {
				add("the", "DET", "det", at+2)
				add("old", "ADJ", "amod", at+2)
			} else {
				add("a", "DET", "det", at+1)
			}
			add(nouns[random.IntN(4)], "NOUN", rel, head)
		}
		phrase("nsubj", 0)
		verb := int32(len(d.Tokens))
		d.Tokens[verb-1].Head = verb
		add(verbs[random.IntN(4)], "VERB", "root", -1)
		phrase("obj", verb)
		if random.IntN(2) == 0 {
			at := int32(len(d.Tokens))
			add("in", "ADP", "case", at+2)
			add("a", "DET", "det", at+2)
			add("park", "NOUN", "obl", verb)
		}
		add(".", "PUNCT", "punct", verb)
		d.Sentences = []nlp.Sentence{{First: 0, Last: int32(len(d.Tokens))}}
		docs = append(docs, d)
	}
	return docs
}

func small(t testing.TB, docs []*nlp.Document) []byte {
	t.Helper()
	b, err := Train(t.Context(), docs, Options{Clusters: map[uint64]uint32{1: 1}, Epochs: 3, MoveBits: 14, LabelBits: 12, Log: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestTrainLearnsTreesAndGivesTheSameBytes(t *testing.T) {
	a, b := small(t, treebank(60)), small(t, treebank(60))
	if !slices.Equal(a, b) {
		t.Error("the same data gave other bytes")
	}
	p, err := Open(a)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range treebank(80)[60:] {
		got := *want
		got.Tokens = slices.Clone(want.Tokens)
		p.Step().Run(&got)
		if !slices.Equal(got.Tokens, want.Tokens) {
			t.Errorf("%s: %+v", want.Text, got.Tokens)
		}
	}
}

// tree checks that heads of a sentence form one tree with one root.
func tree(t testing.TB, d *nlp.Document, s nlp.Sentence) {
	t.Helper()
	roots := 0
	for i := s.First; i < s.Last; i++ {
		x := d.Tokens[i]
		if (x.Rel == "root") != (x.Head < 0) || x.Rel == "" {
			t.Fatalf("token %d: head %d, relation %q", i, x.Head, x.Rel)
		}
		if x.Head < 0 {
			roots++
		} else if x.Head < s.First || x.Head >= s.Last {
			t.Fatalf("token %d of [%d:%d] has head %d", i, s.First, s.Last, x.Head)
		}
		at := i
		for n := int32(0); at >= 0; n++ {
			if n > s.Last-s.First {
				t.Fatalf("token %d is in a circle", i)
			}
			at = d.Tokens[at].Head
		}
	}
	if roots != 1 {
		t.Fatalf("%d roots", roots)
	}
}

// nonsense is a document of random tags and sentences of the given lengths.
func nonsense(random *rand.Rand, lengths ...int) *nlp.Document {
	d := &nlp.Document{}
	pos := []string{"NOUN", "VERB", "PUNCT", "ADP", "", "AUX", "CCONJ"}
	for _, n := range lengths {
		first := int32(len(d.Tokens))
		for range n {
			form := strings.Repeat(string(rune('a'+random.IntN(26))), random.IntN(4)+1)
			start := int32(len(d.Text))
			d.Text += form + " "
			p := pos[random.IntN(len(pos))]
			d.Tokens = append(d.Tokens, nlp.Token{Start: start, End: start + int32(len(form)), POS: p, Tag: p, Lemma: form, Head: -1})
		}
		d.Sentences = append(d.Sentences, nlp.Sentence{First: first, Last: int32(len(d.Tokens))})
	}
	return d
}

func TestAnyTextGetsTreesWithOneRoot(t *testing.T) {
	p, err := Open(small(t, treebank(40)))
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(5, 5))
	var first *nlp.Document
	for round := range 20 {
		d := nonsense(random, 1, 2, 3, random.IntN(40)+1, random.IntN(12)+1)
		p.Step().Run(d)
		for _, s := range d.Sentences {
			tree(t, d, s)
		}
		if round == 0 {
			first = d
		}
	}
	again := *first
	again.Tokens = slices.Clone(first.Tokens)
	p.Step().Run(&again)
	if !slices.Equal(again.Tokens, first.Tokens) {
		t.Error("a tree depends on what was parsed before")
	}
	d := nonsense(random, longest-1, longest, longest+1, 3*longest+7)
	p.Step().Run(d)
	for _, s := range d.Sentences {
		tree(t, d, s)
	}
}

func FuzzTrees(f *testing.F) {
	p, err := Open(small(f, treebank(20)))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint64(1), 7)
	f.Fuzz(func(t *testing.T, seed uint64, length int) {
		d := nonsense(rand.New(rand.NewPCG(seed, 1)), max(1, length&0x3F))
		p.Step().Run(d)
		tree(t, d, d.Sentences[0])
	})
}

// randomTree returns the heads of a random tree, crossing arcs allowed.
func randomTree(random *rand.Rand, n int) []int32 {
	heads, order := make([]int32, n), random.Perm(n)
	heads[order[0]] = -1
	for i := 1; i < n; i++ {
		heads[order[i]] = int32(order[random.IntN(i)])
	}
	return heads
}

func TestOracleAndForceMakeTheLiftedTree(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 6))
	flat := weights{nlp.NewTrainer(actions, 8)}
	for range 300 {
		n := random.IntN(14) + 1
		d := nonsense(random, n)
		heads := lift(randomTree(random, n))
		for _, backward := range []bool{false, true} {
			var s search
			s.read(d, 0, int32(n), backward, nlp.Clusters{})
			s.begin(flat)
			s.force(heads)
			if got := s.tree(nil, int32(len(s.states)-1)); !slices.Equal(got, heads) {
				t.Fatalf("backward %v: %v became %v", backward, heads, got)
			}
		}
	}
}

func TestLiftLeavesProjectiveTreesAlone(t *testing.T) {
	for _, c := range []struct{ in, want []int32 }{
		{[]int32{1, -1, 1}, []int32{1, -1, 1}},
		{[]int32{2, 3, -1, 2}, []int32{2, 2, -1, 2}}, // 1-3 crosses the root
	} {
		if got := lift(c.in); !slices.Equal(got, c.want) {
			t.Errorf("%v became %v, want %v", c.in, got, c.want)
		}
	}
}

// TestCachedSumsAreTheSumsOfAllFeatures holds the groups of sums.go to the
// features that training updates.
func TestCachedSumsAreTheSumsOfAllFeatures(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	tr := nlp.NewTrainer(actions, 10)
	for range 5000 {
		tr.Update([]uint64{random.Uint64()}, random.IntN(actions), int32(random.IntN(9)-4))
	}
	var s search
	for range 10 {
		d := nonsense(random, random.IntN(20)+1)
		s.read(d, 0, int32(len(d.Tokens)), false, nlp.Clusters{})
		s.parse(weights{tr}, width)
		for i := range s.states {
			var want [4]int32
			tr.Add(want[:], s.all(nil, int32(i)))
			if got := s.sums(int32(i)); got != want {
				t.Fatalf("state %d: %v, want %v", i, got, want)
			}
		}
	}
}

func TestOpenRefusesOtherModels(t *testing.T) {
	good := small(t, treebank(5))
	for name, b := range map[string][]byte{"cut": good[:len(good)/2], "empty": nil, "bare": nlp.NewModel("parse", version).Bytes()} {
		if _, err := Open(b); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func ExampleParser() {
	step, err := New()
	if err != nil {
		fmt.Println(err)
		return
	}
	d := &nlp.Document{Text: "Police arrested two men", Sentences: []nlp.Sentence{{First: 0, Last: 4}}, Tokens: []nlp.Token{
		{Start: 0, End: 6, POS: "NOUN", Tag: "NNS", Feats: "Number=Plur", Lemma: "police"},
		{Start: 7, End: 15, POS: "VERB", Tag: "VBD", Feats: "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin", Lemma: "arrest"},
		{Start: 16, End: 19, POS: "NUM", Tag: "CD", Feats: "NumForm=Word|NumType=Card", Lemma: "two"},
		{Start: 20, End: 23, POS: "NOUN", Tag: "NNS", Feats: "Number=Plur", Lemma: "man"},
	}}
	step.Run(d)
	for i, t := range d.Tokens {
		fmt.Println(d.Form(int32(i)), t.Rel, t.Head)
	}
	// Output:
	// Police nsubj 1
	// arrested root -1
	// two nummod 3
	// men obj 1
}
