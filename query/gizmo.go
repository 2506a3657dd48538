package query

import (
	"context"
	"errors"
	"fmt"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	cayleyquery "github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
)

// grace is how long a script that was stopped may take to notice.
const grace = time.Second

// Gizmo runs a script of Cayley's query language over the store, such as
//
//	g.V("<https://dateline.example/id/entity/syria-5a63f9c7>").In().All()
//
// and returns what it sends, at most limit results (0 for all), each a map of
// tags or a value of its own, ready for JSON. IRIs are in angle brackets. The
// order is the store's. The script runs until ctx ends, which is an error.
func (e *Engine) Gizmo(ctx context.Context, script string, limit int) ([]any, error) {
	store := e.view.QuadStore()
	results, err := runGizmo(ctx, store, script, limit)
	// Cayley ends quietly when ctx is cancelled: ask ctx itself.
	if err := errors.Join(ctx.Err(), err, store.Close()); err != nil {
		return nil, fmt.Errorf("gizmo: %w", err)
	}
	return results, nil
}

func runGizmo(ctx context.Context, store cayley.QuadStore, script string, limit int) ([]any, error) {
	it, err := gizmo.NewSession(store).Execute(ctx, script, cayleyquery.Options{Collation: cayleyquery.JSON, Limit: limit})
	if err != nil {
		return nil, err
	}
	var results []any
	for it.Next(ctx) {
		if r := it.Result(); r != nil {
			results = append(results, r)
		}
	}
	err = errors.Join(it.Err(), it.Close())
	// The script runs in a goroutine of its own, which must not outlive the
	// view that it reads.
	rest, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	for it.Next(rest) {
	}
	return results, err
}
