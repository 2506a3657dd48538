package neural

import (
	"strings"

	"dateline/ingest/nlp"
)

// raising begins the forms of the verbs that say nothing of an "it" before a
// clause: "it seems that", "it turned out that".
var raising = [...]string{"seem", "appear", "happen", "turn", "emerge", "transpire", "follow", "matter", "occur", "strike", "struck", "prove", "dawn", "help", "take", "took"}

// referring makes a subject of an "it" that was taken for an expletive before
// an active verb that says the clause behind it: "It added that he had left".
// In the treebanks hardly any it is a body that speaks; in news most are.
func referring(d *nlp.Document, first, last int32) {
	for i := first; i < last; i++ {
		t := &d.Tokens[i]
		if t.Rel != "expl" || t.Head <= i || t.Head >= last || !strings.EqualFold(d.Form(i), "it") || d.Tokens[t.Head].POS != "VERB" || raises(d.Form(t.Head)) {
			continue
		}
		clause := false
		for k := i + 1; k < last; k++ {
			if x := &d.Tokens[k]; x.Head == t.Head {
				clause = clause || x.Rel == "ccomp"
				if x.Rel == "aux:pass" || x.Rel == "csubj" || x.Rel == "nsubj" {
					clause = false
					break
				}
			}
		}
		if clause {
			t.Rel = "nsubj"
		}
	}
}

func raises(form string) bool {
	form = strings.ToLower(form)
	for _, r := range raising {
		if strings.HasPrefix(form, r) {
			return true
		}
	}
	return false
}
