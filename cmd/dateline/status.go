package main

import (
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"time"

	"dateline/ingest"
)

// statusWriter keeps one line of status at the bottom of a terminal, below
// whatever else is written. It is safe for concurrent use.
type statusWriter struct {
	mu     sync.Mutex
	to     io.Writer
	status string
}

func (w *statusWriter) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.status == "" {
		return w.to.Write(b)
	}
	fmt.Fprint(w.to, "\r\x1b[K")
	n, err := w.to.Write(b)
	fmt.Fprint(w.to, w.status)
	return n, err
}

// set shows a line; "" takes it away.
func (w *statusWriter) set(line string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	fmt.Fprint(w.to, "\r\x1b[K"+line)
	w.status = line
}

// meter tells a person how far a run has come: as a bar on a terminal, as a
// line in the log now and then elsewhere.
type meter struct {
	total  int64 // bytes; 0 = unknown
	width  int
	status *statusWriter // nil = no terminal
	log    *slog.Logger
	begun  time.Time
	shown  time.Time
}

const (
	barEvery = 100 * time.Millisecond
	logEvery = 10 * time.Second
)

func (m *meter) show(p ingest.Progress) {
	now := time.Now()
	every := logEvery
	if m.status != nil {
		every = barEvery
	}
	if now.Sub(m.shown) < every {
		return
	}
	m.shown = now
	spent := now.Sub(m.begun)
	rate := perSecond(p.Words, spent)
	if m.status == nil {
		m.log.Info("reading", "articles", p.Articles, "rejected", p.Rejected, "done", percent(p.Bytes, m.total), "words/s", rate)
		return
	}
	text := fmt.Sprintf(" %s, %s words/s", plural(p.Articles, "article"), count(rate))
	if m.total > 0 && p.Bytes > 0 && p.Bytes < m.total {
		left := time.Duration(float64(spent) / float64(p.Bytes) * float64(m.total-p.Bytes))
		text += ", " + left.Round(time.Second).String() + " left"
	}
	m.status.set(bar(p.Bytes, m.total, min(30, m.width-len(text)-8)) + text)
}

func (m *meter) end() {
	if m.status != nil {
		m.status.set("")
	}
}

func bar(done, total int64, width int) string {
	if total <= 0 || width < 5 {
		return ""
	}
	full := int(min(done, total) * int64(width) / total)
	return strings.Repeat("█", full) + strings.Repeat("░", width-full) + " " + percent(done, total)
}

func percent(done, total int64) string {
	if total <= 0 {
		return "?"
	}
	return fmt.Sprintf("%d%%", min(done, total)*100/total)
}

func perSecond(n int, d time.Duration) int {
	if d <= 0 {
		return 0
	}
	return int(float64(n) / d.Seconds())
}
