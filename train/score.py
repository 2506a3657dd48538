"""Quick scores on the dev sets during training (dateline-train score is the judge)."""
import random

import torch

from . import batch
from .model import DEVICE


def universal(rel):
    return rel.split(":")[0]


def spans(labels):
    """Names (first, last, type) of BILOU labels; broken ones are left out."""
    result, open_at = [], None
    for i, label in enumerate(labels):
        part, kind = label[0], label[2:]
        if part == "U":
            result.append((i, i + 1, kind))
        elif part == "B":
            open_at = (i, kind)
        elif part == "L" and open_at and open_at[1] == kind:
            result.append((open_at[0], i + 1, kind))
        if part in "OULB" and part != "B":
            open_at = None
    return result


def dev(model, vocab, sets, index):
    """Accuracies of tags and trees on dev treebanks, F1 of PER, ORG and LOC on UNER."""
    model.eval()
    labels = model.labels
    result = {}
    with torch.no_grad():
        for name, sentences in sets["dev"].items():
            coded = [c for c in (batch.code(s, vocab, index) for s in sentences) if c]
            right, total = dict.fromkeys(("upos", "xpos", "feats", "uas", "las"), 0), 0
            for group in batch.batches(coded, 3000, random.Random(0)):
                b = batch.tensors(group, vocab, len(labels["ner"]))
                with torch.autocast(DEVICE.type, torch.bfloat16):
                    out = model(b)
                    arcs = out["arcs"].masked_fill(~torch.cat([torch.ones(len(group), 1, dtype=torch.bool, device=DEVICE), b["words"]], 1)[:, None, :], -1e9)
                    heads = arcs.argmax(-1)
                    rels = model.relations(out, heads).argmax(-1)
                ok = b["words"]
                total += int(ok.sum())
                for k in ("upos", "xpos", "feats"):
                    right[k] += int(((out[k].argmax(-1) == b[k]) & ok).sum())
                good = (heads == b["heads"]) & ok
                right["uas"] += int(good.sum())
                base = torch.tensor([[universal(r) for r in labels["rels"]].index(universal(r)) for r in labels["rels"]], device=DEVICE)
                gold = b["rels"].clamp_min(0)
                right["las"] += int((good & (base[rels] == base[gold]) & (b["rels"] >= 0)).sum())
            result[name] = {k: round(100 * v / total, 2) for k, v in right.items()}
        correct = system = gold = 0
        coded = []
        for s, want in sets["uner"]:
            c = batch.code(s, vocab, index)
            if c:
                c.soft = want
                coded.append(c)
        for group in batch.batches(coded, 3000, random.Random(0)):
            with torch.autocast(DEVICE.type, torch.bfloat16):
                best = model(batch.tensors(group, vocab, len(labels["ner"])))["ner"].argmax(-1)
            for c, row in zip(group, best.tolist()):
                got = {x for x in spans([labels["ner"][i] for i in row[: len(c.first) - 1]]) if x[2] in ("PER", "ORG", "LOC")}
                want = set(c.soft)
                correct, system, gold = correct + len(got & want), system + len(got), gold + len(want)
        result["uner"] = round(200 * correct / max(system + gold, 1), 2)
    model.train()
    return result


