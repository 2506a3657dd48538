package link

import (
	"slices"
	"strings"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
)

// phraseLimit is the most words of a composed name.
const phraseLimit = 6

// phrases composes the names of the common noun phrases of one document.
type phrases struct {
	*Linker
	doc      *nlp.Document
	nameAt   []int32 // name that each token is part of, -1
	headedBy []int32 // nominal or pronoun that each token is the head of, -1
}

func (l *Linker) newPhrases(doc *nlp.Document) *phrases {
	n := len(doc.Tokens)
	p := &phrases{Linker: l, doc: doc, nameAt: make([]int32, n), headedBy: make([]int32, n)}
	for i := range n {
		p.nameAt[i], p.headedBy[i] = -1, -1
	}
	for k := range doc.Mentions {
		m := &doc.Mentions[k]
		if m.Kind != nlp.Name {
			p.headedBy[m.Head] = int32(k)
			continue
		}
		for i := m.First; i < m.Last; i++ {
			p.nameAt[i] = int32(k)
		}
	}
	return p
}

// of returns the composed name of a chain without a proper name: of its fullest
// common noun phrase, the first on a tie.
func (p *phrases) of(c *nlp.Chain) string {
	best, most := "", 0
	for _, k := range c.Mentions {
		if p.doc.Mentions[k].Kind != nlp.Nominal {
			continue
		}
		name := p.name(k, 0)
		if n := len(strings.Fields(name)); n > most {
			best, most = name, n
		}
	}
	return best
}

// name composes the name of the common noun phrase that is mention k: its
// place as an adjective, what stands before its head and the head ("an air
// base in Syria" -> "Syrian airbase"), with the phrase behind the head where
// that is short ("execution of Saddam Hussein"). It is "" if nothing is left
// that could be called a name.
func (p *phrases) name(k int32, depth int) string {
	m := &p.doc.Mentions[k]
	if t := &p.doc.Tokens[m.Head]; t.POS != "NOUN" && t.POS != "PROPN" || depth > 2 {
		return ""
	}
	words, place := p.before(m)
	if a := p.countryBehind(m.Head); a != "" && place >= 0 && (m.Class == nlp.Facility || m.Class == nlp.Place) {
		words = slices.Insert(words, place, a)
		place = located
	}
	if len(words) == 0 {
		return ""
	}
	if words[0] == p.doc.Form(m.First) && p.opens(m) && len(words[0]) > 1 {
		words[0] = strings.ToLower(words[0][:1]) + words[0][1:]
	}
	name := join(words)
	if tail := p.behind(m, place == located, depth); tail != "" && len(strings.Fields(name+tail)) <= phraseLimit {
		name += tail
	}
	return name
}

// located is where the adjective of a country goes when there is one already.
const located = -1

// before returns the words of a phrase up to its head, and where among them the
// adjective of a country would go.
func (p *phrases) before(m *nlp.Mention) (words []string, place int) {
	seen := false // a word that a country's adjective stands before
	add := func(w string) {
		if !seen && place != located {
			place, seen = len(words), true
		}
		words = append(words, w)
	}
	for i := m.First; i < m.Head; i++ {
		t := &p.doc.Tokens[i]
		if n := p.nameAt[i]; n >= 0 {
			name := &p.doc.Mentions[n]
			if name.First != i {
				continue
			}
			if name.Ref != "" {
				place = located
			}
			words = append(words, p.modifier(name))
			continue
		}
		if t.Head > i && t.Head < m.Head && p.doc.Tokens[t.Head].POS == "NUM" {
			continue // "more than" ten
		}
		switch t.POS {
		case "DET", "PART", "ADP", "PUNCT":
			if p.doc.Form(i) == "-" && len(words) > 0 {
				words = append(words, "-")
			}
		case "PRON":
			if w := p.owner(i); w != "" {
				words = append(words, w)
			}
		case "ADV", "CCONJ":
			if len(words) > 0 {
				add(p.doc.Form(i))
			}
		default:
			if t.POS == "NUM" {
				words = append(words, p.doc.Form(i))
			} else {
				add(p.doc.Form(i))
			}
		}
	}
	add(p.doc.Form(m.Head))
	return words, place
}

// behind returns the prepositional phrase behind the head, with a blank before
// it: a name under its canonical name, or what something is of.
func (p *phrases) behind(m *nlp.Mention, placed bool, depth int) string {
	for i := m.Head + 1; i < m.Last; i++ {
		t := &p.doc.Tokens[i]
		if t.Head != m.Head || !strings.HasPrefix(t.Rel, "nmod") {
			continue
		}
		prep := p.preposition(i)
		n := p.nameAt[i]
		switch prep {
		case "of", "in", "for", "at", "from", "on", "against", "with":
		default:
			return ""
		}
		switch {
		case n >= 0 && placed && prep == "in" && p.doc.Mentions[n].Class == nlp.Country:
			return ""
		case n >= 0:
			return " " + prep + " " + p.canonical(&p.doc.Mentions[n])
		case prep == "of" && p.headedBy[i] >= 0:
			if inner := p.name(p.headedBy[i], depth+1); inner != "" {
				return " of " + inner
			}
		}
		return ""
	}
	return ""
}

// countryBehind returns the adjective of the country in "in Syria" right
// behind head h, "" without one. It asks the words: the tree often hangs the
// country on the verb.
func (p *phrases) countryBehind(h int32) string {
	i := h + 1
	if int(i)+2 >= len(p.doc.Tokens) || p.doc.Form(i) != "in" {
		return ""
	}
	if i++; strings.EqualFold(p.doc.Form(i), "the") {
		i++
	}
	if n := p.nameAt[i]; n >= 0 && p.doc.Mentions[n].First == i && p.doc.Mentions[n].Class == nlp.Country {
		return p.gaz.Adjective(p.doc.Mentions[n].Ref)
	}
	return ""
}

// opens reports whether a phrase opens its sentence, so that its first letter
// is large for no other reason.
func (p *phrases) opens(m *nlp.Mention) bool {
	if p.doc.Tokens[m.First].POS == "PROPN" || p.nameAt[m.First] >= 0 {
		return false
	}
	s, found := slices.BinarySearchFunc(p.doc.Sentences, m.First, func(s nlp.Sentence, first int32) int { return int(s.First - first) })
	return found && p.doc.Sentences[s].First == m.First
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

// modifier returns what a name before a head is called: an owner in the
// possessive, a person by the canonical name, all else in its own words.
func (p *phrases) modifier(n *nlp.Mention) string {
	start, end := p.doc.Span(n.First, n.Last)
	name := clean(p.doc.Text[start:end])
	if int(n.Last) >= len(p.doc.Tokens) || p.doc.Tokens[n.Last].Tag != "POS" {
		return name
	}
	if n.Class == nlp.Person && n.Chain >= 0 && p.doc.Chains[n.Chain].Name != "" {
		name = p.doc.Chains[n.Chain].Name
	}
	return p.possessive(n.Chain, name)
}

// canonical returns the canonical name of a name inside a phrase.
func (p *phrases) canonical(n *nlp.Mention) string {
	if n.Chain >= 0 && p.doc.Chains[n.Chain].Name != "" {
		c := &p.doc.Chains[n.Chain]
		if c.Class == nlp.Country {
			return gazetteer.WithArticle(c.Name)
		}
		return clean(c.Name)
	}
	start, end := p.doc.Span(n.First, n.Last)
	return clean(p.doc.Text[start:end])
}

// owner returns what a possessive pronoun says in words: "Syrian" or "Keir
// Starmer's"; "" if it is not known.
func (p *phrases) owner(i int32) string {
	k := p.headedBy[i]
	if k < 0 || p.doc.Mentions[k].Chain < 0 {
		return ""
	}
	chain := p.doc.Mentions[k].Chain
	name := clean(p.doc.Chains[chain].Name)
	if name == "" {
		return ""
	}
	return p.possessive(chain, name)
}

// possessive makes an owner of a name: the adjective of a country, also for its
// government, else the name with its ending.
func (p *phrases) possessive(chain int32, name string) string {
	if chain >= 0 {
		c := &p.doc.Chains[chain]
		if c.Class == nlp.Country || c.Governs && c.Name == p.gaz.Government(c.Ref) {
			if a := p.gaz.Adjective(c.Ref); a != "" {
				return a
			}
		}
	}
	return name + "'s"
}

// preposition returns the case word of token i, in lower case.
func (p *phrases) preposition(i int32) string {
	for k := i - 1; k >= 0 && k > i-8; k-- {
		if p.doc.Tokens[k].Head == i && p.doc.Tokens[k].Rel == "case" {
			return strings.ToLower(p.doc.Form(k))
		}
	}
	return ""
}
