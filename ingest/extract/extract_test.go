package extract_test

import (
	"testing"

	"dateline/ingest/extract"
)

func TestRulesHaveExamples(t *testing.T) {
	for _, r := range extract.Rules {
		if r.ID == "" || r.Doc == "" || r.Yes == "" || r.No == "" {
			t.Errorf("rule %+v has no id, line or examples", r)
		}
	}
}
