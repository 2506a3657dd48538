package main

import (
	"strings"

	"dateline/schema"
)

// showRows writes rows for people: each statement, and below the statements of
// one sentence that sentence and where it comes from.
func (p *program) showRows(rows []schema.Row) error {
	if p.json {
		for i := range rows {
			if err := p.writeJSON(&rows[i]); err != nil {
				return err
			}
		}
		return nil
	}
	for i := 0; i < len(rows); {
		end := i + 1
		for end < len(rows) && sameSentence(&rows[i], &rows[end]) {
			end++
		}
		if i > 0 {
			p.out.line("")
		}
		p.showSentence(rows[i:end])
		i = end
	}
	return nil
}

func sameSentence(a, b *schema.Row) bool {
	return a.Article == b.Article && a.Sentence == b.Sentence
}

// showSentence writes the statements of one sentence, then the sentence.
func (p *program) showSentence(rows []schema.Row) {
	for i := range rows {
		r := &rows[i]
		p.out.line("%s  %s", p.statement(r), p.out.dim(r.EventID))
		p.out.line("    %s", qualified(r))
	}
	r := &rows[0]
	p.out.paragraph("    ", "“"+r.Sentence+"”")
	p.out.line("    %s", p.out.dim(origin(r)))
}

// statement writes subject, predicate and object, if there is one.
func (p *program) statement(r *schema.Row) string {
	subject := r.Subject
	if subject == "" {
		subject = p.out.dim("(nobody named)")
	} else {
		subject = p.out.bold(subject)
	}
	line := subject + " " + p.out.green(r.Predicate)
	if r.Object != "" {
		line += " " + p.out.bold(r.Object)
	}
	return line
}

// qualified says by which right, when and where: "reported by White House,
// 2017-05-02, Washington".
func qualified(r *schema.Row) string {
	parts := []string{r.Status}
	if len(r.SaidBy) > 0 {
		parts[0] += " by " + strings.Join(r.SaidBy, ", ")
	}
	if r.Date != "" {
		parts = append(parts, r.Date)
	}
	if r.Place != "" {
		parts = append(parts, "in "+r.Place)
	}
	return strings.Join(parts, ", ")
}

// origin says which article: publisher, date of publication, key.
func origin(r *schema.Row) string {
	var parts []string
	for _, s := range []string{r.Publisher, r.Published, r.DocID} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}
