package source_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/ingest/source"
	"dateline/schema"

	"github.com/google/go-cmp/cmp"
)

// read returns what a source yields as lines a person can read: articles as
// "file:line id | title | body", rejects as "file:line reject reason".
func read(t *testing.T, stdin string, limits source.Limits, paths ...string) []string {
	t.Helper()
	s, err := source.Find(t.Context(), paths, strings.NewReader(stdin), limits)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for item, err := range s.Articles(t.Context()) {
		at := fmt.Sprintf("%s:%d", filepath.Base(item.File), item.Line)
		var r schema.Raw
		var notes []string
		if err == nil {
			r, notes, err = item.Read()
		}
		var reject *source.Reject
		switch {
		case errors.As(err, &reject):
			word := "reject"
			if reject.Skip {
				word = "skip"
			}
			if reject.ID != "" {
				word += " " + reject.ID
			}
			out = append(out, at+" "+word+": "+reject.Reason)
		case err != nil:
			out = append(out, "error: "+err.Error())
		default:
			line := fmt.Sprintf("%s %s | %s | %q", at, r.ID, r.Title, r.Body)
			for _, n := range notes {
				line += " (" + n + ")"
			}
			out = append(out, line)
		}
	}
	return out
}

// dir writes files into a new folder. A name that ends in "/" is a folder,
// a content that begins with "->" a link.
func dir(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, content := range files {
		p := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		var err error
		if target, ok := strings.CutPrefix(content, "->"); ok {
			err = os.Symlink(target, p)
		} else {
			err = os.WriteFile(p, []byte(content), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func zipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

func TestFilesOfEveryKind(t *testing.T) {
	tests := []struct {
		name, file, content string
		want                []string
	}{
		{"text with a header", "a.txt", "id: a1\ntitle: Port opens\ndate: 2024-03-05\n\nThe port opened.\n\nShips came.\n",
			[]string{`a.txt:0 a1 | Port opens | "The port opened.\n\nShips came."`}},
		{"header names in other spellings", "a.txt", "Doc-ID: 7\nHeadline: Port opens\nPub Date: 5 March 2024\nSection: News\n\nThe port opened.",
			[]string{`a.txt:0 7 | Port opens | "The port opened."`}},
		{"text without a header", "a.txt", "The port opened.\n\nShips came.",
			[]string{`a.txt:0  |  | "The port opened.\n\nShips came."`}},
		{"short first line is the title", "a.txt", "\nPort opens\n\nThe port opened.\n",
			[]string{`a.txt:0  | Port opens | "The port opened."`}},
		{"first line with a colon is no header", "a.txt", "Note: the port opened on Monday.\n\nShips came.",
			[]string{`a.txt:0  |  | "Note: the port opened on Monday.\n\nShips came."`}},
		{"Windows line ends", "a.txt", "id: a1\r\n\r\nOne.\r\nTwo.",
			[]string{`a.txt:0 a1 |  | "One.\nTwo."`}},
		{"byte order mark", "a.txt", "\ufeffid: a1\n\nOne.", []string{`a.txt:0 a1 |  | "One."`}},
		{"UTF-16", "a.txt", "\xff\xfeO\x00k\x00.\x00", []string{`a.txt:0  |  | "Ok." (read as UTF-16)`}},
		{"windows-1252", "a.txt", "He said \x93yes\x94 in Malm\xf6.", []string{`a.txt:0  |  | "He said “yes” in Malmö." (read as windows-1252)`}},
		{"broken UTF-8", "a.txt", "Malmö, Århus, \xc3 and Łódź.", []string{"a.txt:0  |  | \"Malmö, Århus, \ufffd and Łódź.\" (invalid UTF-8 replaced)"}},
		{"an unreadable date is left out", "a.txt", "id: a1\ndate: soon\n\nOne.",
			[]string{`a.txt:0 a1 |  | "One." (date left out: "soon" cannot be read)`}},

		{"empty text", "a.txt", "", []string{`a.txt:0 reject: file is empty`}},
		{"blank text", "a.txt", " \n\n\t\n", []string{`a.txt:0 reject: file is empty`}},
		{"header without a body", "a.txt", "id: a1\ntitle: Port opens\n", []string{`a.txt:0 reject a1: the text is empty`}},
		{"binary text", "a.txt", "PK\x03\x04\x00\x00", []string{`a.txt:0 reject: file is binary (it holds NUL bytes)`}},
		{"text over the limit", "a.txt", strings.Repeat("word ", 1000), []string{`a.txt:0 reject: file is larger than 4.0 kB`}},

		{"JSON lines", "a.jsonl", `{"id": 12345678901234567890, "title": "T", "text": "One."}` + "\n\n" + `{"doc_id": "b", "headline": "U", "articleBody": "Two."}` + "\n",
			[]string{`a.jsonl:1 12345678901234567890 | T | "One."`, `a.jsonl:3 b | U | "Two."`}},
		{"no newline at the end", "a.jsonl", `{"id": "a", "text": "One."}`, []string{`a.jsonl:1 a |  | "One."`}},
		{"synonyms one level down", "a.jsonl", `{"guid": "a", "title": {"rendered": "AT&amp;T grows"}, "content": {"rendered": "<p>One.</p><p>Two &amp; three.</p>"}}`,
			[]string{`a.jsonl:1 a | AT&T grows | "One.\n\nTwo & three."`}},
		{"paragraphs in a list", "a.jsonl", `{"id": "a", "paragraphs": ["One.", "Two."]}`, []string{`a.jsonl:1 a |  | "One.\n\nTwo."`}},
		{"a bad line costs one article", "a.jsonl", "{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": \"b\", \n[1]\n{\"id\": \"c\", \"text\": \"Three.\"}\n",
			[]string{`a.jsonl:1 a |  | "One."`, `a.jsonl:2 reject: invalid JSON: it is cut off`, `a.jsonl:3 reject: want a JSON object, got an array`, `a.jsonl:4 c |  | "Three."`}},
		{"syntax error", "a.jsonl", `{"id": "a" "text": "One."}`,
			[]string{`a.jsonl:1 reject: invalid JSON at byte 12: invalid character '"' after object key:value pair`}},
		{"two objects in a line", "a.jsonl", `{"text": "One."} {"text": "Two."}`, []string{`a.jsonl:1 reject: invalid JSON: something follows the object at byte 18`}},
		{"no text", "a.jsonl", `{"id": "a", "title": "T", "url": "https://n.example/1"}`,
			[]string{`a.jsonl:1 reject a: no text: want a field text, body or content; there is id, title, url`}},
		{"empty text in a line", "a.jsonl", `{"id": "a", "text": " "}`, []string{`a.jsonl:1 reject a: the text is empty`}},
		{"NUL in a line", "a.jsonl", "{\"id\": \"a\", \"text\": \"O\x00e\"}", []string{`a.jsonl:1 reject: line is binary (it holds NUL bytes)`}},
		{"broken UTF-8 in a line", "a.jsonl", "{\"id\": \"a\", \"text\": \"On\xff.\"}", []string{"a.jsonl:1 a |  | \"On\ufffd.\" (invalid UTF-8 replaced)"}},
		{"a line over the limit", "a.jsonl", `{"id": "a", "text": "One."}` + "\n" + `{"text": "` + strings.Repeat("x", 200_000) + `"}` + "\n" + `{"id": "c", "text": "Three."}`,
			[]string{`a.jsonl:1 a |  | "One."`, `a.jsonl:2 reject: line is 195.3 kB long, more than 4.0 kB`, `a.jsonl:3 c |  | "Three."`}},
		{"empty JSON lines", "a.ndjson", "\n \n", []string{`a.ndjson:0 reject: file is empty`}},
		{"deep JSON", "a.jsonl", `{"text": "One.", "x": ` + strings.Repeat("[", 1900) + strings.Repeat("]", 1900) + "}", []string{`a.jsonl:1  |  | "One."`}},

		{"JSON array", "a.json", "[\n {\"id\": \"a\", \"text\": \"One.\"},\n {\"id\": \"b\",\n  \"text\": \"Two.\"}\n]",
			[]string{`a.json:2 a |  | "One."`, `a.json:3 b |  | "Two."`}},
		{"one object", "a.json", "{\n \"id\": \"a\",\n \"text\": \"One.\"\n}\n", []string{`a.json:1 a |  | "One."`}},
		{"articles in an object", "a.json", `{"status": "ok", "articles": [{"source": {"id": null, "name": "Coast"}, "title": "T", "content": "One."}, 7]}`,
			[]string{`a.json:1  | T | "One."`, `a.json:1 reject: item 2: want a JSON object, got the number 7`}},
		{"array cut off", "a.json", "[\n{\"id\": \"a\", \"text\": \"One.\"},\n{\"id\": \"b\"",
			[]string{`a.json:2 a |  | "One."`, `a.json:3 reject: invalid JSON: it is cut off; the rest of the file is not read`}},
		{"empty array", "a.json", "[]", []string{`a.json:0 reject: the array is empty`}},
		{"a value over the limit", "a.json", `[{"id": "a", "text": "One."}, {"text": "` + strings.Repeat("x", 300_000) + `"}]`,
			[]string{`a.json:1 a |  | "One."`, `a.json:1 reject: JSON value is larger than 4.0 kB; the rest of the file is not read`}},
		{"a JSON scalar", "a.json", `"hello"`, []string{`a.json:1 reject: want a JSON object, got a string`}},
		{"an empty JSON file", "a.json", "\n", []string{`a.json:0 reject: file is empty`}},

		{"gzipped", "a.txt.gz", zipped("id: a1\n\nOne."), []string{`a.txt.gz:0 a1 |  | "One."`}},
		{"gzip cut off", "a.jsonl.gz", zipped(`{"id": "a", "text": "One."}` + "\n" + `{"id": "b", "text": "Two."}`)[:40],
			[]string{`a.jsonl.gz:1 a |  | "One."`, `a.jsonl.gz:2 reject: file cannot be read further: unexpected EOF`}},
		{"bomb of one line", "a.jsonl.gz", zipped(strings.Repeat("x", 17<<20)),
			[]string{`a.jsonl.gz:1 reject: file cannot be read further: it grows more than 200 times when decompressed`}},
		{"bomb of one file", "a.txt.gz", zipped(strings.Repeat("x", 1<<20)), []string{`a.txt.gz:0 reject: file is larger than 4.0 kB`}},

		{"empty page", "a.html", "", []string{`a.html:0 reject: file is empty`}},
		{"page without an article", "a.html", "<html><body></body></html>", []string{`a.html:0 reject: there is no article in the page`}},
		{"broken HTML", "a.html", "<p>The port <b>opened.<div>Ships came<", []string{`a.html:0  |  | "The port opened.\n\nShips came<"`}},
		{"HTML of a thousand levels", "a.html", strings.Repeat("<div>", 700) + "x", []string{`a.html:0 reject: page cannot be read: html: open stack of elements exceeds 512 nodes`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := dir(t, map[string]string{tt.file: tt.content})
			got := read(t, "", source.Limits{Article: 4 << 10}, filepath.Join(root, tt.file))
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestMetadataIsRead(t *testing.T) {
	full := schema.Raw{ID: "a1", URL: "https://n.example/1", Publisher: "Coast Courier", Author: "Ann Writer",
		Title: "Port opens", Body: "The port opened.", Published: "2024-03-05", Language: "en"}
	pageOf := schema.Raw{URL: "https://n.example/1", Publisher: "Coast Courier", Author: "Ann Writer",
		Title: "Port opens", Body: "The port opened.", Published: "2024-03-05", Language: "en"}
	tests := []struct {
		name, file, content string
		want                schema.Raw
	}{
		{"text", "a.txt", "id: a1\nurl: https://n.example/1\ntitle: Port opens\ndate: March 5, 2024\npublisher: Coast Courier\nauthor: Ann Writer\nlang: en\n\nThe port opened.", full},
		{"usual names", "a.jsonl", `{"id":"a1","url":"https://n.example/1","publisher":"Coast Courier","author":"Ann Writer","title":"Port opens","text":"The port opened.","date":"2024-03-05","language":"en"}`, full},
		{"names of a news service", "a.jsonl", `{"_id":"a1","webUrl":"https://n.example/1","source":{"name":"Coast Courier"},"authors":["Ann Writer"],"headline":"Port opens","body":"The port opened.","publishedAt":"2024-03-05","lang":"en"}`, full},
		{"source is an address", "a.jsonl", `{"id":"a1","source":"https://n.example/1","site_name":"Coast Courier","byline":"Ann Writer","title":"Port opens","maintext":"The port opened.","date_publish":"2024-03-05","language":"en"}`,
			schema.Raw{ID: "a1", URL: "https://n.example/1", Author: "Ann Writer", Title: "Port opens", Body: "The port opened.", Published: "2024-03-05", Language: "en"}},
		{"seconds since 1970", "a.jsonl", `{"id":"a1","text":"One.","timestamp":1709629200}`, schema.Raw{ID: "a1", Body: "One.", Published: "2024-03-05T09:00:00Z"}},
		{"milliseconds since 1970", "a.jsonl", `{"id":"a1","text":"One.","timestamp":1709629200000}`, schema.Raw{ID: "a1", Body: "One.", Published: "2024-03-05T09:00:00Z"}},
		{"a dateline is no date", "a.jsonl", `{"id":"a1","text":"One.","dateline":"SEATTLE, March 3 -"}`, schema.Raw{ID: "a1", Body: "One."}},
		{"meta tags", "a.html", `<html lang="en"><head><title>Port opens | Coast Courier</title><link rel="canonical" href="https://n.example/1">
			<meta property="og:site_name" content="Coast Courier"><meta name="author" content="Ann Writer"><meta property="article:published_time" content="2024-03-05">
			</head><body><nav><a href="/">Home</a></nav><article><h1>Port opens</h1><figure><figcaption>A port.</figcaption></figure><p>The port opened.</p></article><footer>Copyright</footer></body></html>`, pageOf},
		{"JSON-LD", "a.html", `<html lang="en"><head><title>x</title><script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],"url":"https://n.example/1","headline":"Port opens","datePublished":"2024-03-05",
			"publisher":{"@type":"Organization","name":"Coast Courier"},"author":[{"@type":"Person","name":"Ann Writer"}]}]}</script></head><body><article><p>The port opened.</p></article></body></html>`, pageOf},
		{"time tag", "a.html", `<html lang="en"><head><meta property="og:title" content="Port opens"><meta property="og:url" content="https://n.example/1"></head><body><article><time itemprop="datePublished" datetime="2024-03-05">today</time><p>The port opened.</p></article></body></html>`,
			schema.Raw{URL: "https://n.example/1", Title: "Port opens", Body: "today\n\nThe port opened.", Published: "2024-03-05", Language: "en"}},
		{"the date of the page is not guessed", "a.html", `<html><body><article><p>On March 5, 2024 the port opened. Copyright 2023.</p></article></body></html>`,
			schema.Raw{Body: "On March 5, 2024 the port opened. Copyright 2023."}},
		{"the front page is nobody's address", "a.html", `<link rel="canonical" href="https://n.example"><p>The port opened.</p>`, schema.Raw{Body: "The port opened."}},
		{"declared encoding", "a.html", "<meta charset=\"iso-8859-2\"><p>\xa3\xf3d\xbc and Gda\xf1sk.</p>", schema.Raw{Body: "Łódź and Gdańsk."}},
		{"declared wrongly", "a.html", "<meta charset=\"iso-8859-1\"><p>Łódź and Gdańsk.</p>", schema.Raw{Body: "Łódź and Gdańsk."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := dir(t, map[string]string{tt.file: tt.content})
			s, err := source.Find(t.Context(), []string{root}, nil, source.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			for item, err := range s.Articles(t.Context()) {
				if err != nil {
					t.Fatal(err)
				}
				n++
				raw, _, err := item.Read()
				if err != nil {
					t.Fatal(err)
				}
				if d := cmp.Diff(tt.want, raw); d != "" {
					t.Error(d)
				}
				if item.Bytes != s.Bytes() {
					t.Errorf("%d of %d bytes told", item.Bytes, s.Bytes())
				}
			}
			if n != 1 {
				t.Errorf("%d articles", n)
			}
		})
	}
}

func TestFolders(t *testing.T) {
	root := dir(t, map[string]string{
		"b.txt":                  "B.",
		"a.txt":                  "A.",
		"sub/c.txt":              "C.",
		"sub/loop":               "->..",
		"sub/gone.txt":           "->nowhere",
		"sub/link.txt":           "->../a.txt",
		"photo.jpg":              "JFIF",
		".hidden.txt":            "H.",
		"dateline.rejects.jsonl": `{"file":"x"}`,
		"1/2/3/deep.txt":         "D.",
	})
	got := read(t, "", source.Limits{Depth: 2}, root)
	want := []string{
		".hidden.txt:0 skip: hidden file",
		"3:0 reject: folder is more than 2 deep",
		`a.txt:0  |  | "A."`,
		`b.txt:0  |  | "B."`,
		"dateline.rejects.jsonl:0 skip: rejects of an earlier run",
		"photo.jpg:0 skip: unknown kind of file (.jpg): want .txt, .html, .jsonl, .ndjson or .json, or one of these with .gz",
		`c.txt:0  |  | "C."`,
		"gone.txt:0 reject: no such file or directory",
		`link.txt:0  |  | "A."`,
		"loop:0 skip: folder was read already",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if again := read(t, "", source.Limits{Depth: 2}, root); cmp.Diff(got, again) != "" {
		t.Error("another order the second time")
	}
	named := read(t, "", source.Limits{}, filepath.Join(root, "photo.jpg"))
	if len(named) != 1 || !strings.Contains(named[0], "reject: unknown kind of file") {
		t.Errorf("a file the user names is rejected, not skipped: %q", named)
	}
	if _, err := source.Find(t.Context(), []string{filepath.Join(root, "none.txt")}, nil, source.Limits{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a path that does not exist: %v", err)
	}
}

func TestStdinIsRecognised(t *testing.T) {
	for stdin, want := range map[string]string{
		"The port opened.\n":                          `-:0  |  | "The port opened."`,
		`{"id": "a", "text": "One."}` + "\n":          `-:1 a |  | "One."`,
		"{\n \"id\": \"a\", \"text\": \"One.\"}":      `-:1 a |  | "One."`,
		` [{"id": "a", "text": "One."}]`:              `-:1 a |  | "One."`,
		"<!doctype html><p>The port opened.</p>":      `-:0  |  | "The port opened."`,
		zipped(`{"id": "a", "text": "One."}`):         `-:1 a |  | "One."`,
		"":                                            `-:0 reject: file is empty`,
		"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00": `-:0 reject: file is binary (it holds NUL bytes)`,
	} {
		if got := read(t, stdin, source.Limits{}, source.Stdin); len(got) != 1 || got[0] != want {
			t.Errorf("%q: got %q, want %q", stdin, got, want)
		}
	}
}

func TestALongLineIsReadOver(t *testing.T) {
	stdin := `{"id": "a", "text": "` + strings.Repeat("x", 5<<20) + `"}` + "\n" + `{"id": "b", "text": "Two."}`
	got := read(t, stdin, source.Limits{Article: 1 << 20}, source.Stdin)
	want := []string{"-:1 reject: line is 5.0 MB long, more than 1.0 MB", `-:2 b |  | "Two."`}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// silent never answers, like a terminal at which nobody types.
type silent struct{}

func (silent) Read([]byte) (int, error) { select {} }

func TestCancelEndsTheWaitForStdin(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	s, err := source.Find(ctx, []string{source.Stdin}, silent{}, source.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var last error
	for _, err := range s.Articles(ctx) {
		last = err
	}
	if !errors.Is(last, context.DeadlineExceeded) {
		t.Errorf("got %v", last)
	}
}

func TestStoppingEarly(t *testing.T) {
	root := dir(t, map[string]string{"a.jsonl": "{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n", "b.txt": "B."})
	s, err := source.Find(t.Context(), []string{root}, nil, source.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for range s.Articles(t.Context()) {
		break // must not be called again: range would panic
	}
}

// FuzzRead feeds anything to every kind of reader: it must not panic, and an
// article it yields has a body.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"", "id: a\n\nText.", `{"text":"One."}`, "[{}]", "<p>x</p>", "\xff\xfe", "\x1f\x8b", `{"articles":[{"text":"x"}]}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		root := t.TempDir()
		for _, ext := range []string{"txt", "html", "jsonl", "json"} {
			if err := os.WriteFile(filepath.Join(root, "a."+ext), []byte(s), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		src, err := source.Find(t.Context(), []string{root}, nil, source.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		for item, err := range src.Articles(t.Context()) {
			var raw schema.Raw
			if err == nil {
				raw, _, err = item.Read()
			}
			var reject *source.Reject
			if err != nil && !errors.As(err, &reject) {
				t.Fatal(err)
			}
			if err == nil && strings.TrimSpace(raw.Body) == "" {
				t.Errorf("%s: an article without text", item.File)
			}
		}
	})
}
