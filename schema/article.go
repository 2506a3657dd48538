// Package schema holds the language of the world: articles, entities, events
// and the evidence for them, the closed vocabulary they are described with,
// and their spelling as quads.
//
// In: what extraction read off an article (Facts). Out: sorted quads, labelled
// with the article's IRI. Offsets are bytes of Article.Text inside this
// package and code points in every quad.
package schema

// An Article is one article in its canonical form. Build it with NewArticle:
// Text is the stored text (UTF-8, NFC, LF; title, blank line, body) to which
// every offset refers.
type Article struct {
	Key       string // given id, else canonical URL, else sha256:<hex of Text>
	URL       string // as given
	Publisher string
	Author    string
	Title     string
	Text      string
	Published string // ISO 8601 to the precision given, "" if unknown
	Language  string // BCP 47, "" if unknown
}
