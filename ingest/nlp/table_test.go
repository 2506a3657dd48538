package nlp

import (
	"math/rand/v2"
	"testing"
)

// naive sums the rows of a table one byte at a time.
func naive(t *Table, features []uint64, class int) int32 {
	step := min(t.stride, 8)
	var sum int32
	for _, f := range features {
		sum += int32(t.w[int(f>>t.shift)*step+class]) - 128
	}
	return sum
}

func trained(t *testing.T, classes int, bits uint) *Table {
	t.Helper()
	random := rand.New(rand.NewPCG(1, uint64(classes)))
	tr := NewTrainer(classes, bits)
	for range 3000 {
		tr.Update([]uint64{random.Uint64(), random.Uint64()}, random.IntN(classes), int32(random.IntN(41)-20))
		tr.Tick()
	}
	m := NewModel("test", 1)
	m.Add("w", tr.Section(10))
	table, err := NewTable(m, "w")
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestTableSumsRowsInLanes(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 3))
	for _, classes := range []int{2, 3, 4, 5, 8, 53, 116, 256} {
		table := trained(t, classes, 10)
		for _, n := range []int{0, 1, 30, MaxFeatures} {
			features := make([]uint64, n)
			for i := range features {
				features[i] = random.Uint64()
			}
			if classes <= 4 {
				sum := table.Four(features)
				for c := range classes {
					if want := naive(table, features, c); sum[c] != want {
						t.Errorf("%d classes, %d features: sum of class %d is %d, want %d", classes, n, c, sum[c], want)
					}
				}
				continue
			}
			var s Scores
			s.Reset(table)
			table.Add(&s, features)
			best := 0
			for c := range classes {
				want := naive(table, features, c)
				if got := s.Get(c); got != want {
					t.Fatalf("%d classes, %d features: sum of class %d is %d, want %d", classes, n, c, got, want)
				}
				if want > naive(table, features, best) {
					best = c
				}
			}
			if got := table.Best(&s); got != best {
				t.Errorf("%d classes, %d features: best %d, want %d", classes, n, got, best)
			}
		}
	}
}

func TestTrainerLearnsToTellFeaturesApart(t *testing.T) {
	tr := NewTrainer(6, 12)
	feature := func(c int) []uint64 { return []uint64{Mix(1, 0), Mix(2, uint64(c))} }
	for range 20 {
		for c := range 6 {
			scores := make([]int32, 6)
			tr.Add(scores, feature(c))
			best := 0
			for k, v := range scores {
				if v > scores[best] {
					best = k
				}
			}
			if best != c {
				tr.Update(feature(c), c, 1)
				tr.Update(feature(c), best, -1)
			}
			tr.Tick()
		}
	}
	m := NewModel("test", 1)
	m.Add("w", tr.Section(20))
	table, err := NewTable(m, "w")
	if err != nil {
		t.Fatal(err)
	}
	for c := range 6 {
		var s Scores
		s.Reset(table)
		table.Add(&s, feature(c))
		if got := table.Best(&s); got != c {
			t.Errorf("class %d is taken for %d", c, got)
		}
	}
}

func TestNewTableRefusesOtherSizes(t *testing.T) {
	good := NewTrainer(5, 4).Section(10)
	for name, b := range map[string][]byte{
		"empty":       {},
		"cut":         good[:len(good)-1],
		"long":        append(append([]byte{}, good...), 0),
		"no classes":  append([]byte{0, 0, 0, 0}, good[4:]...),
		"many":        append([]byte{1, 2, 0, 0}, good[4:]...),
		"huge places": append(append(append([]byte{}, good[:4]...), 40, 0, 0, 0), good[8:]...),
	} {
		m := NewModel("test", 1)
		m.Add("w", b)
		if _, err := NewTable(m, "w"); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := NewTable(NewModel("test", 1), "w"); err == nil {
		t.Error("a section that is not there gives no error")
	}
}

func TestLexiconFindsWhatWasPutIn(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 5))
	entries := map[uint64]uint32{}
	for i := range 5000 {
		entries[random.Uint64()] = uint32(i)
	}
	m := NewModel("test", 1)
	m.Add("l", LexiconSection(entries))
	l, err := NewLexicon(m, "l")
	if err != nil {
		t.Fatal(err)
	}
	for h, want := range entries {
		if got, ok := l.Get(h); !ok || got != want {
			t.Fatalf("%x: %d %v, want %d", h, got, ok, want)
		}
	}
	found := 0
	for range 5000 {
		if _, ok := l.Get(random.Uint64()); ok {
			found++
		}
	}
	if found > 1 {
		t.Errorf("%d of 5000 other hashes are found", found)
	}
}
