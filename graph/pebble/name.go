package pebble

import (
	"bytes"
	"context"
	"iter"

	"github.com/cayleygraph/quad"

	"dateline/graph/internal/engine"
)

// appendName appends the key of a searchable value.
func appendName(b []byte, text string, id engine.ID) []byte {
	b = append(append(b, spaceName), engine.Fold(text)...)
	return appendID(append(b, 0), id)
}

// Literals yields the short strings whose folded form begins with prefix.
func (v *view) Literals(ctx context.Context, prefix string) iter.Seq2[quad.Value, error] {
	return func(yield func(quad.Value, error) bool) {
		r, done, err := v.reader()
		if err != nil {
			yield(nil, err)
			return
		}
		defer done()
		for key, err := range keys(ctx, r, append([]byte{spaceName}, prefix...)) {
			if err != nil {
				yield(nil, err)
				return
			}
			id, ok := parseName(key)
			if !ok {
				yield(nil, corrupt("malformed name key %x", key))
				return
			}
			value, err := v.e.value(r, id)
			if err == nil && value == nil {
				err = corrupt("a name belongs to the value %d, which has no record", id)
			}
			if !yield(value, err) || err != nil {
				return
			}
		}
	}
}

// parseName gives the number at the end of a name's key. A number may hold a
// zero byte itself, text may not: the first one parts them.
func parseName(key []byte) (engine.ID, bool) {
	i := bytes.IndexByte(key, 0)
	if i < 0 {
		return 0, false
	}
	id, n := parseID(key[i+1:])
	return id, n > 0 && i+1+n == len(key)
}
