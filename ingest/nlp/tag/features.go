package tag

import "dateline/ingest/nlp"

// word is what the features of the tagger know of one token.
type word struct {
	norm, form, shape uint64
	prefix            [3]uint64 // of 1 to 3 bytes of the normalised form, 0 if it is shorter
	suffix            [5]uint64 // of 1 to 5 bytes
	amb               uint64    // which tags the lexicon has for it, 0 if it is unknown
	coarse, fine      uint64    // classes of nlp.Clusters
}

// edge is the word beyond both ends of a sentence.
var edge = word{norm: 1, form: 1, shape: 1, amb: 1, coarse: 999, fine: 999}

// look fills w from the form of a token; norm is scratch.
func (w *word) look(form string, first bool, lexicon nlp.Lexicon, clusters nlp.Clusters, norm []byte) []byte {
	*w = word{}
	norm = nlp.Normalize(norm[:0], form)
	w.norm = nlp.HashBytes(norm)
	if amb, ok := lexicon.Get(w.norm); ok {
		w.amb = uint64(amb)
	}
	w.coarse, w.fine = clusters.Get(w.norm)
	for n := range w.prefix {
		if len(norm) > n+1 {
			w.prefix[n] = nlp.HashBytes(norm[:n+1])
		}
	}
	for n := range w.suffix {
		if len(norm) > n {
			w.suffix[n] = nlp.HashBytes(norm[len(norm)-n-1:])
		}
	}
	norm = nlp.Shape(norm[:0], form)
	if first {
		norm = append(norm, '^')
	}
	w.shape = nlp.HashBytes(norm)
	w.form = nlp.Mix(w.norm, w.shape)
	return norm
}

// features appends to f the features of ws[i]; ws has two edges on each
// side. t1 and t2 are the classes before, counted from 1.
func features(f []uint64, ws []word, i int, t1, t2 uint64) []uint64 {
	w, l, r := &ws[i], &ws[i-1], &ws[i+1]
	l2, r2 := &ws[i-2], &ws[i+2]
	n := uint64(0)
	one := func(a uint64) { n++; f = append(f, nlp.Mix(n<<56, a)) }
	two := func(a, b uint64) { n++; f = append(f, nlp.Mix(nlp.Mix(n<<56, a), b)) }
	three := func(a, b, c uint64) { n++; f = append(f, nlp.Mix(nlp.Mix(nlp.Mix(n<<56, a), b), c)) }

	one(w.norm)
	one(w.form)
	one(w.shape)
	one(w.amb)
	for _, p := range w.prefix {
		one(p)
	}
	for _, s := range w.suffix {
		one(s)
	}
	two(w.suffix[2], w.shape)
	one(l.norm)
	one(r.norm)
	one(l2.norm)
	one(r2.norm)
	two(l.norm, w.norm)
	two(w.norm, r.norm)
	two(l.norm, r.norm)
	two(l.suffix[2], w.suffix[1])
	two(w.suffix[1], r.suffix[2])
	one(t1)
	two(t1, t2)
	two(t1, w.norm)
	two(t2, w.amb)
	three(t1, t2, w.amb)
	three(t1, w.amb, r.amb)
	two(w.amb, r.amb)
	three(w.amb, r.amb, r2.amb)
	two(t1, r.amb)
	two(t1, r.norm)
	two(w.shape, r.shape)
	two(l.shape, w.shape)
	two(r.suffix[2], w.amb)
	two(w.suffix[2], t1)
	one(w.fine)
	one(l.fine)
	one(r.fine)
	two(l.fine, w.amb)
	two(w.amb, r.fine)
	two(w.fine, t1)
	two(l.coarse, r.coarse)
	three(l.coarse, w.amb, r.coarse)
	two(w.fine, w.shape)
	two(w.suffix[2], r.coarse)
	two(r.coarse, r2.coarse)
	two(w.suffix[1], l.coarse)
	return f
}
