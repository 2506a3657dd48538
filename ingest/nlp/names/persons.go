package names

import (
	"strings"

	"dateline/ingest/gazetteer"
	"dateline/ingest/nlp"
)

// completePersons makes names of persons whole where the model cut them: a
// given name without its surname, particles, hyphenated given names that go
// on small.
func (r *ruler) completePersons() {
	for k := range r.names {
		if r.names[k].class == nlp.Person {
			r.possessor(int32(k))
			r.extend(&r.names[k], int32(k))
		}
	}
	for k := range r.names {
		if r.bracketed(int32(k)) {
			r.drop(int32(k))
		}
	}
	for i := int32(0); i+3 < int32(len(r.marks)); i++ {
		if r.eastern(i) {
			r.replace(name{i, i + 4, nlp.Person, ""})
		}
	}
}

// bracketed reports whether a name is the given name that an editor put before
// a surname with the title: "(Prime Minister Yasuhiro) Nakasone".
func (r *ruler) bracketed(k int32) bool {
	n := &r.names[k]
	if n.class != nlp.Person || n.last-n.first != 1 || int(n.last)+1 >= len(r.marks) || r.doc.Form(n.last) != ")" {
		return false
	}
	if o := r.taken[n.last+1] - 1; o < 0 || r.names[o].class != nlp.Person {
		return false
	}
	for i := n.first - 1; i >= 0 && i >= n.first-6; i-- {
		if r.doc.Form(i) == "(" {
			return i+1 < n.first
		}
	}
	return false
}

// possessor cuts "Jordan's King Abdullah" after the possessive.
func (r *ruler) possessor(k int32) {
	n := &r.names[k]
	for i := n.last - 2; i > n.first; i-- {
		if possessive(r.doc.Form(i)) && r.marks[i+1].style == title && r.doc.Tokens[i].Start == r.doc.Tokens[i-1].End {
			owner := name{n.first, i, nlp.Unknown, ""}
			for j := n.first; j <= i; j++ {
				r.taken[j] = 0
			}
			n.first = i + 1
			if c, ok := r.world.Country(r.text(owner.first, owner.last)); ok {
				owner.class, owner.ref = nlp.Country, c.Name
				r.put(owner)
			}
			return
		}
	}
}

// extend takes in the words that belong to a person's name.
func (r *ruler) extend(n *name, k int32) {
	size := int32(len(r.marks))
	free := func(i int32) bool { return i < size && i >= 0 && r.taken[i] == 0 }
	grow := func(last int32) {
		for i := n.last; i < last; i++ {
			r.taken[i] = k + 1
		}
		n.last = last
	}
	// "Ursula von der Leyen"
	if j := n.last; free(j) && particle(r.doc.Form(j)) {
		for j < size && free(j) && particle(r.doc.Form(j)) {
			j++
		}
		if j < size && r.marks[j].style == title && !r.marks[j].start {
			if o := r.taken[j] - 1; o >= 0 && r.names[o].class == nlp.Person && r.names[o].first == j {
				end := r.names[o].last
				r.drop(o)
				grow(end)
			} else if o < 0 {
				grow(j + 1)
			}
			return
		}
	}
	// "King Abdullah", "Pope Francis"
	if j := n.first - 1; free(j) && regnal(r.doc.Form(j)) && (n.last-n.first == 1 || r.marks[n.last-1].style == upper || r.marks[n.last-1].style == one) {
		r.taken[j] = k + 1
		n.first = j
		return
	}
	if n.last-n.first > 1 {
		return
	}
	given := r.marks[n.first].in&gazetteer.GivenNameOf != 0
	if j := n.last; given && free(j) && !r.marks[j].shout && r.surname(j) {
		grow(j + 1)
		return
	}
	if j := n.first - 1; !given && free(j) && r.marks[j].in&gazetteer.GivenNameOf != 0 && r.marks[j].style == title && r.marks[j].in&gazetteer.TitleName == 0 {
		r.taken[j] = k + 1
		n.first = j
	}
}

// surname reports whether token i can be the surname after a given name.
func (r *ruler) surname(i int32) bool {
	m := &r.marks[i]
	if m.style != title && m.style != mixed || m.start || m.in&(gazetteer.RoleName|gazetteer.TitleName|gazetteer.DemonymName) != 0 {
		return false
	}
	form := r.doc.Form(i)
	if form == "May" {
		return i+1 >= int32(len(r.marks)) || r.marks[i+1].style != digits
	}
	return r.doc.Tokens[i].Tag == "NNP" && !calendar(form)
}

func particle(form string) bool {
	switch form {
	case "von", "van", "der", "den", "de", "la", "bin", "ibn", "al", "el", "da", "di", "del", "dos", "du", "ter", "ten":
		return true
	}
	return false
}

// eastern reports whether tokens [i, i+4) are a Korean or Chinese name with a
// hyphen: "Moon Jae-in", "Tsai Ing-wen".
func (r *ruler) eastern(i int32) bool {
	d := r.doc
	if r.marks[i].style != title || r.marks[i+1].style != title || r.marks[i+3].style != lower && r.marks[i+3].style != title {
		return false
	}
	if d.Form(i+2) != "-" || d.Tokens[i+2].Start != d.Tokens[i+1].End || d.Tokens[i+3].Start != d.Tokens[i+2].End {
		return false
	}
	syllable := d.Form(i + 3)
	return familyFirst(d.Form(i)) && len(syllable) <= 6 && len(d.Form(i+1)) <= 6 && !strings.HasSuffix(syllable, "ed") && syllable != "run" && syllable != "era"
}

// familyFirst reports whether a word is a frequent Korean, Chinese or
// Vietnamese family name, which stands first.
func familyFirst(form string) bool {
	switch form {
	case "Kim", "Lee", "Park", "Choi", "Jung", "Jeong", "Chung", "Kang", "Cho", "Yoon", "Yun", "Jang", "Chang", "Lim", "Han", "Oh", "Seo", "Shin",
		"Kwon", "Hwang", "Ahn", "Song", "Yoo", "Yu", "Hong", "Moon", "Ban", "Roh", "Ko", "Nam", "Suh", "Paik", "Baek", "Bae", "Ryu", "Woo", "Ri", "Pak",
		"Wang", "Li", "Zhang", "Liu", "Chen", "Yang", "Huang", "Zhao", "Wu", "Zhou", "Xu", "Sun", "Ma", "Zhu", "Hu", "Guo", "He", "Lin", "Gao", "Luo",
		"Xi", "Deng", "Jiang", "Wen", "Hua", "Peng", "Tsai", "Lai", "Hsu", "Hsieh", "Chiang", "Chou", "Chiu", "Su", "Yeh", "Hau", "Ko-wen", "Tung", "Tsang", "Leung", "Lam", "Mao",
		"Nguyen", "Tran", "Pham", "Le", "Vo":
		return true
	}
	return false
}

// replace puts a name in the place of all that overlap it.
func (r *ruler) replace(n name) {
	for i := n.first; i < n.last; i++ {
		if k := r.taken[i] - 1; k >= 0 && r.names[k].class != nlp.Unknown {
			r.drop(k)
		}
	}
	r.put(n)
}

// settle decides words that are names of different things by what else the
// document names: "Jordan" the man or the country, "Georgia" the country or
// the state.
func (r *ruler) settle() {
	american, caucasian := false, false
	people := map[string]bool{} // words of persons' full names
	for k := range r.names {
		n := &r.names[k]
		text := r.text(n.first, n.last)
		if n.class == nlp.Person && n.last-n.first > 1 {
			for i := n.first; i < n.last; i++ {
				people[r.doc.Form(i)] = true
			}
		}
		switch text {
		case "Georgia":
			continue
		case "Atlanta":
			american = true
		case "Tbilisi", "Armenia", "Azerbaijan", "Russia", "Russian", "Abkhazia", "South Ossetia", "Caucasus", "Georgian", "Georgians", "Saakashvili":
			caucasian = true
		}
		if _, state := r.world.State(text); state {
			american = true
		}
	}
	for k := range r.names {
		n := &r.names[k]
		text := r.text(n.first, n.last)
		switch {
		case text == "Georgia" && n.class == nlp.Place && (caucasian || !american):
			n.class, n.ref = nlp.Country, "Georgia"
		case n.class == nlp.Person && n.last-n.first == 1 && !people[text]:
			if c, ok := r.world.Country(text); ok {
				n.class, n.ref = nlp.Country, c.Name
			}
		}
	}
}
