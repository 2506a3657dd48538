package main

import (
	"cmp"
	"math"
	"slices"
)

// corpus is text as word numbers, for clustering. Word 0 is the edge of a
// sentence, word 1 stands for all rare ones.
type corpus struct {
	keys  []uint64 // hash of each word, from word 2 on
	count []int32
	next  [][]pair // the words that follow each word
	prev  [][]pair
}

type pair struct{ word, count int32 }

// newCorpus numbers the words of sentences (hashes of normalised forms) that
// occur at least least times, the most frequent first.
func newCorpus(sentences [][]uint64, least int) *corpus {
	freq := map[uint64]int{}
	for _, s := range sentences {
		for _, h := range s {
			freq[h]++
		}
	}
	c := &corpus{}
	for h, n := range freq {
		if n >= least {
			c.keys = append(c.keys, h)
		}
	}
	slices.SortFunc(c.keys, func(a, b uint64) int { return cmp.Or(freq[b]-freq[a], cmp.Compare(a, b)) })
	number := map[uint64]int32{}
	for i, h := range c.keys {
		number[h] = int32(i + 2)
	}
	n := len(c.keys) + 2
	c.count = make([]int32, n)
	follow := make([]map[int32]int32, n)
	for i := range follow {
		follow[i] = map[int32]int32{}
	}
	for _, s := range sentences {
		last := int32(0)
		for _, h := range s {
			w, ok := number[h]
			if !ok {
				w = 1
			}
			follow[last][w]++
			c.count[last]++
			last = w
		}
		follow[last][0]++
		c.count[last]++
	}
	c.next, c.prev = make([][]pair, n), make([][]pair, n)
	for a, m := range follow {
		for b, k := range m {
			c.next[a] = append(c.next[a], pair{b, k})
			c.prev[b] = append(c.prev[b], pair{int32(a), k})
		}
	}
	byWord := func(a, b pair) int { return int(a.word - b.word) }
	for i := range n {
		slices.SortFunc(c.next[i], byWord)
		slices.SortFunc(c.prev[i], byWord)
	}
	return c
}

// exchange puts the words into k classes so that the class of a word tells
// most about the class of the next one: each word in turn moves to the class
// where it helps most (Martin et al. 1998). Word 0 and word 1 keep classes of
// their own, k and k+1. Sums are integers, so the result is the same anywhere.
func (c *corpus) exchange(k, rounds int) []int32 {
	total := 0
	for _, n := range c.count {
		total += int(n)
	}
	// xlogx holds n log n in fixed point.
	xlogx := make([]int64, 2*total+2)
	for n := 2; n < len(xlogx); n++ {
		xlogx[n] = int64(math.Round(float64(n) * math.Log(float64(n)) * 65536))
	}
	size := k + 2
	class := make([]int32, len(c.count))
	for w := range class {
		class[w] = int32(w % k)
	}
	class[0], class[1] = int32(k), int32(k+1)
	forth, back := make([]int32, size*size), make([]int32, size*size) // [a*size+b] and [b*size+a]
	sum := make([]int32, size)
	for a, list := range c.next {
		sum[class[a]] += c.count[a]
		for _, p := range list {
			forth[int(class[a])*size+int(class[p.word])] += p.count
			back[int(class[p.word])*size+int(class[a])] += p.count
		}
	}
	left, right := make([]int32, size), make([]int32, size)
	gain := make([]int64, k)
	for range rounds {
		moved := false
		for w := 2; w < len(class); w++ {
			clear(left)
			clear(right)
			self := int32(0)
			for _, p := range c.next[w] {
				if int(p.word) == w {
					self = p.count
				} else {
					right[class[p.word]] += p.count
				}
			}
			for _, p := range c.prev[w] {
				if int(p.word) != w {
					left[class[p.word]] += p.count
				}
			}
			move := func(to int32, sign int32) {
				t := int(to)
				for g := range size {
					forth[g*size+t] += sign * left[g]
					back[t*size+g] += sign * left[g]
					forth[t*size+g] += sign * right[g]
					back[g*size+t] += sign * right[g]
				}
				forth[t*size+t] += sign * self
				back[t*size+t] += sign * self
				sum[t] += sign * c.count[w]
			}
			old := class[w]
			move(old, -1)
			clear(gain)
			for g := range size {
				if l := left[g]; l > 0 {
					row := forth[g*size : g*size+k]
					for t, n := range row {
						gain[t] += xlogx[n+l] - xlogx[n]
					}
				}
				if r := right[g]; r > 0 {
					row := back[g*size : g*size+k]
					for t, n := range row {
						gain[t] += xlogx[n+r] - xlogx[n]
					}
				}
			}
			best := 0
			for t := range k {
				n := forth[t*size+t]
				l, r := left[t], right[t]
				gain[t] += xlogx[n+l+r+self] - xlogx[n] - (xlogx[n+l] - xlogx[n]) - (xlogx[n+r] - xlogx[n])
				gain[t] -= 2 * (xlogx[sum[t]+c.count[w]] - xlogx[sum[t]])
				if gain[t] > gain[best] {
					best = t
				}
			}
			class[w] = int32(best)
			move(int32(best), 1)
			moved = moved || int32(best) != old
		}
		if !moved {
			break
		}
	}
	return class
}
