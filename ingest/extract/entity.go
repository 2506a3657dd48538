package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
	"dateline/schema"
)

// A filler is what an argument stands for: an entity, or the literal words.
type filler struct {
	entity  schema.EntityID
	literal string
	span    schema.Span
	cost    int // hundredths of confidence that finding it has cost
}

// entities resolves nominals to entities of the article: those that linking
// found, and common noun phrases, which it makes entities of this article
// only.
type entities struct {
	*tree
	key     string
	gaz     *gazetteer.Table
	linked  Linked
	mention []int32 // mention headed by token i, -1 for none; the widest wins
	made    map[schema.EntityID]*schema.Entity
	ofChain map[int32]schema.EntityID
	class   map[schema.EntityID]schema.Class
	proper  map[schema.EntityID]bool // names of unknown class
}

func newEntities(t *tree, key string, linked Linked, gaz *gazetteer.Table) *entities {
	e := &entities{tree: t, key: key, gaz: gaz, linked: linked,
		mention: make([]int32, len(t.tok)),
		made:    map[schema.EntityID]*schema.Entity{},
		ofChain: map[int32]schema.EntityID{},
		class:   map[schema.EntityID]schema.Class{},
		proper:  map[schema.EntityID]bool{},
	}
	for i := range e.mention {
		e.mention[i] = -1
	}
	for i := range t.doc.Mentions {
		m := &t.doc.Mentions[i]
		old := e.mention[m.Head]
		if old < 0 || t.doc.Mentions[old].Chain < 0 && m.Chain >= 0 ||
			(m.Chain >= 0) == (t.doc.Mentions[old].Chain >= 0) && width(m) > width(&t.doc.Mentions[old]) {
			e.mention[m.Head] = int32(i)
		}
	}
	for i := range t.doc.Mentions { // whatever word the parser makes the head of a name
		m := &t.doc.Mentions[i]
		if m.Kind != nlp.Name {
			continue
		}
		for k := m.First; k < m.Last; k++ {
			if e.mention[k] < 0 {
				e.mention[k] = int32(i)
			}
		}
	}
	for i := range linked.Entities {
		e.class[linked.Entities[i].ID] = linked.Entities[i].Class
	}
	return e
}

func width(m *nlp.Mention) int32 { return m.Last - m.First }

// chain returns the chain of the mention that token i heads, -1 without one.
func (e *entities) chain(i int32) int32 {
	if m := e.mention[i]; m >= 0 {
		return e.doc.Mentions[m].Chain
	}
	return -1
}

// named reports whether token i heads a mention of something that has a
// proper name.
func (e *entities) named(i int32) bool {
	c := e.chain(i)
	return c >= 0 && (e.linkedTo(c) != "" || len(e.doc.Chains[c].Members) > 0)
}

func (e *entities) linkedTo(c int32) schema.EntityID {
	if int(c) < len(e.linked.OfChain) {
		return e.linked.OfChain[c]
	}
	return ""
}

// classOf returns the class of what token i refers to.
func (e *entities) classOf(i int32) nlp.Class {
	if c := e.chain(i); c >= 0 && e.doc.Chains[c].Class != nlp.Unknown {
		return e.doc.Chains[c].Class
	}
	if m := e.mention[i]; m >= 0 && e.doc.Mentions[m].Class != nlp.Unknown {
		return e.doc.Mentions[m].Class
	}
	return e.nominalClass(i)
}

// resolve returns what nominal i stands for: one filler, or the members of a
// group. It returns nil for what is not known: a pronoun without a chain.
// Pronouns of the first person are the speaker's.
func (e *entities) resolve(i int32) []filler {
	span := e.phraseSpan(i)
	if c := e.chain(i); c >= 0 && !e.owned(i) {
		cost := 0
		switch m := e.doc.Mentions[e.mention[i]]; m.Kind {
		case nlp.Pronoun:
			cost = 8
		case nlp.Nominal:
			cost = 3
		}
		if out := e.ofGroup(c, span, cost, 0); out != nil {
			return out
		}
	}
	if m := e.mention[i]; m >= 0 && e.doc.Mentions[m].Class == nlp.Nationality {
		return e.country(e.doc.Mentions[m].Ref, span, 2)
	}
	switch {
	case e.pos(i, "PROPN"):
		if k := e.titled(i); k != none {
			return e.resolve(k)
		}
		name := e.name(i)
		if name == "" || gazetteer.LegalForm(name) { // "the Company"
			return nil
		}
		if e.describes(i) {
			_, last := e.phraseTokens(i)
			if k := e.mention[last-1]; k >= 0 && last-1 > i && e.doc.Mentions[k].Class == nlp.Person && e.doc.Mentions[k].First > i && e.pos(e.doc.Mentions[k].First-1, "PROPN", "NOUN") {
				return e.resolve(last - 1) // "Chief of the General Staff Ann Lee"
			}
			alone := !strings.Contains(e.phrase(i), " ") && e.tok[i].Feat("Number") != "Plur"
			if of := e.child(i, "nmod"); of >= last || alone && (!e.has(i, "det") || e.nominalClass(i) == nlp.Person) {
				return nil // "the Minister": nobody tells which
			}
			return e.common(i, span)
		}
		id := e.make(schema.OtherClass, name, "", span)
		e.proper[id] = true
		return []filler{{entity: id, span: span, cost: 15}}
	case e.pos(i, "NOUN", "NUM", "SYM"):
		if k := e.titled(i); k != none {
			if e.tok[i].Tag != "NNS" {
				return e.resolve(k)
			}
			var out []filler // "the brothers Ann and Bob Lee"
			all, _ := e.conjuncts(k)
			for _, c := range all {
				out = append(out, e.resolve(c)...)
			}
			return out
		}
		if g := e.likeGroup(i, span); g != nil {
			return g
		}
		return e.common(i, span)
	}
	return nil
}

// describes reports whether proper noun i, which coreference knows as no name,
// is a common noun in capitals: "the Public Ministry", "the President".
func (e *entities) describes(i int32) bool {
	m := e.mention[i]
	if !e.pos(i, "PROPN") || m >= 0 && e.doc.Mentions[m].Kind == nlp.Name || e.nominalClass(i) == nlp.Other || e.doc.Form(i) == e.form(i) {
		return false
	}
	name := e.name(i)
	_, _, role := e.gaz.Role(name)
	_, body := e.gaz.StateBody(name)
	return role || body || !strings.Contains(name, " ")
}

// located puts the adjective of the country before a facility that lies in
// it: "an air base in Syria" is the Syrian airbase.
func (e *entities) located(h int32, name string) string {
	if !facilities[e.lemma(h)] || name == "" || strings.Contains(name, " in ") {
		return name
	}
	for _, k := range e.children(h) {
		if !e.is(k, "nmod") || e.prep(k) != "in" {
			continue
		}
		if c := e.chain(k); c >= 0 && e.doc.Chains[c].Class == nlp.Country {
			if adj := e.gaz.Adjective(e.doc.Chains[c].Ref); adj != "" && !strings.Contains(name, adj) && !e.has(h, "amod", "nmod:poss") {
				return adj + " " + name
			}
		}
	}
	return name
}

// country returns the country called name, nil without a name.
func (e *entities) country(name string, span schema.Span, cost int) []filler {
	if name == "" {
		return nil
	}
	return []filler{{entity: e.make(schema.Country, name, "", span), span: span, cost: cost}}
}

// owned reports whether noun i belongs to the antecedent of "whose": then it
// is not the antecedent, whatever chain it is in.
func (e *entities) owned(i int32) bool {
	k := e.child(i, "nmod:poss")
	return k != none && e.tok[k].Tag == "WP$"
}

// nameChain makes the entity of a chain without a proper name, called by its
// first common noun phrase.
func (e *entities) nameChain(c int32) schema.EntityID {
	for _, m := range e.doc.Chains[c].Mentions {
		h := e.doc.Mentions[m].Head
		if !e.pos(h, "NOUN") || e.temporal(h) || hollow[e.lemma(h)] {
			continue
		}
		name := ""
		if facilities[e.lemma(h)] && int(c) < len(e.linked.Phrase) && e.linked.Phrase[c] != "" && utf8.ValidString(e.linked.Phrase[c]) {
			name = strings.Join(unhedged(strings.Fields(e.linked.Phrase[c])), " ")
		}
		if name == "" {
			name = e.phrase(h)
		}
		name = e.located(h, name)
		if name == "" {
			continue
		}
		class := schema.Class(e.doc.Chains[c].Class.String())
		if !slices.Contains(schema.Classes[:], class) || class == schema.OtherClass {
			class = schema.Class(e.nominalClass(h).String())
		}
		id := e.make(class, name, e.key, e.phraseSpan(h))
		for _, k := range e.doc.Chains[c].Mentions {
			if k := e.doc.Mentions[k].Head; e.pos(k, "NOUN") {
				e.alias(id, k)
			}
		}
		return id
	}
	return ""
}

// common makes an entity of the common noun phrase that i heads.
func (e *entities) common(i int32, span schema.Span) []filler {
	name := e.phrase(i)
	if name == "" || e.temporal(i) || hollow[e.lemma(i)] || quantifiers[e.lemma(i)] && !e.has(i, "nmod", "nummod", "amod", "acl") {
		return nil
	}
	class := schema.Class(e.nominalClass(i).String())
	id := e.make(class, name, e.key, span)
	e.alias(id, i)
	return []filler{{entity: id, span: span, cost: 10}}
}

// titled returns the name that noun i stands in front of, where the parser made
// the noun the head: "national security adviser X", "the airline X".
func (e *entities) titled(i int32) int32 {
	if e.pos(i, "PROPN") {
		for k := i + 1; k < i+4 && int(k) < len(e.tok) && e.sentence[k] == e.sentence[i]; k++ {
			if m := e.mention[k]; m >= 0 && e.doc.Mentions[m].First == k && e.doc.Mentions[m].Kind == nlp.Name && e.doc.Mentions[m].Class == nlp.Person {
				if _, _, ok := e.gaz.Role(e.text(i, k)); ok {
					return k
				}
			}
		}
	}
	for _, k := range e.children(i) {
		if k < i || k > i+8 || !e.is(k, "flat", "appos", "compound", "nmod:desc") || !e.named(k) {
			continue
		}
		switch c := e.classOf(k); {
		case c != nlp.Person && (c != nlp.Organization || k != i+1 && (e.doc.Mentions[e.mention[k]].First != i+1 || e.tok[i].Tag == "NNS" && e.nominalClass(i) == nlp.Other)):
		case !e.commaBetween(i, k):
			return k
		}
	}
	return none
}

// commaBetween reports whether a comma stands between two tokens.
func (e *entities) commaBetween(i, k int32) bool {
	for ; i < k; i++ {
		if e.doc.Form(i) == "," {
			return true
		}
	}
	return false
}

// make returns the entity of this class and name, made if it is new.
func (e *entities) make(class schema.Class, name, key string, span schema.Span) schema.EntityID {
	id := schema.NewEntityID(class, name, key)
	if _, ok := e.class[id]; ok && e.made[id] == nil {
		return id // linking knows it
	}
	x := e.made[id]
	if x == nil {
		x = &schema.Entity{ID: id, Class: class, Name: name}
		e.made[id] = x
		e.class[id] = class
	}
	if !slices.Contains(x.Mentions, span) {
		x.Mentions = append(x.Mentions, span)
	}
	return id
}

// alias adds the words of noun phrase i to the other names of id.
func (e *entities) alias(id schema.EntityID, i int32) {
	x := e.made[id]
	span := e.phraseSpan(i)
	text := e.doc.Text[span.Start:span.End]
	if x != nil && text != x.Name && !strings.Contains(text, "\n") && !slices.Contains(x.Aliases, text) {
		x.Aliases = append(x.Aliases, text)
	}
	if x != nil && !slices.Contains(x.Mentions, span) {
		x.Mentions = append(x.Mentions, span)
	}
}

// used returns the entities that events name, sorted.
func (e *entities) used(ids map[schema.EntityID]bool) []schema.Entity {
	var out []schema.Entity
	out = append(out, e.linked.Entities...)
	for id, x := range e.made { // sorted below
		if ids[id] {
			slices.Sort(x.Aliases)
			slices.SortFunc(x.Mentions, func(a, b schema.Span) int {
				return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
			})
			out = append(out, *x)
		}
	}
	slices.SortFunc(out, func(a, b schema.Entity) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// nameOf returns the canonical name of an entity.
func (e *entities) nameOf(id schema.EntityID) string {
	if x := e.made[id]; x != nil {
		return x.Name
	}
	i, ok := slices.BinarySearchFunc(e.linked.Entities, id, func(x schema.Entity, id schema.EntityID) int { return cmp.Compare(x.ID, id) })
	if !ok {
		return ""
	}
	return e.linked.Entities[i].Name
}

// name returns the words of the proper noun that i heads, without titles.
func (e *entities) name(i int32) string {
	if e.form(i) == "de" && (e.next(i) == "facto" || e.next(i) == "jure") {
		return "" // no name, whatever the parser makes of it
	}
	first, last := i, i+1
	for first > 0 && e.sentence[first-1] == e.sentence[i] && e.pos(first-1, "PROPN") && e.is(first-1, "compound", "flat", "nmod") {
		first--
	}
	for int(last) < len(e.tok) && e.sentence[last] == e.sentence[i] {
		if next := last + 1; e.doc.Form(last) == "-" && int(next) < len(e.tok) && e.is(next, "flat") && e.tok[last].Start == e.tok[last-1].End {
			last++ // "Ann al-Berg"
			continue
		}
		if !e.pos(last, "PROPN", "NUM") || !e.is(last, "flat") {
			break
		}
		last++
	}
	start, end := e.doc.Span(first, last)
	return strings.Join(strings.Fields(e.doc.Text[start:end]), " ")
}
