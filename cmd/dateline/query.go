package main

import (
	"context"
	"fmt"
	"strings"

	"dateline/query"
	"dateline/schema"

	"github.com/spf13/cobra"
)

func (p *program) queryCommand() *cobra.Command {
	var filters queryFlags
	cmd := &cobra.Command{
		Use:   "query 'SUBJECT PREDICATE OBJECT'",
		Short: "Ask who did what to whom",
		Long: `Ask for the statements of a pattern. Each place is a name, a predicate, a
variable (?who) or ? for anything; names may be short ("Trump"), in any case
and without accents, and predicates in any inflection ("met", "meets").

Without --status the answer is what happened: asserted and reported. What a
government, a ministry or a named building did counts as its country's; --exact
asks for the name alone.`,
		Example: `  dateline query 'Trump spoke-with ?who'
  dateline query '?who struck ?what' --since 2017-04 --until 2017-05
  dateline query 'Russia ? ?what' --status denied,alleged
  dateline query '?who met ?whom' --said-by "White House" --json`,
		Args: wants("'SUBJECT PREDICATE OBJECT'..."),
		RunE: func(cmd *cobra.Command, args []string) error {
			q, err := query.Parse(strings.Join(args, " "))
			if err != nil {
				return usageError{err}
			}
			if q.Filter, err = p.filter(q.Filter, &filters, cmd); err != nil {
				return err
			}
			return p.ask(cmd.Context(), func(ctx context.Context, e *query.Engine) error {
				return p.answer(ctx, e, q)
			})
		},
	}
	filters.add(p, cmd)
	return cmd
}

// queryFlags are the filters of a question as flags.
type queryFlags struct {
	since, until, status, saidBy, article string
	exact                                 bool
}

func (f *queryFlags) add(p *program, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.since, "since", "", "only what happened on `DATE` (2017, 2017-05, 2017-05-03) or later")
	flags.StringVar(&f.until, "until", "", "only what happened before `DATE`")
	flags.StringVar(&f.status, "status", "", "only statements of these `STATUSES`, joined by commas; or all")
	flags.StringVar(&f.saidBy, "said-by", "", "only what `NAME` said")
	flags.StringVar(&f.article, "article", "", "only the article with this `KEY`")
	flags.BoolVar(&f.exact, "exact", false, "a country is not its government: a name means itself alone")
	p.complete(cmd, "status", statusNames())
	addAskFlags(cmd)
}

// statusNames are what --status takes.
func statusNames() []string {
	names := []string{"all"}
	for _, s := range schema.Statuses {
		names = append(names, string(s))
	}
	return names
}

// addAskFlags adds the flags of every question.
func addAskFlags(cmd *cobra.Command) {
	cmd.Flags().Int("limit", defaults.Limit, "show at most `N` answers, 0 for all")
	cmd.Flags().Duration("timeout", defaults.Timeout, "give up after `TIME`")
}

// filter returns a filter in which flags have taken the place of what the
// question itself says.
func (p *program) filter(filter query.Filter, f *queryFlags, cmd *cobra.Command) (query.Filter, error) {
	changed := cmd.Flags().Changed
	for _, s := range []struct {
		flag     string
		from, to *string
	}{
		{"since", &f.since, &filter.Since}, {"until", &f.until, &filter.Until},
		{"said-by", &f.saidBy, &filter.SaidBy}, {"article", &f.article, &filter.Article},
	} {
		if changed(s.flag) {
			*s.to = *s.from
		}
	}
	for _, d := range []struct{ flag, date string }{{"since", f.since}, {"until", f.until}} {
		if p := schema.NewTime(d.date).Precision; d.date != "" && (p == "" || p == "interval") {
			return filter, usagef("--%s: want a date such as 2017, 2017-05 or 2017-05-03, got %q", d.flag, d.date)
		}
	}
	if changed("status") {
		statuses, err := query.ParseStatuses(f.status)
		if err != nil {
			return filter, usagef("--status: %w", err)
		}
		filter.Statuses = statuses
	}
	if filter.Limit == 0 || changed("limit") {
		filter.Limit = p.config.Limit
	}
	filter.Exact = filter.Exact || f.exact
	return filter, nil
}

// answer runs a query and writes its rows; what it has to say about them goes
// to standard error.
func (p *program) answer(ctx context.Context, e *query.Engine, q query.Query) error {
	res, err := e.Run(ctx, q)
	if err != nil {
		return err
	}
	p.showMeaning(res.Entities)
	if err := p.showRows(res.Rows, ""); err != nil {
		return err
	}
	p.showRest(res)
	return nil
}

// showMeaning says what names were taken to mean where that is not plain.
func (p *program) showMeaning(entities []query.Entity) {
	for _, e := range entities {
		names := strings.Join(e.Names, ", ")
		if len(e.For) > 0 {
			names += fmt.Sprintf(", and %s for it (--exact leaves them out)", bodiesAct(len(e.For)))
		}
		if names != e.Asked {
			p.err.line("%s", p.err.dim(fmt.Sprintf("%q: %s", e.Asked, names)))
		}
	}
}

func bodiesAct(n int) string {
	if n == 1 {
		return "one body that acts"
	}
	return fmt.Sprintf("%d bodies that act", n)
}

// showRest says what the answer leaves out: no short answer passes for a
// whole one.
func (p *program) showRest(res query.Result) {
	if res.Total == 0 {
		p.err.line("No statement fits.")
	}
	if n := len(res.Rows); n < res.Total {
		p.err.line("%s of %s shown; --limit 0 shows all.", count(n), plural(res.Total, "statement"))
	}
	var others []string
	for _, s := range res.LeftOut {
		others = append(others, fmt.Sprintf("%d %s", s.Rows, s.Status))
	}
	if len(others) > 0 {
		p.err.line("Other statuses: %s (--status all).", strings.Join(others, ", "))
	}
	if res.Undated > 0 {
		p.err.line("%s without a known date left out.", plural(res.Undated, "statement"))
	}
}
