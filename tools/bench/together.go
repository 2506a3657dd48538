package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"dateline/graph"
	"dateline/graph/newslike"
)

const (
	readers      = 4
	groupWritten = 16 // articles
)

// together has four readers ask a store of n quads, for a sixth of the time by
// themselves and then beside a writer, and prints how long an answer took.
func together(ctx context.Context, dir string, n int, how time.Duration) (err error) {
	s, err := graph.Open(ctx, filepath.Join(dir, "store"), graph.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	var all []graph.Graph
	for quads := 0; quads < n; {
		all = append(all, newslike.Article(len(all)))
		quads += len(all[len(all)-1].Quads)
	}
	if _, err := s.ReplaceAll(ctx, all); err != nil {
		return err
	}
	articles := len(all)
	all = nil
	if err := read(ctx, s, articles, how/6, "alone"); err != nil {
		return err
	}
	writing, stop := context.WithCancel(ctx)
	written := make(chan error, 1)
	quads := 0
	go func() {
		for next := articles; writing.Err() == nil; next += groupWritten {
			var group []graph.Graph
			for i := range groupWritten {
				group = append(group, newslike.Article(next+i))
				quads += len(group[i].Quads)
			}
			if _, err := s.ReplaceAll(ctx, group); err != nil {
				written <- err
				return
			}
		}
		written <- nil
	}()
	err = read(ctx, s, articles, how, "beside a writer")
	stop()
	err = errors.Join(err, <-written)
	fmt.Printf("the writer wrote %.0f quads a second\n", float64(quads)/how.Seconds())
	return err
}

// read has the readers ask for a while.
func read(ctx context.Context, s *graph.Store, articles int, how time.Duration, name string) error {
	qs := s.QuadStore()
	asked := questions(ctx, qs, articles)[:2]
	took := make([][2][]time.Duration, readers)
	failed := make([]error, readers)
	var running sync.WaitGroup
	end := time.Now().Add(how)
	for r := range readers {
		running.Go(func() {
			for i := r; time.Now().Before(end); i += readers {
				for k, q := range asked {
					start := time.Now()
					if _, err := q.ask(i); err != nil {
						failed[r] = err
						return
					}
					took[r][k] = append(took[r][k], time.Since(start))
				}
			}
		})
	}
	running.Wait()
	for k, q := range asked {
		var all []time.Duration
		for r := range took {
			all = append(all, took[r][k]...)
		}
		slices.Sort(all)
		if len(all) > 0 {
			fmt.Printf("%s, %s: median %s, 99 of 100 within %s, %d answers\n", q.name, name, short(all[len(all)/2]), short(all[len(all)*99/100]), len(all))
		}
	}
	return errors.Join(append(failed, qs.Close())...)
}
