package pebble

import (
	db "github.com/cockroachdb/pebble/v2"
)

// comparer orders keys by their bytes, as Pebble does by itself. What a key of
// SPOL says of its subject is the part of it that goes into filters.
func comparer() *db.Comparer {
	c := *db.DefaultComparer
	c.Split = func(key []byte) int {
		if len(key) > 0 && key[0] == spaceSPOL {
			if _, n := parseID(key[1:]); n > 0 {
				return 1 + n
			}
		}
		return len(key)
	}
	return &c
}

// filtered says whether the keys of a space go into filters: those that are
// asked for where they are not. The hashes of new values are in no table, and
// an event's quads in one of all those that hold quads of older subjects. All
// other keys would only make the filters large.
func filtered(space byte) bool { return space == spaceHash || space == spaceSPOL }

// A keyFilter is a Bloom filter of the filtered keys.
type keyFilter struct{ db.FilterPolicy }

func (keyFilter) Name() string { return "dateline.key" }

func (f keyFilter) NewWriter(t db.FilterType) db.FilterWriter {
	return keyFilterWriter{f.FilterPolicy.NewWriter(t)}
}

func (f keyFilter) MayContain(t db.FilterType, filter, key []byte) bool {
	return len(key) == 0 || !filtered(key[0]) || f.FilterPolicy.MayContain(t, filter, key)
}

type keyFilterWriter struct{ db.FilterWriter }

func (w keyFilterWriter) AddKey(key []byte) {
	if len(key) > 0 && filtered(key[0]) {
		w.FilterWriter.AddKey(key)
	}
}
