package nlp

import (
	"unicode"
	"unicode/utf8"
)

// Features of the linear models are 64-bit hashes. A hash is made by folding
// values into a seed, one Mix each; the model reads its upper bits.

const mixer = 0x9E3779B97F4A7C15

// Mix folds x into the hash h.
func Mix(h, x uint64) uint64 {
	h = (h ^ x) * mixer
	return h ^ h>>32
}

// HashBytes returns the hash of b; that of no bytes is 0.
func HashBytes[B []byte | string](b B) uint64 {
	var h uint64
	for i := range len(b) {
		h = (h ^ uint64(b[i])) * 0x100000001B3
		h ^= h >> 29
	}
	return h * mixer
}

// Normalize appends to dst the form that lexicons and features use: folded
// (see Fold), with digits as '0'.
func Normalize(dst []byte, form string) []byte {
	begin := len(dst)
	dst = Fold(dst, form)
	for i, c := range dst[begin:] {
		if '0' <= c && c <= '9' {
			dst[begin+i] = '0'
		}
	}
	return dst
}

// Fold appends to dst the form in lower case with typographic quotes, dashes
// and the ellipsis as ASCII. A form of more than 64 bytes is cut there: no
// word is that long, and what is shall cost no more than a word.
func Fold(dst []byte, form string) []byte {
	end := len(dst) + 64
	for i := 0; i < len(form) && len(dst) < end; {
		c := form[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(form[i:])
		i += n
		switch r {
		case '‘', '’', '‛', 'ʼ':
			dst = append(dst, '\'')
		case '“', '”', '„', '«', '»':
			dst = append(dst, '"')
		case '‐', '‑', '‒', '–', '—':
			dst = append(dst, '-')
		case '…':
			dst = append(dst, "..."...)
		default:
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
		}
	}
	return dst
}

// Shape appends to dst the shape of a form: X for upper case, x for lower
// case, 9 for digits, each run at most two long; other characters as they are.
func Shape(dst []byte, form string) []byte {
	begin := len(dst)
	for i, r := range form {
		if i > 64 {
			break
		}
		c := byte('o')
		switch {
		case 'a' <= r && r <= 'z':
			c = 'x'
		case 'A' <= r && r <= 'Z':
			c = 'X'
		case '0' <= r && r <= '9':
			c = '9'
		case r == '’' || r == '‘':
			c = '\''
		case r < utf8.RuneSelf:
			c = byte(r)
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLetter(r):
			c = 'x'
		}
		if n := len(dst); n >= begin+2 && dst[n-1] == c && dst[n-2] == c {
			continue
		}
		dst = append(dst, c)
	}
	return dst
}
