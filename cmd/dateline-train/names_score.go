package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
	"dateline/ingest/nlp/names"
)

// namesSection measures names with gold tokens on the dev sets.
func namesSection() section {
	return section{"Names, gold tokens", func(_ context.Context, s settings, w io.Writer) error {
		world, err := gazetteer.New()
		if err != nil {
			return err
		}
		namer, err := names.New(world)
		if err != nil {
			return err
		}
		run, err := s.reading(world)
		if err != nil {
			return err
		}
		run = append(run[1:], namer)
		fmt.Fprintln(w, "| dev set | precision | recall | F1 | PER | ORG | LOC |\n|---|---|---|---|---|---|---|")
		for _, set := range []struct {
			name string
			path string
			read func(string) ([]named, error)
		}{
			{"UNER EWT dev", filepath.Join("ner", "uner", "en_ewt-ud-dev.iob2"), readUNER},
			{"CrossNER politics dev", filepath.Join("ner", "crossner", "politics", "dev.txt"), readCrossNER},
		} {
			golds, err := set.read(filepath.Join(s.data, set.path))
			if err != nil {
				return fmt.Errorf("%s: %w", set.path, err)
			}
			score := map[string]ratio{}
			for _, g := range golds {
				for _, step := range run {
					step.Run(g.document)
				}
				g.count(score)
			}
			all := score["all"]
			fmt.Fprintf(w, "| %s | %.2f | %.2f | %.2f |", set.name,
				100*float64(all.correct)/float64(max(all.system, 1)), 100*float64(all.correct)/float64(max(all.gold, 1)), all.f1())
			for _, c := range []string{"PER", "ORG", "LOC"} {
				fmt.Fprintf(w, " %.2f |", score[c].f1())
			}
			fmt.Fprintln(w)
		}
		return nil
	}}
}

// named is a document with the names that annotators saw in it.
type named struct {
	document *nlp.Document
	spans    map[[2]int32]string // tokens [first, last) to PER, ORG, LOC
}

// count compares the document's mentions with its names.
func (g named) count(score map[string]ratio) {
	add := func(class string, d ratio) {
		for _, c := range []string{class, "all"} {
			r := score[c]
			score[c] = ratio{r.correct + d.correct, r.gold + d.gold, r.system + d.system}
		}
	}
	for _, class := range g.spans {
		add(class, ratio{gold: 1})
	}
	for _, m := range g.document.Mentions {
		class := folded(m.Class)
		if m.Kind != nlp.Name || class == "" {
			continue
		}
		d := ratio{system: 1}
		if g.spans[[2]int32{m.First, m.Last}] == class {
			d.correct = 1
		}
		add(class, d)
	}
}

// folded is the class of CoNLL 2003 that a class falls into, "" for none.
func folded(c nlp.Class) string {
	switch c {
	case nlp.Person:
		return "PER"
	case nlp.Organization:
		return "ORG"
	case nlp.Country, nlp.Place, nlp.Facility:
		return "LOC"
	}
	return ""
}

// readUNER reads Universal NER: numbered words with IOB2 labels, the text of
// each sentence in a comment.
func readUNER(path string) ([]named, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []named
	in := bufio.NewScanner(f)
	in.Buffer(make([]byte, 1<<16), 1<<20)
	g := newNamed()
	at := 0 // in the text, where the next word is looked for
	open := "O"
	for line := 1; in.Scan(); line++ {
		s := in.Text()
		d := g.document
		switch {
		case strings.HasPrefix(s, "# newdoc"):
			if len(d.Tokens) > 0 {
				all = append(all, g)
			}
			g, at = newNamed(), 0
		case strings.HasPrefix(s, "# text = "):
			if d.Text != "" {
				d.Text += " "
			}
			at = len(d.Text)
			d.Text += s[len("# text = "):]
			d.Sentences = append(d.Sentences, nlp.Sentence{First: int32(len(d.Tokens)), Last: int32(len(d.Tokens))})
			open = "O"
		case s != "" && s[0] != '#':
			cells := strings.Split(s, "\t")
			if len(cells) < 3 || strings.ContainsAny(cells[0], "-.") {
				continue // multiword tokens have parts
			}
			i := strings.Index(d.Text[at:], cells[1])
			if i < 0 {
				return nil, fmt.Errorf("line %d: %q is not in the text", line, cells[1])
			}
			begin := at + i
			at = begin + len(cells[1])
			g.word(int32(begin), int32(at), cells[2], &open)
		}
	}
	if len(g.document.Tokens) > 0 {
		all = append(all, g)
	}
	return all, in.Err()
}

func newNamed() named {
	return named{document: &nlp.Document{}, spans: map[[2]int32]string{}}
}

// word adds a token of the last sentence with its IOB2 label.
func (g named) word(begin, end int32, label string, open *string) {
	d := g.document
	d.Tokens = append(d.Tokens, nlp.Token{Start: begin, End: end, Head: -1})
	n := int32(len(d.Tokens))
	d.Sentences[len(d.Sentences)-1].Last = n
	first := n - 1
	if strings.HasPrefix(label, "I-") && *open == label[2:] {
		for s, class := range g.spans {
			if s[1] == n-1 && class == label[2:] {
				first = s[0]
				delete(g.spans, s)
			}
		}
	}
	*open = "O"
	if label != "O" {
		*open = label[2:]
		g.spans[[2]int32{first, n}] = label[2:]
	}
}

// readCrossNER reads a file of CrossNER: a word and its label a line, no
// spacing; every sentence is a document of its own.
func readCrossNER(path string) ([]named, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []named
	g, open := newNamed(), "O"
	end := func() {
		if len(g.document.Tokens) > 0 {
			for s, class := range g.spans {
				if class == "" {
					delete(g.spans, s)
				}
			}
			all = append(all, g)
		}
		g, open = newNamed(), "O"
	}
	in := bufio.NewScanner(f)
	for in.Scan() {
		fields := strings.Fields(in.Text())
		if len(fields) < 2 {
			end()
			continue
		}
		d := g.document
		if len(d.Sentences) == 0 {
			d.Sentences = []nlp.Sentence{{}}
		}
		label := fields[1]
		if label != "O" {
			label = label[:2] + foldCrossNER(label[2:])
		}
		form, space := fields[0], d.Text != ""
		for form != "" {
			n := cut(form)
			if space {
				d.Text += " "
			}
			begin := int32(len(d.Text))
			d.Text += form[:n]
			g.word(begin, int32(len(d.Text)), label, &open)
			form, space, label = form[n:], false, strings.Replace(label, "B-", "I-", 1)
		}
	}
	end()
	return all, in.Err()
}

// foldCrossNER is "" for types that are not scored.
func foldCrossNER(label string) string {
	kinds := crossnerTypes(label)
	if len(kinds) != 1 {
		return ""
	}
	switch kinds[0] {
	case names.Person:
		return "PER"
	case names.Organization:
		return "ORG"
	case names.Location:
		return "LOC"
	}
	return ""
}
