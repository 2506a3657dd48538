package extract

// predicating verbs say of their object what it is found, left or held to be;
// behind another verb an adjective is a slip of the parser.
var predicating = words("find hold leave declare deem consider call make keep render judge rule pronounce think believe prove get turn set drive paint want like need " +
	"shoot beat knock strike burn bury cut push let see hear feel report list presume assume confirm brand label")

// predicative returns what verb v says of its object, or of the subject of its
// passive: "found X guilty", "was left injured". It returns none for a verb
// without one.
func (t *tree) predicative(v int32) int32 {
	k := t.child(v, "xcomp")
	if k == none || !predicating[t.lemma(v)] || t.has(k, "nsubj", "cop", "mark", "aux", "aux:pass") || !t.passive(v) && !t.has(v, "obj") {
		return none
	}
	switch {
	case t.pos(k, "ADJ"):
		return k
	case t.tok[k].Tag == "VBN" && (t.lemma(v) == "leave" || t.lemma(v) == "find"):
		return k
	}
	return none
}

// withPredicative adds to the word of verb v what it says of its object: "found
// X not guilty" is no find, and is read as the one verb "find-not-guilty". What
// belongs to the adjective ("of fraud", "by a court") becomes the verb's.
func (r *reader) withPredicative(f *frame, word string) string {
	k := r.predicative(f.head)
	if k == none || f.passive && (complements[word] == suspects || speech[word] != 0) { // "is believed responsible"
		return word
	}
	r.spent[k] = true
	inner := r.frame(k)
	f.obl = append(f.obl, inner.obl...)
	f.agent = append(f.agent, inner.agent...)
	if f.passive {
		for i := len(f.obl) - 1; i >= 0; i-- {
			if o := f.obl[i]; o.prep == "by" && !r.temporal(o.tok) {
				f.agent = append(f.agent, o)
				f.obl = append(f.obl[:i], f.obl[i+1:]...)
			}
		}
	}
	return predicate(word, r.adjective(k))
}

// adjective returns the form of a predicative, with its negation.
func (r *reader) adjective(k int32) string {
	switch {
	case k == none:
		return ""
	case r.negator(k) != none:
		return predicate("not", r.form(k))
	}
	return r.form(k)
}
