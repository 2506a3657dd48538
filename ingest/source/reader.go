package source

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"dateline/schema"

	"github.com/klauspost/compress/gzip"
)

// reader reads one file and yields what it holds.
type reader struct {
	ctx   context.Context // of the one call of Articles that the reader lives for
	file  string
	limit int
	raw   counter // the file itself
	told  int64   // bytes of it that an Item has reported
	yield func(Item, error) bool
}

// read yields the articles of the file; false = stop.
func (r *reader) read(k kind) bool {
	in := bufio.NewReaderSize(&r.raw, 1<<16)
	if magic, _ := in.Peek(2); len(magic) == 2 && magic[0] == 0x1f && magic[1] == 0x8b {
		z, err := gzip.NewReader(in)
		if err != nil {
			return r.reject(0, "", "not a gzip file: "+err.Error())
		}
		in = bufio.NewReaderSize(&inflater{in: &r.raw, out: z}, 1<<16)
	}
	if k == "" {
		k = sniff(in)
	}
	switch k {
	case lines:
		return r.lines(in)
	case value:
		return r.values(in)
	}
	b, err := io.ReadAll(io.LimitReader(in, int64(r.limit)+1))
	switch {
	case err != nil && r.ctx.Err() != nil:
		return true // Articles reports it
	case err != nil:
		return r.reject(0, "", reason(err))
	case len(b) > r.limit:
		return r.reject(0, "", fmt.Sprintf("file is larger than %s", size(r.limit)))
	}
	if why := refuse(b); why != "" {
		return r.reject(0, "", why)
	}
	parse := readText
	if k == page {
		parse = readPage
	}
	return r.article(0, len(b), func() (schema.Raw, []string, error) { return parse(b) })
}

// refuse returns why bytes are no text at all, "" if they may be.
func refuse(b []byte) string {
	if len(bytes.TrimSpace(bytes.TrimPrefix(b, []byte("\ufeff")))) == 0 {
		return "file is empty"
	}
	if bytes.IndexByte(b, 0) >= 0 && !utf16BOM(b) {
		return "file is binary (it holds NUL bytes)"
	}
	return ""
}

// sniff tells the kind of a stream by its first character.
func sniff(in *bufio.Reader) kind {
	head, _ := in.Peek(512) // short at the end of the input
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if len(head) == 0 {
		return text
	}
	switch head[0] {
	case '{':
		// One object a line or one over many lines: values reads both.
		// Lines are read as such, so that one bad line costs one article.
		if end := bytes.IndexByte(head, '\n'); end >= 0 && end < 3 {
			return value
		}
		return lines
	case '[':
		return value
	case '<':
		return page
	}
	return text
}

// article yields one article of size bytes. What parse cannot read becomes a
// Reject.
func (r *reader) article(line, size int, parse func() (schema.Raw, []string, error)) bool {
	file := r.file
	read := func() (schema.Raw, []string, error) {
		raw, notes, err := parse()
		if err != nil {
			err = &Reject{File: file, Line: line, ID: raw.ID, Reason: err.Error()}
		}
		return raw, notes, err
	}
	return r.yield(Item{File: file, Line: line, Bytes: r.advance(), Size: size, Read: read}, nil)
}

// reject yields one reject.
func (r *reader) reject(line int, id, why string) bool {
	return r.yield(Item{File: r.file, Line: line, Bytes: r.advance()},
		&Reject{File: r.file, Line: line, ID: id, Reason: why})
}

func (r *reader) advance() int64 {
	n := r.raw.n - r.told
	r.told = r.raw.n
	return n
}

// lines yields one article a line.
func (r *reader) lines(in *bufio.Reader) bool {
	var buf []byte
	found := false
	for line := 1; ; line++ {
		if r.ctx.Err() != nil {
			return true
		}
		b, n, err := readLine(in, buf[:0], r.limit)
		buf = b
		if err != nil && !errors.Is(err, io.EOF) {
			if r.ctx.Err() != nil {
				return true
			}
			// What came before the error may be half a line.
			return r.reject(line, "", "file cannot be read further: "+reason(err))
		}
		if n > r.limit {
			found = true
			if !r.reject(line, "", fmt.Sprintf("line is %s long, more than %s", size(n), size(r.limit))) {
				return false
			}
		} else {
			if line == 1 {
				b = bytes.TrimPrefix(b, []byte("\ufeff"))
			}
			if b = bytes.TrimSpace(b); len(b) > 0 {
				found = true
				object := bytes.Clone(b) // the next line takes its place
				if !r.article(line, len(b), func() (schema.Raw, []string, error) { return readObject(object) }) {
					return false
				}
			}
		}
		if errors.Is(err, io.EOF) {
			break
		}
	}
	if !found {
		return r.reject(0, "", "file is empty")
	}
	return true
}

// readLine appends the next line to buf, at most limit bytes of it, and
// returns how long it was without its newline. A longer line is read to its
// end and thrown away.
func readLine(in *bufio.Reader, buf []byte, limit int) ([]byte, int, error) {
	n := 0
	for {
		part, err := in.ReadSlice('\n')
		if err == nil {
			part = part[:len(part)-1]
		}
		n += len(part)
		if n <= limit {
			buf = append(buf, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return buf, n, err
		}
	}
}

// counter counts the bytes read.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// inflater refuses a decompression bomb: text shrinks 3 to 20 times, repeated
// lines perhaps 100 times, and nothing an archive of articles holds 200 times.
type inflater struct {
	in  *counter
	out io.Reader
	n   int64
}

const (
	bombRatio = 200
	bombFrom  = 16 << 20 // below it the limit of one article is guard enough
)

func (z *inflater) Read(p []byte) (int, error) {
	n, err := z.out.Read(p)
	z.n += int64(n)
	if z.n > bombFrom && z.n/bombRatio > z.in.n {
		return 0, fmt.Errorf("it grows more than %d times when decompressed", bombRatio)
	}
	return n, err
}

// newPump opens and reads a stream in a goroutine of its own, so that a
// cancelled context ends a wait for standard input or a named pipe, which no
// read can be called back from.
func newPump(ctx context.Context, open func() (io.Reader, error)) io.Reader {
	p := &pump{ctx: ctx, chunks: make(chan chunk)}
	send := func(c chunk) bool {
		select {
		case p.chunks <- c:
			return c.err == nil
		case <-ctx.Done():
			return false
		}
	}
	go func() {
		defer close(p.chunks)
		r, err := open()
		if err != nil {
			send(chunk{nil, err})
			return
		}
		if c, ok := r.(io.Closer); ok {
			defer c.Close()
		}
		for {
			b := make([]byte, 1<<16)
			n, err := r.Read(b)
			if !send(chunk{b[:n], err}) {
				return
			}
		}
	}()
	return p
}

type pump struct {
	ctx    context.Context
	chunks chan chunk
	rest   chunk
}

type chunk struct {
	b   []byte
	err error
}

func (p *pump) Read(b []byte) (int, error) {
	for len(p.rest.b) == 0 && p.rest.err == nil {
		select {
		case c, ok := <-p.chunks:
			if !ok {
				return 0, io.EOF
			}
			p.rest = c
		case <-p.ctx.Done():
			return 0, p.ctx.Err()
		}
	}
	if len(p.rest.b) == 0 {
		return 0, p.rest.err
	}
	n := copy(b, p.rest.b)
	p.rest.b = p.rest.b[n:]
	return n, nil
}

// size writes a number of bytes for people.
func size(n int) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.1f kB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%d bytes", n)
}
