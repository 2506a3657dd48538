package tag

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"dateline/ingest/nlp"
)

const (
	minClass   = 2   // rarer pairs of tags are not learned
	minLexicon = 3   // rarer words are unknown, so that training meets unknown words
	minExact   = 5   // rarer words have the features of their class
	minShare   = 200 // features that fewer than one in so many of a class have are not learned
)

// addClasses keeps the pairs of tags and the features that a form, or any
// word of a pair, may have. It returns the number of each pair and of each
// value of the features.
func addClasses(m *nlp.Model, docs []*nlp.Document) (ids, values map[string]int) {
	count, all := map[string]int{}, map[string]int{}
	byClass := map[string]map[string]int{}
	for _, d := range docs {
		for _, t := range d.Tokens {
			key := t.POS + " " + t.Tag
			count[key]++
			all[t.Feats]++
			add(byClass, key, t.Feats)
		}
	}
	values = map[string]int{}
	list := byCount(all)
	list = list[:min(len(list), nlp.MaxClasses)]
	for i, v := range list {
		values[v] = i
	}
	m.AddStrings("feats", list)

	o := options{values: values, number: map[string]int{}}
	ids = map[string]int{}
	var classes []string
	for _, k := range byCount(count) {
		if count[k] >= minClass && len(classes) < nlp.MaxClasses {
			ids[k] = len(classes)
			classes = append(classes, k+" "+strconv.Itoa(o.add(byClass[k])))
		}
	}
	m.AddStrings("classes", classes)

	exact := map[uint64]map[string]int{}
	var norm []byte
	for _, d := range docs {
		for i, t := range d.Tokens {
			// Any verb can be passive or an imperative, seen or not.
			if id, ok := ids[t.POS+" "+t.Tag]; ok && t.POS != "VERB" {
				norm = nlp.Normalize(norm[:0], d.Form(int32(i)))
				add(exact, nlp.Mix(nlp.HashBytes(norm), uint64(id)), t.Feats)
			}
		}
	}
	entries := map[uint64]uint32{}
	for _, k := range slices.Sorted(maps.Keys(exact)) {
		total := 0
		for _, n := range exact[k] {
			total += n
		}
		if total >= minExact {
			entries[k] = uint32(o.add(exact[k]))
		}
	}
	m.Add("exact", nlp.LexiconSection(entries))
	m.AddStrings("options", o.lines)
	return ids, values
}

// options numbers sets of values.
type options struct {
	values map[string]int
	number map[string]int
	lines  []string
}

// add returns the number of the set of values that are frequent enough.
func (o *options) add(count map[string]int) int {
	total := 0
	for _, n := range count {
		total += n
	}
	var set []string
	for _, v := range byCount(count) {
		if id, ok := o.values[v]; ok && (len(set) == 0 || count[v]*minShare >= total && count[v] > 1) {
			set = append(set, strconv.Itoa(id))
		}
	}
	if len(set) == 0 {
		set = []string{"0"}
	}
	line := strings.Join(set, " ")
	if _, ok := o.number[line]; !ok {
		o.number[line] = len(o.lines)
		o.lines = append(o.lines, line)
	}
	return o.number[line]
}

// addLexicon keeps which tags a form has.
func addLexicon(m *nlp.Model, docs []*nlp.Document, ids map[string]int) nlp.Lexicon {
	seen := map[uint64]map[int]int{}
	var norm []byte
	for _, d := range docs {
		for i, t := range d.Tokens {
			if id, ok := ids[t.POS+" "+t.Tag]; ok {
				norm = nlp.Normalize(norm[:0], d.Form(int32(i)))
				add(seen, nlp.HashBytes(norm), id)
			}
		}
	}
	entries := map[uint64]uint32{}
	for h, tags := range seen {
		total := 0
		for _, n := range tags {
			total += n
		}
		if total < minLexicon {
			continue
		}
		// The tags that make up a twentieth of the word's uses, the most frequent first.
		amb := uint64(2)
		for _, id := range slices.SortedFunc(maps.Keys(tags), func(a, b int) int { return cmp.Or(tags[b]-tags[a], a-b) }) {
			if tags[id]*20 >= total {
				amb = nlp.Mix(amb, uint64(id))
			}
		}
		entries[h] = uint32(amb>>32) | 2 // never 0 or 1, the unknown and the edge
	}
	m.Add("lexicon", nlp.LexiconSection(entries))
	l, _ := nlp.NewLexicon(m, "lexicon")
	return l
}

func add[K, V comparable](m map[K]map[V]int, k K, v V) {
	if m[k] == nil {
		m[k] = map[V]int{}
	}
	m[k][v]++
}

// byCount returns the keys with the highest counts first.
func byCount(m map[string]int) []string {
	return slices.SortedFunc(maps.Keys(m), func(a, b string) int { return cmp.Or(m[b]-m[a], strings.Compare(a, b)) })
}
