"""How many hidden words the dictionary doctor finds: recall at 50, beside plain frequency.

`python tests/benchmarks/doctor.py FOLDER`: the folder holds the development texts as JSON lines with doc_id
and text. Twenty times a fifth of the patterns of each frame is hidden, and candidates are ranked with what is
left. Sought are the words that a hidden pattern of one word matches and no pattern that is left covers. The
codes are those of `corpus/development/recall.csv`: all, and those of the texts that were held back while the
dictionary was written, as the others may have led to the patterns that are hidden. Of the specimen pieces the
codes are the sentences in which an expression was planted.
"""

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from framing.coding.voice_check import read_planted
from framing.corpus.annotate import split_sentences
from framing.corpus.corpora import read_specimen, read_study
from framing.lab.doctor import REACH
from framing.lab.running import candidates, covered, free_words, near, running_words
from framing.methods import Methods
from framing.tables.schema import CHECK
from framing.text.normalise import normalise

SEEDS, FIRST, HIDDEN = 20, 50, 0.2
PLACE = ["doc_id", "sentence"]


def read_texts(folder: Path) -> pd.DataFrame:
    """Return the texts of all files of JSON lines, a row per line of a text that is not empty."""
    rows = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            found = json.loads(line)
            lines = [own for own in map(normalise, found["text"].split("\n")) if own.strip()]
            rows += [(found["doc_id"], n, "body", own) for n, own in enumerate(lines, 1)]
    return pd.DataFrame(rows, columns=["doc_id", "paragraph", "part", "text"])


def hide(dictionary: pd.DataFrame, seed: int) -> np.ndarray:
    """Draw a fifth of the patterns of each frame."""
    generator, hidden = np.random.default_rng(seed), np.zeros(len(dictionary), dtype=bool)
    for _, own in dictionary.reset_index(drop=True).groupby("frame", sort=False):
        hidden[generator.choice(own.index, round(len(own) * HIDDEN), replace=False)] = True
    return hidden


def sought(tokens: pd.DataFrame, gone: pd.DataFrame, hit: np.ndarray) -> set[str]:
    """Return the words that hidden patterns of one word match, where no pattern that is left covers them."""
    single = gone[~gone["pattern"].str.contains(" ")].reset_index(drop=True)
    if single.empty:
        return set()
    return set(tokens.loc[covered(tokens, single) & ~hit, "token"])


def lists(tokens: pd.DataFrame, own: pd.DataFrame, coded: dict[str, np.ndarray]) -> dict[str, list[str]]:
    """Return the first candidates by each ranking; `coded` tells by name which sentences have the frame."""
    free = free_words(tokens, own)
    has_hit = np.zeros(tokens["doc"].max() + 1, dtype=bool)
    has_hit[tokens.loc[free.hit, "doc"]] = True
    words, close = free.words["token"], near(tokens, free.hit, REACH) & ~free.hit
    ranked = {}
    for name, given in coded.items():
        missed = (given & ~has_hit)[tokens["doc"].to_numpy()]
        found, _ = candidates(tokens, free, missed, reach=REACH, prior=Methods().prior)
        ranked[f"doctor, {name}"] = found["pattern"]
    ranked["frequency near hits"] = words[close[words.index]].value_counts().index
    ranked["frequency"] = words.value_counts().index
    return {name: list(found[:FIRST]) for name, found in ranked.items()}


def measure(texts: pd.DataFrame, dictionary: pd.DataFrame, codes: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return by frame the words sought in all draws, and how many each ranking has among the first.

    `codes` are by name the places (frame, doc_id, sentence) of sentences that were given a frame.
    """
    split = split_sentences(texts)
    tokens, places = running_words(split), pd.MultiIndex.from_frame(split[["doc_id", "sentence"]])
    rows = []
    for seed in range(SEEDS):
        hidden = hide(dictionary, seed)
        for frame in dictionary["frame"].unique():
            of_frame = (dictionary["frame"] == frame).to_numpy()
            own = dictionary[of_frame & ~hidden].reset_index(drop=True)
            words = sought(tokens, dictionary[of_frame & hidden], covered(tokens, own))
            if not words:
                continue
            coded = {
                name: places.isin(pd.MultiIndex.from_frame(given.loc[given["frame"] == frame, PLACE]))
                for name, given in codes.items()
            }
            found = lists(tokens, own, coded)
            counts = {name: len(words & set(ranking)) for name, ranking in found.items()}
            rows.append({"frame": frame, "sought": len(words), **counts})
    table = pd.DataFrame(rows).groupby("frame", sort=False).sum()
    table.loc["all"] = table.sum()
    return table


def main(folder: str) -> None:
    study, specimen, planted = read_study(prefer_texts=False), read_specimen(), read_planted()
    codes = study.development_recall[study.development_recall["value"] == 1]
    none = codes.head(0)
    held_back = codes[codes["half"] == CHECK]
    for name, texts, given in (
        (
            "development texts",
            read_texts(Path(folder)),
            {"all codes": codes, "codes held back": held_back, "no codes": none},
        ),
        ("specimen pieces", specimen.texts, {"codes as planted": planted, "no codes": none}),
    ):
        table = measure(texts, study.definitions.dictionary, given)
        sys.stdout.write(f"{name}: words among the first {FIRST}, {SEEDS} draws\n{table.to_string()}\n")
        shares = table.loc["all"].iloc[1:] / table.loc["all", "sought"]
        sys.stdout.write("recall: " + ", ".join(f"{k} {v:.3f}" for k, v in shares.items()) + "\n\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
