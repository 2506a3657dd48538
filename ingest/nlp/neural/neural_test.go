package neural_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"dateline/ingest/nlp"
	"dateline/ingest/nlp/neural"
	"dateline/ingest/nlp/neural/kernel"
	"dateline/ingest/nlp/neural/neuraltest"
)

// tiny is one small model for all tests.
var tiny = sync.OnceValue(func() *neural.Model {
	m, err := neural.Open(neuraltest.Random(neuraltest.Tiny).Bytes())
	if err != nil {
		panic(err)
	}
	return m
})

// words makes a document: sentences end with a newline, tokens are apart.
func words(text string) *nlp.Document {
	d := &nlp.Document{Text: text}
	at := 0
	for line := range strings.SplitAfterSeq(text, "\n") {
		first := int32(len(d.Tokens))
		for _, form := range strings.Fields(line) {
			begin := at + strings.Index(text[at:], form)
			at = begin + len(form)
			d.Tokens = append(d.Tokens, nlp.Token{Start: int32(begin), End: int32(at)})
		}
		if n := int32(len(d.Tokens)); n > first {
			d.Sentences = append(d.Sentences, nlp.Sentence{First: first, Last: n})
		}
	}
	return d
}

// check returns what is wrong with the labels or trees of a document.
func check(d *nlp.Document) error {
	if len(d.NameLabels) != len(d.Tokens) {
		return fmt.Errorf("%d name labels for %d tokens", len(d.NameLabels), len(d.Tokens))
	}
	for _, s := range d.Sentences {
		roots := 0
		for i := s.First; i < s.Last; i++ {
			t := &d.Tokens[i]
			if t.POS == "" || t.Tag == "" || t.Rel == "" || d.NameLabels[i] > 20 {
				return fmt.Errorf("token %d: %+v, name label %d", i, *t, d.NameLabels[i])
			}
			if (t.Head < 0) != (t.Rel == "root") {
				return fmt.Errorf("token %d: head %d, relation %s", i, t.Head, t.Rel)
			}
			if t.Head < 0 {
				roots++
			}
			at := i
			for steps := s.First; d.Tokens[at].Head >= 0; steps++ {
				if at = d.Tokens[at].Head; steps > s.Last || at < s.First || at >= s.Last {
					return fmt.Errorf("token %d hangs on nothing", i)
				}
			}
		}
		if roots != 1 {
			return fmt.Errorf("sentence from %d: %d roots", s.First, roots)
		}
	}
	return nil
}

var hostile = map[string]string{
	"nothing":          "",
	"one token":        "x",
	"capitals":         "PRESIDENT OF FRANCE MEETS CHANCELLOR , SAYS NO\nWAR OVER",
	"table":            strings.Repeat("12 | 3.5 | -7% |\n", 200),
	"addresses":        "see http://example.org/a?b=c&d=e#f-g or <mail@example.org> now",
	"emoji":            "🙂🙂🙂 👩‍👩‍👧 🇫🇷 no",
	"zero width":       "\u200b \u200b\u200d \ufeff a\u200bb \u2060",
	"combining":        "e\u0301te\u0301 \u0301\u0301\u0301 Z\u0323\u0307" + strings.Repeat("\u0301", 5000),
	"other scripts":    "北京 在 中国 مصر في القاهرة Москва — ΑΘΗΝΑ தமிழ் ǅ ﬁ İstanbul",
	"broken":           "\xff\xfe a\xffb \xed\xa0\x80",
	"one long word":    strings.Repeat("ab", 100_000),
	"marks":            strings.Repeat("?!", 50_000),
	"5,000 tokens":     strings.Repeat("a bc def ", 1667),
	"5,000 long words": strings.Repeat("abcdefghijklmnopqrstuvwxyz ", 5000),
	"5,000 one-liners": strings.Repeat("no\n", 5000),
}

func TestHostileSentencesGetTrees(t *testing.T) {
	step := tiny().Step()
	for name, text := range hostile {
		d := words(text)
		step.Run(d)
		if err := check(d); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLongSentencesAreParsedInPieces(t *testing.T) {
	d := words(strings.Repeat("a ", 600)) // 254 + 254 + 92
	tiny().Step().Run(d)
	if err := check(d); err != nil {
		t.Fatal(err)
	}
	root, joints := int32(-1), []int32{}
	for i := range d.Tokens {
		h := d.Tokens[i].Head
		switch {
		case h < 0:
			root = int32(i)
		case h/254 != int32(i)/254:
			joints = append(joints, int32(i)/254)
			if d.Tokens[i].Rel != "parataxis" || h != root {
				t.Errorf("token %d: head %d, relation %s; the root is %d", i, h, d.Tokens[i].Rel, root)
			}
		}
	}
	if !slices.Equal(joints, []int32{1, 2}) || root >= 254 {
		t.Errorf("root %d, joints to pieces %d", root, joints)
	}
}

// text makes sentences of many lengths, the same for the same seed.
func text(seed uint64, sentences int) string {
	random := rand.New(rand.NewPCG(seed, 1))
	var b strings.Builder
	for range sentences {
		for range 1 + random.IntN(40) {
			for range 1 + random.IntN(9) {
				b.WriteByte("etaoinshrdluTHE2"[random.IntN(16)])
			}
			b.WriteByte(' ')
		}
		b.WriteString(".\n")
	}
	return b.String()
}

func TestTheRestOfADocumentChangesNothing(t *testing.T) {
	step := tiny().Step()
	lines := strings.SplitAfter(text(1, 60), "\n")
	whole := words(strings.Join(lines, ""))
	step.Run(whole)
	at := int32(0)
	for _, line := range lines {
		alone := words(line)
		step.Run(alone)
		for i, got := range alone.Tokens {
			want := whole.Tokens[at+int32(i)]
			if got.Head >= 0 {
				got.Head += at
			}
			got.Start, got.End = want.Start, want.End
			if got != want || alone.NameLabels[i] != whole.NameLabels[at+int32(i)] {
				t.Fatalf("%q, token %d: %+v alone, %+v in the document", line, i, got, want)
			}
		}
		at += int32(len(alone.Tokens))
	}
}

func TestPathsAndWorkersAgree(t *testing.T) {
	file := neuraltest.Random(neuraltest.Tiny).Bytes()
	var texts []string
	for seed := range 24 {
		texts = append(texts, text(uint64(seed), 1+seed*3))
	}
	var want []*nlp.Document
	for _, path := range kernel.Available() {
		m, err := neural.OpenFor(path, file)
		if err != nil {
			t.Fatal(err)
		}
		for _, workers := range []int{1, 8} {
			got := make([]*nlp.Document, len(texts))
			var all sync.WaitGroup
			for w := range workers {
				all.Go(func() {
					step := m.Step()
					for i := w; i < len(texts); i += workers {
						got[i] = words(texts[i])
						step.Run(got[i])
					}
				})
			}
			all.Wait()
			if want == nil {
				want = got
			}
			for i := range got {
				if !slices.Equal(got[i].Tokens, want[i].Tokens) || !slices.Equal(got[i].NameLabels, want[i].NameLabels) {
					t.Errorf("%s, %d workers: text %d reads differently", path, workers, i)
				}
			}
		}
	}
}

func TestReadingAgainAllocatesNothing(t *testing.T) {
	step := tiny().Step()
	d := words(text(9, 200))
	step.Run(d)
	// The pool may lose its scratch to a garbage collection now and then.
	if n := testing.AllocsPerRun(20, func() { step.Run(d) }); n > float64(len(d.Tokens))/100 {
		t.Errorf("%v allocations for %d tokens", n, len(d.Tokens))
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range hostile {
		if len(text) < 1000 {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 20_000 || !utf8.ValidString(text) {
			return
		}
		d := words(text)
		tiny().Step().Run(d)
		if err := check(d); err != nil {
			t.Error(err)
		}
	})
}
