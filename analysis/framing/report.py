"""What a study publishes: figures with their data, captions and alt texts, tables, and a static page."""

import io
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from framing import (
    captions,
    captions_trust,
    drawn,
    figures,
    figures_robustness,
    figures_validation,
    figures_voice,
)
from framing.drawn import named
from framing.errors import FramingError
from framing.files import write_bytes, write_text
from framing.schema import EVERY_PIECE
from framing.sentiment_scores import SCALE, SCORES
from framing.study import Methods, Results
from framing.tables import as_csv, write_table

DPI, WIDE = 600, 174
MOST_ROWS = 72
_PRINTS: Mapping[str, dict[str, Any]] = {
    "pdf": {"metadata": {"CreationDate": None}},
    "svg": {"metadata": {"Date": None}},
    # run lengths: a tenth larger, and packed in less time
    "png": {"metadata": {"Software": None}, "pil_kwargs": {"compress_type": 3}},
}


@dataclass(frozen=True)
class FigureSpec:
    """A figure: its names, its size (mm), and the functions that make its parts.

    The figure is as high as its rows and the margin; from `wide_from` pieces on it is 174 mm wide.
    """

    key: str
    name: str
    title: str
    width: int
    row_height: float
    margin: float
    wide_from: int
    table: Callable[[Results], pd.DataFrame]
    draw: Callable[[pd.DataFrame, Axes, Methods], Axes]
    caption: Callable[[pd.DataFrame, Results], str]
    alt: Callable[[pd.DataFrame, Results], str]


def drawn_salience(results: Results) -> pd.DataFrame:
    """Return the table of figure 1: salience with printed names.

    One row per piece x frame with columns doc_id, label, frame, frame_label, colour, hits, words, rate, low,
    high, low_sentence, high_sentence (rates per 1,000 words).
    """
    return named(results["salience"], results)


def drawn_subframes(results: Results) -> pd.DataFrame:
    """Return the table of figure 2: salience of subframes with printed names, frame by frame.

    One row per subframe x piece with columns doc_id, label, frame, frame_label, subframe, subframe_label,
    colour, hits, words, rate, low, high, low_sentence, high_sentence.
    """
    keys = results.study.definitions.subframes[["frame", "subframe", "label"]]
    printed = named(results["salience_subframes"], results)
    printed.insert(5, "subframe_label", _join(printed, keys.set_index(["frame", "subframe"])["label"]))
    order = {frame: i for i, frame in enumerate(results.study.definitions.frames["frame"])}
    rank = {key: i for i, key in enumerate(zip(keys["frame"], keys["subframe"], strict=True))}
    ranked = printed.assign(
        first=printed["frame"].map(order),
        second=[rank[key] for key in zip(printed["frame"], printed["subframe"], strict=True)],
    )
    ranked = ranked.sort_values(["first", "second"], kind="stable", ignore_index=True)
    return ranked.drop(columns=["first", "second"])


def drawn_positions(results: Results) -> pd.DataFrame:
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
    return named(both[["doc_id", "frame", *columns]], results)


def drawn_sentiment(results: Results) -> pd.DataFrame:
    """Return the table of figure 4: the score of every sentence, and the mean of every piece.

    One row per piece x score (kind "mean": compound is the mean, with its interval) and per sentence x score
    (kind "sentence") with columns doc_id, label, score, kind, sentence, sentences, compound, low, high.
    """
    means = results["sentiment"].rename(columns={"mean": "compound"}).assign(kind="mean")
    scored = results.study.features.sentences
    single = [
        scored[["doc_id", "sentence"]].assign(kind="sentence", score=score, compound=scored[column] / SCALE)
        for score, column in SCORES.items()
    ]
    both = pd.concat([means, *single], ignore_index=True)
    both = both.assign(sentence=both["sentence"].astype("Int64"), sentences=both["sentences"].astype("Int64"))
    columns = ["score", "kind", "sentence", "sentences", "compound", "low", "high"]
    return named(both[["doc_id", *columns]], results)


def drawn_cooccurrence(results: Results) -> pd.DataFrame:
    """Return the table of figure 5: sentences with both frames of a pair, against chance.

    One row per pair of frames x piece, and all pieces, with columns pair, doc_id, label, frame_a,
    frame_a_label, colour_a, frame_b, frame_b_label, colour_b, sentences, n_a, n_b, both, expected,
    chance_low, chance_high, beyond_chance. Where that would be more than 72 rows, only those of all pieces.
    """
    table = results["cooccurrence"]
    if len(table) > MOST_ROWS:
        table = table[table["doc_id"] == EVERY_PIECE]
    frames = results.study.definitions.frames.set_index("frame")
    labels = {**results.study.pieces.set_index("doc_id")["label"], EVERY_PIECE: "all pieces"}
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


def drawn_keyness(results: Results) -> pd.DataFrame:
    """Return the table of figure 6: the words with the highest z of every piece.

    One row per piece x word that occurs often enough in the piece, with columns doc_id, label,
    token, n, n_rest, log_odds, low, high, z, g2, sure (the interval leaves out even odds). None where there
    is no other piece.
    """
    table = results["keyness"]
    often = table[(table["n"] >= results.methods.least_count) & (table["log_odds"] > 0)]
    if table["doc_id"].nunique() < 2:
        often = often.head(0)
    best = often.groupby("doc_id", sort=False).head(results.methods.listed).reset_index(drop=True)
    return named(best.assign(sure=best["low"] > 0), results)


def drawn_similarity(results: Results) -> pd.DataFrame:
    """Return the table of figure 7: the cosine of every two pieces.

    One row per pair of pieces with columns doc_id_a, doc_id_b, label_a, label_b, cosine, low, high.
    """
    table, labels = results["similarity"], results.study.pieces.set_index("doc_id")["label"]
    named = {f"label_{side}": table[f"doc_id_{side}"].map(labels) for side in ("a", "b")}
    return table.assign(**named)[["doc_id_a", "doc_id_b", *named, "cosine", "low", "high"]]


def drawn_map(results: Results) -> pd.DataFrame:
    """Return the table of figure 7b: the pieces on a plane.

    One row per piece with columns doc_id, label, x, y, fit (share of squared distances that the plane keeps).
    """
    return named(results["similarity_map"], results)


_SOURCES = (captions, captions_trust, figures, figures_voice, figures_validation, figures_robustness, drawn)


def _spec(name: str, title: str, width: int, rows: tuple[float, float], wide_from: int = 0) -> FigureSpec:
    key, _, subject = name.partition("_")
    made = {part: f for source in (*map(vars, _SOURCES), globals()) for part, f in source.items()}
    return FigureSpec(
        key,
        name,
        title,
        width,
        *rows,
        wide_from,
        *(made[f"{part}_{subject}"] for part in ("drawn", "plot", "caption", "alt")),
    )


FIGURES: Sequence[FigureSpec] = (
    _spec("fig1_salience", "Frame vocabulary by piece", 174, (4.2, 15)),
    _spec("fig2_subframes", "Subframes", 174, (4.6, 14)),
    _spec("fig3_positions", "Where the hits stand", 174, (5.4, 19)),
    _spec("fig4_sentiment", "Sentiment", 174, (6, 19)),
    _spec("fig5_cooccurrence", "Frames in the same sentence", 174, (4, 19)),
    _spec("fig6_keyness", "Distinctive words", 84, (3.5, 18)),
    _spec("fig7_similarity", "Likeness of the pieces", 84, (9, 11), 6),
    _spec("fig7b_map", "A map of the pieces", 84, (0, 0), 6),
    _spec("fig8_voice", "Who voices the frames", 174, (4.2, 15)),
    _spec("fig9_stance", "Asserted, negated, contested", 174, (4.2, 15)),
    _spec("fig10_validation", "The dictionary against a reader", 174, (4.2, 19)),
    _spec("fig11_leave_one_out", "One pattern left out", 174, (4.2, 19)),
    _spec("fig12_null", "Against random dictionaries", 174, (4.2, 19)),
    _spec("fig13_multiverse", "Other ways to count", 174, (4.2, 19)),
    _spec("fig14_lexicons", "Sentiment by other lexicons", 174, (4.2, 19)),
)


def find(name: str) -> FigureSpec:
    """Return the figure of that key or name.

    Raises FramingError that lists the names where there is none.
    """
    for spec in FIGURES:
        if name in (spec.key, spec.name):
            return spec
    raise FramingError(f"no figure {name!r}; choose one of {', '.join(spec.name for spec in FIGURES)}")


def width_of(spec: FigureSpec, table: pd.DataFrame) -> int:
    """Return the width (mm) that a figure has with that table: one column's or two."""
    pieces = {*table.get("doc_id", ()), *table.get("doc_id_a", ()), *table.get("doc_id_b", ())}
    return WIDE if spec.wide_from and len(pieces) >= spec.wide_from else spec.width


def draw(spec: FigureSpec, table: pd.DataFrame, methods: Methods = Methods()) -> Figure:
    """Draw a figure at its size: the width of one or two columns, and as high as its rows need."""
    width = width_of(spec, table)
    with mpl.rc_context(figures.style()):
        figure = Figure(figsize=(width / 25.4, width / 25.4))
        ax = spec.draw(table, figure.subplots(), methods)
        bottom, top = ax.get_ylim()
        if spec.row_height:
            height = abs(bottom - top) * spec.row_height + spec.margin
            figure.set_size_inches(width / 25.4, height / 25.4)
        # laid out once, so that PDF, SVG and PNG agree to the hair
        ConstrainedLayoutEngine().execute(figure)
        figures.keep_label_inside(ax)
    return figure


def render(figure: Figure, dpi: int) -> dict[str, bytes]:
    """Return a figure as PDF, SVG and PNG (of so many dots per inch), the same bytes every time."""
    files = {}
    with mpl.rc_context(figures.style()):
        for kind, how in _PRINTS.items():
            held = io.BytesIO()
            figure.savefig(held, format=kind, dpi=dpi, **how)
            files[kind] = held.getvalue()
    return files


def prints(spec: FigureSpec, table: pd.DataFrame, dpi: int, methods: Methods = Methods()) -> dict[str, bytes]:
    """Draw a figure and return it as PDF, SVG and PNG."""
    return render(draw(spec, table, methods), dpi)


class Described(NamedTuple):
    """A figure with the table it draws, its caption and its alt text."""

    spec: FigureSpec
    table: pd.DataFrame
    caption: str
    alt: str


def describe(spec: FigureSpec, table: pd.DataFrame, results: Results) -> Described:
    """Say what a figure that draws this table shows."""
    return Described(spec, table, spec.caption(table, results), spec.alt(table, results))


def write_figure(figure: Described, printed: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write a figure as it was printed, with the table it draws, its caption and its alt text.

    Returns the paths written. Raises FramingError where the folder cannot be written to.
    """
    spec = figure.spec
    texts = {
        "csv": as_csv(figure.table),
        "caption.txt": figure.caption + "\n",
        "alt.txt": figure.alt + "\n",
    }
    files = {**printed, **{kind: text.encode("utf-8") for kind, text in texts.items()}}
    for kind, data in files.items():
        write_bytes(folder / f"{spec.name}.{kind}", data)
    return [folder / f"{spec.name}.{kind}" for kind in files]


def readable_tables(results: Results) -> dict[str, tuple[str, pd.DataFrame]]:
    """Return the small tables of a report as they are printed: a title and cells of text, by name.

    The names are descriptives, salience, salience_pairs, sentiment and claims.
    """
    labels = results.study.pieces.set_index("doc_id")["label"]
    frames = results.study.definitions.frames.set_index("frame")["label"]
    about, rates = results["descriptives"], results["salience"]
    pairs, moods, claims = results["salience_pairs"], results["sentiment"], results["claims"]
    counts = {name.capitalize(): about[name].map(_whole) for name in ("paragraphs", "sentences", "words")}
    share = f"{captions.covered(results.methods)} interval"
    return {
        "descriptives": (
            "The pieces",
            pd.DataFrame({"Piece": about["label"], **counts, "Distinct words": about["types"].map(_whole)}),
        ),
        "salience": (
            "Hits per 1,000 words",
            pd.DataFrame(
                {
                    "Piece": rates["doc_id"].map(labels),
                    "Frame": rates["frame"].map(frames),
                    "Hits": rates["hits"].map(_whole),
                    "Words": rates["words"].map(_whole),
                    "Rate": rates["rate"].map("{:.1f}".format),
                    share: _range(rates, 1),
                }
            ),
        ),
        "salience_pairs": (
            "Differences between pieces in hits per 1,000 words",
            pd.DataFrame(
                {
                    "Frame": pairs["frame"].map(frames),
                    "Piece": pairs["doc_id_a"].map(labels),
                    "less": pairs["doc_id_b"].map(labels),
                    "Difference": pairs["difference"].map(captions.signed),
                    share: _range(pairs, 1),
                    "Distinguishable": ["yes" if d else "no" for d in pairs["distinguishable"]],
                }
            ),
        ),
        "sentiment": (
            "Mean VADER compound score of sentences",
            pd.DataFrame(
                {
                    "Piece": moods["doc_id"].map(labels),
                    "Score": moods["score"],
                    "Sentences": moods["sentences"].map(_whole),
                    "Mean": moods["mean"].map(lambda value: captions.signed(value, 2)),
                    share: _range(moods, 2),
                }
            ),
        ),
        "claims": (
            "The claims, and what stands behind each",
            pd.DataFrame(
                {
                    "Claim": claims["words"],
                    "Estimate": [
                        captions.signed(row.estimate, captions.decimals(row)) for row in claims.itertuples()
                    ],
                    "Unit": claims["unit"],
                    "Interval": [_range_of(row, captions.decimals(row)) for row in claims.itertuples()],
                    "Kept": [captions.kept(row) for row in claims.itertuples()],
                    "Verdict": claims["verdict"],
                }
            ),
        ),
    }


def as_latex(table: pd.DataFrame, caption: str, label: str) -> str:
    """Return a table of printed cells as a LaTeX table (package booktabs), columns of numbers to the right.

    >>> print(as_latex(pd.DataFrame({"Piece": ["A & B"], "Rate": ["9.5"]}), "Rates, in %", "tab:rates"))
    \\begin{table}
      \\centering
      \\caption{Rates, in \\%}
      \\label{tab:rates}
      \\begin{tabular}{lr}
        \\toprule
        Piece & Rate \\\\
        \\midrule
        A \\& B & 9.5 \\\\
        \\bottomrule
      \\end{tabular}
    \\end{table}
    <BLANKLINE>
    """
    sides = "".join("r" if _is_numeric(table[column]) else "l" for column in table.columns)
    head, *rows = (
        "    " + " & ".join(_latex(str(cell)) for cell in row) + r" \\"
        for row in [table.columns, *table.itertuples(index=False)]
    )
    opened = [r"\begin{table}", r"  \centering", rf"  \caption{{{_latex(caption)}}}", rf"  \label{{{label}}}"]
    body = [rf"  \begin{{tabular}}{{{sides}}}", r"    \toprule", head, r"    \midrule", *rows]
    closed = [r"    \bottomrule", r"  \end{tabular}", r"\end{table}", ""]
    return "\n".join(opened + body + closed)


def write_tables(results: Results, folder: Path) -> list[Path]:
    """Write every result table as CSV into the folder `tables`, and those for print as LaTeX beside it.

    Returns the paths written. Raises FramingError where the folder cannot be written to.
    """
    written = []
    for name, table in results.items():
        written.append(folder / "tables" / f"{name}.csv")
        write_table(table, written[-1])
    for name, (title, table) in readable_tables(results).items():
        written.append(folder / "tables" / f"{name}.tex")
        write_text(written[-1], as_latex(table, title, f"tab:{name.replace('_', '-')}"))
    return written


def page(results: Results, described: Sequence[Described]) -> str:
    """Return index.html: the figures and small tables beside it, and what they cannot carry."""
    frames = list(results.study.definitions.frames["label"])
    n = len(results.study.pieces)
    pieces = f"{n} pieces" if n > 1 else "one piece"
    title = f"Salience of frame vocabulary in {pieces}"
    question = f"How salient is the vocabulary of {captions.join(frames)} in {pieces}" + (
        ", and which pieces can be told apart by it?" if n > 1 else "?"
    )
    tables = readable_tables(results)
    first, *others = map(_figure_html, described)
    limits = "".join(f"<li>{escape(text)}</li>" for text in captions.limits(results))
    parts = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="question">{escape(question)}</p>',
        first,
        *(_table_html(name, *tables[name]) for name in ("descriptives", "salience")),
        *others,
        *(_table_html(name, *tables[name]) for name in ("sentiment", "claims")),
        f"<section><h2>What the numbers cannot carry</h2><ul>{limits}</ul></section>",
        f"<section><h2>All tables</h2><p>{_links([f'tables/{name}.csv' for name in results])}</p></section>",
    ]
    return _PAGE.format(title=escape(title), style=_STYLE, body="\n".join(parts))


def write_all(
    results: Results,
    folder: Path,
    *,
    only: str | None = None,
    pool: Executor | None = None,
    say: Callable[[str], object] = str,
) -> list[Path]:
    """Write figures, tables and page into a folder, or only one figure by its key or name.

    Where there is a `pool`, it draws while tables are made, and what it has not begun is drawn here; `say` is
    told what is being made.
    Returns the paths written. Raises FramingError where there is no such figure, with the names there are,
    or where the folder cannot be written to.
    """
    specs = [find(only)] if only else FIGURES
    written: list[Path] = []
    drawing = []
    try:
        for spec in specs:
            table = spec.table(results)
            drawing.append((spec, table, _begun(pool, spec, table, results.methods)))
        if not only:
            say("making tables")
            written += write_tables(results, folder)
        described = [describe(spec, table, results) for spec, table, _ in drawing]
        for (spec, table, printing), figure in reversed(list(zip(drawing, described, strict=True))):
            say(f"writing {spec.name}")
            printed = _printed(printing) or prints(spec, table, DPI, results.methods)
            written += write_figure(figure, printed, folder)
        if not only:
            written.append(folder / "index.html")
            write_text(written[-1], page(results, described))
    finally:
        for _, _, printing in drawing:
            if printing:
                printing.cancel()
    return written


def _begun(
    pool: Executor | None, spec: FigureSpec, table: pd.DataFrame, methods: Methods
) -> "Future[dict[str, bytes]] | None":
    try:
        return pool.submit(prints, spec, table, DPI, methods) if pool else None
    except BrokenProcessPool:
        return None


def _printed(printing: "Future[dict[str, bytes]] | None") -> dict[str, bytes] | None:
    """Return what another process drew, or nothing where it has not begun or is gone."""
    if printing is None or printing.cancel():
        return None
    try:
        return printing.result()
    except BrokenProcessPool:
        return None


_STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; padding: 1.5rem 1.2rem 3rem; max-width: 46rem; color: #1a1a1a; background: #fff;
  font: 1.05rem/1.55 Georgia, "DejaVu Serif", serif; overflow-wrap: break-word; }
h1 { font-size: 1.8rem; line-height: 1.2; margin: 1rem 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; }
.question { font-size: 1.2rem; font-style: italic; margin: 0 0 1.5rem; }
figure { margin: 0; break-inside: avoid; }
.scroll { overflow-x: auto; }
.scroll img { display: block; height: auto; max-width: none; }
.wide::after { content: "The figure is wider than this screen: move it sideways.";
  display: none; }
@media (max-width: 46rem) { .wide::after { display: block; position: sticky; left: 0; font: .8rem sans-serif;
  color: #595959; padding-top: .4rem; width: fit-content; } }
@media print { .wide::after { display: none; } }
figcaption { font-size: .92rem; color: #333; margin-top: .6rem; }
.files { font: .85rem/1.5 "DejaVu Sans", Arial, sans-serif; }
a { color: #00568a; }
table { border-collapse: collapse; font: .85rem/1.4 "DejaVu Sans", Arial, sans-serif; }
th, td { padding: .2rem .9rem .2rem 0; text-align: left; vertical-align: baseline; white-space: nowrap; }
thead th { border-top: 1px solid; border-bottom: 1px solid; font-weight: 600; }
tbody tr:last-child > * { border-bottom: 1px solid; }
tbody th { font-weight: 400; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  .scroll { overflow: visible; } .scroll img { max-width: 100%; } .files { display: none; }
}
"""

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def _figure_html(figure: Described) -> str:
    spec, table = figure.spec, figure.table
    alt, caption = escape(figure.alt), escape(figure.caption)
    # mm of print are not mm of a screen: a little larger reads better
    width = width_of(spec, table) * 0.0262
    kind = "scroll wide" if width_of(spec, table) == WIDE else "scroll"
    image = f'<img src="{spec.name}.svg" alt="{alt}" style="width: {width * 10:.1f}rem">'
    files = _links([f"{spec.name}.{kind}" for kind in (*_PRINTS, "csv")])
    return (
        f'<section id="{spec.key}"><h2>{escape(spec.title)}</h2><figure>'
        f'<div class="{kind}" tabindex="0" role="region" aria-label="{escape(spec.title)}">{image}</div>'
        f'<figcaption>{caption}</figcaption></figure><p class="files">{files}</p></section>'
    )


def _table_html(name: str, title: str, table: pd.DataFrame) -> str:
    sides = [' class="number"' if _is_numeric(table[column]) else "" for column in table.columns]
    head = "".join(
        f'<th scope="col"{side}>{escape(str(column))}</th>'
        for column, side in zip(table.columns, sides, strict=True)
    )
    rows = []
    for first, *cells in table.itertuples(index=False):
        rest = "".join(f"<td{s}>{escape(str(c))}</td>" for c, s in zip(cells, sides[1:], strict=True))
        rows.append(f'<tr><th scope="row">{escape(str(first))}</th>{rest}</tr>')
    files = _links([f"tables/{name}.{kind}" for kind in ("csv", "tex")])
    return (
        f'<section><h2>{escape(title)}</h2><div class="scroll" tabindex="0" role="region" '
        f'aria-label="{escape(title)}"><table><thead><tr>{head}</tr></thead>'
        f'<tbody>{"".join(rows)}</tbody></table></div><p class="files">{files}</p></section>'
    )


def _links(files: Sequence[str]) -> str:
    return " · ".join(f'<a href="{escape(file)}">{escape(Path(file).name)}</a>' for file in files)


def _latex(text: str) -> str:
    r"""Write text so that LaTeX prints it.

    >>> print(_latex("5 % of $9 & a_b −1"))
    5 \% of \$9 \& a\_b $-$1
    """
    special: dict[Any, Any] = {character: f"\\{character}" for character in "&%$#_{}"}
    special |= {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    special |= {"<": r"\textless{}", ">": r"\textgreater{}", "−": "$-$", "–": "--"}
    return text.translate(str.maketrans(special))


def _is_numeric(column: pd.Series) -> bool:
    return len(column) > 0 and bool(
        column.astype(str).str.fullmatch(r"[−+-]?[\d,.]+( to [−+-]?[\d,.]+)?").all()
    )


def _whole(number: int) -> str:
    return f"{number:,}"


def _range(table: pd.DataFrame, decimals: int) -> list[str]:
    return [_range_of(row, decimals) for row in table.itertuples()]


def _range_of(row: Any, decimals: int) -> str:
    return f"{captions.signed(row.low, decimals)} to {captions.signed(row.high, decimals)}"


def _join(table: pd.DataFrame, labels: pd.Series) -> list[str]:
    return [labels[key] for key in zip(table["frame"], table["subframe"], strict=True)]
