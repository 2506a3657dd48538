package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"

	"github.com/lmittmann/tint"
	"github.com/rivo/uniseg"
	"golang.org/x/term"
)

// screen is an output stream and what it can show.
type screen struct {
	io.Writer
	terminal bool // a person is looking
	colour   bool
	width    int // columns; 0 = unknown, do not wrap
}

func newScreen(f *os.File, env func(string) string) screen {
	s := screen{Writer: f, terminal: term.IsTerminal(int(f.Fd()))}
	if s.terminal {
		s.Writer = &statusWriter{to: f}
		s.colour = env("NO_COLOR") == "" && env("TERM") != "dumb"
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 20 {
			s.width = w
		}
	}
	return s
}

func (s screen) paint(code, text string) string {
	if !s.colour || strings.TrimSpace(text) == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (s screen) bold(text string) string   { return s.paint("1", text) }
func (s screen) dim(text string) string    { return s.paint("2", text) }
func (s screen) red(text string) string    { return s.paint("31", text) }
func (s screen) green(text string) string  { return s.paint("32", text) }
func (s screen) yellow(text string) string { return s.paint("33", text) }

// line writes one line.
func (s screen) line(format string, args ...any) {
	fmt.Fprintf(s, format+"\n", args...)
}

// table writes rows in aligned columns, two blanks between them. Columns
// whose cells are all numbers are aligned on the right; the last column may
// be cut to the width of the screen, never elsewhere.
func (s screen) table(head []string, rows [][]string) {
	widths := make([]int, len(head))
	numeric := make([]bool, len(head))
	for i, h := range head {
		widths[i] = uniseg.StringWidth(h)
		numeric[i] = len(rows) > 0
		for _, r := range rows {
			widths[i] = max(widths[i], uniseg.StringWidth(r[i]))
			numeric[i] = numeric[i] && (isNumber(r[i]) || r[i] == "")
		}
	}
	if last := len(widths) - 1; s.width > 0 {
		used := 2 * last
		for _, w := range widths[:last] {
			used += w
		}
		widths[last] = min(widths[last], max(s.width-used, 20))
	}
	write := func(cells []string, style func(string) string) {
		var b strings.Builder
		for i, c := range cells {
			pad := widths[i] - uniseg.StringWidth(c)
			switch {
			case i == len(cells)-1 && !numeric[i]:
				b.WriteString(style(cutWidth(c, widths[i])))
			case numeric[i]:
				b.WriteString(strings.Repeat(" ", max(pad, 0)) + style(c))
			default:
				b.WriteString(style(c) + strings.Repeat(" ", max(pad, 0)))
			}
			if i < len(cells)-1 {
				b.WriteString("  ")
			}
		}
		fmt.Fprintln(s, strings.TrimRight(b.String(), " "))
	}
	write(head, s.dim)
	for _, r := range rows {
		write(r, func(t string) string { return t })
	}
}

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789,.") == ""
}

// cutWidth shortens text to a number of columns.
func cutWidth(text string, width int) string {
	if uniseg.StringWidth(text) <= width {
		return text
	}
	var b strings.Builder
	used := 1 // the mark of omission
	g := uniseg.NewGraphemes(text)
	for g.Next() {
		if used += g.Width(); used > width {
			break
		}
		b.WriteString(g.Str())
	}
	return b.String() + "…"
}

// paragraph writes text behind an indent, wrapped to the screen.
func (s screen) paragraph(indent, text string) {
	width := s.width - uniseg.StringWidth(indent)
	if s.width == 0 {
		fmt.Fprintln(s, indent+strings.Join(strings.Fields(text), " "))
		return
	}
	line, used := "", 0
	for _, w := range strings.Fields(text) {
		n := uniseg.StringWidth(w)
		if used > 0 && used+1+n > width {
			fmt.Fprintln(s, indent+line)
			line, used = "", 0
		}
		if used > 0 {
			line += " "
			used++
		}
		line += w
		used += n
	}
	if line != "" {
		fmt.Fprintln(s, indent+line)
	}
}

// count writes a number with its thousands apart: 12,345.
func count(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// plural returns "1 article", "2,000 articles".
func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	if strings.HasSuffix(one, "y") {
		one = one[:len(one)-1] + "ie"
	}
	return count(n) + " " + one + "s"
}

// newLog logs to standard error: coloured on a terminal, plain elsewhere.
func newLog(s screen, level slog.Level) *slog.Logger {
	if s.terminal {
		return slog.New(tint.NewTextHandler(s, &tint.Options{Level: level, TimeFormat: "15:04:05", NoColor: !s.colour}))
	}
	return slog.New(slog.NewTextHandler(s, &slog.HandlerOptions{Level: level}))
}
