package source

import (
	"errors"
	"strings"
	"unicode/utf8"

	"dateline/schema"
)

// maxTitle is the longest first line, in characters, that can be a title.
const maxTitle = 150

// readText reads a text file: a block of "name: value" lines and a blank line
// before the body, if there is one; else a first short line, if a blank line
// follows it and it does not end like a sentence, is the title.
func readText(b []byte) (schema.Raw, []string, error) {
	s, note := decode(b, "")
	var notes []string
	if note != "" {
		notes = append(notes, note)
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	s = strings.TrimLeft(s, "\n")

	head, body := paragraph(s)
	if f, ok := header(head); ok {
		f[synonyms[fieldText][0]] = body
		raw, more, err := f.raw()
		return raw, append(notes, more...), err
	}
	raw := schema.Raw{Body: strings.TrimSpace(s)}
	if isTitle(head) && strings.TrimSpace(body) != "" {
		raw.Title, raw.Body = strings.TrimSpace(head), strings.TrimSpace(body)
	}
	if raw.Body == "" {
		return raw, notes, errors.New("the text is empty")
	}
	return raw, notes, nil
}

// paragraph splits s at its first blank line.
func paragraph(s string) (head, rest string) {
	for i := 0; i < len(s); {
		end := strings.IndexByte(s[i:], '\n')
		if end < 0 {
			break
		}
		if strings.TrimSpace(s[i:i+end]) == "" {
			return s[:i], s[i+end:]
		}
		i += end + 1
	}
	return s, ""
}

// header reads "name: value" lines. All lines must have that form and the
// first name must be one of ours: "Note: ..." opens many a real article.
func header(head string) (fields, bool) {
	f := fields{}
	for i, line := range strings.Split(strings.TrimRight(head, "\n"), "\n") {
		name, val, ok := strings.Cut(line, ":")
		name = strings.TrimSpace(name)
		if !ok || name == "" || len(name) > 30 || strings.ContainsAny(name, ".,;\"'()") {
			return nil, false
		}
		if i == 0 && (!known(name) || fold(name) == "text") {
			return nil, false
		}
		if val = strings.TrimSpace(val); val != "" {
			f[fold(name)] = val
		}
	}
	// A value that the first paragraph happens to begin with must not be
	// taken for the article's text.
	for _, name := range synonyms[fieldText] {
		delete(f, name)
	}
	return f, true
}

func isTitle(head string) bool {
	head = strings.TrimSpace(head)
	return head != "" && !strings.Contains(head, "\n") &&
		utf8.RuneCountInString(head) <= maxTitle &&
		!strings.HasSuffix(head, ".") && !strings.HasSuffix(head, ":") && !strings.HasSuffix(head, ",") &&
		!strings.HasSuffix(head, `."`) && !strings.HasSuffix(head, ".”")
}
