package ingest

import (
	"bytes"
	"crypto/sha256"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
)

// TestModelReadsBesideAnother opens the pair, and a file that asks for a
// companion that is not there.
func TestModelReadsBesideAnother(t *testing.T) {
	world, err := gazetteer.New()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("..", "train", "accurate.dlnn")
	steps, id, err := OpenModel(path, world)
	if err != nil {
		t.Fatal(err)
	}
	if _, fast, err := OpenModel("", world); err != nil || !strings.HasSuffix(id, "+"+fast) {
		t.Errorf("the pair is %s, the model in the program %s (%v)", id, fast, err)
	}
	p, err := nlp.NewPipeline(steps...)
	if err != nil {
		t.Fatal(err)
	}
	d := &nlp.Document{Text: "The minister met Ann Lee in Oslo."}
	p.Run(d)
	if met := d.Tokens[2]; met.Rel != "root" || d.Tokens[1].Head != 2 || len(d.Spans) != 2 {
		t.Errorf("tokens %+v, names %+v", d.Tokens, d.Spans)
	}

	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	other := bytes.Replace(b[:len(b)-sha256.Size], []byte(`"beside": "fast"`), []byte(`"beside": "last"`), 1)
	sum := sha256.Sum256(other)
	path = filepath.Join(t.TempDir(), "other.dlnn")
	if err := os.WriteFile(path, append(other, sum[:]...), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, _, err := OpenModel(path, world); err == nil || !strings.Contains(err.Error(), `together with the model "last"`) {
		t.Errorf("a model that asks for another: %v", err)
	}
}
