package neural

import "math"

// tree is the scratch of the search for the best tree (Chu and Liu 1965,
// Edmonds 1967). Nodes are the root, 0, and the words; a circle of nodes
// that are each other's best heads is contracted into one that keeps the
// place of its first.
type tree struct {
	weight []int64 // of the arc to node d from node g: weight[d*nodes+g]
	arc    []arc   // which arc between words that is
	best   []int32 // best head of a node
	heads  []int32 // the result
	gone   []bool  // part of another node
	seen   []int32 // the walk that came here, counted from 1
	number []int32 // of what stands in the place of a node: itself, or a circle
	parent []int32 // the circle that a word or an earlier circle is a part of
	chosen []arc   // the arc into a word or a circle
	circle []int32
}

// arc goes from a head to a dependent; 0 is the root.
type arc struct{ dependent, head int32 }

// single is taken off each arc of the root, so that a tree takes as few of
// them as it can: one. It is more than the scores of a sentence differ.
const single = 1 << 51

// find returns the heads of n words, counted from 1; 0 is the root, which has
// exactly one child. scores holds n rows of n+1: for each word those of the
// root and of all words as its head, up to 2^40 each. The sum of the scores of
// the tree is the highest that there is; a tie goes to the lower head. The
// result is valid until the next call.
func (t *tree) find(scores []int64, n int) []int32 {
	t.heads = fit(t.heads, n+1)
	if !t.greedy(scores, n) {
		t.prepare(scores, n)
		t.contract(n + 1)
		t.expand(n)
	}
	return t.heads[1:]
}

// greedy takes the best head of each word; mostly that is a tree already.
func (t *tree) greedy(scores []int64, n int) bool {
	roots := 0
	t.heads[0] = -1
	for d := 1; d <= n; d++ {
		row := scores[(d-1)*(n+1):][:n+1]
		best := 0
		for g := 1; g <= n; g++ {
			if g != d && row[g] > row[best] {
				best = g
			}
		}
		t.heads[d] = int32(best)
		if best == 0 {
			roots++
		}
	}
	if roots != 1 {
		return false
	}
	t.seen = fit(t.seen, n+1)
	clear(t.seen)
	for d := 1; d <= n; d++ {
		at := int32(d)
		for at > 0 && t.seen[at] == 0 {
			t.seen[at] = int32(d)
			at = t.heads[at]
		}
		if at > 0 && t.seen[at] == int32(d) {
			return false
		}
	}
	return true
}

// prepare fills in the graph of the words.
func (t *tree) prepare(scores []int64, n int) {
	nodes := n + 1
	t.weight, t.arc, t.best = fit(t.weight, nodes*nodes), fit(t.arc, nodes*nodes), fit(t.best, nodes)
	t.gone, t.number, t.seen = fit(t.gone, nodes), fit(t.number, nodes), fit(t.seen, nodes)
	t.parent, t.chosen = t.parent[:0], t.chosen[:0]
	for d := range nodes {
		t.gone[d], t.number[d] = false, int32(d)
		t.parent, t.chosen = append(t.parent, -1), append(t.chosen, arc{})
		for g := range nodes {
			at := d*nodes + g
			t.arc[at] = arc{int32(d), int32(g)}
			switch {
			case d == 0 || d == g:
				t.weight[at] = math.MinInt64 // never
			case g == 0:
				t.weight[at] = scores[(d-1)*nodes] - single
			default:
				t.weight[at] = scores[(d-1)*nodes+g]
			}
		}
	}
	for d := 1; d < nodes; d++ {
		t.choose(d, nodes)
	}
}

// choose finds the best head of a node.
func (t *tree) choose(d, nodes int) {
	best := -1
	for g := range nodes {
		if g != d && !t.gone[g] && (best < 0 || t.weight[d*nodes+g] > t.weight[d*nodes+best]) {
			best = g
		}
	}
	t.best[d] = int32(best)
	t.chosen[t.number[d]] = t.arc[d*nodes+best]
}

// contract goes on until no circle is left.
func (t *tree) contract(nodes int) {
	clear(t.seen)
	for start := 1; start < nodes; start++ {
		// What a walk has seen leads to the root; where a walk meets itself
		// is a circle, and the walk goes on from the node that becomes of it.
		at := int32(start)
		for at > 0 && !t.gone[at] {
			if t.seen[at] == 0 {
				t.seen[at] = int32(start)
				at = t.best[at]
				continue
			}
			if t.seen[at] != int32(start) {
				break
			}
			at = t.merge(at, nodes)
			t.seen[at] = int32(start)
			at = t.best[at]
		}
	}
}

// merge makes one node of the circle that a node stands in, and returns it.
func (t *tree) merge(at int32, nodes int) int32 {
	t.circle = append(t.circle[:0], at)
	for next := t.best[at]; next != at; next = t.best[next] {
		t.circle = append(t.circle, next)
	}
	circle := int32(len(t.parent))
	t.parent, t.chosen = append(t.parent, -1), append(t.chosen, arc{})
	c := t.circle[0]
	for _, d := range t.circle {
		t.parent[t.number[d]] = circle
		t.gone[d] = true
		c = min(c, d)
	}
	t.gone[c], t.number[c] = false, circle
	// An arc into the circle takes the place of one inside.
	for _, d := range t.circle {
		inside := t.weight[int(d)*nodes+int(t.best[d])]
		for g := range nodes {
			if at := int(d)*nodes + g; t.weight[at] != math.MinInt64 {
				t.weight[at] -= inside
			}
		}
	}
	for x := range int32(nodes) {
		if t.gone[x] || x == c {
			continue
		}
		in, out := int(c)*nodes+int(x), int(x)*nodes+int(c)
		for _, d := range t.circle {
			if d == c {
				continue
			}
			if at := int(d)*nodes + int(x); t.weight[at] > t.weight[in] {
				t.weight[in], t.arc[in] = t.weight[at], t.arc[at]
			}
			if at := int(x)*nodes + int(d); t.weight[at] > t.weight[out] {
				t.weight[out], t.arc[out] = t.weight[at], t.arc[at]
			}
		}
		if b := t.best[x]; x > 0 && t.gone[b] {
			t.best[x] = c
		}
	}
	t.choose(int(c), nodes)
	return c
}

// expand opens the circles, the last first: the arc that enters one takes the
// place of one inside.
func (t *tree) expand(n int) {
	for c := len(t.parent) - 1; c > n; c-- {
		entry := t.chosen[c]
		at := entry.dependent
		for t.parent[at] != int32(c) {
			at = t.parent[at]
		}
		t.chosen[at] = entry
	}
	for d := 1; d <= n; d++ {
		t.heads[d] = t.chosen[d].head
	}
}
