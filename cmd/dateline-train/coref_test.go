package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestCorefScores(t *testing.T) {
	s := settings{data: filepath.Join("..", "..", "..", "shared", "data"), out: filepath.Join("..", "..", "ingest", "nlp", "models")}
	var out strings.Builder
	if err := corefSection().write(t.Context(), s, &out); err != nil {
		t.Skip("no data to measure on: ", err)
	}
	t.Log(out.String())
}
