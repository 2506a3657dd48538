package kernel

// The float routines need AVX2 on either path: next to the products of bytes
// they take too little time for more.

const (
	quantiseBlock = 32 // values that quantising takes at once
	productRows   = 4
	scoreRows     = 32 // of attention held at once: they stay in the first cache
	panelDepth    = 64 // of a panel of MatMulT
)

//go:noescape
func largestAVX2(x *float32, blocks int) float32

//go:noescape
func quantiseAVX2(q *uint8, x *float32, blocks int, inverse float32)

// layerNormAVX2 takes rows of blocks of 16 values.
//
//go:noescape
func layerNormAVX2(x, residual *float32, rows, blocks int, gamma, beta *float32, part, epsilon float32)

// softmaxAVX2 takes rows of blocks of 16 values. In the last block of each,
// the values whose mask is 0 are left out and become 0.
//
//go:noescape
func softmaxAVX2(x *float32, rows, blocks int, mask *int32, terms *float32)

// product4x16AVX2 computes 4 rows and 16 columns of a product: c[i][j] is the
// sum of k products a[i][l]*b[l][j], l ascending, and of c[i][j] if more is
// set. Steps are distances in bytes between rows.
//
//go:noescape
func product4x16AVX2(c *float32, cStep uintptr, a *float32, aStep uintptr, b *float32, bStep uintptr, k int, more bool)

// product1x16AVX2 does the same for one row.
//
//go:noescape
func product1x16AVX2(c, a, b *float32, bStep uintptr, k int, more bool)

//go:noescape
func transposeAVX2(dst *float32, dstStep uintptr, src *float32, srcStep uintptr, blocks int)

func quantiseFast(dst *Quantised, x []float32) {
	cols, stride := dst.Cols, dst.Stride()
	whole := cols / quantiseBlock * quantiseBlock
	for r := range dst.Rows {
		row, q := x[r*cols:][:cols], dst.Q[r*stride:][:cols]
		m := float32(0)
		if whole > 0 {
			m = largestAVX2(&row[0], whole/quantiseBlock)
		}
		scale, inverse := rowScale(largest(m, row[whole:]))
		dst.Scale[r] = scale
		if whole > 0 {
			quantiseAVX2(&q[0], &row[0], whole/quantiseBlock, inverse)
		}
		quantiseValues(q[whole:], row[whole:], inverse)
	}
}

func addLayerNormFast(x, residual []float32, rows, cols int, gamma, beta []float32) {
	var from *float32
	if residual != nil {
		from = &residual[0]
	}
	layerNormAVX2(&x[0], from, rows, cols/lanes, &gamma[0], &beta[0], 1/float32(cols), epsilon)
}

func attentionFast(dst, qkv []float32, n, heads int, scratch []float32) {
	width, wide := heads*headSize, roundUp(n, lanes)
	keys, scores := scratch[:headSize*wide], scratch[headSize*wide:]
	terms := [...]float32{log2E, floorExp, exp0, exp1, exp2, exp3, exp4, exp5}
	var mask [lanes]int32
	for i := range n - wide + lanes {
		mask[i] = -1
	}
	for h := range heads {
		q, k, v := qkv[h*headSize:], qkv[width+h*headSize:], qkv[2*width+h*headSize:]
		transpose(keys, wide, k, n, headSize, 3*width)
		for row := 0; row < n; row += scoreRows {
			rows := min(scoreRows, n-row)
			product(scores, wide, q[row*3*width:], 3*width, keys, wide, rows, wide, headSize)
			softmaxAVX2(&scores[0], rows, wide/lanes, &mask[0], &terms[0])
			product(dst[row*width+h*headSize:], width, scores, wide, v, 3*width, rows, headSize, n)
		}
	}
}

// product writes the product of a, [m][k], and b, [k][n], n a multiple of 16.
// Steps are distances between rows.
func product(c []float32, cStep int, a []float32, aStep int, b []float32, bStep int, m, n, k int) {
	for j := 0; j < n; j += lanes {
		if m < productRows {
			for i := range m {
				product1x16AVX2(&c[i*cStep+j], &a[i*aStep], &b[j], uintptr(bStep*floatBytes), k, false)
			}
			continue
		}
		for row := 0; row < m; row += productRows {
			i := min(row, m-productRows) // the last tile overlaps the one before it
			product4x16AVX2(&c[i*cStep+j], uintptr(cStep*floatBytes), &a[i*aStep], uintptr(aStep*floatBytes), &b[j], uintptr(bStep*floatBytes), k, false)
		}
	}
}

// transpose writes the columns of src, [rows][cols], as rows of dst, step
// values apart, and fills them up with zeros.
func transpose(dst []float32, step int, src []float32, rows, cols, srcStep int) {
	const block = 8
	i := 0
	if cols%block == 0 {
		for ; i+block <= rows; i += block {
			transposeAVX2(&dst[i], uintptr(step*floatBytes), &src[i*srcStep], uintptr(srcStep*floatBytes), cols/block)
		}
	}
	for ; i < rows; i++ {
		for j, v := range src[i*srcStep:][:cols] {
			dst[j*step+i] = v
		}
	}
	for ; i < step; i++ {
		for j := range cols {
			dst[j*step+i] = 0
		}
	}
}

// matMulTFast works by panels of b, transposed: 16 rows, and so many columns
// that the panel stays in the first cache. Sums go on from panel to panel.
func matMulTFast(dst, a, b []float32, m, n, k int) {
	var panel [panelDepth * lanes]float32
	var rest [productRows * lanes]float32 // a tile wider than what is left of dst
	for j := 0; j < n; j += lanes {
		cols := min(lanes, n-j)
		for l := 0; l < k; l += panelDepth {
			depth := min(panelDepth, k-l)
			transpose(panel[:], lanes, b[j*k+l:], cols, depth, k)
			i := 0
			for ; i+productRows <= m; i += productRows {
				c, step := dst[i*n+j:], n
				if cols < lanes {
					c, step = rest[:], lanes
					copyRows(c, step, dst[i*n+j:], n, productRows, cols)
				}
				product4x16AVX2(&c[0], uintptr(step*floatBytes), &a[i*k+l], uintptr(k*floatBytes), &panel[0], lanes*floatBytes, depth, l > 0)
				if cols < lanes {
					copyRows(dst[i*n+j:], n, c, step, productRows, cols)
				}
			}
			for ; i < m; i++ {
				copy(rest[:], dst[i*n+j:][:cols])
				product1x16AVX2(&rest[0], &a[i*k+l], &panel[0], lanes*floatBytes, depth, l > 0)
				copy(dst[i*n+j:][:cols], rest[:])
			}
		}
	}
}

func copyRows(dst []float32, dstStep int, src []float32, srcStep, rows, cols int) {
	for r := range rows {
		copy(dst[r*dstStep:][:cols], src[r*srcStep:])
	}
}
