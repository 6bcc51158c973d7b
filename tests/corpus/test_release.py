"""What the released tables tell of a sentence: never which sentiment words it holds, as a solver shows."""

from fnmatch import fnmatchcase

import pytest

from framing.corpus.annotate import split_sentences
from framing.corpus.texts import read_texts
from framing.sentiment.scorers import mask, score, score_afinn, score_textblob
from framing.tables.checked import read_table
from framing.text.tokens import is_word, words
from solver import columns, reach, sets, valences

# columns of a sentence from which no word's valence follows
HARMLESS = {"doc_id", "paragraph", "sentence", "part", "n_words", "n_words_quoted", "n_words_reported"}
# two sets of so few words are enough to show that no set is the only one
MOST = 4


def solved(bag, released, n_words, *, known=(), masked=frozenset()):
    """Count the sets of a bag's words that give a sentence what is released of it: 0, 1, or 2 for more."""
    used = {name: columns(masked)[name] for name in released}
    return sets(reach(bag, used, MOST, known), used, released, n_words)


def bag_of(study, doc_id):
    bag = study.features.bags[study.features.bags["doc_id"] == doc_id]
    return dict(zip(bag["token"], bag["n"], strict=True))


# good and hope are 1.9 in VADER's list and lost -1.3; war is -2.9, as are strike (-0.5) and danger (-2.4)
PEACE = {"the": 3, "envoy": 1, "was": 1, "good": 1, "hope": 1, "lost": 1}
WAR = {"the": 3, "goes": 1, "war": 1, "strike": 1, "danger": 1}


def shares_of(text):
    return tuple(score([text])[["compound", "neg", "neu", "pos"]].iloc[0])


@pytest.mark.parametrize(
    ("text", "bag", "column", "value"),
    [
        # AFINN gives 3 to good, 2 to hope and -3 to lost; TextBlob knows good alone
        ("The good envoy lost", PEACE, "afinn", lambda text: score_afinn([text])[0]),
        ("The envoy was good", PEACE, "textblob", lambda text: score_textblob([text])[0]),
        # a second word counts as one more
        ("The war goes on", WAR, "shares", shares_of),
        ("The war goes on", WAR, "compound_masked", lambda text: score([mask(text, ["war"])])["compound"][0]),
    ],
)
def test_a_second_score_may_tell_which_of_several_sets_it_is(text, bag, column, value):
    compound, masked = {"compound": score([text])["compound"][0]}, frozenset({"war"})
    assert solved(bag, compound, 4, masked=masked) == 2
    # shares hold the compound already
    released = {column: value(text)} | (compound if column != "shares" else {})
    assert solved(bag, released, 4, masked=masked) == 1


def test_the_solver_counts_words_no_more_often_than_they_can_stand():
    good = {"compound": score(["good"])["compound"][0]}
    assert [solved({"good": 1}, good, n) for n in (0, 1)] == [0, 1]
    twice = {"compound": score(["good good"])["compound"][0]}
    assert [solved({"good": n}, twice, 9) for n in (1, 2)] == [0, 1]


def test_the_solver_knows_negations_and_words_that_strengthen_where_a_bag_has_them():
    for text, other in (("not good", "not"), ("very good", "very")):
        released = {"compound": score([text])["compound"][0]}
        assert solved({"good": 1}, released, 2) == 0
        assert solved({"good": 1, other: 1}, released, 2) == 1


def test_a_word_that_is_known_to_be_there_leaves_fewer_sets():
    released = {"compound": score(["The good envoy lost"])["compound"][0]}
    assert solved(PEACE, released, 4) == 2
    assert solved(PEACE, released, 4, known=["hope"]) == 1


def rated_by_hits(hits, bag):
    """Return the rated words that hits tell: those that alone in the bag can match a part of a pattern."""
    parts = {part for pattern in hits["pattern"] for part in pattern.split() if part != "*"}
    matching = [[word for word in bag if fnmatchcase(word, part)] for part in parts]
    return sorted({words[0] for words in matching if len(words) == 1 and words[0] in valences()})


def test_of_no_sentence_the_released_columns_tell_the_sentiment_words(shipped):
    sentences = shipped.features.sentences
    released = [column for column in sentences if column not in HARMLESS]
    # a column that the solver does not know needs a place in it first
    assert set(released) <= set(columns())
    used, told, tried = {name: columns()[name] for name in released}, [], 0
    for doc_id, piece in sentences.groupby("doc_id"):
        bag, hits = bag_of(shipped, doc_id), shipped.features.hits.query("doc_id == @doc_id")
        whole = reach(bag, used, MOST)
        for row in piece.itertuples():
            known = rated_by_hits(hits[hits["sentence"] == row.sentence], bag)
            sums = reach(bag, used, MOST, known) if known else whole
            values = {name: getattr(row, name) for name in released}
            found = sets(sums, used, values, row.n_words)
            told += [(doc_id, row.sentence)] if found == 1 else []
            tried += found > 1
    assert told == []
    # of most sentences the solver does find sets, so that it would find a single one
    assert tried > 0.9 * len(sentences)


@pytest.fixture(scope="module")
def scored(clone_with_texts):
    """Return the sentences of the five pieces with scores that are not released sentence by sentence."""
    folder = clone_with_texts[0] / "corpus"
    split = split_sentences(read_texts(folder, read_table(folder / "pieces.csv", "pieces")))
    by_vader, masks = score(split["text"]), read_table(folder / "masks.csv", "masks")
    topic = masks.loc[masks["kind"] == "topic", "phrase"]
    return split.assign(
        compound=by_vader["compound"],
        shares=list(by_vader[["compound", "neg", "neu", "pos"]].itertuples(index=False, name=None)),
        compound_masked=score(mask(text, topic) for text in split["text"])["compound"],
        afinn=score_afinn(split["text"]),
        n_words=[sum(map(is_word, words(text))) for text in split["text"]],
    ), frozenset(topic)


def told_by(names, scored, shipped, most=3):
    """Return the sentences of which these columns together would leave a single set of words."""
    table, masked = scored
    used, told = {name: columns(masked)[name] for name in names}, []
    for doc_id, piece in table.groupby("doc_id"):
        sums = reach(bag_of(shipped, doc_id), used, most)
        for row in piece.itertuples():
            values = {name: getattr(row, name) for name in names}
            told += [(doc_id, row.sentence)] if sets(sums, used, values, row.n_words) == 1 else []
    return told


def test_what_was_taken_out_would_tell_the_words_of_many_sentences(scored, shipped):
    assert len(told_by(["shares"], scored, shipped)) > 20


def test_sums_of_headline_and_dek_alone_tell_no_words_of_a_dek(scored, shipped):
    # all less body is a sum over one to three sentences, of which the headline's words are public; a sum over
    # the body is one equation for 17 sentences or more, and each of these has many sets
    table, masked = scored
    deks = table[table["part"] == "dek"], masked
    assert len(deks[0]) == 5
    assert told_by(["compound", "compound_masked", "afinn"], deks, shipped) == []
    assert shipped.features.scores.query("parts == 'body'")["sentences"].min() >= 17
