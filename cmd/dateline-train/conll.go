package main

import (
	"strings"

	"dateline/ingest/nlp"
)

// ratio counts for one metric: F1 is 2*correct/(gold+system).
type ratio struct{ correct, gold, system int }

func (r ratio) f1() float64 {
	if r.gold+r.system == 0 {
		return 0
	}
	return 200 * float64(r.correct) / float64(r.gold+r.system)
}

// layers are the metrics of the CoNLL 2018 shared task (Zeman et al. 2018):
// a word counts when its bytes are a gold word's bytes, LAS looks at universal
// relations without subtypes, CLAS only at content words. Tokens are
// syntactic words: "don't" is two.
type layers struct {
	tokens, sentences, upos, xpos, feats, lemma, uas, las, clas ratio
	relations                                                   map[string]ratio
}

// functional relations do not count for CLAS.
var functional = map[string]bool{"aux": true, "case": true, "cc": true, "clf": true, "cop": true,
	"det": true, "mark": true, "punct": true}

// contentRelations are the relations that statements are made of. An oblique
// counts only when its case word is right as well.
var contentRelations = []string{"nsubj", "nsubj:pass", "obj", "obl", "ccomp", "xcomp", "conj", "appos", "nmod", "acl", "advcl"}

// count adds the comparison of two annotations of one text.
func (l *layers) count(gold, system *nlp.Document) {
	if l.relations == nil {
		l.relations = map[string]ratio{}
	}
	spans := map[[2]int32]bool{}
	for _, s := range gold.Sentences {
		a, b := gold.Span(s.First, s.Last)
		spans[[2]int32{a, b}] = true
	}
	for _, s := range system.Sentences {
		a, b := system.Span(s.First, s.Last)
		if spans[[2]int32{a, b}] {
			l.sentences.correct++
		}
	}
	l.sentences.gold += len(gold.Sentences)
	l.sentences.system += len(system.Sentences)

	for _, r := range []*ratio{&l.tokens, &l.upos, &l.xpos, &l.feats, &l.lemma, &l.uas, &l.las} {
		r.gold += len(gold.Tokens)
		r.system += len(system.Tokens)
	}
	for i := range gold.Tokens {
		l.countRelation(gold, int32(i), func(r *ratio) { r.gold++ })
	}
	for i := range system.Tokens {
		l.countRelation(system, int32(i), func(r *ratio) { r.system++ })
	}
	g := 0
	for i := range system.Tokens {
		s := &system.Tokens[i]
		for g < len(gold.Tokens) && gold.Tokens[g].Start < s.Start {
			g++
		}
		if g < len(gold.Tokens) && gold.Tokens[g].Start == s.Start && gold.Tokens[g].End == s.End {
			l.countWord(gold, system, int32(g), int32(i))
		}
	}
}

func (l *layers) countWord(gold, system *nlp.Document, gi, si int32) {
	g, s := &gold.Tokens[gi], &system.Tokens[si]
	l.tokens.correct++
	hit := func(r *ratio, ok bool) {
		if ok {
			r.correct++
		}
	}
	hit(&l.upos, g.POS == s.POS)
	hit(&l.xpos, g.Tag == s.Tag)
	hit(&l.feats, g.Feats == s.Feats)
	hit(&l.lemma, g.Lemma == s.Lemma || g.Lemma == "")
	if !sameHead(gold, system, g.Head, s.Head) {
		return
	}
	l.uas.correct++
	if universal(g.Rel) != universal(s.Rel) {
		return
	}
	l.las.correct++
	hit(&l.clas, !functional[universal(g.Rel)])
	if name := relation(g.Rel); name == relation(s.Rel) && (name != "obl" || caseOf(gold, gi) == caseOf(system, si)) {
		r := l.relations[name]
		r.correct++
		l.relations[name] = r
	}
}

func (l *layers) countRelation(d *nlp.Document, i int32, add func(*ratio)) {
	rel := d.Tokens[i].Rel
	if !functional[universal(rel)] {
		add(&l.clas)
	}
	r := l.relations[relation(rel)]
	add(&r)
	l.relations[relation(rel)] = r
}

func sameHead(gold, system *nlp.Document, g, s int32) bool {
	if g < 0 || s < 0 {
		return g < 0 && s < 0
	}
	return gold.Tokens[g].Start == system.Tokens[s].Start && gold.Tokens[g].End == system.Tokens[s].End
}

func universal(rel string) string {
	u, _, _ := strings.Cut(rel, ":")
	return u
}

// relation is the relation that contentRelations distinguish.
func relation(rel string) string {
	if rel == "nsubj:pass" {
		return rel
	}
	return universal(rel)
}

// caseOf returns the words that mark an oblique, lower case.
func caseOf(d *nlp.Document, i int32) string {
	var words []string
	for j := max(i-12, 0); j < min(i+12, int32(len(d.Tokens))); j++ {
		if t := d.Tokens[j]; t.Head == i && t.Rel == "case" {
			words = append(words, strings.ToLower(d.Form(j)))
		}
	}
	return strings.Join(words, " ")
}
