package tag

import (
	"context"
	"math/rand/v2"
	"slices"

	"dateline/ingest/nlp"
)

const (
	epochs     = 8
	bits       = 19 // of the weights: 8<<bits bytes
	choiceBits = 16
	tail       = 17 // see nlp.Trainer.Section
	margin     = 20 // by how much a right class must lead
)

// Train learns a model from the tags of the documents. The classes are those
// of nlp.AddClusters.
func Train(ctx context.Context, docs []*nlp.Document, classes map[uint64]uint32) ([]byte, error) {
	m := nlp.NewModel("tag", version)
	ids, values := addClasses(m, docs)
	lexicon := addLexicon(m, docs, ids)
	clusters, err := nlp.AddClusters(m, classes)
	if err != nil {
		return nil, err
	}

	examples := make([]example, 0, 1<<14)
	var norm []byte
	for _, d := range docs {
		for _, s := range d.Sentences {
			var e example
			e.words, norm = look(nil, d, s, lexicon, clusters, norm)
			for _, t := range d.Tokens[s.First:s.Last] {
				e.gold = append(e.gold, number(ids, t.POS+" "+t.Tag))
				e.feats = append(e.feats, number(values, t.Feats))
			}
			examples = append(examples, e)
		}
	}
	weights, err := trainTags(ctx, examples, len(ids))
	if err != nil {
		return nil, err
	}
	m.Add("weights", weights)
	m.Add("choice", nlp.NewTrainer(len(values), 1).Section(tail)) // to be learned
	t, err := open(m)
	if err != nil {
		return nil, err
	}
	choice, err := trainFeats(ctx, examples, t)
	if err != nil {
		return nil, err
	}
	return m.Replace("choice", choice).Bytes(), nil
}

// example is a sentence: its words between edges, the numbers of their
// classes and of their features, -1 for what is too rare to be learned.
type example struct {
	words []word
	gold  []int32
	feats []int32
}

func number(m map[string]int, key string) int32 {
	if n, ok := m[key]; ok {
		return int32(n)
	}
	return -1
}

func trainTags(ctx context.Context, examples []example, classes int) ([]byte, error) {
	trainer := nlp.NewTrainer(classes, bits)
	random := rand.New(rand.NewPCG(1, 2))
	order := random.Perm(len(examples))
	scores := make([]int32, classes)
	var f []uint64
	for range epochs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, k := range order {
			e := &examples[k]
			var t1, t2 uint64
			for i, gold := range e.gold {
				f = features(f[:0], e.words, i+2, t1, t2)
				clear(scores)
				trainer.Add(scores, f)
				best, wrong := 0, -1
				for c, v := range scores {
					if v > scores[best] {
						best = c
					}
					if c != int(gold) && (wrong < 0 || v > scores[wrong]) {
						wrong = c
					}
				}
				if gold >= 0 && scores[gold]-scores[wrong] <= margin {
					trainer.Update(f, int(gold), 1)
					trainer.Update(f, wrong, -1)
				}
				trainer.Tick()
				t1, t2 = uint64(best+1), t1
			}
		}
	}
	return trainer.Section(tail), nil
}

// trainFeats learns to choose features where t knows several, on gold classes.
func trainFeats(ctx context.Context, examples []example, t *Tagger) ([]byte, error) {
	trainer := nlp.NewTrainer(len(t.feats.values), choiceBits)
	random := rand.New(rand.NewPCG(11, 12))
	order := random.Perm(len(examples))
	scores := make([]int32, len(t.feats.values))
	var f []uint64
	for range epochs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, k := range order {
			e := &examples[k]
			if slices.Contains(e.gold, -1) {
				continue
			}
			for i, gold := range e.feats {
				set := t.feats.set(e.words[i+2].norm, int(e.gold[i]))
				if gold < 0 || len(set) == 1 || !slices.Contains(set, uint16(gold)) {
					continue
				}
				f = choiceFeatures(f[:0], e.words, e.gold, t.classes, i, set[0])
				clear(scores)
				trainer.Add(scores, f)
				wrong := -1
				for _, v := range set {
					if int32(v) != gold && (wrong < 0 || scores[v] > scores[wrong]) {
						wrong = int(v)
					}
				}
				if scores[gold]-scores[wrong] <= margin {
					trainer.Update(f, int(gold), 1)
					trainer.Update(f, wrong, -1)
				}
				trainer.Tick()
			}
		}
	}
	return trainer.Section(tail), nil
}
