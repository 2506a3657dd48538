package dates

import (
	"strings"
	"testing"

	"dateline/ingest/nlp"
)

// document makes a document of one sentence. Tokens are set apart by blanks;
// "met/VBD" gives a token its tag; all tokens hang on the first verb, helpers
// (MD, and "was/AUX" for a past one) as its auxiliaries.
func document(t *testing.T, sentence string, date nlp.Date) *nlp.Document {
	t.Helper()
	d := &nlp.Document{Date: date}
	verb := int32(-1)
	for i, word := range strings.Fields(sentence) {
		form, tag, _ := strings.Cut(word, "/")
		if form == "" {
			form, tag = word, ""
		}
		tight := isDash(form)
		if d.Text != "" && !tight && !strings.HasSuffix(d.Text, "-") && !strings.HasSuffix(d.Text, "–") {
			d.Text += " "
		}
		token := nlp.Token{Start: int32(len(d.Text)), Head: -1, Tag: tag}
		d.Text += form
		token.End = int32(len(d.Text))
		switch {
		case tag == "MD" || tag == "AUX":
			token.POS, token.Rel = "AUX", "aux"
		case strings.HasPrefix(tag, "VB"):
			token.POS = "VERB"
			if verb < 0 {
				verb = int32(i)
			}
		case strings.HasPrefix(tag, "NN"):
			token.POS = "NOUN"
		case form[0] >= '0' && form[0] <= '9':
			token.POS = "NUM"
		case form[0] >= 'A' && form[0] <= 'Z':
			token.POS = "PROPN"
		}
		d.Tokens = append(d.Tokens, token)
	}
	for i := range d.Tokens {
		if int32(i) != verb {
			d.Tokens[i].Head = verb
		}
	}
	d.Sentences = []nlp.Sentence{{First: 0, Last: int32(len(d.Tokens))}}
	return d
}

// read returns "words = value" for every time expression.
func read(t *testing.T, sentence string, date nlp.Date) string {
	t.Helper()
	step, err := New()
	if err != nil {
		t.Fatal(err)
	}
	d := document(t, sentence, date)
	step.Run(d)
	var out []string
	for _, x := range d.Times {
		begin, end := d.Span(x.First, x.Last)
		s := d.Text[begin:end]
		switch x.Kind {
		case nlp.TimeDuration:
			s += " lasts"
		case nlp.TimeSet:
			s += " recurs"
		}
		out = append(out, s+" = "+x.Value)
	}
	return strings.Join(out, "; ")
}

func TestTimes(t *testing.T) {
	wednesday := nlp.Date{Year: 2017, Month: 5, Day: 3}
	for _, c := range []struct{ name, sentence, want string }{
		{"month and day under a past verb", "They met/VBD on April 28", "April 28 = 2017-04-28"},
		{"month and day to come", "They will/MD meet/VB on June 2", "June 2 = 2017-06-02"},
		{"day of the year before", "They met/VBD on Nov. 2", "Nov. 2 = 2016-11-02"},
		{"full date", "They met/VBD on July 21 , 2015", "July 21 , 2015 = 2015-07-21"},
		{"day before month", "They met/VBD on 21 July 2015", "21 July 2015 = 2015-07-21"},
		{"day with its ordinal", "They met/VBD on the 4th of March 2016", "the 4th of March 2016 = 2016-03-04"},
		{"range of days", "The talks will/MD take/VB place in Astana on May 3 - 4", "May 3-4 = 2017-05-03/2017-05-04"},
		{"range in words", "It lasted/VBD from April 3 to 5", "April 3 to 5 = 2017-04-03/2017-04-05"},
		{"range over months", "It lasted/VBD from March 30 to April 2", "March 30 to April 2 = 2017-03-30/2017-04-02"},
		{"two days in a row", "They met/VBD on April 3 and 4", "April 3 and 4 = 2017-04-03/2017-04-04"},
		{"range of months", "It lasted/VBD from June to August 2016", "June to August 2016 = 2016-06/2016-08"},
		{"range of years", "She ruled/VBD between 1990 and 1994", "1990 and 1994 = 1990/1994"},
		{"years with a dash", "the war of 2011 – 2015 ended/VBD", "2011–2015 = 2011/2015"},
		{"month alone, future", "The leaders will/MD meet/VB in July", "July = 2017-07"},
		{"month alone, past", "The leaders met/VBD in July", "July = 2016-07"},
		{"last month by name", "It began/VBD last July", "last July = 2016-07"},
		{"month of this year", "It began/VBD in April of this year", "April = 2017-04; this year = 2017"},
		{"month of this year, no verb", "the talks of September this year", "September = 2017-09; this year = 2017"},
		{"day of last year", "It will/MD mark/VB the storm/NN of November 30 last year", "November 30 = 2016-11-30; last year = 2016"},
		{"day of next year", "It was/AUX put/VBN off to February 3 next year", "February 3 = 2018-02-03; next year = 2018"},
		{"month of that year", "He won/VBD in 2012 and left/VBD in May of that year", "2012 = 2012; May = 2012-05; that year = 2012"},
		{"the budget of a year after a month", "In April last year 's budget/NN fell/VBD", "April = 2017-04; last year = 2016"},
		{"month and year", "It began/VBD in July 2015", "July 2015 = 2015-07"},
		{"weekday in the past", "He said/VBD on Monday", "Monday = 2017-05-01"},
		{"weekday of the day itself", "He said/VBD Wednesday", "Wednesday = 2017-05-03"},
		{"weekday to come", "He will/MD speak/VB on Monday", "Monday = 2017-05-08"},
		{"weekday that is scheduled", "The vote was/AUX scheduled/VBN for Friday", "Friday = 2017-05-05"},
		{"last weekday", "He spoke/VBD last Wednesday", "last Wednesday = 2017-04-26"},
		{"next weekday", "He will/MD speak/VB next Wednesday", "next Wednesday = 2017-05-10"},
		{"between a day and today", "It rained/VBD between April 12 and today", "April 12 and today = 2017-04-12/2017-05-03"},
		{"between today and a day", "It will/MD rain/VB between today and May 6", "today and May 6 = 2017-05-03/2017-05-06"},
		{"between two weekdays", "It rained/VBD from Saturday to Tuesday", "Saturday to Tuesday = 2017-04-29/2017-05-02"},
		{"between a year and today", "It rained/VBD between 1990 and today", "1990 and today = 1990/2017"},
		{"from a weekday to nowhere", "It rained/VBD from Saturday to the rage of all", "Saturday = 2017-04-29"},
		{"weekday of last week", "He spoke/VBD on Tuesday last week", "Tuesday = 2017-04-25; last week = 2017-04-24/2017-04-30"},
		{"weekday of next week", "He will/MD speak/VB on Friday of next week", "Friday = 2017-05-12; next week = 2017-05-08/2017-05-14"},
		{"present tense of the news, behind", "The toll rises/VBZ from the blast on Monday", "Monday = 2017-05-01"},
		{"present tense of plans, ahead", "He leaves/VBZ for Bergen on Friday", "Friday = 2017-05-05"},
		{"month under a present tense", "Sales exceed/VBP a million in April", "April = 2017-04"},
		{"put off until a weekday", "The trial was/AUX postponed/VBN until Monday", "Monday = 2017-05-08"},
		{"lasted until a weekday", "The storm lasted/VBD until Monday", "Monday = 2017-05-01"},
		{"this weekday, to come, under a past verb", "They vowed/VBD to end it by this Friday", "this Friday = 2017-05-05"},
		{"this weekday, behind", "He spoke/VBD this Monday", "this Monday = 2017-05-01"},
		{"this weekday of the week to come", "He will/MD speak/VB this Monday", "this Monday = 2017-05-08"},
		{"weekday with its date", "He spoke/VBD on Tuesday , May 2", "Tuesday , May 2 = 2017-05-02"},
		{"part of the day", "He spoke/VBD on Tuesday night", "Tuesday night = 2017-05-02"},
		{"time of day", "He will/MD speak/VB at 10 a.m. Friday", "10 a.m. Friday = 2017-05-05"},
		{"yesterday", "He spoke/VBD yesterday", "yesterday = 2017-05-02"},
		{"last night", "He spoke/VBD last night", "last night = 2017-05-02"},
		{"tomorrow", "He will/MD speak/VB tomorrow", "tomorrow = 2017-05-04"},
		{"last week", "He spoke/VBD last week", "last week = 2017-04-24/2017-04-30"},
		{"earlier this month", "He spoke/VBD earlier this month", "earlier this month = 2017-05"},
		{"next year", "He will/MD speak/VB next year", "next year = 2018"},
		{"the weekend behind", "He spoke/VBD over the weekend", "the weekend = 2017-04-29/2017-04-30"},
		{"years ago", "He spoke/VBD two years ago", "two years ago = 2015"},
		{"days ago", "He spoke/VBD three days ago", "three days ago = 2017-04-30"},
		{"weeks ago", "He spoke/VBD a week ago", "a week ago = 2017-04-24/2017-04-30"},
		{"roughly ago", "He spoke/VBD more than two years ago", "two years ago = "},
		{"last summer", "He spoke/VBD last summer", "last summer = 2016-06/2016-08"},
		{"season of a year", "He spoke/VBD in the spring of 2011", "the spring of 2011 = 2011-03/2011-05"},
		{"quarter", "Sales fell/VBD in the first quarter of 2017", "the first quarter of 2017 = 2017-01/2017-03"},
		{"decade", "He ruled/VBD in the 1990s", "1990s = 1990/1999"},
		{"century", "It fell/VBD in the 19th century", "19th century = 1801/1900"},
		{"year", "He won/VBD in 2012", "2012 = 2012"},
		{"year before a noun", "He lost/VBD the 2016 election/NN", "2016 = 2016"},
		{"holiday", "He spoke/VBD on Christmas Day", "Christmas Day = 2016-12-25"},
		{"movable holiday", "They met/VBD on Thanksgiving", "Thanksgiving = 2016-11-24"},
		{"Easter", "He spoke/VBD on Easter Sunday", "Easter Sunday = 2017-04-16"},
		{"ISO date", "It was signed/VBN on 2015-07-14", "2015-07-14 = 2015-07-14"},
		{"duration", "He ruled/VBD for three years", "three years lasts = "},
		{"set", "They meet/VBP every Monday", "every Monday recurs = "},
		{"the next day", "He left/VBD the next day", "the next day = "},
		{"the same year as before", "He won/VBD in 2012 and left/VBD later that year", "2012 = 2012; later that year = 2012"},
		{"no verb: what is nearest", "BAGHDAD , April 30", "April 30 = 2017-04-30"},

		{"a verb that looks like a month", "It may/MD rain/VB", ""},
		{"a march", "The March for Life drew/VBD crowds", ""},
		{"a number of people", "He sent/VBD 2000 soldiers/NNS", ""},
		{"money", "It cost/VBD $ 2000", ""},
		{"an age", "She is/VBZ 57 years old", ""},
		{"people counted after a month", "In May 20 people/NNS died/VBD", "May = 2017-05"},
		{"an island", "They live/VBP on Easter Island", ""},
		{"a person", "June Carter sang/VBD", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := read(t, c.sentence, wednesday); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.sentence, got, c.want)
			}
		})
	}
}

func TestNothingIsGuessedWithoutADate(t *testing.T) {
	for sentence, want := range map[string]string{
		"They met/VBD on May 3":        "May 3 = ",
		"They met/VBD in July":         "July = ",
		"They met/VBD yesterday":       "yesterday = ",
		"They met/VBD on Monday":       "Monday = ",
		"They met/VBD last week":       "last week = ",
		"They met/VBD two years ago":   "two years ago = ",
		"They met/VBD last summer":     "last summer = ",
		"They met/VBD on Christmas":    "Christmas = ",
		"They met/VBD on May 3 , 2011": "May 3 , 2011 = 2011-05-03",
	} {
		if got := read(t, sentence, nlp.Date{}); got != want {
			t.Errorf("%s: got %s, want %s", sentence, got, want)
		}
	}
	// A date known to the year gives years, no days.
	if got := read(t, "They met/VBD last year on May 3", nlp.Date{Year: 2017}); got != "last year = 2016; May 3 = " {
		t.Error(got)
	}
}

func TestDaysAreCountedBothWays(t *testing.T) {
	for n := -800_000; n < 800_000; n += 97 {
		d := dayOf(n)
		if got := dayNumber(d); got != n {
			t.Fatalf("day %d is %v is day %d", n, d, got)
		}
		if d.Month < 1 || d.Month > 12 || d.Day < 1 || d.Day > monthDays(d.Year, d.Month) && d.Year != 0 {
			t.Fatalf("day %d is %v", n, d)
		}
	}
	for d, want := range map[nlp.Date]int{{Year: 2017, Month: 5, Day: 3}: 2, {Year: 2000, Month: 2, Day: 29}: 1, {Year: 1998, Month: 8, Day: 7}: 4} {
		if got := weekday(dayNumber(d)); got != want {
			t.Errorf("%v is weekday %d, want %d", d, got, want)
		}
	}
}

func FuzzTimesNeverOverlap(f *testing.F) {
	f.Add("He spoke/VBD on Tuesday , May 2 at 10 a.m. last week from 3 - 4 May 2016 - 17")
	f.Add("between the of early late mid - 1990s ' 90s Q3 2017-13-45 12/31/1999 every two days ago")
	f.Fuzz(func(t *testing.T, sentence string) {
		step, err := New()
		if err != nil {
			t.Fatal(err)
		}
		d := document(t, sentence, nlp.Date{Year: 2020, Month: 2, Day: 29})
		step.Run(d)
		previous := int32(0)
		for _, x := range d.Times {
			if x.First < previous || x.Last <= x.First || int(x.Last) > len(d.Tokens) {
				t.Fatalf("times %+v of %d tokens", d.Times, len(d.Tokens))
			}
			previous = x.Last
		}
	})
}

func BenchmarkDates(b *testing.B) {
	step, err := New()
	if err != nil {
		b.Fatal(err)
	}
	t := &testing.T{}
	d := document(t, strings.Repeat("The leaders of both countries met/VBD on Tuesday , May 2 , and said that their ministers would meet again in July . ", 50), nlp.Date{Year: 2017, Month: 5, Day: 3})
	for b.Loop() {
		step.Run(d)
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// TestPersonsAreNoMonths holds "a letter from May" apart from "a day in May".
func TestPersonsAreNoMonths(t *testing.T) {
	step, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		class nlp.Class
		times int
	}{{nlp.Person, 0}, {nlp.Organization, 1}} {
		d := document(t, "He brought/VBD a letter from May to Brussels", nlp.Date{})
		d.Mentions = []nlp.Mention{{First: 5, Last: 6, Head: 5, Kind: nlp.Name, Class: c.class}}
		if step.Run(d); len(d.Times) != c.times {
			t.Errorf("May as %v: %d times, want %d", c.class, len(d.Times), c.times)
		}
	}
}
