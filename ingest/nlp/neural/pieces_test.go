package neural

import (
	"strings"
	"testing"
)

func TestWordsAreCutIntoPieces(t *testing.T) {
	pieces := strings.Fields("[UNK] [CLS] [SEP] a b c ab ##c ##ab ##abc - . ' e zu ##rich ß")
	v, err := newVocabulary(pieces)
	if err != nil {
		t.Fatal(err)
	}
	var s speller
	for _, c := range []struct{ name, form, want string }{
		{"whole", "ab", "ab"},
		{"the longest first", "ababc", "ab ##abc"},
		{"capitals", "ABC", "ab ##c"},
		{"accents", "Zürich", "zu ##rich"},
		{"accents that stand alone", "Zu\u0308rich", "zu ##rich"},
		{"punctuation stands alone", "a-b.", "a - b ."},
		{"punctuation alone", "--", "- -"},
		{"a part that is unknown", "a-xyz-b", "a - [UNK] - b"},
		{"an end that is unknown", "abx", "[UNK]"},
		{"the special pieces are no words", "[CLS]", "[UNK] [UNK] [UNK]"},
		{"nothing is left", "\u0301", "[UNK]"},
		{"blanks inside", "a\u00a0b", "a b"},
		{"eight pieces and no more", "a-a-a-a-a-a", "a - a - a - a -"},
		{"unknown behind the eighth piece", "cabcabcabcabcabcabcabcabcx", "[UNK]"},
		{"a hundred characters", "ab" + strings.Repeat("c", 98), "ab ##c ##c ##c ##c ##c ##c ##c"},
		{"a hundred and one", "ab" + strings.Repeat("c", 99), "[UNK]"},
		{"broken text", "a\xff", "[UNK]"},
	} {
		for range 2 { // the second time from memory
			w := s.word(&v, c.form)
			var got []string
			for _, id := range w.ids[:w.n] {
				got = append(got, pieces[id])
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("%s: %q is %v, want %s", c.name, c.form, got, c.want)
			}
		}
	}
}

func TestShapes(t *testing.T) {
	for form, want := range map[string]uint8{
		"": 0, ".": 0, "12": 2, "word": 4, "Word": 8, "Zürich": 8, "A": 12, "A.": 12, "U.S.": 16, "NATO": 16, "G7": 14,
		"iPhone": 20, "McCain": 20, "Ab1": 10, "日本": 4, "٣": 2, "x-Ray": 20, "COVID-19": 18, "ǅ": 4,
	} {
		if got := shapeOf(form); got != want {
			t.Errorf("%q has shape %d, want %d", form, got, want)
		}
	}
}

func TestTheSpellerForgets(t *testing.T) {
	v, err := newVocabulary(strings.Fields("[UNK] [CLS] [SEP] a"))
	if err != nil {
		t.Fatal(err)
	}
	var s speller
	for i := range 3 * maxKnown {
		s.word(&v, "a"+strings.Repeat("b", i%40)+string(rune(0x4E00+i)))
	}
	if len(s.known) > maxKnown {
		t.Errorf("%d forms are remembered", len(s.known))
	}
	s.word(&v, strings.Repeat("a", 1000))
	if _, ok := s.known[strings.Repeat("a", 1000)]; ok {
		t.Error("a long form is remembered")
	}
}
