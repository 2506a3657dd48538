package nlp

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Gold is one document of a CoNLL-U file: the annotated document and what
// the format holds besides.
//
// The text of the document is the text of its sentences joined as the
// contract's "raw" text is: by one blank, by a newline where a paragraph
// begins. Words of a multiword token ("don't") get their parts of its bytes.
// Empty nodes and enhanced dependencies are dropped.
type Gold struct {
	ID       string // newdoc id, "" if the file does not say
	Document *Document
	SentIDs  []string // one for each sentence
	Misc     []string // one for each token: the tenth column, "" for "_"
}

// ReadCoNLLU reads all documents of a CoNLL-U file. The error names the line.
func ReadCoNLLU(r io.Reader) ([]Gold, error) {
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 1<<16), 1<<26)
	var c conlluReader
	for line := 1; in.Scan(); line++ {
		if err := c.line(in.Text()); err != nil {
			return nil, fmt.Errorf("conllu line %d: %w", line, err)
		}
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("conllu: %w", err)
	}
	if err := c.endSentence(); err != nil {
		return nil, fmt.Errorf("conllu: at the end: %w", err)
	}
	c.endDocument()
	return c.out, nil
}

// conlluReader collects one sentence, then one document.
type conlluReader struct {
	out       []Gold
	gold      Gold
	text      strings.Builder
	paragraph int32
	newPar    bool
	sentText  string
	sentID    string
	rows      []conlluRow
	spans     []conlluSpan
}

type conlluRow struct {
	form, misc string
	head       int32 // from 1, 0 for the root
	token      Token
}

// conlluSpan is a multiword token over the rows [first, last].
type conlluSpan struct {
	first, last int
	form        string
}

func (c *conlluReader) line(s string) error {
	switch {
	case s == "":
		return c.endSentence()
	case strings.HasPrefix(s, "#"):
		key, value, _ := strings.Cut(strings.TrimSpace(s[1:]), "=")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		switch {
		case strings.HasPrefix(key, "newdoc"):
			c.endDocument()
			c.gold.ID = value
		case key == "newpar" || key == "newpar id":
			c.newPar = true
		case key == "sent_id":
			c.sentID = value
		case key == "text":
			c.sentText = value
		}
		return nil
	}
	col := strings.Split(s, "\t")
	if len(col) != 10 {
		return fmt.Errorf("%d columns, want 10", len(col))
	}
	for i := 2; i < len(col); i++ {
		if col[i] == "_" && (i != 2 || col[1] != "_") {
			col[i] = ""
		}
	}
	if strings.Contains(col[0], ".") {
		return nil
	}
	if a, b, ok := strings.Cut(col[0], "-"); ok {
		first, err1 := strconv.Atoi(a)
		last, err2 := strconv.Atoi(b)
		if err1 != nil || err2 != nil || first != len(c.rows)+1 || last < first {
			return fmt.Errorf("bad range %q", col[0])
		}
		c.spans = append(c.spans, conlluSpan{first - 1, last - 1, col[1]})
		return nil
	}
	if id, err := strconv.Atoi(col[0]); err != nil || id != len(c.rows)+1 {
		return fmt.Errorf("bad id %q", col[0])
	}
	head, err := strconv.Atoi(col[6])
	if err != nil || head < 0 {
		return fmt.Errorf("bad head %q", col[6])
	}
	c.rows = append(c.rows, conlluRow{form: col[1], misc: col[9], head: int32(head),
		token: Token{POS: col[3], Tag: col[4], Feats: col[5], Lemma: col[2], Rel: col[7]}})
	return nil
}

// endSentence appends the collected sentence to the document.
func (c *conlluReader) endSentence() error {
	if len(c.rows) == 0 {
		return nil
	}
	if c.gold.Document == nil {
		c.gold.Document = &Document{}
	}
	d := c.gold.Document
	if c.text.Len() > 0 {
		if c.newPar {
			c.paragraph++
			c.text.WriteByte('\n')
		} else {
			c.text.WriteByte(' ')
		}
	}
	if c.sentText == "" {
		c.sentText = c.spelled()
	}
	first := int32(len(d.Tokens))
	if err := c.place(c.text.Len()); err != nil {
		return fmt.Errorf("sentence %s: %w", c.sentID, err)
	}
	c.text.WriteString(c.sentText)
	for _, r := range c.rows {
		if int(r.head) > len(c.rows) {
			return fmt.Errorf("sentence %s: head %d of %d words", c.sentID, r.head, len(c.rows))
		}
		r.token.Head = -1
		if r.head > 0 {
			r.token.Head = first + r.head - 1
		}
		d.Tokens = append(d.Tokens, r.token)
		c.gold.Misc = append(c.gold.Misc, r.misc)
	}
	d.Sentences = append(d.Sentences, Sentence{First: first, Last: int32(len(d.Tokens)), Paragraph: c.paragraph})
	c.gold.SentIDs = append(c.gold.SentIDs, c.sentID)
	c.newPar, c.sentText, c.sentID = false, "", ""
	c.rows, c.spans = c.rows[:0], c.spans[:0]
	return nil
}

// place sets the byte offsets of the collected rows, base being where the
// sentence begins in the document.
func (c *conlluReader) place(base int) error {
	at, span := 0, 0
	for i := 0; i < len(c.rows); {
		form, last := c.rows[i].form, i
		if span < len(c.spans) && c.spans[span].first == i {
			form, last = c.spans[span].form, min(c.spans[span].last, len(c.rows)-1)
			span++
		}
		for at < len(c.sentText) && !strings.HasPrefix(c.sentText[at:], form) {
			_, n := utf8.DecodeRuneInString(c.sentText[at:])
			if strings.TrimSpace(c.sentText[at:at+n]) != "" {
				return fmt.Errorf("token %q is not where the text has %q", form, c.sentText[at:])
			}
			at += n
		}
		if at+len(form) > len(c.sentText) {
			return fmt.Errorf("token %q is not in the text", form)
		}
		end := at + len(form)
		for ; i <= last; i++ {
			stop := end
			if i < last {
				stop = at + partOf(c.sentText[at:end], c.rows[i].form, last-i)
			}
			c.rows[i].token.Start, c.rows[i].token.End = int32(base+at), int32(base+stop)
			at = stop
		}
	}
	return nil
}

// partOf returns how many bytes of what is left of a multiword token belong
// to its next word; after is the number of words that follow it.
func partOf(rest, word string, after int) int {
	if len(word) < len(rest) && strings.EqualFold(rest[:len(word)], word) {
		return len(word)
	}
	n := min(len(word), max(len(rest)-after, 0))
	for n > 0 && !utf8.RuneStart(rest[n]) {
		n--
	}
	return n
}

// spelled joins the collected words as SpaceAfter says, for files without
// text comments.
func (c *conlluReader) spelled() string {
	var b strings.Builder
	span := 0
	for i := 0; i < len(c.rows); i++ {
		form := c.rows[i].form
		if span < len(c.spans) && c.spans[span].first == i {
			form, i = c.spans[span].form, min(c.spans[span].last, len(c.rows)-1)
			span++
		}
		b.WriteString(form)
		if i+1 < len(c.rows) && !strings.Contains(c.rows[i].misc, "SpaceAfter=No") {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func (c *conlluReader) endDocument() {
	if c.gold.Document != nil {
		d := c.gold.Document
		d.Text = c.text.String()
		d.Done = Tokens | Sentences | Tags | Lemmas | Trees
		c.out = append(c.out, c.gold)
	}
	c.gold, c.paragraph, c.newPar = Gold{}, 0, false
	c.text.Reset()
}

// WriteCoNLLU writes d as one CoNLL-U document with the given id. Layers that
// are not there are left as "_". Every word is a line of its own; words that
// no blank parts are marked SpaceAfter=No.
func WriteCoNLLU(w io.Writer, id string, d *Document) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "# newdoc id = %s\n", id)
	paragraph := int32(-1)
	for n, s := range d.Sentences {
		if s.Paragraph != paragraph {
			paragraph = s.Paragraph
			fmt.Fprintf(out, "# newpar\n")
		}
		start, end := d.Span(s.First, s.Last)
		fmt.Fprintf(out, "# sent_id = %s-%d\n# text = %s\n", id, n+1, strings.Join(strings.Fields(d.Text[start:end]), " "))
		for i := s.First; i < s.Last; i++ {
			t := d.Tokens[i]
			head := "_"
			if t.Rel != "" {
				head = strconv.Itoa(int(max(t.Head-s.First+1, 0)))
			}
			misc := "_"
			if i+1 < s.Last && d.Tokens[i+1].Start == t.End {
				misc = "SpaceAfter=No"
			}
			form := strings.Join(strings.Fields(d.Form(i)), " ")
			fmt.Fprintf(out, "%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t_\t%s\n", i-s.First+1, or(form), or(t.Lemma), or(t.POS),
				or(t.Tag), or(t.Feats), head, or(t.Rel), misc)
		}
		fmt.Fprintln(out)
	}
	return out.Flush()
}

func or(s string) string {
	if s == "" {
		return "_"
	}
	return s
}
