package kernel

// A Matrix is a quantised linear layer: int8 weights, a scale and a bias for
// each output, packed for one Path. It is read-only and safe for concurrent
// use.
type Matrix struct {
	path    Path
	in, out int     // as the caller sees them
	wide    int     // outputs, rounded up to a multiple of 64
	packed  []int8  // panels of 16 outputs: for each 4 inputs 4 weights of each output
	pairs   []int64 // of Plain, panels of 8 outputs: for each input 4 sums of two weights, see linearPlain
	zero    []int32 // -64 times the sum of the weights of an output
	scale   []float32
	bias    []float32
}

// wide is what the widest tile takes of the outputs.
const wide = 64

// NewMatrix packs weights (rows of in values, one for each output) for a path.
// in is a multiple of 4 and at most MaxInputs.
func (p Path) NewMatrix(in int, weights []int8, scale, bias []float32) *Matrix {
	out := len(scale)
	check(in > 0 && in%4 == 0 && in <= MaxInputs && out > 0 && len(weights) == in*out && len(bias) == out)
	m := &Matrix{path: p, in: in, out: out, wide: (out + wide - 1) / wide * wide}
	m.zero = make([]int32, m.wide)
	m.scale, m.bias = make([]float32, m.wide), make([]float32, m.wide)
	copy(m.scale, scale)
	copy(m.bias, bias)
	for o := range out {
		var sum int32
		for _, w := range weights[o*in : (o+1)*in] {
			sum += int32(w)
		}
		m.zero[o] = -64 * sum
	}
	if p == Plain {
		m.packPairs(weights)
	} else {
		m.pack(weights)
	}
	return m
}

func (m *Matrix) pack(weights []int8) {
	m.packed = make([]int8, m.wide*m.in)
	for o := range m.out {
		row := weights[o*m.in : (o+1)*m.in]
		panel := m.packed[o/lanes*lanes*m.in:][:lanes*m.in]
		for i := 0; i < m.in; i += 4 {
			copy(panel[i*lanes+o%lanes*4:][:4], row[i:i+4])
		}
	}
}

func (m *Matrix) packPairs(weights []int8) {
	m.pairs = make([]int64, m.wide/2*m.in)
	for o := range m.out {
		panel := m.pairs[o/8*4*m.in:][:4*m.in]
		for i, w := range weights[o*m.in : (o+1)*m.in] {
			panel[4*i+o%8/2] += int64(w) << (o % 2 * 32)
		}
	}
}

// MaxInputs keeps the sums of a layer within 32 bits: 127 * 128 each.
const MaxInputs = 1 << 16

// In returns the number of inputs.
func (m *Matrix) In() int { return m.in }

// Out returns the number of outputs.
func (m *Matrix) Out() int { return m.out }

// Wide returns the number of values that Linear writes for a row: Out rounded
// up to a multiple of 64. Those beyond Out are 0.
func (m *Matrix) Wide() int { return m.wide }

// Linear applies the layer to quantised rows: q holds them In values apart, s
// their scales; y gets them yStride values apart. The matrix is one of the path.
func (p Path) Linear(m *Matrix, y []float32, yStride int, q []uint8, s []float32) {
	rows := len(s)
	if rows == 0 {
		return
	}
	check(m.path == p && len(q) >= rows*m.in && yStride >= m.wide && len(y) >= (rows-1)*yStride+m.wide)
	if p == Plain {
		linearPlain(m, y, yStride, q, s)
		return
	}
	p.linear(&linear{
		q: &q[0], s: &s[0], y: &y[0], w: &m.packed[0], zero: &m.zero[0], scale: &m.scale[0], bias: &m.bias[0],
		qStride: m.in, yStride: 4 * yStride, rows: rows, out: m.wide, groups: m.in / 4, panel: lanes * m.in,
	})
}

// linear is the argument of the integer product.
type linear struct {
	q           *uint8
	s           *float32
	y           *float32
	w           *int8
	zero        *int32
	scale, bias *float32
	qStride     int // bytes between rows of q
	yStride     int // bytes between rows of y
	rows        int
	out         int // outputs, a multiple of 64
	groups      int // of four inputs
	panel       int // bytes of 16 outputs
}
