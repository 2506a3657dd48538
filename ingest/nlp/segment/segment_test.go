package segment

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/ingest/nlp"
)

func segmenter(t testing.TB) nlp.Step {
	t.Helper()
	step, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return step
}

func run(step nlp.Step, text string, title int) *nlp.Document {
	d := &nlp.Document{Text: text, Title: title}
	step.Run(d)
	return d
}

// forms writes tokens parted by blanks, sentences parted by bars.
func forms(d *nlp.Document) string {
	var b strings.Builder
	for n, s := range d.Sentences {
		if n > 0 {
			b.WriteString(" | ")
		}
		for i := s.First; i < s.Last; i++ {
			if i > s.First {
				b.WriteByte(' ')
			}
			b.WriteString(d.Form(i))
		}
	}
	return b.String()
}

func TestTokensAreThoseOfUniversalDependencies(t *testing.T) {
	step := segmenter(t)
	for text, want := range map[string]string{
		"The mayor's office didn't answer.":           "The mayor 's office did n't answer .",
		"The mayor’s office didn’t answer.":           "The mayor ’s office did n’t answer .",
		"They can't and we cannot.":                   "They ca n't and we can not .",
		"I'm sure she'll say they've won.":            "I 'm sure she 'll say they 've won .",
		"The workers' union met.":                     "The workers ' union met .",
		"Talks on May 3-4 in Bern, Switzerland.":      "Talks on May 3 - 4 in Bern , Switzerland .",
		"A well-known Paris-based firm.":              "A well - known Paris - based firm .",
		"It paid $5m, or 12.5%, in 2019.":             "It paid $ 5 m , or 12.5 % , in 2019 .",
		"It paid €3 and £20.":                         "It paid € 3 and £ 20 .",
		"Mr. Smith of the U.S. Senate met Dr. Jones.": "Mr. Smith of the U.S. Senate met Dr. Jones .",
		"See https://example.org/a?b=c, please.":      "See https://example.org/a?b=c , please .",
		"Write to <ann@example.org>.":                 "Write to < ann@example.org > .",
		"Nice :-)":                                    "Nice :-)",
		"“We won,” he said.":                          "“ We won , ” he said .",
		"(See below.)":                                "( See below . )",
		"What?! No...":                                "What ?! | No ...",
		"1,234 people and/or dogs":                    "1,234 people and / or dogs",
		"The vote ended.The count began.":             "The vote ended . | The count began .",
		"He said so. She did not. Why?":               "He said so . | She did not . | Why ?",
		"Prices rose 3.5 percent. Wages fell.":        "Prices rose 3.5 percent . | Wages fell .",
		"Ra'ad left Sana'a and Be’er Sheva.":          "Ra'ad left Sana'a and Be’er Sheva .",
		// Abbreviations of the news.
		"Sgt. Lee met Maj. Gen. Roe and Lt. Col. Poe.":  "Sgt. Lee met Maj. Gen. Roe and Lt. Col. Poe .",
		"GEN. LEE SPOKE. SENS. ROE AND POE DID NOT.":    "GEN. LEE SPOKE . | SENS. ROE AND POE DID NOT .",
		"Ann F. Lee met K. Michael Roe and J. K. Poe.":  "Ann F. Lee met K. Michael Roe and J. K. Poe .",
		"It asked W.H.S. Lee of Fresno, Calif., today.": "It asked W.H.S. Lee of Fresno , Calif. , today .",
		"She got an A. They left at 5 p.m. today.":      "She got an A . | They left at 5 p.m. today .",
		// A bracket in the middle of a sentence.
		"Halden Ships <HLD> United with Roe.":      "Halden Ships < HLD > United with Roe .",
		"The mayor (from Bergen) Met nobody.":      "The mayor ( from Bergen ) Met nobody .",
		"She quit. (He had asked her to.) He won.": "She quit . | ( He had asked her to . ) | He won .",
		"The ship sank. [4] Ann Roe was saved.":    "The ship sank . [ 4 ] | Ann Roe was saved .",
		"She sold two U.S. Treasury bills.":        "She sold two U.S. Treasury bills .",
		"He left for U.S. The army followed.":      "He left for U.S. | The army followed .",
		"He lives in the U.S. He likes it.":        "He lives in the U.S. | He likes it .",
	} {
		if got := forms(run(step, text, 0)); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestLinesEndSentencesUnlessTheTextIsWrapped(t *testing.T) {
	step := segmenter(t)
	lines := "Council meets in Bern\n\nThe council met on Monday\nIt voted for the plan."
	d := run(step, lines, len("Council meets in Bern"))
	if got, want := forms(d), "Council meets in Bern | The council met on Monday | It voted for the plan ."; got != want {
		t.Errorf("got %s", got)
	}
	for i, s := range d.Sentences {
		if int(s.Paragraph) != i {
			t.Errorf("sentence %d is in paragraph %d", i, s.Paragraph)
		}
	}
	wrapped := "The council of the old town met on Monday in the great hall of\nthe castle above the river and voted for the plan that the mayor\nhad put forward in the spring."
	d = run(step, wrapped, 0)
	if len(d.Sentences) != 1 {
		t.Errorf("wrapped lines are %d sentences: %s", len(d.Sentences), forms(d))
	}
}

func TestTitleIsAParagraphOfItsOwn(t *testing.T) {
	title := "Storm closes the port"
	d := run(segmenter(t), title+"\n\nThe port was closed.", len(title))
	if len(d.Sentences) != 2 || d.Sentences[0].Paragraph != 0 || d.Sentences[1].Paragraph != 1 {
		t.Errorf("sentences %+v", d.Sentences)
	}
}

func TestTitlesEndAtMarksOnly(t *testing.T) {
	step := segmenter(t)
	for title, want := range map[string]string{
		"NORWAY OFFERED U.S. WHEAT LAST MONTH":   "NORWAY OFFERED U.S. WHEAT LAST MONTH",
		"HALDEN <HLD> UNIT RECOMMENDED FOR SALE": "HALDEN < HLD > UNIT RECOMMENDED FOR SALE",
		"NORTH SEA LINES CORP. SELLS UNIT":       "NORTH SEA LINES CORP . SELLS UNIT",
		"Norwell Inc. Names Ann Roe Chief":       "Norwell Inc . Names Ann Roe Chief",
		"Mayor quits. Council to meet":           "Mayor quits . | Council to meet",
		"Will he go? Aides doubt it":             "Will he go ? | Aides doubt it",
	} {
		if got := forms(run(step, title, len(title))); got != want {
			t.Errorf("%s\n got %s\nwant %s", title, got, want)
		}
	}
}

func TestRepeatedParagraphsAndBoilerplateAreSkipped(t *testing.T) {
	step := segmenter(t)
	for _, c := range []struct {
		line string
		skip bool
	}{
		{"The minister resigned.", true}, // it is the first line, see below
		{"the minister  resigned", true},
		{"Read more: How the vote was lost", true},
		{"ADVERTISEMENT", true},
		{"Share this article", true},
		{"© 2019 The Example Times. All rights reserved.", true},
		{"Photo: Ann Example / Example Pictures", true},
		{"More from this section", true},
		{"Follow us on social media", true},
		{"The minister did not resign.", false},
		{"Read the treaty and you will see, the envoy said.", false},
		{"More from the talks is expected on Monday, she said.", false},
		{"Comments (12)", true},
		{"Sign up for the morning letter.", true},
		{"Images of the flood shocked the country.", false},
		{"Copying the plan would be wrong, he said.", false},
		{"Comments by the president angered Norway.", false},
	} {
		d := run(step, "The minister resigned.\n\n"+c.line, 0)
		if got := d.Sentences[len(d.Sentences)-1].Skip; got != c.skip {
			t.Errorf("%q: skip %v", c.line, got)
		}
		if d.Sentences[0].Skip {
			t.Errorf("%q: the first paragraph is skipped", c.line)
		}
	}
}

// law checks what must hold of any text: tokens are in order, do not overlap,
// begin and end at characters, hold no blank; what is between them is blank;
// sentences part them without rest and none is too long.
func law(t *testing.T, d *nlp.Document) {
	t.Helper()
	at := int32(0)
	for i, x := range d.Tokens {
		if x.Start < at || x.End <= x.Start || int(x.End) > len(d.Text) {
			t.Fatalf("token %d [%d:%d] after byte %d of %d", i, x.Start, x.End, at, len(d.Text))
		}
		for _, r := range d.Text[at:x.Start] {
			if !blank(r) {
				t.Fatalf("%q before token %d is lost", r, i)
			}
		}
		if !utf8.RuneStart(d.Text[x.Start]) && utf8.ValidString(d.Text) {
			t.Fatalf("token %d begins inside a character", i)
		}
		at = x.End
	}
	for _, r := range d.Text[at:] {
		if !blank(r) {
			t.Fatalf("%q at the end is lost", r)
		}
	}
	next, paragraph := int32(0), int32(0)
	for i, s := range d.Sentences {
		if s.First != next || s.Last <= s.First || s.Last-s.First > longestSentence || s.Paragraph < paragraph || s.Paragraph > paragraph+1 {
			t.Fatalf("sentence %d is %+v after token %d, paragraph %d", i, s, next, paragraph)
		}
		next, paragraph = s.Last, s.Paragraph
	}
	if int(next) != len(d.Tokens) {
		t.Fatalf("sentences end at token %d of %d", next, len(d.Tokens))
	}
}

func TestHostileTextIsCutWithinBounds(t *testing.T) {
	step := segmenter(t)
	for name, text := range map[string]string{
		"empty":              "",
		"blank":              " \n\t\u200b\ufeff\n ",
		"one long line":      strings.Repeat("word and ", 30_000),
		"one long word":      strings.Repeat("a", 1_000_000),
		"one long mixture":   strings.Repeat("a1-.", 20_000),
		"only full stops":    strings.Repeat(".", 50_000),
		"only quotes":        strings.Repeat("“'", 10_000),
		"emoji":              strings.Repeat("👩‍👩‍👧‍👦👍🏽❤️🇨🇭", 2000),
		"accents":            strings.Repeat("e\u0301\u0301\u0301", 20_000),
		"accents alone":      strings.Repeat("\u0301", 10_000),
		"zero width":         strings.Repeat("a\u200bb\u200d", 20_000),
		"broken UTF-8":       strings.Repeat("a\xff\xc3 \xe2\x80", 5000),
		"lines":              strings.Repeat("a\n", 20_000),
		"sentences unbroken": strings.Repeat("This is it.", 3_000),
	} {
		d := run(step, text, 0)
		law(t, d)
		if name == "blank" && len(d.Tokens) > 0 {
			t.Errorf("blank text has %d tokens", len(d.Tokens))
		}
	}
	law(t, run(step, "A title that is said to be longer than the text", 1000))
	law(t, run(step, "A negative title", -5))
}

func FuzzSegment(f *testing.F) {
	step := segmenter(f)
	f.Add("He said: “We don’t know.” It's $5m!\n\nRead more", 5)
	f.Add("a\u0301\u200d👍🏽 http://x.y/(z). <a@b.c> 'tis", 0)
	f.Fuzz(func(t *testing.T, text string, title int) {
		law(t, run(step, text, title))
	})
}

func TestOpenRefusesCutModel(t *testing.T) {
	if _, err := Open([]byte("dateline")); err == nil {
		t.Error("no error")
	}
	m := nlp.NewModel("segment", version)
	if _, err := Open(m.Bytes()); err == nil || !strings.Contains(err.Error(), "section") {
		t.Errorf("a model without sections: %v", err)
	}
}
