package kernel

import "math"

// The conversions float32(a*b) below are not idle: without them Go may fuse
// a product with the addition that follows, and does so on arm64.

func quantisePlain(dst *Quantised, x []float32) {
	cols, stride := dst.Cols, dst.Stride()
	for r := range dst.Rows {
		row, q := x[r*cols:][:cols], dst.Q[r*stride:][:cols]
		scale, inverse := rowScale(largest(0, row))
		dst.Scale[r] = scale
		quantiseValues(q, row, inverse)
	}
}

// largest returns the largest magnitude of the values and of m.
func largest(m float32, x []float32) float32 {
	for _, v := range x {
		if v < 0 {
			v = -v
		}
		if v > m {
			m = v
		}
	}
	return m
}

// rowScale returns the worth of a step, and steps per unit, of a row whose
// largest magnitude is m.
func rowScale(m float32) (scale, inverse float32) {
	if m == 0 {
		return 0, 0
	}
	inverse = steps / m
	if inverse > math.MaxFloat32 {
		return 0, 0
	}
	return m / steps, inverse
}

func quantiseValues(q []uint8, x []float32, inverse float32) {
	// Adding 1.5 * 2^23 leaves no bits for a fraction, which rounds to the
	// nearest even integer; its lowest bits are those of the integer.
	const round = 3 << 22
	for i, v := range x {
		q[i] = uint8(math.Float32bits(float32(v*inverse)+round) + zeroPoint)
	}
}

func linearPlain(dst []float32, x *Quantised, w *Weights, act Activation, phi []float32) {
	in, stride := w.In, x.Stride()
	for r := range x.Rows {
		q, y := x.Q[r*stride:][:in], dst[r*w.Out:][:w.Out]
		for o := range y {
			acc := dot(q, w.raw[o*in:][:in]) - w.zero[o]
			y[o] = float32(float32(acc)*float32(x.Scale[r]*w.Scale[o])) + w.Bias[o]
		}
		activate(y, act, phi)
	}
}

// dot sums in two halves, for the CPU to work on both at once.
func dot(q []uint8, w []int8) int32 {
	var a, b int32
	w = w[:len(q)]
	i := 0
	for ; i+4 <= len(q); i += 4 {
		x, y := q[i:i+4:i+4], w[i:i+4:i+4]
		a += int32(x[0])*int32(y[0]) + int32(x[1])*int32(y[1])
		b += int32(x[2])*int32(y[2]) + int32(x[3])*int32(y[3])
	}
	for ; i < len(q); i++ {
		a += int32(q[i]) * int32(w[i])
	}
	return a + b
}

func activate(y []float32, act Activation, phi []float32) {
	switch act {
	case ReLU:
		for i, v := range y {
			if !(v > 0) {
				y[i] = 0
			}
		}
	case GELU:
		phi = phi[:PhiSize]
		for i, v := range y {
			at := float32(v*128) + 1024.5
			if !(at > 0) { // or no number
				at = 0
			}
			if at > PhiSize-1 {
				at = PhiSize - 1
			}
			y[i] = v * phi[int(at)]
		}
	}
}

// fold adds up lanes, the upper half to the lower until one is left.
func fold(lane *[lanes]float32) float32 {
	for w := lanes / 2; w > 0; w /= 2 {
		for i := range w {
			lane[i] += lane[i+w]
		}
	}
	return lane[0]
}

const epsilon = 1e-12 // of layer norm, added to the variance

func addLayerNormPlain(x, residual []float32, rows, cols int, gamma, beta []float32) {
	part := 1 / float32(cols)
	for r := range rows {
		row := x[r*cols:][:cols]
		if residual != nil {
			for j, v := range residual[r*cols:][:cols] {
				row[j] += v
			}
		}
		var lane [lanes]float32
		for j, v := range row {
			lane[j%lanes] += v
		}
		mean := float32(fold(&lane) * part)
		lane = [lanes]float32{}
		for j, v := range row {
			d := v - mean
			row[j] = d
			lane[j%lanes] += float32(d * d)
		}
		variance := float32(fold(&lane) * part)
		inverse := 1 / float32(math.Sqrt(float64(variance+epsilon)))
		for j, d := range row {
			row[j] = float32(float32(d*inverse)*gamma[j]) + beta[j]
		}
	}
}

func attentionPlain(dst, qkv []float32, n, heads int, scratch []float32) {
	width := heads * headSize
	p := scratch[:n]
	for h := range heads {
		for i := range n {
			q := qkv[i*3*width+h*headSize:][:headSize]
			for j := range p {
				k := qkv[(j*3+1)*width+h*headSize:][:headSize]
				p[j] = dotFloat(q, k)
			}
			softmax(p)
			y := dst[i*width+h*headSize:][:headSize]
			clear(y)
			for j, pj := range p {
				v := qkv[(j*3+2)*width+h*headSize:][:headSize]
				for d := range y {
					y[d] += float32(pj * v[d])
				}
			}
		}
	}
}

func softmax(x []float32) {
	m := float32(math.Inf(-1))
	for _, v := range x {
		m = max(m, v)
	}
	var lane [lanes]float32
	for j, v := range x {
		e := exponential(v - m)
		x[j] = e
		lane[j%lanes] += e
	}
	part := 1 / fold(&lane)
	for j, e := range x {
		x[j] = e * part
	}
}

// The exponential of x <= 0 is 2^n * 2^f, n an integer and f from 0 to 1, 2^f
// a polynomial. What is below 2^-126 becomes that.
const (
	log2E    = 1.44269504
	floorExp = -126
	exp0     = 1
	exp1     = 0.69314718
	exp2     = 0.24022651
	exp3     = 0.05550411
	exp4     = 0.00961813
	exp5     = 0.00133336
)

func exponential(x float32) float32 {
	t := max(float32(x*log2E), floorExp)
	n := float32(math.Floor(float64(t)))
	f := t - n
	p := float32(exp5*f) + exp4
	p = float32(p*f) + exp3
	p = float32(p*f) + exp2
	p = float32(p*f) + exp1
	p = float32(p*f) + exp0
	return p * math.Float32frombits(uint32(int32(n)+127)<<23)
}

func matMulTPlain(dst, a, b []float32, m, n, k int) {
	for i := range m {
		row := a[i*k:][:k]
		for j := range n {
			dst[i*n+j] = dotFloat(row, b[j*k:][:k])
		}
	}
}

func dotFloat(a, b []float32) float32 {
	sum := float32(0)
	b = b[:len(a)]
	for i, v := range a {
		sum += float32(v * b[i])
	}
	return sum
}
