package coref

import (
	"encoding/binary"
	"fmt"

	"dateline/ingest/nlp"
)

// version of the features and of the sections of the model file.
const version = 2

// The kinds of pronoun that have weights of their own.
const (
	formHe = iota
	formIt
	formThey
	forms
)

func formOf(pronoun string) int {
	switch pronoun {
	case "it", "its", "itself":
		return formIt
	case "they", "them", "their", "theirs", "themselves":
		return formThey
	}
	return formHe
}

// A bar is how far the best candidate must be ahead of none and of the second,
// in units of 1/scale of the log odds.
type bar struct{ null, second int }

// scale is how many units a weight of 1 takes.
const scale = 64

// weights by feature; nobody changes them once they are read.
type weights [features]int16

// readWeights reads the sections he, it and they: a weight of two bytes, little
// endian, for each feature.
func readWeights(m *nlp.Model) (w [forms]*weights, err error) {
	for form, name := range formNames {
		b, err := m.Section(name)
		if err != nil {
			return w, err
		}
		if len(b) != 2*features {
			return w, fmt.Errorf("model %s: section %s has %d bytes, want %d", m.Step, name, len(b), 2*features)
		}
		w[form] = new(weights)
		for i := range w[form] {
			w[form][i] = int16(binary.LittleEndian.Uint16(b[2*i:]))
		}
	}
	return w, nil
}

var formNames = [forms]string{"he", "it", "they"}

// bars are set so that about nine in ten of the pronouns for people and of
// they, and eight in ten of it, are right in the training documents.
var bars = [forms]bar{
	formHe:   {0, 60},
	formIt:   {80, 80},
	formThey: {70, 70},
}
