package pebble

import (
	"encoding/binary"
	"errors"
	"io"

	db "github.com/cockroachdb/pebble/v2"
)

// The counters of the store as a whole.
const (
	metaLastID = 'i' // the highest number ever given to a value
	metaNodes  = 'n'
	metaQuads  = 'q'
)

func metaKey(name byte) []byte { return []byte{spaceMeta, name} }

func readMeta(r db.Reader, name byte) (int64, error) {
	record, done, err := get(r, metaKey(name))
	if err != nil || record == nil {
		return 0, err
	}
	defer done.Close()
	n, size := binary.Uvarint(record)
	if size <= 0 {
		return 0, corrupt("malformed counter %q", name)
	}
	return int64(n), nil
}

// gets is get with the same reader.
func gets(r db.Reader) look {
	return func(key []byte) ([]byte, io.Closer, error) { return get(r, key) }
}

// get is Pebble's Get with nil for what is not there. The record is valid
// until done is closed; done is nil exactly if the record is.
func get(r db.Reader, key []byte) (record []byte, done io.Closer, err error) {
	record, done, err = r.Get(key)
	if errors.Is(err, db.ErrNotFound) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, wrap(err)
	}
	if record == nil {
		record = []byte{}
	}
	return record, done, nil
}
