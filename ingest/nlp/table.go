package nlp

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// A Table is a linear model: for a hashed feature, a row of one small weight
// for each class. Rows overlap: a feature's row begins where its hash says,
// so that a table is a flat array of bytes that is used as it lies in the
// file (Bohnet's hash kernel). A weight w is stored as the byte 128+w. It is
// safe for concurrent use.
type Table struct {
	classes int
	stride  int  // bytes of a row: classes rounded up to 8, or 4 for up to 4
	shift   uint // 64 - log2(number of places where a row may begin)
	w       []byte
}

// NewTable returns the table that is kept in a model's section. Section:
// classes (4 bytes), log2 of the places (4), the weights.
func NewTable(m *Model, section string) (*Table, error) {
	b, err := m.Section(section)
	if err != nil {
		return nil, err
	}
	if len(b) < 8 {
		return nil, fmt.Errorf("model %s: section %s: cut", m.Step, section)
	}
	classes, bits := binary.LittleEndian.Uint32(b), binary.LittleEndian.Uint32(b[4:])
	if classes == 0 || classes > MaxClasses || bits == 0 || bits > 30 {
		return nil, fmt.Errorf("model %s: section %s: %d classes, 2^%d rows", m.Step, section, classes, bits)
	}
	t := &Table{classes: int(classes), stride: stride(int(classes)), shift: 64 - uint(bits), w: b[8:]}
	if want := places(int(classes), uint(bits)); len(t.w) != want {
		return nil, fmt.Errorf("model %s: section %s: %d weights, want %d", m.Step, section, len(t.w), want)
	}
	return t, nil
}

// MaxClasses is the largest number of classes of a Table.
const MaxClasses = 256

// maxFeatures is how many rows can be added before a lane overflows.
const maxFeatures = 256

// MaxFeatures is how many features one decision may have.
const MaxFeatures = maxFeatures

func stride(classes int) int {
	if classes <= 4 {
		return 4
	}
	return (classes + 7) &^ 7
}

// places returns the number of weights of a table.
func places(classes int, bits uint) int {
	s := stride(classes)
	return min(s, 8)<<bits + s
}

// Classes returns the number of classes.
func (t *Table) Classes() int { return t.classes }

// Scores are the sums of one decision, in 16-bit lanes.
type Scores struct {
	even, odd [MaxClasses / 8]uint64
	rows      int32
	asked     byte // keeps the early reads of Add from being optimised away
}

// Reset makes s the sum of no rows of t.
func (s *Scores) Reset(t *Table) {
	n := (t.stride + 7) / 8
	clear(s.even[:n])
	clear(s.odd[:n])
	s.rows = 0
}

const lanes = 0x00FF00FF00FF00FF

// Add adds the rows of the features, at most MaxFeatures of them since
// Reset. It is for tables of more than 4 classes.
func (t *Table) Add(s *Scores, features []uint64) {
	n := t.stride / 8
	even, odd := s.even[:n], s.odd[:n]
	// Rows lie anywhere in memory: ask for all of them before the first is
	// needed, so that the waits overlap.
	var asked byte
	for _, f := range features {
		asked |= t.w[int(f>>t.shift)*8]
	}
	s.asked = asked
	for _, f := range features {
		at := int(f>>t.shift) * 8
		row := t.w[at : at+n*8]
		for j := range even {
			x := binary.LittleEndian.Uint64(row[j*8 : j*8+8])
			even[j] += x & lanes
			odd[j] += x >> 8 & lanes
		}
	}
	s.rows += int32(len(features))
}

// Get returns the score of class c.
func (s *Scores) Get(c int) int32 {
	x := s.even[c>>3]
	if c&1 == 1 {
		x = s.odd[c>>3]
	}
	return int32(x>>(uint(c&6)*8)&0xFFFF) - 128*s.rows
}

// Best returns the class with the highest score, the lowest of equals.
func (t *Table) Best(s *Scores) int {
	best, top := 0, int32(-1)
	for j := range t.stride / 8 {
		e, o := s.even[j], s.odd[j]
		for k := 0; k < 8; k += 2 {
			if v := int32(e & 0xFFFF); v > top && j*8+k < t.classes {
				best, top = j*8+k, v
			}
			if v := int32(o & 0xFFFF); v > top && j*8+k+1 < t.classes {
				best, top = j*8+k+1, v
			}
			e, o = e>>16, o>>16
		}
	}
	return best
}

// Four returns the four sums of the features, at most MaxFeatures of them.
// It is for tables of up to 4 classes.
func (t *Table) Four(features []uint64) [4]int32 {
	var sum uint64
	for _, f := range features {
		sum += t.four(f)
	}
	return unpack(sum, len(features))
}

// four returns a row as four lanes of 16 bits.
func (t *Table) four(f uint64) uint64 {
	at := int(f>>t.shift) * 4
	x := uint64(binary.LittleEndian.Uint32(t.w[at : at+4]))
	x = (x | x<<16) & 0x0000FFFF0000FFFF
	return (x | x<<8) & lanes
}

func unpack(sum uint64, rows int) [4]int32 {
	off := int32(128 * rows)
	return [4]int32{int32(sum&0xFFFF) - off, int32(sum>>16&0xFFFF) - off, int32(sum>>32&0xFFFF) - off, int32(sum>>48) - off}
}

// A Trainer is a Table in the making: an averaged perceptron in integers. It
// is not safe for concurrent use.
type Trainer struct {
	classes, stride int
	bits            uint
	now             int64
	w               []int32
	late            []int64 // sum over updates of (change * time of the change)
}

// NewTrainer returns an empty model with 1<<bits places for rows.
func NewTrainer(classes int, bits uint) *Trainer {
	n := places(classes, bits)
	return &Trainer{classes: classes, stride: stride(classes), bits: bits, now: 1, w: make([]int32, n), late: make([]int64, n)}
}

func (t *Trainer) at(f uint64) int { return int(f>>(64-t.bits)) * min(t.stride, 8) }

// Tick moves the clock of the average; once for each example.
func (t *Trainer) Tick() { t.now++ }

// Add adds the rows of the features to scores (one for each class).
func (t *Trainer) Add(scores []int32, features []uint64) {
	for _, f := range features {
		at := t.at(f)
		for c, w := range t.w[at : at+len(scores)] {
			scores[c] += w
		}
	}
}

// Update changes the weights of class c by change for all the features.
func (t *Trainer) Update(features []uint64, c int, change int32) {
	for _, f := range features {
		at := t.at(f) + c
		t.w[at] += change
		t.late[at] += int64(change) * t.now
	}
}

// Section returns the averaged weights as a section for NewTable. Weights
// are scaled so that all but one in 1<<tail of those that are not zero fit
// into a byte; the rest are cut to what fits.
func (t *Trainer) Section(tail uint) []byte {
	avg := make([]int64, len(t.w))
	var sizes []int64
	for i := range t.w {
		avg[i] = int64(t.w[i])*t.now - t.late[i]
		if avg[i] != 0 {
			sizes = append(sizes, max(avg[i], -avg[i]))
		}
	}
	top := int64(1)
	if len(sizes) > 0 {
		slices.Sort(sizes)
		top = sizes[len(sizes)-1-len(sizes)>>tail]
	}
	out := binary.LittleEndian.AppendUint32(nil, uint32(t.classes))
	out = binary.LittleEndian.AppendUint32(out, uint32(t.bits))
	for _, a := range avg {
		q := (a*254 + top) / (2 * top) // rounds
		if a < 0 {
			q = -((-a*254 + top) / (2 * top))
		}
		out = append(out, byte(128+min(max(q, -127), 127)))
	}
	return out
}
