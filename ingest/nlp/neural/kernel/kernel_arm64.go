package kernel

import "golang.org/x/sys/cpu"

// available trusts x/sys/cpu, which asks Linux, Windows and macOS 12 or later
// (older ones Go does not run on) for the dot product. Where it cannot ask,
// NEON remains: every arm64 that Go runs on has it.
func (p Path) available() bool {
	switch p {
	case NEON:
		return true
	case Dot:
		return cpu.ARM64.HasASIMDDP
	}
	return p == Plain
}

//go:noescape
func linearDot(l *linear)

//go:noescape
func linearNEON(l *linear)

func (p Path) linear(l *linear) {
	if p == Dot {
		linearDot(l)
		return
	}
	linearNEON(l)
}
