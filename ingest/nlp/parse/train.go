package parse

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"

	"dateline/ingest/nlp"
)

// By how much, in weights, a right decision must lead in training.
const (
	moveMargin  = 80 // for each wrong arc of the other tree
	labelMargin = 20
)

// Options of training.
type Options struct {
	Clusters  map[uint64]uint32 // see nlp.AddClusters
	Epochs    int
	MoveBits  uint // weights of the transitions: 4<<MoveBits bytes
	LabelBits uint // weights of the labels: 8<<LabelBits bytes
	Log       io.Writer
}

// Train learns a model from trees. The documents hold gold heads and
// relations, tags and lemmas should be predicted ones.
func Train(ctx context.Context, docs []*nlp.Document, o Options) ([]byte, error) {
	m := nlp.NewModel("parse", version)
	ids := map[string]int32{}
	for _, d := range docs {
		for _, t := range d.Tokens {
			ids[t.Rel] = 0
		}
	}
	labels := slices.Sorted(maps.Keys(ids))
	for i, l := range labels {
		ids[l] = int32(i)
	}
	m.AddStrings("labels", labels)

	clusters, err := nlp.AddClusters(m, o.Clusters)
	if err != nil {
		return nil, err
	}
	var trees []gold
	for _, d := range docs {
		for _, s := range d.Sentences {
			if s.Last-s.First <= longest {
				trees = append(trees, newGold(d, s, ids, clusters))
			}
		}
	}
	var moves [2][]byte
	var errs [2]error
	var wait sync.WaitGroup
	for i := range moves {
		wait.Go(func() { moves[i], errs[i] = trainMoves(ctx, trees, o, i == 1) })
	}
	wait.Wait()
	if err := errors.Join(errs[:]...); err != nil {
		return nil, err
	}
	m.Add("moves", moves[0])
	m.Add("back", moves[1])
	names, err := trainLabels(ctx, trees, o, len(labels))
	if err != nil {
		return nil, err
	}
	m.Add("names", names)
	return m.Bytes(), nil
}

// gold is a sentence with its projective tree.
type gold struct {
	doc         *nlp.Document
	first, last int32
	clusters    nlp.Clusters
	heads       []int32 // -1 for the root
	projective  []int32 // the heads, crossing arcs lifted
	labels      []int32
}

func newGold(d *nlp.Document, s nlp.Sentence, ids map[string]int32, clusters nlp.Clusters) gold {
	g := gold{doc: d, first: s.First, last: s.Last, clusters: clusters}
	for _, t := range d.Tokens[s.First:s.Last] {
		h := t.Head
		if h >= 0 {
			h -= s.First
		}
		g.heads = append(g.heads, h)
		g.labels = append(g.labels, ids[t.Rel])
	}
	g.projective = lift(g.heads)
	return g
}

// lift moves the shortest crossing arc to its head's head until no arc
// crosses another (Nivre and Nilsson 2005, without their labels).
func lift(heads []int32) []int32 {
	h := slices.Clone(heads)
	for {
		worst, size := -1, len(h)+1
		for d, a := range h {
			if a < 0 {
				continue
			}
			lo, hi := min(int32(d), a), max(int32(d), a)
			for k := lo + 1; k < hi; k++ {
				if !under(h, k, a) && int(hi-lo) < size {
					worst, size = d, int(hi-lo)
					break
				}
			}
		}
		if worst < 0 {
			return h
		}
		h[worst] = h[h[worst]]
	}
}

// under reports whether word k is a, or below it.
func under(h []int32, k, a int32) bool {
	for range len(h) + 1 {
		if k == a {
			return true
		}
		if k < 0 {
			return false
		}
		k = h[k]
	}
	return false
}

// oracle returns the transition that leads from the state to the tree; end
// is, for each word, its last child.
func (s *search) oracle(st *state, heads, end []int32) int {
	top := &s.nodes[st.top]
	if top.below >= 0 {
		h := heads[top.word]
		if h >= 0 && h == st.next {
			return left
		}
		under := s.nodes[top.below].word
		if under == s.root() {
			under = -1
		}
		if h == under && end[top.word] < st.next && s.can(st, right) {
			return right
		}
	}
	return shift
}

// weights makes a Trainer a scorer.
type weights struct{ *nlp.Trainer }

func (w weights) Four(features []uint64) (sum [4]int32) {
	w.Add(sum[:], features)
	return sum
}

// trainMoves learns the transitions: beam search, and at the transition
// where the wrong derivation leads by most, an update of both (max-violation,
// Huang et al. 2012).
func trainMoves(ctx context.Context, trees []gold, o Options, backward bool) ([]byte, error) {
	trainer := nlp.NewTrainer(actions, o.MoveBits)
	random := rand.New(rand.NewPCG(3, 4))
	order := random.Perm(len(trees))
	s := search{sentence: sentence{backward: backward}}
	for epoch := range o.Epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		wrong := 0
		for _, i := range order {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if !s.learn(trainer, &trees[i]) {
				wrong++
			}
			trainer.Tick()
		}
		if o.Log != nil {
			fmt.Fprintf(o.Log, "parse: epoch %d: %d of %d trees wrong\n", epoch+1, wrong, len(trees))
		}
	}
	return trainer.Section(17), nil
}

// learn parses a tree and updates the weights if it was wrong.
func (s *search) learn(trainer *nlp.Trainer, g *gold) bool {
	s.read(g.doc, g.first, g.last, s.backward, g.clusters)
	s.begin(weights{trainer})
	heads, end := make([]int32, s.n), make([]int32, s.n)
	for i, h := range g.projective {
		heads[s.turn(int32(i))], end[i] = s.turn(h), -1
	}
	for d, h := range heads {
		if h >= 0 {
			end[h] = int32(d)
		}
	}
	s.goldHeads, s.margin = heads, moveMargin
	gold := int32(0)
	goldAt, bestAt := int32(-1), int32(-1)
	most := int32(-1)
	for range 2 * s.n {
		action := s.oracle(&s.states[gold], heads, end)
		score := s.states[gold].score + s.sums(gold)[action]
		s.advance(width)
		gold = s.step(gold, action, score)
		best := s.beam[0]
		if v := s.states[best].score - score; v > most && !s.same(best, gold) {
			goldAt, bestAt, most = gold, best, v
		}
	}
	if s.same(s.beam[0], gold) {
		return true
	}
	if bestAt < 0 {
		return false
	}
	s.update(trainer, goldAt, bestAt)
	return false
}

// same reports whether two states of one length made the same transitions.
func (s *search) same(a, b int32) bool {
	for a != b {
		x, y := &s.states[a], &s.states[b]
		if x.action != y.action {
			return false
		}
		a, b = x.prev, y.prev
	}
	return true
}

// update rewards the transitions to a and punishes those to b, from where
// they part.
func (s *search) update(trainer *nlp.Trainer, a, b int32) {
	var as, bs []int32
	for i := a; i >= 0; i = s.states[i].prev {
		as = append(as, i)
	}
	for i := b; i >= 0; i = s.states[i].prev {
		bs = append(bs, i)
	}
	slices.Reverse(as)
	slices.Reverse(bs)
	k := 1
	for k < len(as) && s.states[as[k]].action == s.states[bs[k]].action {
		k++
	}
	for ; k < len(as); k++ {
		s.f = s.all(s.f[:0], as[k-1])
		trainer.Update(s.f, int(s.states[as[k]].action), 1)
		s.f = s.all(s.f[:0], bs[k-1])
		trainer.Update(s.f, int(s.states[bs[k]].action), -1)
	}
}

// trainLabels learns the labels on gold trees.
func trainLabels(ctx context.Context, trees []gold, o Options, classes int) ([]byte, error) {
	trainer := nlp.NewTrainer(classes, o.LabelBits)
	random := rand.New(rand.NewPCG(5, 6))
	order := random.Perm(len(trees))
	scores := make([]int32, classes)
	var s sentence
	var l labeller
	var f []uint64
	for range o.Epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			g := &trees[i]
			s.read(g.doc, g.first, g.last, false, g.clusters)
			l.read(g.heads)
			for _, d := range l.order {
				if l.heads[d] < 0 {
					l.labels[d] = g.labels[d]
					continue
				}
				f = l.features(f[:0], &s, d)
				clear(scores)
				trainer.Add(scores, f)
				gold, wrong, best := int(g.labels[d]), -1, 0
				for c, v := range scores {
					if c != gold && (wrong < 0 || v > scores[wrong]) {
						wrong = c
					}
					if v > scores[best] {
						best = c
					}
				}
				if scores[gold]-scores[wrong] <= labelMargin {
					trainer.Update(f, gold, 1)
					trainer.Update(f, wrong, -1)
				}
				trainer.Tick()
				l.labels[d] = int32(best)
			}
		}
	}
	return trainer.Section(17), nil
}
