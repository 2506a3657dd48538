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
			if p.json && format == "" && (output == "" || output == "-") {
				format = "jsonl" // what --json means everywhere else
			}
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
	p.complete(cmd, "format", names)
	p.complete(cmd, "status", statusNames())
	return cmd
}

// chooseFormat goes by --format, else by the extension of the file.
func chooseFormat(name, output string, names []string) (export.Format, error) {
	ext := filepath.Ext(strings.TrimSuffix(output, ".gz"))
	if name == "" && (ext == "" || output == "-") {
		name = names[0]
	}
	if name == "" {
		for _, f := range export.Formats() {
			if f.Ext == ext {
				return f, nil
			}
		}
		return export.Format{}, usagef("%s: no format has the ending %s; choose one with --format: %s", output, ext, strings.Join(names, ", "))
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
// then moved there. What is no file (a pipe, /dev/null) is written to as it is.
func writeFile(name string, write func(io.Writer) error) (err error) {
	old, missing := os.Stat(name)
	switch {
	case missing == nil && old.IsDir():
		return fmt.Errorf("%s is a folder: give the name of a file", name)
	case missing == nil && !old.Mode().IsRegular():
		return writeTo(name, write)
	}
	if place, err := filepath.EvalSymlinks(name); err == nil {
		name = place // a link stays one
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return fmt.Errorf("%s: %w", name, cause(err))
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
	if missing == nil {
		mode = old.Mode().Perm()
	}
	if err := errors.Join(tmp.Chmod(mode), tmp.Sync(), tmp.Close()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := os.Rename(tmp.Name(), name); err != nil {
		return fmt.Errorf("%s: %w", name, cause(err))
	}
	return nil
}

func writeTo(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return readable(err)
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		return fmt.Errorf("%s: %w", name, cause(err))
	}
	return nil
}
