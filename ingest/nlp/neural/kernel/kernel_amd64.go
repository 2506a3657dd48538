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
func absMaxAVX2(x *float32, n int) float32

//go:noescape
func quantizeAVX2(q *uint8, x *float32, n int, inv float32)

//go:noescape
func geluAVX2(x *float32, n int, phi *float32)

//go:noescape
func normAVX2(x, add, gain, bias *float32, n int, inv, eps float32)

//go:noescape
func softmaxAVX2(s *float32, stride, rows, n int)

//go:noescape
func productAVX2(p *product)

func (p Path) linear(l *linear) {
	if p == VNNI {
		linearVNNI(l)
		return
	}
	linearAVX2(l)
}

func (p Path) absMax(x []float32) float32 {
	if len(x) == 0 || p == Plain {
		return absMaxPlain(x)
	}
	return absMaxAVX2(&x[0], len(x))
}

func (p Path) quantize(q []uint8, x []float32, inv float32) {
	if p == Plain {
		quantizePlain(q, x, inv)
		return
	}
	quantizeAVX2(&q[0], &x[0], len(x), inv)
}

func (p Path) gelu(x, phi []float32) {
	if len(x) == 0 || p == Plain {
		geluPlain(x, phi)
		return
	}
	geluAVX2(&x[0], len(x), &phi[0])
}

func (p Path) norm(x, add, gain, bias []float32, inverse, eps float32) {
	if p == Plain {
		normPlain(x, add, gain, bias, inverse, eps)
		return
	}
	normAVX2(&x[0], &add[0], &gain[0], &bias[0], len(x), inverse, eps)
}

func (p Path) softmax(s []float32, stride, rows, n int) {
	if p == Plain {
		softmaxPlain(s, stride, rows, n)
		return
	}
	softmaxAVX2(&s[0], 4*stride, rows, n)
}

func (p Path) product(a *product) {
	if p == Plain {
		productPlain(a)
		return
	}
	productAVX2(a)
}
