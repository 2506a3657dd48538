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
	type kind struct {
		form, pos, tag string
		script         script
	}
	count := map[kind]int{}
	for _, d := range docs {
		for i := range d.Tokens {
			t := &d.Tokens[i]
			if t.Lemma == "" {
				continue
			}
			count[kind{d.Form(int32(i)), t.POS, t.Tag, learn(d.Form(int32(i)), t.Lemma)}]++
		}
	}
	var norm []byte
	for k, n := range count {
		tags := nlp.Mix(nlp.HashBytes(k.pos), nlp.HashBytes(k.tag))
		norm = nlp.Normalize(norm[:0], k.form)
		add(words, whole(norm, tags), k.script, n)
		for e := min(longest, len(norm)); e >= 0; e-- {
			// Each form counts once: frequent words are mostly the irregular ones.
			add(endings, ending(norm, e, tags), k.script, 1)
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

// learn returns the shortest script that makes the lemma of the form.
func learn(form, lemma string) script {
	folded := string(nlp.Fold(nil, form))
	f, k := cutting(folded, lemma), cutting(form, lemma)
	k.keep = true
	if k.cut < f.cut || k.cut == f.cut && len(k.add) < len(f.add) {
		return k
	}
	return f
}

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
		return cmp.Or(m[b]-m[a], strings.Compare(a.String(), b.String()))
	})
	return keys[0], m[keys[0]]
}
