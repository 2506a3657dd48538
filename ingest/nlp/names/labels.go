package names

import "dateline/ingest/nlp"

// A Type is what the model tells apart; rules make classes of it.
type Type uint8

// The types that the model knows.
const (
	Person Type = iota
	Organization
	Location
	Event
	Product
	types
)

// Labels are BILOU: 0 is outside; a name of type k begins with 1+4k, goes on
// with 2+4k, ends with 3+4k, or is the one token 4+4k.
const (
	outside = 0
	begin   = 1
	inside  = 2
	last    = 3
	unit    = 4
	labels  = 1 + 4*int(types)
)

func label(t Type, part int) uint8 { return uint8(4*int(t) + part) }

// typeOf is the type of a label that is not outside.
func typeOf(l uint8) Type { return Type((l - 1) / 4) }

// partOf is begin, inside, last or unit.
func partOf(l uint8) int { return int(l-1)%4 + 1 }

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
	all           Set = 1<<labels - 1
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

// classOf is the class of the names of a type.
func classOf(t Type) nlp.Class {
	return [types]nlp.Class{nlp.Person, nlp.Organization, nlp.Place, nlp.EventName, nlp.Product}[t]
}

// spans appends the names that a legal sequence of labels says.
func spans(dst []nlp.Span, labels []uint8, offset int32) []nlp.Span {
	var first int32
	for i, l := range labels {
		if l == outside {
			continue
		}
		at := offset + int32(i)
		switch partOf(l) {
		case begin:
			first = at
		case last:
			dst = append(dst, nlp.Span{First: first, Last: at + 1, Class: classOf(typeOf(l))})
		case unit:
			dst = append(dst, nlp.Span{First: at, Last: at + 1, Class: classOf(typeOf(l))})
		}
	}
	return dst
}
