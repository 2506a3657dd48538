package lemma

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"dateline/ingest/nlp"
)

// minEnding is how often an ending must have been seen to decide.
const minEnding = 2

// Train learns a model from the tags and lemmas of the documents.
func Train(_ context.Context, docs []*nlp.Document) ([]byte, error) {
	words, endings := map[uint64]map[script]int{}, map[uint64]map[script]int{}
	type kind struct{ form, pos, tag, lemma string }
	count := map[kind]int{}
	for _, d := range docs {
		for i := range d.Tokens {
			t := &d.Tokens[i]
			if t.Lemma == "" || t.POS == "NUM" && numeral(d.Form(int32(i))) {
				continue
			}
			count[kind{d.Form(int32(i)), t.POS, t.Tag, t.Lemma}]++
		}
	}
	var norm []byte
	for k, n := range count {
		tags := nlp.Mix(nlp.HashBytes(k.pos), nlp.HashBytes(k.tag))
		norm = nlp.Normalize(norm[:0], k.form)
		folding, keeping := scripts(k.form, k.lemma)
		if numeral(folding.add) || numeral(keeping.add) {
			continue // digits are all alike in the lexicon
		}
		add(words, whole(norm, tags), folding, n)
		add(words, whole(norm, tags), keeping, n)
		best := shorter(folding, keeping)
		for e := min(longest, len(norm)); e >= 0; e-- {
			// Each form counts once: frequent words are mostly the irregular ones.
			add(endings, ending(norm, e, tags), best, 1)
		}
	}
	numbers := map[script]uint32{}
	var list []script
	number := func(s script) uint32 {
		if _, ok := numbers[s]; !ok {
			numbers[s] = uint32(len(list))
			list = append(list, s)
		}
		return numbers[s]
	}
	entries := map[uint64]uint32{}
	for _, h := range slices.Sorted(maps.Keys(endings)) {
		if s, n := most(endings[h]); n >= minEnding {
			entries[h] = number(s)
		}
	}
	for _, h := range slices.Sorted(maps.Keys(words)) {
		s, _ := most(words[h])
		entries[h] = number(s)
	}
	var lines []string
	for _, s := range list {
		lines = append(lines, s.String())
	}
	m := nlp.NewModel("lemma", version)
	m.AddStrings("scripts", lines)
	m.Add("lexicon", nlp.LexiconSection(entries))
	return m.Bytes(), nil
}

// scripts returns the script that folds the form and the one that keeps it.
func scripts(form, lemma string) (folding, keeping script) {
	folding, keeping = cutting(string(nlp.Fold(nil, form)), lemma), cutting(form, lemma)
	keeping.keep = true
	return folding, keeping
}

// shorter returns the script that changes less, a of equals.
func shorter(a, b script) script {
	if b.size() < a.size() {
		return b
	}
	return a
}

func (s script) size() int { return s.cut + len(s.add) }

func cutting(from, to string) script {
	n := 0
	for n < len(from) && n < len(to) && from[n] == to[n] {
		n++
	}
	return script{cut: len(from) - n, add: to[n:]}
}

func add(m map[uint64]map[script]int, h uint64, s script, n int) {
	if m[h] == nil {
		m[h] = map[script]int{}
	}
	m[h][s] += n
}

func most(m map[script]int) (script, int) {
	keys := slices.SortedFunc(maps.Keys(m), func(a, b script) int {
		return cmp.Or(m[b]-m[a], a.size()-b.size(), strings.Compare(a.String(), b.String()))
	})
	return keys[0], m[keys[0]]
}
