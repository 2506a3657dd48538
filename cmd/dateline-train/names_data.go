package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/ingest/nlp"
	"dateline/ingest/nlp/names"
)

// labelled collects words with BIO labels into examples, one a document. The
// text is the words joined by blanks, cut at hyphens as UD does.
type labelled struct {
	out     []names.Example
	text    strings.Builder
	doc     nlp.Document
	allowed []names.Set
	types   func(label string) []names.Type // of a label without B- or I-; nil: see unclear

	labels []string // of the sentence, one for each token
}

// word adds a word; the parts of a hyphenated one share its label.
func (l *labelled) word(form, label string) {
	space := true
	for form != "" {
		n := cut(form)
		if space && l.text.Len() > 0 {
			l.text.WriteByte(' ')
		}
		begin := int32(l.text.Len())
		l.text.WriteString(form[:n])
		l.doc.Tokens = append(l.doc.Tokens, nlp.Token{Start: begin, End: int32(l.text.Len()), Head: -1})
		l.labels = append(l.labels, label)
		if strings.HasPrefix(label, "B-") {
			label = "I-" + label[2:]
		}
		form, space = form[n:], false
	}
}

// cut returns the length of the first token of a word: up to a hyphen between
// letters or digits, or the hyphen itself.
func cut(form string) int {
	if form[0] == '-' {
		return 1
	}
	for i := 1; i < len(form)-1; i++ {
		if form[i] != '-' {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(form[:i])
		after, _ := utf8.DecodeRuneInString(form[i+1:])
		if wordRune(before) && wordRune(after) {
			return i
		}
	}
	return len(form)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// endSentence turns labels into sets.
func (l *labelled) endSentence() {
	n := len(l.labels)
	if n == 0 {
		return
	}
	first := len(l.doc.Tokens) - n
	sets := make([]names.Set, n)
	for i := 0; i < n; {
		label := l.labels[i]
		if label == "O" {
			sets[i] = names.Outside
			i++
			continue
		}
		j := i + 1
		for j < n && l.labels[j] == "I-"+label[2:] {
			j++
		}
		if kinds := l.types(label[2:]); kinds != nil {
			names.Name(sets[i:j], kinds...)
		} else {
			for k := i; k < j; k++ {
				sets[k] = unclear
			}
		}
		i = j
	}
	l.allowed = append(l.allowed, sets...)
	l.doc.Sentences = append(l.doc.Sentences, nlp.Sentence{First: int32(first), Last: int32(len(l.doc.Tokens))})
	l.labels = l.labels[:0]
}

// endDocument starts a new text.
func (l *labelled) endDocument() {
	l.endSentence()
	if len(l.doc.Tokens) > 0 {
		d := l.doc
		d.Text = l.text.String()
		l.out = append(l.out, names.Example{Document: &d, Allowed: l.allowed})
	}
	l.doc, l.allowed = nlp.Document{}, nil
	l.text.Reset()
}

// conll reads a file of one word and its label a line. IOB1 labels (a name
// may begin with I-) are read as well.
func (l *labelled) conll(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(make([]byte, 1<<16), 1<<20)
	previous, sentences := "O", 0
	for in.Scan() {
		fields := strings.Fields(in.Text())
		if len(fields) < 2 || strings.HasPrefix(fields[0], "-DOCSTART-") {
			l.endSentence()
			previous = "O"
			// Sources without documents: short ones, so that nothing is shared
			// between texts that have nothing to do with each other.
			if sentences++; sentences%8 == 0 || len(fields) > 0 {
				l.endDocument()
			}
			continue
		}
		label := fields[len(fields)-1]
		if strings.HasPrefix(label, "I-") && (previous == "O" || previous[2:] != label[2:]) {
			label = "B-" + label[2:]
		}
		previous = label
		l.word(fields[0], label)
	}
	l.endDocument()
	return in.Err()
}

// unclear is what words may be that a source marks as something else: a
// nationality, an event, a work. To allow what a source knows nothing of
// wherever it is silent would let these types grow without check.
const unclear = names.Outside | names.Events | names.Products

// annotated reads the name sets that may be trained on.
func (s settings) annotated() ([]names.Example, error) {
	ner := filepath.Join(s.data, "ner")
	conll := func(set string) string { return filepath.Join(ner, set, "CONLL-format", "data") }
	domains := func(part string, list ...string) []string {
		var files []string
		for _, d := range list {
			files = append(files, filepath.Join(ner, "crossner", d, part+".txt"))
		}
		return files
	}
	crossner := slices.Concat(domains("train", "politics", "ai", "literature", "music", "science"),
		domains("dev", "ai", "literature", "music", "science")) // politics dev is for measuring
	tweets := func(list ...string) (files []string) {
		for _, x := range list {
			files = append(files, filepath.Join(conll("btc"), x+".conll"))
		}
		return files
	}
	var all []names.Example
	for _, source := range []struct {
		files []string
		types func(string) []names.Type
	}{
		{[]string{filepath.Join(conll("wikigold"), "wikigold.conll.txt")}, conllTypes},
		{[]string{filepath.Join(conll("wnut17"), "train", "wnut17train.conll"), filepath.Join(conll("wnut17"), "dev", "emerging.dev.conll")}, conllTypes},
		{tweets("a", "b", "e", "f", "g", "h"), conllTypes},
		{crossner, crossnerTypes},
	} {
		for _, file := range source.files {
			l := labelled{types: source.types}
			if err := l.conll(file); err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			all = append(all, l.out...)
		}
	}
	return all, nil
}

// conllTypes reads the labels of wikigold, WNUT 17 and BTC.
func conllTypes(label string) []names.Type {
	switch label {
	case "PER", "person":
		return []names.Type{names.Person}
	case "ORG", "corporation", "group":
		return []names.Type{names.Organization}
	case "LOC", "location":
		return []names.Type{names.Location}
	case "product", "creative-work":
		return []names.Type{names.Product}
	}
	return nil // MISC: nationalities, events, works
}

// crossnerTypes reads the labels of CrossNER.
func crossnerTypes(label string) []names.Type {
	switch label {
	case "person", "politician", "writer", "musicalartist", "researcher", "scientist":
		return []names.Type{names.Person}
	case "organisation", "politicalparty", "university", "band":
		return []names.Type{names.Organization}
	case "country", "location":
		return []names.Type{names.Location}
	case "election", "event", "conference":
		return []names.Type{names.Event}
	case "book", "album", "song", "poem", "product":
		return []names.Type{names.Product}
	}
	return nil
}
