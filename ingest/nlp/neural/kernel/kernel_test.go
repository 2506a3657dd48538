package kernel

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Every path must give the bits of plain Go, which in turn must agree with
// the definition in float64 or integers.

func TestPaths(t *testing.T) {
	paths := Available()
	if paths[0] != Plain || !slices.IsSorted(paths) || Best() != paths[len(paths)-1] {
		t.Fatalf("paths %v, best %v", paths, Best())
	}
	if got := fmt.Sprint(Plain, AVX2, VNNI); got != "plain avx2 avx512-vnni" {
		t.Errorf("names %s", got)
	}
}

func TestQuantise(t *testing.T) {
	var q Quantised
	x := []float32{
		0, 63, -63, 0.5, 1.5, 2.5, -0.5, -1.5,
		0, 0, 0, 0, 0, 0, 0, 0,
		1e-40, 0, 0, 0, 0, 0, 0, -1e-40, // 63/m overflows
		1, 2, 3, 4, 5, 6, 7, -14,
	}
	want := []uint8{
		64, 127, 1, 64, 66, 66, 64, 62,
		64, 64, 64, 64, 64, 64, 64, 64,
		64, 64, 64, 64, 64, 64, 64, 64,
		68, 73, 78, 82, 86, 91, 96, 1,
	}
	for _, path := range Available() {
		Quantise(path, &q, x, 4, 8)
		for r := range 4 {
			if got := q.Q[r*q.Stride():][:8]; !slices.Equal(got, want[8*r:][:8]) {
				t.Errorf("%v: row %d is %v", path, r, got)
			}
		}
		if got := q.Scale[:4]; !slices.Equal(got, []float32{1, 0, 0, float32(14) / 63}) {
			t.Errorf("%v: scales %v", path, got)
		}
	}
}

func TestLinearIsExact(t *testing.T) {
	w := []int8{1, -2, 127, -128, 0, 3} // 2 outputs of 3 inputs
	for _, path := range Available() {
		var q Quantised
		Quantise(path, &q, []float32{63, -1, 2, 0, 0, 0}, 2, 3)
		got := make([]float32, 4)
		weights := Pack(path, w, 3, 2, []float32{2, 0.5}, []float32{0.25, -1})
		Linear(path, got, &q, weights, None, nil)
		want := []float32{(63+2+254)*2 + 0.25, (-63*128+6)*0.5 - 1, 0.25, -1}
		if !slices.Equal(got, want) {
			t.Errorf("%v: %v, want %v", path, got, want)
		}
		Linear(path, got, &q, weights, ReLU, nil)
		if want := []float32{want[0], 0, 0.25, 0}; !slices.Equal(got, want) {
			t.Errorf("%v: relu %v, want %v", path, got, want)
		}
	}
}

func TestActivations(t *testing.T) {
	phi := normalTable()
	y := []float32{-100, -1, float32(math.Copysign(0, -1)), 0.3, 2, 100, 1e30, -1e30}
	relu, gelu := slices.Clone(y), slices.Clone(y)
	activate(relu, ReLU, nil)
	activate(gelu, GELU, phi)
	for i, v := range y {
		if want := max(v, 0); math.Float32bits(relu[i]) != math.Float32bits(want) {
			t.Errorf("relu(%g) = %g", v, relu[i])
		}
		want := float64(v) * 0.5 * math.Erfc(-float64(v)/math.Sqrt2)
		if v <= -8 {
			want = 0
		}
		if diff := math.Abs(float64(gelu[i]) - want); diff > 0.004*max(1, math.Abs(want)) {
			t.Errorf("gelu(%g) = %g, want %g", v, gelu[i], want)
		}
	}
}

func TestAddLayerNormAgrees(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for _, path := range Available() {
		const rows, cols = 3, 48
		x, residual := normal(rng, rows*cols, 3), normal(rng, rows*cols, 1)
		gamma, beta := normal(rng, cols, 1), normal(rng, cols, 1)
		got := slices.Clone(x)
		AddLayerNorm(path, got, residual, rows, cols, gamma, beta)
		for r := range rows {
			var mean, variance float64
			for j := range cols {
				mean += float64(x[r*cols+j]+residual[r*cols+j]) / cols
			}
			for j := range cols {
				d := float64(x[r*cols+j]+residual[r*cols+j]) - mean
				variance += d * d / cols
			}
			for j := range cols {
				d := float64(x[r*cols+j]+residual[r*cols+j]) - mean
				want := d/math.Sqrt(variance)*float64(gamma[j]) + float64(beta[j])
				if math.Abs(want-float64(got[r*cols+j])) > 1e-5 {
					t.Fatalf("%v: row %d column %d: %g, want %g", path, r, j, got[r*cols+j], want)
				}
			}
		}
	}
}

func TestAttentionAgrees(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 1))
	const n, heads, width = 19, 2, 2 * headSize
	qkv := normal(rng, n*3*width, 0.7)
	for _, path := range Available() {
		got := make([]float32, n*width)
		Attention(path, got, qkv, n, heads, make([]float32, AttentionScratch(n)))
		for h := range heads {
			for i := range n {
				var p [n]float64
				total := 0.0
				for j := range p {
					s := 0.0
					for d := range headSize {
						s += float64(qkv[i*3*width+h*headSize+d]) * float64(qkv[(j*3+1)*width+h*headSize+d])
					}
					p[j] = math.Exp(s)
					total += p[j]
				}
				for d := range headSize {
					want := 0.0
					for j := range p {
						want += p[j] / total * float64(qkv[(j*3+2)*width+h*headSize+d])
					}
					if v := got[i*width+h*headSize+d]; math.Abs(want-float64(v)) > 2e-4 {
						t.Fatalf("%v: head %d token %d dimension %d: %g, want %g", path, h, i, d, v, want)
					}
				}
			}
		}
	}
}

func TestExponential(t *testing.T) {
	for x := float32(0); x > -87; x -= 0.01 {
		if got, want := float64(exponential(x)), math.Exp(float64(x)); math.Abs(got/want-1) > 1e-4 {
			t.Fatalf("exp(%g) = %g, want %g", x, got, want)
		}
	}
	if got := exponential(-1e30); got != 0x1p-126 {
		t.Errorf("exp(-1e30) = %g", got)
	}
}

// TestSameBits compares the paths on shapes that are odd on purpose: single
// rows and columns, tiles with rests, a rest of each routine's vector.
func TestSameBits(t *testing.T) {
	sizes := []int{1, 2, 3, 5, 6, 7, 13, 15, 16, 17, 31, 32, 33, 47, 48, 49, 63, 64, 65, 95, 96, 97, 128, 130, 200}
	rng := rand.New(rand.NewPCG(3, 1))
	for range 300 {
		pick := func() int { return sizes[rng.IntN(len(sizes))] }
		checkBits(t, rng, pick(), pick(), pick())
	}
	for _, empty := range [][3]int{{0, 5, 5}, {5, 0, 5}, {5, 5, 0}} {
		checkBits(t, rng, empty[0], empty[1], empty[2])
	}
	checkBits(t, rng, 29, 384, 1536)
	checkBits(t, rng, 29, 1536, 384)
}

func FuzzSameBits(f *testing.F) {
	f.Add(uint64(1), uint8(7), uint8(33), uint8(50))
	f.Fuzz(func(t *testing.T, seed uint64, rows, in, out uint8) {
		checkBits(t, rand.New(rand.NewPCG(seed, 4)), int(rows)%64+1, int(in)+1, int(out)+1)
	})
}

// TestSameBitsEverywhere holds plain Go to what it gave on amd64: on other
// machines the compiler may fuse products with additions where it is let.
func TestSameBitsEverywhere(t *testing.T) {
	const rows, in, out, heads = 9, 96, 50, 3
	rng := rand.New(rand.NewPCG(5, 1))
	fill := func(n int) []float32 { // exact, so that it is the same everywhere
		x := make([]float32, n)
		for i := range x {
			x[i] = float32(rng.IntN(1<<20)-1<<19) / (1 << 18)
		}
		return x
	}
	x, residual, gamma, beta := fill(rows*in), fill(rows*in), fill(in), fill(in)
	w, scale, bias, phi := make([]int8, in*out), fill(out), fill(out), fill(PhiSize)
	for i := range w {
		w[i] = int8(rng.IntN(256) - 128)
	}
	b, qkv := fill(out*in), fill(rows*3*heads*headSize)
	for i := range scale {
		scale[i] /= 1 << 12
	}
	const want = "a92dfb30c1d9e5e1"
	for _, path := range Available() {
		hash := fnv.New64a()
		add := func(y []float32) {
			if err := binary.Write(hash, binary.LittleEndian, y); err != nil {
				t.Fatal(err)
			}
		}
		var q Quantised
		Quantise(path, &q, x, rows, in)
		y := make([]float32, rows*out)
		packed := Pack(path, w, in, out, scale, bias)
		for act := range GELU + 1 {
			Linear(path, y, &q, packed, act, phi)
			add(y)
		}
		norm := slices.Clone(x)
		AddLayerNorm(path, norm, residual, rows, in, gamma, beta)
		add(norm)
		ctx := make([]float32, rows*heads*headSize)
		Attention(path, ctx, qkv, rows, heads, make([]float32, AttentionScratch(rows)))
		add(ctx)
		MatMulT(path, y, x, b, rows, out, in)
		add(y)
		if got := fmt.Sprintf("%x", hash.Sum64()); got != want {
			t.Errorf("%v: hash %s, want %s", path, got, want)
		}
	}
}

// checkBits runs every routine on every path, on values of one random kind.
func checkBits(t *testing.T, rng *rand.Rand, rows, in, out int) {
	t.Helper()
	size := []float32{1e-30, 0.01, 1, 30, 1e12}[rng.IntN(5)]
	x, residual := values(rng, rows*in, size), values(rng, rows*in, size)
	w := make([]int8, in*out)
	for i := range w {
		w[i] = int8(rng.Int())
	}
	if rng.IntN(4) == 0 { // the largest sums of neighbours
		for i := range w {
			w[i] = -128
		}
		for i := range x {
			x[i] = size
		}
	}
	scale, bias := normal(rng, out, 0.1/size), normal(rng, out, 1)
	gamma, beta := normal(rng, in, 1), normal(rng, in, 1)
	phi := normalTable()
	heads := 1 + out%3
	qkv := values(rng, rows*3*heads*headSize, min(size, 30))
	b := values(rng, out*in, min(size, 30))

	type results struct {
		q          Quantised
		y          [3][]float32
		norm, bare []float32
		ctx        []float32
		product    []float32
	}
	run := func(path Path) (r results) {
		Quantise(path, &r.q, x, rows, in)
		packed := Pack(path, w, in, out, scale, bias)
		for act := range r.y {
			r.y[act] = make([]float32, rows*out)
			Linear(path, r.y[act], &r.q, packed, Activation(act), phi)
		}
		r.norm, r.bare = slices.Clone(x), slices.Clone(x)
		AddLayerNorm(path, r.norm, residual, rows, in, gamma, beta)
		AddLayerNorm(path, r.bare, nil, rows, in, gamma, beta)
		r.ctx = make([]float32, rows*heads*headSize)
		scratch := make([]float32, AttentionScratch(rows))
		for i := range scratch {
			scratch[i] = float32(math.NaN()) // what is left over must not matter
		}
		Attention(path, r.ctx, qkv, rows, heads, scratch)
		r.product = make([]float32, rows*out)
		MatMulT(path, r.product, x, b, rows, out, in)
		return r
	}
	want := run(Plain)
	for _, path := range Available()[1:] {
		got := run(path)
		name := fmt.Sprintf("%v: %d rows, %d in, %d out, size %g:", path, rows, in, out, size)
		for r := range rows {
			at := r * want.q.Stride()
			if !slices.Equal(got.q.Q[at:][:in], want.q.Q[at:][:in]) {
				t.Fatalf("%s quantised row %d differs", name, r)
			}
		}
		same(t, name+" scale", got.q.Scale[:rows], want.q.Scale[:rows])
		for act := range want.y {
			same(t, fmt.Sprintf("%s linear, activation %d", name, act), got.y[act], want.y[act])
		}
		same(t, name+" layer norm", got.norm, want.norm)
		same(t, name+" layer norm without residual", got.bare, want.bare)
		same(t, name+" attention", got.ctx, want.ctx)
		same(t, name+" product", got.product, want.product)
	}
}

func same(t *testing.T, name string, got, want []float32) {
	t.Helper()
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
			t.Fatalf("%s: value %d is %x (%g), want %x (%g)", name, i, math.Float32bits(got[i]), got[i], math.Float32bits(want[i]), want[i])
		}
	}
}

// values returns normal values with some zeros and outliers between them.
func values(rng *rand.Rand, n int, size float32) []float32 {
	x := normal(rng, n, size)
	for i := range x {
		switch rng.IntN(20) {
		case 0:
			x[i] = 0
		case 1:
			x[i] = float32(math.Copysign(0, -1))
		case 2:
			x[i] *= 20
		}
	}
	return x
}

func normal(rng *rand.Rand, n int, size float32) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(rng.NormFloat64()) * size
	}
	return x
}

func normalTable() []float32 {
	phi := make([]float32, PhiSize)
	for i := range phi {
		phi[i] = float32(0.5 * math.Erfc(-float64(i-1024)/128/math.Sqrt2))
	}
	phi[0], phi[PhiSize-1] = 0, 1
	return phi
}
