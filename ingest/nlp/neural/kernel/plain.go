package kernel

import (
	"math"
	"unsafe"
)

// The twins in plain Go. Products are converted explicitly before they are
// added, so that no processor fuses them (contract.md).

func absMaxPlain(x []float32) float32 {
	var m float32
	for _, v := range x {
		if v = math.Float32frombits(math.Float32bits(v) &^ (1 << 31)); v > m {
			m = v
		}
	}
	return m
}

func quantizePlain(q []uint8, x []float32, inv float32) {
	// Adding and taking off 1.5 * 2^23 rounds to the nearest integer, ties to
	// even, as the processors do.
	const round = 3 << 22
	for i, v := range x[:len(q)] {
		q[i] = uint8(int32(float32(float32(v*inv)+round)-round) + 64)
	}
}

// linearPlain multiplies two weights at once: they are the halves of a word of
// 64 bits, and so are their sums. The upper half is exact when what the lower
// one borrowed is given back.
func linearPlain(m *Matrix, y []float32, yStride int, q []uint8, s []float32) {
	for o := 0; o < m.wide; o += 8 {
		var zero [4]int64
		for k := range zero {
			zero[k] = int64(m.zero[o+2*k]) + int64(m.zero[o+2*k+1])<<32
		}
		panel := m.pairs[o/2*m.in:][:4*m.in]
		// Two rows at a time; the last of an odd number is its own second.
		for r := 0; r < len(s); r += 2 {
			r2 := min(r+1, len(s)-1)
			first, second := q[r*m.in:(r+1)*m.in], q[r2*m.in:][:m.in]
			a, b, c, d := zero[0], zero[1], zero[2], zero[3]
			e, f, g, h := a, b, c, d
			for i, v := range first {
				x, z := int64(v), int64(second[i])
				w := (*[4]int64)(panel[4*i:])
				a += x * w[0]
				b += x * w[1]
				c += x * w[2]
				d += x * w[3]
				e += z * w[0]
				f += z * w[1]
				g += z * w[2]
				h += z * w[3]
			}
			m.finish(y[r*yStride+o:], o, s[r], [4]int64{a, b, c, d})
			m.finish(y[r2*yStride+o:], o, s[r2], [4]int64{e, f, g, h})
		}
	}
}

// finish writes the outputs from o on, from pairs of sums.
func (m *Matrix) finish(y []float32, o int, s float32, pairs [4]int64) {
	for k, pair := range pairs {
		low := int32(pair)
		high := int32((pair - int64(low)) >> 32)
		y[2*k] = float32(float32(low)*float32(s*m.scale[o+2*k])) + m.bias[o+2*k]
		y[2*k+1] = float32(float32(high)*float32(s*m.scale[o+2*k+1])) + m.bias[o+2*k+1]
	}
}

func geluPlain(x, phi []float32) {
	for i, v := range x {
		t := float32(v*128) + 1024.5
		if !(t > 0) { // what is not a number as well
			t = 0
		}
		if t > PhiSize-1 {
			t = PhiSize - 1
		}
		x[i] = v * phi[int(t)]
	}
}

// sum16 ends the sum of 16 lanes.
func sum16(lane *[lanes]float32) float32 {
	for w := lanes / 2; w > 0; w /= 2 {
		for i := range w {
			lane[i] += lane[i+w]
		}
	}
	return lane[0]
}

func normPlain(x, add, gain, bias []float32, inverse, eps float32) {
	var lane [lanes]float32
	for i := range x {
		x[i] += add[i]
		lane[i%lanes] += x[i]
	}
	mean := float32(sum16(&lane) * inverse)
	lane = [lanes]float32{}
	for i := range x {
		d := x[i] - mean
		x[i] = d
		lane[i%lanes] += float32(d * d)
	}
	r := 1 / float32(math.Sqrt(float64(float32(sum16(&lane)*inverse)+eps)))
	for i := range x {
		x[i] = float32(float32(x[i]*r)*gain[i]) + bias[i]
	}
}

// The polynomial of 2^f for f in [0, 1).
const (
	log2e = 1.44269504
	exp1  = 0.69314718
	exp2  = 0.24022651
	exp3  = 0.05550411
	exp4  = 0.00961813
	exp5  = 0.00133336
)

func softmaxPlain(s []float32, stride, rows, n int) {
	for r := range rows {
		row := s[r*stride:][:Round(n)]
		m := float32(math.Inf(-1))
		for _, v := range row[:n] {
			if v > m {
				m = v
			}
		}
		var lane [lanes]float32
		for i, v := range row[:n] {
			t := float32((v - m) * log2e)
			if !(t > -126) {
				t = -126
			}
			floor := float32(math.Floor(float64(t)))
			f := t - floor
			p := float32(f*exp5) + exp4
			p = float32(p*f) + exp3
			p = float32(p*f) + exp2
			p = float32(p*f) + exp1
			p = float32(p*f) + 1
			e := float32(p * math.Float32frombits(uint32(int32(floor)+127)<<23))
			row[i] = e
			lane[i%lanes] += e
		}
		inverse := 1 / sum16(&lane)
		for i := range row[:n] {
			row[i] *= inverse
		}
		clear(row[n:])
	}
}

func productPlain(p *product) {
	aStride, bStride, yStride, columns := p.aStride/4, p.bStride/4, p.yStride/4, p.columns/4
	a := unsafe.Slice(p.a, (p.rows-1)*aStride+p.inner)
	b := unsafe.Slice(p.b, (p.inner-1)*bStride+columns)
	y := unsafe.Slice(p.y, (p.rows-1)*yStride+columns)
	for r := range p.rows {
		row := a[r*aStride:][:p.inner]
		for c := 0; c < columns; c += lanes {
			var sums [lanes]float32
			for i, v := range row {
				from := (*[lanes]float32)(b[i*bStride+c:])
				for k := range sums {
					sums[k] += float32(v * from[k])
				}
			}
			copy(y[r*yStride+c:], sums[:])
		}
	}
}
