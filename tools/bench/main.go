// Command bench sets the store beside Cayley's own, on the same news-like
// quads, in one run: it has a module of its own, as they bring many others.
//
//	go run . -quads 1000000 -peers memstore,bbolt,leveldb
package main

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv/bbolt"
	"github.com/cayleygraph/cayley/graph/kv/leveldb"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/quad"

	"dateline/graph"
	"dateline/graph/newslike"
)

func main() {
	n := flag.Int("quads", 1_000_000, "`number` of quads to load")
	peers := flag.String("peers", "memstore,bbolt,leveldb", "stores of Cayley's to compare with")
	flag.Parse()
	if err := run(*n, strings.Split(*peers, ",")); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(n int, peers []string) error {
	var graphs []graph.Graph
	quads := 0
	for i := 0; quads < n; i++ {
		g := newslike.Article(i)
		graphs, quads = append(graphs, g), quads+len(g.Quads)
	}
	fmt.Println("| store | quads per CPU second | bytes a quad | one hop | an article | count of a predicate |\n|---|---|---|---|---|---|")
	for _, name := range append([]string{"dateline"}, peers...) {
		if err := measure(name, graphs, quads); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func measure(name string, graphs []graph.Graph, quads int) error {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	start := cpu()
	qs, end, err := load(ctx, name, filepath.Join(dir, "store"), graphs)
	if err != nil {
		return err
	}
	rate := float64(quads) / (cpu() - start)
	event := graphs[len(graphs)/2].Quads[20].Subject
	hop := timed(200, func() { drain(ctx, path.StartPath(qs, event).Out(newslike.Agent)) })
	// Count a predicate and read an article as Cayley does both.
	article := timed(3, func() { err = quadsOf(ctx, qs, quad.Label, graphs[len(graphs)/2].Label) })
	count := timed(3, func() { size(ctx, qs, newslike.Status) })
	if err != nil {
		return err
	}
	if err := end(); err != nil {
		return err
	}
	fmt.Printf("| %s | %.0f | %.1f | %v | %v | %v |\n", name, rate, float64(bytesIn(dir))/float64(quads), hop, article, count)
	return nil
}

// load gives the store with all graphs, and how to close it.
func load(ctx context.Context, name, path string, graphs []graph.Graph) (cayley.QuadStore, func() error, error) {
	if name == "dateline" {
		s, err := graph.Open(ctx, path, graph.Options{})
		if err != nil {
			return nil, nil, err
		}
		_, err = s.ReplaceAll(ctx, graphs)
		return s.QuadStore(), s.Close, err
	}
	var qs cayley.QuadStore
	var err error
	switch name {
	case "memstore":
		qs = memstore.New()
	case "bbolt", "leveldb":
		kind := map[string]string{"bbolt": bbolt.Type, "leveldb": leveldb.Type}[name]
		if err := os.MkdirAll(path, 0o755); err != nil {
			return nil, nil, err
		}
		if err := cayley.InitQuadStore(kind, path, nil); err != nil {
			return nil, nil, err
		}
		if qs, err = cayley.NewQuadStore(kind, path, nil); err != nil {
			return nil, nil, err
		}
	default:
		return nil, nil, fmt.Errorf("unknown store")
	}
	w, err := qs.NewQuadWriter()
	if err != nil {
		return nil, nil, err
	}
	var batch []quad.Quad
	for i, g := range graphs {
		batch = append(batch, g.Quads...)
		if len(batch) >= 10_000 || i == len(graphs)-1 {
			if _, err := w.WriteQuads(batch); err != nil {
				return nil, nil, err
			}
			batch = batch[:0]
		}
	}
	return qs, qs.Close, w.Close()
}

func drain(ctx context.Context, p *path.Path) {
	for it := p.BuildIterator(ctx).Iterate(); it.Next(ctx); {
	}
}

// quadsOf spells out all quads that have a value in a direction.
func quadsOf(ctx context.Context, qs cayley.QuadStore, d quad.Direction, v quad.Value) error {
	ref, err := qs.ValueOf(v)
	if err != nil {
		return err
	}
	it := qs.QuadIterator(d, ref).Iterate()
	defer it.Close()
	for it.Next(ctx) {
		if _, err := qs.Quad(it.Result()); err != nil {
			return err
		}
	}
	return it.Err()
}

// size counts the quads of a predicate: by the store's own number if that is exact.
func size(ctx context.Context, qs cayley.QuadStore, p quad.Value) int64 {
	ref, err := qs.ValueOf(p)
	if err != nil {
		return 0
	}
	if s, err := qs.QuadIteratorSize(ctx, quad.Predicate, ref); err == nil && s.Exact {
		return s.Value
	}
	n := int64(0)
	it := qs.QuadIterator(quad.Predicate, ref).Iterate()
	defer it.Close()
	for it.Next(ctx) {
		n++
	}
	return n
}

// timed gives the time of one call, after one that does not count.
func timed(n int, do func()) time.Duration {
	do()
	start := time.Now()
	for range n {
		do()
	}
	return (time.Since(start) / time.Duration(n)).Round(time.Microsecond)
}

func cpu() float64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}

func bytesIn(dir string) (n int64) {
	_ = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			n += info.Size()
		}
		return err
	})
	return n
}
