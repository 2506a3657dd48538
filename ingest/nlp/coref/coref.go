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
	m, err := nlp.EmbeddedModel("coref", version)
	if err != nil {
		return nlp.Step{}, err
	}
	c := newResolver(g)
	if c.weights, err = readWeights(m); err != nil {
		return nlp.Step{}, err
	}
	return nlp.Step{
		Name:  "coref",
		Needs: nlp.Tokens | nlp.Sentences | nlp.Tags | nlp.Lemmas | nlp.Trees | nlp.Names,
		Gives: nlp.Chains,
		Run:   c.run,
	}, nil
}

func newResolver(g *gazetteer.Table) *resolver {
	return &resolver{gaz: g, traits: lexicon(), titles: titleWords()}
}

type resolver struct {
	gaz     *gazetteer.Table
	traits  map[string]trait // by lemma
	titles  map[string]trait // by word
	weights [forms]*weights
}

// A reading is one document being resolved.
type reading struct {
	tree
	*resolver
	traitOf []trait
	timeAt  []bool // in a time expression
	titleAt []bool // in a title before a person's name
	quotes  []quote
	quoteAt []int32
	ments   []mention
	nameAt  []int32          // mention of the name around each token, -1
	byKey   map[string]int32 // entity of each key
	borne   map[string]bool  // words of the names of people
	lands   map[string]int   // how often the text speaks of each country
	land    string           // the first country that it speaks of
	headed  []int32          // mention that each token is the head of, -1
	ents    []entity
	sets    []set
	groups  map[string]int32 // entity of a group by its members
	most    [classes]int     // mentions so far of the chain that has most, by class
	feats   []int32
	judge   func(k int32, cands []candidate)
}

func (c *resolver) run(d *nlp.Document) {
	c.read(d, nil)
}

// read resolves d. A judge, in training, takes the place of the choice among
// the candidates for a pronoun.
func (c *resolver) read(d *nlp.Document, judge func(*reading, int32, []candidate)) {
	r := &reading{tree: newTree(d), resolver: c}
	if judge != nil {
		r.judge = func(k int32, cands []candidate) { judge(r, k, cands) }
	}
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
