package source

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"dateline/schema"
)

// seconds and milliseconds since 1970, as databases export them: 9 digits
// begin in 1973, 13 digits end in 2286.
var epoch = regexp.MustCompile(`^(\d{9,10})(\d{3})?(\.\d+)?$`)

// published reads a date of metadata. One that cannot be read is left out
// with a note: the article is worth having without it.
func published(given string) (date, note string) {
	if m := epoch.FindStringSubmatch(given); m != nil {
		n, _ := strconv.ParseInt(m[1], 10, 64) // at most ten digits, by the pattern
		return time.Unix(n, 0).UTC().Format(time.RFC3339), ""
	}
	date, err := schema.ParseDate(given)
	if err != nil {
		return "", fmt.Sprintf("date left out: %q cannot be read", cut(given))
	}
	return date, ""
}
