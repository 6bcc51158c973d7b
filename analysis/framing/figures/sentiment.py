"""Figure 4: the score of every sentence, and the mean of every piece."""

import pandas as pd
from matplotlib.axes import Axes

from framing.figures import grouped, layout, wording
from framing.figures.spec import FigureSpec, named
from framing.study import Methods, Results
from framing.tables.schema import AS_WRITTEN, MASKED, SCALE, SCORES

_ROW = ["doc_id", "score"]
_MOST_QUOTED = 8
# fill and marker of the means by score
_LOOKS = (("black", "o"), ("white", "D"), (layout.PALE, "s"))


def table(results: Results) -> pd.DataFrame:
    """Return the table of figure 4: the score of every sentence as written, and the means of every piece.

    One row per piece x score (kind "mean": compound is the mean, with its interval) and per sentence, as
    written (kind "sentence"), or per piece of a group (kind "piece"), with columns doc_id, label, score,
    kind, sentence, sentences, compound, low, high (-1 to 1).
    """
    means = results["sentiment"].rename(columns={"mean": "compound"}).assign(kind="mean")
    single = _pieces(results) if len(results.study.groups) else _sentences(results)
    both = pd.concat([means, single], ignore_index=True).astype({"sentence": "Int64", "sentences": "Int64"})
    columns = ["score", "kind", "sentence", "sentences", "compound", "low", "high"]
    return named(both[["doc_id", *columns]], results)


def _sentences(results: Results) -> pd.DataFrame:
    scored = results.study.features.sentences[["doc_id", "sentence", "compound"]]
    return scored.assign(score=AS_WRITTEN, kind="sentence", compound=scored["compound"] / SCALE)


def _pieces(results: Results) -> pd.DataFrame:
    """Return the mean of every piece as written, in the place of its group's sentences."""
    means, groups = results.pieces["sentiment"], results.study.groups
    written = (
        means[means["score"] == AS_WRITTEN].merge(groups, on="doc_id").rename(columns={"mean": "compound"})
    )
    number = written.groupby("group").cumcount() + 1
    return written[["score", "compound"]].assign(doc_id=written["group"], kind="piece", sentence=number)


def plot(table: pd.DataFrame, ax: Axes, methods: Methods = Methods()) -> Axes:
    """Draw the score of every sentence as a ring, and the means of each piece with their intervals.

    Rings are moved up and down only so that they do not hide each other.
    """
    means, sentences = table[table["kind"] == "mean"], table[table["kind"] != "mean"]
    rings = "pieces" if (sentences["kind"] == "piece").any() else "sentences"
    notes = [f"{n:,} sentences" for n in means["sentences"]]
    y = layout.stack_rows(ax, means["doc_id"], means["label"], means["score"], notes)
    ax.axvline(0, color=layout.PALE, linewidth=0.5, zorder=0)
    lanes = sentences.merge(means[_ROW].assign(at=y), on=_ROW, how="left")
    heights = lanes["at"] + _spread(lanes["sentence"])
    ax.plot(lanes["compound"], heights, "o", **layout.face("none", 2.6, "#7F7F7F"))
    looks = means["score"].map(dict(zip(SCORES, _LOOKS, strict=True)))
    marks = {"fill": [fill for fill, _ in looks], "marker": [marker for _, marker in looks]}
    layout.draw_intervals(ax, y, means.assign(colour="black", **marks), "compound")
    if rings == "pieces":
        # means of pieces lie near to each other
        reach = 1.05 * float(table[["compound", "low", "high"]].abs().max().max())
        ax.set_xlim(-reach, reach)
    else:
        ax.set_xlim(-1.02, 1.02)
        ax.set_xticks([-1, -0.5, 0, 0.5, 1], ["−1", "−0.5", "0", "0.5", "1"])
    label = f"VADER compound score (−1 most negative, 1 most positive)\ngrey rings: {rings} as written"
    marked = (
        f"large markers: mean of the {'group' if rings == 'pieces' else 'piece'}, "
        f"{wording.covered(methods)} interval"
    )
    columns = {"mean  (interval)": wording.estimates(means, "compound", 2)}
    return layout.finish(ax, f"{label}; {marked}", y, columns)


def caption(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 4 shows, which pieces it tells apart, and what masking does to the means."""
    scores = {score: f"the score {score}" for score in SCORES}
    masks, noun = results.study.definitions.masks, grouped.noun(results)
    hidden = [_hidden(masks.loc[masks["kind"] == kind, "phrase"], score) for score, kind in MASKED.items()]
    return wording.sentences(
        f"Sentiment of {len(results.study.features.sentences):,} sentences (VADER compound score from −1 to "
        f"1, NLTK's implementation): every {'sentence' if noun == 'piece' else 'piece'} as a ring, as "
        "written, "
        f"and the means of each {noun}, with "
        f"{wording.t_interval(results.methods)}",
        *hidden,
        _extremes(results) if table["doc_id"].nunique() == 1 < len(results.study.groups) else "",
        _without_topic(results["sentiment"]),
        grouped.separated(
            results["sentiment_pairs"], results, scores, "score", wording.welch_test(results.methods)
        ),
        wording.sampling_model(results),
    )


def _extremes(results: Results) -> str:
    """Name the pieces with the lowest and the highest mean as written."""
    means = results.pieces["sentiment"]
    means = named(means[means["score"] == AS_WRITTEN], results.pieces).sort_values("mean", kind="stable")
    low, high = (f"{row.label} ({wording.signed(row.mean, 2)})" for row in means.iloc[[0, -1]].itertuples())
    return f"Of the pieces {low} has the lowest mean as written and {high} the highest"


def _hidden(phrases: pd.Series, score: str) -> str:
    quoted = [f'"{phrase}"' for phrase in phrases]
    if len(quoted) > _MOST_QUOTED:
        hidden = f"{len(quoted)} phrases of masks.csv, {quoted[0]} to {quoted[-1]},"
    else:
        hidden = wording.join(quoted) or "nothing"
    return f"{score.capitalize()}: with {hidden} hidden"


def _without_topic(means: pd.DataFrame) -> str:
    """Say where the mean over the pieces goes without topic words, and what it measures if that is far."""
    over = means.groupby("score")["mean"].mean()
    written, left = over[AS_WRITTEN], over["topic masked"]
    ends = f"from {wording.signed(written, 2)} to {wording.signed(left, 2)}"
    moved = f"With topic words hidden the mean over the pieces goes {ends}"
    if not (written < 0 and left > written / 2):
        return moved
    return (
        f"{moved}: most of the negativity goes. What remains holds words of the same subject still, so the "
        "mean measures the topic more than the stance of a piece"
    )


def alt(table: pd.DataFrame, results: Results) -> str:
    """Describe figure 4 to someone who cannot see it."""
    means, covered = table[table["kind"] == "mean"], wording.covered(results.methods)
    head = f"Strip plot of sentence scores with the mean of each piece and its {covered} interval"
    return wording.described(
        head, means, ["label"], lambda r: f"{r.score} {wording.estimate(r.compound, r.low, r.high, 2)}"
    )


def _spread(numbers: pd.Series) -> pd.Series:
    """Return shifts between -0.3 and 0.3 that differ as much as can be between neighbours."""
    return (numbers.astype(float) * 0.6180339887498949) % 1 * 0.6 - 0.3


FIGURE = FigureSpec("fig4_sentiment", "Sentiment", table, plot, caption, alt, row_height=5)
