package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dateline/graph"
	"dateline/ingest"
	"dateline/ingest/source"
	"dateline/schema"

	"github.com/spf13/cobra"
)

func (p *program) ingestCommand() *cobra.Command {
	var given given
	cmd := &cobra.Command{
		Use:   "ingest PATH...",
		Short: "Read articles into the graph",
		Long: `Read articles from files, folders and standard input (-) into the graph.

  .txt          the text; before it, if you like, lines such as "id: ...",
                "url: ...", "title: ...", "date: ...", "publisher: ...",
                "author: ..." and a blank line
  .html .htm    a page as saved from the web
  .jsonl        one object a line: id, url, title, text, date, publisher, author
                (or headline, body, published_at and other usual names)
  .json         one such object, or an array of them

Each of them may be compressed (.gz). An article is known by its id, else by its
url, else by its text. Reading it again replaces it; when nothing has changed,
nothing is done. Input that is no article is written to the rejects file with
the reason, and the exit code is 3.

Ctrl-C ends in good order: what was read is stored, and running the same command
again goes on from there.`,
		Example: `  dateline ingest examples
  dateline ingest report.txt --id talks --date 2017-05-03 --publisher "Coast Courier"
  gunzip -c archive.jsonl.gz | dateline ingest - --store news.db
  dateline ingest articles --workers 4 --json`,
		Args: wants("PATH..."),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.ingest(cmd.Context(), args, given)
		},
	}
	f := cmd.Flags()
	f.StringVar(&given.id, "id", "", "`KEY` of the one article that is read, if it has none")
	f.StringVar(&given.date, "date", "", "publication `DATE` of articles that have none, such as 2017-05-03")
	f.StringVar(&given.publisher, "publisher", "", "publisher `NAME` of articles that have none")
	f.Int("workers", defaults.Workers, "read `N` articles at the same time (default one for each CPU)")
	f.String("model", defaults.Model, "read with model `NAME`: fast, accurate, or the path of a .dlnn file")
	f.String("rejects", "", "write rejected input to `FILE` (default beside the store, .rejects.jsonl)")
	return cmd
}

// given is what the command line says about articles that do not say it
// themselves.
type given struct{ id, date, publisher string }

func (p *program) ingest(ctx context.Context, paths []string, given given) (err error) {
	published, err := schema.ParseDate(given.date)
	if err != nil {
		return usagef("--date: %w", err)
	}
	found, err := source.Find(ctx, paths, p.in, source.Limits{Article: p.config.MaxArticle})
	if err != nil {
		return readable(err)
	}
	if given.id != "" && found.Files() != 1 {
		return usagef("--id names one article, and there are %d files", found.Files())
	}
	version := programVersion()
	reader, err := ingest.New(p.config.Model)
	if err != nil {
		return err
	}
	store, err := p.openStore(ctx)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := store.Close(); err == nil && cerr != nil {
			err = p.storeError(cerr)
		}
	}()
	rejects := rejectsFile{path: p.rejectsPath(), log: p.log}
	meter := p.meter(found.Bytes())
	sum, err := ingest.Run(ctx, store, found.Articles(ctx), reader, ingest.Options{
		Workers:   p.config.Workers,
		Group:     p.config.Group,
		ID:        given.id,
		Date:      published,
		Publisher: given.publisher,
		IRIs:      p.iris(),
		Version:   readingVersion(<-version, reader.Model()),
		Rejected:  rejects.add,
		Progress:  meter.show,
		Log:       p.log,
	})
	meter.end()
	if cerr := rejects.close(); err == nil {
		err = cerr
	}
	if err != nil && ctx.Err() == nil {
		return err
	}
	if serr := p.showSummary(sum, rejects.path); serr != nil {
		return serr
	}
	p.showSpeed(sum, time.Since(meter.begun))
	switch {
	case err != nil:
		return fmt.Errorf("stopped early: %s stored, and the store is whole; run the same command again to go on", plural(sum.Articles(), "article"))
	case sum.Rejected > 0:
		return errRejected
	}
	return nil
}

// readable drops the name of the system call from the error of a file.
func readable(err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		return fmt.Errorf("%s: %w", path.Path, path.Err)
	}
	return err
}

// cause is what went wrong with a file, without its name, which may be one
// that only the program knows.
func cause(err error) error {
	var path *os.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

// programVersion hashes this very program, models and all, beside other work:
// two programs that could read an article differently never share a version.
// It is "" where a program cannot read its own file.
func programVersion() <-chan string {
	version := make(chan string, 1)
	go func() {
		defer close(version)
		name, err := os.Executable()
		if err != nil {
			return
		}
		f, err := os.Open(name)
		if err != nil {
			return
		}
		defer f.Close()
		h := sha256.New()
		if _, err := io.Copy(h, f); err != nil {
			return
		}
		version <- hex.EncodeToString(h.Sum(nil))
	}()
	return version
}

// readingVersion is the version of the program with the model it reads with,
// which may be a file of its own.
func readingVersion(program, model string) string {
	if program == "" {
		return ""
	}
	return strings.TrimSpace(program + " " + model)
}

// rejectsPath is the configured file, or NAME.rejects.jsonl beside the store.
func (p *program) rejectsPath() string {
	if p.config.Rejects != "" {
		return p.config.Rejects
	}
	if p.config.Store == graph.Memory || strings.Contains(p.config.Store, "://") {
		return "dateline.rejects.jsonl"
	}
	store := filepath.Clean(p.config.Store)
	return strings.TrimSuffix(store, filepath.Ext(store)) + ".rejects.jsonl"
}

// rejectsFile is made when there is a first reject, and not before. The first
// few are logged as well.
type rejectsFile struct {
	path string
	log  *slog.Logger
	file *os.File
	n    int
}

const rejectsLogged = 5

func (r *rejectsFile) add(reject source.Reject) error {
	if r.file == nil {
		f, err := os.Create(r.path)
		if err != nil {
			return readable(err)
		}
		r.file = f
	}
	if r.n++; r.n <= rejectsLogged {
		r.log.Warn("rejected: "+reject.Reason, "at", source.Place(reject.File, reject.Line))
	} else if r.n == rejectsLogged+1 {
		r.log.Warn("more rejected: see " + r.path)
	}
	e := json.NewEncoder(r.file)
	e.SetEscapeHTML(false)
	return e.Encode(reject)
}

func (r *rejectsFile) close() error {
	if r.file == nil {
		return nil
	}
	return r.file.Close()
}

func (p *program) meter(total int64) *meter {
	m := &meter{total: total, width: p.err.width, log: p.log, begun: time.Now(), shown: time.Now()}
	if status, ok := p.err.Writer.(*statusWriter); ok && p.err.terminal {
		m.status, m.shown = status, time.Time{} // the bar is there from the first article on
	}
	return m
}
