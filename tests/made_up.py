"""Studies with made-up features, of several shapes, their results and their figures."""

from functools import cache
from itertools import cycle, islice

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from framing import results
from framing.figures.catalogue import FIGURES
from framing.figures.spec import draw
from framing.paths import CORPUS
from framing.stats.scores import sum_scores
from framing.study import Definitions, Features, Methods, Results, Study
from framing.tables.checked import check, read_table
from framing.tables.schema import AS_WRITTEN, TABLES

# the figures of a study whose pieces have no date
UNDATED = tuple(spec for spec in FIGURES if spec.key != "fig16")
CORPORA = ("usual", "many", "one", "nothing", "unnamed")
_COLOURS = ("#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442", "#000000")
_SHAPES = {
    # pieces, frames, subframes per frame, share of sentences with a hit
    "usual": (5, 3, 4, 0.12),
    "many": (12, 8, 3, 0.12),
    "class": (26, 12, 1, 0.06),
    "forty": (40, 8, 2, 0.06),
    "exported": (40, 2, 1, 0.06),
    "one": (1, 1, 1, 0.12),
    "nothing": (3, 2, 2, 0.0),
    "unnamed": (4, 3, 0, 0.12),
}


def long_where_large(shapes, large=("many", "class")):
    """Return shapes as parameters of a test, of which the large run in make test-all alone."""
    return [pytest.param(shape, marks=[pytest.mark.long] * (shape in large)) for shape in shapes]


def scores_of(rows: list) -> pd.DataFrame:
    """Return the table scores of sentences: piece, paragraph, sentence, part, and the five scores of each."""
    names = [AS_WRITTEN, "names masked", "topic masked", "TextBlob", "AFINN"]
    summed = sum_scores(pd.DataFrame(rows, columns=["doc_id", "paragraph", "sentence", "part", *names]))
    columns = list(TABLES["scores"].columns)
    return check(summed.loc[summed["score"] != AS_WRITTEN, columns], "scores")


def name_of(kind: str, i: int) -> str:
    return f"{kind} {i}: $5m & 100% <b>_^~"[:30]


def long_name(i: int) -> str:
    return f"{i:02d} The Gazette of Upper and Lower Harbour, Weekend Edition"


@cache
def made_up(shape: str) -> Results:
    """Return the results of a study with made-up features."""
    n_pieces, n_frames, n_subframes, density = _SHAPES[shape]
    generator = np.random.default_rng(7)
    frames = [
        (f"f{i}", name_of("Frame", i), "", "", colour, i)
        for i, colour in enumerate(islice(cycle(_COLOURS), n_frames))
    ]
    subframes = [
        (f"f{i}", f"s{j}", name_of("Sub", j), "", j) for i in range(n_frames) for j in range(n_subframes)
    ]
    sentences, hits, bags = [], [], []
    words = [*(f"word{i}" for i in range(60)), "$5m", "$6m", "a_b^c", "<tag>", "administrations"]
    for piece in (f"p{i:02d}" for i in range(n_pieces)):
        for k in range(1, int(generator.integers(14, 60))):
            scores = generator.integers(-9000, 9000, size=2) * (generator.random(2) > 0.3)
            sentences.append(
                (piece, (k - 1) // 3 + 1, k, "body", int(generator.integers(5, 40)), 0, 0, *scores)
            )
            for i in range(n_frames):
                if generator.random() < density:
                    n = int(generator.integers(1, 4))
                    subframe = f"s{generator.integers(n_subframes)}" if n_subframes else ""
                    at = (piece, (k - 1) // 3 + 1, k, f"f{i}", subframe, "x")
                    hits.append((*at, "author", "", "asserted", n, n, 0))
        counts = generator.poisson(generator.gamma(0.6, 6, len(words)))
        bags += [(piece, word, int(n)) for word, n in sorted(zip(words, counts, strict=True)) if n]

    def table(rows: list, name: str, columns: str) -> pd.DataFrame:
        return check(pd.DataFrame(rows, columns=columns.split()), name)

    study = Study(
        table(
            [
                (f"p{i:02d}", long_name(i) if shape == "forty" else name_of("Piece", i))
                for i in range(n_pieces)
            ],
            "pieces",
            "doc_id label",
        ),
        Definitions(
            table(frames, "frames", "frame label definition source colour order"),
            table(subframes, "subframes", "frame subframe label definition order"),
            table([(f"f{i}", "", "x") for i in range(n_frames)], "dictionary", "frame subframe pattern"),
            table([], "masks", "phrase kind reason"),
            table([], "cues", "cue stance side window"),
            table([], "reporting", "pattern kind side"),
            read_table(CORPUS / "claims.csv", "claims"),
        ),
        Features(
            table(
                [row[:-1] for row in sentences],
                "sentences",
                "doc_id paragraph sentence part n_words n_words_quoted n_words_reported compound",
            ),
            table(
                hits,
                "hits",
                "doc_id paragraph sentence frame subframe pattern voice speaker stance n n_subframe n_unless",
            ),
            table(bags, "bags", "doc_id token n"),
            scores_of(
                [(*row[:4], *row[-2:], row[-1] // 3, row[-1] // 2, row[-2] // 1000) for row in sentences],
            ),
        ),
        None,
        table(
            [
                (row[0], row[2], "c", f"f{i}", row[2] % (i + 2) // (i + 1))
                for row in sentences
                for i in range(n_frames)
            ],
            "codings",
            "doc_id sentence coder frame value",
        ),
    )
    return analysed(study)


@cache
def figures_of(shape: str) -> dict[str, tuple[pd.DataFrame, Figure]]:
    """Return the table and the figure of every spec that the study has, drawn once for all tests."""
    tables = made_up(shape)
    specs = [spec for spec in UNDATED if not spec.missing(tables)]
    drawn = {spec.key: spec.table(tables) for spec in specs}
    return {spec.key: (drawn[spec.key], draw(spec, drawn[spec.key])) for spec in specs}


def analysed(study: Study) -> Results:
    """Analyse a study with fewer resamples than the study's."""
    return results.analyse(study, Methods(resamples=300, word_resamples=300))
