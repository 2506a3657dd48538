// Command dateline-train makes the models of the reading pipeline and
// measures them. It is a developer's tool: nothing else needs it.
//
// In: the treebanks and name sets of a data folder (--data, by default
// ../shared/data). Out: model files in ingest/nlp/models (models, or one
// part by its name) and tables of scores (score).
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"

	"github.com/spf13/cobra"

	"dateline/ingest/nlp/lemma"
	"dateline/ingest/nlp/segment"
)

// A part is one model that this command can train.
type part struct {
	name  string // the file is NAME.bin
	short string
	train func(ctx context.Context, s settings) ([]byte, error)
}

// A section is one table of the scores; it writes Markdown.
type section struct {
	title string
	write func(ctx context.Context, s settings, w io.Writer) error
}

// settings are the flags that all parts share.
type settings struct {
	data  string    // folder of the training and measuring data
	out   string    // folder of the model files
	model string    // that is measured: a name or a path; "" = the default
	log   io.Writer // progress
}

// parts lists the models in the order in which they are trained: a later one
// may use an earlier one.
func parts() []part {
	return []part{
		learned("segment", "Train the segmenter", segment.Train),
		tagPart(),
		learned("lemma", "Train the lemmatizer", lemma.Train),
		parsePart(),
		namesPart(),
		corefPart(),
	}
}

// sections lists the tables of docs/scores.md in their order.
func sections() []section {
	return []section{
		layersSection("Trees, gold tokens", false),
		layersSection("Trees, raw text", true),
		namesSection(),
		datesSection(),
		corefSection(),
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := command().ExecuteContext(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "dateline-train:", err)
		os.Exit(1)
	}
}

func command() *cobra.Command {
	s := settings{log: os.Stderr}
	root := &cobra.Command{
		Use:           "dateline-train",
		Short:         "Train and measure the language models",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.PersistentFlags().StringVar(&s.data, "data", filepath.Join("..", "shared", "data"), "folder of training data")
	root.PersistentFlags().StringVar(&s.out, "out", filepath.Join("ingest", "nlp", "models"), "folder of model files")
	root.AddCommand(&cobra.Command{
		Use:   "models",
		Short: "Train all models, in order",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			for _, p := range parts() {
				if err := s.make(cmd.Context(), p); err != nil {
					return err
				}
			}
			return nil
		},
	}, scoreCommand(&s), gazetteerCommand(&s), namesDataCommand(&s))
	for _, p := range parts() {
		root.AddCommand(&cobra.Command{
			Use:   p.name,
			Short: p.short,
			Args:  cobra.NoArgs,
			RunE:  func(cmd *cobra.Command, _ []string) error { return s.make(cmd.Context(), p) },
		})
	}
	return root
}

// make trains one part and writes its file.
func (s *settings) make(ctx context.Context, p part) error {
	b, err := p.train(ctx, *s)
	if err != nil {
		return fmt.Errorf("train %s: %w", p.name, err)
	}
	path := filepath.Join(s.out, p.name+".bin")
	if err := os.WriteFile(path, b, 0o644); err != nil {
		return fmt.Errorf("train %s: %w", p.name, err)
	}
	fmt.Fprintf(s.log, "%s: %d bytes\n", path, len(b))
	return nil
}
