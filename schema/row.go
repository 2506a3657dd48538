package schema

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
)

// A Row is one statement of the flat exports: one subject and one object of
// one event. Its columns, their order and names are those of contract.md.
type Row struct {
	StatementID   string   `json:"statement_id"` // local name of its IRI
	EventID       string   `json:"event_id"`     // local name of its IRI
	DocID         string   `json:"doc_id"`       // the article's key
	Article       string   `json:"article"`      // the article's IRI
	URL           string   `json:"url"`
	Publisher     string   `json:"publisher"`
	Published     string   `json:"published"`
	SubjectID     string   `json:"subject_id"` // IRI; "" for nobody named
	Subject       string   `json:"subject"`
	ObjectID      string   `json:"object_id"` // IRI; "" for a literal or nothing
	Object        string   `json:"object"`
	Predicate     string   `json:"predicate"`
	OpenPredicate string   `json:"open_predicate"`
	EventType     string   `json:"event_type"`
	Mode          string   `json:"mode"`
	Symmetric     bool     `json:"symmetric"`
	Status        string   `json:"status"`
	SaidBy        []string `json:"said_by"` // names, outermost first; never nil
	Date          string   `json:"date"`
	DatePrecision string   `json:"date_precision"`
	Place         string   `json:"place"`
	Lat           Decimal  `json:"lat"`
	Lon           Decimal  `json:"lon"`
	Confidence    Decimal  `json:"confidence"`
	Rule          string   `json:"rule"`
	Sentence      string   `json:"sentence"`
	Begin         int      `json:"begin"` // the clause, in code points of the article's text
	End           int      `json:"end"`

	Trigger Range     `json:"trigger"` // in JSONL only
	Roles   []RowRole `json:"roles"`   // in JSONL only; never nil
}

// A Range is a stretch [Begin, End) of an article's text in code points.
type Range struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

// A RowRole is one participant of the event behind a row. Begin and End are
// both 0 when the text does not name it in this event.
type RowRole struct {
	Role  string `json:"role"`
	ID    string `json:"id"` // IRI; "" for a literal
	Name  string `json:"name"`
	Begin int    `json:"begin"`
	End   int    `json:"end"`
}

// A Decimal is a number kept as text, so that it is written as it was read;
// "" is no number and null in JSON.
type Decimal string

// MarshalJSON writes d as a number.
func (d Decimal) MarshalJSON() ([]byte, error) {
	if d == "" {
		return []byte("null"), nil
	}
	return []byte(d), nil
}

// UnmarshalJSON reads a number or null.
func (d *Decimal) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*d = ""
		return nil
	}
	if _, err := strconv.ParseFloat(string(b), 64); err != nil {
		return fmt.Errorf("number %s: %w", b, err)
	}
	*d = Decimal(b)
	return nil
}

// Columns names the columns of the flat table, those of a Row without the
// two that only JSONL has.
var Columns = [...]string{"statement_id", "event_id", "doc_id", "article", "url", "publisher", "published",
	"subject_id", "subject", "object_id", "object", "predicate", "open_predicate", "event_type", "mode",
	"symmetric", "status", "said_by", "date", "date_precision", "place", "lat", "lon", "confidence", "rule",
	"sentence", "begin", "end"}

// Cells returns the row as text in the order of Columns; speakers are joined
// by "; ".
func (r *Row) Cells() []string {
	return []string{r.StatementID, r.EventID, r.DocID, r.Article, r.URL, r.Publisher, r.Published,
		r.SubjectID, r.Subject, r.ObjectID, r.Object, r.Predicate, r.OpenPredicate, r.EventType, r.Mode,
		strconv.FormatBool(r.Symmetric), r.Status, strings.Join(r.SaidBy, "; "), r.Date, r.DatePrecision,
		r.Place, string(r.Lat), string(r.Lon), string(r.Confidence), r.Rule,
		r.Sentence, strconv.Itoa(r.Begin), strconv.Itoa(r.End)}
}

// Rows returns the rows of all events of one article, all statuses, sorted
// by begin, then predicate, subject, object.
func (x IRIs) Rows(f Facts) []Row { return x.rows(f, nil) }

// EventRows returns the rows of one event, sorted like Rows. Of f it needs
// the article, the event, the entities that both name and the SAY events
// whose content leads to it; what else is missing is not missed.
func (x IRIs) EventRows(f Facts, id EventID) []Row { return x.rows(f, &id) }

func (x IRIs) rows(f Facts, only *EventID) []Row {
	w := rowWriter{IRIs: x, facts: &f, offsets: NewOffsets(f.Article.Text),
		article:  string(x.Article(f.Article.Key)),
		entities: make(map[EntityID]*Entity, len(f.Entities)),
		events:   make(map[EventID]*Event, len(f.Events)),
		reports:  make(map[EventID][]*Event)}
	for i := range f.Entities {
		w.entities[f.Entities[i].ID] = &f.Entities[i]
	}
	for i := range f.Events {
		e := &f.Events[i]
		w.events[e.ID] = e
		for _, r := range e.Roles {
			if e.Type == Say && r.Name == Content && r.Event != "" {
				w.reports[r.Event] = append(w.reports[r.Event], e)
			}
		}
	}
	var rows []Row
	for i := range f.Events {
		if only == nil || f.Events[i].ID == *only {
			rows = w.event(rows, &f.Events[i])
		}
	}
	slices.SortFunc(rows, CompareRows)
	return rows
}

// CompareRows orders rows by article, begin, predicate, subject, object, and
// then by id.
func CompareRows(a, b Row) int {
	return cmp.Or(cmp.Compare(a.Article, b.Article), cmp.Compare(a.Begin, b.Begin),
		cmp.Compare(a.Predicate, b.Predicate), cmp.Compare(a.Subject, b.Subject),
		cmp.Compare(a.Object, b.Object), cmp.Compare(a.EventID, b.EventID),
		cmp.Compare(a.StatementID, b.StatementID))
}

type rowWriter struct {
	IRIs
	facts    *Facts
	offsets  *Offsets
	article  string
	entities map[EntityID]*Entity
	events   map[EventID]*Event
	reports  map[EventID][]*Event // SAY events by their content
}

func (w *rowWriter) event(rows []Row, e *Event) []Row {
	a := &w.facts.Article
	row := Row{
		EventID: string(e.ID), DocID: a.Key, Article: w.article, URL: a.URL,
		Publisher: a.Publisher, Published: a.Published,
		Predicate: e.Predicate, OpenPredicate: e.OpenPredicate,
		EventType: string(e.Type), Mode: e.Mode, Symmetric: e.Symmetric,
		Status: string(e.Status), SaidBy: w.chain(e),
		Date: e.Time.Value, DatePrecision: e.Time.Precision,
		Confidence: Decimal(hundredths(e.Confidence)), Rule: e.Rule,
		Sentence: a.Text[e.Sentence.Start:e.Sentence.End],
		Begin:    w.offsets.Point(e.Clause.Start), End: w.offsets.Point(e.Clause.End),
		Trigger: w.span(e.Trigger),
		Roles:   make([]RowRole, 0, len(e.Roles)),
	}
	if p := w.entities[e.Place]; p != nil {
		row.Place = p.Name
		if p.Place != nil {
			row.Lat, row.Lon = Decimal(p.Place.Lat), Decimal(p.Place.Lon)
		}
	}
	for i := range e.Roles {
		id, name := w.name(&e.Roles[i])
		at := w.span(e.Roles[i].Span)
		row.Roles = append(row.Roles, RowRole{Role: string(e.Roles[i].Name), ID: id, Name: name, Begin: at.Begin, End: at.End})
	}
	for subject, object := range pairs(e) {
		row.SubjectID, row.Subject = w.name(subject)
		row.ObjectID, row.Object = w.name(object)
		row.StatementID = hash(string(e.ID)+"\n"+statementPart(subject)+"\n"+statementPart(object), 16)
		rows = append(rows, row)
	}
	return rows
}

// name returns the IRI and the name of a role's filler. An event goes by the
// words that name it there, else by its own trigger.
func (w *rowWriter) name(r *Role) (iri, name string) {
	switch {
	case r == nil:
		return "", ""
	case r.Entity != "":
		if e := w.entities[r.Entity]; e != nil {
			name = e.Name
		}
		return string(w.Entity(r.Entity)), name
	case r.Event != "":
		at := r.Span
		if e := w.events[r.Event]; e != nil && at == (Span{}) {
			at = e.Trigger
		}
		return string(w.Event(r.Event)), strings.Join(strings.Fields(w.facts.Article.Text[at.Start:at.End]), " ")
	}
	return "", r.Literal
}

func (w *rowWriter) span(s Span) Range {
	if s == (Span{}) {
		return Range{}
	}
	return Range{w.offsets.Point(s.Start), w.offsets.Point(s.End)}
}

// chain returns the names of those who say e, outermost first: whoever
// reported the speaker, and so on, then the speakers themselves.
func (w *rowWriter) chain(e *Event) []string {
	names := []string{}
	seen := map[EventID]bool{}
	var visit func(e *Event)
	visit = func(e *Event) {
		if seen[e.ID] {
			return
		}
		seen[e.ID] = true
		for _, say := range w.reports[e.ID] {
			visit(say)
		}
		for _, id := range e.SaidBy {
			if s := w.entities[id]; s != nil && !slices.Contains(names, s.Name) {
				names = append(names, s.Name)
			}
		}
	}
	visit(e)
	return names
}

// statementPart is what a statement's id says about one of its two ends. The
// marks keep a literal from passing for an id.
func statementPart(r *Role) string {
	switch {
	case r == nil:
		return ""
	case r.Entity != "":
		return "entity " + string(r.Entity)
	case r.Event != "":
		return "event " + string(r.Event)
	}
	return "literal " + r.Literal
}

// pairs yields the subjects and objects of an event: every agent with every
// target; the agents of a symmetric event without targets two by two; nil
// for an end that is not named.
func pairs(e *Event) iter.Seq2[*Role, *Role] {
	return func(yield func(*Role, *Role) bool) {
		var agents, targets []*Role
		for i := range e.Roles {
			switch e.Roles[i].Name {
			case Agent:
				agents = append(agents, &e.Roles[i])
			case Target:
				targets = append(targets, &e.Roles[i])
			}
		}
		if e.Symmetric && len(targets) == 0 && len(agents) > 1 {
			for i, a := range agents {
				for _, b := range agents[i+1:] {
					if !yield(a, b) {
						return
					}
				}
			}
			return
		}
		if len(agents) == 0 {
			agents = []*Role{nil}
		}
		if len(targets) == 0 {
			targets = []*Role{nil}
		}
		for _, a := range agents {
			for _, t := range targets {
				if !yield(a, t) {
					return
				}
			}
		}
	}
}
