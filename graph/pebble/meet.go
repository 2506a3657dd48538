package pebble

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"dateline/graph/internal/engine"
)

// known gives the node of an encoded value, if the writer remembers it.
func (tx *tx) known(text []byte) *node {
	n := tx.e.known[string(text)]
	if n == nil {
		if n = tx.e.before[string(text)]; n != nil {
			tx.e.known[n.key] = n
		}
	}
	return n
}

// node gives the node of a value, a new one if the store has none.
func (tx *tx) node(v quad.Value) (*node, error) {
	n, err := tx.meet(v)
	if err != nil {
		return nil, err
	}
	return n, tx.number()
}

// From provisional on, a number is the place in tx.met of a node that has none yet.
const provisional engine.ID = 1 << 63

// meet gives the node of a value; one that the writer does not remember has a
// provisional number until number gives it its own.
func (tx *tx) meet(v quad.Value) (*node, error) {
	var err error
	if tx.text, err = engine.AppendValue(tx.text[:0], v); err != nil {
		return nil, err
	}
	n := tx.known(tx.text)
	switch {
	case n == nil:
		n = &node{id: provisional + engine.ID(len(tx.met)), key: string(tx.text), hash: tx.e.opts.hash(tx.text)}
		tx.e.known[n.key] = n
		tx.met = append(tx.met, n)
	case n.id < tx.first:
		tx.old[n.id] = n
	}
	return n, nil
}

// meetGraph meets the values of a graph. It gives the node of its name, and its
// quads by numbers of which some may be provisional.
func (tx *tx) meetGraph(g engine.Graph) (label *node, quads []engine.Tuple, err error) {
	if err := tx.ctx.Err(); err != nil {
		return nil, nil, err
	}
	if g.Label == "" {
		return nil, nil, fmt.Errorf("a graph needs a name")
	}
	if label, err = tx.meet(g.Label); err != nil {
		return nil, nil, err
	}
	quads = make([]engine.Tuple, len(g.Quads))
	for i, q := range g.Quads {
		if l, ok := q.Label.(quad.IRI); !ok || l != g.Label {
			return nil, nil, fmt.Errorf("a quad of it is labelled %v", q.Label)
		}
		quads[i][engine.Label] = label.id
		for place, v := range [3]quad.Value{q.Subject, q.Predicate, q.Object} {
			if place == engine.Subject && i > 0 && sameIRI(v, g.Quads[i-1].Subject) {
				quads[i][place] = quads[i-1][place]
				continue
			}
			n, err := tx.meet(v)
			if err != nil {
				return nil, nil, err
			}
			quads[i][place] = n.id
		}
	}
	return label, quads, nil
}

// settled puts the numbers that were given in the place of provisional ones.
func (tx *tx) settled(quads []engine.Tuple) []engine.Tuple {
	for i := range quads {
		for place, id := range quads[i] {
			if id >= provisional {
				quads[i][place] = tx.met[id-provisional].id
			}
		}
	}
	return quads
}

// sameIRI says for sure that two values are equal: quads that follow each
// other mostly have one subject.
func sameIRI(a, b quad.Value) bool {
	x, ok := a.(quad.IRI)
	y, also := b.(quad.IRI)
	return ok && also && x == y
}

// A candidate is a number whose value has the hash of a node's.
type candidate struct {
	id engine.ID
	n  *node
}

// number gives the nodes that were met since the last time their numbers: to
// those that the store has their own, to the others new ones, in the order in
// which they were met. They are looked up in the order of the keys, so that each
// step in the store is short.
func (tx *tx) number() error {
	met := tx.met[tx.numbered:]
	tx.numbered = len(tx.met)
	if tx.first > 1 && len(met) > 0 { // else the store is empty
		found, err := tx.candidates(met)
		if err != nil {
			return err
		}
		if err := tx.recognise(found); err != nil {
			return err
		}
	}
	for _, n := range met {
		if n.id >= provisional {
			tx.e.lastID++
			n.id = tx.e.lastID
			tx.fresh = append(tx.fresh, n)
		}
	}
	return nil
}

// candidates looks the hashes of nodes up.
func (tx *tx) candidates(met []*node) (found []candidate, err error) {
	byHash := slices.Clone(met)
	slices.SortFunc(byHash, func(a, b *node) int { return cmp.Compare(a.hash, b.hash) })
	for i, n := range byHash {
		if i%checkEvery == 0 && tx.ctx.Err() != nil {
			return nil, tx.ctx.Err()
		}
		ids, err := readHash(tx.finder.look, n.hash)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			found = append(found, candidate{id, n})
		}
	}
	slices.SortFunc(found, func(a, b candidate) int { return cmp.Compare(a.id, b.id) })
	return found, nil
}

// recognise compares nodes with the values of the numbers that may be theirs.
func (tx *tx) recognise(found []candidate) error {
	for i, c := range found {
		if i%checkEvery == 0 && tx.ctx.Err() != nil {
			return tx.ctx.Err()
		}
		same, err := isNode(tx.finder.look, c.id, c.n.key)
		if err != nil {
			return err
		}
		if !same {
			if others := tx.others[c.n.hash]; !slices.Contains(others, c.id) {
				tx.others[c.n.hash] = append(others, c.id)
			}
			continue
		}
		c.n.id, c.n.stored = c.id, true
		tx.old[c.id] = c.n
		if c.n.counts, err = readCounts(tx.finder.look, c.id); err != nil {
			return err
		}
	}
	return nil
}
