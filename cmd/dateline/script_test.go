package main

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dateline/schema"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the golden parts of testdata/script")

func TestMain(m *testing.M) {
	if os.Args[0] == "./dateline" { // as a shell runs it: TestReadmeShowsTrueOutput
		main()
	}
	testscript.Main(m, map[string]func(){"dateline": main})
}

// TestScripts runs the program as a user does: each file of testdata/script is
// a session with its files.
func TestScripts(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("EXAMPLES", filepath.Join(root, "examples"))
			env.Setenv("CONFIG", filepath.Join(root, "config.yaml"))
			env.Setenv("RANDOM_MODEL", filepath.Join(root, "ingest", "nlp", "neural", "testdata", "golden.dlnn"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exitcode":   exitCode,
			"trynext":    tryNext,
			"evidenceof": evidenceOf,
			"rows":       checkRows,
			"fifo":       fifo,
			"feed":       feed,
			"tty":        tty,
			"longline":   longLine,
			"binary":     binary,
		},
	})
}

// exitCode runs a command and compares its exit code: exitcode 2 dateline verson.
func exitCode(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// tryNext runs the commands that the summary on standard output offers: each
// must have something to say.
func tryNext(ts *testscript.TestScript, _ bool, _ []string) {
	_, offers, ok := strings.Cut(ts.ReadFile("stdout"), "Try next\n")
	if !ok {
		ts.Fatalf("no offers")
	}
	for line := range strings.Lines(offers) {
		var words []string
		for i, part := range strings.Split(strings.TrimSpace(line), "'") {
			if i%2 == 1 {
				words = append(words, part)
			} else {
				words = append(words, strings.Fields(part)...)
			}
		}
		ts.Check(ts.Exec("dateline", words[1:]...))
		if words[1] != "export" && ts.ReadFile("stdout") == "" {
			ts.Fatalf("%s: no answer", line)
		}
	}
}

// evidenceOf asks for the evidence of the first answer to a question.
func evidenceOf(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Check(ts.Exec("dateline", "query", "Trump met ?who"))
	first, _, _ := strings.Cut(ts.ReadFile("stdout"), "\n")
	words := strings.Fields(first)
	ts.Check(ts.Exec("dateline", "evidence", words[len(words)-1]))
}

// checkRows holds exported rows to what they promise: statuses of the closed
// list, every statement with a sentence, and in it the words of its span: rows FILE.
func checkRows(ts *testscript.TestScript, _ bool, args []string) {
	n := 0
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		var r schema.Row
		d := json.NewDecoder(strings.NewReader(line))
		d.DisallowUnknownFields()
		ts.Check(d.Decode(&r))
		n++
		switch {
		case !slices.Contains(schema.Statuses[:], schema.Status(r.Status)):
			ts.Fatalf("status %q: %s", r.Status, line)
		case r.Sentence == "" || r.Rule == "" || r.Confidence == "" || r.Published == "" || r.Begin >= r.End:
			ts.Fatalf("incomplete: %s", line)
		case r.Subject != "" && !strings.HasPrefix(r.SubjectID, schema.DefaultBase+"id/"):
			ts.Fatalf("subject without an id: %s", line)
		}
	}
	if n < 100 {
		ts.Fatalf("%d rows", n)
	}
}

// longLine writes a JSON object of 50 MB without a newline in it, then one
// more article: longline FILE.
func longLine(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	_, err = f.WriteString(`{"id": "long", "text": "`)
	ts.Check(err)
	block := make([]byte, 1<<20)
	for i := range block {
		block[i] = 'x'
	}
	for range 50 {
		_, err = f.Write(block)
		ts.Check(err)
	}
	_, err = f.WriteString("\"}\n" + `{"id": "short", "text": "Ann Lee met Bob Roe."}` + "\n")
	ts.Check(err)
}

// binary writes a file with NUL bytes and one with broken UTF-8: binary FILE FILE.
func binary(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte("\x7fELF\x00\x00\x00"), 0o644))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte("Chancellor M\xc3\xbcller met the gov\xffernor of K\xc3\xb6ln."), 0o644))
}
