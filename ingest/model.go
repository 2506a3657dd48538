package ingest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
	"dateline/ingest/nlp/lemma"
	"dateline/ingest/nlp/names"
	"dateline/ingest/nlp/neural"
	"dateline/ingest/nlp/parse"
	"dateline/ingest/nlp/segment"
	"dateline/ingest/nlp/tag"
)

// The models that have a name; any other name is the path of a model file.
const (
	FastModel     = "fast"     // compiled into the program
	AccurateModel = "accurate" // the file accurate.dlnn: larger and slower
	LinearModel   = "linear"   // the first models, which are not neural

	// DefaultModel is the one that "" stands for.
	DefaultModel = LinearModel
)

// modelExt ends the names of model files.
const modelExt = ".dlnn"

// OpenModel returns the steps from a text to its trees and the spans of its
// names, by the model of a name or path, and an id: two models whose readings
// may differ have different ones.
func OpenModel(name string, world *gazetteer.Table) (steps []nlp.Step, id string, err error) {
	if name == "" {
		name = DefaultModel
	}
	opens := []func() (nlp.Step, error){
		segment.New, tag.New, lemma.New, parse.New, func() (nlp.Step, error) { return names.NewLinear(world) },
	}
	if name != LinearModel {
		b, err := readModel(name)
		if err != nil {
			return nil, "", err
		}
		m, err := neural.Open(b)
		if err != nil {
			return nil, "", fmt.Errorf("model %s: %w", name, err)
		}
		id = m.ID()
		opens = []func() (nlp.Step, error){
			segment.New, func() (nlp.Step, error) { return neural.NewReader(m).Step(), nil }, lemma.New,
		}
	}
	for _, open := range opens {
		step, err := open()
		if err != nil {
			return nil, "", err
		}
		steps = append(steps, step)
	}
	return steps, id, nil
}

// readModel returns the bytes of a model file. The accurate one is looked for
// beside the program, then in the current folder.
func readModel(name string) ([]byte, error) {
	switch name {
	case FastModel:
		return nlp.EmbeddedFile(FastModel + modelExt)
	case AccurateModel:
		file := AccurateModel + modelExt
		places := []string{file}
		if program, err := os.Executable(); err == nil {
			if real, err := filepath.EvalSymlinks(program); err == nil {
				program = real
			}
			places = []string{filepath.Join(filepath.Dir(program), file), file}
		}
		for _, path := range places {
			b, err := os.ReadFile(path)
			if !errors.Is(err, fs.ErrNotExist) {
				return b, err
			}
		}
		return nil, fmt.Errorf("model %s: looked for %s, and it is not there; put the file beside the program or name its path",
			name, strings.Join(places, " and "))
	}
	b, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) && !strings.ContainsAny(name, `/\.`) {
		return nil, fmt.Errorf("model %s: no such model and no such file; want %s, %s or the path of a %s file", name, FastModel, AccurateModel, modelExt)
	}
	return b, err
}
