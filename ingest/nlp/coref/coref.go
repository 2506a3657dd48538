// Package coref finds what refers to the same thing in one article.
//
// In: a document with tokens, sentences, trees and names. Out: its mentions
// (names, common noun phrases, pronouns) and the chains they form.
//
// It is a row of sieves, the surest first, each of which joins whole chains
// and not mere pairs of mentions (Raghunathan et al. 2010; Lee et al. 2013):
// equal names, capitals and governments, short names, appositions and
// titles, role descriptions, heads, and last, from left to right, groups and
// pronouns. What a sieve is not sure of stays apart.
package coref

import (
	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
)

// New returns the step. It needs names and trees and gives mentions of every
// kind and chains. It is safe for concurrent use.
func New(g *gazetteer.Table) (nlp.Step, error) {
	c := &resolver{gaz: g, traits: lexicon(), titles: titleWords()}
	return nlp.Step{
		Name:  "coref",
		Needs: nlp.Tokens | nlp.Sentences | nlp.Tags | nlp.Lemmas | nlp.Trees | nlp.Names,
		Gives: nlp.Chains,
		Run:   c.run,
	}, nil
}

type resolver struct {
	gaz    *gazetteer.Table
	traits map[string]trait // by lemma
	titles map[string]trait // by word
}

// A reading is one document being resolved.
type reading struct {
	tree
	*resolver
	traitOf []trait
	timeAt  []bool
	quotes  []quote
	quoteAt []int32
	ments   []mention
	nameAt  []int32 // mention of the name around each token, -1
	headed  []int32 // mention that each token is the head of, -1
	ents    []entity
	sets    []set
	groups  map[string]int32 // entity of a group by its members
}

func (c *resolver) run(d *nlp.Document) {
	r := &reading{tree: newTree(d), resolver: c}
	r.traitOf = make([]trait, len(d.Tokens))
	r.timeAt = make([]bool, len(d.Tokens))
	for i := range d.Tokens {
		r.traitOf[i] = c.traits[r.lemma(int32(i))]
	}
	for _, t := range d.Times {
		for i := t.First; i < t.Last; i++ {
			r.timeAt[i] = true
		}
	}
	r.findQuotes()
	r.collect()
	r.linkNames()
	r.linkConstructs()
	r.linkRoles()
	r.linkHeads()
	r.linkReferring()
	r.finish()
}

func (r *reading) trait(i int32) trait { return r.traitOf[i] }
