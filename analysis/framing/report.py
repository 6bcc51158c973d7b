"""What a study publishes: figures with their data, captions and alt texts, tables, and a static page."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from framing import captions, figures
from framing.cooccurrence import EVERY_PIECE
from framing.corpus import Study
from framing.errors import FramingError
from framing.files import write_bytes, write_text
from framing.sentiment_scores import SCALE, SCORES
from framing.tables import as_csv

Results = Mapping[str, pd.DataFrame]
DPI = 600
WORDS_PER_PIECE, LEAST_COUNT = 8, 3
MOST_ROWS = 72
_PRINTS: Mapping[str, dict[str, object]] = {
    "pdf": {"metadata": {"CreationDate": None}},
    "svg": {"metadata": {"Date": None}},
    "png": {"metadata": {"Software": None}, "dpi": DPI},
}


@dataclass(frozen=True)
class FigureSpec:
    """A figure: its names, its width, row height and margin (mm), and the functions that make its parts."""

    key: str
    name: str
    title: str
    width: float
    row_height: float
    margin: float
    table: Callable[[Results, Study], pd.DataFrame]
    draw: Callable[[pd.DataFrame, Axes], Axes]
    caption: Callable[[pd.DataFrame, Results, Study], str]
    alt: Callable[[pd.DataFrame, Results, Study], str]


def drawn_salience(results: Results, study: Study) -> pd.DataFrame:
    """Return the table of figure 1: salience with printed names.

    One row per piece x frame with columns doc_id, label, frame, frame_label, colour, hits, words, rate, low,
    high, low_sentence, high_sentence (rates per 1,000 words).
    """
    return _named(results["salience"], study)


def drawn_subframes(results: Results, study: Study) -> pd.DataFrame:
    """Return the table of figure 2: salience of subframes with printed names, frame by frame.

    One row per subframe x piece with columns doc_id, label, frame, frame_label, subframe, subframe_label,
    colour, hits, words, rate, low, high, low_sentence, high_sentence.
    """
    keys = study.definitions.subframes[["frame", "subframe", "label"]]
    named = _named(results["salience_subframes"], study)
    named.insert(5, "subframe_label", _join(named, keys.set_index(["frame", "subframe"])["label"]))
    order = {frame: i for i, frame in enumerate(study.definitions.frames["frame"])}
    rank = {key: i for i, key in enumerate(zip(keys["frame"], keys["subframe"], strict=True))}
    ranked = named.assign(
        first=named["frame"].map(order),
        second=[rank[key] for key in zip(named["frame"], named["subframe"], strict=True)],
    )
    ranked = ranked.sort_values(["first", "second"], kind="stable", ignore_index=True)
    return ranked.drop(columns=["first", "second"])


def drawn_positions(results: Results, study: Study) -> pd.DataFrame:
    """Return the table of figure 3: where hits stand, and their mean position.

    One row per piece x frame (kind "mean": n hits in all, the mean position and its interval) and per
    sentence with hits (kind "sentence": n hits at position) with columns doc_id, label, frame, frame_label,
    colour, kind, sentence, n, words, position, low, high; positions run from 0 to 1.
    """
    words = results["descriptives"].set_index("doc_id")["words"]
    means = results["mean_positions"].rename(columns={"hits": "n"}).assign(kind="mean")
    hits = results["positions"].drop(columns="paragraph").assign(kind="sentence")
    both = pd.concat([means, hits], ignore_index=True)
    both = both.assign(sentence=both["sentence"].astype("Int64"), words=both["doc_id"].map(words))
    columns = ["kind", "sentence", "n", "words", "position", "low", "high"]
    return _named(both[["doc_id", "frame", *columns]], study)


def drawn_sentiment(results: Results, study: Study) -> pd.DataFrame:
    """Return the table of figure 4: the score of every sentence, and the mean of every piece.

    One row per piece x score (kind "mean": compound is the mean, with its interval) and per sentence x score
    (kind "sentence") with columns doc_id, label, score, kind, sentence, sentences, compound, low, high.
    """
    means = results["sentiment"].rename(columns={"mean": "compound"}).assign(kind="mean")
    scored = study.features.sentences
    single = [
        scored[["doc_id", "sentence"]].assign(kind="sentence", score=score, compound=scored[column] / SCALE)
        for score, column in SCORES.items()
    ]
    both = pd.concat([means, *single], ignore_index=True)
    both = both.assign(sentence=both["sentence"].astype("Int64"), sentences=both["sentences"].astype("Int64"))
    columns = ["score", "kind", "sentence", "sentences", "compound", "low", "high"]
    return _named(both[["doc_id", *columns]], study)


def drawn_cooccurrence(results: Results, study: Study) -> pd.DataFrame:
    """Return the table of figure 5: sentences with both frames of a pair, against chance.

    One row per pair of frames x piece, and all pieces, with columns pair, doc_id, label, frame_a,
    frame_a_label, colour_a, frame_b, frame_b_label, colour_b, sentences, n_a, n_b, both, expected,
    chance_low, chance_high, beyond_chance. Where that would be more than 72 rows, only those of all pieces.
    """
    table = results["cooccurrence"]
    if len(table) > MOST_ROWS:
        table = table[table["doc_id"] == EVERY_PIECE]
    frames = study.definitions.frames.set_index("frame")
    labels = {**study.pieces.set_index("doc_id")["label"], EVERY_PIECE: "all pieces"}
    columns: dict[str, object] = {
        "pair": table["frame_a"] + " + " + table["frame_b"],
        "doc_id": table["doc_id"],
        "label": table["doc_id"].map(labels),
    }
    for side in ("a", "b"):
        frame = table[f"frame_{side}"]
        columns |= {f"frame_{side}": frame, f"frame_{side}_label": frame.map(frames["label"])}
        columns[f"colour_{side}"] = frame.map(frames["colour"])
    return pd.DataFrame(columns | {c: table[c] for c in table.columns[3:]}).reset_index(drop=True)


def drawn_keyness(results: Results, study: Study) -> pd.DataFrame:
    """Return the table of figure 6: the eight words with the highest z of every piece.

    One row per piece x word that occurs at least three times in the piece, with columns doc_id, label,
    token, n, n_rest, log_odds, low, high, z, g2, sure (the interval leaves out even odds). None where there
    is no other piece.
    """
    table = results["keyness"]
    often = table[(table["n"] >= LEAST_COUNT) & (table["log_odds"] > 0)]
    if table["doc_id"].nunique() < 2:
        often = often.head(0)
    best = often.groupby("doc_id", sort=False).head(WORDS_PER_PIECE).reset_index(drop=True)
    return _named(best.assign(sure=best["low"] > 0), study)


def drawn_similarity(results: Results, study: Study) -> pd.DataFrame:
    """Return the table of figure 7: the cosine of every two pieces.

    One row per pair of pieces with columns doc_id_a, doc_id_b, label_a, label_b, cosine, low, high.
    """
    table, labels = results["similarity"], study.pieces.set_index("doc_id")["label"]
    named = {f"label_{side}": table[f"doc_id_{side}"].map(labels) for side in ("a", "b")}
    return table.assign(**named)[["doc_id_a", "doc_id_b", *named, "cosine", "low", "high"]]


def drawn_map(results: Results, study: Study) -> pd.DataFrame:
    """Return the table of figure 7b: the pieces on a plane.

    One row per piece with columns doc_id, label, x, y, fit (share of squared distances that the plane keeps).
    """
    return _named(results["similarity_map"], study)


def _spec(
    key: str, subject: str, title: str, width: int, rows: tuple[float, float], about: str
) -> FigureSpec:
    name = f"{key}_{subject}"
    parts = {
        "table": globals()[f"drawn_{about}"],
        "draw": getattr(figures, f"plot_{about}"),
        "caption": getattr(captions, f"caption_{about}"),
        "alt": getattr(captions, f"alt_{about}"),
    }
    return FigureSpec(key, name, title, width, *rows, **parts)


FIGURES: Sequence[FigureSpec] = (
    _spec("fig1", "salience", "Salience of frame vocabulary", 174, (4.2, 15), "salience"),
    _spec("fig2", "subframes", "Subframes", 174, (4.6, 9), "subframes"),
    _spec("fig3", "positions", "Where the hits stand", 174, (5.4, 19), "positions"),
    _spec("fig4", "sentiment", "Sentiment", 174, (6, 19), "sentiment"),
    _spec("fig5", "cooccurrence", "Frames in the same sentence", 174, (4, 19), "cooccurrence"),
    _spec("fig6", "keyness", "Distinctive words", 84, (3.7, 20), "keyness"),
    _spec("fig7", "similarity", "Likeness of the pieces", 84, (9, 2), "similarity"),
    _spec("fig7b", "map", "A map of the pieces", 84, (0, 88), "map"),
)


def find(name: str) -> FigureSpec:
    """Return the figure of that key or name.

    Raises FramingError that lists the names where there is none.
    """
    for spec in FIGURES:
        if name in (spec.key, spec.name):
            return spec
    raise FramingError(f"no figure {name!r}; choose one of {', '.join(spec.name for spec in FIGURES)}")


def draw(spec: FigureSpec, table: pd.DataFrame) -> Figure:
    """Draw a figure at its size: the width of the figure's column, and as high as its rows need."""
    with mpl.rc_context(figures.style()):
        figure = Figure(figsize=(spec.width / 25.4, 4), layout="constrained")
        ax = spec.draw(table, figure.subplots())
        bottom, top = ax.get_ylim()
        height = abs(bottom - top) * spec.row_height + spec.margin
        figure.set_size_inches(spec.width / 25.4, height / 25.4)
    return figure


def render(figure: Figure) -> dict[str, bytes]:
    """Return a figure as PDF, SVG and PNG, the same bytes every time."""
    files = {}
    with mpl.rc_context(figures.style()):
        for kind, how in _PRINTS.items():
            held = io.BytesIO()
            figure.savefig(held, format=kind, **how)
            files[kind] = held.getvalue()
    return files


def write_figure(spec: FigureSpec, results: Results, study: Study, folder: Path) -> list[Path]:
    """Write a figure as PDF, SVG and PNG, with the table it draws, its caption and its alt text.

    Returns the paths written. Raises FramingError where the folder cannot be written to.
    """
    table = spec.table(results, study)
    texts = {
        "csv": as_csv(table),
        "caption.txt": spec.caption(table, results, study) + "\n",
        "alt.txt": spec.alt(table, results, study) + "\n",
    }
    files = render(draw(spec, table)) | {kind: text.encode("utf-8") for kind, text in texts.items()}
    for kind, data in files.items():
        write_bytes(folder / f"{spec.name}.{kind}", data)
    return [folder / f"{spec.name}.{kind}" for kind in files]


def _named(table: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Put the printed names beside the keys of a table: label after doc_id, frame_label after frame."""
    named = table.copy()
    named.insert(1, "label", named["doc_id"].map(study.pieces.set_index("doc_id")["label"]))
    if "frame" in named:
        frames = study.definitions.frames.set_index("frame")
        at = list(named.columns).index("frame") + 1
        named.insert(at, "frame_label", named["frame"].map(frames["label"]))
        named.insert(at + 1, "colour", named["frame"].map(frames["colour"]))
    return named


def _join(table: pd.DataFrame, labels: pd.Series) -> list[str]:
    return [labels[key] for key in zip(table["frame"], table["subframe"], strict=True)]
