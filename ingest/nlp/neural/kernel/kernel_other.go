//go:build !amd64 && !arm64

package kernel

func (p Path) available() bool { return p == Plain }

// linear is never called: Plain is the only path.
func (Path) linear(*linear) {}

func (Path) absMax(x []float32) float32 { return absMaxPlain(x) }

func (Path) quantize(q []uint8, x []float32, inv float32) { quantizePlain(q, x, inv) }

func (Path) gelu(x, phi []float32) { geluPlain(x, phi) }

func (Path) norm(x, add, gain, bias []float32, inverse, eps float32) {
	normPlain(x, add, gain, bias, inverse, eps)
}

func (Path) softmax(s []float32, stride, rows, n int) { softmaxPlain(s, stride, rows, n) }

func (Path) product(p *product) { productPlain(p) }
