"""Speed of the dictionary engine beside its peers, and how its cost grows: `make bench`.

Every figure is of a whole process of its own, from Parquet to counts, imports included. Nothing is kept.
"""

import argparse
import csv
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
from itertools import chain, pairwise, product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "analysis"), str(ROOT / "tests/benchmarks")]

import quanteda  # noqa: E402

# lengths of real articles in words: from 36 to 5,500, half of them below 550
SHORTEST, LONGEST, MIDDLE, SPREAD = 36, 5_500, 550, 0.75
TYPES = 165_000
WORDS = 600
SEED = 20241117


def main() -> None:
    """Run everything, or one measurement in this process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000, help="articles (20,000: 72 MB)")
    parser.add_argument("--peers", type=int, default=5_000, help="articles for the comparison with peers")
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
    """Print speed, memory and agreement of the engine and its peers on the study's patterns."""
    corpus, dictionary = write_corpus(folder, documents), without_unless(folder)
    size = megabytes(corpus)
    print(f"Peers: {documents} articles, {size:.1f} MB, the study's patterns without `unless`\n")
    print(
        "| | MB/s | CPU s | peak MB | engine is faster by | counts that differ | why |\n" + "|---" * 7 + "|"
    )
    ours = measure("engine", corpus, dictionary, 1, runs)
    ours["counts"] = measure("engine_counts", corpus, dictionary, 1, 1)["counts"]
    for name in ("engine", *PEERS):
        row = ours if name == "engine" else measure(name, corpus, dictionary, 1, runs)
        pairs = list(zip(row["counts"], ours["counts"], strict=True))
        differ, total = sum(a != b for a, b in pairs), sum(a - b for a, b in pairs)
        ratio = row["seconds"] / ours["seconds"]
        print(
            f"| {name} | {size / row['seconds']:.1f} | {row['cpu']:.2f} | {row['peak']:.0f} | {ratio:.1f} "
            f"| {differ} of {len(pairs)} ({total:+d} hits) | {PEERS.get(name, '')} |"
        )


def whole_process(folder: Path, documents: int, runs: int) -> None:
    """Print sizes x dictionaries x the engine on one and two workers, and quanteda."""
    runs_it = quanteda.there()
    how = "run here" if runs_it else "not run, as R or quanteda is missing: at the speed that was recorded"
    print(f"\nWhole process, Parquet to Parquet; quanteda with two threads: {how}\n")
    print(
        "| articles | MB | patterns | with | seconds | CPU s | peak MB of one process | engine is faster by |"
    )
    print("|---" * 8 + "|")
    alike = [(write_corpus(folder, n), n) for n in (documents, 4 * documents)]
    for (corpus, n), patterns in product([*alike, (write_articles(folder, documents), 0)], (150, 4_500)):
        size, dictionary = megabytes(corpus), made_dictionary(folder, alike[0][0], patterns)
        name = f"{n}" if n else "of real lengths, sorted"
        if runs_it:
            other = quanteda.measured(_texts(corpus), dictionary)
        else:
            other = {"seconds": quanteda.recorded(size, patterns, articles=not n)}
        rows = {
            f"engine, {w} worker{'s' * (w > 1)}": measure("engine", corpus, dictionary, w, runs)
            for w in (1, 2)
        }
        for tool, row in {**rows, "quanteda": other}.items():
            spent, peak = (f"{row[fact]:.2f}" if fact in row else "" for fact in ("cpu", "peak"))
            ratio = other["seconds"] / row["seconds"]
            print(
                f"| {name} | {size:.0f} | {patterns} | {tool} | {row['seconds']:.2f} | {spent} "
                f"| {peak.partition('.')[0]} | {ratio:.1f} |",
                flush=True,
            )


def growth(folder: Path, documents: int, runs: int) -> None:
    """Print how the engine's cost grows with documents, dictionary and vocabulary, at four sizes each."""
    print("\nGrowth, one process\n\n| what | size | seconds | CPU s | MB/s | peak MB |\n" + "|---" * 6 + "|")
    sizes = [documents // 8, documents // 4, documents // 2, documents]
    middle = write_corpus(folder, documents // 4)
    plans = [
        *(("documents", n, write_corpus(folder, n), study_dictionary()) for n in sizes),
        *(("patterns", n, middle, made_dictionary(folder, middle, n)) for n in (150, 500, 1_500, 4_500)),
        *(
            ("word types", n, write_corpus(folder, documents // 4, n), study_dictionary())
            for n in (20_000, 40_000, 80_000, TYPES)
        ),
        *(
            (what, n, write_corpus(folder, n), odd_dictionary(folder, what))
            for what in ODD
            for n in sizes[:3]
        ),
        ("one document, MB", 15, write_text(folder, "The sea lay calm. " * 830_000), study_dictionary()),
        (
            "one document, MB (left out)",
            100,
            write_text(folder, "It rained. " * 9_000_000),
            study_dictionary(),
        ),
        ("one word, MB (left out)", 50, write_text(folder, "x" * 50_000_000), study_dictionary()),
    ]
    for what, n, corpus, dictionary in plans:
        row = measure("engine", corpus, dictionary, 1, runs)
        speed = megabytes(corpus) / row["seconds"]
        print(f"| {what} | {n} | {row['seconds']:.2f} | {row['cpu']:.2f} | {speed:.1f} | {row['peak']:.0f} |")


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
    rows, seconds, busy = [], [], []
    for _ in range(runs):
        started, before = time.perf_counter(), _cpu()
        rows.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
        seconds.append(time.perf_counter() - started)
        busy.append(_cpu() - before)
    return {
        "seconds": statistics.median(seconds),
        "cpu": statistics.median(busy),
        "peak": max(row["peak"] for row in rows),
        "counts": rows[0]["counts"],
    }


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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


def write_articles(folder: Path, documents: int) -> Path:
    """Write articles of the lengths of real ones, the long ones together at the end."""
    import numpy as np
    import pyarrow as pa
    from pyarrow import parquet

    path = folder / f"articles-{documents}.parquet"
    if path.is_file():
        return path
    words = " ".join(_texts(write_corpus(folder, documents))).split(" ")
    lengths = np.random.default_rng(SEED).lognormal(np.log(MIDDLE), SPREAD, len(words) // SHORTEST)
    ends = np.cumsum(lengths.clip(SHORTEST, LONGEST).astype(int))
    # 42 MB at the usual size, as what is recorded
    ends = ends[ends < len(words) * 7 // 12].tolist()
    articles = sorted((" ".join(words[a:b]) for a, b in pairwise([0, *ends])), key=len)
    table = pa.table({"doc_id": [f"a{n}" for n in range(len(articles))], "text": articles})
    parquet.write_table(table, path)
    return path


def write_text(folder: Path, text: str) -> Path:
    """Write one document, and a short one after it."""
    import pyarrow as pa
    from pyarrow import parquet

    path = folder / f"one-{len(text)}.parquet"
    parquet.write_table(pa.table({"doc_id": ["a", "b"], "text": [text, "It rained."]}), path)
    return path


def odd_dictionary(folder: Path, kind: str) -> Path:
    """Write a dictionary that a plain search would take long with."""
    path = folder / f"odd-{len(kind)}.csv"
    rows = [f"frame{number % 5},{pattern}" for number, pattern in enumerate(ODD[kind])]
    path.write_text("\n".join(["frame,pattern", *rows]) + "\n", encoding="utf-8")
    return path


def _within_words() -> list[str]:
    words = invented_words(40_000, random.Random(SEED))
    return sorted({f"*{word[1:5]}*" for word in words if len(word) > 5})[:5_000]


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


def without_unless(folder: Path) -> Path:
    """Write the study's patterns without `unless`, which no peer can express."""
    path = folder / "patterns.csv"
    lines = [f"{frame},{p}" for frame, patterns in _patterns(study_dictionary()).items() for p in patterns]
    path.write_text("\n".join(["frame,pattern", *lines]) + "\n", encoding="utf-8")
    return path


def made_dictionary(folder: Path, corpus: Path, patterns: int) -> Path:
    """Write a dictionary of so many patterns from words of a corpus: words, beginnings and phrases."""
    from pyarrow import parquet

    path = folder / f"dictionary-{patterns}.csv"
    if path.is_file():
        return path
    texts = parquet.read_table(corpus, columns=["text"]).column("text").slice(0, 1_500).to_pylist()
    types = sorted(set(re.findall(r"[a-z]{4,}", " ".join(texts).lower())))
    draw = random.Random(SEED)
    rows: dict[tuple[str, str], str] = {}
    while len(rows) < patterns:
        words = re.findall(r"[a-z]+", draw.choice(texts).lower())
        at, kind, word = draw.randrange(len(words) - 3), draw.randrange(5), draw.choice(types)
        first, second, third = words[at : at + 3]
        # a phrase worth counting has a word of some length
        if max(len(first), len(second)) < 5:
            continue
        phrases = [f"{first} {second}", f"{first[:5]}* {second}", f"{first} {second} {third}"]
        pattern = [word, word[:6] + "*", *phrases][kind]
        rows[f"frame{len(rows) % 5}", pattern] = f"{pattern} {third}" * (len(rows) % 20 == 0)
    lines = [f"{frame},{pattern},{unless}" for (frame, pattern), unless in rows.items()]
    path.write_text("\n".join(["frame,pattern,unless", *lines]) + "\n", encoding="utf-8")
    return path


def megabytes(corpus: Path) -> float:
    """Return the size of the texts of a corpus in UTF-8, in megabytes."""
    from pyarrow import parquet

    return sum(len(t.encode()) for t in parquet.read_table(corpus).column("text").to_pylist()) / 1e6


def engine(corpus: Path, dictionary: Path, workers: int) -> dict:
    """Count with the engine into Parquet files, as the command `score` does."""
    with tempfile.TemporaryDirectory() as out:
        return {"counts": [], "peak": _score(corpus, dictionary, Path(out), workers)}


def engine_counts(corpus: Path, dictionary: Path, _: int) -> dict:
    """Count with the engine and read the counts back, to be compared with those of others."""
    with tempfile.TemporaryDirectory() as out:
        peak = _score(corpus, dictionary, Path(out), 1)
        from pyarrow import parquet

        columns = parquet.read_table(sorted(Path(out).glob("part-*"))).drop(["doc_id", "n_words"]).to_pydict()
    return {"counts": list(chain.from_iterable(zip(*columns.values(), strict=True))), "peak": peak}


def _score(corpus: Path, dictionary: Path, out: Path, workers: int) -> float:
    from framing.scale import score as scale

    scale.score([corpus], dictionary, out, workers=workers, progress=lambda _: None)
    return _peak()


def _peak() -> float:
    own, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    # Linux counts into the first what the process that started this one held
    found = (
        re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
        if Path("/proc/self").exists()
        else None
    )
    return max(int(found[1]) if found else own.ru_maxrss, workers.ru_maxrss) / 1024


def nltk_mwe(corpus: Path, dictionary: Path, _: int) -> dict:
    """Count with NLTK's word tokeniser and MWETokenizer; phrases with wildcards are left out."""
    from fnmatch import fnmatchcase

    from nltk.tokenize import MWETokenizer, NLTKWordTokenizer

    frames = _patterns(dictionary)
    phrases = {
        tuple(p.split()) for patterns in frames.values() for p in patterns if " " in p and "*" not in p
    }
    split, join = NLTKWordTokenizer().tokenize, MWETokenizer(phrases, separator=" ").tokenize
    frames_of: dict[str, list[str]] = {}

    def look_up(token: str) -> list[str]:
        if token not in frames_of:
            frames_of[token] = [f for f, ps in frames.items() if any(fnmatchcase(token, p) for p in ps)]
        return frames_of[token]

    rows = []
    for text in _texts(corpus):
        row = dict.fromkeys(frames, 0)
        for token in join(split(text.lower())):
            for frame in look_up(token):
                row[frame] += 1
        rows.append(row.values())
    return {"counts": list(chain.from_iterable(rows)), "peak": _peak()}


def count_vectorizer(corpus: Path, dictionary: Path, _: int) -> dict:
    """Count with scikit-learn's n-grams, wildcards replaced by the words of the corpus that they match."""
    from sklearn.feature_extraction.text import CountVectorizer

    frames, texts, word = _patterns(dictionary), _texts(corpus), r"(?u)\w[\w'’-]*"
    words = sorted({w for text in texts for w in re.findall(word, text.lower())})
    terms: dict[str, dict[str, None]] = {}
    for frame, patterns in frames.items():
        found: dict[str, None] = {}
        for pattern in patterns:
            forms = [_glob(part) for part in pattern.split()]
            parts = [[w for w in words if form.fullmatch(w)] for form in forms]
            # a phrase with a wildcard alone would be as many terms as there are words
            if all(len(part) < 5_000 for part in parts):
                found |= dict.fromkeys(map(" ".join, product(*parts)))
        terms[frame] = found
    vocabulary = sorted(set(chain.from_iterable(terms.values())))
    counts = CountVectorizer(ngram_range=(1, 5), token_pattern=word, vocabulary=vocabulary).transform(texts)
    place = {term: number for number, term in enumerate(vocabulary)}
    columns = [counts[:, [place[term] for term in terms[frame]]].sum(axis=1).A1.tolist() for frame in frames]
    return {"counts": list(chain.from_iterable(zip(*columns, strict=True))), "peak": _peak()}


def one_expression(corpus: Path, dictionary: Path, _: int) -> dict:
    """Count with one compiled alternation per frame, longer patterns first."""
    frames = []
    for patterns in _patterns(dictionary).values():
        forms = [_glob(p).pattern.replace("\\ ", r"\s+") for p in sorted(patterns, key=len, reverse=True)]
        frames.append(re.compile(rf"(?<![\w'’-])(?:{'|'.join(forms)})(?![\w'’-])"))
    counts = [
        sum(1 for _ in frame.finditer(text)) for text in map(str.lower, _texts(corpus)) for frame in frames
    ]
    return {"counts": counts, "peak": _peak()}


def aho_corasick(corpus: Path, dictionary: Path, _: int) -> dict:
    """Count with ahocorasick-rs and a check of word boundaries; only literals and `beginning*` can be had."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    frames = []
    for patterns in _patterns(dictionary).values():
        able = {
            p.removesuffix("*"): p[-1] == "*" for p in patterns if not set("*?") & set(p.removesuffix("*"))
        }
        frames.append((AhoCorasick(list(able), matchkind=MatchKind.LeftmostLongest), list(able.values())))
    counts = []
    for text in map(str.lower, _texts(corpus)):
        for automaton, open_ended in frames:
            n = 0
            for number, start, stop in automaton.find_matches_as_indexes(text):
                begins = start == 0 or not _joins(text[start - 1])
                n += begins and (open_ended[number] or stop == len(text) or not _joins(text[stop]))
            counts.append(n)
    return {"counts": counts, "peak": _peak()}


def _joins(character: str) -> bool:
    return character.isalnum() or character in "'’-"


def _glob(pattern: str) -> re.Pattern[str]:
    marks = {"*": r"[\w'’-]*", "?": r"[\w'’-]"}
    return re.compile("".join(marks.get(c) or re.escape(c) for c in pattern))


def _texts(corpus: Path) -> list[str]:
    from pyarrow import parquet

    return parquet.read_table(corpus, columns=["text"]).column("text").to_pylist()


def _patterns(dictionary: Path) -> dict[str, list[str]]:
    frames: dict[str, list[str]] = {}
    with dictionary.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            frames.setdefault(row["frame"], []).append(row["pattern"].lower())
    return frames


# why the counts of each differ from ours
PEERS = {
    "nltk_mwe": "splits contractions, knows no wildcards in phrases",
    "count_vectorizer": "overlapping matches count twice, phrases run across punctuation, no `* `",
    "one_expression": "leftmost before longest, which rarely matters",
    "aho_corasick": "no wildcards but at the end of a pattern",
}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# by what they are: patterns whose cost could grow with their number, with overlaps or with their pairs
ODD = {
    "documents, 5,000 patterns `*abcd*`": _within_words(),
    "documents, one to ten `*`": [" ".join("*" * n) for n in range(1, 11)],
    "documents, 676 patterns `a* b*`": [f"{a}* {b}*" for a, b in product(_LETTERS, repeat=2)],
}
MEASURED = {
    "engine": engine,
    "engine_counts": engine_counts,
    "nltk_mwe": nltk_mwe,
    "count_vectorizer": count_vectorizer,
    "one_expression": one_expression,
    "aho_corasick": aho_corasick,
}

if __name__ == "__main__":
    main()
