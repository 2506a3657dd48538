package names

import "dateline/ingest/nlp"

// minCase is how often a word must occur for its writing to be known.
const minCase = 3

// Train learns from documents with tokens and sentences how words are written.
func Train(docs []*nlp.Document) []byte {
	m := nlp.NewModel("names", version)
	m.Add("cases", nlp.LexiconSection(casesOf(docs)))
	return m.Bytes()
}

// casesOf counts how words are written inside sentences.
func casesOf(docs []*nlp.Document) map[uint64]uint32 {
	type count struct{ capital, small int }
	counts := map[uint64]count{}
	var buf []byte
	for _, d := range docs {
		for _, s := range d.Sentences {
			for i := s.First + 1; i < s.Last; i++ {
				form := d.Form(i)
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
