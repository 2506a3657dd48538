package neural

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func goldenFile(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "golden.dlnn"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// sealed ends a file with the right checksum.
func sealed(body []byte) []byte {
	sum := sha256.Sum256(body)
	return append(slices.Clip(body), sum[:]...)
}

// changed returns a model file whose header and tensors have been changed.
func changed(t testing.TB, b []byte, change func(h *header, data []byte)) []byte {
	t.Helper()
	f, err := readFile(b)
	if err != nil {
		t.Fatal(err)
	}
	x := builder{header: f.header, data: bytes.Clone(f.data)}
	change(&x.header, x.data)
	return x.bytes()
}

func TestBadFilesAreRefused(t *testing.T) {
	good := goldenFile(t)
	at := func(h *header, name string) *tensor {
		return &h.Tensors[slices.IndexFunc(h.Tensors, func(x tensor) bool { return x.Name == name })]
	}
	edit := func(change func(h *header)) []byte {
		return changed(t, good, func(h *header, _ []byte) { change(h) })
	}
	damaged := bytes.Clone(good)
	damaged[len(damaged)/2] ^= 1
	version := bytes.Clone(good)
	version[4] = 2
	long := bytes.Clone(good[:len(good)-32])
	binary.LittleEndian.PutUint32(long[8:], 1<<30)
	for _, c := range []struct {
		name string
		file []byte
		want string
	}{
		{"nothing", nil, "not a model file"},
		{"something else", []byte(strings.Repeat("PK", 100)), "not a model file"},
		{"another version", version, "version 2"},
		{"cut", good[:len(good)-100], "cut or damaged"},
		{"damaged", damaged, "cut or damaged"},
		{"a header longer than the file", sealed(long), "header"},
		{"a header that is no JSON", sealed(append([]byte("DLNN\x01\x00\x00\x00\x04\x00\x00\x00"), "{{{{"...)), "header"},
		{"no layers", edit(func(h *header) { h.Config.Layers = 0 }), "layers is 0"},
		{"a thousand layers", edit(func(h *header) { h.Config.Layers = 1000 }), "layers is 1000"},
		{"one layer more than there is", edit(func(h *header) { h.Config.Layers++ }), "layer.2.qkv.w: missing"},
		{"a width that no kernel takes", edit(func(h *header) { h.Config.Hidden = 100 }), "hidden is 100"},
		{"heads of another size", edit(func(h *header) { h.Config.Heads = 4 }), "4 heads"},
		{"another width", edit(func(h *header) { h.Config.FFN = 192 }), "layer.0.ffn1.w"},
		{"a negative width", edit(func(h *header) { h.Config.Embed = -16 }), "embed is -16"},
		{"no root", edit(func(h *header) { h.Labels.Rels[2] = "ruut" }), `"root"`},
		{"one label less", edit(func(h *header) { h.Labels.UPOS = h.Labels.UPOS[1:] }), "head.upos.w"},
		{"a label that is no name's", edit(func(h *header) { h.Labels.NER[3] = "X-PER" }), `"X-PER"`},
		{"a class that nobody knows", edit(func(h *header) { h.Labels.NER[3] = "L-PET" }), `"L-PET"`},
		{"a missing tensor", edit(func(h *header) { at(h, "emb.pos").Name = "other" }), "emb.pos: missing"},
		{"a tensor twice", edit(func(h *header) { at(h, "emb.pos").Name = "phi" }), "phi: named twice"},
		{"a tensor beyond the end", edit(func(h *header) { at(h, "emb.pos").Offset += 1 << 20 }), "emb.pos: bytes"},
		{"a tensor before the beginning", edit(func(h *header) { at(h, "emb.pos").Offset = -64 }), "emb.pos: bytes"},
		{"a tensor of huge size", edit(func(h *header) { at(h, "emb.pos").Size = math.MaxInt }), "emb.pos: bytes"},
		{"a tensor off its place", edit(func(h *header) { at(h, "emb.pos").Offset++ }), "emb.pos: bytes"},
		{"another type", edit(func(h *header) { at(h, "emb.pos").Type = "i8" }), "emb.pos: i8"},
		{"another shape", edit(func(h *header) { at(h, "emb.shape").Shape = []int{64, 26} }), "emb.shape: f32[64 26]"},
		{"a value that is not a number", changed(t, good, func(h *header, data []byte) {
			binary.LittleEndian.PutUint32(data[at(h, "emb.ln.g").Offset+8:], 0x7FC00000)
		}), "emb.ln.g: value 2 is NaN"},
		{"an infinite scale", changed(t, good, func(h *header, data []byte) {
			binary.LittleEndian.PutUint32(data[at(h, "layer.0.o.s").Offset:], 0x7F800000)
		}), "layer.0.o.s: value 0 is +Inf"},
		{"a vocabulary without [CLS]", changed(t, good, func(h *header, data []byte) {
			v := data[at(h, "vocab").Offset:]
			copy(v[bytes.Index(v, []byte("[CLS]")):], "[cls]")
		}), "no [CLS]"},
		{"a piece twice", changed(t, good, func(h *header, data []byte) {
			v := data[at(h, "vocab").Offset:]
			copy(v[bytes.Index(v, []byte("\na\nb\n")):], "\na\na\n")
		}), `"a" of the vocabulary is there twice`},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, err := Open(c.file)
			if err == nil {
				t.Fatalf("read as %q", m.name)
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %q, want one with %q", err, c.want)
			}
		})
	}
}

func TestHeaderIsReadAsItWasWritten(t *testing.T) {
	b := goldenFile(t)
	again := changed(t, b, func(*header, []byte) {})
	m, err := Open(again)
	if err != nil {
		t.Fatal(err)
	}
	if m.name != "golden" {
		t.Errorf("name %q", m.name)
	}
}

// FuzzOpen changes bytes of the header and of the tensors and seals the file
// again: it is refused, or it reads sentences without harm.
func FuzzOpen(f *testing.F) {
	good := goldenFile(f)
	read, err := readFile(good)
	if err != nil {
		f.Fatal(err)
	}
	head, err := json.Marshal(read.header)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(head, 0, byte(0))
	f.Add(bytes.Replace(head, []byte(`"layers":2`), []byte(`"layers":1`), 1), 9000, byte(7))
	f.Fuzz(func(t *testing.T, head []byte, at int, value byte) {
		out := append([]byte(magic), 1, 0, 0, 0)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(head)))
		out = append(out, head...)
		for len(out)%align != 0 {
			out = append(out, 0)
		}
		data := bytes.Clone(read.data)
		data[uint(at)%uint(len(data))] ^= value
		m, err := Open(sealed(append(out, data...)))
		if err != nil {
			return
		}
		d := documentOfText(story)
		NewReader(m).Step().Run(d)
		if len(d.Sentences) != 4 {
			t.Fatal("sentences changed")
		}
	})
}
