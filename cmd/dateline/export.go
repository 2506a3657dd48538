package main

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"dateline/export"
	"dateline/query"

	"github.com/spf13/cobra"
)

func (p *program) exportCommand() *cobra.Command {
	var format, output, status string
	var articles []string
	var names []string
	long := "Write the graph, or its statements as rows, to standard output or to a file:\n\n"
	for _, f := range export.Formats() {
		names = append(names, f.Name)
		long += fmt.Sprintf("  %-6s %s\n", f.Name, f.About)
	}
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the graph as N-Quads, or its statements as JSON lines or CSV",
		Long: long + `
Statements of all statuses are written unless --status chooses. The same graph
always gives the same bytes. A file is written beside its place and moved there
when it is whole; a name that ends in .gz is compressed.`,
		Example: `  dateline export --format csv -o statements.csv
  dateline export -o graph.nq.gz
  dateline export --format jsonl --article helsinki-summit --status planned,denied`,
		Args: wants(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			f, err := chooseFormat(format, output, names)
			if err != nil {
				return err
			}
			filter := export.Filter{Articles: articles}
			if status != "" {
				if filter.Statuses, err = query.ParseStatuses(status); err != nil {
					return usagef("--status: %w", err)
				}
			}
			return p.export(cmd.Context(), f, output, filter)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&format, "format", "", "`FORMAT`: "+strings.Join(names, ", ")+" (default by the name of the file, else "+names[0]+")")
	flags.StringVarP(&output, "output", "o", "", "write to `FILE` instead of standard output")
	flags.StringArrayVar(&articles, "article", nil, "only the article with this `KEY`; may be repeated")
	flags.StringVar(&status, "status", "", "only statements of these `STATUSES`, joined by commas")
	if err := cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		p.err.line("completion: %v", err) // only when the flag does not exist
	}
	return cmd
}

// chooseFormat goes by --format, else by the extension of the file.
func chooseFormat(name, output string, names []string) (export.Format, error) {
	if name == "" {
		name = names[0]
		ext := filepath.Ext(strings.TrimSuffix(output, ".gz"))
		for _, f := range export.Formats() {
			if f.Ext == ext {
				name = f.Name
			}
		}
	}
	f, err := export.Find(name)
	if err != nil {
		return f, usagef("--format: %w%s", err, didYouMean(name, names))
	}
	return f, nil
}

func (p *program) export(ctx context.Context, f export.Format, output string, filter export.Filter) error {
	store, err := p.readStore(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }() // it was only read
	engine := query.New(store, p.iris())
	if output == "" || output == "-" {
		return f.Write(ctx, p.out, engine, filter)
	}
	return writeFile(output, func(w io.Writer) error { return f.Write(ctx, w, engine, filter) })
}

// writeFile writes a file as a whole or not at all: beside its place first,
// then moved there.
func writeFile(name string, write func(io.Writer) error) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return readable(err)
	}
	defer func() {
		if err != nil {
			_ = tmp.Close() // the first error is the one to tell
			_ = os.Remove(tmp.Name())
		}
	}()
	var w io.Writer = tmp
	var z *gzip.Writer
	if strings.HasSuffix(name, ".gz") {
		z = gzip.NewWriter(tmp) // without a time in its header: same graph, same bytes
		w = z
	}
	if err := write(w); err != nil {
		return err
	}
	if z != nil {
		if err := z.Close(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	mode := os.FileMode(0o644)
	if old, err := os.Stat(name); err == nil {
		mode = old.Mode().Perm()
	}
	if err := errors.Join(tmp.Chmod(mode), tmp.Sync(), tmp.Close()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := os.Rename(tmp.Name(), name); err != nil {
		return fmt.Errorf("%s: %w", name, errors.Unwrap(err))
	}
	return nil
}
