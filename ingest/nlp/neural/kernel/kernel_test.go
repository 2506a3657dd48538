package kernel

import (
	"math"
	"math/rand/v2"
	"testing"
)

func numbers(r *rand.Rand, n int, scale float32) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64()) * scale
	}
	return x
}

func sameBits(t *testing.T, what string, got, want []float32) {
	t.Helper()
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
			t.Fatalf("%s: value %d is %v (%08x), plain Go gives %v (%08x)", what, i,
				got[i], math.Float32bits(got[i]), want[i], math.Float32bits(want[i]))
		}
	}
}

// randomMatrix returns one matrix, packed for each path.
func randomMatrix(r *rand.Rand, in, out int) map[Path]*Matrix {
	w := make([]int8, in*out)
	for i := range w {
		w[i] = int8(r.IntN(256) - 128)
	}
	scale, bias := numbers(r, out, 0.01), numbers(r, out, 1)
	all := map[Path]*Matrix{}
	for _, p := range Paths() {
		all[p] = p.NewMatrix(in, w, scale, bias)
	}
	return all
}

// fast returns the paths that are tested against plain Go.
func fast(t testing.TB) []Path {
	p := Paths()[1:]
	if len(p) == 0 {
		t.Skip("NOT TESTED: this processor has no fast path")
	}
	return p
}

func TestLinearGivesTheSameBitsOnEveryPath(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		in, out, rows := 4*(1+r.IntN(60)), 1+r.IntN(200), 1+r.IntN(14)
		m := randomMatrix(r, in, out)
		stride := m[Plain].Wide() + r.IntN(3)
		q := make([]uint8, rows*in)
		for i := range q {
			q[i] = uint8(1 + r.IntN(127))
		}
		s := numbers(r, rows, 0.02)
		want := make([]float32, rows*stride)
		Plain.Linear(m[Plain], want, stride, q, s)
		for _, p := range fast(t) {
			got := make([]float32, rows*stride)
			p.Linear(m[p], got, stride, q, s)
			sameBits(t, p.String(), got, want)
		}
	}
}

// Sums of products must not wrap or saturate in 16 bits on their way to 32.
func TestLinearHoldsTheLargestSums(t *testing.T) {
	const in, out = 36, 32
	for _, p := range Paths() {
		for _, weight := range []int8{-128, 127} {
			w, q := make([]int8, in*out), make([]uint8, 5*in)
			for i := range w {
				w[i] = weight
			}
			for i := range q {
				q[i] = 127
			}
			ones := make([]float32, out)
			for i := range ones {
				ones[i] = 1
			}
			m := p.NewMatrix(in, w, ones, make([]float32, out))
			y := make([]float32, 5*m.Wide())
			p.Linear(m, y, m.Wide(), q, ones[:5])
			for i, got := range y {
				want := float32(0)
				if i%m.Wide() < out {
					want = float32(63 * in * int(weight))
				}
				if got != want {
					t.Fatalf("%v: value %d is %v, want %v", p, i, got, want)
				}
			}
		}
	}
}

func TestLinearIsWhatItSays(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const in, out, rows = 32, 70, 5
	w := make([]int8, in*out)
	for i := range w {
		w[i] = int8(r.IntN(256) - 128)
	}
	scale, bias := numbers(r, out, 0.01), numbers(r, out, 1)
	q := make([]uint8, rows*in)
	for i := range q {
		q[i] = uint8(1 + r.IntN(127))
	}
	s := numbers(r, rows, 0.02)
	for _, p := range Paths() {
		m := p.NewMatrix(in, w, scale, bias)
		y := make([]float32, rows*m.Wide())
		p.Linear(m, y, m.Wide(), q, s)
		for i := range rows {
			for o := range m.Wide() {
				var want float32
				if o < out {
					sum := 0
					for k := range in {
						sum += (int(q[i*in+k]) - 64) * int(w[o*in+k])
					}
					want = float32(float32(sum)*float32(s[i]*scale[o])) + bias[o]
				}
				if got := y[i*m.Wide()+o]; got != want {
					t.Fatalf("%v: row %d output %d is %v, want %v", p, i, o, got, want)
				}
			}
		}
	}
}

func TestQuantizeGivesTheSameBitsOnEveryPath(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for k := range 200 {
		n := 16 * (1 + r.IntN(40))
		x := numbers(r, n, float32(math.Exp(4*r.NormFloat64())))
		if k%10 == 0 {
			for i := range x { // ties
				x[i] = float32(r.IntN(253)-126) / 2
			}
			x[0] = 63
		}
		if k == 1 {
			clear(x)
		}
		want := make([]uint8, n)
		scale := Plain.Quantize(want, x)
		for i, v := range want {
			if v < 1 || v > 127 || scale != 0 && math.Abs(float64(x[i]/scale)-float64(int(v)-64)) > 0.5001 {
				t.Fatalf("%v is %d at scale %v", x[i], v, scale)
			}
		}
		for _, p := range fast(t) {
			got := make([]uint8, n)
			if s := p.Quantize(got, x); s != scale {
				t.Fatalf("%v: scale %v, plain Go gives %v", p, s, scale)
			}
			if string(got) != string(want) {
				t.Fatalf("%v: %v, plain Go gives %v", p, got, want)
			}
		}
	}
}

func phi() []float32 {
	table := make([]float32, PhiSize)
	for i := range table {
		table[i] = float32(0.5 * math.Erfc(-(float64(i)-1024)/128/math.Sqrt2))
	}
	table[0], table[PhiSize-1] = 0, 1
	return table
}

func TestFloatKernelsGiveTheSameBitsOnEveryPath(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	table := phi()
	for range 200 {
		n := 16 * (1 + r.IntN(30))
		x, add, gain, bias := numbers(r, n, 5), numbers(r, n, 2), numbers(r, n, 1), numbers(r, n, 1)
		x[0], x[1], x[2] = -100, 100, 0
		gelu, norm := append([]float32{}, x...), append([]float32{}, x...)
		Plain.GELU(gelu, table)
		Plain.Norm(norm, add, gain, bias, 1/float32(n), 1e-12)
		rows, m := 1+r.IntN(5), 1+r.IntN(70)
		stride := Round(m) + 16*r.IntN(2)
		s := numbers(r, rows*stride, 20)
		soft := append([]float32{}, s...)
		Plain.Softmax(soft, stride, rows, m)
		for _, p := range fast(t) {
			got := append([]float32{}, x...)
			p.GELU(got, table)
			sameBits(t, p.String()+" gelu", got, gelu)
			got = append([]float32{}, x...)
			p.Norm(got, add, gain, bias, 1/float32(n), 1e-12)
			sameBits(t, p.String()+" norm", got, norm)
			got = append([]float32{}, s...)
			p.Softmax(got, stride, rows, m)
			sameBits(t, p.String()+" softmax", got, soft)
		}
	}
}

func TestProductGivesTheSameBitsOnEveryPath(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 200 {
		rows, inner, columns := 1+r.IntN(11), 1+r.IntN(40), 16*(1+r.IntN(4))
		aStride, bStride, yStride := inner+r.IntN(5), columns+r.IntN(5), columns+r.IntN(5)
		a, b := numbers(r, rows*aStride, 1), numbers(r, inner*bStride, 1)
		want := make([]float32, rows*yStride)
		Plain.Product(want, yStride, a, aStride, b, bStride, rows, inner, columns)
		for _, p := range fast(t) {
			got := make([]float32, rows*yStride)
			p.Product(got, yStride, a, aStride, b, bStride, rows, inner, columns)
			sameBits(t, p.String(), got, want)
		}
	}
}

func TestSoftmaxAddsUpToOne(t *testing.T) {
	for _, p := range Paths() {
		s := []float32{1, 2, 3, 0, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9}
		p.Softmax(s, 16, 1, 3)
		for i, want := range []float64{0.0900306, 0.2447285, 0.6652410, 0, 0} {
			if math.Abs(float64(s[i])-want) > 1e-5 {
				t.Errorf("%v: weight %d is %v, want %v", p, i, s[i], want)
			}
		}
	}
}

func BenchmarkLinear(b *testing.B) {
	r := rand.New(rand.NewPCG(11, 12))
	for _, size := range [][2]int{{384, 1152}, {384, 384}, {384, 1536}, {1536, 384}} {
		m := randomMatrix(r, size[0], size[1])
		const rows = 128
		q := make([]uint8, rows*size[0])
		for i := range q {
			q[i] = uint8(1 + r.IntN(127))
		}
		s, y := numbers(r, rows, 1), make([]float32, rows*m[Plain].Wide())
		for _, p := range Paths() {
			b.Run(p.String()+"/"+itoa(size[0])+"x"+itoa(size[1]), func(b *testing.B) {
				for b.Loop() {
					p.Linear(m[p], y, m[p].Wide(), q, s)
				}
				b.ReportMetric(float64(b.N)*2*rows*float64(size[0]*size[1])/b.Elapsed().Seconds()/1e9, "GOP/s")
			})
		}
	}
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

// FuzzKernels demands equal bits of all kernels for any shape and any finite
// values.
func FuzzKernels(f *testing.F) {
	f.Add(uint64(1), uint8(3), uint8(7), uint8(5), float32(1))
	f.Add(uint64(2), uint8(0), uint8(255), uint8(1), float32(1e30))
	table := phi()
	f.Fuzz(func(t *testing.T, seed uint64, a, b, c uint8, scale float32) {
		if !(scale > -1e30 && scale < 1e30) {
			scale = 1
		}
		r := rand.New(rand.NewPCG(seed, 1))
		n, rows, out := 16*(1+int(a)%24), 1+int(b)%9, 1+int(c)
		x, add := numbers(r, rows*n, scale), numbers(r, n, 1)
		type result struct {
			q                                 []uint8
			linear, gelu, norm, soft, product []float32
		}
		matrix := randomMatrix(r, n, out)
		run := func(p Path) result {
			m := matrix[p]
			v := result{q: make([]uint8, rows*n), linear: make([]float32, rows*m.Wide()), product: make([]float32, rows*n)}
			s := make([]float32, rows)
			for i := range s {
				s[i] = p.Quantize(v.q[i*n:(i+1)*n], x[i*n:(i+1)*n])
			}
			p.Linear(m, v.linear, m.Wide(), v.q, s)
			v.gelu = append(v.gelu, x...)
			p.GELU(v.gelu, table)
			v.norm = append(v.norm, x[:n]...)
			p.Norm(v.norm, add, add, x[:n], 1/float32(n), 1e-12)
			v.soft = append(v.soft, x...)
			p.Softmax(v.soft, n, rows, n-int(b)%16)
			p.Product(v.product, n, v.soft, n, x, n, rows, rows, n)
			return v
		}
		want := run(Plain)
		for _, p := range fast(t) {
			got := run(p)
			if string(got.q) != string(want.q) {
				t.Fatalf("%v: other integers", p)
			}
			sameBits(t, "linear "+p.String(), got.linear, want.linear)
			sameBits(t, "gelu "+p.String(), got.gelu, want.gelu)
			sameBits(t, "norm "+p.String(), got.norm, want.norm)
			sameBits(t, "softmax "+p.String(), got.soft, want.soft)
			sameBits(t, "product "+p.String(), got.product, want.product)
		}
	})
}
