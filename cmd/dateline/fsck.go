package main

import (
	"context"
	"errors"
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
	var writing error
	err = store.Verify(ctx, func(problem string) {
		problems++
		if p.json {
			writing = errors.Join(writing, p.writeJSON(map[string]string{"problem": problem}))
			return
		}
		p.out.line("%s", problem)
	})
	if err != nil {
		return p.storeError(err)
	}
	if writing != nil {
		return writing
	}
	if problems > 0 {
		return fmt.Errorf("store %s: %s found; build it again with `ingest`", p.storeName(), plural(problems, "problem"))
	}
	_, quads, err := store.Stats(ctx)
	if err != nil {
		return p.storeError(err)
	}
	if p.json {
		return p.writeJSON(struct {
			Store string `json:"store"`
			Quads int64  `json:"quads"`
		}{p.storeName(), quads})
	}
	p.out.line("%s is sound: %s.", p.storeName(), plural(int(quads), "quad"))
	return nil
}
