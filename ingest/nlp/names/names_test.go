package names

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
	"dateline/ingest/nlp/neural"
)

// namer is the step of this room alone.
func namer(t testing.TB) nlp.Step {
	t.Helper()
	world, err := gazetteer.New()
	if err != nil {
		t.Fatal(err)
	}
	step, err := New(world)
	if err != nil {
		t.Fatal(err)
	}
	return step
}

// tagger is the step behind a reader that finds the spans.
func tagger(t testing.TB) nlp.Step {
	t.Helper()
	spans, err := neural.New()
	if err != nil {
		t.Fatal(err)
	}
	both, err := nlp.NewPipeline(nlp.Step{Gives: nlp.Tokens | nlp.Sentences, Run: func(*nlp.Document) {}}, spans, namer(t))
	if err != nil {
		t.Fatal(err)
	}
	return nlp.Step{Run: both.Run}
}

// document cuts text into tokens at blanks, one sentence a line. A token
// "-" or "'s" stands tight. Tags are guessed from the form, or given:
// "met/VBD".
func document(text string) *nlp.Document {
	d := &nlp.Document{}
	for line := range strings.Lines(text) {
		first := int32(len(d.Tokens))
		tight := true
		for _, word := range strings.Fields(line) {
			form, tag, _ := strings.Cut(word, "/")
			if d.Text != "" && !(tight && first < int32(len(d.Tokens))) && form != "-" && form != "'s" && form != "," && form != "." {
				d.Text += " "
			}
			tight = form == "-"
			token := nlp.Token{Start: int32(len(d.Text)), Head: -1, Tag: tag, POS: "X"}
			d.Text += form
			token.End = int32(len(d.Text))
			r, _ := utf8.DecodeRuneInString(form)
			switch {
			case tag != "":
				token.POS = map[string]string{"VBD": "VERB", "VBZ": "VERB", "NN": "NOUN", "NNS": "NOUN", "JJ": "ADJ", "NNP": "PROPN", "IN": "ADP", "DT": "DET"}[tag]
			case unicode.IsUpper(r):
				token.POS, token.Tag = "PROPN", "NNP"
			case unicode.IsDigit(r):
				token.POS, token.Tag = "NUM", "CD"
			case !unicode.IsLetter(r):
				token.POS, token.Tag = "PUNCT", form
			case form == "the" || form == "a" || form == "The":
				token.POS, token.Tag = "DET", "DT"
			case form == "in" || form == "of" || form == "on" || form == "with":
				token.POS, token.Tag = "ADP", "IN"
			default:
				token.POS, token.Tag = "NOUN", "NN"
			}
			d.Tokens = append(d.Tokens, token)
		}
		if last := int32(len(d.Tokens)); last > first {
			d.Sentences = append(d.Sentences, nlp.Sentence{First: first, Last: last})
		}
	}
	return d
}

// read lists the names of a text: "person Donald Trump; country Syria (Syria)".
func read(step nlp.Step, text string) string {
	d := document(text)
	step.Run(d)
	return mentioned(d)
}

// mentioned lists the names of a document.
func mentioned(d *nlp.Document) string {
	var out []string
	for _, m := range d.Mentions {
		begin, end := d.Span(m.First, m.Last)
		s := m.Class.String() + " " + d.Text[begin:end]
		if m.Ref != "" {
			s += " (" + m.Ref + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestNames(t *testing.T) {
	step := tagger(t)
	for _, c := range []struct{ name, text, want string }{
		{"titles are no part of a name", "Finnish/JJ President Sauli Niinisto met/VBD Senator John McCain in Helsinki .",
			"nationality Finnish (Finland); person Sauli Niinisto; person John McCain; place Helsinki (Finland)"},
		{"a role of several words is no organization", "Secretary of State Rex Tillerson spoke/VBD .", "person Rex Tillerson"},
		{"a building that acts for a country", "The/DT White House and/CC the Kremlin agreed/VBD .",
			"organization White House (United States); organization Kremlin (Russia)"},
		{"a campaign", "The/DT Trump campaign denied/VBD it .", "organization Trump campaign"},
		{"a campaign promise", "He broke/VBD a Trump campaign promise .", "person Trump"},
		{"spellings of countries", "The/DT U.S. and/CC Britain bombed/VBD Iraq .",
			"country U.S. (United States); country Britain (United Kingdom); country Iraq (Iraq)"},
		{"demonyms", "Three/CD Russians/NNPS and/CC a Ukrainian/JJ pilot died/VBD .",
			"nationality Russians (Russia); nationality Ukrainian (Ukraine)"},
		{"a given name that an editor added", "He said ( Prime/JJ Minister Yasuhiro ) Nakasone visited/VBD Basra .", "person Nakasone; place Basra"},
		{"no name opens with Latin", "De facto leader Ana Ruiz visited/VBD Basra .", "person Ana Ruiz; place Basra"},
		{"a hyphen in a name", "Prime Minister Nouri al/NNP - Maliki visited/VBD Basra .", "person Nouri al-Maliki; place Basra"},
		{"a given name that goes on small", "President Moon Jae - in spoke/VBD .\nThen Moon left/VBD .", "person Moon Jae-in; person Moon"},
		{"a surname that is a month", "Theresa May met/VBD Emmanuel Macron .\nIn May she left/VBD .", "person Theresa May; person Emmanuel Macron"},
		{"a month that is criticised", "Theresa May won/VBD .\nHe criticised/VBD May .\nIt ran/VBD from May to July .", "person Theresa May; person May"},
		{"a title that is said as part of the name", "In Rome , Pope Francis received/VBD him .", "place Rome (Italy); person Pope Francis"},
		{"a role after a demonym is no organization", "British/JJ Defence Secretary Michael Fallon spoke/VBD .", "nationality British (United Kingdom); person Michael Fallon"},
		{"a lone surname after the full name", "Karl Brandvold resigned/VBD .\nIn Oslo , Brandvold 's party protested/VBD .",
			"person Karl Brandvold; place Oslo (Norway); person Brandvold"},
		{"particles", "Ursula von der Leyen spoke/VBD in Brussels .", "person Ursula von der Leyen; place Brussels"},
		{"an article that is part of a name", "The/DT New York Times reported/VBD it .", "organization The New York Times"},
		{"an event that bears a given name", "Hurricane Maria hit/VBD Puerto Rico .", "event Hurricane Maria; country Puerto Rico (Puerto Rico)"},
		{"Georgia the country", "Georgia and/CC Armenia signed/VBD it .", "country Georgia (Georgia); country Armenia (Armenia)"},
		{"a facility", "She reached/VBD Heathrow Airport .", "facility Heathrow Airport"},
		{"days and months are no names", "On/IN Friday he left/VBD .", ""},
		{"ordinary words", "a man ate/VBD potatoes .", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := read(step, c.text); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

// TestRulesMendWhatAModelSaw gives the rules spans of a model's mistakes.
func TestRulesMendWhatAModelSaw(t *testing.T) {
	step := namer(t)
	for _, c := range []struct {
		name, text, want string
		span             nlp.Span
	}{
		{"a numbered facility", "Bags pile/VBP up in Terminal 4 .", "facility Terminal 4", nlp.Span{First: 4, Last: 6, Class: nlp.Organization}},
		{"half of a known name", "The White House agreed/VBD .", "organization White House (United States)", nlp.Span{First: 2, Last: 3, Class: nlp.Organization}},
		{"the rest of a known name", "Oil spilled/VBD in the Gulf of Mexico .", "place Gulf of Mexico", nlp.Span{First: 6, Last: 7, Class: nlp.Place}},
		{"a city and its state", "She lives/VBZ in Miramar Florida .", "place Miramar; place Florida", nlp.Span{First: 3, Last: 5, Class: nlp.Place}},
		{"a region seen as an organization", "They left/VBD the West Bank .", "place West Bank", nlp.Span{First: 3, Last: 5, Class: nlp.Organization}},
		{"a party seen as a person", "Then Fatah agreed/VBD .", "organization Fatah", nlp.Span{First: 1, Last: 2, Class: nlp.Person}},
		{"a person of a company's name", "Then Disney agreed/VBD .", "person Disney", nlp.Span{First: 1, Last: 2, Class: nlp.Person}},
		{"a person of a party's name", "Then Mr. Shas agreed/VBD .", "person Shas", nlp.Span{First: 2, Last: 3, Class: nlp.Person}},
		{"a long name of which the model saw a part", "Then Lord 's Resistance Army left/VBD .", "organization Lord's Resistance Army", nlp.Span{First: 1, Last: 2, Class: nlp.Person}},
		{"an address", "Write/VB to ann@example.org .", "", nlp.Span{First: 2, Last: 3, Class: nlp.Person}},
		{"a storm", "Then Hurricane Maria came/VBD .", "event Hurricane Maria", nlp.Span{First: 2, Last: 3, Class: nlp.Person}},
	} {
		d := document(c.text)
		d.Spans = []nlp.Span{c.span}
		if step.Run(d); mentioned(d) != c.want {
			t.Errorf("%s: got %s, want %s", c.name, mentioned(d), c.want)
		}
	}
}

func TestSameTextSameNames(t *testing.T) {
	step := tagger(t)
	text := "Angela Merkel met/VBD the Greek/JJ premier Alexis Tsipras in Berlin .\nMerkel said/VBD that Greece and/CC the IMF would/MD talk .\n"
	want := read(step, text)
	for range 3 {
		if got := read(step, text); got != want {
			t.Fatalf("%s, then %s", want, got)
		}
	}
	if read(step, "") != "" {
		t.Error("names in no text")
	}
}

func FuzzMentionsAreInOrder(f *testing.F) {
	f.Add("Jordan 's King Abdullah II met/VBD Ban Ki - moon in the Gaza Strip .")
	f.Add("- - 's , \" the THE US us U.S. The New York Times Trump campaign Georgia Georgia Georgia")
	step := tagger(f)
	f.Fuzz(func(t *testing.T, text string) {
		d := document(text)
		step.Run(d)
		end := int32(0)
		for _, m := range d.Mentions {
			if m.First < end || m.Last <= m.First || int(m.Last) > len(d.Tokens) || m.Head < m.First || m.Head >= m.Last || m.Chain != -1 || m.Class == nlp.Unknown {
				t.Fatalf("mentions %+v of %d tokens", d.Mentions, len(d.Tokens))
			}
			end = m.Last
		}
	})
}

func BenchmarkNames(b *testing.B) {
	step := tagger(b)
	d := document(strings.Repeat("Finnish/JJ President Sauli Niinisto met/VBD Senator John McCain in Helsinki on Friday and said that the talks about trade with the European Union would go on .\n", 40))
	for b.Loop() {
		step.Run(d)
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
