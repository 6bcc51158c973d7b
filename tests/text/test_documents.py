"""One text, one answer: what a study counts in a text and what `score` counts in it are the same."""

import json

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from framing.corpus.annotate import annotate
from framing.corpus.corpora import read_corpus
from framing.dictionary.dictionary import entries, negations
from framing.errors import FramingError
from framing.lookup.chunks import lay
from framing.lookup.counter import Counter
from framing.scale import score as scale
from framing.scale.workers import mean_compounds, sum_compounds
from framing.study import Definitions
from framing.text.documents import Sentence, marked, read_parts, split_document
from framing.text.normalise import normalise
from framing.text.tokens import words
from framing.text.unparted import unparted

DICTIONARY = pd.DataFrame(
    [
        ("sea", "wet", "red line*", "thin red line*"),
        ("sea", "wet", "deter*", ""),
        ("sea", "dry", "line*", "line item*"),
        ("sky", "", "war", "cold war"),
        ("sky", "", "* rain", ""),
        ("mark", "lone", "#", ""),
        ("mark", "lone", "us", "us war"),
    ],
    columns=["frame", "subframe", "pattern", "unless"],
)
CUES = pd.DataFrame(
    [
        ("no", "negated", "before", 2),
        ("not * a", "negated", "before", 3),
        ("not only", "asserted", "before", 0),
        ("fears of", "contested", "before", 3),
        ("unlikely", "negated", "after", 4),
        ("doubtful", "contested", "after", 8),
        ("not doubtful", "asserted", "after", 0),
    ],
    columns=["cue", "stance", "side", "window"],
)
MASKS = pd.DataFrame({"phrase": ["red line"], "kind": "name"})
REPORTING = pd.DataFrame([("said", "verb", "both")], columns=["pattern", "kind", "side"])
DEFINITIONS = Definitions(pd.DataFrame(), pd.DataFrame(), DICTIONARY, MASKS, CUES, REPORTING)


KINDS = ("n", "set aside", "negated")


def table_of(texts):
    """Return the table of paragraphs of texts, numbered from 0."""
    rows = [
        {"doc_id": str(number), "paragraph": place, "part": part, "text": paragraph}
        for number, text in enumerate(texts)
        for place, (part, paragraph) in enumerate(read_parts(text), start=1)
    ]
    return pd.DataFrame(rows)


def by_run(texts):
    """Return per text words, sentences, mean compound, and counts by level, key and kind, of a study."""
    made = annotate(table_of(texts), DEFINITIONS)
    answers = []
    for number in map(str, range(len(texts))):
        own = made.sentences[made.sentences["doc_id"] == number]
        hits = made.hits[made.hits["doc_id"] == number]
        keys = {1: hits["frame"], 2: (hits["frame"] + "." + hits["subframe"]).str.removesuffix(".")}
        negated = hits["stance"] == "negated"
        counts = {}
        for level, column in ((1, "n"), (2, "n_subframe")):
            by_key = hits.groupby(keys[level])[column].sum()
            counts |= {(level, key, "n"): n for key, n in by_key.items()}
            by_key = hits[negated].groupby(keys[level][negated])[column].sum()
            counts |= {(level, key, "negated"): n for key, n in by_key.items()}
        aside = hits.groupby("frame")["n_unless"].sum()
        counts |= {(1, key, "set aside"): n for key, n in aside.items()}
        answers.append(
            {
                "words": own["n_words"].sum(),
                "sentences": len(own),
                "compound": own["compound"].mean() / 10_000 if len(own) else None,
                "counts": {what: n for what, n in counts.items() if n},
            }
        )
    return answers


def by_score(texts):
    """Return the same as `by_run`, by what `scale.score` calls for a block of documents."""
    laid = lay(texts)
    counted = {}
    for level in (1, 2):
        counter = Counter(entries(DICTIONARY, level), negations(CUES))
        counted[level] = counter.keys, counter.count(laid)
    compounds = mean_compounds(*sum_compounds(laid))
    answers = []
    for number, text in enumerate(texts):
        counts = {
            (level, key, kind): found.keys[number, at, which]
            for level, (keys, found) in counted.items()
            for at, key in enumerate(keys)
            for which, kind in enumerate(KINDS)
            # a study keeps what is set aside for frames alone
            if (level, kind) != (2, "set aside")
        }
        answers.append(
            {
                "words": counted[1][1].n_words[number],
                "sentences": len(split_document(text)),
                "compound": compounds[number],
                "counts": {what: n for what, n in counts.items() if n},
            }
        )
    return answers


PIECES = [
    *(
        "# ",
        "## ",
        "#",
        "“",
        "”",
        '"',
        "'",
        "’s",
        "(",
        ")",
        "—",
        "-",
        "...",
        ".",
        ". ",
        "! ",
        ", ",
        ": ",
        "\u00ad",
    ),
    *("Mr. ", "U.S. ", "U.S.", "Gen. ", "Z.Q.'s ", "us ", "10,000 ", "p.m. ", "He said ", "Why? "),
    *("no ", "not ", "only ", "a ", "fears of ", "unlikely ", "doubtful ", "horrible ", "splendid ", "good "),
    *(
        "e\u0301",
        "क्",
        "שָׁ",
        "ọ̀",
        "ﬁ",
        "ſ",
        "Ｗ",
        "\ufe0f",
        "\u200d",
        "👩\u200d🚀",
        "👍🏽",
        "🇺🇦",
        "1\ufe0f\u20e3",
        "日",
        "ง",
    ),
    *("Gov. ", "No. ", "no. 5 ", "e.g. ", "et al. ", "approx. ", "Art. ", "sec. "),
    *("thin ", "red ", "Red", "line ", "Lines ", "item ", "cold ", "war ", "war", "rain", "deters "),
]
LINE_ENDS = ["\n", "\r\n", "\r", "\u2028", "\u2029", "\u0085", "\v", "\f", " \n \n", "\n\u200b\n"]
LINES = st.tuples(
    st.sampled_from(["", "", "# ", "## ", "#\u00a0"]),
    st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12).map("".join),
    st.sampled_from(LINE_ENDS),
).map("".join)
TEXTS = st.lists(LINES, max_size=6).map("".join).filter(lambda text: not unparted(normalise(text)))


@pytest.mark.long
@given(st.lists(TEXTS, min_size=1, max_size=6))
@settings(max_examples=20)
@example(["# no\nred\n## line\n#\n# #\nwar"])
@example(["no war\nis unlikely. War\n# doubtful"])
@example(["thin\nred\u2028line", "line\nitem"])
@example(["The U.S\nsent rain to the U.S"])
@example(["fears of no war", "no fears of\nwar"])
def test_a_study_and_score_give_the_same(texts):
    texts = [*texts, "No war."]
    for run, score in zip(by_run(texts), by_score(texts), strict=True):
        assert run == {**score, "compound": pytest.approx(score["compound"], abs=1e-12)}


def test_a_text_without_blanks_between_words_is_refused_by_both():
    texts = ["No war.", "港口今天很安静。船都出海了。"]
    with pytest.raises(FramingError, match="text '1': Chinese is written without blanks"):
        by_run(texts)
    with pytest.raises(FramingError, match="document 1: Chinese is written without blanks"):
        list(Counter(entries(DICTIONARY, 1)).count_texts(texts))


@pytest.fixture
def answers(make_corpus, tmp_path):
    """Return a function that gives the hits of a study, and the row of `score`, for one text."""

    def answer(text, sentiment=False):
        table = "frame,subframe,pattern,unless\nlimits,wet,red line,thin red line\nlimits,dry,ink,\n"
        folder = make_corpus(a=text, tables={"dictionary": table})
        (tmp_path / "a.jsonl").write_text(json.dumps({"doc_id": "a", "text": text}), encoding="utf-8")
        study = read_corpus(folder)
        scale.score(
            [tmp_path / "a.jsonl"],
            study.definitions.dictionary,
            tmp_path / "out",
            form="csv",
            detail=True,
            cues=study.definitions.cues,
            sentiment=sentiment,
        )
        return study.features, pd.read_csv(tmp_path / "out" / "part-000000.csv").iloc[0]

    return answer


def test_a_headline_is_one_sentence_for_both(answers):
    features, row = answers("# A splendid truce. More rain.\nIt rained. He left.", sentiment=True)
    # splendid is 2.8 in the lexicon: 2.8 / sqrt(2.8^2 + 15) = .5859, in one of three sentences, not of four
    assert features.sentences["compound"].tolist() == [5859, 0, 0]
    assert row["compound"] == pytest.approx(0.1953)


def test_a_phrase_may_cross_a_line_end_for_both(answers):
    features, row = answers("# The council draws a red\nLine after line. No red\nline.")
    columns = ["paragraph", "sentence", "pattern", "stance", "n"]
    assert features.hits[columns].to_numpy().tolist() == [
        [1, 1, "red line", "asserted", 1],
        [2, 3, "red line", "negated", 1],
    ]
    assert (row["limits"], row["limits negated"], row["n_words"]) == (2, 1, 11)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A red line.", (1, 0, 0)),
        ("A red\n\nline.", (1, 0, 0)),
        ("A red\u2028line.", (1, 0, 0)),
        ("# A red\nline.", (1, 0, 0)),
        # a mark of a headline or dek, as any other, stops a phrase and a cue
        ("A red\n# Line", (0, 0, 0)),
        ("A red\n## Line", (0, 0, 0)),
        ("A red. Line", (0, 0, 0)),
        ("No\n# Red line", (1, 0, 0)),
        ("No. Red line", (1, 0, 0)),
        ("# No\nRed line", (1, 0, 1)),
        ("Red line\nimpossible", (1, 0, 1)),
        ("A thin\nred line", (0, 1, 0)),
        ("A thin\n# Red line", (1, 0, 0)),
    ],
)
def test_what_stops_a_phrase_and_a_cue(answers, text, found):
    features, row = answers(text)
    hits = features.hits
    negated = hits.loc[hits["stance"] == "negated", "n"]
    assert (hits["n"].sum(), hits["n_unless"].sum(), negated.sum()) == found
    assert (row["limits"], row["limits set aside"], row["limits negated"]) == found


def test_a_hit_is_booked_where_it_begins(answers):
    features, _ = answers("It rained. A thin red\nline. A red\nline of ink.")
    columns = ["paragraph", "sentence", "pattern", "n", "n_unless"]
    assert features.hits[columns].to_numpy().tolist() == [
        [1, 2, "red line", 0, 1],
        [2, 4, "red line", 1, 0],
        [3, 5, "ink", 1, 0],
    ]


def test_the_part_in_its_first_paragraph_tells_who_voices_a_hit(answers):
    features, _ = answers('Ada Lunt said: "They may not cross a red\nline of ours." A red line.')
    assert features.hits[["sentence", "voice", "speaker"]].to_numpy().tolist() == [
        [1, "quoted", "Ada Lunt"],
        [3, "author", ""],
    ]


def test_a_hit_that_begins_with_a_mark_is_booked_in_the_headline():
    text = "It rained.\n## Rain again\n#\n# Rain"
    # `#` stands twice before the dek, alone, and before the headline; `* rain` takes in the mark before it
    expected = {(1, "mark", "n"): 4, (2, "mark.lone", "n"): 4, (1, "sky", "n"): 2, (2, "sky", "n"): 2}
    for answers in (by_run([text]), by_score([text])):
        assert [answer["counts"] for answer in answers] == [expected]
    made = annotate(table_of([text]), DEFINITIONS)
    assert made.hits[["paragraph", "sentence", "pattern", "voice", "n"]].to_numpy().tolist() == [
        [2, 2, "* rain", "author", 1],
        [2, 2, "#", "author", 2],
        [3, 3, "#", "author", 1],
        [4, 4, "* rain", "author", 1],
        [4, 4, "#", "author", 1],
    ]


def test_a_hit_that_begins_with_a_mark_has_the_voice_of_what_follows():
    made = annotate(table_of(["## Rain comes soon, Ada Lunt said"]), DEFINITIONS)
    assert made.hits[["pattern", "voice", "speaker"]].to_numpy().tolist() == [
        ["* rain", "reported", "Ada Lunt"],
        ["#", "reported", "Ada Lunt"],
    ]


def test_split_document():
    text = "#\u00a0Hold. Fire\r\n \u2028## “No,” he said. Later:\nMr. Orr’s plan.\vU.S. rain? Why"
    assert split_document(text) == [
        Sentence(1, "headline", "Hold. Fire"),
        Sentence(2, "dek", '"No," he said.'),
        Sentence(2, "dek", "Later:"),
        Sentence(3, "body", "Mr. Orr's plan."),
        Sentence(4, "body", "U.S. rain?"),
        Sentence(4, "body", "Why"),
    ]
    assert split_document(" \n") == []


def test_a_paragraph_that_equals_the_title_is_the_headline():
    text = "It rained. Here\nIt’s wet. Here\n# It's wet. Here"
    parts = ["body", "headline", "headline"]
    assert [part for part, _ in read_parts(text, "It's  wet. Here")] == parts
    assert [s.part for s in split_document(text, "It’s wet. Here")] == [
        "body",
        "body",
        "headline",
        "headline",
    ]
    assert [part for part, _ in read_parts("It rained.\n#wet\n#", "")] == ["body"] * 3


def test_no_sentence_ends_within_a_word():
    assert [s.text for s in split_document("He met Q.Z.'s envoy. It rained.")] == [
        "He met Q.Z.'s envoy.",
        "It rained.",
    ]


@given(TEXTS)
def test_words_of_sentences_and_marks_are_the_words_of_the_text(text):
    tokens, paragraph = [], 0
    for sentence in split_document(text):
        if sentence.paragraph > paragraph:
            tokens += words(marked(sentence.part, ""))
        paragraph = sentence.paragraph
        tokens += words(sentence.text)
    assert tokens == words(normalise(text))
