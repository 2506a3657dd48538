"""Words as the models see them: pieces and shapes, exactly as the Go side does it."""
import unicodedata

SHAPES = 26
CLS_SHAPE, SEP_SHAPE = 24, 25
MAX_PIECES = 8    # of a word; the rest is dropped
MAX_LENGTH = 256  # pieces of a sentence with [CLS] and [SEP]


def is_punctuation(c):
    n = ord(c)
    if 33 <= n <= 47 or 58 <= n <= 64 or 91 <= n <= 96 or 123 <= n <= 126:
        return True
    return unicodedata.category(c).startswith("P")


class Vocabulary:
    """WordPiece: greedy longest match, "##" before what continues a word."""

    def __init__(self, pieces):
        self.pieces = list(pieces)
        self.ids = {p: i for i, p in enumerate(self.pieces)}
        self.unknown, self.cls, self.sep = (self.ids[p] for p in ("[UNK]", "[CLS]", "[SEP]"))
        self.known = {}

    def word(self, form):
        """Ids of the pieces of a word, 1 to MAX_PIECES of them."""
        ids = self.known.get(form)
        if ids is None:
            ids = []
            for part in split(form):
                ids += self.part(part)
            ids = tuple(ids[:MAX_PIECES]) or (self.unknown,)
            self.known[form] = ids
        return ids

    def part(self, part):
        if len(part) > 100:
            return [self.unknown]
        ids, first = [], 0
        while first < len(part):
            mark = "##" if first else ""
            for last in range(len(part), first, -1):
                i = self.ids.get(mark + part[first:last])
                if i is not None:
                    break
            else:
                return [self.unknown]
            ids.append(i)
            first = last
        return ids


def split(form):
    """The parts of a word in lower case, without accents; each punctuation mark alone."""
    plain = [c for c in unicodedata.normalize("NFD", form.lower()) if unicodedata.category(c) != "Mn"]
    parts, word = [], ""
    for c in plain:
        if is_punctuation(c) or c.isspace():
            if word:
                parts.append(word)
            word = ""
            if not c.isspace():
                parts.append(c)
        else:
            word += c
    if word:
        parts.append(word)
    return parts


def shape(form, space):
    """0 to 23: case * 4 + digit * 2 + space; space: white space, or nothing, stands before the word."""
    letters = [c for c in form if c.isalpha()]
    upper = [c.isupper() for c in letters]
    if not letters:
        case = 0
    elif not any(upper):
        case = 1
    elif len(letters) == 1:
        case = 3
    elif all(upper):
        case = 4
    elif upper[0] and not any(upper[1:]):
        case = 2
    else:
        case = 5
    digit = any(unicodedata.category(c) == "Nd" for c in form)
    return case * 4 + digit * 2 + bool(space)
