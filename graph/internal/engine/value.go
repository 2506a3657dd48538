package engine

import (
	"encoding/binary"
	"fmt"
	"math"
	"time"

	"github.com/cayleygraph/quad"
)

// The first byte of an encoded value is its kind; what follows keeps the
// value byte for byte, so that "0042"^^xsd:integer stays as it was written.
const (
	kindIRI    = 'i'
	kindBNode  = 'b'
	kindString = 's'
	kindTyped  = 't' // length of the type, type, text
	kindLang   = 'l' // length of the tag, tag, text
	kindInt    = 'n'
	kindFloat  = 'f'
	kindTrue   = '1'
	kindFalse  = '0'
	kindTime   = 'd' // in UTC: equal instants are one value
)

// AppendValue appends v's encoding. Two values are the same node exactly if
// their encodings are equal.
func AppendValue(b []byte, v quad.Value) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI:
		return append(append(b, kindIRI), v...), nil
	case quad.String:
		return append(append(b, kindString), v...), nil
	case quad.TypedString:
		b = binary.AppendUvarint(append(b, kindTyped), uint64(len(v.Type)))
		return append(append(b, v.Type...), v.Value...), nil
	case quad.LangString:
		b = binary.AppendUvarint(append(b, kindLang), uint64(len(v.Lang)))
		return append(append(b, v.Lang...), v.Value...), nil
	case quad.BNode:
		return append(append(b, kindBNode), v...), nil
	case quad.Int:
		return binary.BigEndian.AppendUint64(append(b, kindInt), uint64(v)), nil
	case quad.Float:
		return binary.BigEndian.AppendUint64(append(b, kindFloat), math.Float64bits(float64(v))), nil
	case quad.Bool:
		if v {
			return append(b, kindTrue), nil
		}
		return append(b, kindFalse), nil
	case quad.Time:
		text, err := time.Time(v).UTC().MarshalBinary()
		return append(append(b, kindTime), text...), err
	case nil:
		return b, fmt.Errorf("a quad lacks its subject, predicate or object")
	default:
		return b, fmt.Errorf("a value of type %T cannot be stored", v)
	}
}

// Key is the encoding of v; ok is false for what no store can hold.
func Key(v quad.Value) (key []byte, ok bool) {
	key, err := AppendValue(nil, v)
	return key, err == nil
}

// ParseValue is the inverse of AppendValue. The value does not alias b.
func ParseValue(b []byte) (quad.Value, error) {
	if len(b) == 0 {
		return nil, fmt.Errorf("%w: empty value", ErrCorrupt)
	}
	kind, rest := b[0], b[1:]
	switch kind {
	case kindIRI:
		return quad.IRI(rest), nil
	case kindString:
		return quad.String(rest), nil
	case kindBNode:
		return quad.BNode(rest), nil
	case kindTyped, kindLang:
		n, size := binary.Uvarint(rest)
		if size <= 0 || n > uint64(len(rest)-size) {
			break
		}
		tag, text := rest[size:size+int(n)], rest[size+int(n):]
		if kind == kindLang {
			return quad.LangString{Value: quad.String(text), Lang: string(tag)}, nil
		}
		return quad.TypedString{Value: quad.String(text), Type: quad.IRI(tag)}, nil
	case kindInt:
		if len(rest) == 8 {
			return quad.Int(binary.BigEndian.Uint64(rest)), nil
		}
	case kindFloat:
		if len(rest) == 8 {
			return quad.Float(math.Float64frombits(binary.BigEndian.Uint64(rest))), nil
		}
	case kindTrue, kindFalse:
		if len(rest) == 0 {
			return quad.Bool(kind == kindTrue), nil
		}
	case kindTime:
		var t time.Time
		if err := t.UnmarshalBinary(rest); err == nil {
			return quad.Time(t), nil
		}
	}
	return nil, fmt.Errorf("%w: malformed value of kind %q", ErrCorrupt, kind)
}

// maxName is the number of bytes up to which a plain or language-tagged string
// is taken for something that might be looked up by its beginning.
const maxName = 128

// SearchText is the text by which an encoded value can be searched, if it can be.
func SearchText(key string) (string, bool) {
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
