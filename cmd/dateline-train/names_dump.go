package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp/names"
)

// namesDataCommand writes what names are learned from, for trainers that are
// not written in Go: one token a line, a blank line after each sentence. A
// line holds the form, 1 if white space precedes it in the text (else 0), and
// the labels that it may have as a set of bits in hexadecimal (names.Set).
func namesDataCommand(s *settings) *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:   "names-data",
		Short: "Write what names are learned from, a token a line",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			world, err := gazetteer.New()
			if err != nil {
				return err
			}
			examples, err := s.nameExamples(world)
			if err != nil {
				return err
			}
			f, err := os.Create(output)
			if err != nil {
				return err
			}
			w := bufio.NewWriter(f)
			for _, e := range examples {
				writeNames(w, e)
			}
			if err := w.Flush(); err != nil {
				f.Close()
				return err
			}
			return f.Close()
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "names.tsv", "write to FILE")
	return cmd
}

func writeNames(w *bufio.Writer, e names.Example) {
	d := e.Document
	for _, s := range d.Sentences {
		for i := s.First; i < s.Last; i++ {
			space := "0"
			if i == s.First || d.Tokens[i].Start > d.Tokens[i-1].End {
				space = "1"
			}
			fmt.Fprintf(w, "%s\t%s\t%s\n", d.Form(i), space, strconv.FormatUint(uint64(e.Allowed[i]), 16))
		}
		fmt.Fprintln(w)
	}
}
