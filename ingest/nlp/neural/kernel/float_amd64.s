#include "textflag.h"
#include "go_asm.h"

// Float kernels, of the path with AVX-512 as well: wider vectors gained it
// next to nothing, and lost at the table of GELU. Every product is rounded
// before it is added (no FMA), and sums keep the order that the plain twins
// have: 16 lanes, or one sum for each output in ascending order.

// Constants, four bytes each, broadcast where they are used.
DATA constants<>+0(SB)/4, $0x7FFFFFFF  // all bits but the sign
DATA constants<>+4(SB)/4, $64
DATA constants<>+8(SB)/4, $0x3FB8AA3B  // 1.44269504
DATA constants<>+12(SB)/4, $0xC2FC0000 // -126
DATA constants<>+16(SB)/4, $0x3AAEC423 // c5 0.00133336
DATA constants<>+20(SB)/4, $0x3C1D955C // c4 0.00961813
DATA constants<>+24(SB)/4, $0x3D635847 // c3 0.05550411
DATA constants<>+28(SB)/4, $0x3E75FDF0 // c2 0.24022651
DATA constants<>+32(SB)/4, $0x3F317218 // c1 0.69314718
DATA constants<>+36(SB)/4, $0x3F800000 // c0 1
DATA constants<>+40(SB)/4, $127
DATA constants<>+44(SB)/4, $0xFF800000 // -Inf
DATA constants<>+48(SB)/4, $0x43000000 // 128
DATA constants<>+52(SB)/4, $0x44801000 // 1024.5
DATA constants<>+56(SB)/4, $0x44FFE000 // 2047
GLOBL constants<>(SB), RODATA|NOPTR, $60

// MAX8 leaves the largest lane of Y in all lanes of X, its lower half.
#define MAX8(Y, X, T) \
	VEXTRACTF128 $1, Y, T \
	VMAXPS    T, X, X     \
	VPERMILPS $0x4E, X, T \
	VMAXPS    T, X, X     \
	VPERMILPS $0xB1, X, T \
	VMAXPS    T, X, X

// SUM8 adds lanes 4 apart, then 2, then 1; the sum is the low lane of X.
#define SUM8(Y, X, T) \
	VEXTRACTF128 $1, Y, T \
	VADDPS    T, X, X     \
	VPERMILPS $0x4E, X, T \
	VADDPS    T, X, X     \
	VPERMILPS $0xB1, X, T \
	VADDPS    T, X, X

// func absMaxVector(x *float32, n int) float32
TEXT ·absMaxVector(SB), NOSPLIT, $0-20
	MOVQ x+0(FP), SI
	MOVQ n+8(FP), CX
	VBROADCASTSS constants<>+0(SB), Y3
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1

m256:
	VANDPS (SI), Y3, Y4
	VANDPS 32(SI), Y3, Y5
	VMAXPS Y0, Y4, Y0
	VMAXPS Y1, Y5, Y1
	ADDQ   $64, SI
	SUBQ   $16, CX
	JNZ    m256
	VMAXPS Y1, Y0, Y0
	MAX8(Y0, X0, X1)
	VMOVSS X0, ret+16(FP)
	VZEROUPPER
	RET

// func quantizeVector(q *uint8, x *float32, n int, inv float32)
TEXT ·quantizeVector(SB), NOSPLIT, $0-28
	MOVQ q+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+16(FP), CX
	VBROADCASTSS inv+24(FP), Y0
	VPBROADCASTD constants<>+4(SB), Y1

q256:
	VMULPS    (SI), Y0, Y2
	VMULPS    32(SI), Y0, Y3
	VCVTPS2DQ Y2, Y2
	VCVTPS2DQ Y3, Y3
	VPADDD    Y1, Y2, Y2
	VPADDD    Y1, Y3, Y3
	VPACKSSDW Y3, Y2, Y2
	VPERMQ    $0xD8, Y2, Y2
	VEXTRACTI128 $1, Y2, X3
	VPACKUSWB X3, X2, X2
	VMOVDQU   X2, (DI)
	ADDQ      $64, SI
	ADDQ      $16, DI
	SUBQ      $16, CX
	JNZ       q256
	VZEROUPPER
	RET

// func geluVector(x *float32, n int, phi *float32)
TEXT ·geluVector(SB), NOSPLIT, $0-24
	MOVQ x+0(FP), SI
	MOVQ n+8(FP), CX
	MOVQ phi+16(FP), DX
	VBROADCASTSS constants<>+48(SB), Y0
	VBROADCASTSS constants<>+52(SB), Y1
	VBROADCASTSS constants<>+56(SB), Y2
	VXORPS Y3, Y3, Y3

g256:
	VMOVUPS    (SI), Y4
	VMULPS     Y0, Y4, Y5
	VADDPS     Y1, Y5, Y5
	VMAXPS     Y3, Y5, Y5
	VMINPS     Y2, Y5, Y5
	VCVTTPS2DQ Y5, Y5
	VPCMPEQD   Y7, Y7, Y7
	VGATHERDPS Y7, (DX)(Y5*4), Y6
	VMULPS     Y6, Y4, Y4
	VMOVUPS    Y4, (SI)
	ADDQ       $32, SI
	SUBQ       $8, CX
	JNZ        g256
	VZEROUPPER
	RET

// func normVector(x, add, gain, bias *float32, n int, inv, eps float32)
TEXT ·normVector(SB), NOSPLIT, $0-48
	MOVQ x+0(FP), SI
	MOVQ add+8(FP), DX
	MOVQ gain+16(FP), R8
	MOVQ bias+24(FP), R9
	MOVQ n+32(FP), CX
	SHLQ $2, CX
	VBROADCASTSS inv+40(FP), Y10
	VMOVSS eps+44(FP), X11
	VXORPS Y0, Y0, Y0
	VXORPS Y3, Y3, Y3
	XORQ   AX, AX

n256sum:
	VMOVUPS (SI)(AX*1), Y1
	VMOVUPS 32(SI)(AX*1), Y4
	VADDPS  (DX)(AX*1), Y1, Y1
	VADDPS  32(DX)(AX*1), Y4, Y4
	VMOVUPS Y1, (SI)(AX*1)
	VMOVUPS Y4, 32(SI)(AX*1)
	VADDPS  Y1, Y0, Y0
	VADDPS  Y4, Y3, Y3
	ADDQ    $64, AX
	CMPQ    AX, CX
	JLT     n256sum
	VADDPS  Y3, Y0, Y0
	SUM8(Y0, X0, X1)
	VMULSS  X10, X0, X0
	VBROADCASTSS X0, Y2
	VXORPS  Y0, Y0, Y0
	VXORPS  Y3, Y3, Y3
	XORQ    AX, AX

n256var:
	VMOVUPS (SI)(AX*1), Y1
	VMOVUPS 32(SI)(AX*1), Y4
	VSUBPS  Y2, Y1, Y1
	VSUBPS  Y2, Y4, Y4
	VMOVUPS Y1, (SI)(AX*1)
	VMOVUPS Y4, 32(SI)(AX*1)
	VMULPS  Y1, Y1, Y1
	VMULPS  Y4, Y4, Y4
	VADDPS  Y1, Y0, Y0
	VADDPS  Y4, Y3, Y3
	ADDQ    $64, AX
	CMPQ    AX, CX
	JLT     n256var
	VADDPS  Y3, Y0, Y0
	SUM8(Y0, X0, X1)
	VMULSS  X10, X0, X0
	VADDSS  X11, X0, X0
	VSQRTSS X0, X0, X0
	VMOVSS constants<>+36(SB), X1
	VDIVSS  X0, X1, X0
	VBROADCASTSS X0, Y2
	XORQ    AX, AX

n256out:
	VMULPS  (SI)(AX*1), Y2, Y1
	VMULPS  (R8)(AX*1), Y1, Y1
	VADDPS  (R9)(AX*1), Y1, Y1
	VMOVUPS Y1, (SI)(AX*1)
	ADDQ    $32, AX
	CMPQ    AX, CX
	JLT     n256out
	VZEROUPPER
	RET

// window is 16 words of ones, then 16 of zeros: 8 words from 16-n on are the
// mask of n lanes.
DATA window<>+0(SB)/8, $-1
DATA window<>+8(SB)/8, $-1
DATA window<>+16(SB)/8, $-1
DATA window<>+24(SB)/8, $-1
DATA window<>+32(SB)/8, $-1
DATA window<>+40(SB)/8, $-1
DATA window<>+48(SB)/8, $-1
DATA window<>+56(SB)/8, $-1
DATA window<>+64(SB)/8, $0
DATA window<>+72(SB)/8, $0
DATA window<>+80(SB)/8, $0
DATA window<>+88(SB)/8, $0
DATA window<>+96(SB)/8, $0
DATA window<>+104(SB)/8, $0
DATA window<>+112(SB)/8, $0
DATA window<>+120(SB)/8, $0
GLOBL window<>(SB), RODATA|NOPTR, $128

// CONST is a constant in all lanes of Y14.
#define CONST(OFF) VBROADCASTSS constants<>+OFF(SB), Y14

#define EXP(T, A, B) \
	CONST(8)             \
	VMULPS    Y14, T, T  \
	CONST(12)            \
	VMAXPS    Y14, T, T  \
	VROUNDPS  $1, T, A   \
	VSUBPS    A, T, T    \
	CONST(16)            \
	VMULPS    Y14, T, B  \
	CONST(20)            \
	VADDPS    Y14, B, B  \
	VMULPS    T, B, B    \
	CONST(24)            \
	VADDPS    Y14, B, B  \
	VMULPS    T, B, B    \
	CONST(28)            \
	VADDPS    Y14, B, B  \
	VMULPS    T, B, B    \
	CONST(32)            \
	VADDPS    Y14, B, B  \
	VMULPS    T, B, B    \
	CONST(36)            \
	VADDPS    Y14, B, B  \
	VCVTPS2DQ A, A       \
	CONST(40)            \
	VPADDD    Y14, A, A  \
	VPSLLD    $23, A, A  \
	VMULPS    A, B, T

// func softmaxVector(s *float32, stride, rows, n int)
TEXT ·softmaxVector(SB), NOSPLIT, $0-32
	MOVQ s+0(FP), SI
	MOVQ stride+8(FP), R8
	MOVQ rows+16(FP), R9
	MOVQ n+24(FP), CX
	VBROADCASTSS constants<>+44(SB), Y13
	// Y11, Y12: masks of the two halves of the last 16; DX: bytes before.
	DECQ CX
	MOVQ CX, DX
	SHRQ $4, DX
	SHLQ $6, DX
	ANDQ $15, CX
	INCQ CX
	SHLQ $2, CX
	LEAQ window<>+64(SB), AX
	SUBQ CX, AX
	VMOVUPS (AX), Y11
	VMOVUPS 32(AX), Y12

s256row:
	VMOVUPS (SI)(DX*1), Y0
	VMOVUPS 32(SI)(DX*1), Y1
	VBLENDVPS Y11, Y0, Y13, Y0
	VBLENDVPS Y12, Y1, Y13, Y1
	XORQ AX, AX
	JMP  s256maxtest

s256max:
	VMAXPS (SI)(AX*1), Y0, Y0
	VMAXPS 32(SI)(AX*1), Y1, Y1
	ADDQ   $64, AX

s256maxtest:
	CMPQ AX, DX
	JLT  s256max
	VMAXPS Y1, Y0, Y0
	MAX8(Y0, X0, X1)
	VBROADCASTSS X0, Y0
	VXORPS Y5, Y5, Y5
	VXORPS Y6, Y6, Y6
	XORQ AX, AX
	JMP  s256exptest

s256exp:
	VMOVUPS (SI)(AX*1), Y1
	VSUBPS  Y0, Y1, Y1
	EXP(Y1, Y2, Y3)
	VMOVUPS Y1, (SI)(AX*1)
	VADDPS  Y1, Y5, Y5
	VMOVUPS 32(SI)(AX*1), Y1
	VSUBPS  Y0, Y1, Y1
	EXP(Y1, Y2, Y3)
	VMOVUPS Y1, 32(SI)(AX*1)
	VADDPS  Y1, Y6, Y6
	ADDQ    $64, AX

s256exptest:
	CMPQ AX, DX
	JLT  s256exp
	VMOVUPS (SI)(DX*1), Y1
	VSUBPS  Y0, Y1, Y1
	EXP(Y1, Y2, Y3)
	VANDPS  Y11, Y1, Y7
	VADDPS  Y7, Y5, Y5
	VMOVUPS 32(SI)(DX*1), Y1
	VSUBPS  Y0, Y1, Y1
	EXP(Y1, Y2, Y3)
	VANDPS  Y12, Y1, Y8
	VADDPS  Y8, Y6, Y6
	VADDPS  Y6, Y5, Y5
	SUM8(Y5, X5, X2)
	VMOVSS  constants<>+36(SB), X2
	VDIVSS  X5, X2, X5
	VBROADCASTSS X5, Y5
	VMULPS  Y5, Y7, Y7
	VMULPS  Y5, Y8, Y8
	VMOVUPS Y7, (SI)(DX*1)
	VMOVUPS Y8, 32(SI)(DX*1)
	XORQ AX, AX
	JMP  s256multest

s256mul:
	VMULPS  (SI)(AX*1), Y5, Y1
	VMULPS  32(SI)(AX*1), Y5, Y2
	VMOVUPS Y1, (SI)(AX*1)
	VMOVUPS Y2, 32(SI)(AX*1)
	ADDQ    $64, AX

s256multest:
	CMPQ AX, DX
	JLT  s256mul
	ADDQ R8, SI
	DECQ R9
	JNZ  s256row
	VZEROUPPER
	RET
