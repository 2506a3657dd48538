"""Treebanks and name sets as sentences. The names come from a file that
`dateline-train names-data` writes. "Measure only" sets are not read."""
import pathlib


NAME_TYPES = ["PER", "ORG", "LOC", "EVENT", "PRODUCT"]
NAME_LABELS = ["O"] + [f"{part}-{t}" for t in NAME_TYPES for part in "BILU"]
TREEBANKS = ["en_ewt-ud", "en_gum-ok"]


class Sentence:
    """Words with the labels that are known: a layer without labels is None."""

    __slots__ = ("forms", "spaces", "upos", "xpos", "feats", "heads", "rels", "names")

    def __init__(self):
        self.forms, self.spaces = [], []
        self.upos, self.xpos, self.feats, self.heads, self.rels = [], [], [], [], []
        self.names = None


def read_treebank(path):
    sentences, s, space, skip = [], Sentence(), True, 0
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line:
            if s.forms:
                sentences.append(s)
            s, space, skip = Sentence(), True, 0
            continue
        if line[0] == "#":
            continue
        cells = line.split("\t")
        if "." in cells[0]:
            continue
        after = "SpaceAfter=No" not in cells[9]
        if "-" in cells[0]:  # the words of a contraction stand together
            first, last = cells[0].split("-")
            skip, end = int(last), after
            continue
        number = int(cells[0])
        s.forms.append(cells[1])
        s.spaces.append(space)
        s.upos.append(cells[3])
        s.xpos.append(cells[4])
        s.feats.append("" if cells[5] == "_" else cells[5])
        s.heads.append(int(cells[6]))
        s.rels.append(cells[7])
        space = after
        if number < skip:
            space = False
        elif number == skip:
            space = end
    return sentences


def read_names(path):
    """Sentences whose names are sets of allowed labels, one bit each."""
    sentences, s = [], Sentence()
    s.names = []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line:
            if s.forms:
                sentences.append(s)
            s = Sentence()
            s.names = []
            continue
        form, space, allowed = line.split("\t")
        s.forms.append(form)
        s.spaces.append(space == "1")
        s.names.append(int(allowed, 16))
    for s in sentences:
        s.upos = s.xpos = s.feats = s.heads = s.rels = None
    return sentences


def labels_of(sentences):
    """The label sets, most frequent first."""
    def ranked(values):
        count = {}
        for v in values:
            count[v] = count.get(v, 0) + 1
        return sorted(count, key=lambda v: (-count[v], v))
    return {layer: ranked(v for s in sentences for v in getattr(s, layer)) for layer in ("upos", "xpos", "feats", "rels")} | {"ner": NAME_LABELS}


def bio_spans(labels):
    """Spans (first, last, type) of IOB2 labels."""
    spans, open_at = [], None
    for i, label in enumerate(labels + ["O"]):
        if open_at is not None and (label[0] != "I" or label[2:] != kind):
            spans.append((open_at, i, kind))
            open_at = None
        if label[0] == "B" or label[0] == "I" and open_at is None:
            open_at, kind = i, label[2:]
    return spans


def read_uner(path):
    """Dev sentences with gold spans."""
    result, s, labels, line_text, at = [], Sentence(), [], "", 0
    for line in list(open(path, encoding="utf-8")) + ["\n"]:
        line = line.rstrip("\n")
        if line.startswith("# text = "):
            line_text, at = line[9:], 0
        elif not line:
            if s.forms:
                result.append((s, bio_spans(labels)))
            s, labels = Sentence(), []
        elif line[0] != "#":
            cells = line.split("\t")
            if "-" in cells[0] or "." in cells[0]:
                continue
            found = line_text.find(cells[1], at)
            s.spaces.append(found != at or at == 0)
            at = (found if found >= 0 else at) + len(cells[1])
            s.forms.append(cells[1])
            labels.append(cells[2])
    return result


def load(folder, names):
    """All that is learned from and measured on: train, names, dev, uner, labels."""
    folder = pathlib.Path(folder)
    train = [s for t in TREEBANKS for s in read_treebank(folder / "treebank" / f"{t}-train.conllu")]
    dev = {t: read_treebank(folder / "treebank" / f"{t}-dev.conllu") for t in TREEBANKS}
    uner = read_uner(folder / "ner" / "uner" / "en_ewt-ud-dev.iob2")
    return {"train": train, "names": read_names(names), "dev": dev, "uner": uner, "labels": labels_of(train)}
