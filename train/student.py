"""Distils the teacher into the model `fast`: its lower layers, factorised embeddings, fewer pieces.

    python -m train.student --base FOLDER --layers 4
"""
import argparse
import pathlib
import unicodedata

import numpy as np
import torch
import torch.nn.functional as F

from . import batch, data, loop, model, text
from .model import DEVICE


def latin(piece):
    """Whether English news may need a piece: Latin letters, digits, marks."""
    if piece.startswith("[") and piece.endswith("]"):
        return piece in ("[UNK]", "[CLS]", "[SEP]")
    return all(not c.isalpha() or unicodedata.name(c, "").startswith("LATIN") for c in piece)


def shrink(teacher, vocab, layers, embed):
    """A student with the teacher's first layers and heads, its vocabulary, and the ids of the pieces that stay."""
    kept = [i for i, p in enumerate(vocab.pieces) if latin(p)]
    config = teacher.config | {"layers": layers, "embed": embed, "vocab": len(kept)}
    s = model.Reader(config, teacher.labels)
    old, new = teacher.state_dict(), s.state_dict()
    for name in new:
        if name in old and old[name].shape == new[name].shape:
            new[name] = old[name].clone()
    words = old["word.weight"][kept]
    mean = words.mean(0)
    u, z, v = torch.linalg.svd(words - mean, full_matrices=False)
    root = z[:embed].sqrt()
    new["word.weight"] = u[:, :embed] * root
    new["proj.weight"] = (v[:embed] * root[:, None]).T.contiguous()
    new["proj.bias"] = mean
    s.load_state_dict(new)
    return s, text.Vocabulary(vocab.pieces[i] for i in kept)


def soft_loss(m, out, b, group):
    """Cross entropy with the teacher's distributions."""
    w = b["words"].shape[1]
    losses = []

    def padded(layer, width):
        t = np.full((len(group), w, width), -1e4, np.float32)
        for i, c in enumerate(group):
            a = c.soft[layer]
            t[i, : a.shape[0], : a.shape[1]] = a
        return torch.from_numpy(t).to(DEVICE)

    ok = b["words"]
    for k in ("upos", "xpos", "feats", "ner"):
        want = padded(k, out[k].shape[-1])[ok].exp()
        losses.append(-(want * F.log_softmax(out[k].float()[ok], -1)).sum(-1).mean())
    want = padded("arcs", w + 1)[ok].exp()
    losses.append(-(want * F.log_softmax(loop.mask_arcs(out["arcs"], b)[ok], -1)).sum(-1).mean())
    heads = torch.zeros(ok.shape, dtype=torch.int64, device=DEVICE)
    for i, c in enumerate(group):
        heads[i, : len(c.soft["heads"])] = torch.from_numpy(c.soft["heads"].astype(np.int64))
    rels = m.relations(out, heads)
    want = padded("rels", rels.shape[-1])[ok].exp()
    losses.append(-(want * F.log_softmax(rels.float()[ok], -1)).sum(-1).mean())
    return sum(losses)


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--base", required=True)
    args.add_argument("--data", default="../shared/data")
    args.add_argument("--work", type=pathlib.Path, default="train/build")
    args.add_argument("--layers", type=int, default=4)
    args.add_argument("--embed", type=int, default=128)
    args.add_argument("--epochs", type=int, default=5)
    args.add_argument("--silver", type=int, default=12000, help="sentences without trees an epoch")
    a = args.parse_args()
    state = torch.load(a.work / "teacher.pt", weights_only=False, map_location="cpu")
    teacher = model.Reader(state["config"], state["labels"])
    teacher.load_state_dict(state["model"])
    sets = data.load(a.data, a.work / "names.tsv")
    m, vocab = shrink(teacher, model.vocabulary(a.base), a.layers, a.embed)
    index = batch.index(m.labels)
    soft = torch.load(a.work / "silver.pt", weights_only=False)
    coded = [batch.code(s, vocab, index) for s in sets["train"] + sets["names"]]
    for c, s in zip(coded, soft):
        if c:
            c.soft = s
    n = len(sets["train"])
    trees = [c for c in coded[:n] if c and c.soft]
    names = [c for c in coded[n:] if c and c.soft]

    def mix(epoch, rng):
        return trees + rng.sample(names, min(a.silver, len(names)))

    def loss(m, out, b, group):
        return soft_loss(m, out, b, group) + 0.5 * loop.hard_loss(m, out, b)

    loop.train(m, vocab, sets, a.epochs, a.work, mix, loss, lr=3e-4, quantise_last=2, label=f"student{a.layers}")


if __name__ == "__main__":
    main()
