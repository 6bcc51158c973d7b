"""Speed of the dictionary engine beside its peers, and how its cost grows: `make bench`.

Every figure is of a whole process of its own, from Parquet to counts, imports included. Nothing is kept.
"""

import argparse
import json
import os
import platform
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import chain, product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "analysis"))

# what quanteda 4.3.1 needed on two cores, two threads, for the same task on 74 MB: seconds
QUANTEDA_MB_S = (74 / 38, 74 / 29)
TYPES = 165_000
WORDS = 600
SEED = 20241117


def main() -> None:
    """Run everything, or one measurement in this process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000, help="articles of 600 words (20,000: 74 MB)")
    parser.add_argument("--peers", type=int, default=2_000, help="articles for the comparison with peers")
    parser.add_argument("--runs", type=int, default=3, help="runs of which the median is shown")
    parser.add_argument("--one", nargs=3, metavar=("NAME", "CORPUS", "DICTIONARY"), help=argparse.SUPPRESS)
    parser.add_argument("--workers", type=int, default=1, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        name, corpus, dictionary = chosen.one
        print(json.dumps(MEASURED[name](Path(corpus), Path(dictionary), chosen.workers)))
        return
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}; medians of {chosen.runs} runs\n")
    with tempfile.TemporaryDirectory() as folder:
        compare_with_peers(Path(folder), chosen.peers, chosen.runs)
        whole_process(Path(folder), chosen.documents, chosen.runs)
        growth(Path(folder), chosen.documents, chosen.runs)


def compare_with_peers(folder: Path, documents: int, runs: int) -> None:
    """Print speed, memory and agreement of the engine and its peers on one corpus and the study's patterns."""
    corpus, dictionary = write_corpus(folder, documents), study_dictionary()
    size = megabytes(corpus)
    print(f"Peers: {documents} articles, {size:.1f} MB, the study's dictionary; peers have one process\n")
    print("| | MB/s | peak MB | engine is faster by | cells that differ | why |\n|---|---|---|---|---|---|")
    rows = {name: measure(name, corpus, dictionary, 1, runs) for name in ("engine", *PEERS)}
    ours = rows["engine"]
    for name, row in rows.items():
        pairs = list(zip(row["counts"], ours["counts"], strict=True))
        differ = sum(a != b for a, b in pairs)
        total = sum(a for a, _ in pairs) - sum(b for _, b in pairs)
        print(
            f"| {name} | {size / row['seconds']:.1f} | {row['peak']:.0f} | "
            f"{row['seconds'] / ours['seconds']:.1f} | {differ} of {len(pairs)} ({total:+d} hits) | {PEERS.get(name, '')} |"
        )


def whole_process(folder: Path, documents: int, runs: int) -> None:
    """Print the engine's speed on one and two workers, with small and large dictionaries."""
    corpus = write_corpus(folder, documents)
    size = megabytes(corpus)
    print(f"\nWhole process: {documents} articles, {size:.1f} MB, Parquet to Parquet\n")
    print(
        "| patterns | workers | seconds | MB/s | peak MB, one process | times quanteda's 29-38 s per 74 MB |"
    )
    print("|---|---|---|---|---|---|")
    for patterns in (150, 4_500):
        dictionary = made_dictionary(folder, corpus, patterns)
        for workers in (1, 2):
            row = measure("engine", corpus, dictionary, workers, runs)
            speed = size / row["seconds"]
            low, high = (speed / figure for figure in QUANTEDA_MB_S[::-1])
            print(
                f"| {patterns} | {workers} | {row['seconds']:.2f} | {speed:.1f} | {row['peak']:.0f} "
                f"| {low:.0f}-{high:.0f} |"
            )


def growth(folder: Path, documents: int, runs: int) -> None:
    """Print how the engine's cost grows with documents, dictionary and vocabulary, at four sizes each."""
    print("\nGrowth, one process\n\n| what | size | seconds | MB/s | peak MB |\n|---|---|---|---|---|")
    sizes = [documents // 8, documents // 4, documents // 2, documents]
    middle = write_corpus(folder, documents // 4)
    plans = [
        *(("documents", n, write_corpus(folder, n), study_dictionary()) for n in sizes),
        *(("patterns", n, middle, made_dictionary(folder, middle, n)) for n in (150, 500, 1_500, 4_500)),
        *(
            ("word types", n, write_corpus(folder, documents // 4, n), study_dictionary())
            for n in (20_000, 40_000, 80_000, TYPES)
        ),
    ]
    for what, n, corpus, dictionary in plans:
        row = measure("engine", corpus, dictionary, 1, runs)
        print(
            f"| {what} | {n} | {row['seconds']:.2f} | {megabytes(corpus) / row['seconds']:.1f} | {row['peak']:.0f} |"
        )


def measure(name: str, corpus: Path, dictionary: Path, workers: int, runs: int) -> dict:
    """Return the median time of whole processes, the largest peak memory of one, and the counts."""
    command = [
        sys.executable,
        __file__,
        "--workers",
        str(workers),
        "--one",
        name,
        str(corpus),
        str(dictionary),
    ]
    rows, seconds = [], []
    for _ in range(runs):
        started = time.perf_counter()
        rows.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
        seconds.append(time.perf_counter() - started)
    return {
        "seconds": statistics.median(seconds),
        "peak": max(row["peak"] for row in rows),
        "counts": rows[0]["counts"],
    }


def write_corpus(folder: Path, documents: int, types: int = TYPES) -> Path:
    """Write articles of 600 words: sentences of the specimen pieces with six in ten words drawn anew.

    Words are drawn from a Zipf vocabulary, so punctuation, capitals and phrases are those of prose and
    learning new words is as much work as in a large corpus.
    """
    import numpy as np
    import pyarrow as pa
    from pyarrow import parquet

    path = folder / f"corpus-{documents}-{types}.parquet"
    if path.is_file():
        return path
    texts = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "corpus/specimen/texts").glob("*.txt"))]
    frames = [line.split(" ") for text in texts for line in text.split("\n") if len(line) > 40]
    rng, draw = np.random.default_rng(SEED), random.Random(SEED)
    vocabulary = invented_words(types, draw)
    weights = (np.arange(types) + 2.7) ** -1.05
    drawn = iter(rng.choice(types, documents * WORDS, p=weights / weights.sum()).tolist())
    kept = iter((rng.random(documents * (WORDS + 200)) < 0.4).tolist())
    articles = []
    for _ in range(documents):
        paragraphs, n = [], 0
        while n < WORDS:
            words = draw.choice(frames)
            paragraphs.append(
                " ".join(w if next(kept, True) else _like(w, vocabulary[next(drawn, 0)]) for w in words)
            )
            n += len(words)
        articles.append("\n\n".join(paragraphs))
    table = pa.table({"doc_id": [f"a{n}" for n in range(documents)], "text": articles})
    parquet.write_table(table, path)
    return path


def invented_words(types: int, draw: random.Random) -> list[str]:
    """Return distinct words of letters; the more frequent ones are shorter, as in English."""
    syllables = ["".join(parts) for parts in product("bcdfglmnprstvw", "aeiou", ["", "", "n", "r", "s", "l"])]
    words: dict[str, None] = {}
    while len(words) < types:
        length = 1 if len(words) < 200 else 2 if len(words) < 8_000 else draw.choice([2, 3, 3, 4])
        words["".join(draw.choices(syllables, k=length))] = None
    return list(words)


def _like(word: str, other: str) -> str:
    found = re.search(r"\w[\w'’-]*\w|\w", word)
    if not found:
        return word
    other = other.capitalize() if found[0][0].isupper() else other
    return word[: found.start()] + other + word[found.end() :]


def study_dictionary() -> Path:
    """Return the study's own dictionary."""
    return ROOT / "corpus" / "dictionary.csv"


def made_dictionary(folder: Path, corpus: Path, patterns: int) -> Path:
    """Write a dictionary of so many patterns from words of a corpus: words, beginnings and phrases."""
    from pyarrow import parquet

    path = folder / f"dictionary-{patterns}.csv"
    if path.is_file():
        return path
    texts = parquet.read_table(corpus, columns=["text"]).column("text").slice(0, 1_500).to_pylist()
    draw = random.Random(SEED)
    rows: dict[tuple[str, str], str] = {}
    while len(rows) < patterns:
        words = re.findall(r"[a-z]+", draw.choice(texts).lower())
        at, kind = draw.randrange(len(words) - 3), draw.randrange(5)
        first, second, third = words[at : at + 3]
        pattern = [
            first,
            first[:6] + "*",
            f"{first} {second}",
            f"{first[:5]}* {second}",
            f"{first} {second} {third}",
        ]
        if len(first) > 3:
            rows["frame" + str(len(rows) % 5), pattern[kind]] = f"{pattern[kind]} {third}" * (
                len(rows) % 20 == 0
            )
    lines = [f"{frame},{pattern},{unless}" for (frame, pattern), unless in rows.items()]
    path.write_text("\n".join(["frame,pattern,unless", *lines]) + "\n", encoding="utf-8")
    return path


def megabytes(corpus: Path) -> float:
    """Return the size of the texts of a corpus in UTF-8, in megabytes."""
    from pyarrow import parquet

    return sum(len(t.encode()) for t in parquet.read_table(corpus).column("text").to_pylist()) / 1e6


def engine(corpus: Path, dictionary: Path, workers: int) -> dict:
    """Count with the engine, through the command that users call."""
    from framing import dictionary as dictionaries
    from framing import scale

    with tempfile.TemporaryDirectory() as out:
        table = dictionaries.read(dictionary)
        scale.score([corpus], table, Path(out), workers=workers, progress=lambda _: None)
        peak = _peak()
        from pyarrow import parquet

        columns = parquet.read_table(sorted(Path(out).glob("part-*"))).drop(["doc_id", "n_words"]).to_pydict()
    return {"counts": list(chain.from_iterable(zip(*columns.values(), strict=True))), "peak": peak}


def _peak() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


MEASURED = {"engine": engine}
PEERS: dict[str, str] = {}

if __name__ == "__main__":
    main()
