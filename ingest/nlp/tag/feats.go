package tag

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dateline/ingest/nlp"
)

// feats chooses the features of a token when both tags are known. The form
// and the class leave few, mostly one: the classifier chooses among these.
type feats struct {
	values  []string
	options [][]uint16  // sets of numbers in values, the most frequent first
	exact   nlp.Lexicon // normalised form and class -> set, for frequent forms
	class   []uint16    // class -> set
	table   *nlp.Table
	passive []bool   // values with Voice=Pass
	perfect []uint64 // the forms of "have", normalised
}

// openFeats reads the sections of the model; class holds the set of each
// class.
func openFeats(m *nlp.Model, class []uint16) (f feats, err error) {
	f.class = class
	if f.values, err = m.Strings("feats"); err != nil {
		return f, err
	}
	if f.exact, err = nlp.NewLexicon(m, "exact"); err != nil {
		return f, err
	}
	if f.table, err = nlp.NewTable(m, "choice"); err != nil {
		return f, err
	}
	lines, err := m.Strings("options")
	if err != nil {
		return f, err
	}
	for _, line := range lines {
		var set []uint16
		for _, n := range strings.Fields(line) {
			v, err := strconv.Atoi(n)
			if err != nil || v < 0 || v >= len(f.values) || v >= f.table.Classes() {
				return f, fmt.Errorf("model tag: bad options %q", line)
			}
			set = append(set, uint16(v))
		}
		if len(set) == 0 {
			return f, fmt.Errorf("model tag: empty options")
		}
		f.options = append(f.options, set)
	}
	for _, v := range f.values {
		f.passive = append(f.passive, strings.Contains(v, "Voice=Pass"))
	}
	for _, form := range []string{"have", "has", "had", "having", "'ve", "'d"} {
		f.perfect = append(f.perfect, nlp.HashBytes(form))
	}
	for _, n := range class {
		if int(n) >= len(f.options) {
			return f, fmt.Errorf("model tag: options %d of %d", n, len(f.options))
		}
	}
	return f, nil
}

// set returns what a normalised form of a class may be.
func (f *feats) set(norm uint64, class int) []uint16 {
	n, ok := f.exact.Get(nlp.Mix(norm, uint64(class)))
	if !ok || int(n) >= len(f.options) {
		n = uint32(f.class[class])
	}
	return f.options[n]
}

// choose returns the features of word i of ws, whose classes are given.
func (f *feats) choose(s *scratch, i int, classes []class) string {
	set := f.set(s.words[i+2].norm, int(s.classes[i]))
	if len(set) == 1 {
		return f.values[set[0]]
	}
	s.features = choiceFeatures(s.features[:0], s.words, s.classes, classes, i, set[0])
	s.scores.Reset(f.table)
	f.table.Add(&s.scores, s.features)
	best := -1
	active := f.active(s, i, classes)
	for _, v := range set {
		if (best < 0 || s.scores.Get(int(v)) > s.scores.Get(best)) && !(active && f.passive[v]) {
			best = int(v)
		}
	}
	if best < 0 {
		best = int(set[0])
	}
	return f.values[best]
}

// active reports whether the nearest auxiliary before word i is a form of
// "have" ("has strongly opposed"): what follows it is no passive.
func (f *feats) active(s *scratch, i int, classes []class) bool {
	for j := i - 1; j >= max(i-6, 0); j-- {
		switch classes[s.classes[j]].pos {
		case "AUX":
			return slices.Contains(f.perfect, s.words[j+2].norm)
		case "ADV", "PRON", "PART", "DET", "NOUN", "PROPN":
		default:
			return false
		}
	}
	return false
}

// choiceFeatures are those of word i, numbers being the classes of all words
// and usual its most frequent features.
func choiceFeatures(f []uint64, ws []word, numbers []int32, classes []class, i int, usual uint16) []uint64 {
	w, l, r := &ws[i+2], &ws[i+1], &ws[i+3]
	class := func(j int) uint64 {
		if j < 0 || j >= len(numbers) {
			return 0
		}
		return uint64(numbers[j] + 1)
	}
	c, u := class(i), uint64(usual)
	// The nearest noun or pronoun and the nearest auxiliary before the word:
	// a subject gives person and number, an auxiliary the passive.
	subject, auxiliary, from := uint64(0), uint64(0), uint64(0)
	for j := i - 1; j >= 0 && j >= i-8 && (subject == 0 || auxiliary == 0); j-- {
		switch k := &classes[numbers[j]]; {
		case subject == 0 && (k.pos == "PRON" || k.pos == "NOUN" || k.pos == "PROPN"):
			subject, from = ws[j+2].norm, class(j)
		case auxiliary == 0 && k.pos == "AUX":
			auxiliary = ws[j+2].norm
		}
	}
	start := uint64(min(i, 2))
	n := uint64(0)
	add := func(a, b uint64) { n++; f = append(f, nlp.Mix(nlp.Mix(n<<56, a), b)) }
	add(c, 0)
	add(c, u)
	add(w.norm, c)
	add(w.suffix[2], c)
	add(w.suffix[1], w.shape)
	add(c, l.norm)
	add(c, r.norm)
	add(w.norm, l.norm)
	add(w.norm, r.norm)
	add(c, nlp.Mix(class(i-1), 0))
	add(c, nlp.Mix(class(i+1), 1))
	add(c, nlp.Mix(class(i-1), class(i-2)))
	add(c, nlp.Mix(class(i+1), class(i+2)))
	add(c, nlp.Mix(class(i-1), class(i+1)))
	add(w.norm, class(i-1))
	add(w.norm, class(i+1))
	add(c, nlp.Mix(subject, 2))
	add(c, nlp.Mix(from, 3))
	add(w.norm, nlp.Mix(subject, 4))
	add(w.norm, nlp.Mix(from, 5))
	add(c, nlp.Mix(auxiliary, 6))
	add(c, nlp.Mix(auxiliary, l.norm))
	add(nlp.Mix(c, start), nlp.Mix(class(i-1), class(i+1)))
	add(nlp.Mix(c, start), nlp.Mix(from, auxiliary))
	add(c, w.fine)
	return f
}
