package coref

import (
	"strings"

	"dateline/ingest/nlp"
)

// A tree is the dependency trees of a document, indexed for walking down as
// well as up.
type tree struct {
	doc   *nlp.Document
	start []int32 // the dependents of i are list[start[i]:start[i+1]], in text order
	list  []int32
	sent  []int32 // sentence of each token
	lower []string
}

func newTree(d *nlp.Document) tree {
	n := len(d.Tokens)
	flat := make([]int32, n+1+n+n)
	t := tree{doc: d, start: flat[: n+1 : n+1], list: flat[n+1 : 2*n+1 : 2*n+1], sent: flat[2*n+1:]}
	for i := range d.Tokens {
		if h := d.Tokens[i].Head; h >= 0 {
			t.start[h+1]++
		}
	}
	for i := range n {
		t.start[i+1] += t.start[i]
	}
	next := make([]int32, n)
	copy(next, t.start)
	for i := range d.Tokens {
		if h := d.Tokens[i].Head; h >= 0 {
			t.list[next[h]] = int32(i)
			next[h]++
		}
	}
	for s := range d.Sentences {
		for i := d.Sentences[s].First; i < d.Sentences[s].Last; i++ {
			t.sent[i] = int32(s)
		}
	}
	t.lower = make([]string, n)
	for i := range d.Tokens {
		t.lower[i] = strings.ToLower(d.Form(int32(i)))
	}
	return t
}

func (t *tree) kids(i int32) []int32 { return t.list[t.start[i]:t.start[i+1]] }

func (t *tree) tok(i int32) *nlp.Token { return &t.doc.Tokens[i] }

// lemma returns the lower-case lemma of token i.
func (t *tree) lemma(i int32) string {
	if l := t.doc.Tokens[i].Lemma; l != "" && l != "_" {
		return strings.ToLower(l)
	}
	return t.lower[i]
}

// base strips the subtype of a relation: "nsubj" of "nsubj:pass".
func base(rel string) string {
	if i := strings.IndexByte(rel, ':'); i >= 0 {
		return rel[:i]
	}
	return rel
}

// rel returns the relation of token i without its subtype.
func (t *tree) rel(i int32) string { return base(t.doc.Tokens[i].Rel) }

// kid returns the first dependent of i with the relation (without subtype),
// -1 if there is none.
func (t *tree) kid(i int32, rel string) int32 {
	for _, k := range t.kids(i) {
		if t.rel(k) == rel {
			return k
		}
	}
	return -1
}

// caseOf returns the first preposition of a nominal, "" without one.
// A possessive clitic is no preposition.
func (t *tree) caseOf(i int32) string {
	for _, k := range t.kids(i) {
		if t.rel(k) == "case" && t.tok(k).Tag != "POS" {
			return t.lower[k]
		}
	}
	return ""
}

// top walks from the head of a name up to the token that carries the phrase's
// place in the sentence: "Trump" hangs on "President" by flat in some trees.
// A token far away is another phrase.
func (t *tree) top(i int32) int32 {
	for range 8 {
		h := t.tok(i).Head
		if h < 0 || base(t.tok(i).Rel) != "flat" || h < i-3 || h > i+3 {
			return i
		}
		for k := min(i, h) + 1; k < max(i, h); k++ {
			if p := t.tok(k).POS; p == "CCONJ" || p == "PUNCT" && t.lower[k] == "," {
				return i
			}
		}
		i = h
	}
	return i
}

// site returns where a nominal stands in its clause: the token of its phrase
// that is no conjunct, its governor (-1 at the root) and the relation with its
// subtype.
func (t *tree) site(i int32) (lead, gov int32, rel string) {
	lead = t.top(i)
	for range 16 {
		tk := t.tok(lead)
		if tk.Rel != "conj" || tk.Head < 0 || !nominal(t.tok(tk.Head).POS) {
			break
		}
		lead = t.top(tk.Head)
	}
	return lead, t.tok(lead).Head, t.tok(lead).Rel
}

func nominal(pos string) bool {
	return pos == "NOUN" || pos == "PROPN" || pos == "PRON" || pos == "NUM"
}

// subject returns the subject of predicate v, its own or the one that it
// shares with the predicate it is coordinated with or controlled by; -1 if
// there is none.
func (t *tree) subject(v int32) int32 {
	for range 6 {
		for _, k := range t.kids(v) {
			if t.rel(k) == "nsubj" && t.tok(k).Rel != "nsubj:outer" {
				return k
			}
		}
		tk := t.tok(v)
		if tk.Head < 0 || tk.Rel != "conj" && tk.Rel != "xcomp" && tk.Rel != "parataxis" {
			return -1
		}
		if tk.Rel == "parataxis" {
			return -1
		}
		v = tk.Head
	}
	return -1
}

// within reports whether token i lies in the subtree of a.
func (t *tree) within(i, a int32) bool {
	for range 200 {
		if i == a {
			return true
		}
		if i < 0 {
			return false
		}
		i = t.tok(i).Head
	}
	return false
}

// clause returns the predicate that token i belongs to: the nearest governor
// that is a verb, has a copula or is the root.
func (t *tree) clause(i int32) int32 {
	for range 200 {
		h := t.tok(i).Head
		if h < 0 {
			return i
		}
		i = h
		if t.tok(i).POS == "VERB" && t.tok(i).Rel != "amod" || t.kid(i, "cop") >= 0 {
			return i
		}
	}
	return i
}
