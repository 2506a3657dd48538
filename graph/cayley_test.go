package graph_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/graphtest"

	"dateline/graph"
)

// TestCayleyConformance runs the suite that every store of Cayley's runs. Its
// data lies in Cayley's own module, so it runs from there. RUN_INTEGRATION=true
// adds half a million quads about films, and Gizmo's questions about them.
func TestCayleyConformance(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	if err != nil {
		t.Skip("the module's folder is unknown:", err)
	}
	t.Chdir(filepath.Join(strings.TrimSpace(string(dir)), "graph", "graphtest"))
	locations := map[string]func(testing.TB) string{
		"memory":   func(testing.TB) string { return graph.Memory },
		"disk":     func(t testing.TB) string { return filepath.Join(t.TempDir(), "store") },
		"postgres": func(t testing.TB) string { return database(t) },
	}
	for name, location := range locations {
		t.Run(name, func(t *testing.T) {
			graphtest.TestAll(t, func(t testing.TB) (cayley.QuadStore, cayley.Options) {
				qs := open(t, location(t)).QuadStore()
				t.Cleanup(func() { qs.Close() }) // some of these tests leave iterators open
				return qs, nil
			}, nil)
		})
	}
}
