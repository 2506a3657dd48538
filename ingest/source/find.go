package source

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A kind is how a file is read: by its extension, or, where it has none
// (standard input), by its first bytes.
type kind string

const (
	text  kind = ".txt"
	page  kind = ".html"
	lines kind = ".jsonl"
	value kind = ".json"
)

// extensions maps extensions to kinds. A ".gz" after them is taken off first.
var extensions = map[string]kind{
	".txt": text, ".text": text,
	".html": page, ".htm": page, ".xhtml": page,
	".jsonl": lines, ".ndjson": lines,
	".json": value,
}

// kindOf returns the kind of a path, "" if its extension says nothing.
func kindOf(path string) kind {
	name := strings.ToLower(filepath.Base(path))
	name = strings.TrimSuffix(name, ".gz")
	return extensions[filepath.Ext(name)]
}

// walker lists the files below the paths. Links are followed, since archives
// are often built of them; each folder is entered once by its real path, which
// also ends loops.
type walker struct {
	source *Source
	seen   map[string]bool // folders entered, by real path
}

// path adds what the user named: a name that cannot be read is an error, and
// an extension that means nothing is a reject, not a skip.
func (w *walker) path(ctx context.Context, p string) error {
	if p == Stdin {
		w.add(file{path: p})
		return nil
	}
	info, err := os.Stat(p)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return w.dir(ctx, p, 0)
	}
	w.file(p, info, false)
	return nil
}

func (w *walker) dir(ctx context.Context, dir string, depth int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if depth > w.source.limits.Depth {
		w.add(file{path: dir, reason: fmt.Sprintf("folder is more than %d deep", w.source.limits.Depth)})
		return nil
	}
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		w.add(file{path: dir, reason: reason(err)})
		return nil
	}
	if real, err = filepath.Abs(real); err != nil {
		return err
	}
	if w.seen[real] {
		w.add(file{path: dir, reason: "folder was read already", skip: true})
		return nil
	}
	w.seen[real] = true
	entries, err := os.ReadDir(dir) // sorted by name
	if err != nil {
		w.add(file{path: dir, reason: reason(err)})
		return nil
	}
	for _, e := range entries {
		p := filepath.Join(dir, e.Name())
		if strings.HasPrefix(e.Name(), ".") {
			w.add(file{path: p, reason: "hidden file", skip: true})
			continue
		}
		info, err := os.Stat(p)
		switch {
		case err != nil:
			w.add(file{path: p, reason: reason(err)})
		case info.IsDir():
			if err := w.dir(ctx, p, depth+1); err != nil {
				return err
			}
		default:
			w.file(p, info, true)
		}
	}
	return nil
}

// file adds one file. Inside a folder, what is no article is skipped; named
// by the user, it is rejected.
func (w *walker) file(p string, info fs.FileInfo, inFolder bool) {
	switch {
	case !info.Mode().IsRegular():
		// A named pipe that the user names is meant; one in a folder would
		// wait for ever.
		if inFolder || kindOf(p) == "" {
			w.add(file{path: p, reason: "not a regular file", skip: inFolder})
			return
		}
	case strings.HasSuffix(p, ".rejects.jsonl") && inFolder:
		w.add(file{path: p, reason: "rejects of an earlier run", skip: true})
		return
	case kindOf(p) == "":
		w.add(file{path: p, reason: unknownKind(p), skip: inFolder})
		return
	}
	w.source.bytes += info.Size()
	w.add(file{path: p})
}

func (w *walker) add(f file) { w.source.files = append(w.source.files, f) }

func unknownKind(p string) string {
	ext := filepath.Ext(p)
	if ext == "" {
		ext = "no extension"
	}
	return fmt.Sprintf("unknown kind of file (%s): want .txt, .html, .jsonl, .ndjson or .json, or one of these with .gz", ext)
}
