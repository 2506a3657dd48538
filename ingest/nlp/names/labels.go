package names

import "dateline/ingest/nlp"

// A Type is what models tell apart; rules make classes of it.
type Type uint8

// The types that the model knows.
const (
	Person Type = iota
	Organization
	Location
	Event
	Product
)

// Labels are BILOU: 0 is outside; a name of type k begins with 1+4k, goes on
// with 2+4k, ends with 3+4k, or is the one token 4+4k.
const (
	outside = 0
	begin   = 1
	inside  = 2
	last    = 3
	unit    = 4
)

func label(t Type, part int) uint8 { return uint8(4*int(t) + part) }

// An Example is a text and, for every token, the labels that it may have: one
// where an annotator said it, several where the source is silent about some
// types, all where nothing is known. Models of names are learned from them.
type Example struct {
	Document *nlp.Document
	Allowed  []Set
}

// A Set is a set of labels, one bit each.
type Set uint32

// Sets of labels: no name, or any part of a name of a type.
const (
	Outside       Set = 1 << outside
	Persons       Set = 0xF << (4*Person + 1)
	Organizations Set = 0xF << (4*Organization + 1)
	Locations     Set = 0xF << (4*Location + 1)
	Events        Set = 0xF << (4*Event + 1)
	Products      Set = 0xF << (4*Product + 1)
)

// Name writes into sets, one for each token of a name, the labels of a name
// of one of the types.
func Name(sets []Set, list ...Type) {
	for i := range sets {
		part := inside
		switch {
		case len(sets) == 1:
			part = unit
		case i == 0:
			part = begin
		case i == len(sets)-1:
			part = last
		}
		sets[i] = 0
		for _, t := range list {
			sets[i] |= 1 << label(t, part)
		}
	}
}
