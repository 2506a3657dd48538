package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"time"

	"dateline/graph"
	"dateline/query"
)

// openStore opens the configured store to write to it.
func (p *program) openStore(ctx context.Context) (*graph.Store, error) {
	if err := p.mayWrite(); err != nil {
		return nil, err
	}
	return p.waitForStore(ctx, graph.Options{})
}

// mayWrite refuses what would write to a store that is set to be read only.
func (p *program) mayWrite() error {
	if p.config.ReadOnly {
		return usagef("%s is set to be read only: name another store with --store, or leave out --read-only", p.storeName())
	}
	return nil
}

// readStore opens the configured store to ask it.
func (p *program) readStore(ctx context.Context) (*graph.Store, error) {
	return p.waitForStore(ctx, graph.Options{ReadOnly: true})
}

// Two questions at the same time are no mistake: the second one waits for the
// first, which takes a moment. What takes longer is told at once.
const (
	patience = 900 * time.Millisecond
	pause    = 20 * time.Millisecond
)

func (p *program) waitForStore(ctx context.Context, opts graph.Options) (*graph.Store, error) {
	for begun := time.Now(); ; {
		s, err := graph.Open(ctx, p.config.Store, opts)
		if !errors.Is(err, graph.ErrLocked) || time.Since(begun) > patience || ctx.Err() != nil {
			return s, p.storeError(err)
		}
		time.Sleep(pause)
	}
}

// storeError says what can be done about a store that does not open.
func (p *program) storeError(err error) error {
	name := p.storeName()
	switch {
	case err == nil:
		return nil
	case errors.Is(err, graph.ErrNotExist):
		return fmt.Errorf("no store at %s: run `%s ingest PATH` first, or name one with --store", name, programName())
	case errors.Is(err, graph.ErrLocked):
		return fmt.Errorf("%s is in use by another process: wait until it has ended, or name another store with --store", name)
	case errors.Is(err, graph.ErrFormat):
		return fmt.Errorf("%w; name another store with --store, or ingest into a new one", err)
	case errors.Is(err, os.ErrPermission):
		return fmt.Errorf("%w; name a folder that may be written to with --store", err)
	}
	return err // it names the store
}

// storeName is the location of the store, the password of a database left out.
func (p *program) storeName() string {
	if u, err := url.Parse(p.config.Store); err == nil && u.User != nil {
		return u.Redacted()
	}
	return p.config.Store
}

// ask opens the store, runs a question with the configured deadline, and
// closes the store.
func (p *program) ask(ctx context.Context, question func(context.Context, *query.Engine) error) error {
	store, err := p.readStore(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }() // it was only read
	limited, cancel := context.WithTimeout(ctx, p.config.Timeout)
	defer cancel()
	err = question(limited, query.New(store, p.iris()))
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("no answer within %s: ask for less, or set a longer time with --timeout", p.config.Timeout)
	}
	return err
}

// programName is what the user types to run this program.
func programName() string {
	if strings.Contains(os.Args[0], "go-build") {
		return "go run ./cmd/dateline"
	}
	return os.Args[0]
}

// command spells a command line that can be pasted into a shell.
func (p *program) command(words ...string) string {
	line := programName()
	for _, w := range words {
		line += " " + shellWord(w)
	}
	if p.config.Store != defaults.Store {
		line += " --store " + shellWord(p.storeName())
	}
	return line
}

func shellWord(w string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./:,=@%+", r)
	}
	if w != "" && strings.TrimLeftFunc(w, plain) == "" {
		return w
	}
	return "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
}
