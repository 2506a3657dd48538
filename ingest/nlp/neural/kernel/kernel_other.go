//go:build !amd64

package kernel

// Available returns the paths that this CPU has, the fastest last.
func Available() []Path { return []Path{Plain} }

// scoreRows is the number of rows of scores that attention holds at once.
const scoreRows = 1

// Plain is the only path here; the others compute as it does.

func quantiseFast(dst *Quantised, x []float32) { quantisePlain(dst, x) }

func linearFast(_ Path, dst []float32, x *Quantised, w *Weights, act Activation, phi []float32) {
	linearPlain(dst, x, w, act, phi)
}

func addLayerNormFast(x, residual []float32, rows, cols int, gamma, beta []float32) {
	addLayerNormPlain(x, residual, rows, cols, gamma, beta)
}

func attentionFast(dst, qkv []float32, n, heads int, scratch []float32) {
	attentionPlain(dst, qkv, n, heads, scratch)
}

func matMulTFast(dst, a, b []float32, m, n, k int) { matMulTPlain(dst, a, b, m, n, k) }
