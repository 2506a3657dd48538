package main

import (
	"context"
	"fmt"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
	"dateline/ingest/nlp/dates"
)

// datesSection measures time expressions on AQUAINT (TimeML newswire) from
// raw text: spans, and values where the gold value is a year, a month or a
// day (times of day are cut).
func datesSection() section {
	return section{"Times, raw text", func(_ context.Context, s settings, w io.Writer) error {
		world, err := gazetteer.New()
		if err != nil {
			return err
		}
		run, err := s.reading(world)
		if err != nil {
			return err
		}
		timer, err := dates.New()
		if err != nil {
			return err
		}
		pipeline, err := nlp.NewPipeline(append(run, timer)...)
		if err != nil {
			return err
		}
		files, err := filepath.Glob(filepath.Join(s.data, "time", "AQUAINT", "*.tml"))
		if err != nil {
			return err
		}
		if len(files) == 0 {
			return fmt.Errorf("no documents in %s", filepath.Join(s.data, "time", "AQUAINT"))
		}
		slices.Sort(files)
		var exact, overlap, value ratio
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			g, err := readTimeML(string(data))
			if err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
			d := &nlp.Document{Text: g.text, Date: g.date}
			pipeline.Run(d)
			g.count(d, &exact, &overlap, &value)
		}
		fmt.Fprintln(w, "| set | spans, exact F1 | spans, overlap precision | recall | F1 | values right of those found | of all |\n|---|---|---|---|---|---|---|")
		fmt.Fprintf(w, "| AQUAINT, %d documents | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |\n", len(files), exact.f1(),
			100*float64(overlap.correct)/float64(max(overlap.system, 1)), 100*float64(overlap.correct)/float64(max(overlap.gold, 1)), overlap.f1(),
			100*float64(value.correct)/float64(max(value.system, 1)), 100*float64(value.correct)/float64(max(value.gold, 1)))
		return nil
	}}
}

// timed is a TimeML document.
type timed struct {
	text  string
	date  nlp.Date
	times []timex
}

// timex is a time expression of the gold text, in bytes.
type timex struct {
	begin, end int
	kind       string // DATE, TIME, DURATION, SET
	value      string
}

var (
	timeTag  = regexp.MustCompile(`<(/?)([A-Za-z0-9]+)([^>]*)>`)
	dctValue = regexp.MustCompile(`(?s)<DCT>.*?value="(\d{4})-?(\d{2})-?(\d{2})`)
	timeAttr = regexp.MustCompile(`(type|value)="([^"]*)"`)
)

// readTimeML reads the TEXT of a document with its TIMEX3 elements.
func readTimeML(s string) (timed, error) {
	var g timed
	m := dctValue.FindStringSubmatch(s)
	if m == nil {
		return g, fmt.Errorf("no creation time")
	}
	g.date.Year, _ = strconv.Atoi(m[1])
	g.date.Month, _ = strconv.Atoi(m[2])
	g.date.Day, _ = strconv.Atoi(m[3])
	_, s, ok := strings.Cut(s, "<TEXT>")
	s, _, ok2 := strings.Cut(s, "</TEXT>")
	if !ok || !ok2 {
		return g, fmt.Errorf("no TEXT")
	}
	var text strings.Builder
	at := 0
	for _, tag := range timeTag.FindAllStringSubmatchIndex(s, -1) {
		text.WriteString(html.UnescapeString(s[at:tag[0]]))
		at = tag[1]
		if s[tag[4]:tag[5]] != "TIMEX3" {
			continue
		}
		if s[tag[2]:tag[3]] == "/" {
			if n := len(g.times); n > 0 {
				g.times[n-1].end = text.Len()
			}
			continue
		}
		x := timex{begin: text.Len()}
		for _, a := range timeAttr.FindAllStringSubmatch(s[tag[6]:tag[7]], -1) {
			if a[1] == "type" {
				x.kind = a[2]
			} else {
				x.value = a[2]
			}
		}
		g.times = append(g.times, x)
	}
	text.WriteString(html.UnescapeString(s[at:]))
	g.text = text.String()
	return g, nil
}

var plainDate = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`)

// dateValue cuts the time of day off a TIMEX3 value; "" if the rest is no
// year, month or day.
func (x timex) dateValue() string {
	v, _, _ := strings.Cut(x.value, "T")
	if !plainDate.MatchString(v) {
		return ""
	}
	return v
}

func (g timed) count(d *nlp.Document, exact, overlap, value *ratio) {
	exact.gold += len(g.times)
	exact.system += len(d.Times)
	overlap.gold += len(g.times)
	overlap.system += len(d.Times)
	used := make([]bool, len(g.times))
	for _, t := range d.Times {
		begin, end := d.Span(t.First, t.Last)
		for k, x := range g.times {
			if used[k] || int(end) <= x.begin || int(begin) >= x.end {
				continue
			}
			used[k] = true
			overlap.correct++
			if int(begin) == x.begin && int(end) == x.end {
				exact.correct++
			}
			if v := x.dateValue(); v != "" {
				value.system++
				if v == t.Value {
					value.correct++
				}
			}
			break
		}
	}
	for _, x := range g.times {
		if x.dateValue() != "" {
			value.gold++
		}
	}
}
