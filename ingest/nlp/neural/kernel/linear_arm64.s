#include "textflag.h"
#include "go_asm.h"
#include "neon_arm64.h"

// Integer linear layers; linear_arm64.h is their common body. What differs is
// how the products of four bytes are added: ROW does it for the bytes I of one
// row, in A, and the panel in V16 to V19. The bytes of a row are 0 to 127, so
// that they are the same signed as unsigned.

// func linearDot(l *linear)
TEXT ·linearDot(SB), NOSPLIT, $0-8
	MOVD l+0(FP), R0

#define ROW(A, I, C0, C1, C2, C3) \
	SDOT(A, I, 16, C0) \
	SDOT(A, I, 17, C1) \
	SDOT(A, I, 18, C2) \
	SDOT(A, I, 19, C3)

#include "linear_arm64.h"
#undef ROW

// PAIRS adds the products of V24 and W. Two products of 7 and 8 bits fit into
// 16: nothing wraps.
#define PAIRS(W, C) \
	SMULL(24, W, 25)  \
	SMULL2(24, W, 26) \
	ADDP8(26, 25, 25) \
	SADALP(25, C)

// func linearNEON(l *linear)
TEXT ·linearNEON(SB), NOSPLIT, $0-8
	MOVD l+0(FP), R0

#define ROW(A, I, C0, C1, C2, C3) \
	DUP(A, I, 24) \
	PAIRS(16, C0) \
	PAIRS(17, C1) \
	PAIRS(18, C2) \
	PAIRS(19, C3)

#include "linear_arm64.h"
