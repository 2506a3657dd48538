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
	"dateline/ingest/nlp/neural"
	"dateline/ingest/nlp/segment"
)

// The models that have a name; any other name is the path of a model file.
const (
	FastModel     = "fast"     // compiled into the program
	AccurateModel = "accurate" // the file accurate.dlnn, which reads together with fast
)

// ModelExt ends the names of model files.
const ModelExt = ".dlnn"

// OpenModel returns the steps from a text to its trees and the spans of its
// names, by the model of a name or path ("" is FastModel), and what tells its
// readings from those of other models.
func OpenModel(name string, world *gazetteer.Table) (steps []nlp.Step, id string, err error) {
	if name == "" {
		name = FastModel
	}
	reader, err := openReader(name)
	if err != nil {
		return nil, "", fmt.Errorf("model %s: %w", name, err)
	}
	for _, open := range []func() (nlp.Step, error){
		segment.New, func() (nlp.Step, error) { return reader.Step(), nil }, lemma.New,
	} {
		step, err := open()
		if err != nil {
			return nil, "", err
		}
		steps = append(steps, step)
	}
	return steps, reader.ID(), nil
}

// openReader opens a model, and the one that it reads together with.
func openReader(name string) (*neural.Reader, error) {
	m, err := openModel(name)
	if err != nil {
		return nil, err
	}
	switch beside := m.Beside(); beside {
	case "":
		return neural.NewReader(m), nil
	case FastModel:
		second, err := openModel(beside)
		if err != nil {
			return nil, err
		}
		return neural.NewPair(m, second)
	default:
		return nil, fmt.Errorf("the file is to be read together with the model %q, which this program does not have", beside)
	}
}

func openModel(name string) (*neural.Model, error) {
	b, err := readModel(name)
	if err != nil {
		return nil, err
	}
	return neural.Open(b)
}

// readModel returns the bytes of a model file. The accurate one is looked for
// beside the program, then in the current folder.
func readModel(name string) ([]byte, error) {
	switch name {
	case FastModel:
		return nlp.EmbeddedFile(FastModel + ModelExt)
	case AccurateModel:
		file := AccurateModel + ModelExt
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
		return nil, fmt.Errorf("looked for %s, and it is not there; put the file beside the program or name its path", strings.Join(places, " and "))
	}
	return os.ReadFile(name)
}
