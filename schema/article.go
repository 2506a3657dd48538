// Package schema holds the language of the world: articles, entities, events
// and the evidence for them, the closed vocabulary they are described with,
// and their spelling as quads.
//
// In: what extraction read off an article (Facts). Out: sorted quads, labelled
// with the article's IRI, and flat rows. Offsets are bytes of Article.Text
// inside this package and code points in every quad and row.
package schema

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// An Article is one article in its canonical form. Build it with NewArticle:
// Text is the stored text (UTF-8, NFC, LF; title, blank line, body) to which
// every offset refers.
type Article struct {
	Key       string // given id, else canonical URL, else sha256:<hex of Text>
	URL       string // as given, with what an IRI cannot hold percent-encoded
	Publisher string
	Author    string
	Title     string // one line; Text begins with it
	Text      string
	Published string // ISO 8601 to the precision given, "" if unknown
	Language  string // BCP 47, "" if unknown
}

// Raw is an article as a source gives it: any field may be empty, but not
// both Title and Body.
type Raw struct {
	ID        string
	URL       string
	Publisher string
	Author    string
	Title     string
	Body      string
	Published string // see ParseDate for the forms that are understood
	Language  string
}

// NewArticle brings an article into its canonical form. An error names the
// field that cannot be used.
func NewArticle(r Raw) (Article, error) {
	a := Article{Publisher: CleanLine(r.Publisher), Author: CleanLine(r.Author), Title: CleanLine(r.Title)}
	a.Text = storedText(a.Title, CleanText(r.Body))
	if a.Text == "" {
		return Article{}, errors.New("text: empty")
	}
	var err error
	if a.Published, err = ParseDate(r.Published); err != nil {
		return Article{}, fmt.Errorf("date: %w", err)
	}
	if a.Language, err = language(r.Language); err != nil {
		return Article{}, fmt.Errorf("language: %w", err)
	}
	canonical := ""
	if given := CleanLine(r.URL); given != "" {
		a.URL = escapeIRI(given)
		if canonical, err = CanonicalURL(a.URL); err != nil {
			return Article{}, fmt.Errorf("url: %w", err)
		}
	}
	switch id := CleanLine(r.ID); {
	case id != "":
		a.Key = id
	case canonical != "":
		a.Key = canonical
	default:
		a.Key = "sha256:" + hash(a.Text, 64)
	}
	return a, nil
}

// CanonicalURL returns the form of an absolute URL under which an article is
// known: scheme and host in lower case, without fragment and without the
// parameters that only say how a reader came there.
func CanonicalURL(s string) (string, error) {
	u, err := url.Parse(s)
	if err != nil {
		return "", errors.Unwrap(err) // url.Error repeats the whole address
	}
	if u.Scheme == "" || u.Host == "" && u.Opaque == "" {
		return "", fmt.Errorf("%q is not an absolute address", s)
	}
	u.Scheme = strings.ToLower(u.Scheme)
	u.Host = strings.ToLower(u.Host)
	u.Fragment, u.RawFragment = "", ""
	u.RawQuery = withoutTracking(u.RawQuery)
	u.ForceQuery = false
	return u.String(), nil
}

// trackingPrefixes begin the names of parameters that follow readers around;
// trackingNames are such names in full.
var (
	trackingPrefixes = [...]string{"utm_", "mc_", "at_", "hsa_", "_hs", "pk_", "mtm_", "oly_"}
	trackingNames    = [...]string{"fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid",
		"twclid", "igshid", "igsh", "_ga", "_gl", "ncid", "ocid", "cmpid", "xtor", "smid", "s_cid", "spm",
		"wt_mc", "ref_src", "ref_url", "__twitter_impression", "guccounter", "guce_referrer", "guce_referrer_sig"}
)

func withoutTracking(query string) string {
	if query == "" {
		return ""
	}
	kept := make([]string, 0, 4)
	for parameter := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(parameter, "=")
		if parameter != "" && !isTracking(strings.ToLower(name)) {
			kept = append(kept, parameter)
		}
	}
	return strings.Join(kept, "&")
}

func isTracking(name string) bool {
	for _, p := range trackingPrefixes {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	for _, n := range trackingNames {
		if n == name {
			return true
		}
	}
	return false
}

// escapeIRI percent-encodes the characters that N-Quads does not allow in an
// IRI.
func escapeIRI(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c <= ' ' || strings.IndexByte("<>\"{}|^`\\", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// language checks a language tag loosely: letters, digits and hyphens.
func language(tag string) (string, error) {
	tag = strings.ReplaceAll(CleanLine(tag), "_", "-")
	for i := range len(tag) {
		c := tag[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' && 0 < i && i < len(tag)-1) {
			return "", fmt.Errorf("%q is not a language tag", tag)
		}
	}
	return tag, nil
}
