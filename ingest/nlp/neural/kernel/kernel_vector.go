//go:build amd64 || arm64

package kernel

// The float kernels, which all fast paths of a processor share.

//go:noescape
func absMaxVector(x *float32, n int) float32

//go:noescape
func quantizeVector(q *uint8, x *float32, n int, inv float32)

//go:noescape
func geluVector(x *float32, n int, phi *float32)

//go:noescape
func normVector(x, add, gain, bias *float32, n int, inv, eps float32)

//go:noescape
func softmaxVector(s *float32, stride, rows, n int)

//go:noescape
func productVector(p *product)

func (p Path) absMax(x []float32) float32 {
	if len(x) == 0 || p == Plain {
		return absMaxPlain(x)
	}
	return absMaxVector(&x[0], len(x))
}

func (p Path) quantize(q []uint8, x []float32, inv float32) {
	if p == Plain {
		quantizePlain(q, x, inv)
		return
	}
	quantizeVector(&q[0], &x[0], len(x), inv)
}

func (p Path) gelu(x, phi []float32) {
	if len(x) == 0 || p == Plain {
		geluPlain(x, phi)
		return
	}
	geluVector(&x[0], len(x), &phi[0])
}

func (p Path) norm(x, add, gain, bias []float32, inverse, eps float32) {
	if p == Plain {
		normPlain(x, add, gain, bias, inverse, eps)
		return
	}
	normVector(&x[0], &add[0], &gain[0], &bias[0], len(x), inverse, eps)
}

func (p Path) softmax(s []float32, stride, rows, n int) {
	if p == Plain {
		softmaxPlain(s, stride, rows, n)
		return
	}
	softmaxVector(&s[0], 4*stride, rows, n)
}

func (p Path) product(a *product) {
	if p == Plain {
		productPlain(a)
		return
	}
	productVector(a)
}
