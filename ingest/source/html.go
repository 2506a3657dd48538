package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"dateline/schema"

	readability "codeberg.org/readeck/go-readability/v2"
	"codeberg.org/readeck/go-readability/v2/render"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxElements bounds the work on one page; the longest live blogs have a
// tenth of it.
const maxElements = 200_000

// minPage is the length in characters below which Readability mistrusts what
// it found and takes menus as well. Its own 500 is more than many a news brief
// has.
const minPage = 150

// readPage reads an HTML page: its body text without menus, captions and
// footers (Mozilla's Readability), and what its head says about it.
func readPage(b []byte) (raw schema.Raw, notes []string, err error) {
	// The page is anybody's bytes and the reader somebody's code: a page that
	// breaks it is a bad page, and the run goes on.
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("page cannot be read: %v", p)
		}
	}()
	s, note := decode(b, declaredBy(b))
	if note != "" {
		notes = append(notes, note)
	}
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return raw, notes, fmt.Errorf("page cannot be read: %w", err)
	}
	m := readMeta(doc)
	for _, n := range elements(doc, atom.Nav, atom.Footer, atom.Aside, atom.Figure, atom.Figcaption, atom.Form) {
		n.Parent.RemoveChild(n)
	}
	p := readability.NewParser()
	p.MaxElemsToParse = maxElements
	p.CharThresholds = minPage
	found, err := p.ParseAndMutate(doc, nil)
	if err != nil {
		return raw, notes, fmt.Errorf("page cannot be read: %w", err)
	}
	raw = schema.Raw{
		URL:       m.url,
		Title:     first(m.title, found.Title()),
		Publisher: m.publisher,
		Author:    first(m.author, found.Byline()),
		Language:  first(m.language, found.Language()),
	}
	if !languageTag.MatchString(raw.Language) {
		raw.Language = ""
	}
	if m.date != "" {
		if raw.Published, note = published(m.date); note != "" {
			notes = append(notes, note)
		}
	}
	if found.Node != nil {
		raw.Body = strings.TrimSpace(render.InnerText(found.Node))
	}
	if raw.Body == "" {
		return raw, notes, errors.New("there is no article in the page")
	}
	return raw, notes, nil
}

// plainHTML returns the words of a piece of HTML, a blank line between
// paragraphs.
func plainHTML(s string) string {
	if !paragraphs.MatchString(s) { // words with tags in them, not a piece of a page
		s = strings.ReplaceAll(s, "\n\n", "<p>")
	}
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return s
	}
	return strings.TrimSpace(render.InnerText(doc))
}

var paragraphs = regexp.MustCompile(`(?i)<(p|br|div)\b`)

// meta is what the head of a page says.
type meta struct {
	url, title, date, publisher, author, language string
}

// metaNames are the properties and names of <meta> that say a thing, the
// surest first.
var metaNames = struct{ title, date, publisher, author, url []string }{
	title: []string{"og:title", "twitter:title", "dc.title", "dcterms.title", "headline"},
	date: []string{"article:published_time", "og:article:published_time", "datepublished", "date.issued", "dcterms.issued", "dc.date.issued",
		"dc.date", "dcterms.date", "parsely-pub-date", "sailthru.date", "publish-date", "publish_date", "publication_date", "pubdate", "article.published", "cxenseparse:recs:publishtime", "date"},
	publisher: []string{"og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name"},
	author:    []string{"author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl"},
	url:       []string{"og:url"},
}

// readMeta reads <meta>, <link rel=canonical>, JSON-LD and <time>, in this
// order of trust. It never guesses a date from the text or the address.
func readMeta(doc *html.Node) meta {
	var m meta
	said := map[string]string{}
	var linked linkedData
	var timeTag, title string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			m.language = strings.TrimSpace(attr(n, "lang"))
		case atom.Title:
			if title == "" && n.FirstChild != nil {
				title = oneLine(n.FirstChild.Data)
			}
		case atom.Meta:
			value := oneLine(attr(n, "content"))
			for _, a := range []string{"property", "name", "itemprop"} {
				name := strings.ToLower(strings.TrimSpace(attr(n, a)))
				if name != "" && value != "" && said[name] == "" {
					said[name] = value
				}
			}
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") && m.url == "" {
				m.url = strings.TrimSpace(attr(n, "href"))
			}
		case atom.Script:
			if strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil {
				linked.read(n.FirstChild.Data)
			}
		case atom.Time:
			published := attr(n, "itemprop") == "datePublished" || slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "pubdate" })
			if timeTag == "" && published {
				timeTag = attr(n, "datetime")
			}
		}
	}
	pick := func(names []string) string {
		for _, name := range names {
			if v := said[name]; v != "" {
				return v
			}
		}
		return ""
	}
	m.url = first(m.url, pick(metaNames.url), linked.url)
	if u, err := url.Parse(m.url); err != nil || !isURL(m.url) || u.Path == "" && u.RawQuery == "" {
		m.url = "" // relative, or the front page that a careless template names
	}
	m.title = first(linked.title, pick(metaNames.title))
	m.publisher = first(pick(metaNames.publisher), linked.publisher)
	m.title = withoutSite(first(m.title, title), m.publisher)
	m.date = first(pick(metaNames.date), linked.date, timeTag)
	m.author = first(linked.author, pick(metaNames.author))
	if isURL(m.author) {
		m.author = ""
	}
	return m
}

// withoutSite takes " | Publisher" off a title.
func withoutSite(title, publisher string) string {
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: "} {
		i := strings.LastIndex(title, sep)
		if i > 0 && publisher != "" && strings.EqualFold(strings.TrimSpace(title[i+len(sep):]), publisher) {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}

// linkedData is what the first schema.org article of a page's JSON-LD says.
type linkedData struct {
	url, title, date, publisher, author string
	found                               bool
}

func (l *linkedData) read(s string) {
	var v any
	if l.found || json.Unmarshal([]byte(s), &v) != nil {
		return // other people's broken JSON costs us its metadata only
	}
	l.find(v, 0)
}

func (l *linkedData) find(v any, depth int) {
	if l.found || depth > 6 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			l.find(e, depth+1)
		}
	case map[string]any:
		if isArticle(v["@type"]) {
			f := foldObject(v)
			l.found = true
			l.url = first(plain(f["url"], fieldURL), plain(f["@id"], fieldURL))
			l.title = oneLine(html.UnescapeString(plain(f["headline"], fieldTitle)))
			l.date = plain(f["datepublished"], fieldDate)
			l.publisher = oneLine(html.UnescapeString(plain(f["publisher"], fieldPublisher)))
			l.author = oneLine(html.UnescapeString(plain(f["author"], fieldAuthor)))
			return
		}
		l.find(v["@graph"], depth+1)
	}
}

// isArticle accepts NewsArticle, ReportageNewsArticle, BlogPosting and their
// like.
func isArticle(t any) bool {
	switch t := t.(type) {
	case string:
		return strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "Posting")
	case []any:
		return slices.ContainsFunc(t, isArticle)
	}
	return false
}

func elements(doc *html.Node, atoms ...atom.Atom) []*html.Node {
	var found []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && slices.Contains(atoms, n.DataAtom) {
			found = append(found, n)
		}
	}
	return found
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func first(values ...string) string {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}
