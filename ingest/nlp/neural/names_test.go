package neural

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"dateline/ingest/nlp"
)

var bilou = []string{"O", "B-PER", "I-PER", "L-PER", "U-PER", "B-LOC", "I-LOC", "L-LOC", "U-LOC"}

// bestNames tries all legal sequences and returns the highest sum.
func bestNames(n *names, scores []float32, count, words int) int64 {
	best := int64(never)
	var try func(i, before int, sum int64)
	try = func(i, before int, sum int64) {
		if i == words {
			if n.closes[before] {
				best = max(best, sum)
			}
			return
		}
		for c := range count {
			legal := n.opens[c]
			if i > 0 {
				legal = false
				for _, b := range n.before[c] {
					legal = legal || int(b) == before
				}
			}
			if legal {
				try(i+1, c, sum+score(scores[i*count+c]))
			}
		}
	}
	try(0, 0, 0)
	return best
}

func TestNamesAreTheBestLegalSequence(t *testing.T) {
	n, err := newNames(bilou)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(41, 42))
	var s sequence
	for range 300 {
		words := 1 + r.IntN(4)
		scores := make([]float32, words*len(bilou))
		for i := range scores {
			scores[i] = float32(r.NormFloat64())
		}
		var sum int64
		for i, l := range s.best(&n, scores, len(bilou), words) {
			sum += score(scores[i*len(bilou)+int(l)])
		}
		if want := bestNames(&n, scores, len(bilou), words); sum != want {
			t.Fatalf("sum %d, the best is %d", sum, want)
		}
	}
}

func TestLabelsBecomeSpans(t *testing.T) {
	n, err := newNames(bilou)
	if err != nil {
		t.Fatal(err)
	}
	got := n.spans(nil, []uint8{0, 1, 2, 3, 8, 4, 5, 7}, 10)
	want := []nlp.Span{{First: 11, Last: 14, Class: nlp.Person}, {First: 14, Last: 15, Class: nlp.Place},
		{First: 15, Last: 16, Class: nlp.Person}, {First: 16, Last: 18, Class: nlp.Place}}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("spans %v, want %v", got, want)
	}
}
