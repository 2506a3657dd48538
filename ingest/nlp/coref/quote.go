package coref

// A quote is direct speech: the tokens [first, last) between quotation marks,
// across sentences if need be.
type quote struct {
	first, last int32
	speaker     int32 // token of the speaker's mention, -1 if nobody is named
}

// findQuotes finds direct speech. A mark that is not closed in its paragraph
// reaches to the paragraph's end; single marks are too often apostrophes and
// are left out.
func (r *reading) findQuotes() {
	d := r.doc
	r.quoteAt = make([]int32, len(d.Tokens))
	for i := range r.quoteAt {
		r.quoteAt[i] = -1
	}
	open := int32(-1)
	paragraph := int32(-1)
	end := func(last int32) {
		if open >= 0 && last > open {
			r.quotes = append(r.quotes, quote{open, last, -1})
		}
		open = -1
	}
	for s := range d.Sentences {
		sent := &d.Sentences[s]
		if sent.Paragraph != paragraph {
			end(sent.First)
			paragraph = sent.Paragraph
		}
		for i := sent.First; i < sent.Last; i++ {
			switch d.Form(i) {
			case "“", "``":
				end(i)
				open = i + 1
			case "”", "''":
				end(i)
			case `"`:
				if open >= 0 {
					end(i)
				} else {
					open = i + 1
				}
			}
		}
	}
	end(int32(len(d.Tokens)))
	for q := range r.quotes {
		for i := r.quotes[q].first; i < r.quotes[q].last; i++ {
			r.quoteAt[i] = int32(q)
		}
	}
	r.findSpeakers()
}

// findSpeakers gives each quote the subject of the speech verb that governs or
// follows it. A quote without one takes over the speaker of the quote before it
// in the same paragraph; words without a predicate (scare quotes) have none.
func (r *reading) findSpeakers() {
	for q := range r.quotes {
		qu := &r.quotes[q]
		if !r.speaks(qu) {
			continue
		}
		qu.speaker = r.attribution(qu)
		if qu.speaker >= 0 || q == 0 {
			continue
		}
		before := r.quotes[q-1]
		if before.speaker >= 0 && r.paragraph(before.last-1) == r.paragraph(qu.first) {
			qu.speaker = before.speaker
		}
	}
	// A quote that opens a paragraph belongs to the quote after it, when the
	// sentence between them names the speaker: `"A." "B," he said.`
	for q := len(r.quotes) - 2; q >= 0; q-- {
		qu, next := &r.quotes[q], r.quotes[q+1]
		if qu.speaker < 0 && next.speaker >= 0 && r.speaks(qu) && next.first-qu.last <= 2 &&
			r.paragraph(qu.first) == r.paragraph(next.first) {
			qu.speaker = next.speaker
		}
	}
}

func (r *reading) paragraph(i int32) int32 { return r.doc.Sentences[r.sent[i]].Paragraph }

// speaks reports whether a quote holds a predicate and is longer than a few
// words that are only mentioned.
func (r *reading) speaks(q *quote) bool {
	if q.last-q.first < 3 {
		return false
	}
	for i := q.first; i < q.last; i++ {
		if p := r.tok(i).POS; p == "VERB" || p == "AUX" {
			return true
		}
	}
	return false
}

// attribution looks for the speech verb outside the quote in the sentences in
// which it begins and ends.
func (r *reading) attribution(q *quote) int32 {
	begin, end := r.sent[q.first], r.sent[q.last-1]
	best, distance := int32(-1), int32(1<<30)
	for _, s := range []int32{end, begin} {
		for i := r.doc.Sentences[s].First; i < r.doc.Sentences[s].Last; i++ {
			if i >= q.first && i < q.last || r.quoteAt[i] >= 0 || r.tok(i).POS != "VERB" || r.trait(i)&speech == 0 {
				continue
			}
			subj := r.subject(i)
			if subj < 0 || subj >= q.first && subj < q.last {
				continue
			}
			d := i - q.last
			if i < q.first {
				d = q.first - i + 2 // on a tie what follows the quote
			}
			if d < distance {
				best, distance = subj, d
			}
		}
		if best >= 0 || begin == end {
			break
		}
	}
	// The sentence after the quote may be cut off by the closing mark:
	// `"...!" Smith said.`
	if next := end + 1; best < 0 && int(next) < len(r.doc.Sentences) && r.doc.Sentences[end].Last-q.last <= 1 {
		n := r.doc.Sentences[next]
		if n.Last-n.First <= 12 && n.Paragraph == r.doc.Sentences[end].Paragraph {
			for i := n.First; i < n.Last; i++ {
				if r.quoteAt[i] < 0 && r.tok(i).POS == "VERB" && r.trait(i)&speech != 0 && r.tok(i).Head < 0 && r.kid(i, "ccomp") < 0 {
					best = r.subject(i)
				}
			}
		}
	}
	return best
}
