#include "textflag.h"

// The float routines, for AVX2. Their sums are of 16 lanes: the lower 8 in
// one register, the upper 8 in a second. Products are rounded before they are
// added; no fused instruction may be used here.

// FOLD adds up the lanes of lo and hi into the lowest of lo.
#define FOLD(lo, hi, lox, tmp) \
	VADDPS hi, lo, lo; \
	VEXTRACTF128 $1, lo, tmp; \
	VADDPS tmp, lox, lox; \
	VMOVHLPS lox, lox, tmp; \
	VADDPS tmp, lox, lox; \
	VMOVSHDUP lox, tmp; \
	VADDSS tmp, lox, lox

// FOLDMAX leaves the largest lane of a in the lowest of ax.
#define FOLDMAX(a, ax, tmp) \
	VEXTRACTF128 $1, a, tmp; \
	VMAXPS tmp, ax, ax; \
	VMOVHLPS ax, ax, tmp; \
	VMAXPS tmp, ax, ax; \
	VMOVSHDUP ax, tmp; \
	VMAXSS tmp, ax, ax

// func largestAVX2(x *float32, blocks int) float32
TEXT ·largestAVX2(SB), NOSPLIT, $0-20
	MOVQ x+0(FP), SI
	MOVQ blocks+8(FP), CX
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3
	VPCMPEQD Y8, Y8, Y8
	VPSRLD $1, Y8, Y8 // all but the sign
block:
	VANDPS (SI), Y8, Y4
	VANDPS 32(SI), Y8, Y5
	VANDPS 64(SI), Y8, Y6
	VANDPS 96(SI), Y8, Y7
	VMAXPS Y4, Y0, Y0
	VMAXPS Y5, Y1, Y1
	VMAXPS Y6, Y2, Y2
	VMAXPS Y7, Y3, Y3
	ADDQ $128, SI
	DECQ CX
	JNZ block
	VMAXPS Y1, Y0, Y0
	VMAXPS Y3, Y2, Y2
	VMAXPS Y2, Y0, Y0
	FOLDMAX(Y0, X0, X1)
	VMOVSS X0, ret+16(FP)
	VZEROUPPER
	RET

DATA order<>+0(SB)/4, $0
DATA order<>+4(SB)/4, $4
DATA order<>+8(SB)/4, $1
DATA order<>+12(SB)/4, $5
DATA order<>+16(SB)/4, $2
DATA order<>+20(SB)/4, $6
DATA order<>+24(SB)/4, $3
DATA order<>+28(SB)/4, $7
GLOBL order<>(SB), RODATA|NOPTR, $32

DATA zeroPoint<>+0(SB)/4, $0x40404040 // 64 in each byte
GLOBL zeroPoint<>(SB), RODATA|NOPTR, $4

// func quantiseAVX2(q *uint8, x *float32, blocks int, inverse float32)
TEXT ·quantiseAVX2(SB), NOSPLIT, $0-28
	MOVQ q+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ blocks+16(FP), CX
	VBROADCASTSS inverse+24(FP), Y8
	VMOVDQU order<>(SB), Y9
	VPBROADCASTD zeroPoint<>(SB), Y10
block:
	VMULPS (SI), Y8, Y0
	VMULPS 32(SI), Y8, Y1
	VMULPS 64(SI), Y8, Y2
	VMULPS 96(SI), Y8, Y3
	VCVTPS2DQ Y0, Y0
	VCVTPS2DQ Y1, Y1
	VCVTPS2DQ Y2, Y2
	VCVTPS2DQ Y3, Y3
	VPACKSSDW Y1, Y0, Y0
	VPACKSSDW Y3, Y2, Y2
	VPACKSSWB Y2, Y0, Y0
	VPADDB Y10, Y0, Y0
	VPERMD Y0, Y9, Y0 // packing went by halves
	VMOVDQU Y0, (DI)
	ADDQ $128, SI
	ADDQ $32, DI
	DECQ CX
	JNZ block
	VZEROUPPER
	RET

// func layerNormAVX2(x, residual *float32, rows, blocks int, gamma, beta *float32, part, epsilon float32)
TEXT ·layerNormAVX2(SB), NOSPLIT, $0-56
	MOVQ x+0(FP), DI
	MOVQ residual+8(FP), SI
	MOVQ rows+16(FP), CX
	MOVQ blocks+24(FP), R8
	MOVQ gamma+32(FP), R10
	MOVQ beta+40(FP), R11
	VMOVSS part+48(FP), X14
	VMOVSS epsilon+52(FP), X15
	SHLQ $6, R8 // bytes of a row
	ADDQ R8, R10
	ADDQ R8, R11
	NEGQ R8
row:
	SUBQ R8, DI // rows are addressed from their ends
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	MOVQ R8, BX
	TESTQ SI, SI
	JZ sum
	SUBQ R8, SI
add:
	VMOVUPS (DI)(BX*1), Y2
	VMOVUPS 32(DI)(BX*1), Y3
	VADDPS (SI)(BX*1), Y2, Y2
	VADDPS 32(SI)(BX*1), Y3, Y3
	VMOVUPS Y2, (DI)(BX*1)
	VMOVUPS Y3, 32(DI)(BX*1)
	VADDPS Y2, Y0, Y0
	VADDPS Y3, Y1, Y1
	ADDQ $64, BX
	JNZ add
	JMP mean
sum:
	VADDPS (DI)(BX*1), Y0, Y0
	VADDPS 32(DI)(BX*1), Y1, Y1
	ADDQ $64, BX
	JNZ sum
mean:
	FOLD(Y0, Y1, X0, X2)
	VMULSS X14, X0, X0
	VBROADCASTSS X0, Y4
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	MOVQ R8, BX
squares:
	VMOVUPS (DI)(BX*1), Y2
	VMOVUPS 32(DI)(BX*1), Y3
	VSUBPS Y4, Y2, Y2
	VSUBPS Y4, Y3, Y3
	VMOVUPS Y2, (DI)(BX*1)
	VMOVUPS Y3, 32(DI)(BX*1)
	VMULPS Y2, Y2, Y2
	VMULPS Y3, Y3, Y3
	VADDPS Y2, Y0, Y0
	VADDPS Y3, Y1, Y1
	ADDQ $64, BX
	JNZ squares
	FOLD(Y0, Y1, X0, X2)
	VMULSS X14, X0, X0
	VADDSS X15, X0, X0
	VSQRTSS X0, X0, X0
	MOVL $0x3F800000, AX
	VMOVD AX, X1
	VDIVSS X0, X1, X0
	VBROADCASTSS X0, Y4
	MOVQ R8, BX
scale:
	VMULPS (DI)(BX*1), Y4, Y2
	VMULPS 32(DI)(BX*1), Y4, Y3
	VMULPS (R10)(BX*1), Y2, Y2
	VMULPS 32(R10)(BX*1), Y3, Y3
	VADDPS (R11)(BX*1), Y2, Y2
	VADDPS 32(R11)(BX*1), Y3, Y3
	VMOVUPS Y2, (DI)(BX*1)
	VMOVUPS Y3, 32(DI)(BX*1)
	ADDQ $64, BX
	JNZ scale
	DECQ CX
	JNZ row
	VZEROUPPER
	RET

// EXP16 computes the exponential of 16 values less the maximum in Y2, into Y3
// and Y4. The exponent is added to that of the polynomial, 1 to 2.
#define EXP16 \
	VMOVUPS (DI)(BX*1), Y3; \
	VMOVUPS 32(DI)(BX*1), Y4; \
	VSUBPS Y2, Y3, Y3; \
	VSUBPS Y2, Y4, Y4; \
	VMULPS Y15, Y3, Y3; \
	VMULPS Y15, Y4, Y4; \
	VMAXPS Y14, Y3, Y3; \
	VMAXPS Y14, Y4, Y4; \
	VROUNDPS $9, Y3, Y5; \
	VROUNDPS $9, Y4, Y6; \
	VSUBPS Y5, Y3, Y3; \
	VSUBPS Y6, Y4, Y4; \
	VCVTTPS2DQ Y5, Y5; \
	VMULPS Y8, Y3, Y7; \
	VADDPS Y9, Y7, Y7; \
	HORNER(Y10, Y3, Y7); \
	HORNER(Y11, Y3, Y7); \
	HORNER(Y12, Y3, Y7); \
	HORNER(Y13, Y3, Y7); \
	VPSLLD $23, Y5, Y5; \
	VPADDD Y5, Y7, Y3; \
	VCVTTPS2DQ Y6, Y6; \
	VMULPS Y8, Y4, Y7; \
	VADDPS Y9, Y7, Y7; \
	HORNER(Y10, Y4, Y7); \
	HORNER(Y11, Y4, Y7); \
	HORNER(Y12, Y4, Y7); \
	HORNER(Y13, Y4, Y7); \
	VPSLLD $23, Y6, Y6; \
	VPADDD Y6, Y7, Y4

#define HORNER(c, f, p) \
	VMULPS f, p, p; \
	VADDPS c, p, p

// func softmaxAVX2(x *float32, rows, blocks int, mask *int32, terms *float32)
TEXT ·softmaxAVX2(SB), NOSPLIT, $0-40
	MOVQ x+0(FP), DI
	MOVQ rows+8(FP), CX
	MOVQ blocks+16(FP), R8
	MOVQ mask+24(FP), SI
	MOVQ terms+32(FP), R9
	VBROADCASTSS 0(R9), Y15
	VBROADCASTSS 4(R9), Y14
	VBROADCASTSS 8(R9), Y13
	VBROADCASTSS 12(R9), Y12
	VBROADCASTSS 16(R9), Y11
	VBROADCASTSS 20(R9), Y10
	VBROADCASTSS 24(R9), Y9
	VBROADCASTSS 28(R9), Y8
	SHLQ $6, R8
	NEGQ R8
row:
	SUBQ R8, DI // rows are addressed from their ends
	MOVL $0xFF800000, AX // -Inf
	VMOVD AX, X2
	VBROADCASTSS X2, Y2
	VMOVAPS Y2, Y3
	VMOVAPS Y2, Y4
	MOVQ R8, BX
	ADDQ $64, BX
	JZ maxLast
max:
	VMAXPS -64(DI)(BX*1), Y3, Y3
	VMAXPS -32(DI)(BX*1), Y4, Y4
	ADDQ $64, BX
	JNZ max
maxLast:
	VMOVUPS (SI), Y5
	VMOVUPS 32(SI), Y6
	VBLENDVPS Y5, -64(DI), Y2, Y0
	VBLENDVPS Y6, -32(DI), Y2, Y1
	VMAXPS Y0, Y3, Y3
	VMAXPS Y1, Y4, Y4
	VMAXPS Y4, Y3, Y2
	FOLDMAX(Y2, X2, X3)
	VBROADCASTSS X2, Y2

	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	MOVQ R8, BX
exp:
	EXP16
	CMPQ BX, $-64
	JEQ expLast
	VMOVUPS Y3, (DI)(BX*1)
	VMOVUPS Y4, 32(DI)(BX*1)
	VADDPS Y3, Y0, Y0
	VADDPS Y4, Y1, Y1
	ADDQ $64, BX
	JMP exp
expLast:
	VANDPS (SI), Y3, Y3
	VANDPS 32(SI), Y4, Y4
	VMOVUPS Y3, -64(DI)
	VMOVUPS Y4, -32(DI)
	VADDPS Y3, Y0, Y0
	VADDPS Y4, Y1, Y1
	FOLD(Y0, Y1, X0, X2)
	VDIVSS X0, X13, X0 // the polynomial's first term is 1
	VBROADCASTSS X0, Y0
	MOVQ R8, BX
scale:
	VMULPS (DI)(BX*1), Y0, Y3
	VMULPS 32(DI)(BX*1), Y0, Y4
	VMOVUPS Y3, (DI)(BX*1)
	VMOVUPS Y4, 32(DI)(BX*1)
	ADDQ $64, BX
	JNZ scale
	DECQ CX
	JNZ row
	VZEROUPPER
	RET
