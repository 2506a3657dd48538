package neural

import (
	"math/rand/v2"
	"testing"
)

// legal reports whether a label may follow another; -1 stands for the edges.
func legal(from, to int) bool {
	open := from > 0 && ((from-1)%4 == 0 || (from-1)%4 == 1)
	if to < 0 {
		return !open
	}
	goesOn := to > 0 && ((to-1)%4 == 1 || (to-1)%4 == 2)
	if open || goesOn {
		return open && goesOn && (from-1)/4 == (to-1)/4
	}
	return true
}

func TestNameLabelsAreTheBestLegalOnes(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	var p path
	for range 500 {
		n := 1 + random.IntN(3)
		scores := make([]float32, n*len(nameLabels))
		for i := range scores {
			scores[i] = float32(random.NormFloat64())
		}
		var best int64
		any := false
		var try func(i, from int, sum int64)
		try = func(i, from int, sum int64) {
			if i == n {
				if legal(from, -1) && (!any || sum > best) {
					best, any = sum, true
				}
				return
			}
			for l := range nameLabels {
				if legal(from, l) {
					try(i+1, l, sum+integer(scores[i*len(nameLabels)+l]))
				}
			}
		}
		try(0, -1, 0)
		labels := make([]uint8, n)
		p.best(labels, scores)
		got, from := int64(0), -1
		for i, l := range labels {
			if !legal(from, int(l)) {
				t.Fatalf("labels %d are not legal", labels)
			}
			got, from = got+integer(scores[i*len(nameLabels)+int(l)]), int(l)
		}
		if !legal(from, -1) || got != best {
			t.Fatalf("labels %d give %d, want %d", labels, got, best)
		}
	}
}

func TestEqualNameLabelsAreNone(t *testing.T) {
	var p path
	labels := make([]uint8, 4)
	p.best(labels, make([]float32, 4*len(nameLabels)))
	for _, l := range labels {
		if l != 0 {
			t.Fatalf("labels %d", labels)
		}
	}
}
