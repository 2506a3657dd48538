#include "textflag.h"
#include "go_asm.h"
#include "neon_arm64.h"

// The float product y = a * b: rows of y are independent of each other and so
// are its columns; each is summed over the inputs in ascending order. Tiles of
// 4 rows x 16 columns, of one row where there are fewer than four.

// REGISTERS: R0 the arguments, R1 to R4 the rows of the tile in a, R5 the
// column in b, R6 the inputs left, R7, R8 and R10 the distances of rows of a,
// y and b, R9 the rows, R11 the column in bytes, R12 the columns in bytes, R19
// the first row of the tile.

#define ROW(A, C0, C1, C2, C3) \
	FMUL0(A, 16, 24) \
	FMUL0(A, 17, 25) \
	FMUL0(A, 18, 26) \
	FMUL0(A, 19, 27) \
	FADD(24, C0, C0) \
	FADD(25, C1, C1) \
	FADD(26, C2, C2) \
	FADD(27, C3, C3)

// func productVector(p *product)
TEXT ·productVector(SB), NOSPLIT, $0-8
	MOVD p+0(FP), R0
	MOVD product_aStride(R0), R7
	MOVD product_yStride(R0), R8
	MOVD product_rows(R0), R9
	MOVD product_bStride(R0), R10
	MOVD product_columns(R0), R12
	MOVD ZR, R19

tile:
	MOVD ZR, R11

column:
	MOVD product_a(R0), R1
	MUL  R7, R19, R2
	ADD  R2, R1
	ADD  R7, R1, R2
	ADD  R7, R2, R3
	ADD  R7, R3, R4
	MOVD product_b(R0), R5
	ADD  R11, R5
	MOVD product_inner(R0), R6
	VEOR V0.B16, V0.B16, V0.B16
	VEOR V1.B16, V1.B16, V1.B16
	VEOR V2.B16, V2.B16, V2.B16
	VEOR V3.B16, V3.B16, V3.B16
	CMP  $4, R9
	BLT  one
	VEOR V4.B16, V4.B16, V4.B16
	VEOR V5.B16, V5.B16, V5.B16
	VEOR V6.B16, V6.B16, V6.B16
	VEOR V7.B16, V7.B16, V7.B16
	VEOR V8.B16, V8.B16, V8.B16
	VEOR V9.B16, V9.B16, V9.B16
	VEOR V10.B16, V10.B16, V10.B16
	VEOR V11.B16, V11.B16, V11.B16
	VEOR V12.B16, V12.B16, V12.B16
	VEOR V13.B16, V13.B16, V13.B16
	VEOR V14.B16, V14.B16, V14.B16
	VEOR V15.B16, V15.B16, V15.B16

four:
	VLD1.P (R5)(R10), [V16.S4, V17.S4, V18.S4, V19.S4]
	FMOVS.P 4(R1), F20
	FMOVS.P 4(R2), F21
	FMOVS.P 4(R3), F22
	FMOVS.P 4(R4), F23
	ROW(20, 0, 1, 2, 3)
	ROW(21, 4, 5, 6, 7)
	ROW(22, 8, 9, 10, 11)
	ROW(23, 12, 13, 14, 15)
	SUBS $1, R6
	BNE  four
	B    out

one:
	VLD1.P (R5)(R10), [V16.S4, V17.S4, V18.S4, V19.S4]
	FMOVS.P 4(R1), F20
	ROW(20, 0, 1, 2, 3)
	SUBS $1, R6
	BNE  one

out:
	MOVD product_y(R0), R1
	MUL  R8, R19, R2
	ADD  R2, R1
	ADD  R11, R1
	VST1 [V0.S4, V1.S4, V2.S4, V3.S4], (R1)
	CMP  $4, R9
	BLT  next
	ADD  R8, R1
	VST1 [V4.S4, V5.S4, V6.S4, V7.S4], (R1)
	ADD  R8, R1
	VST1 [V8.S4, V9.S4, V10.S4, V11.S4], (R1)
	ADD  R8, R1
	VST1 [V12.S4, V13.S4, V14.S4, V15.S4], (R1)

next:
	ADD  $64, R11
	CMP  R12, R11
	BLT  column
	ADD  $1, R19
	CMP  $4, R9
	BLT  more
	ADD  $3, R19

more:
	CMP  R9, R19
	BGE  done
	CMP  $4, R9
	BLT  tile
	// The last tile laps over the one before: it writes the same again.
	SUB  $4, R9, R20
	CMP  R20, R19
	CSEL GT, R20, R19, R19
	B    tile

done:
	RET
