// Package lemma gives tokens their lemma.
//
// In: tokens and tags. Out: Token.Lemma. A lemma is made by an edit script
// (case, bytes to cut off the end, bytes to add). The script is that of the
// form and tags in the training data; for a form that is not there, that of
// its longest known ending with the same tags. Between the two come the
// irregular verbs and nouns of English, which no ending tells.
package lemma

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"dateline/ingest/nlp"
)

// version counts the changes of sections of the model.
const version = 1

// longest is the length of the longest ending that is looked up, in bytes.
const longest = 7

// A Lemmatizer is a loaded model. It is safe for concurrent use.
type Lemmatizer struct {
	lexicon   nlp.Lexicon // form or ending with tags -> number of a script
	scripts   []script
	irregular irregular
	scratch   sync.Pool
}

// script makes a lemma of a form.
type script struct {
	keep bool // keep the form as it is; else fold it
	cut  int  // bytes to take off the end
	add  string
}

// String is how a script is kept in the model: "f2y" folds, cuts 2, adds y.
func (s script) String() string {
	c := "f"
	if s.keep {
		c = "k"
	}
	return c + strconv.Itoa(s.cut) + " " + s.add
}

func parseScript(s string) (script, error) {
	head, add, ok := strings.Cut(s, " ")
	if !ok || head == "" {
		return script{}, fmt.Errorf("model lemma: bad script %q", s)
	}
	cut, err := strconv.Atoi(head[1:])
	if err != nil {
		return script{}, fmt.Errorf("model lemma: bad script %q", s)
	}
	return script{head[0] == 'k', cut, add}, nil
}

// New returns the step that lemmatizes with the embedded model.
func New() (nlp.Step, error) {
	m, err := nlp.EmbeddedModel("lemma", version)
	if err != nil {
		return nlp.Step{}, err
	}
	l, err := open(m)
	if err != nil {
		return nlp.Step{}, err
	}
	return l.Step(), nil
}

// Open returns the lemmatizer of a model file.
func Open(b []byte) (*Lemmatizer, error) {
	m, err := nlp.OpenModel(b, "lemma", version)
	if err != nil {
		return nil, err
	}
	return open(m)
}

func open(m *nlp.Model) (*Lemmatizer, error) {
	l := &Lemmatizer{irregular: newIrregular()}
	l.scratch.New = func() any { return &scratch{} }
	var err error
	if l.lexicon, err = nlp.NewLexicon(m, "lexicon"); err != nil {
		return nil, err
	}
	lines, err := m.Strings("scripts")
	if err != nil {
		return nil, err
	}
	for _, line := range lines {
		s, err := parseScript(line)
		if err != nil {
			return nil, err
		}
		l.scripts = append(l.scripts, s)
	}
	return l, nil
}

// Step returns the lemmatizer as a step of a pipeline.
func (l *Lemmatizer) Step() nlp.Step {
	return nlp.Step{Name: "lemma", Needs: nlp.Tokens | nlp.Tags, Gives: nlp.Lemmas, Run: l.run}
}

// scratch holds the lemmas of a document that are not part of its text.
type scratch struct {
	norm, made []byte
	spans      []span
}

// span is the lemma made[begin:end] of a token.
type span struct{ token, begin, end int32 }

func (l *Lemmatizer) run(d *nlp.Document) {
	s := l.scratch.Get().(*scratch)
	s.made, s.spans = s.made[:0], s.spans[:0]
	for i := range d.Tokens {
		t := &d.Tokens[i]
		form := d.Text[t.Start:t.End]
		if t.POS == "NUM" && numeral(form) {
			s.number(int32(i), form, t)
			continue
		}
		s.norm = nlp.Normalize(s.norm[:0], form)
		tags := nlp.Mix(nlp.HashBytes(t.POS), nlp.HashBytes(t.Tag))
		sc, ok := l.whole(s.norm, tags)
		if !ok {
			if t.Lemma = l.irregular.of(s.norm, t.Tag); t.Lemma != "" {
				continue
			}
			if sc, ok = l.base(s.norm, t); !ok {
				sc = l.ending(s.norm, tags)
			}
		}
		if len(form) > 64 || sc.cut > len(form) {
			t.Lemma = form
			continue
		}
		if sc.keep && sc.add == "" && sc.cut < len(form) {
			t.Lemma = form[:len(form)-sc.cut]
			continue
		}
		begin := len(s.made)
		s.made = sc.apply(s.made, form)
		made := s.made[begin:]
		if len(made) <= len(form) && string(made) == form[:len(made)] {
			t.Lemma, s.made = form[:len(made)], s.made[:begin]
			continue
		}
		s.spans = append(s.spans, span{int32(i), int32(begin), int32(len(s.made))})
	}
	made := string(s.made)
	for _, p := range s.spans {
		d.Tokens[p.token].Lemma = made[p.begin:p.end]
	}
	l.scratch.Put(s)
}

// numeral reports whether a form has a digit.
func numeral(form string) bool { return strings.ContainsAny(form, "0123456789") }

// number gives a numeral its lemma: "1,200" is "1200". Scripts are for words.
func (s *scratch) number(token int32, form string, t *nlp.Token) {
	if !strings.Contains(form, ",") {
		t.Lemma = form
		return
	}
	begin := len(s.made)
	for i := range len(form) {
		if form[i] != ',' {
			s.made = append(s.made, form[i])
		}
	}
	s.spans = append(s.spans, span{token, int32(begin), int32(len(s.made))})
}

// apply appends the lemma of form to dst.
func (s script) apply(dst []byte, form string) []byte {
	begin := len(dst)
	if s.keep {
		dst = append(dst, form...)
	} else {
		dst = nlp.Fold(dst, form)
	}
	if n := len(dst) - s.cut; n >= begin && n+len(s.add) > begin {
		dst = append(dst[:n], s.add...)
	}
	return dst
}

// whole returns the script of a normalised form with its tags, if it is known.
func (l *Lemmatizer) whole(norm []byte, tags uint64) (script, bool) {
	n, ok := l.lexicon.Get(whole(norm, tags))
	if !ok || int(n) >= len(l.scripts) {
		return script{}, false
	}
	return l.scripts[n], true
}

// ending returns the script of the longest known ending of a form with its
// tags; one that keeps the form if there is none.
func (l *Lemmatizer) ending(norm []byte, tags uint64) script {
	for k := min(longest, len(norm)); k >= 0; k-- {
		if n, ok := l.lexicon.Get(ending(norm, k, tags)); ok && int(n) < len(l.scripts) {
			return l.scripts[n]
		}
	}
	return script{keep: true}
}

// base returns the script that makes a form of a verb the base form that is
// known of it, "evading" "evade" and not "evad"; the base form itself is left
// as it is.
func (l *Lemmatizer) base(norm []byte, t *nlp.Token) (script, bool) {
	if t.POS != "VERB" || len(norm) < 4 || len(norm) > 60 {
		return script{}, false
	}
	var end string
	switch t.Tag {
	case "VB", "VBP":
		last, before := norm[len(norm)-1], norm[len(norm)-2]
		return script{}, !(last == 's' && before != 's') && !(last == 'd' && before == 'e') // taggers take others for it
	case "VBG":
		end = "ing"
	case "VBD", "VBN":
		end = "ed"
	case "VBZ":
		end = "es"
	}
	n := len(norm) - len(end)
	if end == "" || n < 2 || string(norm[n:]) != end {
		return script{}, false
	}
	var room [64]byte
	stem := append(room[:0], norm[:n]...)
	switch {
	case l.verb(append(stem, 'e')):
		return script{cut: len(end), add: "e"}, true
	case l.verb(stem):
		return script{cut: len(end)}, true
	case stem[n-1] == stem[n-2] && l.verb(stem[:n-1]):
		return script{cut: len(end) + 1}, true
	case silent(stem):
		return script{cut: len(end), add: "e"}, true
	}
	return script{}, false
}

// silent reports whether a stem of several syllables is one that English verbs
// have with a silent e only: "evad", "capsiz", "collud".
func silent(stem []byte) bool {
	n := len(stem)
	if n < 4 || vowel(stem[n-3]) || !strings.ContainsFunc(string(stem[:n-3]), func(c rune) bool { return vowel(byte(c)) }) {
		return false
	}
	switch string(stem[n-2:]) {
	case "ad", "id", "ud", "at", "iz", "uc":
		return true
	}
	return false
}

func vowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }

// verb reports whether a form is known as the base form of a verb.
func (l *Lemmatizer) verb(norm []byte) bool {
	for _, tag := range [...]string{"VB", "VBP"} {
		if s, ok := l.whole(norm, nlp.Mix(nlp.HashBytes("VERB"), nlp.HashBytes(tag))); ok && s.cut == 0 && s.add == "" {
			return true
		}
	}
	return false
}

func whole(norm []byte, tags uint64) uint64 { return nlp.Mix(nlp.HashBytes(norm), tags) }

func ending(norm []byte, k int, tags uint64) uint64 {
	return nlp.Mix(nlp.Mix(nlp.HashBytes(norm[len(norm)-k:]), tags), uint64(k+1))
}
