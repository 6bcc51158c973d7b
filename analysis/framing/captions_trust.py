"""What figures 8 to 14 and the claims say in words, every number taken from the tables."""

from itertools import groupby
from typing import Any

import pandas as pd

from framing.captions import _count, _percent, _sentences, covered, in_letters, interval, join
from framing.claims import DEPENDS, HOLDS, NOT_DISTINGUISHABLE
from framing.figures_robustness import SPREAD_LABELS
from framing.study import Methods, Results

_ROBUSTNESS = "a check of robustness, not a result of its own"


def caption_voice(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 8 shows and how well its rules do."""
    return _sentences(
        "Who voices the frame vocabulary: hits by piece and frame in the author's own words, in reported "
        "speech and in quotations of four words or more",
        _totals(table, "voice"),
        _shares("author", results.methods),
        agreement_with_check(results, "voice"),
    )


def alt_voice(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 8 to someone who cannot see it."""
    return _parts(table, "voice")


def caption_stance(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 9 shows and how well its rules do."""
    return _sentences(
        "How far the frame vocabulary is asserted: hits by piece and frame that cues near them leave "
        "asserted, negate or contest (doubted, hedged, reported as unrealised)",
        _totals(table, "stance"),
        _shares("asserted", results.methods),
        agreement_with_check(results, "stance"),
    )


def alt_stance(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 9 to someone who cannot see it."""
    return _parts(table, "stance")


def caption_validation(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 10 shows and what its coders are worth."""
    if table.empty:
        return "No sentence has been coded, so the dictionary is set against nobody."
    machine = [coder for coder in table["coder"].unique() if coder.startswith("machine")]
    return _sentences(
        f"The dictionary against {join(list(table['coder'].unique()))}, over "
        f"{_count(table['sentences'].max(), 'sentence')}: precision, recall and F1 of sentences with a hit, "
        f"with {covered(results.methods)} percentile bootstrap intervals over sentences (Wilson's where the "
        "value is 0 or 1)",
        *_by_coder(table),
        *(
            [
                f"{join(machine)} is one language model reading once, no substitute for two human coders: "
                "the figures say how far counting words and reading sentences come apart, not which is right"
            ]
            if machine
            else []
        ),
    )


def alt_validation(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 10 to someone who cannot see it."""
    if table.empty:
        return "No sentence has been coded."
    return _sentences(
        "Dot plot of precision, recall and F1 with intervals, by coder and frame", *_by_coder(table)
    )


def caption_leave_one_out(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 11 shows, and how much of the hits the top patterns carry."""
    if table.empty:
        return "No pattern has hits, so none can be left out."
    frames = results.study.definitions.frames.set_index("frame")["label"]
    patterns = table.drop_duplicates(["frame", "pattern"])
    top = results["top_terms"]
    carried = [
        f"{row.share * 100:.0f} % of {_count(row.hits, 'hit')} ({frames[row.frame]})"
        for row in top[(top["doc_id"] == "all") & (top["hits"] > 0)].itertuples()
    ]
    return _sentences(
        "Rates without each pattern in turn: the marker is the rate with all patterns, a stroke that with "
        "one left out",
        f"Leaving one out reverses the order of two pieces for {int(patterns['order_changes'].sum())} of "
        f"{_count(len(patterns), 'pattern')} with hits",
        f"The {in_letters(results.methods.top)} most frequent patterns carry {join(carried)}",
    )


def alt_leave_one_out(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 11 to someone who cannot see it."""
    rows = []
    for (label, frame), lane in table.groupby(["label", "frame_label"], sort=False):
        most = lane.loc[lane["change"].idxmin()]
        rows.append(f"{label}, {frame}: {most['rate']:.1f}, lowest {most['rate_without']:.1f}")
    return _sentences("Dot plot of rates per 1,000 words, and of the same without one pattern", *rows)


def caption_null(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 12 shows and which real values lie outside the random ones."""
    tested = table[table["percentile"].notna()]
    beyond = [f"{_what(row)}, {row.frame_label}" for row in tested[tested["beyond"]].itertuples()]
    return _sentences(
        f"Rates of the frames, and their spread between pieces, against {results.methods.draws:,} random "
        "dictionaries with as many words as the frame has patterns with hits, each about as frequent as the "
        "pattern in all pieces together and its counts scaled to the pattern's",
        f"Strokes and lines: median and {covered(results.methods)} range of the random dictionaries",
        f"Of {_count(len(tested), 'value')}, outside that range: {'; '.join(beyond) or 'none'}",
        "Inside the range, a frame's words are spread over the pieces as any words of their frequency may "
        "be; matched are frequencies, not topic, sense or phrases",
    )


def alt_null(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 12 to someone who cannot see it."""
    rows = [
        f"{row.frame_label}, {_what(row)}: {row.real:.1f}"
        + (f", random {row.low:.1f} to {row.high:.1f}" if pd.notna(row.percentile) else "")
        for row in table.itertuples()
    ]
    return _sentences("Dot plot of real values on the range of random dictionaries", *rows)


def caption_multiverse(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 13 shows and how many claims survive the choices."""
    own = table.drop_duplicates("specification")
    return _sentences(
        f"The order of the pieces by every frame under {_count(len(own), 'specification')} of how to count, "
        "each a column, those that agree least with the study's own last",
        f"Mean rank correlation with the study's own order: median {own['agreement'].median():.2f}, lowest "
        f"{own['agreement'].min():.2f}",
        claims_in_words(results["claims"]),
        "The specifications are choices that could have been made, not a sample: a share of them is no "
        "probability",
    )


def alt_multiverse(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 13 to someone who cannot see it."""
    count = table["specification"].nunique()
    rows = [
        f"{frame}: {label} has the highest rate alone in {int((group['rank'] == 1).sum())}"
        for (frame, label), group in table.groupby(["frame_label", "label"], sort=False)
    ]
    return _sentences(f"Heat map of the ranks of pieces in {_count(count, 'specification')}", *rows)


def caption_lexicons(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 14 shows and how far the lexicons agree."""
    agreement = results["lexicon_agreement"]
    below = {lexicon: int((rows["high"] < 0).sum()) for lexicon, rows in table.groupby("lexicon", sort=False)}
    ordered = [
        f"{row.lexicon_a} and {row.lexicon_b} {row.same_order}"
        for row in agreement.itertuples()
        if "masked" not in row.lexicon_a + row.lexicon_b
    ]
    return _sentences(
        f"Mean sentiment of the pieces by other lexicons, {_ROBUSTNESS}: VADER with and without masked "
        "phrases, TextBlob and AFINN, in standard deviations of the sentences, with "
        f"{interval(results.methods)}",
        "Pieces whose interval lies below zero: " + "; ".join(f"{n} by {name}" for name, n in below.items()),
        *(
            [
                f"Pairs of pieces, of {agreement['pairs'].iloc[0]}, that two lexicons order alike: "
                f"{', '.join(ordered)}"
            ]
            if len(table["doc_id"].unique()) > 1
            else []
        ),
    )


def alt_lexicons(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 14 to someone who cannot see it."""
    rows = [
        f"{label}: " + "; ".join(f"{row.lexicon} {row.mean:.2f}" for row in group.itertuples())
        for label, group in table.groupby("label", sort=False)
    ]
    return _sentences("Dot plot of mean sentiment by piece and lexicon", *rows)


def agreement_with_check(results: Results, measure: str) -> str:
    """Say how far the rules for voice or stance agree with the hand check, class by class."""
    table = results["voice_evaluation"]
    table = table[table["measure"] == measure].set_index("value")
    every = table.loc["all"]
    if not every["checked"]:
        return f"No hit was read a second time, so how well the rules for {measure} do here is not known"
    classes = [
        f"{value} {_ratio(row['precision'])} and {_ratio(row['recall'])}"
        for value, row in table.drop(index="all").iterrows()
    ]
    return (
        f"Against a second reading of {_count(int(every['checked']), 'hit')} by one language model, the "
        f"rules give the same {measure} for {int(every['both'])} ({_percent(every['precision'])}, "
        f"{_percent(every['precision_low'])} to {_percent(every['precision_high'])}); precision and recall: "
        + ", ".join(classes)
    )


def claims_in_words(claims: pd.DataFrame) -> str:
    """Count the claims by verdict and quote those that hold.

    >>> table = pd.DataFrame({"verdict": ["holds", "not distinguishable"], "finding": ["A is above B", "x"]})
    >>> claims_in_words(table)
    'Of 2 claims, 1 holds (A is above B), 0 depend on choices and 1 is not distinguishable'
    """
    held, depends, none = (
        claims[claims["verdict"] == verdict]["finding"].tolist()
        for verdict in (HOLDS, DEPENDS, NOT_DISTINGUISHABLE)
    )
    return (
        f"Of {_count(len(claims), 'claim')}, {len(held)} {'holds' if len(held) == 1 else 'hold'}"
        + (f" ({'; '.join(held)})" if held else "")
        + f", {len(depends)} {'depends' if len(depends) == 1 else 'depend'} on choices"
        + (f" ({'; '.join(depends)})" if depends else "")
        + f" and {len(none)} {'is' if len(none) == 1 else 'are'} not distinguishable"
    )


def _totals(table: pd.DataFrame, column: str) -> str:
    hits = table.groupby(column, sort=False)["hits"].sum()
    return f"Of {_count(int(hits.sum()), 'hit')}: " + ", ".join(f"{n} {value}" for value, n in hits.items())


def _shares(value: str, methods: Methods) -> str:
    return (
        f"Right: the share of {value} hits and its {interval(methods, 'hits')}; an exact binomial limit "
        f"where the share is 0 or 1, none where one {methods.unit} holds all hits"
    )


def _parts(table: pd.DataFrame, column: str) -> str:
    rows = [
        f"{label}, {frame}: " + ", ".join(f"{row.hits} {getattr(row, column)}" for row in group.itertuples())
        for (label, frame), group in table.groupby(["label", "frame_label"], sort=False)
    ]
    return _sentences("Stacked bars of hits, one row per piece and frame", *rows)


def _by_coder(table: pd.DataFrame) -> list[str]:
    return [
        f"{coder}, {frame}: "
        + ", ".join(
            f"{row.measure} {_ratio(row.value)}" + (f" ({row.low:.2f} to {row.high:.2f})" if row.of else "")
            for row in rows
        )
        for (coder, frame), rows in groupby(table.itertuples(), key=lambda row: (row.coder, row.frame_label))
    ]


def _ratio(value: float) -> str:
    return f"{value:.2f}" if pd.notna(value) else "none"


def _what(row: Any) -> str:
    return SPREAD_LABELS.get(row.measure, row.label)
