package pebble

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	db "github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// Backup copies the present state to a directory that must not exist yet. The
// copy is a store. Tables, which never change, are linked where the file
// system allows it.
func (e *Engine) Backup(ctx context.Context, to string) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := e.acquire(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.release()) }()
	if err := e.trouble.error(); err != nil {
		return err
	}
	switch _, err := e.opts.FS.Stat(to); {
	case err == nil:
		return fs.ErrExist
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	copyTo := e.checkpoint
	if e.opts.ReadOnly {
		copyTo = e.copyFiles // nothing changes under it
	}
	if err := copyTo(to); err != nil {
		return wrap(err)
	}
	if err := writeFormat(to, e.opts.FS, formatDraft); err != nil {
		return err
	}
	return finishFormat(to, e.opts.FS)
}

// checkpoint has Pebble copy its files while it goes on writing others.
func (e *Engine) checkpoint(to string) error {
	if err := e.db.Checkpoint(to, db.WithFlushedWAL()); err != nil {
		return err
	}
	in := e.opts.FS
	logs := in.PathJoin(to, logDir)
	if err := in.MkdirAll(logs, 0o755); err != nil {
		return err
	}
	names, err := in.List(to)
	if err != nil {
		return err
	}
	for _, name := range names { // Pebble leaves the logs beside the tables
		if strings.HasSuffix(name, ".log") {
			if err := in.Rename(in.PathJoin(to, name), in.PathJoin(logs, name)); err != nil {
				return err
			}
		}
	}
	return syncDir(in, logs)
}

// copyFiles copies a store that nobody writes.
func (e *Engine) copyFiles(to string) error {
	in := e.opts.FS
	for _, sub := range []string{"", logDir} {
		from, to := in.PathJoin(e.path, sub), in.PathJoin(to, sub)
		if err := in.MkdirAll(to, 0o755); err != nil {
			return err
		}
		names, err := in.List(from)
		if err != nil {
			return err
		}
		for _, name := range names {
			switch name {
			case "LOCK", logDir, formatFile:
				continue
			}
			copyFile := vfs.Copy
			if strings.HasSuffix(name, ".sst") {
				copyFile = func(fs vfs.FS, from, to string) error { return vfs.LinkOrCopy(fs, from, to) }
			}
			if err := copyFile(in, in.PathJoin(from, name), in.PathJoin(to, name)); err != nil {
				return err
			}
		}
		if err := syncDir(in, to); err != nil {
			return err
		}
	}
	return nil
}

func syncDir(in vfs.FS, path string) error {
	dir, err := in.OpenDir(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
