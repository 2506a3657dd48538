package schema

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Sort brings facts into their canonical order and drops repetitions, so that
// equal facts are equal values: entities by id; events by clause, then id;
// roles by name, then text; aliases, mentions and speakers sorted. Of one
// filler twice in one role the first mention stays. What belongs to an
// article is dropped from ActsFor.
func (f *Facts) Sort() {
	for i := range f.Entities {
		e := &f.Entities[i]
		slices.Sort(e.Aliases)
		e.Aliases = slices.Compact(e.Aliases)
		e.Aliases = nilIfEmpty(slices.DeleteFunc(e.Aliases, func(a string) bool { return a == e.Name }))
		slices.SortFunc(e.Mentions, compareSpans)
		e.Mentions = nilIfEmpty(slices.Compact(e.Mentions))
	}
	slices.SortStableFunc(f.Entities, func(a, b Entity) int { return cmp.Compare(a.ID, b.ID) })
	for i := range f.Events {
		e := &f.Events[i]
		slices.Sort(e.SaidBy)
		e.SaidBy = nilIfEmpty(slices.Compact(e.SaidBy))
		e.Roles = sortRoles(e.Roles)
	}
	slices.SortStableFunc(f.Events, compareEvents)
	for i := range f.ActsFor {
		a := &f.ActsFor[i]
		a.Body.Aliases, a.Body.Mentions = nil, nil
		a.Country.Aliases, a.Country.Mentions = nil, nil
	}
	slices.SortStableFunc(f.ActsFor, compareActsFor)
	f.ActsFor = nilIfEmpty(slices.CompactFunc(f.ActsFor, func(a, b ActsFor) bool { return compareActsFor(a, b) == 0 }))
}

func sortRoles(roles []Role) []Role {
	slices.SortStableFunc(roles, compareRoles)
	kept := roles[:0]
	for _, r := range roles {
		if !slices.ContainsFunc(kept, func(k Role) bool { return k.Name == r.Name && k.sameFiller(r) }) {
			kept = append(kept, r)
		}
	}
	return nilIfEmpty(kept)
}

// nilIfEmpty makes the empty slice nil: one value for one thing.
func nilIfEmpty[T any](s []T) []T {
	if len(s) == 0 {
		return nil
	}
	return s
}

func (r Role) sameFiller(o Role) bool {
	return r.Entity == o.Entity && r.Event == o.Event && r.Literal == o.Literal
}

func compareSpans(a, b Span) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}

func compareEvents(a, b Event) int {
	return cmp.Or(cmp.Compare(a.Clause.Start, b.Clause.Start), cmp.Compare(a.ID, b.ID))
}

func compareActsFor(a, b ActsFor) int {
	return cmp.Or(cmp.Compare(a.Body.ID, b.Body.ID), cmp.Compare(a.Country.ID, b.Country.ID))
}

// compareRoles orders by role, then by text; what the text does not name
// comes last.
func compareRoles(a, b Role) int {
	unnamed := func(r Role) int {
		if r.Span == (Span{}) {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(a.Name.rank(), b.Name.rank()), cmp.Compare(unnamed(a), unnamed(b)),
		compareSpans(a.Span, b.Span), cmp.Compare(a.Entity, b.Entity),
		cmp.Compare(a.Event, b.Event), cmp.Compare(a.Literal, b.Literal))
}

// Validate checks the invariants of facts in their canonical order: every
// span lies within the text, every id leads somewhere, every word of the
// closed vocabulary is one of its words. Quads of valid facts can be parsed
// back into the same facts.
func (f *Facts) Validate() error {
	if err := f.Article.validate(); err != nil {
		return err
	}
	v := validator{offsets: NewOffsets(f.Article.Text),
		entities: make(map[EntityID]bool, len(f.Entities)), events: make(map[EventID]bool, len(f.Events))}
	for i := range f.Entities {
		e := &f.Entities[i]
		if i > 0 && f.Entities[i-1].ID >= e.ID {
			return fmt.Errorf("entity %s: out of order or twice", e.ID)
		}
		v.entities[e.ID] = true
		if err := v.entity(e); err != nil {
			return fmt.Errorf("entity %s: %w", e.ID, err)
		}
	}
	for i := range f.Events {
		e := &f.Events[i]
		if v.events[e.ID] || i > 0 && compareEvents(f.Events[i-1], *e) >= 0 {
			return fmt.Errorf("event %s: out of order or twice", e.ID)
		}
		v.events[e.ID] = true
	}
	for i := range f.Events {
		if err := v.event(&f.Events[i]); err != nil {
			return fmt.Errorf("event %s: %w", f.Events[i].ID, err)
		}
	}
	for _, a := range f.ActsFor {
		if err := cmp.Or(v.entity(&a.Body), v.entity(&a.Country)); err != nil {
			return fmt.Errorf("acts-for %s: %w", a.Body.ID, err)
		}
	}
	return nil
}

func (a *Article) validate() error {
	switch {
	case a.Key == "":
		return errors.New("article: no key")
	case a.Text == "":
		return fmt.Errorf("article %s: no text", a.Key)
	case !utf8.ValidString(a.Text) || !norm.NFC.IsNormalString(a.Text) || strings.ContainsAny(a.Text, "\r\ufeff"):
		return fmt.Errorf("article %s: the text is not in its stored form", a.Key)
	case !strings.HasPrefix(a.Text, a.Title):
		return fmt.Errorf("article %s: the text does not begin with the title", a.Key)
	}
	if iso, err := ParseDate(a.Published); err != nil || iso != a.Published {
		return fmt.Errorf("article %s: date %q", a.Key, a.Published)
	}
	return nil
}

type validator struct {
	offsets  *Offsets
	entities map[EntityID]bool
	events   map[EventID]bool
}

func (v *validator) entity(e *Entity) error {
	switch {
	case !isID(string(e.ID)):
		return fmt.Errorf("bad id %q", e.ID)
	case !slices.Contains(Classes[:], e.Class):
		return fmt.Errorf("unknown class %q", e.Class)
	case !isText(e.Name):
		return fmt.Errorf("bad name %q", e.Name)
	case e.Place != nil && (!isDecimal(e.Place.Lat) || !isDecimal(e.Place.Lon)):
		return fmt.Errorf("bad point %q, %q", e.Place.Lat, e.Place.Lon)
	}
	for i, a := range e.Aliases {
		if !isText(a) || a == e.Name || i > 0 && e.Aliases[i-1] >= a {
			return fmt.Errorf("alias %q: empty, the name itself, or out of order", a)
		}
	}
	for i, m := range e.Mentions {
		if !v.offsets.valid(m) || i > 0 && compareSpans(e.Mentions[i-1], m) >= 0 {
			return fmt.Errorf("mention %d-%d: outside the text or out of order", m.Start, m.End)
		}
	}
	return nil
}

func (v *validator) event(e *Event) error {
	within := func(inner Span) bool { return e.Sentence.Start <= inner.Start && inner.End <= e.Sentence.End }
	switch {
	case !isID(string(e.ID)):
		return fmt.Errorf("bad id %q", e.ID)
	case !slices.Contains(EventTypes[:], e.Type):
		return fmt.Errorf("unknown type %q", e.Type)
	case !slices.Contains(Statuses[:], e.Status):
		return fmt.Errorf("unknown status %q", e.Status)
	case !isPredicate(e.Predicate) || !isPredicate(e.OpenPredicate):
		return fmt.Errorf("bad predicate %q, %q", e.Predicate, e.OpenPredicate)
	case e.Mode != "" && Slug(e.Mode) != e.Mode:
		return fmt.Errorf("bad mode %q", e.Mode)
	case e.Confidence < 0 || e.Confidence > 100:
		return fmt.Errorf("confidence %d is outside 0 to 100", e.Confidence)
	case !isText(e.Rule):
		return fmt.Errorf("bad rule %q", e.Rule)
	case e.Place != "" && !v.entities[e.Place]:
		return fmt.Errorf("unknown place %s", e.Place)
	case e.Time.Precision != datePrecision(e.Time.Value), e.Time.Value != "" && e.Time.Precision == "":
		return fmt.Errorf("time %q is not of precision %q", e.Time.Value, e.Time.Precision)
	case !v.offsets.valid(e.Sentence), !v.offsets.valid(e.Clause), !v.offsets.valid(e.Trigger):
		return fmt.Errorf("sentence %v, clause %v or trigger %v outside the text", e.Sentence, e.Clause, e.Trigger)
	case !within(e.Clause), !within(e.Trigger):
		return fmt.Errorf("clause %v or trigger %v outside the sentence %v", e.Clause, e.Trigger, e.Sentence)
	}
	if e.Predicate != e.OpenPredicate {
		r, ok := FindRelation(e.Predicate)
		if !ok {
			return fmt.Errorf("predicate %q is no canonical relation", e.Predicate)
		}
		if r.Symmetric != e.Symmetric {
			return fmt.Errorf("predicate %s: symmetric is %t", e.Predicate, e.Symmetric)
		}
	}
	for i, id := range e.SaidBy {
		if !v.entities[id] || i > 0 && e.SaidBy[i-1] >= id {
			return fmt.Errorf("speaker %s: unknown or out of order", id)
		}
	}
	for i, r := range e.Roles {
		if err := v.role(r); err != nil {
			return fmt.Errorf("role %s: %w", r.Name, err)
		}
		if i > 0 && compareRoles(e.Roles[i-1], r) >= 0 {
			return fmt.Errorf("role %s: out of order", r.Name)
		}
		for _, o := range e.Roles[:i] {
			if o.Name == r.Name && o.sameFiller(r) {
				return fmt.Errorf("role %s: %s twice", r.Name, r.filler())
			}
		}
	}
	return nil
}

func (v *validator) role(r Role) error {
	fillers := 0
	for _, set := range [...]bool{r.Entity != "", r.Event != "", r.Literal != ""} {
		if set {
			fillers++
		}
	}
	switch {
	case r.Name.rank() < 0:
		return errors.New("unknown role")
	case fillers != 1:
		return fmt.Errorf("%d fillers instead of one", fillers)
	case r.Entity != "" && !v.entities[r.Entity]:
		return fmt.Errorf("unknown entity %s", r.Entity)
	case r.Event != "" && !v.events[r.Event]:
		return fmt.Errorf("unknown event %s", r.Event)
	case r.Literal != "" && !isText(r.Literal):
		return fmt.Errorf("bad literal %q", r.Literal)
	case r.Span != (Span{}) && !v.offsets.valid(r.Span):
		return fmt.Errorf("span %v outside the text", r.Span)
	}
	return nil
}

// isID reports whether s can be the local name of an IRI.
func isID(s string) bool {
	return s != "" && !strings.ContainsAny(s, "#/?= ") && escapeIRI(s) == s && utf8.ValidString(s)
}

// isText reports whether s is worth storing as a literal.
func isText(s string) bool {
	return strings.TrimSpace(s) != "" && utf8.ValidString(s)
}

// isPredicate reports whether s has the form of a predicate; "to-target" is
// how the predicate "target" is spelled in IRIs.
func isPredicate(s string) bool {
	verb, ok := strings.CutPrefix(s, "to-")
	return s != "" && Slug(s) == s && !(ok && isProperty(verb))
}

func isDecimal(s string) bool {
	_, err := strconv.ParseFloat(s, 64)
	return err == nil && strings.Trim(s, "+-.0123456789") == ""
}
