// Package ingest carries articles into the store.
//
// In: raw articles as a source finds them. Out: one named graph an article in
// the store, the gazetteer's facts about the bodies that act for countries,
// and a summary.
//
// Many workers read, one goroutine writes, in the order of the input and in
// groups that are stored whole or not at all. The store therefore never
// depends on the number of workers, and a run that is cancelled or killed
// leaves the articles of a beginning of its input behind: running it again
// goes on from there.
package ingest

import (
	"log/slog"

	"dateline/ingest/nlp"
	"dateline/ingest/source"
	"dateline/schema"
)

// articleReader reads one article: the words and what they say. It must be
// safe for concurrent use and always give the same facts for the same article.
// Reader is the one of the program.
type articleReader interface {
	Read(schema.Article) (*nlp.Document, schema.Facts)
}

// Options of a run. The zero value serves.
type Options struct {
	Workers   int         // articles read at the same time; 0 = one for each CPU
	Group     int         // articles written in one step; 0 = 64
	ID        string      // of the one article of a file that is one article, if it has none
	Date      string      // of articles that have none, in ISO 8601; "" = unknown
	Publisher string      // of articles that have none
	IRIs      schema.IRIs // how ids are spelled

	// Version names the program and its models. An article that was stored
	// by the same version, and has not changed, is not read again. "" reads
	// every article.
	Version string

	// Rejected is told of each reject, Progress of each article; both in the
	// order of the input, from one goroutine. An error ends the run.
	Rejected func(source.Reject) error
	Progress func(Progress)

	Log *slog.Logger // nil = silent
}

// Progress is how far a run has come.
type Progress struct {
	Articles int   // read, or found unchanged
	Rejected int   // so far
	Words    int   // read
	Bytes    int64 // of the source, as Source.Bytes counts them
}

const (
	// defaultGroup articles make some 30,000 quads: a second of writing, and
	// no more than a minute of reading is lost when the machine is switched
	// off.
	defaultGroup = 64
	// groupQuads ends a group before its articles do, when they are long.
	groupQuads = 50_000
	// inFlight bounds the text, in bytes, of all articles that are being read
	// or wait for their turn; a document takes some 40 times its text.
	inFlight = 16 << 20
)
