#include "textflag.h"
#include "go_asm.h"
#include "neon_arm64.h"

// Float kernels, of both paths. Every product is rounded before it is added,
// and sums keep the order that the plain twins have: 16 lanes, in four
// registers.

// Constants, four bytes each: those of softmax, then those of GELU.
DATA constants<>+0(SB)/4, $0x3FB8AA3B  // 1.44269504
DATA constants<>+4(SB)/4, $0xC2FC0000  // -126
DATA constants<>+8(SB)/4, $0x3AAEC423  // c5 0.00133336
DATA constants<>+12(SB)/4, $0x3C1D955C // c4 0.00961813
DATA constants<>+16(SB)/4, $0x3D635847 // c3 0.05550411
DATA constants<>+20(SB)/4, $0x3E75FDF0 // c2 0.24022651
DATA constants<>+24(SB)/4, $0x3F317218 // c1 0.69314718
DATA constants<>+28(SB)/4, $0x3F800000 // c0 1
DATA constants<>+32(SB)/4, $127
DATA constants<>+36(SB)/4, $0xFF800000 // -Inf
DATA constants<>+40(SB)/4, $0x43000000 // 128
DATA constants<>+44(SB)/4, $0x44801000 // 1024.5
DATA constants<>+48(SB)/4, $0x44FFE000 // 2047
GLOBL constants<>(SB), RODATA|NOPTR, $52

// SUM16 adds lanes 8 apart, then 4, 2 and 1; the sum is the first lane of A.
#define SUM16(A, B, C, D) \
	FADD(C, A, A) \
	FADD(D, B, B) \
	FADD(B, A, A) \
	SWAP(A, B)    \
	FADD(B, A, A) \
	FADDP(A, A, A)

// MAX16 leaves the largest lane in the first of A.
#define MAX16(A, B, C, D) \
	FMAX(B, A, A) \
	FMAX(D, C, C) \
	FMAX(C, A, A) \
	FMAXV(A, A)

// ALL4 is OP with M for four registers.
#define ALL4(OP, M, A, B, C, D) \
	OP(M, A, A) \
	OP(M, B, B) \
	OP(M, C, C) \
	OP(M, D, D)

// func absMaxVector(x *float32, n int) float32
TEXT ·absMaxVector(SB), NOSPLIT, $0-20
	MOVD x+0(FP), R0
	MOVD n+8(FP), R1
	VEOR V0.B16, V0.B16, V0.B16
	VEOR V1.B16, V1.B16, V1.B16
	VEOR V2.B16, V2.B16, V2.B16
	VEOR V3.B16, V3.B16, V3.B16

more:
	VLD1.P 64(R0), [V4.S4, V5.S4, V6.S4, V7.S4]
	FABS(4, 4)
	FABS(5, 5)
	FABS(6, 6)
	FABS(7, 7)
	FMAX(4, 0, 0)
	FMAX(5, 1, 1)
	FMAX(6, 2, 2)
	FMAX(7, 3, 3)
	SUBS $16, R1
	BNE  more
	MAX16(0, 1, 2, 3)
	FMOVS F0, ret+16(FP)
	RET

// func quantizeVector(q *uint8, x *float32, n int, inv float32)
TEXT ·quantizeVector(SB), NOSPLIT, $0-28
	MOVD  q+0(FP), R0
	MOVD  x+8(FP), R1
	MOVD  n+16(FP), R2
	FMOVS inv+24(FP), F16
	VMOVI $64, V17.B16

more:
	VLD1.P 64(R1), [V0.S4, V1.S4, V2.S4, V3.S4]
	FMUL0(16, 0, 0)
	FMUL0(16, 1, 1)
	FMUL0(16, 2, 2)
	FMUL0(16, 3, 3)
	NEAREST(0, 0)
	NEAREST(1, 1)
	NEAREST(2, 2)
	NEAREST(3, 3)
	// The low byte of each: they are the lanes that are even, twice.
	VUZP1  V1.H8, V0.H8, V0.H8
	VUZP1  V3.H8, V2.H8, V2.H8
	VUZP1  V2.B16, V0.B16, V0.B16
	VADD   V17.B16, V0.B16, V0.B16
	VST1.P [V0.B16], 16(R0)
	SUBS   $16, R2
	BNE    more
	RET

// LOOK loads what R2 has at lane I of V1.
#define LOOK(I) \
	VMOV V1.S[I], R3   \
	ADD  R3<<2, R2, R3 \
	VLD1 (R3), V2.S[I]

// func geluVector(x *float32, n int, phi *float32)
TEXT ·geluVector(SB), NOSPLIT, $0-24
	MOVD x+0(FP), R0
	MOVD n+8(FP), R1
	MOVD phi+16(FP), R2
	MOVD $constants<>+40(SB), R3
	VLD1R.P 4(R3), [V16.S4]
	VLD1R.P 4(R3), [V17.S4]
	VLD1R (R3), [V18.S4]
	VEOR V19.B16, V19.B16, V19.B16

more:
	VLD1 (R0), [V0.S4]
	FMUL(16, 0, 1)
	FADD(17, 1, 1)
	FMAX(19, 1, 1)
	FMIN(18, 1, 1)
	TOZERO(1, 1)
	// The first load takes the whole register: no round waits for the last.
	VMOV  V1.S[0], R3
	FMOVS (R2)(R3<<2), F2
	LOOK(1)
	LOOK(2)
	LOOK(3)
	FMUL(2, 0, 0)
	VST1.P [V0.S4], 16(R0)
	SUBS   $4, R1
	BNE    more
	RET

// func normVector(x, add, gain, bias *float32, n int, inv, eps float32)
TEXT ·normVector(SB), NOSPLIT, $0-48
	MOVD x+0(FP), R0
	MOVD add+8(FP), R1
	MOVD gain+16(FP), R2
	MOVD bias+24(FP), R3
	MOVD n+32(FP), R4
	FMOVS inv+40(FP), F16
	FMOVS eps+44(FP), F17
	VEOR V0.B16, V0.B16, V0.B16
	VEOR V1.B16, V1.B16, V1.B16
	VEOR V2.B16, V2.B16, V2.B16
	VEOR V3.B16, V3.B16, V3.B16
	MOVD R0, R5
	MOVD R4, R6

sum:
	VLD1 (R5), [V4.S4, V5.S4, V6.S4, V7.S4]
	VLD1.P 64(R1), [V8.S4, V9.S4, V10.S4, V11.S4]
	FADD(8, 4, 4)
	FADD(9, 5, 5)
	FADD(10, 6, 6)
	FADD(11, 7, 7)
	VST1.P [V4.S4, V5.S4, V6.S4, V7.S4], 64(R5)
	FADD(4, 0, 0)
	FADD(5, 1, 1)
	FADD(6, 2, 2)
	FADD(7, 3, 3)
	SUBS $16, R6
	BNE  sum
	SUM16(0, 1, 2, 3)
	FMULS F16, F0, F0
	VDUP V0.S[0], V18.S4
	VEOR V0.B16, V0.B16, V0.B16
	VEOR V1.B16, V1.B16, V1.B16
	VEOR V2.B16, V2.B16, V2.B16
	VEOR V3.B16, V3.B16, V3.B16
	MOVD R0, R5
	MOVD R4, R6

variance:
	VLD1 (R5), [V4.S4, V5.S4, V6.S4, V7.S4]
	ALL4(FSUB, 18, 4, 5, 6, 7)
	VST1.P [V4.S4, V5.S4, V6.S4, V7.S4], 64(R5)
	FMUL(4, 4, 4)
	FMUL(5, 5, 5)
	FMUL(6, 6, 6)
	FMUL(7, 7, 7)
	FADD(4, 0, 0)
	FADD(5, 1, 1)
	FADD(6, 2, 2)
	FADD(7, 3, 3)
	SUBS $16, R6
	BNE  variance
	SUM16(0, 1, 2, 3)
	FMULS F16, F0, F0
	FADDS F17, F0, F0
	FSQRTS F0, F0
	FMOVS $1.0, F1
	FDIVS F0, F1, F0
	VDUP V0.S[0], V18.S4

out:
	VLD1 (R0), [V4.S4, V5.S4, V6.S4, V7.S4]
	VLD1.P 64(R2), [V8.S4, V9.S4, V10.S4, V11.S4]
	VLD1.P 64(R3), [V12.S4, V13.S4, V14.S4, V15.S4]
	ALL4(FMUL, 18, 4, 5, 6, 7)
	FMUL(8, 4, 4)
	FMUL(9, 5, 5)
	FMUL(10, 6, 6)
	FMUL(11, 7, 7)
	FADD(12, 4, 4)
	FADD(13, 5, 5)
	FADD(14, 6, 6)
	FADD(15, 7, 7)
	VST1.P [V4.S4, V5.S4, V6.S4, V7.S4], 64(R0)
	SUBS $16, R4
	BNE  out
	RET

// window is 16 words of ones, then 16 of zeros: 16 words from 16-n on are the
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

// EXP makes T the exponential of T less the largest value, V26; the constants
// lie in V16 to V24.
#define EXP(T, A, B) \
	FSUB(26, T, T) \
	FMUL(16, T, T) \
	FMAX(17, T, T) \
	FLOOR(T, A)    \
	FSUB(A, T, T)  \
	FMUL(18, T, B) \
	FADD(19, B, B) \
	FMUL(T, B, B)  \
	FADD(20, B, B) \
	FMUL(T, B, B)  \
	FADD(21, B, B) \
	FMUL(T, B, B)  \
	FADD(22, B, B) \
	FMUL(T, B, B)  \
	FADD(23, B, B) \
	TOZERO(A, A)   \
	ADD4(24, A, A) \
	SHL23(A, A)    \
	FMUL(A, B, T)

// func softmaxVector(s *float32, stride, rows, n int)
TEXT ·softmaxVector(SB), NOSPLIT, $0-32
	MOVD s+0(FP), R0
	MOVD stride+8(FP), R1
	MOVD rows+16(FP), R2
	MOVD n+24(FP), R3
	MOVD $constants<>(SB), R4
	VLD1R.P 4(R4), [V16.S4]
	VLD1R.P 4(R4), [V17.S4]
	VLD1R.P 4(R4), [V18.S4]
	VLD1R.P 4(R4), [V19.S4]
	VLD1R.P 4(R4), [V20.S4]
	VLD1R.P 4(R4), [V21.S4]
	VLD1R.P 4(R4), [V22.S4]
	VLD1R.P 4(R4), [V23.S4]
	VLD1R.P 4(R4), [V24.S4]
	VLD1R (R4), [V25.S4]
	// V28 to V31: the mask of the last 16; R4: the bytes before.
	SUB  $1, R3
	LSR  $4, R3, R4
	LSL  $6, R4
	AND  $15, R3
	MOVD $window<>+60(SB), R5
	SUB  R3<<2, R5
	VLD1 (R5), [V28.S4, V29.S4, V30.S4, V31.S4]

row:
	ADD  R4, R0, R6
	VLD1 (R6), [V0.S4, V1.S4, V2.S4, V3.S4]
	VBIF V28.B16, V25.B16, V0.B16
	VBIF V29.B16, V25.B16, V1.B16
	VBIF V30.B16, V25.B16, V2.B16
	VBIF V31.B16, V25.B16, V3.B16
	MOVD R0, R7
	B    maxtest

max:
	VLD1.P 64(R7), [V4.S4, V5.S4, V6.S4, V7.S4]
	FMAX(4, 0, 0)
	FMAX(5, 1, 1)
	FMAX(6, 2, 2)
	FMAX(7, 3, 3)

maxtest:
	CMP  R6, R7
	BLO  max
	MAX16(0, 1, 2, 3)
	VDUP V0.S[0], V26.S4
	VEOR V4.B16, V4.B16, V4.B16
	VEOR V5.B16, V5.B16, V5.B16
	VEOR V6.B16, V6.B16, V6.B16
	VEOR V7.B16, V7.B16, V7.B16
	MOVD R0, R7
	B    exptest

exp:
	VLD1 (R7), [V0.S4, V1.S4, V2.S4, V3.S4]
	EXP(0, 8, 9)
	EXP(1, 10, 11)
	EXP(2, 12, 13)
	EXP(3, 14, 15)
	VST1.P [V0.S4, V1.S4, V2.S4, V3.S4], 64(R7)
	FADD(0, 4, 4)
	FADD(1, 5, 5)
	FADD(2, 6, 6)
	FADD(3, 7, 7)

exptest:
	CMP  R6, R7
	BLO  exp
	VLD1 (R6), [V0.S4, V1.S4, V2.S4, V3.S4]
	EXP(0, 8, 9)
	EXP(1, 10, 11)
	EXP(2, 12, 13)
	EXP(3, 14, 15)
	VAND V28.B16, V0.B16, V0.B16
	VAND V29.B16, V1.B16, V1.B16
	VAND V30.B16, V2.B16, V2.B16
	VAND V31.B16, V3.B16, V3.B16
	FADD(0, 4, 4)
	FADD(1, 5, 5)
	FADD(2, 6, 6)
	FADD(3, 7, 7)
	SUM16(4, 5, 6, 7)
	FDIVS F4, F23, F4
	VDUP V4.S[0], V4.S4
	ALL4(FMUL, 4, 0, 1, 2, 3)
	VST1 [V0.S4, V1.S4, V2.S4, V3.S4], (R6)
	MOVD R0, R7
	B    multest

mul:
	VLD1 (R7), [V0.S4, V1.S4, V2.S4, V3.S4]
	ALL4(FMUL, 4, 0, 1, 2, 3)
	VST1.P [V0.S4, V1.S4, V2.S4, V3.S4], 64(R7)

multest:
	CMP  R6, R7
	BLO  mul
	ADD  R1, R0
	SUBS $1, R2
	BNE  row
	RET
