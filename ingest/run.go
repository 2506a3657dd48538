package ingest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"runtime"
	"slices"
	"sync"

	"dateline/graph"
	"dateline/ingest/source"

	"github.com/cayleygraph/quad"
)

// Run reads articles and stores what they say. The same articles give the
// same store, whatever the options about speed.
//
// A bad article is a reject, and the run goes on. When ctx ends, Run stores
// what is complete and returns the summary of it with the context's error.
func Run(ctx context.Context, store *graph.Store, articles iter.Seq2[source.Item, error], reader articleReader, opts Options) (Summary, error) {
	if opts.Workers <= 0 {
		opts.Workers = runtime.GOMAXPROCS(0)
	}
	if opts.Group <= 0 {
		opts.Group = defaultGroup
	}
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	w, err := newWriter(ctx, store, reader, opts)
	if err != nil {
		return Summary{}, err
	}
	reading, stop := context.WithCancel(ctx)
	defer stop()

	jobs := make(chan job)
	results := make(chan result)
	budget := newBudget(inFlight)
	stopWaiting := context.AfterFunc(reading, budget.close)
	defer stopWaiting()

	var sourceErr error // set before jobs is closed
	go func() {
		defer close(jobs)
		sourceErr = produce(reading, articles, budget, jobs)
	}()
	var workers sync.WaitGroup
	for range opts.Workers {
		workers.Go(func() {
			for j := range jobs {
				results <- w.annotator.do(reading, j)
			}
		})
	}
	go func() {
		workers.Wait()
		close(results)
	}()

	err = collect(ctx, results, budget, w)
	stop()
	for range results { // workers end what they have begun
	}
	if err == nil {
		err = sourceErr
	}
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	// What has been read is stored even when the context has ended: that is
	// one short step, and saves reading it again.
	if werr := w.flush(context.WithoutCancel(ctx)); werr != nil {
		return w.summary.finish(), werr
	}
	return w.summary.finish(), err
}

// collect takes the results in the order of the input. It stops at the first
// one that was not read to its end: what is stored is always a beginning of
// the input.
func collect(ctx context.Context, results <-chan result, budget *budget, w *writer) error {
	early := map[int]result{}
	next := 0
	for r := range results {
		early[r.seq] = r
		for {
			r, ok := early[next]
			if !ok {
				break
			}
			delete(early, next)
			next++
			budget.free(r.cost)
			if r.err != nil {
				return r.err
			}
			if err := w.add(ctx, r); err != nil {
				return err
			}
		}
	}
	return nil
}

// A job is one item of the source, or its reject.
type job struct {
	seq    int
	cost   int
	item   source.Item
	reject *source.Reject
}

// produce numbers the items and hands them out while the budget lasts.
func produce(ctx context.Context, articles iter.Seq2[source.Item, error], budget *budget, jobs chan<- job) error {
	seq := 0
	for item, err := range articles {
		j := job{seq: seq, item: item, cost: item.Size + 1<<10}
		if err != nil && !errors.As(err, &j.reject) {
			return err
		}
		if !budget.take(j.cost) {
			return ctx.Err()
		}
		select {
		case jobs <- j:
		case <-ctx.Done():
			return ctx.Err()
		}
		seq++
	}
	return nil
}

// budget bounds what is in flight. One item always passes, however large.
type budget struct {
	mu     sync.Mutex
	room   sync.Cond
	left   int
	all    int
	closed bool
}

func newBudget(n int) *budget {
	b := &budget{left: n, all: n}
	b.room.L = &b.mu
	return b
}

// take waits until there is room; false = the run has ended.
func (b *budget) take(n int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.left < n && b.left < b.all && !b.closed {
		b.room.Wait()
	}
	b.left -= n
	return !b.closed
}

func (b *budget) free(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.left += n
	b.room.Broadcast()
}

func (b *budget) close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	b.room.Broadcast()
}

// writer stores results in groups and keeps the summary. It belongs to one
// goroutine.
type writer struct {
	annotator  annotator
	store      *graph.Store
	opts       Options
	progress   Progress
	summary    *tally
	background map[quad.Quad]bool // the graph of facts that come from no article
	grown      bool               // background has quads that are not stored
	seen       map[quad.IRI]fate  // articles of this run
	group      []result
	quads      int
}

// fate is what became of an article that came up in this run.
type fate uint8

const (
	pending fate = iota // in the group
	found               // stored already, and left so
	written
)

func newWriter(ctx context.Context, store *graph.Store, reader articleReader, opts Options) (*writer, error) {
	w := &writer{store: store, opts: opts, summary: newTally(),
		annotator:  annotator{store: store, reader: reader, opts: opts},
		background: map[quad.Quad]bool{}, seen: map[quad.IRI]fate{}}
	for q, err := range store.Match(ctx, graph.Pattern{Label: opts.IRIs.Entities()}) {
		if err != nil {
			return nil, fmt.Errorf("facts about entities: %w", err)
		}
		w.background[q] = true
	}
	return w, nil
}

// add takes the next result.
func (w *writer) add(ctx context.Context, r result) error {
	w.progress.Bytes += r.bytes
	if r.reject == nil {
		for _, note := range r.notes {
			w.opts.Log.Warn(note, "article", r.article.Key, "at", source.Place(r.file, r.line))
		}
		w.accept(&r)
	}
	if r.reject != nil { // accept may have found it bad after all
		if err := w.reject(*r.reject); err != nil {
			return err
		}
	}
	if w.opts.Progress != nil {
		w.opts.Progress(w.progress)
	}
	if len(w.group) >= w.opts.Group || w.quads >= groupQuads {
		return w.flush(ctx)
	}
	return nil
}

func (w *writer) reject(r source.Reject) error {
	if r.Skip {
		w.summary.Skipped++
		w.opts.Log.Debug("skipped", "file", r.File, "reason", r.Reason)
		return nil
	}
	w.summary.Rejected++
	w.progress.Rejected++
	w.opts.Log.Debug("rejected", "file", r.File, "line", r.Line, "id", r.ID, "reason", r.Reason)
	if w.opts.Rejected == nil {
		return nil
	}
	if err := w.opts.Rejected(r); err != nil {
		return fmt.Errorf("rejects: %w", err)
	}
	return nil
}

// accept puts a result into the group. Of one article twice the last one
// wins.
func (w *writer) accept(r *result) {
	before, again := w.seen[r.label]
	if again {
		w.summary.Repeated++
	}
	if r.same && before == written {
		// It was compared with what this run has replaced since.
		if w.annotator.read(r); r.reject != nil {
			return
		}
	}
	r.repeated = before != pending
	if i := slices.IndexFunc(w.group, func(g result) bool { return g.label == r.label }); i >= 0 {
		w.quads -= len(w.group[i].quads)
		w.group = slices.Delete(w.group, i, i+1)
	}
	w.seen[r.label] = before
	w.group = append(w.group, *r)
	w.quads += len(r.quads)
	w.progress.Articles++
	w.progress.Words += r.digest.words
	for _, q := range r.background {
		if !w.background[q] {
			w.background[q] = true
			w.grown = true
		}
	}
}

// flush writes the group in one step.
func (w *writer) flush(ctx context.Context) error {
	if len(w.group) == 0 {
		return nil
	}
	graphs := make([]graph.Graph, 0, 2*len(w.group)+1)
	for i := range w.group {
		if r := &w.group[i]; !r.same {
			graphs = append(graphs, graph.Graph{Label: r.label, Quads: r.quads}, graph.Graph{Label: r.run, Quads: r.runQuads})
		}
	}
	if w.grown {
		g := graph.Graph{Label: w.opts.IRIs.Entities()}
		for q := range w.background { // a set: its order does not matter to the store
			g.Quads = append(g.Quads, q)
		}
		graphs = append(graphs, g)
	}
	changes, err := w.store.ReplaceAll(ctx, graphs)
	if err != nil {
		return fmt.Errorf("write %d articles: %w", len(w.group), err)
	}
	w.grown = false
	at := 0
	for i := range w.group {
		r := &w.group[i]
		var c graph.Change
		if !r.same {
			c = changes[at]
			at += 2
			w.seen[r.label] = written
		} else if w.seen[r.label] == pending {
			w.seen[r.label] = found
		}
		w.summary.stored(r, c.Added, c.Removed)
	}
	clear(w.group) // frees the quads
	w.group, w.quads = w.group[:0], 0
	return nil
}
