"""Versions of a story: shares counted by hand, and held to a comparison of all with all."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.corpus.corpora import read_corpus
from framing.errors import FramingError
from framing.reading.documents import Document
from framing.reading.similar import RUN, VERSIONS, drop_versions, find_versions

# fourteen words, so ten runs of five
STORY = "The council of Norham voted on Tuesday to close its old harbour for good"
OTHER = "A ferry will cross the sound again from May on, the county said today"


def document(name, text, date=""):
    return Document(name, "", text, {"date": date} if date else {}, f"{name}.txt")


def rows(documents, threshold=0.8):
    return find_versions(documents, threshold).drop(columns=["kept_source", "version_source"]).values.tolist()


def test_the_share_is_that_of_the_runs_of_the_shorter():
    changed = STORY.replace("good", "ever")
    assert rows([document("a", STORY), document("b", changed), document("c", OTHER)]) == [
        ["a", "b", 0.9, False]
    ]
    assert rows([document("a", STORY), document("b", changed)], 0.91) == []
    middle = STORY.replace("Tuesday", "Friday")
    assert rows([document("a", STORY), document("b", middle)], 0.5) == [["a", "b", 0.5, False]]


def test_a_shortened_text_is_a_version_of_the_long_one_and_marks_and_capitals_do_not_matter():
    long = f"{OTHER}. {STORY}."
    short = STORY.upper().replace(" TO ", ", to\n")
    assert rows([document("short", short), document("long", long)]) == [["long", "short", 1.0, False]]
    assert rows([document("a", STORY), document("b", STORY.upper() + "!")]) == [["a", "b", 1.0, True]]


def test_the_longest_is_kept_then_the_earliest_then_the_first():
    late, early, none = (
        document(n, STORY, d) for n, d in (("late", "2024-05-02"), ("early", "2024-05-01"), ("none", ""))
    )
    assert [row[0] for row in rows([none, late, early])] == ["early", "early"]
    assert rows([document("b", STORY), document("a", STORY)]) == [["b", "a", 1.0, True]]
    longer = document("longer", STORY + " and all", "2025-01-01")
    assert [row[0] for row in rows([early, longer])] == ["longer"]


def test_versions_are_dropped_on_request_and_each_is_left_out_with_the_one_kept():
    documents = [document("a", STORY), document("b", STORY.replace("good", "ever")), document("c", OTHER)]
    kept, left_out = drop_versions(documents, find_versions(documents))
    assert [d.name for d in kept] == ["a", "c"]
    assert left_out == [("b.txt", "document", "b", "a version of a (a.txt): 90 % of it stands there")]
    assert drop_versions(documents, find_versions(documents, 1.0)) == (documents, [])


def test_a_corpus_with_versions_says_so_and_drops_them_on_request(tmp_path):
    texts = {"a": STORY, "b": STORY.replace("good", "ever"), "c": OTHER}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    why = "a version of a (a.txt): 90 % of it stands there"
    with pytest.warns(UserWarning, match=re.escape(f"{why}; drop such: --drop-versions")):
        assert read_corpus(tmp_path).pieces["doc_id"].tolist() == ["a", "b", "c"]
    with pytest.warns(UserWarning, match=re.escape(why)):
        study = read_corpus(tmp_path, drop_versions=True)
    assert study.pieces["doc_id"].tolist() == ["a", "c"]
    rows = study.reading.query("source == 'b.txt'")[["kind", "outcome", "documents", "reason"]]
    assert rows.values.tolist() == [["file", "left out", 0, why]]
    # what a table of pieces lists is read, as someone chose it
    (tmp_path / "pieces.csv").write_text("doc_id,label\na,A\nb,B\n", encoding="utf-8")
    with pytest.warns(UserWarning, match=re.escape(f"{why}; remove the row from pieces.csv")):
        assert read_corpus(tmp_path, drop_versions=True).pieces["doc_id"].tolist() == ["a", "b"]


def test_the_command_line_drops_versions_too(tmp_path, pipeline, capsys):
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(STORY, encoding="utf-8")
    assert pipeline.main(["inspect", "--corpus", str(tmp_path), "--drop-versions"]) == 0
    said = capsys.readouterr().out
    assert re.search("1 pieces?,", said)
    assert "left out, 1 file: b.txt: a version of a (a.txt): 100 % of it stands there" in said


def test_few_words_are_compared_whole_and_no_words_never():
    assert rows([document("a", "No. Never!"), document("b", "no never"), document("c", "never no")]) == [
        ["a", "b", 1.0, True]
    ]
    assert rows([document("a", ""), document("b", "..."), document("c", STORY)]) == []
    assert list(find_versions([]).columns) == list(VERSIONS)


@pytest.mark.parametrize("threshold", [0, -1, 1.1])
def test_a_threshold_that_is_no_share_is_refused(threshold):
    with pytest.raises(FramingError, match="threshold"):
        find_versions([document("a", STORY)], threshold)


def compared_with_all(texts, threshold):
    """Return kept and version of each story, by comparing every text with every kept one."""
    words = [text.split() for text in texts]
    runs = [{tuple(w[i : i + RUN]) for i in range(max(len(w) - RUN, 0) + 1)} for w in words]
    kept, found = [], {}
    for i in sorted(range(len(texts)), key=lambda i: -len(words[i])):
        shares = {j: len(runs[i] & runs[j]) / len(runs[i]) for j in kept}
        best = max(shares, key=shares.get, default=None)
        if best is not None and shares[best] >= threshold:
            found[i] = round(shares[best], 3)
        else:
            kept.append(i)
    return found


@given(
    st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=14).map(" ".join), max_size=12),
    st.sampled_from([0.3, 0.5, 0.8, 1.0]),
)
def test_no_version_is_missed(texts, threshold):
    found = find_versions([document(str(i), text) for i, text in enumerate(texts)], threshold)
    assert dict(zip(found["version"].astype(int), found["similarity"], strict=True)) == compared_with_all(
        texts, threshold
    )


@pytest.mark.long
def test_two_thousand_articles_are_compared_without_comparing_all():
    n = 2000
    texts = [" ".join(f"w{(i * 7919 + k * k) % 10007}" for k in range(600)) for i in range(n)]
    texts[n - 1] = " ".join(texts[5].split()[:500])
    assert rows([document(str(i), text) for i, text in enumerate(texts)]) == [["5", str(n - 1), 1.0, False]]
