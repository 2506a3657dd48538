//go:build !linux

package main

import "github.com/rogpeppe/go-internal/testscript"

func fifo(ts *testscript.TestScript, _ bool, _ []string) { ts.Fatalf("no named pipes here") }
func feed(ts *testscript.TestScript, _ bool, _ []string) { ts.Fatalf("no named pipes here") }
