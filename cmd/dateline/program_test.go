package main

import (
	"os"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

func newTestProgram() *program { return newProgram(os.Stdin, os.Stdout, os.Stderr, os.Getenv) }

func TestEveryCommandIsExplainedWithExamples(t *testing.T) {
	var visit func(c *cobra.Command)
	visit = func(c *cobra.Command) {
		if c.Short == "" || c.Example == "" {
			t.Errorf("%s: short text %q, example %q", c.CommandPath(), c.Short, c.Example)
		}
		for line := range strings.Lines(c.Example) {
			if !strings.HasPrefix(line, "  ") || !strings.Contains(line, "dateline ") {
				t.Errorf("%s: example %q", c.CommandPath(), line)
			}
		}
		for _, sub := range c.Commands() {
			visit(sub)
		}
	}
	visit(newTestProgram().root())
}

func TestExamplesNameFlagsThatExist(t *testing.T) {
	root := newTestProgram().root()
	for _, c := range root.Commands() {
		for line := range strings.Lines(c.Example) {
			_, args, ok := strings.Cut(strings.TrimSpace(line), "dateline ")
			if !ok {
				continue
			}
			words := strings.Fields(args)
			cmd, _, err := root.Find(words[:1])
			if err != nil {
				t.Errorf("%s: %q: %v", c.Name(), line, err)
				continue
			}
			for _, w := range words {
				if name, ok := strings.CutPrefix(w, "--"); ok && cmd.Flag(name) == nil {
					t.Errorf("%s: %q: no flag --%s", c.Name(), line, name)
				}
			}
		}
	}
}

// TestConfigFileIsWhatTheProgramDoes keeps the documented file and the
// defaults the same.
func TestConfigFileIsWhatTheProgramDoes(t *testing.T) {
	const file = "../../config.yaml"
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	values, _, err := parseConfig(file, b)
	if err != nil {
		t.Fatal(err)
	}
	none := func(string) string { return "" }
	got, err := loadConfig(file, newTestProgram().root().PersistentFlags(), none)
	if err != nil || got != defaults {
		t.Errorf("%+v, %v", got, err)
	}
	for _, s := range settings {
		if v, ok := values[s.name]; !ok || v != s.def {
			t.Errorf("%s: %q in the file, %q in the program", s.name, v, s.def)
		}
	}
	if len(values) != len(settings) {
		t.Errorf("%d keys in the file, %d in the program", len(values), len(settings))
	}
}

func TestNearestNameIsSuggestedOnlyWhenItIsNear(t *testing.T) {
	names := []string{"store", "workers", "log-level"}
	for given, want := range map[string]string{
		"sotre": `; did you mean "store"?`, "worker": `; did you mean "workers"?`, "LOG-LEVEL": `; did you mean "log-level"?`,
		"colour": "", "x": "", "": "",
	} {
		if got := didYouMean(given, names); got != want {
			t.Errorf("%q: %q, want %q", given, got, want)
		}
	}
}

func TestShellWords(t *testing.T) {
	for word, want := range map[string]string{"Putin": "Putin", "a b": "'a b'", "": "''", "?who": "'?who'", "O'Hara": `'O'\''Hara'`, "a.db": "a.db"} {
		if got := shellWord(word); got != want {
			t.Errorf("%q: %s, want %s", word, got, want)
		}
	}
}
