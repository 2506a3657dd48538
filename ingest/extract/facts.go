// Package extract reads statements off a text: who did what to whom, who says
// so, and whether it happened.
//
// In: a document with trees, names, times and chains, and the entities that
// linking found in it. Out: schema.Facts, and the propositions behind them
// with the rules that found them.
//
// A proposition is found by a rule over the dependency tree (Rules); its
// stance, that is its status and its speakers, comes down the tree from what
// embeds it; its arguments become entities of the article. What is not sure
// is left out.
package extract

import (
	"cmp"
	"slices"
	"strings"

	"dateline/ingest/extract/relation"
	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
	"dateline/schema"
)

// Linked is what linking found in a document.
type Linked struct {
	Entities []schema.Entity   // sorted by ID
	OfChain  []schema.EntityID // of each chain of the document, "" for one without a proper name
	Phrase   []string          // composed name of each chain without a proper name ("Syrian airbase"), "" if it makes none
	ActsFor  []schema.ActsFor
}

// An Extractor extracts facts. It is read-only and safe for concurrent use.
type Extractor struct {
	gaz       *gazetteer.Table
	relations *relation.Table
	known     func(verb string) bool
}

// New returns an extractor that knows the world from gaz and what predicates
// mean from relations.
func New(gaz *gazetteer.Table, relations *relation.Table) *Extractor {
	return &Extractor{gaz: gaz, relations: relations, known: vocabulary(relations)}
}

// A Result is the facts of a document and the propositions behind them; each
// event has one of them, found by its id.
type Result struct {
	Facts        schema.Facts
	Propositions []Proposition
}

// Facts returns what doc, the annotated text of article, says.
func (x *Extractor) Facts(article schema.Article, doc *nlp.Document, linked Linked) schema.Facts {
	return x.Read(article, doc, linked).Facts
}

// Read returns what doc says and the propositions that it was read from.
func (x *Extractor) Read(article schema.Article, doc *nlp.Document, linked Linked) Result {
	e := newEntities(newTree(doc, x.known), article.Key, linked, x.gaz)
	r := newReader(e, x.relations)
	props := r.read()
	w := writer{reader: r, article: article, at: map[int32]schema.EventID{}}
	events := w.events(props)
	used := map[schema.EntityID]bool{}
	for i := range events {
		used[events[i].Place] = true
		for _, id := range events[i].SaidBy {
			used[id] = true
		}
		for _, role := range events[i].Roles {
			used[role.Entity] = true
		}
	}
	facts := schema.Facts{Article: article, Entities: e.used(used), Events: events, ActsFor: linked.ActsFor}
	facts.Sort()
	return Result{Facts: facts, Propositions: props}
}

// A writer turns propositions into events.
type writer struct {
	*reader
	article schema.Article
	times   [][]int32                // times of each sentence
	at      map[int32]schema.EventID // events that happened, by trigger
}

// cut is the confidence below which nothing is emitted.
const cut = 50

// events returns the events of props, without repetitions; the proposition of
// each gets its id.
func (w *writer) events(props []Proposition) []schema.Event {
	w.times = make([][]int32, len(w.doc.Sentences))
	for k := range w.doc.Times {
		if s := w.sentence[w.doc.Times[k].First]; true {
			w.times[s] = append(w.times[s], int32(k))
		}
	}
	var out []schema.Event
	var from []int32 // proposition of each event
	seen := map[string]int{}
	for i := range props {
		ev, ok := w.event(&props[i])
		if !ok {
			continue
		}
		key := repetition(&ev)
		if old, ok := seen[key]; ok { // the same said twice counts once; the better evidence is kept
			if out[old].Confidence < ev.Confidence && ev.ID != out[old].ID {
				props[from[old]].Event = ev.ID
				out[old], from[old] = ev, int32(i)
			}
			props[i].Event = out[old].ID
			w.happened(&props[i])
			continue
		}
		seen[key] = len(out)
		props[i].Event = ev.ID
		w.happened(&props[i])
		out, from = append(out, ev), append(from, int32(i))
	}
	return w.join(props, out, from)
}

// repetition is the key under which two events say the same.
func repetition(e *schema.Event) string {
	parts := []string{e.Predicate, string(e.Status)}
	ends := make([]string, 0, 4)
	for _, r := range e.Roles {
		if r.Name == schema.Agent || r.Name == schema.Target {
			side := string(r.Name)
			if e.Symmetric {
				side = ""
			}
			ends = append(ends, side+"="+string(r.Entity)+string(r.Event)+schema.NormalName(r.Literal))
		}
	}
	slices.Sort(ends)
	return strings.Join(append(parts, ends...), "\n")
}

// join gives SAY events their contents and replaces clauses by their events.
func (w *writer) join(props []Proposition, events []schema.Event, from []int32) []schema.Event {
	ids := map[schema.EventID]bool{}
	for i := range events {
		ids[events[i].ID] = true
	}
	said := map[int32][]schema.EventID{} // contents of a speech verb
	for k := range props {
		q := &props[k]
		if src := q.Stance.source; q.Event != "" && ids[q.Event] && src != noSource && w.sources[src].pred != none {
			said[w.sources[src].pred] = append(said[w.sources[src].pred], q.Event)
		}
	}
	for i := range events {
		p := &props[from[i]]
		if !p.Said {
			continue
		}
		for _, id := range said[p.Trigger] {
			if id != events[i].ID {
				events[i].Roles = append(events[i].Roles, schema.Role{Name: schema.Content, Event: id})
			}
		}
	}
	for i := range events { // an event that another one stands for must be there
		events[i].Roles = slices.DeleteFunc(events[i].Roles, func(r schema.Role) bool { return r.Event != "" && !ids[r.Event] })
	}
	return slices.DeleteFunc(events, func(e schema.Event) bool { return !hasEnds(&e) })
}

func hasEnds(e *schema.Event) bool {
	for _, r := range e.Roles {
		if r.Name == schema.Agent || r.Name == schema.Target {
			return true
		}
	}
	return false
}

// event returns the event of p, which comes after those that it may stand on.
func (w *writer) event(p *Proposition) (schema.Event, bool) {
	status, ok := p.Stance.final()
	if !ok {
		return schema.Event{}, false
	}
	name := schema.Slug(p.Predicate) // cut where it is too long
	if name == "" || strings.HasPrefix(name, "to-") {
		return schema.Event{}, false
	}
	e := schema.Event{Type: schema.OtherType, OpenPredicate: name, Predicate: name, Symmetric: p.Symmetric, Status: status, Relation: p.Lasting, Rule: p.Rule}
	if p.Type != "" {
		e.Type = p.Type
	}
	cost := p.Cost
	agents, lost := w.fill(p.Agents, &cost, p.Said)
	if lost || len(p.Agents) > 0 && len(agents) == 0 {
		return e, false
	}
	targets, lost := w.fill(p.Targets, &cost, false)
	if lost && len(targets) == 0 {
		return e, false
	}
	if e.Symmetric && len(targets) == 0 && distinct(agents) < 2 {
		return e, false
	}
	targets = slices.DeleteFunc(targets, func(t schema.Role) bool {
		return t.Entity != "" && slices.ContainsFunc(agents, func(a schema.Role) bool { return a.Entity == t.Entity })
	})
	if len(p.Targets) > 0 && len(targets) == 0 || len(agents)+len(targets) == 0 {
		return e, false
	}
	for i := range agents {
		agents[i].Name = schema.Agent
	}
	for i := range targets {
		targets[i].Name = schema.Target
	}
	e.Roles = append(append(e.Roles, agents...), targets...)
	others, _ := w.fill(p.Roles, new(int), false)
	e.Roles = append(e.Roles, others...)
	for _, r := range others {
		if r.Name == schema.PlaceRole && r.Entity != "" && e.Place == "" {
			e.Place = r.Entity
		}
	}
	e.SaidBy = w.speakers(p.Stance.source)
	w.when(p, &e)
	w.relate(p, &e)
	sent := w.doc.Sentences[w.sentence[p.Trigger]]
	e.Sentence = w.span(sent.First, sent.Last)
	e.Clause = w.within(w.clauseOf(p), e.Sentence)
	e.Trigger = w.span(p.Words[0], p.Words[1])
	e.Confidence = w.confidence(p, cost)
	if e.Confidence < cut {
		return e, false
	}
	var who []string
	for _, r := range e.Roles {
		if r.Name == schema.Agent || r.Name == schema.Target {
			who = append(who, string(r.Entity)+string(r.Event)+r.Literal)
		}
	}
	e.ID = schema.NewEventID(w.article.Key, e.Type, e.OpenPredicate+"|"+string(e.Status), who, e.Clause)
	return e, true
}

func (w *writer) clauseOf(p *Proposition) schema.Span {
	first, last := p.Clause[0], p.Clause[1]
	for first < last && w.pos(first, "PUNCT") && !isQuote(w.doc.Form(first)) {
		first++
	}
	for last > first+1 && w.pos(last-1, "PUNCT") && !isQuote(w.doc.Form(last-1)) {
		last--
	}
	if first >= last {
		first, last = p.Trigger, p.Trigger+1
	}
	return w.span(first, last)
}

func (w *writer) within(s, outer schema.Span) schema.Span {
	s.Start, s.End = max(s.Start, outer.Start), min(s.End, outer.End)
	if s.Start >= s.End {
		return outer
	}
	return s
}

func distinct(roles []schema.Role) int {
	n := 0
	for i, r := range roles {
		if !slices.ContainsFunc(roles[:i], func(o schema.Role) bool { return o.Entity == r.Entity && o.Literal == r.Literal && o.Event == r.Event }) {
			n++
		}
	}
	return n
}

// fill resolves arguments; lost reports that one of them is not known.
func (w *writer) fill(args []Argument, cost *int, speaking bool) (out []schema.Role, lost bool) {
	worst := 0
	for _, a := range args {
		switch {
		case a.Entity != "":
			out = append(out, schema.Role{Name: a.Role, Entity: a.Entity, Span: a.Span})
			continue
		case a.Literal != "":
			out = append(out, schema.Role{Name: a.Role, Literal: a.Literal, Span: a.Span})
			continue
		}
		if id := w.at[a.Token]; id != "" {
			span := a.Span
			if span == (schema.Span{}) {
				span = w.phraseSpan(a.Token)
			}
			out = append(out, schema.Role{Name: a.Role, Event: id, Span: span})
			continue
		}
		if a.Clause {
			lost = true
			continue
		}
		fillers := w.resolve(a.Token)
		if speaking {
			fillers = w.speaker(a.Token)
		}
		if len(fillers) == 0 {
			lost = true
			continue
		}
		for _, f := range fillers {
			role := schema.Role{Name: a.Role, Entity: f.entity, Literal: f.literal, Span: f.span}
			if !slices.ContainsFunc(out, func(o schema.Role) bool {
				return o.Name == role.Name && o.Entity == role.Entity && o.Literal == role.Literal
			}) {
				out = append(out, role)
			}
			worst = max(worst, f.cost)
		}
	}
	*cost += worst
	return out, lost
}

// happened records the event of p for those that have it as a participant.
func (w *writer) happened(p *Proposition) {
	if _, ok := w.at[p.Trigger]; !ok && !p.Lasting {
		w.at[p.Trigger] = p.Event
	}
}

// speakers returns the entities that source k is.
func (w *writer) speakers(k int32) []schema.EntityID {
	if k == noSource {
		return nil
	}
	var out []schema.EntityID
	for _, a := range w.sources[k].speakers {
		for _, f := range w.speaker(a.tok) {
			if f.entity != "" {
				out = append(out, f.entity)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// confidence is the precision of the rule less what the way has cost, in
// hundredths.
func (w *writer) confidence(p *Proposition, cost int) int {
	conf := 80
	if r, ok := ruleNamed(p.Rule); ok {
		conf = r.Precision
	}
	sent := w.doc.Sentences[w.sentence[p.Trigger]]
	if n := int(sent.Last - sent.First); n > 25 {
		cost += min((n-25)/2, 10)
	}
	if int(w.tok[sent.First].Start) < w.doc.Title {
		cost += 10 // headline syntax
	}
	if w.quote != nil && w.quote[p.Trigger] != noSource {
		cost += 2
	}
	return max(conf-cost, cmp.Compare(1, 1))
}
