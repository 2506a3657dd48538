package nlp

// Clusters are classes of words that stand in the same places, at two
// grains. They tell the linear models something of words that the treebanks
// lack. They are kept in the model of each step that uses them.
type Clusters struct{ lexicon Lexicon }

// NewClusters returns the clusters that are kept in a model's section
// "clusters".
func NewClusters(m *Model) (Clusters, error) {
	l, err := NewLexicon(m, "clusters")
	return Clusters{l}, err
}

// Get returns the classes, counted from 1, of a normalised form by its hash;
// 0, 0 for a word that has none.
func (c Clusters) Get(norm uint64) (coarse, fine uint64) {
	n, _ := c.lexicon.Get(norm)
	return uint64(n & 0xFFFF), uint64(n >> 16)
}

// AddClusters keeps clusters in a model: values hold the coarse class in the
// lower and the fine one in the upper 16 bits.
func AddClusters(m *Model, values map[uint64]uint32) (Clusters, error) {
	m.Add("clusters", LexiconSection(values))
	return NewClusters(m)
}
