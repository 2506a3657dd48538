package nlp

import (
	"embed"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"strings"
)

//go:embed models
var modelFiles embed.FS

// modelMagic opens every model file; its last byte is the version of the
// container, not of what a step keeps in it.
const modelMagic = "dateline\x00\x00\x00\x01"

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// A Model is what training leaves to one step: named sections of bytes.
//
// File, all numbers little-endian: the magic (12 bytes), CRC-32C of all that
// follows (4), the step's name (16, padded with zero bytes), the version of
// its features and sections (4), the number of sections (4), then for each
// section its name (16), its length (8) and its bytes, padded to 8.
type Model struct {
	Step    string
	Version uint32
	names   []string
	data    [][]byte
}

// EmbeddedModel opens the model of a step that is compiled into the program.
// The error says what is wrong with the file when it is cut, damaged or of
// another version.
func EmbeddedModel(step string, version uint32) (*Model, error) {
	b, err := modelFiles.ReadFile("models/" + step + ".bin")
	if err != nil {
		return nil, fmt.Errorf("model %s: %w", step, err)
	}
	return OpenModel(b, step, version)
}

// EmbeddedFile returns a model file of another kind that is compiled into the
// program, by its name with ending.
func EmbeddedFile(name string) ([]byte, error) {
	b, err := modelFiles.ReadFile("models/" + name)
	if err != nil {
		return nil, fmt.Errorf("model %s is not in this program: %w", name, err)
	}
	return b, nil
}

// OpenModel reads a model file; sections are slices of b.
func OpenModel(b []byte, step string, version uint32) (*Model, error) {
	const head = len(modelMagic) + 4 + 16 + 4 + 4
	if len(b) < head || string(b[:8]) != modelMagic[:8] {
		return nil, fmt.Errorf("model %s: not a model file (%d bytes)", step, len(b))
	}
	if string(b[:12]) != modelMagic {
		return nil, fmt.Errorf("model %s: container version %d, want %d", step, b[11], modelMagic[11])
	}
	le := binary.LittleEndian
	if sum, want := crc32.Checksum(b[16:], castagnoli), le.Uint32(b[12:]); sum != want {
		return nil, fmt.Errorf("model %s: checksum %08x, want %08x: the file is cut or damaged", step, sum, want)
	}
	m := &Model{Step: padded(b[16:32]), Version: le.Uint32(b[32:])}
	if m.Step != step {
		return nil, fmt.Errorf("model %s: the file holds the model of step %q", step, m.Step)
	}
	if m.Version != version {
		return nil, fmt.Errorf("model %s: version %d, this program reads version %d (run make models)", step, m.Version, version)
	}
	rest := b[head:]
	for range le.Uint32(b[36:]) {
		if len(rest) < 24 {
			return nil, fmt.Errorf("model %s: cut inside a section header", step)
		}
		name, size := padded(rest[:16]), le.Uint64(rest[16:])
		rest = rest[24:]
		if size > uint64(len(rest)) {
			return nil, fmt.Errorf("model %s: section %q has %d bytes, only %d are left", step, name, size, len(rest))
		}
		m.names, m.data = append(m.names, name), append(m.data, rest[:size:size])
		rest = rest[min(uint64(len(rest)), (size+7)&^7):]
	}
	return m, nil
}

// NewModel returns an empty model of a step, to be filled by training.
func NewModel(step string, version uint32) *Model { return &Model{Step: step, Version: version} }

// Add appends a section. Names have at most 16 bytes.
func (m *Model) Add(name string, b []byte) {
	m.names, m.data = append(m.names, name), append(m.data, b)
}

// Replace puts other bytes in the place of a section and returns m.
func (m *Model) Replace(name string, b []byte) *Model {
	for i, n := range m.names {
		if n == name {
			m.data[i] = b
		}
	}
	return m
}

// AddStrings appends a section of strings, none of which holds a newline.
func (m *Model) AddStrings(name string, list []string) {
	m.Add(name, []byte(strings.Join(list, "\n")))
}

// Section returns the bytes of a section; they must not be changed.
func (m *Model) Section(name string) ([]byte, error) {
	for i, n := range m.names {
		if n == name {
			return m.data[i], nil
		}
	}
	return nil, fmt.Errorf("model %s: no section %q", m.Step, name)
}

// Strings returns a section written by AddStrings. The strings share one
// copy of the section.
func (m *Model) Strings(name string) ([]string, error) {
	b, err := m.Section(name)
	if err != nil || len(b) == 0 {
		return nil, err
	}
	return strings.Split(string(b), "\n"), nil
}

// Bytes returns the model as a file.
func (m *Model) Bytes() []byte {
	le := binary.LittleEndian
	b := append([]byte(modelMagic), 0, 0, 0, 0)
	b = append(b, pad(m.Step)...)
	b = le.AppendUint32(b, m.Version)
	b = le.AppendUint32(b, uint32(len(m.data)))
	for i, d := range m.data {
		b = append(b, pad(m.names[i])...)
		b = le.AppendUint64(b, uint64(len(d)))
		b = append(b, d...)
		b = append(b, make([]byte, -len(d)&7)...)
	}
	le.PutUint32(b[12:], crc32.Checksum(b[16:], castagnoli))
	return b
}

func pad(s string) []byte {
	b := make([]byte, 16)
	copy(b, s)
	return b
}

func padded(b []byte) string { return strings.TrimRight(string(b), "\x00") }
