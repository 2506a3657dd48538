// Package newslike makes quads that look like those of ingested news, as many
// as wanted and the same each time: for benchmarks and fault tests of the
// store. In: the number of an article. Out: its named graph, about 300 quads,
// 12 for each of its statements, about actors as unequally famous as real ones.
package newslike

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"

	"github.com/cayleygraph/quad"

	"dateline/graph"
)

const (
	base   = "https://dateline.example/"
	sem    = "http://semanticweb.cs.vu.nl/2009/11/sem/"
	schema = "http://schema.org/"
	rdf    = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	rdfs   = "http://www.w3.org/2000/01/rdf-schema#"
	skos   = "http://www.w3.org/2004/02/skos/core#"
	gaf    = "http://groundedannotationframework.org/gaf#"
	xsd    = "http://www.w3.org/2001/XMLSchema#"

	statements = 23      // of an article
	actors     = 400_000 // there are, most of them hardly ever named
	places     = 5_000
	words      = 30_000
)

// Predicates that a benchmark asks for.
const (
	Type   = quad.IRI(rdf + "type")
	Agent  = quad.IRI(base + "ns#agent")
	Target = quad.IRI(base + "ns#target")
	Status = quad.IRI(base + "ns#status")
	Label  = quad.IRI(rdfs + "label")
)

// Article gives the graph of article i.
func Article(i int) graph.Graph {
	r := rand.New(rand.NewPCG(1, uint64(i)))
	w := &writer{
		label: quad.IRI(fmt.Sprintf("%sid/article/%016x", base, hash("article", i))),
		who:   rand.NewZipf(r, 1.15, 8, actors-1),
		where: rand.NewZipf(r, 1.2, 4, places-1),
		word:  rand.NewZipf(r, 1.2, 10, words-1),
		r:     r,
		named: map[string]bool{},
	}
	w.article(i)
	for n := range statements {
		w.statement(i, n)
	}
	return graph.Graph{Label: w.label, Quads: w.quads}
}

// Actor gives the IRI of the actor of a rank; 0 is the most famous.
func Actor(rank uint64) quad.IRI {
	name := nameOf(rank)
	return quad.IRI(fmt.Sprintf("%sid/entity/%s-%08x", base, slug(name), uint32(hash("actor", rank))))
}

type writer struct {
	label            quad.IRI
	who, where, word *rand.Zipf
	r                *rand.Rand
	named            map[string]bool
	quads            []quad.Quad
}

func (w *writer) add(s, p quad.IRI, o quad.Value) {
	w.quads = append(w.quads, quad.Quad{Subject: s, Predicate: p, Object: o, Label: w.label})
}

func (w *writer) article(i int) {
	headline := w.text(8)
	w.add(w.label, Type, quad.IRI(schema+"NewsArticle"))
	w.add(w.label, schema+"headline", quad.String(headline))
	w.add(w.label, schema+"url", quad.IRI(fmt.Sprintf("https://news%d.example/%d/%s", i%40, i, slug(headline))))
	w.add(w.label, schema+"datePublished", typed(w.day(), "date"))
	w.add(w.label, schema+"publisher", quad.String(fmt.Sprintf("News %d", i%40)))
	w.add(w.label, schema+"inLanguage", quad.String("en"))
	w.add(w.label, schema+"articleBody", quad.String(headline+"\n\n"+w.text(500)))
}

func (w *writer) statement(i, n int) {
	ns := func(name string) quad.IRI { return quad.IRI(base + "ns#" + name) }
	event := quad.IRI(fmt.Sprintf("%sid/event/%016x", base, hash("event", i, n)))
	verb := w.word.Uint64() % 120
	agent, target := w.entity(w.who.Uint64()), w.entity(w.who.Uint64())
	status := []string{"asserted", "reported", "reported", "planned", "denied"}[w.r.IntN(5)]
	w.add(event, Type, quad.IRI(sem+"Event"))
	w.add(event, Type, ns(fmt.Sprintf("Class%d", verb%34)))
	w.add(event, ns("predicate"), ns(fmt.Sprintf("relation-%d", verb)))
	w.add(event, ns("openPredicate"), quad.String(wordOf(w.word.Uint64())+"-with"))
	w.add(event, Agent, agent)
	w.add(event, Target, target)
	w.add(event, Status, ns(status))
	w.add(event, ns("confidence"), typed(fmt.Sprintf("0.%02d", 40+w.r.IntN(60)), "decimal"))
	w.add(event, ns("rule"), quad.String(fmt.Sprintf("rule-%d", verb%36)))
	begin := n*150 + w.r.IntN(40)
	w.add(event, gaf+"denotedBy", w.label+quad.IRI(fmt.Sprintf("#char=%d,%d", begin, begin+40+w.r.IntN(80))))
	if w.r.IntN(3) > 0 {
		w.add(event, sem+"hasTimeStamp", typed(w.day(), "date"))
	}
	if w.r.IntN(2) > 0 {
		place := w.where.Uint64()
		name := title(wordOf(1000 + place))
		iri := quad.IRI(fmt.Sprintf("%sid/entity/%s-%08x", base, slug(name), uint32(hash("place", place))))
		w.describe(iri, name, schema+"Place")
		w.add(event, sem+"hasPlace", iri)
	}
	if w.r.IntN(3) == 0 {
		w.add(event, ns("saidBy"), w.entity(w.who.Uint64()))
	}
	if status == "asserted" || status == "reported" {
		w.add(agent, ns(fmt.Sprintf("relation-%d", verb)), target)
	}
}

func (w *writer) entity(rank uint64) quad.IRI {
	iri := Actor(rank)
	w.describe(iri, nameOf(rank), schema+"Person")
	return iri
}

// describe names an entity, once in an article.
func (w *writer) describe(iri quad.IRI, name string, class quad.IRI) {
	if w.named[name] {
		return
	}
	w.named[name] = true
	w.add(iri, Type, class)
	w.add(iri, Label, quad.LangString{Value: quad.String(name), Lang: "en"})
	if i := strings.IndexByte(name, ' '); i > 0 && w.r.IntN(3) == 0 {
		w.add(iri, skos+"altLabel", quad.LangString{Value: quad.String(name[i+1:]), Lang: "en"})
	}
}

func (w *writer) day() string {
	return fmt.Sprintf("20%02d-%02d-%02d", 10+w.r.IntN(15), 1+w.r.IntN(12), 1+w.r.IntN(28))
}

func (w *writer) text(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(wordOf(w.word.Uint64()))
	}
	return b.String()
}

func typed(text string, datatype quad.IRI) quad.Value {
	return quad.TypedString{Value: quad.String(text), Type: xsd + datatype}
}

func nameOf(rank uint64) string {
	return title(wordOf(rank%700)) + " " + title(wordOf(rank+5000))
}

var syllables = strings.Fields("ba den kor mi tal us rin ova chek lo san wer gra fil pen do mar eth il shu van tor ki ser ab nor ley qua zim hol")

// wordOf spells a number in syllables, the frequent ones short.
func wordOf(n uint64) string {
	var b strings.Builder
	for n += uint64(len(syllables)); n > 0; n /= uint64(len(syllables)) {
		b.WriteString(syllables[n%uint64(len(syllables))])
	}
	return b.String()
}

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func slug(s string) string { return strings.ReplaceAll(strings.ToLower(s), " ", "-") }

func hash(parts ...any) uint64 {
	h := fnv.New64a()
	fmt.Fprint(h, parts...)
	// FNV's last bytes hardly spread: finish as SplitMix does.
	x := h.Sum64()
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
