"""Voice, speaker and stance: the rules on invented sentences, the tables made of them, the hand check."""

import time
from collections import Counter
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from scipy import stats

from framing import dictionary as dictionaries
from framing.coding import voice_check as evaluation
from framing.corpus.annotate import find_hits, split_sentences
from framing.corpus.corpora import read_corpus, read_specimen
from framing.corpus.definitions import read_definitions
from framing.errors import FramingError
from framing.figures import stance as stance_figure
from framing.figures import voice as voice_figure
from framing.paths import ROOT, SPECIMEN
from framing.stats import voice_shares
from framing.study import Bootstrap
from framing.tables.checked import as_csv, read_table
from framing.tables.schema import STANCES, TABLES, VOICES
from framing.text.normalise import normalise
from framing.text.tokens import words
from framing.voice.attribution import mark, read_paragraphs
from framing.voice.quotations import quotations
from framing.voice.stance import locate

# voice does not hang on which version of the dictionary the study has
DEFINITIONS = read_definitions(SPECIMEN)
CASES = pd.read_csv(ROOT / "tests" / "data" / "voice_cases.csv", dtype=str, keep_default_na=False)
WAR = dictionaries.from_nested({"f": ["war"]})
FEW = Bootstrap(resamples=200)


def number_hits(split, found):
    """List the counted hits of frames one by one, so that a person can check each.

    `found` is as `annotate.find_hits` gives it. One row per hit with columns doc_id, sentence, frame,
    pattern, occurrence (from 1, in order within sentence x frame x pattern), voice, speaker, stance.
    """
    counted = found[(found["level"] == 1) & ~found["set_aside"]]
    hits = counted.sort_values(["doc", "first"], ignore_index=True, kind="stable")
    hits = hits.join(split[["doc_id", "sentence"]], on="doc")
    hits["occurrence"] = hits.groupby(evaluation.KEY[:-1]).cumcount() + 1
    return hits[[*evaluation.KEY, "voice", "speaker", "stance"]]


def split_texts(texts, part="body"):
    rows = [
        (doc_id, number, part, paragraph)
        for doc_id, text in texts.items()
        for number, paragraph in enumerate(normalise(text).split("\n"), start=1)
    ]
    return split_sentences(pd.DataFrame(rows, columns=["doc_id", "paragraph", "part", "text"]))


def find(split):
    """Return the tokens of sentences, and the hits in them."""
    tokens = [words(text) for text in split["text"]]
    paragraphs = read_paragraphs(split, tokens, DEFINITIONS.reporting)
    return tokens, find_hits(split, tokens, DEFINITIONS.dictionary, DEFINITIONS.cues, paragraphs)


def hits_of(texts, part="body"):
    """Return doc_id, expression, voice, speaker and stance of every hit, in order of the text."""
    split = split_texts(texts, part)
    tokens, found = find(split)
    found = found[(found["level"] == 1) & ~found["set_aside"]].sort_values(["doc", "first"], kind="stable")
    expressions = [
        " ".join(tokens[doc][first : last + 1])
        for doc, first, last in zip(found["doc"], found["first"], found["last"], strict=True)
    ]
    doc_ids = split.loc[found["doc"], "doc_id"]
    return list(zip(doc_ids, expressions, found["voice"], found["speaker"], found["stance"], strict=True))


def test_invented_sentences():
    texts = CASES.drop_duplicates("case").set_index("case")["text"].to_dict()
    columns = ["case", "expression", "voice", "speaker", "stance"]
    assert hits_of(texts) == list(CASES[columns].itertuples(index=False, name=None))


def specimen_hits():
    split = split_sentences(read_corpus(SPECIMEN).texts)
    _, found = find(split)
    planted = read_table(SPECIMEN / "planted.csv", "planted")
    planted["occurrence"] = planted.groupby(evaluation.KEY[:-1]).cumcount() + 1
    columns = [*evaluation.KEY, "voice", "speaker", "stance"]
    return number_hits(split, found), planted[columns]


def test_specimen_as_planted():
    found, planted = specimen_hits()
    table = evaluation.evaluate(found, planted, DEFINITIONS.reporting).set_index(["measure", "value"])
    assert len(found) == len(planted) == 57
    assert table.loc[("voice", "all"), "both"] == 57
    assert table.loc[("stance", "all"), "both"] == 57
    # two are described and not named; the others are pronouns that their sentence does not resolve
    both = planted.merge(found, on=evaluation.KEY, suffixes=("", "_found"))
    wrong = both[both["speaker"] != both["speaker_found"]]
    assert Counter(wrong["speaker_found"]) == {
        "": 9,
        "People's Republic of Ostrany": 1,
        "Tarsenia's chancellor": 1,
    }


def test_specimen_quotations_and_denials():
    truth = read_table(SPECIMEN / "truth.csv", "truth").set_index(["doc_id", "measure"])["value"]
    texts = read_corpus(SPECIMEN).texts
    split = split_sentences(texts)
    for doc_id, rows in split.groupby("doc_id"):
        own = [list(group["text"]) for _, group in rows.groupby("paragraph")]
        n = sum(len(quotations(text, [words(s) for s in text])) for text in own)
        # the one block quotation of s02 has no marks
        assert n == truth[doc_id, "quotations"] - (doc_id == "s02")
    hits = read_specimen().features.hits
    negated = hits[hits["stance"] == "negated"].groupby("doc_id")["n"].sum()
    for doc_id in texts["doc_id"].unique():
        assert negated.get(doc_id, 0) == truth[doc_id, "denials"]


def test_headline_reports_up_to_its_adverbial():
    found = hits_of({"a": "Ostrany Vows to Retaliate as Lame-Duck Chancellor Signs"}, part="headline")
    assert found == [
        ("a", "Retaliate", "reported", "Ostrany", "asserted"),
        ("a", "Lame-Duck", "author", "", "asserted"),
    ]


def test_scare_quotes_have_fewer_than_four_words():
    three, four = ['He drew "a red line".', 'He drew "a red line here".']
    for text, n in ((three, 0), (four, 1), ('"One, two, three!"', 0), ('"One, two, three, four', 1)):
        assert len(quotations([text], [words(text)])) == n


def stances(texts, cues):
    """Return the stance of every `war` in texts, by cues that are rows of cues.csv."""
    table = pd.DataFrame(cues, columns=["cue", "stance", "side", "window"])
    return locate([text.split() for text in texts], WAR, 1, table)["stance"].tolist()


def test_no_token_of_the_next_document_matters():
    tokens = ["no", "war is fanciful", ", war"]
    assert stances(tokens, DEFINITIONS.cues) == ["contested", "asserted"]


@pytest.mark.parametrize(
    ("window", "text", "stance"),
    [
        (2, "not a war", "negated"),
        (2, "not a big war", "asserted"),
        (3, "not a big war", "negated"),
        (3, "not , war", "asserted"),
        (0, "not war", "asserted"),
    ],
)
def test_windows_and_punctuation_bound_cues(window, text, stance):
    assert stances([text], [("not", "negated", "before", window)]) == [stance]


@pytest.mark.parametrize(
    ("text", "stance"), [("no war", "negated"), ("no war room", "asserted"), ("fake war room", "asserted")]
)
def test_no_cue_turns_a_name(text, stance):
    cues = [
        ("no", "negated", "before", 3),
        ("fake", "contested", "before", 3),
        ("war room", "asserted", "in", 0),
    ]
    assert stances([text], cues) == [stance]


def test_cues_after_a_match():
    texts = ["a war is false", "a war is all false", "false war", "a war ; false"]
    assert stances(texts, [("false", "contested", "after", 2)]) == ["contested", *["asserted"] * 3]


def test_negated_comes_before_contested():
    assert hits_of({"a": "The alleged raid was no provocation at all, nor an alleged provocation."}) == [
        ("a", "provocation", "author", "", "negated"),
        ("a", "provocation", "author", "", "negated"),
    ]


def test_matches_set_aside_carry_voice_and_stance_too():
    _, found = find(
        split_texts({"a": "Officials said the energy transition from coal had not provoked a debate."})
    )
    aside = found[found["set_aside"] & (found["level"] == 1)]
    assert set(zip(aside["pattern"], aside["voice"], aside["stance"], strict=True)) == {
        ("provok*", "reported", "negated")
    }


def test_hits_are_parted_by_voice_speaker_and_stance(tmp_path):
    text = (
        'Ada Lunt said they would retaliate. "They will never retaliate against us," said Karl Remer; '
        "to retaliate is to retaliate."
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    hits = read_corpus(tmp_path).features.hits
    columns = ["sentence", "pattern", "voice", "speaker", "stance", "n", "n_subframe", "n_unless"]
    assert hits[columns].to_numpy().tolist() == [
        [1, "retaliat*", "reported", "Ada Lunt", "asserted", 1, 1, 0],
        [2, "retaliat*", "author", "", "asserted", 2, 2, 0],
        [2, "retaliat*", "quoted", "Karl Remer", "negated", 1, 1, 0],
    ]


def test_own_cues_and_reporting_words_take_the_place_of_the_studys(tmp_path):
    (tmp_path / "a.txt").write_text("He said no retaliation came. He grunted retaliation.", encoding="utf-8")
    (tmp_path / "cues.csv").write_text("cue,stance,side,window\ncame,contested,after,1\n", encoding="utf-8")
    (tmp_path / "reporting.csv").write_text("pattern,kind,side\ngrunted,verb,after\n", encoding="utf-8")
    hits = read_corpus(tmp_path).features.hits
    assert hits[["voice", "stance"]].to_numpy().tolist() == [
        ["author", "contested"],
        ["reported", "asserted"],
    ]


def test_voice_shares_keep_zero_rows():
    specimen = read_specimen()
    for shares, column, values in (
        (voice_shares.voice_shares, "voice", VOICES),
        (voice_shares.stance_shares, "stance", STANCES),
    ):
        table = shares(specimen.features, specimen.definitions, FEW)
        assert len(table) == 5 * 3 * 3
        assert tuple(table[column].head(3)) == values
        assert table["hits"].sum() == 57
        totals = table.groupby(["doc_id", "frame"])[["hits", "share"]].sum()
        assert totals.loc[totals["hits"] > 0, "share"].round(9).eq(1).all()
        assert table.loc[table["share"].isna(), "hits"].eq(0).all()
        known = table.dropna()
        assert ((known["low"] <= known["share"]) & (known["share"] <= known["high"])).all()


def test_voice_shares_of_one_piece():
    table = voice_shares.voice_shares(read_specimen().features, DEFINITIONS, FEW)
    rows = table[(table["doc_id"] == "s02") & (table["frame"] != "transition")]
    assert rows[["frame", "voice", "hits", "share"]].to_numpy().tolist() == [
        ["escalation", "author", 1, 1 / 3],
        ["escalation", "reported", 0, 0],
        ["escalation", "quoted", 2, 2 / 3],
        ["deterrence", "author", 0, 0],
        ["deterrence", "reported", 1, 1 / 4],
        ["deterrence", "quoted", 3, 3 / 4],
    ]
    # none of four: the exact upper limit, where resampling would say 0 to 0
    assert rows["high"].iloc[3] == pytest.approx(1 - 0.025 ** (1 / 4))


@given(st.integers(1, 300), st.sampled_from([0.5, 0.9, 0.95]))
def test_the_exact_reach_is_that_of_clopper_and_pearson(n, coverage):
    exact = stats.binomtest(0, n).proportion_ci(coverage, "exact")
    assert voice_shares.exact_reach(n, coverage) == pytest.approx(exact.high, abs=1e-12)


def test_own_salience_counts_what_the_author_asserts():
    features = read_specimen().features
    own = voice_shares.own_salience(features, DEFINITIONS, FEW).set_index(["doc_id", "frame"])["hits"]
    assert own["s01", "deterrence"] == 4
    assert own["s01", "escalation"] == 0
    assert own["s02", "transition"] == 5


def checked(*rows):
    return pd.DataFrame(rows, columns=[*evaluation.KEY, "voice", "speaker", "stance"])


def test_speakers_are_compared_by_surname_and_bodies_by_their_name():
    bodies = {"ministry", "officials", "house"}
    same = [("Ada Lunt", "Lunt"), ("the foreign ministry", "Foreign Ministry"), ("Lunt", "A. B. Lunt")]
    assert all(evaluation.plain_name(a, bodies) == evaluation.plain_name(b, bodies) for a, b in same)
    other = [
        ("Ada Lunt", "Ada Orr"),
        ("foreign ministry", "home ministry"),
        ("U.S. officials", "officials"),
        ("Jan Orlik Jr.", "Jan Orlik"),
        ("Ada Lunt", ""),
    ]
    assert all(evaluation.plain_name(a, bodies) != evaluation.plain_name(b, bodies) for a, b in other)


def test_every_reader_is_compared_apart():
    hits = pd.DataFrame(
        [("a", 1, 1, "f", "", "p", "author", "", "asserted", 2, 0, 0)],
        columns=list(TABLES["hits"].columns),
    )
    features = read_specimen().features._replace(hits=hits)
    hand = checked(
        ("a", 1, "f", "p", 1, "author", "", "asserted"),
        ("a", 1, "f", "p", 1, "quoted", "Orr", "asserted"),
        ("a", 1, "f", "p", 2, "author", "", "asserted"),
    ).assign(reader=["one", "two", "two"])
    table = evaluation.evaluate_features(features, hand, DEFINITIONS.reporting)
    voices = table[(table["measure"] == "voice") & (table["value"] == "all")]
    assert voices[["reader", "checked", "both"]].to_numpy().tolist() == [["one", 1, 1], ["two", 2, 1]]


def test_evaluate_whole_table():
    found = checked(
        ("a", 1, "f", "p", 1, "author", "", "asserted"),
        ("a", 1, "f", "p", 2, "author", "the Ministry", "negated"),
        ("a", 2, "f", "p", 1, "quoted", "Orr", "asserted"),
        ("a", 3, "f", "p", 1, "author", "", "asserted"),
    )
    hand = checked(
        ("a", 1, "f", "p", 1, "author", "", "asserted"),
        ("a", 1, "f", "p", 2, "reported", "ministry", "negated"),
        ("a", 2, "f", "p", 1, "quoted", "Holt", "contested"),
    )
    table = evaluation.evaluate(found, hand, DEFINITIONS.reporting)
    columns = ["measure", "value", "found", "checked", "both", "precision", "recall", "f1"]
    nan = np.nan
    expected = [
        ("voice", "author", 2, 1, 1, 0.5, 1.0, 2 / 3),
        ("voice", "reported", 0, 1, 0, nan, 0.0, 0.0),
        ("voice", "quoted", 1, 1, 1, 1.0, 1.0, 1.0),
        ("voice", "all", 3, 3, 2, 2 / 3, 2 / 3, 2 / 3),
        ("stance", "asserted", 2, 1, 1, 0.5, 1.0, 2 / 3),
        ("stance", "negated", 1, 1, 1, 1.0, 1.0, 1.0),
        ("stance", "contested", 0, 1, 0, nan, 0.0, 0.0),
        ("stance", "all", 3, 3, 2, 2 / 3, 2 / 3, 2 / 3),
        ("speaker", "named", 2, 2, 1, 0.5, 0.5, 0.5),
        ("speaker", "all", 3, 3, 2, 2 / 3, 2 / 3, 2 / 3),
    ]
    pd.testing.assert_frame_equal(table[columns], pd.DataFrame(expected, columns=columns))
    # 2 of 3 by Wilson's formula
    limits = table.loc[3, ["precision_low", "precision_high"]].astype(float)
    assert limits.round(4).tolist() == [0.2077, 0.9385]


def test_evaluate_refuses_hits_that_do_not_meet():
    one = checked(("a", 1, "f", "p", 1, "author", "", "asserted"))
    other = checked(("a", 9, "f", "p", 1, "author", "", "asserted"))
    with pytest.raises(FramingError, match=r"checked: .*sentence .9.* was not found"):
        evaluation.evaluate(one, other, DEFINITIONS.reporting)
    with pytest.raises(FramingError, match=r"found: .* stands there twice"):
        evaluation.evaluate(pd.concat([one, one]), one, DEFINITIONS.reporting)


def test_tables_of_cues_and_reporting_words():
    cues, reporting = DEFINITIONS.cues, DEFINITIONS.reporting
    assert not cues.duplicated(["cue", "side"]).any()
    assert set(cues.loc[cues["side"] == "in", "stance"]) == {"asserted"}
    assert (cues["note"] != "").all() and (reporting["note"] != "").all()
    looked_up = reporting[~reporting["side"].eq("none") | reporting["kind"].eq("none")]
    assert not looked_up.duplicated("pattern").any()
    for patterns in (cues["cue"], reporting["pattern"]):
        assert all(pattern == normalise(pattern).lower() for pattern in patterns)
        # every pattern can match: its parts are tokens as the tokeniser gives them
        parts = {part for pattern in patterns for part in pattern.split(" ")}
        assert [p for p in parts if not set("*?") & set(p) and words(p) != [p]] == []


@pytest.mark.parametrize(
    ("plot", "shares", "column"),
    [
        (voice_figure.plot, voice_shares.voice_shares, "voice"),
        (stance_figure.plot, voice_shares.stance_shares, "stance"),
    ],
)
def test_bars_are_as_long_as_there_are_hits(plot, shares, column):
    specimen = read_specimen()
    frames = specimen.definitions.frames.rename(columns={"label": "frame_label"})
    table = shares(specimen.features, specimen.definitions, FEW)
    table = table.merge(frames[["frame", "frame_label", "colour"]], on="frame")
    table = table.merge(specimen.pieces[["doc_id", "label"]], on="doc_id")
    ax = plot(table, Figure(figsize=(6.85, 4.2)).subplots())
    hits = table[["doc_id", "frame", column, "hits"]].sort_values(["doc_id", "frame"], kind="stable")
    drawn = [(bar.get_y(), bar.get_x(), bar.get_width(), bar.get_hatch()) for bar in ax.patches]
    assert sum(width for _, _, width, _ in drawn) == hits["hits"].sum() == 57
    assert all(width > 0 for _, _, width, _ in drawn)
    # the bars of a row follow one another without gap or overlap
    for y in {bar[0] for bar in drawn}:
        row = sorted(bar[1:3] for bar in drawn if bar[0] == y)
        assert [x for x, _ in row] == [sum(width for _, width in row[:i]) for i in range(len(row))]
    texts = [text.get_text() for text in ax.texts]
    assert all(value in " ".join([*texts, ax.get_xlabel()]) for value in table[column].unique())


PIECES = (
    '"',
    " ",
    ", ",
    ". ",
    "; ",
    " — ",
    ": ",
    "\n",
    "He said ",
    "said Ada Lunt",
    "according to Orr ",
    "retaliate ",
    "not ",
    "fears of ",
    "a red line ",
    "but he ",
    "will ",
    "that ",
    "'",
    "while ",
    "(",
    "Mr. ",
    "by ",
    "as ",
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join)


@given(TEXTS)
@settings(deadline=None, max_examples=25, derandomize=True)
def test_every_hit_has_one_voice_and_one_stance(text):
    if not normalise(text):
        return
    split = split_texts({"a": normalise(text)}).query("text != ''").reset_index(drop=True)
    tokens = [words(sentence) for sentence in split["text"]]
    located = locate(tokens, DEFINITIONS.dictionary, 1, DEFINITIONS.cues)
    marked = mark(located, read_paragraphs(split, tokens, DEFINITIONS.reporting))
    assert len(marked) == len(located)
    assert marked["voice"].isin(VOICES).all() and marked["stance"].isin(STANCES).all()
    assert (marked.loc[marked["voice"] == "author", "speaker"] == "").all()
    assert not marked["speaker"].str.contains("?", regex=False).any()


@pytest.mark.long
@given(TEXTS, TEXTS.map("unlikely ".__add__))
@settings(deadline=None, max_examples=25, derandomize=True)
def test_text_after_the_mark_that_ends_a_paragraph_changes_no_voice_and_no_stance(text, after):
    first, rest = normalise(text + ".").replace("\n", " "), normalise(after)

    def marks(texts):
        return [(e, voice, stance) for _, e, voice, _, stance in hits_of(texts)]

    alone = marks({"a": first})
    together = marks({"a": first + "\n" + "\n".join(line for line in rest.split("\n") if line)})
    assert together[: len(alone)] == alone


def test_a_cue_reaches_over_the_end_of_a_paragraph_unless_a_mark_ends_it():
    assert hits_of({"a": "They will retaliate\nunlikely."})[0][-1] == "contested"
    assert hits_of({"a": "They will retaliate.\nUnlikely."})[0][-1] == "asserted"


@given(st.lists(st.sampled_from(['"', "a", "b.", ",", " "]), max_size=40).map("".join))
@settings(deadline=None, max_examples=25, derandomize=True)
def test_quotations_nested_or_unbalanced_are_in_order_and_apart(text):
    text = normalise(text)
    tokens = words(text)
    found = quotations([text], [tokens])
    assert all(tokens[q.first] == '"' and q.first < q.last < len(tokens) for q in found)
    assert all(a.last < b.first for a, b in pairwise(found))


def test_the_same_table_twice():
    texts = {"a": " ".join(CASES.drop_duplicates("case")["text"].head(40)).replace("\n", " ")}
    split = split_texts(texts)
    assert as_csv(find(split)[1]) == as_csv(find(split)[1])


@pytest.mark.parametrize(
    "unit", ["he said that ", "said Ada Lunt, ", '"a b c d ', "not ", "— while ", "Orr, "]
)
def test_time_grows_with_the_length_of_one_sentence_and_not_with_its_square(unit):
    def seconds(times):
        split = split_texts({"a": "x"}).assign(text="retaliate " + unit * times + "retaliate")
        tokens = [words(text) for text in split["text"]]
        located = pd.DataFrame(
            {"doc": [0, 0], "first": [0, len(tokens[0]) - 1], "last": [0, len(tokens[0]) - 1]}
        )
        retaliate = dictionaries.from_nested({"f": ["retaliate"]})
        begun = time.process_time()
        locate(tokens, retaliate, 1, DEFINITIONS.cues)
        mark(located, read_paragraphs(split, tokens, DEFINITIONS.reporting))
        return time.process_time() - begun

    seconds(100)
    short, long = seconds(500), seconds(4000)
    assert long < 24 * max(short, 0.01)
