package extract

import "strings"

// A source is one act of saying or holding and what it reports.
type source struct {
	pred     int32 // the verb; none for "according to"
	content  int32 // head of the clause that is reported
	note     stanceNote
	speakers []arg
	verb     string
}

// findSources fills r.sources and r.reported: who says which clause.
func (r *reader) findSources() {
	for i := range r.tok {
		v := int32(i)
		switch {
		case r.form(v) == "according":
			r.accordingTo(v)
		case r.pos(v, "VERB"):
			r.speechVerb(v)
		}
	}
	r.findQuotes()
}

// verbWithParticle returns the lemma of v with its particle: "point-out".
func (t *tree) verbWithParticle(v int32) string {
	w := t.lemma(v)
	if p := t.particle(v); p != "" {
		w += "-" + p
	}
	return w
}

func (r *reader) speechVerb(v int32) {
	word := r.verbWithParticle(v)
	note, ok := speech[word]
	if ok = ok || requests[word]; !ok || r.is(v, "amod", "compound") {
		return
	}
	before := len(r.sources)
	for _, k := range r.children(v) {
		if r.is(k, "ccomp") && note != thinks || r.is(k, "ccomp") && held(word) {
			if m := r.mark(k); m != "whether" && m != "if" && (!r.openQuestion(k) || note != thinks && r.told(k)) {
				held := heldAs(word, note)
				if note == says && subjunctive[word] && m == "that" && r.tok[k].Tag == "VB" && !r.has(k, "aux") {
					held = demands // "insisted that the deal include"
				}
				r.report(source{pred: v, content: k, note: held, verb: word})
			}
		}
	}
	for _, k := range r.children(v) { // "promised to leave", "urged them to leave"
		if r.is(k, "xcomp") && (note == promises || note == refuses || requests[word]) && r.verbal(k) {
			if note != promises && note != refuses {
				note = demands
			}
			r.report(source{pred: v, content: k, note: note, verb: word})
		}
	}
	if len(r.sources) > before || note == thinks {
		return
	}
	h := r.head(v)
	hasSubject := r.has(v, "nsubj")
	switch {
	case h != none && r.is(v, "parataxis") && hasSubject && r.is(h, "conj") && r.clausal(h) && r.clausal(r.head(h)) && h < v && !r.has(v, "obj"):
		for r.is(h, "conj") && r.clausal(r.head(h)) { // "A left, and B stayed, he said"
			h = r.head(h)
		}
		r.report(source{pred: v, content: h, note: note, verb: word})
	case h != none && r.is(v, "parataxis") && hasSubject && r.clauseLike(h) && !r.has(v, "obj") && h != none:
		r.report(source{pred: v, content: h, note: note, verb: word})
	case h != none && r.is(v, "advcl") && r.mark(v) == "as" && hasSubject && r.parenthetic(v, word):
		r.report(source{pred: v, content: h, note: note, verb: word})
	case hasSubject:
		for _, k := range r.children(v) { // the quote hangs loosely on the verb
			if (r.is(k, "parataxis", "dep") || r.is(k, "advcl") && r.mark(k) == "" && r.has(k, "nsubj")) && r.clauseLike(k) && r.reported[k] == noSource && k < v {
				r.report(source{pred: v, content: k, note: note, verb: word})
				return
			}
		}
	}
}

// parenthetic reports whether verb v of "as X announced" says what the clause
// around it says: it has nothing else to say.
func (r *reader) parenthetic(v int32, word string) bool {
	for _, k := range r.children(v) {
		if r.is(k, "obl") && !r.temporal(k) || r.is(k, "xcomp", "ccomp") || r.is(k, "obj") && word != "tell" && word != "inform" && word != "put" {
			return false
		}
	}
	return word != "continue" && word != "go"
}

// openQuestion reports whether complement k asks something: "how much it
// would cost".
func (r *reader) openQuestion(k int32) bool {
	first := r.low[k]
	for first < k && r.pos(first, "PUNCT") {
		first++
	}
	switch r.form(first) {
	case "what", "who", "whom", "which", "how", "why", "where", "when", "whose":
		return !r.pos(first, "PUNCT")
	}
	return false
}

// told reports whether complement k tells what happened by asking for its
// circumstances: "described how X killed Y".
func (r *reader) told(k int32) bool {
	first := r.low[k]
	switch r.form(first) {
	case "how", "why", "where", "when":
		return !r.pos(first+1, "ADJ", "ADV") && r.tok[k].Tag != "VB"
	}
	return false
}

// held reports whether a verb of thinking makes its subject the holder of the
// complement.
func held(word string) bool {
	switch word {
	case "believe", "think", "suspect", "assume", "fear", "hope", "expect", "worry", "feel", "know":
		return true
	}
	return false
}

// heldAs returns how the complement of a verb of thinking counts.
func heldAs(word string, note stanceNote) stanceNote {
	if note != thinks {
		return note
	}
	switch word {
	case "hope", "expect":
		return promises
	case "know":
		return says
	case "fear", "worry":
		return asks
	}
	return claims
}

func (r *reader) clauseLike(i int32) bool {
	return r.clausal(i) || r.head(i) == none || r.has(i, "nsubj") || r.is(i, "ccomp")
}

// accordingTo reads "according to X" at the word "according".
func (r *reader) accordingTo(v int32) {
	who := none
	switch {
	case r.is(v, "case"):
		who = r.head(v)
	case r.child(v, "obl", "nmod", "obj", "ccomp") != none:
		who = r.child(v, "obl", "nmod", "obj", "ccomp")
	}
	if who == none || !r.nominal(who) {
		return
	}
	top := who
	if !r.is(v, "case") {
		top = v
	}
	clause := r.head(top)
	for clause != none && !r.clausal(clause) && r.head(clause) != none {
		clause = r.head(clause)
	}
	if clause == none || r.reported[clause] != noSource && r.sources[r.reported[clause]].pred == none {
		return
	}
	sent := r.doc.Sentences[r.sentence[v]]
	last := r.high[top] >= sent.Last-1 && v > sent.First && r.form(v-1) == "," // ", according to X." is of the whole sentence
	for r.is(clause, "conj") && (last || top < clause) || last && r.is(clause, "advcl", "acl") {
		h := r.head(clause)
		for h != none && !r.clausal(h) && !r.is(clause, "conj") {
			h = r.head(h)
		}
		if h == none || !r.clausal(h) {
			break
		}
		clause = h
	}
	r.report(source{pred: none, content: clause, note: says, speakers: r.spread(nil, who, "", own), verb: "say"})
}

// report records one source. The first one wins: an inner speech is a source
// of its own, on a clause of its own.
func (r *reader) report(s source) {
	if r.reported[s.content] != noSource {
		return
	}
	if s.speakers == nil && s.pred != none && !r.passive(s.pred) {
		s.speakers = r.subjects(s.pred, 0)
	}
	r.reported[s.content] = int32(len(r.sources))
	if s.pred != none {
		r.saying[s.pred] = append(r.saying[s.pred], int32(len(r.sources)))
	}
	r.sources = append(r.sources, s)
}

// findQuotes pairs the double quotes of each paragraph and gives each quoted
// stretch the source of what is said in it, else that of the quote or the
// speech before it in the same paragraph, or of the sentence that introduced
// the quoted paragraphs with a colon.
func (r *reader) findQuotes() {
	if !strings.ContainsAny(r.doc.Text, "\"“”") {
		return
	}
	r.quote = make([]int32, len(r.tok))
	for i := range r.quote {
		r.quote[i] = none
	}
	last, introduced, paragraph := noSource, noSource, int32(-1)
	open := none
	for s := range r.doc.Sentences {
		sent := &r.doc.Sentences[s]
		opens := isQuote(r.doc.Form(sent.First))
		if sent.Paragraph != paragraph {
			if !opens {
				introduced = noSource
			}
			paragraph, open, last = sent.Paragraph, none, introduced
		} else if opens && last == noSource {
			last = r.spokenIn(s - 1)
		}
		for i := sent.First; i < sent.Last; i++ {
			if !isQuote(r.doc.Form(i)) {
				continue
			}
			if open == none {
				open = i
				continue
			}
			last = r.closeQuote(open+1, i, last)
			open = none
			if last != introduced { // somebody else is quoted
				introduced = noSource
			}
		}
		if open != none && (s+1 == len(r.doc.Sentences) || r.doc.Sentences[s+1].Paragraph != paragraph) {
			last = r.closeQuote(open+1, sent.Last, last) // left open: to the end of the paragraph
		}
		if r.doc.Form(sent.Last-1) == ":" && s+1 < len(r.doc.Sentences) {
			introduced = r.introduction(s)
		}
	}
}

// root returns the token above all others of sentence s.
func (r *reader) root(s int) int32 {
	sent := &r.doc.Sentences[s]
	for i := sent.First; i < sent.Last; i++ {
		if r.head(i) == none {
			return i
		}
	}
	return none
}

// spokenIn returns the source of what the main verb of sentence s reports,
// noSource if it reports nothing.
func (r *reader) spokenIn(s int) int32 {
	v := r.root(s)
	if v == none || len(r.saying[v]) == 0 {
		return noSource
	}
	k := r.saying[v][0]
	if src := &r.sources[k]; src.note != says && src.note != asserts || len(src.speakers) == 0 {
		return noSource
	}
	return k
}

// introduction makes a source of sentence s, "Lee replied:", for what is
// quoted behind it.
func (r *reader) introduction(s int) int32 {
	v, content := r.root(s), r.root(s+1)
	if v == none || content == none || !r.pos(v, "VERB") || r.reported[content] != noSource || !isQuote(r.doc.Form(r.doc.Sentences[s+1].First)) {
		return noSource
	}
	word := r.verbWithParticle(v)
	if speech[word] != says || !r.has(v, "nsubj") {
		return noSource
	}
	r.report(source{pred: v, content: content, note: says, verb: word})
	return r.reported[content]
}

func isQuote(form string) bool {
	switch form {
	case "\"", "“", "”", "``", "''":
		return true
	}
	return false
}

// closeQuote gives the quoted tokens [first, last) their source and returns
// it.
func (r *reader) closeQuote(first, last, previous int32) int32 {
	src := noSource
	clauses := false
	for i := first; i < last; i++ {
		clauses = clauses || r.clausal(i)
		if k := r.reported[i]; k != noSource && src == noSource && !r.within(r.sources[k].pred, first, last) {
			src = k
		}
	}
	if src == noSource && clauses && last-first > 3 {
		src = previous
	}
	for i := first; i < last; i++ {
		r.quote[i] = src
	}
	if src == noSource {
		return previous
	}
	return src
}

func (r *reader) within(i, first, last int32) bool { return first <= i && i < last }

// quoted returns the source of the quote that v stands in, noSource outside
// of quotes.
func (r *reader) quoted(v int32) int32 {
	if r.quote == nil || r.quote[v] < 0 {
		return noSource
	}
	if k := r.quote[v]; r.sources[k].pred != v {
		return k
	}
	return noSource
}
