package pebble

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"

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

func countKey(b []byte, id engine.ID) []byte {
	return appendID(append(b, spaceCount), id)
}

func appendCounts(b []byte, c counts) []byte {
	for _, n := range c {
		b = binary.AppendUvarint(b, uint64(n))
	}
	return b
}

// splitCounts is the inverse of appendCounts.
func splitCounts(record []byte) (c counts, err error) {
	for i := range c {
		n, size := binary.Uvarint(record)
		if size <= 0 || int64(n) < 0 {
			return c, corrupt("malformed use counts")
		}
		c[i], record = int64(n), record[size:]
	}
	if len(record) > 0 {
		return c, corrupt("malformed use counts")
	}
	return c, nil
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

// A look gives the record of a key, nil if there is none; it is valid until
// done is closed, which is nil exactly if the record is.
type look func(key []byte) (record []byte, done io.Closer, err error)

// readHash gives the numbers of the values that have a hash.
func readHash(look look, hash uint64) (ids []engine.ID, err error) {
	var key [16]byte
	record, done, err := look(hashKey(key[:0], hash))
	if err != nil || record == nil {
		return nil, err
	}
	ids, err = splitIDs(record)
	return ids, errors.Join(err, done.Close())
}

// findNode gives the number of an encoded value, 0 if there is none.
func findNode(look look, value string, hash uint64) (engine.ID, error) {
	ids, err := readHash(look, hash)
	if err != nil {
		return 0, err
	}
	for _, id := range ids {
		if same, err := isNode(look, id, value); same || err != nil {
			return id, err
		}
	}
	return 0, nil
}

// isNode says whether id, which a hash has, is the number of an encoded value.
func isNode(look look, id engine.ID, value string) (same bool, err error) {
	var key [16]byte
	record, done, err := look(nodeKey(key[:0], id))
	if err != nil {
		return false, err
	}
	if record == nil {
		return false, corrupt("value %d has a hash and no record", id)
	}
	same = string(record) == value // before Close, which Go may else call first
	return same, done.Close()
}

// readNode gives the encoded value of id, nil if there is none.
func readNode(look look, id engine.ID) (value []byte, err error) {
	var key [16]byte
	record, done, err := look(nodeKey(key[:0], id))
	if err != nil || record == nil {
		return nil, err
	}
	value = bytes.Clone(record)
	return value, done.Close()
}

// readCounts gives the use counts of id, all 0 if there is no such value.
func readCounts(look look, id engine.ID) (c counts, err error) {
	var key [16]byte
	record, done, err := look(countKey(key[:0], id))
	if err != nil || record == nil {
		return c, err
	}
	c, err = splitCounts(record)
	return c, errors.Join(err, done.Close())
}
