package segment

import (
	"strings"
	"unicode"

	"dateline/ingest/nlp"
)

// repeated reports whether a paragraph with the same words has been seen, and
// remembers it. It also returns the paragraph's words, lower case, parted by
// one blank, at most a few hundred bytes of them, in norm.
func repeated(seen map[uint64]bool, paragraph string, norm []byte) (bool, []byte) {
	norm = norm[:0]
	var h uint64
	gap, short := false, 0
	for _, r := range paragraph {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '©' && r != ':' {
			gap = true
			continue
		}
		r = unicode.ToLower(r)
		if r != ':' {
			h = nlp.Mix(h, uint64(r))
		}
		if gap {
			h = nlp.Mix(h, ' ')
		}
		if len(norm) < 300 {
			if gap && len(norm) > 0 {
				norm = append(norm, ' ')
			}
			norm = append(norm, string(r)...)
			short++
		}
		gap = false
	}
	if short == 0 {
		return false, norm
	}
	if seen[h] {
		return true, norm
	}
	seen[h] = true
	return false, norm
}

// A page carries lines that are not the article: links to other articles,
// invitations to share or subscribe, credits of pictures, rights. They are
// told by how they begin, or by words that no sentence of news has; they are
// short.
const longestBoilerplate = 25 // tokens

// openings begin a line that is boilerplate if it does not end as a sentence
// does: "Comments by the president angered Norway." is none.
var openings = []string{
	"more from", "more on this", "more stories", "more news", "more in", "more about this",
	"read more", "read also", "also read", "read next", "read the full", "read our", "read:", "read full",
	"related articles", "related stories", "related news", "related content", "related topics", "related coverage", "related links", "related:",
	"see also", "see more", "also see", "also on", "also in", "watch:", "watch more", "watch live", "watch now", "listen:", "listen now", "live:",
	"advertisement", "sponsored", "promoted", "paid content", "article continues", "story continues", "continue reading", "continued below",
	"share this", "share on", "share via", "share your", "share article", "tweet this", "email this", "print this", "save this", "copy link",
	"join us on", "join our", "find us on", "connect with us", "register now", "log in", "get the latest", "get our",
	"tap here", "click to", "view comments", "view gallery", "view all", "show comments", "leave a comment", "post a comment", "comments",
	"you may also like", "you might also like", "recommended for you", "recommended stories", "recommended reading",
	"most read", "most popular", "most viewed", "trending now", "trending stories", "editors picks", "editor s picks", "top stories", "don t miss",
	"next article", "previous article", "next story", "previous story", "up next", "back to top",
	"image:", "images:", "picture:", "pictures:", "video:", "credit:", "file photo", "getty images",
	"loading", "tags:", "topics:", "filed under", "posted in", "posted by", "updated:", "published:", "skip to",
}

// always begin a line that is boilerplate even if it is a whole sentence.
var always = []string{
	"follow us", "follow me on", "like us on", "sign up", "subscribe", "download our", "download the app", "click here",
	"photo by", "photos by", "photo credit", "photo courtesy", "photo:", "photos:", "photograph:", "photograph by",
	"image credit", "image source", "image caption", "image copyright", "picture by", "representational image", "representative image",
	"copyright", "©", "all rights reserved", "the views expressed", "this story has not been edited", "this story was published",
	"this article was originally published", "this article originally appeared", "this material may not be",
	"reporting by", "editing by", "writing by", "additional reporting by", "edited by", "compiled by", "our standards:",
	"with inputs from", "with agency inputs", "with files from",
	"we use cookies", "enable javascript", "please enable", "last updated",
}

// marks are words that make a line boilerplate wherever they stand in it.
var marks = []string{
	"all rights reserved", "click here", "subscribe to our", "sign up for our", "follow us on", "terms of use", "terms of service",
	"privacy policy", "getty images", "shutterstock", "afp via getty", "handout via reuters", "this story has not been edited by",
	"auto generated from a syndicated feed", "may not be published broadcast rewritten", "read more:", "photo credit:", "download the app",
}

// boilerplate reports whether a paragraph, its words as repeated returns
// them, is such a line; ended says that it ends as a sentence does.
func boilerplate(words string, tokens int, ended bool) bool {
	if tokens > longestBoilerplate {
		return false
	}
	if begins(words, always) || !ended && begins(words, openings) {
		return true
	}
	for _, m := range marks {
		if strings.Contains(words, m) {
			return true
		}
	}
	return false
}

// begins reports whether words begin with one of the phrases, as words. A
// phrase that ends in a colon may be followed by anything.
func begins(words string, phrases []string) bool {
	for _, p := range phrases {
		rest, ok := strings.CutPrefix(words, p)
		if ok && (rest == "" || rest[0] == ' ' || rest[0] == ':' || strings.HasSuffix(p, ":")) {
			return true
		}
	}
	return false
}
