package names

import "math"

// decoder finds the best legal sequence of labels (Viterbi).
type decoder struct {
	emit  [][labels]int32 // scores of the labels of each token, filled by the caller
	score [][labels]int32
	back  [][labels]uint8
	path  []uint8
}

// never is the score of what may not be; sums of it and of real scores do
// not leave the range.
const never = math.MinInt32 / 4

// reset makes room for n tokens.
func (d *decoder) reset(n int) {
	if cap(d.emit) < n {
		d.emit = make([][labels]int32, n)
		d.score = make([][labels]int32, n)
		d.back = make([][labels]uint8, n)
		d.path = make([]uint8, n)
	}
	d.emit, d.score, d.back, d.path = d.emit[:n], d.score[:n], d.back[:n], d.path[:n]
}

// best returns the best path through d.emit; with allowed, the best of those
// that keep to it, as far as any does. The path is valid until the next call.
func (d *decoder) best(transitions *[labels][labels]int32, allowed []Set) []uint8 {
	n := len(d.emit)
	if n == 0 {
		return nil
	}
	for i := range n {
		may := all
		if allowed != nil {
			may = allowed[i]
		}
		for c := range labels {
			if may>>c&1 == 0 {
				d.score[i][c] = never
				continue
			}
			if i == 0 {
				d.score[i][c] = never
				if opens(c) {
					d.score[i][c] = d.emit[i][c]
				}
				continue
			}
			top, from := int32(never), uint8(0)
			if opens(c) {
				for p := range labels {
					if closes(p) {
						if s := d.score[i-1][p] + transitions[p][c]; s > top {
							top, from = s, uint8(p)
						}
					}
				}
			} else { // inside or last: after begin or inside of the same type
				base := c - (c-1)%4
				for _, p := range [2]int{base, base + 1} {
					if s := d.score[i-1][p] + transitions[p][c]; s > top {
						top, from = s, uint8(p)
					}
				}
			}
			d.back[i][c] = from
			d.score[i][c] = max(top+d.emit[i][c], never)
		}
	}
	top, at := int32(never), 0
	for c := range labels {
		if closes(c) && d.score[n-1][c] > top {
			top, at = d.score[n-1][c], c
		}
	}
	for i := n - 1; i >= 0; i-- {
		d.path[i] = uint8(at)
		at = int(d.back[i][at])
	}
	return d.path
}

// opens reports whether a label can follow the end of a name.
func opens(c int) bool { return c == outside || (c-1)%4 == begin-1 || (c-1)%4 == unit-1 }

// closes reports whether a label can end a sentence.
func closes(c int) bool { return c == outside || (c-1)%4 >= last-1 }
