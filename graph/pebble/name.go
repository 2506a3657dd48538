package pebble

import (
	"bytes"
	"context"
	"encoding/binary"
	"iter"

	"github.com/cayleygraph/quad"

	"dateline/graph/internal/engine"
)

// maxName is the number of bytes up to which a plain or language-tagged string
// is taken for something that might be looked up by its beginning.
const maxName = 128

// keyText is the text by which an encoded value can be searched, if it can be.
func keyText(key string) (string, bool) {
	text := ""
	switch {
	case key == "":
	case key[0] == kindString:
		text = key[1:]
	case key[0] == kindLang:
		if n, size := binary.Uvarint([]byte(key[1:min(len(key), 1+binary.MaxVarintLen64)])); size > 0 && n <= uint64(len(key)-1-size) {
			text = key[1+size+int(n):]
		}
	}
	return text, text != "" && len(text) <= maxName
}

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
