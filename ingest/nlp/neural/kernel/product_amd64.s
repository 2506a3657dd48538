#include "textflag.h"
#include "go_asm.h"

// The float product y = a * b: rows of y are independent of each other and so
// are its columns; each is summed over the inputs in ascending order. Tiles of
// 4 rows x 16 columns, of one row where there are fewer than four.

// REGISTERS: DI the arguments, SI and R9 the first and fourth row of the tile
// in a, R8 the distance of rows, BX the column in b, R10 the distance of its
// rows, CX the inputs left, R12 the first row of the tile, R13 the rows, R14
// the column in bytes, R15 the distance of rows of y.

#define MUL(A, C0, C1) \
	VBROADCASTSS A, Y10 \
	VMULPS Y8, Y10, Y11 \
	VMULPS Y9, Y10, Y12 \
	VADDPS Y11, C0, C0  \
	VADDPS Y12, C1, C1

// func productVector(p *product)
TEXT ·productVector(SB), NOSPLIT, $0-8
	MOVQ p+0(FP), DI
	MOVQ product_aStride(DI), R8
	MOVQ product_bStride(DI), R10
	MOVQ product_yStride(DI), R15
	MOVQ product_rows(DI), R13
	XORQ R12, R12

ytile:
	XORQ R14, R14

ycolumn:
	MOVQ  R12, AX
	IMULQ R8, AX
	MOVQ  product_a(DI), SI
	ADDQ  AX, SI
	LEAQ  (SI)(R8*2), R9
	ADDQ  R8, R9
	MOVQ  product_b(DI), BX
	ADDQ  R14, BX
	MOVQ  R12, DX
	IMULQ R15, DX
	ADDQ  product_y(DI), DX
	ADDQ  R14, DX
	MOVQ  product_inner(DI), CX
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	CMPQ  R13, $4
	JLT   yone
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3
	VXORPS Y4, Y4, Y4
	VXORPS Y5, Y5, Y5
	VXORPS Y6, Y6, Y6
	VXORPS Y7, Y7, Y7

yfour:
	VMOVUPS (BX), Y8
	VMOVUPS 32(BX), Y9
	MUL((SI), Y0, Y1)
	MUL((SI)(R8*1), Y2, Y3)
	MUL((SI)(R8*2), Y4, Y5)
	MUL((R9), Y6, Y7)
	ADDQ $4, SI
	ADDQ $4, R9
	ADDQ R10, BX
	DECQ CX
	JNZ  yfour
	VMOVUPS Y0, (DX)
	VMOVUPS Y1, 32(DX)
	ADDQ R15, DX
	VMOVUPS Y2, (DX)
	VMOVUPS Y3, 32(DX)
	ADDQ R15, DX
	VMOVUPS Y4, (DX)
	VMOVUPS Y5, 32(DX)
	ADDQ R15, DX
	VMOVUPS Y6, (DX)
	VMOVUPS Y7, 32(DX)
	JMP  ynext

yone:
	VMOVUPS (BX), Y8
	VMOVUPS 32(BX), Y9
	MUL((SI), Y0, Y1)
	ADDQ $4, SI
	ADDQ R10, BX
	DECQ CX
	JNZ  yone
	VMOVUPS Y0, (DX)
	VMOVUPS Y1, 32(DX)

ynext:
	ADDQ $64, R14
	CMPQ R14, product_columns(DI)
	JLT  ycolumn
	INCQ R12
	CMPQ R13, $4
	JLT  ymore
	ADDQ $3, R12

ymore:
	CMPQ R12, R13
	JGE  ydone
	LEAQ -4(R13), AX
	CMPQ R13, $4
	JLT  ytile
	CMPQ R12, AX
	CMOVQGT AX, R12
	JMP  ytile

ydone:
	VZEROUPPER
	RET
