package extract

import (
	"strings"

	"dateline/ingest/extract/relation"
	"dateline/ingest/nlp"
)

// vocabulary tells the verbs that some table knows.
func vocabulary(relations *relation.Table) func(string) bool {
	return func(w string) bool {
		_, embeds := complements[w]
		return embeds || speech[w] != 0 || light[w] || eventful[w] || reciprocal[w] || intransitive[w] || emotive[w] || causal[w] || relations.Known(w)
	}
}

// relemmatize gives regular forms of verbs whose lemma no table knows the
// base form that one does ("declined": "decline", not "declin"): an unknown
// verb that refuses would be taken for one that says nothing.
func relemmatize(doc *nlp.Document, tok []nlp.Token, known func(string) bool) {
	for i := range tok {
		t := &tok[i]
		if t.POS == "VERB" && t.Lemma == "wind" && hurts(tok, int32(i)) && strings.EqualFold(doc.Text[t.Start:t.End], "wound") {
			t.Lemma = "wound"
			continue
		}
		if t.POS != "VERB" || known(strings.ToLower(t.Lemma)) {
			continue
		}
		for _, base := range baseForms(strings.ToLower(doc.Text[t.Start:t.End])) {
			if known(base) {
				t.Lemma = base
				break
			}
		}
	}
}

// hurts reports whether verb i has an object and no particle: "wound ten", but
// not "wound up".
func hurts(tok []nlp.Token, i int32) bool {
	object := false
	for k := max(i-1, 0); int(k) < len(tok) && k < i+20; k++ {
		if tok[k].Head != i {
			continue
		}
		if tok[k].Rel == "compound:prt" {
			return false
		}
		object = object || tok[k].Rel == "obj"
	}
	return object
}

// baseForms returns what a regular form can be a form of, the likelier first.
func baseForms(form string) []string {
	stem, ending := form, ""
	for _, e := range [...]string{"ied", "ies", "ing", "ed", "es", "s"} {
		if strings.HasSuffix(form, e) && len(form) > len(e)+1 {
			stem, ending = form[:len(form)-len(e)], e
			break
		}
	}
	n := len(stem)
	single := stem
	if n > 2 && stem[n-1] == stem[n-2] {
		single = stem[:n-1]
	}
	switch ending {
	case "ied", "ies":
		return []string{stem + "y"}
	case "ing", "ed", "es":
		return []string{stem + "e", stem, single}
	case "s":
		return []string{stem}
	}
	return nil
}
