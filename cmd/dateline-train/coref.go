package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
)

// A goldMention is one mention of a coreference corpus, the tokens
// [first, last) of its document.
type goldMention struct {
	first, last int32
	head        int32
	entity      int
	class       string // GUM's entity type, "" if the corpus has none
}

// A bracketing collects mentions written as brackets in a column: "(12" opens
// one of entity 12, "12)" closes the last that is open. Attributes may follow
// an opening number: "(12-person-new".
type bracketing struct {
	mentions []goldMention
	open     map[string][]int
}

func (b *bracketing) read(i int32, v string) error {
	for v != "" {
		if v[0] != '(' {
			id, rest, ok := strings.Cut(v, ")")
			stack := b.open[id]
			if !ok {
				return fmt.Errorf("token %d: %q is no bracket", i, v)
			}
			v = rest
			if len(stack) > 0 { // LitBank closes some that it never opened
				b.mentions[stack[len(stack)-1]].last = i + 1
				b.open[id] = stack[:len(stack)-1]
			}
			continue
		}
		end := strings.IndexAny(v[1:], "()")
		if end < 0 {
			end = len(v) - 1
		}
		id, attributes, _ := strings.Cut(v[1:1+end], "-")
		v = v[1+end:]
		number, _, _ := strings.Cut(id, "[") // part of a discontinuous mention
		n, err := strconv.Atoi(number)
		if err != nil {
			return fmt.Errorf("token %d: entity %q: %w", i, id, err)
		}
		m := goldMention{first: i, entity: n}
		m.class, _, _ = strings.Cut(attributes, "-")
		if strings.HasPrefix(v, ")") {
			m.last = i + 1
			v = v[1:]
		} else {
			b.open[id] = append(b.open[id], len(b.mentions))
		}
		b.mentions = append(b.mentions, m)
	}
	return nil
}

// gumMentions reads the entities that GUM keeps in the tenth column.
func gumMentions(g *nlp.Gold) ([]goldMention, error) {
	b := bracketing{open: map[string][]int{}}
	for i, misc := range g.Misc {
		if _, v, ok := strings.Cut("|"+misc, "|Entity="); ok {
			v, _, _ = strings.Cut(v, "|")
			if err := b.read(int32(i), v); err != nil {
				return nil, fmt.Errorf("%s: %w", g.ID, err)
			}
		}
	}
	return headed(g.Document, b.mentions), nil
}

// ontoMentions reads OntoGUM's file of a GUM document: the same tokens, with
// brackets in the last column.
func (s settings) ontoMentions(split string, g *nlp.Gold) ([]goldMention, error) {
	path := filepath.Join(s.data, "coref", "ontogum", split, g.ID+".conll")
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b := bracketing{open: map[string][]int{}}
	in := bufio.NewScanner(f)
	for i := int32(0); in.Scan(); {
		line := in.Text()
		if strings.HasPrefix(line, "#") || line == "" {
			continue
		}
		if v := line[strings.LastIndexByte(line, '\t')+1:]; v != "_" {
			if err := b.read(i, v); err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
		}
		i++
	}
	return headed(g.Document, b.mentions), in.Err()
}

// headed drops mentions that never close and finds the head of the others: the
// token whose governor lies outside.
func headed(d *nlp.Document, ms []goldMention) []goldMention {
	var out []goldMention
	for _, m := range ms {
		if m.last <= m.first {
			continue
		}
		m.head = m.first
		for i := m.first; i < m.last; i++ {
			if h := d.Tokens[i].Head; (h < m.first || h >= m.last) && d.Tokens[i].POS != "PUNCT" {
				m.head = i
				break
			}
		}
		out = append(out, m)
	}
	return out
}

// goldNames gives a gold document the names of its gold entities: the run of
// proper nouns around the head of each, without titles. It stands in for the
// names step so that coreference can be measured alone.
func goldNames(g *gazetteer.Table, d *nlp.Document, gold []goldMention) {
	taken := make([]bool, len(d.Tokens))
	d.Mentions = nil
	for _, m := range gold {
		if d.Tokens[m.head].POS != "PROPN" {
			continue
		}
		first, last := m.head, m.head+1
		for first > m.first && d.Tokens[first-1].POS == "PROPN" && d.Tokens[first-1].Rel != "nmod:desc" {
			first--
		}
		for last < m.last && (d.Tokens[last].POS == "PROPN" || last+1 < m.last && d.Tokens[last+1].POS == "PROPN" &&
			(d.Tokens[last].POS == "ADP" || d.Form(last) == "-") && m.class == "organization") {
			last++
		}
		free := true
		for i := first; i < last; i++ {
			free = free && !taken[i]
		}
		if !free {
			continue
		}
		for i := first; i < last; i++ {
			taken[i] = true
		}
		start, end := d.Span(first, last)
		n := nlp.Mention{First: first, Last: last, Head: m.head, Chain: -1}
		switch m.class {
		case "person":
			n.Class = nlp.Person
		case "organization":
			n.Class = nlp.Organization
		case "place":
			n.Class = nlp.Place
		case "event":
			n.Class = nlp.EventName
		case "object":
			n.Class = nlp.Product
		default:
			n.Class = nlp.Other
		}
		if c, ok := g.Country(d.Text[start:end]); ok {
			n.Class, n.Ref = nlp.Country, c.Name
		}
		d.Mentions = append(d.Mentions, n)
	}
	for i := range d.Tokens {
		if c, ok := g.Demonym(d.Form(int32(i))); ok && !taken[i] {
			d.Mentions = append(d.Mentions, nlp.Mention{First: int32(i), Last: int32(i + 1), Head: int32(i),
				Class: nlp.Nationality, Ref: c, Chain: -1})
		}
	}
	slices.SortStableFunc(d.Mentions, func(a, b nlp.Mention) int { return int(a.First - b.First) })
}
