package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
	"dateline/ingest/nlp/coref"
	"dateline/ingest/nlp/lemma"
	"dateline/ingest/nlp/names"
	"dateline/ingest/nlp/parse"
	"dateline/ingest/nlp/segment"
	"dateline/ingest/nlp/tag"
)

// corefPart trains the pronoun sieve on documents that the other steps have
// read: it has to live with their mistakes.
func corefPart() part {
	return part{"coref", "Train pronoun resolution (needs all other models)", func(ctx context.Context, s settings) ([]byte, error) {
		g, err := gazetteer.New()
		if err != nil {
			return nil, err
		}
		steps, err := s.steps(g)
		if err != nil {
			return nil, err
		}
		gum, err := s.gumExamples(g, steps)
		if err != nil {
			return nil, err
		}
		gap, err := s.gap("gap-development.tsv", steps)
		if err != nil {
			return nil, err
		}
		fiction, err := s.litbankExamples(steps)
		if err != nil {
			return nil, err
		}
		return coref.Train(ctx, g, slices.Concat(gum, gap, fiction))
	}}
}

// steps opens the models that were trained before, in their order.
func (s settings) steps(g *gazetteer.Table) ([]nlp.Step, error) {
	var out []nlp.Step
	for _, name := range []string{"segment", "tag", "lemma", "parse", "names"} {
		b, err := os.ReadFile(filepath.Join(s.out, name+".bin"))
		if err != nil {
			return nil, err
		}
		var step nlp.Step
		switch name {
		case "segment":
			step, err = opened(segment.Open(b))
		case "tag":
			step, err = opened(tag.Open(b))
		case "lemma":
			step, err = opened(lemma.Open(b))
		case "parse":
			step, err = opened(parse.Open(b))
		case "names":
			if step, err = opened(names.OpenLinear(b, g)); err == nil {
				out = append(out, step)
				step, err = names.Open(b, g)
			}
		}
		if err != nil {
			return nil, err
		}
		out = append(out, step)
	}
	return out, nil
}

func opened[T interface{ Step() nlp.Step }](m T, err error) (nlp.Step, error) {
	if err != nil {
		return nlp.Step{}, err
	}
	return m.Step(), nil
}

// gumExamples are GUM's training documents with gold trees and names, and once
// more as the steps read their text.
func (s settings) gumExamples(g *gazetteer.Table, steps []nlp.Step) ([]coref.Example, error) {
	golds, err := s.treebank("en_gum-ok-train")
	if err != nil {
		return nil, err
	}
	var out []coref.Example
	for i := range golds {
		ms, err := gumMentions(&golds[i])
		if err != nil {
			return nil, err
		}
		d := *golds[i].Document
		goldNames(g, &d, ms)
		gold := spans(&d, ms)
		raw := &nlp.Document{Text: d.Text}
		for _, step := range steps {
			step.Run(raw)
		}
		out = append(out, coref.Example{Doc: &d, Gold: gold}, coref.Example{Doc: raw, Gold: gold})
	}
	return out, nil
}

func spans(d *nlp.Document, ms []goldMention) []coref.Gold {
	var out []coref.Gold
	for _, m := range ms {
		start, end := d.Span(m.first, m.last)
		out = append(out, coref.Gold{Start: start, End: end, Entity: m.entity})
	}
	return out
}

// gap reads a file of GAP and its texts: one pronoun and two names in each, of
// which at most one is its antecedent. Gold holds these three in this order.
func (s settings) gap(file string, steps []nlp.Step) ([]coref.Example, error) {
	path := filepath.Join(s.data, "coref", "gap", file)
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out []coref.Example
	for n, line := range strings.Split(strings.TrimSpace(string(b)), "\n")[1:] {
		f := strings.Split(line, "\t")
		if len(f) != 11 {
			return nil, fmt.Errorf("%s: line %d has %d columns", path, n+2, len(f))
		}
		e := coref.Example{Doc: &nlp.Document{Text: f[1]}, Only: true}
		for i, c := range [3]struct{ text, offset, same string }{{f[2], f[3], "TRUE"}, {f[4], f[5], f[6]}, {f[7], f[8], f[9]}} {
			at, err := strconv.Atoi(c.offset)
			if err != nil {
				return nil, fmt.Errorf("%s: line %d: %w", path, n+2, err)
			}
			entity := 0
			if !strings.EqualFold(c.same, "TRUE") {
				entity = i
			}
			start := int32(byteOffset(f[1], at))
			e.Gold = append(e.Gold, coref.Gold{Start: start, End: start + int32(len(c.text)), Entity: entity})
		}
		for _, step := range steps {
			step.Run(e.Doc)
		}
		out = append(out, e)
	}
	return out, nil
}

// byteOffset returns where code point n of s begins.
func byteOffset(s string, n int) int {
	at := 0
	for range n {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return at
}

// litbankExamples are LitBank's novels, for the pronouns of people only: things
// are not annotated there.
func (s settings) litbankExamples(steps []nlp.Step) ([]coref.Example, error) {
	paths, err := filepath.Glob(filepath.Join(s.data, "coref", "litbank", "coref-conll", "*.conll"))
	if err != nil {
		return nil, err
	}
	slices.Sort(paths)
	var out []coref.Example
	for _, path := range paths {
		d, ms, err := litbankDocument(path)
		if err != nil {
			return nil, err
		}
		for _, step := range steps[1:] { // its tokens are given
			step.Run(d)
		}
		e := coref.Example{Doc: d, Gold: spans(d, ms), Only: true}
		out = append(out, e)
	}
	return out, nil
}

// litbankDocument reads a file in the CoNLL-2012 format: one token a line, its
// form in the fourth column, brackets in the last, a blank line after a
// sentence.
func litbankDocument(path string) (*nlp.Document, []goldMention, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	d := &nlp.Document{Done: nlp.Tokens | nlp.Sentences}
	b := bracketing{open: map[string][]int{}}
	var text strings.Builder
	first := int32(0)
	end := func() {
		if n := int32(len(d.Tokens)); n > first {
			d.Sentences = append(d.Sentences, nlp.Sentence{First: first, Last: n})
			first = n
		}
	}
	in := bufio.NewScanner(f)
	for in.Scan() {
		cols := strings.Split(in.Text(), "\t")
		if len(cols) < 5 {
			end()
			continue
		}
		if text.Len() > 0 {
			text.WriteByte(' ')
		}
		start := int32(text.Len())
		text.WriteString(cols[3])
		d.Tokens = append(d.Tokens, nlp.Token{Start: start, End: int32(text.Len()), Head: -1})
		if v := strings.ReplaceAll(cols[len(cols)-1], "|", ""); v != "_" {
			if err := b.read(int32(len(d.Tokens)-1), v); err != nil {
				return nil, nil, fmt.Errorf("%s: %w", path, err)
			}
		}
	}
	end()
	d.Text = text.String()
	b.mentions = slices.DeleteFunc(b.mentions, func(m goldMention) bool { return m.last <= m.first })
	return d, b.mentions, in.Err()
}
