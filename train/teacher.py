"""Fine-tunes the pretrained encoder on trees, tags and names at once: the model `accurate`.

    python -m train.teacher --base FOLDER   (model.safetensors, config.json, vocab.txt)
"""
import argparse
import pathlib

from . import batch, data, loop, model


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--base", required=True)
    args.add_argument("--data", default="../shared/data")
    args.add_argument("--work", type=pathlib.Path, default="train/build")
    args.add_argument("--epochs", type=int, default=6)
    args.add_argument("--names", type=int, default=8000, help="sentences with names an epoch")
    a = args.parse_args()
    sets = data.load(a.data, a.work / "names.tsv")
    vocab = model.vocabulary(a.base)
    m = model.pretrained(a.base, sets["labels"])
    index = batch.index(sets["labels"])
    trees = [c for c in (batch.code(s, vocab, index) for s in sets["train"]) if c]
    names = [c for c in (batch.code(s, vocab, index) for s in sets["names"]) if c]

    def mix(epoch, rng):
        return trees + rng.sample(names, min(a.names, len(names)))

    loop.train(m, vocab, sets, a.epochs, a.work, mix, lambda m, out, b, _: loop.hard_loss(m, out, b), quantise_last=1, label="teacher")


if __name__ == "__main__":
    main()
