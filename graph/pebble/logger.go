package pebble

import (
	"fmt"
)

// A logger keeps Pebble from writing to standard error and, where it gives
// up, from ending the process.
type logger struct{}

func (*logger) Infof(string, ...any)  {}
func (*logger) Errorf(string, ...any) {}

// Fatalf may not return.
func (*logger) Fatalf(format string, args ...any) {
	panic(fmt.Sprintf(format, args...))
}
