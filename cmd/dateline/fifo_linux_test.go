package main

import (
	"os"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/sys/unix"
)

// fifo makes a named pipe: fifo NAME.
func fifo(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(syscall.Mkfifo(ts.MkAbs(args[0]), 0o600))
}

// feed writes a file into a named pipe that a program reads in the background,
// waits until it has, and leaves the pipe open until the script ends: feed PIPE
// FILE.
func feed(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_WRONLY, 0)
	ts.Check(err)
	ts.Defer(func() { f.Close() })
	_, err = f.WriteString(ts.ReadFile(args[1]))
	ts.Check(err)
	for left, waited := 1, 0; left > 0; waited++ { // while the program still starts
		if waited > 60 {
			ts.Fatalf("nobody reads %s", args[0])
		}
		left, err = unix.IoctlGetInt(int(f.Fd()), unix.TIOCINQ)
		ts.Check(err)
		time.Sleep(time.Second) // what it takes out of the pipe it reads in a few milliseconds
	}
}
