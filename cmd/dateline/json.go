package main

import (
	"encoding/json"
	"fmt"
)

// writeJSON writes one value on one line of standard output.
func (p *program) writeJSON(v any) error {
	e := json.NewEncoder(p.out)
	e.SetEscapeHTML(false) // for people who read it too, and for no web page
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}
