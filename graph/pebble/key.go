package pebble

import "dateline/graph/internal/engine"

// Every key begins with the byte of its keyspace.
const (
	spaceMeta  = 0x01 // name -> counter
	spaceSPOL  = 0x10 // four numbers -> nothing
	spacePOSL  = 0x11
	spaceOSPL  = 0x12
	spaceLSPO  = 0x13
	spaceNode  = 0x20 // number -> value
	spaceHash  = 0x21 // hash of a value -> the numbers of the values with that hash
	spaceName  = 0x22 // folded text, 0, number -> nothing
	spaceCount = 0x23 // number -> use counts of the value: apart from it, as they change and it does not
	spaceEnd   = 0x30
	firstOrder = spaceSPOL
)

// An order says which place of a quad comes first in the keys of a keyspace.
// These four make a prefix of every bound pattern but label with predicate or
// object alone, which is a scan inside one graph.
type order [4]int

var orders = [4]order{
	{engine.Subject, engine.Predicate, engine.Object, engine.Label},
	{engine.Predicate, engine.Object, engine.Subject, engine.Label},
	{engine.Object, engine.Subject, engine.Predicate, engine.Label},
	{engine.Label, engine.Subject, engine.Predicate, engine.Object},
}

// numbered says whether the keys of a space begin with the number of a value.
func numbered(space byte) bool {
	return space >= firstOrder && space <= spaceNode || space == spaceCount
}

// appendTuple appends the key of t in the order of space.
func appendTuple(b []byte, space byte, t engine.Tuple) []byte {
	b = append(b, space)
	for _, place := range orders[space-firstOrder] {
		b = appendID(b, t[place])
	}
	return b
}

// appendPrefix appends the longest prefix of space's keys that t's bound
// places determine, and says how many places that are.
func appendPrefix(b []byte, space byte, t engine.Tuple) ([]byte, int) {
	b = append(b, space)
	for n, place := range orders[space-firstOrder] {
		if t[place] == 0 {
			return b, n
		}
		b = appendID(b, t[place])
	}
	return b, 4
}

// parseTuple is the inverse of appendTuple; ok is false for a malformed key.
func parseTuple(key []byte) (t engine.Tuple, ok bool) {
	if len(key) == 0 || key[0] < firstOrder || key[0] > spaceLSPO {
		return t, false
	}
	places := &orders[key[0]-firstOrder]
	key = key[1:]
	for _, place := range places {
		id, n := parseID(key)
		if n == 0 {
			return t, false
		}
		t[place], key = id, key[n:]
	}
	return t, len(key) == 0
}

// appendID appends id in the variable-length form of SQLite 4: one byte up to
// 240, nine at most, its bytes ordered as the numbers are, and no form a
// prefix of another.
func appendID(b []byte, id engine.ID) []byte {
	switch {
	case id <= 240:
		return append(b, byte(id))
	case id <= 2287:
		id -= 240
		return append(b, 241+byte(id>>8), byte(id))
	case id <= 67823:
		id -= 2288
		return append(b, 249, byte(id>>8), byte(id))
	}
	n := 3
	for n < 8 && id>>(8*n) != 0 {
		n++
	}
	b = append(b, byte(247+n))
	for n--; n >= 0; n-- {
		b = append(b, byte(id>>(8*n)))
	}
	return b
}

// parseID gives the number at the start of b and its length, 0 if there is none.
func parseID(b []byte) (engine.ID, int) {
	if len(b) == 0 {
		return 0, 0
	}
	switch first := b[0]; {
	case first <= 240:
		return engine.ID(first), 1
	case first <= 248:
		if len(b) < 2 {
			return 0, 0
		}
		return 240 + engine.ID(first-241)<<8 + engine.ID(b[1]), 2
	case first == 249:
		if len(b) < 3 {
			return 0, 0
		}
		return 2288 + engine.ID(b[1])<<8 + engine.ID(b[2]), 3
	default:
		n := int(first) - 247
		if len(b) < 1+n {
			return 0, 0
		}
		var id engine.ID
		for _, c := range b[1 : 1+n] {
			id = id<<8 | engine.ID(c)
		}
		return id, 1 + n
	}
}

// after gives the first key that does not begin with prefix. No keyspace is
// 0xff, so that there always is one.
func after(prefix []byte) []byte {
	end := append([]byte(nil), prefix...)
	for i := len(end) - 1; ; i-- {
		if end[i]++; end[i] != 0 {
			return end[:i+1]
		}
	}
}
