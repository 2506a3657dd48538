package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"dateline/schema"
)

// field is one thing we want to know about an article.
type field int

const (
	fieldID field = iota
	fieldURL
	fieldTitle
	fieldText
	fieldDate
	fieldPublisher
	fieldAuthor
	fieldLanguage
	fieldHTML
	fieldCount
)

// synonyms are the names a field goes by, folded, the surest first: the first
// one that has a value wins.
var synonyms = [fieldCount][]string{
	fieldID:        {"id", "docid", "documentid", "articleid", "guid", "uuid", "key"},
	fieldURL:       {"url", "canonicalurl", "link", "permalink", "weburl", "sourceurl", "articleurl", "uri", "href"},
	fieldTitle:     {"title", "headline", "heading"},
	fieldText:      {"text", "body", "content", "fulltext", "maintext", "articlebody", "bodytext", "articletext", "contenttext", "article", "paragraphs"},
	fieldDate:      {"date", "published", "publishedat", "datepublished", "publisheddate", "publishedtime", "publishedon", "publicationdate", "datepublish", "publishdate", "pubdate", "pubtime", "createdat", "timestamp"},
	fieldPublisher: {"publisher", "source", "sitename", "outlet", "publication", "newspaper", "sourcename", "agency", "domain"},
	fieldAuthor:    {"author", "authors", "byline", "creator"},
	fieldLanguage:  {"language", "lang"},
	fieldHTML:      {"html", "rawhtml", "contenthtml", "bodyhtml"},
}

// fields is what a header or an object says, by folded name. Values are
// strings, json.Number, bool, []any and map[string]any.
type fields map[string]any

// fold makes "published_at", "publishedAt" and "Published-At" one name.
func fold(name string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '_', '-', ' ', ':', '.':
			return -1
		}
		return r
	}, strings.ToLower(name))
}

// known reports whether a name is one of ours.
func known(name string) bool {
	name = fold(name)
	for _, names := range synonyms {
		if slices.Contains(names, name) {
			return true
		}
	}
	return false
}

// get returns the text of a field, "" if none of its names has one.
func (f fields) get(want field) string {
	for _, name := range synonyms[want] {
		if s := strings.TrimSpace(plain(f[name], want)); s != "" {
			return s
		}
	}
	return ""
}

// plain returns a value as text: lists are joined, and of an object that
// holds its text one level down ({"rendered": ...}, {"name": ...}) that text.
func plain(v any, want field) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case []any:
		sep := ", "
		if want == fieldText {
			sep = "\n\n"
		}
		var parts []string
		for _, e := range v {
			if _, list := e.([]any); list {
				continue
			}
			if s := strings.TrimSpace(plain(e, want)); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, sep)
	case map[string]any:
		for _, name := range []string{"rendered", "text", "name", "title", "value", "content", "body", "#text"} {
			if s, ok := v[name].(string); ok && s != "" {
				return s
			}
		}
	}
	return ""
}

// raw makes an article of the fields. The error says what is missing; the
// article then holds what could be read, its id above all.
func (f fields) raw() (schema.Raw, []string, error) {
	var notes []string
	raw := schema.Raw{
		ID:        f.get(fieldID),
		URL:       f.get(fieldURL),
		Title:     html.UnescapeString(oneLine(f.get(fieldTitle))),
		Body:      f.get(fieldText),
		Publisher: html.UnescapeString(oneLine(f.get(fieldPublisher))),
		Author:    html.UnescapeString(oneLine(f.get(fieldAuthor))),
		Language:  f.get(fieldLanguage),
	}
	if isURL(raw.Publisher) { // "source" names the page as often as the house
		if raw.URL == "" {
			raw.URL = raw.Publisher
		}
		raw.Publisher = ""
	}
	if raw.URL != "" && !isURL(raw.URL) {
		notes = append(notes, fmt.Sprintf("url left out: %q is no web address", cut(raw.URL)))
		raw.URL = ""
	}
	if !languageTag.MatchString(raw.Language) {
		raw.Language = ""
	}
	if given := f.get(fieldDate); given != "" {
		var note string
		if raw.Published, note = published(given); note != "" {
			notes = append(notes, note)
		}
	}
	if markup.MatchString(raw.Body) {
		raw.Body = plainHTML(raw.Body)
	}
	if markup.MatchString(raw.Title) {
		raw.Title = oneLine(plainHTML(raw.Title))
	}
	if raw.Body != "" {
		return raw, notes, nil
	}
	if src := f.get(fieldHTML); src != "" {
		p, more, err := readPage([]byte(src))
		notes = append(notes, more...)
		if err != nil {
			return raw, notes, err
		}
		return merge(raw, p), notes, nil
	}
	return raw, notes, f.noText()
}

// noText says why there is no text, and which names there are.
func (f fields) noText() error {
	for _, name := range synonyms[fieldText] {
		if v, ok := f[name]; ok {
			if s, isString := v.(string); isString && strings.TrimSpace(s) == "" {
				return errors.New("the text is empty")
			}
		}
	}
	names := make([]string, 0, len(f))
	for name := range f {
		names = append(names, cut(name))
	}
	slices.Sort(names)
	if len(names) > 12 {
		names = append(names[:12], "...")
	}
	return fmt.Errorf("no text: want a field text, body or content; there is %s", strings.Join(names, ", "))
}

// merge fills what a does not say from b.
func merge(a, b schema.Raw) schema.Raw {
	for _, p := range []struct{ to, from *string }{
		{&a.URL, &b.URL}, {&a.Title, &b.Title}, {&a.Body, &b.Body}, {&a.Published, &b.Published},
		{&a.Publisher, &b.Publisher}, {&a.Author, &b.Author}, {&a.Language, &b.Language},
	} {
		if *p.to == "" {
			*p.to = *p.from
		}
	}
	return a
}

var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*$`)

// markup is what text has in it only when it is HTML.
var markup = regexp.MustCompile(`(?i)</(p|div|span|a|b|i|em|strong|li|h[1-6])>|<br ?/?>|<p>`)

func isURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (strings.EqualFold(u.Scheme, "http") || strings.EqualFold(u.Scheme, "https")) && u.Host != ""
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// cut keeps messages short whatever the input.
func cut(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:57]) + "..."
	}
	return s
}
