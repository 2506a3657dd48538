package link

import (
	"strings"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
)

// phraseLimit is the most words of a composed name.
const phraseLimit = 6

// phraseOf returns the composed name of a chain without a proper name: of its
// fullest common noun phrase, the first on a tie.
func phraseOf(l *Linker, doc *nlp.Document, c *nlp.Chain) string {
	best, most := "", 0
	for _, k := range c.Mentions {
		if doc.Mentions[k].Kind != nlp.Nominal {
			continue
		}
		name := l.NominalName(doc, k)
		if n := len(strings.Fields(name)); n > most {
			best, most = name, n
		}
	}
	return best
}

// NominalName composes the name of the common noun phrase that is mention k:
// its place as an adjective, what stands before its head and the head ("an air
// base in Syria" -> "Syrian airbase"), with an of-phrase where the head needs
// one ("execution of Saddam Hussein"). It is "" if nothing is left that could
// be called a name.
func (l *Linker) NominalName(doc *nlp.Document, k int32) string {
	m := &doc.Mentions[k]
	h := m.Head
	if t := doc.Tokens[h]; t.POS != "NOUN" && t.POS != "PROPN" {
		return ""
	}
	place := -1 // where the adjective of a country goes
	var words []string
	for i := m.First; i <= h; i++ {
		t := &doc.Tokens[i]
		word := doc.Form(i)
		if i == h {
			words = append(words, word)
			break
		}
		if n := nameAround(doc, i); n != nil && n.First == i {
			possessor := doc.Tokens[top(doc, n.Head)].Rel == "nmod:poss"
			name := spell(doc, n)
			if possessor {
				name += "'s"
			}
			words = append(words, name)
			if n.Ref != "" {
				place = -2
			}
			i = n.Last - 1
			continue
		}
		switch {
		case t.POS == "DET" || t.POS == "PUNCT" && word != "-" || t.POS == "PART" || t.POS == "ADP" || t.POS == "CCONJ" && len(words) == 0:
			continue
		case t.POS == "PRON":
			owner := owner(doc, i)
			if owner == "" {
				continue
			}
			words = append(words, owner+"'s")
			continue
		case t.POS == "ADV" && len(words) == 0:
			continue
		}
		if place == -1 {
			place = len(words)
		}
		words = append(words, word)
	}
	if len(words) == 0 {
		return ""
	}
	if place == -1 {
		place = len(words) - 1
	}
	tail := ""
	for i := h + 1; i < m.Last; i++ {
		t := &doc.Tokens[i]
		if t.Head != h || !strings.HasPrefix(t.Rel, "nmod") {
			continue
		}
		n := nameAround(doc, i)
		prep := preposition(doc, i)
		switch {
		case prep == "":
		case (prep == "in" || prep == "at" || prep == "near") && n != nil && n.Class == nlp.Country &&
			(m.Class == nlp.Facility || m.Class == nlp.Place) && place >= 0 && l.gaz.Adjective(n.Ref) != "":
			words = append(words[:place], append([]string{l.gaz.Adjective(n.Ref)}, words[place:]...)...)
			place = -2
		case tail == "" && (prep == "of" || prep == "in" || prep == "for" || prep == "at" || prep == "from" || prep == "on" || prep == "against"):
			if n != nil {
				tail = " " + prep + " " + l.inPhrase(doc, n)
			} else if o := nominalAt(doc, i); prep == "of" && o >= 0 {
				if inner := l.NominalName(doc, o); inner != "" {
					tail = " of " + inner
				}
			}
		}
	}
	first := doc.Sentences[0].First
	for s := range doc.Sentences {
		if doc.Sentences[s].First <= m.First {
			first = doc.Sentences[s].First
		}
	}
	if doc.Tokens[m.First].POS != "PROPN" && m.First == first && nameAround(doc, m.First) == nil && len(words[0]) > 1 {
		words[0] = strings.ToLower(words[0][:1]) + words[0][1:]
	}
	name := join(words)
	if n := len(strings.Fields(name + tail)); n <= phraseLimit {
		name += tail
	}
	return name
}

// join puts the words together: hyphens close up, and nouns that are written
// both in one word and in two are written in one.
func join(words []string) string {
	s := strings.ReplaceAll(strings.Join(words, " "), " - ", "-")
	for _, pair := range [...][2]string{{"air base", "airbase"}, {"air strike", "airstrike"}, {"cease-fire", "ceasefire"}, {"cease fire", "ceasefire"}} {
		s = strings.ReplaceAll(s, pair[0], pair[1])
	}
	return s
}

// nameAround returns the name that token i is part of.
func nameAround(doc *nlp.Document, i int32) *nlp.Mention {
	for k := range doc.Mentions {
		m := &doc.Mentions[k]
		if m.First > i {
			break
		}
		if m.Kind == nlp.Name && i < m.Last {
			return m
		}
	}
	return nil
}

// spell returns what a name inside a phrase is called: the canonical name of a
// person, the words themselves of all else.
func spell(doc *nlp.Document, n *nlp.Mention) string {
	if n.Chain >= 0 && n.Class == nlp.Person && doc.Tokens[top(doc, n.Head)].Rel == "nmod:poss" && doc.Chains[n.Chain].Name != "" {
		return doc.Chains[n.Chain].Name
	}
	start, end := doc.Span(n.First, n.Last)
	return clean(doc.Text[start:end])
}

// inPhrase is the canonical name of a name behind a preposition.
func (l *Linker) inPhrase(doc *nlp.Document, n *nlp.Mention) string {
	name := spell(doc, n)
	if n.Chain >= 0 && doc.Chains[n.Chain].Name != "" {
		name = doc.Chains[n.Chain].Name
	}
	if n.Class == nlp.Country {
		return gazetteer.WithArticle(name)
	}
	return name
}

func nominalAt(doc *nlp.Document, i int32) int32 {
	for k := range doc.Mentions {
		if m := &doc.Mentions[k]; m.Head == i && m.Kind == nlp.Nominal {
			return int32(k)
		}
	}
	return -1
}

// owner returns the name of what a possessive pronoun stands for.
func owner(doc *nlp.Document, i int32) string {
	for k := range doc.Mentions {
		if m := &doc.Mentions[k]; m.Head == i && m.Kind == nlp.Pronoun && m.Chain >= 0 {
			return doc.Chains[m.Chain].Name
		}
	}
	return ""
}

func top(doc *nlp.Document, i int32) int32 {
	for range 8 {
		if t := &doc.Tokens[i]; t.Head < 0 || t.Rel != "flat" {
			break
		}
		i = doc.Tokens[i].Head
	}
	return i
}

// preposition returns the case word of token i.
func preposition(doc *nlp.Document, i int32) string {
	for k := i - 1; k >= 0 && k > i-8; k-- {
		if doc.Tokens[k].Head == i && doc.Tokens[k].Rel == "case" {
			return strings.ToLower(doc.Form(k))
		}
	}
	return ""
}
