#include "textflag.h"
#include "go_asm.h"

// A tile's sums stay in registers while q and w pass. Each step takes 4 bytes
// of a row of q, broadcast, and 4 of each column of w.

#define LOAD_TILE \
	MOVQ t+0(FP), AX; \
	MOVQ tile_q(AX), R8; \
	MOVQ tile_qStep(AX), R9; \
	MOVQ tile_w(AX), DI; \
	MOVQ tile_wStep(AX), R11; \
	MOVQ tile_groups(AX), CX; \
	LEAQ (R8)(R9*2), R10; \
	ADDQ R9, R10 // R8 is row 0, R10 is row 3

#define ROW48(at, a, b, c) \
	VPBROADCASTD at, Z27; \
	VPDPBUSD Z24, Z27, a; \
	VPDPBUSD Z25, Z27, b; \
	VPDPBUSD Z26, Z27, c

#define STEP48(i) \
	VMOVDQU32 (i*64)(DI), Z24; \
	VMOVDQU32 (i*64)(DI)(R11*1), Z25; \
	VMOVDQU32 (i*64)(DI)(R11*2), Z26; \
	ROW48((i*4)(R8), Z0, Z1, Z2); \
	ROW48((i*4)(R8)(R9*1), Z3, Z4, Z5); \
	ROW48((i*4)(R8)(R9*2), Z6, Z7, Z8); \
	ROW48((i*4)(R10), Z9, Z10, Z11); \
	ROW48((i*4)(R10)(R9*1), Z12, Z13, Z14); \
	ROW48((i*4)(R10)(R9*2), Z15, Z16, Z17)

// RESULT turns sums into results and stores them: zero, scale and bias of the
// columns are given, Z27 is the scale of the row, Z31 the floor.
#define RESULT(sum, zero, scale, bias, at) \
	VPSUBD zero, sum, sum; \
	VCVTDQ2PS sum, sum; \
	VMULPS scale, Z27, Z28; \
	VMULPS Z28, sum, sum; \
	VADDPS bias, sum, sum; \
	VMAXPS Z31, sum, sum; \
	VMOVUPS sum, at

#define RESULT48(r, a, b, c) \
	VBROADCASTSS (r*4)(R12), Z27; \
	RESULT(a, Z18, Z21, Z24, (DX)); \
	RESULT(b, Z19, Z22, Z25, 64(DX)); \
	RESULT(c, Z20, Z23, Z26, 128(DX)); \
	ADDQ R13, DX

#define LOAD_RESULT \
	MOVQ tile_dst(AX), DX; \
	MOVQ tile_dstStep(AX), R13; \
	MOVQ tile_scale(AX), R12; \
	MOVQ tile_zero(AX), R8; \
	MOVQ tile_wScale(AX), R9; \
	MOVQ tile_bias(AX), R10

// func gemm6x48VNNI(t *tile)
TEXT ·gemm6x48VNNI(SB), NOSPLIT, $0-8
	LOAD_TILE
	VPXORD Z0, Z0, Z0
	VPXORD Z1, Z1, Z1
	VPXORD Z2, Z2, Z2
	VPXORD Z3, Z3, Z3
	VPXORD Z4, Z4, Z4
	VPXORD Z5, Z5, Z5
	VPXORD Z6, Z6, Z6
	VPXORD Z7, Z7, Z7
	VPXORD Z8, Z8, Z8
	VPXORD Z9, Z9, Z9
	VPXORD Z10, Z10, Z10
	VPXORD Z11, Z11, Z11
	VPXORD Z12, Z12, Z12
	VPXORD Z13, Z13, Z13
	VPXORD Z14, Z14, Z14
	VPXORD Z15, Z15, Z15
	VPXORD Z16, Z16, Z16
	VPXORD Z17, Z17, Z17
	PCALIGN $32
loop:
	STEP48(0)
	STEP48(1)
	STEP48(2)
	STEP48(3)
	ADDQ $16, R8
	ADDQ $16, R10
	ADDQ $256, DI
	DECQ CX
	JNZ loop

	LOAD_RESULT
	VMOVDQU32 (R8), Z18
	VMOVDQU32 64(R8), Z19
	VMOVDQU32 128(R8), Z20
	VMOVUPS (R9), Z21
	VMOVUPS 64(R9), Z22
	VMOVUPS 128(R9), Z23
	VMOVUPS (R10), Z24
	VMOVUPS 64(R10), Z25
	VMOVUPS 128(R10), Z26
	VBROADCASTSS tile_floor(AX), Z31
	RESULT48(0, Z0, Z1, Z2)
	RESULT48(1, Z3, Z4, Z5)
	RESULT48(2, Z6, Z7, Z8)
	RESULT48(3, Z9, Z10, Z11)
	RESULT48(4, Z12, Z13, Z14)
	RESULT48(5, Z15, Z16, Z17)
	VZEROUPPER
	RET

#define ROW16(at, a) \
	VPBROADCASTD at, Z27; \
	VPDPBUSD Z24, Z27, a

#define STEP16(i) \
	VMOVDQU32 (i*64)(DI), Z24; \
	ROW16((i*4)(R8), Z0); \
	ROW16((i*4)(R8)(R9*1), Z1); \
	ROW16((i*4)(R8)(R9*2), Z2); \
	ROW16((i*4)(R10), Z3); \
	ROW16((i*4)(R10)(R9*1), Z4); \
	ROW16((i*4)(R10)(R9*2), Z5)

#define RESULT16(r, a) \
	VBROADCASTSS (r*4)(R12), Z27; \
	RESULT(a, Z18, Z21, Z24, (DX)); \
	ADDQ R13, DX

// func gemm6x16VNNI(t *tile)
TEXT ·gemm6x16VNNI(SB), NOSPLIT, $0-8
	LOAD_TILE
	VPXORD Z0, Z0, Z0
	VPXORD Z1, Z1, Z1
	VPXORD Z2, Z2, Z2
	VPXORD Z3, Z3, Z3
	VPXORD Z4, Z4, Z4
	VPXORD Z5, Z5, Z5
	PCALIGN $32
loop:
	STEP16(0)
	STEP16(1)
	STEP16(2)
	STEP16(3)
	ADDQ $16, R8
	ADDQ $16, R10
	ADDQ $256, DI
	DECQ CX
	JNZ loop

	LOAD_RESULT
	VMOVDQU32 (R8), Z18
	VMOVUPS (R9), Z21
	VMOVUPS (R10), Z24
	VBROADCASTSS tile_floor(AX), Z31
	RESULT16(0, Z0)
	RESULT16(1, Z1)
	RESULT16(2, Z2)
	RESULT16(3, Z3)
	RESULT16(4, Z4)
	RESULT16(5, Z5)
	VZEROUPPER
	RET

// Without VNNI the products of neighbours are added to 16 bits, which bytes
// of 7 bits cannot overflow (2*127*128 < 32768), then to 32.

#define ROWAVX2(at, a, b) \
	VPBROADCASTD at, Y11; \
	VPMADDUBSW Y9, Y11, Y12; \
	VPMADDUBSW Y10, Y11, Y13; \
	VPMADDWD Y8, Y12, Y12; \
	VPMADDWD Y8, Y13, Y13; \
	VPADDD Y12, a, a; \
	VPADDD Y13, b, b

#define STEPAVX2(i) \
	VMOVDQU (i*64)(DI), Y9; \
	VMOVDQU (i*64+32)(DI), Y10; \
	ROWAVX2((i*4)(R8), Y0, Y1); \
	ROWAVX2((i*4)(R8)(R9*1), Y2, Y3); \
	ROWAVX2((i*4)(R8)(R9*2), Y4, Y5); \
	ROWAVX2((i*4)(R10), Y6, Y7)

#define RESULTAVX2(sum, zero, scale, bias, at) \
	VPSUBD zero, sum, sum; \
	VCVTDQ2PS sum, sum; \
	VMULPS scale, Y14, Y15; \
	VMULPS Y15, sum, sum; \
	VADDPS bias, sum, sum; \
	VBROADCASTSS tile_floor(AX), Y15; \
	VMAXPS Y15, sum, sum; \
	VMOVUPS sum, at

#define RESULTROWAVX2(r, a, b) \
	VBROADCASTSS (r*4)(R12), Y14; \
	RESULTAVX2(a, Y8, Y10, Y12, (DX)); \
	RESULTAVX2(b, Y9, Y11, Y13, 32(DX)); \
	ADDQ R13, DX

// func gemm4x16AVX2(t *tile)
TEXT ·gemm4x16AVX2(SB), NOSPLIT, $0-8
	LOAD_TILE
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
	VPCMPEQW Y8, Y8, Y8
	VPSRLW $15, Y8, Y8 // ones
	PCALIGN $32
loop:
	STEPAVX2(0)
	STEPAVX2(1)
	STEPAVX2(2)
	STEPAVX2(3)
	ADDQ $16, R8
	ADDQ $16, R10
	ADDQ $256, DI
	DECQ CX
	JNZ loop

	LOAD_RESULT
	VMOVDQU (R8), Y8
	VMOVDQU 32(R8), Y9
	VMOVUPS (R9), Y10
	VMOVUPS 32(R9), Y11
	VMOVUPS (R10), Y12
	VMOVUPS 32(R10), Y13
	RESULTROWAVX2(0, Y0, Y1)
	RESULTROWAVX2(1, Y2, Y3)
	RESULTROWAVX2(2, Y4, Y5)
	RESULTROWAVX2(3, Y6, Y7)
	VZEROUPPER
	RET
