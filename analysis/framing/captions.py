"""What the figures say in words: captions and alternative texts, every number taken from the tables."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import pandas as pd

from framing.schema import EVERY_PIECE
from framing.study import Methods, Results


def caption_salience(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 1 shows and which pieces its intervals set apart."""
    pairs = results["salience_pairs"]
    frames = results.study.definitions.frames.set_index("frame")["label"]
    return _sentences(
        "Salience of frame vocabulary: hits of the frame dictionary per 1,000 words, by piece and frame "
        f"({_count(table['doc_id'].nunique(), 'piece')}, {table['hits'].sum():,} hits in {_words(table):,} "
        "words)",
        f"Markers: rates; lines: {interval(results.methods)}; where there is no hit, the line ends at the "
        "upper limit of a Poisson count of none",
        separated(pairs, results, {key: frames[key] for key in pairs["frame"].unique()}, "frame"),
        "A hit that denies or doubts the frame counts as a hit",
        _meaning(results.methods),
    )


def alt_salience(table: pd.DataFrame, results: Results) -> str:
    """Describe figure 1 to someone who cannot see it."""
    rows = [
        f"{label}: " + ", ".join(f"{r.frame_label} {r.rate:.1f} ({r.low:.1f} to {r.high:.1f})" for r in group)
        for label, group in _grouped(table)
    ]
    return _sentences(
        f"Dot plot of hits per 1,000 words with {covered(results.methods)} intervals, one row per piece and "
        "frame",
        *rows,
    )


def caption_subframes(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 2 shows."""
    if table.empty:
        return "The dictionary defines no subframes."
    return _sentences(
        "Salience of subframe vocabulary, by frame: number of hits in "
        f"{_count(table['doc_id'].nunique(), 'piece')} (in the cells) and rate per 1,000 words (shade; "
        f"highest {table['rate'].max():.1f})",
        "Every subframe is counted on its own, so subframes may add up to more than their frame",
        f"{_none_of(table)} of the {len(table)} cells hold no hit; the cells are not set against each other; "
        f"the interval of every rate ({interval(results.methods)}) is in the data file",
    )


def alt_subframes(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 2 to someone who cannot see it."""
    if table.empty:
        return "No subframes are defined."
    rows = [
        f"{frame}, {subframe}: {', '.join(f'{r.label} {r.hits}' for r in group.itertuples())}"
        for (frame, subframe), group in table.groupby(["frame_label", "subframe_label"], sort=False)
    ]
    return _sentences("Heat map of hits, subframes by pieces, darker where the rate is higher", *rows)


def caption_positions(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 3 shows, and how often the intervals of two frames in a piece do not overlap."""
    means = table[table["kind"] == "mean"]
    both = [
        (a, b)
        for _, group in means[means["low"].notna()].groupby("doc_id", sort=False)
        for a, b in combinations(group.itertuples(), 2)
    ]
    apart = [
        f"{a.label} ({a.frame_label}, {b.frame_label})" for a, b in both if a.low > b.high or b.low > a.high
    ]
    found = f"{len(apart)} of {len(both)}" + (f": {'; '.join(apart)}" if apart else "")
    return _sentences(
        f"Where the frame vocabulary stands: every one of {means['n'].sum():,} hits at the share of the "
        "piece's words before the middle of its sentence; hits in one sentence are stacked",
        f"Strokes and lines: mean position and {interval(results.methods, 'hits')}; no line where fewer than "
        f"two {results.methods.unit}s hold one",
        f"Pairs of frames in the same piece whose intervals do not overlap: {found}",
    )


def alt_positions(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 3 to someone who cannot see it."""
    means = table[table["kind"] == "mean"]
    rows = [
        f"{label}: "
        + ", ".join(
            f"{r.frame_label} {_count(r.n, 'hit')}" + (f", mean {_percent(r.position)}" if r.n else "")
            for r in group
        )
        for label, group in _grouped(means)
    ]
    return _sentences("Strip plot of hits from the beginning (0 %) to the end (100 %) of each piece", *rows)


def caption_sentiment(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 4 shows and which pieces its intervals set apart."""
    pairs = results["sentiment_pairs"]
    means, sentences = table[table["kind"] == "mean"], table[table["kind"] == "sentence"]
    scores = {score: f"the {score} score" for score in means["score"].unique()}
    keys = [
        sentences[sentences["score"] == score].set_index(["doc_id", "sentence"])["compound"]
        for score in scores
    ]
    changed = int((keys[0] != keys[-1].reindex(keys[0].index)).sum())
    phrases = [f'"{phrase}"' for phrase in results.study.definitions.masks["phrase"]]
    return _sentences(
        f"Sentiment of {len(keys[0]):,} sentences (VADER compound score from −1 to 1, NLTK's "
        f"implementation): every sentence as a ring, the mean of each piece with {interval(results.methods)}",
        f"Masked: the same with {join(phrases) or 'nothing'} hidden, which changes "
        f"{_count(changed, 'sentence')}",
        separated(pairs, results, scores, "score"),
        _meaning(results.methods),
    )


def alt_sentiment(table: pd.DataFrame, results: Results) -> str:
    """Describe figure 4 to someone who cannot see it."""
    rows = [
        f"{label}: " + ", ".join(f"{r.score} {r.compound:.2f} ({r.low:.2f} to {r.high:.2f})" for r in group)
        for label, group in _grouped(table[table["kind"] == "mean"])
    ]
    return _sentences(
        f"Strip plot of sentence scores with the mean of each piece and its {covered(results.methods)} "
        "interval",
        *rows,
    )


def caption_cooccurrence(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 5 shows and where frames meet more or less often than by chance."""
    if table.empty:
        return "One frame by itself has nothing to occur with."
    beyond = [
        f"{r.label}, {r.frame_a_label} with {r.frame_b_label} ({r.both} counted, {r.expected:.1f} expected)"
        for r in table[table["beyond_chance"]].itertuples()
    ]
    found = f"{len(beyond)}: {'; '.join(beyond)}" if beyond else "none"
    return _sentences(
        "Sentences that hold vocabulary of both frames of a pair, of all sentences of the piece",
        f"Strokes and lines: expected number and {covered(results.methods)} range if each frame's sentences "
        "were spread at random over the piece (hypergeometric; for all pieces its exact sum over pieces)",
        f"Of {_count(len(table), 'count')}, outside that range: {found}",
    )


def alt_cooccurrence(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 5 to someone who cannot see it."""
    rows = [
        f"{r.frame_a_label} with {r.frame_b_label}: {r.both} of {r.sentences}, expected {r.expected:.1f} "
        f"({r.chance_low} to {r.chance_high})"
        for r in table[table["doc_id"] == EVERY_PIECE].itertuples()
    ]
    return _sentences("Dot plot of sentences with both frames against chance; in all pieces together", *rows)


def caption_keyness(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 6 shows and how many words are not distinguishable."""
    if table.empty:
        return "No word can be set against other pieces."
    unsure = int((~table["sure"]).sum())
    return _sentences(
        f"Distinctive words of each piece: the {table.groupby('doc_id').size().max()} with the highest z "
        f"among those used at least {results.methods.least_count} times in it, by log-odds against the other "
        f"pieces with an informative Dirichlet prior of {results.methods.prior:g} words (Monroe, Colaresi & "
        f"Quinn 2008), {covered(results.methods)} intervals",
        f"The interval includes even odds for {unsure} of the {len(table)} words drawn (hollow); the words "
        "were chosen by this very measure, and the intervals are not corrected for the number of words "
        "looked at",
    )


def alt_keyness(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 6 to someone who cannot see it."""
    rows = [f"{label}: {', '.join(r.token for r in group)}" for label, group in _grouped(table)]
    return _sentences("Dot plot of the odds of words, piece by piece, the most distinctive first", *rows)


def caption_similarity(table: pd.DataFrame, results: Results) -> str:
    """Say what figure 7 shows."""
    if table.empty:
        return "One piece has no other to be like."
    nearest, farthest = (table.loc[i] for i in (table["cosine"].idxmax(), table["cosine"].idxmin()))
    return _sentences(
        f"Likeness of the words of {_count(len(table), 'pair')} of pieces: cosine of their tf-idf vectors "
        f"(logarithm of counts), with {covered(results.methods)} bootstrap intervals over words, "
        f"{results.methods.word_resamples:,} resamples",
        f"Most alike: {_pair(nearest)}; least alike: {_pair(farthest)}",
        "The interval takes words as independent, so it is the least that the uncertainty can be",
    )


def alt_similarity(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 7 to someone who cannot see it."""
    return _sentences("Triangle of cosines", *(_pair(row) for _, row in table.iterrows()))


def caption_map(table: pd.DataFrame, _results: Results) -> str:
    """Say what figure 7b shows and how much of the distances it keeps."""
    if table.empty:
        return "One piece has no other to be like."
    fit = table["fit"].iloc[0]
    return _sentences(
        f"The {_count(len(table), 'piece')} on a plane, so that distances come near to 1 − cosine (classical "
        f"scaling, Torgerson 1952); the plane keeps {_percent(fit)} of the squared distances and loses "
        f"{_percent(1 - fit)}",
        "Directions have no meaning; read the cosines for any one pair",
    )


def alt_map(table: pd.DataFrame, _results: Results) -> str:
    """Describe figure 7b to someone who cannot see it."""
    places = (f"{row.label} at {row.x:.2f}, {row.y:.2f}" for row in table.itertuples())
    return _sentences("Map of the pieces as points", *places)


def separated(pairs: pd.DataFrame, results: Results, names: Mapping[str, str], by: str) -> str:
    """Count the pairs of pieces whose difference has an interval without 0, and list them or say none is.

    `names` gives the printed name of every value of the column `by`.
    """
    if pairs.empty:
        return "With one piece there is no pair to compare"
    labels = results.study.pieces.set_index("doc_id")["label"]
    apart = pairs[pairs["distinguishable"]]
    n = len(pairs.drop_duplicates(["doc_id_a", "doc_id_b"]))
    if apart.empty:
        found = "for none: no two pieces are distinguishable"
    else:
        listed = [
            f"{labels[row['doc_id_a']]} {'above' if row['difference'] > 0 else 'below'} "
            f"{labels[row['doc_id_b']]} ({names[row[by]]})"
            for _, row in apart.iterrows()
        ]
        found = f"for {len(apart)}: {'; '.join(listed)}; no other two pieces are distinguishable"
    return (
        f"Of {_count(len(pairs), 'difference')} between two pieces ({_count(n, 'pair')}, by "
        f"{join(list(names.values()))}), the {covered(results.methods)} interval leaves out 0 {found} (not "
        "corrected for the number of comparisons)"
    )


def join(items: Sequence[str]) -> str:
    """Join items as a sentence does.

    >>> join(["a", "b", "c"]), join(["a"]), join([])
    ('a, b and c', 'a', '')
    """
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def signed(number: float, decimals: int = 1) -> str:
    """Write a number with a true minus sign; one just off zero keeps a digit, since its sign is what counts.

    >>> signed(-2.04), signed(0), signed(-0.015), signed(0.0015, 2)
    ('−2.0', '0.0', '−0.01', '0.002')
    """
    text = f"{number + 0.0:.{decimals}f}"
    if abs(number) > 1e-9 and float(text) == 0:
        text = f"{number:.{decimals + 1}f}"
    return ("0." + "0" * decimals if float(text) == 0 else text).replace("-", "−")


def decimals(claim: Any) -> int:
    """Return with how many decimals the numbers of a claim are written."""
    return 2 if "VADER" in claim.unit else 1


def kept(claim: Any) -> str:
    """Say how many specifications keep the sign of a claim, and how many leave none."""
    tied = f", {claim.tied} tied" if claim.tied else ""
    return f"{claim.kept}{tied} of {claim.specifications}"


_LETTERS = (
    "no",
    *["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
)


def limits(results: Results) -> list[str]:
    """Return what the numbers of a study cannot carry, a paragraph each."""
    rates = results["salience"]
    n = len(results.study.pieces)
    return [
        "Counted are hits of a dictionary: the salience of frame vocabulary. A frame can be there without "
        "these words, and the words without the frame. A hit counts whoever speaks, and also where the "
        "sentence denies or doubts it.",
        f"{_count(n, 'piece').capitalize()}, taken as fixed cases and not as a sample of outlets: nothing "
        "follows for other pieces, and there are no p-values. The intervals describe how much a piece's "
        f"figure depends on which of its {results.methods.unit}s it happens to contain.",
        f"The counts are small: between {rates['hits'].min()} and {rates['hits'].max()} hits per piece and "
        "frame. A single word more or less moves such a rate.",
        "The intervals of differences are not corrected for the number of comparisons, except where a claim "
        "was picked as the widest of all pairs. That two pieces are not distinguishable does not mean that "
        "they are the same.",
        "Sentiment is that of single words and a few rules (VADER); it measures no view of the writer. Names "
        "of states and of things that are being written about move it, as the masked scores show for some of "
        "them.",
        "Distinctive words and cosines describe wording, of topic as well as of genre and site; they know no "
        "meaning.",
    ]


def interval(methods: Methods, holding: str = "") -> str:
    """Say how the intervals of rates, means and shares are made; `holding` says what a unit must hold.

    >>> interval(Methods(coverage=0.8))
    '80 % percentile bootstrap over paragraphs, 10,000 resamples'
    """
    over = f"the {methods.unit}s that hold {holding}" if holding else f"{methods.unit}s"
    return f"{covered(methods)} percentile bootstrap over {over}, {methods.resamples:,} resamples"


def covered(methods: Methods) -> str:
    """Write the share that intervals cover.

    >>> covered(Methods(coverage=0.83))
    '83 %'
    """
    return f"{100 * methods.coverage:g} %"


def in_letters(number: int) -> str:
    """Write a small whole number in letters.

    >>> in_letters(3), in_letters(30)
    ('three', '30')
    """
    return _LETTERS[number] if number < len(_LETTERS) else f"{number:,}"


def _meaning(methods: Methods) -> str:
    return (
        f"An interval describes how much a piece's figure depends on which of its {methods.unit}s it happens "
        "to contain; the pieces are fixed cases, not a sample."
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _count(n: int, noun: str) -> str:
    """Write a number with its noun.

    >>> _count(1, "piece"), _count(1200, "pair")
    ('1 piece', '1,200 pairs')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def _sentences(*parts: str) -> str:
    return " ".join(part.rstrip(".") + "." for part in parts)


def _grouped(table: pd.DataFrame) -> list[tuple[str, list[Any]]]:
    return [
        (group["label"].iloc[0], list(group.itertuples())) for _, group in table.groupby("doc_id", sort=False)
    ]


def _words(table: pd.DataFrame) -> int:
    return int(table.drop_duplicates("doc_id")["words"].sum())


def _none_of(table: pd.DataFrame) -> int:
    return int((table["hits"] == 0).sum())


def _pair(row: pd.Series) -> str:
    return (
        f"{row['label_a']} and {row['label_b']} {row['cosine']:.2f} ({row['low']:.2f} to {row['high']:.2f})"
    )
