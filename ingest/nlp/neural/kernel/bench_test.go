package kernel

import (
	"math/rand/v2"
	"testing"
	"time"
)

// BenchmarkLinear reports 10^9 integer operations a second (a product and an
// addition are two) and how many times faster than plain Go that is.
func BenchmarkLinear(b *testing.B) {
	shapes := []struct {
		name          string
		rows, in, out int
		act           Activation
	}{
		{"300x384x1536", 300, 384, 1536, None},
		{"300x384x1536/gelu", 300, 384, 1536, GELU},
		{"300x1536x384", 300, 1536, 384, None},
		{"30x384x1152", 30, 384, 1152, None},
		{"1x384x1536", 1, 384, 1536, None},
	}
	rng := rand.New(rand.NewPCG(1, 2))
	phi := normalTable()
	for _, s := range shapes {
		w := make([]int8, s.in*s.out)
		for i := range w {
			w[i] = int8(rng.Int())
		}
		x, y := normal(rng, s.rows*s.in, 1), make([]float32, s.rows*s.out)
		scale, bias := normal(rng, s.out, 0.01), normal(rng, s.out, 1)
		plain := 0.0
		for _, path := range Available() {
			packed := Pack(path, w, s.in, s.out, scale, bias)
			var q Quantised
			Quantise(path, &q, x, s.rows, s.in)
			b.Run(s.name+"/"+path.String(), func(b *testing.B) {
				start, n := time.Now(), 0
				for b.Loop() {
					Linear(path, y, &q, packed, s.act, phi)
					n++
				}
				rate := 2 * float64(s.rows*s.in*s.out) * float64(n) / float64(time.Since(start))
				b.ReportMetric(rate, "GOP/s")
				if path == Plain {
					plain = rate
				} else if plain > 0 {
					b.ReportMetric(rate/plain, "x-plain")
				}
			})
		}
	}
}

// BenchmarkFloat measures the routines between the products, for a sentence
// of 30 tokens of 384 values.
func BenchmarkFloat(b *testing.B) {
	const n, heads, width = 30, 12, 384
	rng := rand.New(rand.NewPCG(1, 3))
	x, residual := normal(rng, n*width, 1), normal(rng, n*width, 1)
	gamma, qkv := normal(rng, width, 1), normal(rng, n*3*width, 0.5)
	y, scratch := make([]float32, n*width), make([]float32, AttentionScratch(n))
	scores := make([]float32, n*(n+1))
	var q Quantised
	for _, path := range Available() {
		for _, routine := range []struct {
			name string
			run  func()
		}{
			{"quantise", func() { Quantise(path, &q, x, n, width) }},
			{"layernorm", func() { copy(y, x); AddLayerNorm(path, y, residual, n, width, gamma, gamma) }},
			{"attention", func() { Attention(path, y, qkv, n, heads, scratch) }},
			{"matmult", func() { MatMulT(path, scores, x, residual, n, n, width) }},
		} {
			b.Run(routine.name+"/"+path.String(), func(b *testing.B) {
				for b.Loop() {
					routine.run()
				}
			})
		}
	}
}
