package query

import (
	"fmt"
	"strings"
)

// What an UnknownError can be about.
const (
	unknownName      = "name"
	unknownPredicate = "predicate"
	unknownArticle   = "article"
	unknownStatement = "statement"
)

// An UnknownError says that the store has no such thing.
type UnknownError struct {
	What        string // "name", "predicate", "article" or "statement"
	Asked       string
	Suggestions []string // what may have been meant, best first
}

func (e *UnknownError) Error() string {
	text := fmt.Sprintf("no %s %q in the store", e.What, e.Asked)
	for i, s := range e.Suggestions {
		switch {
		case i == 0:
			text += "; did you mean "
		case i == len(e.Suggestions)-1:
			text += " or "
		default:
			text += ", "
		}
		text += fmt.Sprintf("%q", s)
	}
	if len(e.Suggestions) > 0 {
		text += "?"
	}
	return text
}

// An AmbiguousError says that a name can mean several things.
type AmbiguousError struct {
	Asked   string
	Choices []Choice // most used first
}

// A Choice is one of several things that a name can mean.
type Choice struct {
	Name     string
	ID       string // local name of its IRI; the first one if there are several
	Class    string
	Articles int // that use the name for it
}

func (e *AmbiguousError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%q can mean", e.Asked)
	for _, c := range e.Choices {
		articles := "articles"
		if c.Articles == 1 {
			articles = "article"
		}
		fmt.Fprintf(&b, "\n  %s (%s, %d %s)  %s", c.Name, c.Class, c.Articles, articles, c.ID)
	}
	b.WriteString("\nask with the full name in quotes, or with the id on the right")
	return b.String()
}
