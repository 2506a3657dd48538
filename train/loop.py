"""The training loop that teacher and student share."""
import json
import random
import time

import torch
import torch.nn.functional as F

from . import batch, score
from .model import DEVICE


def hard_loss(model, out, b):
    """Loss on gold labels; layers without labels give nothing."""
    loss = 0.0
    treed = b["heads"] >= 0
    if treed.any():
        for k in ("upos", "xpos", "feats"):
            loss = loss + F.cross_entropy(out[k].float().flatten(0, 1), b[k].flatten(), ignore_index=-100)
        loss = loss + F.cross_entropy(mask_arcs(out["arcs"], b).flatten(0, 1), b["heads"].flatten(), ignore_index=-100)
        rels = model.relations(out, b["heads"].clamp_min(0))
        loss = loss + F.cross_entropy(rels.float().flatten(0, 1), b["rels"].flatten(), ignore_index=-100)
    named = b["allowed"].sum(-1) > 0
    if named.any():
        p = F.log_softmax(out["ner"].float(), -1)
        p = p.masked_fill(b["allowed"] == 0, -1e9)
        loss = loss - torch.logsumexp(p, -1)[named].mean()
    return loss


def mask_arcs(arcs, b):
    real = torch.cat([torch.ones_like(b["words"][:, :1]), b["words"]], 1)
    return arcs.masked_fill(~real[:, None, :], -1e4)


def train(model, vocab, sets, epochs, out, mix, loss_of, lr=2e-4, head_lr=1e-3, size=1600, quantise_last=0, seed=1, label="model"):
    """Trains for `epochs`; mix(epoch, rng) gives the sentences of an epoch. Resumes from `out`/label.pt."""
    model.to(DEVICE)
    index = batch.index(model.labels)
    encoder = [p for n, p in model.named_parameters() if n.startswith(("word", "proj", "pos", "ln", "layer"))]
    heads = [p for n, p in model.named_parameters() if not n.startswith(("word", "proj", "pos", "ln", "layer"))]
    opt = torch.optim.AdamW([{"params": encoder, "lr": lr}, {"params": heads, "lr": head_lr}], weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    rates = [lr, head_lr]
    path, start = out / f"{label}.pt", 0
    if path.exists():
        state = torch.load(path, weights_only=False, map_location=DEVICE)
        model.load_state_dict(state["model"])
        opt.load_state_dict(state["opt"])
        start = state["epoch"]
    for epoch in range(start, epochs):
        rng = random.Random(seed * 1000 + epoch)
        torch.manual_seed(seed * 1000 + epoch)
        model.quantise(epoch >= epochs - quantise_last)
        todo = batch.batches(mix(epoch, rng), size, rng)
        began, total = time.time(), 0.0
        for i, group in enumerate(todo):
            done = (epoch * len(todo) + i) / (epochs * len(todo))
            factor = min(done * epochs / 0.6, 1.0) * max(1 - done, 0.02)
            for g, r in zip(opt.param_groups, rates):
                g["lr"] = r * factor
            b = batch.tensors(group, vocab, len(model.labels["ner"]), rng)
            with torch.autocast(DEVICE.type, torch.bfloat16):
                fwd = model(b)
                loss = loss_of(model, fwd, b, group)
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            opt.step()
            total += float(loss)
            if i % 200 == 0:
                print(f"{label} epoch {epoch} step {i}/{len(todo)} loss {total / (i + 1):.3f} {time.time() - began:.0f}s", flush=True)
        torch.save({"model": model.state_dict(), "opt": opt.state_dict(), "epoch": epoch + 1, "config": model.config, "labels": model.labels}, path)
        print(label, "epoch", epoch, f"{time.time() - began:.0f}s", json.dumps(score.dev(model, vocab, sets, index)), flush=True)
