package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
)

func (p *program) fsckCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "fsck",
		Short: "Check the graph on disk from end to end",
		Long: `Read the whole store and check that every quad is there in every order, that all
counts are exact and every value is whole. Problems go to standard output, one a
line; the exit code is 1 when there are any.`,
		Example: "  dateline fsck\n  dateline fsck --store news.db",
		Args:    wants(),
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.fsck(cmd.Context()) },
	}
}

func (p *program) fsck(ctx context.Context) error {
	store, err := p.readStore(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }() // it was only read
	problems := 0
	err = store.Verify(ctx, func(problem string) {
		problems++
		p.out.line("%s", problem)
	})
	if err != nil {
		return p.storeError(err)
	}
	if problems > 0 {
		return fmt.Errorf("store %s: %s found; build it again with `ingest`", p.storeName(), plural(problems, "problem"))
	}
	_, quads, err := store.Stats(ctx)
	if err != nil {
		return p.storeError(err)
	}
	p.out.line("%s is sound: %s.", p.storeName(), plural(int(quads), "quad"))
	return nil
}
