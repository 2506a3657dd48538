package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"dateline/query"

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
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			q, err := query.Parse(strings.Join(args, " "))
			if err != nil {
				return usageError{err}
			}
			if q, err = filters.apply(q, cmd.Flags().Changed); err != nil {
				return err
			}
			if q.Limit == 0 || cmd.Flags().Changed("limit") {
				q.Limit = p.config.Limit
			}
			return p.ask(cmd.Context(), func(ctx context.Context, e *query.Engine) error {
				return p.answer(ctx, e, q)
			})
		},
	}
	filters.add(cmd)
	f := cmd.Flags()
	f.BoolVar(&filters.exact, "exact", false, "a country is not its government, a name only itself")
	f.Int("limit", defaults.Limit, "show at most `N` answers, 0 for all")
	f.Duration("timeout", defaults.Timeout, "give up after `TIME`")
	return cmd
}

// queryFlags are the filters of a query as flags. They take the place of the
// same filters in its text.
type queryFlags struct {
	since, until, status, saidBy, article string
	exact                                 bool
}

func (f *queryFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.since, "since", "", "only what happened on `DATE` (2017, 2017-05, 2017-05-03) or later")
	flags.StringVar(&f.until, "until", "", "only what happened before `DATE`")
	flags.StringVar(&f.status, "status", "", "only statements of these `STATUSES`, joined by commas; or all")
	flags.StringVar(&f.saidBy, "said-by", "", "only what `NAME` said")
	flags.StringVar(&f.article, "article", "", "only the article with this `KEY`")
}

func (f *queryFlags) apply(q query.Query, changed func(string) bool) (query.Query, error) {
	for _, s := range []struct {
		flag     string
		from, to *string
	}{{"since", &f.since, &q.Since}, {"until", &f.until, &q.Until}, {"said-by", &f.saidBy, &q.SaidBy}, {"article", &f.article, &q.Article}} {
		if changed(s.flag) {
			*s.to = *s.from
		}
	}
	if changed("status") {
		statuses, err := query.ParseStatuses(f.status)
		if err != nil {
			return q, usagef("--status: %w", err)
		}
		q.Statuses = statuses
	}
	q.Exact = q.Exact || f.exact
	return q, nil
}

// answer runs a query and writes its rows; what it has to say about them goes
// to standard error.
func (p *program) answer(ctx context.Context, e *query.Engine, q query.Query) error {
	res, err := e.Run(ctx, q)
	if err != nil {
		return err
	}
	p.showMeaning(res.Entities)
	if err := p.showRows(res.Rows); err != nil {
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

// ambiguous spells the choices of a name with several meanings.
func ambiguous(err error) error {
	var a *query.AmbiguousError
	if !errors.As(err, &a) {
		return err
	}
	text := a.Error()
	for _, c := range a.Choices {
		text += fmt.Sprintf("\n  %s  (%s, %s)", c.ID, c.Class, plural(c.Articles, "article"))
	}
	return errors.New(text)
}
