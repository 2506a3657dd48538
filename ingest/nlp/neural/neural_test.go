package neural

import (
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"dateline/ingest/nlp"
	"dateline/ingest/nlp/neural/kernel"
)

// small is a model of the smallest sizes, with the true number of labels.
func small() config {
	return config{Layers: 1, Hidden: 64, Heads: 2, FFN: 64, Embed: 32, Positions: positions, Arc: 16, Rel: 16}
}

// documentOfText cuts text into tokens at blanks, one sentence a line.
func documentOfText(text string) *nlp.Document {
	d := &nlp.Document{Text: text}
	at := 0
	for line := range strings.Lines(text) {
		first := int32(len(d.Tokens))
		for _, f := range strings.Fields(line) {
			at += strings.Index(text[at:], f)
			d.Tokens = append(d.Tokens, nlp.Token{Start: int32(at), End: int32(at + len(f)), Head: -1})
			at += len(f)
		}
		if n := int32(len(d.Tokens)); n > first {
			d.Sentences = append(d.Sentences, nlp.Sentence{First: first, Last: n})
		}
	}
	return d
}

// law checks that every sentence is a tree and every token is tagged, and
// that the spans are in order.
func law(t *testing.T, d *nlp.Document) {
	t.Helper()
	for _, s := range d.Sentences {
		roots := 0
		for i := s.First; i < s.Last; i++ {
			x := &d.Tokens[i]
			if x.POS == "" || x.Tag == "" || x.Rel == "" || (x.Head < 0) != (x.Rel == rootRel) {
				t.Fatalf("token %d: %+v", i, *x)
			}
			if x.Head < 0 {
				roots++
			}
			steps := int32(0)
			for at := i; at >= 0; at = d.Tokens[at].Head {
				if at < s.First || at >= s.Last || steps > s.Last-s.First {
					t.Fatalf("token %d hangs outside of its sentence or in a circle", i)
				}
				steps++
			}
		}
		if roots != 1 {
			t.Fatalf("sentence %+v has %d roots", s, roots)
		}
	}
	end := int32(0)
	for _, s := range d.Spans {
		if s.First < end || s.Last <= s.First || int(s.Last) > len(d.Tokens) || s.Class == nlp.Unknown {
			t.Fatalf("spans %v", d.Spans)
		}
		end = s.Last
	}
}

func TestHostileSentencesGiveTrees(t *testing.T) {
	step := randomReader(t, small(), 800, kernel.Best()).Step()
	for _, c := range []struct{ name, text string }{
		{"no text", ""},
		{"one token", "Fire"},
		{"5,000 tokens", strings.Repeat("the envoy left . ", 1250)},
		{"5,000 tokens of many pieces", strings.Repeat("X-9/b#&q@z!,.;:-?=zzzzzzzzzzqqqqq ", 5000)},
		{"capitals", "PRESIDENT SAYS NO TO TALKS IN PARIS"},
		{"emoji and what is put on them", "👍🏽 👩‍👩‍👧‍👦 ok 🇫🇷"},
		{"zero width", "the \u200b \u200d\u200d \u2060the \u00ad \ufeff \u0301\u0301 end"},
		{"a thousand marks on a letter", "a" + strings.Repeat("\u0301", 1000) + " b"},
		{"other scripts", "日本の首相は Москва Ελλάς العربية हिन्दी ไทย"},
		{"an endless word", strings.Repeat("x", 100000) + " y " + strings.Repeat("-", 100000)},
		{"an address", "see http://example.org/a/b?c=d&e=f#" + strings.Repeat("g/", 300)},
		{"broken text", "a \xff\xfe b \xc3 \xed\xa0\x80"},
		{"a table", "12 | 13,5 | 14 % | — | 2016/17\n1 2 3 4 5 6 7 8 9"},
	} {
		d := documentOfText(c.text)
		step.Run(d)
		t.Run(c.name, func(t *testing.T) { law(t, d) })
	}
}

func TestWhatComesAfterTheFirstChunkIsParataxis(t *testing.T) {
	d := documentOfText(strings.Repeat("the ", 600))
	randomReader(t, small(), 800, kernel.Best()).Step().Run(d)
	law(t, d)
	root, others := int32(-1), 0
	for i, x := range d.Tokens {
		if x.Head < 0 {
			root = int32(i)
		}
	}
	for i, x := range d.Tokens {
		if x.Head == root && i/254 > 0 && x.Rel == "parataxis" {
			others++
		}
	}
	if root < 0 || root >= 254 || others < 2 {
		t.Errorf("root %d, %d chunks hang on it", root, others)
	}
}

const story = `The finance minister of Norway met her Swedish counterpart in Oslo on Tuesday .
" We agreed on the route , but not yet on who will pay for it , " she told reporters .
Fire
The line , which would cut the journey from five hours to three , was first proposed in 2015 and has been delayed twice .
`

func TestEveryPathReadsTheSame(t *testing.T) {
	b := randomModel(config{Layers: 2, Hidden: 128, Heads: 4, FFN: 256, Embed: 0, Positions: positions, Arc: 32, Rel: 48}, 2000)
	want := documentOfText(strings.Repeat(story, 5) + strings.Repeat("talks and ", 300))
	for _, p := range kernel.Paths() {
		m, err := OpenFor(p, b)
		if err != nil {
			t.Fatal(err)
		}
		d := want
		if p != kernel.Plain { // the first
			d = documentOfText(want.Text)
		}
		NewReader(m).Step().Run(d)
		law(t, d)
		if !reflect.DeepEqual(d, want) {
			t.Errorf("%v reads differently from plain Go", p)
		}
	}
}

func TestNeighboursDoNotChangeASentence(t *testing.T) {
	step := randomReader(t, small(), 800, kernel.Best()).Step()
	alone := documentOfText("She told reporters that the line was delayed .")
	step.Run(alone)
	among := documentOfText(story + alone.Text + "\n" + story)
	step.Run(among)
	s := among.Sentences[4]
	for i, want := range alone.Tokens {
		got := among.Tokens[s.First+int32(i)]
		if got.Head >= 0 {
			got.Head -= s.First
		}
		got.Start, got.End = want.Start, want.End
		if got != want {
			t.Errorf("token %d: %+v alone, %+v among others", i, want, got)
		}
	}
}

func TestManyWorkersReadTheSame(t *testing.T) {
	step := randomReader(t, small(), 800, kernel.Best()).Step()
	want := documentOfText(strings.Repeat(story, 8))
	step.Run(want)
	var wait sync.WaitGroup
	for range 8 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for range 5 {
				d := documentOfText(want.Text)
				step.Run(d)
				if !reflect.DeepEqual(d, want) {
					t.Error("a worker reads differently")
				}
			}
		}()
	}
	wait.Wait()
}

func TestPairs(t *testing.T) {
	text := story + strings.Repeat("the envoy-general left Zürich/Oslo ", 150) + "\n" + story
	read := func(r *Reader) *nlp.Document {
		d := documentOfText(text)
		r.Step().Run(d)
		law(t, d)
		return d
	}
	open := func(c config, vocab int) *Model {
		m, err := Open(randomModel(c, vocab))
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	pair := func(first, second *Model) *Reader {
		r, err := NewPair(first, second)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	wide := small()
	wide.Layers, wide.Arc = 2, 32
	one, other := open(small(), 2000), open(wide, 300) // whose pieces are shorter: its chunks hold less
	alone, together := read(NewReader(one)), read(pair(one, other))
	if !reflect.DeepEqual(read(pair(one, one)), alone) {
		t.Error("two of the same model read otherwise than one")
	}
	if reflect.DeepEqual(together.Tokens, alone.Tokens) {
		t.Error("the second model changes nothing")
	}
	if d := read(pair(one, other)); !reflect.DeepEqual(d, together) {
		t.Error("a pair reads differently the second time")
	}
	if NewReader(one).ID() == pair(one, other).ID() || pair(other, one).ID() == pair(one, other).ID() {
		t.Error("readers that differ have the same ID")
	}
	other.labels.Rels = append(slices.Clone(other.labels.Rels), "new")
	if _, err := NewPair(one, other); err == nil || !strings.Contains(err.Error(), "labels") {
		t.Errorf("labels differ: %v", err)
	}
}

func TestReadingAllocatesNothing(t *testing.T) {
	r := randomReader(t, small(), 800, kernel.Best())
	w := r.workers.New().(*worker)
	d := documentOfText(strings.Repeat(story, 20))
	w.document(d)
	if n := testing.AllocsPerRun(5, func() { w.document(d) }); n > 0 {
		t.Errorf("%.0f allocations for %d tokens", n, len(d.Tokens))
	}
}

func FuzzReader(f *testing.F) {
	step := randomReader(f, small(), 800, kernel.Best()).Step()
	f.Add(story)
	f.Add("👍🏽 \xff a\u0301b I-9 ## [CLS] \u2028 \x1c x")
	f.Fuzz(func(t *testing.T, text string) {
		d := documentOfText(text)
		step.Run(d)
		law(t, d)
	})
}
