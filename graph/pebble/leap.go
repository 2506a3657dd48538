package pebble

import (
	"context"

	"dateline/graph/internal/engine"
)

// Sorted opens a leaper over the quads of a pattern in the order of one place,
// if there is a keyspace that begins with the bound places and goes on with it.
func (v *view) Sorted(ctx context.Context, t engine.Tuple, place int) (engine.Leaper, error) {
	bound := 0
	for _, id := range t {
		if id != 0 {
			bound++
		}
	}
	for space := byte(firstOrder); space <= spaceLSPO && bound < 4; space++ {
		prefix, n := appendPrefix(make([]byte, 0, 40), space, t)
		if n != bound || orders[space-firstOrder][n] != place {
			continue
		}
		c, err := v.cursor(ctx, prefix)
		if err != nil {
			return nil, err
		}
		return &leaper{cursor: c, near: mostNear}, nil
	}
	return nil, nil
}

// A leaper goes through keys that go on with one place after their prefix. It
// reads no more of them than that.
type leaper struct {
	*cursor
	at   engine.ID
	key  []byte // scratch
	near int    // steps to try before a seek
}

// mostNear is about the number of steps that cost as much as a seek.
const mostNear = 12

// Leap goes forward to the first quad whose place has the number id or a higher
// one: by steps while those lead there, by seeking when they have not of late.
func (l *leaper) Leap(ctx context.Context, id engine.ID) bool {
	for n := 0; l.steps > 0 && n < l.near; n++ {
		if !l.Next(ctx) {
			return false
		}
		if l.at >= id {
			l.near = min(l.near+1, mostNear)
			return true
		}
	}
	l.near = max(l.near/2, 1)
	if l.it == nil || l.err != nil {
		return false
	}
	if l.err = ctx.Err(); l.err != nil {
		return false
	}
	l.steps++
	l.key = appendID(append(l.key[:0], l.prefix...), id)
	if !l.it.SeekGE(l.key) {
		l.err = wrap(l.it.Error())
		return false
	}
	return l.read()
}

// Next goes to the next quad.
func (l *leaper) Next(ctx context.Context) bool { return l.step(ctx) && l.read() }

// ID is the number of the place where the leaper is.
func (l *leaper) ID() engine.ID { return l.at }

// read takes up the number where the iterator is.
func (l *leaper) read() bool {
	var n int
	if l.at, n = parseID(l.it.Key()[len(l.prefix):]); n == 0 {
		l.err = corrupt("malformed key %x", l.it.Key())
	}
	return n > 0
}
