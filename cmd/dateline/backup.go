package main

import (
	"context"
	"errors"
	"io/fs"

	"dateline/graph"

	"github.com/spf13/cobra"
)

func (p *program) backupCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FOLDER",
		Short: "Copy the graph to a new folder",
		Long: `Copy the graph as it is now to a folder that does not exist yet. The copy is a
store itself: --store FOLDER asks it, and restore makes a graph of it again.`,
		Example: "  dateline backup backups/monday\n  dateline articles --store backups/monday",
		Args:    wants("FOLDER"),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			store, err := p.readStore(ctx)
			if err != nil {
				return err
			}
			if err := errors.Join(store.Backup(ctx, args[0]), store.Close()); err != nil {
				return inTheWay(err, "name a folder that does not exist yet")
			}
			return p.showCopy("%s is copied to %s.", p.storeName(), args[0])
		},
	}
}

func (p *program) restoreCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "restore FOLDER",
		Short: "Make a graph of a backup",
		Long: `Make the configured store of a backup. There must be nothing in its place: what
is there is never written over.`,
		Example: "  dateline restore backups/monday\n  dateline restore backups/monday --store other.db",
		Args:    wants("FOLDER"),
		RunE:    func(cmd *cobra.Command, args []string) error { return p.restore(cmd.Context(), args[0]) },
	}
}

func (p *program) restore(ctx context.Context, from string) error {
	if err := p.mayWrite(); err != nil {
		return err
	}
	if err := graph.Restore(ctx, from, p.config.Store); err != nil {
		return inTheWay(err, "name another store with --store")
	}
	return p.showCopy("%[2]s is restored from %[1]s.", from, p.storeName())
}

// showCopy says what was copied where.
func (p *program) showCopy(format, from, to string) error {
	if p.json {
		return p.writeJSON(struct {
			From string `json:"from"`
			To   string `json:"to"`
		}{from, to})
	}
	p.out.line(format, from, to)
	return nil
}

// inTheWay says what to do where there is something already.
func inTheWay(err error, what string) error {
	if errors.Is(err, fs.ErrExist) {
		return usagef("%w: %s", err, what)
	}
	return err
}
