"""Sentences to batches of tensors."""

import numpy as np
import torch

from . import text
from .model import DEVICE


class Coded:
    """A sentence as numbers; layers without labels are None."""

    __slots__ = ("pieces", "shapes", "first", "tags", "heads", "rels", "names", "soft")


def index(labels):
    """The number of each label of a sentence's layers."""
    return {k: {v: i for i, v in enumerate(labels[k])} for k in ("upos", "xpos", "feats", "rels")}


def code(s, vocab, index):
    """Numbers of a sentence; None when it is too long for the encoder."""
    c = Coded()
    c.pieces, c.shapes, c.first = [vocab.cls], [text.CLS_SHAPE], [0]
    for form, space in zip(s.forms, s.spaces):
        ids = vocab.word(form)
        c.first.append(len(c.pieces))
        c.pieces += ids
        c.shapes += [text.shape(form, space)] * len(ids)
    c.pieces.append(vocab.sep)
    c.shapes.append(text.SEP_SHAPE)
    if len(c.pieces) > text.MAX_LENGTH:
        return None
    c.tags = c.heads = c.rels = c.names = c.soft = None
    if s.upos:
        c.tags = {k: [index[k].get(v, -100) for v in getattr(s, k)] for k in ("upos", "xpos", "feats")}
        c.heads, c.rels = s.heads, [index["rels"].get(v, -100) for v in s.rels]
    c.names = s.names
    return c


def batches(sentences, size, rng):
    """Lists of sentences of like length, `size` pieces each with padding, in random order."""
    order = sorted(sentences, key=lambda c: (len(c.pieces), rng.random()))
    result, batch, longest = [], [], 0
    for c in order:
        n = max(longest, len(c.pieces))
        if batch and n * (len(batch) + 1) > size:
            result.append(batch)
            batch, n = [], len(c.pieces)
        batch.append(c)
        longest = n
    if batch:
        result.append(batch)
    rng.shuffle(result)
    return result



def tensors(batch, vocab, labels, rng=None):
    """Padded tensors; with rng, some words lose a piece or their case, as rough text does."""
    b, n, w = len(batch), max(len(c.pieces) for c in batch), max(len(c.first) for c in batch) - 1
    pieces = np.zeros((b, n), np.int64)
    shapes = np.zeros((b, n), np.int64)
    mask = np.zeros((b, n), bool)
    first = np.zeros((b, w + 1), np.int64)
    out = {k: np.full((b, w), -100, np.int64) for k in ("upos", "xpos", "feats", "heads", "rels")}
    allowed = np.zeros((b, w, labels), np.float32)
    words = np.zeros((b, w), bool)
    for i, c in enumerate(batch):
        p, s = np.array(c.pieces), np.array(c.shapes)
        if rng is not None:
            drop = np.random.default_rng(rng.randrange(1 << 30)).random(len(p)) < 0.04
            drop[0] = drop[-1] = False
            p = np.where(drop, vocab.unknown, p)
            roll = rng.random()
            if roll < 0.05:  # a headline in capitals, a message without any
                case = 16 if roll < 0.025 else 4
                s = np.where((s >= 4) & (s < 24), case + s % 4, s)
        pieces[i, : len(p)], shapes[i, : len(s)], mask[i, : len(p)] = p, s, True
        m = len(c.first) - 1
        first[i, : m + 1] = c.first
        words[i, :m] = True
        if c.tags:
            for k, v in c.tags.items():
                out[k][i, :m] = v
            out["heads"][i, :m], out["rels"][i, :m] = c.heads, c.rels
        if c.names:
            bits = np.array(c.names, np.int64)
            allowed[i, :m] = (bits[:, None] >> np.arange(labels)) & 1
    result = {"pieces": pieces, "shapes": shapes, "mask": mask, "first": first, "words": words, "allowed": allowed, **out}
    return {k: torch.from_numpy(v).to(DEVICE) for k, v in result.items()}
