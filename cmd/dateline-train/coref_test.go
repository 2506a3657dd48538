package main

import (
	"fmt"
	"path/filepath"
	"testing"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp/coref"
)

func TestCorefScore(t *testing.T) {
	s := settings{data: filepath.Join("..", "..", "..", "shared", "data")}
	for _, split := range []string{"dev", "train"} {
		golds, err := s.treebank("en_gum-ok-" + split)
		if err != nil {
			t.Skip(err)
		}
		g, err := gazetteer.New()
		if err != nil {
			t.Fatal(err)
		}
		step, err := coref.New(g)
		if err != nil {
			t.Fatal(err)
		}
		var c corefScore
		for i := range golds {
			ms, err := gumMentions(&golds[i])
			if err != nil {
				t.Fatal(err)
			}
			d := *golds[i].Document
			goldNames(g, &d, ms)
			step.Run(&d)
			c.count(golds[i].Document, ms, &d)
		}
		for _, r := range []struct {
			n string
			r ratio
		}{{"names", c.names}, {"nominals", c.nominals}, {"he", c.he}, {"it", c.it}, {"they", c.they}, {"speaker", c.speaker}} {
			fmt.Println(split, r.r.line(r.n))
		}
	}
}
