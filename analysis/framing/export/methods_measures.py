"""Methods in sentences: texts, frames, dictionary, counting, intervals, distinctive words, sentiment."""

import pandas as pd

from framing.figures import wording
from framing.figures.wording import counted, in_letters, join, sentences
from framing.study import Results
from framing.tables.schema import MAIN, SEPARATOR

# so many pieces are named one by one
_NAMED = 12
_MASKED = {"name": "name", "topic": "topical word"}


def texts(results: Results) -> str:
    """Say what the texts were, how long, how they were chosen, and how sure the facts about them are."""
    sizes = results["descriptives"]
    parts = ("paragraphs", "sentences", "words")
    totals = ", ".join(counted(int(sizes[part].sum()), part[:-1]) for part in parts)
    few, many = int(sizes["words"].min()), int(sizes["words"].max())
    spread = f"; {few:,} to {many:,} words per piece" if len(sizes) > 1 else ""
    were = f"{number(len(sizes), 'piece').capitalize()} {'was' if len(sizes) == 1 else 'were'} analysed"
    at_hand = (
        "the counts that were released, not on the texts" if results.study.texts is None else "the texts"
    )
    return sentences(
        f"{were} ({totals}{spread}){_named(results.study.pieces)}",
        told(results, "texts") or "How the texts were chosen was not recorded",
        _certainty(results.study.pieces),
        f"The analysis ran on {at_hand}",
    )


def frames(results: Results) -> str:
    """Say what was measured: every frame with its definition and the source of the concept."""
    table, labels = results.study.definitions.frames, frame_labels(results)
    main = table[table["role"] == MAIN]
    named = join([labels[row.frame] + _cited(row.source) for row in main.itertuples()])
    # a definition ends with its own full stop
    defined = [
        f'{labels[row.frame]} was defined as: "{row.definition.rstrip(".")}."'
        for row in table[table["definition"] != ""].itertuples()
    ]
    beside = [
        f"{labels[row.frame]} was counted beside {labels.get(row.beside, 'them')} and is reported apart"
        for row in table[table["role"] != MAIN].itertuples()
    ]
    construct = f"The construct was the salience of the vocabulary of {number(len(main), 'frame')}, {named}"
    opened = sentences(construct, "" if defined else "The frames had no written definition")
    return " ".join([opened, *defined, *map(sentences, beside)])


def dictionary(results: Results) -> str:
    """Say what the dictionary was, where its patterns come from, which version it was, how it was made."""
    definitions, labels = results.study.definitions, frame_labels(results)
    table, earlier = definitions.dictionary, definitions.earlier
    per_frame = table.groupby("frame", sort=False).size().items()
    patterns = join([f"{n} of {labels[frame]}" for frame, n in per_frame])
    fine, unless = len(definitions.subframes), int((table["unless"] != "").sum())
    subframes = f" and {counted(fine, 'subframe')}" if fine else ""
    exclusions = f"; for {unless} of them exclusions set matches aside" if unless else ""
    before = (
        "" if earlier is None else f"An earlier version of {counted(len(earlier), 'pattern')} was counted too"
    )
    size = counted(len(table), "pattern")
    return sentences(
        f"A dictionary of {size} ({patterns}){subframes} stood for them{exclusions}",
        _origin(table["source"]),
        "The SHA-256 of its patterns and exclusions, which identifies its version, begins with "
        f"{setting(results, 'dictionary_sha256')[:12]}",
        before,
        told(results, "dictionary"),
    )


def counting(results: Results) -> str:
    """Say how texts became words, how patterns were looked up, and what the score is."""
    normal, splitter = (setting(results, f"{name}_version") for name in ("normalise", "splitter"))
    named = len(results.study.definitions.subframes)
    fine = "; subframes were counted in the same way, each level on its own" if named else ""
    return sentences(
        f"Texts were brought into one form (normal form {normal}: Unicode NFC, quotation marks, hyphens and "
        "blanks made alike) and split into sentences within paragraphs by NLTK's Punkt, with rules of the "
        f"study's own for abbreviations (version {splitter}); punctuation marks were tokens but no words, "
        "case was ignored, and no word was stemmed or removed",
        "A piece was looked up as one sequence of tokens: for each frame the longest match counted, the "
        f"leftmost on ties, and no token twice{fine}",
        "The unit of analysis was the piece, its score the number of hits per 1,000 words",
        _grouped(results.drawn.study.groups),
    )


def uncertainty(results: Results) -> str:
    """Say what intervals and tests are about, how they were made, and from which seed."""
    methods, drawn = results.methods, results.drawn.methods
    of, power = wording.row_noun(drawn), wording.whole_percent(methods.power)
    apart = (
        f"Two {of}s were told apart by {wording.permutation_test(drawn)}, and their means by "
        f"{wording.welch_test(drawn)}; what could have been told apart was computed for {power} power"
    )
    one = results.drawn["descriptives"].shape[0] == 1
    return sentences(
        f"The {of}{' was' if one else 's were'} taken as fixed and {drawn.unit}s as the units that might "
        "have been others",
        f"Rates had a {wording.rate_interval(methods)} ({wording.measured_coverage(results)}); means had a "
        f"{wording.t_interval(methods)}; shares and mean positions had a {wording.interval(methods, 'hits')}",
        "" if one else apart,
        f"All random numbers were drawn from the seed {methods.seed}",
    )


def words(results: Results) -> str:
    """Say how distinctive words and the likeness of pieces were measured."""
    methods, of = results.methods, wording.row_noun(results.drawn.methods)
    if len(results.drawn["descriptives"]) == 1:
        return ""
    return sentences(
        f"Words that set a {of} apart were found by log-odds against the other {of}s with an informative "
        f"Dirichlet prior of {methods.prior:g} words (Monroe, Colaresi & Quinn 2008), the "
        f"{in_letters(methods.listed)} highest of those used at least {in_letters(methods.least_count)} "
        "times being shown",
        "Likeness was the cosine of tf-idf vectors, its interval found from "
        f"{methods.word_resamples:,} resamples of words",
    )


def sentiment(results: Results) -> str:
    """Say how sentiment was measured, what was masked, and what other lexicons were set against it."""
    kinds = results.study.definitions.masks.groupby("kind", sort=False).size().items()
    hidden = join([counted(n, _MASKED[str(kind)]) for kind, n in kinds])
    vader, textblob, afinn = (setting(results, name) for name in ("vaderSentiment", "textblob", "afinn"))
    masked = f" and with phrases of a list masked ({hidden})" if hidden else ""
    return sentences(
        "Sentiment was the mean compound score of sentences by VADER (Hutto & Gilbert 2014), in the "
        f"implementation of NLTK with the lexicon of vaderSentiment {vader}, as written{masked}",
        f"TextBlob {textblob} and AFINN (package {afinn}; Nielsen 2011) were set against it"
        f"{_same_order(results)}",
    )


def setting(results: Results, name: str) -> str:
    """Return a value of the table of settings as text."""
    table = results["settings"]
    return str(table.loc[table["setting"] == name, "value"].iloc[0])


def told(results: Results, topic: str) -> str:
    """Return what the corpus says on a topic, nothing where it says nothing."""
    table = results.study.statements
    return " ".join(table.loc[table["topic"] == topic, "statement"])


def number(n: int, noun: str) -> str:
    """Return a number, a small one in letters, with its noun.

    >>> number(1, "piece"), number(40, "piece")
    ('one piece', '40 pieces')
    """
    return f"{in_letters(n)} {noun}{'' if n == 1 else 's'}"


def frame_labels(results: Results) -> dict[str, str]:
    """Return the label of every frame, between quotation marks where a comma would tear it in a list."""
    frames = results.study.definitions.frames
    pairs = zip(frames["frame"], frames["label"], strict=True)
    return {frame: f'"{label}"' if "," in label else label for frame, label in pairs}


def _cited(sources: str) -> str:
    return f" ({sources.replace(SEPARATOR, '; ')})" if sources else ""


def _named(pieces: pd.DataFrame) -> str:
    """Name pieces with outlet, genre and date where they are few; of many the first and the last date."""
    if len(pieces) > _NAMED:
        dates = sorted(filter(None, pieces["date"]))
        return f", dated from {dates[0]} to {dates[-1]}" if dates else ""
    named = []
    for row in pieces.itertuples():
        outlet = row.outlet if row.outlet != row.label else ""
        facts = ", ".join(filter(None, (outlet, row.genre, row.date))).replace("(", "[").replace(")", "]")
        named.append(f"{row.label} ({facts})" if facts else row.label)
    return f": {join(named)}"


def _certainty(pieces: pd.DataFrame) -> str:
    known = pieces[pieces["certainty"] != ""]
    if known.empty:
        return "How sure the facts about the texts are was not recorded"
    if len(known) > _NAMED:
        return f"How sure the facts about {counted(len(known), 'piece')} are is recorded with each"
    same = known.groupby("certainty", sort=False)["label"].agg(list)
    how = "; ".join(f"{certainty.replace(';', ',')} ({join(labels)})" for certainty, labels in same.items())
    return f"How sure outlet, author, date and address are was recorded as: {how}"


def _origin(sources: pd.Series) -> str:
    """Say how many patterns have a source, and how many follow from the definitions."""
    cited, defined = sources[~sources.isin(["", "definition"])], int((sources == "definition").sum())
    said = (
        [f"{len(cited)} have the concept from one of {counted(cited.nunique(), 'source')}"]
        if len(cited)
        else []
    )
    said += [f"{defined} follow from the definitions alone"] if defined else []
    return f"Of the patterns {join(said)}" if said else "Where its patterns come from was not recorded"


def _grouped(groups: pd.DataFrame) -> str:
    if groups.empty:
        return ""
    column = groups["column"].iloc[0]
    by = f" by the column {column}" if column else ""
    n = groups["group"].nunique()
    if n < 2:
        return "The pieces were taken together, as no column puts them into groups"
    return f"Pieces were put into {number(n, 'group')}{by}, and groups were compared"


def _same_order(results: Results) -> str:
    """Say how many pairs VADER as written and the other lexicons put in the same order."""
    orders = results["lexicon_agreement"]
    others = orders[(orders["lexicon_a"] == "VADER") & orders["lexicon_b"].isin(["TextBlob", "AFINN"])]
    pairs = int(others["pairs"].max()) if len(others) else 0
    if not pairs:
        return ""
    alike = join([f"{row.same_order} by VADER and {row.lexicon_b}" for row in others.itertuples()])
    noun = wording.row_noun(results.drawn.methods)
    return f"; of {counted(pairs, 'pair')} of {noun}s the order was the same for {alike}"
