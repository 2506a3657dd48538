package pebble

import (
	"bytes"
	"errors"
	"io"

	db "github.com/cockroachdb/pebble/v2"
)

// A finder looks many keys up in one state of the store. Its iterators, one for
// each keyspace, cost less than a Get for each key, and ask the Bloom filters
// of all levels, where a Get leaves the lowest out.
type finder struct {
	r   db.Reader
	its map[byte]*db.Iterator
}

func newFinder(r db.Reader) *finder { return &finder{r, map[byte]*db.Iterator{}} }

// look gives the record of a key, valid until the next of the same keyspace.
func (f *finder) look(key []byte) (record []byte, done io.Closer, err error) {
	space := key[0]
	it := f.its[space]
	if it == nil {
		it, err = f.r.NewIter(&db.IterOptions{LowerBound: []byte{space}, UpperBound: []byte{space + 1}, UseL6Filters: true})
		if err != nil {
			return nil, nil, wrap(err)
		}
		f.its[space] = it
	}
	var found bool
	if space == spaceHash {
		found = it.SeekPrefixGE(key)
	} else {
		found = it.SeekGE(key)
	}
	if !found || !bytes.Equal(it.Key(), key) {
		return nil, nil, wrap(it.Error())
	}
	if record, err = it.ValueAndErr(); err != nil {
		return nil, nil, wrap(err)
	}
	if record == nil {
		record = []byte{}
	}
	return record, kept{}, nil
}

// close gives the iterators back.
func (f *finder) close() error {
	var err error
	for _, it := range f.its {
		err = errors.Join(err, it.Close())
	}
	return wrap(err)
}

// kept is the end of a record that stays where it is.
type kept struct{}

func (kept) Close() error { return nil }
