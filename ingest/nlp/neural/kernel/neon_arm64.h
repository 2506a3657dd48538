// The vector instructions that Go's assembler does not know, for four lanes
// of 32 bits where nothing else is said. Registers are given by their numbers
// and, as in Go's assembler, the destination is last: FSUB(1, 2, 3) is
// V3 = V2 - V1. There is no instruction here that fuses a product with a sum.

#define VECTOR(OP, M, N, D) WORD $(OP | (M)<<16 | (N)<<5 | (D))

#define FADD(M, N, D) VECTOR(0x4E20D400, M, N, D) // fadd vD.4s, vN.4s, vM.4s
#define FSUB(M, N, D) VECTOR(0x4EA0D400, M, N, D) // fsub vD.4s, vN.4s, vM.4s
#define FMUL(M, N, D) VECTOR(0x6E20DC00, M, N, D) // fmul vD.4s, vN.4s, vM.4s
#define FMAX(M, N, D) VECTOR(0x4E20F400, M, N, D) // fmax vD.4s, vN.4s, vM.4s
#define FMIN(M, N, D) VECTOR(0x4EA0F400, M, N, D) // fmin vD.4s, vN.4s, vM.4s
#define ADD4(M, N, D) VECTOR(0x4EA08400, M, N, D) // add vD.4s, vN.4s, vM.4s

// By the first lane of M, and by its lane I.
#define FMUL0(M, N, D)   VECTOR(0x4F809000, M, N, D)                              // fmul vD.4s, vN.4s, vM.s[0]
#define SDOT(M, I, N, D) VECTOR(0x4F80E000 | ((I)&1)<<21 | ((I)>>1)<<11, M, N, D) // sdot vD.4s, vN.16b, vM.4b[I]

// Pairs: the sums of neighbours, those of N before those of M.
#define FADDP(M, N, D) VECTOR(0x6E20D400, M, N, D) // faddp vD.4s, vN.4s, vM.4s
#define ADDP8(M, N, D) VECTOR(0x4E60BC00, M, N, D) // addp vD.8h, vN.8h, vM.8h
#define SADALP(N, D)   VECTOR(0x4E606800, 0, N, D) // sadalp vD.4s, vN.8h

// Bytes to products of 16 bits: the lower eight, the upper eight.
#define SMULL(M, N, D)  VECTOR(0x0E20C000, M, N, D) // smull vD.8h, vN.8b, vM.8b
#define SMULL2(M, N, D) VECTOR(0x4E20C000, M, N, D) // smull2 vD.8h, vN.16b, vM.16b

#define FABS(N, D)    VECTOR(0x4EA0F800, 0, N, D)             // fabs vD.4s, vN.4s
#define FLOOR(N, D)   VECTOR(0x4E219800, 0, N, D)             // frintm vD.4s, vN.4s
#define TOFLOAT(N, D) VECTOR(0x4E21D800, 0, N, D)             // scvtf vD.4s, vN.4s
#define NEAREST(N, D) VECTOR(0x4E21A800, 0, N, D)             // fcvtns vD.4s, vN.4s: ties to even
#define TOZERO(N, D)  VECTOR(0x4EA1B800, 0, N, D)             // fcvtzs vD.4s, vN.4s
#define SHL23(N, D)   VECTOR(0x4F375400, 0, N, D)             // shl vD.4s, vN.4s, #23
#define FMAXV(N, D)   VECTOR(0x6E30F800, 0, N, D)             // fmaxv sD, vN.4s
#define SWAP(N, D)    VECTOR(0x6E004000, N, N, D)             // ext vD.16b, vN.16b, vN.16b, #8
#define DUP(N, I, D)  VECTOR(0x4E040400 | (I)<<19, 0, N, D)   // dup vD.4s, vN.s[I]
