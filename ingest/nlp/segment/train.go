package segment

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"unicode"
	"unicode/utf8"

	"dateline/ingest/nlp"
)

const (
	epochs    = 10
	tokenBits = 16
	endBits   = 18
	minSplit  = 3 // rarer contractions are typing errors
	minKnown  = 2
)

// weights makes a Trainer a decider.
type weights struct{ *nlp.Trainer }

func (w weights) Four(features []uint64) (sum [4]int32) {
	w.Add(sum[:2], features)
	return sum
}

// Train learns a model from documents with gold tokens and sentences.
func Train(ctx context.Context, docs []*nlp.Document) ([]byte, error) {
	m := nlp.NewModel("segment", version)
	titles, err := newTitles()
	if err != nil {
		return nil, err
	}
	known := lexicons{
		titles: titles,
		splits: lexicon(m, "splits", learnSplits(docs)),
		known:  lexicon(m, "known", learnKnown(docs)),
		small:  lexicon(m, "small", learnSmall(docs)),
	}
	tokens, err := trainTokens(ctx, docs, known)
	if err != nil {
		return nil, err
	}
	m.Add("tokens", tokens)
	ends, err := trainSentences(ctx, docs, known)
	if err != nil {
		return nil, err
	}
	m.Add("sentences", ends)
	return m.Bytes(), nil
}

func lexicon(m *nlp.Model, section string, entries map[uint64]uint32) nlp.Lexicon {
	m.Add(section, nlp.LexiconSection(entries))
	l, _ := nlp.NewLexicon(m, section)
	return l
}

// boundaries returns the bytes of the text where a token begins or ends.
func boundaries(d *nlp.Document) []bool {
	out := make([]bool, len(d.Text)+1)
	for _, t := range d.Tokens {
		out[t.Start], out[t.End] = true, true
	}
	return out
}

// learnSplits finds the runs of letters that are mostly cut, and where.
func learnSplits(docs []*nlp.Document) map[uint64]uint32 {
	count := map[uint64]map[uint32]int{}
	var folded []byte
	for _, d := range docs {
		ends := boundaries(d)
		for start := 0; start < len(d.Text); {
			end := start
			for end < len(d.Text) && kindOf(rune(d.Text[end])) == letter {
				end++
			}
			if end-start > 2 && end-start <= 31 {
				bits := uint32(0)
				for i := start + 1; i < end; i++ {
					if ends[i] {
						bits |= 1 << (i - start)
					}
				}
				folded = nlp.Fold(folded[:0], d.Text[start:end])
				h := nlp.HashBytes(folded)
				if count[h] == nil {
					count[h] = map[uint32]int{}
				}
				if end >= len(d.Text) || d.Text[end] != '\'' { // "don't" is no matter of letters
					count[h][bits]++
				}
			}
			start = max(end, start+1)
		}
	}
	out := map[uint64]uint32{}
	for h, c := range count {
		best, total := uint32(0), 0
		for _, b := range slices.Sorted(maps.Keys(c)) {
			total += c[b]
			if c[b] > c[best] {
				best = b
			}
		}
		if best != 0 && c[best] >= minSplit && 2*c[best] > total {
			out[h] = best
		}
	}
	return out
}

// learnKnown finds the tokens with letters or several signs, and signs.
func learnKnown(docs []*nlp.Document) map[uint64]uint32 {
	count := map[uint64]uint32{}
	var norm []byte
	for _, d := range docs {
		for i := range d.Tokens {
			form := d.Form(int32(i))
			signs := false
			for _, r := range form {
				signs = signs || kindOf(r) == sign
			}
			if signs && len(form) > 1 && len(form) <= 16 {
				norm = nlp.Normalize(norm[:0], form)
				count[nlp.HashBytes(norm)]++
			}
		}
	}
	maps.DeleteFunc(count, func(_ uint64, n uint32) bool { return n < minKnown })
	return count
}

// learnSmall finds the words that are mostly written in small letters, where
// no sentence begins.
func learnSmall(docs []*nlp.Document) map[uint64]uint32 {
	type cases struct{ small, capital int }
	count := map[uint64]cases{}
	var norm []byte
	for _, d := range docs {
		for _, s := range d.Sentences {
			for i := s.First + 1; i < s.Last; i++ {
				form := d.Form(i)
				norm = nlp.Normalize(norm[:0], form)
				h := nlp.HashBytes(norm)
				n := count[h]
				switch r, _ := utf8.DecodeRuneInString(form); {
				case unicode.IsLower(r):
					n.small++
				case unicode.IsUpper(r):
					n.capital++
				}
				count[h] = n
			}
		}
	}
	out := map[uint64]uint32{}
	for h, n := range count {
		if n.small >= minKnown && n.small > 3*n.capital {
			out[h] = 1
		}
	}
	return out
}

func trainTokens(ctx context.Context, docs []*nlp.Document, known lexicons) ([]byte, error) {
	trainer := nlp.NewTrainer(2, tokenBits)
	random := rand.New(rand.NewPCG(7, 8))
	order := random.Perm(len(docs))
	var c cutter
	c.begin(known, weights{trainer})
	var ends []bool
	c.learn = func(c *cutter, at int, said bool) bool {
		if want := ends[at]; want != said {
			trainer.Update(c.features, int(bit(want)), 1)
			trainer.Update(c.features, int(bit(said)), -1)
		}
		trainer.Tick()
		return ends[at]
	}
	var out []nlp.Token
	for range epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			d := docs[i]
			ends = boundaries(d)
			for at := 0; at < len(d.Text); {
				start, end := chunk(d.Text, at)
				out = c.cut(out[:0], d.Text, start, end)
				at = max(end, at+1)
			}
		}
	}
	return trainer.Section(17), nil
}

func trainSentences(ctx context.Context, docs []*nlp.Document, known lexicons) ([]byte, error) {
	trainer := nlp.NewTrainer(2, endBits)
	score := weights{trainer}
	random := rand.New(rand.NewPCG(9, 10))
	type paragraph struct {
		words []word
		ends  []bool
	}
	var all []paragraph
	var norm []byte
	for _, d := range docs {
		for i := 0; i < len(d.Sentences); {
			var p paragraph
			first := d.Sentences[i].First
			last := first
			for j := i; i < len(d.Sentences) && d.Sentences[i].Paragraph == d.Sentences[j].Paragraph; i++ {
				last = d.Sentences[i].Last
				p.ends = append(p.ends, make([]bool, last-d.Sentences[i].First)...)
				p.ends[len(p.ends)-1] = true
			}
			p.words = known.words(nil, d.Text, d.Tokens[first:last], &norm)
			all = append(all, p)
		}
	}
	var f []uint64
	for range epochs {
		random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for _, p := range all {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			from := 0
			for i := 0; i+1 < len(p.words); i++ {
				if possible(p.words, i) {
					f = sentenceFeatures(f[:0], p.words, from, i)
					sum := score.Four(f)
					if said := sum[1] > sum[0]; said != p.ends[i] {
						trainer.Update(f, int(bit(p.ends[i])), 1)
						trainer.Update(f, int(bit(said)), -1)
					}
					trainer.Tick()
				}
				if p.ends[i] {
					from = i + 1
				}
			}
		}
	}
	return trainer.Section(17), nil
}

func bit(b bool) int32 {
	if b {
		return 1
	}
	return 0
}
