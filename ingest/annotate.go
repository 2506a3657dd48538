package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"runtime/debug"

	"dateline/graph"
	"dateline/ingest/source"
	"dateline/schema"

	"github.com/cayleygraph/quad"
)

// A result is what became of one item: a reject, an article that is stored
// already, or its quads.
type result struct {
	seq   int
	cost  int
	bytes int64
	err   error // the store failed, or the context ended

	reject *source.Reject

	file       string
	line       int
	article    schema.Article
	notes      []string
	label      quad.IRI
	existed    bool // there was an article of this key before the run came to it
	same       bool // stored as it is, by this version: not read again
	repeated   bool // the key came before in this run
	quads      []quad.Quad
	background []quad.Quad
	run        quad.IRI
	runQuads   []quad.Quad
	digest     digest
}

// annotator turns items into results. One belongs to one worker.
type annotator struct {
	store  *graph.Store
	reader articleReader
	opts   Options
}

func (a *annotator) do(ctx context.Context, j job) result {
	r := result{seq: j.seq, cost: j.cost, bytes: j.item.Bytes, reject: j.reject,
		file: j.item.File, line: j.item.Line}
	if r.reject != nil {
		return r
	}
	raw, notes, err := j.item.Read()
	if err == nil && raw.ID == "" && a.opts.ID != "" {
		raw.ID = a.opts.ID
		if r.line > 0 {
			err = &source.Reject{File: r.file, Line: r.line, Reason: "it has no id, and the id given names one article only"}
		}
	}
	if err != nil {
		if !errors.As(err, &r.reject) {
			r.err = err
		}
		return r
	}
	r.notes = notes
	if raw.Published == "" {
		raw.Published = a.opts.Date
	}
	if raw.Publisher == "" {
		raw.Publisher = a.opts.Publisher
	}
	article, err := schema.NewArticle(raw)
	if err != nil {
		r.reject = &source.Reject{File: r.file, Line: r.line, ID: raw.ID, Reason: err.Error()}
		return r
	}
	r.article = article
	r.label, r.run = a.opts.IRIs.Article(article.Key), a.opts.IRIs.Run(article.Key)
	if err := a.look(ctx, &r); err != nil {
		r.err = fmt.Errorf("article %s: %w", article.Key, err)
		return r
	}
	if r.err = ctx.Err(); r.err == nil && !r.same {
		a.read(&r)
	}
	return r
}

// read fills in what the article says, or why it cannot be read.
func (a *annotator) read(r *result) {
	r.same = false
	facts, words, err := a.facts(r.article)
	if err == nil {
		err = facts.Validate()
	}
	if err != nil {
		r.reject = &source.Reject{File: r.file, Line: r.line, ID: r.article.Key, Reason: err.Error()}
		return
	}
	r.quads = a.opts.IRIs.Quads(facts)
	r.background = a.opts.IRIs.Background(facts)
	r.digest = newDigest(a.opts.IRIs, facts, words)
	if a.opts.Version != "" {
		r.runQuads = []quad.Quad{{Subject: r.label, Predicate: a.opts.IRIs.Term("reading"),
			Object: quad.String(fingerprint(a.opts.Version, r.article).of(int64(len(r.quads)))), Label: r.run}}
	}
	// Only a result that was not read may still need its article.
	r.article = schema.Article{Key: r.article.Key}
}

// facts asks the reader. One article on which it breaks must not take the
// other million with it: the article is rejected, by name, and not stored.
func (a *annotator) facts(article schema.Article) (facts schema.Facts, words int, err error) {
	defer func() {
		if p := recover(); p != nil {
			a.opts.Log.Error("reader broke", "article", article.Key, "error", p, "stack", string(debug.Stack()))
			err = fmt.Errorf("internal error, please report it with the article: %v", p)
		}
	}()
	doc, facts := a.reader.Read(article)
	return facts, len(doc.Tokens), nil
}

// A reading is the hash of a version of the program and of all that it reads
// of an article.
type reading string

func fingerprint(version string, a schema.Article) reading {
	h := sha256.New()
	for _, s := range []string{version, a.Key, a.URL, a.Publisher, a.Author, a.Title, a.Published, a.Language, a.Text} {
		fmt.Fprintf(h, "%d:", len(s))
		_, _ = io.WriteString(h, s) // a hash never fails
	}
	return reading(hex.EncodeToString(h.Sum(nil)[:16]))
}

// of is a reading with the number of quads it gave, so that a graph which was
// deleted or changed by other hands is not taken for whole.
func (r reading) of(quads int64) string { return fmt.Sprintf("%s %d", r, quads) }

// look sees whether the article is stored, and whether it needs reading.
func (a *annotator) look(ctx context.Context, r *result) error {
	n, err := a.store.Count(ctx, graph.Pattern{Label: r.label})
	if err != nil {
		return err
	}
	r.existed = n > 0
	if n == 0 || a.opts.Version == "" {
		return nil
	}
	want := fingerprint(a.opts.Version, r.article).of(n)
	for q, err := range a.store.Match(ctx, graph.Pattern{Label: r.run}) {
		if err != nil {
			return err
		}
		if s, ok := q.Object.(quad.String); ok && string(s) == want {
			r.same = true
		}
	}
	return nil
}
