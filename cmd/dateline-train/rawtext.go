package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"dateline/ingest/nlp"
	"dateline/ingest/nlp/segment"
)

// Sizes of the clusters: how many classes, and how often a word must occur.
const (
	coarseClasses = 64
	fineClasses   = 320
	exchanges     = 12
	leastCount    = 3
)

// clusters groups the words of all text that may be trained on, by the
// segmenter that was trained before.
func (s settings) clusters() (map[uint64]uint32, error) {
	docs, err := s.training()
	if err != nil {
		return nil, err
	}
	b, err := os.ReadFile(filepath.Join(s.out, "segment.bin"))
	if err != nil {
		return nil, err
	}
	segmenter, err := segment.Open(b)
	if err != nil {
		return nil, err
	}
	raw, err := s.rawTexts()
	if err != nil {
		return nil, err
	}
	step := segmenter.Step()
	for _, text := range raw {
		d := &nlp.Document{Text: text}
		step.Run(d)
		docs = append(docs, d)
	}
	var sentences [][]uint64
	var norm []byte
	words := 0
	for _, d := range docs {
		for _, sentence := range d.Sentences {
			var hashes []uint64
			for i := sentence.First; i < sentence.Last; i++ {
				norm = nlp.Normalize(norm[:0], d.Form(i))
				hashes = append(hashes, nlp.HashBytes(norm))
			}
			words += len(hashes)
			sentences = append(sentences, hashes)
		}
	}
	c := newCorpus(sentences, leastCount)
	fmt.Fprintf(s.log, "clusters: %d words, %d forms\n", words, len(c.keys))
	coarse, fine := c.exchange(coarseClasses, exchanges), c.exchange(fineClasses, exchanges)
	out := map[uint64]uint32{}
	for i, h := range c.keys {
		out[h] = uint32(coarse[i+2]+1) | uint32(fine[i+2]+1)<<16
	}
	return out, nil
}

// rawTexts reads the texts of the other sets that may be trained on, in a
// fixed order.
func (s settings) rawTexts() ([]string, error) {
	out, err := newsTexts(filepath.Join(s.data, "news", "current-events.jsonl"))
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"gap-development.tsv", "gap-validation.tsv"} {
		err := eachLine(filepath.Join(s.data, "coref", "gap", name), func(line string) error {
			if col := strings.Split(line, "\t"); len(col) > 2 && col[0] != "ID" {
				out = append(out, col[1])
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	// Sets that come as one word a line, with the word in a column.
	columns := []struct {
		glob string
		word int
	}{
		{"coref/litbank/coref-conll/*.conll", 3},
		{"ner/wikigold/CONLL-format/data/*.txt", 0},
		{"ner/crossner/*/train.txt", 0},
	}
	for _, c := range columns {
		files, err := filepath.Glob(filepath.Join(s.data, filepath.FromSlash(c.glob)))
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			text, err := columnText(f, c.word)
			if err != nil {
				return nil, err
			}
			out = append(out, text)
		}
	}
	return out, nil
}

func newsTexts(path string) ([]string, error) {
	var out []string
	err := eachLine(path, func(line string) error {
		var item struct{ Text string }
		if err := json.Unmarshal([]byte(line), &item); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		out = append(out, item.Text)
		return nil
	})
	return out, err
}

// columnText joins the words of a column by blanks, sentences by newlines.
func columnText(path string, column int) (string, error) {
	var b strings.Builder
	err := eachLine(path, func(line string) error {
		f := strings.Fields(line)
		switch {
		case len(f) <= column:
			b.WriteByte('\n')
		case !strings.HasPrefix(line, "#") || column == 0:
			b.WriteString(f[column])
			b.WriteByte(' ')
		}
		return nil
	})
	return b.String(), err
}

func eachLine(path string, do func(string) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(make([]byte, 1<<16), 1<<26)
	for in.Scan() {
		if err := do(in.Text()); err != nil {
			return err
		}
	}
	return in.Err()
}
