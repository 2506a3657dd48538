package extract

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"dateline/ingest/nlp"
)

// treebank reads a treebank with its enhanced dependencies (column 9) by
// sentence id, or skips the test.
func treebank(t *testing.T, name string) ([]nlp.Gold, map[string][]string) {
	t.Helper()
	path := "../../../shared/data/treebank/" + name
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("no treebank: %v", err)
	}
	defer f.Close()
	docs, err := nlp.ReadCoNLLU(f)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Seek(0, 0); err != nil {
		t.Fatal(err)
	}
	enhanced := map[string][]string{}
	id := ""
	in := bufio.NewScanner(f)
	in.Buffer(make([]byte, 1<<16), 1<<22)
	for in.Scan() {
		line := in.Text()
		if rest, ok := strings.CutPrefix(line, "# sent_id = "); ok {
			id = rest
			continue
		}
		cols := strings.Split(line, "\t")
		if len(cols) == 10 && !strings.ContainsAny(cols[0], "-.") {
			enhanced[id] = append(enhanced[id], cols[8])
		}
	}
	return docs, enhanced
}

// TestInheritedArgumentsAgainstTreebank compares the arguments that frames
// add to the trees (conjuncts, shared and controlled subjects, relative
// clauses) with the enhanced dependencies of the treebanks. Participles and
// adverbial clauses are left out: the treebanks add nothing there.
func TestInheritedArgumentsAgainstTreebank(t *testing.T) {
	for _, c := range []struct {
		file              string
		precision, recall int // percent, a little below what was measured
	}{
		{"en_ewt-ud-dev.conllu", 89, 70},
		{"en_gum-ok-dev.conllu", 82, 72},
	} {
		t.Run(c.file, func(t *testing.T) {
			docs, enhanced := treebank(t, c.file)
			var right, found, gold int
			for _, g := range docs {
				tr := newTree(g.Document, nil)
				for s, sent := range g.Document.Sentences {
					want := extraEdges(g.Document, sent, enhanced[g.SentIDs[s]])
					got := map[string]bool{}
					for v := sent.First; v < sent.Last; v++ {
						if tr.clausal(v) {
							inheritedEdges(tr, v, got)
						}
					}
					for e := range got {
						if want[e] {
							right++
						}
					}
					found, gold = found+len(got), gold+len(want)
				}
			}
			p, r := 100*right/max(found, 1), 100*right/max(gold, 1)
			t.Logf("precision %d, recall %d of %d inherited arguments", p, r, gold)
			if p < c.precision || r < c.recall {
				t.Errorf("precision %d, recall %d; want at least %d and %d", p, r, c.precision, c.recall)
			}
		})
	}
}

// argumentRel reduces a relation to what frames know of it.
func argumentRel(rel string) string {
	base, _, _ := strings.Cut(rel, ":")
	switch base {
	case "nsubj", "obj", "iobj", "obl":
		return base
	}
	return ""
}

// extraEdges returns the arguments in enhanced columns that the tree itself
// does not have.
func extraEdges(d *nlp.Document, sent nlp.Sentence, columns []string) map[string]bool {
	out := map[string]bool{}
	for i, col := range columns {
		dep := sent.First + int32(i)
		for _, edge := range strings.Split(col, "|") {
			at, rel, ok := strings.Cut(edge, ":")
			head, err := strconv.Atoi(at)
			if rel = argumentRel(rel); !ok || err != nil || rel == "" || head == 0 {
				continue
			}
			h := sent.First + int32(head) - 1
			if d.Tokens[dep].Head == h {
				continue
			}
			out[fmt.Sprintf("%d<-%s-%d", h, rel, dep)] = true
		}
	}
	return out
}

// inheritedEdges adds the arguments of v that the tree does not have.
func inheritedEdges(tr *tree, v int32, out map[string]bool) {
	f := tr.frame(v)
	add := func(rel string, args []arg) {
		for _, a := range args {
			if a.via == participial || a.via == adverbial || tr.head(a.tok) == v {
				continue
			}
			out[fmt.Sprintf("%d<-%s-%d", v, rel, a.tok)] = true
		}
	}
	add("nsubj", f.subj)
	add("obj", f.obj)
	add("iobj", f.iobj)
	add("obl", f.obl)
	add("obl", f.agent)
}

// TestMendingSparesGoodTrees: what is mended in trees that are right is a
// mistake.
func TestMendingSparesGoodTrees(t *testing.T) {
	for _, name := range []string{"en_ewt-ud-dev.conllu", "en_gum-ok-dev.conllu"} {
		docs, _ := treebank(t, name)
		words, spoilt := 0, 0
		for _, g := range docs {
			for i, tok := range repaired(g.Document, nil) {
				words++
				if old := &g.Document.Tokens[i]; tok.Head != old.Head || tok.Rel != old.Rel {
					spoilt++
				}
			}
		}
		t.Logf("%s: %d of %d words changed", name, spoilt, words)
		if spoilt*100 > words {
			t.Errorf("%s: %d of %d words changed, more than one in a hundred", name, spoilt, words)
		}
	}
}
