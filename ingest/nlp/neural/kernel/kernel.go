// Package kernel holds the arithmetic of the neural reader: quantised linear
// layers and the few float operations between them.
//
// In: rows of float32 and matrices. Out: rows of float32, the same bits on
// every Path and every processor: integers are exact, floats are added in one
// fixed order, and no product is fused with a sum.
// docs/decisions/0030-neural-kernels.md says how.
//
// All lengths of rows are multiples of 16, inputs of quantised layers are
// multiples of 4. Slices that are too short are refused with a panic before
// any kernel sees them.
package kernel

// A Path is one way through the processor. The zero value is plain Go.
type Path uint8

// The paths, for each kind of processor the slowest first.
const (
	Plain Path = iota
	AVX2       // amd64 with AVX2
	VNNI       // amd64 with AVX-512 F, BW, VL and VNNI
	NEON       // arm64
	Dot        // arm64 with the dot product
)

var pathNames = [...]string{"plain", "avx2", "vnni", "neon", "dot"}

// String returns the lower-case name: "vnni".
func (p Path) String() string { return pathNames[p] }

// Paths returns the paths of this processor, the slowest first.
func Paths() []Path {
	var all []Path
	for p := range Path(len(pathNames)) {
		if p.available() {
			all = append(all, p)
		}
	}
	return all
}

// Best returns the fastest path of this processor.
func Best() Path {
	all := Paths()
	return all[len(all)-1]
}

// lanes is the number of values that belong together.
const lanes = 16

// check panics where a slice is too short for a kernel, which would write
// beyond it: a mistake of the caller, never of the data.
func check(ok bool) {
	if !ok {
		panic("kernel: slices do not fit")
	}
}

// Quantize writes x as 7-bit integers around 64 into q and returns their
// scale; both have the same length. A row of zeros has scale 0.
func (p Path) Quantize(q []uint8, x []float32) float32 {
	check(len(q) == len(x) && len(x)%lanes == 0)
	m := p.absMax(x)
	if m == 0 {
		for i := range q {
			q[i] = 64
		}
		return 0
	}
	p.quantize(q, x, 63/m)
	return m / 63
}

// GELU replaces each x by x times the value of phi at x (see PhiSize).
func (p Path) GELU(x, phi []float32) {
	check(len(x)%lanes == 0 && len(phi) == PhiSize)
	p.gelu(x, phi)
}

// PhiSize is the length of the table of GELU: its entry i is the normal
// distribution function at (i-1024)/128.
const PhiSize = 2048

// ReLU replaces what is negative by 0.
func ReLU(x []float32) {
	for i, v := range x {
		if !(v > 0) {
			x[i] = 0
		}
	}
}

// Norm adds add to x and normalises the sum: mean 0 and variance 1, times
// gain plus bias. inverse is 1/len(x), eps is added to the variance.
func (p Path) Norm(x, add, gain, bias []float32, inverse, eps float32) {
	n := len(x)
	check(n > 0 && n%lanes == 0 && len(add) == n && len(gain) == n && len(bias) == n)
	p.norm(x, add, gain, bias, inverse, eps)
}

// Softmax makes rows of n weights that add up to one, stride values apart in
// s; what follows in a row, up to a multiple of 16, becomes 0.
func (p Path) Softmax(s []float32, stride, rows, n int) {
	if rows == 0 {
		return
	}
	check(n > 0 && rows > 0 && stride >= Round(n) && len(s) >= (rows-1)*stride+Round(n))
	p.softmax(s, stride, rows, n)
}

// Round returns n rounded up to a multiple of 16.
func Round(n int) int { return (n + lanes - 1) / lanes * lanes }

// Product writes a * b into y: rows x inner times inner x columns, rows being
// aStride, bStride and yStride values apart; columns is a multiple of 16.
func (p Path) Product(y []float32, yStride int, a []float32, aStride int, b []float32, bStride int, rows, inner, columns int) {
	if rows == 0 {
		return
	}
	check(rows > 0 && inner > 0 && columns > 0 && columns%lanes == 0 && yStride >= columns && bStride >= columns && aStride >= inner &&
		len(y) >= (rows-1)*yStride+columns && len(a) >= (rows-1)*aStride+inner && len(b) >= (inner-1)*bStride+columns)
	p.product(&product{&a[0], &b[0], &y[0], 4 * aStride, 4 * bStride, 4 * yStride, rows, inner, 4 * columns})
}

// product is the argument of the float product; strides and columns are in
// bytes.
type product struct {
	a, b, y                   *float32
	aStride, bStride, yStride int
	rows, inner, columns      int
}
