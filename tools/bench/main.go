// Command bench sets the store beside Cayley's own, on the same news-like
// quads, in one run; lets it grow; and has it read while it is written. It has a
// module of its own, as Cayley's stores bring many others.
//
//	go run . -quads 1000000 -peers memstore,bbolt,leveldb
//	go run . -quads 10000000 -grow
//	go run . -together 60s
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv/bbolt"
	"github.com/cayleygraph/cayley/graph/kv/leveldb"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"

	"dateline/graph"
	"dateline/graph/newslike"
)

func main() {
	n := flag.Int("quads", 1_000_000, "`number` of quads to load")
	peers := flag.String("peers", "memstore,bbolt,leveldb", "stores of Cayley's to compare with")
	growth := flag.Bool("grow", false, "let a store grow to -quads, instead of comparing")
	how := flag.Duration("together", 0, "read and write a store of -quads for so `long`, instead of comparing")
	dir := flag.String("dir", "", "`folder` to make stores in; default: a temporary one")
	flag.Parse()
	if err := run(context.Background(), *dir, *n, *growth, *how, strings.Split(*peers, ",")); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, in string, n int, growth bool, how time.Duration, peers []string) (err error) {
	dir, err := os.MkdirTemp(in, "bench")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	switch {
	case growth:
		return grow(ctx, dir, n)
	case how > 0:
		return together(ctx, dir, n, how)
	}
	return compare(ctx, dir, n, peers)
}

// compare loads the same quads into each store, and asks each the same.
func compare(ctx context.Context, dir string, n int, peers []string) error {
	var graphs []graph.Graph
	quads := 0
	for i := 0; quads < n; i++ {
		g := newslike.Article(i)
		graphs, quads = append(graphs, g), quads+len(g.Quads)
	}
	fmt.Println("| store | quads per CPU second | bytes a quad | one hop | an article's quads | count of a predicate | actor and frequent target | two hops |\n|---|---|---|---|---|---|---|---|")
	for _, name := range append([]string{"dateline"}, peers...) {
		if err := measure(ctx, filepath.Join(dir, name), name, graphs, quads); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func measure(ctx context.Context, dir, name string, graphs []graph.Graph, quads int) error {
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	start := usage(process)
	qs, end, err := load(ctx, name, filepath.Join(dir, "store"), graphs)
	if err != nil {
		return err
	}
	row := fmt.Sprintf("| %s | %.0f |", name, float64(quads)/(usage(process)-start))
	var answers []string
	for _, q := range questions(ctx, qs, len(graphs)) {
		if _, err := q.ask(0); err != nil {
			return err
		}
		c, err := timed(10*aboutArticles, q.ask)
		if err != nil {
			return err
		}
		answers = append(answers, c.String())
	}
	if err := end(); err != nil {
		return err
	}
	fmt.Printf("%s %.1f | %s |\n", row, float64(bytesIn(dir))/float64(quads), strings.Join(answers, " | "))
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
