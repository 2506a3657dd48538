package main

import (
	"context"
	"fmt"
	"io"

	"dateline/query"

	"github.com/spf13/cobra"
)

func (p *program) gizmoCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "gizmo SCRIPT",
		Short: "Run a script of Cayley's query language over the graph",
		Long: `Run a script of Gizmo, the query language of Cayley, over the quads of the graph
(- reads it from standard input). IRIs are written in angle brackets, names as
"\"Vladimir Putin\"@en". Each result is one line of JSON. A script that takes
longer than --timeout is ended.`,
		Example: `  dateline gizmo 'g.V("\"Donald Trump\"@en").In().Both("<https://dateline.example/ns#met>").Unique().All()'
  dateline gizmo 'g.Emit(g.V().Has("<https://dateline.example/ns#predicate>", "<https://dateline.example/ns#struck>").Count())'
  dateline gizmo - --timeout 5s < script.js`,
		Args: wants("SCRIPT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			script := args[0]
			if script == "-" {
				b, err := io.ReadAll(io.LimitReader(p.in, 1<<20))
				if err != nil {
					return fmt.Errorf("script: %w", err)
				}
				script = string(b)
			}
			return p.ask(cmd.Context(), func(ctx context.Context, e *query.Engine) error {
				results, err := e.Gizmo(ctx, script, p.config.Limit)
				if err != nil {
					return err
				}
				for _, r := range results {
					if err := p.writeJSON(r); err != nil {
						return err
					}
				}
				if len(results) == 0 {
					p.err.line("No result. A script gives one with g.Emit(value), or at the end of a path with .All().")
				}
				if p.config.Limit > 0 && len(results) == p.config.Limit {
					p.err.line("There may be more: %s shown; --limit 0 shows all.", plural(len(results), "result"))
				}
				return nil
			})
		},
	}
	addAskFlags(cmd)
	return cmd
}
