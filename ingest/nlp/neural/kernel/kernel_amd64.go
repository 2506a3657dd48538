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

func (p Path) linear(l *linear) {
	if p == VNNI {
		linearVNNI(l)
		return
	}
	linearAVX2(l)
}
