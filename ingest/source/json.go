package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"dateline/schema"
)

// readObject reads one article from a JSON object.
func readObject(b []byte) (schema.Raw, []string, error) {
	f, err := parseObject(b)
	if err != nil {
		return schema.Raw{}, nil, err
	}
	raw, notes, err := f.raw()
	if !utf8.Valid(b) {
		notes = append(notes, replaced) // the decoder does it
	}
	return raw, notes, err
}

// parseObject decodes an object into folded fields. Of two names that fold to
// one, the first in the order of the names counts.
func parseObject(b []byte) (fields, error) {
	if bytes.IndexByte(b, 0) >= 0 {
		return nil, errors.New("line is binary (it holds NUL bytes)")
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber() // an id of 18 digits is no float
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, invalid(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("invalid JSON: something follows the object at byte %d", d.InputOffset())
	}
	obj, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("want a JSON object, got %s", jsonType(v))
	}
	return foldObject(obj), nil
}

func foldObject(obj map[string]any) fields {
	names := make([]string, 0, len(obj))
	for name := range obj {
		names = append(names, name)
	}
	slices.Sort(names)
	f := make(fields, len(obj))
	for _, name := range names {
		if _, dup := f[fold(name)]; !dup {
			f[fold(name)] = obj[name]
		}
	}
	return f
}

// values yields the articles of a JSON file: an array of objects, one object,
// several objects one after the other, or an object that holds the array
// ({"articles": [...]}), as news services answer.
func (r *reader) values(in *bufio.Reader) bool {
	lc := &lineCounter{r: in, limit: r.limit}
	array, err := opensArray(in)
	if errors.Is(err, io.EOF) {
		return r.reject(0, "", "file is empty")
	}
	d := json.NewDecoder(lc)
	if array {
		if _, err := d.Token(); err != nil {
			return r.broken(lc, err)
		}
	}
	for n := 0; ; n++ {
		if array && !d.More() {
			if _, err := d.Token(); err != nil {
				return r.broken(lc, err)
			}
			if n == 0 {
				return r.reject(0, "", "the array is empty")
			}
			return true
		}
		lc.n = 0
		var b json.RawMessage
		if err := d.Decode(&b); errors.Is(err, io.EOF) && !array {
			return true
		} else if err != nil {
			return r.broken(lc, err)
		}
		if !r.value(lc.line(d.InputOffset())-bytes.Count(b, []byte{'\n'}), b) {
			return false
		}
	}
}

// opensArray looks at the first character that is no blank.
func opensArray(in *bufio.Reader) (bool, error) {
	if mark, _ := in.Peek(3); string(mark) == "\ufeff" {
		if _, err := in.Discard(3); err != nil {
			return false, err
		}
	}
	for {
		c, err := in.ReadByte()
		if err != nil {
			return false, err
		}
		if c > ' ' {
			return c == '[', in.UnreadByte()
		}
	}
}

// containers are the names under which services put their array of articles.
var containers = []string{"articles", "documents", "docs", "items", "results", "data", "hits", "value"}

// value reads one value of a JSON file: an article or a container of them.
func (r *reader) value(line int, b []byte) bool {
	f, err := parseObject(b)
	if err != nil {
		return r.reject(line, "", err.Error())
	}
	list := contained(f)
	if list == nil {
		return r.article(line, len(b), func() (schema.Raw, []string, error) { return readObject(b) })
	}
	for i, e := range list {
		obj, ok := e.(map[string]any)
		if !ok {
			if !r.reject(line, "", fmt.Sprintf("item %d: want a JSON object, got %s", i+1, jsonType(e))) {
				return false
			}
			continue
		}
		if !r.article(line, len(b)/len(list), func() (schema.Raw, []string, error) { return foldObject(obj).raw() }) {
			return false
		}
	}
	return true
}

func contained(f fields) []any {
	if f.get(fieldText) != "" {
		return nil
	}
	for _, name := range containers {
		if list, ok := f[name].([]any); ok && len(list) > 0 {
			if _, ok := list[0].(map[string]any); ok {
				return list
			}
		}
	}
	return nil
}

// broken rejects the rest of a JSON file: after a syntax error there is no
// telling where the next article begins.
func (r *reader) broken(lc *lineCounter, err error) bool {
	if r.ctx.Err() != nil {
		return true
	}
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	at := lc.read
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		at = syntax.Offset
	}
	line := lc.line(at)
	why := invalid(err).Error()
	if errors.Is(err, errTooLarge) {
		why = fmt.Sprintf("JSON value is larger than %s", size(r.limit))
	}
	return r.reject(line, "", why+"; the rest of the file is not read")
}

func invalid(err error) error {
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("invalid JSON at byte %d: %w", syntax.Offset, err)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("invalid JSON: it is cut off")
	case errors.Is(err, errTooLarge):
		return err
	}
	return fmt.Errorf("invalid JSON: %w", err)
}

func jsonType(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return "a string"
	case json.Number:
		return "the number " + cut(v.String())
	case bool:
		return "a boolean"
	case []any:
		return "an array"
	}
	return "an object"
}

var errTooLarge = errors.New("value too large")

// lineCounter knows the line of every byte that a decoder has not consumed
// yet, and ends a value that outgrows the limit.
type lineCounter struct {
	r        io.Reader
	limit    int
	n        int     // bytes read for this value
	read     int64   // bytes read in all
	newlines []int64 // offsets of those not passed yet
	passed   int
}

func (c *lineCounter) Read(p []byte) (int, error) {
	if c.n > c.limit+1<<16 { // the decoder reads ahead
		return 0, errTooLarge
	}
	n, err := c.r.Read(p)
	for i, b := range p[:n] {
		if b == '\n' {
			c.newlines = append(c.newlines, c.read+int64(i))
		}
	}
	c.n += n
	c.read += int64(n)
	return n, err
}

// line returns the line, from 1, of an offset, which must not be before the
// one asked for last.
func (c *lineCounter) line(at int64) int {
	i := 0
	for i < len(c.newlines) && c.newlines[i] < at {
		i++
	}
	c.passed += i
	c.newlines = c.newlines[i:]
	return c.passed + 1
}
