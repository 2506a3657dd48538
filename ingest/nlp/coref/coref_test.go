package coref_test

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
	"dateline/ingest/nlp/coref"
)

// readCases returns the documents of testdata/sieves.conllu by their ids, with
// the names that the last column gives as "Name=class:tokens:country".
func readCases(t testing.TB) map[string]*nlp.Document {
	t.Helper()
	f, err := os.Open("testdata/sieves.conllu")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	golds, err := nlp.ReadCoNLLU(f)
	if err != nil {
		t.Fatal(err)
	}
	classes := map[string]nlp.Class{}
	for c := nlp.Unknown; c <= nlp.Other; c++ {
		classes[c.String()] = c
	}
	docs := map[string]*nlp.Document{}
	for _, g := range golds {
		for i, misc := range g.Misc {
			for part := range strings.SplitSeq(misc, "|") {
				v, ok := strings.CutPrefix(part, "Name=")
				if !ok {
					continue
				}
				f := strings.Split(v, ":")
				n, err := strconv.Atoi(f[1])
				if err != nil || classes[f[0]] == nlp.Unknown {
					t.Fatalf("%s: name %q", g.ID, v)
				}
				g.Document.Mentions = append(g.Document.Mentions, nlp.Mention{First: int32(i), Last: int32(i + n), Head: headOf(g.Document, i, n),
					Class: classes[f[0]], Ref: strings.ReplaceAll(f[2], "_", " "), Chain: -1})
			}
		}
		docs[g.ID] = g.Document
	}
	return docs
}

// headOf returns the token of a name that hangs on a token outside it.
func headOf(d *nlp.Document, first, n int) int32 {
	for i := first; i < first+n; i++ {
		if h := int(d.Tokens[i].Head); h < first || h >= first+n {
			return int32(i)
		}
	}
	return int32(first)
}

func step(t testing.TB) nlp.Step {
	t.Helper()
	g, err := gazetteer.New()
	if err != nil {
		t.Fatal(err)
	}
	s, err := coref.New(g)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// chains spells the chains of d that have a name, members or several mentions,
// as "name: mention | mention", and its unresolved pronouns.
func chains(d *nlp.Document) []string {
	label := func(c int32) string {
		if name := d.Chains[c].Name; name != "" {
			return name
		}
		a, b := d.Span(d.Mentions[d.Chains[c].Mentions[0]].First, d.Mentions[d.Chains[c].Mentions[0]].Last)
		return d.Text[a:b]
	}
	var out []string
	for i := range d.Chains {
		c := &d.Chains[i]
		s := c.Name
		if c.Members != nil {
			var names []string
			for _, m := range c.Members {
				names = append(names, label(m))
			}
			s = "{" + strings.Join(names, ", ") + "}"
		}
		var forms []string
		for _, k := range c.Mentions {
			a, b := d.Span(d.Mentions[k].First, d.Mentions[k].Last)
			forms = append(forms, d.Text[a:b])
		}
		out = append(out, s+": "+strings.Join(forms, " | "))
	}
	for _, m := range d.Mentions {
		if m.Chain < 0 {
			out = append(out, "?: "+d.Form(m.Head))
		}
	}
	return out
}

// Each case lists chains that must be there in full; "?: it" is a pronoun
// that must stay unresolved.
func TestSieves(t *testing.T) {
	s, docs := step(t), readCases(t)
	cases := []struct {
		doc  string
		want []string
	}{
		{"capital that acts", []string{
			"Government of Russia: Moscow", "Government of the United States: Washington", "Moscow: Moscow",
			"Russia: Russian", "Washington: Washington"}},
		{"capital between", []string{
			"Government of the United States: Washington", "Government of Russia: Moscow", "Government of France: Paris"}},
		{"capital in a dateline", []string{"Paris: PARIS | Paris"}},
		{"last name", []string{"Emmanuel Macron: Emmanuel Macron | Macron | his", "Abdelmadjid Tebboune: his Algerian counterpart | Abdelmadjid Tebboune"}},
		{"role description", []string{"Emmanuel Macron: Emmanuel Macron | The president | he"}},
		{"deputy is no president", []string{"Kamala Harris: Kamala Harris"}},
		{"two last names", []string{"Hillary Clinton: Hillary Clinton", "Bill Clinton: Bill Clinton", "Clinton: Clinton"}},
		{"two leaders", []string{"{Angela Merkel, Emmanuel Macron}: The two leaders | They"}},
		{"two countries", []string{"{India, Pakistan}: The two countries | Both sides | they"}},
		{"two leaders among three", []string{"Merkel: Merkel", "Macron: Macron", "Rutte: Rutte"}},
		{"fronted pronoun", []string{": their | the two leaders"}},
		{"fronted possessive", []string{"Keir Starmer: his | Keir Starmer"}},
		{"acronym in brackets", []string{"European Central Bank: European Central Bank | ECB | ECB", "Christine Lagarde: Christine Lagarde | she"}},
		{"the company", []string{"Toyota: Toyota Motor Corp | its | The company | it | We | Toyota"}},
		{"two companies", []string{"Boeing: Boeing", "Airbus: Airbus"}},
		{"apposition", []string{"Maria Santos: Maria Santos | the chief prosecutor | The prosecutor"}},
		{"speaker in a quote", []string{"John Kerry: John Kerry | I | my | Kerry", "Wang Yi: Wang Yi"}},
		{"it added", []string{"White House: White House | it", "United States: US"}},
		{"own words", []string{"World Health Organization: World Health Organization | it"}},
		{"own forces", []string{"Government of Syria: Syrian government | its"}},
		{"including", []string{"{Rex Tillerson, Nikki Haley}: Trump's top advisers"}},
		{"camp of a person", []string{"Trump campaign: the Trump campaign | The campaign", "Trump: Trump", "?: it"}},
		{"state organs", []string{"Iraqi army: The Iraqi army | Iraq's army | The army of Iraq", "Iraq: Iraqi | Iraq | Iraq"}},
		{"expletive", []string{"Merkel: Merkel", "Berlin: Berlin"}},
		{"woman and man", []string{"Theresa May: Theresa May | She", "Donald Trump: Donald Trump | him | his"}},
		{"weapon attack", []string{": The chemical weapons attack | The attack", "Turkey: Turkey"}},
		{"capitals throughout", []string{"Donald Trump: TRUMP | Donald Trump", "CNN: CNN | CNN"}},
		{"leader of a country", []string{"Recep Tayyip Erdogan: Recep Tayyip Erdogan | The Turkish leader"}},
		{"middle name", []string{"Luiz Inacio Lula da Silva: Luiz Inacio Lula da Silva | Lula"}},
		{"relatives", []string{"Majed Shehadeh: Majed Shehadeh | Shehadeh | Shehadeh", "Majida Shehadeh: Majida Shehadeh | her"}},
		{"couple", []string{"{Prince Harry, Meghan}: The couple"}},
		{"title as subject", []string{"Stephen Hawking: The physicist | Stephen Hawking"}},
		{"description between commas", []string{"Tim Barrow: The British ambassador to the EU | Tim Barrow"}},
		{"verb in a name", []string{"Kim Jong Un: Kim | Kim Jong Un | Kim"}},
		{"both alone", []string{": Both", "Russia: Russia"}},
		{"pope", []string{"Pope Francis: Pope Francis | The pope", "Kirill: Kirill | him"}},
		{"firm of a country", []string{"Samsung: Samsung Electronics | the South Korean company", "Apple: Apple"}},
		{"headline role", []string{"Michael Chertoff: Chertoff | Homeland security secretary | Michael Chertoff"}},
		{"made it out", []string{"Iran: Iran"}},
		{"no couple", []string{": The couple", "Affad Shaikh: Affad Shaikh"}},
		{"his country", []string{"Israel: Israeli | his country | itself", "Benjamin Netanyahu: Benjamin Netanyahu | He | his"}},
		{"opening possessive", []string{"State Department: State Department | Its"}},
		{"object of an order", []string{"Sergio Moro: Sergio Moro | The judge", "Eduardo Cunha: Eduardo Cunha | him"}},
		{"newspaper", []string{"The New York Times: New York Times | The newspaper | it | Times"}},
		{"both sides of a dispute", []string{"{Government of North Korea, Government of Japan}: both sides"}},
		{"own ministry", []string{"Russian Foreign Ministry: Russian Foreign Ministry | Foreign Ministry", "Government of Russia: Moscow"}},
		{"two of a list", []string{"Ann Lee: former speaker | Ann Lee"}},
		{"long quotation", []string{"Ana Ruiz: the minister | Ana Ruiz | I | My"}},
	}
	for _, c := range cases {
		t.Run(c.doc, func(t *testing.T) {
			d := docs[c.doc]
			if d == nil {
				t.Fatalf("no document %q", c.doc)
			}
			s.Run(d)
			got := chains(d)
			for _, w := range c.want {
				if !slices.Contains(got, w) {
					t.Errorf("no chain %q among\n  %s", w, strings.Join(got, "\n  "))
				}
			}
		})
	}
}

// What must not be joined, whatever else happens.
func TestPronounsStayUnresolved(t *testing.T) {
	s, docs := step(t), readCases(t)
	for doc, pronoun := range map[string]string{"nobody speaks": "I", "camp of a person": "it"} {
		d := docs[doc]
		s.Run(d)
		if !slices.Contains(chains(d), "?: "+pronoun) {
			t.Errorf("%s: %q is resolved: %q", doc, pronoun, chains(d))
		}
	}
	for _, doc := range []string{"expletive", "made it out"} {
		d := docs[doc]
		s.Run(d)
		for _, m := range d.Mentions {
			if m.Kind == nlp.Pronoun {
				t.Errorf("%s: expletive %q is a mention", doc, d.Form(m.Head))
			}
		}
	}
}

// lawful fails if mentions are not sorted, or if one is not in the chain that it
// names and only there.
func lawful(t *testing.T, id string, d *nlp.Document) {
	t.Helper()
	in := make([]int, len(d.Mentions))
	for c := range d.Chains {
		if !slices.IsSorted(d.Chains[c].Mentions) {
			t.Errorf("%s: chain %d is not sorted", id, c)
		}
		for _, k := range d.Chains[c].Mentions {
			in[k]++
			if d.Mentions[k].Chain != int32(c) {
				t.Errorf("%s: mention %d of chain %d says %d", id, k, c, d.Mentions[k].Chain)
			}
		}
		for _, m := range d.Chains[c].Members {
			if m < 0 || int(m) >= len(d.Chains) || m == int32(c) {
				t.Errorf("%s: chain %d has member %d", id, c, m)
			}
		}
	}
	for k := range d.Mentions {
		if want := min(int(d.Mentions[k].Chain)+1, 1); in[k] != want {
			t.Errorf("%s: mention %d is in %d chains", id, k, in[k])
		}
		if k > 0 && (d.Mentions[k].First < d.Mentions[k-1].First ||
			d.Mentions[k].First == d.Mentions[k-1].First && d.Mentions[k].Last > d.Mentions[k-1].Last) {
			t.Errorf("%s: mention %d is out of order", id, k)
		}
	}
}

func TestChainsAndMentionsAgree(t *testing.T) {
	s := step(t)
	for id, d := range readCases(t) {
		s.Run(d)
		lawful(t, id, d)
	}
	empty := &nlp.Document{}
	s.Run(empty)
	lawful(t, "empty", empty)
}

// Whatever the other steps say, heads in circles included, the laws hold. Heads
// never leave their sentence.
func FuzzLaws(f *testing.F) {
	for seed := range byte(8) {
		f.Add([]byte{seed, 3, 9, 27, 81, 4, seed * 31, 250, 17, 33, 8, 64, 128, 5, seed, 99, 77, 200, 1, 0})
	}
	s := step(f)
	words := [...]string{"Moscow", "he", "their", "two", "leaders", "said", "Trump", "and", "government", "it", ",", "\"", "Mr.",
		"president", "of", "Syria", "both", "including", "Donald", "the", "group", "its", "themselves", "met", "in"}
	tags := [...]string{"PROPN", "PRON", "NOUN", "VERB", "ADP", "CCONJ", "PUNCT", "DET", "NUM", "ADJ"}
	rels := [...]string{"nsubj", "obj", "obl", "nmod:poss", "nmod", "conj", "cc", "appos", "flat", "compound", "case", "ccomp",
		"advcl", "acl:relcl", "nmod:desc", "det", "amod", "cop", "expl", "parataxis"}
	f.Fuzz(func(t *testing.T, b []byte) {
		d := &nlp.Document{}
		n := int32(min(len(b), 60))
		for i := range n {
			c := int(b[i])
			start := int32(len(d.Text))
			d.Text += words[c%len(words)]
			tok := nlp.Token{Start: start, End: int32(len(d.Text)), POS: tags[c/3%len(tags)], Rel: rels[c/7%len(rels)], Head: i/13*13 + int32(c*7)%min(13, n-i/13*13)}
			if c%5 == 0 || tok.Head == i {
				tok.Head = -1
			}
			if tok.POS == "VERB" {
				tok.Lemma, tok.Tag = "say", "VBD"
			}
			d.Tokens = append(d.Tokens, tok)
			d.Text += " "
			if tok.POS == "PROPN" && c%3 > 0 {
				d.Mentions = append(d.Mentions, nlp.Mention{First: i, Last: i + 1, Head: i, Class: nlp.Class(c % 10), Chain: -1})
			}
		}
		for first := int32(0); first < n; first += 13 {
			d.Sentences = append(d.Sentences, nlp.Sentence{First: first, Last: min(first+13, n), Paragraph: first / 26, Skip: first == 26})
		}
		s.Run(d)
		lawful(t, "fuzz", d)
	})
}

func TestRunningTwiceChangesNothing(t *testing.T) {
	s := step(t)
	for id, d := range readCases(t) {
		s.Run(d)
		once := chains(d)
		s.Run(d)
		if twice := chains(d); !slices.Equal(once, twice) {
			t.Errorf("%s: %q became %q", id, once, twice)
		}
	}
}

// A headline joins its subjects by a comma alone.
func TestHeadlineCommaJoins(t *testing.T) {
	s, docs := step(t), readCases(t)
	d := docs["headline comma"]
	s.Run(d)
	if got := chains(d); slices.ContainsFunc(got, func(c string) bool { return strings.HasPrefix(c, "{") }) {
		t.Errorf("a comma in the text joins: %q", got)
	}
	d = readCases(t)["headline comma"]
	d.Title = int(d.Tokens[d.Sentences[0].Last-1].End)
	s.Run(d)
	if got, want := chains(d), "{Merkel, Emmanuel Macron}: The two leaders"; !slices.Contains(got, want) {
		t.Errorf("no chain %q among %q", want, got)
	}
}

func TestSkippedSentencesTakeNoPart(t *testing.T) {
	s, docs := step(t), readCases(t)
	d := docs["last name"]
	d.Sentences[1].Skip = true
	s.Run(d)
	if got := chains(d); slices.ContainsFunc(got, func(c string) bool { return strings.Contains(c, "| Macron") }) {
		t.Errorf("a skipped sentence is in a chain: %q", got)
	}
}

func BenchmarkCoref(b *testing.B) {
	s, docs := step(b), readCases(b)
	d := docs["the company"]
	words := len(d.Tokens)
	for b.Loop() {
		c := *d
		c.Mentions = slices.Clone(d.Mentions)
		s.Run(&c)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
