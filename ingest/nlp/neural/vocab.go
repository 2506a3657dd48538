package neural

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// vocabulary finds word pieces. It is an open-addressing table that is asked
// for each prefix of what is left of a word, longest first; the hash of a
// prefix is made of that of the one before.
type vocabulary struct {
	pieces       []string // by id, "##" taken off those that continue a word
	inside       []bool   // by id: it continues a word
	table        []slot
	longest      int // bytes of the longest piece
	unknown      uint16
	begin, close uint16 // [CLS], [SEP]
}

// slot is a piece of the table; one with hash 0 is empty.
type slot struct {
	hash uint32
	id   uint16
}

const maxPieces = 1 << 16

// newVocabulary reads pieces, one a line, in the order of their ids.
func newVocabulary(text string) (vocabulary, error) {
	lines := strings.Split(text, "\n")
	if len(lines) > maxPieces {
		return vocabulary{}, fmt.Errorf("vocabulary: %d pieces, at most %d", len(lines), maxPieces)
	}
	slots := 16
	for slots < 2*len(lines) {
		slots *= 2
	}
	v := vocabulary{table: make([]slot, slots)}
	special := map[string]*uint16{"[UNK]": &v.unknown, "[CLS]": &v.begin, "[SEP]": &v.close}
	for id, piece := range lines {
		if piece == "" || !utf8.ValidString(piece) {
			return vocabulary{}, fmt.Errorf("vocabulary: piece %d is %q", id, piece)
		}
		if to, ok := special[piece]; ok {
			*to = uint16(id)
			delete(special, piece)
		}
		rest, inside := strings.CutPrefix(piece, "##")
		if rest == "" { // the word "##" itself
			rest, inside = piece, false
		}
		if _, ok := v.find(hashOf(rest, inside), []byte(rest), inside); ok {
			return vocabulary{}, fmt.Errorf("vocabulary: piece %q is there twice", piece)
		}
		v.pieces, v.inside = append(v.pieces, rest), append(v.inside, inside)
		v.longest = max(v.longest, len(rest))
		h := hashOf(rest, inside)
		at := h & uint32(slots-1)
		for v.table[at].hash != 0 {
			at = (at + 1) & uint32(slots-1)
		}
		v.table[at] = slot{h, uint16(id)}
	}
	if len(special) > 0 {
		return vocabulary{}, errors.New("vocabulary: [UNK], [CLS] or [SEP] is missing")
	}
	return v, nil
}

func (v *vocabulary) size() int { return len(v.pieces) }

// find returns the id of a piece by its hash (see hashOf).
func (v *vocabulary) find(hash uint32, piece []byte, inside bool) (uint16, bool) {
	mask := uint32(len(v.table) - 1)
	for at := hash & mask; v.table[at].hash != 0; at = (at + 1) & mask {
		if s := v.table[at]; s.hash == hash && v.inside[s.id] == inside && v.pieces[s.id] == string(piece) {
			return s.id, true
		}
	}
	return 0, false
}

// The hash of no bytes, by whether the piece continues a word.
func seed(inside bool) uint32 {
	if inside {
		return 0x9E3779B9
	}
	return 0x811C9DC5
}

// next is the hash of a piece with one more byte.
func next(h uint32, c byte) uint32 { return (h ^ uint32(c)) * 0x01000193 }

// finish spreads a hash over its low bits; it is never 0.
func finish(h uint32) uint32 {
	h ^= h >> 15
	h *= 0x2C1B3C6D
	return max(h^h>>13, 1)
}

func hashOf(piece string, inside bool) uint32 {
	h := seed(inside)
	for i := range len(piece) {
		h = next(h, piece[i])
	}
	return finish(h)
}

// longestPart is how many characters a part of a word may have: longer ones
// are unknown.
const longestPart = 100

// part appends the pieces of a part of a word, at most room of them, by
// greedy longest match. hashes is scratch, at least as long as the longest piece.
func (v *vocabulary) part(dst []uint16, part []byte, room int, hashes []uint32) []uint16 {
	begin := len(dst)
	if utf8.RuneCount(part) > longestPart {
		return append(dst, v.unknown)
	}
	for inside := false; len(part) > 0; inside = true {
		n := min(len(part), v.longest)
		h := seed(inside)
		for i, c := range part[:n] {
			h = next(h, c)
			hashes[i] = h
		}
		found := false
		for ; n > 0 && !found; n-- {
			if n < len(part) && !utf8.RuneStart(part[n]) {
				continue
			}
			var id uint16
			if id, found = v.find(finish(hashes[n-1]), part[:n], inside); found {
				dst, part = append(dst, id), part[n:]
			}
		}
		if !found {
			return append(dst[:begin], v.unknown)
		}
	}
	// Only a part that matches to its end has pieces at all.
	return dst[:min(len(dst), begin+room)]
}
