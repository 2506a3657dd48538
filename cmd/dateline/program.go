package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"

	"dateline/schema"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The exit codes, as the help says.
const (
	exitDone     = 0
	exitFailed   = 1
	exitUsage    = 2
	exitRejected = 3
)

// program is one run of the command: its streams, and, once a command runs,
// its configuration.
type program struct {
	in         io.Reader
	out        screen // results
	err        screen // everything else
	env        func(string) string
	config     config
	log        *slog.Logger
	configFile string
	json       bool
	running    bool // the command line and the configuration were understood
}

func newProgram(in io.Reader, out, err *os.File, env func(string) string) *program {
	return &program{in: in, out: newScreen(out, env), err: newScreen(err, env), env: env}
}

// usageError is an error of the command line: exit code 2 and a hint.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...)}
}

// errRejected ends a run that is done but left some articles out. It has been
// told in the summary.
var errRejected = errors.New("some articles were rejected")

// execute runs one command line and returns its exit code.
func (p *program) execute(ctx context.Context, args []string) int {
	root := p.root()
	root.SetArgs(args)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		if cmd == root && !strings.HasPrefix(args[0], "-") {
			return unknownCommand(root, args) // the flags are those of a command that does not exist
		}
		return flagError(cmd, err)
	})
	cmd, err := root.ExecuteContextC(ctx)
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errRejected):
		return exitRejected
	}
	usage := usageError{}
	isUsage := !p.running || errors.As(err, &usage)
	fmt.Fprintf(p.err, "%s %s\n", p.err.red("dateline:"), strings.TrimSpace(err.Error()))
	if !isUsage {
		return exitFailed
	}
	if cmd != nil && !errors.As(err, new(configError)) {
		fmt.Fprintf(p.err, "See `%s --help`.\n", cmd.CommandPath())
	}
	return exitUsage
}

// root builds the tree of commands.
func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "dateline",
		Short: "Read news articles into a graph, and ask it who did what to whom",
		Long: `Dateline reads news articles and keeps what they say as a graph: who did what
to whom, when, where, and according to whom. It runs on this machine alone:
nothing is sent anywhere, and the same articles always give the same graph.

Exit codes: 0 done; 1 failed; 2 the command line or the configuration is wrong;
3 done, but some articles were rejected (the summary says where to read why).

Every setting can be given as a flag, in the environment (DATELINE_STORE) or in
config.yaml; the first of these that is there counts.`,
		Example: `  dateline ingest examples
  dateline query 'Trump met ?who'
  dateline between Trump Putin
  dateline export --format csv -o statements.csv`,
		SilenceErrors:     true,
		SilenceUsage:      true,
		Args:              unknownCommand,
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return p.prepare(cmd) },
	}
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.err)
	root.CompletionOptions.HiddenDefaultCmd = false

	f := root.PersistentFlags()
	f.StringVar(&p.configFile, "config", "", "read settings from `FILE` (default config.yaml here, if there is one)")
	f.String("store", defaults.Store, "keep the graph in folder `PATH`, or in a database (postgres://...); mem: keeps nothing")
	f.Bool("read-only", defaults.ReadOnly, "refuse to write to the store (what only asks never does)")
	f.String("base", defaults.Base, "begin all IRIs with `URL`")
	f.String("log-level", defaults.LogLevel, "log `LEVEL` and above: debug, info, warn or error")
	f.BoolVar(&p.json, "json", false, "write results as JSON, one object a line")

	root.AddGroup(
		&cobra.Group{ID: "load", Title: "Fill the graph:"},
		&cobra.Group{ID: "ask", Title: "Ask:"},
		&cobra.Group{ID: "look", Title: "Look closer:"},
		&cobra.Group{ID: "keep", Title: "Keep:"},
	)
	for _, c := range []struct {
		group string
		cmd   *cobra.Command
	}{
		{"load", p.ingestCommand()},
		{"ask", p.queryCommand()},
		{"ask", p.betweenCommand()},
		{"ask", p.showCommand()},
		{"ask", p.gizmoCommand()},
		{"look", p.evidenceCommand()},
		{"look", p.articlesCommand()},
		{"look", p.articleCommand()},
		{"look", p.annotateCommand()},
		{"keep", p.exportCommand()},
		{"keep", p.backupCommand()},
		{"keep", p.restoreCommand()},
		{"keep", p.fsckCommand()},
		{"", p.versionCommand()},
	} {
		c.cmd.GroupID = c.group
		if c.group == "ask" || c.group == "look" && c.cmd.Name() != "annotate" {
			c.cmd.ValidArgsFunction = cobra.NoFileCompletions // names, not files
		}
		root.AddCommand(c.cmd)
	}
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd("completion")
	describeDefaults(root)
	return root
}

// prepare reads the configuration before a command runs.
func (p *program) prepare(cmd *cobra.Command) error {
	c, err := loadConfig(p.configFile, cmd.Flags(), p.env)
	if err != nil {
		return err
	}
	p.config = c
	p.log = newLog(p.err, c.level())
	p.running = true
	return nil
}

// iris spells ids under the configured base.
func (p *program) iris() schema.IRIs { return schema.IRIs{Base: p.config.Base} }

// unknownCommand refuses what is no command, naming the nearest one.
func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return fmt.Errorf("unknown command %q%s", args[0], didYouMean(args[0], names))
}

// wants refuses any other number of arguments than what a command's usage
// names. A name that ends in "..." stands for one or more.
func wants(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		n := len(names)
		many := n > 0 && strings.HasSuffix(names[n-1], "...")
		switch {
		case len(args) == n || many && len(args) > n:
			return nil
		case n == 0:
			return fmt.Errorf("%s takes no arguments, got %q", cmd.Name(), args[0])
		case len(args) < n:
			return fmt.Errorf("%s is missing: `%s %s`", strings.TrimSuffix(names[len(args)], "..."), cmd.CommandPath(), strings.Join(names, " "))
		}
		return fmt.Errorf("%q is too much: `%s %s`; put a name of several words in quotes", args[n], cmd.CommandPath(), strings.Join(names, " "))
	}
}

// flagError names the nearest flag for one that does not exist.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return err
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	name := unknown.GetSpecifiedName()
	if unknown.GetSpecifiedShortnames() != "" {
		return fmt.Errorf("unknown flag -%s", name)
	}
	return fmt.Errorf("unknown flag --%s%s", name, didYouMean("--"+name, names))
}

// complete offers the values of a flag to the shell.
func (p *program) complete(cmd *cobra.Command, flag string, values []string) {
	if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		p.err.line("completion: %v", err) // only when the flag does not exist
	}
}

// describeDefaults gives cobra's own commands what all of ours have: an
// example, and an error for what they do not know.
func describeDefaults(root *cobra.Command) {
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Example = "  dateline help query"
			c.Args = func(_ *cobra.Command, args []string) error {
				if found, _, err := root.Find(args); err != nil || found == root {
					return unknownCommand(root, args)
				}
				return nil
			}
		case "completion":
			c.Short = "Print the completion script of a shell"
			c.Example = "  source <(dateline completion bash)\n  dateline completion fish > ~/.config/fish/completions/dateline.fish"
			c.Args = unknownCommand
			c.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
			for _, shell := range c.Commands() {
				shell.Example = "  dateline completion " + shell.Name()
			}
		}
	}
}

// didYouMean returns the end of an error message: the nearest of the names if
// it is near, or nothing.
func didYouMean(name string, names []string) string {
	best, at := "", 0
	for _, n := range names {
		if d := distance(strings.ToLower(name), n); best == "" || d < at {
			best, at = n, d
		}
	}
	if best == "" || at > 1+len(name)/4 {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", best)
}

// distance is the number of letters to insert, delete, replace or exchange
// with their neighbour (optimal string alignment) between a and b.
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, rows[i-2][j-2]+1)
			}
			rows[i][j] = d
		}
	}
	return rows[len(a)][len(b)]
}
