package extract

import "slices"

// predicating verbs say of their object what it is found, left or held to be;
// behind another verb an adjective is a slip of the parser.
var predicating = words("find hold leave declare deem consider call make keep render judge rule pronounce think believe prove get turn set drive paint want like need " +
	"shoot beat knock strike burn bury cut push let see hear feel report list presume assume confirm brand label")

// predicative returns what verb v says of its object, or of the subject of its
// passive: "found X guilty", "was left injured", "taken hostage"; of an
// intransitive, of its subject: "went missing". It returns none for a verb
// without one.
func (t *tree) predicative(v int32) int32 {
	k := t.child(v, "xcomp")
	if k == none || t.has(k, "nsubj", "cop", "mark", "aux", "aux:pass") {
		return none
	}
	word, object := t.lemma(v), t.has(v, "obj")
	switch {
	case word == "take" && captives[t.lemma(k)] && (object || t.passive(v)):
		return k
	case becoming[word] && !object && !t.passive(v):
		if t.pos(k, "ADJ") || t.form(k) == "missing" {
			return k
		}
		return none
	case !predicating[word] || !object && !t.passive(v):
		return none
	case t.pos(k, "ADJ"):
		return k
	case t.tok[k].Tag == "VBN" && (word == "leave" || word == "find"):
		return k
	}
	return none
}

// withPredicative adds to the word of verb v what it says of its object: "found
// X not guilty" is no find, and is read as the one verb "find-not-guilty". What
// belongs to the adjective ("of fraud", "by a court") becomes the verb's.
func (r *reader) withPredicative(f *frame, word string) string {
	k := r.predicative(f.head)
	if k == none {
		return r.setPhrase(f, word)
	}
	if f.passive && (complements[word] == suspects || speech[word] != 0) { // "is believed responsible"
		return word
	}
	r.spent[k] = true
	inner := r.frame(k)
	f.obl = append(f.obl, inner.obl...)
	f.agent = append(f.agent, inner.agent...)
	if r.form(k) == "missing" { // "went missing on a flight to X": not to X
		f.obl = slices.DeleteFunc(f.obl, func(o arg) bool { return o.prep == "to" || o.prep == "from" || o.prep == "into" })
	}
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

// setPhrase returns the word of a verb that is one with what stands beside it:
// "have in custody" is no having, and a part owned is not the whole.
func (r *reader) setPhrase(f *frame, word string) string {
	switch word {
	case "have", "hold", "take", "keep":
		for i, o := range f.obl {
			if r.lemma(o.tok) == "custody" && (o.prep == "in" || o.prep == "into") {
				f.obl = slices.Delete(f.obl, i, i+1)
				return predicate(word, o.prep, "custody")
			}
		}
	case "own":
		if f.passive && f.head > 0 && fraction(r.lemma(f.head-1)) {
			for i, a := range f.subj { // "it is 29 percent owned": the parser makes the percentage the head
				if a.tok == f.head-1 && r.copular(a.tok) {
					f.subj = append(via(r.subjects(a.tok, 0), participial), f.subj[i+1:]...)
					break
				}
			}
			return "hold-stake-in"
		}
	}
	return word
}

// fraction reports whether what is owned to that degree is owned in part.
func fraction(w string) bool {
	switch w {
	case "pct", "percent", "%", "cent", "half", "partly", "partially":
		return true
	}
	return false
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
