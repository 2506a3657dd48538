package ingest

import (
	"cmp"
	"slices"

	"dateline/schema"
)

// Summary is what a run did, up to the articles that are stored.
type Summary struct {
	New        int `json:"new"`
	Changed    int `json:"changed"`
	Unchanged  int `json:"unchanged"`
	Rejected   int `json:"rejected"`
	Skipped    int `json:"skipped"`    // files that are no articles
	Repeated   int `json:"repeated"`   // articles whose key came again; the last one is stored
	Words      int `json:"words"`      // of the articles that were read
	Statements int `json:"statements"` // rows of the articles that were read

	ByStatus []Tally `json:"by_status"` // in the order of schema.Statuses, without zeros
	Actors   []Tally `json:"actors"`    // persons, organizations and countries by statements, most first
	Pairs    []Pair  `json:"pairs"`     // who has to do with whom, most statements first

	Added   int64 `json:"quads_added"`
	Removed int64 `json:"quads_removed"`
}

// Articles returns the number of articles stored or found unchanged.
func (s Summary) Articles() int { return s.New + s.Changed + s.Unchanged }

// A Tally is a name and how many statements it has.
type Tally struct {
	ID   string `json:"id,omitempty"` // local name of an entity
	Name string `json:"name"`
	N    int    `json:"statements"`
}

// A Pair is two actors, the relation that joins them most often, and one
// statement of it.
type Pair struct {
	Subject   string `json:"subject"`
	Object    string `json:"object"`
	Predicate string `json:"predicate"`
	Event     string `json:"event"` // local name of the event
	N         int    `json:"statements"`
}

const (
	topActors = 10
	topPairs  = 5
	// tallied bounds the names that are counted, in a run over more news
	// than memory; the frequent ones come early.
	tallied = 200_000
)

// digest is what the summary wants to know about one article.
type digest struct {
	words      int
	statements [len(schema.Statuses)]int
	actors     []Tally
	pairs      []pairTally // N is 1
}

func newDigest(iris schema.IRIs, f schema.Facts, words int) digest {
	d := digest{words: words}
	actors := map[string]schema.EntityID{} // IRI to id of who can act
	for _, e := range f.Entities {
		if e.Class == schema.Person || e.Class == schema.Organization || e.Class == schema.Country {
			actors[string(iris.Entity(e.ID))] = e.ID
		}
	}
	at := map[schema.EntityID]int{}
	actor := func(iri, name string) bool {
		id, ok := actors[iri]
		if !ok {
			return false
		}
		i, ok := at[id]
		if !ok {
			i = len(d.actors)
			at[id] = i
			d.actors = append(d.actors, Tally{ID: string(id), Name: name})
		}
		d.actors[i].N++
		return true
	}
	for _, row := range iris.Rows(f) {
		status := slices.Index(schema.Statuses[:], schema.Status(row.Status))
		if status < 0 {
			continue
		}
		d.statements[status]++
		a, b := actor(row.SubjectID, row.Subject), actor(row.ObjectID, row.Object)
		if a && b && row.SubjectID != row.ObjectID && schema.Status(row.Status).Happened() {
			_, canonical := schema.FindRelation(row.Predicate)
			d.pairs = append(d.pairs, pairTally{
				Pair:      Pair{Subject: row.Subject, Object: row.Object, Predicate: row.Predicate, Event: row.EventID, N: 1},
				ends:      [2]string{string(actors[row.SubjectID]), string(actors[row.ObjectID])},
				canonical: canonical,
			})
		}
	}
	return d
}

// tally adds digests up.
type tally struct {
	Summary
	statuses [len(schema.Statuses)]int
	actors   map[string]*Tally
	pairs    map[[2]string]*pairTally
}

type pairTally struct {
	Pair
	ends      [2]string // ids
	canonical bool
}

// busy is the number of statements of the side that has fewer.
func (t *tally) busy(p *pairTally) int {
	n := 0
	for i, id := range p.ends {
		if a := t.actors[id]; a != nil && (i == 0 || a.N < n) {
			n = a.N
		}
	}
	return n
}

func sure(canonical bool) int {
	if canonical {
		return 1
	}
	return 0
}

func newTally() *tally {
	return &tally{actors: map[string]*Tally{}, pairs: map[[2]string]*pairTally{}}
}

// stored counts a result that is in the store now.
func (t *tally) stored(r *result, added, removed int64) {
	t.Added += added
	t.Removed += removed
	switch {
	case r.repeated: // counted when it came first
	case !r.existed:
		t.New++
	case r.same || added+removed == 0:
		t.Unchanged++
	default:
		t.Changed++
	}
	t.Words += r.digest.words
	for i, n := range r.digest.statements {
		t.statuses[i] += n
		t.Statements += n
	}
	for _, a := range r.digest.actors {
		if have := t.actors[a.ID]; have != nil {
			have.N += a.N
		} else if len(t.actors) < tallied {
			t.actors[a.ID] = &a
		}
	}
	for _, p := range r.digest.pairs {
		k := [2]string{min(p.ends[0], p.ends[1]), max(p.ends[0], p.ends[1])}
		have := t.pairs[k]
		switch {
		case have != nil:
			n := have.N + 1
			if p.canonical && !have.canonical {
				*have = p
			}
			have.N = n
		case len(t.pairs) < tallied:
			t.pairs[k] = &p
		}
	}
}

// finish sorts what was counted.
func (t *tally) finish() Summary {
	s := t.Summary
	for i, n := range t.statuses {
		if n > 0 {
			s.ByStatus = append(s.ByStatus, Tally{Name: string(schema.Statuses[i]), N: n})
		}
	}
	for _, a := range t.actors {
		s.Actors = append(s.Actors, *a)
	}
	slices.SortFunc(s.Actors, func(a, b Tally) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	s.Actors = s.Actors[:min(len(s.Actors), topActors)]
	pairs := make([]*pairTally, 0, len(t.pairs))
	for _, p := range t.pairs {
		pairs = append(pairs, p)
	}
	slices.SortFunc(pairs, func(a, b *pairTally) int {
		// Of as many statements, the pair whose two sides are both busy is
		// the one worth looking at.
		return cmp.Or(sure(b.canonical)-sure(a.canonical), cmp.Compare(b.N, a.N), cmp.Compare(t.busy(b), t.busy(a)),
			cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Object, b.Object))
	})
	for _, p := range pairs[:min(len(pairs), topPairs)] {
		s.Pairs = append(s.Pairs, p.Pair)
	}
	return s
}
