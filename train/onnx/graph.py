"""A model file (*.dlnn) as an ONNX graph: encoder and heads, for a batch of sentences."""
import json
import struct

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper

OPSET, CONTRIB = 20, "com.microsoft"
TAGS = ("upos", "xpos", "feats", "ner")
KINDS = {"i8": np.int8, "f32": np.float32}


def read(path):
    """Header and tensors of a model file."""
    raw = open(path, "rb").read()
    magic, version, n = struct.unpack_from("<4sII", raw)
    if magic != b"DLNN" or version != 1:
        raise SystemExit(f"{path} is not a model file of version 1")
    header = json.loads(raw[12 : 12 + n])
    start = (12 + n + 63) // 64 * 64
    tensors = {}
    for t in header["tensors"]:
        part = raw[start + t["offset"] :][: t["size"]]
        tensors[t["name"]] = part.decode() if t["type"] == "text" else np.frombuffer(part, KINDS[t["type"]]).reshape(t["shape"])
    return header, tensors


class Builder:
    def __init__(self, tensors):
        self.t, self.nodes, self.constants = tensors, [], {}

    def constant(self, name, value, kind=np.float32):
        self.constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(value, kind), name))
        return name

    def whole(self, *numbers):
        return self.constant("n" + "_".join(map(str, numbers)), numbers, np.int64)

    def node(self, op, *inputs, out=None, outputs=1, **attributes):
        names = [out or f"{op}.{len(self.nodes)}"] if outputs == 1 else [f"{op}.{len(self.nodes)}.{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(op, list(inputs), names, f"{op}_{len(self.nodes)}", **attributes))
        return names[0] if outputs == 1 else names

    def linear(self, x, *names):
        """The layers of these names as one: their int8 weights times the scales of their outputs."""
        w = np.concatenate([self.t[n + ".w"] * self.t[n + ".s"][:, None] for n in names])
        b = np.concatenate([self.t[n + ".b"] for n in names])
        y = self.node("MatMul", x, self.constant(names[0] + ".weight", w.T))
        return self.node("Add", y, self.constant(names[0] + ".bias", b))

    def norm(self, x, name):
        gain, bias = (self.constant(f"{name}.{p}", self.t[f"{name}.{p}"]) for p in "gb")
        return self.node("LayerNormalization", x, gain, bias, axis=-1, epsilon=1e-12)


def build(path, masked):
    """The graph of a model file. Inputs: pieces and shapes [batch, pieces], first [batch, 1 + words, 1] (the rows of the root
    and of the first piece of each word, 0 where a sentence has no more) and, if masked, mask [batch, pieces] (1: a piece).
    Outputs: tags, arcs, the best head of each word by its arc, relations for that head."""
    header, t = read(path)
    c, labels = header["config"], header["labels"]
    b = Builder(t)
    table = b.constant("words", t["emb.word"] * t["emb.word.scale"][:, None])
    x = b.node("Gather", table, "pieces")
    if c["embed"]:
        x = b.linear(x, "emb.proj")
    length = b.node("Slice", b.node("Shape", "pieces"), b.whole(1), b.whole(2))
    x = b.node("Add", x, b.node("Slice", b.constant("positions", t["emb.pos"]), b.whole(0), length, b.whole(0)))
    x = b.norm(b.node("Add", x, b.node("Gather", b.constant("kinds", t["emb.shape"]), "shapes")), "emb.ln")
    for i in range(c["layers"]):
        p = f"layer.{i}."
        q, k, v = b.node("Split", b.linear(x, p + "qkv"), outputs=3, axis=-1, num_outputs=3)
        # onnxruntime's own operator of attention, as fast as its parts and shorter. The queries are scaled in the file.
        y = b.node("MultiHeadAttention", q, k, v, *(["", "mask"] if masked else []), domain=CONTRIB, num_heads=c["heads"], scale=1.0)
        x = b.norm(b.node("Add", x, b.linear(y, p + "o")), p + "ln1")
        y = b.node("Gelu", b.linear(x, p + "ffn1"))
        x = b.norm(b.node("Add", x, b.linear(y, p + "ffn2")), p + "ln2")
    # All heads of a word are one layer, as in the program.
    parts = [sum(len(labels[k]) for k in TAGS), c["arc"], c["arc"], c["rel"], c["rel"]]
    words = b.node("GatherND", x, "first", batch_dims=1)
    every = b.linear(words, *("head." + k for k in TAGS + ("arcd", "arch", "reld", "relh")))
    tags, arcd, arch, reld, relh = b.node("Split", every, b.whole(*parts), outputs=5, axis=-1)

    def rest(x):  # without the root
        return b.node("Slice", x, b.whole(1), b.whole(1 << 30), b.whole(1))

    unit, prior = b.node("Split", b.linear(b.node("Relu", arch), "head.arcu"), b.whole(c["arc"], 1), outputs=2, axis=-1)
    arcs = b.node("MatMul", b.node("Relu", rest(arcd)), b.node("Transpose", unit, perm=[0, 2, 1]))
    b.node("Add", arcs, b.node("Transpose", prior, perm=[0, 2, 1]), out="arcs")
    b.node("ArgMax", "arcs", out="heads", axis=-1, keepdims=0)
    governor = b.node("GatherND", relh, b.node("Unsqueeze", "heads", b.whole(-1)), batch_dims=1)
    b.linear(b.node("Relu", b.node("Add", rest(reld), governor)), "head.rel")
    b.nodes[-1].output[0] = "rels"
    b.node("Identity", rest(tags), out="tags")
    whole, real = TensorProto.INT64, TensorProto.FLOAT
    value = helper.make_tensor_value_info
    inputs = [value("pieces", whole, ["b", "n"]), value("shapes", whole, ["b", "n"]), value("first", whole, ["b", "w", 1])]
    if masked:
        inputs.append(value("mask", TensorProto.INT32, ["b", "n"]))
    outputs = [value("tags", real, ["b", "words", parts[0]]), value("arcs", real, ["b", "words", "w"]), value("heads", whole, ["b", "words"]),
               value("rels", real, ["b", "words", len(labels["rels"])])]
    graph = helper.make_graph(b.nodes, header["name"], inputs, outputs, list(b.constants.values()))
    m = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)], ir_version=10)
    checker.check_model(m)
    return header, t, m
