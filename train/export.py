"""Writes a trained model as a file for the program.

    python -m train.export teacher --base FOLDER --beside fast --doubt 1 -o train/accurate.dlnn
"""
import argparse
import hashlib
import json
import math
import pathlib
import struct

import numpy as np
import torch

from . import model, student, text

LICENCE = "CC BY-SA 4.0"
SOURCES = ["all-MiniLM-L6-v2 (Apache-2.0)", "Universal Dependencies English EWT and GUM", "WikiGold", "WNUT 2017", "Broad Twitter Corpus", "CrossNER",
           "Wikipedia Current events"]


def write(path, name, config, labels, tensors, sources=SOURCES, beside=None):
    """tensors: name -> int8 or float32 array, or text; beside: the name of the model that it reads together with."""
    data, entries = bytearray(), []
    for key, t in tensors.items():
        data += b"\0" * (-len(data) % 64)
        raw = t.encode() if isinstance(t, str) else np.ascontiguousarray(t).tobytes()
        kind = "text" if isinstance(t, str) else {"int8": "i8", "float32": "f32"}[str(t.dtype)]
        entries.append({"name": key, "type": kind, "shape": [len(raw)] if kind == "text" else list(t.shape), "offset": len(data), "size": len(raw)})
        data += raw
    header = {"name": name, "licence": LICENCE, "sources": sources, "config": config, "labels": labels, "tensors": entries}
    if beside:
        header["beside"] = beside
    header = json.dumps(header, ensure_ascii=False).encode()
    out = bytearray(b"DLNN" + struct.pack("<II", 1, len(header)) + header)
    out += b"\0" * (-len(out) % 64)
    out += data
    pathlib.Path(path).write_bytes(bytes(out) + hashlib.sha256(out).digest())
    return len(out) + 32


def phi():
    """The table of the normal distribution that GELU looks up."""
    t = np.array([0.5 * (1 + math.erf((i - 1024) / 128 / math.sqrt(2))) for i in range(2048)], np.float32)
    t[0], t[-1] = 0, 1
    return t


def quantised(weight, bias):
    """int8 rows, their scales and the bias."""
    w = np.asarray(weight, np.float32)
    s = np.maximum(np.abs(w).max(-1), np.float32(1e-9)) / np.float32(127)
    return {"w": np.clip(np.rint(w / s[:, None]), -127, 127).astype(np.int8), "s": s.astype(np.float32), "b": np.asarray(bias, np.float32)}


def tensors_of(state, config, vocab):
    """All tensors of a model by the names of the file, from a PyTorch state as numpy arrays."""
    t = {"vocab": "\n".join(vocab.pieces), "phi": phi()}
    words = quantised(state["word.weight"], np.zeros(1))
    t["emb.word"], t["emb.word.scale"] = words["w"], words["s"]

    def linear(name, source, weight=None, bias=None):
        q = quantised(state[source + ".weight"] if weight is None else weight, state[source + ".bias"] if bias is None else bias)
        for k, v in q.items():
            t[f"{name}.{k}"] = v

    def norm(name, source):
        t[name + ".g"], t[name + ".b"] = (np.asarray(state[f"{source}.{p}"], np.float32) for p in ("weight", "bias"))

    if config["embed"]:
        linear("emb.proj", "proj")
    t["emb.pos"], t["emb.shape"] = np.asarray(state["pos.weight"], np.float32), np.asarray(state["shape.weight"], np.float32)
    norm("emb.ln", "ln")
    h = config["hidden"]
    for i in range(config["layers"]):
        p = f"layer.{i}."
        w, b = state[p + "qkv.weight"].copy(), state[p + "qkv.bias"].copy()
        scale = np.float32(1 / math.sqrt(h // config["heads"]))
        w[:h] *= scale
        b[:h] *= scale
        linear(p + "qkv", None, w, b)
        for part in ("o", "ffn1", "ffn2"):
            linear(p + part, p + part)
        norm(p + "ln1", p + "ln1")
        norm(p + "ln2", p + "ln2")
    for k in ("upos", "xpos", "feats", "ner"):
        linear("head." + k, "tags." + k)
    for k in ("arcd", "arch", "arcu", "reld", "relh", "rel"):
        linear("head." + k, k)
    return t


def thin(pieces, most=26000):
    """The places of the pieces that stay when a file must be small: single characters, without which a whole word is
    unknown ("Đinđić"), and of the others the most frequent, as BERT orders them: a word that loses one has smaller ones."""
    def single(p):
        return len(p.removeprefix("##")) == 1

    stay = [i for i, p in enumerate(pieces) if not (p.startswith("##") and single(p) and text.is_punctuation(p[2:]))]  # stands alone
    rarest = [i for i in reversed(stay) if not single(pieces[i])]
    gone = set(rarest[: max(len(stay) - most, 0)])
    return [i for i in stay if i not in gone]


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("model", help="teacher, student2, student3: the file in the work folder without .pt")
    args.add_argument("--base", required=True)
    args.add_argument("--work", type=pathlib.Path, default="train/build")
    args.add_argument("--thin", action="store_true", help="leave out rare pieces")
    args.add_argument("--beside", help="the model that the program is to read with as well")
    args.add_argument("--doubt", type=float, default=0, help="what is added to the score of no name: the name sets do not agree on what is one")
    args.add_argument("-o", "--output", required=True)
    a = args.parse_args()
    state = torch.load(a.work / f"{a.model}.pt", weights_only=False, map_location="cpu")
    vocab = model.vocabulary(a.base)
    if state["config"]["embed"]:
        vocab = text.Vocabulary(p for p in vocab.pieces if student.latin(p))
    config = {k: state["config"][k] for k in ("layers", "hidden", "heads", "ffn", "embed", "positions", "arc", "rel")}
    arrays = {k: v.numpy() for k, v in state["model"].items()}
    if a.thin:
        stay = thin(vocab.pieces)
        vocab = text.Vocabulary(vocab.pieces[i] for i in stay)
        arrays["word.weight"] = arrays["word.weight"][stay]
    arrays["tags.ner.bias"] = arrays["tags.ner.bias"] + np.float32(a.doubt) * np.array([l == "O" for l in state["labels"]["ner"]], np.float32)
    name = pathlib.Path(a.output).stem
    print(write(a.output, name, config, state["labels"], tensors_of(arrays, config, vocab), beside=a.beside), "bytes")


if __name__ == "__main__":
    main()
