// Package graph is the quad store. In: named graphs, each all the quads that
// one article gives (quad.Quad with absolute IRIs and typed literals). Out:
// the quads that match a pattern, their number, and a Cayley graph.QuadStore
// over which paths and Gizmo run.
//
// A named graph is replaced as a whole: all of it is stored or none of it.
package graph

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"net/url"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"

	"dateline/graph/internal/engine"
	"dateline/graph/pebble"
	"dateline/graph/postgres"
)

// A Pattern selects quads: a nil field matches anything.
type Pattern = engine.Pattern

// A Graph is one named graph: all the quads that carry its label.
type Graph = engine.Graph

// A Change says by how many quads the store differs from before.
type Change = engine.Change

// The errors that a caller may want to tell apart.
var (
	// ErrLocked means that another process holds the store.
	ErrLocked = engine.ErrLocked
	// ErrClosed means that the store, or the snapshot, was closed before.
	ErrClosed = engine.ErrClosed
	// ErrReadOnly means that the store was opened for reading only.
	ErrReadOnly = engine.ErrReadOnly
	// ErrFormat means that the location holds no store of a version known here.
	ErrFormat = engine.ErrFormat
	// ErrCorrupt means that the store contradicts itself.
	ErrCorrupt = engine.ErrCorrupt
	// ErrNotExist means that there is nothing at the location to read.
	ErrNotExist = fs.ErrNotExist
)

// Options of a store; the zero value serves.
type Options struct {
	// ReadOnly opens what is there and refuses to write.
	ReadOnly bool
	// CacheBytes bounds the memory that an embedded store keeps blocks in; 0 is 128 MiB.
	CacheBytes int64
}

// A Store is an open quad store. It is safe for concurrent use: any number of
// readers beside one writer; writers queue.
type Store struct {
	View   // of the state at the time of each call
	engine engine.Engine
}

// Memory is the location of a store that lives as long as it is open.
const Memory = "mem:"

// Open opens the store at a location: the path of a directory, which is made
// if there is nothing there; the URL of a database, postgres://user@host/name,
// in which the tables are made; or Memory.
func Open(ctx context.Context, location string, opts Options) (*Store, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	e, err := open(ctx, location, opts)
	if err != nil {
		return nil, fmt.Errorf("store %s: %w", redact(location), err)
	}
	return &Store{View: View{view: e}, engine: e}, nil
}

func open(ctx context.Context, location string, opts Options) (engine.Engine, error) {
	options := pebble.Options{ReadOnly: opts.ReadOnly, CacheBytes: opts.CacheBytes}
	scheme, _, isURL := strings.Cut(location, "://")
	switch {
	case location == "":
		return nil, errors.New("the location is empty")
	case location == Memory:
		options.FS = vfs.NewMem()
		return pebble.Open("/store", options)
	case scheme == "postgres" || scheme == "postgresql":
		return postgres.Open(ctx, location, postgres.Options{ReadOnly: opts.ReadOnly})
	case isURL:
		return nil, fmt.Errorf("a store cannot be at %s://", scheme)
	}
	return pebble.Open(location, options)
}

// redact takes the password out of a URL.
func redact(location string) string {
	if u, err := url.Parse(location); err == nil && u.User != nil {
		return u.Redacted()
	}
	return location
}

// Replace makes the graph of a label hold exactly the given quads, in one
// durable step that writes only the difference; nil quads delete the graph.
// Each quad must carry the label. The same quad given twice counts once.
func (s *Store) Replace(ctx context.Context, label quad.IRI, quads []quad.Quad) (Change, error) {
	changes, err := s.ReplaceAll(ctx, []Graph{{Label: label, Quads: quads}})
	if err != nil {
		return Change{}, err
	}
	return changes[0], nil
}

// ReplaceAll is Replace for many graphs in one durable step: all are replaced
// or none. It gives each graph's change. A label that occurs twice is replaced
// twice. Groups of many thousand quads are far cheaper than single ones.
func (s *Store) ReplaceAll(ctx context.Context, graphs []Graph) ([]Change, error) {
	return s.engine.Replace(ctx, graphs)
}

// Delete removes the graph of a label; that there is none is no error.
func (s *Store) Delete(ctx context.Context, label quad.IRI) (Change, error) {
	return s.Replace(ctx, label, nil)
}

// Snapshot gives the present state of the store, which stays as it is until
// it is closed, whatever is written meanwhile.
func (s *Store) Snapshot(ctx context.Context) (*View, error) {
	view, err := s.engine.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	return &View{view: view}, nil
}

// Verify checks the store from end to end: every quad in every order, counts
// exact, every value whole. It calls report for each thing found wrong.
func (s *Store) Verify(ctx context.Context, report func(problem string)) error {
	return s.engine.Verify(ctx, report)
}

// Compact brings an embedded store into the form that takes least room and
// reads fastest, which it otherwise comes near to by itself over time. It
// rewrites most of the store; reads and writes go on meanwhile.
func (s *Store) Compact(ctx context.Context) error { return s.engine.Compact(ctx) }

// Backup copies the present state of an embedded store to a directory that
// must not exist yet, while the store goes on. The copy is a store itself, which
// Open opens, best with ReadOnly. On one file system the two share their large
// files, which never change.
func (s *Store) Backup(ctx context.Context, to string) error {
	if err := s.engine.Backup(ctx, to); err != nil {
		return fmt.Errorf("backup to %s: %w", to, err)
	}
	return nil
}

// Restore makes a store at location, where there must be nothing, from a backup.
func Restore(ctx context.Context, backup, location string) error {
	s, err := Open(ctx, backup, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	return errors.Join(s.Backup(ctx, location), s.Close())
}

// A View reads one state of a store: a snapshot, or the present. It is safe for concurrent use.
//
// All its methods report the error of a context that ended before the result
// was complete: no short result passes for a whole one.
type View struct {
	view engine.View
}

// Match yields the quads of a pattern, in no order that may be relied on.
func (v *View) Match(ctx context.Context, p Pattern) iter.Seq2[quad.Quad, error] {
	return v.view.Match(ctx, p)
}

// Count gives the exact number of quads of a pattern. With at most one field
// given, no quad is read.
func (v *View) Count(ctx context.Context, p Pattern) (int64, error) {
	return v.view.Count(ctx, p)
}

// Labels yields the names of the graphs, each once.
func (v *View) Labels(ctx context.Context) iter.Seq2[quad.Value, error] {
	return v.view.Labels(ctx)
}

// LiteralsWithPrefix yields the plain and language-tagged strings of up to 128
// bytes that begin with prefix, case, accents and extra blanks aside, in the
// order of their folded forms.
func (v *View) LiteralsWithPrefix(ctx context.Context, prefix string) iter.Seq2[quad.Value, error] {
	return v.view.Literals(ctx, Fold(prefix))
}

// Stats gives the exact numbers of values and quads.
func (v *View) Stats(ctx context.Context) (nodes, quads int64, err error) {
	return v.view.Stats(ctx, true)
}

// Close gives a snapshot back; a store's Close closes the store.
func (v *View) Close() error { return v.view.Close() }

// Fold gives the form of a name that LiteralsWithPrefix compares.
func Fold(s string) string { return engine.Fold(s) }
