package parse

import "dateline/ingest/nlp"

// labeller names the arcs of a finished tree, heads before their children,
// so that a label is known when those below it are chosen.
type labeller struct {
	heads  []int32 // -1 for the root
	order  []int32 // heads before children
	first  []int32 // first and last child, -1
	last   []int32
	left   []int32 // sibling before, -1
	right  []int32
	labels []int32 // -1 while unknown
}

// read takes a tree over n words.
func (l *labeller) read(heads []int32) {
	n := len(heads)
	l.heads = heads
	l.order = l.order[:0]
	l.first, l.last = resize(l.first, n), resize(l.last, n)
	l.left, l.right = resize(l.left, n), resize(l.right, n)
	l.labels = resize(l.labels, n)
	for i := range n {
		l.first[i], l.last[i], l.left[i], l.right[i], l.labels[i] = -1, -1, -1, -1, -1
	}
	for i, h := range heads {
		i := int32(i)
		if h < 0 {
			l.order = append(l.order, i)
			continue
		}
		if l.first[h] < 0 {
			l.first[h] = i
		} else {
			l.left[i] = l.last[h]
			l.right[l.last[h]] = i
		}
		l.last[h] = i
	}
	for k := 0; k < len(l.order); k++ {
		for c := l.first[l.order[k]]; c >= 0; c = l.right[c] {
			l.order = append(l.order, c)
		}
	}
}

// features are those of the arc from its head to d.
func (l *labeller) features(f []uint64, s *sentence, d int32) []uint64 {
	x := feats{f, 0}
	get := func(i int32) *word {
		if i < 0 {
			return &s.words[s.n+1]
		}
		return &s.words[i]
	}
	label := func(i int32) uint64 {
		if i < 0 {
			return 0
		}
		return uint64(l.labels[i] + 2)
	}
	h := l.heads[d]
	wd, wh := get(d), get(h)
	g, eldest := int32(-1), l.order[0] // of the head: its head, its first child
	if h >= 0 {
		g, eldest = l.heads[h], l.first[h]
	}
	wg := get(g)
	dir := uint64(0)
	if h > d {
		dir = 1
	}
	dist := distance(h, d)*2 + dir
	between := s.between(min(h, d), max(h, d))
	cl, cr := get(l.first[d]), get(l.last[d])
	if l.first[d] > d {
		cl = get(-1)
	}
	if l.last[d] < d {
		cr = get(-1)
	}
	cl2 := get(-1)
	if l.first[d] >= 0 && l.right[l.first[d]] >= 0 && l.right[l.first[d]] < d {
		cl2 = get(l.right[l.first[d]])
	}
	sl, sr := get(l.left[d]), get(l.right[d])
	lh, ll := label(h), label(l.left[d])

	x.two(wd.w, dir)
	x.two(wd.t, dir)
	x.tri(wd.w, wd.t, dir)
	x.two(wd.l, dir)
	x.two(wh.w, dir)
	x.two(wh.t, dir)
	x.two(wh.l, dir)
	x.four(wd.w, wh.w, dir, 0)
	x.four(wd.l, wh.l, dir, 0)
	x.four(wd.t, wh.t, dir, 0)
	x.four(wd.w, wh.t, dir, 0)
	x.four(wd.t, wh.w, dir, 0)
	x.four(wd.t, wh.l, dir, 0)
	x.tri(wd.t, wh.t, dist)
	x.two(wd.w, dist)
	x.two(wh.w, dist)
	x.tri(wd.p, wh.p, between*2+dir)
	x.four(wd.w, wd.f, wh.p, dir)
	x.four(wd.f, wh.f, dir, 0)
	x.four(wd.t, wh.t, cl.t, dir)
	x.four(wd.t, wh.t, cl.w, dir)
	x.four(wd.t, wh.t, cr.t, dir)
	x.four(wd.p, wh.l, cl.w, dir)
	x.four(wd.w, wh.p, cl.w, dir)
	x.two(cl.w, dir)
	x.two(cr.w, dir)
	x.tri(wd.t, cl.t, cl2.t)
	x.tri(wd.t, cl.w, cl2.w)
	x.four(wd.t, wh.t, cl2.w, dir)
	x.four(wd.t, wh.t, sl.t, dir)
	x.four(wd.t, wh.t, sr.t, dir)
	x.four(wd.t, wh.t, sr.w, dir)
	x.four(wd.p, wh.l, sl.p, dir)
	x.four(wd.p, wh.l, sr.p, dir)
	x.four(wd.t, wh.t, wg.t, dir)
	x.four(wd.t, lh, dir, 0)
	x.four(wd.w, lh, dir, 0)
	x.four(wd.t, wh.t, lh, dir)
	x.four(wd.t, wh.l, lh, dir)
	x.four(wd.t, wh.t, ll, dir)
	x.four(wd.p, wh.l, ll, dir)
	x.four(wd.w, wh.t, ll, dir)
	x.four(wd.p, lh, ll, dir)
	before, after := s.near(d-1), s.near(d+1)
	x.four(wd.t, wh.t, before.t, dir)
	x.four(wd.t, wh.t, after.t, dir)
	x.four(wd.t, before.w, dir, 0)
	x.four(wd.t, after.w, dir, 0)
	x.four(wd.p, get(eldest).p, wh.p, dir)
	x.two(wd.k, dir)
	x.four(wd.k, wh.k, dir, 0)
	x.four(wd.k, wh.t, dir, 0)
	x.four(wd.t, wh.k, dir, 0)
	x.four(wd.k, wh.l, cl.w, dir)
	x.four(wd.k, wh.p, cl.w, dir)
	x.four(wd.p, wh.k, cl.w, dir)
	x.tri(wd.k, lh, dir)
	x.four(wd.t, wh.f, dir, 0)
	x.four(wd.w, wh.f, dir, 0)
	x.four(wd.p, wh.f, cl.w, dir)
	return x.f
}

// name labels the tree that was read with the table.
func (l *labeller) name(s *sentence, table *nlp.Table, scores *nlp.Scores, f []uint64, root int32) []uint64 {
	for _, d := range l.order {
		if l.heads[d] < 0 {
			l.labels[d] = root
			continue
		}
		f = l.features(f[:0], s, d)
		scores.Reset(table)
		table.Add(scores, f)
		l.labels[d] = int32(table.Best(scores))
	}
	return f
}
