package main

import (
	"slices"
	"strings"

	"dateline/schema"
)

// showRows writes rows for people: each statement, and below the statements of
// one sentence that sentence and where it comes from. article is the IRI of
// an article that needs no naming, "" for none.
func (p *program) showRows(rows []schema.Row, article string) error {
	if p.json {
		for i := range rows {
			if err := p.writeJSON(&rows[i]); err != nil {
				return err
			}
		}
		return nil
	}
	many := slices.ContainsFunc(rows, func(r schema.Row) bool { return r.Article != article })
	for i := 0; i < len(rows); {
		end := i + 1
		for end < len(rows) && sameSentence(&rows[i], &rows[end]) {
			end++
		}
		if i > 0 {
			p.out.line("")
		}
		p.showSentence(rows[i:end])
		if many {
			p.out.line("    %s", p.out.dim(origin(&rows[i])))
		}
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
		stance := qualified(r)
		if !schema.Status(r.Status).Happened() {
			stance = p.out.yellow(stance) // nobody should take it for done
		}
		p.out.line("%s  %s  %s", p.statement(r), stance, p.out.dim(r.EventID))
	}
	p.out.paragraph("    ", "“"+rows[0].Sentence+"”")
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
