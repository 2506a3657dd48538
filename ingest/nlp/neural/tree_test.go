package neural

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// total returns the score of heads, and whether they are a tree whose root
// has one child.
func total(score []int64, heads []int32) (int64, bool) {
	n, sum, roots := len(heads), int64(0), 0
	for d, h := range heads {
		if h < 0 || int(h) > n {
			return 0, false
		}
		sum += score[d*(n+1)+int(h)]
		if h == 0 {
			roots++
		}
		steps := 0
		for at := int32(d + 1); at != 0; at = heads[at-1] {
			if steps++; steps > n {
				return 0, false
			}
		}
	}
	return sum, roots == 1
}

// exhaust returns the score of the best tree by trying all heads.
func exhaust(score []int64, n int) int64 {
	best, any := int64(0), false
	heads := make([]int32, n)
	var try func(d int)
	try = func(d int) {
		if d == n {
			if sum, ok := total(score, heads); ok && (!any || sum > best) {
				best, any = sum, true
			}
			return
		}
		for h := range n + 1 {
			heads[d] = int32(h)
			try(d + 1)
		}
	}
	try(0)
	return best
}

func TestTreesAreTheBestOfAll(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var tr tree
	for range 3000 {
		n := 1 + random.IntN(5)
		spread := []int64{3, 50, 1 << 20}[random.IntN(3)]
		score := make([]int64, n*(n+1))
		for i := range score {
			score[i] = random.Int64N(2*spread) - spread
		}
		want := exhaust(score, n)
		heads := tr.best(score, n)
		if got, ok := total(score, heads); !ok || got != want {
			t.Fatalf("scores %d: heads %d give %d, want %d", score, heads, got, want)
		}
	}
}

func TestTreesOfLongAndHostileScores(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var tr tree
	for _, c := range []struct {
		name  string
		score func(d, h int) int64
	}{
		{"all equal", func(int, int) int64 { return 0 }},
		{"all lowest", func(int, int) int64 { return -maxScore }},
		{"everything wants the root", func(_, h int) int64 {
			if h == 0 {
				return maxScore
			}
			return -maxScore
		}},
		{"nested cycles", func(d, h int) int64 {
			if d^1 == h {
				return maxScore
			}
			return int64(-(d ^ h))
		}},
		{"one long cycle", func(d, h int) int64 {
			if h == d+1 || h == 1 && d == positions-2 {
				return maxScore
			}
			return -int64(h)
		}},
		{"noise", func(int, int) int64 { return random.Int64N(2*maxScore) - maxScore }},
	} {
		n := positions - 2
		score := make([]int64, n*(n+1))
		for d := range n {
			for h := range n + 1 {
				score[d*(n+1)+h] = c.score(d+1, h)
			}
		}
		if _, ok := total(score, tr.best(score, n)); !ok {
			t.Errorf("%s: no tree", c.name)
		}
	}
}

func TestEqualArcsGoToTheLowerHead(t *testing.T) {
	var tr tree
	// Word 1 is the root by far; words 2 and 3 have no opinion.
	score := []int64{
		9, 0, 0, 0,
		0, 0, 0, 0,
		-9, 0, 0, 0,
	}
	if got := tr.best(score, 3); !slices.Equal(got, []int32{0, 1, 1}) {
		t.Errorf("heads %d", got)
	}
}
