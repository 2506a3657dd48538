package export

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/cayleygraph/quad"

	"dateline/export/nquads"
	"dateline/query"
)

// writeNQuads writes every quad on a line, sorted by graph, then line. With
// keys only the graphs of these articles are written, without those of facts
// that come from no article; with statuses the articles say nothing else.
func writeNQuads(ctx context.Context, w io.Writer, e *query.Engine, f Filter) error {
	out := bufio.NewWriter(w)
	var text []byte
	var lines [][]byte
	for g, err := range e.Graphs(ctx, f.Articles) {
		if err != nil {
			return err
		}
		quads := g.Quads
		if g.IsArticle && f.Statuses != nil {
			if quads, err = e.Only(g, f.Statuses); err != nil {
				return err
			}
		}
		if text, lines, err = sortedLines(text[:0], lines[:0], quads); err != nil {
			return fmt.Errorf("graph %s: %w", g.Label, err)
		}
		for _, line := range lines {
			if _, err := out.Write(line); err != nil {
				return err
			}
		}
	}
	return out.Flush()
}

// sortedLines spells quads into text and returns its lines in their order.
func sortedLines(text []byte, lines [][]byte, quads []quad.Quad) ([]byte, [][]byte, error) {
	ends := make([]int, 0, len(quads))
	for _, q := range quads {
		var err error
		if text, err = nquads.Append(text, q); err != nil {
			return text, lines, err
		}
		ends = append(ends, len(text))
	}
	begin := 0
	for _, end := range ends {
		lines = append(lines, text[begin:end])
		begin = end
	}
	slices.SortFunc(lines, bytes.Compare)
	return text, lines, nil
}
