package coref

import (
	"slices"
	"sort"
	"strings"

	"dateline/ingest/nlp"
)

// A set is several entities that the text puts together: the conjuncts of one
// phrase, or the parties to one meeting.
type set struct {
	lead    int32 // token: the first conjunct, or the first party
	last    int32 // token after the last of them
	sent    int32
	members []int32
	joined  bool // by "and" in one phrase
}

// findSets collects the sets of the document in text order.
func (r *reading) findSets() {
	for i := range r.doc.Tokens {
		i := int32(i)
		if r.doc.Sentences[r.sent[i]].Skip {
			continue
		}
		if s, ok := r.conjuncts(i); ok {
			r.sets = append(r.sets, s)
		}
		if s, ok := r.parties(i); ok {
			r.sets = append(r.sets, s)
		}
	}
	r.adjacentPairs()
	slices.SortStableFunc(r.sets, func(a, b set) int { return int(a.last - b.last) })
}

// conjuncts returns the set "A, B and C" whose first conjunct is i. Words
// joined by or make none, nor does a phrase of which a part is unknown.
func (r *reading) conjuncts(i int32) (set, bool) {
	if !nominal(r.tok(i).POS) || r.tok(i).Rel == "conj" {
		return set{}, false
	}
	s := set{lead: i, sent: r.sent[i], joined: true}
	first := r.mentionAt(i)
	if first < 0 {
		return set{}, false
	}
	s.add(r.entityOf(first))
	s.last = r.ments[first].Last
	and := false
	for _, c := range r.kids(i) {
		if r.tok(c).Rel != "conj" {
			continue
		}
		for _, cc := range r.kids(c) {
			if r.rel(cc) == "cc" {
				switch r.lower[cc] {
				case "and", "&":
					and = true
				case "or", "nor", "but":
					return set{}, false
				}
			}
		}
		k := r.mentionAt(c)
		if k < 0 || r.entityOf(k) < 0 {
			return set{}, false
		}
		s.add(r.entityOf(k))
		s.last = max(s.last, r.ments[k].Last)
	}
	// Headlines join by a comma alone: "Trump, Putin discuss Syria".
	return s, len(s.members) > 1 && (and || int(r.tok(s.last-1).End) <= r.doc.Title)
}

// adjacentPairs finds the pairs of names that only "and" and a title stand
// between ("Merkel and her French counterpart Macron"), whatever the tree says.
func (r *reading) adjacentPairs() {
	type pair struct{ sent, a, b int32 }
	known := make(map[pair]bool)
	for _, s := range r.sets {
		for i, a := range s.members {
			for _, b := range s.members[i+1:] {
				known[pair{s.sent, a, b}] = s.joined
			}
		}
	}
	last := int32(-1)
	for k := range r.ments {
		m := &r.ments[k]
		if m.Kind != nlp.Name || m.ent < 0 || m.Class == nlp.Nationality {
			continue
		}
		a := last
		last = int32(k)
		if a < 0 || r.ments[a].sent != m.sent || r.ments[a].Last >= m.First || r.lower[r.ments[a].Last] != "and" {
			continue
		}
		start := m.First
		if m.Class == nlp.Person {
			start, _ = r.titleBefore(m.First)
		}
		for start-1 > r.ments[a].Last && (r.tok(start-1).POS == "DET" || r.tok(start-1).Tag == "PRP$") {
			start--
		}
		if start-1 != r.ments[a].Last || base(r.tok(m.top).Rel) == "nsubj" && r.tok(m.top).Head != r.ments[a].gov {
			continue
		}
		x, y := r.entityOf(a), r.entityOf(int32(k))
		if x == y || !r.alike(x, y) || r.lower[max(0, r.ments[a].First-1)] == "," {
			continue
		}
		if !known[pair{m.sent, x, y}] {
			r.sets = append(r.sets, set{lead: r.ments[a].top, last: m.Last, sent: m.sent, members: []int32{x, y}, joined: true})
		}
	}
}

func (s *set) add(e int32) {
	if e >= 0 && !slices.Contains(s.members, e) {
		s.members = append(s.members, e)
	}
}

// mentionAt returns the mention that token i heads or is in the name of.
func (r *reading) mentionAt(i int32) int32 {
	if k := r.headed[i]; k >= 0 {
		return k
	}
	return r.nameAt[i]
}

// parties returns the two sides of a verb that holds between its subject and
// its object or partner: "Merkel met Macron", "Kerry spoke with Lavrov".
func (r *reading) parties(v int32) (set, bool) {
	if r.tok(v).POS != "VERB" || r.trait(v)&reciprocal == 0 {
		return set{}, false
	}
	subj := r.subject(v)
	if subj < 0 || r.mentionAt(subj) < 0 {
		return set{}, false
	}
	for _, k := range r.kids(v) {
		switch r.rel(k) {
		case "obj":
			switch r.lemma(v) {
			case "meet", "fight", "marry", "divorce", "consult":
			default:
				continue // what is discussed is no party
			}
		case "obl":
			if p := r.caseOf(k); p != "with" && p != "to" {
				continue
			}
		default:
			continue
		}
		o := r.mentionAt(k)
		if o < 0 || r.entityOf(o) < 0 {
			continue
		}
		s := set{lead: subj, last: r.ments[o].Last, sent: r.sent[v]}
		a := r.entityOf(r.mentionAt(subj))
		if a < 0 || !r.alike(a, r.entityOf(o)) {
			continue
		}
		s.add(a)
		s.add(r.entityOf(o))
		return s, len(s.members) == 2
	}
	return set{}, false
}

// alike reports whether two entities are of a kind that meets: two people, or
// two countries, governments or organizations.
func (r *reading) alike(a, b int32) bool {
	x, y := r.ents[a].class, r.ents[b].class
	return x == nlp.Person && y == nlp.Person || collective(x) && collective(y)
}

func collective(c nlp.Class) bool {
	return c == nlp.Organization || c == nlp.Country
}

// groupPattern reads "the two leaders", "both countries", "the pair": how many
// members are meant and what they are. n is 0 if k is no such mention.
func (r *reading) groupPattern(k int32) (n int, kind trait) {
	m := &r.ments[k]
	if m.Kind != nlp.Nominal || r.limited(m.Head) {
		return 0, 0
	}
	head := r.lemma(m.Head)
	switch {
	case r.tok(m.Head).POS == "NUM", r.lower[m.Head] == "both":
		return 2, side
	case head == "pair" || head == "duo":
		if r.definite(k) {
			return 2, side
		}
		return 0, 0
	case head == "couple":
		if r.definite(k) {
			return 2, person
		}
		return 0, 0
	}
	if m.number != plural {
		return 0, 0
	}
	count, definite := 0, false
	for _, i := range r.kids(m.Head) {
		if i > m.Head {
			break
		}
		switch r.lower[i] {
		case "both":
			count, definite = 2, true
		case "two", "three", "four":
			count = map[string]int{"two": 2, "three": 3, "four": 4}[r.lower[i]]
		case "the", "these", "those":
			definite = true
		case "other", "first", "last", "new", "next":
			return 0, 0
		default:
			if b := r.rel(i); b == "compound" || b == "nmod" || b == "amod" && r.nameAt[i] >= 0 {
				return 0, 0
			}
		}
	}
	if !definite || count == 0 && head != "side" {
		return 0, 0
	}
	if count == 0 {
		count = 2
	}
	tr := r.trait(m.Head)
	return count, tr & (statesman | state | company | side | person)
}

// ofKind reports whether entity e can be a member of such a group.
func (r *reading) ofKind(e int32, kind trait) bool {
	x := &r.ents[e]
	if x.number == plural || len(x.members) > 0 {
		return false
	}
	switch {
	case kind&side != 0:
		return x.class == nlp.Person || collective(x.class)
	case kind&(statesman|person) != 0 && x.class == nlp.Person:
		return true
	case kind&state != 0 && (x.class == nlp.Country || x.governs):
		return true
	case kind&company != 0 && x.class == nlp.Organization && !x.governs:
		return true
	}
	return false
}

// setsBefore returns how many sets end before token i.
func (r *reading) setsBefore(i int32) int {
	return sort.Search(len(r.sets), func(k int) bool { return r.sets[k].last > i })
}

// groupWindow is how many sentences back the members of a group may stand.
const groupWindow = 3

// resolveGroup finds the members of "the two leaders": the last set of that
// size and kind, else the only entities of that kind in the sentences before.
func (r *reading) resolveGroup(k int32) {
	n, kind := r.groupPattern(k)
	if n == 0 || kind == 0 {
		return
	}
	m := &r.ments[k]
	if r.lemma(m.Head) == "couple" {
		if pair := r.spouses(k); pair != nil {
			r.group(k, pair)
		}
		return
	}
	// A group of that size and kind that was spoken of before.
	for o := k - 1; o >= 0 && m.sent-r.ments[o].sent <= 2*groupWindow; o-- {
		if e := r.entityOf(o); e >= 0 && len(r.ents[e].members) == n && len(r.kindred(r.ents[e].members, kind)) == n {
			r.group(k, r.ents[e].members)
			return
		}
	}
	for i := r.setsBefore(m.First) - 1; i >= 0 && m.sent-r.sets[i].sent <= groupWindow; i-- {
		s := &r.sets[i]
		if len(s.members) != n || r.within(s.lead, m.Head) {
			continue
		}
		if members := r.kindred(s.members, kind); len(members) == n {
			r.group(k, members)
			return
		}
	}
	if p := r.tok(m.Head).POS; p != "NOUN" && p != "PROPN" {
		return // "both" alone means what was just put together
	}
	if near := r.nearest(k, n, kind); near != nil && (kind&side == 0 || r.alike(near[0], near[1])) {
		r.group(k, near)
	}
}

// spouses returns the last two people before mention k that are a couple: "Harry
// and his wife Meghan", else a man and a woman in one phrase of the sentence
// before.
func (r *reading) spouses(k int32) []int32 {
	m := &r.ments[k]
	for o := k - 1; o >= 0 && m.sent-r.ments[o].sent <= groupWindow; o-- {
		i := r.ments[o].Head
		switch r.lower[i] {
		case "his", "her":
		default:
			continue
		}
		h := r.tok(i).Head
		if h < 0 || r.tok(i).Rel != "nmod:poss" {
			continue
		}
		switch r.lemma(h) {
		case "wife", "husband", "spouse", "fiancee", "fiance", "girlfriend", "boyfriend", "bride":
		default:
			continue
		}
		a, other := r.entityOf(o), r.mentionAt(h)
		if other < 0 { // the noun is a title: "his wife Meghan"
			if next := h + 1; int(next) < len(r.nameAt) {
				other = r.nameAt[next]
			}
		}
		if a >= 0 && other >= 0 && r.entityOf(other) >= 0 && r.entityOf(other) != a {
			return []int32{a, r.entityOf(other)}
		}
	}
	for i := r.setsBefore(m.First) - 1; i >= 0 && m.sent-r.sets[i].sent <= 1; i-- {
		s := &r.sets[i]
		if pair := r.kindred(s.members, person); s.joined && len(pair) == 2 {
			if a, b := r.ents[pair[0]].gender, r.ents[pair[1]].gender; a != b || a == 0 {
				return pair
			}
		}
	}
	return nil
}

// nearest goes back sentence by sentence until n entities of the kind are
// named; nil if a sentence brings too many, or too few are found. Of a country
// and what acts for it only the country counts.
func (r *reading) nearest(k int32, n int, kind trait) []int32 {
	m := &r.ments[k]
	var near []int32
	for o := k - 1; ; o-- {
		if o < 0 || o+1 < k && r.ments[o].sent != r.ments[o+1].sent {
			if len(near) == n {
				slices.Reverse(near)
				return near
			}
			if o < 0 || len(near) > n || m.sent-r.ments[o].sent > groupWindow {
				return nil
			}
		}
		e := r.entityOf(o)
		if e < 0 || r.ents[e].name == "" || r.nested(r.ments[o].Head, m.Head) || !r.ofKind(e, kind) || slices.Contains(near, e) {
			continue
		}
		x, y := &r.ents[e], &r.ments[o]
		if kind&side != 0 && x.class != nlp.Country && !x.governs {
			continue
		}
		if base(y.rel) == "nsubj" && y.gov >= 0 && r.within(m.Head, y.gov) {
			continue // who urges both sides is none of them
		}
		same := slices.IndexFunc(near, func(f int32) bool {
			y := &r.ents[f]
			return x.ref != "" && x.ref == y.ref && (x.governs || y.governs)
		})
		switch {
		case same < 0:
			near = append(near, e)
		case x.class == nlp.Country:
			near[same] = e
		}
	}
}

// kindred returns the members of a set if all are of the kind, nil otherwise.
func (r *reading) kindred(members []int32, kind trait) []int32 {
	out := make([]int32, 0, len(members))
	for _, e := range members {
		e = r.find(e)
		if !r.ofKind(e, kind) {
			return nil
		}
		if !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// group makes mention k, or the chain it is in, the group of the members; a
// group of the same members is the same chain.
func (r *reading) group(k int32, members []int32) {
	e := r.groupOf(members)
	m := &r.ments[k]
	if m.ent >= 0 {
		own := r.find(m.ent)
		r.ents[own].members = members
		r.ents[own].class = nlp.Group
		e = r.join(own, e)
		r.ents[e].members = members
		r.ents[e].class, r.ents[e].number = nlp.Group, plural
		return
	}
	r.attach(k, e)
}

// groupOf returns the entity that stands for the members together.
func (r *reading) groupOf(members []int32) int32 {
	ids := make([]int32, len(members))
	for i, e := range members {
		ids[i] = r.find(e)
	}
	slices.Sort(ids)
	var key strings.Builder
	for _, e := range ids {
		key.WriteString(itoa(e))
		key.WriteByte(' ')
	}
	if e, ok := r.groups[key.String()]; ok {
		return r.find(e)
	}
	e := int32(len(r.ents))
	r.ents = append(r.ents, entity{class: nlp.Group, number: plural, members: members, pronoun: -1, into: -1})
	r.groups[key.String()] = e
	return e
}
