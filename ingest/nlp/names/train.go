package names

import (
	"context"
	"fmt"
	"math/rand/v2"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
)

const (
	places  = 19 // log2 of the rows of weights
	minCase = 3  // occurrences from which the writing of a word is known
)

// An Example is a text with tags and, for every token, the labels that it may
// have: one where an annotator said it, several where the source is silent
// about some types, all where nothing is known.
type Example struct {
	Document *nlp.Document
	Allowed  []Set
	Silver   bool // not annotated for names: only used in the middle rounds, when the model knows enough to choose
}

// Train learns a model; classes are those of nlp.Clusters. Where a token may have several labels, the model
// learns towards the best path among the allowed ones (latent structured
// perceptron).
func Train(ctx context.Context, world *gazetteer.Table, classes map[uint64]uint32, examples []Example, epochs int) ([]byte, error) {
	m := nlp.NewModel("names", version)
	m.Add("cases", nlp.LexiconSection(casesOf(examples)))
	cases, err := nlp.NewLexicon(m, "cases")
	if err != nil {
		return nil, err
	}
	clusters, err := nlp.AddClusters(m, classes)
	if err != nil {
		return nil, err
	}

	type sentence struct {
		f       [][]uint64
		allowed []Set
		silver  bool
	}
	var all []sentence
	look := looker{marker: marker{world: world, cases: cases}, clusters: clusters}
	for k, e := range examples {
		if len(e.Allowed) != len(e.Document.Tokens) {
			return nil, fmt.Errorf("example %d: %d tokens, labels for %d", k, len(e.Document.Tokens), len(e.Allowed))
		}
		for _, s := range e.Document.Sentences {
			words := look.sentence(e.Document, s)
			x := sentence{allowed: e.Allowed[s.First:s.Last], silver: e.Silver}
			for i := range words {
				x.f = append(x.f, features(nil, words, i))
			}
			if len(x.f) > 0 {
				all = append(all, x)
			}
		}
	}

	trainer := nlp.NewTrainer(labels, places)
	random := rand.New(rand.NewPCG(3, 4))
	var path decoder
	var transitions [labels][labels]int32
	guess := []uint8{}
	for epoch := range epochs {
		random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for _, s := range all {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if s.silver && (epoch < epochs*3/10 || epoch >= epochs*6/10) {
				continue
			}
			for from := range labels {
				clear(transitions[from][:])
				trainer.Add(transitions[from][:], []uint64{transition(from)})
			}
			path.reset(len(s.f))
			for i, f := range s.f {
				clear(path.emit[i][:])
				trainer.Add(path.emit[i][:], f)
			}
			guess = append(guess[:0], path.best(&transitions, nil)...)
			if !keeps(guess, s.allowed) {
				gold := path.best(&transitions, s.allowed)
				if keeps(gold, s.allowed) {
					update(trainer, s.f, gold, guess)
				}
			}
			trainer.Tick()
		}
	}
	m.Add("weights", trainer.Section(14))
	return m.Bytes(), nil
}

// keeps reports whether a path keeps to what is allowed.
func keeps(path []uint8, allowed []Set) bool {
	for i, l := range path {
		if allowed[i]>>l&1 == 0 {
			return false
		}
	}
	return true
}

// update moves the weights from the guess to the gold path.
func update(trainer *nlp.Trainer, f [][]uint64, gold, guess []uint8) {
	for i := range gold {
		if gold[i] != guess[i] {
			trainer.Update(f[i], int(gold[i]), 1)
			trainer.Update(f[i], int(guess[i]), -1)
		}
		if i > 0 && (gold[i] != guess[i] || gold[i-1] != guess[i-1]) {
			trainer.Update([]uint64{transition(int(gold[i-1]))}, int(gold[i]), 1)
			trainer.Update([]uint64{transition(int(guess[i-1]))}, int(guess[i]), -1)
		}
	}
}

// casesOf counts how words are written inside sentences.
func casesOf(examples []Example) map[uint64]uint32 {
	type count struct{ capital, small int }
	counts := map[uint64]count{}
	var buf []byte
	for _, e := range examples {
		for _, s := range e.Document.Sentences {
			for i := s.First + 1; i < s.Last; i++ {
				form := e.Document.Form(i)
				buf = nlp.Normalize(buf[:0], form)
				c := counts[nlp.HashBytes(buf)]
				switch styleOf(form) {
				case lower:
					c.small++
				case title, upper, mixed:
					c.capital++
				default:
					continue
				}
				counts[nlp.HashBytes(buf)] = c
			}
		}
	}
	known := map[uint64]uint32{}
	for h, c := range counts {
		if c.capital+c.small >= minCase {
			known[h] = caseOf(c.capital, c.small)
		}
	}
	return known
}
