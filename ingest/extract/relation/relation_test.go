package relation

import (
	"strings"
	"testing"

	"dateline/schema"
)

func table(t *testing.T) *Table {
	t.Helper()
	tab, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

// show prints a mapping as the tables write it.
func show(m Mapping, ok bool) string {
	if !ok {
		return "none"
	}
	s := string(m.Type)
	if m.Mode != "" {
		s += "/" + m.Mode
	}
	if m.Relation != "" {
		s = m.Relation + " " + s
	}
	if m.Swap {
		s += " swap"
	}
	return s
}

func TestLookup(t *testing.T) {
	const (
		person, org, country, group = schema.Person, schema.Organization, schema.Country, schema.Group
		place, facility, other      = schema.Place, schema.Facility, schema.OtherClass
	)
	tab := table(t)
	for _, c := range []struct {
		name  string
		frame Frame
		want  string
	}{
		{"a plain verb", Frame{Lemma: "strike", Object: "airbase", Agent: country, Target: facility}, "struck ASSAULT/aerial"},
		{"the same verb with another object", Frame{Lemma: "strike", Object: "balance", Agent: person, Target: other}, "OTHER"},
		{"a weapon as object", Frame{Lemma: "launch", Object: "missile", Prep: "against", Agent: country, Target: facility}, "struck ASSAULT/aerial"},
		{"the same verb with a product", Frame{Lemma: "launch", Object: "phone", Agent: org, Target: other}, "launched CREATE"},
		{"plural heads", Frame{Lemma: "launch", Object: "missiles", Prep: "at", Agent: country, Target: place}, "struck ASSAULT/aerial"},
		{"an event noun", Frame{Lemma: "attack", Prep: "on", Agent: group, Target: facility}, "attacked ASSAULT"},
		{"of after an event noun", Frame{Lemma: "kill", Prep: "of", Target: group}, "killed KILL"},
		{"nobody named", Frame{Lemma: "arrest", Target: person}, "arrested ARREST"},
		{"a talk", Frame{Lemma: "talk", Prep: "with", Agent: person, Target: person}, "spoke-with CONSULT"},
		{"a talk without partner", Frame{Lemma: "talk", Agent: group}, "CONSULT"},
		{"what a talk is about", Frame{Lemma: "discuss", Object: "war", Agent: person, Target: other}, "CONSULT"},
		{"a meeting", Frame{Lemma: "meet", Prep: "with", Agent: person, Target: org}, "met CONSULT"},
		{"a deadline is not met like a queen", Frame{Lemma: "meet", Object: "deadline", Agent: org, Target: other}, "OTHER"},
		{"British spelling", Frame{Lemma: "criticise", Agent: person, Target: country}, "criticised ACCUSE/disapprove"},
		{"American spelling", Frame{Lemma: "criticize", Agent: person, Target: country}, "criticised ACCUSE/disapprove"},
		{"a particle", Frame{Lemma: "shoot", Particle: "down", Agent: country, Target: other}, "shot-down ASSAULT/heavy-weapons"},
		{"a particle in the lemma", Frame{Lemma: "call-off", Agent: org, Target: other}, "CHANGE"},
		{"a particle makes another verb", Frame{Lemma: "call", Particle: "for", Agent: org, Target: other}, "called-for REQUEST"},
		{"classes decide", Frame{Lemma: "fire", Agent: org, Target: person}, "dismissed ELECT"},
		{"the loser is the object of the winner", Frame{Lemma: "lose", Prep: "to", Agent: country, Target: country}, "defeated WIN swap"},
		{"a relation that cannot hold leaves the type", Frame{Lemma: "appoint", Object: "day", Agent: person, Target: schema.EventClass}, "ELECT"},
		{"a preposition no line knows leaves the type", Frame{Lemma: "bomb", Prep: "near", Agent: country, Target: place}, "ASSAULT/aerial"},
		{"and nothing where the verb has several", Frame{Lemma: "fire", Prep: "near", Agent: country, Target: place}, "none"},
		{"an unknown verb", Frame{Lemma: "yodel", Agent: person, Target: person}, "none"},
		{"no verb", Frame{}, "none"},
		{"sending people", Frame{Lemma: "send", Object: "representative", Agent: country, Target: other}, "sent CONSULT/visit"},
		{"sending troops", Frame{Lemma: "send", Object: "troop", Prep: "to", Agent: country, Target: place}, "deployed MOBILIZE/troops"},
		{"sending a parcel", Frame{Lemma: "send", Object: "parcel", Agent: person, Target: other}, "OTHER"},
		{"an airstrike hits", Frame{Lemma: "hit", Subject: "airstrike", Agent: schema.EventClass, Target: facility}, "struck ASSAULT/aerial"},
		{"a bus hits", Frame{Lemma: "hit", Subject: "bus", Agent: schema.Product, Target: other}, "OTHER"},
		{"a fire destroys", Frame{Lemma: "destroy", Agent: schema.EventClass, Target: facility}, "destroyed CHANGE"},
		{"an army destroys", Frame{Lemma: "destroy", Agent: org, Target: facility}, "destroyed ASSAULT/destroy"},
		{"backing", Frame{Lemma: "back", Agent: country, Target: org}, "backs SUPPORT"},
		{"colluding", Frame{Lemma: "collude", Prep: "with", Agent: org, Target: org}, "colluded-with COOPERATE"},
	} {
		if got := show(tab.Lookup(c.frame)); got != c.want {
			t.Errorf("%s: %+v is %q, not %q", c.name, c.frame, got, c.want)
		}
	}
}

func TestTakesTarget(t *testing.T) {
	tab := table(t)
	for _, c := range []struct {
		lemma, particle, object, prep string
		want                          bool
	}{
		{"strike", "", "", "", true},
		{"launch", "", "missile", "against", true},
		{"launch", "", "phone", "against", false},
		{"talk", "", "", "with", true},
		{"talk", "", "", "in", false},
		{"sign", "", "treaty", "", true},
		{"shoot", "down", "", "", true},
		{"visit", "", "", "to", true},
		{"criticise", "", "", "", true},
		{"yodel", "", "", "", false},
	} {
		if got := tab.TakesTarget(c.lemma, c.particle, c.object, c.prep); got != c.want {
			t.Errorf("%+v: %t", c, got)
		}
	}
}

func TestNounsAndLightVerbs(t *testing.T) {
	tab := table(t)
	for noun, want := range map[string]string{"talks": "talk", "airstrike": "strike", "Criticism": "criticize", "investigation": "investigate", "teapot": ""} {
		if got, _ := tab.Verb(noun); got != want {
			t.Errorf("%s is the noun of %q, not %q", noun, got, want)
		}
	}
	for _, c := range []struct {
		verb, noun, want string
		swap             bool
	}{
		{"hold", "talks", "talk", false},
		{"impose", "sanctions", "sanction", false},
		{"carry-out", "attack", "attack", false},
		{"come-under", "fire", "attack", true},
		{"hold", "teapot", "", false},
		{"paint", "attack", "", false},
	} {
		if got, swap, _ := tab.LightVerb(c.verb, c.noun); got != c.want || swap != c.swap {
			t.Errorf("%s %s is %q, %t", c.verb, c.noun, got, swap)
		}
	}
	if !tab.Known("criticise") || !tab.Known("shoot-down") || tab.Known("fing") {
		t.Error("known verbs")
	}
	if !tab.IsReciprocal("meet") || !tab.IsReciprocal("clash") || tab.IsReciprocal("kill") {
		t.Error("reciprocal verbs")
	}
}

func TestUsersLinesComeFirst(t *testing.T) {
	tab, err := New(strings.NewReader("# ours\nyodel at ~ | protested-against | The goats yodel at the wolf.\n"), strings.NewReader("actor: strike ~ | attacked | They struck it.\nnoun yodel = yodelling\n"))
	if err != nil {
		t.Fatal(err)
	}
	for want, f := range map[string]Frame{
		"protested-against PROTEST": {Lemma: "yodel", Prep: "at", Agent: schema.Group, Target: schema.Person},
		"attacked ASSAULT":          {Lemma: "strike", Agent: schema.Country, Target: schema.Facility},
	} {
		if got := show(tab.Lookup(f)); got != want {
			t.Errorf("%+v is %q, not %q", f, got, want)
		}
	}
	if v, _ := tab.Verb("yodelling"); v != "yodel" {
		t.Errorf("yodelling is %q", v)
	}
}

func TestBadLinesAreNamed(t *testing.T) {
	for text, says := range map[string]string{
		"strike ~ | hugged | x":             "added table 1:1: unknown relation",
		"strike ~ | FIGHT | x":              "unknown event type",
		"strike ~":                          "neither a mapping nor a list",
		"strike ~ | struck":                 "cells",
		"strike ~ships | struck | x":        "unknown class",
		"strike <boat> | struck | x":        "unknown class",
		"\n\nstrike a b c ~ | struck | x":   "added table 1:3",
		"pirates: strike ~ | struck | x":    "unknown class",
		"person: | struck | x":              "no verb",
		"strike ~ | swap | x":               "neither relation nor type",
		"verbs yodel = yodelling":           "unknown list",
		"strike hard ~ | struck | x":        "no preposition",
		"strike hard fast | struck | x":     "more than one object",
		strings.Repeat("x", 70000) + " | y": "added table 1",
	} {
		if _, err := New(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%.60q: %v; want an error that says %q", text, err, says)
		}
	}
}

// TestEveryLineIsReachable looks every line up by what it says itself: a line
// that another one always wins over is dead.
func TestEveryLineIsReachable(t *testing.T) {
	tab := table(t)
	for lemma, lines := range tab.lines {
		for _, l := range lines {
			if !reachable(tab, lemma, l) {
				t.Errorf("%s: the line with example %q can never be found", lemma, l.mapping.Example)
			}
		}
	}
}

func reachable(tab *Table, lemma string, l *line) bool {
	f := Frame{Lemma: lemma}
	objects := []string{""}
	if l.object != nil {
		words := l.object.words
		if l.object.class != "" {
			words = tab.classes[l.object.class]
		}
		objects = nil
		for w := range words {
			objects = append(objects, w)
		}
	}
	subjects := []string{""}
	if l.subject != nil {
		for w := range tab.classes[l.subject.class] {
			subjects = append(subjects, w)
		}
	}
	preps := l.preps
	if preps == nil {
		preps = []string{""}
	}
	all := append([]schema.Class{""}, schema.Classes[:]...)
	for _, f.Object = range objects {
		for _, f.Prep = range preps {
			for _, f.Agent = range all {
				for i := range len(all) * len(subjects) {
					f.Target, f.Subject = all[i%len(all)], subjects[i/len(all)]
					if m, _ := tab.Lookup(f); m.Example == l.mapping.Example && m.Relation == l.mapping.Relation && (l.preps == nil) == (f.Target == "") {
						return true
					}
				}
			}
		}
	}
	return false
}

// TestExamplesShowTheirLine: an example has the verb (or its noun), the
// object and the preposition of its line.
func TestExamplesShowTheirLine(t *testing.T) {
	tab := table(t)
	shown := map[*line]string{}
	var order []*line
	for lemma, lines := range tab.lines {
		for _, l := range lines {
			if _, ok := shown[l]; !ok {
				order = append(order, l)
				shown[l] = lemma
			}
			if showsVerb(tab, lemma, l.mapping.Example) {
				shown[l] = ""
			}
		}
	}
	for _, l := range order {
		words := exampleWords(l.mapping.Example)
		if shown[l] != "" {
			t.Errorf("%q does not show its verb (%s)", l.mapping.Example, shown[l])
		}
		if !strings.HasSuffix(l.mapping.Example, ".") {
			t.Errorf("%q is no sentence", l.mapping.Example)
		}
		if l.object != nil {
			found := false
			for _, w := range words {
				found = found || l.object.holds(tab, w)
			}
			if !found {
				t.Errorf("%q does not show its object", l.mapping.Example)
			}
		}
		if l.preps != nil && !l.takes("") {
			found := false
			for _, w := range words {
				found = found || l.takes(w)
			}
			if !found {
				t.Errorf("%q does not show its preposition", l.mapping.Example)
			}
		}
	}
}

func exampleWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(" .,'’\"", r) })
}

// showsVerb reports whether an example has an inflected form of the verb, or
// a noun that stands for it.
func showsVerb(tab *Table, lemma, example string) bool {
	verb, rest, _ := strings.Cut(strings.TrimPrefix(lemma, "be-"), "-")
	words := exampleWords(example)
	for i, w := range words {
		n, isNoun := tab.Verb(w)
		if !inflects(verb, w) && !(isNoun && n == lemma) {
			continue
		}
		if rest == "" || isNoun && n == lemma {
			return true
		}
		for _, p := range words[i:] {
			if spelling(p) == rest || strings.HasPrefix(p, rest) || strings.HasSuffix(w, rest) {
				return true
			}
		}
		// "court-martialled", "handed over" with the object between
		if strings.Contains(w, rest[:len(rest)-1]) {
			return true
		}
		if first, _, ok := strings.Cut(rest, "-"); ok && strings.Contains(example, first) {
			return true
		}
	}
	return false
}

var irregular = " speak spoke spoken meet met hold held write wrote send sent take took taken strike struck go went gone fight fought shoot shot " +
	"lay laid pay paid hang hung find found cut cut put put give gave given buy bought sell sold sue sued say said tell told come came leave left " +
	"steal stole lose lost win won beat beat bear born sink sank withdraw withdrew retake retook overthrow overthrew make made rise rose bring brought " +
	"swear swore stand stood break broke build built lead led flee fled fly flew begin began quit quit hit hit let let throw threw drive drove sit sat " +
	"die died lie lay beset teach taught slay slew burn burnt forbid forbade spread spread have has had run ran mislead misled overrun overran choose chose seek sought drop dropped set set shut shut rebuild rebuilt lend lent spend spent fall fell uphold upheld draw drew overcome overcame grow grew forgive forgave see saw shake shook feed fed get got withhold withheld freeze froze "

func inflects(lemma, word string) bool {
	word = spelling(word)
	stem := strings.TrimSuffix(strings.TrimSuffix(lemma, "e"), "y")
	if len(stem) > 1 && strings.HasPrefix(word, stem) && len(word)-len(stem) <= 5 || strings.HasPrefix(spelling(word), stem) && len(word)-len(stem) <= 5 {
		return true
	}
	if us := strings.Replace(word, "is", "iz", 1); strings.HasPrefix(us, stem) {
		return true
	}
	if us := strings.Replace(word, "our", "or", 1); strings.HasPrefix(us, stem) {
		return true
	}
	list := strings.Fields(irregular)
	for i, w := range list {
		if w == lemma {
			for _, form := range list[i+1 : min(len(list), i+3)] {
				if form == word {
					return true
				}
			}
		}
	}
	return false
}
