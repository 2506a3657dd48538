package tag

import (
	"cmp"
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"dateline/ingest/nlp"
)

const (
	epochs     = 8
	bits       = 19 // of the weights: 8<<bits bytes
	minClass   = 2  // rarer pairs of tags are not learned
	minLexicon = 3  // rarer words are unknown, so that training meets unknown words
)

// Train learns a model from the tags of the documents.
func Train(ctx context.Context, docs []*nlp.Document) ([]byte, error) {
	m := nlp.NewModel("tag", version)
	ids := addClasses(m, docs)
	lexicon := addLexicon(m, docs, ids)

	type example struct {
		words []word
		gold  []int
	}
	var examples []example
	var norm []byte
	for _, d := range docs {
		for _, s := range d.Sentences {
			var e example
			e.words, norm = look(nil, d, s, lexicon, norm)
			for _, t := range d.Tokens[s.First:s.Last] {
				id, ok := ids[t.POS+" "+t.Tag]
				if !ok {
					id = -1
				}
				e.gold = append(e.gold, id)
			}
			examples = append(examples, e)
		}
	}

	trainer := nlp.NewTrainer(len(ids), bits)
	random := rand.New(rand.NewPCG(1, 2))
	scores := make([]int32, len(ids))
	var f []uint64
	for range epochs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		random.Shuffle(len(examples), func(i, j int) { examples[i], examples[j] = examples[j], examples[i] })
		for _, e := range examples {
			var t1, t2 uint64
			for i, gold := range e.gold {
				f = features(f[:0], e.words, i+2, t1, t2)
				clear(scores)
				trainer.Add(scores, f)
				best := 0
				for c, v := range scores {
					if v > scores[best] {
						best = c
					}
				}
				if gold >= 0 && best != gold {
					trainer.Update(f, gold, 1)
					trainer.Update(f, best, -1)
				}
				trainer.Tick()
				t1, t2 = uint64(best+1), t1
			}
		}
	}
	m.Add("weights", trainer.Section(14))
	return m.Bytes(), nil
}

// addClasses keeps the pairs of tags and, for form and pair, the features
// that go with them mostly. It returns the number of each pair.
func addClasses(m *nlp.Model, docs []*nlp.Document) map[string]int {
	count := map[string]int{}
	feats := map[string]map[string]int{}
	for _, d := range docs {
		for _, t := range d.Tokens {
			key := t.POS + " " + t.Tag
			count[key]++
			add(feats, key, t.Feats)
		}
	}
	keys := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(count[b]-count[a], strings.Compare(a, b))
	})
	ids := map[string]int{}
	var classes []string
	for _, k := range keys {
		if count[k] >= minClass && len(classes) < nlp.MaxClasses {
			ids[k] = len(classes)
			classes = append(classes, k+" "+most(feats[k]))
		}
	}
	m.AddStrings("classes", classes)

	exact := map[uint64]map[string]int{}
	var norm []byte
	for _, d := range docs {
		for i, t := range d.Tokens {
			if id, ok := ids[t.POS+" "+t.Tag]; ok {
				norm = nlp.Normalize(norm[:0], d.Form(int32(i)))
				add(exact, nlp.Mix(nlp.HashBytes(norm), uint64(id)), t.Feats)
			}
		}
	}
	entries := map[uint64]uint32{}
	numbers := map[string]uint32{}
	var list []string
	for _, k := range slices.Sorted(maps.Keys(exact)) {
		f := most(exact[k])
		if _, ok := numbers[f]; !ok {
			numbers[f] = uint32(len(list))
			list = append(list, f)
		}
		entries[k] = numbers[f]
	}
	m.AddStrings("feats", list)
	m.Add("exact", nlp.LexiconSection(entries))
	return ids
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

// most returns the key with the highest count, the lowest of equals.
func most(m map[string]int) string {
	best := ""
	for i, k := range slices.Sorted(maps.Keys(m)) {
		if i == 0 || m[k] > m[best] {
			best = k
		}
	}
	return best
}
