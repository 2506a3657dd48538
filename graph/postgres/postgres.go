// Package postgres is the engine of a quad store that several machines share:
// quads by number in one table with four indexes, and a dictionary of values,
// in plain SQL. In: named graphs to hold. Out: views of them.
//
// A value's number is its hash, so that writers need not agree on one; whoever
// finds it taken by another value uses the next.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"

	"github.com/cespare/xxhash/v2"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"dateline/graph/internal/engine"
)

// Options of an engine; the zero value serves.
type Options struct {
	ReadOnly bool

	hash func(value []byte) uint64 // tests make values collide
}

// An Engine is a connection to one store. It is safe for concurrent use, and
// so is the store by several engines, in any number of processes.
type Engine struct {
	view // of the present state
	pool *pgxpool.Pool
	opts Options

	life   sync.RWMutex // held for reading by whoever uses the pool
	closed bool
}

var _ engine.Engine = (*Engine)(nil)

const (
	formatNow = "1"
	// maxConns bounds the connections of an engine: each read that is under
	// way and each snapshot has one of its own.
	maxConns = 24
)

// The tables. Numbers are signed: Postgres has no others.
var tables = []string{
	`CREATE TABLE IF NOT EXISTS dateline_meta (key text PRIMARY KEY, value text NOT NULL)`,
	`CREATE TABLE IF NOT EXISTS dateline_nodes (id bigint PRIMARY KEY, value bytea NOT NULL, folded bytea)`,
	`CREATE INDEX IF NOT EXISTS dateline_names ON dateline_nodes (folded) WHERE folded IS NOT NULL`,
	`CREATE TABLE IF NOT EXISTS dateline_graphs (label bigint PRIMARY KEY, quads bigint NOT NULL)`,
	`CREATE TABLE IF NOT EXISTS dateline_quads (s bigint NOT NULL, p bigint NOT NULL, o bigint NOT NULL, l bigint NOT NULL, PRIMARY KEY (l, s, p, o))`,
	`CREATE INDEX IF NOT EXISTS dateline_spo ON dateline_quads (s, p, o)`,
	`CREATE INDEX IF NOT EXISTS dateline_pos ON dateline_quads (p, o, s)`,
	`CREATE INDEX IF NOT EXISTS dateline_osp ON dateline_quads (o, s, p)`,
	`INSERT INTO dateline_meta (key, value) VALUES ('format', '` + formatNow + `') ON CONFLICT DO NOTHING`,
}

// Open connects to the store at a URL, and makes its tables if there are none.
// The tables lie in the schema that the URL's search_path names first.
func Open(ctx context.Context, url string, opts Options) (*Engine, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	config.MaxConns = max(config.MaxConns, maxConns)
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	if opts.hash == nil {
		opts.hash = xxhash.Sum64
	}
	e := &Engine{pool: pool, opts: opts}
	e.view.e = e
	if err := e.prepare(ctx); err != nil {
		pool.Close()
		return nil, err
	}
	return e, nil
}

// prepare makes the tables, unless the store is only read, and checks their version.
func (e *Engine) prepare(ctx context.Context) error {
	if !e.opts.ReadOnly {
		// Two processes that make a table at once: one of them fails and finds it.
		err := e.retry(ctx, func() error {
			for _, statement := range tables {
				if _, err := e.pool.Exec(ctx, statement); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	var version string
	err := e.pool.QueryRow(ctx, `SELECT value FROM dateline_meta WHERE key = 'format'`).Scan(&version)
	switch {
	case code(err) == undefinedTable, errors.Is(err, pgx.ErrNoRows):
		return fmt.Errorf("%w: the database holds none", engine.ErrFormat)
	case err != nil:
		return err
	case version != formatNow:
		return fmt.Errorf("%w: it has format %q, this program reads format %s", engine.ErrFormat, version, formatNow)
	}
	return nil
}

// Close ends the connections, after reads that are under way.
func (e *Engine) Close() error {
	e.life.Lock()
	defer e.life.Unlock()
	if !e.closed {
		e.closed = true
		e.pool.Close()
	}
	return nil
}

// Compact is Postgres's own business.
func (e *Engine) Compact(context.Context) error {
	return fmt.Errorf("%w for Postgres: use VACUUM", errors.ErrUnsupported)
}

// Backup is Postgres's own business.
func (e *Engine) Backup(context.Context, string) error {
	return fmt.Errorf("%w for Postgres: use pg_dump", errors.ErrUnsupported)
}

// SQLSTATE codes.
const (
	undefinedTable       = "42P01"
	duplicateTable       = "42P07"
	uniqueViolation      = "23505"
	serializationFailure = "40001"
	deadlockDetected     = "40P01"
	adminShutdown        = "57P01"
	crashShutdown        = "57P02"
	cannotConnectNow     = "57P03"
)

func code(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code
	}
	return ""
}

// passing says whether an error may be gone at the next try: a clash with
// another writer, or a server that is being restarted.
func passing(err error) bool {
	switch code(err) {
	case serializationFailure, deadlockDetected, uniqueViolation, duplicateTable, adminShutdown, crashShutdown, cannotConnectNow:
		return true
	case "":
		var network net.Error
		var connect *pgconn.ConnectError
		return errors.As(err, &network) || errors.As(err, &connect) || pgconn.SafeToRetry(err) || errors.Is(err, errConnection)
	}
	return false
}

// errConnection is a connection that broke.
var errConnection = errors.New("the connection to the database broke")

const (
	tries     = 8
	firstWait = 50 * time.Millisecond // doubled each time: 6 seconds in all
)

// retry does it again while it fails in passing.
func (e *Engine) retry(ctx context.Context, do func() error) error {
	wait := firstWait
	for n := 1; ; n++ {
		err := do()
		if err == nil || n == tries || !passing(err) || ctx.Err() != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.Join(err, ctx.Err())
		case <-time.After(wait):
			wait *= 2
		}
	}
}
