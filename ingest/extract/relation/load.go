package relation

import (
	"bufio"
	"cmp"
	"embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"dateline/schema"
)

// tables holds our own lines. A line is one of
//
//	class NAME = NOUN...           a class of objects, written <NAME> in patterns
//	noun VERB = NOUN...            event nouns and the verb they stand for
//	light VERB... = VERB...        light verbs, and the event nouns (by their verb) they go with;
//	                               NOUN>VERB for a noun that is an event with them only
//	suffer VERB... = VERB...       light verbs whose subject suffers it
//	reciprocal = VERB...           verbs of what several agents do to each other
//	PATTERN | RESULT | EXAMPLE     a mapping
//	# ...                          a comment
//
// A pattern is
//
//	[AGENT: | <SUBJECT>:] VERB[/VERB...] [OBJECT] [PREP[/PREP...]] [~[TARGET]]
//
// AGENT and TARGET are classes of entities joined by commas, or one of the
// words actor, named (an actor that the text names), human, body, spot, thing. SUBJECT is a class of nouns that the
// head of the agent must be one of. A particle is part of the verb:
// call-off. OBJECT is nouns joined by "/" or a <class>. "~" is the target:
// after PREP, or the direct object, which a list of prepositions names "-".
//
// A result is a canonical relation, an event type with its mode
// (ASSAULT/aerial), or both; "swap" turns agent and target round; "sym" says
// that a type without relation holds both ways.
//
//go:embed tables/*.txt
var tables embed.FS

// New compiles our own tables and then the user's: of two lines that are
// equally specific the later one counts. An error names the line.
func New(more ...io.Reader) (*Table, error) {
	t := &Table{lines: map[string][]*line{}, classes: map[string]map[string]bool{}, nouns: map[string]string{},
		light: map[string]lightVerb{}, reciprocal: map[string]bool{}}
	files, err := tables.ReadDir("tables")
	if err != nil {
		return nil, fmt.Errorf("relation tables: %w", err)
	}
	var patterns []source
	for _, file := range files {
		f, err := tables.Open("tables/" + file.Name())
		if err != nil {
			return nil, fmt.Errorf("relation tables: %w", err)
		}
		if patterns, err = t.read(patterns, file.Name(), f); err != nil {
			return nil, err
		}
	}
	for i, r := range more {
		if patterns, err = t.read(patterns, fmt.Sprintf("added table %d", i+1), r); err != nil {
			return nil, err
		}
	}
	for _, p := range patterns {
		if err := t.add(p); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", p.file, p.number, err)
		}
	}
	for _, ls := range t.lines {
		slices.Reverse(ls)
		slices.SortStableFunc(ls, func(a, b *line) int { return cmp.Compare(b.weight, a.weight) })
	}
	return t, nil
}

// A source is one mapping as it is written.
type source struct {
	file                     string
	number                   int
	pattern, result, example string
}

// read takes in the word lists of one file and returns its mappings behind
// those of the files before.
func (t *Table) read(patterns []source, file string, r io.Reader) ([]source, error) {
	lines := bufio.NewScanner(r)
	for number := 1; lines.Scan(); number++ {
		text := strings.TrimSpace(lines.Text())
		if text == "" || text[0] == '#' {
			continue
		}
		if cells := strings.Split(text, "|"); len(cells) > 1 {
			if len(cells) != 3 {
				return nil, fmt.Errorf("%s:%d: %d cells instead of pattern | result | example", file, number, len(cells))
			}
			patterns = append(patterns, source{file, number, strings.TrimSpace(cells[0]), strings.TrimSpace(cells[1]), strings.TrimSpace(cells[2])})
			continue
		}
		if err := t.list(text); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, number, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return patterns, nil
}

// list takes in one word list.
func (t *Table) list(text string) error {
	left, right, ok := strings.Cut(text, "=")
	head, words := strings.Fields(left), strings.Fields(right)
	if !ok || len(head) == 0 || len(words) == 0 {
		return fmt.Errorf("%q is neither a mapping nor a list", text)
	}
	switch {
	case head[0] == "class" && len(head) == 2:
		if t.classes[head[1]] == nil {
			t.classes[head[1]] = map[string]bool{}
		}
		addWords(t.classes[head[1]], words)
	case head[0] == "noun" && len(head) == 2:
		for _, w := range words {
			t.nouns[w] = spelling(head[1])
		}
	case head[0] == "reciprocal" && len(head) == 1:
		for _, w := range words {
			t.reciprocal[spelling(w)] = true
		}
	case (head[0] == "light" || head[0] == "suffer") && len(head) > 1:
		for _, verb := range head[1:] {
			l := t.light[spelling(verb)]
			if l.verbs == nil {
				l = lightVerb{verbs: map[string]bool{}, nouns: map[string]string{}, swap: head[0] == "suffer"}
			}
			for _, w := range words {
				if noun, v, ok := strings.Cut(w, ">"); ok {
					l.nouns[noun] = spelling(v)
					continue
				}
				l.verbs[spelling(w)] = true
			}
			t.light[spelling(verb)] = l
		}
	default:
		return fmt.Errorf("unknown list %q", left)
	}
	return nil
}

func addWords(to map[string]bool, words []string) {
	for _, w := range words {
		to[w] = true
	}
}

// add compiles one mapping.
func (t *Table) add(s source) error {
	l := &line{}
	words := strings.Fields(s.pattern)
	if len(words) > 0 && strings.HasSuffix(words[0], ":") {
		var err error
		agent := strings.TrimSuffix(words[0], ":")
		switch {
		case strings.HasPrefix(agent, "<"):
			l.subject, err = t.object(agent)
			l.weight += 3
		default:
			l.agent, err = entityClasses(agent)
			l.weight += 2
		}
		if err != nil {
			return err
		}
		words = words[1:]
	}
	if len(words) == 0 {
		return fmt.Errorf("pattern %q has no verb", s.pattern)
	}
	verbs := strings.Split(words[0], "/")
	if words = words[1:]; len(words) > 0 && words[len(words)-1][0] == '~' {
		l.preps = []string{""}
		if classes := words[len(words)-1][1:]; classes != "" {
			var err error
			if l.target, err = entityClasses(classes); err != nil {
				return err
			}
			l.weight += 3
		}
		words = words[:len(words)-1]
		if len(words) > 0 && isPreps(words[len(words)-1]) {
			l.preps = strings.Split(words[len(words)-1], "/")
			for i, p := range l.preps {
				if p == "-" {
					l.preps[i] = ""
				}
			}
			words = words[:len(words)-1]
			l.weight += 4
		} else if len(words) > 0 {
			return fmt.Errorf("pattern %q: %q is no preposition", s.pattern, words[len(words)-1])
		}
		l.weight++
	}
	if len(words) > 1 {
		return fmt.Errorf("pattern %q: more than one object", s.pattern)
	}
	if len(words) == 1 {
		var err error
		if l.object, err = t.object(words[0]); err != nil {
			return err
		}
		l.weight += 20
		if l.object.class == "" {
			l.weight += 2
		}
	}
	if err := l.result(s.result); err != nil {
		return err
	}
	l.mapping.ByObject = l.object != nil
	l.mapping.Example = s.example
	for _, v := range verbs {
		v = spelling(v)
		t.lines[v] = append(t.lines[v], l)
	}
	return nil
}

// object compiles nouns joined by "/" or a <class> of them.
func (t *Table) object(text string) (*object, error) {
	if class, ok := strings.CutPrefix(text, "<"); ok {
		class = strings.TrimSuffix(class, ">")
		if t.classes[class] == nil {
			return nil, fmt.Errorf("unknown class %s", text)
		}
		return &object{class: class}, nil
	}
	o := &object{words: map[string]bool{}}
	addWords(o.words, strings.Split(text, "/"))
	return o, nil
}

// result compiles what a mapping leads to.
func (l *line) result(text string) error {
	m := &l.mapping
	for _, word := range strings.Fields(text) {
		switch {
		case word == "swap":
			m.Swap = true
		case word == "sym":
			l.symmetric = true
		case strings.ToUpper(word) == word || strings.Contains(word, "/"):
			typ, mode, _ := strings.Cut(word, "/")
			if !slices.Contains(schema.EventTypes[:], schema.EventType(typ)) {
				return fmt.Errorf("unknown event type %q", typ)
			}
			m.Type, m.Mode = schema.EventType(typ), mode
		default:
			r, ok := schema.FindRelation(word)
			if !ok {
				return fmt.Errorf("unknown relation %q", word)
			}
			m.Relation, l.symmetric, l.lasting = r.Name, r.Symmetric, r.Lasting
			l.domain, l.range_ = r.Domain, r.Range
			if m.Type == "" {
				m.Type, m.Mode = r.Type, r.Mode
			}
		}
	}
	m.Symmetric, m.Lasting = l.symmetric, l.lasting
	if m.Type == "" {
		return fmt.Errorf("result %q has neither relation nor type", text)
	}
	return nil
}

// prepositions are the words that a pattern can have in front of its target.
const prepositions = " - about above across after against ahead along among around as at before behind below beneath beside between beyond by despite " +
	"down during for from in inside into like near of off on onto out outside over past per since through throughout to toward towards " +
	"under until up upon via versus vs with within without "

func isPreps(word string) bool {
	for p := range strings.SplitSeq(word, "/") {
		if !strings.Contains(prepositions, " "+p+" ") {
			return false
		}
	}
	return true
}

// entityClasses reads classes of entities joined by commas.
func entityClasses(list string) (map[schema.Class]bool, error) {
	set := map[schema.Class]bool{}
	for name := range strings.SplitSeq(list, ",") {
		switch name {
		case "actor":
			addClasses(set, "", schema.Person, schema.Organization, schema.Country, schema.Group)
		case "named": // an actor that the text names: no passive without agent
			addClasses(set, schema.Person, schema.Organization, schema.Country, schema.Group)
		case "human":
			addClasses(set, schema.Person, schema.Group)
		case "body":
			addClasses(set, schema.Organization, schema.Country)
		case "spot":
			addClasses(set, schema.Place, schema.Country, schema.Facility)
		case "thing":
			addClasses(set, schema.Product, schema.EventClass, schema.OtherClass)
		default:
			if !slices.Contains(schema.Classes[:], schema.Class(name)) {
				return nil, fmt.Errorf("unknown class %q", name)
			}
			set[schema.Class(name)] = true
		}
	}
	return set, nil
}

func addClasses(to map[schema.Class]bool, classes ...schema.Class) {
	for _, c := range classes {
		to[c] = true
	}
}
