// Command dateline reads news articles into a graph of who did what to whom,
// when, where and according to whom, and answers questions about it.
//
// In: articles (files, folders, standard input), a configuration, questions.
// Out: a store on disk; answers on standard output; everything else on
// standard error.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() { os.Exit(run()) }

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// The first signal asks for an orderly end, the second one ends at once.
	context.AfterFunc(ctx, stop)
	p := newProgram(os.Stdin, os.Stdout, os.Stderr, os.Getenv)
	return p.execute(ctx, os.Args[1:])
}
