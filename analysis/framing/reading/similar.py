"""Versions of a story: documents of which most stands, word for word, in a longer one."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.errors import FramingError
from framing.reading.documents import Document, LeftOut

RUN = 5
THRESHOLD = 0.8
VERSIONS = ("kept", "kept_source", "version", "version_source", "similarity", "exact")
# only where thousands of texts share their sentences are there more
MOST_CANDIDATES = 50
_STEP = np.uint64(0x9E3779B97F4A7C15)

_Ids = NDArray[np.uint64]


def find_versions(documents: Sequence[Document], threshold: float = THRESHOLD) -> pd.DataFrame:
    """Find the documents that are versions of another: near-duplicates, shortened ones and exact duplicates.

    One row per version with columns kept, kept_source (the longest of the story; of two as long the earlier,
    then the one read first), version, version_source, similarity, exact (the same words). Similarity is the
    share of the version's runs of five words that stand in the one kept, without capitals and punctuation
    (containment; Broder 1997), and at least the threshold. Time grows with the number of words, as only
    documents that share one of the rarest runs are compared (prefix filter; Bayardo, Ma & Srikant 2007).

    Raises FramingError where the threshold is not above 0 and at most 1.

    >>> texts = {"a": "The old ferry crosses the sound.", "b": "The old ferry crosses the sound again."}
    >>> versions = find_versions([Document(name, "", text, {}, name) for name, text in texts.items()])
    >>> versions[["kept", "version", "similarity"]].values.tolist()
    [['b', 'a', 1.0]]
    """
    if not 0 < threshold <= 1:
        raise FramingError(f"threshold {threshold}: not a share; give a number above 0 and at most 1, as 0.8")
    words = _words(documents)
    runs, spread = _runs(words)
    some = (i for i in range(len(documents)) if len(words[i]))
    order = sorted(some, key=lambda i: (-len(words[i]), documents[i].meta.get("date") or "~", i))
    holders: dict[int, list[int]] = {}
    rows = []
    for i in order:
        rarest_first = runs[i][np.argsort(spread[runs[i]], kind="stable")]
        # with enough runs in common, one of these is common too
        missing = len(rarest_first) - math.ceil(threshold * len(rarest_first) - 1e-9)
        probes = rarest_first[: missing + 1].tolist()
        near = Counter(j for run in probes for j in holders.get(run, ()))
        mine = set(runs[i].tolist())
        best, share = -1, 0.0
        for j, _ in near.most_common(MOST_CANDIDATES):
            found = len(mine.intersection(runs[j].tolist())) / len(mine)
            if found > share:
                best, share = j, found
        if best >= 0 and share >= threshold:
            there, here = documents[best], documents[i]
            same = np.array_equal(words[best], words[i])
            rows.append((best, i, there.name, there.source, here.name, here.source, round(share, 3), same))
            continue
        for run in mine:
            if spread[run] > 1:
                holders.setdefault(run, []).append(i)
    return pd.DataFrame([row[2:] for row in sorted(rows)], columns=list(VERSIONS))


def drop_versions(
    documents: Sequence[Document], versions: pd.DataFrame
) -> tuple[list[Document], list[LeftOut]]:
    """Return the documents without the versions of another, and the versions as left out.

    >>> two = [Document(name, "", "the old ferry crosses the sound", {}, name) for name in "ab"]
    >>> kept, left_out = drop_versions(two, find_versions(two))
    >>> [document.name for document in kept], left_out[0].reason
    (['a'], 'a version of a (a): 100 % of it stands there')
    """
    why = why_versions(documents, versions)
    kept = [document for place, document in enumerate(documents) if place not in why]
    dropped = [(documents[place], reason) for place, reason in why.items()]
    return kept, [LeftOut(d.source, "document", d.name, reason) for d, reason in dropped]


def why_versions(documents: Sequence[Document], versions: pd.DataFrame) -> dict[int, str]:
    """Return of what each version is one and how much of it stands there, by its place in the documents."""
    told = {
        (row.version, row.version_source): f"a version of {row.kept} ({row.kept_source}): "
        f"{100 * row.similarity:.0f} % of it stands there"
        for row in versions.itertuples()
    }
    places = ((place, (d.name, d.source)) for place, d in enumerate(documents))
    return {place: told[key] for place, key in places if key in told}


def _words(documents: Sequence[Document]) -> list[_Ids]:
    """Return the words of each document as numbers, the same for the same word."""
    numbers: dict[str, int] = {}
    found = []
    for document in documents:
        words = re.findall(r"\w+", unicodedata.normalize("NFKC", document.text).casefold())
        found.append(np.array([numbers.setdefault(word, len(numbers) + 1) for word in words], np.uint64))
    return found


def _runs(words: Sequence[_Ids]) -> tuple[list[NDArray[np.int64]], NDArray[np.int64]]:
    """Return the numbers of the runs of words of each document, and in how many documents each run stands."""
    found = []
    for ids in words:
        size = min(RUN, len(ids))
        run = np.zeros(len(ids) - size + 1, np.uint64)
        for place in range(size):
            run = run * _STEP + ids[place : len(ids) - size + 1 + place]
        found.append(np.unique(run))
    together = np.concatenate([*found, np.zeros(0, np.uint64)])
    _, numbered, spread = np.unique(together, return_inverse=True, return_counts=True)
    return np.split(numbered, np.cumsum([len(run) for run in found])[:-1]), spread
