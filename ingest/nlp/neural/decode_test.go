package neural

import (
	"math"
	"testing"
)

func TestScoresAreBoundedWhateverComes(t *testing.T) {
	const bound = 1 << 39
	inf := float32(math.Inf(1))
	for _, c := range []struct {
		x    float32
		want int64
	}{
		{0, 0}, {1, 1024}, {-1, -1024}, {0.5 / 1024, 0}, {1.5 / 1024, 2}, {-0.5 / 1024, 0},
		{inf, bound}, {-inf, -bound}, {float32(math.NaN()), -bound}, {math.MaxFloat32, bound},
	} {
		if got := score(c.x); got != c.want {
			t.Errorf("score(%v) = %d, want %d", c.x, got, c.want)
		}
	}
}

func TestArcsOfNoNumbersAreATree(t *testing.T) {
	const n = 40
	scores := make([]int64, n*(n+1))
	for i := range scores {
		x := float32(i%7) - 3
		switch i % 5 {
		case 0:
			x = float32(math.NaN())
		case 1:
			x = float32(math.Inf(i%3 - 1))
		}
		scores[i] = score(x)
	}
	var tr tree
	heads, roots := tr.find(scores, n), 0
	for d := range heads {
		at, steps := int32(d+1), 0
		for ; at > 0 && steps <= n; steps++ {
			at = heads[at-1]
		}
		if at != 0 {
			t.Fatalf("word %d hangs on no root", d+1)
		}
		if heads[d] == 0 {
			roots++
		}
	}
	if roots != 1 {
		t.Errorf("%d roots", roots)
	}
}
