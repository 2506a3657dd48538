package pebble

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"dateline/graph/internal/engine"
)

const (
	killRounds = "DATELINE_KILL_ROUNDS" // how often TestKill kills; 4 by default
	killPath   = "DATELINE_KILL_PATH"   // set in the process that is killed
	killRound  = "DATELINE_KILL_ROUND"
	killFirst  = "DATELINE_KILL_FIRST" // the first edition that it writes
)

// TestKill kills a process at random moments of writing (kill -9), and finds
// after each every acknowledged graph whole and no other half there.
func TestKill(t *testing.T) {
	if os.Getenv(killPath) != "" {
		victim(t)
		return
	}
	rounds := 4
	if text := os.Getenv(killRounds); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		rounds = n
	}
	r := rand.New(rand.NewPCG(11, uint64(rounds)))
	path := filepath.Join(t.TempDir(), "store")
	editions := map[int]int{} // of each graph, as last found
	last := 0                 // edition ever begun
	for round := range rounds {
		var out bytes.Buffer
		child := exec.Command(os.Args[0], "-test.run=^TestKill$")
		child.Env = append(os.Environ(), killPath+"="+path, fmt.Sprintf("%s=%d", killRound, round), fmt.Sprintf("%s=%d", killFirst, last+1))
		child.Stdout = &out
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(20+r.IntN(400)) * time.Millisecond)
		if err := child.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if err := child.Wait(); err == nil {
			t.Fatal("the process ended by itself:", out.String())
		}
		acked, begun := copyMap(editions), copyMap(editions)
		for lines := bufio.NewScanner(&out); lines.Scan(); {
			var word string
			var i, n int
			if _, err := fmt.Sscan(lines.Text(), &word, &i, &n); err != nil {
				continue // the line that was cut off
			}
			switch word {
			case "acked":
				acked[i] = n
			case "begun":
				begun[i] = n
				last = max(last, n)
			default:
				t.Fatal(lines.Text())
			}
		}
		check(t, path, Options{}, acked, begun)
		e := openTest(t, path, Options{})
		for i := range begun {
			editions[i] = editionOf(t, e, i, acked[i], begun[i])
		}
		closeTest(t, e)
		if t.Failed() {
			t.Fatalf("round %d", round)
		}
	}
}

func copyMap(m map[int]int) map[int]int {
	c := map[int]int{}
	for k, v := range m {
		c[k] = v
	}
	return c
}

// editionOf gives the highest edition that graph i may be.
func editionOf(t *testing.T, e *Engine, i, low, high int) int {
	got := quadsOf(t, e, edition(i, 0).Label)
	for n := high; n > low; n-- {
		if fmt.Sprint(got) == fmt.Sprint(lines(edition(i, n).Quads)) {
			return n
		}
	}
	return low
}

// victim writes until it is killed, by the log and by tables in turn.
func victim(t *testing.T) {
	round, err := strconv.Atoi(os.Getenv(killRound))
	if err != nil {
		t.Fatal(err)
	}
	first, err := strconv.Atoi(os.Getenv(killFirst))
	if err != nil {
		t.Fatal(err)
	}
	e := openTest(t, os.Getenv(killPath), Options{bulk: []int{0, 40}[round%2]})
	r := rand.New(rand.NewPCG(12, uint64(round)))
	for n := first; ; n++ {
		var group []engine.Graph
		var numbers []int
		for i := r.IntN(3); i < 20; i += 1 + r.IntN(8) {
			group = append(group, edition(i, n))
			numbers = append(numbers, i)
		}
		for _, i := range numbers {
			fmt.Println("begun", i, n)
		}
		if _, err := e.Replace(context.Background(), group); err != nil {
			t.Fatal(err)
		}
		for _, i := range numbers {
			fmt.Println("acked", i, n)
		}
	}
}
