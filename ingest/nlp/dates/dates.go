// Package dates finds time expressions and works out which days they mean.
//
// In: tokens, sentences, tags, trees, the date of the document, and the names
// of persons where they are known.
// Out: Document.Times, sorted, without overlap: dates, ranges, weekdays,
// relative dates, seasons, holidays, decades, durations and sets, with their
// value in ISO 8601 where it can be known. Rules of our own; what a bare
// weekday or month means follows the tense of the verb that governs it.
package dates

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"dateline/ingest/nlp"
)

// New returns the step that finds time expressions.
func New() (nlp.Step, error) {
	var scratch sync.Pool
	scratch.New = func() any { return &reader{} }
	return nlp.Step{
		Name:  "dates",
		Needs: nlp.Tokens | nlp.Sentences | nlp.Tags | nlp.Trees,
		Gives: nlp.Times,
		Run: func(d *nlp.Document) {
			r := scratch.Get().(*reader)
			r.run(d)
			r.doc = nil
			scratch.Put(r)
		},
	}, nil
}

// reader walks through one document.
type reader struct {
	doc   *nlp.Document
	words []string // forms in lower case
	first int32    // of the sentence
	last  int32
	named int // the last year that the text named, which "that year" means; 0 if none
}

func (r *reader) run(d *nlp.Document) {
	r.doc, r.named = d, 0
	r.words = slices.Grow(r.words[:0], len(d.Tokens))
	for i := range d.Tokens {
		r.words = append(r.words, strings.ToLower(d.Form(int32(i))))
	}
	for _, m := range d.Mentions { // where names are known, Theresa May is no month
		for i := m.First; m.Kind == nlp.Name && m.Class == nlp.Person && i < m.Last; i++ {
			r.words[i] = d.Form(i) // with its capital: no table has it
		}
	}
	d.Times = d.Times[:0]
	for _, s := range d.Sentences {
		r.first, r.last = s.First, s.Last
		for i := s.First; i < s.Last; {
			t, ok := r.at(i)
			if !ok {
				i++
				continue
			}
			d.Times = append(d.Times, t)
			i = t.Last
		}
	}
}

// at reads the time expression that begins at token i.
func (r *reader) at(i int32) (nlp.Time, bool) {
	for _, rule := range rules {
		e, end := rule(r, i)
		if end <= i {
			continue
		}
		first, last := r.around(i, end, e)
		t := nlp.Time{First: first, Last: last, Kind: e.kind}
		if e.kind == nlp.TimePoint {
			s := r.resolve(e, i)
			s, t.Last = r.upTo(s, first, last)
			t.Value = s.String()
		}
		return t, true
	}
	return nlp.Time{}, false
}

// upTo joins the time s at tokens [first, last) with the one that ends it:
// "between today and May 6", "from Monday to Friday". It is as fine as s.
func (r *reader) upTo(s span, first, last int32) (span, int32) {
	switch opener, joiner := r.word(first-1), r.word(last); {
	case opener == "between" && joiner == "and":
	case opener == "from" && (joiner == "to" || joiner == "until" || joiner == "till" || joiner == "through"):
	default:
		return s, last
	}
	for _, rule := range rules {
		e, end := rule(r, last+1)
		if end <= last+1 {
			continue
		}
		t := r.resolve(e, last+1)
		if e.kind != nlp.TimePoint || s.from.IsZero() || !s.to.IsZero() || t.from.IsZero() {
			break
		}
		s.to = t.from
		if !t.to.IsZero() {
			s.to = t.to
		}
		if s.from.Day == 0 {
			s.to.Day = 0
		}
		if s.from.Month == 0 {
			s.to.Month = 0
		}
		if before(s.to, s.from) || s.from.Month > 0 && s.to.Month == 0 || s.from.Day > 0 && s.to.Day == 0 {
			return span{}, end // no one knows which of them the tense is of
		}
		return s, end
	}
	return s, last
}

// before reports whether a, as fine as b, is before b.
func before(a, b nlp.Date) bool {
	return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Day, b.Day)) < 0
}

// around takes the time of day and words such as "early" into the span.
func (r *reader) around(first, last int32, e expression) (int32, int32) {
	for again := true; again && first > r.first; {
		again = false
		n := int32(len(r.doc.Times))
		free := func(k int32) bool { return first-k >= r.first && (n == 0 || r.doc.Times[n-1].Last <= first-k) }
		switch w := r.words[first-1]; {
		case (w == "early" || w == "late" || w == "mid" || w == "earlier" || w == "later") && free(1) && e.kind == nlp.TimePoint:
			first, again = first-1, true
		case w == "-" && first-2 >= r.first && (r.words[first-2] == "mid" || r.words[first-2] == "late" || r.words[first-2] == "early") && free(2):
			first, again = first-2, true
		}
	}
	if e.kind == nlp.TimePoint && e.precise() {
		if last < r.last && dayPart[r.words[last]] {
			last++
		}
		if end := r.clock(last); end > last {
			last = end
		} else if r.word(last) == "at" {
			if end := r.clock(last + 1); end > last+1 {
				last = end
			}
		}
	}
	return first, last
}

// word is the form of token i in lower case, "" beyond the sentence.
func (r *reader) word(i int32) string {
	if i < r.first || i >= r.last {
		return ""
	}
	return r.words[i]
}

// tight reports whether nothing stands between token i and the one before it.
func (r *reader) tight(i int32) bool {
	return i > r.first && i < r.last && r.doc.Tokens[i].Start == r.doc.Tokens[i-1].End
}

// clock reads a time of day from token i on and returns its end: "10:30 a.m.
// EST", "noon"; i if there is none.
func (r *reader) clock(i int32) int32 {
	w := r.word(i)
	switch w {
	case "noon", "midnight":
		return i + 1
	case "":
		return i
	}
	var end int32
	if h, rest, ok := strings.Cut(w, ":"); ok && isNumber(h) && len(rest) >= 2 && isNumber(rest[:2]) {
		end = i + 1
	} else if isNumber(w) && len(w) <= 2 || isNumber(strings.ReplaceAll(w, ".", "")) && len(w) <= 5 {
		end = i + 1
		if s := r.word(end); s != "a.m." && s != "p.m." && s != "am" && s != "pm" && s != "a.m" && s != "p.m" && s != "o'clock" && s != "gmt" {
			return i
		}
	} else {
		return i
	}
	for end < r.last {
		switch r.words[end] {
		case "a.m.", "p.m.", "am", "pm", "a.m", "p.m", "o'clock", "gmt", "est", "edt", "utc", "cet", "pst", "et", "local":
			end++
			continue
		case ".":
			// The full stop of an abbreviation may be a token of its own.
			if r.tight(end) && end+1 < r.last {
				end++
				continue
			}
		case "time":
			if r.words[end-1] == "local" {
				end++
			}
		}
		break
	}
	return end
}
