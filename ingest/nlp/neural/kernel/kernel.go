// Package kernel holds the arithmetic of the neural reader: 8-bit matrix
// products and the few float routines between them.
//
// In: rows of float32, weights of int8. Out: rows of float32. Each routine
// exists in plain Go and, for amd64, in assembly; all give the same bits for
// finite inputs, so that a document reads the same on every machine. That is
// why no product is fused with an addition and why sums have a fixed order:
// the plain routines are the definition, the others are held to it by tests.
package kernel

import "fmt"

// A Path is one way to compute, each with the same results.
type Path uint8

// The paths, from the slowest to the fastest.
const (
	Plain Path = iota // Go, on every machine
	AVX2              // amd64 with AVX2
	VNNI              // amd64 with AVX-512 (F, BW, DQ, VL) and its VNNI
)

func (p Path) String() string {
	switch p {
	case AVX2:
		return "avx2"
	case VNNI:
		return "avx512-vnni"
	}
	return "plain"
}

// Best returns the fastest path that this CPU has.
func Best() Path {
	paths := Available()
	return paths[len(paths)-1]
}

// An Activation is what follows a linear layer.
type Activation uint8

// The activations.
const (
	None Activation = iota
	ReLU            // negative values and -0 become 0
	GELU            // x * Phi(x), Phi from a table of PhiSize entries
)

// PhiSize is the number of entries of the table for GELU: entry i is the
// normal distribution's value at (i-1024)/128.
const PhiSize = 2048

const (
	lanes     = 16 // of the sums of layer norm and softmax, and columns of a block of weights
	zeroPoint = 64 // the byte that stands for 0 in a quantised row
	steps     = 63 // the largest distance of a byte from the zero point
	headSize  = 32 // columns of an attention head
	depthPad  = 64 // quantised rows and packed weights are as long as a multiple of it
	rowsMin   = 6  // rows for which a Quantised has room: those of the largest tile
)

// Weights are those of a linear layer, packed for a path.
type Weights struct {
	In, Out     int
	Scale, Bias []float32 // per output

	raw    []int8  // [Out][In], for Plain
	blocks []int8  // [Out/16][depth/4][16][4], filled up with zeros, for the other paths
	depth  int     // In rounded up to depthPad
	zero   []int32 // per output, filled up to 16: what the zero point adds to its sum
}

// Pack prepares weights w, [out][in], for a path. Weights packed for AVX2 do
// for VNNI and the other way round. It keeps none of its arguments.
func Pack(path Path, w []int8, in, out int, scale, bias []float32) *Weights {
	if len(w) != in*out || len(scale) != out || len(bias) != out {
		panic(fmt.Sprintf("kernel: %d weights, %d scales and %d biases for %d x %d", len(w), len(scale), len(bias), out, in))
	}
	wide := roundUp(out, lanes)
	p := &Weights{
		In: in, Out: out, depth: roundUp(in, depthPad),
		Scale: append(make([]float32, 0, wide), scale...),
		Bias:  append(make([]float32, 0, wide), bias...),
		zero:  make([]int32, wide),
	}
	for o := range out {
		sum := int32(0)
		for _, v := range w[o*in:][:in] {
			sum += int32(v)
		}
		p.zero[o] = zeroPoint * sum
	}
	if path == Plain {
		p.raw = append(p.raw, w...)
		return p
	}
	p.blocks = make([]int8, wide*p.depth)
	for o := range out {
		block, lane := p.blocks[o/lanes*lanes*p.depth:], o%lanes
		for i, v := range w[o*in:][:in] {
			block[i/4*4*lanes+lane*4+i%4] = v
		}
	}
	return p
}

// Quantised is a matrix of bytes, each row with its scale. The zero value is
// ready for use, and use again costs no memory.
type Quantised struct {
	Rows, Cols int
	Q          []uint8   // row r begins at r*Stride()
	Scale      []float32 // per row: what a step of a byte is worth
}

// Stride returns the distance in bytes between two rows.
func (q *Quantised) Stride() int { return roundUp(q.Cols, depthPad) }

// shape makes room for a matrix. The bytes between Cols and Stride, and the
// rows up to rowsMin, may hold anything: zero weights meet the former, and
// results of the latter are thrown away.
func (q *Quantised) shape(rows, cols int) {
	q.Rows, q.Cols = rows, cols
	room := max(rows, rowsMin)
	q.Q = grow(q.Q, room*q.Stride())
	q.Scale = grow(q.Scale, room)
}

// Quantise writes rows of x as bytes of 7 bits: the largest magnitude m of a
// row becomes 63 steps of m/63. A row of zeros, or of values so small that
// 63/m overflows, becomes zero points with scale 0.
func Quantise(path Path, dst *Quantised, x []float32, rows, cols int) {
	x = x[:rows*cols]
	dst.shape(rows, cols)
	if path == Plain {
		quantisePlain(dst, x)
		return
	}
	quantiseFast(dst, x)
}

// Linear writes x.Rows rows of w.Out values: f32(acc) * (row scale * weight
// scale) + bias, then the activation. GELU alone needs phi, of PhiSize
// entries.
func Linear(path Path, dst []float32, x *Quantised, w *Weights, act Activation, phi []float32) {
	if x.Cols != w.In {
		panic(fmt.Sprintf("kernel: rows of %d values for weights of %d", x.Cols, w.In))
	}
	if act == GELU {
		phi = phi[:PhiSize]
	}
	dst = dst[:x.Rows*w.Out]
	if len(dst) > 0 && (path == Plain) != (w.blocks == nil) && w.In > 0 {
		panic("kernel: weights packed for another path than " + path.String())
	}
	if path == Plain || len(dst) == 0 || w.In == 0 {
		linearPlain(dst, x, w, act, phi)
		return
	}
	linearFast(path, dst, x, w, act, phi)
}

// AddLayerNorm replaces rows of x by the layer norm of x + residual; a nil
// residual counts as none.
func AddLayerNorm(path Path, x, residual []float32, rows, cols int, gamma, beta []float32) {
	x, gamma, beta = x[:rows*cols], gamma[:cols], beta[:cols]
	if residual != nil {
		residual = residual[:rows*cols]
	}
	if path == Plain || cols%lanes != 0 || len(x) == 0 {
		addLayerNormPlain(x, residual, rows, cols, gamma, beta)
		return
	}
	addLayerNormFast(x, residual, rows, cols, gamma, beta)
}

// AttentionScratch returns how many floats Attention needs for a sentence of
// n tokens.
func AttentionScratch(n int) int { return (headSize + scoreRows) * roundUp(n, lanes) }

// Attention computes the heads of one sentence of n tokens. Rows of qkv are
// [q|k|v], each of heads*32 values; rows of dst are heads*32 values long.
func Attention(path Path, dst, qkv []float32, n, heads int, scratch []float32) {
	width := heads * headSize
	dst, qkv, scratch = dst[:n*width], qkv[:n*3*width], scratch[:AttentionScratch(n)]
	if path == Plain || len(dst) == 0 {
		attentionPlain(dst, qkv, n, heads, scratch)
		return
	}
	attentionFast(dst, qkv, n, heads, scratch)
}

// MatMulT multiplies a, [m][k], by the transposed of b, [n][k]: each value of
// dst, [m][n], is the sum of k products in ascending order.
func MatMulT(path Path, dst, a, b []float32, m, n, k int) {
	dst, a, b = dst[:m*n], a[:m*k], b[:n*k]
	if path == Plain || len(dst) == 0 || k == 0 {
		matMulTPlain(dst, a, b, m, n, k)
		return
	}
	matMulTFast(dst, a, b, m, n, k)
}

func roundUp(n, unit int) int { return (n + unit - 1) / unit * unit }

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
