package graph_test

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/quad"

	"dateline/graph"
	"dateline/graph/newslike"
)

// cpu gives the seconds of processor time that the process has used.
func cpu() float64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}

// articles makes the graphs of news-like articles from the first-th on until
// they have n quads.
func articles(first, n int) (graphs []graph.Graph, quads int) {
	for i := first; quads < n; i++ {
		g := newslike.Article(i)
		graphs = append(graphs, g)
		quads += len(g.Quads)
	}
	return graphs, quads
}

// loaded opens a store on the disk with the quads of a million.
func loaded(b *testing.B, n int) (*graph.Store, []graph.Graph) {
	b.Helper()
	graphs, _ := articles(0, n)
	s, err := graph.Open(b.Context(), filepath.Join(b.TempDir(), "store"), graph.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	if _, err := s.ReplaceAll(b.Context(), graphs); err != nil {
		b.Fatal(err)
	}
	return s, graphs
}

const million = 1_000_000

func BenchmarkLoad(b *testing.B) {
	graphs, quads := articles(0, million)
	used, size := 0.0, int64(0)
	for b.Loop() {
		path := filepath.Join(b.TempDir(), "store")
		s, err := graph.Open(b.Context(), path, graph.Options{})
		if err != nil {
			b.Fatal(err)
		}
		start := cpu()
		if _, err := s.ReplaceAll(b.Context(), graphs); err != nil {
			b.Fatal(err)
		}
		used += cpu() - start
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		size = bytesIn(b, path)
	}
	b.ReportMetric(float64(quads)*float64(b.N)/used, "quads/cpu-s")
	b.ReportMetric(float64(size)/float64(quads), "B/quad")
}

func bytesIn(b *testing.B, path string) (n int64) {
	entries, err := os.ReadDir(path)
	if err != nil {
		b.Fatal(err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			b.Fatal(err)
		}
		n += info.Size()
	}
	return n
}

// BenchmarkReplace adds articles to a store of a million quads, 16 in a group.
func BenchmarkReplace(b *testing.B) {
	s, graphs := loaded(b, million)
	next, quads := len(graphs), 0
	start := cpu()
	made := 0.0 // what making the articles costs is not the store's
	for b.Loop() {
		before := cpu()
		var group []graph.Graph
		for range 16 {
			group = append(group, newslike.Article(next))
			quads += len(group[len(group)-1].Quads)
			next++
		}
		made += cpu() - before
		if _, err := s.ReplaceAll(b.Context(), group); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(quads)/(cpu()-start-made), "quads/cpu-s")
}

func BenchmarkRead(b *testing.B) {
	s, graphs := loaded(b, million)
	qs := s.QuadStore()
	defer qs.Close()
	drain := func(b *testing.B, p graph.Pattern) (n int) {
		for _, err := range s.Match(b.Context(), p) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		return n
	}
	measured(b, "article", func(b *testing.B) {
		i := 0
		for b.Loop() {
			drain(b, graph.Pattern{Label: graphs[i*7919%len(graphs)].Label})
			i++
		}
	})
	measured(b, "hop", func(b *testing.B) {
		i := 0
		for b.Loop() {
			q := graphs[i*7919%len(graphs)].Quads[20]
			drain(b, graph.Pattern{Subject: q.Subject, Predicate: newslike.Agent})
			i++
		}
	})
	measured(b, "hop by path", func(b *testing.B) {
		i := 0
		for b.Loop() {
			q := graphs[i*7919%len(graphs)].Quads[20]
			walk(b, qs, path.StartPath(qs, q.Subject).Out(newslike.Agent))
			i++
		}
	})
	measured(b, "count", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Count(b.Context(), graph.Pattern{Predicate: newslike.Status}); err != nil {
				b.Fatal(err)
			}
		}
	})
	measured(b, "two hops", func(b *testing.B) {
		n := 0
		for b.Loop() {
			n = walk(b, qs, path.StartPath(qs, newslike.Actor(700)).In(newslike.Agent).Out(newslike.Target))
		}
		b.ReportMetric(float64(n), "results")
	})
	measured(b, "three hops", func(b *testing.B) {
		n := 0
		for b.Loop() {
			n = walk(b, qs, path.StartPath(qs, newslike.Actor(700)).In(newslike.Agent).Out(newslike.Target).In(newslike.Agent).Limit(1200))
		}
		b.ReportMetric(float64(n), "results")
	})
	measured(b, "export", func(b *testing.B) {
		n, start := 0, cpu()
		for b.Loop() {
			n += drain(b, graph.Pattern{})
		}
		b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "quads/s")
		b.ReportMetric(float64(n)/(cpu()-start), "quads/cpu-s")
	})
}

// BenchmarkJoin intersects the events of an actor who has about 2,800, which
// takes twice as many quads, with those of a target.
func BenchmarkJoin(b *testing.B) {
	s, _ := loaded(b, 2*million)
	qs := s.QuadStore()
	defer qs.Close()
	// The actor whose events are nearest to 2,800, and one of their targets.
	actor, events := newslike.Actor(0), int64(0)
	for rank := range uint64(60) {
		n, err := s.Count(b.Context(), graph.Pattern{Predicate: newslike.Agent, Object: newslike.Actor(rank)})
		if err != nil {
			b.Fatal(err)
		}
		if abs(n-2800) < abs(events-2800) {
			actor, events = newslike.Actor(rank), n
		}
	}
	for _, rank := range []uint64{0, 1, 5, 50, 500} {
		measured(b, fmt.Sprintf("actor and target %d", rank), func(b *testing.B) {
			n := 0
			for b.Loop() {
				n = walk(b, qs, path.StartPath(qs, actor).In(newslike.Agent).And(path.StartPath(qs, newslike.Actor(rank)).In(newslike.Target)))
			}
			b.ReportMetric(float64(events), "events")
			b.ReportMetric(float64(n), "results")
		})
	}
}

// walk counts the ends of a path, spelled out.
func walk(b *testing.B, qs cayley.QuadStore, p *path.Path) (n int) {
	it := p.Iterate(b.Context()).Paths(false)
	if err := it.EachValue(qs, func(quad.Value) error { n++; return nil }); err != nil {
		b.Fatal(err)
	}
	return n
}

// measured is b.Run with the processor time of a call, which other programs on
// the machine change less than the time that passes.
func measured(b *testing.B, name string, run func(b *testing.B)) {
	b.Run(name, func(b *testing.B) {
		start := cpu()
		run(b)
		b.ReportMetric((cpu()-start)/float64(b.N)*1e6, "cpu-µs/op")
	})
}

func abs(n int64) int64 { return max(n, -n) }

// BenchmarkPostgres loads a database, and asks it.
func BenchmarkPostgres(b *testing.B) {
	graphs, quads := articles(0, 100_000)
	s, err := graph.Open(b.Context(), database(b), graph.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	b.Run("load", func(b *testing.B) {
		n := 0
		for b.Loop() { // once: what is there already is not written again
			for i := 0; i < len(graphs) && n < quads; i += 64 {
				changes, err := s.ReplaceAll(b.Context(), graphs[i:min(i+64, len(graphs))])
				if err != nil {
					b.Fatal(err)
				}
				for _, c := range changes {
					n += int(c.Added)
				}
			}
		}
		b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "quads/s")
	})
	b.Run("replace", func(b *testing.B) {
		i := len(graphs)
		for b.Loop() {
			g := newslike.Article(i)
			if _, err := s.Replace(b.Context(), g.Label, g.Quads); err != nil {
				b.Fatal(err)
			}
			i++
		}
	})
	b.Run("hop", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			for _, err := range s.Match(b.Context(), graph.Pattern{Subject: graphs[i%len(graphs)].Quads[20].Subject, Predicate: newslike.Agent}) {
				if err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
