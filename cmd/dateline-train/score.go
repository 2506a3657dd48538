package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

func scoreCommand(s *settings) *cobra.Command {
	var file, only string
	cmd := &cobra.Command{
		Use:   "score",
		Short: "Measure the embedded models on the dev sets",
		Long:  "Score prints the tables of all layers and keeps them in --file.",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var text strings.Builder
			which := "the models in the program"
			if s.model != "" {
				which = s.model
			}
			fmt.Fprintf(&text, "# Scores of %s\n\nWritten by `make score` (dateline-train score) on %s; dev sets only.\n", which, time.Now().Format(time.DateOnly))
			for _, part := range sections() {
				if only != "" && !strings.Contains(part.title, only) {
					continue
				}
				fmt.Fprintf(&text, "\n## %s\n\n", part.title)
				if err := part.write(cmd.Context(), *s, &text); err != nil {
					return fmt.Errorf("score %s: %w", part.title, err)
				}
			}
			if _, err := io.WriteString(cmd.OutOrStdout(), text.String()); err != nil {
				return err
			}
			if file == "" || only != "" {
				return nil
			}
			return os.WriteFile(file, []byte(text.String()), 0o644)
		},
	}
	cmd.Flags().StringVarP(&file, "file", "o", "docs/scores.md", "where the tables are kept; empty for nowhere")
	cmd.Flags().StringVar(&s.model, "model", "", "measure model `NAME`: fast, accurate or the path of a file; empty for the default")
	cmd.Flags().StringVar(&only, "only", "", "only the tables whose title holds this")
	return cmd
}
