package extract

import (
	"cmp"
	"slices"

	"dateline/ingest/nlp"
	"dateline/schema"
)

// ofGroup returns the members of chain c, or the entity it is.
func (e *entities) ofGroup(c int32, span schema.Span, cost, depth int) []filler {
	if id := e.linkedTo(c); id != "" {
		return []filler{{entity: id, span: span, cost: cost}}
	}
	if depth > 3 {
		return nil
	}
	if x := &e.doc.Chains[c]; x.Class == nlp.Nationality {
		return e.country(x.Ref, span, cost+2)
	}
	var out []filler
	for _, m := range e.doc.Chains[c].Members {
		out = append(out, e.ofGroup(m, span, cost+5, depth+1)...)
	}
	if out != nil && e.counted(c) { // "four people, including X": the others as well
		if id := e.nameChain(c); id != "" {
			out = append(out, filler{entity: id, span: span, cost: cost + 5})
		}
	}
	if out != nil {
		return out
	}
	id, ok := e.ofChain[c]
	if !ok {
		id = e.nameChain(c)
		e.ofChain[c] = id
	}
	if id == "" {
		return nil
	}
	return []filler{{entity: id, span: span, cost: cost + 5}}
}

// counted reports whether a group is more than the members that the text
// names: it has a number and an including-phrase.
func (e *entities) counted(c int32) bool {
	for _, m := range e.doc.Chains[c].Mentions {
		h := e.doc.Mentions[m].Head
		if e.has(h, "nummod") && e.pos(h, "NOUN") {
			for _, k := range e.children(h) {
				if p := e.prep(k); p == "including" || p == "include" || e.form(k) == "including" {
					return true
				}
			}
		}
	}
	return false
}

// likeGroup returns the members of the last group called by the same noun
// before token i: "both leaders" after "the two leaders".
func (e *entities) likeGroup(i int32, span schema.Span) []filler {
	if d := e.child(i, "det", "nummod"); d == none || e.lemma(d) != "both" && e.lemma(d) != "two" && e.lemma(d) != "three" {
		return nil
	}
	best := int32(-1)
	last, _ := slices.BinarySearchFunc(e.doc.Mentions, i, func(m nlp.Mention, i int32) int { return cmp.Compare(m.First, i) })
	for k := max(last-300, 0); k < last; k++ { // a few paragraphs
		m := &e.doc.Mentions[k]
		if m.Head < i && m.Chain >= 0 && len(e.doc.Chains[m.Chain].Members) > 0 && e.lemma(m.Head) == e.lemma(i) {
			best = m.Chain
		}
	}
	if best < 0 {
		return nil
	}
	return e.ofGroup(best, span, 8, 0)
}
