package extract_test

import (
	"testing"

	"dateline/ingest/extract"
	"dateline/ingest/nlp"
	"dateline/schema"
)

// FuzzAnyTree holds that whatever trees, tags and relations a document has,
// extraction gives valid facts: no panic, no id that leads nowhere, no span
// outside the text.
func FuzzAnyTree(f *testing.F) {
	d := newDesk(f)
	f.Add("President Anna Berg, whose husband died, said on Monday that Norway and Chad had met in Lyon, France.", []byte{3, 1, 4, 1, 5})
	f.Add("\"Kenya left,\" said an adviser. OSLO - One of the rebels, one of Chad's backers, tried to leave.", []byte{0, 9, 2, 250})
	f.Add("Between us, talks with it.", []byte{7, 7, 7})
	rels := [...]string{"nsubj", "obj", "obl", "nmod", "conj", "cc", "case", "mark", "acl", "acl:relcl", "advcl", "ccomp", "xcomp", "appos", "nmod:poss",
		"compound", "flat", "cop", "aux", "aux:pass", "nsubj:pass", "parataxis", "amod", "det", "punct", "advmod", "iobj", "nummod", "dep", "fixed"}
	tags := [...][2]string{{"NOUN", "NN"}, {"PROPN", "NNP"}, {"VERB", "VBD"}, {"VERB", "VBG"}, {"VERB", "VBN"}, {"VERB", "VB"}, {"AUX", "VBZ"}, {"ADP", "IN"},
		{"PRON", "PRP"}, {"PRON", "WP$"}, {"CCONJ", "CC"}, {"PART", "TO"}, {"ADJ", "JJ"}, {"NUM", "CD"}, {"PUNCT", ","}, {"ADP", "RP"}}
	f.Fuzz(func(t *testing.T, text string, noise []byte) {
		article, err := schema.NewArticle(schema.Raw{ID: "fuzz", Body: text})
		if err != nil {
			return
		}
		doc := &nlp.Document{Text: article.Text}
		d.pipe.Run(doc)
		if len(noise) == 0 {
			noise = []byte{0}
		}
		n := 0
		next := func() int32 {
			n++
			return int32(noise[n%len(noise)]) + int32(n*7)
		}
		for _, s := range doc.Sentences {
			for i := s.First; i < s.Last; i++ { // heads to the left of their word, or the root: always a tree
				tok := &doc.Tokens[i]
				if next()%3 == 0 {
					tag := tags[next()%int32(len(tags))]
					tok.POS, tok.Tag = tag[0], tag[1]
				}
				tok.Rel = rels[next()%int32(len(rels))]
				tok.Head = -1
				if i > s.First {
					tok.Head = s.First + next()%(i-s.First)
				} else {
					tok.Rel = "root"
				}
			}
			if next()%2 == 0 { // and the mirror image
				last := s.Last - 1
				for i := s.First; i < last; i++ {
					doc.Tokens[i].Head = i + 1 + next()%(last-i)
				}
				doc.Tokens[last].Head, doc.Tokens[last].Rel = -1, "root"
			}
		}
		facts := d.extract.Facts(article, doc, extract.Linked(d.link.Entities(doc, article)))
		if err := facts.Validate(); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	})
}
