package pebble

import (
	"math/bits"
	"slices"

	"dateline/graph/internal/engine"
)

// A row is an edit by rank: the ranks of its values among those that the
// transaction changes, which are ordered as their numbers are, but smaller.
type row struct {
	at [4]uint32 // 0 for no value
	n  int8      // as in edit
}

// A sorter brings rows into the orders of the keyspaces by the digits of their
// ranks, one place after the other: each order is one place away from the one
// before, and no keys are compared.
type sorter struct {
	ids     []engine.ID // by rank
	rows    []row
	spare   []row
	buckets [1 << digitBits]uint32
}

const digitBits = 11

// newSorter brings edits into LSPO. The ids are those of all values that occur
// in them, in order.
func newSorter(edits []edit, ids []engine.ID, first engine.ID) *sorter {
	s := &sorter{ids: append([]engine.ID{0}, ids...), rows: make([]row, len(edits)), spare: make([]row, len(edits))}
	// New values have numbers next to each other: only old ones need a look-up.
	fresh, _ := slices.BinarySearch(ids, first)
	old := make(map[engine.ID]uint32, fresh)
	for i, id := range ids[:fresh] {
		old[id] = uint32(i + 1)
	}
	dense := make([]uint32, 0)
	for i, id := range ids[fresh:] {
		for engine.ID(len(dense)) <= id-first {
			dense = append(dense, 0)
		}
		dense[id-first] = uint32(fresh + i + 1)
	}
	for i, ed := range edits {
		r := &s.rows[i]
		r.n = int8(ed.n)
		for place, id := range ed.t {
			switch {
			case id == 0:
			case id >= first:
				r.at[place] = dense[id-first]
			default:
				r.at[place] = old[id]
			}
		}
	}
	lspo := func(a, b row) int { return compareRows(a, b, spaceLSPO) }
	if !slices.IsSortedFunc(s.rows, lspo) {
		slices.SortFunc(s.rows, lspo)
	}
	return s
}

func compareRows(a, b row, space byte) int {
	for _, place := range orders[space-firstOrder] {
		if x, y := a.at[place], b.at[place]; x != y {
			if x < y {
				return -1
			}
			return 1
		}
	}
	return 0
}

// The keyspaces in the order in which a sorter goes through them.
var sorting = [4]byte{spaceLSPO, spaceSPOL, spaceOSPL, spacePOSL}

// next brings the rows from the order before space into that of space.
func (s *sorter) next(space byte) {
	switch space {
	case spaceSPOL:
		s.by(engine.Subject)
		// What is about one subject is still in LSPO. Mostly that is one article.
		for rest := s.rows; len(rest) > 0; {
			n := 1
			for n < len(rest) && rest[n].at[engine.Subject] == rest[0].at[engine.Subject] {
				n++
			}
			if rest[n-1].at[engine.Label] != rest[0].at[engine.Label] {
				slices.SortFunc(rest[:n], func(a, b row) int { return compareRows(a, b, spaceSPOL) })
			}
			rest = rest[n:]
		}
	case spaceOSPL:
		s.by(engine.Object)
	case spacePOSL:
		s.by(engine.Predicate)
	}
}

// by sorts by one place, and keeps the order of rows that are equal there.
func (s *sorter) by(place int) {
	width := bits.Len(uint(len(s.ids)))
	digits := (width + digitBits - 1) / digitBits
	for digit := range digits {
		s.pass(place, digit*digitBits)
	}
}

func (s *sorter) pass(place, shift int) {
	const mask = 1<<digitBits - 1
	s.buckets = [1 << digitBits]uint32{}
	for i := range s.rows {
		s.buckets[s.rows[i].at[place]>>shift&mask]++
	}
	start := uint32(0)
	for d, n := range s.buckets {
		s.buckets[d], start = start, start+n
	}
	for i := range s.rows {
		d := s.rows[i].at[place] >> shift & mask
		s.spare[s.buckets[d]] = s.rows[i]
		s.buckets[d]++
	}
	s.rows, s.spare = s.spare, s.rows
}

// appendKey appends the key of a row in the order of space.
func (s *sorter) appendKey(b []byte, space byte, r *row) []byte {
	b = append(b, space)
	for _, place := range &orders[space-firstOrder] {
		b = appendID(b, s.ids[r.at[place]])
	}
	return b
}
