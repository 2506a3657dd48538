// Package segment cuts the text of an article into tokens and sentences.
//
// In: Document.Text and Document.Title. Out: Document.Tokens with their byte
// offsets and Document.Sentences with their paragraphs. Tokens are those of
// UD English: clitics and the parts of most hyphenated compounds are tokens
// of their own. Every byte that is not blank belongs to exactly one token.
//
// Where a token may end, and where a sentence may end, two perceptrons
// decide; a line break ends a sentence by itself, unless the text is wrapped.
package segment

import (
	"math"
	"sync"
	"unicode"
	"unicode/utf8"

	"dateline/ingest/nlp"
)

// version counts the changes of features and sections of the model.
const version = 2

// A Segmenter is a loaded model. It is safe for concurrent use.
type Segmenter struct {
	tokens    *nlp.Table // class 1: a token ends here
	sentences *nlp.Table // class 1: a sentence ends here
	lexicons
	scratch sync.Pool
}

// lexicons are what is known of words, by the hashes of their normal forms.
type lexicons struct {
	splits nlp.Lexicon // run of letters -> bit n is set if it is cut after its byte n
	known  nlp.Lexicon // tokens with signs in them: "U.S.", ":-)"
	small  nlp.Lexicon // words that are mostly written in small letters
	titles map[string]bool
}

type scratch struct {
	cutter
	words []word
	lines []line
	seen  map[uint64]bool
	norm  []byte
}

// New returns the step that segments with the embedded model.
func New() (nlp.Step, error) {
	m, err := nlp.EmbeddedModel("segment", version)
	if err != nil {
		return nlp.Step{}, err
	}
	s, err := open(m)
	if err != nil {
		return nlp.Step{}, err
	}
	return s.Step(), nil
}

// Open returns the segmenter of a model file.
func Open(b []byte) (*Segmenter, error) {
	m, err := nlp.OpenModel(b, "segment", version)
	if err != nil {
		return nil, err
	}
	return open(m)
}

func open(m *nlp.Model) (*Segmenter, error) {
	s := &Segmenter{}
	s.scratch.New = func() any { return &scratch{seen: map[uint64]bool{}} }
	var err error
	if s.tokens, err = nlp.NewTable(m, "tokens"); err != nil {
		return nil, err
	}
	if s.sentences, err = nlp.NewTable(m, "sentences"); err != nil {
		return nil, err
	}
	if s.splits, err = nlp.NewLexicon(m, "splits"); err != nil {
		return nil, err
	}
	if s.known, err = nlp.NewLexicon(m, "known"); err != nil {
		return nil, err
	}
	if s.small, err = nlp.NewLexicon(m, "small"); err != nil {
		return nil, err
	}
	if s.titles, err = newTitles(); err != nil {
		return nil, err
	}
	return s, nil
}

// Step returns the segmenter as a step of a pipeline.
func (s *Segmenter) Step() nlp.Step {
	return nlp.Step{Name: "segment", Gives: nlp.Tokens | nlp.Sentences, Run: s.run}
}

func (s *Segmenter) run(d *nlp.Document) {
	x := s.scratch.Get().(*scratch)
	text := d.Text[:min(len(d.Text), math.MaxInt32-1)]
	d.Tokens, d.Sentences = d.Tokens[:0], d.Sentences[:0]
	if d.Tokens == nil {
		d.Tokens = make([]nlp.Token, 0, len(text)/5+8)
	}
	x.lines = paragraphs(x.lines[:0], text, d.Title)
	clear(x.seen)
	for n, p := range x.lines {
		first := len(d.Tokens)
		x.cutter.begin(s.lexicons, s.tokens)
		for at := p.start; at < p.end; {
			start, end := chunk(text[:p.end], at)
			if start == end {
				break
			}
			d.Tokens = x.cutter.cut(d.Tokens, text[:p.end], start, end)
			at = end
		}
		if len(d.Tokens) == first {
			continue
		}
		sentence := len(d.Sentences)
		x.words = s.words(x.words[:0], text, d.Tokens[first:], &x.norm)
		place := 0
		if p.start >= d.Title {
			place = dateline(text, d.Tokens[first:])
		}
		if place > 0 {
			d.Sentences = append(d.Sentences, nlp.Sentence{First: int32(first), Last: int32(first + place), Paragraph: int32(n)})
		}
		d.Sentences = s.divide(d.Sentences, x.words[place:], int32(first+place), int32(n), p.start < d.Title)
		var skip bool
		if skip, x.norm = repeated(x.seen, text[p.start:p.end], x.norm); !skip {
			skip = n > 0 && boilerplate(string(x.norm), len(d.Tokens)-first, ended(x.words))
		}
		for i := sentence; i < len(d.Sentences); i++ {
			d.Sentences[i].Skip = skip
		}
	}
	renumber(d.Sentences)
	s.scratch.Put(x)
}

// ended reports whether the last sign of a paragraph is one that ends a
// sentence, quotes and brackets aside.
func ended(ws []word) bool {
	for i := len(ws) - 1; i >= 0; i-- {
		switch ws[i].tail {
		case '.', '!', '?', '…':
			return true
		case '"', '”', '’', '\'', ')', ']':
			continue
		}
		return false
	}
	return false
}

// renumber makes the paragraphs that hold tokens follow each other from 0.
func renumber(sentences []nlp.Sentence) {
	number, last := int32(-1), int32(-1)
	for i := range sentences {
		if p := sentences[i].Paragraph; p != last {
			last = p
			number++
		}
		sentences[i].Paragraph = number
	}
}

// chunk returns the next stretch of text from at that holds no blank; start
// and end are equal when there is none.
func chunk(text string, at int) (start, end int) {
	start = at
	for start < len(text) {
		r, n := utf8.DecodeRuneInString(text[start:])
		if !blank(r) {
			break
		}
		start += n
	}
	end = start
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if blank(r) {
			break
		}
		end += n
	}
	return start, end
}

// blank reports whether r belongs to no token: white space, and what has no
// width and joins nothing.
func blank(r rune) bool {
	switch {
	case r == ' ' || r == '\n' || r == '\t':
		return true
	case r < ' ' || r == 0x7F:
		return true
	case r < 0x80:
		return false
	case r == 0x200B || r == 0x2060 || r == 0xFEFF || r == 0xAD || r >= 0x80 && r < 0xA0:
		return true
	}
	return unicode.IsSpace(r)
}
