"""No run of eight words of the private texts in any file of the study, of six in tests, and the detector."""

import html
import json
import re
import unicodedata

import pytest

from checkout import files_of_the_study, is_checkout
from framing import paths
from framing.tables.checked import read_table

RUN = 8
# what tests are made of is invented, so a shorter run is no chance either
RUN_IN_TESTS = 6


def plain_words(text):
    """Return words in lower case, apart from typography: letters and digits without accents or marks."""
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.findall(r"[a-z0-9]+", re.sub("['’‘\u00ad\u200b]", "", text.lower()))


def runs(text, length=RUN):
    found = plain_words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def readable(path):
    """Return what can be read in a file, notebooks as the strings in them; None where it is no text."""
    data = path.read_bytes()
    if b"\0" in data:
        return None
    text = data.decode("utf-8", errors="replace")
    if path.suffix in (".ipynb", ".json"):
        return "\n\n".join(strings(json.loads(text)))
    return html.unescape(re.sub(r"<[^<>]*>", "", text)) if path.suffix in (".html", ".svg") else text


def strings(value):
    """Return every string in a JSON value; a list of strings is one string in pieces, as in notebooks."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        whole = ["".join(value)] if value and all(isinstance(item, str) for item in value) else []
        return whole + [s for item in value for s in strings(item)]
    if isinstance(value, dict):
        return [s for key, item in value.items() for s in [key, *strings(item)]]
    return []


def leaks(text, private, allowed=frozenset(), length=RUN):
    """Return the runs of words that a text shares with the private ones."""
    return sorted((runs(text, length) & private) - allowed)


SECRET = "The harbour master's men said on Monday that “no ferry” would leave before the ice had gone."
PRIVATE = runs(SECRET)


@pytest.mark.parametrize(
    "text",
    [
        SECRET,
        "He wrote: the harbour master's men said on Monday that nothing moved.",
        "THE HARBOUR MASTER’S MEN\nSAID  ON MONDAY, THAT",
        "| the | harbour | masters | men | said | on | monday | that |",
        "<p>the harbour&nbsp;</p>no ferry would leave before the ice had",
        "no-ferry would leave; before the ice had",
    ],
)
def test_the_detector_finds_eight_words_in_a_row(text):
    assert leaks(text, PRIVATE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the harbour master's men said on Monday",
        "the harbour master's men never said on Monday that",
        "before gone had ice leave no said that the would",
    ],
)
def test_the_detector_lets_shorter_runs_and_other_orders_pass(text):
    assert leaks(text, PRIVATE) == []


def test_the_detector_finds_shorter_runs_where_it_is_asked_to():
    text, six = "the harbour master's men said on Tuesday", 6
    assert leaks(text, runs(SECRET, six), length=six) == [
        tuple(plain_words("the harbour masters men said on"))
    ]


def test_titles_may_be_named():
    title = "No ferry would leave before the ice had"
    assert leaks(title, PRIVATE, runs(title)) == []
    assert len(leaks(title + " gone.", PRIVATE, runs(title))) == 1


def test_the_detector_reads_notebooks_as_the_strings_in_them(tmp_path):
    cut = ["the harbour master's ", "men said ", "on Monday ", "that no"]
    notebook = {"cells": [{"source": ["x"], "outputs": [{"data": {"text/plain": cut}}]}]}
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps(notebook, indent=1), encoding="utf-8")
    assert leaks(readable(path), PRIVATE)
    notebook["cells"][0]["outputs"][0]["data"]["text/plain"] = cut[:2]
    path.write_text(json.dumps(notebook, indent=1), encoding="utf-8")
    assert leaks(readable(path), PRIVATE) == []


def test_the_detector_reads_pages_without_their_marks(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(
        "<p>the <b>harbour</b> master&#x27;s men said&#32;on<br>\nMonday that</p>", encoding="utf-8"
    )
    assert leaks(readable(path), PRIVATE)


def test_the_detector_leaves_pictures_out(tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG\0" + SECRET.encode())
    assert readable(tmp_path / "a.png") is None


def runs_of_the_pieces(private_texts, length):
    """Return every run of words of the five pieces, and those that lie within their titles."""
    files = [path for path in sorted(private_texts.iterdir()) if path.is_file()]
    assert len(files) >= 5
    titles = read_table(paths.CORPUS / "pieces.csv", "pieces")["title"]
    every = set().union(*(runs(path.read_text(encoding="utf-8"), length) for path in files))
    return every, set().union(*(runs(title, length) for title in titles))


@pytest.fixture(scope="module")
def private(private_texts):
    return runs_of_the_pieces(private_texts, RUN)


def test_the_private_texts_are_those_of_the_study(private):
    every, titles = private
    assert len(every) > 4000
    assert len(titles & every) > 5


def test_no_file_of_the_study_shares_eight_words_with_the_private_texts(private):
    if not is_checkout():
        pytest.skip("not a git checkout, so it is not known which files belong to the study")
    every, titles = private
    contents = {path: readable(path) for path in files_of_the_study()}
    read = {path: text for path, text in contents.items() if text is not None}
    assert len(read) > 50
    found = {
        str(path.relative_to(paths.ROOT)): len(leaks(text, every, titles))
        for path, text in read.items()
        if leaks(text, every, titles)
    }
    # only numbers of runs are shown, so that a failing test leaks nothing either
    assert found == {}


def test_no_test_shares_six_words_with_the_private_texts(private_texts):
    every, titles = runs_of_the_pieces(private_texts, RUN_IN_TESTS)
    files = [path for path in files_of_the_study() if "tests" in path.relative_to(paths.ROOT).parts]
    contents = {path: readable(path) for path in files}
    assert len(contents) > 50
    found = {
        str(path.relative_to(paths.ROOT)): len(leaks(text, every, titles, RUN_IN_TESTS))
        for path, text in contents.items()
        if text is not None and leaks(text, every, titles, RUN_IN_TESTS)
    }
    assert found == {}


def test_no_bag_lists_words_in_the_order_of_its_piece(private):
    every, titles = private
    for name in ("bags", "hits", "scores", "sentences"):
        text = (paths.CORPUS / "features" / f"{name}.csv").read_text(encoding="utf-8")
        assert leaks(re.sub(r"[\d,]+", " ", text), every, titles) == []
