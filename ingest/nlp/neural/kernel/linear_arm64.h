// The body of linearDot and linearNEON, in tiles of 4 rows x 16 outputs, of
// one row where there are fewer than four. The weights lie in panels of 16
// outputs: for each group of four inputs 64 bytes, four of each output (see
// Matrix). A tile keeps its sums in V0 to V15 over all inputs; they begin at
// the correction for the zero point, so that they are exact at the end. Four
// groups, 16 bytes of each row, are loaded at once while there are so many.

// REGISTERS: R0 the arguments, R1 to R4 the rows of the tile, R5 the weights,
// R6 the groups left, R7 and R8 the distances of rows of q and y, R9 the rows,
// R10 the panel, R11 to R13 its corrections, scales and biases, R14 its column
// of y, R15 the outputs left, R19 the first row of the tile.

// FOUR adds group I of the 16 bytes, or of the four, that are loaded.
#define FOUR(I) \
	VLD1.P 64(R5), [V16.B16, V17.B16, V18.B16, V19.B16] \
	ROW(20, I, 0, 1, 2, 3)    \
	ROW(21, I, 4, 5, 6, 7)    \
	ROW(22, I, 8, 9, 10, 11)  \
	ROW(23, I, 12, 13, 14, 15)

#define ONE(I) \
	VLD1.P 64(R5), [V16.B16, V17.B16, V18.B16, V19.B16] \
	ROW(20, I, 0, 1, 2, 3)

// OUT makes the outputs of one row: sum * (scale of the row * scale of the
// output) + bias.
#define OUT1(C, W, B) \
	TOFLOAT(C, C)    \
	FMUL0(28, W, 29) \
	FMUL(29, C, C)   \
	FADD(B, C, C)

#define OUT(C0, C1, C2, C3) \
	FMOVS.P 4(R2), F28 \
	OUT1(C0, 16, 20)   \
	OUT1(C1, 17, 21)   \
	OUT1(C2, 18, 22)   \
	OUT1(C3, 19, 23)

	MOVD linear_qStride(R0), R7
	MOVD linear_yStride(R0), R8
	MOVD linear_rows(R0), R9
	MOVD linear_w(R0), R10
	MOVD linear_zero(R0), R11
	MOVD linear_scale(R0), R12
	MOVD linear_bias(R0), R13
	MOVD linear_y(R0), R14
	MOVD linear_out(R0), R15

panel:
	MOVD ZR, R19

tile:
	MOVD linear_q(R0), R1
	MUL  R7, R19, R2
	ADD  R2, R1
	ADD  R7, R1, R2
	ADD  R7, R2, R3
	ADD  R7, R3, R4
	MOVD R10, R5
	MOVD linear_groups(R0), R6
	VLD1 (R11), [V0.S4, V1.S4, V2.S4, V3.S4]
	CMP  $4, R9
	BLT  one
	VMOV V0.B16, V4.B16
	VMOV V1.B16, V5.B16
	VMOV V2.B16, V6.B16
	VMOV V3.B16, V7.B16
	VMOV V0.B16, V8.B16
	VMOV V1.B16, V9.B16
	VMOV V2.B16, V10.B16
	VMOV V3.B16, V11.B16
	VMOV V0.B16, V12.B16
	VMOV V1.B16, V13.B16
	VMOV V2.B16, V14.B16
	VMOV V3.B16, V15.B16
	SUBS $4, R6
	BLT  fourrest

four:
	VLD1.P 16(R1), [V20.B16]
	VLD1.P 16(R2), [V21.B16]
	VLD1.P 16(R3), [V22.B16]
	VLD1.P 16(R4), [V23.B16]
	FOUR(0)
	FOUR(1)
	FOUR(2)
	FOUR(3)
	SUBS $4, R6
	BGE  four

fourrest:
	ADDS $4, R6
	BEQ  out

fourlast:
	FMOVS.P 4(R1), F20
	FMOVS.P 4(R2), F21
	FMOVS.P 4(R3), F22
	FMOVS.P 4(R4), F23
	FOUR(0)
	SUBS $1, R6
	BNE  fourlast
	B    out

one:
	SUBS $4, R6
	BLT  onerest

onemore:
	VLD1.P 16(R1), [V20.B16]
	ONE(0)
	ONE(1)
	ONE(2)
	ONE(3)
	SUBS $4, R6
	BGE  onemore

onerest:
	ADDS $4, R6
	BEQ  out

onelast:
	FMOVS.P 4(R1), F20
	ONE(0)
	SUBS $1, R6
	BNE  onelast

out:
	VLD1 (R12), [V16.S4, V17.S4, V18.S4, V19.S4]
	VLD1 (R13), [V20.S4, V21.S4, V22.S4, V23.S4]
	MUL  R8, R19, R1
	ADD  R14, R1
	MOVD linear_s(R0), R2
	ADD  R19<<2, R2
	OUT(0, 1, 2, 3)
	VST1 [V0.S4, V1.S4, V2.S4, V3.S4], (R1)
	ADD  $1, R19
	CMP  $4, R9
	BLT  next
	OUT(4, 5, 6, 7)
	ADD  R8, R1
	VST1 [V4.S4, V5.S4, V6.S4, V7.S4], (R1)
	OUT(8, 9, 10, 11)
	ADD  R8, R1
	VST1 [V8.S4, V9.S4, V10.S4, V11.S4], (R1)
	OUT(12, 13, 14, 15)
	ADD  R8, R1
	VST1 [V12.S4, V13.S4, V14.S4, V15.S4], (R1)
	ADD  $3, R19

next:
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
	ADD  $64, R11
	ADD  $64, R12
	ADD  $64, R13
	ADD  $64, R14
	MOVD linear_panel(R0), R20
	ADD  R20, R10
	SUBS $16, R15
	BNE  panel
	RET

#undef FOUR
#undef ONE
#undef OUT1
#undef OUT
