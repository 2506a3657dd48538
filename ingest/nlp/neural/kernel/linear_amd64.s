#include "textflag.h"
#include "go_asm.h"

// Integer linear layers. The weights lie in panels of 16 outputs: for each
// group of four inputs 64 bytes, four of each output (see Matrix). A tile of
// rows x outputs keeps its sums in registers over all inputs; the sums begin
// at the correction for the zero point, so that they are exact at the end.

// REGISTERS of both kernels: DI the arguments, SI and R9 the first and fourth
// row of the tile, R8 the distance of rows, BX the panel, CX the groups left,
// R12 the first row of the tile, R13 the rows, R14 the panel as a column.

// DP adds the products of one row with four panels.
#define DP(A, C0, C1, C2, C3) \
	VPDPBUSD Z16, A, C0 \
	VPDPBUSD Z17, A, C1 \
	VPDPBUSD Z18, A, C2 \
	VPDPBUSD Z19, A, C3

// OUT writes one row: sum * (scale of the row * scale of the output) + bias.
#define OUT1(C, W, B, OFF) \
	VCVTDQ2PS C, C      \
	VMULPS    W, Z28, Z29 \
	VMULPS    Z29, C, C \
	VADDPS    B, C, C   \
	VMOVUPS   C, OFF(DX)

#define OUT(C0, C1, C2, C3) \
	VBROADCASTSS (AX), Z28 \
	OUT1(C0, Z20, Z24, 0)  \
	OUT1(C1, Z21, Z25, 64) \
	OUT1(C2, Z22, Z26, 128) \
	OUT1(C3, Z23, Z27, 192) \
	ADDQ $4, AX            \
	ADDQ R15, DX

// func linearVNNI(l *linear)
// Tiles of 4 rows x 64 outputs.
TEXT ·linearVNNI(SB), NOSPLIT, $0-8
	MOVQ l+0(FP), DI
	MOVQ linear_panel(DI), R10
	MOVQ linear_qStride(DI), R8
	MOVQ linear_yStride(DI), R15
	MOVQ linear_rows(DI), R13
	XORQ R14, R14

vpanel:
	XORQ R12, R12

vtile:
	// The rows of the tile: q + r*stride.
	MOVQ  R12, AX
	IMULQ R8, AX
	MOVQ  linear_q(DI), SI
	ADDQ  AX, SI
	LEAQ  (SI)(R8*2), R9
	ADDQ  R8, R9
	MOVQ  linear_w(DI), BX
	MOVQ  R14, AX
	SHRQ  $4, AX
	IMULQ R10, AX
	ADDQ  AX, BX
	LEAQ  (BX)(R10*2), R11
	ADDQ  R10, R11
	MOVQ  linear_groups(DI), CX
	MOVQ  linear_zero(DI), AX
	LEAQ  (AX)(R14*4), AX
	VMOVDQU32 (AX), Z0
	VMOVDQU32 64(AX), Z1
	VMOVDQU32 128(AX), Z2
	VMOVDQU32 192(AX), Z3
	CMPQ  R13, $4
	JLT   vone
	VMOVDQA32 Z0, Z4
	VMOVDQA32 Z1, Z5
	VMOVDQA32 Z2, Z6
	VMOVDQA32 Z3, Z7
	VMOVDQA32 Z0, Z8
	VMOVDQA32 Z1, Z9
	VMOVDQA32 Z2, Z10
	VMOVDQA32 Z3, Z11
	VMOVDQA32 Z0, Z12
	VMOVDQA32 Z1, Z13
	VMOVDQA32 Z2, Z14
	VMOVDQA32 Z3, Z15

vfour:
	VMOVDQU32 (BX), Z16
	VMOVDQU32 (BX)(R10*1), Z17
	VMOVDQU32 (BX)(R10*2), Z18
	VMOVDQU32 (R11), Z19
	VPBROADCASTD (SI), Z20
	VPBROADCASTD (SI)(R8*1), Z21
	VPBROADCASTD (SI)(R8*2), Z22
	VPBROADCASTD (R9), Z23
	DP(Z20, Z0, Z1, Z2, Z3)
	DP(Z21, Z4, Z5, Z6, Z7)
	DP(Z22, Z8, Z9, Z10, Z11)
	DP(Z23, Z12, Z13, Z14, Z15)
	ADDQ $4, SI
	ADDQ $4, R9
	ADDQ $64, BX
	ADDQ $64, R11
	DECQ CX
	JNZ  vfour
	JMP  vout

vone:
	VMOVDQU32 (BX), Z16
	VMOVDQU32 (BX)(R10*1), Z17
	VMOVDQU32 (BX)(R10*2), Z18
	VMOVDQU32 (R11), Z19
	VPBROADCASTD (SI), Z20
	DP(Z20, Z0, Z1, Z2, Z3)
	ADDQ $4, SI
	ADDQ $64, BX
	ADDQ $64, R11
	DECQ CX
	JNZ  vone

vout:
	MOVQ linear_scale(DI), AX
	LEAQ (AX)(R14*4), AX
	VMOVUPS (AX), Z20
	VMOVUPS 64(AX), Z21
	VMOVUPS 128(AX), Z22
	VMOVUPS 192(AX), Z23
	MOVQ linear_bias(DI), AX
	LEAQ (AX)(R14*4), AX
	VMOVUPS (AX), Z24
	VMOVUPS 64(AX), Z25
	VMOVUPS 128(AX), Z26
	VMOVUPS 192(AX), Z27
	MOVQ  R12, DX
	IMULQ R15, DX
	ADDQ  linear_y(DI), DX
	LEAQ  (DX)(R14*4), DX
	MOVQ  linear_s(DI), AX
	LEAQ  (AX)(R12*4), AX
	OUT(Z0, Z1, Z2, Z3)
	INCQ  R12
	CMPQ  R13, $4
	JLT   vnext
	OUT(Z4, Z5, Z6, Z7)
	OUT(Z8, Z9, Z10, Z11)
	OUT(Z12, Z13, Z14, Z15)
	ADDQ  $3, R12

vnext:
	CMPQ R12, R13
	JGE  vdone
	// The last tile laps over the one before: it writes the same again.
	LEAQ -4(R13), AX
	CMPQ R13, $4
	JLT  vtile
	CMPQ R12, AX
	CMOVQGT AX, R12
	JMP  vtile

vdone:
	ADDQ $64, R14
	CMPQ R14, linear_out(DI)
	JLT  vpanel
	VZEROUPPER
	RET

// MA adds the products of one row with the two halves of a panel. Two
// products of 7 and 8 bits fit into 16: nothing saturates.
#define MA(A, C0, C1) \
	VPBROADCASTD A, Y10    \
	VPMADDUBSW Y8, Y10, Y11 \
	VPMADDUBSW Y9, Y10, Y12 \
	VPMADDWD Y15, Y11, Y11 \
	VPMADDWD Y15, Y12, Y12 \
	VPADDD   Y11, C0, C0   \
	VPADDD   Y12, C1, C1

#define OUTHALF(C0, C1) \
	VBROADCASTSS (AX), Y8 \
	VMULPS    (BX), Y8, Y9 \
	VCVTDQ2PS C0, C0      \
	VMULPS    Y9, C0, C0  \
	VADDPS    (CX), C0, C0 \
	VMOVUPS   C0, (DX)    \
	VMULPS    32(BX), Y8, Y9 \
	VCVTDQ2PS C1, C1      \
	VMULPS    Y9, C1, C1  \
	VADDPS    32(CX), C1, C1 \
	VMOVUPS   C1, 32(DX)  \
	ADDQ $4, AX           \
	ADDQ R15, DX

// func linearAVX2(l *linear)
// Tiles of 4 rows x 16 outputs.
TEXT ·linearAVX2(SB), NOSPLIT, $0-8
	MOVQ l+0(FP), DI
	MOVQ linear_panel(DI), R10
	MOVQ linear_qStride(DI), R8
	MOVQ linear_yStride(DI), R15
	MOVQ linear_rows(DI), R13
	XORQ R14, R14
	VPCMPEQW Y15, Y15, Y15
	VPSRLW   $15, Y15, Y15

apanel:
	XORQ R12, R12

atile:
	MOVQ  R12, AX
	IMULQ R8, AX
	MOVQ  linear_q(DI), SI
	ADDQ  AX, SI
	LEAQ  (SI)(R8*2), R9
	ADDQ  R8, R9
	MOVQ  linear_w(DI), BX
	MOVQ  R14, AX
	SHRQ  $4, AX
	IMULQ R10, AX
	ADDQ  AX, BX
	MOVQ  linear_groups(DI), CX
	MOVQ  linear_zero(DI), AX
	LEAQ  (AX)(R14*4), AX
	VMOVDQU (AX), Y0
	VMOVDQU 32(AX), Y1
	CMPQ  R13, $4
	JLT   aone
	VMOVDQA Y0, Y2
	VMOVDQA Y1, Y3
	VMOVDQA Y0, Y4
	VMOVDQA Y1, Y5
	VMOVDQA Y0, Y6
	VMOVDQA Y1, Y7

afour:
	VMOVDQU (BX), Y8
	VMOVDQU 32(BX), Y9
	MA((SI), Y0, Y1)
	MA((SI)(R8*1), Y2, Y3)
	MA((SI)(R8*2), Y4, Y5)
	MA((R9), Y6, Y7)
	ADDQ $4, SI
	ADDQ $4, R9
	ADDQ $64, BX
	DECQ CX
	JNZ  afour
	JMP  aout

aone:
	VMOVDQU (BX), Y8
	VMOVDQU 32(BX), Y9
	MA((SI), Y0, Y1)
	ADDQ $4, SI
	ADDQ $64, BX
	DECQ CX
	JNZ  aone

aout:
	MOVQ linear_scale(DI), BX
	LEAQ (BX)(R14*4), BX
	MOVQ linear_bias(DI), CX
	LEAQ (CX)(R14*4), CX
	MOVQ  R12, DX
	IMULQ R15, DX
	ADDQ  linear_y(DI), DX
	LEAQ  (DX)(R14*4), DX
	MOVQ  linear_s(DI), AX
	LEAQ  (AX)(R12*4), AX
	OUTHALF(Y0, Y1)
	INCQ  R12
	CMPQ  R13, $4
	JLT   anext
	OUTHALF(Y2, Y3)
	OUTHALF(Y4, Y5)
	OUTHALF(Y6, Y7)
	ADDQ  $3, R12

anext:
	CMPQ R12, R13
	JGE  adone
	LEAQ -4(R13), AX
	CMPQ R13, $4
	JLT  atile
	CMPQ R12, AX
	CMOVQGT AX, R12
	JMP  atile

adone:
	ADDQ $16, R14
	CMPQ R14, linear_out(DI)
	JLT  apanel
	VZEROUPPER
	RET
