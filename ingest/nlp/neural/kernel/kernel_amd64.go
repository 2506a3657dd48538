package kernel

import "golang.org/x/sys/cpu"

func (p Path) available() bool {
	switch p {
	case AVX2:
		return cpu.X86.HasAVX2
	case VNNI:
		return cpu.X86.HasAVX2 && cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512VNNI
	}
	return p == Plain
}

//go:noescape
func linearVNNI(l *linear)

//go:noescape
func linearAVX2(l *linear)

//go:noescape
func absMax512(x *float32, n int) float32

//go:noescape
func absMax256(x *float32, n int) float32

//go:noescape
func quantize512(q *uint8, x *float32, n int, inv float32)

//go:noescape
func quantize256(q *uint8, x *float32, n int, inv float32)

//go:noescape
func gelu512(x *float32, n int, phi *float32)

//go:noescape
func gelu256(x *float32, n int, phi *float32)

//go:noescape
func norm512(x, add, gain, bias *float32, n int, inv, eps float32)

//go:noescape
func norm256(x, add, gain, bias *float32, n int, inv, eps float32)

//go:noescape
func softmax512(s *float32, stride, rows, n int)

//go:noescape
func softmax256(s *float32, stride, rows, n int)

//go:noescape
func product512(p *product)

//go:noescape
func product256(p *product)

func (p Path) linear(l *linear) {
	if p == VNNI {
		linearVNNI(l)
		return
	}
	linearAVX2(l)
}

func (p Path) absMax(x []float32) float32 {
	switch {
	case len(x) == 0 || p == Plain:
		return absMaxPlain(x)
	case p == VNNI:
		return absMax512(&x[0], len(x))
	}
	return absMax256(&x[0], len(x))
}

func (p Path) quantize(q []uint8, x []float32, inv float32) {
	switch p {
	case VNNI:
		quantize512(&q[0], &x[0], len(x), inv)
	case AVX2:
		quantize256(&q[0], &x[0], len(x), inv)
	default:
		quantizePlain(q, x, inv)
	}
}

func (p Path) gelu(x, phi []float32) {
	switch {
	case len(x) == 0 || p == Plain:
		geluPlain(x, phi)
	case p == VNNI:
		gelu512(&x[0], len(x), &phi[0])
	default:
		gelu256(&x[0], len(x), &phi[0])
	}
}

func (p Path) norm(x, add, gain, bias []float32, inverse, eps float32) {
	switch p {
	case VNNI:
		norm512(&x[0], &add[0], &gain[0], &bias[0], len(x), inverse, eps)
	case AVX2:
		norm256(&x[0], &add[0], &gain[0], &bias[0], len(x), inverse, eps)
	default:
		normPlain(x, add, gain, bias, inverse, eps)
	}
}

func (p Path) softmax(s []float32, stride, rows, n int) {
	switch p {
	case VNNI:
		softmax512(&s[0], 4*stride, rows, n)
	case AVX2:
		softmax256(&s[0], 4*stride, rows, n)
	default:
		softmaxPlain(s, stride, rows, n)
	}
}

func (p Path) product(a *product) {
	switch p {
	case VNNI:
		product512(a)
	case AVX2:
		product256(a)
	default:
		productPlain(a)
	}
}
