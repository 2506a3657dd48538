package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dateline/internal/story"
)

const readme = "../../README.md"

// TestReadmeShowsTrueOutput runs the commands of the README, one after the
// other in one folder, and compares what they print with what it shows.
func TestReadmeShowsTrueOutput(t *testing.T) {
	run := visitor(t)
	renamed := map[string]string{}
	rewrite(t, readme, func(text string) string {
		return consoles.ReplaceAllStringFunc(text, func(block string) string {
			var b strings.Builder
			for i, turn := range turns(block) {
				if i > 0 {
					b.WriteString("\n")
				}
				command := ids.ReplaceAllStringFunc(turn.command, func(id string) string {
					if now, ok := renamed[id]; ok {
						return now
					}
					return id
				})
				now := run(command)
				follow(renamed, turn.output, now)
				b.WriteString("$ " + command + "\n" + now)
			}
			return "```console\n" + b.String() + "```\n"
		})
	})
	if t.Failed() {
		return
	}
	if text, err := os.ReadFile(readme); err != nil || len(consoles.FindAll(text, -1)) < 5 {
		t.Errorf("the README has lost its examples (%v)", err)
	}
}

// TestReadmeQuotesTheScores compares each table below "from docs/scores.md:
// SECTION" with the first table of that section.
func TestReadmeQuotesTheScores(t *testing.T) {
	b, err := os.ReadFile("../../docs/scores.md")
	if err != nil {
		t.Fatal(err)
	}
	scores, n := string(b), 0
	rewrite(t, readme, func(text string) string {
		return quotes.ReplaceAllStringFunc(text, func(quote string) string {
			n++
			title := quotes.FindStringSubmatch(quote)[1]
			_, section, ok := strings.Cut(scores, "\n## "+title+"\n")
			if !ok {
				t.Fatalf("docs/scores.md has no section %q", title)
			}
			return "<!-- from docs/scores.md: " + title + " -->\n\n" + table.FindString(section)
		})
	})
	if n == 0 {
		t.Error("the README quotes no scores")
	}
}

var (
	consoles   = regexp.MustCompile("(?m)^```console\n(?:.*\n)*?```\n")
	quotes     = regexp.MustCompile(`<!-- from docs/scores.md: (.*) -->\n\n(?:\|.*\n)*`)
	table      = regexp.MustCompile(`(?m)(?:^\|.*\n)+`)
	settingRow = regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\|[^|]*\\|([^|]*)\\|$")
	ids        = regexp.MustCompile(`\b[0-9a-f]{16}\b`)
	speed      = regexp.MustCompile(`(?m)^[0-9.]+ seconds: .* a second\n`)
)

// rewrite compares a file with what it should be, or makes it that with
// -update.
func rewrite(t *testing.T, path string, should func(text string) string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := should(string(b))
	if want == string(b) || t.Failed() {
		return
	}
	if !*update {
		t.Errorf("%s: %s\nrun the test with -update, and read the diff", path, story.Diff(string(b), want))
		return
	}
	if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestReadmeNamesEverySetting holds the README's table of settings to those of
// the program: every key in its order, with its default.
func TestReadmeNamesEverySetting(t *testing.T) {
	rewrite(t, readme, func(text string) string {
		words := map[string]string{}
		for _, row := range settingRow.FindAllStringSubmatch(text, -1) {
			words[row[1]] = row[2]
		}
		_, section, _ := strings.Cut(text, "\n## Configuration\n")
		want := "| key | default | |\n|---|---|---|\n"
		for _, s := range settings {
			value := ""
			if s.def != "" {
				value = " `" + s.def + "`"
			}
			want += "| `" + s.name + "` |" + value + " |" + words[s.name] + "|\n"
			if words[s.name] == "" {
				t.Errorf("the README does not say what %s is for", s.name)
			}
		}
		return strings.Replace(text, table.FindString(section), want, 1)
	})
}

// TestHelpShowsCommandsThatWork runs the examples of the help, over the graph of
// the examples: each has an answer.
func TestHelpShowsCommandsThatWork(t *testing.T) {
	run := visitor(t)
	run("./dateline ingest examples && mkdir articles && cp examples/*.txt articles" +
		" && cp examples/mh17-charges.txt report.txt && gzip -c examples/batch.jsonl > archive.jsonl.gz" +
		" && echo 'g.Emit(1)' > script.js && cp -r dateline.db news.db")
	for _, c := range newTestProgram().root().Commands() {
		switch c.Name() {
		case "completion", "evidence": // for other shells; with the id of any statement
			continue
		case "restore":
			run("./dateline backup backups/tuesday && rm -r dateline.db backups/monday && mv backups/tuesday backups/monday")
		}
		for line := range strings.Lines(c.Example) {
			command := regexp.MustCompile(`\bdateline (\w)`).ReplaceAllString(strings.TrimSpace(line), "./dateline $1")
			if !strings.Contains(command, " -o ") && run(command) == "" {
				t.Errorf("%s: no answer", command)
			}
		}
	}
}

// turn is a command of a console block and what it shows below it.
type turn struct{ command, output string }

func turns(block string) []turn {
	var all []turn
	for line := range strings.Lines(strings.TrimSuffix(strings.TrimPrefix(block, "```console\n"), "```\n")) {
		if command, ok := strings.CutPrefix(line, "$ "); ok {
			all = append(all, turn{command: strings.TrimSpace(command)})
		} else if len(all) > 0 {
			all[len(all)-1].output += line
		}
	}
	return all
}

// visitor returns how to run a command line as somebody does who has just
// cloned the repository and built the program. It returns all that is printed,
// but for the speed, which is another one every time.
func visitor(t *testing.T) func(command string) string {
	t.Helper()
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("needs a shell")
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "examples"), os.DirFS("../../examples")); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(dir, "dateline")); err != nil {
		t.Skipf("needs symbolic links: %v", err)
	}
	return func(command string) string {
		cmd := exec.CommandContext(t.Context(), sh, "-c", command)
		cmd.Dir = dir
		cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir}
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", command, err, out)
		}
		return speed.ReplaceAllString(strings.ReplaceAll(string(out), "\r\n", "\n"), "")
	}
}

// follow notes ids of a new output that stand where another one stood in an
// otherwise equal line of the old, so that a later command that names it still
// means the same statement.
func follow(renamed map[string]string, old, now string) {
	stands := map[string]string{}
	for line := range strings.Lines(now) {
		if id := ids.FindString(line); id != "" {
			stands[ids.ReplaceAllString(line, "")] = id
		}
	}
	for line := range strings.Lines(old) {
		id := ids.FindString(line)
		if to, ok := stands[ids.ReplaceAllString(line, "")]; ok && to != id {
			renamed[id] = to
		}
	}
}

func TestIdsOfTheReadmeAreFollowed(t *testing.T) {
	renamed := map[string]string{}
	follow(renamed, "Ann met Bob  0123456789abcdef\nAnn met Cy  aaaaaaaaaaaaaaaa\n", "Ann met Bob  fedcba9876543210\nAnn left Cy  bbbbbbbbbbbbbbbb\n")
	if len(renamed) != 1 || renamed["0123456789abcdef"] != "fedcba9876543210" {
		t.Errorf("renamed %v", renamed)
	}
}
