package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"dateline/graph"
	"dateline/graph/newslike"
)

// groupQuads is how many quads are loaded in one step while a store grows.
const groupQuads = 1_000_000

// grow loads n quads in groups into a store at dir, and prints after each
// tenth how fast that was, what making the quads took left out, and how much
// memory the process has taken; then how long it takes to close and open the
// store, and to ask it.
func grow(ctx context.Context, dir string, n int) error {
	location := filepath.Join(dir, "store")
	s, err := graph.Open(ctx, location, graph.Options{})
	if err != nil {
		return err
	}
	fmt.Println("| quads | quads per CPU second | quads a second | bytes a quad | most memory, MiB |\n|---|---|---|---|---|")
	next, quads, last := 0, 0, 0
	used, made, all, start := usage(process), 0.0, 0.0, time.Now()
	for quads < n {
		var group []graph.Graph
		made += ownCPU(func() {
			for size := 0; size < groupQuads; next++ {
				g := newslike.Article(next)
				group, size = append(group, g), size+len(g.Quads)
			}
		})
		if _, err := s.ReplaceAll(ctx, group); err != nil {
			return err
		}
		for _, g := range group {
			quads += len(g.Quads)
		}
		if quads-last < n/10 {
			continue
		}
		took := usage(process) - used - made
		fmt.Printf("| %d | %.0f | %.0f | %.1f | %d |\n", quads, float64(quads-last)/took,
			float64(quads-last)/(time.Since(start).Seconds()-made), float64(bytesIn(dir))/float64(quads), peak())
		last, all = quads, all+took
		used, made, start = usage(process), 0, time.Now()
	}
	compacted, err := timed(1, func(int) (int, error) { return 0, s.Compact(ctx) })
	if err != nil {
		return err
	}
	took := usage(process) - used
	fmt.Printf("compact: %v, %.1f CPU seconds; %.0f quads per CPU second all told\n", short(compacted.wall), took, float64(quads)/(all+took))
	closed, err := timed(1, func(int) (int, error) { return 0, s.Close() })
	if err != nil {
		return err
	}
	fmt.Printf("close: %v; %.1f bytes a quad\n", closed, float64(bytesIn(dir))/float64(quads))
	return look(ctx, location, next)
}
