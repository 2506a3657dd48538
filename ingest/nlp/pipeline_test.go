package nlp_test

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
	"dateline/ingest/nlp/coref"
	"dateline/ingest/nlp/dates"
	"dateline/ingest/nlp/lemma"
	"dateline/ingest/nlp/names"
	"dateline/ingest/nlp/neural"
	"dateline/ingest/nlp/neural/kernel"
	"dateline/ingest/nlp/segment"
)

func steps(t testing.TB) []nlp.Step {
	t.Helper()
	var out []nlp.Step
	for _, open := range []func() (nlp.Step, error){segment.New, neural.New, lemma.New} {
		s, err := open()
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

func pipeline(t testing.TB) *nlp.Pipeline {
	t.Helper()
	p, err := nlp.NewPipeline(steps(t)...)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPipelineRefusesWrongOrder(t *testing.T) {
	s := steps(t)
	if _, err := nlp.NewPipeline(s[0], s[2]); err == nil || !strings.Contains(err.Error(), "lemma") {
		t.Errorf("lemma without tags: %v", err)
	}
	if _, err := nlp.NewPipeline(nlp.Step{Name: "idle"}); err == nil {
		t.Error("a step without Run is accepted")
	}
}

// sentences that we wrote, as "form/POS/head/relation", heads counted from 1.
var sentences = []string{
	"The/DET/2/det minister/NOUN/3/nsubj met/VERB/0/root the/DET/5/det envoy/NOUN/3/obj in/ADP/7/case Oslo/PROPN/3/obl ./PUNCT/3/punct",
	"Two/NUM/2/nummod soldiers/NOUN/4/nsubj:pass were/AUX/4/aux:pass killed/VERB/0/root by/ADP/7/case a/DET/7/det bomb/NOUN/4/obl:agent ./PUNCT/4/punct",
	"She/PRON/2/nsubj said/VERB/0/root that/SCONJ/6/mark the/DET/5/det army/NOUN/6/nsubj attacked/VERB/2/ccomp the/DET/8/det town/NOUN/6/obj ./PUNCT/2/punct",
	"The/DET/3/det two/NUM/3/nummod leaders/NOUN/5/nsubj will/AUX/5/aux discuss/VERB/0/root trade/NOUN/5/obj and/CCONJ/8/cc security/NOUN/6/conj ./PUNCT/5/punct",
	"Police/NOUN/2/nsubj arrested/VERB/0/root a/DET/4/det man/NOUN/2/obj who/PRON/6/nsubj threatened/VERB/4/acl:relcl the/DET/8/det judge/NOUN/6/obj ./PUNCT/2/punct",
	"The/DET/2/det company/NOUN/3/nsubj plans/VERB/0/root to/PART/5/mark build/VERB/3/xcomp a/DET/7/det factory/NOUN/5/obj near/ADP/9/case Paris/PROPN/5/obl ./PUNCT/3/punct",
}

func TestEmbeddedModelsReadPlainNews(t *testing.T) {
	p := pipeline(t)
	words, tags, arcs := 0, 0, 0
	for _, s := range sentences {
		var forms []string
		for _, w := range strings.Fields(s) {
			forms = append(forms, strings.Split(w, "/")[0])
		}
		d := &nlp.Document{Text: strings.Join(forms, " ")}
		p.Run(d)
		if len(d.Tokens) != len(forms) || len(d.Sentences) != 1 {
			t.Errorf("%s: %d tokens, %d sentences", d.Text, len(d.Tokens), len(d.Sentences))
			continue
		}
		for i, w := range strings.Fields(s) {
			f, x := strings.Split(w, "/"), d.Tokens[i]
			head := map[bool]string{true: "0"}[x.Head < 0]
			if head == "" {
				head = string('1' + x.Head)
			}
			words++
			if x.POS == f[1] {
				tags++
			} else {
				t.Logf("%s: %s is tagged %s", d.Text, w, x.POS)
			}
			if head == f[2] && x.Rel == f[3] {
				arcs++
			} else {
				t.Logf("%s: %s hangs on %s as %s", d.Text, w, head, x.Rel)
			}
		}
	}
	if tags*100 < 97*words || arcs*100 < 94*words {
		t.Errorf("of %d words %d are tagged right and %d hang right", words, tags, arcs)
	}
}

func TestPipelineGivesTheSameForAnyOrderOfDocuments(t *testing.T) {
	p := pipeline(t)
	a := &nlp.Document{Text: "The envoy left. He said nothing."}
	b := &nlp.Document{Text: "Talks in Rome failed, officials said on Friday, after the vote."}
	c := &nlp.Document{Text: a.Text}
	p.Run(a)
	p.Run(b)
	p.Run(c)
	var x, y bytes.Buffer
	if err := nlp.WriteCoNLLU(&x, "d", a); err != nil {
		t.Fatal(err)
	}
	if err := nlp.WriteCoNLLU(&y, "d", c); err != nil {
		t.Fatal(err)
	}
	if x.String() != y.String() {
		t.Errorf("first\n%sthen\n%s", x.String(), y.String())
	}
}

// law checks the trees of any document.
func law(t *testing.T, d *nlp.Document) {
	t.Helper()
	for _, s := range d.Sentences {
		roots := 0
		for i := s.First; i < s.Last; i++ {
			x := d.Tokens[i]
			if x.POS == "" || x.Tag == "" || x.Lemma == "" || x.Rel == "" {
				t.Fatalf("token %d %q lacks a layer: %+v", i, d.Form(i), x)
			}
			if x.Head < 0 {
				roots++
				continue
			}
			at, n := i, int32(0)
			for ; at >= 0 && n <= s.Last-s.First; n++ {
				if at < s.First || at >= s.Last {
					t.Fatalf("token %d hangs outside of its sentence", i)
				}
				at = d.Tokens[at].Head
			}
			if at >= 0 {
				t.Fatalf("token %d is in a circle", i)
			}
		}
		if roots != 1 {
			t.Fatalf("a sentence has %d roots", roots)
		}
	}
}

func FuzzPipeline(f *testing.F) {
	p := pipeline(f)
	f.Add("He said: “We don’t know.” It's $5m!\n\nRead more")
	f.Add("👍🏽 \xff 1,2 ... ,,, ((( a b c d e f g\n\n\n-")
	f.Fuzz(func(t *testing.T, text string) {
		d := &nlp.Document{Text: text}
		p.Run(d)
		law(t, d)
	})
}

// paragraph is news that we wrote, for the benchmark.
const paragraph = `The finance minister of Norway met her Swedish counterpart in Oslo on Tuesday to discuss a new railway between the two capitals, officials said. "We agreed on the route, but not yet on who will pay for it," she told reporters after the three-hour meeting. The line, which would cut the journey from five hours to three, was first proposed in 2015 and has been delayed twice. Opposition leaders, who have criticised the cost of $6.5bn, said that the government should publish its figures before parliament votes in June.
`

func BenchmarkPipeline(b *testing.B) {
	all := steps(b)
	for n := range all {
		p, err := nlp.NewPipeline(all[:n+1]...)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(all[n].Name, func(b *testing.B) {
			b.ReportAllocs()
			read(b, p)
		})
	}
}

// read has a pipeline read the paragraph for a while.
func read(b *testing.B, p *nlp.Pipeline) {
	words := 0
	for b.Loop() {
		d := &nlp.Document{Text: paragraph}
		p.Run(d)
		words += len(d.Tokens)
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}

func TestStepsAllocateByDocumentNotByToken(t *testing.T) {
	p := pipeline(t)
	allocations := func(text string) float64 {
		return testing.AllocsPerRun(1, func() { p.Run(&nlp.Document{Text: text}) })
	}
	// The least of a few runs: a collection of garbage takes the workers that the
	// steps keep, and the race detector has them made anew at random.
	one, twenty := math.Inf(1), math.Inf(1)
	for range 20 {
		one, twenty = min(one, allocations(paragraph)), min(twenty, allocations(strings.Repeat(paragraph, 20)))
		if twenty <= one+60 {
			return
		}
	}
	t.Errorf("%.0f allocations for one paragraph, %.0f for twenty", one, twenty)
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		steps(b)
	}
}

func TestTreebanksAreRead(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "data", "treebank")
	for name, want := range map[string][3]int{
		"en_ewt-ud-dev.conllu": {318, 2001, 25147},
		"en_gum-ok-dev.conllu": {12, 438, 10631},
	} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Skipf("NOT TESTED: the treebanks are not there: %v", err)
		}
		golds, err := nlp.ReadCoNLLU(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		got := [3]int{len(golds)}
		for _, g := range golds {
			got[1] += len(g.Document.Sentences)
			got[2] += len(g.Document.Tokens)
		}
		if got != want {
			t.Errorf("%s: %v documents, sentences, words, want %v", name, got, want)
		}
	}
}

// BenchmarkPaths reads with all steps on each way to compute, with the model
// in the program and with the pair: what counts is the ratio of their words a
// second.
func BenchmarkPaths(b *testing.B) {
	world, err := gazetteer.New()
	if err != nil {
		b.Fatal(err)
	}
	fast, err := nlp.EmbeddedFile("fast.dlnn")
	if err != nil {
		b.Fatal(err)
	}
	accurate, err := os.ReadFile(filepath.Join("..", "..", "train", "accurate.dlnn"))
	if err != nil {
		b.Fatal(err)
	}
	for _, path := range kernel.Paths() {
		open := func(file []byte) *neural.Model {
			m, err := neural.OpenFor(path, file)
			if err != nil {
				b.Fatal(err)
			}
			return m
		}
		pair, err := neural.NewPair(open(accurate), open(fast))
		if err != nil {
			b.Fatal(err)
		}
		for _, m := range []struct {
			name   string
			reader *neural.Reader
		}{{"fast", neural.NewReader(open(fast))}, {"accurate", pair}} {
			p := readingWith(b, m.reader, world)
			b.Run(m.name+"/"+path.String(), func(b *testing.B) { read(b, p) })
		}
	}
}

// readingWith is the whole pipeline with a reader of trees.
func readingWith(b *testing.B, reader *neural.Reader, world *gazetteer.Table) *nlp.Pipeline {
	var all []nlp.Step
	for _, open := range []func() (nlp.Step, error){
		segment.New,
		func() (nlp.Step, error) { return reader.Step(), nil },
		lemma.New,
		func() (nlp.Step, error) { return names.New(world) },
		dates.New,
		func() (nlp.Step, error) { return coref.New(world) },
	} {
		step, err := open()
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, step)
	}
	p, err := nlp.NewPipeline(all...)
	if err != nil {
		b.Fatal(err)
	}
	return p
}
