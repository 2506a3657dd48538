package extract

import (
	"strings"

	"dateline/schema"
)

// figurative modifiers of a fight: nobody shoots in a price war.
var figurative = words("legal court trade price tariff bidding political verbal diplomatic cultural culture turf custody ratings electoral election " +
	"campaign propaganda information cold bureaucratic budget marketing browser streaming domestic currency proxy intellectual title")

// sporting words belong to sport and hardly to anything else.
var sporting = words("match goal penalty striker league playoff inning quarterback goalkeeper midfielder defender halftime coach semifinal semi-final " +
	"quarterfinal quarter-final tournament championship batsman bowler wicket touchdown basket innings race lap knockout grand-slam cup scorer")

// abstract nouns can only be attacked with words.
var abstract = words("budget plan policy law bill decision record proposal reform idea report speech claim statement ruling strategy approach agenda deal " +
	"agreement remark comment view position candidacy character motive credibility argument theory ideology verdict constitution treaty " +
	"film movie book novel album documentary article")

// figure reports whether event noun i names a fight only by a figure of
// speech: "a trade war", "a war of words".
func (r *reader) figure(i int32) bool {
	for _, k := range r.children(i) {
		if k < i && r.is(k, "amod", "compound") && figurative[r.lemma(k)] || r.is(k, "nmod") && r.lemma(k) == "word" {
			return true
		}
	}
	return false
}

// disasters act without meaning to.
var disasters = words("storm hurricane typhoon cyclone earthquake quake tornado flood wildfire blizzard tsunami volcano eruption heatwave landslide avalanche virus pandemic")

// disaster reports whether a name is that of a storm or the like: "Tropical
// Storm Ann" attacks nobody.
func disaster(name string) bool {
	for _, w := range strings.Fields(strings.ToLower(name)) {
		if disasters[w] {
			return true
		}
	}
	return false
}

// sport reports whether the sentence of token i is about sport. Where clubs (or
// firms) meet, a result is enough.
func (r *reader) sport(i int32, clubs bool) bool {
	sent := r.doc.Sentences[r.sentence[i]]
	n := 0
	for k := sent.First; k < sent.Last; k++ {
		if r.pos(k, "NOUN", "PROPN") && sporting[r.lemma(k)] {
			n++
		}
	}
	return n > 1 || (n == 1 || clubs) && r.score(sent.First, sent.Last)
}

// score reports whether a result like 4-0 stands between the tokens.
func (r *reader) score(first, last int32) bool {
	for k := first; k+2 < last; k++ {
		if r.pos(k, "NUM") && r.pos(k+2, "NUM") && (r.doc.Form(k+1) == "-" || r.doc.Form(k+1) == "–") && r.tok[k].End == r.tok[k+1].Start {
			return true
		}
	}
	return false
}

// inWords reports whether the attack p is one with words: on something
// abstract, or on somebody over something.
func (w *writer) inWords(p *Proposition, e *schema.Event) bool {
	switch p.Verb {
	case "attack", "assault", "hit", "blast", "slam":
	default:
		return false
	}
	for _, t := range p.Targets {
		if t.Literal != "" && abstract[w.lemma(t.Token)] {
			return true
		}
	}
	for _, k := range w.children(p.Trigger) {
		if w.is(k, "obl") && (w.prep(k) == "over" || w.prep(k) == "for") && !w.temporal(k) && !w.placeLike(k) {
			return w.classAmong(e, schema.Target) == schema.Person
		}
	}
	return false
}
