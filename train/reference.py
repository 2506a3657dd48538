"""The arithmetic of the models in numpy, operation by operation, and golden files for the tests of the Go side.

    python -m train.reference -o ingest/nlp/neural/testdata

Every float is a float32 and every product is rounded before it is added, so that any machine can have the same bits.
"""
import argparse
import json
import math
import pathlib

import numpy as np

from . import export, text

f32 = np.float32


def sum16(x):
    """Sum of the last axis in sixteen lanes, then halves onto halves."""
    n = x.shape[-1]
    lanes = np.zeros(x.shape[:-1] + (16,), f32)
    for j in range(0, n, 16):
        part = x[..., j : j + 16]
        lanes[..., : part.shape[-1]] += part
    for w in (8, 4, 2, 1):
        lanes[..., :w] += lanes[..., w : 2 * w]
    return lanes[..., 0]


class Reference:
    def __init__(self, tensors, config, labels):
        self.t, self.c, self.labels = tensors, config, labels
        self.vocab = text.Vocabulary(tensors["vocab"].split("\n"))

    def linear(self, name, x):
        w, s, b = (self.t[f"{name}.{k}"] for k in "wsb")
        m = np.abs(x).max(-1, keepdims=True)
        with np.errstate(divide="ignore", invalid="ignore"):
            scale, inverse = m / f32(63), f32(63) / m
            q = np.where(m == 0, f32(64), np.rint(x * inverse) + f32(64)).astype(np.int32)
        scale = np.where(m == 0, f32(0), scale).astype(f32)
        acc = q @ w.T.astype(np.int32) - 64 * w.astype(np.int32).sum(-1)
        return acc.astype(f32) * (scale * s) + b

    def norm(self, name, x):
        inverse = f32(1) / f32(x.shape[-1])
        d = x - (sum16(x) * inverse)[..., None]
        r = f32(1) / np.sqrt(sum16(d * d) * inverse + f32(1e-12))
        return (d * r[..., None]) * self.t[name + ".g"] + self.t[name + ".b"]

    def gelu(self, x):
        i = np.clip(x * f32(128) + f32(1024.5), f32(0), f32(2047)).astype(np.int32)
        return x * self.t["phi"][i]

    def softmax(self, x):
        t = np.maximum((x - x.max(-1, keepdims=True)) * f32(1.44269504), f32(-126))
        n = np.floor(t)
        f = t - n
        p = np.full_like(f, f32(0.00133336))
        for c in (0.00961813, 0.05550411, 0.24022651, 0.69314718, 1.0):
            p = p * f + f32(c)
        e = (p * np.ldexp(f32(1), n.astype(np.int32))).astype(f32)
        return e * (f32(1) / sum16(e))[..., None]

    def attention(self, qkv):
        n, h = qkv.shape[0], self.c["hidden"]
        out = np.zeros((n, h), f32)
        for first in range(0, h, 32):
            q, k, v = (qkv[:, o + first : o + first + 32] for o in (0, h, 2 * h))
            s = np.zeros((n, n), f32)
            for d in range(32):
                s += q[:, d : d + 1] * k[:, d]
            p = self.softmax(s)
            for j in range(n):
                out[:, first : first + 32] += p[:, j : j + 1] * v[j]
        return out

    def encode(self, pieces, shapes):
        x = self.t["emb.word"][pieces].astype(f32) * self.t["emb.word.scale"][pieces][:, None]
        if self.c["embed"]:
            x = self.linear("emb.proj", x)
        x = (x + self.t["emb.pos"][: len(pieces)]) + self.t["emb.shape"][shapes]
        x = self.norm("emb.ln", x)
        for i in range(self.c["layers"]):
            p = f"layer.{i}."
            x = self.norm(p + "ln1", x + self.linear(p + "o", self.attention(self.linear(p + "qkv", x))))
            x = self.norm(p + "ln2", x + self.linear(p + "ffn2", self.gelu(self.linear(p + "ffn1", x))))
        return x

    def read(self, forms, spaces):
        """All outputs for one sentence of at most one chunk."""
        pieces, shapes, first = [self.vocab.cls], [text.CLS_SHAPE], [0]
        for form, space in zip(forms, spaces):
            ids = self.vocab.word(form)
            first.append(len(pieces))
            pieces += ids
            shapes += [text.shape(form, space)] * len(ids)
        pieces.append(self.vocab.sep)
        shapes.append(text.SEP_SHAPE)
        x = self.encode(pieces, shapes)
        w = x[first]
        out = {"pieces": pieces, "shapes": shapes, "final": x}
        for k in ("upos", "xpos", "feats", "ner"):
            out[k] = self.linear("head." + k, w[1:])
        relu = lambda y: np.maximum(y, f32(0))
        d, k = relu(self.linear("head.arcd", w[1:])), self.linear("head.arcu", relu(self.linear("head.arch", w)))
        arcs = np.zeros((len(forms), len(forms) + 1), f32)
        for a in range(d.shape[1]):
            arcs += d[:, a : a + 1] * k[:, a]
        out["arcs"] = arcs + k[:, -1]
        heads = tree(np.rint(out["arcs"] * f32(1024)).astype(np.int64))
        rd, rh = self.linear("head.reld", w[1:]), self.linear("head.relh", w)
        out["rels"] = self.linear("head.rel", relu(rd + rh[heads]))
        out["heads"] = heads
        return out


def tree(score):
    """Best heads (0: the root, which has one child) of words 1..n; score[d-1][h]. Tries every child of the root."""
    n = len(score)
    best, heads = None, None
    for root in range(1, n + 1):
        s = np.full((n + 1, n + 1), -(1 << 60), np.int64)
        s[1:, 1:] = score[:, 1:]
        s[np.arange(n + 1), np.arange(n + 1)] = -(1 << 60)
        s[root, :] = -(1 << 60)
        s[root, 0] = 0
        h = edmonds(s)
        total = sum(int(score[d - 1][h[d]]) for d in range(1, n + 1))
        if best is None or total > best:
            best, heads = total, h[1:]
    return heads


def edmonds(s):
    """Chu-Liu-Edmonds: best head of each node but 0."""
    n = len(s)
    heads = [0] + [int(np.argmax(s[d])) for d in range(1, n)]
    seen = [0] * n
    for start in range(1, n):
        path, d = [], start
        while d and not seen[d]:
            seen[d] = start + n
            path.append(d)
            d = heads[d]
        if d and seen[d] == start + n and d in path:
            cycle = path[path.index(d):]
            break
        for p in path:
            seen[p] = -1
    else:
        return heads
    inside = set(cycle)
    rest = [d for d in range(n) if d not in inside]  # 0 stays first
    m = len(rest)
    t = np.full((m + 1, m + 1), -(1 << 60), np.int64)
    enter, leave = {}, {}
    for i, d in enumerate(rest):
        for j, h in enumerate(rest):
            t[i, j] = s[d, h]
        c = max(cycle, key=lambda h: (s[d, h], -h))
        t[i, m], leave[i] = s[d, c], c
        options = [(int(s[c, d]) - int(s[c, heads[c]]), -c) for c in cycle]
        gain, c = max(options)
        t[m, i], enter[i] = gain, -c
    t[0, :] = -(1 << 60)
    t[m, m] = -(1 << 60)
    sub = edmonds(t)
    for i, d in enumerate(rest):
        if i:
            heads[d] = leave[i] if sub[i] == m else rest[sub[i]]
    entered = enter[sub[m]]
    heads[entered] = rest[sub[m]]
    return heads


WORDS = "the leader of a small country met two old friends in Paris on Monday and said that war is over , no more fire near us".split()
SENTENCES = [
    ("The leader met friends .".split(), [1, 1, 1, 1, 0]),
    ("PARIS - Two OLD friends of iPhone-users said \"no\" in 2016 to Zürich 's über-boss X .".split(), [1] * 17),
    (["Fire"], [1]),
    ("a b".split() * 60, [1] * 120),
    (["日本", "🙂", "e\u0301te\u0301", "x" * 120, "http://example.org/a?b=c&d=e#f-g"], [1, 1, 0, 1, 1]),
]


def tiny(seed=7):
    """A small random model whose outputs are far from ties."""
    r = np.random.default_rng(seed)
    letters = [chr(c) for c in range(97, 123)] + [str(d) for d in range(10)] + list("-.,'\"?/:&=#!")
    pieces = ["[UNK]", "[CLS]", "[SEP]"] + letters + ["##" + c for c in letters[:36]] + sorted({w.lower() for w in WORDS if len(w) > 1})
    config = {"layers": 2, "hidden": 64, "heads": 2, "ffn": 128, "embed": 32, "positions": 256, "arc": 32, "rel": 32}
    labels = {"upos": ["NOUN", "VERB", "PROPN", "X"], "xpos": ["NN", "VBD", "NNP"], "feats": ["", "Number=Sing", "Tense=Past"],
              "ner": ["O"] + [f"{p}-{t}" for t in ("PER", "ORG", "LOC", "EVENT", "PRODUCT") for p in "BILU"], "rels": ["nsubj", "obj", "root", "punct", "nmod:poss"]}
    state = {"word.weight": r.normal(0, 0.5, (len(pieces), 32)), "pos.weight": r.normal(0, 0.2, (256, 64)), "shape.weight": r.normal(0, 0.3, (26, 64))}
    sizes = {"proj": (64, 32), "arcd": (32, 64), "arch": (32, 64), "arcu": (33, 32), "reld": (32, 64), "relh": (32, 64), "rel": (len(labels["rels"]), 32)}
    sizes |= {"tags." + k: (len(labels[k]), 64) for k in ("upos", "xpos", "feats", "ner")}
    norms = ["ln"]
    for i in range(2):
        sizes |= {f"layer.{i}.qkv": (192, 64), f"layer.{i}.o": (64, 64), f"layer.{i}.ffn1": (128, 64), f"layer.{i}.ffn2": (64, 128)}
        norms += [f"layer.{i}.ln1", f"layer.{i}.ln2"]
    for name, (out, inside) in sizes.items():
        state[name + ".weight"], state[name + ".bias"] = r.normal(0, 2 / math.sqrt(inside), (out, inside)), r.normal(0, 0.3, out)
    for name in norms:
        state[name + ".weight"], state[name + ".bias"] = r.normal(1, 0.2, 64), r.normal(0, 0.2, 64)
    return {k: v.astype(f32) for k, v in state.items()}, config, labels, text.Vocabulary(pieces)


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("-o", "--output", type=pathlib.Path, required=True)
    a = args.parse_args()
    a.output.mkdir(parents=True, exist_ok=True)
    state, config, labels, vocab = tiny()
    tensors = export.tensors_of(state, config, vocab)
    export.write(a.output / "golden.dlnn", "golden", config, labels, tensors, sources=["random numbers"])
    m = Reference(tensors, config, labels)
    golden = []
    for forms, spaces in SENTENCES:
        out = m.read(forms, spaces)
        row = {"forms": forms, "spaces": spaces}
        for k, v in out.items():
            v = np.asarray(v)
            row[k] = v.view(np.uint32).ravel().tolist() if v.dtype == f32 else v.astype(int).tolist()
        golden.append(row)
    with open(a.output / "golden.json", "w", encoding="utf-8") as f:
        json.dump(golden, f, ensure_ascii=False, separators=(",", ":"))
        f.write("\n")


if __name__ == "__main__":
    main()
