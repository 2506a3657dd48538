package coref

// Features of a candidate for a pronoun; those with several values take as
// many numbers.
const (
	fDistance = iota // sentences between: 0, 1, 2, 3
	_
	_
	_
	fRank // candidates between: 0, 1, 2, more
	_
	_
	_
	fRole // relation of the mention: roleIndex
	_
	_
	_
	_
	_
	_
	_
	fKind // nlp.MentionKind
	_
	_
	fCount // mentions so far: 1, 2 to 3, 4 to 7, more
	_
	_
	_
	fClass // nlp.Class
	_
	_
	_
	_
	_
	_
	_
	_
	_
	_
	fNamed         // the chain has a name
	fGenderKnown   // and it agrees
	fGroup         // the chain is a group
	fSamePronoun   // a pronoun of the last two sentences is in the chain
	fSpeaker       // the chain speaks the quote that the pronoun stands in
	fSet           // a set that is no mention
	fJoined        // and it is joined by "and"
	fAhead         // the mention follows the pronoun
	fParallel      // both have the same relation
	fMainClause    // the mention depends on the root
	fOpens         // the mention opens its sentence
	fNested        // the mention is part of a larger phrase
	fIndefinite    // a nominal without "the"
	fQuoteIn       // the mention is in a quote, the pronoun is not
	fQuoteOut      // the reverse
	fParagraph     // another paragraph
	fSubjectHere   // subject in the same sentence
	fCommands      // and its clause is around the pronoun's
	fPossOfSubject // "Iran said its forces"
	fSharesClause
	fSays      // both are subjects of speech verbs
	fSaysBody  // a body, and the pronoun says something
	fActs      // a body, and the pronoun acts
	fActsThing // no body, and the pronoun acts
	fRecip     // a set, and the pronoun's verb holds between several
	fPoss      // possessive of a body, of a name
	_
	fSubjSubj // subject of the sentence before, for a subject
	featureCount
)

// A bar is what the best candidate needs: a score of its own, and how far
// ahead of the second it must be.
type bar struct{ least, lead int }

// weightsOf returns the weights for a pronoun.
func weightsOf(form string) (*[featureCount]int16, bar) {
	switch form {
	case "it", "its", "itself":
		return &itWeights, bar{60, 12}
	case "they", "them", "their", "theirs", "themselves":
		return &theyWeights, bar{50, 10}
	}
	return &heWeights, bar{30, 6}
}

var heWeights = [featureCount]int16{
	fDistance: 40, fDistance + 1: 25, fDistance + 2: 5, fDistance + 3: -10,
	fRank: 15, fRank + 1: 5, fRank + 3: -5,
	fRole: 20, fRole + 1: 15, fRole + 4: 5, fKind: 10, fKind + 2: 15,
	fCount + 2: 5, fCount + 3: 10, fClass + 1: 20, fNamed: 10, fGenderKnown: 10, fSamePronoun: 20,
	fSpeaker: -60, fMainClause: 5, fNested: -10, fIndefinite: -10, fQuoteIn: -15, fParagraph: -10,
	fCommands: 15, fPossOfSubject: 20, fSubjSubj: 10, fAhead: 5,
}

var itWeights = [featureCount]int16{
	fDistance: 30, fDistance + 1: 15, fDistance + 2: -10, fDistance + 3: -30,
	fRank: 10, fRole: 25, fRole + 1: 15, fKind: 10, fKind + 2: 20, fClass + 2: 15, fClass + 3: 10,
	fNamed: 10, fSamePronoun: 20, fParallel: 5, fMainClause: 5, fNested: -15, fIndefinite: -5, fQuoteIn: -20,
	fQuoteOut: -10, fParagraph: -20, fCommands: 15, fPossOfSubject: 25, fSays: 40, fSaysBody: 15, fActs: 10, fActsThing: -30,
	fPoss: 10, fSubjSubj: 10,
}

var theyWeights = [featureCount]int16{
	fDistance: 30, fDistance + 1: 20, fDistance + 2: -10, fDistance + 3: -30,
	fRank: 10, fRole: 20, fRole + 1: 15, fKind + 2: 20, fClass + 6: 20, fGroup: 20,
	fSamePronoun: 20, fParallel: 5, fMainClause: 5, fNested: -15, fQuoteIn: -20,
	fQuoteOut: -10, fParagraph: -20, fCommands: 15, fPossOfSubject: 20, fSays: 20, fSaysBody: 15, fActs: 10, fActsThing: -30,
	fSet: 5, fJoined: 10, fRecip: 15, fSubjSubj: 10,
}
