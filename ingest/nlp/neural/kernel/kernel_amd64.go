package kernel

import (
	"math"

	"golang.org/x/sys/cpu"
)

// Available returns the paths that this CPU has, the fastest last.
func Available() []Path {
	paths := []Path{Plain}
	if cpu.X86.HasAVX2 {
		paths = append(paths, AVX2)
		if cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512VNNI {
			paths = append(paths, VNNI)
		}
	}
	return paths
}

// A tile is a small matrix product, with all that turns its sums into
// results. Steps are distances in bytes between rows, or blocks of columns.
type tile struct {
	dst          *float32
	dstStep      uintptr
	q            *uint8
	qStep        uintptr
	scale        *float32 // per row
	w            *int8
	wStep        uintptr
	groups       uintptr // of 16 bytes in a row of q
	zero         *int32  // per column, as are the next two
	wScale, bias *float32
	floor        float32 // results below it become it
}

const (
	tileRowsVNNI = 6
	tileColsVNNI = 3 * lanes
	tileRowsAVX2 = 4
	floatBytes   = 4
)

//go:noescape
func gemm6x48VNNI(t *tile)

//go:noescape
func gemm6x16VNNI(t *tile)

//go:noescape
func gemm4x16AVX2(t *tile)

// geluAVX2 replaces x by GELU(x), x being rows of blocks of 16 values, step
// bytes apart.
//
//go:noescape
func geluAVX2(x *float32, step uintptr, rows, blocks int, phi *float32)

// linearFast goes through the columns by tiles, so that the weights of one
// stay in the first cache while all rows pass.
func linearFast(path Path, dst []float32, x *Quantised, w *Weights, act Activation, phi []float32) {
	t := tile{
		qStep: uintptr(x.Stride()), wStep: uintptr(lanes * w.depth), groups: uintptr(w.depth / 16),
		floor: float32(math.Inf(-1)),
	}
	if act == ReLU {
		t.floor = 0
	}
	tileRows, gemm := tileRowsAVX2, gemm4x16AVX2
	if path == VNNI {
		tileRows, gemm = tileRowsVNNI, gemm6x16VNNI
	}
	wide := roundUp(w.Out, lanes)
	wScale, bias := w.Scale[:wide], w.Bias[:wide] // Pack made room, filled with zeros
	var rest [tileRowsVNNI * lanes]float32        // a tile that is larger than what is left of dst
	for col := 0; col < w.Out; {
		cols := lanes
		if path == VNNI && x.Rows >= tileRows && col+tileColsVNNI <= w.Out {
			cols, gemm = tileColsVNNI, gemm6x48VNNI
		} else if path == VNNI {
			gemm = gemm6x16VNNI
		}
		t.w, t.zero = &w.blocks[col*w.depth], &w.zero[col]
		t.wScale, t.bias = &wScale[col], &bias[col]
		whole := x.Rows >= tileRows && col+cols <= w.Out
		for row := 0; row < x.Rows; row += tileRows {
			// The last tile overlaps the one before it; where there is none,
			// it takes in rows that x has room for.
			at := max(0, min(row, x.Rows-tileRows))
			t.q, t.scale = &x.Q[at*x.Stride()], &x.Scale[at]
			if whole {
				t.dst, t.dstStep = &dst[at*w.Out+col], uintptr(w.Out*floatBytes)
			} else {
				t.dst, t.dstStep = &rest[0], lanes*floatBytes
			}
			gemm(&t)
			if act == GELU {
				geluAVX2(t.dst, t.dstStep, tileRows, cols/lanes, &phi[0])
			}
			if !whole {
				for r := range min(tileRows, x.Rows) {
					copy(dst[(at+r)*w.Out+col:][:min(cols, w.Out-col)], rest[r*lanes:])
				}
			}
		}
		col += cols
	}
}
