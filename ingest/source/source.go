// Package source says where articles come from: text, HTML and JSON files,
// plain or gzipped, folders of these, and standard input.
//
// In: paths. Out: a stream of raw articles, each with the file and line it
// came from, in an order that depends on nothing but the names of the files.
// What is no article is a Reject in the same stream, and the stream goes on:
// bad input never ends a run, and never yields half an article.
package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"dateline/schema"
)

// Stdin is the path that stands for standard input.
const Stdin = "-"

// Limits bound what one article and one folder may cost. A zero field is its
// default.
type Limits struct {
	Article int // bytes of one article (a file, a line, a JSON value), decompressed; 10 MB
	Depth   int // folders inside folders; 64
}

const (
	defaultArticle = 10 << 20
	defaultDepth   = 64
)

// An Item is one article and where it was found. It holds the bytes as they
// were found: taking them apart (a page costs more than all the rest) is left
// to Read, which many goroutines can do for many items.
type Item struct {
	File  string // the path as found, Stdin for standard input
	Line  int    // first line of the article in a file of many, from 1; 0 for a file that is one article
	Bytes int64  // bytes of the file read since the item before, compressed as they are
	Size  int    // bytes that the item holds

	// Read returns the article, and notes on what was repaired or left out
	// ("invalid UTF-8 replaced"). Its error is a *Reject.
	Read func() (schema.Raw, []string, error)
}

// A Reject is input that is no article, as an error. After a Reject the
// stream goes on; after any other error it has ended.
type Reject struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"` // from 1; 0 for a whole file
	ID     string `json:"id,omitempty"`   // as given, if it could be read
	Reason string `json:"reason"`
	Skip   bool   `json:"-"` // not meant as an article: a picture in a folder, a folder seen before
}

// Error names the place, then the reason.
func (r *Reject) Error() string { return Place(r.File, r.Line) + ": " + r.Reason }

// Place writes a file and a line as compilers do: "a.jsonl:7", or the file
// alone for line 0.
func Place(file string, line int) string {
	if line > 0 {
		return fmt.Sprintf("%s:%d", file, line)
	}
	return file
}

// A Source is files found and not yet read. It is not safe for concurrent
// use.
type Source struct {
	limits Limits
	stdin  io.Reader
	files  []file
	bytes  int64
}

// A file is a path to read, or the reason why it is not read.
type file struct {
	path   string
	reason string // not "" = a Reject
	skip   bool   // the Reject is a skip
}

// Find looks for articles in the paths: files, folders (all files below them,
// in the order of their names) and Stdin. It reads no file yet. A path that
// does not exist is an error, since nobody means it.
func Find(ctx context.Context, paths []string, stdin io.Reader, limits Limits) (*Source, error) {
	if limits.Article <= 0 {
		limits.Article = defaultArticle
	}
	if limits.Depth <= 0 {
		limits.Depth = defaultDepth
	}
	s := &Source{limits: limits, stdin: stdin}
	w := walker{source: s, seen: map[string]bool{}}
	for _, p := range paths {
		if err := w.path(ctx, p); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Files returns how many files were found, those that will be skipped not
// counted.
func (s *Source) Files() int {
	n := 0
	for _, f := range s.files {
		if f.reason == "" {
			n++
		}
	}
	return n
}

// Bytes returns the size of all files found, as they lie on disk; standard
// input counts nothing.
func (s *Source) Bytes() int64 { return s.bytes }

// Articles reads all that was found, in order. It may be called once.
func (s *Source) Articles(ctx context.Context) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		for _, f := range s.files {
			if err := ctx.Err(); err != nil {
				yield(Item{}, err)
				return
			}
			if f.reason != "" {
				if !yield(Item{File: f.path}, &Reject{File: f.path, Reason: f.reason, Skip: f.skip}) {
					return
				}
				continue
			}
			if !s.read(ctx, f.path, yield) {
				return
			}
		}
		// A run that was cancelled while the last file was read has not
		// read it all.
		if err := ctx.Err(); err != nil {
			yield(Item{}, err)
		}
	}
}

// read yields the articles of one file; false = stop.
func (s *Source) read(ctx context.Context, path string, yield func(Item, error) bool) bool {
	ctx, stop := context.WithCancel(ctx) // ends a pump when the caller stops early
	defer stop()
	r := reader{ctx: ctx, file: path, limit: s.limits.Article, yield: yield}
	if path == Stdin {
		r.raw.r = newPump(ctx, func() (io.Reader, error) { return struct{ io.Reader }{s.stdin}, nil })
		return r.read("")
	}
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		// A named pipe waits when it is opened, too.
		r.raw.r = newPump(ctx, func() (io.Reader, error) { return os.Open(path) })
		return r.read(kindOf(path))
	}
	f, err := os.Open(path)
	if err != nil {
		return r.reject(0, "", reason(err))
	}
	defer f.Close()
	r.raw.r = f
	return r.read(kindOf(path))
}

// reason returns what went wrong without the path, which a Reject has.
func reason(err error) string {
	if p := (*os.PathError)(nil); errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}
