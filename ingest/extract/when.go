package extract

import (
	"strings"

	"dateline/ingest/nlp"
	"dateline/schema"
)

// when gives event e the time that modifies its predicate.
func (w *writer) when(p *Proposition, e *schema.Event) {
	if p.Lasting && !w.verbal(p.Trigger) && !w.copular(p.Trigger) || p.Rule == "located-in" || p.Rule == "place-comma" {
		return
	}
	for _, k := range w.times[w.sentence[p.Trigger]] {
		x := &w.doc.Times[k]
		h := w.headOf(x)
		if h == none || !w.modifies(h, x, p) {
			continue
		}
		words := w.span(x.First, x.Last)
		e.Roles = append(e.Roles, schema.Role{Name: schema.TimeRole, Literal: w.text(x.First, x.Last), Span: words})
		if x.Kind != nlp.TimePoint || x.Value == "" || e.Time.Value != "" {
			continue
		}
		if limits(w.prep(h)) || w.continues(k) {
			continue
		}
		if w.present(p.Trigger) && w.bygone(x.Value) { // "wins, breaking the record of 1957"
			continue
		}
		e.Time = schema.NewTime(x.Value)
	}
	if e.Time.Value != "" || p.Lasting {
		return
	}
	for _, k := range w.children(p.Trigger) { // "meet when both are in Rome in July"
		if w.is(k, "advcl") && w.mark(k) == "when" {
			q := Proposition{Trigger: k, Stance: w.stance(k)}
			w.when(&q, e)
			return
		}
	}
}

// continues reports whether time k says more of the time before it, which has
// it in its value: "May 20 this year", "Tuesday of last week".
func (w *writer) continues(k int32) bool {
	x := &w.doc.Times[k]
	if k == 0 || !strings.HasSuffix(w.text(x.First, x.Last), " year") && !strings.HasSuffix(w.text(x.First, x.Last), " week") {
		return false
	}
	before := &w.doc.Times[k-1]
	return before.Value != "" && (before.Last == x.First || before.Last+1 == x.First && w.lemma(before.Last) == "of")
}

// present reports whether clause v is in the present tense, in which news
// writes what has just happened, or a participle that goes with such a clause.
func (w *writer) present(v int32) bool {
	for {
		now := w.tok[v].Tag == "VBZ" || w.tok[v].Tag == "VBP"
		for _, k := range w.children(v) {
			if !w.is(k, "aux", "cop") {
				continue
			}
			switch w.tok[k].Tag {
			case "VBD":
				return false
			case "VBZ", "VBP":
				if w.lemma(k) == "have" {
					return false
				}
				now = true
			}
		}
		h := w.head(v)
		if now || h == none || w.tok[v].Tag != "VBG" && !w.is(v, "conj") || !w.is(v, "advcl", "conj") || !w.clausal(h) {
			return now
		}
		v = h
	}
}

// bygone reports whether a time ended more than two months before the article
// was published.
func (w *writer) bygone(value string) bool {
	_, end, ok := strings.Cut(value, "/")
	if !ok {
		end = value
	}
	year, month, _ := w.article.Day()
	y, m, _ := schema.Day(end)
	if year == 0 || y == 0 {
		return false
	}
	if m == 0 || month == 0 {
		return y < year
	}
	return 12*y+m < 12*year+month-2
}

// owner returns the verb or event noun that the time with head h belongs to:
// its governor, past nouns that name no event.
func (w *writer) owner(h int32, p *Proposition) int32 {
	g := w.head(h)
	for g != none && !w.clausal(g) && w.head(g) != none {
		if h < g && w.is(h, "compound", "amod", "nummod", "nmod:poss") || w.is(h, "nmod") && w.prep(h) == "of" { // "the 2025 final": of the noun alone
			return none
		}
		_, event := nominalizations[w.lemma(g)]
		if (event || scheduled[w.lemma(g)]) && !(w.copular(p.Trigger) && w.prep(p.Trigger) != "") {
			break
		}
		g = w.head(g)
	}
	return g
}

// headOf returns the token of x that hangs on a word outside of it.
func (w *writer) headOf(x *nlp.Time) int32 {
	for i := x.First; i < x.Last; i++ {
		if h := w.head(i); h != none && (h < x.First || h >= x.Last) && !w.is(i, "case", "punct", "mark", "cc") {
			return i
		}
	}
	return none
}

// modifies reports whether the time x with head h belongs to the predicate of
// p: it hangs on the trigger, on what the trigger is embedded in as one
// predicate, or before the first of coordinated verbs.
func (w *writer) modifies(h int32, x *nlp.Time, p *Proposition) bool {
	g := w.owner(h, p)
	for w.is(h, "nummod", "compound", "advmod", "appos") && g != none && w.temporal(g) && w.head(g) != none {
		h, g = g, w.head(g)
	}
	if g == none {
		return false
	}
	if p.Rule == "held-in" || !w.verbal(p.Trigger) && !w.copular(p.Trigger) {
		if g == p.Trigger {
			return true
		}
		// "the talks in Geneva on Monday": right behind the noun phrase
		return p.Rule == "held-in" && x.First > p.Trigger && x.First <= p.Clause[1]+3 && w.heldBefore(x, &Proposition{Trigger: p.Trigger - 1})
	}
	if w.heldBefore(x, p) || w.behindEvent(x, p) || w.purpose(x) || w.figureBefore(x) {
		return false
	}
	t := p.Trigger
	if last := w.lastVerb(t, x.First); last != t { // "is named chair and starts in May"
		return false
	} else if w.is(t, "conj") && g == w.head(t) && w.lastVerb(g, x.First) == t {
		return true
	}
	for {
		if g == t {
			return true
		}
		switch {
		case w.is(t, "conj") && w.clausal(w.head(t)) && x.Last <= w.head(t):
			t = w.head(t)
		case w.is(t, "xcomp") && w.clausal(w.head(t)) && p.Stance.tried:
			t = w.head(t)
		default:
			for _, k := range w.children(p.Trigger) { // "tried to land on Monday"
				if w.is(k, "xcomp") && g == k {
					return w.spent[k]
				}
			}
			return w.spent[g] && w.is(g, "obj") && w.head(g) == p.Trigger
		}
	}
}

// lastVerb returns the last of the predicates coordinated with v, itself the
// first, that stands before token i; those without words of their own between
// them ("shot and killed on Monday") are one.
func (w *writer) lastVerb(v, i int32) int32 {
	last := v
	for _, k := range w.children(v) {
		if k <= last || k > i || !w.is(k, "conj") || !w.clausal(k) {
			continue
		}
		for j := v + 1; j < k; j++ {
			if !w.pos(j, "CCONJ", "PUNCT", "ADV", "VERB") {
				last = k
			}
		}
	}
	return last
}

// behindEvent reports whether time x follows on an event noun that is no
// argument of the predicate itself, but deeper, and may be that one's time:
// "arrested two suspects in the killing of X in June", "the toll of the fire
// last week rises".
func (w *writer) behindEvent(x *nlp.Time, p *Proposition) bool {
	n, from := p.Trigger+1, x.First-1
	if x.First < p.Trigger {
		if s := w.subject(p.Trigger); s != none {
			n = s + 1
		}
		for from > n && w.pos(from-1, "ADP", "PUNCT") { // "the toll of the fire in Rome, on Monday, rises"
			from--
		}
	}
	for ; n < x.First; n++ {
		bound := w.is(n, "obl", "nmod") && limits(w.prep(n)) // "since the overthrow of X in June"
		if !w.pos(n, "NOUN") || !w.is(n, "nmod") && !bound || w.high[n] < from || w.high[n] > x.Last {
			continue
		}
		if v, ok := w.nominalization(w.lemma(n)); ok && (eventful[v.verb] || w.telling(v.verb)) {
			return true
		}
		if (bound || x.First < p.Trigger) && w.classOf(n) == nlp.EventName {
			return true
		}
	}
	return false
}

// limits reports whether what follows a preposition is a bound, not the time.
func limits(prep string) bool {
	switch prep {
	case "since", "until", "till", "through", "before", "after":
		return true
	}
	return false
}

// figureBefore reports whether time x is that of a figure compared with: "rose
// to 160, from 154 on Monday".
func (w *writer) figureBefore(x *nlp.Time) bool {
	begin := w.doc.Sentences[w.sentence[x.First]].First
	figure := false
	for n := x.First - 1; n >= max(begin, x.First-7); n-- {
		switch {
		case w.form(n) == "from" || w.form(n) == "versus" || w.form(n) == "against" || w.form(n) == "vs":
			return figure
		case w.pos(n, "NUM"):
			figure = true
		case !w.pos(n, "SYM", "ADP", "DET", "PUNCT") && !w.pos(n, "NOUN"):
			return false
		}
	}
	return false
}

// purpose reports whether time x is that of what something is meant for:
// "bought corn for shipment in May".
func (w *writer) purpose(x *nlp.Time) bool {
	begin := w.doc.Sentences[w.sentence[x.First]].First
	n := x.First - 1
	for n > begin && (w.pos(n, "ADP", "DET", "ADV", "CCONJ", "SYM", "NUM") || w.temporal(n)) {
		n--
	}
	if n < begin {
		return false
	}
	switch w.lemma(n) {
	case "shipment", "delivery", "loading", "arrival", "completion":
		return w.prep(n) == "for"
	}
	return false
}

// heldBefore reports whether time x follows on something scheduled and its
// place ("the talks in Geneva on Monday"), whose time it then is.
func (w *writer) heldBefore(x *nlp.Time, p *Proposition) bool {
	i := x.First - 1
	for i > p.Trigger && (w.pos(i, "ADP", "PUNCT", "DET") || w.pos(i, "PROPN") && w.placeLike(i)) {
		i--
	}
	return i > p.Trigger && w.pos(i, "NOUN") && scheduled[w.lemma(i)] && w.definite(i)
}
