package graph_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

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

func BenchmarkLoad(b *testing.B) {
	graphs, quads := articles(0, 1_000_000)
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
