// Package arch holds the import rules of the house: which room may import
// which, and which libraries.
//
// In: the source tree. Out: the imports that break a rule, each with its
// line. Its test is the one that fails the build. docs/architecture.md says
// why the rules are as they are.
package arch

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Module is the path of our module.
const Module = "dateline"

// A Rule says what the room in one folder, and in the folders below it that
// have no rule of their own, may import besides the standard library and
// itself.
type Rule struct {
	Room  string   // folder; "ingest/nlp/*" for each folder below ingest/nlp
	Rooms []string // rooms of ours; "ingest/*" for all below ingest, "*" for all but cmd
	Libs  []string // path prefixes of libraries; "*" for all that are not guarded
}

// Guarded libraries are for the rooms that name them only.
var Guarded = []string{"github.com/cayleygraph/", "github.com/cockroachdb/", "go.etcd.io/", "github.com/jackc/", "github.com/spf13/"}

// Rules are the rules of docs/architecture.md, the most specific first.
var Rules = []Rule{
	{Room: "schema", Libs: []string{"github.com/cayleygraph/quad", "golang.org/x/text/"}}, // x/text: the stored text is NFC
	{Room: "ingest/nlp/neural/kernel", Libs: []string{"golang.org/x/sys/cpu"}},
	{Room: "ingest/nlp/neural", Rooms: []string{"ingest/nlp", "ingest/nlp/neural/kernel"}, Libs: []string{"golang.org/x/text/"}},
	{Room: "ingest/nlp/*", Rooms: []string{"ingest/nlp", "ingest/gazetteer"}, Libs: []string{"golang.org/x/text/", "golang.org/x/sys/cpu"}},
	{Room: "ingest/nlp", Libs: []string{"golang.org/x/text/", "golang.org/x/sys/cpu"}},
	{Room: "ingest/gazetteer", Libs: []string{"golang.org/x/text/"}},
	{Room: "ingest/extract/relation", Rooms: []string{"schema"}},
	{Room: "ingest/extract", Rooms: []string{"ingest/nlp", "ingest/gazetteer", "schema", "ingest/extract/relation"}, Libs: []string{"golang.org/x/text/"}},
	{Room: "ingest/link", Rooms: []string{"ingest/nlp", "ingest/gazetteer", "schema"}, Libs: []string{"golang.org/x/text/"}},
	{Room: "ingest/source", Rooms: []string{"schema"}, Libs: []string{"*"}},
	{Room: "ingest", Rooms: []string{"ingest/*", "schema", "graph"}, Libs: []string{"*", "github.com/cayleygraph/quad"}},
	{Room: "graph/*", Rooms: []string{"graph", "graph/*"}, Libs: []string{"*", "github.com/cayleygraph/", "github.com/cockroachdb/", "go.etcd.io/", "github.com/jackc/"}},
	{Room: "graph", Rooms: []string{"graph/*"}, Libs: []string{"*", "github.com/cayleygraph/", "github.com/cockroachdb/", "go.etcd.io/", "github.com/jackc/"}},
	{Room: "query", Rooms: []string{"graph", "schema"}, Libs: []string{"*", "github.com/cayleygraph/"}},
	{Room: "export", Rooms: []string{"schema", "query", "export/*"}, Libs: []string{"*", "github.com/cayleygraph/quad"}},
	{Room: "server", Rooms: []string{"query", "export", "graph", "schema"}, Libs: []string{"*", "github.com/cayleygraph/quad"}},
	{Room: "cmd/*", Rooms: []string{"*"}, Libs: []string{"*", "github.com/spf13/", "github.com/cayleygraph/quad"}},
	{Room: "internal/arch"},
	{Room: "internal/story", Rooms: []string{"schema", "ingest/source", "export/nquads"}, Libs: []string{"github.com/rogpeppe/go-internal/txtar", "github.com/cayleygraph/quad"}},
}

// A Breach is a line that breaks a rule.
type Breach struct {
	File string // relative to the root of the tree
	Line int
	What string
}

func (b Breach) String() string { return fmt.Sprintf("%s:%d: %s", b.File, b.Line, b.What) }

// Check reads all Go files below the root of a tree, those of tests and of
// other modules excepted, and returns the breaches in the order of the files:
// forbidden imports, folders without a rule, init functions.
func Check(tree fs.FS) ([]Breach, error) {
	var breaches []Breach
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			return skipDir(tree, name)
		}
		if path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		found, err := checkFile(tree, name)
		breaches = append(breaches, found...)
		return err
	})
	return breaches, err
}

// skipDir leaves out what Go leaves out, and other modules.
func skipDir(tree fs.FS, name string) error {
	base := path.Base(name)
	if name == "." {
		return nil
	}
	if base == "testdata" || base == "vendor" || base[0] == '.' || base[0] == '_' {
		return fs.SkipDir
	}
	if _, err := fs.Stat(tree, path.Join(name, "go.mod")); err == nil {
		return fs.SkipDir
	}
	return nil
}

func checkFile(tree fs.FS, name string) ([]Breach, error) {
	text, err := fs.ReadFile(tree, name)
	if err != nil {
		return nil, err
	}
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var breaches []Breach
	breach := func(at token.Pos, what string) {
		breaches = append(breaches, Breach{name, files.Position(at).Line, what})
	}
	dir := path.Dir(name)
	rule, ok := ruleOf(dir)
	if !ok {
		breach(file.Package, fmt.Sprintf("no rule says what %s may import", dir))
		return breaches, nil
	}
	for _, i := range file.Imports {
		if p, err := strconv.Unquote(i.Path.Value); err == nil && !rule.allows(dir, p) {
			breach(i.Pos(), fmt.Sprintf("%s may not import %s", rule.Room, p))
		}
	}
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
			breach(f.Pos(), "init function: wiring is explicit")
		}
	}
	return breaches, nil
}

// ruleOf returns the rule of a folder: its own, that of its kind, or that of
// the nearest folder above.
func ruleOf(dir string) (Rule, bool) {
	for ; dir != "."; dir = path.Dir(dir) {
		for _, pattern := range [...]string{dir, path.Dir(dir) + "/*"} {
			if i := slices.IndexFunc(Rules, func(r Rule) bool { return r.Room == pattern }); i >= 0 {
				return Rules[i], true
			}
		}
	}
	return Rule{}, false
}

// allows reports whether a file in dir may import the package.
func (r Rule) allows(dir, pkg string) bool {
	first, _, _ := strings.Cut(pkg, "/")
	if first == Module {
		room := strings.TrimPrefix(pkg, Module+"/")
		return room == dir || within(r.Rooms, room)
	}
	if !strings.Contains(first, ".") {
		return pkg != "C" // the standard library; cgo is not: the program is one static binary
	}
	for _, lib := range r.Libs {
		if lib != "*" && (pkg == lib || strings.HasPrefix(pkg, strings.TrimSuffix(lib, "/")+"/")) {
			return true
		}
	}
	guarded := slices.ContainsFunc(Guarded, func(g string) bool { return strings.HasPrefix(pkg, g) })
	return !guarded && slices.Contains(r.Libs, "*")
}

func within(rooms []string, room string) bool {
	return slices.ContainsFunc(rooms, func(r string) bool {
		switch {
		case r == "*":
			return !strings.HasPrefix(room, "cmd/")
		case strings.HasSuffix(r, "/*"):
			return strings.HasPrefix(room, strings.TrimSuffix(r, "*"))
		}
		return room == r
	})
}
