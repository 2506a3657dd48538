package neural

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// isTree reports whether heads (from 1, 0 is the root) form a tree whose root
// has one child.
func isTree(heads []int32) bool {
	roots := 0
	for i, h := range heads {
		if h == 0 {
			roots++
		}
		at, steps := int32(i+1), 0
		for ; at > 0 && steps <= len(heads); steps++ {
			at = heads[at-1]
		}
		if at > 0 {
			return false
		}
	}
	return roots == 1
}

func sumOf(scores []int64, heads []int32) int64 {
	var sum int64
	for d, h := range heads {
		sum += scores[d*(len(heads)+1)+int(h)]
	}
	return sum
}

// bestByTrying tries all heads of n words.
func bestByTrying(scores []int64, n int) int64 {
	heads := make([]int32, n)
	best, found := int64(0), false
	var try func(d int)
	try = func(d int) {
		if d == n {
			if isTree(heads) {
				if sum := sumOf(scores, heads); !found || sum > best {
					best, found = sum, true
				}
			}
			return
		}
		for h := range int32(n + 1) {
			heads[d] = h
			try(d + 1)
		}
	}
	try(0)
	return best
}

func TestTreeIsTheBestOfAll(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 32))
	var x tree
	for k := range 3000 {
		n := 1 + r.IntN(5)
		scores := make([]int64, n*(n+1))
		for i := range scores {
			scores[i] = int64(r.IntN(20)) - 10 // many ties and circles
			if k%3 == 0 {
				scores[i] = r.Int64N(1<<41) - 1<<40
			}
		}
		heads := x.find(scores, n)
		if !isTree(heads) {
			t.Fatalf("%v gives %v", scores, heads)
		}
		if got, want := sumOf(scores, heads), bestByTrying(scores, n); got != want {
			t.Fatalf("%v gives %v of %d, the best tree has %d", scores, heads, got, want)
		}
	}
}

func TestLongSentencesGiveTrees(t *testing.T) {
	r := rand.New(rand.NewPCG(33, 34))
	var x tree
	for k := range 60 {
		n := 200 + r.IntN(55)
		scores := make([]int64, n*(n+1))
		for i := range scores {
			switch k % 3 {
			case 0:
				scores[i] = r.Int64N(100)
			case 1: // every word wants its neighbour: circles in circles
				if d, h := i/(n+1)+1, i%(n+1); h == d^1 || h == d+1 {
					scores[i] = 1000 - int64(h)
				}
			}
		}
		first := slices.Clone(x.find(scores, n))
		if !isTree(first) {
			t.Fatalf("no tree of %d words", n)
		}
		if !slices.Equal(first, x.find(scores, n)) {
			t.Fatal("the same scores give another tree")
		}
	}
}

func TestATieGoesToTheLowerHead(t *testing.T) {
	var x tree
	// The third word may hang on the first or the second.
	scores := []int64{9, 0, 0, 0, 0, 9, 0, 0, 0, 9, 9, 0}
	if got := x.find(scores, 3); !slices.Equal(got, []int32{0, 1, 1}) {
		t.Errorf("heads %v", got)
	}
}

func FuzzTree(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6})
	var x tree
	f.Fuzz(func(t *testing.T, b []byte) {
		n := 1
		for (n+1)*(n+2) <= len(b) && n < 254 {
			n++
		}
		scores := make([]int64, n*(n+1))
		for i := range scores {
			if i < len(b) {
				scores[i] = int64(b[i]) << (b[0] % 33)
			}
		}
		if heads := x.find(scores, n); !isTree(heads) {
			t.Fatalf("%v gives %v", scores, heads)
		}
	})
}
