package neural

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"dateline/ingest/nlp"
	"dateline/ingest/nlp/neural/kernel"
	"dateline/ingest/nlp/segment"
)

// news is what we wrote, for the benchmark.
const news = `The finance minister of Norway met her Swedish counterpart in Oslo on Tuesday to discuss a new railway between the two capitals, officials said. "We agreed on the route, but not yet on who will pay for it," she told reporters after the three-hour meeting. The line, which would cut the journey from five hours to three, was first proposed in 2015 and has been delayed twice. Opposition leaders, who have criticised the cost of $6.5bn, said that the government should publish its figures before parliament votes in June.
`

// wordsOf returns most words of the news, so that a random vocabulary cuts it
// into as many pieces as a real one does: about 1.25 rows a word.
func wordsOf(text string) []string {
	var out []string
	for i, w := range regexp.MustCompile(`[A-Za-z]+|[0-9]+`).FindAllString(text, -1) {
		if i%8 != 7 && len(w) > 1 {
			out = append(out, strings.ToLower(w))
		}
	}
	return out
}

// BenchmarkReader shows the words a second of models of the true sizes on each
// path: what counts is their ratio.
func BenchmarkReader(b *testing.B) {
	segmenter, err := segment.New()
	if err != nil {
		b.Fatal(err)
	}
	d := &nlp.Document{Text: strings.Repeat(news, 10)}
	segmenter.Run(d)
	for _, c := range []config{trueSize(2, 128), trueSize(3, 128), trueSize(6, 0)} {
		file := randomModel(c, 12000)
		for _, p := range kernel.Paths() {
			b.Run(fmt.Sprintf("layers=%d/%v", c.Layers, p), func(b *testing.B) {
				m, err := OpenFor(p, file)
				if err != nil {
					b.Fatal(err)
				}
				w := newWorker([]*Model{m})
				for b.Loop() {
					w.document(d)
				}
				b.ReportMetric(float64(b.N)*float64(len(d.Tokens))/b.Elapsed().Seconds(), "words/s")
			})
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	file := randomModel(trueSize(6, 0), 30000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Open(file); err != nil {
			b.Fatal(err)
		}
	}
}
