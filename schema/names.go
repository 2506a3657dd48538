package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// slugLimit is the longest slug, in bytes: the hash tells long names apart.
const slugLimit = 60

// NewEntityID returns the id of the entity called name: "<slug>-<8 hex of
// sha256(class + normalised name)>", the rule of contract.md. articleKey is
// "" for a proper name, which then has the same id in every article, and the
// key of the article for a common noun phrase, which is an entity of that
// article only.
func NewEntityID(class Class, name, articleKey string) EntityID {
	text := string(class) + NormalName(name)
	if articleKey != "" {
		text += "\n" + articleKey
	}
	slug := Slug(name)
	if slug == "" {
		slug = string(class)
	}
	return EntityID(slug + "-" + hash(text, 8))
}

// NewEventID returns the id of an event: 16 hex digits over the key of its
// article, its type and predicate, the ids or literals of its participants in
// the order of its roles, and its clause.
func NewEventID(articleKey string, typ EventType, predicate string, participants []string, clause Span) EventID {
	parts := append([]string{articleKey, string(typ), predicate,
		strconv.Itoa(clause.Start), strconv.Itoa(clause.End)}, participants...)
	return EventID(hash(strings.Join(parts, "\n"), 16))
}

// ArticleID returns the local name of an article's IRI: 16 hex of
// sha256(key).
func ArticleID(key string) string { return hash(key, 16) }

// NormalName is the form of a name that decides whether two names are the
// same: NFC, lower case, one blank between words, plain quotes and hyphens,
// no article in front. Accents count.
func NormalName(name string) string {
	name = norm.NFC.String(name)
	name = strings.Map(func(r rune) rune {
		switch r {
		case '’', '‘', 'ʼ', '`':
			return '\''
		case '‐', '‑', '–', '—':
			return '-'
		}
		return unicode.ToLower(r)
	}, name)
	words := strings.Fields(name)
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// Slug returns the readable part of an id, and the form of every predicate:
// lower case, letters without their accents, digits, and hyphens for all
// else ("Côte d'Ivoire" -> "cote-d-ivoire"). It is "" when s has neither
// letter nor digit.
func Slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			gap = true
			continue
		}
		r = unicode.ToLower(r)
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		if b.Len()+utf8.RuneLen(r) > slugLimit {
			break
		}
		b.WriteRune(r)
	}
	return strings.TrimRight(norm.NFC.String(b.String()), "-")
}

// hash returns the first digits hex digits of sha256(text).
func hash(text string, digits int) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])[:digits]
}
