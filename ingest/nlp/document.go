// Package nlp holds the language of words: the Document that every step of
// the reading pipeline annotates, and the Step and Pipeline that run them.
//
// In: the stored text of one article (UTF-8, NFC, LF) and its date.
// Out: the same text with tokens, sentences, trees, names, times and chains.
//
// The steps are rooms of their own (segment, tag, lemma, parse, names, dates,
// coref): each one fills the layer it says it gives and nothing else. All
// offsets in this package and below are bytes of Document.Text.
package nlp

import "fmt"

// Layers is a set of annotation layers of a Document.
type Layers uint16

// The layers, in the order in which the standard pipeline fills them.
const (
	Tokens    Layers = 1 << iota // Tokens.{Start,End}
	Sentences                    // Sentences
	Tags                         // Tokens.{POS,Tag,Feats}
	Lemmas                       // Tokens.Lemma
	Trees                        // Tokens.{Head,Rel}
	Spans                        // Spans
	Names                        // Mentions of kind Name
	Times                        // Times
	Chains                       // Mentions of the other kinds, Chains
)

// Has reports whether l contains every layer of m.
func (l Layers) Has(m Layers) bool { return l&m == m }

// A Document is one text and what has been read off it so far. It owns flat
// slices; everything else points into them by index. It is not safe for
// concurrent use; one worker annotates it from end to end.
type Document struct {
	Text      string
	Title     int // bytes of the title at the beginning of Text, 0 without one
	Date      Date
	Tokens    []Token
	Sentences []Sentence
	Spans     []Span
	Mentions  []Mention
	Times     []Time
	Chains    []Chain
	Done      Layers
}

// A Token is one syntactic word in the style of UD English. It holds no text:
// its form is Text[Start:End]. Clitics and the parts of hyphenated compounds
// are tokens of their own.
type Token struct {
	Start, End int32
	Head       int32  // index in Document.Tokens of the head; -1 for the root of a sentence
	POS        string // universal tag: "NOUN"
	Tag        string // Penn tag: "NNS"
	Feats      string // UD features, sorted, "Number=Plur"; "" for none
	Lemma      string
	Rel        string // UD relation with its subtype: "nsubj:pass"
}

// A Sentence is the tokens [First, Last) of a document.
type Sentence struct {
	First, Last int32
	Paragraph   int32 // number of its paragraph from 0; the title is a paragraph of its own
	Skip        bool  // a repetition of an earlier paragraph, or boilerplate: it yields no statement
}

// A Span is the tokens [First, Last) of a name as a model sees it, before
// tables and rules make a mention of it. Class is Person, Organization, Place,
// EventName or Product. Spans are sorted and do not overlap.
type Span struct {
	First, Last int32
	Class       Class
}

// MentionKind says how a mention refers.
type MentionKind uint8

// The kinds of mention.
const (
	Name    MentionKind = iota // "Vladimir Putin", "the White House"
	Nominal                    // "the two leaders", "an air base in Syria"
	Pronoun                    // "it", "their"
)

// Class is what kind of thing a mention or a chain is.
type Class uint8

// The classes. Nationality is the class of demonyms ("Russian"): they point
// to a country but do not name it.
const (
	Unknown Class = iota
	Person
	Organization
	Country
	Place
	Facility
	Group
	EventName
	Product
	Nationality
	Other
)

var classNames = [...]string{"unknown", "person", "organization", "country", "place",
	"facility", "group", "event", "product", "nationality", "other"}

// String returns the lower-case name of c: "person".
func (c Class) String() string {
	if int(c) < len(classNames) {
		return classNames[c]
	}
	return fmt.Sprintf("class(%d)", uint8(c))
}

// A Mention is a stretch of tokens [First, Last) that refers to something.
// Names come from the names step, the other kinds from coreference. Mentions
// are sorted by First, then by Last, longest first.
type Mention struct {
	First, Last int32
	Head        int32 // token that carries the mention's syntax
	Kind        MentionKind
	Class       Class
	Ref         string // gazetteer key: the country of a country, demonym or capital; "" if none
	Chain       int32  // index in Document.Chains; -1 if it belongs to none
}

// A Chain is all mentions of one thing in one document.
type Chain struct {
	Class    Class
	Name     string  // canonical name, contract.md: the fullest proper name without title; "" if no name is known
	Ref      string  // gazetteer key of its country, of the country it governs, or "" (see Governs)
	Governs  bool    // the chain is the government of country Ref ("Moscow" that speaks), or a body that acts for it
	Mentions []int32 // indexes in Document.Mentions, ascending
	Members  []int32 // chains of which this one is the group ("the two leaders"); nil if it is no group
}

// Form returns the text of token i.
func (d *Document) Form(i int32) string {
	t := d.Tokens[i]
	return d.Text[t.Start:t.End]
}

// Span returns the byte offsets of the tokens [first, last).
func (d *Document) Span(first, last int32) (start, end int32) {
	if first >= last {
		return 0, 0
	}
	return d.Tokens[first].Start, d.Tokens[last-1].End
}

// Feat returns the value of a UD feature of the token, "" if it has none:
// Feat("Number") is "Plur" for "Case=Nom|Number=Plur".
func (t *Token) Feat(name string) string {
	f := t.Feats
	for f != "" {
		end := len(f)
		for i := range len(f) {
			if f[i] == '|' {
				end = i
				break
			}
		}
		if n := len(name); n < end && f[:n] == name && f[n] == '=' {
			return f[n+1 : end]
		}
		if end == len(f) {
			break
		}
		f = f[end+1:]
	}
	return ""
}
