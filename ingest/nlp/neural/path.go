package neural

// path finds the best legal sequence of name labels: 0, or for each type k
// begin 1+4k, inside 2+4k, last 3+4k, unit 4+4k. After begin and inside of a
// type comes inside or last of it, and nothing else (Viterbi; there are no
// scores of transitions). It is scratch.
type path struct {
	closed []step        // a place where no name is open
	open   [][types]step // one where a name of the type is
}

// step is the best way to a place between two tokens.
type step struct {
	score int64
	label uint8 // of the token before
}

const types = 5

// best writes the labels of the tokens whose rows of scores these are. Equal
// ways go by the lower label.
func (p *path) best(dst []uint8, scores []float32) {
	n, width := len(dst), len(nameLabels)
	p.closed, p.open = grow(p.closed, n+1), grow(p.open, n+1)
	p.closed[0] = step{}
	for k := range types {
		p.open[0][k].score = -maxScore * maxScore
	}
	for i := range n {
		row := scores[i*width:][:width]
		before := p.closed[i].score
		to := step{before + integer(row[0]), 0}
		for k := range types {
			first := uint8(1 + 4*k)
			inside := p.open[i][k].score
			begin := step{before + integer(row[first]), first}
			if s := inside + integer(row[first+1]); s > begin.score {
				begin = step{s, first + 1}
			}
			p.open[i+1][k] = begin
			if s := inside + integer(row[first+2]); s > to.score {
				to = step{s, first + 2}
			}
			if s := before + integer(row[first+3]); s > to.score {
				to = step{s, first + 3}
			}
		}
		p.closed[i+1] = to
	}
	at := &p.closed[n]
	for i := n - 1; i >= 0; i-- {
		dst[i] = at.label
		at = &p.closed[i]
		if l := dst[i]; l > 0 {
			if part := (l - 1) % 4; part == 1 || part == 2 { // inside and last: the name was open before
				at = &p.open[i][(l-1)/4]
			}
		}
	}
}
