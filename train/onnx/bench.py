"""Times the models of Dateline beside onnxruntime: the same sentences and weights, one thread each, encoder and heads only.

    python -m train.onnx.bench

The Go side is BenchmarkBeside of ingest/nlp/neural, compiled and run from here. Every round lets each contender read all sentences
once, in turn; what is compared is within a round. Speed is words per second of processor time.
"""
import argparse
import json
import logging
import os
import pathlib
import re
import statistics
import subprocess
import tempfile
import time

import numpy as np
import onnx
import onnxruntime
from onnxruntime.quantization import QuantType, quantize_dynamic

from .. import data, text
from . import graph

MODELS = ["ingest/nlp/models/fast.dlnn", "train/accurate.dlnn"]
LAYERS = ("rels", "upos", "xpos", "feats", "ner")  # of an answer, after the head
KINDS = ("alone", "batches")


def sentences_of(folder, every):
    """Each so manieth sentence of EWT dev; the examples where there are no data."""
    path = pathlib.Path(folder) / "treebank" / "en_ewt-ud-dev.conllu"
    if path.exists():
        return data.read_treebank(path)[::every]
    result = []
    for file in sorted(pathlib.Path("examples").glob("*.txt")):
        for line in re.split(r"(?<=[.?!])\s+|\n", file.read_text(encoding="utf-8").split("\n\n", 1)[1]):
            s = data.Sentence()
            for m in re.finditer(r"\w+|[^\w\s]", line):
                s.forms.append(m[0])
                s.spaces.append(m.start() == 0 or line[m.start() - 1].isspace())
            if s.forms:
                result.append(s)
    return result


def spelled(vocabulary, s):
    """A sentence as pieces, shapes and the rows of the root and of the first piece of each word."""
    pieces, shapes, first = [vocabulary.cls], [text.CLS_SHAPE], [0]
    for form, space in zip(s.forms, s.spaces):
        ids = vocabulary.word(form)
        first.append(len(pieces))
        pieces += ids
        shapes += [text.shape(form, space)] * len(ids)
    return {"pieces": pieces + [vocabulary.sep], "shapes": shapes + [text.SEP_SHAPE], "first": first}


def padded(rows):
    out = np.zeros((len(rows), max(map(len, rows))), np.int64)
    for i, r in enumerate(rows):
        out[i, : len(r)] = r
    return out


def batches(sentences, size):
    """What onnxruntime is given: sentences of like length together, of so many pieces at least, so that little is padding."""
    result, open_batch, count = [], [], 0
    for s in sorted(sentences, key=lambda s: (len(s["pieces"]), len(s["first"]))):
        open_batch.append(s)
        count += len(s["pieces"])
        if count >= size:
            result, open_batch, count = result + [open_batch], [], 0
    return [feed(b, True) for b in result + [open_batch] if b]


def feed(batch, masked):
    f = {"pieces": padded([s["pieces"] for s in batch]), "shapes": padded([s["shapes"] for s in batch]), "first": padded([s["first"] for s in batch])[..., None]}
    if masked:
        f["mask"] = padded([[1] * len(s["pieces"]) for s in batch]).astype(np.int32)
    return f


def session(path):
    o = onnxruntime.SessionOptions()
    o.intra_op_num_threads = o.inter_op_num_threads = 1
    o.log_severity_level = 3
    return onnxruntime.InferenceSession(path, o, providers=["CPUExecutionProvider"])


class Onnx:
    def __init__(self, work, model, sentences, quantised, size):
        self.words, self.sessions = sum(len(s["first"]) - 1 for s in sentences), {}
        for masked in (False, True):
            path = f"{work}/{quantised:d}{masked:d}.onnx"
            header, _, m = graph.build(model, masked)
            onnx.save(m, path)
            if quantised:
                # Scales for each output, as in the file: the weights become the file's own again. Shapes of onnxruntime's own
                # operator are not inferred, so it is told that all between is float.
                quantize_dynamic(path, path, op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QInt8,
                                 extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT})
            self.sessions[masked] = session(path)
        self.labels = header["labels"]
        self.feeds = {"alone": [feed([s], False) for s in sentences], "batches": batches(sentences, size)}

    def speed(self, kind):
        run = self.sessions[kind != "alone"].run
        begin = time.process_time()
        for f in self.feeds[kind]:
            run(None, f)
        return self.words / (time.process_time() - begin)

    def answers(self):
        """Of each word: head, and the best of LAYERS. Warms up, too, as the Go side does."""
        rows = []
        ends = np.cumsum([len(self.labels[k]) for k in LAYERS[1:]])[:-1]
        for f in self.feeds["alone"]:
            tags, _, heads, rels = self.sessions[False].run(None, f)
            rows.append(np.stack([heads[0], rels[0].argmax(-1)] + [t.argmax(-1) for t in np.split(tags[0], ends, axis=-1)], -1))
        self.speed("batches")
        return np.concatenate(rows)


class Go:
    def __init__(self, work, binary, path, model, sentences):
        self.binary, self.path, self.out = binary, path, pathlib.Path(work) / "answers.json"
        given = pathlib.Path(work) / "sentences.json"
        given.write_text(json.dumps(sentences))
        self.env = os.environ | {"DATELINE_BESIDE_MODEL": os.path.abspath(model), "DATELINE_BESIDE_SENTENCES": str(given),
                                 "DATELINE_BESIDE_ANSWERS": str(self.out)}

    def speed(self, kind):
        """None on a processor that lacks the path."""
        out = subprocess.run([self.binary, "-test.run=^$", "-test.cpu=1", "-test.benchtime=1x", f"-test.bench=^BenchmarkBeside$/^{self.path}$/^{kind}$"],
                             env=self.env, check=True, capture_output=True, text=True).stdout
        found = re.search(r"([\d.]+) words/cpu-s", out)
        return float(found[1]) if found else None

    def answers(self):
        self.out.unlink(missing_ok=True)
        return np.array(json.loads(self.out.read_text())) if self.speed("alone") else None


def measure(model, binary, sentences, rounds, size):
    header, tensors = graph.read(model)
    vocabulary, name, rels = text.Vocabulary(tensors["vocab"].split("\n")), header["name"], header["labels"]["rels"]
    pairs = [(s, spelled(vocabulary, s)) for s in sentences]
    sentences, inputs = zip(*((s, x) for s, x in pairs if len(x["pieces"]) <= text.MAX_LENGTH))
    with tempfile.TemporaryDirectory() as work:
        sides = {"Dateline, AVX-512": Go(work, binary, "vnni", model, inputs), "Dateline, AVX2": Go(work, binary, "avx2", model, inputs),
                 "onnxruntime, int8": Onnx(work, model, inputs, True, size), "onnxruntime, float32": Onnx(work, model, inputs, False, size)}
        answers = {k: a for k, s in sides.items() if (a := s.answers()) is not None}
        runs = [{(k, kind): sides[k].speed(kind) for kind in KINDS for k in answers} for _ in range(rounds)]
        pieces, given = sum(len(x["pieces"]) for x in inputs), sum(f["pieces"].size for f in sides["onnxruntime, int8"].feeds["batches"])
    first = next(iter(answers))
    print(f"\n{name}: {len(inputs)} sentences, {sum(len(s.forms) for s in sentences)} words, {pieces} pieces, {rounds} rounds; "
          f"{100 - 100 * pieces / given:.1f} % of onnxruntime's batches is padding\n")
    print(f"| {name} | one by one | ratio | in batches | ratio | same head | relation | tags | LAS |\n" + "|---" * 9 + "|")
    gold = np.array([(h, rels.index(r) if r in rels else -1) for s in sentences for h, r in zip(s.heads, s.rels)])
    for k, a in answers.items():
        cells = []
        for kind in KINDS:
            ratios = [r[first, kind] / r[k, kind] for r in runs]
            cells += [f"{statistics.median(r[k, kind] for r in runs):,.0f}", f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"]
        same = a == answers[first]
        cells += [f"{100 * x.mean():.2f} %" for x in (same[:, 0], same[:, 1], same[:, 2:])]
        print(f"| {k} | " + " | ".join(cells) + " | " + (f"{100 * (a[:, :2] == gold).all(-1).mean():.1f}" if len(gold) else "-") + " |", flush=True)


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--model", nargs="+", default=MODELS)
    args.add_argument("--data", default="../shared/data")
    args.add_argument("--every", type=int, default=2, help="take each so manieth sentence")
    args.add_argument("--rounds", type=int, default=5)
    args.add_argument("--pieces", type=int, default=128, help="of a batch of onnxruntime, at least; the program's are 128")
    a = args.parse_args()
    logging.disable(logging.WARNING)  # of the quantiser: that the model was not prepared by its own tool
    print(f"onnxruntime {onnxruntime.__version__}. Words per second of processor time; how many times as many the first row reads, median and range of\n"
          "the rounds; what is the same as in the first row; LAS of the best heads, no tree looked for.")
    sentences = sentences_of(a.data, a.every)
    with tempfile.TemporaryDirectory() as work:
        binary = f"{work}/neural.test"
        subprocess.run(["go", "test", "-c", "-o", binary, "./ingest/nlp/neural"], env=os.environ | {"CGO_ENABLED": "0"}, check=True)
        for m in a.model:
            measure(m, binary, sentences, a.rounds, a.pieces)


if __name__ == "__main__":
    main()
