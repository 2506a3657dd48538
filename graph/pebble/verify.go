package pebble

import (
	"context"
	"fmt"

	"github.com/cespare/xxhash/v2"
	db "github.com/cockroachdb/pebble/v2"

	"dateline/graph/internal/engine"
)

// Verify checks the invariants of the format:
//   - the four orders hold the same quads;
//   - the use counts of every value are those of the quads, and none is unused;
//   - every value is listed under its hash, and nothing else is listed;
//   - every searchable string, and nothing else, is among the names;
//   - the counters of the store are exact.
//
// It reads each key once, and holds a count and a hash for every value in
// memory: about 80 bytes a value.
func (e *Engine) Verify(ctx context.Context, report func(problem string)) error {
	r, done, err := e.reader()
	if err != nil {
		return err
	}
	defer done()
	v := &verifier{ctx: ctx, e: e, r: r, report: report, counts: map[engine.ID]counts{}, hashes: map[engine.ID]uint64{}}
	for _, check := range []func() error{v.checkQuads, v.checkCounts, v.checkHashes, v.checkNodes, v.checkNames, v.checkMeta} {
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

	counts  map[engine.ID]counts // by the quads; of values whose record was not yet seen
	hashes  map[engine.ID]uint64 // under which values are listed; likewise
	quads   set
	names   set // of the values
	nodes   int64
	highest engine.ID
}

// A set stands for a set of keys: two sets are equal if these are, but for an
// accident of 1 in 2^64.
type set struct {
	n   int64
	sum uint64
}

func (s *set) add(key []byte) {
	s.n++
	s.sum += xxhash.Sum64(key)
}

func (v *verifier) problem(format string, args ...any) { v.report(fmt.Sprintf(format, args...)) }

func (v *verifier) checkQuads() error {
	for space := byte(firstOrder); space <= spaceLSPO; space++ {
		var quads set
		var spol []byte
		for key, err := range keys(v.ctx, v.r, []byte{space}) {
			if err != nil {
				return err
			}
			t, ok := parseTuple(key)
			if !ok {
				v.problem("malformed quad key %x", key)
				continue
			}
			spol = appendTuple(spol[:0], spaceSPOL, t)
			quads.add(spol)
			if space != spaceSPOL {
				continue
			}
			for place, id := range t {
				if id == 0 && place == engine.Label {
					continue
				}
				c := v.counts[id]
				c[place]++
				v.counts[id] = c
			}
		}
		if space == spaceSPOL {
			v.quads = quads
		} else if quads != v.quads {
			v.problem("order %x holds %d quads, the first order others, %d", space, quads.n, v.quads.n)
		}
	}
	return nil
}

func (v *verifier) checkHashes() error {
	for pair, err := range pairs(v.ctx, v.r, []byte{spaceHash}) {
		if err != nil {
			return err
		}
		ids, err := splitIDs(pair.value)
		if err != nil || len(ids) == 0 || len(pair.key) != 9 {
			v.problem("malformed record of hash %x", pair.key)
			continue
		}
		for _, id := range ids {
			if _, twice := v.hashes[id]; twice {
				v.problem("value %d is listed twice", id)
			}
			v.hashes[id] = hashOfKey(pair.key)
		}
	}
	return nil
}

func (v *verifier) checkNodes() error {
	var name []byte
	for pair, err := range pairs(v.ctx, v.r, []byte{spaceNode}) {
		if err != nil {
			return err
		}
		id, n := parseID(pair.key[1:])
		if n == 0 || n != len(pair.key)-1 {
			v.problem("malformed key of a value %x", pair.key)
			continue
		}
		v.nodes++
		v.highest = max(v.highest, id)
		if _, err := engine.ParseValue(pair.value); err != nil {
			v.problem("value %d: %v", id, err)
			continue
		}
		if v.counts[id].zero() {
			v.problem("value %d is not used", id)
		}
		if listed, ok := v.hashes[id]; !ok || listed != v.e.opts.hash(pair.value) {
			v.problem("value %d is not listed under its hash", id)
		}
		if text, named := engine.SearchText(string(pair.value)); named {
			name = appendName(name[:0], text, id)
			v.names.add(name)
		}
		delete(v.counts, id)
		delete(v.hashes, id)
	}
	for id, c := range v.counts {
		v.problem("value %d is used %v times and has no record", id, c)
	}
	for id, hash := range v.hashes {
		v.problem("value %d is listed under %x and has no record", id, hash)
	}
	return nil
}

// checkCounts compares the stored use counts with those of the quads. It is
// checkNodes that finds values which are used without a record.
func (v *verifier) checkCounts() error {
	counted := 0
	for pair, err := range pairs(v.ctx, v.r, []byte{spaceCount}) {
		if err != nil {
			return err
		}
		id, n := parseID(pair.key[1:])
		if n == 0 || n != len(pair.key)-1 {
			v.problem("malformed key of use counts %x", pair.key)
			continue
		}
		c, err := splitCounts(pair.value)
		want, used := v.counts[id]
		switch {
		case err != nil:
			v.problem("value %d: %v", id, err)
		case c != want:
			v.problem("value %d: use counts %v, the quads say %v", id, c, want)
		}
		if used {
			counted++
		}
	}
	if counted != len(v.counts) {
		v.problem("%d values are used, %d of them have use counts", len(v.counts), counted)
	}
	return nil
}

func (v *verifier) checkNames() error {
	var names set
	for key, err := range keys(v.ctx, v.r, []byte{spaceName}) {
		if err != nil {
			return err
		}
		names.add(key)
	}
	if names != v.names {
		v.problem("the index of names holds %d, the values others, %d", names.n, v.names.n)
	}
	return nil
}

func (v *verifier) checkMeta() error {
	for name, want := range map[byte]int64{metaNodes: v.nodes, metaQuads: v.quads.n} {
		n, err := readMeta(v.r, name)
		if err != nil {
			return err
		}
		if n != want {
			v.problem("counter %q is %d, should be %d", name, n, want)
		}
	}
	last, err := readMeta(v.r, metaLastID)
	if err == nil && engine.ID(last) < v.highest {
		v.problem("value %d lies above the highest number given, %d", v.highest, last)
	}
	return err
}
