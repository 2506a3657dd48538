package nlp

import "fmt"

// A Step fills one layer of a document. Run must be safe for concurrent use
// on different documents: models are read-only after construction.
type Step struct {
	Name  string
	Needs Layers
	Gives Layers
	Run   func(*Document)
}

// A Pipeline is steps in an order that works. It is safe for concurrent use.
type Pipeline struct {
	steps []Step
}

// NewPipeline refuses an order in which a step needs what no earlier step
// gives.
func NewPipeline(steps ...Step) (*Pipeline, error) {
	var done Layers
	for _, s := range steps {
		if s.Run == nil {
			return nil, fmt.Errorf("step %q has no Run", s.Name)
		}
		if !done.Has(s.Needs) {
			return nil, fmt.Errorf("step %q needs a layer that no earlier step gives (%b of %b)", s.Name, s.Needs&^done, s.Needs)
		}
		done |= s.Gives
	}
	return &Pipeline{steps: steps}, nil
}

// Run annotates d with every step, in order.
func (p *Pipeline) Run(d *Document) {
	for _, s := range p.steps {
		s.Run(d)
		d.Done |= s.Gives
	}
}
