package query

import "strings"

// stem maps the forms of a word to one key: spoke, speaks, speaking and
// SPEAK to "speak". The key is for comparing only, it is often no word.
func stem(word string) string {
	word = strings.ToLower(word)
	if base, ok := irregular[word]; ok {
		word = base
	}
	switch {
	case len(word) > 4 && (strings.HasSuffix(word, "ies") || strings.HasSuffix(word, "ied")):
		word = word[:len(word)-3] + "y"
	case len(word) > 4 && strings.HasSuffix(word, "eed"): // agreed, but not speed
		word = word[:len(word)-1]
	case len(word) > 5 && strings.HasSuffix(word, "ing") && hasVowel(word[:len(word)-3]):
		word = word[:len(word)-3]
	case len(word) > 4 && strings.HasSuffix(word, "ed") && hasVowel(word[:len(word)-2]):
		word = word[:len(word)-2]
	case len(word) > 3 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && !strings.HasSuffix(word, "us"):
		word = word[:len(word)-1]
	}
	if base := strings.TrimRight(word, "e"); len(base) > 2 {
		word = base
	}
	if n := len(word); n > 3 && word[n-1] == word[n-2] {
		word = word[:n-1]
	}
	if strings.HasSuffix(word, "iz") { // British spelling
		word = word[:len(word)-1] + "s"
	}
	return word
}

func hasVowel(s string) bool { return strings.ContainsAny(s, "aeiouy") }

// stems returns the key of a predicate, "spoke-with" or "SPEAK WITH":
// its words' stems, joined by hyphens.
func stems(predicate string) string {
	words := strings.FieldsFunc(predicate, func(r rune) bool { return r == '-' || r == '_' || isBlank(r) })
	for i, w := range words {
		words[i] = stem(w)
	}
	return strings.Join(words, "-")
}

// irregular gives the base form of the irregular verbs of the news, and of
// the regular ones that stem would take for another.
var irregular = map[string]string{
	"am": "be", "are": "be", "is": "be", "was": "be", "were": "be", "been": "be", "being": "be",
	"has": "have", "had": "have", "having": "have",
	"does": "do", "did": "do", "done": "do", "doing": "do",
	"goes": "go", "went": "go", "gone": "go", "going": "go",
	"arose": "arise", "arisen": "arise", "ate": "eat", "eaten": "eat",
	"beaten": "beat", "became": "become", "began": "begin", "begun": "begin", "bent": "bend",
	"bit": "bite", "bitten": "bite", "blew": "blow", "blown": "blow", "bore": "bear", "borne": "bear",
	"bought": "buy", "bound": "bind", "bred": "breed", "broke": "break", "broken": "break",
	"brought": "bring", "built": "build", "burnt": "burn", "came": "come", "caught": "catch",
	"chose": "choose", "chosen": "choose", "clung": "cling", "crept": "creep", "dealt": "deal",
	"drank": "drink", "drawn": "draw", "drew": "draw", "driven": "drive", "drove": "drive",
	"dug": "dig", "dying": "die", "dies": "die", "died": "die", "fallen": "fall", "fell": "fall",
	"fed": "feed", "felt": "feel", "fled": "flee", "flees": "flee", "flew": "fly", "flown": "fly",
	"forbade": "forbid", "forbidden": "forbid", "foresaw": "foresee", "forgave": "forgive",
	"forgot": "forget", "fought": "fight", "found": "find", "froze": "freeze", "frozen": "freeze",
	"gave": "give", "given": "give", "got": "get", "gotten": "get", "grew": "grow", "grown": "grow",
	"heard": "hear", "held": "hold", "hid": "hide", "hidden": "hide", "hung": "hang",
	"kept": "keep", "knew": "know", "known": "know", "laid": "lay", "led": "lead", "left": "leave",
	"lent": "lend", "lied": "lie", "lies": "lie", "lying": "lie", "lost": "lose", "made": "make",
	"meant": "mean", "met": "meet", "misled": "mislead", "overcame": "overcome",
	"oversaw": "oversee", "overthrew": "overthrow", "overthrown": "overthrow",
	"overtook": "overtake", "paid": "pay", "proven": "prove", "ran": "run", "rang": "ring",
	"ridden": "ride", "risen": "rise", "rode": "ride", "rose": "rise", "said": "say", "sang": "sing",
	"sank": "sink", "sunk": "sink", "sat": "sit", "saw": "see", "seen": "see", "sent": "send",
	"shaken": "shake", "shook": "shake", "shone": "shine", "shot": "shoot", "shown": "show",
	"slain": "slay", "slew": "slay", "slept": "sleep", "slid": "slide", "sold": "sell",
	"sought": "seek", "sped": "speed", "spent": "spend", "spoke": "speak", "spoken": "speak",
	"sprang": "spring", "stole": "steal", "stolen": "steal", "stood": "stand", "struck": "strike",
	"stricken": "strike", "stuck": "stick", "swam": "swim", "swept": "sweep", "swore": "swear",
	"sworn": "swear", "taken": "take", "taught": "teach", "thought": "think", "threw": "throw",
	"thrown": "throw", "tied": "tie", "ties": "tie", "tying": "tie", "told": "tell", "took": "take",
	"tore": "tear", "torn": "tear", "undergone": "undergo", "understood": "understand",
	"underwent": "undergo", "undertook": "undertake", "upheld": "uphold", "woke": "wake",
	"won": "win", "withdrawn": "withdraw", "withdrew": "withdraw", "withheld": "withhold",
	"withstood": "withstand", "wore": "wear", "worn": "wear", "wound": "wind", "wove": "weave",
	"written": "write", "wrote": "write",
}
