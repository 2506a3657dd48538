package names

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
)

// A name is a mention in the making.
type name struct {
	first, last int32
	class       nlp.Class
	ref         string
}

// ruler is the scratch of the rules that make mentions of labels.
type ruler struct {
	doc   *nlp.Document
	world *gazetteer.Table
	marks []mark
	names []name
	taken []int32 // for each token: index in names, plus one; 0 if none

	firstOf map[string]int32 // first token of a form, plus one
	nextOf  []int32          // the next token of the same form, plus one; 0 if none
}

// mentions makes mentions of the spans of a document.
func (r *ruler) mentions(out []nlp.Mention) []nlp.Mention {
	d := r.doc
	r.names = r.names[:0]
	r.taken = slices.Grow(r.taken[:0], len(d.Tokens))[:len(d.Tokens)]
	clear(r.taken)
	r.addLong(d.Spans)
	for _, s := range d.Spans {
		n, ok := r.trimmed(s)
		if !ok || !r.free(s.First, s.Last) {
			continue
		}
		if at := r.parted(n, s.Class); at > n.first {
			rest := name{first: at, last: n.last}
			n.last = at
			r.refine(&rest, s.Class)
			r.put(rest)
		}
		r.refine(&n, s.Class)
		r.number(&n)
		r.put(n)
	}
	r.branches()
	r.completePersons()
	r.addKnown()
	r.settle()
	r.agree()
	r.addTeams()
	slices.SortFunc(r.names, func(a, b name) int { return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(b.last, a.last)) })
	for _, n := range r.names {
		if n.class == nlp.Unknown {
			continue
		}
		out = append(out, nlp.Mention{First: n.first, Last: n.last, Head: r.head(n), Kind: nlp.Name, Class: n.class, Ref: n.ref, Chain: -1})
	}
	return out
}

// number takes the number of a road into its name: "National Highway 66".
func (r *ruler) number(n *name) {
	i := n.last
	if int(i) < len(r.marks) && r.doc.Done.Has(nlp.Trees) {
		if h := r.doc.Tokens[i].Head; h < n.first || h >= n.last {
			return
		}
	}
	if (n.class == nlp.Facility || n.class == nlp.Place) && int(i) < len(r.marks) && r.marks[i].style == digits && !r.marks[i].start && numbered(r.doc.Form(i-1)) {
		n.last, n.class = i+1, nlp.Facility
	}
}

// branches makes one name of an armed group and the place of its branch behind
// a hyphen: "ISIS-Somalia". In "a Hamas-Israel war" they belong to the noun.
func (r *ruler) branches() {
	d := r.doc
	for k := range r.names {
		a := &r.names[k]
		i := a.last
		if a.class != nlp.Organization || int(i)+1 >= len(r.marks) || d.Form(i) != "-" || !r.tight(i) || r.taken[i+1] == 0 || !d.Done.Has(nlp.Trees) {
			continue
		}
		b := r.names[r.taken[i+1]-1]
		if o, ok := r.world.Organization(r.text(a.first, a.last)); !ok || o.Kind != "armed group" || b.class != nlp.Place && b.class != nlp.Country {
			continue
		}
		switch d.Tokens[r.head(b)].Rel {
		case "nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj", "appos":
			r.drop(r.taken[i+1] - 1)
			r.names[k].last = b.last
			for j := i; j < b.last; j++ {
				r.taken[j] = int32(k) + 1
			}
		}
	}
}

// tight reports whether no blanks stand around token i.
func (r *ruler) tight(i int32) bool {
	t := r.doc.Tokens
	return t[i].Start == t[i-1].End && int(i)+1 < len(t) && t[i+1].Start == t[i].End
}

// parted returns the token where a span of a model is two names, a city and its
// state or country ("Miramar Florida"); the first token if it is one.
func (r *ruler) parted(n name, kind nlp.Class) int32 {
	if kind != nlp.Place || r.end(n.first, surePlaces) == n.last {
		return n.first
	}
	for at := n.last - 1; at > n.first && at >= n.last-2; at-- {
		rest := r.text(at, n.last)
		_, state := r.world.State(rest)
		_, country := r.world.Country(rest)
		if (state || country) && len(r.world.Cities(r.text(n.first, at))) > 0 {
			return at
		}
	}
	return n.first
}

// put adds a name to those of the document.
func (r *ruler) put(n name) {
	r.names = append(r.names, n)
	for i := n.first; i < n.last; i++ {
		r.taken[i] = int32(len(r.names))
	}
}

// drop takes a name away again.
func (r *ruler) drop(k int32) {
	n := &r.names[k]
	for i := n.first; i < n.last; i++ {
		r.taken[i] = 0
	}
	n.class = nlp.Unknown
}

// free reports whether no name has any of the tokens.
func (r *ruler) free(first, last int32) bool {
	for i := first; i < last; i++ {
		if r.taken[i] != 0 {
			return false
		}
	}
	return true
}

// text returns the words of the tokens [first, last) in one line.
func (r *ruler) text(first, last int32) string {
	begin, end := r.doc.Span(first, last)
	if s := r.doc.Text[begin:end]; !strings.Contains(s, "\n") {
		return s
	}
	return strings.Join(strings.Fields(r.doc.Text[begin:end]), " ")
}

// head is the token whose own head is outside the name; without trees the
// last one, which heads English compounds.
func (r *ruler) head(n name) int32 {
	if r.doc.Done.Has(nlp.Trees) {
		for i := n.first; i < n.last; i++ {
			if h := r.doc.Tokens[i].Head; h < n.first || h >= n.last {
				return i
			}
		}
	}
	return n.last - 1
}

// end returns where the name that one of the kinds of table knows from token
// i on ends, the longest of them; i if there is none.
func (r *ruler) end(i int32, kinds gazetteer.Kind) int32 {
	best := i
	for m := r.marks[i].begins & kinds; m != 0; m &= m - 1 {
		bit := gazetteer.Kind(1) << bits.TrailingZeros16(uint16(m))
		for j := i; j < int32(len(r.marks)) && r.marks[j].in&bit != 0; j++ {
			if r.marks[j].ends&bit != 0 {
				best = max(best, j+1)
				break
			}
		}
	}
	return best
}

// trimmed drops what does not belong to a name: articles, titles and roles
// before a person, quotes. It refuses spans that are no names.
func (r *ruler) trimmed(s nlp.Span) (name, bool) {
	n := name{first: s.First, last: s.Last}
	for n.first < n.last && (r.marks[n.first].style == other || r.doc.Form(n.first) == "the" || r.doc.Form(n.first) == "The" && r.marks[n.first].start) {
		n.first++
	}
	if n.last-n.first > 1 && latin(r.doc.Form(n.first), r.doc.Form(n.first+1)) {
		n.first += 2
	}
	for n.first < n.last && r.marks[n.last-1].style == other && !closing(r.doc.Form(n.last-1)) {
		n.last--
	}
	if n.last > n.first && possessive(r.doc.Form(n.last-1)) {
		n.last--
	}
	if s.Class == nlp.Person && n.first < n.last {
		r.untitle(&n)
	}
	if n.first >= n.last || r.ordinary(n) || n.last-n.first == 1 && (address(r.doc.Form(n.first)) || gazetteer.LegalForm(r.doc.Form(n.first))) {
		return n, false
	}
	if (s.Class == nlp.EventName || s.Class == nlp.Product) && r.common(n) {
		return n, false
	}
	if (s.Class == nlp.Organization || s.Class == nlp.Place) && r.end(n.first, surePlaces) != n.last {
		// "British Defence Secretary": a role that goes on after the span.
		for i := n.first; i < n.last; i++ {
			if e := r.end(i, gazetteer.RoleName); e > n.last && e-i >= 2 && r.end(i, gazetteer.BodyName) == i {
				n.last = i
			}
		}
		if n.first == n.last {
			return n, false
		}
	}
	// "Secretary of State": the words of a role are no organization.
	if s.Class == nlp.Organization {
		for i := max(n.first-4, 0); i <= n.first; i++ {
			if e := r.end(i, gazetteer.RoleName); e >= n.last && e-i > 1 && r.end(n.first, gazetteer.BodyName) != n.last {
				return n, false
			}
		}
	}
	return n, true
}

// latin reports whether two words are "de facto" or "de jure", which no name
// opens with.
func latin(a, b string) bool { return strings.EqualFold(a, "de") && (b == "facto" || b == "jure") }

// address reports whether a token is an address of mail or of a page.
func address(form string) bool {
	return strings.Contains(form, "@") || strings.Contains(form, "://") || strings.HasPrefix(form, "www.")
}

// ordinary reports whether a span has no word of a name: words in lower case
// that are mostly written so, days and months.
func (r *ruler) ordinary(n name) bool {
	// "Police said": the capital is the sentence's.
	if m := &r.marks[n.first]; n.last-n.first == 1 && m.start && m.style == title && m.cases > 0 && m.cases <= 2 && m.in&^gazetteer.RoleName == 0 {
		return true
	}
	for i := n.first; i < n.last; i++ {
		m := &r.marks[i]
		if m.style == lower && m.cases < 4 && m.cases > 0 || m.style == other || m.style == digits || calendar(r.doc.Form(i)) {
			continue
		}
		return false
	}
	return true
}

// common reports whether all words of a span are known as words that are no
// names, whatever their capitals here: "More From This Section".
func (r *ruler) common(n name) bool {
	for i := n.first; i < n.last; i++ {
		if m := &r.marks[i]; m.cases == 0 || m.cases > 3 || m.in&(surePlaces|gazetteer.CityName) != 0 {
			return false
		}
	}
	return true
}

// calendar reports whether a word names a day or a month and nothing else.
func calendar(form string) bool {
	switch form {
	case "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "May", "July",
		"September", "October", "November", "December", "Sundays", "Fridays", "Saturdays", "Mondays":
		return true
	}
	return false
}

// closing reports whether a mark can be the end of a name: "Yahoo!", "Inc.".
func closing(form string) bool { return form == "!" || form == "." || form == ")" }

func possessive(form string) bool {
	return form == "'s" || form == "’s" || form == "'" || form == "’"
}

// untitle takes titles and roles off the front of a person's name, with the
// country that stands before a role: "US President Donald Trump". Titles that
// are part of the name stay: "Pope Francis".
func (r *ruler) untitle(n *name) {
	for {
		i := n.first
		if e := r.end(i, gazetteer.CountryName|gazetteer.DemonymName); e > i && e < n.last && r.end(e, gazetteer.RoleName|gazetteer.TitleName) > e {
			i = e
		}
		e := r.end(i, gazetteer.RoleName|gazetteer.TitleName)
		if e == i || e >= n.last || e == i+1 && regnal(r.doc.Form(i)) || r.marks[i].begins&gazetteer.GivenNameOf != 0 {
			return
		}
		n.first = e
	}
}

// regnal reports whether a title is said as part of the name.
func regnal(form string) bool {
	switch form {
	case "King", "Queen", "Prince", "Princess", "Pope", "Emperor", "Empress", "Sheikh", "Sheik", "Sheikha", "Shah", "Duke", "Duchess",
		"Lord", "Lady", "Don", "Count", "Countess", "Baron", "Baroness", "Sultan", "Emir", "Mullah", "Imam", "Saint", "Father", "Mother", "Brother", "Sister":
		return true
	}
	return false
}
