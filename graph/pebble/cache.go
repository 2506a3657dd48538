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
