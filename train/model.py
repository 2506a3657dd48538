"""The encoder and its heads in PyTorch, with quantisation as the Go side does it."""
import json
import pathlib

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from . import text

POSITIONS = text.MAX_LENGTH
DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


class Linear(nn.Linear):
    """A linear layer that can play being quantised: per row 7-bit inputs, per output int8 weights."""

    quantised = False

    def forward(self, x):
        if not self.quantised:
            return super().forward(x)
        with torch.no_grad():
            s = x.float().abs().amax(-1, keepdim=True).clamp_min(1e-9) / 63
            fx = torch.round(x.float() / s) * s - x
            sw = self.weight.abs().amax(-1, keepdim=True).clamp_min(1e-9) / 127
            fw = torch.round(self.weight / sw) * sw - self.weight
        return F.linear(x + fx.to(x.dtype), self.weight + fw, self.bias)


class Layer(nn.Module):
    def __init__(self, c):
        super().__init__()
        h = c["hidden"]
        self.heads = c["heads"]
        self.qkv, self.o = Linear(h, 3 * h), Linear(h, h)
        self.ffn1, self.ffn2 = Linear(h, c["ffn"]), Linear(c["ffn"], h)
        self.ln1, self.ln2 = nn.LayerNorm(h, eps=1e-12), nn.LayerNorm(h, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x, mask):
        b, n, h = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, h // self.heads).permute(2, 0, 3, 1, 4)
        ctx = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
        x = self.ln1(x + self.drop(self.o(ctx.transpose(1, 2).reshape(b, n, h))))
        return self.ln2(x + self.drop(self.ffn2(F.gelu(self.ffn1(x)))))


class Reader(nn.Module):
    """config: layers, hidden, heads, ffn, embed (0: not factorised), vocab, arc, rel; labels: name -> list."""

    def __init__(self, config, labels):
        super().__init__()
        self.config, self.labels = config, labels
        h, e, arc, rel = config["hidden"], config["embed"], config["arc"], config["rel"]
        self.word = nn.Embedding(config["vocab"], e or h)
        self.proj = Linear(e, h) if e else None
        self.pos = nn.Embedding(POSITIONS, h)
        self.shape = nn.Embedding(text.SHAPES, h)
        nn.init.normal_(self.shape.weight, std=0.02)
        self.ln = nn.LayerNorm(h, eps=1e-12)
        self.layer = nn.ModuleList(Layer(config) for _ in range(config["layers"]))
        self.drop = nn.Dropout(0.1)
        self.head_drop = nn.Dropout(0.2)
        self.tags = nn.ModuleDict({k: Linear(h, len(labels[k])) for k in ("upos", "xpos", "feats", "ner")})
        self.arcd, self.arch, self.arcu = Linear(h, arc), Linear(h, arc), Linear(arc, arc + 1)
        self.reld, self.relh, self.rel = Linear(h, rel), Linear(h, rel), Linear(rel, len(labels["rels"]))

    def quantise(self, on=True):
        for m in self.modules():
            if isinstance(m, Linear):
                m.quantised = on

    def encode(self, b):
        x = self.word(b["pieces"])
        if self.proj is not None:
            x = self.proj(x)
        x = x + self.pos.weight[: x.shape[1]] + self.shape(b["shapes"])
        x = self.drop(self.ln(x))
        if torch.is_autocast_enabled(x.device.type):
            x = x.bfloat16()  # else every sum with a residual is a conversion
        for layer in self.layer:
            x = layer(x, b["mask"])
        return x

    def forward(self, b):
        """Logits of tags [words, labels]; arcs [b, n, n+1]; vectors for relations."""
        x = self.head_drop(self.encode(b))
        first = b["first"][..., None].expand(-1, -1, x.shape[-1])  # [CLS] at 0, then the words
        w = torch.gather(x, 1, first)
        out = {k: m(w[:, 1:]) for k, m in self.tags.items()}
        d = F.relu(self.arcd(w[:, 1:]))
        k = self.arcu(self.head_drop(F.relu(self.arch(w))))
        d, k = d.float(), k.float()
        out["arcs"] = d @ k[..., :-1].transpose(1, 2) + k[..., -1][:, None, :]
        out["reld"], out["relh"] = self.reld(w[:, 1:]), self.relh(w)
        return out

    def relations(self, out, heads):
        """Logits [b, n, relations] for the given heads (0: the root)."""
        h = torch.gather(out["relh"], 1, heads[..., None].expand(-1, -1, out["relh"].shape[-1]))
        return self.rel(self.head_drop(F.relu(out["reld"] + h)))


def pretrained(folder, labels):
    """A Reader of all layers with the weights of a BERT checkpoint in safetensors."""
    raw = (pathlib.Path(folder) / "model.safetensors").read_bytes()
    n = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + n])
    kinds = {"F32": np.float32, "F16": np.float16, "I64": np.int64}

    def get(name):
        t = header[name]
        a, z = t["data_offsets"]
        return torch.from_numpy(np.frombuffer(raw[8 + n + a : 8 + n + z], kinds[t["dtype"]]).reshape(t["shape"]).astype(np.float32))

    c = json.loads((pathlib.Path(folder) / "config.json").read_text())
    config = {"layers": c["num_hidden_layers"], "hidden": c["hidden_size"], "heads": c["num_attention_heads"], "ffn": c["intermediate_size"],
              "embed": 0, "vocab": c["vocab_size"], "positions": POSITIONS, "arc": 256, "rel": 256}
    m = Reader(config, labels)
    with torch.no_grad():
        m.word.weight.copy_(get("embeddings.word_embeddings.weight"))
        m.pos.weight.copy_(get("embeddings.position_embeddings.weight")[:POSITIONS] + get("embeddings.token_type_embeddings.weight")[0])
        m.ln.weight.copy_(get("embeddings.LayerNorm.weight"))
        m.ln.bias.copy_(get("embeddings.LayerNorm.bias"))
        for i, layer in enumerate(m.layer):
            p = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                qkv = [get(p + f"attention.self.{k}.{part}") for k in ("query", "key", "value")]
                getattr(layer.qkv, part).copy_(torch.cat(qkv))
                getattr(layer.o, part).copy_(get(p + "attention.output.dense." + part))
                getattr(layer.ffn1, part).copy_(get(p + "intermediate.dense." + part))
                getattr(layer.ffn2, part).copy_(get(p + "output.dense." + part))
                getattr(layer.ln1, part).copy_(get(p + "attention.output.LayerNorm." + part))
                getattr(layer.ln2, part).copy_(get(p + "output.LayerNorm." + part))
    return m


def vocabulary(folder):
    return text.Vocabulary((pathlib.Path(folder) / "vocab.txt").read_text(encoding="utf-8").splitlines())
