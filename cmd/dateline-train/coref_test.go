package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
	"dateline/ingest/nlp/coref"
)

func TestCorefScore(t *testing.T) {
	s := settings{data: filepath.Join("..", "..", "..", "shared", "data"), out: filepath.Join("..", "..", "ingest", "nlp", "models")}
	if v := os.Getenv("DATA"); v != "" {
		s.data = v
	}
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
		steps, err := s.steps(g)
		if err != nil {
			t.Fatal(err)
		}
		for _, raw := range []bool{false, true} {
			var c corefScore
			for i := range golds {
				ms, err := gumMentions(&golds[i])
				if err != nil {
					t.Fatal(err)
				}
				d := *golds[i].Document
				if raw {
					d = nlp.Document{Text: d.Text}
					for _, x := range steps {
						x.Run(&d)
					}
				} else {
					goldNames(g, &d, ms)
				}
				step.Run(&d)
				c.count(golds[i].Document, ms, &d)
			}
			for _, r := range []struct {
				n string
				r ratio
			}{{"names", c.names}, {"nominals", c.nominals}, {"he", c.he}, {"it", c.it}, {"they", c.they}, {"speaker", c.speaker}} {
				fmt.Println(split, raw, r.r.line(r.n))
			}
		}
	}
}
