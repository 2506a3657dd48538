package neural

import (
	"encoding/json"
	"os"
	"syscall"
	"testing"

	"dateline/ingest/nlp/neural/kernel"
)

// Set by train/onnx, which times another program on the same sentences.
const (
	besideModel     = "DATELINE_BESIDE_MODEL"     // a model file
	besideSentences = "DATELINE_BESIDE_SENTENCES" // a file of sentences in its pieces
	besideAnswers   = "DATELINE_BESIDE_ANSWERS"   // where to write what the model says of each word; may be empty
)

// spelled is a sentence as the encoder takes it.
type spelled struct {
	Pieces []int32 `json:"pieces"`
	Shapes []int   `json:"shapes"`
	First  []int32 `json:"first"` // rows of the root and of the first piece of each word
}

// beside reads sentences that are spelled already.
type beside struct {
	*encoder
	rows []int // of the roots of the batch, among its words
}

func newBeside(m *Model) *beside { return &beside{encoder: newEncoder(m)} }

// place adds a sentence to the batch, as add does with words.
func (b *beside) place(s spelled) {
	row := len(b.pieces)
	b.chunks, b.rows = append(b.chunks, rows{row, len(s.Pieces)}), append(b.rows, len(b.firsts))
	for _, f := range s.First {
		b.firsts = append(b.firsts, int32(row)+f)
	}
	b.pieces = append(b.pieces, s.Pieces...)
	for _, k := range s.Shapes {
		b.shapes = append(b.shapes, uint8(k))
	}
}

// outputs computes what the encoder and all heads say of the batch, shows it
// sentence by sentence and empties the batch. Relations are those with the
// best head of each word, so that no tree is looked for.
func (b *beside) outputs(heads []int32, show func(row int, heads []int32)) {
	if len(b.rows) == 0 {
		return
	}
	b.encode()
	b.read()
	for i, row := range b.rows {
		n := len(b.firsts) - row - 1
		if i+1 < len(b.rows) {
			n = b.rows[i+1] - row - 1
		}
		arcs := b.arcsOf(row, n)
		heads = heads[:0]
		for d := range n {
			best, scores := 0, arcs[d*(n+1):][:n+1]
			for g, s := range scores {
				if s > scores[best] {
					best = g
				}
			}
			heads = append(heads, int32(best))
		}
		b.relsOf(row, heads)
		show(row, heads)
	}
	b.begin()
	b.rows = b.rows[:0]
}

// all reads all sentences in batches of at least so many pieces.
func (b *beside) all(sentences []spelled, rows int, show func(row int, heads []int32)) {
	heads := make([]int32, 0, positions)
	for _, s := range sentences {
		b.place(s)
		if len(b.pieces) >= rows {
			b.outputs(heads, show)
		}
	}
	b.outputs(heads, show)
}

// answer is the head of a word and its best labels: relation, upos, xpos,
// feats, name.
type answer [6]int

func (b *beside) answers(sentences []spelled) []answer {
	var all []answer
	m := b.model
	b.all(sentences, 1, func(at int, heads []int32) {
		for d, g := range heads {
			row, h := b.out[(at+1+d)*m.heads.all.Wide():], m.heads
			all = append(all, answer{int(g), argmax(b.rels[d*h.rel.Wide():][:len(m.labels.Rels)]),
				argmax(row[h.upos:][:len(m.labels.UPOS)]), argmax(row[h.xpos:][:len(m.labels.XPOS)]),
				argmax(row[h.feats:][:len(m.labels.Feats)]), argmax(row[h.ner:][:len(m.labels.NER)])})
		}
	})
	return all
}

// processorTime gives the seconds of processor time that the process has used.
func processorTime() float64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}

// BenchmarkBeside shows the words of given sentences that encoder and heads
// read in a second of processor time, each sentence alone and in the batches
// of the reader.
func BenchmarkBeside(b *testing.B) {
	if os.Getenv(besideModel) == "" {
		b.Skip("for train/onnx")
	}
	file, err := os.ReadFile(os.Getenv(besideModel))
	if err != nil {
		b.Fatal(err)
	}
	text, err := os.ReadFile(os.Getenv(besideSentences))
	if err != nil {
		b.Fatal(err)
	}
	var sentences []spelled
	if err := json.Unmarshal(text, &sentences); err != nil {
		b.Fatal(err)
	}
	for _, p := range kernel.Paths() {
		for _, kind := range []struct {
			name string
			rows int
		}{{"alone", 1}, {"batches", batchRows}} {
			b.Run(p.String()+"/"+kind.name, func(b *testing.B) {
				m, err := OpenFor(p, file)
				if err != nil {
					b.Fatal(err)
				}
				reader := newBeside(m)
				all := reader.answers(sentences) // and everything is warm
				if to := os.Getenv(besideAnswers); to != "" {
					text, _ := json.Marshal(all)
					if err := os.WriteFile(to, text, 0o644); err != nil {
						b.Fatal(err)
					}
				}
				begin := processorTime()
				for b.Loop() {
					reader.all(sentences, kind.rows, func(int, []int32) {})
				}
				b.ReportMetric(float64(b.N*len(all))/(processorTime()-begin), "words/cpu-s")
			})
		}
	}
}
