#include "textflag.h"

// GELU looks Phi up at trunc(x*128 + 1024.5), held to the table. Where that
// is no number the minimum and maximum give their first operand, a limit.

DATA geluConst<>+0(SB)/4, $0x43000000  // 128
DATA geluConst<>+4(SB)/4, $0x44801000  // 1024.5
DATA geluConst<>+8(SB)/4, $0x44FFE000  // 2047
GLOBL geluConst<>(SB), RODATA|NOPTR, $12

// func geluAVX2(x *float32, step uintptr, rows, blocks int, phi *float32)
TEXT ·geluAVX2(SB), NOSPLIT, $0-40
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
	MOVQ blocks+24(FP), BX
block:
	VMOVUPS (DX), Y0
	VMOVUPS 32(DX), Y1
	VMULPS Y10, Y0, Y2
	VMULPS Y10, Y1, Y3
	VADDPS Y11, Y2, Y2
	VADDPS Y11, Y3, Y3
	VMAXPS Y13, Y2, Y2
	VMAXPS Y13, Y3, Y3
	VMINPS Y12, Y2, Y2
	VMINPS Y12, Y3, Y3
	VCVTTPS2DQ Y2, Y2
	VCVTTPS2DQ Y3, Y3
	VPCMPEQD Y6, Y6, Y6
	VPCMPEQD Y7, Y7, Y7
	VGATHERDPS Y6, (SI)(Y2*4), Y4
	VGATHERDPS Y7, (SI)(Y3*4), Y5
	VMULPS Y4, Y0, Y0
	VMULPS Y5, Y1, Y1
	VMOVUPS Y0, (DX)
	VMOVUPS Y1, 32(DX)
	ADDQ $64, DX
	DECQ BX
	JNZ block
	ADDQ R9, DI
	DECQ CX
	JNZ row
	VZEROUPPER
	RET

// func geluVNNI(x *float32, step uintptr, rows, blocks int, phi *float32)
TEXT ·geluVNNI(SB), NOSPLIT, $0-40
	MOVQ x+0(FP), DI
	MOVQ step+8(FP), R9
	MOVQ rows+16(FP), CX
	MOVQ phi+32(FP), SI
	VBROADCASTSS geluConst<>+0(SB), Z10
	VBROADCASTSS geluConst<>+4(SB), Z11
	VBROADCASTSS geluConst<>+8(SB), Z12
	VPXORD Z13, Z13, Z13
row:
	MOVQ DI, DX
	MOVQ blocks+24(FP), BX
block:
	VMOVUPS (DX), Z0
	VMULPS Z10, Z0, Z2
	VADDPS Z11, Z2, Z2
	VMAXPS Z13, Z2, Z2
	VMINPS Z12, Z2, Z2
	VCVTTPS2DQ Z2, Z2
	KXNORW K1, K1, K1
	VGATHERDPS (SI)(Z2*4), K1, Z4
	VMULPS Z4, Z0, Z0
	VMOVUPS Z0, (DX)
	ADDQ $64, DX
	DECQ BX
	JNZ block
	ADDQ R9, DI
	DECQ CX
	JNZ row
	VZEROUPPER
	RET
