package pebble

import (
	"context"
	"fmt"

	db "github.com/cockroachdb/pebble/v2"

	"dateline/graph/internal/engine"
)

// Verify checks the invariants of the format:
//   - every quad is in all four orders, and no other key is;
//   - the use counts of every value are those of the quads, and none is unused;
//   - every value is found by its hash, and every hash leads to a value;
//   - every searchable string, and nothing else, is among the names;
//   - the counters of the store are exact.
//
// It holds a use count for every value in memory: 40 bytes a value.
func (e *Engine) Verify(ctx context.Context, report func(problem string)) error {
	r, done, err := e.reader()
	if err != nil {
		return err
	}
	defer done()
	v := &verifier{ctx: ctx, e: e, r: r, report: report, counts: map[engine.ID]counts{}}
	for _, check := range []func() error{v.quads, v.nodes, v.hashes, v.names, v.meta} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

type verifier struct {
	ctx    context.Context
	e      *Engine
	r      db.Reader
	report func(string)
	counts map[engine.ID]counts // by the quads; then what has no record
	seen   struct{ nodes, quads, searchable, highest int64 }
}

func (v *verifier) problem(format string, args ...any) { v.report(fmt.Sprintf(format, args...)) }

// quads counts in SPOL, and compares the other orders with it.
func (v *verifier) quads() error {
	var n [4]int64
	for space := byte(firstOrder); space <= spaceLSPO; space++ {
		for key, err := range keys(v.ctx, v.r, []byte{space}) {
			if err != nil {
				return err
			}
			t, ok := parseTuple(key)
			if !ok {
				v.problem("malformed quad key %x", key)
				continue
			}
			n[space-firstOrder]++
			if space == spaceSPOL {
				for place, id := range t {
					if id == 0 && place == engine.Label {
						continue
					}
					c := v.counts[id]
					c[place]++
					v.counts[id] = c
				}
				continue
			}
			if there, err := v.has(appendTuple(nil, spaceSPOL, t)); err != nil {
				return err
			} else if !there {
				v.problem("quad %v is in order %x and not in the first", t, space)
			}
		}
	}
	// Keys are unique: the same number, and each in the first order, is the same set.
	for i, m := range n {
		if m != n[0] {
			v.problem("order %x has %d quads, the first has %d", firstOrder+i, m, n[0])
		}
	}
	v.seen.quads = n[0]
	return nil
}

func (v *verifier) has(key []byte) (bool, error) {
	record, done, err := get(v.r, key)
	if record != nil {
		done.Close()
	}
	return record != nil, err
}

func (v *verifier) nodes() error {
	for key, err := range keys(v.ctx, v.r, []byte{spaceNode}) {
		if err != nil {
			return err
		}
		id, n := parseID(key[1:])
		if n == 0 || n != len(key)-1 {
			v.problem("malformed node key %x", key)
			continue
		}
		v.seen.nodes++
		v.seen.highest = max(v.seen.highest, int64(id))
		c, encoded, _, err := readNode(v.r, id)
		if err != nil {
			v.problem("value %d: %v", id, err)
			continue
		}
		if want := v.counts[id]; c != want {
			v.problem("value %d: use counts %v, the quads say %v", id, c, want)
		}
		delete(v.counts, id)
		if _, err := parseValue(encoded); err != nil {
			v.problem("value %d: %v", id, err)
			continue
		}
		found, _, _, err := findNode(v.r, encoded, v.e.opts.hash(encoded))
		if err != nil {
			v.problem("value %d, looked up: %v", id, err)
		} else if found != id {
			v.problem("value %d is found as %d", id, found)
		}
		if text, named := keyText(string(encoded)); named {
			v.seen.searchable++
			if there, err := v.has(appendName(nil, text, id)); err != nil {
				return err
			} else if !there {
				v.problem("value %d is not among the names", id)
			}
		}
	}
	for id, c := range v.counts {
		v.problem("value %d has no record and is used %v times", id, c)
	}
	return nil
}

func (v *verifier) hashes() error {
	listed := int64(0)
	for key, err := range keys(v.ctx, v.r, []byte{spaceHash}) {
		if err != nil {
			return err
		}
		record, done, err := get(v.r, key)
		if err != nil {
			return err
		}
		ids, err := splitIDs(record)
		done.Close()
		if err != nil || len(ids) == 0 {
			v.problem("hash %x: malformed record", key[1:])
		}
		listed += int64(len(ids))
	}
	// Each value was found by its hash: the same number means no others.
	if listed != v.seen.nodes {
		v.problem("hashes list %d values, there are %d", listed, v.seen.nodes)
	}
	return nil
}

func (v *verifier) names() error {
	n := int64(0)
	for _, err := range keys(v.ctx, v.r, []byte{spaceName}) {
		if err != nil {
			return err
		}
		n++
	}
	if n != v.seen.searchable {
		v.problem("there are %d names, %d values are searchable", n, v.seen.searchable)
	}
	return nil
}

func (v *verifier) meta() error {
	for name, want := range map[byte]int64{metaNodes: v.seen.nodes, metaQuads: v.seen.quads} {
		n, err := readMeta(v.r, name)
		if err != nil {
			return err
		}
		if n != want {
			v.problem("counter %q is %d, should be %d", name, n, want)
		}
	}
	last, err := readMeta(v.r, metaLastID)
	if err == nil && last < v.seen.highest {
		v.problem("value %d lies above the highest number given, %d", v.seen.highest, last)
	}
	return err
}
