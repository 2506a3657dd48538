package neural

import "math"

// maxScore bounds the score of an arc, so that no sum overflows; rootCost
// outweighs any tree of a chunk, and rootCost+maxScore times the words of a
// chunk is still a number.
const (
	maxScore = 1 << 30
	rootCost = 1 << 40
)

// tree finds maximum spanning trees whose root has exactly one child (Chu and
// Liu 1965, Edmonds 1967). It is scratch.
type tree struct {
	n      int     // nodes: the root 0 and the words
	score  []int64 // [n][n], dependent first
	head   []int32
	seen   []int32
	active []int32 // nodes that are in no cycle found so far, or stand for one
	cycle  []int32
	merged []merge
	bends  []bend
	joined []joined
}

// merge is a cycle that became one node.
type merge struct {
	node         int32 // a node of the cycle, which stands for all of it
	bends, after int   // where its bends, and its nodes, begin
}

// bend says what arcs between a node and a merged cycle stand for.
type bend struct{ node, from, into int32 } // the head in the cycle of an arc to node; the dependent in it of an arc from node

// joined is a node of a cycle and its head in it.
type joined struct{ node, head int32 }

// best returns the head of each of n words, 0 for the root. score has n rows of
// n+1. Among equal arcs the lower head wins. The result is valid until the
// next call.
func (t *tree) best(score []int64, n int) []int32 {
	t.n = n + 1
	t.head, t.seen = grow(t.head, t.n), grow(t.seen, t.n)
	t.head[0] = -1
	roots := 0
	for d := 1; d <= n; d++ {
		row := score[(d-1)*t.n:][:t.n]
		at := -1
		for h, v := range row {
			if h != d && (at < 0 || v > row[at]) {
				at = h
			}
		}
		t.head[d] = int32(at)
		if at == 0 {
			roots++
		}
	}
	t.active = t.active[:0]
	for d := range t.n {
		t.active = append(t.active, int32(d))
	}
	// Mostly the best heads make a tree.
	if roots == 1 && !t.findCycle() {
		return t.head[1:]
	}
	t.score = grow(t.score, t.n*t.n)
	for d := 1; d <= n; d++ {
		copy(t.score[d*t.n:][:t.n], score[(d-1)*t.n:][:t.n])
		t.score[d*t.n] -= rootCost // one child of the root costs less than two
	}
	t.edmonds()
	return t.head[1:]
}

func (t *tree) at(d, h int32) *int64 { return &t.score[int(d)*t.n+int(h)] }

// bestHead returns the best head of an active node.
func (t *tree) bestHead(d int32) int32 {
	at, top := int32(-1), int64(math.MinInt64)
	for _, h := range t.active {
		if v := *t.at(d, h); h != d && v > top {
			at, top = h, v
		}
	}
	return at
}

// findCycle fills t.cycle with a cycle of heads, if there is one.
func (t *tree) findCycle() bool {
	for _, d := range t.active {
		t.seen[d] = 0
	}
	for _, start := range t.active {
		at := start
		for at > 0 && t.seen[at] == 0 {
			t.seen[at] = start + 1
			at = t.head[at]
		}
		if at <= 0 || t.seen[at] != start+1 {
			continue
		}
		t.cycle = append(t.cycle[:0], at)
		for d := t.head[at]; d != at; d = t.head[d] {
			t.cycle = append(t.cycle, d)
		}
		return true
	}
	return false
}

func (t *tree) edmonds() {
	t.merged, t.bends, t.joined = t.merged[:0], t.bends[:0], t.joined[:0]
	for _, d := range t.active[1:] {
		t.head[d] = t.bestHead(d)
	}
	for t.findCycle() {
		t.merge()
	}
	for i := len(t.merged) - 1; i >= 0; i-- {
		t.split(i)
	}
}

// merge makes one node of t.cycle.
func (t *tree) merge() {
	m := merge{node: t.cycle[0], bends: len(t.bends), after: len(t.joined)}
	for _, c := range t.cycle {
		m.node = min(m.node, c)
		t.joined = append(t.joined, joined{c, t.head[c]})
		t.seen[c] = -1 // findCycle clears it
	}
	for _, v := range t.active {
		if t.seen[v] < 0 {
			continue
		}
		b := bend{v, t.cycle[0], t.cycle[0]}
		for _, c := range t.cycle[1:] {
			if x, y := *t.at(v, c), *t.at(v, b.from); v > 0 && (x > y || x == y && c < b.from) {
				b.from = c
			}
			if x, y := t.gain(c, v), t.gain(b.into, v); x > y || x == y && c < b.into {
				b.into = c
			}
		}
		t.bends = append(t.bends, b)
	}
	for _, b := range t.bends[m.bends:] {
		if b.node > 0 {
			*t.at(b.node, m.node) = *t.at(b.node, b.from)
			for _, c := range t.cycle {
				if t.head[b.node] == c {
					t.head[b.node] = m.node
					break
				}
			}
		}
	}
	t.enter(m)
	kept := t.active[:0]
	for _, v := range t.active {
		if t.seen[v] >= 0 || v == m.node {
			kept = append(kept, v)
		}
	}
	t.active = kept
	t.head[m.node] = t.bestHead(m.node)
	t.merged = append(t.merged, m)
}

// gain is what it changes to take v for the head of c, a node of the cycle.
func (t *tree) gain(c, v int32) int64 { return *t.at(c, v) - *t.at(c, t.head[c]) }

// enter writes the scores of arcs into the merged node.
func (t *tree) enter(m merge) {
	for _, b := range t.bends[m.bends:] {
		if b.into != m.node {
			*t.at(m.node, b.node) = t.gain(b.into, b.node)
		}
	}
	lost := *t.at(m.node, t.head[m.node])
	for _, b := range t.bends[m.bends:] {
		if b.into == m.node {
			*t.at(m.node, b.node) -= lost
		}
	}
}

// split undoes a merge: the arc into the node goes to one node of the cycle,
// the others keep their heads.
func (t *tree) split(i int) {
	m := t.merged[i]
	bends, nodes := t.bends[m.bends:], t.joined[m.after:]
	if i+1 < len(t.merged) {
		bends, nodes = t.bends[m.bends:t.merged[i+1].bends], t.joined[m.after:t.merged[i+1].after]
	}
	entry := t.head[m.node]
	var into int32
	for _, b := range bends {
		if b.node == entry {
			into = b.into
		}
		if t.head[b.node] == m.node {
			t.head[b.node] = b.from
		}
	}
	for _, j := range nodes {
		if t.head[j.node] = j.head; j.node == into {
			t.head[j.node] = entry
		}
	}
}
