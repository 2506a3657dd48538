package nlp

import (
	"bytes"
	"strings"
	"testing"
)

func TestModelIsReadBack(t *testing.T) {
	m := NewModel("tag", 7)
	m.Add("odd", []byte{1, 2, 3})
	m.AddStrings("words", []string{"one", "", "three"})
	m.Add("empty", nil)
	got, err := OpenModel(m.Bytes(), "tag", 7)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := got.Section("odd"); err != nil || !bytes.Equal(b, []byte{1, 2, 3}) {
		t.Errorf("odd: %v, %v", b, err)
	}
	if s, err := got.Strings("words"); err != nil || strings.Join(s, ",") != "one,,three" {
		t.Errorf("words: %q, %v", s, err)
	}
	if b, err := got.Section("empty"); err != nil || len(b) != 0 {
		t.Errorf("empty: %v, %v", b, err)
	}
	if _, err := got.Section("other"); err == nil {
		t.Error("a section that is not there gives no error")
	}
}

func TestOpenModelSaysWhatIsWrong(t *testing.T) {
	m := NewModel("tag", 7)
	m.Add("weights", make([]byte, 1000))
	good := m.Bytes()
	change := func(at int) []byte {
		b := bytes.Clone(good)
		b[at] ^= 0x10
		return b
	}
	for _, c := range []struct {
		name    string
		b       []byte
		step    string
		version uint32
		want    string
	}{
		{"empty", nil, "tag", 7, "not a model file"},
		{"another kind of file", []byte(strings.Repeat("<html>", 100)), "tag", 7, "not a model file"},
		{"cut in the head", good[:20], "tag", 7, "not a model file"},
		{"cut at the end", good[:len(good)-9], "tag", 7, "cut or damaged"},
		{"damaged", change(500), "tag", 7, "cut or damaged"},
		{"of another container", change(11), "tag", 7, "container version"},
		{"of another step", good, "parse", 7, `step "tag"`},
		{"of another version", good, "tag", 8, "version 7"},
	} {
		_, err := OpenModel(c.b, c.step, c.version)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.want)
		}
	}
	if _, err := EmbeddedModel("nosuch", 1); err == nil {
		t.Error("a model that is not there gives no error")
	}
}

func TestNormalizeFoldsSigns(t *testing.T) {
	for form, want := range map[string]string{
		"Moscow": "moscow", "don’t": "don't", "“Ha”": `"ha"`, "1987": "0000", "G–20": "g-00", "Été": "été", "…": "...",
		strings.Repeat("a", 70): strings.Repeat("a", 64),
	} {
		if got := string(Normalize(nil, form)); got != want {
			t.Errorf("%q: %q, want %q", form, got, want)
		}
	}
	for form, want := range map[string]string{"McDonald": "XxXxx", "B-52s": "X-99x", "U.S.": "X.X.", "Éa": "Xx", "1,000": "9,99"} {
		if got := string(Shape(nil, form)); got != want {
			t.Errorf("shape of %q: %q, want %q", form, got, want)
		}
	}
}

func TestModelsFitTheirBound(t *testing.T) {
	const bound = 25_000_000 // bytes, of all models together
	files, err := modelFiles.ReadDir("models")
	if err != nil {
		t.Fatal(err)
	}
	total := int64(0)
	for _, f := range files {
		info, err := f.Info()
		if err != nil {
			t.Fatal(err)
		}
		total += info.Size()
	}
	if total > bound {
		t.Errorf("models have %d bytes, at most %d are wanted", total, bound)
	}
}
