package coref

import "dateline/ingest/nlp"

// Features of a candidate for a pronoun. Those with several values take a
// block of numbers.
const (
	fDistance  = 0                   // sentences between: 0, 1, 2, 3
	fRank      = fDistance + 4       // candidates between: 0, 1, 2, more
	fRole      = fRank + 4           // siteOf the mention
	fKind      = fRole + sites       // nlp.MentionKind
	fCount     = fKind + 3           // mentions so far: 1, 2 to 3, 4 to 7, more
	fClass     = fCount + 4          // nlp.Class
	fSite      = fClass + classes    // siteOf of mention and pronoun
	fNear      = fSite + sites*sites // distance and site of the mention
	fAgent     = fNear + 4*sites     // class, and what the pronoun's verb asks of its subject
	fForm      = fAgent + classes*3  // class, and whether the pronoun is possessive
	fFlag      = fForm + classes*2   // the flags below
	fNull      = fFlag + flags       // of no candidate: always
	fNullSite  = fNull + 1           // siteOf the pronoun
	fNullVerb  = fNullSite + sites   // what the pronoun's verb asks of its subject
	fNullCount = fNullVerb + 3       // candidates: 0, 1, 2, more
	fNullQuote = fNullCount + 4      // the pronoun is in a quote
	features   = fNullQuote + 1      // how many there are
	sites      = 8
	classes    = int(nlp.Other) + 1
)

// Flags.
const (
	named           = iota // the chain has a name
	genderKnown            // and agrees
	grouped                // the chain is a group
	samePronoun            // a pronoun of the last two sentences is in the chain
	samePronounHere        // or of this sentence
	speaker                // the chain speaks the quote that the pronoun stands in
	aSet                   // a set that is no mention
	joined                 // and it is joined by "and"
	ahead                  // the mention follows the pronoun
	mainClause             // the mention depends on the root
	opens                  // the mention opens its sentence
	nested                 // the mention is part of a larger phrase
	indefinite             // a nominal without "the"
	quoteIn                // the mention is in a quote, the pronoun is not
	quoteOut               // the reverse
	sameQuote              // both in one
	otherParagraph
	subjectHere   // subject in the same sentence
	commands      // and its clause is around the pronoun's
	parentSubject // subject of the clause right above the pronoun's
	possOfSubject // "Iran said its forces"
	sharesClause
	saysToo         // both are subjects of speech verbs
	setOfReciprocal // a set, and the pronoun's verb holds between several
	possOfName
	subjectBefore // subject of the sentence before, for a subject
	mostFrequent  // no chain of its class has more mentions so far
	flags
)

// siteOf tells the relations of a nominal apart.
func siteOf(rel string) int {
	switch base(rel) {
	case "nsubj":
		if rel == "nsubj:pass" {
			return 1
		}
		return 0
	case "obj", "iobj":
		return 2
	case "obl":
		return 3
	case "nmod":
		if rel == "nmod:poss" {
			return 4
		}
		return 5
	case "appos", "conj":
		return 6
	}
	return 7
}

// A candidate is one chain, or one set that is no chain yet, by its best
// mention for a pronoun.
type candidate struct {
	ent    int32
	at     int32 // mention by which it is a candidate; for a set, of its lead
	set    bool
	joined bool
	last   int32 // of a set: the token after it
}

// asks says what the verb of a pronoun asks of its subject: 0 nothing, 1 that
// it decides, 2 that it speaks.
func (r *reading) asks(m *mention) int {
	if rel := r.tok(m.Head).Rel; rel != "nsubj" {
		return 0
	}
	switch t := r.trait(r.clause(m.Head)); {
	case t&speech != 0:
		return 2
	case t&(volition|reciprocal) != 0:
		return 1
	}
	return 0
}

// nullFeatures describes the choice of no candidate, of n.
func (r *reading) nullFeatures(k int32, n int, f []int32) []int32 {
	m := &r.ments[k]
	f = append(f, int32(fNull), int32(fNullSite+siteOf(r.tok(m.Head).Rel)), int32(fNullVerb+r.asks(m)), int32(fNullCount+min(n, 3)))
	if m.quote >= 0 {
		f = append(f, int32(fNullQuote))
	}
	return f
}

// features describes candidate c, the n-th from the pronoun, in numbers below
// features.
func (r *reading) features(k int32, c *candidate, n int, f []int32) []int32 {
	m, x := &r.ments[k], &r.ments[c.at]
	put := func(i int) { f = append(f, int32(i)) }
	on := func(i int, yes bool) {
		if yes {
			put(fFlag + i)
		}
	}
	t := &r.ents[c.ent]
	count := t.seen
	class := int(t.class)
	mrel := r.tok(m.Head).Rel
	possessive := mrel == "nmod:poss"
	d := int(m.sent - x.sent)
	asks := r.asks(m)

	put(fDistance + min(d, 3))
	put(fRank + min(n, 3))
	put(fRole + siteOf(x.rel))
	put(fKind + int(x.Kind))
	switch {
	case count >= 8:
		put(fCount + 3)
	case count >= 4:
		put(fCount + 2)
	case count >= 2:
		put(fCount + 1)
	default:
		put(fCount)
	}
	put(fClass + class)
	put(fSite + siteOf(x.rel)*sites + siteOf(mrel))
	put(fNear + min(d, 3)*sites + siteOf(x.rel))
	put(fAgent + class*3 + asks)
	if possessive {
		put(fForm + class*2 + 1)
	} else {
		put(fForm + class*2)
	}
	on(named, t.name != "")
	on(genderKnown, t.gender != 0 && m.gender != 0)
	on(grouped, len(t.members) > 0)
	if l := t.pronoun; l >= 0 {
		on(samePronoun, m.sent-r.ments[l].sent <= 2)
		on(samePronounHere, m.sent == r.ments[l].sent)
	}
	on(speaker, m.quote >= 0 && r.speakerOf(m.quote) == c.ent)
	on(aSet, c.set)
	on(joined, c.joined)
	on(ahead, c.at > k)
	on(mainClause, x.gov >= 0 && r.tok(x.gov).Head < 0)
	on(opens, x.First-r.doc.Sentences[x.sent].First <= 1)
	on(nested, x.rel == "nmod" || x.rel == "nmod:poss" || base(x.rel) == "compound")
	on(indefinite, x.Kind == nlp.Nominal && !r.definite(c.at))
	on(quoteIn, x.quote >= 0 && x.quote != m.quote)
	on(quoteOut, m.quote >= 0 && x.quote < 0)
	on(sameQuote, m.quote >= 0 && x.quote == m.quote)
	on(otherParagraph, r.paragraph(x.Head) != r.paragraph(m.Head))
	if d == 0 && c.at < k {
		sub := base(x.rel) == "nsubj"
		on(subjectHere, sub)
		on(commands, sub && x.gov >= 0 && r.within(m.Head, x.gov))
		on(parentSubject, sub && x.gov >= 0 && r.clause(m.Head) != x.gov && r.clause(r.clause(m.Head)) == x.gov)
		on(possOfSubject, sub && possessive && r.clause(m.Head) == x.gov)
		on(sharesClause, r.clause(m.Head) == r.clause(x.Head))
	}
	on(saysToo, asks == 2 && d <= 1 && x.gov >= 0 && base(x.rel) == "nsubj" && r.trait(x.gov)&speech != 0)
	on(setOfReciprocal, c.set && r.trait(r.clause(m.Head))&reciprocal != 0)
	on(possOfName, possessive && x.Kind == nlp.Name)
	on(subjectBefore, base(mrel) == "nsubj" && base(x.rel) == "nsubj" && d == 1)
	on(mostFrequent, count >= r.most[min(class, classes-1)] && count > 2)
	return f
}

// speakerOf returns the entity that speaks quote q, -2 if nobody is known.
func (r *reading) speakerOf(q int32) int32 {
	if s := r.quotes[q].speaker; s >= 0 {
		if o := r.mentionAt(s); o >= 0 {
			return r.entityOf(o)
		}
	}
	return -2
}
