"""The teacher's opinion of every training sentence, with trees or without: what the student learns from.

    python -m train.silver
"""
import argparse
import pathlib
import random

import numpy as np
import torch

from . import batch, data, loop, model
from .model import DEVICE


def opinions(m, vocab, coded, size=3000):
    """Fills c.soft with log-probabilities in half precision: tags, arcs, and relations of the best heads."""
    m.eval()
    with torch.no_grad():
        for group in batch.batches(coded, size, random.Random(0)):
            b = batch.tensors(group, vocab, len(m.labels["ner"]))
            with torch.autocast(DEVICE.type, torch.bfloat16):
                out = m(b)
                arcs = loop.mask_arcs(out["arcs"], b)
                heads = arcs.argmax(-1)
                rels = m.relations(out, heads)
            layers = {k: out[k] for k in ("upos", "xpos", "feats", "ner")} | {"arcs": arcs, "rels": rels}
            layers = {k: torch.log_softmax(v.float(), -1).clamp_min(-60000).half().cpu().numpy() for k, v in layers.items()}
            for i, c in enumerate(group):
                n = len(c.first) - 1
                c.soft = {k: v[i, :n].copy() for k, v in layers.items() if k != "arcs"}
                c.soft["arcs"] = layers["arcs"][i, :n, : n + 1].copy()
                c.soft["heads"] = heads[i, :n].cpu().numpy().astype(np.int16)


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--base", required=True)
    args.add_argument("--data", default="../shared/data")
    args.add_argument("--work", type=pathlib.Path, default="train/build")
    a = args.parse_args()
    state = torch.load(a.work / "teacher.pt", weights_only=False, map_location="cpu")
    sets = data.load(a.data, a.work / "names.tsv")
    m = model.Reader(state["config"], state["labels"])
    m.load_state_dict(state["model"])
    m.to(DEVICE).quantise()
    vocab = model.vocabulary(a.base)
    index = batch.index(m.labels)
    coded = [batch.code(s, vocab, index) for s in sets["train"] + sets["names"]]
    opinions(m, vocab, [c for c in coded if c])
    torch.save([c and c.soft for c in coded], a.work / "silver.pt", pickle_protocol=4)


if __name__ == "__main__":
    main()
