package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
	"dateline/ingest/nlp/coref"
	"dateline/ingest/nlp/names"
)

// corefSection measures coreference on GUM and OntoGUM, with gold trees and
// names and from raw text, and on GAP.
func corefSection() section {
	return section{"Coreference", func(ctx context.Context, s settings, w io.Writer) error {
		rows, gap, err := s.scoreCoref(ctx)
		if err != nil {
			return err
		}
		fmt.Fprint(w, "Mentions that are tied to an earlier one: precision, recall and (how many should be).\n\n")
		fmt.Fprintln(w, "| dev set | input | names | nominals | he, she | it | they | I, we in quotes |")
		fmt.Fprintln(w, "|---|---|---|---|---|---|---|---|")
		for _, r := range rows {
			fmt.Fprintf(w, "| %s | %s |", r.set, r.input)
			for _, x := range []ratio{r.names, r.nominals, r.he, r.it, r.they, r.speaker} {
				fmt.Fprintf(w, " %.1f %.1f (%d) |", x.precision(), x.recall(), x.gold)
			}
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "\nGAP validation, raw text: precision %.1f, recall %.1f, F1 %.1f.\n", gap.precision(), gap.recall(), gap.f1())
		return nil
	}}
}

// A corefRow is the score on one corpus from one kind of input.
type corefRow struct {
	set, input string
	corefScore
}

func (s settings) scoreCoref(ctx context.Context) (rows []corefRow, gap ratio, err error) {
	g, err := gazetteer.New()
	if err != nil {
		return nil, gap, err
	}
	steps, err := s.reading(g)
	if err != nil {
		return nil, gap, err
	}
	namer, err := names.New(g)
	if err != nil {
		return nil, gap, err
	}
	steps = append(steps, namer)
	step, err := coref.New(g)
	if err != nil {
		return nil, gap, err
	}
	golds, err := s.treebank("en_gum-ok-dev")
	if err != nil {
		return nil, gap, err
	}
	read := map[string]func(*nlp.Gold) ([]goldMention, error){
		"GUM-ok":  gumMentions,
		"OntoGUM": func(g *nlp.Gold) ([]goldMention, error) { return s.ontoMentions("dev", g) },
	}
	for _, set := range []string{"GUM-ok", "OntoGUM"} {
		for _, input := range []string{"gold trees and names", "raw text"} {
			row := corefRow{set: set, input: input}
			for i := range golds {
				if err := ctx.Err(); err != nil {
					return nil, gap, err
				}
				gold, err := read[set](&golds[i])
				if err != nil {
					return nil, gap, err
				}
				d := *golds[i].Document
				if input == "raw text" {
					d = nlp.Document{Text: d.Text}
					for _, x := range steps {
						x.Run(&d)
					}
				} else {
					named, err := gumMentions(&golds[i])
					if err != nil {
						return nil, gap, err
					}
					goldNames(g, &d, named)
				}
				step.Run(&d)
				row.count(golds[i].Document, gold, &d)
			}
			rows = append(rows, row)
		}
	}
	gap, err = s.scoreGAP("gap-validation.tsv", append(steps, step))
	return rows, gap, err
}

func (r ratio) precision() float64 {
	if r.system == 0 {
		return 0
	}
	return 100 * float64(r.correct) / float64(r.system)
}

func (r ratio) recall() float64 {
	if r.gold == 0 {
		return 0
	}
	return 100 * float64(r.correct) / float64(r.gold)
}

// scoreGAP counts as GAP does: of each text's two names, which are in the
// chain of its pronoun.
func (s settings) scoreGAP(file string, steps []nlp.Step) (ratio, error) {
	examples, err := s.gap(file, steps)
	if err != nil {
		return ratio{}, err
	}
	var r ratio
	for _, e := range examples {
		chain := int32(-1)
		for _, m := range e.Doc.Mentions {
			if start, _ := e.Doc.Span(m.First, m.Last); start == e.Gold[0].Start && m.Kind == nlp.Pronoun {
				chain = m.Chain
			}
		}
		for _, g := range e.Gold[1:] {
			in := false
			for _, m := range e.Doc.Mentions {
				start, end := e.Doc.Span(m.First, m.Last)
				in = in || chain >= 0 && m.Chain == chain && m.Kind == nlp.Name && start < g.End && end > g.Start
			}
			right := g.Entity == e.Gold[0].Entity
			if right {
				r.gold++
			}
			if in {
				r.system++
			}
			if in && right {
				r.correct++
			}
		}
	}
	return r, nil
}

// corefScore counts, for the mentions of one kind that were tied to an earlier
// one, how many were tied to the right thing; gold counts those that should.
type corefScore struct {
	names, nominals, he, it, they, speaker ratio
}

// count compares the chains of d with the gold mentions of g, whose tokens may
// be others: everything meets by bytes.
func (c *corefScore) count(g *nlp.Document, gold []goldMention, d *nlp.Document) {
	byHead := map[int32][]int{} // first byte of the head: gold mentions
	byFirst := map[int]bool{}   // entity seen
	again := make([]bool, len(gold))
	for i, m := range gold {
		byHead[g.Tokens[m.head].Start] = append(byHead[g.Tokens[m.head].Start], i)
		again[i] = byFirst[m.entity]
		byFirst[m.entity] = true
	}
	find := func(k int32) int {
		m := &d.Mentions[k]
		start, end := d.Span(m.First, m.Last)
		best := -1
		for _, head := range []int32{m.Head, m.First, m.Last - 1} {
			for _, i := range byHead[d.Tokens[head].Start] {
				a, b := g.Span(gold[i].first, gold[i].last)
				if m.Kind == nlp.Pronoun && (a != start || b != end) || m.Kind == nlp.Name && (a > start || b < end) {
					continue
				}
				if best < 0 || gold[i].last-gold[i].first < gold[best].last-gold[best].first {
					best = i
				}
			}
			if best >= 0 {
				break
			}
		}
		return best
	}
	goldOf := make([]int, len(d.Mentions))
	for k := range d.Mentions {
		goldOf[k] = find(int32(k))
	}
	// covers reports whether some mention of entity id holds all members of
	// a group.
	covers := func(id int, chain int32) bool {
		members := d.Chains[chain].Members
		for _, m := range gold {
			if m.entity != id {
				continue
			}
			a, b := g.Span(m.first, m.last)
			held := 0
			for _, c := range members {
				for _, k := range d.Chains[c].Mentions {
					if x, y := d.Span(d.Mentions[k].First, d.Mentions[k].Last); x >= a && y <= b {
						held++
						break
					}
				}
			}
			if held > 0 && held == len(members) {
				return true
			}
		}
		return false
	}
	for k := range d.Mentions {
		m := &d.Mentions[k]
		r := &c.nominals
		form := strings.ToLower(d.Form(m.Head))
		switch m.Kind {
		case nlp.Name:
			if m.Class == nlp.Nationality {
				continue
			}
			r = &c.names
		case nlp.Pronoun:
			switch form {
			case "he", "him", "his", "himself", "she", "her", "hers", "herself":
				r = &c.he
			case "it", "its", "itself":
				r = &c.it
			case "they", "them", "their", "theirs", "themselves":
				r = &c.they
			default:
				r = &c.speaker
			}
		}
		id := goldOf[k]
		if id >= 0 && again[id] {
			r.gold++
		}
		if m.Chain < 0 {
			continue
		}
		// The nearest mention of the chain that is no pronoun, before it or, for
		// pronouns, behind.
		nearest := int32(-1)
		chain := d.Chains[m.Chain].Mentions
		for _, o := range chain {
			if d.Mentions[o].Kind != nlp.Pronoun && d.Mentions[o].Class != nlp.Nationality && (int(o) < k || m.Kind == nlp.Pronoun && nearest < 0 && int(o) > k) {
				nearest = o
			}
		}
		switch {
		case nearest >= 0:
			r.system++
			if id >= 0 && goldOf[nearest] >= 0 && gold[goldOf[nearest]].entity == gold[id].entity {
				r.correct++
			} else if id >= 0 && len(d.Chains[m.Chain].Members) > 0 && covers(gold[id].entity, m.Chain) {
				r.correct++
			}
		case m.Kind == nlp.Pronoun && len(d.Chains[m.Chain].Members) > 0:
			r.system++
			if id >= 0 && covers(gold[id].entity, m.Chain) {
				r.correct++
			}
		}
	}
}
