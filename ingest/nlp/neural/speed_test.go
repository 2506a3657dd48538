package neural

import (
	"fmt"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"dateline/ingest/nlp"
	"dateline/ingest/nlp/lemma"
	"dateline/ingest/nlp/neural/kernel"
	"dateline/ingest/nlp/segment"
)

const paragraph = `The finance minister of Norway met her Swedish counterpart in Oslo on Tuesday to discuss a new railway between the two capitals, officials said. "We agreed on the route, but not yet on who will pay for it," she told reporters after the three-hour meeting. The line, which would cut the journey from five hours to three, was first proposed in 2015 and has been delayed twice. Opposition leaders, who have criticised the cost of $6.5bn, said that the government should publish its figures before parliament votes in June.
`

func cpuTime() float64 {
	var r syscall.Rusage
	syscall.Getrusage(1, &r) // RUSAGE_THREAD
	return float64(r.Utime.Sec) + float64(r.Utime.Usec)/1e6 + float64(r.Stime.Sec) + float64(r.Stime.Usec)/1e6
}

func BenchmarkReader(b *testing.B) {
	vocab := vocabExtra(paragraph)
	for _, l := range []struct{ layers, embed int }{{2, 128}, {3, 128}, {6, 0}} {
		for _, p := range kernel.Paths() {
			r := randomReader(b, trueSize(l.layers, l.embed), 12000, p)
			_ = vocab
			seg, _ := segment.New()
			lem, _ := lemma.New()
			_ = lem
			d := &nlp.Document{Text: strings.Repeat(paragraph, 10)}
			seg.Run(d)
			b.Run(fmt.Sprintf("%dlayers/%v", l.layers, p), func(b *testing.B) {
				w := newWorker(r.model)
				w.document(d)
				pieces := 0
				for _, s := range d.Sentences {
					w.begin()
					for f := s.First; f < s.Last; {
						f = w.chunk(d, s, f)
					}
					pieces += len(w.pieces)
				}
				w.begin()
				start := cpuTime()
				for b.Loop() {
					w.document(d)
				}
				b.ReportMetric(float64(b.N)*float64(len(d.Tokens))/(cpuTime()-start), "words/cpu-s")
				b.ReportMetric(float64(pieces)/float64(len(d.Tokens)), "rows/word")
			})
		}
	}
}

func vocabExtra(text string) []string {
	var out []string
	for i, w := range regexp.MustCompile(`[A-Za-z]+|[0-9]+`).FindAllString(text, -1) {
		if i%8 != 7 {
			out = append(out, strings.ToLower(w))
		}
	}
	return out
}
