package pebble

import (
	"encoding/binary"

	db "github.com/cockroachdb/pebble/v2"

	"dateline/graph/internal/engine"
)

// counts say in how many quads a value is subject, predicate, object, label.
type counts [4]int64

func (c counts) zero() bool { return c == counts{} }

// A node is a value as a writer knows it.
type node struct {
	id     engine.ID
	key    string // the encoded value
	hash   uint64
	counts counts
	stored bool // the store has a record of it
	dirty  bool // its counts differ from that record
}

func nodeKey(b []byte, id engine.ID) []byte {
	return appendID(append(b, spaceNode), id)
}

func hashKey(b []byte, hash uint64) []byte {
	return binary.BigEndian.AppendUint64(append(b, spaceHash), hash)
}

// hashOfKey is the inverse of hashKey.
func hashOfKey(key []byte) uint64 { return binary.BigEndian.Uint64(key[1:]) }

// appendNode appends a node's record: four counts, the encoded value.
func appendNode(b []byte, c counts, value string) []byte {
	for _, n := range c {
		b = binary.AppendUvarint(b, uint64(n))
	}
	return append(b, value...)
}

// splitNode is the inverse of appendNode; the value aliases record.
func splitNode(record []byte) (c counts, value []byte, err error) {
	for i := range c {
		n, size := binary.Uvarint(record)
		if size <= 0 || int64(n) < 0 {
			return c, nil, corrupt("malformed node record")
		}
		c[i], record = int64(n), record[size:]
	}
	return c, record, nil
}

// splitIDs parses the record of a hash.
func splitIDs(record []byte) ([]engine.ID, error) {
	var ids []engine.ID
	for len(record) > 0 {
		id, n := parseID(record)
		if n == 0 {
			return nil, corrupt("malformed hash record")
		}
		ids, record = append(ids, id), record[n:]
	}
	return ids, nil
}

// readHash gives the numbers of the values that have a hash.
func readHash(r db.Reader, hash uint64) (ids []engine.ID, err error) {
	var key [16]byte
	record, done, err := get(r, hashKey(key[:0], hash))
	if err != nil || record == nil {
		return nil, err
	}
	defer done.Close()
	return splitIDs(record)
}

// findNode looks for an encoded value. Without one it gives the numbers of
// other values with the same hash.
func findNode(r db.Reader, value []byte, hash uint64) (id engine.ID, c counts, others []engine.ID, err error) {
	if others, err = readHash(r, hash); err != nil {
		return 0, c, nil, err
	}
	var key [16]byte
	for _, id := range others {
		record, done, err := get(r, nodeKey(key[:0], id))
		if err != nil {
			return 0, c, nil, err
		}
		if record == nil {
			return 0, c, nil, corrupt("value %d has a hash and no record", id)
		}
		c, found, err := splitNode(record)
		same := string(found) == string(value)
		done.Close()
		if err != nil {
			return 0, c, nil, err
		}
		if same {
			return id, c, others, nil
		}
	}
	return 0, counts{}, others, nil
}

// readNode gives the record of id; ok is false if there is none.
func readNode(r db.Reader, id engine.ID) (c counts, value []byte, ok bool, err error) {
	var key [16]byte
	record, done, err := get(r, nodeKey(key[:0], id))
	if err != nil || record == nil {
		return c, nil, false, err
	}
	defer done.Close()
	c, value, err = splitNode(record)
	return c, append([]byte(nil), value...), err == nil, err
}
