package pebble

import (
	"slices"

	"dateline/graph/internal/engine"
)

// A sorter brings edits into the orders of the keyspaces by the digits of
// their numbers, least place first: several times faster than comparing tuples.
type sorter struct {
	places  [4][]engine.ID // of the edits, in LSPO
	digits  [4]int         // of the highest number in each place
	a, b    []uint32       // indexes of edits
	buckets [1 << digitBits]uint32
}

const digitBits = 11

// newSorter brings edits into LSPO, from which all other sorting starts.
func newSorter(edits []edit) *sorter {
	lspo := func(a, b edit) int {
		if a.t[engine.Label] != b.t[engine.Label] {
			if a.t[engine.Label] < b.t[engine.Label] {
				return -1
			}
			return 1
		}
		return compare(a.t, b.t)
	}
	if !slices.IsSortedFunc(edits, lspo) {
		slices.SortFunc(edits, lspo)
	}
	s := &sorter{a: make([]uint32, len(edits)), b: make([]uint32, len(edits))}
	for place := range s.places {
		ids := make([]engine.ID, len(edits))
		highest := engine.ID(0)
		for i := range edits {
			ids[i] = edits[i].t[place]
			highest = max(highest, ids[i])
		}
		for ; highest > 0; highest >>= digitBits {
			s.digits[place]++
		}
		s.places[place] = ids
	}
	return s
}

// sort gives the indexes of the edits in the order o; the slice is valid until
// the next call.
func (s *sorter) sort(o order) []uint32 {
	for i := range s.a {
		s.a[i] = uint32(i)
	}
	if o[0] == engine.Label {
		return s.a
	}
	// Label, the last place, is in order as it is.
	for i := len(o) - 2; i >= 0; i-- {
		for digit := range s.digits[o[i]] {
			s.pass(s.places[o[i]], digit*digitBits)
		}
	}
	return s.a
}

// pass sorts by one digit and keeps the order of equal ones.
func (s *sorter) pass(ids []engine.ID, shift int) {
	const mask = 1<<digitBits - 1
	s.buckets = [1 << digitBits]uint32{}
	for _, id := range ids {
		s.buckets[id>>shift&mask]++
	}
	start := uint32(0)
	for d, n := range s.buckets {
		s.buckets[d], start = start, start+n
	}
	for _, i := range s.a {
		d := ids[i] >> shift & mask
		s.b[s.buckets[d]] = i
		s.buckets[d]++
	}
	s.a, s.b = s.b, s.a
}
