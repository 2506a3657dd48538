package extract

import "dateline/ingest/nlp"

// speaker returns who nominal i, the subject of a speech verb, is. A pronoun
// that coreference left open is the speaker before it, if that one fits: "...,
// the ministry said. It added ...".
func (r *reader) speaker(i int32) []filler {
	f := r.resolve(i)
	if !r.pos(i, "PRON") || f != nil && !r.trailing(i) {
		return f
	}
	if r.classOf(i) == nlp.EventName { // events do not speak
		f = nil
	}
	fits := func(c nlp.Class) bool { return false }
	switch r.lemma(i) {
	case "it":
		fits = func(c nlp.Class) bool { return c == nlp.Organization || c == nlp.Country || c == nlp.Facility }
	case "he", "she":
		fits = func(c nlp.Class) bool { return c == nlp.Person }
	case "they":
		fits = func(c nlp.Class) bool { return c == nlp.Group }
	}
	best, at := none, none
	s := r.sentence[i]
	for n := 0; s > 0 && n < 2; { // speech verbs of this sentence and the two before; repetitions do not count
		if s--; !r.doc.Sentences[s].Skip {
			n++
		}
	}
	first := r.doc.Sentences[s].First
	for v := first; v < i; v++ {
		if r.doc.Sentences[r.sentence[v]].Skip {
			continue
		}
		for _, k := range r.saying[v] {
			for _, a := range r.sources[k].speakers {
				if a.tok < i && a.tok >= first && a.tok > at && !r.pos(a.tok, "PRON") {
					best, at = a.tok, a.tok
				}
			}
		}
	}
	if best == none || !fits(r.classOf(best)) || r.sentence[i] == r.sentence[best] || f != nil && r.lemma(i) != "it" {
		return f
	}
	f = r.resolve(best)
	for n := range f {
		f[n].cost += 10
		f[n].span = r.phraseSpan(i)
	}
	return f
}

// trailing reports whether pronoun i is the subject of a speech verb after
// what is said: "..., it added".
func (r *reader) trailing(i int32) bool {
	v := r.head(i)
	for _, k := range r.saying[v] {
		if r.sources[k].content < i {
			return true
		}
	}
	return false
}
