package neural_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"strings"
	"testing"

	"dateline/ingest/nlp/neural"
	"dateline/ingest/nlp/neural/neuraltest"
)

func TestBrokenFilesAreRefused(t *testing.T) {
	type file = neuraltest.File
	config := func(key string, value int) func(*file) {
		return func(f *file) { f.Header["config"].(map[string]int)[key] = value }
	}
	labels := func(key string, list ...string) func(*file) {
		return func(f *file) { f.Header["labels"].(map[string][]string)[key] = list }
	}
	for _, c := range []struct {
		name   string
		change func(*file)
		want   string // of the error
	}{
		{"no layers", config("layers", 0), "config: layers is 0"},
		{"another number of layers", config("layers", 3), `tensor "layer.2.qkv.w" is missing`},
		{"a layer too many", config("layers", 1), `tensor "layer.1.qkv.w" is not of this architecture`},
		{"heads of another size", config("heads", 4), "config: 4 heads of 32"},
		{"another width", func(f *file) { config("hidden", 96)(f); config("heads", 3)(f) }, `tensor "emb.proj.w": shape [64 32], want [96 32]`},
		{"other positions", config("positions", 512), "config: positions is 512"},
		{"a huge width", config("ffn", 1<<40), "config: ffn is"},
		{"a factor that is not there", config("embed", 0), `tensor "emb.word": shape`},
		{"no labels", labels("xpos"), "labels: 0 of xpos"},
		{"labels twice", labels("upos", "X", "X"), `labels: upos "X" is empty or there twice`},
		{"too few labels", labels("upos", "X"), `tensor "head.upos.w": shape`},
		{"no root", labels("rels", "nsubj", "obj"), `labels: rels need "root"`},
		{"other names", labels("ner", "O", "B-MISC"), "labels: ner is"},
		{"a tensor twice", func(f *file) { f.Tensors = append(f.Tensors, f.Tensors[1]) }, `tensor "phi" is there twice`},
		{"a tensor less", func(f *file) { f.Tensors = f.Tensors[:len(f.Tensors)-1] }, `tensor "head.rel.b" is missing`},
		{"another type", func(f *file) { f.Tensors[1].Type = "f64" }, `tensor "phi": type "f64", want "f32"`},
		{"a shape that is not its size", func(f *file) { f.Tensors[1].Resize(8188) }, `tensor "phi": 8188 bytes for shape [2048]`},
		{"no number", func(f *file) { f.Tensors[1].Put(40, 0x7FC00000) }, `tensor "phi": value 10 is not a finite number`},
		{"an empty piece", func(f *file) { f.Tensors[0].Put(0, 0x0A0A0A0A) }, "vocabulary: piece 0"},
		{"no [UNK]", func(f *file) { f.Tensors[0].Put(0, 0x41414141) }, "vocabulary: [UNK], [CLS] or [SEP] is missing"},
	} {
		f := neuraltest.Random(neuraltest.Tiny)
		c.change(f)
		_, err := neural.Open(f.Bytes())
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.want)
		}
	}
}

func TestCutAndDamagedFilesAreRefused(t *testing.T) {
	whole := neuraltest.Random(neuraltest.Tiny).Bytes()
	if _, err := neural.Open(whole); err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 3, 11, 43, 44, 100, 5000, len(whole) - 33, len(whole) - 1} {
		if _, err := neural.Open(whole[:n]); err == nil {
			t.Errorf("%d of %d bytes are a model", n, len(whole))
		}
	}
	for _, c := range []struct {
		name string
		at   int
		want string
	}{
		{"magic", 0, "not a model file"}, {"version", 4, "format version 0, this program reads version 1"},
		{"header", 100, "checksum"}, {"data", len(whole) / 2, "checksum"}, {"sum", len(whole) - 1, "checksum"},
	} {
		b := bytes.Clone(whole)
		b[c.at] ^= 1
		if _, err := neural.Open(b); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.want)
		}
	}
	body := bytes.Clone(whole[:len(whole)-32])
	binary.LittleEndian.PutUint32(body[8:], 1<<31)
	if _, err := neural.Open(neuraltest.Seal(body)); err == nil || !strings.Contains(err.Error(), "header of") {
		t.Errorf("a huge header: %v", err)
	}
	if _, err := neural.Open(neuraltest.Seal(neuraltest.Open([]byte("{]")))); err == nil || !strings.Contains(err.Error(), "header") {
		t.Errorf("a header that is no JSON: %v", err)
	}
}

func TestTheChecksumTellsModelsApart(t *testing.T) {
	f := neuraltest.Random(neuraltest.Tiny)
	a, err := neural.Open(f.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	f.Header["name"] = "another"
	b, err := neural.Open(f.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if a.Checksum() == b.Checksum() || len(a.Checksum()) != 64 {
		t.Errorf("checksums %s and %s", a.Checksum(), b.Checksum())
	}
}

// FuzzOpen opens files with any header and any data: a model that works, or
// an error.
func FuzzOpen(f *testing.F) {
	whole := neuraltest.Random(neuraltest.Tiny).Bytes()
	size := binary.LittleEndian.Uint32(whole[8:])
	header := whole[12 : 12+size]
	data := whole[len(neuraltest.Open(header)) : len(whole)-32]
	f.Add(header, uint16(0), byte(0))
	f.Add([]byte(`{"config":{"layers":1}}`), uint16(7), byte(1))
	var h map[string]any
	if err := json.Unmarshal(header, &h); err != nil {
		f.Fatal(err)
	}
	h["tensors"] = []map[string]any{{"name": "vocab", "type": "text", "shape": []int{3}, "offset": 64, "size": -3}}
	small, err := json.Marshal(h)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(small, uint16(9), byte(9))
	f.Fuzz(func(t *testing.T, header []byte, at uint16, change byte) {
		data := bytes.Clone(data)
		data[int(at)*7%len(data)] ^= change
		m, err := neural.Open(neuraltest.Seal(append(neuraltest.Open(header), data...)))
		if err != nil {
			return
		}
		d := words("The end of it.\nOver!")
		m.Step().Run(d)
		if err := check(d); err != nil {
			t.Error(err)
		}
	})
}
