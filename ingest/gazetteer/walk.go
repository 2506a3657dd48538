package gazetteer

import "strings"

// Kind is a set of the tables that know a name.
type Kind uint16

// The kinds of name that a walk can find.
const (
	CountryName Kind = 1 << iota
	DemonymName
	SeatName // capitals
	BodyName
	OrganizationName
	RegionName
	StateName
	CityName
	BigCityName // a city of 300,000 people or more, or a capital
	FacilityName
	NamedEvent
	RoleName
	TitleName
	GivenNameOf
	inside // some name goes on after this
)

// A Walk is the state of a look-up of several words, one after the other. The
// zero Walk has seen none.
type Walk struct {
	folded, exact uint64
	upper         bool // a capital or a digit was seen
}

// slot is a name or the beginning of one, by hash of its key. With 64 bits
// and 100,000 names a false hit is not to be expected in a lifetime.
type slot struct {
	hash  uint64
	kinds Kind
}

// index is an open-addressed hash table, built once.
type index struct {
	slots []slot
	mask  uint64
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
	exactSeed = 0x9e3779b97f4a7c15 // keeps "US" and "us" apart
)

func hash(h uint64, s string) uint64 {
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return h
}

func hashLower(h uint64, s string) uint64 {
	for i := range len(s) {
		b := s[i]
		if 'A' <= b && b <= 'Z' {
			b += 'a' - 'A'
		}
		h = (h ^ uint64(b)) * fnvPrime
	}
	return h
}

func (x *index) find(h uint64) Kind {
	for i := h & x.mask; ; i = (i + 1) & x.mask {
		if s := x.slots[i]; s.hash == h || s.hash == 0 {
			return s.kinds
		}
	}
}

func (x *index) put(h uint64, k Kind) {
	for i := h & x.mask; ; i = (i + 1) & x.mask {
		s := &x.slots[i]
		if s.hash == h || s.hash == 0 {
			s.hash = h
			s.kinds |= k
			return
		}
	}
}

// enter puts a key and everywhere that a token of it could end.
func (x *index) enter(key string, k Kind) {
	h := uint64(fnvOffset)
	if isAcronym(key) {
		h ^= exactSeed
	}
	for i := range len(key) {
		if i > 0 && (boundary(key[i]) || boundary(key[i-1]) && key[i-1] != ' ') {
			x.put(h, inside)
		}
		h = (h ^ uint64(key[i])) * fnvPrime
	}
	x.put(h, k)
}

// boundary reports whether tokens may be cut at b.
func boundary(b byte) bool {
	switch b {
	case ' ', '-', '\'', '.', ',', '/', '&', '+', '(', ')', '!':
		return true
	}
	return false
}

// index enters all names.
func (t *Table) index() {
	const size = 1 << 18 // twice what is entered, and room to grow
	x := &t.words
	x.slots, x.mask = make([]slot, size), size-1
	enter(x, t.byCountry, CountryName)
	enter(x, t.byDemonym, DemonymName)
	enter(x, t.bySeat, SeatName)
	enter(x, t.byBody, BodyName)
	enter(x, t.byOrganization, OrganizationName)
	enter(x, t.byRegion, RegionName)
	enter(x, t.byState, StateName)
	enter(x, t.byFacility, FacilityName)
	enter(x, t.byEvent, NamedEvent)
	enter(x, t.byTitle, TitleName)
	enter(x, t.byGiven, GivenNameOf)
	enter(x, t.byRole, RoleName)
	big := map[string]bool{}
	previous := ""
	for i := range t.cities.lines {
		key := t.cities.key(i)
		if key == previous {
			continue // the largest of a name comes first
		}
		previous = key
		k := CityName
		if t.cities.large(i) {
			k |= BigCityName
			big[key] = true
		}
		x.enter(key, k)
	}
	for spelling, key := range t.byExonym {
		k := CityName
		if big[key] {
			k |= BigCityName
		}
		x.enter(spelling, k)
	}
}

// enter puts all keys of a table. The order does not matter: kinds add up.
func enter[V any](x *index, table map[string]V, k Kind) {
	for key := range table {
		x.enter(key, k)
	}
}

// Next goes on by one token; space says whether blanks stand before it in the
// text, which counts from the second token on. It returns the kinds of names
// that end here and whether some name goes on. Names written in lower case
// are found only if they are role nouns.
func (t *Table) Next(w Walk, token string, space bool) (next Walk, kinds Kind, more bool) {
	if w.folded == 0 {
		w.folded, w.exact = fnvOffset, fnvOffset^uint64(exactSeed)
	} else if space {
		w.folded, w.exact = hash(w.folded, " "), hash(w.exact, " ")
	}
	if !ascii(token) {
		token = strip(token)
		if !ascii(token) {
			token = strings.ToLower(token)
		}
	}
	if !w.upper {
		for i := range len(token) {
			if b := token[i]; 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' {
				w.upper = true
				break
			}
		}
	}
	w.folded, w.exact = hashLower(w.folded, token), hash(w.exact, token)
	folded, exact := t.words.find(w.folded), t.words.find(w.exact)
	kinds = folded | exact
	more = kinds&inside != 0
	if !w.upper {
		kinds &= RoleName
	}
	return w, kinds &^ inside, more
}
