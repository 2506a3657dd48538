package link_test

import (
	"slices"
	"strings"
	"testing"

	"dateline/ingest/gazetteer"
	"dateline/ingest/link"
	"dateline/ingest/nlp"
	"dateline/schema"
)

// A builder writes a document by hand: words apart by one blank, names and
// nominals as they come.
type builder struct {
	t   *testing.T
	doc nlp.Document
}

// say appends a sentence. Each word is "form/POS/head/rel" with the head
// counted from 1 in the sentence, 0 for the root.
func (b *builder) say(words ...string) {
	b.t.Helper()
	base := int32(len(b.doc.Tokens))
	heads := map[string]int32{}
	for _, w := range words {
		f := strings.Split(w, "/")
		if len(f) != 4 {
			b.t.Fatalf("word %q", w)
		}
		heads[f[2]] = 0
		if len(b.doc.Text) > 0 {
			b.doc.Text += " "
		}
		head := int32(0)
		for _, c := range f[2] {
			head = head*10 + c - '0'
		}
		tag := ""
		if f[0] == "'s" {
			tag = "POS"
		}
		t := nlp.Token{Start: int32(len(b.doc.Text)), POS: f[1], Tag: tag, Head: base + head - 1, Rel: f[3], Lemma: strings.ToLower(f[0])}
		if head == 0 {
			t.Head = -1
		}
		b.doc.Text += f[0]
		t.End = int32(len(b.doc.Text))
		b.doc.Tokens = append(b.doc.Tokens, t)
	}
	b.doc.Sentences = append(b.doc.Sentences, nlp.Sentence{First: base, Last: int32(len(b.doc.Tokens))})
}

// mention adds a mention of the given words, from their first occurrence behind
// the mention before it, to a chain.
func (b *builder) mention(chain int32, kind nlp.MentionKind, class nlp.Class, ref, head, text string) {
	b.t.Helper()
	from := int32(0)
	if n := len(b.doc.Mentions); n > 0 {
		from = b.doc.Tokens[b.doc.Mentions[n-1].First].Start
	}
	at := strings.Index(b.doc.Text[from:], text)
	if at < 0 {
		b.t.Fatalf("no %q behind byte %d", text, from)
	}
	start := from + int32(at)
	m := nlp.Mention{Kind: kind, Class: class, Ref: ref, Chain: chain, First: -1, Head: -1}
	for i, t := range b.doc.Tokens {
		if t.Start == start {
			m.First = int32(i)
		}
		if t.Start >= start && t.End <= start+int32(len(text)) {
			m.Last = int32(i) + 1
			if b.doc.Form(int32(i)) == head && m.Head < 0 {
				m.Head = int32(i)
			}
		}
	}
	if m.First < 0 || m.Head < 0 {
		b.t.Fatalf("mention %q with head %q", text, head)
	}
	c := &b.doc.Chains[chain]
	c.Mentions = append(c.Mentions, int32(len(b.doc.Mentions)))
	b.doc.Mentions = append(b.doc.Mentions, m)
}

func linked(t *testing.T, doc *nlp.Document) link.Linked {
	t.Helper()
	g, err := gazetteer.New()
	if err != nil {
		t.Fatal(err)
	}
	return link.New(g).Entities(doc, schema.Article{Key: "k", Text: doc.Text})
}

func entity(l link.Linked, name string) *schema.Entity {
	for i := range l.Entities {
		if l.Entities[i].Name == name {
			return &l.Entities[i]
		}
	}
	return nil
}

func TestGovernmentActsForItsCountry(t *testing.T) {
	b := builder{t: t}
	b.say("Moscow/PROPN/2/nsubj", "warned/VERB/0/root", "the/DET/4/det", "US/PROPN/2/obj")
	b.doc.Chains = []nlp.Chain{
		{Class: nlp.Organization, Name: "Government of Russia", Ref: "Russia", Governs: true},
		{Class: nlp.Country, Name: "United States", Ref: "United States"},
	}
	b.mention(0, nlp.Name, nlp.Place, "Russia", "Moscow", "Moscow")
	b.mention(1, nlp.Name, nlp.Country, "United States", "US", "US")
	l := linked(t, &b.doc)

	e := entity(l, "Government of Russia")
	if e == nil || e.Class != schema.Organization || !slices.Equal(e.Aliases, []string{"Moscow"}) {
		t.Fatalf("government: %+v", e)
	}
	if e.ID != schema.NewEntityID(schema.Organization, "Government of Russia", "") || l.OfChain[0] != e.ID {
		t.Errorf("id %s, of chain %s", e.ID, l.OfChain[0])
	}
	if !slices.Equal(e.Mentions, []schema.Span{{Start: 0, End: 6}}) {
		t.Errorf("mentions %v", e.Mentions)
	}
	if len(l.ActsFor) != 1 || l.ActsFor[0].Body.ID != e.ID || l.ActsFor[0].Country.Name != "Russia" {
		t.Errorf("acts for: %+v", l.ActsFor)
	}
	us := entity(l, "United States")
	if us == nil || us.Class != schema.Country || !slices.Equal(us.Aliases, []string{"US"}) || us.Place == nil {
		t.Errorf("country: %+v", us)
	}
}

func TestWhatIsNoEntity(t *testing.T) {
	b := builder{t: t}
	b.say("The/DET/3/det", "two/NUM/3/nummod", "leaders/NOUN/4/nsubj", "met/VERB/0/root", "European/ADJ/6/amod", "envoys/NOUN/4/obj")
	b.doc.Chains = []nlp.Chain{
		{Class: nlp.Group, Members: []int32{3, 4}},
		{Class: nlp.Nationality, Name: "European"},
		{Class: nlp.Group},
		{Class: nlp.Person, Name: "President"},
		{Class: nlp.Person, Name: "--"},
	}
	b.mention(0, nlp.Nominal, nlp.Group, "", "leaders", "The two leaders")
	b.mention(1, nlp.Name, nlp.Nationality, "", "European", "European")
	b.mention(2, nlp.Nominal, nlp.Group, "", "envoys", "European envoys")
	l := linked(t, &b.doc)
	if len(l.Entities) != 0 {
		t.Errorf("entities %+v", l.Entities)
	}
	for c, id := range l.OfChain {
		if id != "" {
			t.Errorf("chain %d is %s", c, id)
		}
	}
	if l.Phrase[2] != "European envoys" {
		t.Errorf("phrase %q", l.Phrase[2])
	}
}

func TestNamesInOtherWordsAreAliases(t *testing.T) {
	b := builder{t: t}
	b.say("TRUMP/PROPN/2/nsubj", "speaks/VERB/0/root")
	b.say("Donald/PROPN/3/nsubj", "Trump/PROPN/1/flat", "said/VERB/0/root", "he/PRON/5/nsubj", "won/VERB/3/ccomp")
	b.say("Trump/PROPN/3/nmod:poss", "'s/PART/1/case", "party/NOUN/4/nsubj", "agreed/VERB/0/root")
	b.doc.Chains = []nlp.Chain{{Class: nlp.Person, Name: "Donald Trump"}}
	b.mention(0, nlp.Name, nlp.Person, "", "TRUMP", "TRUMP")
	b.mention(0, nlp.Name, nlp.Person, "", "Donald", "Donald Trump")
	b.mention(0, nlp.Pronoun, nlp.Person, "", "he", "he")
	b.mention(0, nlp.Name, nlp.Person, "", "Trump", "Trump 's")
	l := linked(t, &b.doc)
	e := entity(l, "Donald Trump")
	if e == nil || !slices.Equal(e.Aliases, []string{"Trump"}) || len(e.Mentions) != 4 {
		t.Errorf("%+v", e)
	}
}

func TestPlacesHaveCoordinatesWhenNothingElseIsMeant(t *testing.T) {
	for _, c := range []struct {
		name    string
		words   []string
		country string
		lat     string // how it begins, "" for none
	}{
		{"Hamburg", []string{"Hamburg/PROPN/0/root"}, "", "53.5"},
		{"Paris", []string{"Paris/PROPN/0/root", ",/PUNCT/3/punct", "Texas/PROPN/1/appos"}, "", "33.6"},
		{"Xyzzyville", []string{"Xyzzyville/PROPN/0/root"}, "", ""},
	} {
		b := builder{t: t}
		b.say(c.words...)
		b.doc.Chains = []nlp.Chain{{Class: nlp.Place, Name: c.name}}
		b.mention(0, nlp.Name, nlp.Place, "", c.name, c.name)
		if len(c.words) > 1 {
			b.doc.Chains = append(b.doc.Chains, nlp.Chain{Class: nlp.Place, Name: "Texas"})
			b.mention(1, nlp.Name, nlp.Place, "", "Texas", "Texas")
		}
		e := entity(linked(t, &b.doc), c.name)
		switch {
		case e == nil:
			t.Errorf("%s: no entity", c.name)
		case c.lat == "" && e.Place != nil, c.lat != "" && (e.Place == nil || !strings.HasPrefix(e.Place.Lat, c.lat)):
			t.Errorf("%s: %+v, want latitude %s", c.name, e.Place, c.lat)
		}
	}
}

func TestPhrases(t *testing.T) {
	b := builder{t: t}
	b.say("An/DET/3/det", "air/NOUN/3/compound", "base/NOUN/6/nsubj", "in/ADP/5/case", "Syria/PROPN/6/obl", "burned/VERB/0/root")
	b.say("The/DET/2/det", "execution/NOUN/6/nsubj", "of/ADP/4/case", "Saddam/PROPN/2/nmod", "Hussein/PROPN/4/flat", "leaked/VERB/0/root")
	b.say("Rebel/NOUN/2/compound", "fighters/NOUN/3/nsubj", "met/VERB/0/root", "Iraq/PROPN/8/nmod:poss", "'s/PART/4/case", "security/NOUN/8/compound", "-/PUNCT/8/punct", "adviser/NOUN/3/obj")
	b.say("His/PRON/2/nmod:poss", "aides/NOUN/3/nsubj", "left/VERB/0/root", "three/NUM/5/nummod", "individuals/NOUN/3/obj")
	b.doc.Chains = make([]nlp.Chain, 9)
	b.doc.Chains[1] = nlp.Chain{Class: nlp.Country, Name: "Syria", Ref: "Syria"}
	b.doc.Chains[3] = nlp.Chain{Class: nlp.Person, Name: "Saddam Hussein"}
	b.doc.Chains[5] = nlp.Chain{Class: nlp.Country, Name: "Iraq", Ref: "Iraq"}
	b.mention(0, nlp.Nominal, nlp.Facility, "", "base", "An air base")
	b.mention(1, nlp.Name, nlp.Country, "Syria", "Syria", "Syria")
	b.mention(2, nlp.Nominal, nlp.EventName, "", "execution", "The execution of Saddam Hussein")
	b.mention(3, nlp.Name, nlp.Person, "", "Saddam", "Saddam Hussein")
	b.mention(4, nlp.Nominal, nlp.Group, "", "fighters", "Rebel fighters")
	b.mention(5, nlp.Name, nlp.Country, "Iraq", "Iraq", "Iraq")
	b.mention(6, nlp.Nominal, nlp.Person, "", "adviser", "Iraq 's security - adviser")
	b.mention(3, nlp.Pronoun, nlp.Person, "", "His", "His")
	b.mention(7, nlp.Nominal, nlp.Group, "", "aides", "His aides")
	b.mention(8, nlp.Nominal, nlp.Group, "", "individuals", "three individuals")
	l := linked(t, &b.doc)
	for c, want := range map[int]string{0: "Syrian airbase", 2: "execution of Saddam Hussein", 4: "rebel fighters",
		6: "Iraqi security-adviser", 7: "Saddam Hussein's aides", 8: "three individuals"} {
		if l.Phrase[c] != want {
			t.Errorf("phrase %q, want %q", l.Phrase[c], want)
		}
		if l.OfChain[c] != "" {
			t.Errorf("%q has the id %s", want, l.OfChain[c])
		}
	}
}
