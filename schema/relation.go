package schema

// A Relation is one canonical relation of the closed vocabulary: what a
// direct edge carries when the mapping from words is sure.
type Relation struct {
	Name       string // "spoke-with": past form for what happened, present for what holds
	Definition string
	Symmetric  bool
	Lasting    bool    // what holds, as against what happened at a time
	Inverse    string  // the other way round, as one reads it ("was struck by"); "" if symmetric
	Domain     []Class // classes of the subject; nil for any actor
	Range      []Class // classes of the object; nil for anything
	Type       EventType
	Mode       string
	Example    string // a sentence of our own
}

// FindRelation returns the canonical relation of this name.
func FindRelation(name string) (Relation, bool) {
	for _, r := range Relations {
		if r.Name == name {
			return r, true
		}
	}
	return Relation{}, false
}
