#include "textflag.h"

// GELU looks Phi up at trunc(x*128 + 1024.5), held to the table. Where that
// is no number the maximum gives its first operand, 0.

DATA geluConst<>+0(SB)/4, $0x43000000  // 128
DATA geluConst<>+4(SB)/4, $0x44801000  // 1024.5
DATA geluConst<>+8(SB)/4, $0x44FFE000  // 2047
GLOBL geluConst<>(SB), RODATA|NOPTR, $12

// INDEX8 leaves the indices of 8 values on the stack.
#define INDEX8(from, to) \
	VMULPS from, Y10, Y0; \
	VADDPS Y11, Y0, Y0; \
	VMAXPS Y13, Y0, Y0; \
	VMINPS Y12, Y0, Y0; \
	VCVTTPS2DQ Y0, Y0; \
	VMOVDQU Y0, to

// LOOKUP4 loads the entries of 4 indices. Single loads are faster than a
// gather.
#define LOOKUP4(at, next, x) \
	MOVQ at, AX; \
	MOVQ next, R10; \
	MOVL AX, BX; \
	MOVL R10, R11; \
	SHRQ $32, AX; \
	SHRQ $32, R10; \
	VMOVSS (SI)(BX*4), x; \
	VINSERTPS $0x10, (SI)(AX*4), x, x; \
	VINSERTPS $0x20, (SI)(R11*4), x, x; \
	VINSERTPS $0x30, (SI)(R10*4), x, x

// func geluAVX2(x *float32, step uintptr, rows, blocks int, phi *float32)
TEXT ·geluAVX2(SB), NOSPLIT, $64-40
	MOVQ x+0(FP), DI
	MOVQ step+8(FP), R9
	MOVQ rows+16(FP), CX
	MOVQ phi+32(FP), SI
	VBROADCASTSS geluConst<>+0(SB), Y10
	VBROADCASTSS geluConst<>+4(SB), Y11
	VBROADCASTSS geluConst<>+8(SB), Y12
	VXORPS Y13, Y13, Y13
row:
	MOVQ DI, DX
	MOVQ blocks+24(FP), R8
block:
	INDEX8((DX), indices-64(SP))
	INDEX8(32(DX), indices-32(SP))
	LOOKUP4(indices-64(SP), indices-56(SP), X1)
	LOOKUP4(indices-48(SP), indices-40(SP), X2)
	LOOKUP4(indices-32(SP), indices-24(SP), X3)
	LOOKUP4(indices-16(SP), indices-8(SP), X4)
	VINSERTF128 $1, X2, Y1, Y1
	VINSERTF128 $1, X4, Y3, Y3
	VMULPS (DX), Y1, Y1
	VMULPS 32(DX), Y3, Y3
	VMOVUPS Y1, (DX)
	VMOVUPS Y3, 32(DX)
	ADDQ $64, DX
	DECQ R8
	JNZ block
	ADDQ R9, DI
	DECQ CX
	JNZ row
	VZEROUPPER
	RET
