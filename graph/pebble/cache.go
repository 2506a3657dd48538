package pebble

import (
	"sync/atomic"

	"github.com/cayleygraph/quad"

	"dateline/graph/internal/engine"
)

// A nameCache remembers values by number. A number is never given to a second
// value, so that nothing in it can become wrong.
type nameCache struct {
	slots [nameEntries]atomic.Pointer[name]
}

type name struct {
	id    engine.ID
	value quad.Value
}

// maxCached is the length from which a value's encoding is not worth keeping.
const maxCached = 512

func (c *nameCache) get(id engine.ID) quad.Value {
	if n := c.slots[id%nameEntries].Load(); n != nil && n.id == id {
		return n.value
	}
	return nil
}

func (c *nameCache) put(id engine.ID, v quad.Value) {
	c.slots[id%nameEntries].Store(&name{id, v})
}

// A numberCache remembers numbers by value, what was found in one state of the
// store for all states of the same time.
type numberCache struct {
	slots [nameEntries]atomic.Pointer[number]
}

type number struct {
	id   engine.ID
	key  string // the encoded value
	time int64
}

// get gives the number of a value at a time, 0 if it is not remembered.
func (c *numberCache) get(key []byte, hash uint64, at moment) engine.ID {
	n := c.slots[hash%nameEntries].Load()
	if n != nil && n.time == at.time && n.id <= at.last && n.key == string(key) {
		return n.id
	}
	return 0
}

func (c *numberCache) put(key []byte, hash uint64, id engine.ID, at moment) {
	if at.time%2 == 0 && len(key) < maxCached {
		c.slots[hash%nameEntries].Store(&number{id, string(key), at.time})
	}
}

// A moment places a state of the store among the others. Between two states of
// the same, even time no value was removed, so that what one of them calls by
// a number is called so in the other, if that knows the number at all.
type moment struct {
	time int64     // counts up before and after each write that removes values
	last engine.ID // the highest number of a value in the state
}

// A clock tells the moment.
type clock struct {
	time atomic.Int64
	last atomic.Uint64
}

// at gives the moment of a state that take takes.
func (c *clock) at(take func()) moment {
	m := moment{c.time.Load(), engine.ID(c.last.Load())}
	take()
	if c.time.Load() != m.time {
		m.time = -1 // some time between: nothing is remembered of it
	}
	return m
}
