package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
	"dateline/ingest/nlp/names"
)

// The sources of this file mark more or less than names; what they leave open
// the trainer may choose.

// marked is an annotated span of tokens that may be a name.
type marked struct {
	first, last int32
	kinds       []names.Type // nil: it may be anything
}

// loose is what a capitalised word may be where nothing is known.
const loose = names.Outside | names.Persons | names.Organizations | names.Locations

// demonym reports whether a word points to a country and does not name it.
func demonym(world *gazetteer.Table, form string) bool {
	_, _, ok := world.Nationality(form)
	_, country := world.Country(form)
	return ok && !country
}

// spanSets turns marked spans into the labels that each token may have.
// Where no span is, capitalised words are open and all others outside.
func spanSets(d *nlp.Document, spans []marked, world *gazetteer.Table, open bool) []names.Set {
	sets := make([]names.Set, len(d.Tokens))
	for i := range sets {
		sets[i] = names.Outside
		if form := d.Form(int32(i)); open && capitalised(form) && !demonym(world, form) {
			sets[i] = loose
		}
	}
	taken := make([]bool, len(sets))
	// The longest first: what is inside a name is no name of its own.
	slices.SortStableFunc(spans, func(a, b marked) int { return int((b.last - b.first) - (a.last - a.first)) })
	for _, s := range spans {
		s = core(d, s, world)
		if s.first >= s.last || slices.Contains(taken[s.first:s.last], true) {
			continue
		}
		// After a hyphen a name may go on small: "Ban Ki-moon".
		part := func(i int32) bool { return capitalised(d.Form(i)) || i > s.first+2 && d.Form(i-1) == "-" }
		whole := s.kinds != nil && capitalised(d.Form(s.first)) && part(s.last-1)
		for i := s.first; i < s.last; i++ {
			whole = whole && (part(i) || joint(d.Form(i)))
		}
		if whole {
			names.Name(sets[s.first:s.last], s.kinds...)
			for i := s.first; i < s.last; i++ {
				taken[i] = true
			}
			continue
		}
		for i := s.first; i < s.last; i++ {
			if capitalised(d.Form(i)) && !taken[i] {
				sets[i] = loose
			}
		}
	}
	return sets
}

// core drops articles, what follows a comma, and titles before persons.
func core(d *nlp.Document, s marked, world *gazetteer.Table) marked {
	for i := s.first; i < s.last; i++ {
		switch d.Form(i) {
		case ",", "(", ";", ":", "who", "which", "that":
			s.last = i
		}
	}
	for s.first < s.last && (strings.EqualFold(d.Form(s.first), "the") || d.Form(s.first) == "\"") {
		s.first++
	}
	if s.last > s.first && (d.Form(s.last-1) == "'s" || d.Form(s.last-1) == "’s") {
		s.last--
	}
	if len(s.kinds) != 1 || s.kinds[0] != names.Person {
		return s
	}
	for s.last-s.first > 1 {
		form := d.Form(s.first)
		_, title := world.Title(form)
		_, _, role := world.Role(form)
		_, _, nation := world.Nationality(form)
		if _, given := world.GivenName(form); given || !title && !role && !nation {
			break
		}
		s.first++
	}
	return s
}

func capitalised(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}

// joint reports whether a word in lower case can be inside a name.
func joint(form string) bool {
	switch form {
	case "of", "the", "for", "and", "on", "in", "de", "la", "del", "al", "el", "bin", "von", "van", "der", "den", "du", "da", "di", "-", "–", "'s", "’s", "&", ".", "/":
		return true
	}
	return isDigits(form)
}

func isDigits(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

// gumNames reads the entities of the GUM treebank: names are those whose head
// is a proper noun.
func (s settings) gumNames(world *gazetteer.Table) ([]names.Example, error) {
	golds, err := s.treebank("en_gum-ok-train")
	if err != nil {
		return nil, err
	}
	var all []names.Example
	for _, g := range golds {
		var spans []marked
		type opened struct {
			id    string
			kind  string
			first int32
		}
		var stack []opened
		for i, misc := range g.Misc {
			for _, event := range entityEvents(misc) {
				if begin, ok := strings.CutPrefix(event, "("); ok {
					begin, single := strings.CutSuffix(begin, ")")
					parts := strings.SplitN(begin, "-", 3)
					if len(parts) < 2 {
						continue
					}
					stack = append(stack, opened{parts[0], parts[1], int32(i)})
					if !single {
						continue
					}
					event = parts[0] + ")"
				}
				id := strings.TrimSuffix(event, ")")
				for k := len(stack) - 1; k >= 0; k-- {
					if o := stack[k]; o.id == id {
						stack = slices.Delete(stack, k, k+1)
						spans = append(spans, gumSpan(g.Document, o.kind, o.first, int32(i)+1)...)
						break
					}
				}
			}
		}
		d := &nlp.Document{Text: g.Document.Text, Sentences: g.Document.Sentences}
		for _, t := range g.Document.Tokens {
			d.Tokens = append(d.Tokens, nlp.Token{Start: t.Start, End: t.End, Head: -1})
		}
		sets := spanSets(d, spans, world, false)
		for i, t := range g.Document.Tokens {
			if t.POS == "PROPN" && sets[i] == names.Outside {
				sets[i] = loose
			}
		}
		all = append(all, names.Example{Document: d, Allowed: sets})
	}
	return all, nil
}

// entityEvents splits the Entity field of the tenth column: "(1-person-...",
// "1)", "(2-place-...)".
func entityEvents(misc string) []string {
	for field := range strings.SplitSeq(misc, "|") {
		value, ok := strings.CutPrefix(field, "Entity=")
		if !ok {
			continue
		}
		var events []string
		at := 0
		for i := range len(value) {
			switch {
			case value[i] == '(' && i > at:
				events, at = append(events, value[at:i]), i
			case value[i] == ')':
				events, at = append(events, value[at:i+1]), i+1
			}
		}
		if at < len(value) {
			events = append(events, value[at:])
		}
		return events
	}
	return nil
}

// gumSpan is the entity [first, last) if its head is a proper noun.
func gumSpan(d *nlp.Document, kind string, first, last int32) []marked {
	head := last - 1
	for i := first; i < last; i++ {
		if h := d.Tokens[i].Head; h < first || h >= last {
			head = i
			break
		}
	}
	if d.Tokens[head].POS != "PROPN" {
		return nil
	}
	var kinds []names.Type
	switch kind {
	case "person":
		kinds = []names.Type{names.Person}
	case "organization":
		kinds = []names.Type{names.Organization}
	case "place":
		kinds = []names.Type{names.Location}
	case "event":
		kinds = []names.Type{names.Event}
	case "time":
		return nil
	}
	return []marked{{first, last, kinds}}
}

// newsNames reads the links of the news items: where a name is linked, its
// span is known, and often its type by the title of what it is linked to.
func (s settings) newsNames(world *gazetteer.Table, segmenter nlp.Step) ([]names.Example, error) {
	path := filepath.Join(s.data, "news", "current-events.jsonl")
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []names.Example
	in := bufio.NewScanner(f)
	in.Buffer(make([]byte, 1<<16), 1<<24)
	for line := 1; in.Scan(); line++ {
		var item struct {
			Text  string
			Links []struct {
				Start, End int // code points
				Title      string
			}
		}
		if err := json.Unmarshal(in.Bytes(), &item); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, line, err)
		}
		d := &nlp.Document{Text: item.Text}
		segmenter.Run(d)
		at := make([]int, 0, len(item.Text)+1) // byte of each code point
		for i := range item.Text {
			at = append(at, i)
		}
		at = append(at, len(item.Text))
		var spans []marked
		for _, l := range item.Links {
			if l.Start >= l.End || l.End >= len(at) {
				continue
			}
			first, last, ok := tokensOf(d, int32(at[l.Start]), int32(at[l.End]))
			if !ok {
				continue
			}
			spans = append(spans, marked{first, last, linkTypes(world, item.Text[at[l.Start]:at[l.End]], l.Title)})
		}
		all = append(all, names.Example{Document: d, Allowed: spanSets(d, spans, world, true)})
	}
	return all, in.Err()
}

// tokensOf finds the tokens that begin and end exactly with the bytes.
func tokensOf(d *nlp.Document, begin, end int32) (first, last int32, ok bool) {
	first = -1
	for i, t := range d.Tokens {
		if t.Start == begin {
			first = int32(i)
		}
		if t.End == end && first >= 0 {
			return first, int32(i) + 1, true
		}
	}
	return 0, 0, false
}

// linkTypes guesses the type of a linked name; nil where it cannot be told.
func linkTypes(world *gazetteer.Table, text, title string) []names.Type {
	if demonym(world, text) {
		return nil
	}
	base, note, _ := strings.Cut(title, " (")
	words := strings.Fields(base)
	if len(words) == 0 {
		return nil
	}
	last := strings.ToLower(words[len(words)-1])
	if _, ok := world.Organization(text); ok {
		return []names.Type{names.Organization}
	}
	if _, ok := world.Country(text); ok {
		return []names.Type{names.Location}
	}
	switch strings.TrimSuffix(note, ")") {
	case "politician", "general", "singer", "actor", "footballer", "journalist", "businessman", "judge":
		return []names.Type{names.Person}
	}
	switch last {
	case "district", "province", "region", "governorate", "county", "oblast", "island", "islands", "river", "airport", "sea", "bay", "strait", "peninsula", "valley", "bridge", "prison", "stadium":
		return []names.Type{names.Location}
	case "party", "forces", "army", "police", "university", "ministry", "agency", "commission", "committee", "council", "bank", "airlines", "group", "union", "court", "corporation", "company", "association", "parliament", "senate", "assembly", "front", "movement":
		return []names.Type{names.Organization}
	case "election", "elections", "war", "cup", "championship", "championships", "olympics", "festival", "referendum", "earthquake", "games":
		return []names.Type{names.Event}
	}
	if _, after, ok := strings.Cut(base, ", "); ok {
		if _, isRegion := world.Region(after); isRegion || len(world.Cities(after)) > 0 {
			return []names.Type{names.Location}
		}
		if _, isState := world.State(after); isState {
			return []names.Type{names.Location}
		}
	}
	if _, ok := world.Region(text); ok {
		return []names.Type{names.Location}
	}
	if _, ok := world.GivenName(words[0]); ok && len(words) >= 2 && len(words) <= 3 && text == base {
		return []names.Type{names.Person}
	}
	if len(world.Cities(text)) > 0 && text == base {
		return []names.Type{names.Location}
	}
	return nil
}
