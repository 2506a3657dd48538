package nlp

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
)

// A Lexicon maps hashes to numbers. It is an open-addressing table in flat
// bytes, used as it lies in the model file, and safe for concurrent use. Two
// words in 2^32 or so are taken for each other.
type Lexicon struct {
	slots int
	b     []byte // for each slot: 4 bytes of key (never 0; 0 is empty), 4 of value
}

// NewLexicon returns the lexicon that is kept in a model's section.
func NewLexicon(m *Model, section string) (Lexicon, error) {
	b, err := m.Section(section)
	if err != nil {
		return Lexicon{}, err
	}
	slots := len(b) / 8
	if len(b)%8 != 0 || slots == 0 || slots&(slots-1) != 0 {
		return Lexicon{}, fmt.Errorf("model %s: section %s: %d bytes are no lexicon", m.Step, section, len(b))
	}
	return Lexicon{slots: slots, b: b}, nil
}

// Get returns the number of the hash.
func (l Lexicon) Get(h uint64) (uint32, bool) {
	key, at := lexiconKey(h), int(h>>32)&(l.slots-1)
	for range l.slots {
		x := binary.LittleEndian.Uint64(l.b[at*8 : at*8+8])
		if uint32(x) == key {
			return uint32(x >> 32), true
		}
		if x == 0 {
			return 0, false
		}
		at = (at + 1) & (l.slots - 1)
	}
	return 0, false
}

// LexiconSection returns entries as a section for NewLexicon.
func LexiconSection(entries map[uint64]uint32) []byte {
	slots := 8
	for slots < len(entries)*3/2 {
		slots *= 2
	}
	b := make([]byte, slots*8)
	for _, h := range slices.Sorted(maps.Keys(entries)) {
		at := int(h>>32) & (slots - 1)
		for binary.LittleEndian.Uint32(b[at*8:]) != 0 {
			at = (at + 1) & (slots - 1)
		}
		binary.LittleEndian.PutUint32(b[at*8:], lexiconKey(h))
		binary.LittleEndian.PutUint32(b[at*8+4:], entries[h])
	}
	return b
}

func lexiconKey(h uint64) uint32 { return max(uint32(h), 1) }
