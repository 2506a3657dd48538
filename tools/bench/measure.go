package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
)

// A cost is what one of many like calls took.
type cost struct {
	wall    time.Duration // of the median
	cpu     time.Duration // of the mean, of the thread that called
	results int           // of the last
}

func (c cost) String() string {
	return fmt.Sprintf("%s (%s CPU)", short(c.wall), short(c.cpu))
}

// short gives three digits of a time.
func short(d time.Duration) string {
	unit := time.Duration(1)
	for d/unit >= 1000 {
		unit *= 10
	}
	return d.Round(unit).String()
}

// enough is how long something is called again and again, if it is slow.
const enough = 2 * time.Second

// timed calls do with 0 to n-1, or fewer if that takes long.
func timed(n int, do func(i int) (int, error)) (c cost, err error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var walls []time.Duration
	before, begin := usage(threadOnly), time.Now()
	for i := range n {
		start := time.Now()
		if c.results, err = do(i); err != nil {
			return c, err
		}
		walls = append(walls, time.Since(start))
		if time.Since(begin) > enough {
			break
		}
	}
	c.cpu = time.Duration((usage(threadOnly) - before) / float64(len(walls)) * float64(time.Second))
	slices.Sort(walls)
	c.wall = walls[len(walls)/2]
	return c, nil
}

// Whose processor time usage gives.
const (
	process    = syscall.RUSAGE_SELF
	threadOnly = 1 // RUSAGE_THREAD, which the package has no name for
)

// usage gives the seconds of processor time used so far.
func usage(who int) float64 {
	var u syscall.Rusage
	if syscall.Getrusage(who, &u) != nil {
		return 0
	}
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}

// ownCPU gives the seconds of processor time that do takes in this thread.
func ownCPU(do func()) float64 {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	before := usage(threadOnly)
	do()
	return usage(threadOnly) - before
}

// peak is the most memory that the process ever had resident, in MiB.
func peak() int {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(text), "\n") {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kib := 0
			if _, err := fmt.Sscan(rest, &kib); err == nil {
				return kib >> 10
			}
		}
	}
	return 0
}

func bytesIn(dir string) (n int64) {
	_ = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil // a file that goes away meanwhile
		}
		if info, err := d.Info(); err == nil {
			n += info.Size()
		}
		return nil
	})
	return n
}
