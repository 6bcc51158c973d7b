"""Finding pieces in what a user saved: furniture, wrapped lines, typography, gaps, any order."""

import hashlib
import textwrap

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import FramingError
from framing.corpus.importing import Imported, find_files, find_pieces, report
from framing.files import read_text

FERRY = [
    "Ferries Wait",
    'For two winters the captain\'s ferries have waited at the grey quay for "better" weather.',
    "The harbour master said on Monday that no ferry — not one — would leave before the ice had gone.",
    "Nobody on the quay believed him, because he had said the same thing in every year since 2017.",
]
BIRDS = [
    "The islands lost 10,000 birds in a night, and nobody who lives there can say where they went.",
    "It's thought that the wind carried them south; it's hoped that the spring will bring them home.",
]
WHOLE = {
    "f": f"# {FERRY[0]}\n\n## {FERRY[1]}\n\n{FERRY[2]}\n\n{FERRY[3]}\n",
    "b": "\n\n".join(BIRDS) + "\n",
}


def sha(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def cut(text):
    return sha(text)[:6]


PIECES = pd.DataFrame(
    [("f", "Ferries Wait", sha(WHOLE["f"])), ("b", "", sha(WHOLE["b"]))],
    columns=["doc_id", "title", "sha256_text"],
)
EXPECTED = pd.DataFrame(
    [
        ("f", 1, "headline", ""),
        ("f", 2, "dek", cut(FERRY[1])),
        ("f", 3, "body", cut(FERRY[2])),
        ("f", 4, "body", cut(FERRY[3])),
        ("b", 1, "body", cut(BIRDS[0])),
        ("b", 2, "body", cut(BIRDS[1])),
    ],
    columns=["doc_id", "paragraph", "part", "fingerprint"],
)
FERRY_THERE = Imported("f", 4, (), (), WHOLE["f"], True)
BIRDS_THERE = Imported("b", 2, (), (), WHOLE["b"], True)
BIRDS_ABSENT = Imported("b", 2, (1, 2), (), "\n", False)


def found(*contents):
    return find_pieces(contents, PIECES, EXPECTED)


def curly(text):
    return (
        text.replace("n's", "n\u2019s")
        .replace("t's", "t\u2019s")
        .replace(' "', " \u201c")
        .replace('" ', "\u201d ")
    )


def test_paragraphs_as_they_are():
    assert found("\n\n".join(FERRY)) == [FERRY_THERE, BIRDS_ABSENT]
    assert found("\n".join(FERRY)) == [FERRY_THERE, BIRDS_ABSENT]


def test_files_that_this_study_wrote_are_found_again():
    assert found(WHOLE["f"], WHOLE["b"]) == [FERRY_THERE, BIRDS_THERE]


def test_furniture_is_left_out_and_reported():
    page = ["Subscribe", *FERRY[:2], "Photo: the quay, by a friend", *FERRY[2:], "Read more", "© 2023"]
    furniture = ("Subscribe", "Photo: the quay, by a friend", "Read more", "© 2023")
    assert found("\n\n".join(page)) == [FERRY_THERE._replace(furniture=furniture), BIRDS_ABSENT]
    assert found("\n".join(page))[0] == FERRY_THERE._replace(furniture=furniture)


def test_wrapped_lines_are_joined():
    wrapped = "\n\n".join(textwrap.fill(paragraph, 30) for paragraph in FERRY)
    assert wrapped.count("\n") > 12
    assert found(wrapped)[0] == FERRY_THERE


def test_typography_does_not_matter():
    page = curly("\r\n\r\n".join(FERRY)).replace(" — ", "\u00a0\u2013 ").replace("winters", "win\u00adters")
    assert "\u2019" in page
    assert "\u201c" in page
    assert found("\ufeff" + page)[0] == FERRY_THERE


def test_missing_paragraphs_are_named_by_number():
    (ferry, _) = found("\n\n".join([FERRY[0], FERRY[2]]))
    assert ferry == Imported("f", 4, (2, 4), (), f"# {FERRY[0]}\n\n{FERRY[2]}\n", False)


def test_a_changed_paragraph_is_missing_and_its_line_is_left_out():
    changed = FERRY[2].replace("Monday", "Tuesday")
    (ferry, _) = found("\n\n".join([*FERRY[:2], changed, FERRY[3]]))
    assert (ferry.missing, ferry.furniture, ferry.verified) == ((3,), (changed,), False)


def test_order_and_repeats_do_not_matter():
    assert found("\n\n".join([FERRY[3], FERRY[1], FERRY[2], FERRY[1], FERRY[0]]))[0] == FERRY_THERE


def test_a_piece_may_lie_in_several_files_and_several_pieces_in_one():
    assert found("\n\n".join(FERRY[2:]), "\n\n".join(FERRY[:2]))[0] == FERRY_THERE
    (ferry, birds) = found("\n\n".join([BIRDS[0], *FERRY, BIRDS[1], "Weather: wet"]))
    assert ferry == FERRY_THERE._replace(furniture=("Weather: wet",))
    assert birds == BIRDS_THERE


def test_a_file_without_any_paragraph_leaves_no_trace():
    assert found("Subscribe\n\nRead more") == [Imported("f", 4, (1, 2, 3, 4), (), "\n", False), BIRDS_ABSENT]


def test_all_paragraphs_but_another_released_text():
    pieces = PIECES.assign(sha256_text=sha("another"))
    (ferry, _) = find_pieces([WHOLE["f"]], pieces, EXPECTED)
    assert ferry == FERRY_THERE._replace(verified=False)


def test_of_two_lines_with_one_fingerprint_the_one_that_makes_the_piece_is_taken():
    # found by counting up
    other = "In every harbour of the coast there were that year 12015993 boats and no crew."
    assert cut(other) == cut(FERRY[3])
    for page in ([*FERRY, other], [other, *FERRY]):
        assert found("\n\n".join(page))[0] == FERRY_THERE._replace(furniture=(other,))
    # alone it is taken for the paragraph, and the whole tells that it is none
    (ferry, _) = found("\n\n".join([*FERRY[:3], other]))
    assert not ferry.missing and not ferry.verified


FURNITURE = st.lists(st.sampled_from(["Subscribe", "Photo: a quay", "5 comments", "# Menu"]), max_size=4)


@given(
    st.permutations(FERRY + BIRDS),
    FURNITURE,
    st.sampled_from([20, 47, 1000]),
    st.booleans(),
    st.sampled_from(["\n\n", "\r\n\r\n", "\n \u00a0\n\n"]),
)
def test_any_order_wrapping_and_furniture(page, furniture, width, with_curly, gap):
    blocks = furniture + [textwrap.fill(paragraph, width, break_on_hyphens=False) for paragraph in page]
    text = gap.join(blocks)
    (ferry, birds) = found(curly(text) if with_curly else text)
    assert (ferry.text, ferry.verified, ferry.missing) == (WHOLE["f"], True, ())
    assert (birds.text, birds.verified, birds.missing) == (WHOLE["b"], True, ())
    assert sorted(ferry.furniture + birds.furniture) == sorted(furniture)


@given(st.lists(st.sampled_from(range(4)), unique=True, min_size=1))
def test_any_part_of_a_piece(kept):
    (ferry, _) = found("\n\n".join(FERRY[i] for i in kept))
    assert ferry.missing == tuple(i + 1 for i in range(4) if i not in kept)
    assert ferry.verified == (len(kept) == 4)


@pytest.mark.parametrize(
    ("piece", "written", "lines"),
    [
        (FERRY_THERE, True, ["f: 4 of 4 paragraphs; verified by its SHA-256"]),
        (
            FERRY_THERE._replace(verified=False),
            True,
            ["f: 4 of 4 paragraphs; its SHA-256 differs from the released one"],
        ),
        (
            Imported("f", 4, (2, 4), ("Menu", "wet " * 30), "", False),
            True,
            [
                "f: 2 of 4 paragraphs; missing: 2, 4; written in part",
                "  left out as page furniture: 2 lines",
                "    Menu",
                "    " + "wet " * 17 + "...",
            ],
        ),
        (
            BIRDS_ABSENT,
            True,
            ["b: 0 of 2 paragraphs; missing: 1, 2; not written (complete it, or use --partial)"],
        ),
    ],
)
def test_report(piece, written, lines):
    assert report(piece, written=written).split("\n") == lines


def test_find_files(tmp_path):
    for name in ("b.txt", "a.html", ".hidden"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "c.txt").write_text("c", encoding="utf-8")
    listed = find_files([tmp_path / "inner" / "c.txt", tmp_path])
    assert [path.name for path in listed] == ["c.txt", "a.html", "b.txt"]
    assert [*map(read_text, find_files([tmp_path / "b.txt", tmp_path / "inner"]))] == ["b.txt", "c"]


def test_nothing_to_read_is_refused(tmp_path):
    with pytest.raises(FramingError, match="the folder is empty; put the saved texts into it"):
        find_files([tmp_path])
    with pytest.raises(FramingError, match=r"absent\.txt: no such file or folder; check the name"):
        find_files([tmp_path / "absent.txt"])
